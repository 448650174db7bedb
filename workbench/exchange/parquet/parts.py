"""A table's files while its rows come in: what has grown too large in memory goes to a part of its
month, and at the end the parts of each month become one file.

So memory stays flat whatever the order of the articles, and an archive is a file a month.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from workbench.exchange.parquet.columns import PARTED_BY, cells_of, schema_of, typed
from workbench.exchange.rows import Row, Rows

_MOST_HELD = 8_000_000
"""Bytes, about, in rows of a table that are held back before the largest part goes to the disk."""
_CELL = 50
"""What a cell takes beside the code points of its words."""
_BATCH = 2_000
"""Rows that are read at once where parts become one."""
_GROUP = 32_000_000
"""Bytes in memory of a row group."""
NOWHEN = "__HIVE_DEFAULT_PARTITION__"
"""The month of what has none, as every engine reads it."""
_FILE = "part-0.parquet"


class Parts:
    """The files of one table."""

    def __init__(self, rows: Rows, folder: Path, *, is_parted: bool) -> None:
        """folder: the table's own, which is not there yet. is_parted: by month."""
        self.rows = rows
        self.held = 0
        """What is held back."""
        self._columns = typed(rows)
        self._schema = schema_of(self._columns)
        self._folder = folder
        self._is_parted = is_parted
        self._waiting: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._weights: defaultdict[str, int] = defaultdict(int)
        self._spilled: defaultdict[str, list[Path]] = defaultdict(list)
        folder.mkdir()

    def take(self, rows: Iterable[Row], month: str = "") -> None:
        """Take rows of a month ("2026-05"), or of none."""
        month = month if self._is_parted else ""
        for row in rows:
            cells = cells_of(self._columns, row)
            self._waiting[month].append(cells)
            letters = sum(len(cell) for cell in cells if isinstance(cell, str))
            weight = _CELL * len(cells) + letters
            self._weights[month] += weight
            self.held += weight
        while self.held > _MOST_HELD:
            self._spill(max(self._weights, key=self._weights.__getitem__))

    def end(self) -> None:
        """Write what waits, a file a month; a table without rows has a file, too, which says what
        its columns are."""
        for month in sorted({*self._waiting, *self._spilled}) or [""]:
            folder = self._folder
            if self._is_parted:
                folder /= f"{PARTED_BY}={month or NOWHEN}"
                folder.mkdir()
            self._write(folder / _FILE, self._tables(month))
            _settle(folder)
        _settle(self._folder)

    def _spill(self, month: str) -> None:
        number = sum(map(len, self._spilled.values()))
        path = self._folder / f"{number}.spilled"
        self._write(path, [self._table(month)])
        self._spilled[month].append(path)

    def _table(self, month: str) -> pyarrow.Table:
        """What waits of a month, which waits no longer."""
        rows = self._waiting.pop(month, [])
        self.held -= self._weights.pop(month, 0)
        columns: Sequence[Sequence[Any]] = [*zip(*rows, strict=True)] or [()] * len(self._columns)
        arrays = [
            pyarrow.array(cells, one.type)
            for cells, one in zip(columns, self._columns, strict=True)
        ]
        return pyarrow.Table.from_arrays(arrays, schema=self._schema)

    def _tables(self, month: str) -> Iterator[pyarrow.Table]:
        """All of a month, in the order in which it came, in what a row group may hold."""
        group: list[pyarrow.Table] = []
        for table in self._read(month):
            if group and sum(one.nbytes for one in group) + table.nbytes > _GROUP:
                yield pyarrow.concat_tables(group)
                group = []
            group.append(table)
        yield pyarrow.concat_tables(group)

    def _read(self, month: str) -> Iterator[pyarrow.Table]:
        for path in self._spilled.pop(month, []):
            with parquet.ParquetFile(path) as file:
                for batch in file.iter_batches(_BATCH):
                    yield pyarrow.Table.from_batches([batch], self._schema)
            path.unlink()
        yield self._table(month)

    def _write(self, path: Path, tables: Iterable[pyarrow.Table]) -> None:
        with path.open("xb") as stream:
            with parquet.ParquetWriter(stream, self._schema, compression="zstd") as writer:
                for table in tables:
                    writer.write_table(table)
            stream.flush()
            os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """See to it that the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
