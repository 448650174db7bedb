"""When the articles appeared, what happened when by what is said, and when something was said: as a
picture, and a time after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.domain.signature import Extent
from workbench.domain.timeline import Moment, Timed, days_of, moment_at
from workbench.domain.timex import DAY
from workbench.exchange.report.blocks import (
    Bar,
    Block,
    Dim,
    Inlines,
    Item,
    Items,
    Para,
    Said,
    Section,
    Times,
)
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sections.articles import title_of
from workbench.exchange.report.sections.telling import article_link, numbered, statement_link, told
from workbench.exchange.report.statements import Statement, unnumbered
from workbench.exchange.report.words import Words
from workbench.told.said_when import When

_SHORT = 110
_LABEL = 60
_MOST = 60
"""Rows of a picture."""
_LEAST = 2
_BESIDE = 7 * DAY
"""How far a picture reaches beyond the days of its articles at least."""
_OPEN_BEFORE, _OPEN_BEHIND = ("UNTIL", "BEFORE"), ("SINCE", "AFTER")
_EVER = 2**62


class _Point(NamedTuple):
    """A place on the line, as it is put in order; what is within one day is that day's."""

    extent: Extent
    modifier: str = ""


_UNDATED = _Point(Extent(_EVER, _EVER))


def timeline(digest: Digest, words: Words) -> Section:
    """Times in their order; what has none comes last."""
    happened = list(_happened(digest))
    found: defaultdict[_Point, list[Item]] = defaultdict(list)
    for statement, timed in happened:
        if timed.happened:
            line = _told(statement, timed.happened, words)
            found[_point(timed.happened)].append(Item(line))
    for day, item in _said(digest, words):
        found[_of_day(day)].append(item)
    for one in digest.articles:
        article = one.annotated.article
        number = article_link(article.number)
        outlet = article.outlet or words("unknown_outlet")
        title = title_of(article, words)
        there = found[_of_day(article.metadata.day)]
        there.append(Item((number, " ", Dim(f"{outlet}:"), " ", title)))
    items = tuple(
        Item((_point_words(point, words),), (Items(tuple(found[point])),))
        for point in sorted(found)
    )
    below: list[Block] = [Para((words("timeline_lead"),), "small")]
    if picture := _picture(digest, happened, words):
        below.append(picture)
    return Section("timeline", (words("timeline"),), (*below, Items(items, "days")), "timeline")


def _happened(digest: Digest) -> Iterator[tuple[Statement, Timed]]:
    """The statements with each time that they are of, as the first of those who say so has it."""
    for statement in digest.statements:
        told = set[_Point]()
        for place in statement.places:
            timed = digest.times.get(place.claim.uid)
            if timed and timed.happened and _point(timed.happened) not in told:
                told.add(_point(timed.happened))
                yield statement, timed


def _told(statement: Statement, moment: Moment, words: Words) -> Inlines:
    lang = statement.told.within.article.metadata.lang
    printed = moment.printed if moment_at(moment.printed) is None else ""
    quoted = (" (", Said(printed, lang), ")") if printed else ()
    happened = Dim(words("timeline_happened"))
    return (happened, *quoted, " ", statement_link(statement), " ", *told(statement, words, _SHORT))


def _point(moment: Moment) -> _Point:
    first, last = moment.extent
    if last - first <= DAY and not moment.modifier:
        first -= first % DAY
        return _Point(Extent(first, first + DAY))
    return _Point(moment.extent, moment.modifier)


def _of_day(day: str) -> _Point:
    moment = moment_at(day) if day else None
    return _point(moment) if moment else _UNDATED


def _point_words(point: _Point, words: Words) -> str:
    if point == _UNDATED:
        return words("timeline_undated")
    first, last = (_day(day, words) for day in days_of(point.extent))
    when = words("timeline_span", first=first, last=last) if last else first
    return words(f"when_{point.modifier}", when=when) if point.modifier else when


def _day(day: str, words: Words) -> str:
    if day.startswith("BC"):
        return words("timeline_before_christ", year=int(day[2:]))
    return words.day(day)


def _picture(
    digest: Digest, happened: Sequence[tuple[Statement, Timed]], words: Words
) -> Times | None:
    """The times of the statements side by side, about the days of the articles: what lies far
    before would leave no room to see these."""
    rows = [(one, at, said) for one, (at, said, _) in happened[:_MOST] if at]
    if len(rows) < _LEAST:
        return None
    rows.sort(key=lambda row: row[1].extent)
    first, last = _reach(digest, [moment.extent for _, moment, _ in rows])
    bars = tuple(_bar(*row, words) for row in rows)
    ends = (Extent(first, first + DAY), Extent(last - DAY, last))
    left, right = (_point_words(_Point(end), words) for end in ends)
    return Times(words("times_title"), words("times_text"), first, last, (left, right), bars)


def _reach(digest: Digest, extents: Sequence[Extent]) -> tuple[int, int]:
    """From when to when a picture reaches: whole days."""
    days = [one.annotated.article.metadata.day for one in digest.articles]
    about = [moment.extent for day in days if (moment := moment_at(day))] or extents
    first, last = min(each.first for each in about), max(each.last for each in about)
    beside = max(_BESIDE, last - first)
    first = max(first - beside, min(first, *(each.first for each in extents)))
    last = min(last + beside, max(last, *(each.last for each in extents)))
    return first - first % DAY, last + -last % DAY


def _bar(statement: Statement, moment: Moment, said: Moment | None, words: Words) -> Bar:
    first, last = moment.extent
    label = words(
        "times_row",
        number=statement.number,
        when=_point_words(_point(moment), words),
        words=statement.words[:_LABEL],
    )
    if moment.modifier in _OPEN_BEFORE:
        first = -_EVER
    if moment.modifier in _OPEN_BEHIND:
        last = _EVER
    at = said.extent.last - 1 if said else None  # of a day, at its end: nothing is told before
    return Bar(f"#s{statement.number}", label, first, last, moment.is_sure, at)


def _said(digest: Digest, words: Words) -> Iterator[tuple[str, Item]]:
    """Who said something on a day, as texts print it, with the statements."""
    found: defaultdict[tuple[When, str, str], list[Statement]] = defaultdict(list)
    by_place = digest.by_place
    for place in digest.places:
        if place.when and place.when.day:
            who = words.joined([*map(unnumbered, place.chain.steps[-1].names)])
            lang = place.within.article.metadata.lang
            found[place.when, who, lang].append(by_place[place.number])
    told = set[tuple[str, str, Statement]]()
    for (when, who, lang), statements in found.items():
        new = [one for one in statements if (when.day, who, one) not in told]
        told |= {(when.day, who, one) for one in new}
        if new:
            name = who or words("unattributed")
            printed = Said(when.printed, lang, is_quoted=False)
            line = (Dim(words("timeline_said")), f" {name}, ", printed, ": ", *numbered(new))
            yield when.day, Item(line)
