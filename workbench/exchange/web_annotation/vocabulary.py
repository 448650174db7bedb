"""The words of web annotations: ids as IRIs, our own terms, and the small pieces all of them share.

Nothing that people wrote ever stands where JSON-LD reads an address: names and uids go into an IRI
percent-encoded, everything else is the value of a body or of a plain term. Where something slips
through nevertheless, it lands under a base that is nobody's (RFC 2606), not under a library's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, unquote

from workbench.errors import DataError

Node = Mapping[str, Any]
"""A JSON object of a file."""

ANNO = "http://www.w3.org/ns/anno.jsonld"
"""Address of the W3C's context."""
ASSESSING = "oa:assessing"
"""Written out: the vocabulary has it, the W3C's context lacks it, and the bare word would be taken
for an address."""
LINKING = "linking"

FIELDS = {
    "restatement": "describing",
    "gloss": "describing",
    "topic": "classifying",
    "time": "identifying",
    "place": "identifying",
    "note": "commenting",
    "verdict": ASSESSING,
}
"""Fields of a claim that are bodies of its annotation, with the purpose of each."""

_NAMESPACE = "urn:x-workbench:"
_DATE_TIME = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?Z", re.ASCII
)
"""An xsd:dateTime of ours: in UTC."""


@cache
def context() -> Mapping[str, Any]:
    """Our own terms, as they stand in each file."""
    found: Mapping[str, Any] = json.loads((files(__package__) / "context.json").read_text("utf-8"))
    return found


def iri(kind: str, uid: str) -> str:
    """What identifies a thing of ours; any words may be a uid."""
    return f"{_NAMESPACE}{kind}:{quote(uid, safe='', errors='surrogatepass')}"


def uid_of(name: object, kind: str) -> str:
    """The uid in what identifies a thing of that kind. Raises DataError."""
    begins = f"{_NAMESPACE}{kind}:"
    if not isinstance(name, str) or not name.startswith(begins):
        raise DataError(f"{name!r} is no {kind} ({begins}...)")
    return unquote(name.removeprefix(begins), errors="surrogatepass")


def person(analyst: str) -> Node:
    """Who made an annotation."""
    return {"id": iri("analyst", analyst), "type": "Person", "name": analyst}


def textual(words: str, purpose: str, field: str = "") -> Node:
    """Words as a body; field: of what, where several have one purpose."""
    body = {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": purpose}
    return body | ({"field": field} if field else {})


def dated(term: str, at: str) -> Node:
    """When, by a term of the W3C's if it is a time as that wants it; nothing of no time."""
    if _DATE_TIME.fullmatch(at):
        return {term: at}
    return {"when": at} if at else {}


def date_in(node: Node, term: str) -> str:
    """What `dated` said; empty where it said nothing."""
    found: str = node.get(term) or node.get("when") or ""
    return found


def every(value: object) -> list[Any]:
    """One or several, as JSON-LD writes them, or none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def nodes(value: object) -> Iterator[Node]:
    """The objects among one or several."""
    return (one for one in every(value) if isinstance(one, dict))


def types(node: Node) -> list[Any]:
    """Its types."""
    return every(node.get("type"))
