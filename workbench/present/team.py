"""A team's work in lines: one for each analyst, the heading over them, and the sheet of one.

For `workbench team` and the desk alike. Numbers stand beside what they are of; nothing is ranked,
no number has a colour of its own, and none says that somebody is slow. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from workbench.domain.member import Inspection
from workbench.domain.overseeing import Overseen, Waiting
from workbench.domain.sitting import RuleTally
from workbench.domain.text import safe_line
from workbench.present.agreement import Told as Figure
from workbench.present.columns import Column, Steps, columns_of, table_heading, table_line
from workbench.present.counting import counted
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Runs
from workbench.present.sitting import clock, rule_line


class Near(Protocol):
    """How near somebody came to known answers, seen from below."""

    @property
    def texts(self) -> int:
        """Articles."""

    @property
    def known(self) -> int:
        """Claims of their known answers."""

    @property
    def same(self) -> int:
        """Those that were recorded so."""

    @property
    def apart(self) -> Mapping[str, int]:
        """Kind of difference -> how often."""


class Values(Protocol):
    """How far an analyst agrees with colleagues, seen from below."""

    @property
    def figures(self) -> Mapping[str, Figure]:
        """By measure."""


class Told(Protocol):
    """A team's work, seen from below."""

    @property
    def today(self) -> str:
        """The day that it is here."""

    @property
    def titles(self) -> Mapping[int, str]:
        """Number of an article -> its title, where it is known."""

    @property
    def agreement(self) -> Mapping[str, Values]:
        """Analyst -> how far she agrees with colleagues, where that was asked for."""

    @property
    def looks(self) -> Sequence[Inspection]:
        """Supervisors' looks at the one who is asked for, the newest first."""

    @property
    def known(self) -> Near | None:
        """How near the one who is asked for came to known answers."""

    @property
    def rules(self) -> Sequence[RuleTally]:
        """How everybody answered, where that may be seen."""

    @property
    def is_whole(self) -> bool:
        """Whether it is of everybody; else of whoever looks alone."""

    def late(self, row: Overseen) -> list[Waiting]:
        """What should be there already."""

    def still(self, row: Overseen) -> list[Waiting]:
        """What nothing was done about for days."""


_STEPS: Steps = {
    "analyst": ((0, 0),),
    "articles": ((40, 8),),
    "finished": ((96, 8),),
    "answers": ((30, 7),),
    "claims": ((50, 6),),
    "typical": ((58, 6),),
    "accepted": ((66, 8),),
    "agree": ((76, 5),),
    "sittings": ((108, 8),),
    "cut": ((90, 3),),
    "late": ((34, 4),),
    "still": ((46, 5),),
    "disputes": ((72, 8),),
}
_HEADINGS = {
    "analyst": "analyst",
    "articles": "articles",
    "finished": "finished",
    "answers": "answers",
    "claims": "claims",
    "typical": "each",
    "accepted": "accepted",
    "agree": "agree",
    "sittings": "sittings",
    "cut": "cut",
    "late": "late",
    "still": "still",
    "disputes": "disputes",
}
_RIGHT = frozenset(_HEADINGS) - {"analyst"}


@lru_cache(maxsize=64)
def _columns(width: int) -> tuple[Column, ...]:
    return columns_of(_STEPS, width, rest="analyst")


def team_heading(width: int) -> Runs:
    """The names of the columns."""
    return table_heading(_columns(width), _HEADINGS, _RIGHT)


def team_line(team: Told, row: Overseen, width: int, glyphs: Glyphs = UNICODE) -> Runs:
    """What an analyst did, in exactly `width` cells. What is not there is left out, so that what
    waits is seen."""
    late, still = len(team.late(row)), len(team.still(row))
    cells = {
        "analyst": (safe_line(row.analyst), "title"),
        "articles": _number(row.articles),
        "finished": _number(row.finished),
        "answers": _number(row.answers),
        "claims": _number(row.claims),
        "typical": (clock(row.typical) if row.typical is not None else "", "text"),
        "accepted": (accepted_share(row), "text"),
        "agree": (agreed(team, row), "text"),
        "sittings": _number(row.sittings),
        "cut": _number(row.cut_off),
        "late": (str(late or ""), "warning"),
        "still": (str(still or ""), "warning"),
        "disputes": (str(len(row.disputed) or ""), "warning"),
    }
    return table_line(_columns(width), cells.__getitem__, _RIGHT, glyphs)


def _number(count: int) -> tuple[str, str]:
    return str(count or ""), "text"


def accepted_share(row: Overseen) -> str:
    """How many of the facts that she found right or wrong she accepted as they stood, in percent;
    empty where there are none."""
    accepted, of = row.accepted
    return f"{round(100 * accepted / of)}%" if of else ""


_SHOWN = "overlap"
"""The measure of agreement that has room in a row: claims of the same words."""


def agreed(team: Told, row: Overseen) -> str:
    """How far an analyst's claims are of the same words as colleagues', as .87; empty where nobody
    asked for it, or where there is no such figure."""
    values = team.agreement.get(row.analyst)
    number = values.figures[_SHOWN].number if values and _SHOWN in values.figures else None
    return "" if number is None else f"{number:.2f}"


def team_words(team: Told, row: Overseen) -> tuple[str, ...]:
    """What an analyst did, in words, each a cell of a list."""
    both = agreed(team, row)
    return (
        safe_line(row.analyst),
        *_done(row),
        f"claims agree {both}" if both else "",
        _waits(team, row),
    )


def _done(row: Overseen) -> tuple[str, ...]:
    share = accepted_share(row)
    return (
        counted(row.articles, "article"),
        counted(row.answers, "answer"),
        counted(row.claims, "claim"),
        f"{clock(row.typical)} each" if row.typical is not None else "",
        f"{share} accepted" if share else "",
    )


def _waits(team: Told, row: Overseen) -> str:
    late, still = len(team.late(row)), len(team.still(row))
    waits = (
        f"{late} late" if late else "",
        f"{still} standing still" if still else "",
        counted(len(row.disputed), "dispute") if row.disputed else "",
        f"{row.cut_off} of {counted(row.sittings, 'sitting')} cut off" if row.cut_off else "",
    )
    return ", ".join(filter(None, waits))


def nobody_words(team: Told) -> str:
    """That there is no row: of everybody, or of whoever looks, who sees no others."""
    if team.is_whole:
        return "Nobody did anything in that time"
    return "You did nothing in that time, and what others did is for supervisors"


def team_details(team: Told, row: Overseen) -> tuple[str, str]:
    """The row under the cursor: what was done, and what waits."""
    finished = f"{row.finished} finished" if row.finished else ""
    unfinished = f"{len(row.waiting)} not finished" if row.waiting else ""
    return (
        f"{safe_line(row.analyst)}: {', '.join(filter(None, (*_done(row), finished)))}",
        ", ".join(filter(None, (_waits(team, row), unfinished))) or "nothing waits",
    )


def look_words(look: Inspection) -> str:
    """A supervisor's look."""
    return safe_line(f"{look.at[:16].replace('T', ' ')} UTC  {look.analyst}  {look.what}")


class SheetLine(NamedTuple):
    """A line of one analyst's sheet."""

    words: str
    article: int | None = None
    """The article that it is about, to be opened."""
    style: str = "text"


def sheet_lines(team: Told, row: Overseen) -> Iterator[SheetLine]:
    """One analyst's work in full: what waits first, then the days, then the rules."""
    late, still = set(team.late(row)), set(team.still(row))
    yield from _disputes(team, row)
    shown = [one for one in row.waiting if one in late or one in still]
    if shown:
        yield SheetLine("late, or without an act or a sitting for days:", style="header")
    for one in shown:
        words = [f"due {one.due}" if one.due else "", f"nothing since {one.last}"]
        title = team.titles.get(one.article, "")
        told = ", ".join(filter(None, words))
        yield SheetLine(f"  #{one.article}  {told}  {title}".rstrip(), one.article)
    if others := len(row.waiting) - len(shown):
        yield SheetLine(f"{counted(others, 'more article')} begun or given, and not finished")
    yield SheetLine(_sittings(row))
    yield SheetLine("day by day:", style="header")
    for day in row.days:
        parts = (
            counted(day.articles, "article"),
            f"{day.finished} finished" if day.finished else "",
            counted(day.decisions, "answer"),
            counted(day.claims, "claim"),
            f"open for {clock(day.seconds)}" if day.seconds else "",
        )
        yield SheetLine(f"  {day.day}  {', '.join(filter(None, parts))}")
    yield from _agreement(team, row)
    if near := team.known:
        yield SheetLine(_nearness(near))
    if looks := team.looks:
        last = f"{looks[0].at[:10]} by {looks[0].analyst}"
        yield SheetLine(f"looked at by supervisors: {counted(len(looks), 'time')}, last {last}")
    yield from _rules(row, team.rules)


def _disputes(team: Told, row: Overseen) -> Iterator[SheetLine]:
    if row.disputed:
        yield SheetLine("disputed, and not answered yet:", style="header")
    for one in row.disputed:
        yield SheetLine(f"  #{one.article}  {one.day}  {one.words}", one.article)


def _agreement(team: Told, row: Overseen) -> Iterator[SheetLine]:
    """How far she agrees with colleagues, by measure; the whole of it is a page of its own."""
    values = team.agreement.get(row.analyst)
    if not values or not values.figures:
        return
    yield SheetLine("agreement with colleagues, on all that two or more judged:", style="header")
    for measure, figure in values.figures.items():
        number = figure.number
        told = figure.why if number is None else f"{number:.3f}"
        of = f"{figure.units:,} compared in {counted(figure.articles, 'article')}"
        yield SheetLine(f"  {measure}: {told}  ({of})")


def _nearness(near: Near) -> str:
    told = f"of {counted(near.known, 'claim')} known to be right, {near.same} recorded so"
    apart = "".join(f"; {kind}: {many}" for kind, many in near.apart.items())
    return f"{counted(near.texts, 'article')} with a known answer: {told}{apart}"


def _sittings(row: Overseen) -> str:
    cut = f", {row.cut_off} cut off" if row.cut_off else ""
    each = (
        f"; an article that was worked on was open for {clock(row.typical)}, the one in the middle"
        if row.typical is not None
        else ""
    )
    return f"{counted(row.sittings, 'sitting')}{cut}; articles open for {clock(row.seconds)}{each}"


def _rules(row: Overseen, everybody: Sequence[RuleTally]) -> Iterator[SheetLine]:
    if row.rules:
        yield SheetLine("how the machine's rules were answered:", style="header")
    of_all = {one.rule: one for one in everybody}
    for tally in row.rules:
        every = of_all.get(tally.rule)
        more = f"  (everybody: {every.accepted} of {every.answered})" if every else ""
        yield SheetLine(f"  {rule_line(tally)}{more}")
