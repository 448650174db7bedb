"""What of a database leaves, and in whose names: chosen once, for every format alike.

An export tells it, so that whoever gets one knows what it is a part of: that something is not in it
says nothing where it was not asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

NOT_TOLD = "…"
"""Stands for words of a filter or a name that would tell who somebody is."""


class WhichLayer(StrEnum):
    """Which of several analysts' work on the same articles."""

    DECIDED = "decided"
    """What all say alike, what was ruled on, and what one alone judged."""
    ALL = "all"
    """Everybody's, as each made it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for; everything, as it is, where nothing was."""

    where: str = ""
    """A filter of articles, as it was written."""
    set: str = ""
    """Name of a frozen selection of articles."""
    story: str = ""
    """Uid of an article: it and those that are likely the same story."""
    analysts: tuple[str, ...] = ()
    """Whose work: what people made, of these alone. Everybody's where none is named."""
    layer: WhichLayer | None = None
    """None where nobody said, and there is nothing to decide."""
    pseudonyms: bool = False
    """Whether analysts are called by other names than theirs."""
    without_text: bool = False
    """Whether the articles' texts stay here: for those who may not hand them on."""

    def to_record(self) -> dict[str, Any]:
        """What was asked for, as an export tells it; empty where nothing was."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        given["analysts"] = list(self.analysts)
        given["layer"] = self.layer.value if self.layer else ""
        return {name: value for name, value in given.items() if value}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Choice:
        """The choice of a record."""
        layer = WhichLayer(record["layer"]) if record.get("layer") else None
        analysts = tuple(record.get("analysts", ()))
        return cls(**{**record, "analysts": analysts, "layer": layer})


EVERYTHING = Choice()
