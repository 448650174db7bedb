"""The words, marks, numbers and facts of a stretch of an article, in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.domain.fact import Fact, Quantity
from workbench.extract.amounts import rules_for as amounts_for
from workbench.extract.kept import compiled
from workbench.extract.signing.concepts import Concepts
from workbench.extract.signing.rules import Rules

WORD = compiled(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
_SCORE = compiled(r"(\d{1,2}) ?[-–:] ?(\d{1,2})(?![\w.,:/–-]*\d)")
_BEFORE = 4
"""Code points before a word in which a mark may stand."""
_AHEAD = 24
"""Code points before a number in which it may be said to be none exactly."""
_YEAR = 4
"""Digits of a plain number that may be a year."""
_OPENS = frozenset(".!?:\n“”\"'‘’()—–-;•") | {""}
"""Behind which a capital says nothing of a name."""


class Token(NamedTuple):
    """A word, a mark, or a fact in their place."""

    at: int
    word: str
    """`Concepts.folded`; "" of a fact and of a number."""
    fact: Fact | None = None
    number: float | None = None
    """Of a number that is no fact, as an age is."""
    is_word: bool = False
    """Whether that number is written in letters."""
    is_about: bool = False
    """Whether it is said to be no exact number: "about a thousand"."""
    is_age: bool = False
    """Whether it is how many years old somebody is: "a six-year-old"."""
    score: float | None = None
    """The lower number of a score, `number` is the higher."""
    is_proper: bool = False
    """Whether it has a capital inside a sentence."""
    has_capital: bool = False

    @property
    def value(self) -> float | None:
        """The number that it is, one that is a fact too."""
        quantity = self.fact.attributes if self.fact else None
        return quantity.value if isinstance(quantity, Quantity) else self.number


class Tokens:
    """Reads an article's rows of tokens."""

    def __init__(self, text: str, rules: Rules, concepts: Concepts) -> None:
        self._text = text
        self._rules = rules
        self._concepts = concepts
        self._amounts = amounts_for(concepts.lang)

    def row(self, start: int, end: int, facts: Sequence[Fact]) -> Iterator[Token]:
        """The tokens of a stretch, a fact's words as one."""
        at = start
        for fact in sorted(facts, key=lambda one: (one.span.start, -one.span.end)):
            if fact.span.start < at:
                continue
            yield from self._plain(at, fact.span.start)
            yield Token(fact.span.start, "", fact)
            at = fact.span.end
        yield from self._plain(at, end)

    def _plain(self, start: int, end: int) -> Iterator[Token]:
        behind = start
        for match in WORD.finditer(self._text, start, end):
            at = match.start()
            if at < behind:
                continue
            word = match.group()
            if word[0].isdigit() and (score := _SCORE.match(self._text, at, end)):
                behind = score.end()
                low, high = sorted(map(int, score.groups()))
                yield Token(at, "", number=high, score=low)
            elif found := self._number(at, end):
                behind, value = found
                is_word, is_about = word[0].isalpha(), self._is_about(at)
                is_age = word.endswith(self._rules.age_endings)
                yield Token(at, "", number=value, is_word=is_word, is_about=is_about, is_age=is_age)
            else:
                yield self._word(at, word)

    def _word(self, at: int, word: str) -> Token:
        word = self._rules.bare_of(word)
        has_capital = word[:1].isupper()
        before = self._text[max(0, at - _BEFORE) : at].rstrip()[-1:]
        is_proper = has_capital and before not in _OPENS
        folded = self._concepts.folded(word)
        if has_capital and not is_proper and len(word) == 1:
            folded = word.casefold()
        return Token(at, folded, is_proper=is_proper, has_capital=has_capital)

    def _is_about(self, at: int) -> bool:
        before = self._text[max(0, at - _AHEAD) : at]
        return self._amounts.approximate.search(before) is not None

    def _number(self, start: int, end: int) -> tuple[int, float] | None:
        """Where a number ends that begins here, and what it is; years and ordinals are none."""
        match = self._rules.number.match(self._text, start, end)
        value = self._rules.numbers.value(match.group()) if match else None
        if match is None or value is None or self._text[match.end() : match.end() + 1].isalnum():
            return None
        is_year = match.group().isdigit() and len(match.group()) == _YEAR
        return None if is_year else (match.end(), value)
