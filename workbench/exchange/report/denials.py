"""Who denies what in a report's articles, and in those beside them, and what that may be about.

Nobody need have marked anything for this to be in print. What a denial is about is found by the
words that both have, and is only ever told as what it may be about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.claim import Assertion
from workbench.domain.segment import previous_sentence, sentence_at
from workbench.exchange.report.differing import DENYING
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.statements import Place, Statement, stems_of

_FILE = Path(__file__).with_name("denials.toml")
_POINTING = 3
"""Words of a denial up to which it only points ("keterangan itu")."""


class _Least(NamedTuple):
    """Words, and their share of a denial's, that what it is about has too."""

    words: int
    share: float


_OWN, _ELSEWHERE = _Least(2, 0.5), _Least(3, 0.6)
"""In the denial's article, and in another one."""


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


class _Said(NamedTuple):
    """What somebody stands behind, with the stems of its words."""

    article: str
    names: tuple[str, ...]
    stems: set[str]
    statement: Statement


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
    said = _said(digest) if inside or beside else []
    found = [_denial(place, statement, said) for place, statement in inside]
    for article, denied in beside:
        if about := _about(article.uid, denied.names, denied.words, said):
            found.append(Denial(article, denied.names, denied.stance, denied.words, None, about))
    return sorted(found, key=lambda one: (one.statement is None, DENYING.index(one.stance)))


def _said(digest: Digest) -> list[_Said]:
    return [
        _Said(
            place.within.article.uid,
            place.chain.steps[-1].names,
            stems_of(place.claim.span.words),
            statement.said_before or statement,
        )
        for statement in digest.statements
        for place in statement.places
        if place.claim.stance.supports
    ]


def _denial(place: Place, statement: Statement, said: Iterable[_Said]) -> Denial:
    article, words = place.within.article, place.claim.span.words
    names = place.chain.steps[-1].names
    about = _about(article.uid, names, words, said)
    return Denial(article, names, place.claim.stance, words, statement, about, _before(place))


def _about(
    article: str, names: tuple[str, ...], words: str, said: Iterable[_Said]
) -> Statement | None:
    """What a denial may be about: what others say in most of its words, in its own article before
    any other one."""
    wanted = stems_of(words)
    best: tuple[bool, int] = (False, 0)
    found = None
    for one in said:
        is_own = one.article == article
        shared, least = len(wanted & one.stems), _OWN if is_own else _ELSEWHERE
        if one.names == names or shared < max(least.words, least.share * len(wanted)):
            continue
        if (is_own, shared) > best:
            best, found = (is_own, shared), one.statement
    return found


def _before(denial: Place) -> str:
    """What a denial points at: nobody can say more of it than where it stands."""
    words, text = denial.claim.span.words, denial.within.text
    if len(words.split()) > _POINTING or not _pointing().search(words):
        return ""
    start, _ = sentence_at(text, denial.claim.span.start)
    earlier = previous_sentence(text, start)
    return "" if earlier is None else text[slice(*sentence_at(text, earlier))]


@cache
def _pointing() -> re.Pattern[str]:
    every = loads(_FILE.read_text("utf-8")).values()
    pointing = "|".join(re.escape(words) for language in every for words in language)
    return re.compile(rf"^(?:{pointing})\b|\b(?:{pointing})\W*$", re.IGNORECASE)
