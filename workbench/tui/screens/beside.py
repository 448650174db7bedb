"""What other articles say beside the statements of the open one: read beside the keys, and shown
once it is known. No key waits for it, and no paint."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.tui.screens.calls import failed_beside

if TYPE_CHECKING:
    from workbench.domain.stated import ToldStatement
    from workbench.services.view import ArticleView
    from workbench.services.workbench import Workbench
    from workbench.tui.screens.calls import Calls
    from workbench.tui.screens.screen import DeskScreen
    from workbench.tui.views.article import OpenArticle


class Beside:
    """Keeps the open article told of its counterparts."""

    def __init__(self, screen: DeskScreen, calls: Calls) -> None:
        self._screen = screen
        self._call, self._bench = calls.call, calls.bench
        self._is_looking = False

    def look(self) -> None:
        """Look for what is beside the open article as it is shown now, unless that is known."""
        if self._is_due and not self._is_looking:
            self._is_looking = True
            self._screen.run_worker(self._look(), exit_on_error=False)

    async def known(self) -> None:
        """Wait until it is known, for a key that asks for it."""
        page = self._screen.opened
        if page and self._is_due:
            view = page.article.view
            page.article.told = await self._call(told_beside, self._bench, view)
            page.article.told_of = view

    @property
    def _is_due(self) -> bool:
        page = self._screen.opened
        return page is not None and page.article.told_of is not page.article.view

    async def _look(self) -> None:
        try:
            while self._is_due and (page := self._screen.opened):
                article, view = page.article, page.article.view
                told = await asyncio.to_thread(told_beside, self._bench, view)
                article.told, article.told_of = told, view
                self._show(article)
        except WorkbenchError:
            return  # a busy or closing database: the next look tries again
        except Exception as error:
            failed_beside(error)
        finally:
            self._is_looking = False

    def _show(self, article: OpenArticle) -> None:
        """Show it, on whatever page the article is open by now."""
        page = self._screen.opened
        if page and page.article is article:
            if page is self._screen.page:
                page.knows_beside(self._screen)
            self._screen.tell()


def told_beside(bench: Workbench, view: ArticleView) -> tuple[ToldStatement, ...]:
    """What other articles say beside the statements of one."""
    from workbench.services.told_counterparts import told_counterparts

    return told_counterparts(bench, view)
