"""In which format a file is, whatever it is called: by the first record that it holds."""

from __future__ import annotations

from typing import BinaryIO

from workbench.errors import DataError
from workbench.exchange.formats import formats
from workbench.exchange.json_records import records


def recognised(source: BinaryIO) -> str | None:
    """The name of the format that is read of such a file; None where it is none, or is so damaged
    that its first record cannot be read."""
    try:
        _, first = next(records(source))
    except (StopIteration, DataError):
        return None
    return next((one.name for one in formats() if one.reads and one.signs.are_in(first)), None)
