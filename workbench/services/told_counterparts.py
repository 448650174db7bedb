"""What other articles say beside each statement of one: its counterparts, told.

What an analyst answered is told as what it is: a link, and nothing where she said that the two are
unrelated. Facts that nobody answered take part as the claims that accepting them would give
(`review.proposed_claim`); what its analyst withdrew is nobody's claim. Of colleagues' claims and
links those count that she may see; what the machine found is nobody's. Where a statement comes from
is `domain.origin`'s word.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from workbench.domain.claim import Claim, ClaimState, Link
from workbench.domain.counterpart import SURE, Counterpart, Place, Stance, are_one, question_of
from workbench.domain.decision import Verdict
from workbench.domain.fact import Fact, Kind
from workbench.domain.found import Found
from workbench.domain.origin import OriginCount, Traced, weigh_origins
from workbench.domain.span import Span
from workbench.domain.stated import Stated, ToldCounterpart, ToldStatement
from workbench.errors import DataError
from workbench.services.families import families_of
from workbench.services.review import proposed_claim
from workbench.services.seen import hidden_articles
from workbench.services.sources import NameBook
from workbench.services.view import ArticleView, ask_ahead, view_of
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.domain.family import Families
    from workbench.verbs.counterparts import ClaimAt

_MOST = 60
"""Other articles that are read for one, those of the likeliest counterparts."""


def told_counterparts(bench: Workbench, view: ArticleView) -> tuple[ToldStatement, ...]:
    """The statements of an article that have counterparts, in text order. Reads the articles that
    these are of: not for the key path."""
    with bench.store.snapshot():
        of = partial(bench.store.counterparts.of, [view.number])
        bench.store.ahead(of, partial(_linked_claims, bench, view))
        kept, linked = of(), _linked(bench, view)
        return _Telling(bench, view).told(kept, linked) if kept or linked else ()


def _linked(bench: Workbench, view: ArticleView) -> list[tuple[Link, Claim, Claim]]:
    """The links of the article's claims to others' that may be seen, own ones first, with the claim
    here and the one there."""
    here = {claim.uid: claim for claim in view.claims}
    there = {claim.uid: claim for claim in _linked_claims(bench, view)}
    found = []
    for link in sorted(view.links, key=lambda one: one.analyst != view.analyst):
        ours = here.get(link.claim) or here.get(link.other)
        theirs = there.get(link.other) or there.get(link.claim)
        if ours and theirs:
            found.append((link, ours, theirs))
    return found


def _linked_claims(bench: Workbench, view: ArticleView) -> list[Claim]:
    here = {claim.uid for claim in view.claims}
    ends = {end for link in view.links for end in (link.claim, link.other)} - here
    return bench.store.claims.many(sorted(ends)) if ends else []


class _Telling:
    """How one article's counterparts are told."""

    def __init__(self, bench: Workbench, view: ArticleView) -> None:
        self._bench = bench
        self._view = view
        bench.store.ahead(bench.store.facts.unasked_rules, partial(families_of, bench))
        self._families = families_of(bench)
        self._others = StatementsOf(bench, most=_MOST)
        self._ours = self._others.in_view(view)
        self._starts: defaultdict[int, set[int]] = defaultdict(set)
        """Number of an article -> where what is told of it begins."""
        self._unrelated = bench.store.counterparts.unrelated(view.article.uid, bench.analyst)

    def told(
        self, kept: Sequence[Counterpart], linked: Sequence[tuple[Link, Claim, Claim]]
    ) -> tuple[ToldStatement, ...]:
        for place in (each for pair in kept for each in (pair.one, pair.other)):
            self._starts[place.number].add(place.start)
        self._others.ask_ahead({n: at for n, at in self._starts.items() if n != self._view.number})
        beside: dict[Place, list[ToldCounterpart]] = {}
        ours: dict[Place, Stated] = {}
        for said, one in (*self._from_links(linked), *self._from_kept(kept)):
            ours.setdefault(said.place, said)
            there = beside.setdefault(said.place, [])
            if all(one.said.place != other.said.place for other in there):
                there.append(one)
        return tuple(
            _statement(ours[place], beside[place], self._families) for place in sorted(ours)
        )

    def _from_links(
        self, linked: Sequence[tuple[Link, Claim, Claim]]
    ) -> Iterator[tuple[Stated, ToldCounterpart]]:
        numbers = self._bench.store.articles.numbers_of({there.article for *_, there in linked})
        for link, here, there in linked:
            theirs = self._in(numbers.get(there.article))
            ours, other = self._ours.of_claim(here), theirs and theirs.of_claim(there)
            is_mine = link.analyst == self._view.analyst
            if ours and other and (is_mine or not self._is_unrelated(ours, other)):
                stance = Stance.of(link.kind)
                is_ours = stance.has_direction and link.claim == here.uid
                yield ours, ToldCounterpart(other, stance, is_ours, SURE, (), link)

    def _from_kept(self, kept: Sequence[Counterpart]) -> Iterator[tuple[Stated, ToldCounterpart]]:
        for one in sorted(kept, key=attrgetter("score"), reverse=True):
            is_ours = one.one.number == self._view.number
            mine, other = (one.one, one.other) if is_ours else (one.other, one.one)
            theirs = self._in(other.number)
            ours, said = self._ours.at(mine), theirs and theirs.at(other)
            if ours and said and not self._is_unrelated(ours, said):
                differs = one.differs if is_ours else tuple(each.turned for each in one.differs)
                is_ours = is_ours and one.stance.has_direction
                yield ours, ToldCounterpart(said, one.stance, is_ours, one.score, differs)

    def _is_unrelated(self, ours: Stated, other: Stated) -> bool:
        return any(one.holds_for(ours.key, other.key) for one in self._unrelated)

    def _in(self, number: int | None) -> Statements | None:
        """The statements of another article; None where it cannot be read, or too many were."""
        if number is None or number == self._view.number:
            return None
        return self._others.of(number, self._starts[number])


def _statement(ours: Stated, others: list[ToldCounterpart], families: Families) -> ToldStatement:
    order = (Stance.CONTRADICTS, Stance.UPDATES, Stance.SAME, Stance.SPECIFIES)
    others.sort(key=lambda one: (order.index(one.stance), -one.score, one.said.place))
    behind = [ours.traced, *(one.said.traced for one in others if one.says_the_same)]
    return ToldStatement(ours, tuple(others), OriginCount.of(weigh_origins(behind, families)))


class StatementsOf:
    """The statements of several articles, each article's read once."""

    def __init__(self, bench: Workbench, *, most: int) -> None:
        """most: articles that are read."""
        self._bench = bench
        self._most = most
        self._book = NameBook(bench)
        """One for all, so that facts that name the same unknown source have one origin. What it
        makes is told, and never kept."""
        self._unasked = bench.store.facts.unasked_rules()
        self._read: dict[int, Statements | None] = {}

    def in_view(self, view: ArticleView) -> Statements:
        """Those of an article that is read already."""
        return Statements(self._bench, view, self._book, self._unasked)

    def ask_ahead(self, starts: Mapping[int, Collection[int]]) -> None:
        """Ask at once for what is read of these articles. starts: as `of` takes them."""
        store = self._bench.store
        unread = ((number, begins) for number, begins in starts.items() if number not in self._read)
        for number, begins in islice(unread, self._most):
            store.ahead(
                partial(store.articles.get, number), partial(store.facts.stated, number, begins)
            )
            ask_ahead(self._bench, number)

    def of(self, number: int, starts: Collection[int]) -> Statements | None:
        """Those of an article that begin at these code points; None where it cannot be read, or too
        many were."""
        if number not in self._read and len(self._read) < self._most:
            self._read[number] = self._found(number, starts)
        return self._read.get(number)

    def _found(self, number: int, starts: Collection[int]) -> Statements | None:
        store = self._bench.store
        try:
            article = store.articles.get(number)
            facts = store.facts.stated(number, starts)
            return self.in_view(view_of(self._bench, article, Found(facts)))
        except DataError:
            store.leave_out(f"article #{number}")
            return None


class Statements:
    """The statements of one article: its claims that were not withdrawn, and what is asked for and
    was not rejected, nor accepted by the analyst and withdrawn by her. unasked: rules whose
    questions are not worth asking."""

    def __init__(
        self,
        bench: Workbench,
        view: ArticleView,
        book: NameBook,
        unasked: frozenset[str] = frozenset(),
    ) -> None:
        self._bench = bench
        self._view = view
        self._book = book
        self._questions = {
            (fact.span.start, fact.span.end): fact
            for fact in view.found.questions
            if fact.kind is not Kind.RELAY and fact.rule not in unasked
        }
        held = (one for one in view.claims if one.state is not ClaimState.WITHDRAWN)
        self._own_first = sorted(held, key=lambda one: one.analyst != view.analyst)
        self._withdrawn = [one for one in view.my_claims() if one.state is ClaimState.WITHDRAWN]
        self._places = {
            one.uid: question_of(one.fact, (one.span.start, one.span.end), self._questions.keys())
            for one in (*self._own_first, *self._withdrawn)
        }
        """Uid of a claim -> where its question stands, or itself."""
        # What the book gives grows with each article that is read.
        self._names = ChainMap(view.source_names, book.names)
        self._alike: dict[str, frozenset[str]] = {}
        self._said: dict[tuple[int, int], Stated | None] = {}

    def at(self, place: Place) -> Stated | None:
        """What is said at a place; None where neither a question nor a claim stands there."""
        at = place.start, place.end
        if at not in self._said:
            self._said[at] = self._read(at, self._questions.get(at))
        return self._said[at]

    def every(self) -> Iterator[Stated]:
        """All of them: what is asked for in text order, then claims that came of no question."""
        told = set[str]()
        for start, end in self._questions:
            if said := self.at(Place(self._view.number, start, end)):
                told.update(one.uid for one in said.claims)
                yield said
        for claim in self._own_first:
            if claim.uid not in told and (said := self.of_claim(claim)):
                told.update(one.uid for one in said.claims)
                yield said

    def of_claim(self, claim: Claim) -> Stated | None:
        """The statement that a claim of the article is; None of one that is out of sight, or was
        withdrawn."""
        if all(one.uid != claim.uid for one in self._own_first):
            return None
        found = self.at(Place(self._view.number, *self._places[claim.uid]))
        return found if found and claim in found.claims else self._told(claim.span, None, (claim,))

    def _read(self, at: tuple[int, int], fact: Fact | None) -> Stated | None:
        claims = tuple(one for one in self._own_first if self._is_of(one, at))
        decision = self._view.decision(fact.id) if fact else None
        is_gone = decision is not None and decision.verdict is Verdict.REJECTED
        is_gone = is_gone or any(self._is_of(one, at) for one in self._withdrawn)
        if not claims and (fact is None or is_gone):
            return None
        return self._told(fact.span if fact else claims[0].span, fact, claims)

    def _is_of(self, claim: Claim, at: tuple[int, int]) -> bool:
        """Whether a claim is what is said at a place: that of its question, or where none stands,
        of claims about the same words."""
        own = self._places[claim.uid]
        return own == at or (
            at not in self._questions and own not in self._questions and are_one(at, own)
        )

    def _told(self, span: Span, fact: Fact | None, claims: tuple[Claim, ...]) -> Stated | None:
        view = self._view
        claim = claims[0] if claims else None
        if claim is None and fact:
            claim = proposed_claim(self._bench, view, fact, self._book)
        if claim is None:
            return None
        chain = view.lineage.chain(claim, self._names)
        traced = Traced(
            chain.origin, view.article.uid, self._alike_to(claim), claim.stance,
            view.article.metadata.day,
        )  # fmt: skip
        return Stated(view.article, span, fact, claims, chain, traced)

    def _alike_to(self, claim: Claim) -> frozenset[str]:
        """What the article is like, which is one for all claims of an analyst but for those that
        were put in the place of others."""
        whose = claim.uid if claim.uid in self._view.lineage.decided else claim.analyst
        if whose not in self._alike:
            self._alike[whose] = self._view.lineage.alike(claim)
        return self._alike[whose]


def standing(bench: Workbench, numbers: Collection[int]) -> Callable[[Place], bool]:
    """Whether something is said at a place of these articles, for the analyst: a question that she
    has not rejected, or a claim that she may see. Reads no article."""
    asked = {place for place, _ in bench.store.counterparts.asked(numbers, bench.analyst)}
    claims: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in seen_claims_at(bench, numbers):
        claims[one.number].append((one.start, one.end))

    def stands(place: Place) -> bool:
        at = place.start, place.end
        return place in asked or any(are_one(at, one) for one in claims[place.number])

    return stands


def seen_claims_at(bench: Workbench, numbers: Collection[int]) -> list[ClaimAt]:
    """Where claims stand in these articles that the analyst may see, her own first."""
    hidden = hidden_articles(bench, numbers)
    claims = [
        one
        for one in bench.store.counterparts.claimed(numbers)
        if one.analyst == bench.analyst or one.number not in hidden
    ]
    return sorted(claims, key=lambda one: one.analyst != bench.analyst)
