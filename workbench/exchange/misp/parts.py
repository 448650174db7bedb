"""The parts of MISP's events: objects with attributes, tags, references, and analyst data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid5

from workbench.exchange.misp.vocabulary import INHERITED, NAMESPACE, OWN_ORGANISATION, Template
from workbench.exchange.moments import moment

Part = dict[str, Any]

as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def uuid_of(*of: str) -> str:
    """The uuid of what this names."""
    return str(uuid5(NAMESPACE, as_json(of)))


def bare(words: str) -> str:
    """The words as a value: MISP takes the blanks around them away."""
    while words != (stripped := words.strip().strip("\0")):
        words = stripped
    return words


def tags(names: Iterable[str]) -> list[Part]:
    """Tags, each once."""
    return [{"name": name} for name in dict.fromkeys(names)]


class Said(NamedTuple):
    """What tells one word of an analyst on an object from the others, whose it is, and when."""

    of: tuple[str, ...]
    author: str = ""
    """Empty for the program."""
    at: str = ""
    """Empty where nobody knows: when it was exported."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the parts of one event."""

    event: str
    """Its uuid."""
    at: str
    """When this is how they are, as a moment."""

    @property
    def timestamp(self) -> str:
        """The moment in seconds, as MISP writes them."""
        return str(int(datetime.fromisoformat(self.at).timestamp()))

    def make(
        self,
        template: Template,
        uuid: str,
        values: Iterable[tuple[str, str]],
        *,
        comment: str = "",
        tagged: Mapping[str, Iterable[str]] | None = None,
    ) -> Part:
        """An object of a template, with what is not blank of the values. tagged: relation -> names
        of the tags on its first value."""
        waiting = dict(tagged or {})
        attributes = []
        for place, (relation, words) in enumerate(values):
            if value := bare(words):
                marked = tags(waiting.pop(relation, ()))
                attributes.append(self._attribute(template, uuid, place, (relation, value), marked))
        return {
            "name": template.name,
            "meta-category": "misc",
            "template_uuid": template.uuid,
            "template_version": template.version,
            "uuid": uuid,
            "timestamp": self.timestamp,
            "distribution": INHERITED,
            "comment": bare(comment),
            "Attribute": attributes,
            "ObjectReference": [],
            "Note": [],
            "Opinion": [],
            "Relationship": [],
        }

    def _attribute(
        self, template: Template, uuid: str, place: int, told: tuple[str, str], marked: list[Part]
    ) -> Part:
        relation, value = told
        kind, category = template.types[relation]
        return {
            "object_relation": relation,
            "type": kind,
            "category": category,
            "value": value,
            "uuid": uuid_of("attribute", uuid, relation, str(place)),
            "timestamp": self.timestamp,
            "distribution": INHERITED,
            "to_ids": False,
            "disable_correlation": relation not in ("link", "archive", "name"),
            "comment": "",
            "Tag": marked,
        }

    def refer(self, made: Part, other: str, relation: str, comment: str = "") -> None:
        """Let an object refer to another one of the event, once."""
        reference = {
            "uuid": uuid_of("reference", made["uuid"], other, relation, comment),
            "object_uuid": made["uuid"],
            "referenced_uuid": other,
            "relationship_type": relation,
            "comment": bare(comment),
            "timestamp": self.timestamp,
        }
        if reference not in made["ObjectReference"]:
            made["ObjectReference"].append(reference)

    def note(self, made: Part, words: str, said: Said, *, lang: str = "") -> None:
        """Put a note on an object; blanks in it stay."""
        self._say(made, "Note", {"note": words, "language": bare(lang)}, said)

    def opine(self, made: Part, number: int, words: str, said: Said) -> None:
        """Put an opinion on an object: 0 disagrees, 100 agrees."""
        self._say(made, "Opinion", {"opinion": number, "comment": words}, said)

    def relate(self, made: Part, other: tuple[str, str], relation: str, said: Said) -> None:
        """Let an object stand to something elsewhere; other: its type and uuid."""
        related = dict(zip(("related_object_type", "related_object_uuid"), other, strict=True))
        self._say(made, "Relationship", related | {"relationship_type": relation}, said)

    def _say(self, made: Part, kind: str, told: Mapping[str, Any], said: Said) -> None:
        when = (moment(said.at) or self.at)[:19].replace("T", " ")
        made[kind].append(
            {
                "uuid": uuid_of(kind, made["uuid"], *said.of),
                "object_uuid": made["uuid"],
                "object_type": "Object",
                "authors": bare(said.author) or "workbench",
                "created": when,
                "modified": when,
                "distribution": OWN_ORGANISATION,
                **told,
            }
        )
