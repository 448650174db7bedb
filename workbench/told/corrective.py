"""By what a correction is known, and where it says what is right: `correcting.toml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.segment import Extent
from workbench.told.sentences import sentences_with
from workbench.told.wordlists import lists_in

_FILE = Path(__file__).with_name("correcting.toml")
_HEAD = 400
"""Letters of a text that its first words are among."""
_RIGHT = 4
"""Sentences of a correction that say what is right."""


def is_correction(article: Article, text: str) -> bool:
    """Whether an article is a correction. text: empty where it is not handed on."""
    known, head = _known(), text[:_HEAD].casefold()
    title = article.metadata.title.casefold() or head.strip().partition("\n")[0]
    return bool(known.title.search(title) or known.firsts.search(head))


def right_in(text: str) -> tuple[str, ...]:
    """The sentences of a correction that say what is right, and what is newer."""
    return tuple(text[start:end] for start, end in right_extents(text))


def right_extents(text: str) -> list[Extent]:
    """Where they stand."""
    offsets = (one.start() for one in _known().told.finditer(text))
    return sentences_with(text, offsets, _RIGHT)


def takes_back(sentence: str) -> bool:
    """Whether a sentence of a correction says what is right in place of what was wrong, and does
    not only go on to what is newer."""
    return bool(_known().right.search(sentence))


def counts_as_before(sentence: str) -> bool:
    """Whether a number in a sentence of a correction counts what the one before it does."""
    return bool(_known().same.search(sentence))


class _Known(NamedTuple):
    title: re.Pattern[str]
    firsts: re.Pattern[str]
    right: re.Pattern[str]
    told: re.Pattern[str]
    """The right ones, and those that are newer."""
    same: re.Pattern[str]


@cache
def _known() -> _Known:
    openings, labels, firsts, right, updates, same = lists_in(
        _FILE, "openings", "labels", "firsts", "right", "updates", "same"
    )
    title = rf"^\W*(?:{openings})\b|^\W*(?:{labels})\s*[:|–—-]|[\[(](?:{labels})[\])]"
    return _Known(
        re.compile(title),
        re.compile(rf"(?<!\w)(?:{firsts})"),
        re.compile(rf"\b(?:{right})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{right}|{updates})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{same})\b", re.IGNORECASE),
    )
