"""Articles: one stored text each, with metadata that an analyst may set.

Text and hashes never change. Metadata (the fields of METADATA) change through the journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple


class ReadingState(StrEnum):
    """Where an article stands for one analyst."""

    NEW = "new"
    OPEN = "open"
    DONE = "done"
    SET_ASIDE = "set aside"

    @property
    def is_finished(self) -> bool:
        """Whether the analyst wants no more questions of it."""
        return self in (ReadingState.DONE, ReadingState.SET_ASIDE)


class Precision(StrEnum):
    """How finely a publication date is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Basis(StrEnum):
    """Where a publication date comes from, best first."""

    ANALYST = "analyst"
    METADATA = "metadata"
    PAGE = "page"
    DATELINE = "dateline"
    NONE = "none"


_TIMED = 16
"""Code points of the shortest stamp with a time of day."""


def published_key(at: str | None) -> str:
    """What articles are ordered by: the printed moment in UTC to the minute, as far as known."""
    if not at:
        return ""
    if len(at) <= 10:
        return at
    try:
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return at[:16]
    return moment.isoformat(timespec="minutes")[:16]


def offset_of(at: str) -> int | None:
    """How many minutes the clock of a printed moment is ahead of UTC; None where it says nothing of
    that."""
    try:
        offset = datetime.fromisoformat(at).utcoffset() if len(at) >= _TIMED else None
    except ValueError:
        return None
    return None if offset is None else round(offset.total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published, as printed: local date first, offset kept."""

    at: str
    """ISO 8601, offset as printed, cut to its precision: "2020-01-09T21:15+07:00", "2020-01"."""
    precision: Precision
    basis: Basis

    @property
    def local_date(self) -> str | None:
        """The local calendar date YYYY-MM-DD: the anchor of relative dates; None when coarser."""
        return self.at[:10] if len(self.at) >= 10 else None

    @property
    def anchor(self) -> str | None:
        """What relative dates are counted from: the whole stamp where it has a time of day, which
        may be in UTC and say no local date; else the date. None when coarser than a day."""
        return self.at if len(self.at) >= _TIMED else self.local_date


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an analyst may set about an article; the journal keeps it as a record."""

    title: str = ""
    outlet: str | None = None
    """Uid of the outlet's source."""
    author: str = ""
    editor: str = ""
    lang: str = ""
    """ISO 639-1, empty when unknown."""
    url: str = ""
    publication: Publication | None = None
    archive: str = ""
    """Address of a copy that stays, whatever becomes of the page; empty where there is none."""

    @property
    def day(self) -> str:
        """The day of publication, or the month or year that is all that is known; else empty."""
        return self.at[:10]

    @property
    def at(self) -> str:
        """When it was published, as printed and as far as known; else empty."""
        return self.publication.at if self.publication else ""

    def to_record(self) -> dict[str, Any]:
        """The metadata as the journal keeps it."""
        publication = self.publication
        kept = {"archive": self.archive} if self.archive else {}  # older records have none
        return kept | {
            "title": self.title,
            "outlet": self.outlet,
            "author": self.author,
            "editor": self.editor,
            "lang": self.lang,
            "url": self.url,
            "published_at": publication.at if publication else None,
            "published_precision": publication.precision.value if publication else None,
            "published_basis": (publication.basis if publication else Basis.NONE).value,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Metadata:
        """The metadata of a journal record."""
        publication = None
        if record["published_at"]:
            publication = Publication(
                record["published_at"],
                Precision(record["published_precision"]),
                Basis(record["published_basis"]),
            )
        return cls(
            record["title"],
            record["outlet"],
            record["author"],
            record["editor"],
            record["lang"],
            record["url"],
            publication,
            record.get("archive", ""),
        )


@dataclass(frozen=True, slots=True)
class Article:
    """One stored text with its identity; the text itself is read apart."""

    uid: str
    number: int
    """Permanent and for people (#1287); never used again."""
    metadata: Metadata
    outlet: str
    """The outlet's printed name, empty when unknown."""
    sha256: str
    """Of the stored text, UTF-8."""
    raw_sha256: str
    """Of the input's bytes."""
    normaliser: str
    retrieved_at: str
    retrieved_how: str
    foreign_id: str = ""
    length: int = 0
    """Code points in the text."""
    given_start: int = 0
    """Where the text as given begins in the stored one: behind a headline that was put before it,
    else 0."""
    given_sha256: str = ""
    """Of the text as given, where that is not the stored one."""

    @property
    def sha256_as_given(self) -> str:
        """Of the text as given, whether or not it is the stored one."""
        return self.given_sha256 or self.sha256

    def as_given(self, start: int, end: int) -> tuple[int, int] | None:
        """Offsets of the stored text as those of the text as given; None of what lies before it."""
        if start < self.given_start:
            return None
        return start - self.given_start, end - self.given_start


@dataclass(frozen=True, slots=True)
class ArticleState:
    """Where an article stands for one analyst, with the reason when it was set aside."""

    article: str
    """Uid of the article."""
    analyst: str
    state: ReadingState
    reason: str = ""

    @property
    def uid(self) -> str:
        """One state for each article and analyst."""
        return f"{self.article}:{self.analyst}"

    def to_record(self) -> dict[str, Any]:
        """The state as the journal keeps it."""
        return {
            "uid": self.uid,
            "article": self.article,
            "analyst": self.analyst,
            "state": self.state.value,
            "reason": self.reason,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> ArticleState:
        """The state of a journal record."""
        return cls(
            record["article"],
            record["analyst"],
            ReadingState(record["state"]),
            record["reason"],
        )


class ArticleRow(NamedTuple):
    """One line of the library: what the list shows, for one analyst. A list holds thousands."""

    number: int
    uid: str
    published: str
    """Local date and time as printed, empty when unknown."""
    outlet: str
    title: str
    lang: str
    state: ReadingState
    facts: int
    questions: int
    """Open questions: those without this analyst's decision."""
    claims: int
    relayed: bool
    """Whether a credit in print names another outlet."""
    cluster: int
    """How many articles are likely the same story, this one included; 1 when alone."""
    tags: str = ""
    """This analyst's tags, each behind a sign: "#banjir #dua sumber"."""
    given: str = ""
    """By when this analyst is to judge it: the day, a dash where it has none; empty where it was
    not given to her, or she has finished it."""
