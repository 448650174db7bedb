"""The signature of a statement: what it says as values that two statements can be compared by,
whatever their words and languages are.

Concepts are names out of the language folders ("arrest" for "menangkap" and "nabbed"); `words` are
stems that no folder knows. Values only: `extract.signing` reads them out of a text, and
`match.stances` tells how two stand to each other.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Mood(StrEnum):
    """What a statement says of an act."""

    DONE = "done"
    EARLIER = "earlier"
    """Done before what else is told: "after it had been closed"."""
    PLANNED = "planned"
    """Promised, planned, predicted: not yet."""
    WANTED = "wanted"
    """Called for, proposed, demanded."""
    SUPPOSED = "supposed"
    """Of a condition, or of what may be."""


_DONE = (Mood.DONE, Mood.EARLIER)


class Bound(StrEnum):
    """How exact an amount is."""

    EXACT = "exact"
    ABOUT = "about"


class Amount(NamedTuple):
    """A number with its unit and what it counts."""

    low: float
    high: float
    unit: str
    """"" of plain numbers."""
    of: frozenset[str]
    """Concepts of what it counts and what became of them; stems where there are none."""
    bound: Bound = Bound.EXACT
    acts: frozenset[str] = frozenset()
    """Those of them that are acts."""


class Act(NamedTuple):
    """Something that is said to be done or to happen."""

    concepts: frozenset[str]
    """What its word may stand for; one mostly."""
    is_negated: bool
    mood: Mood
    by: frozenset[str]
    """Names before it, as an active clause has them, by key."""
    to: frozenset[str]
    """Those behind it."""

    @property
    def is_done(self) -> bool:
        """Whether it is told as something that was done, or that happened."""
        return self.mood in _DONE


class Named(NamedTuple):
    """A person, a body or a place."""

    key: str
    """Folded name; of a country its code."""
    parts: frozenset[str]
    """The words that tell it from others of its kind, folded: "Riau" of "Polda Riau"; all where
    each stands for something."""
    country: str = ""
    """Of a place: where it lies, as far as that is known."""
    means: frozenset[str] = frozenset()
    """Concepts of its words: a body's short and full names are one."""


class Extent(NamedTuple):
    """When something is said to be: minutes since the first day of year 1, end exclusive."""

    first: int
    last: int


class Signature(NamedTuple):
    """What a statement says."""

    lang: str
    acts: tuple[Act, ...] = ()
    things: tuple[frozenset[str], ...] = ()
    """Of each word for a thing: what it may stand for."""
    denied: frozenset[str] = frozenset()
    """Concepts of things that are said not to be: "not leptospirosis"."""
    words: frozenset[str] = frozenset()
    """Stems that no folder knows."""
    because: frozenset[str] = frozenset()
    """Concepts of what it gives as a cause."""
    proper: frozenset[str] = frozenset()
    """Words with a capital that are of no known name, folded."""
    people: tuple[Named, ...] = ()
    bodies: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    amounts: tuple[Amount, ...] = ()
    times: tuple[Extent, ...] = ()
    day: int = 0
    """Of its article, the first of year 1 is 1; 0 where none is known."""
    around: Signature | None = None
    """What its article says around it: of whom, where and when."""
    voice: Named | None = None
    """Who says it; None of an outlet itself."""
    wording: int = 0
    """One for all statements of the same letters and digits."""
    labels: frozenset[str] = frozenset()
    """Words with a number that tells one of many from the others: "pasal 27"."""
    clocks: frozenset[int] = frozenset()
    """Minutes of a day at which something is said to be, of whichever day, in one zone; a day more
    where no zone is said, two where it is that of the place."""

    @property
    def names(self) -> tuple[Named, ...]:
        """All names of it."""
        return self.people + self.bodies + self.places


_BASES = {
    "t": ("kg", 1_000), "100 kg": ("kg", 100), "g": ("kg", 0.001), "100 g": ("kg", 0.1),
    "km": ("m", 1_000), "cm": ("m", 0.01), "mm": ("m", 0.001), "mile": ("m", 1_609.344),
    "nautical_mile": ("m", 1_852), "ft": ("m", 0.3048), "ha": ("m2", 10_000),
    "km2": ("m2", 1_000_000), "GW": ("W", 1e9), "MW": ("W", 1e6), "kW": ("W", 1e3),
    "ml": ("l", 0.001), "cent": ("USD", 0.01), "lb": ("kg", 0.45359237), "gal": ("l", 3.785411784),
    "acre": ("m2", 4_046.8564224), "mile2": ("m2", 2_589_988.110336), "ft2": ("m2", 0.09290304),
    "in": ("m", 0.0254), "yd": ("m", 0.9144), "kl": ("l", 1_000),
    "basis_point": ("percent", 0.01), "percentage_point": ("percent", 1),
}  # fmt: skip
"""Unit -> the one that it is compared in, and how many of these it is."""


def in_base(amount: Amount) -> Amount:
    """An amount in the unit that amounts of its kind are compared in; parts of one as percent."""
    if amount.unit == "degF":
        return amount._replace(
            low=(amount.low - 32) / 1.8, high=(amount.high - 32) / 1.8, unit="degC"
        )
    if not amount.unit and 0 < amount.low <= amount.high < 1:
        low, high = amount.low * 100, amount.high * 100
        return amount._replace(low=low, high=high, unit="percent", bound=Bound.ABOUT)
    if amount.unit not in _BASES:
        return amount
    unit, many = _BASES[amount.unit]
    return amount._replace(low=amount.low * many, high=amount.high * many, unit=unit)
