"""The address of an article: opened in the analyst's browser, or copied where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.signals import left_to_another
from workbench.tui.actions.here import ARTICLE
from workbench.tui.actions.need import on
from workbench.tui.actions.needs import PROGRAMS
from workbench.tui.browser import browser_for, web_address
from workbench.tui.clipboard import copy

if TYPE_CHECKING:
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _address(desk: Desk, number: int) -> str:
    """The article's address, else that of its archived copy; empty where it has neither, which is
    said."""
    metadata = (await desk.call(desk.bench.store.articles.get, number)).metadata
    address = metadata.url or metadata.archive
    if not address:
        desk.warn(f"#{number} has no address; {{article.correct}} gives it one")
    return address


async def _copy(desk: Desk, number: int) -> None:
    if address := await _address(desk, number):
        limit = desk.settings.copy_characters
        desk.say(copy(address, desk.screen.app, limit=limit, environ=os.environ))


async def _open(desk: Desk, number: int) -> None:
    words = await _address(desk, number)
    if not words:
        return
    address = web_address(words)
    if address is None:
        desk.warn(f"no address of the web, so nothing opens it: {safe_line(words)}")
        return
    browser = browser_for(address, os.environ, sys.platform)
    if browser is None:
        desk.warn(
            "no browser here ($BROWSER is not set); {article.copy_address} copies the address"
        )
        return
    if browser.takes_terminal:
        with desk.screen.app.suspend(), left_to_another():
            subprocess.run(browser.command, check=False)
    else:
        quiet = subprocess.DEVNULL
        subprocess.Popen(
            browser.command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    desk.say(f"opened: {safe_line(address)}")


HANDLERS: dict[str, Handler[Desk]] = {
    "article.open_address": on(PROGRAMS.then(lambda desk, _: ARTICLE.find(desk)), _open),
    "article.copy_address": on(ARTICLE, _copy),
}
