"""What an action did not do, in words for one line.

Pure. An act that was recorded is never called not done, though what it came to cannot be shown; and
what an unforeseen error says is not repeated, since it may hold words of an article.
"""

from __future__ import annotations

from workbench.errors import BusyError, DataError, LostError, ReadOnlyError, WorkbenchError
from workbench.present.counting import counted

_SAY_ALL = (LostError, ReadOnlyError)
"""Errors whose words begin with what was not done."""


def failure_words(title: str, error: Exception, *, recorded: int, is_refused: bool) -> str:
    """title: of the action; recorded: how many acts it recorded; is_refused: whether one was handed
    in and not recorded."""
    is_foreseen = isinstance(error, WorkbenchError)
    why = str(error) if is_foreseen else f"internal error ({type(error).__name__})"
    if recorded and not is_refused:
        return f"recorded, but not shown anew: {why}"
    if is_foreseen and (
        isinstance(error, _SAY_ALL) or not isinstance(error, BusyError | DataError)
    ):
        return why
    before = f"; {counted(recorded, 'act')} before it stay" if recorded else ""
    return f"not done: {title}: {why}{before}"
