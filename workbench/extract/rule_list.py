"""Ordered lists of small rules: asked one after the other, and the first that decides, decides.

A rule is a function of the case, often of who reads and of what is read. Its name is its id, its
docstring says what it sees, with an example, and the list says what comes before it. It leaves a
case to the rules behind it by returning None.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final, Generic, TypeVar, TypeVarTuple

Case = TypeVarTuple("Case")
Answer = TypeVar("Answer")


class Nothing(Enum):
    """The answer of a rule that decides that there is nothing."""

    NOTHING = "nothing"


NOTHING: Final = Nothing.NOTHING


class RuleList(Generic[*Case, Answer]):
    """Rules for one question about a case, in the order in which they are asked."""

    def __init__(self, *rules: Callable[[*Case], Answer | Nothing | None]) -> None:
        self.rules = rules

    def __call__(self, *case: *Case) -> Answer | None:
        """The answer of the first rule that decides; None where none does, or there is nothing."""
        for rule in self.rules:
            answer = rule(*case)
            if answer is not None:
                return None if answer is NOTHING else answer
        return None

    def deciding(self, *case: *Case) -> str | None:
        """The id of the rule that decides a case; None where none does."""
        for rule in self.rules:
            if rule(*case) is not None:
                return rule.__name__.lstrip("_")
        return None
