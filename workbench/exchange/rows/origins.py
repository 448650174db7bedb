"""Origins as rows: where the claims of an export come from, and what each origin counts for.

They are weighed over all claims of the export that their analysts still hold, by the rules that the
desk counts by: who speaks together or has one owner is one, two anonymous ones are never two, what
several analysts read otherwise was said once, what nobody asserts counts for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workbench.domain.claim import Claim, ClaimState
from workbench.domain.origin import Traced, Weighed, weigh_origins
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.rows.known import Known
from workbench.exchange.rows.table import Cell, Column, Row, Rows


class _Place(NamedTuple):
    """Where a traced claim stands."""

    claim: str
    analyst: str
    article: str
    outlet: str
    on: str


class OriginRows(Rows):
    """standing says whether it counts as an independent origin; claims and articles are how many
    come from it; first and last are days of publication."""

    name = "origins"
    columns = (
        Column("origin", 30, "sources", "first uid"), Column("standing"), Column("basis"),
        Column("reliability", 10), Column("claims", 8, "claims", "first claim"),
        Column("articles", 8), Column("outlets", 30), Column("analysts", 20), Column("first", 12),
        Column("last", 12), Column("one owner", 20), Column("house", 20),
        Column("sources", 30), Column("source uids", 20), Column("first claim"),
    )  # fmt: skip

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self._traced: list[Traced] = []
        self._places: list[_Place] = []

    def of(self, annotated: AnnotatedArticle) -> Iterator[Row]:
        """No row yet: origins are weighed against each other."""
        held = [one for one in annotated.claims if one.state is not ClaimState.WITHDRAWN]
        read = self.known.read_together(held)
        for claim in held:
            self._trace(claim, annotated, read.get(claim.uid, ""))
        return iter(())

    def after(self) -> Iterator[Row]:
        """One row an origin, those that count first."""
        for origin in weigh_origins(self._traced, self.known.families):
            yield self._cells(origin) | self._place_cells(origin)

    def _trace(self, claim: Claim, annotated: AnnotatedArticle, words: str) -> None:
        article, alike = annotated.article, annotated.alike.get(claim.uid, frozenset())
        on = article.metadata.day
        origin = self.known.chain(claim, annotated).origin
        self._traced.append(Traced(origin, article.uid, alike, claim.stance, on, words))
        self._places.append(_Place(claim.uid, claim.analyst, article.uid, article.outlet, on))

    def _cells(self, origin: Weighed) -> dict[str, Cell]:
        uids = self.known.uids(self._traced[origin.places[0]].origin)
        return {
            "origin": origin.words,
            "first uid": uids[0] if uids else "",
            "standing": origin.standing.value,
            "reliability": self.known.reliability(uids),
            "one owner": self.known.joined(origin.owners),
            "house": self.known.joined(uid for uid in origin.houses if uid not in origin.sources),
            "sources": self.known.joined(origin.sources),
            "source uids": " ".join(origin.sources),
        }

    def _place_cells(self, origin: Weighed) -> dict[str, Cell]:
        places = [self._places[at] for at in origin.places]
        days = sorted(filter(None, (one.on for one in places)))
        bases = dict.fromkeys(self._traced[at].origin.basis.value for at in origin.places)
        return {
            "basis": ", ".join(bases),
            "claims": len(places),
            "articles": len({one.article for one in places}),
            "outlets": ", ".join(dict.fromkeys(one.outlet for one in places if one.outlet)),
            "analysts": ", ".join(dict.fromkeys(one.analyst for one in places)),
            "first": days[0] if days else "",
            "last": days[-1] if days else "",
            "first claim": places[0].claim,
        }
