"""Tags in one line: each behind a sign, with whose it is where it is not the reader's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.domain.tag import Tag


def tags_line(tags: Iterable[Tag], analyst: str) -> str:
    """As "#banjir #ragu (budi)"; empty for none."""
    return " ".join(
        f"#{tag.name}" + (f" ({tag.analyst})" if tag.analyst != analyst else "") for tag in tags
    )
