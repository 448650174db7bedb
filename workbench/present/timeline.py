"""The line of time as rows of text, at the desk and in print: when, who says so, and what.

Says what was read; decides nothing. What is not sure stands as what it may be: from when to when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.domain.signature import Extent
from workbench.domain.text import safe_line
from workbench.domain.timeline import Along, Dated, Moment, days_of, stamp_at
from workbench.domain.timex import DAY, day_at
from workbench.present.assertion import said
from workbench.present.cells import article_cell, fit, width_of
from workbench.present.chain import chain_line, chain_links, chain_runs
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run, Runs, fill_runs

_WHEN, _MARK, _NUMBER, _OTHER = 17, 2, 6, 11
_WIDE = 110
"""Cells from which on a row has the other time too."""
_MOST = 400
"""Cells of a chain in print."""
_WORDS = {
    "START": "early {}", "MID": "mid {}", "END": "late {}", "APPROX": "about {}",
    "SINCE": "since {}", "UNTIL": "until {}", "BEFORE": "before {}", "AFTER": "after {}",
}  # fmt: skip
NO_PLACE = {
    Along.HAPPENED: "of no time that is known",
    Along.SAID: "said at no time that is known",
}
_HEADS = {
    Along.HAPPENED: ("of", "said"),
    Along.SAID: ("said", "of"),
}


def moment_words(moment: Moment | None) -> str:
    """When something is: "2026-03-12 14:00", "2026-03", "about 1965", "1990–1999", "44 BC"; empty
    where that is not known."""
    if moment is None:
        return ""
    words = _WORDS.get(moment.modifier, "{}")
    return words.format(_extent(moment.extent))


def _extent(extent: Extent) -> str:
    first, last = extent
    if last - first <= 1:
        return stamp_at(first).replace("T", " ")
    if last - first > DAY and (first % DAY or last % DAY):
        return "–".join(stamp_at(one).replace("T", " ") for one in (first, last - 1))
    if first % DAY or last % DAY:
        return f"{day_at(first)} {first % DAY // 60:02}–{last % DAY // 60 or 24:02}h"
    day, end = days_of(extent)
    return (
        f"{_before_christ(day)}–{_before_christ(_rest(day, end))}" if end else _before_christ(day)
    )


def _rest(day: str, end: str) -> str:
    """The end of a stretch without what its beginning says already."""
    sizes = (size for size in (8, 5) if day[size - 1 : size] == "-" and day[:size] == end[:size])
    return next((end[size:] for size in sizes), end)


def _before_christ(day: str) -> str:
    return f"{int(day[2:])} BC" if day.startswith("BC") else day


def when_words(one: Dated, along: Along) -> str:
    """When a statement is, by one of its two times; what an analyst wrote of it that is no place on
    the line as she wrote it."""
    if along is Along.HAPPENED and one.timed.unplaced:
        return f"“{one.timed.unplaced}”"
    return moment_words(one.at(along))


def dated_heading(along: Along, width: int) -> Runs:
    """What stands over the rows, in exactly `width` cells."""
    first, second = _HEADS[along]
    words = f"{first:<{_WHEN + 1}}{'':<{_MARK}}"
    words += f"{second:<{_OTHER}}" if width >= _WIDE else ""
    return fill_runs((Run(f"{words}{'in':<{_NUMBER}}from whom, and what", "header"),), width)


def dated_row(one: Dated, along: Along, width: int, glyphs: Glyphs = UNICODE) -> Runs:
    """One statement in exactly `width` cells: when, whether somebody reviewed it, its article, whom
    it comes from, and what it says."""
    moment, stated = one.at(along), one.stated
    other = Along.SAID if along is Along.HAPPENED else Along.HAPPENED
    style = "text" if moment and moment.is_sure else "unsure"
    mark = glyphs.verdict["accepted" if stated.is_reviewed else None]
    runs = [
        Run(fit(when_words(one, along) or "-", _WHEN, glyphs.ellipsis) + " ", style),
        Run(f"{mark} ", "accepted" if stated.is_reviewed else "open"),
    ]
    if width >= _WIDE:
        day = moment_words(one.at(other))[: len("2026-03-12")]
        runs.append(Run(fit(day or "-", _OTHER), "dim"))
    runs.append(Run(article_cell(stated.article.number, _NUMBER), "dim"))
    links = chain_links(stated.chain)
    room = max(8, (width - sum(len(run.text) for run in runs)) // 3)
    from_whom = chain_runs(links if width >= _WIDE else links[-1:], room, glyphs)
    filled = Run(" " * (room - sum(width_of(run.text) for run in from_whom) + 1), "text")
    return fill_runs((*runs, *from_whom, filled, Run(words_of(one), "text")), width)


def words_of(one: Dated) -> str:
    """What a statement says, in its analyst's words where there are some."""
    claim = one.stated.claim
    return safe_line(said(claim) if claim else one.stated.span.words)


def dated_details(one: Dated) -> str:
    """Both times, with the words that say them, and what the statement says."""
    return safe_line(f"{'; '.join(_times(one))}: {words_of(one)}")


def _times(one: Dated) -> Iterator[str]:
    for along, lead in ((Along.HAPPENED, "of"), (Along.SAID, "said")):
        moment = one.at(along)
        words = when_words(one, along)
        if not words:
            continue
        printed = moment.printed if moment else ""
        shown = f" (“{printed}”)" if printed and printed != words else ""
        is_published = along is Along.SAID and not printed
        yield f"{'published' if is_published else lead} {words}{shown}"


def plain_lines(rows: Sequence[Dated], along: Along, glyphs: Glyphs = UNICODE) -> Iterator[str]:
    """The whole line of time, line by line: for paper, pipes and screen readers."""
    was_placed = True
    for one in rows:
        is_placed = one.at(along) is not None
        if was_placed and not is_placed:
            yield f"{NO_PLACE[along]}:"
        was_placed = is_placed
        mark = glyphs.verdict["accepted" if one.stated.is_reviewed else None]
        chain = chain_line(chain_links(one.stated.chain), _MOST, glyphs)
        when = f"{when_words(one, along):<{_WHEN if is_placed else 0}}"
        about = f"{when or ' '} {mark} #{one.stated.article.number} {chain}"
        yield safe_line(f"{about}: {words_of(one)}").rstrip()
