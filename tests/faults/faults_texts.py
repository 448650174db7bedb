"""Made-up articles for rows that import many: short, and none like another."""

from __future__ import annotations

import json
import random
from pathlib import Path


def write_texts(path: Path, numbers: range) -> None:
    """New articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for number in numbers:
            out.write(json.dumps({"text": new_text(number), "title": f"Berita {number}"}) + "\n")


def new_text(number: int) -> str:
    """A short article that no other one is like."""
    rng = random.Random(number)
    words = " ".join(rng.choice(_SOUNDS) + rng.choice(_SOUNDS) for _ in range(20))
    return (
        f'Kapal {number} karam: {words}.\n\n"Ada {number + 2} yang selamat," kata Dewi Lestari.\n'
    )


_SOUNDS = tuple(a + b for a in "bcdgjklmnprst" for b in ("a", "i", "u", "e", "o", "ang", "um"))
