"""What stands on each thing of an .ann file, and which of the file's lines nobody asked for.

Whoever reads a file asks here, and says what else it took; the rest can be counted then, so that
nothing is left out in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import Enum
from typing import TypeVar

from workbench.errors import DataError
from workbench.exchange.brat.standoff import (
    Attribute,
    Equivalence,
    Event,
    Reference,
    Relation,
    Remark,
    Standoff,
    TextBound,
)
from workbench.exchange.bundle import Losses
from workbench.exchange.spans.vocabulary import UID, value_of

_E = TypeVar("_E", bound=Enum)
_Line = TextBound | Event | Relation | Equivalence | Attribute | Reference | Remark

_WHY = "only attributions, their Source, Cue and Content, and what stands on those are read"


class Marks:
    """Attributes, notes and references by what they are on."""

    def __init__(self, standoff: Standoff) -> None:
        self._standoff = standoff
        self._read: set[str] = set()
        self._attributes: dict[tuple[str, str], Attribute] = {}
        self._remarks: dict[tuple[str, str], list[Remark]] = defaultdict(list)
        self._references: dict[tuple[str, str], list[Reference]] = defaultdict(list)
        for attribute in standoff.attributes:
            self._attributes[attribute.target, attribute.type] = attribute
        for remark in standoff.remarks:
            self._remarks[remark.target, remark.type].append(remark)
        for reference in standoff.references:
            self._references[reference.target, reference.database].append(reference)

    def take(self, ids: Iterable[str]) -> None:
        """These have a part in what is given."""
        self._read.update(ids)

    def is_taken(self, identity: str) -> bool:
        """Whether it has a part in what is given."""
        return identity in self._read

    def has(self, target: str, name: str) -> bool:
        """Whether it has an attribute of that name."""
        return (target, name) in self._attributes

    def value(self, target: str, name: str, kind: type[_E], default: _E) -> _E:
        """Of an attribute. Raises DataError with the line of one that has no such value."""
        attribute = self._attributes.get((target, name))
        if attribute is None:
            return default
        self._read.add(attribute.id)
        try:
            return value_of(attribute.value, kind, default)
        except DataError as error:
            raise self._standoff.wrong(attribute.id, error) from error

    def words(self, target: str, kind: str) -> str:
        """Of its notes of a kind, a line each; empty where there are none."""
        remarks = self._remarks.get((target, kind), [])
        self._read.update(remark.id for remark in remarks)
        return "\n".join(remark.words for remark in remarks)

    def keys(self, target: str, database: str) -> list[tuple[str, str]]:
        """What a database of ours says of it, with the words; a key that cannot be a uid says
        nothing."""
        references = self._references.get((target, database), [])
        sound = [one for one in references if UID.fullmatch(one.key)]
        self._read.update(one.id for one in sound)
        return [(one.key, one.words) for one in sound]

    def tell_unread(self, losses: Losses) -> None:
        """Count the lines that have no part in what was given."""
        standoff = self._standoff
        kinds: dict[str, Iterable[_Line]] = {
            "marks of other types": standoff.textbounds.values(),
            "events of other types": standoff.events.values(),
            "relations": standoff.relations,
            "equivalences": standoff.equivalences,
            "attributes": standoff.attributes,
            "references to databases": standoff.references,
            "notes": standoff.remarks,
        }
        for what, lines in kinds.items():
            losses.add(what, _WHY, sum(one.id not in self._read for one in lines))
