"""Which articles a damaged database still has: those whose text is the one that was imported.

A text is proved by its hash. One that is not, is never an article's text again; its bytes are
handed on, for whoever can make something of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from workbench.domain.article import Metadata
from workbench.domain.journal import Record, canonical
from workbench.store.metadata import load_metadata
from workbench.store.salvage.gleaning import Gleaned
from workbench.stored.checksum import GIVEN, SEALED, article_seal, given_values
from workbench.verbs.articles import NewArticle

Sketch = Callable[[str], tuple[int, ...]]
"""What finds texts that are like one."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article whose text is proved."""

    number: int
    uid: str
    sha256: str
    imported: Record
    """Its metadata as imported."""


@dataclass(slots=True)
class Texts:
    """What became of each article."""

    found: list[Found] = field(default_factory=list)
    lost: dict[int, str] = field(default_factory=dict)
    """Number -> what is wrong."""
    damaged: dict[int, bytes] = field(default_factory=dict)
    """The bytes of texts that nothing proves."""
    doubtful: list[str] = field(default_factory=list)
    """What was kept of an article although nothing says that it is right."""


def read_texts(
    scratch: sqlite3.Connection, gleaned: Gleaned, first: Mapping[str, Record | None]
) -> Texts:
    """The articles of a gleaned database. first: by uid, the metadata that the first change in the
    journal found."""
    texts = Texts()
    rows = scratch.execute(
        f"""SELECT a.id, t.text, a.seal, {SEALED}, {GIVEN} FROM article a
        LEFT JOIN article_text t ON t.id = a.id ORDER BY a.id"""
    )
    for number, text, seal, *sealed, given, start in rows:
        sealed += given_values(given, start)
        if text is None:
            texts.lost[number] = "its text cannot be read"
        elif (digest := _proved(text, seal, sealed)) is None:
            texts.lost[number] = "its text is not the one that was imported"
            texts.damaged[number] = _bytes(gleaned, number, text)
        else:
            uid, imported, title = sealed[0], sealed[8], sealed[10]
            record = _imported(scratch, (uid, title, imported), first.get(uid), texts.doubtful)
            texts.found.append(Found(number, uid, digest, record))
            sealed[1] = digest
            if article_seal(sealed) != seal:
                texts.doubtful.append(f"article #{number}: not all that was imported with its text")
    alone = scratch.execute(
        "SELECT id, text FROM article_text WHERE id NOT IN (SELECT id FROM article)"
    )
    for number, text in alone:
        texts.lost[number] = "all but its text is lost"
        texts.damaged[number] = _bytes(gleaned, number, text)
    return texts


def _bytes(gleaned: Gleaned, number: int, text: str) -> bytes:
    return gleaned.undecoded.get(("article_text", number)) or text.encode("utf-8")


def _proved(text: str, seal: str, sealed: Sequence[Any]) -> str | None:
    """The hash of a text that is what was imported: its article's hash says so, or the seal over
    all of the article."""
    said, length = sealed[1], sealed[7]
    digest = sha256(text.encode("utf-8")).hexdigest()
    if digest == said and len(text) == length:
        return digest
    mended = [*sealed]
    mended[1], mended[7] = digest, len(text)
    return digest if article_seal(mended) == seal else None


def article_of(scratch: sqlite3.Connection, found: Found, sketch: Sketch) -> NewArticle:
    """An article that was found, as one to be added."""
    text, extra, translation, given, start, *made = scratch.execute(
        f"""SELECT t.text, a.extra, t.translation, {GIVEN}, a.raw_sha256, a.normaliser,
        a.retrieved_at, a.retrieved_how, a.foreign_id
        FROM article a JOIN article_text t ON t.id = a.id WHERE a.id = ?""",
        (found.number,),
    ).fetchone()
    raw, normaliser, at, how, foreign = made
    start = _given_start(text, given, start)
    return NewArticle(
        uid=found.uid,
        text=text,
        metadata=Metadata.from_record(found.imported),
        sha256=found.sha256,
        raw_sha256=raw,
        normaliser=normaliser,
        retrieved_at=at,
        retrieved_how=how,
        foreign_id=foreign,
        extra=_extra(extra),
        translation=translation,
        sketch=sketch(text),
        given_start=start,
        given_sha256=given if start else "",
    )


def _given_start(text: str, given: str, start: int) -> int:
    """Where the text as given begins, as its hash proves: 0 where nothing does."""
    behind_headline = text.find("\n\n") + 2
    fitting = (
        at
        for at in (start, behind_headline)
        if given and at and sha256(text[at:].encode("utf-8")).hexdigest() == given
    )
    return next(fitting, 0)


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


def _extra(extra: str) -> Mapping[str, Any]:
    """What else a container said; nothing where that cannot be read."""
    try:
        loaded = json.loads(extra)
    except ValueError:
        return {}
    return loaded if isinstance(loaded, dict) else {}
