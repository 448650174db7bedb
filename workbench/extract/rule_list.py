"""Ordered lists of small rules: asked one after the other, and the first that decides, decides.

A rule is a function; its name is its id, its docstring says what it sees, with an example, and the
list says what comes before it. It leaves a case to the rules behind it by returning None.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final, Generic, ParamSpec, TypeVar

Case = ParamSpec("Case")
Answer = TypeVar("Answer")


class Nothing(Enum):
    """The answer of a rule that decides that there is nothing."""

    NOTHING = "nothing"


NOTHING: Final = Nothing.NOTHING


class RuleList(Generic[Case, Answer]):
    """Rules for one question, in the order in which they are asked."""

    def __init__(self, *rules: Callable[Case, Answer | Nothing | None]) -> None:
        self.rules = rules

    def __call__(self, *args: Case.args, **kwargs: Case.kwargs) -> Answer | None:
        """The answer of the first rule that decides; None where none does, or there is nothing."""
        for rule in self.rules:
            answer = rule(*args, **kwargs)
            if answer is not None:
                return None if answer is NOTHING else answer
        return None

    def deciding(self, *args: Case.args, **kwargs: Case.kwargs) -> str | None:
        """The id of the rule that decides a case; None where none does."""
        for rule in self.rules:
            if rule(*args, **kwargs) is not None:
                return rule.__name__.lstrip("_")
        return None
