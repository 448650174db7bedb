"""Two amounts side by side: whether they are one number, and whether they count the same.

A number of things is compared with any other number of them, a measure with one of its unit; a
number that is no chance may stand without its unit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter

from workbench.domain.signature import Amount, Bound
from workbench.match.relations import Relations

_ROUGHLY, _EXACTLY = 0.1, 0.004
"""How far two amounts may be apart that are about the same, and that are the same."""
_EXACT = Bound.EXACT
_CALENDAR = 0.03
"""How far a month may be from thirty days."""
_YEAR = 365
"""Days by which whole years are counted, as ages are."""
_OTHERS = 0.4
"""How much of an amount it is worth that the same number of other things is told."""
_TELLING = 30
"""Numbers from which on it is no chance that two statements have the same one."""
_ANY = frozenset(("", "unit", "case"))
_ONES = frozenset(("person", "job"))
_COUNTED = _ANY | _ONES | {
    "aircraft", "building", "container", "country", "dose", "drone", "file", "goal", "house",
    "household", "missile", "package", "pole", "rocket", "seat", "ship", "site", "vehicle",
    "village", "vote",
}  # fmt: skip
"""Units of numbers of things: those that may stand for any, those of whoever has a job, all."""
MEASURES = frozenset(
    ("EUR", "GBP", "IDR", "JPY", "USD", "W", "barrel", "degC", "kg", "l", "m2", "magnitude",
     "percent")
)  # fmt: skip
"""Units of which a statement has few numbers by chance."""
SCORE = "score"
"""Unit of two numbers that stand for the outcome of a match or a vote, the higher one first."""
_PEOPLE = frozenset(("person", "people", "victim", "resident", "life"))
_PLAIN = _PEOPLE | {"unit", "case_count", "amount"}
"""What is counted where nothing more is said of them."""


def share_of(one: Amount, other: Amount, known: Relations) -> float:
    """How much of an amount another one is worth."""
    if not agree(one, other) or not counts_alike(one, other, known):
        return 0.0
    return 1.0 if is_counted_alike(one, other, known) else _OTHERS


def counts_alike(one: Amount, other: Amount, known: Relations) -> bool:
    """Whether two amounts may be of the same quantity."""
    if not are_of_one_unit(one, other):
        return False
    mine, theirs = one.of & known.fates, other.of & known.fates
    if mine and theirs and not _any_alike(mine, theirs, known):
        return False
    return one.low == other.low >= _TELLING or is_counted_alike(one, other, known)


def is_counted_alike(one: Amount, other: Amount, known: Relations) -> bool:
    """Whether two amounts may count the same things."""
    mine, theirs = (each.of - each.acts - _PLAIN for each in (one, other))
    if mine and theirs:
        return _any_alike(mine, theirs, known)
    return not (
        (are_people(one) and _are_things(theirs, known))
        or (are_people(other) and _are_things(mine, known))
    )


def are_people(amount: Amount) -> bool:
    """Whether people are counted, whoever they are."""
    return amount.unit == "person" or not amount.of.isdisjoint(_PEOPLE)


def _are_things(counted: frozenset[str], known: Relations) -> bool:
    """Whether what is counted is known, and is no kind of person."""
    return bool(counted) and all(
        one in known.wider and _PEOPLE.isdisjoint(known.wider[one]) for one in counted
    )


def are_of_one_unit(one: Amount, other: Amount) -> bool:
    """Whether two amounts may be compared: of one unit, or of a number without one beside what is
    counted; one that is no chance may be without its unit beside any."""
    if one.unit == other.unit:
        return True
    group, others = group_of(one), group_of(other)
    if group == others == "":
        units = {one.unit, other.unit}
        return units <= _ONES or not units.isdisjoint(_ANY)
    return not (group and others) and one.low == other.low >= _TELLING


def group_of(amount: Amount) -> str:
    """The unit of an amount; "" of all that are numbers of things."""
    return "" if amount.unit in _COUNTED else amount.unit


def _any_alike(ones: frozenset[str], others: frozenset[str], known: Relations) -> bool:
    return any(a == b or known.is_wider(a, b) or known.are_kin(a, b) for a in ones for b in others)


def agree(one: Amount, other: Amount) -> bool:
    """Whether two amounts may be the same number."""
    if one.unit == SCORE:
        return one[:2] == other[:2]
    low, their_low = one.low, other.low
    if low != one.high or their_low != other.high:  # which leaves room itself
        return low <= other.high and their_low <= one.high
    apart, most = abs(low - their_low), max(abs(low), abs(their_low))
    if apart > most * _ROUGHLY:  # as most are
        return False
    room = _EXACTLY if one.bound is other.bound is _EXACT else _ROUGHLY
    if one.unit == "day" and (low % _YEAR or their_low % _YEAR):
        room = max(room, _CALENDAR)
    return apart <= most * room


class Amounts:
    """Some amounts, ready to be asked which of them may agree with one of another statement: most
    numbers are far from most others."""

    __slots__ = ("_lows", "_plain", "_ranges")

    def __init__(self, amounts: Iterable[Amount]) -> None:
        every = list(amounts)
        self._plain = sorted((one for one in every if one.low == one.high), key=_low)
        self._lows = [one.low for one in self._plain]
        self._ranges = [one for one in every if one.low != one.high]

    def near(self, amount: Amount) -> Iterator[Amount]:
        """Those with which an amount may `agree`, and few others."""
        if amount.low != amount.high or amount.unit == SCORE:
            return chain(self._plain, self._ranges)
        ends = amount.low * _NEAREST, amount.low / _NEAREST
        first, last = bisect_left(self._lows, min(ends)), bisect_right(self._lows, max(ends))
        return chain(self._plain[first:last], self._ranges)


_low = attrgetter("low")
_NEAREST = 1 - _ROUGHLY - 1e-6
"""The least share of the larger one of two amounts that agree roughly, and a little less."""
