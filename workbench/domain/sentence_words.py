"""What a language says of where sentences and clauses break: abbreviations, and openers of clauses.

The lists are knowledge of a language and come from outside, as a value; both splitters, the
cursor's (segment.py) and the extraction engine's, ask this one what a full stop means. Nothing in
here knows a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 24
"""Code points of a word before a full stop: no abbreviation is longer."""
_NOT_TOKEN = re.compile(r"[^\w.-]")
_NEXT_WORD = re.compile(r"[\s\"'“„«(\[]{0,4}(\w+)")
_ORDINAL_DIGITS = 2
"""Digits of an ordinal before a noun: a year ends its sentence, however the next one begins."""


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of one language that splitting needs; without any only initials are known."""

    abbreviations: frozenset[str] = frozenset()
    """As printed, without the stop that ends nothing."""
    before_figures: frozenset[str] = frozenset()
    """The same, but only where a figure follows."""
    companies: frozenset[str] = frozenset()
    """They end a company's name, and the sentence unless the name goes on."""
    companies_go_on: frozenset[str] = frozenset()
    ordinals_before: frozenset[str] = frozenset()
    """Behind a figure with a stop, which is an ordinal then."""
    clause_openers: tuple[str, ...] = ()
    domains: frozenset[str] = frozenset()
    """What addresses of sites end in, label by label."""

    def holds(self, text: str, dot: int, behind: int) -> bool:
        """Whether a full stop at `dot` ends no sentence, where the text goes on at `behind`."""
        before = text[max(0, dot - _LONGEST) : dot].rsplit(None, 1)
        if not before or text[dot - 1].isspace():
            return False
        word = _NOT_TOKEN.split(before[-1])[-1]
        if word in self.abbreviations or _is_initials(word):
            return True
        if word.isdigit():
            is_short = len(word) <= _ORDINAL_DIGITS
            return is_short and _word_at(text, behind) in self.ordinals_before
        if word in self.before_figures:
            return _word_at(text, behind)[:1].isdigit()
        if word in self.companies:
            goes_on = _word_at(text, behind) in self.companies_go_on
            return goes_on or text[behind : behind + 3].lstrip()[:1] == "("
        return False


def _word_at(text: str, at: int) -> str:
    """The word at a place, past blanks and opening marks."""
    match = _NEXT_WORD.match(text, at)
    return match.group(1) if match else ""


def _is_initials(word: str) -> bool:
    """Whether a word is a capital, or capitals with stops between them: "J", "B.J"."""
    if len(word) != 1 and "." not in word:
        return False
    return all(len(letter) == 1 and letter.isupper() for letter in word.split("."))


NO_WORDS = SentenceWords()
"""Of a language that is not known."""
