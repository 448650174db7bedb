"""How a suggested merge reads: a row with both names, and the reason in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.domain.sameness import Sameness, Suggested
from workbench.domain.text import safe_line
from workbench.present.cells import cut, fit, width_of
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run, Runs, fill_runs

WHY_WIDTH = 9
"""Cells for the reason, in one word."""

_WHY: Mapping[Sameness, str] = {
    Sameness.SPELLING: "one name in two spellings",
    Sameness.ACRONYM: "a short name and its full one",
    Sameness.OFFICE: "an office and who holds it",
    Sameness.PART: "a name and a longer one of the same person",
}


def suggested_line(one: Suggested, width: int, glyphs: Glyphs = UNICODE) -> Runs:
    """A suggested merge in exactly `width` cells: the reason, who is merged, who stays."""
    arrow = f" {glyphs.equals} "
    room = max(2, width - WHY_WIDTH - width_of(arrow))
    source, into = safe_line(one.source.name), safe_line(one.into.name)
    half = max(room // 2, room - width_of(into))
    source = cut(source, half, glyphs.ellipsis)
    into = cut(into, room - width_of(source), glyphs.ellipsis)
    runs = (Run(fit(one.why.value, WHY_WIDTH), "dim"), Run(source, "source"), Run(arrow, "dim"))
    return fill_runs((*runs, Run(into, "title")), width)


def why_words(one: Suggested) -> str:
    """The reason, and what the two are."""
    kinds = dict.fromkeys((one.source.kind.value, one.into.kind.value))
    return f"{_WHY[one.why]} ({', '.join(kinds)})"


def said_words(one: Suggested) -> str:
    """Where an article says so; empty where none was found."""
    return f"#{one.said.number} says “{safe_line(one.said.exact)}”" if one.said else ""
