"""Corrections: articles that take back what another one printed, and which of a report's they mean.

A correction prints the wrong number once more, and must never stand among those who have it so.
It is known by its title and its first words; `correcting.toml` has them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.relay import RelayStatus
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report.differing import Beyond, Spoken
from workbench.exchange.report.sentences import sentences_with

_FILE = Path(__file__).with_name("correcting.toml")
_HEAD = 400
"""Letters of a text that its first words are among."""
_RIGHT = 2
"""Sentences of a correction that say what is right."""


class Correction(NamedTuple):
    """An article that takes back what another one printed."""

    article: Article
    corrects: tuple[int, ...]
    """Numbers of the report's articles that it may mean: those that are alike, and those of its own
    outlet in which somebody speaks whom it names; none that is newer."""
    right: tuple[str, ...]
    """Its sentences that say what is right."""
    is_beyond: bool


class _Known(NamedTuple):
    title: re.Pattern[str]
    firsts: re.Pattern[str]
    right: re.Pattern[str]


def is_correction(article: Article, text: str) -> bool:
    """Whether an article is a correction. text: empty where it is not handed on."""
    known, head = _known(), text[:_HEAD].casefold()
    title = article.metadata.title.casefold() or head.strip().partition("\n")[0]
    return bool(known.title.search(title) or known.firsts.search(head))


def right_in(text: str) -> tuple[str, ...]:
    """The sentences of a correction that say what is right."""
    offsets = (one.start() for one in _known().right.finditer(text))
    return tuple(text[start:end] for start, end in sentences_with(text, offsets, _RIGHT))


def corrections(
    articles: Sequence[Spoken], beyond: Iterable[Beyond], names: Mapping[str, str]
) -> tuple[Correction, ...]:
    """The corrections among a report's articles and those beside them. names: of sources."""
    told = [one for one in articles if is_correction(one.annotated.article, one.annotated.text)]
    others = [one for one in articles if one not in told]
    found = []
    for one in told:
        article, text = one.annotated.article, one.annotated.text
        whom = _named(one, names)
        meant = tuple(_meant(one.annotated, others, whom, names))
        found.append(Correction(article, meant, right_in(text), is_beyond=False))
    for each in beyond:
        if each.is_correction:
            meant = tuple(_meant(AnnotatedArticle(each.article, ""), others, each.names, names))
            found.append(Correction(each.article, meant, each.right, is_beyond=True))
    return tuple(found)


def _meant(
    correction: AnnotatedArticle,
    others: Iterable[Spoken],
    whom: Collection[str],
    names: Mapping[str, str],
) -> Iterator[int]:
    """Numbers of the articles that a correction may mean. whom: the names of who speaks in it."""
    article, day = correction.article, correction.article.metadata.day
    for one in others:
        other = one.annotated.article
        if day and other.metadata.day > day:
            continue
        is_own = bool(article.outlet) and article.outlet.casefold() == other.outlet.casefold()
        if (is_own and not _named(one, names).isdisjoint(whom)) or (
            _is_like(correction, other.uid) or _is_like(one.annotated, article.uid)
        ):
            yield other.number


def _named(spoken: Spoken, names: Mapping[str, str]) -> set[str]:
    return {names[uid] for uid in spoken.speakers if uid in names}


def _is_like(annotated: AnnotatedArticle, uid: str) -> bool:
    return any(
        relay.article == uid and relay.status is not RelayStatus.REJECTED
        for relay in annotated.relays
    )


@cache
def _known() -> _Known:
    every = loads(_FILE.read_text("utf-8")).values()
    openings, labels, firsts, right = (
        _one_of(word for language in every for word in language[key])
        for key in ("openings", "labels", "firsts", "right")
    )
    title = rf"^\W*(?:{openings})\b|^\W*(?:{labels})\s*[:|–—-]|[\[(](?:{labels})[\])]"
    return _Known(
        re.compile(title),
        re.compile(rf"(?<!\w)(?:{firsts})"),
        re.compile(rf"\b(?:{right})\b", re.IGNORECASE),
    )


def _one_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
