"""Sentences that were marked as having nothing to record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.coverage import Nothing

    class Nothings(Protocol):
        """What can be asked about the marks."""

        def of_article(self, number: int) -> list[Nothing]:
            """Every analyst's marks on an article, in text order."""
