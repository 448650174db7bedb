"""The rows of a picker of sources: who is offered for what is typed, and what the row chosen names.

Pure; which sources are offered is the service's to say. Loaded with the first picker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.cells import fit, width_of
from workbench.present.rows import source_line
from workbench.present.runs import Run, Runs, fill_runs, words_line
from workbench.services.chain import Named
from workbench.services.who import MOST, Fit, Whence
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.present.glyphs import Glyphs
    from workbench.services.who import Offer

MOST_ROWS = MOST + 1
"""Every digit with its row, under the one that enter takes."""
_NEW_SOURCE = "new:"
"""Key of the completion that makes a source of its name."""
_NOBODY = "nobody:"
"""Key of the row that enter takes where nothing is typed."""
_WHENCE = {
    Whence.TEXT: "named in this article",
    Whence.ARTICLE: "a source of this article",
    Whence.ALL: "",
}


def offer_rows(
    words: str, offers: Sequence[Offer], leave: str, *, may_be_new: bool, glyphs: Glyphs
) -> tuple[Sequence[Completion], int | None]:
    """The rows of a picker of sources, and which of them enter takes."""
    if not words:
        nobody = Completion("", row=lambda width: words_line(f"    {leave}", width), key=_NOBODY)
        return [nobody, *_rows(offers, glyphs, has_digits=True)], 0
    rows = _rows(offers, glyphs)
    best = 0 if offers and offers[0].fit is not Fit.NEAR else None
    if not may_be_new:
        return rows, 0 if rows else None
    if not offers or offers[0].fit is not Fit.EXACT:
        rows.append(Completion(words, "a new source", _NEW_SOURCE))
    return rows, len(rows) - 1 if best is None else best


def _rows(offers: Sequence[Offer], glyphs: Glyphs, *, has_digits: bool = False) -> list[Completion]:
    """The rows of offers; where they come from is said once. has_digits: one takes a row while
    nothing is typed."""
    rows: list[Completion] = []
    above = ""
    for at, one in enumerate(offers, 1):
        whence = _whence(one)
        said = "" if whence == above else whence
        rows.append(_offer_row(one, glyphs, said=said, pick=str(at) if has_digits else ""))
        above = whence
    return rows


def _whence(one: Offer) -> str:
    """Where an offer comes from, in words; empty for one of all sources."""
    is_new = one.source is None and one.fit is Fit.EXACT
    return f"a new source, {_WHENCE[one.whence]}" if is_new else _WHENCE[one.whence]


def _offer_row(one: Offer, glyphs: Glyphs, *, said: str, pick: str) -> Completion:
    """A row of the picker. said: where it comes from, unless the row above says it; pick: the digit
    that takes it while nothing is typed."""
    source, key = one.source, one.source.uid if one.source else _NEW_SOURCE
    alias = "" if one.matched in ("", one.name) else f" ({safe_line(one.matched)})"
    whence = _whence(one)

    def row(width: int) -> Runs:
        room, digit = width - 4, Run(f" {pick:<2} ", "status_key")
        if whence:
            name = fit(
                safe_line(one.name) + alias,
                max(min(50, room - width_of(whence) - 1), room // 2),
            )
            return fill_runs((digit, Run(f"{name} ", "source"), Run(said, "dim")), width)
        assert source
        line = source_line(source, max(10, room - width_of(alias)), glyphs=glyphs)
        return fill_runs((digit, *line, Run(alias, "dim")), width)

    return Completion(one.name, whence, key, row, pick)


def named_by(typed: str, chosen: Completion | None) -> Named:
    """The source that was chosen; one without a name for nobody."""
    if chosen is None:
        return Named(" ".join(typed.split()))
    if chosen.key == _NOBODY:
        return Named("")
    return Named(chosen.value, "" if chosen.key == _NEW_SOURCE else chosen.key)
