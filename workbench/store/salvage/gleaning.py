"""Every row that can be read, in a database of the same tables: as it is, proved by nothing.

Which table a page belongs to is known from the tree that leads to it. Where that is broken, the
page belongs to the one table that takes its rows: column types and CHECKs of the schema say so,
and for narrow tables that what the row refers to is there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from workbench.store.migrations import migrate
from workbench.store.refusals import code_of
from workbench.store.salvage.cells import TreePage, Value, read_tree_page
from workbench.store.salvage.flips import Flips, rejoin, right_entries, right_texts
from workbench.store.salvage.pages import Pages
from workbench.store.salvage.tables import Table, fits, tables_of
from workbench.store.schema import APPLICATION_ID, SCHEMA_VERSION

_HASHES = "sqlite_autoindex_journal_1"
_NUMBERS = "sqlite_sequence"


@dataclass(slots=True)
class Gleaned:
    """What was found beside the rows."""

    version: int = SCHEMA_VERSION
    unread: dict[str, int] = field(default_factory=dict)
    """Table -> rows that are there and cannot be read or kept; "" where the table is not known."""
    lost_pages: int = 0
    """Pages that the trees of tables lead to and that hold no tree, or are not in the file."""
    unread_frames: int = 0
    undecoded: dict[tuple[str, int], bytes] = field(default_factory=dict)
    """By table and number, the bytes of texts and entries that cannot be text: their rows have
    marks in the place of what is wrong."""
    righted: int = 0
    """Texts and entries of which one wrong byte was put right."""
    hashes: set[str] = field(default_factory=set)
    """Hashes of journal entries, as the index over them has them."""
    highest: int = 0
    """The highest number that an article ever had, as far as is said."""

    @property
    def is_torn(self) -> bool:
        """Whether something is known to be missing."""
        return bool(self.unread or self.lost_pages or self.unread_frames)

    def _miss(self, table: str) -> None:
        self.unread[table] = self.unread.get(table, 0) + 1


def glean(damaged: Path, scratch: sqlite3.Connection) -> Gleaned:
    """Put every readable row of a damaged database into an empty one. Raises OSError where the
    file cannot be read at all."""
    with Pages(damaged) as pages:
        gleaned = Gleaned(_version(pages), unread_frames=pages.unread_frames)
        gleaned.lost_pages = max(0, pages.missing)
        with _without_guards(scratch, gleaned.version):
            _pour(pages, scratch, gleaned)
        return gleaned


def _version(pages: Pages) -> int:
    said = pages.header(60)
    is_ours = pages.is_headed and pages.header(68) == APPLICATION_ID
    return said if is_ours and 0 < said <= SCHEMA_VERSION else SCHEMA_VERSION


@contextmanager
def _without_guards(scratch: sqlite3.Connection, version: int) -> Iterator[None]:
    """The schema of a version, open to rows of any order; afterwards that of today."""
    scratch.execute("PRAGMA foreign_keys = OFF")
    migrate(scratch, up_to=version)
    guards = scratch.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in guards:
        scratch.execute(f'DROP TRIGGER "{name}"')
    scratch.execute("BEGIN")
    yield
    scratch.execute("COMMIT")
    for _, sql in guards:
        scratch.execute(sql)
    migrate(scratch)


def _pour(pages: Pages, scratch: sqlite3.Connection, gleaned: Gleaned) -> None:
    tables = tables_of(scratch)
    roots = dict(_roots(pages))
    seen: set[int] = set()
    for row in _listed(pages, roots.get(_HASHES, 0)):
        if isinstance(row[0], str):
            gleaned.hashes.add(row[0])
    for row in _listed(pages, roots.get(_NUMBERS, 0)):
        if row[0] == "article" and isinstance(row[-1], int):
            gleaned.highest = row[-1]
    strays: list[int] = []
    for name, root in roots.items():
        table = tables.get(name)
        for number, page in _walk(pages, root, seen, gleaned if table else Gleaned()):
            if table and page.cells and not _keep(scratch, table, page, gleaned):
                strays.append(number)
    free = pages.free()
    strays += [n for n in range(2, pages.count + 1) if n not in seen and n not in free]
    for widely in (True, False):
        for number in strays:
            if page_there := read_tree_page(pages, number):
                _keep_stray(scratch, tables.values(), page_there, gleaned, widely=widely)
    flips = Flips()
    right_entries(scratch, gleaned.undecoded, flips)
    rejoin(scratch)
    right_texts(scratch, gleaned.undecoded, flips)
    gleaned.righted = flips.righted


def _roots(pages: Pages) -> Iterator[tuple[str, int]]:
    """Name and first page of every table and index that the file's own schema lists."""
    for row in _listed(pages, 1):
        if len(row) == 5 and isinstance(row[1], str) and isinstance(row[3], int) and row[3] > 1:
            yield row[1], row[3]


def _listed(pages: Pages, root: int) -> Iterator[tuple[Value, ...]]:
    """The rows of a small tree; what is lost of it is nobody's work."""
    for _, page in _walk(pages, root, set(), Gleaned()):
        yield from (cell.values for cell in page.cells if cell and cell.values)


def _walk(
    pages: Pages, root: int, seen: set[int], gleaned: Gleaned
) -> Iterator[tuple[int, TreePage]]:
    """The pages of a tree, from its root down; those below a broken page are strays."""
    waiting = [root] if root else []
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        page = read_tree_page(pages, number)
        if page is None:
            gleaned.lost_pages += 1
            continue
        seen.add(number)
        yield number, page
        waiting += reversed(page.children)


def _keep(scratch: sqlite3.Connection, table: Table, page: TreePage, gleaned: Gleaned) -> bool:
    """Keep the rows of a page of a table; False where it cannot be one of that table."""
    rows = [table.row(cell) if cell else None for cell in page.cells]
    if not any(rows) and any(page.cells):
        return False
    for row in rows:
        if row is None or not _insert(scratch, table, row, gleaned):
            gleaned._miss(table.name)
    return True


def _keep_stray(
    scratch: sqlite3.Connection,
    tables: Iterable[Table],
    page: TreePage,
    gleaned: Gleaned,
    *,
    widely: bool,
) -> None:
    """Keep the rows of a page that no tree leads to in the table that takes most of them."""
    for table in tables:
        if (table.is_wide) is not widely:
            continue
        rows = [row for cell in page.cells if cell and (row := table.row(cell))]
        if 2 * len(rows) <= len(page.cells):
            continue
        scratch.execute("SAVEPOINT page")
        taken = sum(
            fits(scratch, table, row) and _insert(scratch, table, row, gleaned) for row in rows
        )
        if 2 * taken <= len(page.cells):
            scratch.execute("ROLLBACK TO page")
        scratch.execute("RELEASE page")
        if 2 * taken > len(page.cells):
            for _ in range(len(page.cells) - taken):
                gleaned._miss(table.name)
            return


def _insert(
    scratch: sqlite3.Connection, table: Table, row: tuple[Value, ...], gleaned: Gleaned
) -> bool:
    """Keep a row. True also where one of its key is kept already: trees come before strays."""
    names = ", ".join(f'"{name}"' for name in table.stored)
    places = ", ".join("?" * len(table.stored))
    insertion = f"INSERT INTO {table.name}({names}) VALUES ({places})"
    if _is_in(scratch, insertion, row):
        return True
    marked = tuple(map(_marked, row))
    if marked == row or not _is_in(scratch, insertion, marked):
        return False
    if (column := _BYTES.get(table.name)) and isinstance(row[0], int):
        text = row[table.stored.index(column)]
        if isinstance(text, str):
            gleaned.undecoded[table.name, row[0]] = text.encode("utf-8", "surrogateescape")
    return True


_BYTES = {"article_text": "text", "journal": "body"}
"""Columns of which every byte counts; their tables begin with a number."""


def _is_in(scratch: sqlite3.Connection, insertion: str, row: tuple[Value, ...]) -> bool:
    try:
        scratch.execute(insertion, row)
    except sqlite3.IntegrityError as error:
        return code_of(error) in (
            sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
            sqlite3.SQLITE_CONSTRAINT_ROWID,
            sqlite3.SQLITE_CONSTRAINT_UNIQUE,
        )
    except (sqlite3.Error, UnicodeEncodeError, OverflowError):
        return False
    return True


def _marked(value: Value) -> Value:
    """A value with marks in the place of what no text can hold."""
    if not isinstance(value, str):
        return value
    raw = value.encode("utf-8", "surrogateescape")
    return raw.decode("utf-8", "replace").replace("\0", "\ufffd")
