"""Numbers that differ: what articles that may tell of one event count alike, and count otherwise.

Nobody has compared them: both may be right, of another day or of something else. So they are laid
side by side, and never called a contradiction. Of a story all articles are compared, of anything
else those that are known to be alike, or in which the same two people speak; of these only what is
of the same people and of a place or a day that both have (`occasion`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.chain import StepKind
from workbench.domain.claim import Assertion, HopClass
from workbench.domain.fact import Fact
from workbench.domain.relay import RelayStatus
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report.accounts import Opposed
from workbench.exchange.report.dated import printed_day
from workbench.exchange.report.stated import Stated
from workbench.exchange.report.statements import Place, unnumbered
from workbench.told.corrective import is_correction
from workbench.told.counts import Count, counts_of, things
from workbench.told.voices import voice_of

_SHARED = 2
"""People who speak in both articles, from which on these may tell of one event."""
_DAY = len("2020-01-10")
_EVERYWHERE = 8
"""Articles that somebody speaks in, over which it says nothing that he speaks in two."""


DENYING = (Assertion.DENIES, Assertion.DOES_NOT_CONFIRM, Assertion.REFUSES)
"""What somebody does who is told beside those who say it, the plainest first."""


class Denied(NamedTuple):
    """What somebody denies in an article that a report does not hold."""

    names: tuple[str, ...]
    stance: Assertion
    words: str
    roles: tuple[str, ...] = ()
    """What the text says that each of them is."""


class Beyond(NamedTuple):
    """An article that a report does not hold, and that names the people who speak in it."""

    article: Article
    names: tuple[str, ...]
    counts: tuple[Count, ...]
    is_correction: bool = False
    right: tuple[str, ...] = ()
    """Of a correction: its sentences that say what is right."""
    printed: str = ""
    """A day that its text prints: see `dated`."""
    denied: tuple[Denied, ...] = ()
    opposed: tuple[Opposed, ...] = ()
    """Where its text says that accounts differ."""
    stated: tuple[Stated, ...] = ()
    """What is said in it."""


class Counted(NamedTuple):
    """A number in an article."""

    number: Count
    article: Article
    place: Place | None
    """The claim that it stands in."""
    is_beyond: bool = False
    is_wrong: bool = False
    """Whether a correction prints it, and not as the right one."""
    day: str = ""
    """Of its article, YYYY-MM-DD, as far as one is known for sure."""

    @property
    def keys(self) -> frozenset[tuple[str, ...]]:
        """By which it is known that the same say two numbers: names, of who is not named the very
        words in the very article, and where nobody says it the outlet."""
        named = self._named()
        if named is None:
            return frozenset({(self.article.outlet.casefold() or self.article.uid,)})
        names, is_named = named
        if is_named:
            return frozenset((name.casefold(),) for name in names)
        return frozenset({(self.article.uid, *names)})

    @property
    def distance(self) -> int:
        """Through how many it came."""
        if self.place:
            return len(self.place.chain.steps)
        return len(self.number.voice.through) + 2 if self.number.voice else 1

    @property
    def hop_class(self) -> HopClass:
        """How well who says it is known; the article is known by name."""
        if self.place is None:
            voice = self.number.voice
            return voice.hop_class if voice else HopClass.NAMED
        return self.place.chain.steps[-1].hop_class

    def _named(self) -> tuple[tuple[str, ...], bool] | None:
        """Who says it, and whether that is a name; None where nobody does but the article."""
        if self.place is None:
            voice = self.number.voice
            return voice and (voice.names, voice.is_named)
        last = self.place.chain.steps[-1]
        if last.kind is StepKind.OUTLET:
            return None
        names = tuple(map(unnumbered, last.names))
        return names, last.hop_class is HopClass.NAMED and bool(names)

    def may_be(self, other: Counted) -> bool:
        """Whether the two may count the same."""
        langs = self.article.metadata.lang, other.article.metadata.lang
        if self.number.currency != other.number.currency:
            return False
        mine, others = self.number.occasion, other.number.occasion
        return mine.may_be(others, is_one_language=langs[0] == langs[1])


class Difference(NamedTuple):
    """What several articles count, and count otherwise; who stands by what says `series`."""

    what: str
    sides: tuple[tuple[Counted, ...], ...]
    """Those that have the same number together, the smallest first."""


class Spoken(NamedTuple):
    """An article with what is recorded in it, and who speaks there, by uid."""

    annotated: AnnotatedArticle
    places: tuple[Place, ...]
    speakers: frozenset[str]


def denied_in(facts: Iterable[Fact]) -> tuple[Denied, ...]:
    """What is denied in a text, as the machine read it; what it read as a quote and as an event
    once."""
    every = list(facts)
    found = (
        Denied(voice.names, speaker.stance, fact.span.words, voice.roles)
        for fact in every
        if (speaker := fact.speaker) and speaker.stance in DENYING
        if (voice := voice_of(fact, every))
    )
    return tuple(dict.fromkeys(found))


def differences(
    articles: Sequence[Spoken], beyond: Iterable[Beyond], *, is_story: bool
) -> tuple[Difference, ...]:
    """What differs, by what is counted. is_story: all articles may be compared."""
    outside = [
        Counted(
            count, one.article, None, is_beyond=True,
            is_wrong=one.is_correction and not count.is_right, day=_day(one.article, one.printed),
        )
        for one in beyond
        for count in one.counts
    ]  # fmt: skip
    found = []
    for group in [articles] if is_story else together(articles):
        numbers = [*chain.from_iterable(map(_counted, group)), *outside]
        for what in things():
            for alike in _comparable([one for one in numbers if one.number.what == what]):
                if sides := _sides(alike):
                    found.append(Difference(what, sides))
    order = things()
    return tuple(sorted(found, key=lambda one: order.index(one.what)))


def _counted(spoken: Spoken) -> Iterator[Counted]:
    annotated = spoken.annotated
    corrects = is_correction(annotated.article, annotated.text)
    day = _day(annotated.article, printed_day(annotated.article, annotated.facts))
    for count in counts_of(annotated.text, annotated.facts, is_correction=corrects):
        there = next((one for one in spoken.places if holds(one, count)), None)
        if there and not there.claim.stance.supports:
            continue
        is_wrong = corrects and not count.is_right
        yield Counted(count, annotated.article, there, is_wrong=is_wrong, day=day)


def _day(article: Article, printed: str) -> str:
    """The day of an article, unless its text prints one of another year."""
    day = article.metadata.day
    found = "" if day and printed else day or printed
    return found if len(found) == _DAY else ""


def _comparable(numbers: Sequence[Counted]) -> list[list[Counted]]:
    """The numbers that may count the same, each of them once; not those that stand alone."""
    pairs = [
        (one, other)
        for (one, a), (other, b) in combinations(enumerate(numbers), 2)
        if a.article.uid != b.article.uid and a.may_be(b)
    ]
    return [[numbers[at] for at in group] for group in _joined(len(numbers), pairs)]


def holds(place: Place, count: Count) -> bool:
    """Whether a number stands in the words of a claim."""
    span = place.claim.span
    return span.start <= count.span.start and count.span.end <= span.end


def _sides(numbers: Iterable[Counted]) -> tuple[tuple[Counted, ...], ...]:
    """The numbers, those that are the same together; none unless an article of the report's own and
    another one have none in common. What a correction takes back it has not."""
    by_article: defaultdict[str, list[Count]] = defaultdict(list)
    by_number: defaultdict[tuple[float, float], list[Counted]] = defaultdict(list)
    inside = set()
    for one in numbers:
        if not one.is_wrong:
            by_article[one.article.uid].append(one.number)
        by_number[one.number.low, one.number.high].append(one)
        if not one.is_beyond:
            inside.add(one.article.uid)
    for pair in combinations(by_article, 2):
        if inside.intersection(pair) and not _agree(*map(by_article.__getitem__, pair)):
            return tuple(tuple(by_number[key]) for key in sorted(by_number))
    return ()


def _agree(one: Iterable[Count], other: Sequence[Count]) -> bool:
    """Whether two articles have a number in common."""
    return any(a.may_equal(b) for a in one for b in other)


def together(articles: Sequence[Spoken]) -> list[list[Spoken]]:
    """The articles that may tell of one event, each of them once; not those that stand alone."""
    at = {one.annotated.article.uid: place for place, one in enumerate(articles)}
    pairs = ((at[one], at[other]) for one, other in _pairs(articles))
    return [[articles[each] for each in group] for group in _joined(len(articles), pairs)]


def _joined(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """What pairs join of so many things, each group in order; not what stands alone."""
    there = [{at} for at in range(count)]
    for one, other in pairs:
        joined = there[one] | there[other]
        for at in joined:
            there[at] = joined
    groups = {id(group): group for group in there if len(group) > 1}
    return [sorted(group) for group in groups.values()]


def shared_speakers(
    articles: Sequence[Spoken], groups: Iterable[Iterable[Spoken]]
) -> list[tuple[str, tuple[int, ...]]]:
    """Who speaks in several articles that are not all of one event, by uid, with the articles'
    numbers; those of most articles first."""
    group_of = {one.annotated.article.uid: at for at, group in enumerate(groups) for one in group}
    speaks_in: defaultdict[str, list[Article]] = defaultdict(list)
    for one in articles:
        for speaker in sorted(one.speakers):
            speaks_in[speaker].append(one.annotated.article)
    found = [
        (speaker, tuple(article.number for article in there))
        for speaker, there in speaks_in.items()
        if len(there) > 1 and len({group_of.get(one.uid, one.uid) for one in there}) > 1
    ]
    return sorted(found, key=lambda one: (-len(one[1]), one[1]))


def _pairs(articles: Iterable[Spoken]) -> Iterator[tuple[str, str]]:
    """Uids of articles that are alike, or in which the same people speak."""
    every = list(articles)
    uids = {one.annotated.article.uid for one in every}
    speaks_in: defaultdict[str, list[str]] = defaultdict(list)
    for one in every:
        uid = one.annotated.article.uid
        for relay in one.annotated.relays:
            if relay.article in uids and relay.status is not RelayStatus.REJECTED:
                yield uid, relay.article
        for speaker in sorted(one.speakers):
            speaks_in[speaker].append(uid)
    shared: Counter[tuple[str, str]] = Counter()
    for places in speaks_in.values():
        if len(places) <= _EVERYWHERE:
            shared.update(combinations(places, 2))
    yield from (pair for pair, count in shared.items() if count >= _SHARED)
