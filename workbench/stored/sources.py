"""Records of sources, of the rows in which either kind of store keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.naming import fold_name
from workbench.stored.rows import Loaded, Row, is_numbered


def source_record(row: Row, aliases: list[str]) -> Loaded:
    """The record of a row: number, uid, name, kind, country, note, provisional, same_as."""
    return {
        "uid": row[1],
        "name": row[2],
        "kind": row[3],
        "aliases": aliases,
        "country": row[4],
        "note": row[5],
        "provisional": bool(row[6]),
        "same_as": row[7],
    }


def is_as_saved(row: Row, names: Sequence[Row]) -> bool:
    """Whether its names are written as saving writes them. names: place, name and folded name of
    each, the first its own."""
    return (
        is_numbered(place for place, *_ in names)
        and [name for _, name, _ in names[:1]] == [row[2]]
        and all(folded == fold_name(name) for _, name, folded in names)
    )
