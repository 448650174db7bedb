"""What articles can be read from, and within which limits.

For help, documentation and whoever turns settings into limits: it loads no reader and no store.
"""

from __future__ import annotations

from typing import Any

from workbench.intake.document import Limits
from workbench.intake.readers import listed_readers, readers
from workbench.settings import Settings

__all__ = ["Limits", "limits_of", "list_readers", "listed_readers"]

LIMITING = ("file_megabytes", "article_characters")
"""The settings that limit what is read."""


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings say."""
    return Limits(settings.article_characters, settings.file_megabytes * 1_000_000)


def list_readers() -> list[dict[str, Any]]:
    """What readers of articles there are, as `formats --articles --json` prints them."""
    return [
        {
            "name": one.name,
            "title": one.title,
            "extensions": list(one.endings),
            "media_type": one.media_type,
            "needs": one.needs or None,
            "lost": one.lost,
        }
        for one in readers()
    ]
