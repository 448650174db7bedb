"""What a reader keeps in mind of an article: who spoke, who acted, and where.

Pronouns and descriptions ask for the latest one that may be meant. Nothing is decided by names
here; how far back is looked is bounded, so that no article is too long.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass

from workbench.domain.fact import SpeakerClass

_REMEMBERED = 200
"""How many possible speakers are kept in mind."""
_FAR = 2_500
"""Code points: what is further behind its last possible speaker stays open."""
GROUPS = (SpeakerClass.ORGANISATION, SpeakerClass.STATE)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may be meant by a later pronoun or description."""

    at: int
    names: tuple[str, ...]
    speaker_class: SpeakerClass
    plural: bool = False
    """Several unnamed people: meant by "mereka", not by "dia"."""
    words: str = ""
    """What the text called one who is not named."""
    spoke: bool = True
    """Whether they were said to speak, not only to act."""

    @property
    def is_group(self) -> bool:
        """An organisation or a state."""
        return self.speaker_class in GROUPS

    @property
    def is_several(self) -> bool:
        """Joint speakers, a group, or several unnamed people."""
        return len(self.names) > 1 or self.is_group or self.plural

    @property
    def is_one_person(self) -> bool:
        """One person, named or not."""
        return not self.is_several and self.speaker_class not in (
            SpeakerClass.DOCUMENT, SpeakerClass.OUTLET
        )  # fmt: skip


class Memory:
    """The possible speakers so far, by place."""

    def __init__(self) -> None:
        self._known: list[Known] = []

    def note(self, known: Known) -> None:
        """Keep somebody in mind."""
        insort(self._known, known, key=lambda item: item.at)
        if len(self._known) > 2 * _REMEMBERED:
            del self._known[:_REMEMBERED]

    def latest(self, at: int, accepts: Callable[[Known], bool]) -> Known | None:
        """The last one before a place that may be meant."""
        for known in reversed(self._known):
            if known.at > at + 1:
                continue
            if at - known.at > _FAR:
                return None
            if accepts(known):
                return known
        return None
