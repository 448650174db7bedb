"""What a number of a statement counts, in which unit, and what became of those whom it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.domain.fact import Kind, Quantity
from workbench.domain.signature import Amount, Bound, in_base
from workbench.extract.signing.concepts import Concepts, Read, ages, spans, units, units_before
from workbench.extract.signing.rules import Rules
from workbench.extract.signing.tokens import WORD, Token

_FATE_NEAR = 4
"""Words between a number and the act that says what became of those whom it counts."""
_DAYS = 31
"""The most that a number may be that is of a day of a month."""
_FRACTION = 12
"""The most of which some may be a share: "one in five"."""
_OLDEST = 120
"""The most years that somebody has."""
_AGE_NEAR = 2
"""Words before a number of years in which an age may be spoken of."""
_COUNTED = 4
"""Words behind a number that may say what it counts."""
_DEGREES = "deg"
"""Unit of a temperature of which the scale is not known."""
_SIZES = (1.0, 1e3, 1e6, 1e9, 1e12)
"""What a number may be said in that stands without its scale."""
_ROUGHLY = 0.1
"""How far a number may be from what was said of it roughly."""
_COUNTING = frozenset(("", "person", "house", "aircraft", "ship"))
"""Units of what an act can become of."""
FEWEST = 3
"""Letters of a word that is kept though nothing is known of it."""


class Told(Protocol):
    """An act where it stands."""

    @property
    def at(self) -> int:
        """Its place in the row of words."""

    @property
    def concepts(self) -> frozenset[str]:
        """What it stands for."""


class Counted:
    """Reads the numbers of one row of words; those that are none are empty."""

    def __init__(self, rules: Rules, concepts: Concepts, tokens: Sequence[Token]) -> None:
        self._rules = rules
        self._concepts = concepts
        self._tokens = tokens
        self._words = [token.word for token in tokens]

    def amount(self, at: int, quantity: Quantity, acts: Sequence[Told]) -> Amount | None:
        """The amount of a number that stands at a place, beside the acts of its clause; None of one
        whose value is not known."""
        if quantity.value is None:
            return None
        unit = quantity.unit or ""
        behind = self._words[at + 1] if at + 1 < len(self._words) else ""
        if not unit and 0 < quantity.value < 1 and behind in self._rules.points:
            share = quantity.value
            return in_base(Amount(share, share, "percentage_point", frozenset()))
        counted = self._counted(quantity.counts or "") | self._behind(at)
        if not unit:
            span = next((spans()[one] for one in counted if one in spans()), None)
            if span is None:
                span = self._age(at)
            if span is not None:
                days = quantity.value * span
                return Amount(days, days, "day", frozenset())
        if unit in ("", _DEGREES):
            unit = next((units()[one] for one in counted if one in units()), unit)
            counted -= units().keys()
            unit = unit or self.unit_before(at)
        fate = _fate(at, acts) if unit in _COUNTING else frozenset()
        high = quantity.max if quantity.max is not None else quantity.value
        bound = Bound.ABOUT if quantity.approximate else Bound.EXACT
        of = frozenset(counted) | fate
        return in_base(Amount(quantity.value, high, unit, of, bound, fate))

    def is_numbered(self, at: int) -> bool:
        """Whether a word stands before a number that tells one of many from the others by it."""
        before = self._words[at - 1] if at else ""
        read = self._concepts.word(before) if before in self._rules.labels else None
        return read is not None and ages().keys().isdisjoint(read.concepts)

    def is_age(self, at: int, value: float) -> bool:
        """Whether a number stands as the years of whoever is named before it: "Siti (71)"."""
        if not 0 < value <= _OLDEST or value % 1 or not 1 < at < len(self._tokens) - 1:
            return False
        named, around = self._tokens[at - 2].fact, (self._words[at - 1], self._words[at + 1])
        return around == ("(", ")") and named is not None and named.kind is Kind.PERSON

    def is_of_date(self, at: int, value: float) -> bool:
        """Whether a number is the first day of a stretch of days: "24 sampai 27 Maret"."""
        until = self._tokens[at + 2].fact if at + 2 < len(self._tokens) else None
        is_until = until is not None and until.kind is Kind.TIME
        is_until = is_until and self._words[at + 1] in self._rules.until
        return is_until and value <= _DAYS

    def whole(self, at: int, value: float) -> tuple[float, int] | None:
        """That of which a number is a share, "one in five", and how many tokens both are."""
        for end in range(at + 2, min(at + 4, len(self._tokens))):
            whole = self._tokens[end].value
            if self._words[at + 1] in self._rules.out_of and whole and value < whole <= _FRACTION:
                return whole, end - at + 1
        return None

    def is_counted(self, at: int) -> bool:
        """Whether the word behind a number is of a thing."""
        if at + 1 >= len(self._words) or not self._words[at + 1]:
            return False
        read = self._concepts.read(self._words, at + 1)
        is_route = self._words[at + 1] in self._rules.routes
        return bool(read.concepts) and not read.is_act and not is_route

    def unit_before(self, at: int) -> str:
        """The unit that is said before a number: "a magnitude of 6.1"."""
        before = (word for word in self._words[max(0, at - _AGE_NEAR) : at] if word)
        read = (one for word in before for one in self._concepts.word(word).concepts)
        return next((units_before()[one] for one in read if one in units_before()), "")

    def _age(self, at: int) -> float | None:
        """How many days one is of a number that says how old somebody is: "aged 81"."""
        before = self._words[max(0, at - _AGE_NEAR) : at]
        read = [one for word in before if word for one in self._concepts.word(word).concepts]
        return next((ages()[one] for one in read if one in ages()), None)

    def _counted(self, words: str) -> set[str]:
        """What a number counts, as concepts, stems where no folder knows a word."""
        row = [self._concepts.folded(match.group()) for match in WORD.finditer(words)]
        found: set[str] = set()
        at = 0
        while at < len(row):
            read = self._concepts.read(row, at)
            found.update(self._of(row[at], read))
            at += read.size
        return found

    def _behind(self, number: int) -> set[str]:
        """What the words behind a number say that it counts, up to the first of no thing."""
        found: set[str] = set()
        at = number + 1
        while at < min(number + 1 + _COUNTED, len(self._words)):
            word = self._words[at]
            if at == number + 1 and word in self._rules.before_nouns:  # "500 kilograms of"
                at += 1
                continue
            if not word[:1].isalnum() or word in self._rules.breaks:
                break
            read = self._concepts.read(self._words, at)
            of = self._of(word, read)
            if not of or (read.is_act and self._rules.is_verb(self._words[at - 1], word)):
                break
            found.update(of)
            at += read.size
        return found

    def _of(self, word: str, read: Read) -> Sequence[str]:
        if read.concepts:
            return read.concepts
        is_told = len(read.stem) >= FEWEST and word not in self._rules.ordinary
        return (read.stem,) if is_told else ()


def age_of(years: float) -> Amount:
    """How old somebody is, as an amount."""
    days = years * spans()["year"]
    return Amount(days, days, "day", frozenset())


def _fate(at: int, acts: Sequence[Told]) -> frozenset[str]:
    """What became of those whom a number counts: the act right before it ("menewaskan 9 orang"),
    else the next one behind it, else one before it."""
    before = [(at - one.at, one.concepts) for one in acts if 0 < at - one.at <= _FATE_NEAR]
    behind = [(one.at - at, one.concepts) for one in acts if 0 < one.at - at <= _FATE_NEAR]
    nearest = min(before, key=lambda one: one[0], default=None)
    if nearest and (nearest[0] == 1 or not behind):
        return nearest[1]
    return min(behind, key=lambda one: one[0])[1] if behind else frozenset()


def sharpened(rough: Amount, exact: Amount) -> Amount | None:
    """An amount that was told roughly, with the number that is said to be it exactly: "hampir dua
    belas triliun, tepatnya 11,8"; None where that is no such number: "sekitar 100 orang, yakni 40
    pria"."""
    if rough.unit and exact.unit and rough.unit != exact.unit:
        return None
    is_bare = not exact.unit and exact.of <= exact.acts
    size = next((s for s in _SIZES if _agrees(rough, exact.low * s)), 0.0)
    if not size or (size > 1 and not is_bare):
        return None
    low, high = exact.low * size, exact.high * size
    unit = exact.unit or rough.unit
    return rough._replace(low=low, high=high, unit=unit, of=rough.of | exact.of, bound=exact.bound)


def _agrees(rough: Amount, value: float) -> bool:
    """Whether a number may be what an amount says roughly."""
    return rough.low * (1 - _ROUGHLY) <= value <= rough.high * (1 + _ROUGHLY)
