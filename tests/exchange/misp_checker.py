"""What MISP events of ours have to hold to, beyond what pymisp looks at, for CI proper.

Written from MISP's core format, its object templates and its taxonomies admiralty-scale (version 5)
and estimative-language (version 5); tests/peers holds the templates to those that pymisp has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from workbench.exchange.misp.vocabulary import ANNOTATION, IDENTITY, NEWS

Part = Mapping[str, Any]

TEMPLATES = {one.name: one for one in (NEWS, IDENTITY, ANNOTATION)}
NEEDS = {"news-media": {"source", "link", "archive"}, "identity": {"name"}, "annotation": {"text"}}
"""One of these is required."""
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
TAG = re.compile(
    r'admiralty-scale:source-reliability="[a-f]"'
    r'|admiralty-scale:information-credibility="[1-6]"'
    r"|estimative-language:likelihood-probability="
    r'"(almost-no-chance|very-unlikely|unlikely|roughly-even-chance|likely|very-likely|almost-certain)"'
    r'|estimative-language:confidence-in-analytic-judgment="(low|moderate|high)"'
    r'|workbench:tag="[^"]*"',
    re.DOTALL,
)
RELATIONS = {
    "extracted-from", "attributed-to", "annotates", "derived-from", "same-as", "owned-by",
    "part-of", "published-by", "supports", "supported-by", "supersedes",
}  # fmt: skip
"""MISP has these words."""
OWN_RELATIONS = {"contradicts", "contradicted-by", "superseded-by"}
"""It has none for these, and takes others."""


def problems(found: Part) -> Iterator[str]:
    """What is wrong with a file of events; nothing where it holds."""
    uuids = [uuid for entry in found["response"] for uuid in _uuids(entry["Event"])]
    for uuid in uuids:
        if not UUID.fullmatch(uuid):
            yield f"{uuid} is no uuid"
    if len(set(uuids)) != len(uuids):
        yield "a uuid stands twice"
    for entry in found["response"]:
        event = entry["Event"]
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", event["date"]) or not _is_bare(event["info"]):
            yield "an event has no day or name"
        if (event["distribution"], event["published"]) != ("0", False):
            yield "an event is handed on further than its owner said"
        yield from _tag_problems(event)
        known = {one["uuid"] for one in event["Object"]}
        for one in event["Object"]:
            yield from (f"{one['name']}: {what}" for what in _object_problems(one, known))


def claims(found: Part) -> list[tuple[Part, str]]:
    """The claims that its notes hold, each with the exact words in the note before."""
    told = []
    for entry in found["response"]:
        for one in entry["Event"]["Object"]:
            notes = [note["note"] for note in one.get("Note", ())]
            for exact, record in pairwise(notes):
                if record.startswith('{"claim":'):
                    told.append((json.loads(record)["claim"], exact))
                    break
    return told


def _uuids(event: Part) -> Iterator[str]:
    yield event["uuid"]
    for one in event["Object"]:
        yield one["uuid"]
        for parts in ("Attribute", "ObjectReference", "Note", "Opinion", "Relationship"):
            yield from (part["uuid"] for part in one[parts])


def _object_problems(one: Part, known: set[str]) -> Iterator[str]:
    template = TEMPLATES[one["name"]]
    if (one["template_uuid"], one["template_version"]) != (template.uuid, template.version):
        yield "another template"
    if not NEEDS[one["name"]] & {part["object_relation"] for part in one["Attribute"]}:
        yield "it lacks what its template requires"
    for attribute in one["Attribute"]:
        told = (attribute["type"], attribute["category"])
        if told != template.types[attribute["object_relation"]] or attribute["to_ids"]:
            yield f"{attribute['object_relation']} is of another type"
        if not _is_bare(attribute["value"]):
            yield f"{attribute['value']!r} would be another value in MISP"
        yield from _tag_problems(attribute)
    for reference in one["ObjectReference"]:
        if reference["referenced_uuid"] not in known or reference["object_uuid"] != one["uuid"]:
            yield "a reference leads nowhere"
        if reference["relationship_type"] not in RELATIONS:
            yield f"{reference['relationship_type']} is no relationship of MISP's"
    yield from _analyst_problems(one)


def _analyst_problems(one: Part) -> Iterator[str]:
    for part in (*one["Note"], *one["Opinion"], *one["Relationship"]):
        if (part["object_uuid"], part["object_type"]) != (one["uuid"], "Object"):
            yield "analyst data are of something else"
        if not STAMP.fullmatch(part["created"]) or not part["authors"]:
            yield "analyst data have no author or time"
    for opinion in one["Opinion"]:
        said = opinion["comment"].partition(":")[0]
        if {"confirmed": 75, "rejected": 25}.get(said) != opinion["opinion"]:
            yield f"{opinion['opinion']} is no answer to {said}"
    for relation in one["Relationship"]:
        if relation["relationship_type"] not in RELATIONS | OWN_RELATIONS:
            yield f"{relation['relationship_type']} is no relationship"


def _is_bare(value: str) -> bool:
    """Whether pymisp leaves it as it is."""
    return bool(value) and value == value.strip().strip("\0").strip()


def _tag_problems(part: Part) -> Iterator[str]:
    for tag in part["Tag"]:
        if not TAG.fullmatch(tag["name"]):
            yield f"{tag['name']!r} is in no taxonomy"
