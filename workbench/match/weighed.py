"""What a statement is made of, and what each item of it weighs in how much of it another one has.

Pairs are laid side by side by the thousand, so what depends on one of the two alone is worked out
once for it (`Weighed`), and what is asked of it again and again is looked up (`Seen`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from workbench.domain.signature import Named, Signature
from workbench.match.pools import reach_of

T = TypeVar("T")

NAME, NUMBER, ACT, THING, WORD, TIME = 1.3, 1.2, 1.0, 0.7, 0.5, 0.4
"""What each kind of item weighs in how much of a statement the other one has. By judgement."""
LIGHT = 0.2
"""And what tells little of a story."""
BEGINNING = 5
"""Letters from which on a stem may be the same word in another language."""


class Seen(dict[T, float], Generic[T]):
    """How much of an item is in a statement, looked at once somebody asks, and known from then."""

    __slots__ = ("_look",)

    def __init__(self, look: Callable[[T], float]) -> None:
        self._look = look

    def __missing__(self, item: T) -> float:
        share = self[item] = self._look(item)
        return share


class Lone(NamedTuple):
    """How many items of a statement stand in it alone, by what they are."""

    names: int = 0
    numbers: int = 0
    acts: int = 0
    things: int = 0
    words: int = 0
    """Of one language; no word is counted that stands beside one of another."""

    @property
    def matter(self) -> int:
        """All that they may be about."""
        return self.names + self.things + self.words


class Shares(NamedTuple):
    """How much of a statement's items the other one has, by what they are; 1 of those that it has
    none of."""

    names: float = 1.0
    numbers: float = 1.0
    acts: float = 1.0
    things: float = 1.0


class Weighed:
    """What a statement is made of, with what each item weighs and what all of a kind do."""

    __slots__ = (
        "act_weights", "acts", "all_acts", "all_but_words", "all_names", "all_numbers",
        "all_things", "beginnings", "names", "thing_weights", "things", "whole",
    )  # fmt: skip

    def __init__(self, core: Signature, light: frozenset[str]) -> None:
        acts = [act.concepts for act in core.acts]
        self.acts = [(one, reach_of(one)) for one in acts]
        self.things = [(one, reach_of(one)) for one in core.things]
        self.act_weights = [LIGHT if one <= light else ACT for one in acts]
        self.thing_weights = [LIGHT if one <= light else THING for one in core.things]
        self.names: Sequence[Named] = list(dict.fromkeys(core.names))
        self.beginnings = [stem[:BEGINNING] for stem in core.words]
        # In the order in which they are found, so that what is all there comes to just 1.
        self.all_acts = _added([each for each in self.act_weights if each != LIGHT])
        self.all_things = _added([each for each in self.thing_weights if each != LIGHT])
        names = [NAME] * (len(self.names) + len(core.proper))
        numbers = [NUMBER] * len(core.amounts)
        self.all_names, self.all_numbers = _added(names), _added(numbers)
        times = [TIME] * len(core.times)
        self.all_but_words = _added(
            [*self.act_weights, *self.thing_weights, *names, *numbers, *times]
        )
        self.whole = _added([WORD] * len(core.words), self.all_but_words)


def _added(weights: Sequence[float], whole: float = 0.0) -> float:
    """A sum, from left to right: `sum` rounds otherwise from Python 3.12 on."""
    for weight in weights:
        whole += weight
    return whole
