"""Sentences in which a text itself says that accounts or figures differ: `accounts.toml`.

Nobody need have marked anything for this to be in print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from workbench.domain.fact import LINE_KINDS, Fact
from workbench.domain.segment import Extent, previous_sentence, sentence_at
from workbench.exchange.report.stated import Marks, marks_in
from workbench.told.sentences import sentences_with
from workbench.told.wordlists import lists_in

_FILE = Path(__file__).with_name("accounts.toml")
_SHORT = 80
"""Characters of a sentence up to which it says what differs in the next one, if anywhere."""
_EACH = 2
"""Sentences of a text that are told."""


class Opposed(NamedTuple):
    """A sentence that says that accounts differ."""

    sentence: str
    """With the next one, where it is short and nothing stands before it."""
    before: str
    """The sentence before it in its paragraph, which it may speak of."""
    marks: Marks = Marks()
    """The numbers and the days of both."""


def opposed_in(text: str, facts: Iterable[Fact]) -> tuple[Opposed, ...]:
    """The sentences of a text that say so; none of its titles and captions."""
    every = list(facts)
    lines = [one.span for one in every if one.kind in LINE_KINDS]
    offsets = (
        one.start()
        for one in _differing().finditer(text)
        if not any(line.overlaps(*one.span()) for line in lines)
    )
    return tuple(_opposed(text, extent, every) for extent in sentences_with(text, offsets, _EACH))


def _opposed(text: str, extent: Extent, facts: Iterable[Fact]) -> Opposed:
    start, end = extent
    earlier, first, before = previous_sentence(text, start), start, ""
    if earlier is not None and "\n" not in text[earlier:start]:
        first, before = earlier, text[earlier:start].strip()
    if not before and end - start < _SHORT:
        end = _next_end(text, end)
    return Opposed(text[start:end], before, marks_in(text, (first, end), facts))


def _next_end(text: str, end: int) -> int:
    """Where the sentence behind one ends; where that one does, as the last of its paragraph."""
    line = text.find("\n", end)
    rest = text[end : line if line >= 0 else len(text)]
    return sentence_at(text, end + len(rest) - len(rest.lstrip()))[1] if rest.strip() else end


@cache
def _differing() -> re.Pattern[str]:
    accounts, differ, outright = lists_in(_FILE, "accounts", "differ", "outright")
    between = r"(?:\W{1,3}\w{1,30}){0,3}?\W{1,3}"
    accounts, differ = rf"\b(?:{accounts})(?:nya|s)?\b", rf"\b(?:{differ})\b"
    differing = rf"{accounts}{between}{differ}|{differ}{between}{accounts}|\b(?:{outright})\b"
    return re.compile(differing, re.IGNORECASE)
