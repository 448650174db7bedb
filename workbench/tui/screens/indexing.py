"""The search index made beside the keys, where it is not whole: a batch at a time, each begun only
while everything typed is done."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.tui.screens.calls import failed_beside

if TYPE_CHECKING:
    from workbench.tui.screens.calls import Calls
    from workbench.tui.screens.typed import KeyQueue

_REST = 0.05
"""Seconds between two batches, which are for those who write meanwhile."""


async def index_beside(calls: Calls, keys: KeyQueue) -> None:
    """Index what is left. Where that cannot be, the next desk goes on."""
    from workbench.services.indexing import index_on

    try:
        while await asyncio.to_thread(index_on, calls.bench):
            await asyncio.sleep(_REST)
            await keys.idle.wait()
    except WorkbenchError:
        return
    except Exception as error:
        failed_beside(error)
