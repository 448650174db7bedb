"""What stands on one page of a tree: rows, and where the tree goes on. Pure: bytes in, values out.

A row is read as its bytes say, whatever they say; one whose bytes do not add up is `None`, and
never stops the rest of its page.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.store.salvage.pages import HEADER, TREE_PAGES, Pages

Value = int | float | str | bytes | None
"""Text whose bytes are no UTF-8 holds them as lone surrogates."""

_LEAF_OF_TABLE, _INSIDE_OF_TABLE = 13, 5
_LEAVES = (10, 13)
_MOST = 2**31
"""No row has more bytes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One row as a page holds it."""

    rowid: int | None
    """None in an index, and in a table that has none."""
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class TreePage:
    """What a page of a tree holds."""

    cells: tuple[Cell | None, ...]
    """None: a row that cannot be read."""
    children: tuple[int, ...]
    """The pages below."""


class _UnreadableError(Exception):
    """Bytes that do not add up."""


def read_tree_page(pages: Pages, number: int) -> TreePage | None:
    """A page of a tree; None for any other page."""
    page = pages.page(number)
    start = HEADER if number == 1 else 0
    if len(page) < start + 12 or page[start] not in TREE_PAGES:
        return None
    kind = page[start]
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    head = start + (8 if kind in _LEAVES else 12)
    if head + 2 * count > pages.usable:
        return None
    places = struct.unpack_from(f">{count}H", page, head)
    children = () if kind in _LEAVES else _children(page, places, start)
    cells: tuple[Cell | None, ...] = ()
    if kind != _INSIDE_OF_TABLE:
        skipped = 0 if kind in _LEAVES else 4
        read = _table_cell if kind == _LEAF_OF_TABLE else _index_cell
        cells = tuple(_cell(pages, page, place + skipped, read) for place in places)
    return TreePage(cells, children)


def _children(page: bytes, places: tuple[int, ...], start: int) -> tuple[int, ...]:
    whole = [place for place in places if place + 4 <= len(page)]
    return tuple(_four(page, place) for place in (*whole, start + 8))


_Read = Callable[[Pages, bytes, int], Cell]


def _cell(pages: Pages, page: bytes, at: int, read: _Read) -> Cell | None:
    try:
        return read(pages, page, at)
    except (_UnreadableError, IndexError, struct.error):
        return None


def _table_cell(pages: Pages, page: bytes, at: int) -> Cell:
    size, at = _number(page, at)
    rowid, at = _number(page, at)
    largest = pages.usable - 35
    return Cell(_signed(rowid), _values(_payload(pages, page, at, size, largest)))


def _index_cell(pages: Pages, page: bytes, at: int) -> Cell:
    size, at = _number(page, at)
    largest = (pages.usable - 12) * 64 // 255 - 23
    return Cell(None, _values(_payload(pages, page, at, size, largest)))


def _payload(pages: Pages, page: bytes, at: int, size: int, largest: int) -> bytes:
    """The bytes of a row, those on overflow pages too."""
    if size > _MOST:
        raise _UnreadableError
    if size <= largest:
        payload = page[at : at + size]
    else:
        smallest = (pages.usable - 12) * 32 // 255 - 23
        local = smallest + (size - smallest) % (pages.usable - 4)
        local = local if local <= largest else smallest
        parts = [page[at : at + local]]
        parts += _overflow(pages, _four(page, at + local), size - local)
        payload = b"".join(parts)
    if len(payload) != size:
        raise _UnreadableError
    return payload


def _overflow(pages: Pages, number: int, size: int) -> Iterator[bytes]:
    left = size
    while left > 0:
        page = pages.page(number)
        if not page:
            raise _UnreadableError
        part = page[4 : 4 + min(left, pages.usable - 4)]
        yield part
        left -= len(part)
        number = _four(page, 0)


def _values(payload: bytes) -> tuple[Value, ...]:
    """The columns of a row's bytes."""
    head, at = _number(payload, 0)
    if head > len(payload):
        raise _UnreadableError
    types = []
    while at < head:
        kind, at = _number(payload, at)
        types.append(kind)
    values: list[Value] = []
    at = head
    for kind in types:
        size = _size_of(kind)
        if at + size > len(payload):
            raise _UnreadableError
        values.append(_value(kind, payload[at : at + size]))
        at += size
    if at != len(payload):
        raise _UnreadableError
    return tuple(values)


_SMALL = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of each of the first kinds of value."""


def _size_of(kind: int) -> int:
    if kind < len(_SMALL):
        return _SMALL[kind]
    if kind < 12:
        raise _UnreadableError
    return (kind - 12) // 2


def _value(kind: int, raw: bytes) -> Value:
    if kind == 0:
        return None
    if kind == 7:
        return float(struct.unpack(">d", raw)[0])
    if kind in (8, 9):
        return kind - 8
    if kind < 7:
        return int.from_bytes(raw, "big", signed=True)
    return raw.decode("utf-8", "surrogateescape") if kind % 2 else raw


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number


def _four(page: bytes, at: int) -> int:
    if at + 4 > len(page):
        raise _UnreadableError
    return int.from_bytes(page[at : at + 4], "big")
