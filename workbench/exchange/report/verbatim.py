"""Direct speech that belongs to what is told in other words: of the same statement, or of the same
speaker right beside it, on the same matter.

A text, or an analyst, says more than somebody did, and whoever reads no further than the paraphrase
takes that for what was said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from workbench.exchange.report.digest import Digest
from workbench.exchange.report.statements import Place, Statement, stems_of

_NEAR = 200
"""Characters between a paraphrase and what the same speaker says beside it."""
_BEHIND, _BEFORE = 1, 2
"""Words that both have: what comes behind a paraphrase is said to bear it out, what came before it
need not be."""
_SHORT = re.compile(r"\b(?:[A-Z]{2,4}|\d[\d.,]*)\b")
"""Words that say much in few letters."""


class Verbatim(NamedTuple):
    """The direct speech that stands with a statement."""

    place: Place
    is_same: bool
    """Whether it is the very statement that was said so; else only the speaker is the same."""


def verbatim(digest: Digest) -> Mapping[Statement, Verbatim]:
    """What is told in other words than those of direct speech that it has -> the first of that."""
    found: dict[Statement, Verbatim] = {}
    for statement in digest.firsts:
        own = [one for one in statement.places if one.is_speech]
        if own and not statement.is_speech:
            found[statement] = Verbatim(own[0], is_same=True)
    by_place = digest.by_place
    for told in digest.articles:
        for before, behind in pairwise(told.places):
            for speech, other in ((behind, before), (before, behind)):
                if _bears_out(speech, other):
                    statement = by_place[other.number]
                    found.setdefault(statement, Verbatim(speech, is_same=False))
    return {statement: speech for statement, speech in found.items() if not statement.is_speech}


def _bears_out(speech: Place, other: Place) -> bool:
    """Whether direct speech goes with what the same speaker is told to have said beside it."""
    if not speech.is_speech or not other.claim.hops or other.is_speech:
        return False
    one, two = other.claim, speech.claim
    if other.chain.steps[-1].names != speech.chain.steps[-1].names or one.stance is not two.stance:
        return False
    first, second = sorted((one.span, two.span), key=lambda span: span.start)
    wanted = _BEHIND if first is one.span else _BEFORE
    return (
        second.start - first.end <= _NEAR
        and len(_said(one.span.words) & _said(two.span.words)) >= wanted
    )


def _said(words: str) -> set[str]:
    return {*stems_of(words), *_SHORT.findall(words)}
