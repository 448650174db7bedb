"""Of what a denial is: who did something, or whom a number counts.

Who denies that he did it does not deny that it was done, nor how many died of it. So a denial
stands against words only where they are of the same: against those that say who did, or that speak
of those who are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.exchange.report.negated import agent_in, is_of_doing
from workbench.exchange.report.statements import stems_of
from workbench.told.counts import things_in

_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_NAME = re.compile(r"\b[A-Z]\w+")


class Matter:
    """What is denied, by whom."""

    def __init__(self, denied: str, names: Iterable[str]) -> None:
        self._things = things_in(denied)
        self.is_doing = is_of_doing(denied)
        proper = (part for name in names for part in _NAME.findall(name))
        self._agents = marks_of(agent_in(denied)) or marks_of(" ".join(proper))

    def is_in(self, words: str) -> bool:
        """Whether words are of it."""
        if self.is_doing:
            return not self._agents.isdisjoint(marks_of(words))
        return not self._things or not self._things.isdisjoint(things_in(words))


def marks_of(words: str) -> set[str]:
    """The stems of words, with their acronyms, which are shorter than what has a stem."""
    return stems_of(words) | {one.casefold() for one in _ACRONYM.findall(words)}
