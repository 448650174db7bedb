"""So many broken files through every reader: `fuzz_readers.py [FILES [SEED [KIND...]]]`.

Kinds are readers' names, and `maildir`; all of them take turns. What is found is printed, and the
file stays in the folder that is named at the end.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

for room in Path(__file__).resolve().parent.parent.iterdir():
    sys.path.insert(0, str(room))

from broken_readers import Round, in_words  # noqa: E402 - from the rooms just named

MEMORY = 2_000_000_000
"""Bytes of address space: a reader that wants more ends, and nothing else of the machine."""


def main(words: list[str]) -> int:
    files, seed = (int(words[at]) if len(words) > at else default
                   for at, default in enumerate((100_000, 1)))  # fmt: skip
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    folder = Path(tempfile.mkdtemp(prefix="broken-"))
    trial = Round(seed, folder, tuple(words[2:]), is_timed=True)
    for first in range(0, files, 1_000):
        trial.go(min(1_000, files - first), first)
        print(f"{first + 1_000} files, {len(trial.found)} found", file=sys.stderr, flush=True)
    print("\n".join(in_words(trial.counts)))
    print(f"{files} files, seed {seed}: {len(trial.found) or 'no'} failures; {folder}")
    return bool(trial.found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
