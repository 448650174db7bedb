"""The library's lines: one for each article, and the heading over them.

Kept apart from the other rows because the first page of the library must load next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.cells import fit, width_of
from workbench.present.columns import (
    HEADINGS,
    YEAR,
    Common,
    columns,
    table_heading,
    table_line,
)
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run, Runs, fill_runs

if TYPE_CHECKING:
    from workbench.domain.article import ArticleRow
    from workbench.domain.excerpt import Excerpt

_DAY = len("2026-11-28")
_NO_OUTLET = "-"
"""Where there is none: empty cells mean the outlet above."""
_OUTLET = 14
"""Cells of the outlet before a hit."""
_STYLES: Mapping[str, str] = {
    "new": "title",
    "open": "text",
    "done": "dim",
    "set aside": "dim",
}
"""Of a whole row, by the article's state: a list is read by what is left to do, and a row in one
style costs a slow link half of what one in six does."""
_NEW = "new"


def article_line(
    row: ArticleRow,
    width: int,
    glyphs: Glyphs = UNICODE,
    *,
    common: Common | None = None,
    above: ArticleRow | None = None,
    has_company: bool = False,
) -> Runs:
    """A library row in exactly `width` cells. common: what it need not say, since all rows would;
    above: the row over it, whose outlet is not said again; has_company: a colleague is in it."""

    style = _STYLES[row.state]

    def cell(name: str) -> tuple[str, str]:
        words = _CELLS[name](row, glyphs)
        if name == "date" and common and common.year:
            return words[YEAR:], style
        if name == "outlet" and above and above.outlet == row.outlet:
            return "", style
        if name == "title" and has_company:
            return f"{glyphs.company} {words}", style
        return words, style

    return table_line(columns(width, common), cell, _RIGHT, glyphs)


def cut_off(
    row: ArticleRow, width: int, *, common: Common | None = None, above: ArticleRow | None = None
) -> tuple[str, str]:
    """Outlet and title, each empty where its row of `width` cells shows all of it."""
    room = {column.name: column.width for column in columns(width, common)}
    if above and above.outlet == row.outlet:
        room["outlet"] = 0
    outlet, title = safe_line(row.outlet), safe_line(row.title)
    return (
        outlet if width_of(outlet) > room.get("outlet", 0) else "",
        title if width_of(title) > room["title"] else "",
    )


def hit_line(
    row: ArticleRow,
    hit: Excerpt,
    width: int,
    glyphs: Glyphs = UNICODE,
    *,
    year: str = "",
    mark: str = "",
) -> Runs:
    """A place that a search found, in exactly `width` cells: when and where it was published, and
    the words. year: of all hits, whose dates go without it; mark: what it is, before all."""
    from workbench.present.places import place_runs  # not for the first page

    date = row.published[:_DAY]
    if year:
        date = date[YEAR:]
    days = _DAY - (YEAR if year else 0)
    outlet = min(_OUTLET, width // 6)
    room = max(10, width - days - outlet - len(mark) - 2)
    runs = (
        Run(f"{mark}{fit(date, days)} ", "dim"),
        Run(f"{fit(row.outlet, outlet, glyphs.ellipsis)} ", "text"),
        *place_runs(hit, room, glyphs),
    )
    return fill_runs(runs, width)


def heading_line(width: int, common: Common | None = None) -> Runs:
    """The names of the library's columns, over its rows."""
    headings = {**HEADINGS, "date": common.year} if common and common.year else HEADINGS
    return table_heading(columns(width, common), headings, _RIGHT)


def common_of(rows: Iterable[ArticleRow]) -> Common | None:
    """What rows have in common; None of none."""
    found: Common | None = None
    for row in rows:
        one = Common(
            year=row.published[: YEAR - 1],
            lang=row.lang,
            widest_outlet=width_of(safe_line(row.outlet)),
            has_claims=row.claims > 0,
            has_relays=row.relayed,
            has_likes=row.cluster > 1,
        )
        found = found.and_of(one) if found else one
    return found


def article_name(outlet: str, title: str) -> str:
    """Outlet and title, as far as there are any."""
    return f"{outlet}{':' if outlet else ''} {title}".strip()


def library_line(row: ArticleRow) -> str:
    """An article as one line of plain words, nothing cut off: for lists outside the desk."""
    parts = (
        f"#{row.number}",
        row.published.replace("T", " ")[:16],
        row.state.value,
        row.lang,
        f"?{row.questions}" if row.questions else "",
        f"{row.claims}c" if row.claims else "",
        f"{UNICODE.alike}{row.cluster}" if row.cluster > 1 else "",
        row.tags,
        due_words(row) or ("for you" if row.given else ""),
        article_name(row.outlet, row.title),
    )
    return "  ".join(safe_line(part) for part in parts if part)


def _cluster(row: ArticleRow, glyphs: Glyphs) -> str:
    relayed = glyphs.relayed if row.relayed else " "
    return relayed + (f"{glyphs.alike}{row.cluster}" if row.cluster > 1 else "")


def _state(row: ArticleRow, glyphs: Glyphs) -> str:
    if row.state == _NEW:
        return glyphs.given if row.given else ""
    return glyphs.reading[row.state]


def due_words(row: ArticleRow) -> str:
    """By when it is to be judged, where that is said."""
    return f"due {row.given}" if row.given not in ("", "-") else ""


_CELLS: Mapping[str, Callable[[ArticleRow, Glyphs], str]] = {
    "state": _state,
    "number": lambda row, glyphs: f"#{row.number}",
    "date": lambda row, glyphs: row.published.replace("T", " ")[:16],
    "outlet": lambda row, glyphs: row.outlet or _NO_OUTLET,
    "title": lambda row, glyphs: f"{row.title}  {row.tags}" if row.tags else row.title,
    "lang": lambda row, glyphs: row.lang,
    "questions": lambda row, glyphs: f"?{row.questions}" if row.questions else "",
    "claims": lambda row, glyphs: f"{row.claims}c" if row.claims else "",
    "cluster": _cluster,
}
_RIGHT = frozenset(("number", "questions", "claims"))
