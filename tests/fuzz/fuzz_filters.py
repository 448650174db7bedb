"""So many lines through every filter there is: `python tests/fuzz/fuzz_filters.py [LINES [SEED]]`.

The first line that breaks a property ends it, with the seed that makes that line again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from filter_lines import asked_bench, run


def main(words: list[str]) -> None:
    lines, seed = (int(words[at]) if len(words) > at else default
                   for at, default in enumerate((100_000, 1)))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, asked_bench(Path(folder)) as bench:
        taken = run(bench, lines, seed, lambda done: print(f"{done} lines", file=sys.stderr))
    print(f"{lines} lines, seed {seed}: {taken} are filters of articles, no failure")


if __name__ == "__main__":
    main(sys.argv[1:])
