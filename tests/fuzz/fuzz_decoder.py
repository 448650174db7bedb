"""So many streams through the decoder: `python tests/fuzz/fuzz_decoder.py [STREAMS [SEED]]`.

The first stream that breaks a property ends it, with the seed that makes that stream again.
"""

from __future__ import annotations

import sys

from streams import run


def main(words: list[str]) -> None:
    streams, seed = (int(words[at]) if len(words) > at else default
                     for at, default in enumerate((1_000_000, 1)))  # fmt: skip
    run(streams, seed, lambda done: print(f"{done} streams", file=sys.stderr))
    print(f"{streams} streams, seed {seed}: no failure")


if __name__ == "__main__":
    main(sys.argv[1:])
