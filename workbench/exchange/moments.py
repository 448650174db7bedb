"""Stamps as formats of others want them: moments in UTC, and days that are made no finer."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

from workbench.domain.article import Publication


def moment(stamp: str) -> str | None:
    """A stamp with an offset as STIX has it: UTC, to the millisecond. None of other words."""
    with suppress(ValueError, OverflowError):
        at = datetime.fromisoformat(stamp)
        if at.utcoffset() is not None:
            return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
    return None


def published(publication: Publication | None) -> tuple[str, bool] | None:
    """When that was, and whether to the hour: else it is the beginning of the printed day. None
    where not even the day is known."""
    if publication is None:
        return None
    if at := moment(publication.at):
        return at, True
    day = printed_day(publication)
    return (f"{day}T00:00:00.000Z", False) if day else None


def printed_day(publication: Publication | None) -> str | None:
    """The day as it is printed, wherever that was; None where it is not known."""
    if publication is None:
        return None
    with suppress(ValueError):
        return date.fromisoformat(publication.at[:10]).isoformat()
    return None
