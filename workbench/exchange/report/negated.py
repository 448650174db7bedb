"""Words that deny by what they say: no word of denying stands before them, and they are the
contrary of what somebody else says. `negated.toml` has the words.

Only ever a machine's reading of words: what it finds is told as that.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from workbench.exchange.report.statements import stems_of
from workbench.told.wordlists import lists_in

_FILE = Path(__file__).with_name("negated.toml")


def is_negated(words: str) -> bool:
    """Whether words have a negator."""
    return bool(_known().negators.search(words))


def is_outright(words: str) -> bool:
    """Whether words say of what was said before that it is not so."""
    return bool(_known().outright.search(words))


def says_no(words: str) -> bool:
    """Whether words that somebody is quoted with are themselves the denial, not what is denied."""
    return is_negated(words) or bool(_known().own.search(words))


def is_of_doing(words: str) -> bool:
    """Whether words that are denied, or deny, are of somebody's doing something."""
    known = _known()
    return bool((known.undone if is_negated(words) else known.doing).search(words))


def agent_in(words: str) -> str:
    """Who did not do it, by words that are of doing: who stands behind "by", else before the
    negator, but not before "was not done"; empty where they name nobody."""
    known = _known()
    if by := known.by.search(words):
        return by[1]
    undone = known.undone.search(words)
    return words[: undone.start()] if undone and not undone["done"] else ""


def says_none(words: str) -> bool:
    """Whether words say that nobody was counted, if they speak of those who are; not that there are
    no more."""
    known = _known()
    return bool(known.none.search(words)) and not known.more.search(words)


def plain_stems(words: str) -> set[str]:
    """The stems of words without their negators."""
    return stems_of(_known().negators.sub(" ", words))


class _Known(NamedTuple):
    negators: re.Pattern[str]
    outright: re.Pattern[str]
    own: re.Pattern[str]
    doing: re.Pattern[str]
    """In the first words of what is denied."""
    undone: re.Pattern[str]
    """Behind a negator."""
    by: re.Pattern[str]
    none: re.Pattern[str]
    more: re.Pattern[str]


@cache
def _known() -> _Known:
    negators, outright, own, doing, done, by, none, more = lists_in(
        _FILE, "negators", "outright", "own", "doing", "done", "by", "none", "more"
    )
    negators = rf"\b(?:{negators})\b|\b\w+n['’]t\b"
    return _Known(
        re.compile(negators, re.IGNORECASE),
        re.compile(rf"\b(?:{outright})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{own})\b", re.IGNORECASE),
        re.compile(rf"^\W*(?:\w+\W+){{0,3}}?(?:{doing}|{done})\b", re.IGNORECASE),
        re.compile(
            rf"(?:{negators})\W+(?:\w+\W+){{0,2}}?(?:{doing}|(?P<done>{done}))\b", re.IGNORECASE
        ),
        re.compile(rf"\b(?:{by})\W+((?:\w+\W*){{1,4}})", re.IGNORECASE),
        re.compile(rf"\b(?:{none})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{more})\b", re.IGNORECASE),
    )
