"""What a STIX bundle of ours has to hold to, beyond what the peers' libraries look at.

Written from the text of STIX 2.1 (parts 3, 4, 5 and 7.3), for CI proper, which has no peer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from workbench.exchange.stix.vocabulary import EXTENSION

Object = Mapping[str, Any]

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3,6})?Z")
ID = re.compile(
    r"([a-z-]+)--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)
KEY = re.compile(r"[a-z][a-z0-9_]{2,249}")
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URI = re.compile(r"https?://(?:[\w.~!$&'()*+,;=:@\[\]-]|%[0-9A-Fa-f]{2})+"
                 r"(?:[\w/.~!$&'()*+,;=:@?#-]|%[0-9A-Fa-f]{2})*", re.ASCII)  # fmt: skip
REQUIRED = {
    "identity": {"name"},
    "report": {"name", "published", "object_refs"},
    "grouping": {"context", "object_refs"},
    "note": {"content", "object_refs"},
    "opinion": {"opinion", "object_refs"},
    "relationship": {"relationship_type", "source_ref", "target_ref"},
    "extension-definition": {"name", "schema", "version", "extension_types", "created_by_ref"},
}
OPINIONS = {"strongly-disagree", "disagree", "neutral", "agree", "strongly-agree"}
CONFIDENCES = {"low": 15, "moderate": 50, "high": 85}


def problems(bundle: Object) -> Iterator[str]:
    """What is wrong with it; nothing where it holds."""
    objects = bundle["objects"]
    if bundle["type"] != "bundle" or not ID.fullmatch(bundle["id"]):
        yield "it is no bundle"
    seen: set[str] = set()
    for one in objects:
        found = ID.fullmatch(one["id"])
        if not found or found[1] != one["type"]:
            yield f"{one['id']}: not an id of a {one['type']}"
        if one["id"] in seen:
            yield f"{one['id']}: twice"
        seen.add(one["id"])
        for ref in _refs(one):
            if ref not in seen or ref == one["id"]:
                yield f"{one['id']}: {ref} does not stand before it"
        for problem in _object_problems(one):
            yield f"{one['id']}: {problem}"


def claims(bundle: Object) -> list[Object]:
    """The claims that its notes hold."""
    every = [one.get("extensions", {}).get(EXTENSION, {}) for one in bundle["objects"]]
    return [kept["claim"] for kept in every if "claim" in kept]


def _refs(one: Object) -> Iterator[str]:
    for name, value in one.items():
        if name.endswith("_ref"):
            yield value
        elif name.endswith("_refs"):
            yield from value
    kept = one.get("extensions", {}).get(EXTENSION, {})
    if "claim_ref" in kept:
        yield kept["claim_ref"]
    if outlet := kept.get("article", {}).get("outlet_ref"):
        yield outlet
    for step in kept.get("claim", {}).get("chain", ()):
        yield from step["identity_refs"]


def _object_problems(one: Object) -> Iterator[str]:
    if missing := REQUIRED[one["type"]] - one.keys():
        yield f"{missing} are missing"
    if one["spec_version"] != "2.1":
        yield "no version"
    yield from _time_problems(one)
    yield from _value_problems(one)
    yield from _extension_problems(one)
    for name, value in one.items():
        if value in (None, "", [], {}):
            yield f"{name} is empty"
        if not KEY.fullmatch(name) and name not in ("id",):
            yield f"{name} is no key"


def _time_problems(one: Object) -> Iterator[str]:
    for name in ("created", "modified", "published"):
        found = MOMENT.fullmatch(one.get(name, ""))
        if name in one and not (found and (found[1] or name == "published")):
            yield f"{name} {one[name]} is no moment"
    if one["created"] > one["modified"]:
        yield "it was changed before it was made"


def _value_problems(one: Object) -> Iterator[str]:
    if one["type"] == "relationship" and not WORD.fullmatch(one["relationship_type"]):
        yield f"{one['relationship_type']} is no type of a relationship"
    if one["type"] == "opinion" and one["opinion"] not in OPINIONS:
        yield f"{one['opinion']} is no opinion"
    for reference in one.get("external_references", ()):
        if reference["source_name"] in ("", "cve", "capec") or not reference.keys() & {
            "url",
            "description",
        }:
            yield "a reference says nothing"
        if "url" in reference and not URI.fullmatch(reference["url"]):
            yield f"{reference['url']!r} is no address"
    yield from _confidence_problems(one)


def _confidence_problems(one: Object) -> Iterator[str]:
    """A confidence is a whole number from our confidence, and from nothing else."""
    kept = one.get("extensions", {}).get(EXTENSION, {})
    said = kept.get("assessment", {}).get("confidence")
    wanted = CONFIDENCES[said["value"]] if said else None
    if one.get("confidence") != wanted or type(wanted) is not type(one.get("confidence")):
        yield f"its confidence is {one.get('confidence')}, and the analyst's {wanted}"


def _extension_problems(one: Object) -> Iterator[str]:
    for known, kept in one.get("extensions", {}).items():
        if known != EXTENSION or kept.get("extension_type") != "property-extension":
            yield f"{known} is no extension of ours"
        for name, value in kept.items():
            if not KEY.fullmatch(name) or value in (None, "", [], {}):
                yield f"{name}: {value!r} may not stand in an extension"
