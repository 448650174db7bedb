"""What of a report is credited to an outlet whose own article is stored here, sought in that one.

Looks for the articles of each credited outlet, in the report and beside it, around the day of the
article that credits it. What it comes to is for whoever reads: `report/lacking.py` compares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from workbench.domain.chain import StepKind
from workbench.domain.claim import Claim
from workbench.domain.filter.tree import Term
from workbench.domain.source import SourceKind
from workbench.errors import DataError
from workbench.exchange.bundle import AnnotatedArticle, Bundle
from workbench.exchange.report import Compared, Sought, is_told
from workbench.services.workbench import Workbench

_BEFORE, _BEHIND = 7, 1
"""Days before an article, and behind it, of which what it credits may be."""
_PRINTS = (SourceKind.OUTLET, SourceKind.AGENCY)
_MOST = 30
"""Articles of an outlet in those days that are looked at."""


def sought(
    bench: Workbench, bundle: Bundle, articles: Sequence[AnnotatedArticle]
) -> dict[str, Sought]:
    """Uid of each claim that is credited to an outlet -> what came of seeking it in the outlet's
    articles, in the one that speaks most for it."""
    search = _Search(bench, bundle, articles)
    found: dict[str, Sought] = {}
    for one in articles:
        for outlet, claims in search.credited(one).items():
            meant = [each for each in search.of(outlet, one) if each.may_be_meant(one, claims)]
            name = search.names.get(outlet, outlet)
            for claim in claims if meant else ():
                every = [Sought(name, each.article, *each.seek(claim, one)) for each in meant]
                best = min(every, key=lambda each: each.outcome)
                there = found.setdefault(claim.uid, best)
                if best.outcome > there.outcome:
                    found[claim.uid] = best
    return found


class _Search:
    """The articles of outlets, each read once."""

    def __init__(
        self, bench: Workbench, bundle: Bundle, articles: Iterable[AnnotatedArticle]
    ) -> None:
        self._bench, self._families, self.names = bench, bundle.families(), bundle.names()
        self._outlets = {one.uid for one in bundle.sources if one.kind in _PRINTS}
        self._inside = {one.article.number: one for one in articles}
        self._read: dict[int, Compared | None] = {}

    def credited(self, annotated: AnnotatedArticle) -> Mapping[str, list[Claim]]:
        """The outlets that an article credits, by uid or printed name -> what it has from them."""
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in filter(is_told, annotated.claims):
            for step in annotated.chain_of(claim, self.names).steps[1:]:
                for source in map(self._families.final, step.sources):
                    if step.kind is StepKind.RELAY or source in self._outlets:
                        found[source].append(claim)
        return found

    def of(self, outlet: str, annotated: AnnotatedArticle) -> Iterator[Compared]:
        """The articles of an outlet from which another one may have something."""
        number, day = annotated.article.number, annotated.article.metadata.day
        for other in self._numbers(self.names.get(outlet, outlet), day):
            there = self._compared(other) if other != number else None
            if there and outlet in self._known_as(there):
                yield there

    def _numbers(self, name: str, day: str) -> list[int]:
        terms = [Term("outlet", "=", name)]
        if len(day) == len("2026-03-01"):
            around = date.fromisoformat(day)
            terms.append(Term("date", ">=", str(around - timedelta(_BEFORE))))
            terms.append(Term("date", "<=", str(around + timedelta(_BEHIND))))
        return self._bench.store.articles.numbers(
            tuple(terms), analyst=self._bench.analyst, limit=_MOST
        )

    def _known_as(self, there: Compared) -> tuple[str, ...]:
        article = there.article
        return self._families.final(article.metadata.outlet or ""), article.outlet

    def _compared(self, number: int) -> Compared | None:
        """An article with its text; None where it cannot be read, which others say already."""
        if number not in self._read:
            self._read[number] = self._of_store(number)
        return self._read[number]

    def _of_store(self, number: int) -> Compared | None:
        if inside := self._inside.get(number):
            return Compared(inside.article, inside.text, inside.facts, self.names)
        articles = self._bench.store.articles
        try:
            facts = tuple(self._bench.store.facts.of_article(number))
            return Compared(articles.get(number), articles.text(number), facts, self.names)
        except DataError:
            self._bench.store.leave_out(f"article #{number}")
            return None
