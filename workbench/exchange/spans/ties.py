"""What ties marks together: by the relations between them, read by what they join, whatever a
project calls them."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from workbench.domain.claim import LinkKind
from workbench.errors import DataError
from workbench.exchange.bundle import Losses
from workbench.exchange.spans.page import Page, Region, Relation
from workbench.exchange.spans.vocabulary import CARRIERS, CONTENT, CUE, PART, QUOTES

LONGEST_CHAIN = 64
"""More hops than this are a mistake."""
_LINKS = {kind.value for kind in LinkKind}


class Ties:
    """A page by what its relations tie together."""

    def __init__(self, page: Page, losses: Losses) -> None:
        """losses: is told what says nothing here. Raises DataError where two marks have one id."""
        self._regions = page.by_id()
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._says: dict[str, list[str]] = defaultdict(list)
        """By what they say or quote: the outer ones of each mark."""
        self._cues: dict[str, list[str]] = defaultdict(list)
        self.links: list[Relation] = []
        for relation in page.relations:
            if not self._take(relation):
                losses.add("relations between other marks", "they say nothing of a claim's chain")
        pieces = {piece for some in self._parts.values() for piece in some}
        self.contents = [
            region for region in page.regions if region.label == CONTENT and region.id not in pieces
        ]
        """The marks of which each is a claim, but for further pieces of one."""
        self._left = {
            region.id
            for region in page.regions
            if region.label != CONTENT and region.id not in pieces
        }
        for content in self.contents:
            tied = [one for group in self.chain(content) for one in group]
            self._left -= {one.id for one in (*tied, *self.cues([content, *tied]))}
        losses.add(
            "marks of sources and cues that no relation ties to a claim",
            "who says what is never guessed",
            len(self._left),
        )

    def chain(self, content: Region) -> list[list[Region]]:
        """Who says it, outermost first; together where several do. Raises DataError of a circle."""
        groups: list[list[str]] = []
        outer = list(dict.fromkeys(self._says[content.id]))
        for _ in range(LONGEST_CHAIN + 1):
            if not outer:
                return [[self._regions[one] for one in group] for group in groups[::-1] if group]
            # Who is drawn near and far stands where he is farthest.
            groups = [[one for one in group if one not in outer] for group in groups]
            groups.append(outer)
            outer = list(dict.fromkeys(far for one in outer for far in self._says[one]))
        raise DataError(f"the sources of mark {content.id} quote each other in a circle")

    def cues(self, regions: list[Region]) -> list[Region]:
        """The cues of some marks."""
        ids = dict.fromkeys(cue for region in regions for cue in self._cues[region.id])
        return [self._regions[one] for one in ids]

    def parts(self, region: Region) -> list[Region]:
        """The further pieces of a mark's span, and theirs."""
        found: dict[str, None] = {}
        waiting = list(self._parts[region.id])
        while waiting:
            one = waiting.pop(0)
            if one not in found and one != region.id:
                found[one] = None
                waiting += self._parts[one]
        return [self._regions[one] for one in found]

    def _take(self, relation: Relation) -> bool:
        """Whether a relation says something here."""
        ends = self._regions.get(relation.first), self._regions.get(relation.second)
        if not all(ends) or relation.first == relation.second:
            return False
        first, second = cast("tuple[Region, Region]", ends)
        kind = relation.kind.casefold()
        if kind == PART:
            self._parts[first.id].append(second.id)
        elif first.label == second.label == CONTENT:
            if kind not in _LINKS:
                return False
            self.links.append(relation._replace(kind=kind))
        elif first.label in CARRIERS and second.label in CARRIERS:
            if kind != QUOTES:
                return False
            self._says[second.id].append(first.id)
        else:
            return self._tie(first, second) or self._tie(second, first)
        return True

    def _tie(self, first: Region, second: Region) -> bool:
        """Of a source and a content, or one of these and a cue, in whichever direction they are
        drawn."""
        if first.label in CARRIERS and second.label == CONTENT:
            self._says[second.id].append(first.id)
        elif second.label == CUE and first.label != CUE:
            self._cues[first.id].append(second.id)
        else:
            return False
        return True
