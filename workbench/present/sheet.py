"""An article as plain text beside its facts: `workbench show`, and what a braille line can read.

The same lines and rows as the desk, without a terminal: no colour, no control codes. Facts stand at
the line where their words begin and never hide text; narrow sheets list them below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from workbench.domain.article import Article
from workbench.domain.chain import Chain
from workbench.domain.claim import Claim
from workbench.domain.coverage import Coverage
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Fact
from workbench.domain.text import safe_line
from workbench.present.assertion import said
from workbench.present.cells import cut, fit, painted
from workbench.present.chain import chain_line, chain_links, origin_line
from workbench.present.counting import counted
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.layout import Line, line_of, shown, wrap
from workbench.present.rows import answer_line, fact_line
from workbench.present.runs import Runs

SIDE_BY_SIDE = 80
"""Cells from which the facts stand beside the text."""
_LONGEST_TEXT = 88


class _Row(NamedTuple):
    """One fact as it is shown."""

    fact: Fact
    verdict: Verdict | None


class Shown(Protocol):
    """What a sheet needs of an article: the services' view of it, seen from below."""

    @property
    def article(self) -> Article:
        """The article."""

    @property
    def text(self) -> str:
        """Its stored text."""

    @property
    def facts(self) -> Sequence[Fact]:
        """What the machine found."""

    def decision(self, fact: str) -> Decision | None:
        """The analyst's decision on the fact with this id."""

    def answered_words(self) -> Sequence[Decision]:
        """The analyst's decisions whose words are no fact any more and became no claim."""

    def as_answered(self, facts: Sequence[Fact]) -> Sequence[Fact]:
        """Facts as they are shown: printed credits as the analyst has them."""

    def my_claims(self) -> Sequence[Claim]:
        """The analyst's claims."""

    def chain_of(self, claim: Claim) -> Chain:
        """Through whom a claim came."""


def show_lines(view: Shown, width: int, glyphs: Glyphs = UNICODE) -> Iterator[str]:
    """The lines of the sheet, without line feeds, at most `width` cells (at least 20) each."""
    width = max(20, width)
    yield from _head(view.article, width, glyphs)
    if width >= SIDE_BY_SIDE:
        yield from _beside(view, width, glyphs)
    else:
        yield from _below(view, width, glyphs)
    if answers := view.answered_words():
        yield glyphs.rule * width
        yield cut("answered, and no fact any more:", width, glyphs.ellipsis)
    for answer in answers:
        yield plain(answer_line(answer, width, glyphs=glyphs))
    claims = view.my_claims()
    if claims:
        yield glyphs.rule * width
    for claim in claims:
        yield from _claim_lines(view, claim, width, glyphs)


def coverage_words(covered: Coverage) -> str:
    """How much of a text is not covered."""
    return f"{covered.uncovered:,} of {counted(len(covered), 'sentence')} uncovered"


def plain(runs: Runs) -> str:
    """The words of a line, without the spaces that fill it up."""
    return "".join(run.text for run in runs).rstrip()


def _head(article: Article, width: int, glyphs: Glyphs) -> Iterator[str]:
    metadata = article.metadata
    published = metadata.publication.at if metadata.publication else ""
    yield cut(f"#{article.number}  {metadata.title}", width, glyphs.ellipsis)
    parts = (article.outlet, published, metadata.lang, metadata.author, article.uid[:8])
    yield cut("  ".join(safe_line(part) for part in parts if part), width, glyphs.ellipsis)
    if metadata.url:
        yield cut(metadata.url, width, glyphs.ellipsis)
    if metadata.archive:
        yield cut(f"archived: {metadata.archive}", width, glyphs.ellipsis)
    yield glyphs.rule * width


def _rows(view: Shown) -> Sequence[_Row]:
    """The facts as they are shown, in text order, with the analyst's answers."""
    rows = []
    for fact, shown_as in zip(view.facts, view.as_answered(view.facts), strict=True):
        decision = view.decision(fact.id)
        rows.append(_Row(shown_as, decision.verdict if decision else None))
    return sorted(rows, key=lambda row: row.fact.span.start)


def _line_of_row(row: _Row, width: int, glyphs: Glyphs) -> str:
    return plain(fact_line(row.fact, width, verdict=row.verdict, glyphs=glyphs))


def _below(view: Shown, width: int, glyphs: Glyphs) -> Iterator[str]:
    """Text, then facts."""
    for line in wrap(view.text, width):
        yield painted(shown(view.text, line)).rstrip()
    if view.facts:
        yield glyphs.rule * width
    for row in _rows(view):
        yield _line_of_row(row, width, glyphs)


def _beside(view: Shown, width: int, glyphs: Glyphs) -> Iterator[str]:
    """Text on the left, facts on the right from the line where they begin."""
    left = min(_LONGEST_TEXT, width * 11 // 20)
    right = width - left - 3
    lines = wrap(view.text, left)
    at_line = _by_line(lines, _rows(view))
    waiting: list[_Row] = []
    for number, line in enumerate(lines):
        waiting += at_line.get(number, ())
        beside = _line_of_row(waiting.pop(0), right, glyphs) if waiting else ""
        words = painted(shown(view.text, line))
        yield f"{fit(words, left)} {glyphs.bar} {beside}".rstrip()
    for row in waiting:
        yield f"{' ' * left} {glyphs.bar} {_line_of_row(row, right, glyphs)}"


def _by_line(lines: Sequence[Line], rows: Sequence[_Row]) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = {}
    for row in rows:
        found.setdefault(line_of(lines, row.fact.span.start), []).append(row)
    return found


def _claim_lines(view: Shown, claim: Claim, width: int, glyphs: Glyphs) -> Iterator[str]:
    """What a claim says, and under it the chain and the origin."""
    yield cut(f"{glyphs.claim[claim.state]} {said(claim)}", width, glyphs.ellipsis)
    chain = view.chain_of(claim)
    yield f"  {chain_line(chain_links(chain), width - 2, glyphs)}"
    yield cut(f"  {origin_line(chain)}", width, glyphs.ellipsis)
