"""What comes of something derived that a read finds damaged: a search index is made anew where the
file is whole otherwise, all else is read from what can be made of the rest (`stand_ins`).

Loaded with the first such find only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress

from workbench.errors import WorkbenchError
from workbench.store.search_build import AT_ONCE, build_on
from workbench.store.search_twin import INDEXES
from workbench.store.stand_ins import begin_anew, damaged, is_whole, put_up
from workbench.verbs import Durability

Write = Callable[[Callable[[sqlite3.Connection], object], Durability], object]


def found_instead(connection: sqlite3.Connection, there: set[str], write: Write | None) -> str:
    """What came of something damaged, in words, for a connection that is in no transaction; empty
    where nothing is damaged that another could be read in the place of.

    there: what is read so already, and what is from now on. write: as of Connections, where there
    may be written.
    """
    found = [name for name in damaged(connection) if name not in there]
    if not found:
        return ""
    if write and {*found} <= {*INDEXES, "search_folding"} and is_whole(connection):
        with suppress(WorkbenchError):  # then it is read as where nothing may be written
            write(lambda writing: begin_anew(writing, found), Durability.NORMAL)
            for _ in range(AT_ONCE):
                if not write(lambda writing: build_on(writing).below, Durability.NORMAL):
                    break
            return "the search index was damaged: it is made anew"
    put_up(connection, found)
    there.update(found)
    return (
        f"damaged, and read from what can be made of the rest: {', '.join(found)}; "
        "see: workbench verify"
    )
