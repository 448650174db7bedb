"""What articles can be read from, and within which limits.

For help, documentation and whoever turns settings into limits: it loads no reader and no store.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.errors import UsageError
from workbench.intake.document import Limits, Table
from workbench.intake.readers import listed_readers, readers
from workbench.settings import ON, Settings

__all__ = ["Limits", "Table", "limits_of", "list_readers", "listed_readers", "table_of"]

LIMITING = ("file_megabytes", "article_characters")
"""The settings that limit what is read."""
READING = (*LIMITING, "keep_raw")
"""All settings that say how it is read."""


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings say."""
    return Limits(
        settings.article_characters,
        settings.file_megabytes * 1_000_000,
        keeps_raw=settings.keep_raw == ON,
    )


def table_of(columns: Sequence[str], separator: str) -> Table:
    """How tables are to be read, from "field=column, field=column" and what stands between their
    cells. Raises UsageError."""
    told = _told_columns(columns) if columns else {}
    separator = {"tab": "\t", "\\t": "\t"}.get(separator, separator)
    if separator and (len(separator) != 1 or separator in '"\r\n'):
        raise UsageError(f"{separator!r} parts no cells", "One character, as ; or tab.")
    return Table(told, separator)


def _told_columns(columns: Sequence[str]) -> dict[str, str]:
    import csv

    from workbench.intake.objects.record import KEYS

    names = [keys[0] for keys in KEYS.values()]
    told: dict[str, str] = {}
    for pair in (pair for line in csv.reader(columns, skipinitialspace=True) for pair in line):
        field, mark, column = (part.strip() for part in pair.partition("="))
        if not (mark and column and field in names):
            raise UsageError(
                f"{pair!r} is no column of a field",
                f"FIELD=NAME, as text=isi; a field is one of {', '.join(names)}.",
            )
        told[field] = column
    return told


def list_readers() -> list[dict[str, Any]]:
    """What readers of articles there are, as `formats --articles --json` prints them."""
    return [
        {
            "name": one.name,
            "title": one.title,
            "extensions": list(one.endings),
            "media_type": one.media_type,
            "needs": one.needs or None,
            "lost": one.lost,
        }
        for one in readers()
    ]
