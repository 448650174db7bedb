"""One quantity over time by source: the numbers that statements of several articles give of one
thing, who stands by which, who went on to another one, and what a correction took back.

Two numbers are of one quantity where their statements are counterparts (found by the machine, or
linked) and each has the other alone that counts the same; or where articles that may tell of one
event count the same people at a place or on a day that both have, as reports ask it. All else is
left alone, and so is a number of which nothing says what it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from workbench.domain.counterpart import Place
from workbench.domain.fact import Fact, Quantity
from workbench.domain.gist import day_of
from workbench.domain.quantity import Given, Series
from workbench.domain.series import Keys, Number
from workbench.domain.signature import Amount, Bound, in_base
from workbench.domain.span import Span
from workbench.domain.stated import Stated
from workbench.exchange.report import Count, counts_of, is_correction
from workbench.extract.signing.signer import Signer
from workbench.match.comparing import counts_alike
from workbench.match.relations import relations
from workbench.services.timeline import NOW, AsOf, Read, read_statements, when_of
from workbench.services.workbench import Workbench

_SHARED = 2
"""Who speaks in both of two articles, from which on these may tell of one event."""
Pairs = set[frozenset[Place]]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A number that a statement gives, with what it can be compared by."""

    number: Number[Given]
    amount: Amount | None
    count: Count | None
    lang: str

    @property
    def place(self) -> Place:
        """The statement's."""
        return self.number.of.stated.place


def quantities(
    bench: Workbench, numbers: Sequence[int], as_of: AsOf = NOW, *, is_story: bool = False
) -> list[Series]:
    """What several of some articles give a number of: that on which they differ first, then that
    which most of them give. is_story: all may tell of one event. Reads the facts of each."""
    read = list(read_statements(bench, numbers, as_of))
    told = [one for each in read for one in _numbers(each)]
    pairs = _counterparts(bench, read)
    groups = _Groups(told)
    for one, other in (*_alike(told, pairs), *_counted(told, _together(read, pairs, is_story))):
        groups.join(one, other)
    found = [Series.of(group) for group in groups.all()]
    several = [one for one in found if len(one.articles) > 1]
    return sorted(
        several,
        key=lambda one: (not one.is_disputed, -len(one.articles), one.numbers[0].of.stated.place),
    )


# Numbers of statements ---------------------------------------------------------------------------


def _numbers(read: Read) -> Iterator[_Told]:
    """The numbers of an article's statements that somebody stands behind, each once, in the
    shortest of those that have it."""
    view, metadata = read.view, read.view.article.metadata
    signer = Signer(view.text, view.facts, metadata.lang, day=day_of(metadata.day))
    corrects = is_correction(view.article, view.text)
    counts = {one.span: one for one in counts_of(view.text, view.facts, is_correction=corrects)}
    facts = [one for one in view.facts if isinstance(one.attributes, Quantity)]
    seen = set[Span | tuple[float, float]]()
    for said in sorted(read.statements, key=lambda one: one.span.end - one.span.start):
        if not said.traced.stance.supports:
            continue
        amounts = list(signer.sign(said.span.start, said.span.end).amounts)
        for fact in (one for one in facts if _is_within(one, said)):
            amount, count = _amount(fact, amounts), counts.get(fact.span)
            amounts = [one for one in amounts if one is not amount]
            if fact.span not in seen and (count or (amount and (amount.of or amount.unit))):
                number = _number(said, fact, count, read, corrects=corrects)
                yield _Told(number, amount, count, metadata.lang)
            seen.add(fact.span)
        for amount in amounts:  # which no fact is, and the words around say what they count
            if amount[:2] not in seen and amount.of - amount.acts and not amount.unit:
                seen.add(amount[:2])
                yield _Told(_plain_number(said, amount, read), amount, None, metadata.lang)


def _is_within(fact: Fact, said: Stated) -> bool:
    return said.span.start <= fact.span.start and fact.span.end <= said.span.end


def _plain_number(said: Stated, amount: Amount, read: Read) -> Number[Given]:
    timed = when_of(said, read.timing)
    counts = ", ".join(sorted(amount.of - amount.acts))
    given = Given(said, timed, f"{amount.low:g}", counts, amount.bound is Bound.ABOUT)
    return Number(
        given, amount.low, amount.high, _keys(said), said.article.uid,
        timed.said.extent if timed.said else None, len(said.chain.steps),
    )  # fmt: skip


def _amount(fact: Fact, amounts: Sequence[Amount]) -> Amount | None:
    """What a statement's signature has of a quantity."""
    about = fact.attributes
    assert isinstance(about, Quantity)
    if about.value is None:
        return None
    high = about.value if about.max is None else about.max
    mine = in_base(Amount(about.value, high, about.unit or "", frozenset()))
    alike = [one for one in amounts if (one.low, one.high) == (mine.low, mine.high)]
    return alike[0] if len(alike) == 1 else None


def _number(
    said: Stated, fact: Fact, count: Count | None, read: Read, *, corrects: bool
) -> Number[Given]:
    about = fact.attributes
    assert isinstance(about, Quantity)
    timed = when_of(said, read.timing)
    rough = about.approximate or bool(count and count.rough)
    what = count.what if count else about.counts or about.unit or ""
    low = count.low if count else about.value or 0.0
    high = count.high if count else max(low, about.max or low)
    return Number(
        Given(said, timed, fact.span.words, what, rough),
        low, high, _keys(said), said.article.uid, timed.said.extent if timed.said else None,
        len(said.chain.steps), bool(count and count.is_right),
        corrects and count is not None and not count.is_right,
    )  # fmt: skip


def _keys(said: Stated) -> Keys:
    """By which it is known that the same say two numbers; who is not named by the very words in
    the very article."""
    origin = said.traced.origin
    if origin.anonymous or not origin.counts:
        return frozenset({(said.article.uid, origin.words)})
    return frozenset((uid,) for uid in origin.sources)


# What belongs together ---------------------------------------------------------------------------


def _counterparts(bench: Workbench, read: Sequence[Read]) -> Pairs:
    """The statements that are found to be of one matter, or linked, and that the analyst has not
    called unrelated."""
    here = {said.place: said for one in read for said in one.statements}
    claims = {claim.uid: said for said in here.values() for claim in said.claims}
    found: Pairs = set()
    for one in read:
        for link in one.view.links:
            ends = claims.get(link.claim), claims.get(link.other)
            if ends[0] and ends[1]:
                found.add(frozenset((ends[0].place, ends[1].place)))
    apart = {
        word.uid: word
        for one in read
        for word in bench.store.counterparts.unrelated(one.view.article.uid, bench.analyst)
    }
    for pair in bench.store.counterparts.of([one.view.number for one in read]):
        ours, other = here.get(pair.one), here.get(pair.other)
        if ours and other and not any(w.holds_for(ours.key, other.key) for w in apart.values()):
            found.add(frozenset((pair.one, pair.other)))
    return found


def _together(read: Sequence[Read], pairs: Pairs, is_story: bool) -> set[frozenset[int]]:
    """Numbers of articles, two each, that may tell of one event."""
    numbers = [one.view.number for one in read]
    if is_story:
        return {frozenset(pair) for pair in combinations(numbers, 2)}
    speaks_in: defaultdict[str, set[int]] = defaultdict(set)
    for one in read:
        for said in one.statements:
            if said.chain.steps[1:] and not said.traced.origin.anonymous:
                for uid in said.traced.origin.sources:
                    speaks_in[uid].add(one.view.number)
    shared: defaultdict[frozenset[int], int] = defaultdict(int)
    for there in speaks_in.values():
        for pair in combinations(sorted(there), 2):
            shared[frozenset(pair)] += 1
    found = {pair for pair, many in shared.items() if many >= _SHARED}
    return found | {frozenset(place.number for place in pair) for pair in pairs}


def _alike(told: Sequence[_Told], pairs: Pairs) -> Iterator[tuple[_Told, _Told]]:
    """The numbers of counterparts of which each has the other alone that counts the same."""
    known = relations()
    at: defaultdict[Place, list[_Told]] = defaultdict(list)
    for one in told:
        at[one.place].append(one)
    for ones, others in (
        [at[place] for place in sorted(pair)] for pair in sorted(map(sorted, pairs))
    ):
        alike = [
            (one, other)
            for one in ones
            for other in others
            if one.amount and other.amount and counts_alike(one.amount, other.amount, known)
        ]
        for one, other in alike:
            if sum(one is a or other is b for a, b in alike) == 1:
                yield one, other


def _counted(told: Sequence[_Told], together: set[frozenset[int]]) -> Iterator[tuple[_Told, _Told]]:
    """The numbers of two articles that count the same people of one event."""
    counted = [one for one in told if one.count]
    for one, other in combinations(counted, 2):
        if frozenset((one.place.number, other.place.number)) not in together:
            continue
        mine, theirs = one.count, other.count
        if mine and theirs and mine.what == theirs.what:
            is_one_language = one.lang == other.lang
            if mine.occasion.may_be(theirs.occasion, is_one_language=is_one_language):
                yield one, other


class _Groups:
    """Numbers of one quantity: a statement gives one of it, unless its article corrects another."""

    def __init__(self, told: Iterable[_Told]) -> None:
        self._of = {id(one): [one] for one in told}

    def join(self, one: _Told, other: _Told) -> None:
        """Two numbers are of one quantity."""
        ours, theirs = self._of[id(one)], self._of[id(other)]
        if ours is theirs:
            return
        places = {each.place for each in ours if not _corrects(each)}
        if places.isdisjoint(each.place for each in theirs):
            ours += theirs
            for each in theirs:
                self._of[id(each)] = ours

    def all(self) -> Iterator[list[Number[Given]]]:
        """All groups."""
        groups = {id(group): group for group in self._of.values()}
        return ([one.number for one in group] for group in groups.values())


def _corrects(one: _Told) -> bool:
    return one.number.is_wrong or one.number.is_right
