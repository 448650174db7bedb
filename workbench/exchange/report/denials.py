"""Who denies what in a report's articles, and in those beside them, and what that may be about.

Nobody need have marked anything for this to be in print. What a denial is about is found by the
words that both have, and is only ever told as what it may be about. Who says the contrary of what
somebody else says is listed as well, and as a machine's reading: no word of denying stands there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.claim import Assertion
from workbench.domain.fact import Quantity
from workbench.domain.segment import previous_sentence, sentence_at, sentences
from workbench.exchange.report.differing import DENYING, Denied
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.matter import Matter
from workbench.exchange.report.negated import is_negated, is_outright, plain_stems, says_none
from workbench.exchange.report.pointing import sentence_before, whole_sentence
from workbench.exchange.report.statements import Place, Statement, stems_of
from workbench.told.counts import things_in


class _Least(NamedTuple):
    """Words, and their share of a denial's, that what it is about has too."""

    words: int
    share: float


_OWN, _ELSEWHERE = _Least(2, 0.5), _Least(3, 0.6)
"""In the denial's article, and in another one."""
_PRINTED = 2
"""Stems of a denial, all of which a sentence must have that it may be about."""
_CONTRARY = _Least(3, 0.6)
"""Of words that deny by what they say alone, wherever they stand."""


class Printed(NamedTuple):
    """A sentence of an article that nobody recorded."""

    article: Article
    sentence: str


class Denial(NamedTuple):
    """Somebody who does not stand behind some words, and what these may be about."""

    article: Article
    names: tuple[str, ...]
    """Of who does."""
    stance: Assertion
    words: str
    statement: Statement | None
    """The statement that it is; of an article beside the report none is."""
    about: Statement | None
    """The statement that it may be about."""
    before: str = ""
    """The sentence before it, where it says no more than that it is about what stands there."""
    whole: str = ""
    """Its own sentence, where its words are too few to be understood without it."""
    printed: Printed | None = None
    """The sentence of the report's texts that it may be about, where no statement is."""
    is_read: bool = False
    """Whether a machine read it out of the words: nobody is said to deny anything."""
    told_of: Statement | None = None
    """Of who denies having done something: a statement that tells of it, and not of who did."""
    roles: tuple[str, ...] = ()
    """What an article beside the report says that each of them is."""


class _Said(NamedTuple):
    """What somebody stands behind, with the stems of its words."""

    article: str
    names: tuple[str, ...]
    stems: set[str]
    statement: Statement
    place: Place

    @property
    def words(self) -> str:
        return self.place.claim.span.words


def denials(digest: Digest) -> list[Denial]:
    """Those who deny, do not confirm or refuse, the plainest first, those beside the report last;
    of these only what is about something in it."""
    inside = [
        (place, statement)
        for statement in digest.firsts
        for place in statement.places
        if place.claim.stance in DENYING
    ]
    beside = [(one.article, denied) for one in digest.beyond for denied in one.denied]
    said = _said(digest)
    found = [_denial(place, statement, said) for place, statement in inside]
    for article, denied in beside:
        about, told_of = _about(article.uid, denied.names, denied.words, said)
        printed = None if about else _printed(denied, digest)
        if about or printed or told_of:
            found.append(
                Denial(
                    article, denied.names, denied.stance, denied.words, None, about,
                    printed=printed, told_of=told_of, roles=denied.roles,
                )
            )  # fmt: skip
    found.sort(key=lambda one: (one.statement is None, DENYING.index(one.stance)))
    return [*found, *_contrary(digest, said)]


def _printed(denied: Denied, digest: Digest) -> Printed | None:
    """The first sentence of a text that has all that is denied, and is no statement."""
    wanted, matter = stems_of(denied.words), Matter(denied.words, denied.names)
    if len(wanted) < _PRINTED:
        return None
    for told in digest.articles:
        text = told.annotated.text
        for (start, end), _ in sentences(text):
            if wanted <= stems_of(text[start:end]) and matter.is_in(text[start:end]):
                return Printed(told.annotated.article, text[start:end])
    return None


def _contrary(digest: Digest, said: Sequence[_Said]) -> Iterator[Denial]:
    """Those who say in other's words, negated, that it is not so, or outright of what somebody else
    says in the sentence before theirs, or that there are none of those whom somebody else counts;
    what an analyst marked as a contradiction is told as that."""
    of_article = _stated_of(digest, said)
    for statement in digest.firsts:
        for place in statement.places:
            words, stance = place.claim.span.words, place.claim.stance
            stated = of_article[place.within.article.number] if stance.supports else []
            found = [*_contradicted(place, stated), _counted(place, stated)]
            if not any(found):
                continue
            names = place.chain.steps[-1].names
            about, told_of = _sorted_out(found, Matter(words, names))
            is_marked = any(tied.other is about for tied in statement.against)
            if statement not in (about, told_of) and (about or told_of) and not is_marked:
                article = place.within.article
                yield Denial(
                    article, names, stance, words, statement, about, is_read=True, told_of=told_of
                )
                break


def _contradicted(place: Place, stated: Sequence[_Said]) -> Iterator[_Said | None]:
    """What a negation may be of: outright of what stands before it, else of its own words."""
    words = place.claim.span.words
    if is_outright(words):
        yield _right_before(place, stated)
    if is_negated(words):
        yield _stated(place, stated)


def _sorted_out(
    found: Iterable[_Said | None], matter: Matter
) -> tuple[Statement | None, Statement | None]:
    """The first of what was found that is of what is denied, and, where none is and the denial is
    of doing something, the first."""
    every = [one for one in found if one]
    about = next((one.statement for one in every if matter.is_in(one.words)), None)
    told_of = every[0].statement if every and matter.is_doing and not about else None
    return about, told_of


def _stated_of(digest: Digest, said: Iterable[_Said]) -> Mapping[int, list[_Said]]:
    """Number of an article -> what is said, without a negator, in it and in those that may tell of
    its event: of a story, all."""
    every = [one.annotated.article.number for one in digest.articles]
    groups = [every] if digest.scope.kind == "story" else digest.together
    kin = {number: {number} for number in every} | {
        number: {*group} for group in groups for number in group
    }
    there: defaultdict[int, list[_Said]] = defaultdict(list)
    for one in said:
        if not is_negated(one.place.claim.span.words):
            for number in kin[one.place.within.article.number]:
                there[number].append(one)
    return there


def _stated(place: Place, stated: Iterable[_Said]) -> _Said | None:
    """What somebody else says in most of the words that are negated."""
    wanted = plain_stems(place.claim.span.words)
    least = max(_CONTRARY.words, _CONTRARY.share * len(wanted))
    others = [
        (len(wanted & one.stems), one) for one in stated
        if one.names != place.chain.steps[-1].names
    ]  # fmt: skip
    shared, best = max(others, key=lambda one: one[0], default=(0, None))
    return best if shared >= least else None


def _counted(place: Place, stated: Iterable[_Said]) -> _Said | None:
    """What somebody else counts of whom there are none by a place's words, in its own article
    before any other."""
    words = place.claim.span.words
    things = things_in(words) if says_none(words) else frozenset()
    if not things:
        return None
    found = [
        one for one in stated
        if not things.isdisjoint(things_in(one.words)) and _counts_people(one.place)
        and one.names != place.chain.steps[-1].names
    ]  # fmt: skip
    return min(found, key=lambda one: one.place.within is not place.within, default=None)


def _counts_people(place: Place) -> bool:
    """Whether a number of people stands in a place's words."""
    span = place.claim.span
    return any(
        isinstance(fact.attributes, Quantity) and fact.attributes.unit == "person"
        for fact in place.within.facts
        if span.start <= fact.span.start and fact.span.end <= span.end
    )


def _right_before(place: Place, stated: Iterable[_Said]) -> _Said | None:
    """What somebody else says in the sentence before a place."""
    text = place.within.text
    start, _ = sentence_at(text, place.claim.span.start) if text else (0, 0)
    earlier = previous_sentence(text, start) if start else None
    if earlier is None:
        return None
    found = [
        one for one in stated
        if one.place.within is place.within and earlier <= one.place.claim.span.start < start
        and one.names != place.chain.steps[-1].names
    ]  # fmt: skip
    return found[-1] if found else None


def _said(digest: Digest) -> list[_Said]:
    return [
        _Said(
            place.within.article.uid,
            place.chain.steps[-1].names,
            stems_of(place.claim.span.words),
            statement.said_before or statement,
            place,
        )
        for statement in digest.statements
        for place in statement.places
        if place.claim.stance.supports
    ]


def _denial(place: Place, statement: Statement, said: Iterable[_Said]) -> Denial:
    article, words = place.within.article, place.claim.span.words
    names = place.chain.steps[-1].names
    about, told_of = _about(article.uid, names, words, said)
    if not (about or told_of) and (matter := Matter(words, names)).is_doing:
        about, told_of = _sorted_out([_right_before(place, said)], matter)
    text, span = place.within.text, place.claim.span
    before = sentence_before(text, span)
    whole = "" if before else whole_sentence(text, span)
    return Denial(
        article, names, place.claim.stance, words, statement, about, before, whole, told_of=told_of
    )


def _about(
    article: str, names: tuple[str, ...], words: str, said: Iterable[_Said]
) -> tuple[Statement | None, Statement | None]:
    """What a denial may be about: what others say in most of its words, in its own article before
    any other one; and, where it is of doing something and nothing is, what tells of that."""
    wanted = stems_of(words)
    alike: list[tuple[bool, int, _Said]] = []
    for one in said:
        is_own = one.article == article
        shared, least = len(wanted & one.stems), _OWN if is_own else _ELSEWHERE
        if one.names != names and shared >= max(least.words, least.share * len(wanted)):
            alike.append((is_own, shared, one))
    alike.sort(key=lambda found: found[:2], reverse=True)
    return _sorted_out([one for _, _, one in alike], Matter(words, names))
