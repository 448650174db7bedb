"""Publication dates in words: what importing and correcting metadata both read."""

from __future__ import annotations

from workbench.domain.article import Basis, Precision, Publication
from workbench.errors import UsageError
from workbench.intake import parse_published


def parse_publication(words: str, basis: Basis) -> Publication:
    """A publication date in words or ISO. Raises UsageError."""
    parsed = parse_published(words)
    if parsed is None:
        raise UsageError(f"{words!r} is no date", "As 2020-01-09 or 2020-01-09T21:15+07:00.")
    at, precision = parsed
    return Publication(at, Precision(precision), basis)
