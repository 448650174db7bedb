"""The codebook as rows: each entry a heading, its words, its examples; broken to a width.

The same rows stand over the whole screen and beside an article. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from workbench.domain.codebook import Example, Guideline
from workbench.domain.text import safe, safe_line
from workbench.present.cells import painted, width_of
from workbench.present.counting import counted
from workbench.present.glyphs import Glyphs
from workbench.present.layout import shown, wrap
from workbench.present.runs import Run, Runs

_INDENT = "  "


class CodebookRow(NamedTuple):
    """One row."""

    runs: Runs
    entry: int
    """Place of its entry among all."""
    example: int | None = None
    """Place of the example that it shows."""
    is_first: bool = False
    """Whether its entry begins here."""


def codebook_rows(
    entries: Iterable[Guideline],
    numbers: Mapping[str, int],
    width: int,
    glyphs: Glyphs,
    *,
    changed: Mapping[str, int],
) -> list[CodebookRow]:
    """The rows in at most `width` cells. numbers: of articles, by uid; changed: uid of an entry ->
    the version that it was changed in last."""
    width = max(20, width)
    rows: list[CodebookRow] = []
    for at, entry in enumerate(entries):
        if at:
            rows.append(CodebookRow((), at - 1))
        rows.append(CodebookRow(_heading(entry, changed), at, is_first=True))
        if entry.where:
            rows += [CodebookRow(line, at) for line in _lines(f"of {entry.where}", width, "dim")]
        rows += [CodebookRow(line, at) for line in _lines(entry.words, width, "text")]
        for place, example in enumerate(entry.examples):
            lines = _example(example, numbers, width, glyphs)
            rows += [CodebookRow(line, at, place) for line in lines]
    return rows


def _heading(entry: Guideline, changed: Mapping[str, int]) -> Runs:
    version = changed.get(entry.uid)
    return (
        Run(f"{entry.kind.value} ", "dim"),
        Run(safe_line(entry.subject), "title"),
        Run(f"  version {version}" if version else "", "dim"),
    )


def _lines(words: str, width: int, style: str) -> Iterator[Runs]:
    if words:
        text = safe(words)
        for line in wrap(text, width - len(_INDENT)):
            yield (Run(_INDENT, "text"), Run(painted(shown(text, line)), style))


def _example(
    example: Example, numbers: Mapping[str, int], width: int, glyphs: Glyphs
) -> Iterator[Runs]:
    name, style = ("accepted", "accepted") if example.is_for else ("rejected", "rejected")
    mark = f"{_INDENT}{glyphs.verdict[name]} "
    number = numbers.get(example.article or "")
    told = f"“{example.span.words}”" + (f" #{number}" if number else "")
    text = safe_line(f"{told}  {example.words}".rstrip())
    quoted = len(told)
    for at, (start, end) in enumerate(wrap(text, width - width_of(mark))):
        before = Run(mark if not at else " " * width_of(mark), style)
        here = max(start, min(end, quoted))
        words = Run(painted(shown(text, (start, here))), "text")
        yield (before, words, Run(painted(shown(text, (here, end))), "dim"))


def changed_words(entries: int, *, is_new: bool) -> str:
    """That the codebook is another one than when the analyst was last told of it. is_new: that
    was never."""
    many = counted(entries, "entry", "entries")
    return f"there is a codebook: {many}" if is_new else f"the codebook changed: {many}"
