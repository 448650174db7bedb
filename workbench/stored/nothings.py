"""Records of the marks "nothing here", of the rows in which either kind of store keeps them."""

from __future__ import annotations

from workbench.stored.rows import Loaded, Row, span_record


def nothing_uid(row: Row) -> str:
    """What a row is named by: article, analyst, start, end, and the words."""
    article, analyst, start, end = row[:4]
    return f"{article}:{start}-{end}:{analyst}"


def nothing_record(row: Row) -> Loaded:
    """The record of such a row."""
    article, analyst, start, end, exact = row
    return {
        "uid": nothing_uid(row),
        "article": article,
        "analyst": analyst,
        **span_record(start, end, exact, ""),
    }


def key_of_nothing(uid: str) -> tuple[str, int, int, str]:
    """Article, start, end and analyst of a mark's uid."""
    article, extent, analyst = uid.split(":", 2)
    start, end = extent.split("-")
    return article, int(start), int(end), analyst
