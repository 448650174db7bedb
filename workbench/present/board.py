"""The claim board's lines: one for each claim, the heading over them, and what stands below.

Every mark has words for it in the heading or below; nothing rests on a colour. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Protocol

from workbench.domain.article import Article
from workbench.domain.chain import Chain
from workbench.domain.claim import Assessment, Claim
from workbench.domain.origin import OriginCount
from workbench.domain.text import safe_line
from workbench.present.assertion import said
from workbench.present.chain import chain_links, chain_runs, origin_name
from workbench.present.columns import Column, Steps, columns_of, table_heading, table_line
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.rows import CLAIM_STYLES
from workbench.present.runs import Run, Runs


class Told(Protocol):
    """A claim with what it takes to tell it, seen from below."""

    @property
    def article(self) -> Article:
        """Its article."""

    @property
    def chain(self) -> Chain:
        """Through whom it came."""


class Shown(Protocol):
    """What a line needs of a claim: the services' row of it."""

    @property
    def claim(self) -> Claim:
        """The claim."""

    @property
    def told(self) -> Told:
        """What it takes to tell it."""

    @property
    def judged(self) -> Assessment | None:
        """The analyst's own assessment."""

    @property
    def links(self) -> tuple[object, ...]:
        """Its links."""

    @property
    def count(self) -> OriginCount:
        """Independent origins behind it."""

    @property
    def is_disputed(self) -> bool:
        """Whether a link contradicts it."""

    @property
    def is_theirs(self) -> bool:
        """Whether it is a colleague's."""


_STEPS: Steps = {
    "state": ((0, 1),),
    "analyst": ((66, 8),),
    "judged": ((120, 11), (58, 4)),
    "origins": ((58, 7),),
    "number": ((96, 6),),
    "date": ((112, 10),),
    "topic": ((140, 18), (96, 14), (66, 10)),
    "origin": ((140, 28), (76, 20), (58, 14), (0, 8)),
    "says": ((0, 0),),
    "links": ((62, 5),),
}
_HEADINGS = {
    "state": "",
    "judged": "cred",
    "origins": "origins",
    "number": "no.",
    "date": "date",
    "topic": "topic",
    "origin": "origin",
    "says": "says",
    "links": "links",
    "analyst": "by",
}
_WHOLE = {11: "credibility"}
"""The name of the second column, where there is room for it."""
_RIGHT = frozenset(("judged", "number"))
OPTIONAL: Mapping[str, Callable[[Shown], object]] = {
    "judged": lambda row: row.judged,
    "topic": lambda row: row.claim.topic_name,
    "links": lambda row: row.links,
    "analyst": lambda row: row.is_theirs,
}
"""Columns that are there only where some row has something in them, and what that is."""


@lru_cache(maxsize=64)
def _columns(width: int, filled: frozenset[str]) -> tuple[Column, ...]:
    steps = {
        name: widths for name, widths in _STEPS.items() if name not in OPTIONAL or name in filled
    }
    return columns_of(steps, width, rest="says")


def board_line(row: Shown, width: int, glyphs: Glyphs = UNICODE, *, filled: frozenset[str]) -> Runs:
    """A claim in exactly `width` cells. filled: those of OPTIONAL that some row fills."""
    shown = _columns(width, filled)
    return table_line(shown, lambda name: _CELLS[name](row, glyphs), _RIGHT, glyphs)


def board_heading(width: int, filled: frozenset[str]) -> Runs:
    """The names of the columns: state, credibility, independent origins, and so on."""
    shown = _columns(width, filled)
    judged = next((_WHOLE.get(one.width, "") for one in shown if one.name == "judged"), "")
    named = _HEADINGS | ({"judged": judged} if judged else {})
    (names,) = table_heading(shown, named, _RIGHT)
    return (names._replace(text=names.text.rstrip()),)  # what is blank need not be cut


def board_details(
    row: Shown, width: int, glyphs: Glyphs = UNICODE, *, tags: str = ""
) -> tuple[Runs, Runs]:
    """Below the board: what the claim says in full and its tags, then its chain and what stands
    behind it."""
    claim, told = row.claim, row.told
    words: Runs = (Run(safe_line(said(claim)), "text"),)
    if tags:
        words = (Run(f"{safe_line(tags)}  ", "dim"), *words)
    tail = Run(_behind(row), "origin")
    links = chain_links(told.chain)
    return words, (*chain_runs(links, max(20, width - len(tail.text)), glyphs), tail)


def _behind(row: Shown) -> str:
    """What stands behind a claim, where that is more than one origin that counts."""
    if not row.links and row.count == OriginCount(1, 0):
        return ""
    linked = f", {len(row.links)} linked" if row.links else ""
    return f"   origins: {row.count}{linked}" + (", contradicted" if row.is_disputed else "")


def count_mark(count: OriginCount) -> str:
    """A count of origins in three cells: 2, or 1+1 where one more is unconfirmed."""
    plus = f"+{count.unconfirmed}" if count.unconfirmed else ""
    return f"{count.confirmed}{plus}"


def _judged(row: Shown, glyphs: Glyphs) -> tuple[str, str]:
    return (str(row.judged.credibility), "title") if row.judged else ("-", "dim")


def _origins(row: Shown, glyphs: Glyphs) -> tuple[str, str]:
    count = row.count
    if count.unconfirmed or not count.confirmed:
        return count_mark(count), "unsure"
    return count_mark(count), "title" if count.confirmed > 1 else "dim"


def _links(row: Shown, glyphs: Glyphs) -> tuple[str, str]:
    if not row.links:
        return "", "dim"
    mark = glyphs.disputed if row.is_disputed else glyphs.alike
    return f"{mark}{len(row.links)}", "warning" if row.is_disputed else "relay"


def _origin(row: Shown, glyphs: Glyphs) -> tuple[str, str]:
    origin = row.told.chain.origin
    name = origin_name(origin)
    if not origin.counts:
        return name, "unsure"
    return name, "anonymous" if origin.anonymous else "source"


_Cell = Callable[[Shown, Glyphs], tuple[str, str]]
_CELLS: Mapping[str, _Cell] = {
    "state": lambda row, glyphs: (glyphs.claim[row.claim.state], CLAIM_STYLES[row.claim.state]),
    "judged": _judged,
    "origins": _origins,
    "number": lambda row, glyphs: (f"#{row.told.article.number}", "dim"),
    "date": lambda row, glyphs: (_date(row), "dim"),
    "topic": lambda row, glyphs: (row.claim.topic_name, "text"),
    "origin": _origin,
    "says": lambda row, glyphs: (said(row.claim), "text"),
    "links": _links,
    "analyst": lambda row, glyphs: (row.claim.analyst, "dim"),
}


def _date(row: Shown) -> str:
    publication = row.told.article.metadata.publication
    return publication.at[:10] if publication else ""
