"""STIX objects: their ids and times, addresses that may stand in one, and the bundle of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit
from uuid import uuid5

from workbench.domain.article import Publication
from workbench.exchange.stix.vocabulary import DEFINED, EXTENSION, NAMESPACE

Object = dict[str, Any]

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def object_id(kind: str, *of: str) -> str:
    """The id of an object of a kind, made from what it is of."""
    return f"{kind}--{uuid5(NAMESPACE, _as_json([kind, *of]))}"


def moment(stamp: str) -> str | None:
    """A stamp with an offset as STIX has it: UTC, to the millisecond. None of other words."""
    with suppress(ValueError, OverflowError):
        at = datetime.fromisoformat(stamp)
        if at.utcoffset() is not None:
            return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
    return None


def published(publication: Publication | None) -> tuple[str, bool] | None:
    """When that was, and whether to the hour: else it is the beginning of the printed day. None
    where not even the day is known."""
    if publication is None:
        return None
    if at := moment(publication.at):
        return at, True
    with suppress(ValueError):
        return f"{date.fromisoformat(publication.at[:10]).isoformat()}T00:00:00.000Z", False
    return None


_AUTHORITY = re.compile(r"(?:[^@\[\]]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^@:\[\]]+)(?::[0-9]*)?")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_PATH = "/:@!$&'()*+,;=~%"


def address(url: str) -> str | None:
    """A web address as RFC 3986 wants it: what may not stand in one is percent-encoded. None of
    what is none."""
    try:
        parts = urlsplit(_LONE_PERCENT.sub("%25", url))
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _AUTHORITY.fullmatch(parts.netloc):
        return None
    encoded = parts._replace(
        netloc=quote(parts.netloc, safe="[]:@!$&'()*+,;=~%"),
        path=quote(parts.path, safe=_IN_PATH),
        query=quote(parts.query, safe=_IN_PATH + "?"),
        fragment=quote(parts.fragment, safe=_IN_PATH + "?"),
    )
    return encoded.geturl()


def extension(**values: object) -> dict[str, Object]:
    """Our extension with these values; what is empty is left out, as STIX wants it."""
    kept = {name: value for name, value in values.items() if value not in (None, "", [], {}, ())}
    return {EXTENSION: {"extension_type": "property-extension", **kept}} if kept else {}


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the objects of one bundle."""

    modified: str
    """When this is how they are: when the desk exported them."""

    def make(self, made_id: str, *, by: str, created: str | None = None, **given: object) -> Object:
        """An object; what is empty of it is left out. by: the id of the identity that made it."""
        properties = {name: value for name, value in given.items() if value or value == 0}
        return {
            "type": made_id.partition("--")[0],
            "spec_version": "2.1",
            "id": made_id,
            "created_by_ref": by,
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
