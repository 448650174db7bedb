"""The facts of one text, with what is looked up in them time and again worked out once.

Facts stay while answers come: a view that is made anew after an answer goes on with the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from workbench.domain.fact import Fact


class Found(tuple[Fact, ...]):
    """Facts in text order."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Id of a fact -> which it is."""
        return {fact.id: place for place, fact in enumerate(self)}

    @cached_property
    def questions(self) -> tuple[Fact, ...]:
        """Those that want an answer."""
        return tuple(fact for fact in self if fact.is_question)

    def get(self, identity: str) -> Fact | None:
        """The fact with this id."""
        place = self.places.get(identity)
        return None if place is None else self[place]
