"""A lost race in words: what is there now, and what was not written over it.

Pure. What the analyst typed is in the words, so that nothing of it is lost.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.domain.span import shorten
from workbench.errors import ConflictError

_LONGEST = 60


def conflict_words(error: ConflictError) -> str:
    """What happened, with both versions of the first field that differs."""
    mine, theirs = error.mine, error.theirs
    if mine is None and isinstance(theirs, Mapping):
        return f"{error.what}; it stays"
    if not isinstance(mine, Mapping):
        return str(error)
    if not isinstance(theirs, Mapping):
        return f"{error.what}; it is gone, u may bring it back"
    for name, value in mine.items():
        if theirs.get(name) != value:
            there, here = _shown(theirs.get(name)), _shown(value)
            return f"{error.what}; {name} stays {there}, not {here}: do it again to change it"
    return str(error)


def changed_since(name: str) -> ConflictError:
    """Of something that is not what the page shows any more: nothing is done to it unseen."""
    return ConflictError(
        f"{name} was changed meanwhile",
        "Here is what it is now: do it again to change it.",
    )


def _shown(value: object) -> str:
    if isinstance(value, list | tuple | Mapping):
        return f"{len(value)} long" if value else "empty"
    return f"“{shorten(str(value), _LONGEST)}”" if value not in ("", None) else "empty"
