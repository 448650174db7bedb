"""Records of notes, of the rows in which either kind of store keeps them."""

from __future__ import annotations

from workbench.stored.rows import Loaded, Row, has_clean_parts, span_record

NAMES = ("uid", "analyst", "subject", "subject_uid", "words", "at")
"""What a row begins with; start, end, exact and parts of its span are behind."""


def note_record(row: Row) -> Loaded:
    """The record of a row."""
    span = row[len(NAMES) :]
    return {
        **dict(zip(NAMES, row, strict=False)),
        "span": span_record(*span) if span[0] is not None else None,
    }


def is_as_saved(record: Loaded, row: Row) -> bool:
    """Whether what the record does not tell of the row is written as saving writes it."""
    span = record["span"]
    return has_clean_parts(span, row[-1]) if span else row[-3:] == (None, None, None)
