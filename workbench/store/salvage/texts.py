"""Which articles a damaged database still has: those whose text is the one that was imported.

A text is proved by its hash. One that is not, is never an article's text again; its bytes are
handed on, for whoever can make something of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from workbench.domain.article import Metadata
from workbench.domain.journal import Record, canonical
from workbench.store.adding import NewArticle
from workbench.store.checksum import article_seal
from workbench.store.metadata import load_metadata
from workbench.store.salvage.gleaning import Gleaned

Sketch = Callable[[str], tuple[int, ...]]
"""What finds texts that are like one."""

_COLUMNS = (
    "a.id, a.uid, a.sha256, a.raw_sha256, a.normaliser, a.retrieved_at, a.retrieved_how, "
    "a.foreign_id, a.length, a.imported, a.extra, t.title, t.text, t.translation, a.seal"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An article whose text is proved."""

    number: int
    new: NewArticle
    """With its metadata as imported."""
    imported: Record


@dataclass(slots=True)
class Texts:
    """What became of each article."""

    found: list[Found] = field(default_factory=list)
    lost: dict[int, str] = field(default_factory=dict)
    """Number -> what is wrong."""
    uids: dict[str, int] = field(default_factory=dict)
    """Of those that are lost, as far as it is known."""
    damaged: dict[int, bytes] = field(default_factory=dict)
    """The bytes of texts that nothing proves."""
    doubtful: list[str] = field(default_factory=list)
    """What was kept of an article although nothing says that it is right."""


def read_texts(
    scratch: sqlite3.Connection,
    gleaned: Gleaned,
    first: Mapping[str, Record | None],
    sketch: Sketch,
) -> Texts:
    """The articles of a gleaned database. first: by uid, the metadata that the first change in the
    journal found."""
    texts = Texts()
    rows = scratch.execute(
        f"SELECT {_COLUMNS} FROM article a LEFT JOIN article_text t ON t.id = a.id ORDER BY a.id"
    )
    for number, uid, digest, *rest in rows.fetchall():
        *made, length, imported, extra, title, text, translation, seal = rest
        texts.uids[uid] = number
        if text is None:
            texts.lost[number] = "its text cannot be read"
        elif sha256(text.encode("utf-8")).hexdigest() != digest or len(text) != length:
            texts.lost[number] = "its text is not the one that was imported"
            texts.damaged[number] = text.encode("utf-8")
        else:
            record = _imported(scratch, (uid, title, imported), first.get(uid), texts.doubtful)
            sealed = (uid, digest, *made, length, imported, extra, title, translation)
            if article_seal(sealed) != seal:
                texts.doubtful.append(f"article #{number}: not all that was imported with its text")
            raw, normaliser, at, how, foreign = made
            new = NewArticle(
                uid=uid,
                text=text,
                metadata=Metadata.from_record(record),
                sha256=digest,
                raw_sha256=raw,
                normaliser=normaliser,
                retrieved_at=at,
                retrieved_how=how,
                foreign_id=foreign,
                extra=_extra(number, extra, texts.doubtful),
                translation=translation,
                sketch=sketch(text),
            )
            texts.found.append(Found(number, new, record))
            del texts.uids[uid]
    alone = scratch.execute(
        "SELECT id, text FROM article_text WHERE id NOT IN (SELECT id FROM article)"
    )
    for number, text in alone.fetchall():
        texts.lost[number] = "all but its text is lost"
        texts.damaged[number] = text.encode("utf-8")
    for number, raw in gleaned.texts.items():
        if number in texts.lost or number not in {one.number for one in texts.found}:
            texts.damaged[number] = raw
            texts.lost.setdefault(number, "its text is not the one that was imported")
    return texts


def _imported(
    scratch: sqlite3.Connection,
    article: tuple[str, str, str],
    first: Record | None,
    doubtful: list[str],
) -> Record:
    """The metadata that an article was imported with. article: its uid, the title beside its text,
    and the bytes of what was imported."""
    uid, title, imported = article
    row = load_metadata(scratch, uid) or {}
    readable = _readable(imported, uid, row)
    if first is not None and readable != first:
        return first
    if readable is None:
        doubtful.append(f"metadata of {uid}: what was imported cannot be read; it is what was last")
        return row
    if first is None and readable != row:
        doubtful.append(f"metadata of {uid}: there are two versions of what was imported")
        return row if title == row["title"] != readable["title"] else readable
    return readable


def _readable(imported: str, uid: str, like: Mapping[str, Any]) -> Record | None:
    """The record of these bytes, where it is one of this article's metadata."""
    try:
        record: dict[str, Any] = json.loads(imported)
        Metadata.from_record(record)
        is_like = record.keys() == like.keys() and record["uid"] == uid
        return record if is_like and canonical(record).decode("utf-8") == imported else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _extra(number: int, extra: str, doubtful: list[str]) -> Mapping[str, Any]:
    try:
        loaded = json.loads(extra)
    except ValueError:
        loaded = None
    if isinstance(loaded, dict):
        return loaded
    doubtful.append(f"article #{number}: what else its container said cannot be read")
    return {}
