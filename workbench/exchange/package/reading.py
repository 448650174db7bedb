"""Reads a package: its canonical lines, once the file that holds them is proved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.errors import DataError
from workbench.exchange import jsonl
from workbench.exchange.bundle import Item
from workbench.exchange.package.files import SET
from workbench.exchange.package.proving import Part, Standing, opened, prove


def read(
    source: Path, *, title: str = "", licence: str = "", provenance: str = ""
) -> Iterator[Item]:
    """What the package holds; what was said of it is for people. Raises DataError where its lines
    are not those that it was made with, or are wrong."""
    if Part(SET, Standing.WHOLE) not in prove(source):
        raise DataError(
            f"{SET} is missing, or not what the package was made with",
            "Get the package again; workbench export --check PATH says what became of its files.",
        )
    with opened(source, SET) as stream:
        yield from jsonl.read(stream)
