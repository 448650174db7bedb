"""A page of marks: what stands on one article, as annotation tools show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from workbench.errors import DataError

Attributes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled stretch of the text, in code points."""

    id: str
    label: str
    start: int
    end: int
    attributes: Attributes = field(default_factory=dict)

    def word(self, name: str) -> str:
        """The first word of an attribute; empty where there is none."""
        return next(iter(self.attributes.get(name, ())), "")

    @property
    def place(self) -> tuple[str, int, int]:
        """What tools know it by that give marks no name of ours."""
        return self.label, self.start, self.end


class Relation(NamedTuple):
    """How a mark stands to another."""

    kind: str
    first: str
    second: str
    uid: str = ""
    """Of a link between claims, whose it is, and the state in which it left."""
    analyst: str = ""
    left: str = ""

    @property
    def ends(self) -> tuple[str, str, str]:
        """What it says, whoever said it."""
        return self.kind, self.first, self.second


@dataclass(frozen=True, slots=True)
class Page:
    """Marks and the relations between them."""

    regions: tuple[Region, ...] = ()
    relations: tuple[Relation, ...] = ()

    def by_id(self) -> dict[str, Region]:
        """The marks by id. Raises DataError where two have the same."""
        found: dict[str, Region] = {}
        for region in self.regions:
            if region.id in found:
                raise DataError(f"two marks have the id {region.id!r}")
            found[region.id] = region
        return found

    def said(self) -> list[tuple[str, str, str]]:
        """What its relations say, each once."""
        return list(dict.fromkeys(relation.ends for relation in self.relations))

    def links(self) -> tuple[Relation, ...]:
        """The relations that are links between claims."""
        return tuple(relation for relation in self.relations if relation.uid)

    def to_record(self, attributes: Iterable[str] | None = None) -> dict[str, Any]:
        """As JSON values; with all attributes, or only with these."""
        return {
            "regions": [
                [
                    region.id,
                    region.label,
                    region.start,
                    region.end,
                    {
                        name: list(words)
                        for name, words in region.attributes.items()
                        if attributes is None or name in attributes
                    },
                ]
                for region in self.regions
            ],
            "relations": [list(relation) for relation in self.relations],
        }

    @classmethod
    def from_record(cls, record: Any) -> Page:
        """The page of a record. Raises DataError where that is damaged."""
        try:
            regions = tuple(
                Region(id_, label, start, end, {name: tuple(some) for name, some in kept.items()})
                for id_, label, start, end, kept in record["regions"]
            )
            relations = tuple(Relation(*relation) for relation in record["relations"])
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise DataError(f"what it remembers of its claims is damaged ({error})") from error
        words = [word for region in regions for some in region.attributes.values() for word in some]
        words += [part for relation in relations for part in relation]
        words += [part for region in regions for part in (region.id, region.label)]
        offsets = [at for region in regions for at in (region.start, region.end)]
        if any(type(word) is not str for word in words) or any(
            type(at) is not int for at in offsets
        ):
            raise DataError("what it remembers of its claims is damaged")
        return cls(regions, relations)
