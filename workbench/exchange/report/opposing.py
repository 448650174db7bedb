"""What a report's articles oppose by themselves: who denies what, and where a text says that
accounts differ.

Nobody need have marked anything for this to be in print. What a denial is about is found by the
words that both have, and is only ever told as what it may be about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from workbench.domain.claim import Assertion
from workbench.domain.fact import LINE_KINDS
from workbench.domain.segment import previous_sentence, sentence_at
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.statements import Place, Statement
from workbench.exchange.report.told import Told

_FILE = Path(__file__).with_name("opposing.toml")
_DENYING = (Assertion.DENIES, Assertion.DOES_NOT_CONFIRM, Assertion.REFUSES)
_LETTERS, _STEM = 5, 5
"""Letters of a word that says anything, and those by which two forms of it are one."""
_POINTING = 3
"""Words of a denial up to which it only points ("keterangan itu")."""
_SHORT = 80
"""Characters of a sentence up to which it says what differs in the next one, if anywhere."""
_EACH = 2
"""Sentences of an article that are told."""


class _Least(NamedTuple):
    """Words, and their share of a denial's, that what it is about has too."""

    words: int
    share: float


_OWN, _ELSEWHERE = _Least(2, 0.5), _Least(3, 0.6)
"""In the denial's article, and in another one."""


class Denial(NamedTuple):
    """Somebody who does not stand behind some words, and what these may be about."""

    statement: Statement
    place: Place
    about: Statement | None
    """The statement that it may be about."""
    before: str
    """The sentence before it, where it says no more than that it is about what stands there."""


class Opposed(NamedTuple):
    """A sentence in which an article says that accounts differ."""

    number: int
    """Of the article."""
    lang: str
    sentence: str
    """With the next one, where it is short and nothing stands before it."""
    before: str
    """The sentence before it in its paragraph, which it may speak of."""


class _Known(NamedTuple):
    differing: re.Pattern[str]
    pointing: re.Pattern[str]


def denials(digest: Digest) -> list[Denial]:
    """Those who deny, do not confirm or refuse, the plainest first."""
    found = [
        (place, statement)
        for statement in digest.firsts
        for place in statement.places
        if place.claim.stance in _DENYING
    ]
    found.sort(key=lambda one: _DENYING.index(one[0].claim.stance))
    said = [
        _Said(place, statement, _stems(place.claim.span.words))
        for statement in (digest.statements if found else ())
        for place in statement.places
        if place.claim.stance.supports
    ]
    return [
        Denial(statement, place, _about(place, said), _before(place)) for place, statement in found
    ]


class _Said(NamedTuple):
    """What somebody stands behind, with the stems of its words."""

    place: Place
    statement: Statement
    stems: set[str]


def _about(denial: Place, said: Iterable[_Said]) -> Statement | None:
    """What a denial may be about: what others say in most of its words, in its own article before
    any other one."""
    wanted, uid = _stems(denial.claim.span.words), denial.within.article.uid
    best: tuple[bool, int] = (False, 0)
    found = None
    for one in said:
        is_own = one.place.within.article.uid == uid
        shared, least = len(wanted & one.stems), _OWN if is_own else _ELSEWHERE
        if one.place.chain.steps[-1].names == denial.chain.steps[-1].names:
            continue
        if shared >= max(least.words, least.share * len(wanted)) and (is_own, shared) > best:
            best, found = (is_own, shared), one.statement
    return found


def _before(denial: Place) -> str:
    """What a denial points at: nobody can say more of it than where it stands."""
    words, text = denial.claim.span.words, denial.within.text
    if len(words.split()) > _POINTING or not _known().pointing.search(words):
        return ""
    start, _ = sentence_at(text, denial.claim.span.start)
    earlier = previous_sentence(text, start)
    return "" if earlier is None else text[slice(*sentence_at(text, earlier))]


def _stems(words: str) -> set[str]:
    return {one[:_STEM] for one in re.findall(r"\w+", words.casefold()) if len(one) >= _LETTERS}


def opposed(articles: Iterable[Told]) -> list[Opposed]:
    """The sentences in which the articles say that accounts differ; no titles and captions."""
    return [one for told in articles for one in _opposed(told)]


def _opposed(told: Told) -> Iterator[Opposed]:
    text, article = told.annotated.text, told.annotated.article
    lines = [one.span for one in told.annotated.facts if one.kind in LINE_KINDS]
    found = (
        sentence_at(text, one.start())
        for one in _known().differing.finditer(text)
        if not any(line.overlaps(*one.span()) for line in lines)
    )
    for start, end in [*dict.fromkeys(found)][:_EACH]:
        earlier = previous_sentence(text, start)
        before = ""
        if earlier is not None and "\n" not in text[earlier:start]:
            before = text[earlier:start].strip()
        if not before and end - start < _SHORT:
            end = _next_end(text, end)
        yield Opposed(article.number, article.metadata.lang, text[start:end], before)


def _next_end(text: str, end: int) -> int:
    """Where the sentence behind one ends; where that one does, as the last of its paragraph."""
    line = text.find("\n", end)
    rest = text[end : line if line >= 0 else len(text)]
    return sentence_at(text, end + len(rest) - len(rest.lstrip()))[1] if rest.strip() else end


@cache
def _known() -> _Known:
    every = loads(_FILE.read_text("utf-8")).values()
    accounts, differ, outright, pointing = (
        "|".join(re.escape(word) for language in every for word in language[key])
        for key in ("accounts", "differ", "outright", "pointing")
    )
    between = r"(?:\W{1,3}\w{1,30}){0,3}?\W{1,3}"
    accounts, differ = rf"\b(?:{accounts})(?:nya|s)?\b", rf"\b(?:{differ})\b"
    differing = rf"{accounts}{between}{differ}|{differ}{between}{accounts}|\b(?:{outright})\b"
    return _Known(
        re.compile(differing, re.IGNORECASE),
        re.compile(rf"^(?:{pointing})\b|\b(?:{pointing})\W*$", re.IGNORECASE),
    )
