"""Making the search index where it is not whole: batch by batch, each of them kept, so that whoever
ends it loses nothing and everybody else goes on working.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.errors import WorkbenchError
from workbench.services.workbench import Workbench


def unindexed(bench: Workbench) -> str:
    """What search does not know yet, in words; empty where it knows everything."""
    now = bench.store.search.reached()
    if now.is_whole:
        return ""
    return f"the search index is being made: articles before #{now.below} are not in it yet"


def index_on(bench: Workbench) -> bool:
    """Index some more articles; whether any are left."""
    search = bench.store.search
    return search.reached().below > 0 and search.build_on().below > 0


def finish_index(bench: Workbench, tell: Callable[[str], object]) -> None:
    """Index all that is left. tell: what is being done, and what was in its way; where nothing may
    be written search does without."""
    search = bench.store.search
    begun = search.reached().below
    if not begun:
        return
    try:
        while search.build_on().below:
            if begun:
                tell(f"the search index is made, from article #{begun - 1} down; it takes a while")
                begun = 0
    except WorkbenchError as error:
        tell(f"{unindexed(bench) or 'the search index is not whole'} ({error})")
