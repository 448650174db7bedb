"""What is loaded ahead of being asked for, once keys are answered: the handlers of all actions.

Keys come first: a file at a time, beside the event loop, each begun only while everything typed is
done. A key that calls for a handler which is not there yet loads its file itself.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from workbench.tui import collector
from workbench.tui.actions.handlers import FILES, table
from workbench.tui.registry import Registry
from workbench.tui.screens.calls import failed_beside

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk


async def load_ahead(desk: Desk) -> None:
    """Load every file of handlers, and see that each action has one."""
    try:
        for file in FILES:
            await desk.screen.keys.idle.wait()
            await asyncio.to_thread(table, file)
        Registry.of(desk.registry.actions.values(), *map(table, FILES))
    except Exception as error:
        failed_beside(error)
    finally:
        collector.work()
