"""Tables (CSV and its kin): a row an article, the columns by the contract's names or as told.

What stands between cells is what gives every row as many as the header, found by reading the table
to its end before the first row is an article: one that breaks off adds nothing.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace

from workbench.errors import RefusedError
from workbench.intake.decode import decode, decode_utf8, refuse_binary
from workbench.intake.document import FILE_SETTING, TEXT_SETTING, Document, Input, Refused
from workbench.intake.normalise import one_line
from workbench.intake.objects.record import KEYS, read_object

MARKS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""What may stand between cells, the likeliest first."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_COLUMNS = 1_000
_MOST_NAMED = 30
"""Columns that a message names."""
_LONGEST_NAME = 200


def read(source: Input) -> Iterator[Document | Refused]:
    """The documents of a table's rows. Raises RefusedError."""
    csv.field_size_limit(max(csv.field_size_limit(), source.limits.code_points))
    source = _as_utf8(source)
    mark = source.table.separator or _mark_of(source)
    rows = _rows(source, mark)
    _, header, _, _ = next(rows)
    names = _columns(header, source.table.columns)
    is_bare = True
    for line, cells, raw, notes in rows:
        at = f"{source.origin}:{line}"
        if not any(cell.strip() for cell in cells):
            continue
        is_bare = False
        if len(cells) != len(names):
            yield Refused(at, _uneven(line, cells, names), "Give it as many cells as the header.")
            continue
        record = {name: cell for name, cell in zip(names, cells, strict=True) if cell.strip()}
        found = read_object(record, notes, source.hashed(raw), at, source)
        url = one_line(record.get("url", ""))
        if isinstance(found, Refused) and not ({"text", "body"} & record.keys()) and url:
            found = replace(found, next_step=f"Import the page that it leads to: {url[:1_000]}")
        yield found
    if is_bare:
        raise RefusedError("no row follows its header", "Check that the right file was saved.")


def _as_utf8(source: Input) -> Input:
    """The same; a table in UTF-16, as spreadsheets write it, is taken as a whole."""
    begins = source.stream.read(2)
    source.stream.seek(0)
    if begins not in _UTF16:
        return source
    words, _ = decode(source.whole())
    return replace(source, stream=io.BytesIO(words.encode("utf-8", errors="replace")))


class _Lines:
    """The table's lines as characters; keeps the bytes of those that a row was made of."""

    def __init__(self, source: Input) -> None:
        self._source = source
        self._raw: list[bytes] = []
        self._size = 0
        self._notes: tuple[str, ...] = ()
        self._number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        limit = self._source.limits.file_bytes
        raw = self._source.stream.readline(limit + 2 - self._size)
        if not raw:
            raise StopIteration
        self._size += len(raw)
        self._number += 1
        if self._size > limit + 1:
            raise RefusedError(
                f"the row that line {self._number:,} is of is over the limit of {limit:,} bytes",
                f"Close its quotation marks, or {FILE_SETTING}.",
            )
        if self._number == 1:
            refuse_binary(raw)
        words, notes = decode_utf8(raw)
        self._raw.append(raw)
        self._notes += notes
        return words.lstrip("\ufeff") if self._number == 1 else words

    def taken(self) -> tuple[bytes, tuple[str, ...]]:
        """The bytes since the last call without their line end, and notes on them."""
        raw, notes = b"".join(self._raw).rstrip(b"\r\n"), self._notes
        self._raw, self._size, self._notes = [], 0, ()
        return raw, tuple(dict.fromkeys(notes))


def _rows(source: Input, mark: str) -> Iterator[tuple[int, list[str], bytes, tuple[str, ...]]]:
    """Each row that is not blank: the line where it begins, its cells, bytes, and notes. Raises
    RefusedError where the table is none, or breaks off."""
    source.stream.seek(0)
    lines = _Lines(source)
    reader = csv.reader(lines, delimiter=mark, doublequote=True, strict=True)
    begins, is_blank = 1, True
    try:
        for cells in reader:
            raw, notes = lines.taken()
            if cells:
                is_blank = False
                yield begins, cells, raw, notes
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _broken(str(error), begins) from error
    if is_blank:
        raise RefusedError("it holds no table", "Check that the right file was saved.")


class _OtherQuotesError(RefusedError):
    """Its quotation marks are none of cells that this mark parts."""


def _broken(what: str, line: int) -> RefusedError:
    if "field limit" in what:
        return RefusedError(
            f"a cell of line {line:,} is over the limit", f"Split it, or {TEXT_SETTING}."
        )
    if "unexpected end" in what:
        what = "the quotation marks of its last row are never closed"
    return _OtherQuotesError(
        f"it breaks off or is quoted wrongly at line {line:,}: {what}", "Save the table anew."
    )


def _mark_of(source: Input) -> str:
    """What stands between its cells. Raises RefusedError where nothing does, or several may."""
    headers = {mark: header for mark in MARKS if len(header := _header(source, mark)) > 1}
    if not headers:
        raise RefusedError(
            "no comma, semicolon, tab or bar parts the cells of its header",
            'Begin it with a row of names, or say: workbench import --separator ";".',
        )
    uneven: dict[str, RefusedError] = {}
    for mark, header in headers.items():
        try:
            _refuse_uneven(source, mark, header)
        except RefusedError as error:
            uneven[mark] = error
    fitting = [mark for mark in headers if mark not in uneven]
    if not fitting:
        raise uneven[max(uneven, key=lambda mark: len(headers[mark]))]
    if len(fitting) > 1:
        # A text may hold another mark in every row; what columns are called seldom does.
        fitting = [mark for mark in fitting if _has_text(headers[mark], source)] or fitting
    if len(fitting) > 1:
        raise RefusedError(
            f"{' or '.join(MARKS[mark] for mark in fitting)} may stand between its cells",
            'Say which: workbench import --separator ";".',
        )
    return fitting[0]


def _header(source: Input, mark: str) -> list[str]:
    """Its first row, where that mark parts its cells; no cell where it is no row then."""
    try:
        header = next(_rows(source, mark))[1]
    except _OtherQuotesError:
        return []
    if len(header) > _MOST_COLUMNS:
        raise RefusedError(f"its header has over {_MOST_COLUMNS:,} cells", "Split it.")
    return header


def _refuse_uneven(source: Input, mark: str, header: list[str]) -> None:
    """Raise RefusedError where a row has not as many cells as the header."""
    for line, cells, _, _ in _rows(source, mark):
        if len(cells) != len(header):
            raise RefusedError(
                f"{_uneven(line, cells, header)}, a {MARKS[mark]} between them",
                "Put quotation marks around its cells, or say what parts them: "
                'workbench import --separator ";".',
            )


def _uneven(line: int, cells: list[str], header: list[str]) -> str:
    return f"line {line:,} has {len(cells):,} cells and the header {len(header):,}"


def _has_text(header: list[str], source: Input) -> bool:
    try:
        _columns(header, source.table.columns)
    except RefusedError:
        return False
    return True


def _columns(header: list[str], told: Mapping[str, str]) -> list[str]:
    """What each column is called in a record. Raises RefusedError where none is the text."""
    names = [one_line(cell)[:_LONGEST_NAME] or f"column {at}" for at, cell in enumerate(header, 1)]
    called = ", ".join(names[:_MOST_NAMED])
    for column in told.values():
        if column not in names:
            raise RefusedError(
                f"it has no column {column!r}; it has {called}", "Correct --columns."
            )
    own = {key for keys in KEYS.values() for key in keys} - set(told)
    given = {column: field for field, column in told.items()}
    found: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        is_own = name.casefold() in own
        key = given.pop(name, "") or (name.casefold() if is_own else name)
        is_taken = key in found or (key in told and told[key] != name)
        found[f"{name} ({number})" if is_taken else key] = None
    if not {"text", "body"} & found.keys():
        raise RefusedError(
            f"none of its columns is called text; it has {called}",
            "Say which is what: workbench import --columns text=NAME,title=NAME.",
        )
    return list(found)
