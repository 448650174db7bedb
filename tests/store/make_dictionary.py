"""What kept facts have in common, for the compression of each article's: the dictionary that
`workbench/stored/packed.py` reads.

    python tests/store/make_dictionary.py [FILE.jsonl ...]

writes it out of what today's rules find in the shipped texts, and in the `text` or `body` of other
files' lines: only how facts are told, and nothing of what a text says. A database needs the very
dictionary that its facts were written with, so one that was released stays; a better one gets a
name of its own beside it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "extract")]

from record_facts import documents  # noqa: E402

from workbench.extract import EXTRACTOR, extract, recognise  # noqa: E402
from workbench.stored.packed import DICTIONARY, Packed, as_json, told  # noqa: E402

MOST = 32_768 - 262
"""Bytes that deflate looks back, less those that it looks ahead."""
LEAST_OFTEN = 3
"""Texts that a piece stands in."""
OWN = ("name", "names", "acronym", "affiliation", "title", "outlet", "counts", "anchor", "value")
"""Attributes that say what stands in a text."""
_INTEGER = re.compile(r"-?\d+")
_PART = re.compile(r'"(?:[^"\\]|\\.)*"(?:\s*:)?|-?\d+(?:\.\d+)?|[^"\d-]+|-')


def main() -> None:
    """Write the dictionary."""
    often: Counter[str] = Counter()
    for document in (*documents(), *_others(sys.argv[1:])):
        anchor = document["published"][:10] or None
        basis = "metadata" if anchor else None
        facts = extract(document["text"], lang=document["lang"], anchor=anchor, anchor_basis=basis)
        often.update({*_pieces(told(facts, EXTRACTOR))})
    DICTIONARY.write_bytes(chosen := _chosen(often))
    print(f"{DICTIONARY.relative_to(ROOT)}: {len(chosen):,} bytes")


def _others(files: Iterable[str]) -> Iterator[dict[str, Any]]:
    for name in files:
        for line in Path(name).read_bytes().splitlines():
            record = json.loads(line)
            text = record.get("text") or record["body"]
            lang = record.get("lang") or recognise(text).lang
            yield {"text": text, "lang": lang, "published": record.get("published") or ""}


def _pieces(records: list[Packed]) -> Iterator[str]:
    """What stands between words, values and offsets of the text."""
    piece, is_own = "", False
    for part in _PART.findall(as_json(records)):
        if part.endswith(":"):
            is_own = part[1:-2] in OWN
        elif (part[0] == '"' and is_own) or _INTEGER.fullmatch(part):
            yield from _without_cue(piece)
            piece = ""
            continue
        piece += part
    yield from _without_cue(piece)


def _without_cue(piece: str) -> Iterator[str]:
    """A reason quotes the word that it was: what stands around it."""
    yield from (part for part in re.split("(?<=‘)[^’]*", piece) if part)


def _chosen(often: Counter[str]) -> bytes:
    """The pieces that save most, those at the end: the nearer a match, the fewer its bits."""
    worth = {piece: count * len(piece) for piece, count in often.items() if count >= LEAST_OFTEN}
    chosen = ""
    for piece in sorted(worth, key=lambda one: (-worth[one], one)):
        if piece not in chosen:
            if len((piece + chosen).encode()) > MOST:
                break
            chosen = piece + chosen
    return chosen.encode()


if __name__ == "__main__":
    main()
