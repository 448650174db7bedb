"""Forty short articles for a team: thirty-seven made ones of one question each, and three of the
sample set that have several."""

from __future__ import annotations

from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data" / "articles" / "wire.jsonl"
_SAMPLED = (3, 5, 8)
"""Which lines of it: few questions, and three scripts."""
_PEOPLE = (
    "Samrin Wabula", "Dewi Lestari", "Rudi Hartono", "Maya Saraswati", "Agus Pranoto",
    "Ratih Kumala", "Bayu Segara",
)  # fmt: skip
_OFFICES = ("the harbour master", "the mayor", "a ward doctor", "head of the water board")
_WHAT = ("Small boats", "The ferries", "Two bridges", "The clinics", "Seven schools", "Night buses")
_IS = (
    "will stay closed", "were not counted", "need new pumps", "ran out of diesel", "have no permit",
    "could open again", "must wait",
)  # fmt: skip
_WHEN = ("until Friday", "since the flood", "before the count", "after the second shift", "at dawn")


def write_articles(folder: Path, many: int) -> None:
    """So many articles, for `workbench import FOLDER`; the sampled ones are among them."""
    made = many - len(_SAMPLED)
    for number in range(made):
        (folder / f"{number:02}.txt").write_text(_article(number), encoding="utf-8")
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()
    chosen = "".join(f"{lines[line]}\n" for line in _SAMPLED)
    (folder / "wire.jsonl").write_text(chosen, encoding="utf-8")


def _article(number: int) -> str:
    what, when = _WHAT[number % len(_WHAT)], _WHEN[number % len(_WHEN)]
    said = f"{what} {_IS[number % len(_IS)]} {when}"
    who, office = _PEOPLE[number % len(_PEOPLE)], _OFFICES[number % len(_OFFICES)]
    return f"{what} {when}, notice {number}\n\n“{said},” said {who}, {office}.\n"
