"""A story: some articles, and what is said in them, in groups, the weightiest first.

Worked out of kept tables by a few queries, however many articles there are: no text and no fact is
read, so that only what is looked at costs more (`services.dossier`). By how many outlets something
is told it is put in order, and not by its origins: these take the chains. What the machine asks and
nobody answered takes part; what the analyst rejected or withdrew does not, nor what she may not see
yet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING

from workbench.domain.counterpart import Place, Stance, are_one, question_of
from workbench.domain.fact import Kind
from workbench.domain.grouping import Group, Tie, Word, grouped
from workbench.errors import UsageError
from workbench.services.seen import hidden_articles, seen_links
from workbench.services.told_counterparts import seen_claims_at
from workbench.services.uncollected import uncollected
from workbench.services.which import Which, numbers_of
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.domain.counterpart import Unrelated
    from workbench.verbs.counterparts import ClaimAt

MOST = 10_000
"""Articles of a story."""


@dataclass(frozen=True, slots=True)
class Story:
    """What is said in some articles."""

    numbers: tuple[int, ...]
    groups: tuple[Group, ...]
    """The weightiest first."""
    claims: Mapping[Place, tuple[ClaimAt, ...]]
    """Of the places where somebody's stand, the analyst's own first."""
    credits: Mapping[int, int]
    """Number of an article -> how many of its credits nobody has confirmed yet; of those that have
    some."""
    names: Mapping[int, tuple[str, str]]
    """Number -> outlet and title."""

    def is_open(self, group: Group) -> bool:
        """Whether nobody's claim says it."""
        return self.claims.keys().isdisjoint(group.places)

    def outlets(self, group: Group) -> int:
        """How many outlets tell it."""
        return len({self.names[number][0] for number in group.articles if number in self.names})

    @property
    def open(self) -> list[Group]:
        """Those that nobody has answered, the weightiest first."""
        return [group for group in self.groups if self.is_open(group)]


def story_chosen(bench: Workbench, which: Which) -> Story:
    """What is said in some articles. Raises UsageError where they are too many."""
    numbers = numbers_of(bench, which, limit=MOST + 1)
    if len(numbers) > MOST:
        raise UsageError(f"a story of more than {MOST:,} articles", "Choose fewer by a filter.")
    return story_of(bench, numbers)


@uncollected()
def story_of(bench: Workbench, numbers: Sequence[int]) -> Story:
    """What is said in these articles, as far as the analyst may see it."""
    store = bench.store
    every = store.counterparts.asked(numbers, bench.analyst)
    asked = [place for place, kind in every if kind != Kind.RELAY]
    places = _Places(asked, seen_claims_at(bench, numbers))
    ties = chain(_said(bench, places), _unrelated(bench, numbers, places), _found(bench, numbers))
    names = store.articles.names(numbers)
    unconfirmed = {place for place, kind in every if kind == Kind.RELAY}
    credits = Counter(place.number for place in unconfirmed - _confirmed(bench, numbers))
    groups = grouped(places.all, ties)
    found = Story(tuple(numbers), (), places.claims, dict(sorted(credits.items())), names)
    ranked = sorted(
        groups,
        key=lambda one: (
            -found.outlets(one), not one.is_disputed, -len(one.articles), found.is_open(one),
            one.places[0],
        ),
    )  # fmt: skip
    return Story(found.numbers, tuple(ranked), found.claims, found.credits, names)


def _confirmed(bench: Workbench, numbers: Sequence[int]) -> set[Place]:
    """Where a credit was confirmed, as far as the analyst may see it."""
    every = bench.store.counterparts.confirmed(numbers)
    foreign = {place.number for place, analyst in every if analyst != bench.analyst}
    hidden = hidden_articles(bench, foreign)
    return {
        place for place, analyst in every if analyst == bench.analyst or place.number not in hidden
    }


class _Places:
    """Where something is said."""

    def __init__(self, asked: Iterable[Place], claims: Iterable[ClaimAt]) -> None:
        """claims: the analyst's own first."""
        self._in: defaultdict[int, dict[Place, None]] = defaultdict(dict)
        for place in asked:
            self._in[place.number][place] = None
        self._asked = {number: [one[1:] for one in those] for number, those in self._in.items()}
        self.of_claim: dict[str, Place] = {}
        found: defaultdict[Place, list[ClaimAt]] = defaultdict(list)
        for claim in claims:
            place = self._place(claim)
            self._in[place.number][place] = None
            self.of_claim[claim.uid] = place
            found[place].append(claim)
        self.claims = {place: tuple(those) for place, those in found.items()}

    @property
    def all(self) -> Iterator[Place]:
        """Every one."""
        return chain.from_iterable(self._in.values())

    def over(self, number: int, start: int, end: int) -> list[Place]:
        """Those that share something with a stretch."""
        return [one for one in self._in.get(number, ()) if one.start < end and start < one.end]

    def _place(self, claim: ClaimAt) -> Place:
        """Where the question stands that a claim came of, or that is about its words, or another's
        claim that is; else its own."""
        own = Place(claim.number, claim.start, claim.end)
        asked = self._asked.get(claim.number, ())
        place = Place(claim.number, *question_of(claim.fact, own[1:], asked))
        if place[1:] in asked:
            return place
        return next((one for one in self._in[claim.number] if are_one(one[1:], own[1:])), own)


def _said(bench: Workbench, places: _Places) -> Iterator[Tie]:
    """What analysts linked."""
    of = places.of_claim
    for link in seen_links(bench, bench.store.claims.links(sorted(of))):
        if link.claim in of and link.other in of:
            word = Word.OWN if link.analyst == bench.analyst else Word.COLLEAGUES
            yield Tie(of[link.claim], of[link.other], Stance.of(link.kind), word, link=link)


def _unrelated(bench: Workbench, numbers: Iterable[int], places: _Places) -> Iterator[Tie]:
    """What the analyst said to be unrelated, and whatever stands there now."""
    number_of = {uid: number for number, uid in bench.store.articles.uids_of(numbers).items()}
    said: list[Unrelated] = bench.store.counterparts.unrelated_in(number_of, bench.analyst)
    for one in said:
        here = places.over(number_of[one.article], one.start, one.end)
        there = places.over(number_of[one.other], one.other_start, one.other_end)
        for pair in product(here, there):
            yield Tie(*pair, None, Word.OWN)


def _found(bench: Workbench, numbers: Iterable[int]) -> Iterator[Tie]:
    """What the machine found."""
    for one in bench.store.counterparts.of(numbers):
        yield Tie(one.one, one.other, one.stance, Word.MACHINES, one.score, one.differs)
