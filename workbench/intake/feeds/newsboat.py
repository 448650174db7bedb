"""newsboat's cache.db: an article an item, read from a copy and never written.

What newsboat calls an item's date may be the time when it fetched it, or another item's; its day is
believed only where neither can be. The one importer of sqlite3 outside of the store.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from workbench.errors import RefusedError
from workbench.intake.document import FILE_SETTING, Document, Input, Refused
from workbench.intake.feeds.entry import Enclosure, Entry, Feed, document_of, host_of, line_of
from workbench.intake.normalise import one_line
from workbench.intake.published import parse_published

_COPY = 1 << 20
_STEPS, _MOST_STEPS = 100_000, 50_000
"""SQLite's own steps between two looks, and after how many looks it is stopped: 10,000 items of
newsboat's take about ten, and a file made to take for ever a minute."""
_ITEMS = ("id", "guid", "title", "author", "url", "feedurl", "pubDate", "content")
_MAYBE = ("content_mime_type", "enclosure_url", "enclosure_type", "deleted")
"""What some versions have."""
_INCOMPLETE = "newsboat keeps one item an id over all feeds: others may be missing"
_LOG_MARK = 18
"""Where SQLite says that a file is written through a log beside it."""
_BESIDE = "it was in use: what stands in cache.db-wal is not read"
_LONGEST = 1_000
_SHORT = 3
"""Letters of a label under which others are given out: co.id, com.au."""

Row = dict[str, object]


def read(source: Input) -> Iterator[Document | Refused]:
    """The documents of a cache's items. Raises RefusedError where it is none, or is damaged."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "cache.db")
        with path.open("wb") as copy:
            shutil.copyfileobj(source.stream, copy, _COPY)
        with path.open("rb") as copy:
            has_log = copy.read(_LOG_MARK + 1)[_LOG_MARK:] == b"\x02"
        try:
            with closing(_opened(path)) as database:
                yield from _documents(database, source, note=_BESIDE if has_log else "")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise RefusedError(f"its database is damaged: {error}", "Copy it once more.") from error


@dataclass(frozen=True, slots=True)
class _Dates:
    """Which of newsboat's times say nothing."""

    shared: frozenset[int]
    """Of several items: when they were fetched."""
    newest: int
    """Perhaps the last fetch."""
    feeds: int

    def of(self, stamp: int, guid: str) -> tuple[str, str]:
        """The day, and a note; no day where it may be another one."""
        if stamp in self.shared or stamp == self.newest:
            return "", "no date: newsboat's may be the time when it was fetched"
        if self.feeds > 1 and ":" not in guid:
            return "", "no date: newsboat's may be of another feed's item with this id"
        try:
            at = datetime.fromtimestamp(stamp, UTC)
        except (ValueError, OverflowError, OSError):
            return "", "no date: newsboat's is none"
        if stamp <= 0 or (at.month, at.day, at.hour, at.minute) == (1, 1, 0, 0):
            return "", "no date: newsboat could not read the feed's"
        return at.date().isoformat(), "the day of newsboat's date"


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    database.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
    database.row_factory = sqlite3.Row
    looks = 0

    def takes_too_long() -> bool:
        nonlocal looks
        looks += 1
        return looks > _MOST_STEPS

    database.set_progress_handler(takes_too_long, _STEPS)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        database.execute(f"PRAGMA {pragma}")
    return database


def _documents(
    database: sqlite3.Connection, source: Input, *, note: str
) -> Iterator[Document | Refused]:
    """note: what the first one says beside that others may be missing."""
    columns = _columns(database)
    titles = _titles(database)
    dates = _dates(database)
    count = 0
    for row in _rows(database, columns, source.limits.file_bytes):
        at = f"{source.origin}:{row['id']}"
        first = () if count else (_INCOMPLETE, note)
        count += 1
        try:
            document = _document(row, titles, dates, at=at, source=source)
            notes = tuple(filter(None, (*first, *document.notes)))
            yield replace(document, notes=notes)
        except RefusedError as error:
            yield Refused(at, error.what, error.next_step, one_line(_words(row, "guid")[:_LONGEST]))
    if not count:
        yield Refused(source.origin, "newsboat has no items in it", "Let newsboat reload first.")


def _columns(database: sqlite3.Connection) -> list[str]:
    """Of the items' table, which must be a plain one. Raises RefusedError."""
    kinds = database.execute("SELECT type, sql FROM sqlite_master WHERE name = 'rss_item'")
    plain = [kind for kind, sql in kinds if kind == "table" and "VIRTUAL" not in str(sql).upper()]
    found = {row["name"]: row["hidden"] for row in database.execute("PRAGMA table_xinfo(rss_item)")}
    if not plain or any(found.values()) or not set(_ITEMS) <= set(found):
        raise RefusedError(
            "it is a database, but not newsboat's cache", "Check that the right file was named."
        )
    return [*_ITEMS, *(name for name in _MAYBE if name in found)]


def _rows(database: sqlite3.Connection, columns: list[str], limit: int) -> Iterator[Row]:
    """The items that were not deleted, as they came in; content of more bytes than that is None."""
    names = ", ".join(f'"{name}"' for name in columns if name != "content")
    where = "WHERE NOT deleted" if "deleted" in columns else ""
    for row in database.execute(
        f"SELECT {names}, length(CAST(content AS BLOB)) AS size,"
        f" CASE WHEN length(CAST(content AS BLOB)) <= ? THEN content END AS content"
        f" FROM rss_item {where} ORDER BY id",
        (limit,),
    ):
        yield dict(row)


def _titles(database: sqlite3.Connection) -> dict[str, str]:
    """What each feed is called, by its address."""
    found = database.execute("SELECT rssurl, title FROM rss_feed LIMIT 100000")
    return {str(address): str(title) for address, title in found}


def _dates(database: sqlite3.Connection) -> _Dates:
    several = "SELECT pubDate FROM rss_item GROUP BY pubDate HAVING count(*) > 1"
    newest, feeds = database.execute(
        "SELECT max(pubDate), count(DISTINCT feedurl) FROM rss_item"
    ).fetchone()
    shared = frozenset(_number(stamp) for (stamp,) in database.execute(several))
    return _Dates(shared, _number(newest), _number(feeds))


def _document(
    row: Row, titles: dict[str, str], dates: _Dates, *, at: str, source: Input
) -> Document:
    if row["size"] is None:
        raise RefusedError("the item's content cannot be read", "Let newsboat fetch it again.")
    if row["content"] is None:
        limit = source.limits.file_bytes
        raise RefusedError(
            f"{row['size']:,} bytes are over the limit of {limit:,}", f"To read it, {FILE_SETTING}."
        )
    entry = _entry(row)
    stamp = _number(row["pubDate"])
    glued, entry.id = _without_glue(entry.id, entry.url)
    entry.published, note = (glued, "") if glued else dates.of(stamp, entry.id or entry.url)
    feedurl = _words(row, "feedurl")
    outlet = line_of(titles.get(feedurl, ""), "guess")
    feed = Feed(address=feedurl, title=outlet)
    notes = [note]
    there, here = host_of(entry.url), host_of(feedurl)
    if there and here and _site(there) != _site(here):
        entry.outlet = there
        notes.append(f"its link leads to {there}, its feed is {outlet or here!r}")
    document = document_of(entry, feed, outlet, at=at, source=source)
    return replace(
        document,
        extra={**document.extra, "newsboat_date": stamp},
        notes=(*filter(None, notes), *document.notes),
    )


def _entry(row: Row) -> Entry:
    said = {name: _words(row, name) for name in (*_ITEMS, *_MAYBE)}
    raw = json.dumps([said[name] for name in ("guid", "url", "title", "content")])
    return Entry(
        raw.encode("utf-8"),
        id=said["guid"],
        title=said["title"],
        body=said["content"],
        body_kind="text" if said["content_mime_type"] == "text/plain" else "guess",
        url=said["url"] if host_of(said["url"]) else "",
        authors=(said["author"],) if said["author"] else (),
        enclosures=(Enclosure(said["enclosure_url"], said["enclosure_type"]),)
        if said["enclosure_url"]
        else (),
    )


def _without_glue(guid: str, url: str) -> tuple[str, str]:
    """The printed date that newsboat puts behind the link of an item without an id, and the id."""
    behind = guid[len(url) :] if url and guid.startswith(url) else ""
    return (behind, "") if behind and parse_published(behind) else ("", guid)


def _site(host: str) -> list[str]:
    """The labels that sites of one owner share: of "rss.karang.co.id" the last three."""
    labels = host.split(".")
    return labels[-3 if len(labels[-2:][0]) <= _SHORT else -2 :]


def _words(row: Row, name: str) -> str:
    value = row.get(name)
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return "" if value is None else str(value)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
