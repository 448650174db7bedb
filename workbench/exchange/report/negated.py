"""Words that deny by what they say: no word of denying stands before them, and they are the
contrary of what somebody else says. `negated.toml` has the words.

Only ever a machine's reading of words: what it finds is told as that.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from workbench.exchange.report.statements import stems_of
from workbench.exchange.report.wordlists import lists_in


def is_negated(words: str) -> bool:
    """Whether words have a negator."""
    return bool(_known().negators.search(words))


def is_outright(words: str) -> bool:
    """Whether words say of what was said before that it is not so."""
    return bool(_known().outright.search(words))


def says_no(words: str) -> bool:
    """Whether words that somebody is quoted with are themselves the denial, not what is denied."""
    return is_negated(words) or bool(_known().own.search(words))


def plain_stems(words: str) -> set[str]:
    """The stems of words without their negators."""
    return stems_of(_known().negators.sub(" ", words))


class _Known(NamedTuple):
    negators: re.Pattern[str]
    outright: re.Pattern[str]
    own: re.Pattern[str]


@cache
def _known() -> _Known:
    negators, outright, own = lists_in("negated.toml", "negators", "outright", "own")
    return _Known(
        re.compile(rf"\b(?:{negators})\b|\b\w+n['’]t\b", re.IGNORECASE),
        re.compile(rf"\b(?:{outright})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{own})\b", re.IGNORECASE),
    )
