"""`datapackage.json`: what a package says of itself, in the words of the Data Package standard.

What the standard has no word for stands under `workbench`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.exchange.bundle import Bundle, Written
from workbench.exchange.package.files import HASH, README, SET, Packed

VERSION = 1
"""Of what stands under `workbench`."""
_NAME = "workbench-set"
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Said:
    """What whoever exports says of a package."""

    title: str = ""
    licence: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was seen on the way into a package."""

    analysts: tuple[str, ...]
    """Whose work it holds."""
    outlets: tuple[str, ...]
    """Whose articles."""
    written: Written


def descriptor(
    bundle: Bundle,
    said: Said,
    contents: Contents,
    resources: Iterable[tuple[Packed, Mapping[str, Any]]],
) -> bytes:
    """The file."""
    written = contents.written
    record: dict[str, Any] = {
        "profile": "data-package",
        "name": _NAME,
        "title": said.title,
        "description": said.provenance,
        "created": bundle.changed_at,
        "licenses": _licences(said.licence),
        "sources": [{"title": name} for name in contents.outlets],
        "contributors": [{"title": name, "role": "contributor"} for name in contents.analysts],
        "resources": [_resource(packed, more) for packed, more in resources],
        "workbench": {
            "version": VERSION,
            "tool": bundle.tool,
            "extractor": bundle.extractor,
            "publishers": bundle.publishers,
            "head": bundle.head,
            **({"codebook": bundle.codebook._asdict()} if bundle.codebook else {}),
            "exported_at": bundle.changed_at,
            "choice": bundle.choice.to_record(),
            "articles": written.articles,
            "claims": written.claims,
            "lost": [loss._asdict() for loss in written.lost],
        },
    }
    # The standard has no empty list or word: what nobody said is not there.
    kept = {key: value for key, value in record.items() if value}
    words = json.dumps(kept, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{words}\n".encode("utf-8", "replace")


def _licences(words: str) -> list[dict[str, str]]:
    if not words:
        return []
    return [{"path": words} if _ADDRESS.fullmatch(words) else {"name": words}]


def _resource(packed: Packed, more: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": packed.path.partition(".")[0].lower(),
        "path": packed.path,
        **(_PLAIN.get(packed.path) or {}),
        **more,
        "encoding": "utf-8",
        "bytes": packed.size,
        "hash": HASH + packed.digest,
    }


_PLAIN: Mapping[str, Mapping[str, str]] = {
    # A table to the standard's tools would be lines that all have the same keys.
    SET: {"type": "file", "format": "jsonl", "mediatype": "application/jsonl"},
    README: {"type": "file", "format": "md", "mediatype": "text/markdown"},
}
