"""Writes the tables of keys into docs/language.md.

    python -m workbench.extract.build.keys_page docs/language.md

What stands between the two marks is made from the schema; the rest of the page is written by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.extract.cue_record import CUE, FACTUALITIES, FORCES, TAKES
from workbench.extract.key import LISTS, MAP, NUMBERS, WORDS
from workbench.extract.schema import SCHEMA

BEGIN, END = "<!-- keys -->\n", "<!-- /keys -->\n"
_FILES = {
    "cues": "words that introduce speech",
    "frames": "what holds a reporting clause together",
    "complements": "what may follow a cue, for a language that is read by complements",
    "pronouns": "words for somebody named before",
    "references": "descriptions of somebody named elsewhere",
    "people": "titles, roles, sources without a name",
    "known": "names that readers know, for a language whose names are tagged",
    "names": "what names are made of, and known ones",
    "sentences": "where sentences and clauses break",
    "times": "time expressions",
    "quantities": "numbers, units, money",
    "lines": "lines around the text, and credits",
    "ordinary": "words that tell nothing of a story",
    "verbs": "what makes a clause an event",
    "concepts": "what words stand for, in any language",
}
_TYPES = {str: "text", list: "forms", bool: "true"}
_SHAPES = {
    WORDS: "words",
    MAP: "words to text",
    NUMBERS: "words to numbers",
    LISTS: "words to lists",
}


def tables() -> str:
    """A table for each file, and those of a cue's record."""
    parts = []
    for file, keys in SCHEMA.items():
        parts.append(
            f"### {file}.toml: {_FILES[file]}\n\n| key | holds | meaning |\n|---|---|---|\n"
        )
        parts += [
            f"| `{name}` | {_SHAPES.get(key.shape, key.shape)} | {key.meaning} |\n"
            for name, key in keys.items()
        ]
        parts.append("\n")
        if file == "cues":
            parts += _of_cues()
    return "".join(parts)


def _of_cues() -> list[str]:
    rows = [f"| `{name}` | {_TYPES[kind]} | {meaning} |\n" for name, (kind, meaning) in CUE.items()]
    takes = [f"| `{name}` | {meaning} |\n" for name, meaning in TAKES.items()]
    return [
        "A cue's record (`[[cue]]`):\n\n| key | holds | meaning |\n|---|---|---|\n",
        *rows,
        f"\nForces: {', '.join(sorted(FORCES))}.\n",
        f"Factualities: {', '.join(sorted(FACTUALITIES))}.\n",
        "\n| takes | what follows |\n|---|---|\n",
        *takes,
        "\n",
    ]


def written(page: str) -> str:
    """The page with its tables as they must be."""
    before, _, rest = page.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return f"{before}{BEGIN}\n{tables()}{END}{behind}"


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(written(file.read_text(encoding="utf-8")), encoding="utf-8")
