"""In which format a file is, whatever it is called: by the first record that it holds."""

from __future__ import annotations

from typing import BinaryIO

from workbench.errors import DataError
from workbench.exchange.formats import formats
from workbench.exchange.json_records import records

_LOOKED_AT = 4096
"""Bytes that are looked at for what stands near the beginning."""


def recognised(source: BinaryIO) -> str | None:
    """The name of the format that is read of such a file; None where it is none, or is so damaged
    that its first record cannot be read."""
    begins = source.read(_LOOKED_AT)
    source.seek(0)
    readable = [one for one in formats() if one.reads]
    try:
        _, first = next(records(source))
    except (StopIteration, DataError):  # perhaps one object over many lines
        texts = ((one.name, one.signs.text.encode()) for one in readable)
        return next((name for name, text in texts if text and text in begins), None)
    return next((one.name for one in readable if one.signs.are_in(first)), None)
