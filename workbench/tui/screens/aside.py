"""What stands under the list on a wide screen: all that is known of the row under the cursor,
through whom it came, and which articles come next. It only shows; enter opens what it tells of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.domain.fact import Quote
from workbench.present.assertion import said
from workbench.present.cells import cut
from workbench.present.chain import chain_links, origin_words
from workbench.present.labelled import Labelled, labelled_lines
from workbench.present.layout import wrap
from workbench.present.runs import Run, Runs
from workbench.present.shelf import article_line
from workbench.tui.views.known import known_of

if TYPE_CHECKING:
    from workbench.domain.chain import Chain
    from workbench.domain.claim import Claim
    from workbench.domain.fact import Fact
    from workbench.tui.pages.library import LibraryPage
    from workbench.tui.pages.page import TextPage

_FIELDS = ("restatement", "gloss", "topic", "time", "place", "verdict")
"""Of a claim, those that are shown where there is something in them."""
_TONES = dict.fromkeys(("answered", "read here", "kind", "words"), "text")
"""The looks of what is looked for first; all else is dim."""
_MOST_NEXT = 32
"""Articles that come next: what a tall screen has room for, and what costs nothing to make."""
_MOST_HEADLINE = 5
"""Lines of a headline: 380 cells at 80 columns."""


def headline_lines(words: str, width: int, ellipsis: str) -> list[Runs]:
    """A headline that is no part of the text, whole in all but absurd cases."""
    shown = cut(words, _MOST_HEADLINE * width * 9 // 10, ellipsis)
    lines = wrap(shown, width)[:_MOST_HEADLINE]
    return [(Run(shown[start:end].rstrip(), "dim"),) for start, end in lines]


def aside_lines(page: TextPage, library: LibraryPage, size: tuple[int, int]) -> list[Runs]:
    """The lines for so many columns and rows: of the claim or fact under the cursor, on the page of
    a claim of the fact that it came of; and below them the articles that follow in the library."""
    width, height = size
    claim, fact = page.subject.claim, page.subject.fact
    rows: Iterator[Labelled] = iter(())
    if claim and not page.is_of_one:
        rows = _of_claim(page, claim)
    elif fact:
        rows = _of_fact(page, fact)
    lines = list(labelled_lines(rows, width))[:height]
    room = min(height - len(lines) - 2, _MOST_NEXT)
    if room > 0 and (following := list(_following(library, width, room))):
        lines += [(), (Run("next in the library", "dim"),), *following]
    return lines


def _of_claim(page: TextPage, claim: Claim) -> Iterator[Labelled]:
    yield Labelled("claim", said(claim), "claim")
    chain = page.article.view.chain_of(claim)
    yield from _steps(chain)
    yield Labelled("origin", origin_words(chain.origin), "origin")
    for name in _FIELDS:
        if words := claim.told(name):
            yield Labelled(name, words)
    yield Labelled("state", f"{claim.state.value}, {claim.analyst}")


def _of_fact(page: TextPage, fact: Fact) -> Iterator[Labelled]:
    view = page.article.view
    for label, told in known_of(view, fact):
        if label != "hops":  # the steps say it
            yield Labelled(label, told, _TONES.get(label, "dim"))
        if label == "words" and isinstance(fact.attributes, Quote):
            yield from _steps(view.chain_of_fact(fact))


def _steps(chain: Chain) -> Iterator[Labelled]:
    """Through whom it came, outermost first, and how far each relay reaches."""
    for place, (step, link) in enumerate(zip(chain.steps, chain_links(chain), strict=True)):
        reach = f"  ({step.reach.value})" if step.reach else ""
        yield Labelled("" if place else "from", f"{link.words}{reach}", link.style)


def _following(library: LibraryPage, width: int, most: int) -> Iterator[Runs]:
    rows = library.library
    for place in range(library.cursor + 1, library.cursor + 1 + most):
        if row := rows.row(place):
            yield article_line(row, width, library.glyphs, common=rows.common)
