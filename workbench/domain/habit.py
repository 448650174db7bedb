"""Habits: how an outlet credits others, as analysts corrected what the machine made of it.

"dilansir AFP" in one outlet's articles was corrected to speak for the whole article: from then on
"dilansir ..." of that outlet is read so, until somebody takes that out; but never where the machine
read another reach than the corrected one. A habit is data of one database; it is applied when
relays are read, and changes no fact and no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from workbench.domain.relay import Reach

GAP = "…"
"""Stands for the credited outlet in a phrase."""
APART = "  "
"""Between a phrase and the reach that the machine found, in a key: two spaces, which no phrase
has."""


class HabitKind(StrEnum):
    """What a habit says of a phrase."""

    REACH = "reach"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Habit:
    """One phrase of an outlet and how it is read."""

    outlet: str
    """Uid of the outlet whose articles credit so; empty for those without one."""
    kind: HabitKind
    phrase: str
    """Of a reach: the crediting words, plain, with a gap for the name. Of a name: that name as the
    machine read it, plain."""
    reads: str
    """The reach, or the credited outlet's right name."""
    analyst: str
    """Who corrected it last."""
    at: str
    """UTC."""
    found: Reach | None = None
    """Of a reach: as the machine reads it, the only one that is read otherwise. None of a habit
    that is older than this: of any."""

    @property
    def uid(self) -> str:
        """One habit for each outlet, phrase and found reach."""
        found = f"{APART}{self.found.value}" if self.found else ""
        return f"{self.outlet}:{self.kind.value}:{self.phrase}{found}"

    def to_record(self) -> dict[str, Any]:
        """The habit as the journal keeps it."""
        return {
            "uid": self.uid,
            "outlet": self.outlet,
            "kind": self.kind.value,
            "phrase": self.phrase,
            "reads": self.reads,
            "analyst": self.analyst,
            "at": self.at,
            **({"found": self.found.value} if self.found else {}),
        }

    def check(self, uid: str) -> Habit:
        """This, if it is one that could have been learnt and has this uid. Raises ValueError."""
        if uid != self.uid or plain(self.phrase) != self.phrase:
            raise ValueError(f"habit {uid!r} is not of its outlet and phrase")
        if self.kind is HabitKind.REACH:
            Reach(self.reads)
        elif self.found:
            raise ValueError(f"habit {uid!r} is of a name, which has no reach")
        return self

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Habit:
        """The habit of a journal record."""
        return cls(
            record["outlet"],
            HabitKind(record["kind"]),
            record["phrase"],
            record["reads"],
            record["analyst"],
            record["at"],
            Reach(record["found"]) if record.get("found") else None,
        )


def phrase_of(words: str, outlet: str) -> str:
    """The crediting words without the outlet that they credit: "dilansir …"."""
    return plain(words).replace(plain(outlet), GAP)


def plain(words: str) -> str:
    """Words as phrases are compared: case and spacing aside."""
    return " ".join(words.casefold().split())


class Spread(NamedTuple):
    """What an act taught of an outlet's credits, and how many others are read by it."""

    habit: Habit
    is_kept: bool
    """Whether the habit is there after the act; else the act took it out."""
    others: int
    """Other credits, unanswered by the analyst, that it is about."""
    is_whole: bool = True
    """Whether all articles of the outlet were looked at, so that there are no more than that."""


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of one outlet."""

    reaches: Mapping[tuple[str, Reach | None], Habit] = field(default_factory=dict)
    """By phrase and found reach."""
    names: Mapping[str, Habit] = field(default_factory=dict)

    @classmethod
    def of(cls, habits: Iterable[Habit]) -> Habits:
        """These, by phrase."""
        every = tuple(habits)
        return cls(
            {(one.phrase, one.found): one for one in every if one.kind is HabitKind.REACH},
            {one.phrase: one for one in every if one.kind is HabitKind.NAME},
        )

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.reaches or self.names)

    def reach(self, words: str, outlet: str, proposed: Reach) -> Reach:
        """How far these words reach, where the machine proposes something."""
        habit = self._of_reach(words, outlet, proposed)
        return Reach(habit.reads) if habit else proposed

    def name(self, outlet: str) -> str:
        """The right name of an outlet as the machine reads it."""
        habit = self.names.get(plain(outlet))
        return habit.reads if habit else outlet

    def of_credit(self, words: str, outlet: str, proposed: Reach) -> tuple[Habit, ...]:
        """Those by which these words, and the outlet that they credit, are read."""
        found = (self._of_reach(words, outlet, proposed), self.names.get(plain(outlet)))
        return tuple(filter(None, found))

    def _of_reach(self, words: str, outlet: str, proposed: Reach) -> Habit | None:
        phrase = phrase_of(words, outlet)
        return self.reaches.get((phrase, proposed)) or self.reaches.get((phrase, None))
