"""STIX objects: their ids, whose they are and since when, and the bundle that they go into."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO
from uuid import uuid5

from workbench.exchange.stix.vocabulary import DEFINED, EXTENSION, NAMESPACE

Object = dict[str, Any]

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def object_id(kind: str, *of: str) -> str:
    """The id of an object of a kind, made from what it is of."""
    return f"{kind}--{uuid5(NAMESPACE, _as_json([kind, *of]))}"


def extension(**values: object) -> dict[str, Object]:
    """Our extension with these values; what is empty is left out, as STIX wants it."""
    kept = {name: value for name, value in values.items() if value not in (None, "", [], {}, ())}
    return {EXTENSION: {"extension_type": "property-extension", **kept}} if kept else {}


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the objects of one bundle."""

    modified: str
    """When this is how they are: when the desk exported them."""

    def make(
        self, made_id: str, *, by: str | None, created: str | None = None, **given: object
    ) -> Object:
        """An object; what is empty of it is left out. by: the id of the identity that made it."""
        told = {"created_by_ref": by, **given}
        properties = {name: value for name, value in told.items() if value or value == 0}
        return {
            "type": made_id.partition("--")[0],
            "spec_version": "2.1",
            "id": made_id,
            "created": min(created or DEFINED, self.modified),
            "modified": self.modified,
            **properties,
        }


class Objects:
    """The objects of a bundle as they are written, each once."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._seen: set[str] = set()
        self._hash = sha256()
        self._write(b'{"type":"bundle","objects":[\n')

    def put(self, made: Mapping[str, Any]) -> str:
        """Write an object, if it is not there yet; its id."""
        known: str = made["id"]
        if known not in self._seen:
            self._write((b",\n" if self._seen else b"") + _as_json(made).encode())
            self._seen.add(known)
        return known

    def close(self) -> None:
        """End the bundle. Its id is made from its objects: it is of these and no others."""
        self._target.write(f'\n],"id":"{object_id("bundle", self._hash.hexdigest())}"}}\n'.encode())

    def _write(self, written: bytes) -> None:
        self._hash.update(written)
        self._target.write(written)
