"""Who else is in which article, and what colleagues did that concerns whoever sits here: looked at
beside the keys while the desk is open, and shown where it changed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.tui.screens.calls import failed_beside

if TYPE_CHECKING:
    from workbench.tui.screens.calls import Calls
    from workbench.tui.screens.screen import DeskScreen

SECONDS = 3.0
"""Between two looks: a colleague who comes or goes, or whose desk dies, shows so much later."""


async def look_for_company(
    screen: DeskScreen, calls: Calls, look_at_queue: Callable[[], Awaitable[None]]
) -> None:
    """Look again and again, until the desk ends. On a store that several accounts share."""
    from workbench.services.company import company_of

    page = screen.library
    while screen.is_running:
        try:
            found = await asyncio.to_thread(company_of, calls.bench)
            await look_at_queue()
        except WorkbenchError:
            found = page.company  # busy, or lost: whoever acts is told
        except Exception as error:
            failed_beside(error)
            return
        if found != page.company and screen.pages:
            page.company = found
            if screen.page is page:
                screen.list.grew()
            elif screen.strip.display:
                screen.strip.grew()
            screen.tell()
        await asyncio.sleep(SECONDS)
