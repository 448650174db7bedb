"""Numbers over time in words: a quantity with who stands by which, and a row for each of them.

An arrow stands where one voice went on to another number, or a correction took one back; what
others say stands beside it, and is nobody's course.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from workbench.domain.quantity import Given, Series
from workbench.domain.series import Number, Stand
from workbench.domain.text import safe_line
from workbench.present.cells import article_cell, fit, fit_right, width_of
from workbench.present.chain import chain_line, chain_links, chain_runs
from workbench.present.counterparts import number_words
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run, Runs, fill_runs
from workbench.present.timeline import moment_words

_WHEN, _NUMBER, _ARTICLE = 17, 13, 6
_MOST = 400
"""Cells of a chain in print."""
_ARROW = " → "
_NAMED = 2
"""Of those who say a number, that are named on a line."""


def series_words(series: Series) -> str:
    """A quantity and who stands by which number: "dead: 7 → 9 (Rina Wijaya); 12 (BPBD)"."""
    told = "; ".join(_stand(one, series) for one in series.stands)
    corrected = "  corrected" if series.is_corrected else ""
    return safe_line(f"{series.what or 'number'}: {told}{corrected}")


def _stand(stand: Stand[Given], series: Series) -> str:
    numbers = stand.numbers
    if not stand.is_course:
        (first,) = numbers
        same = [one for one in series.numbers if (one.low, one.high) == (first.low, first.high)]
        numbers = tuple(one for one in same if not one.is_wrong)
    who = [*dict.fromkeys(one.of.stated.traced.origin.words or "?" for one in numbers)]
    more = f" and {len(who) - _NAMED} more" if len(who) > _NAMED else ""
    line = _ARROW.join(map(amount_words, stand.numbers))
    return f"{line} ({', '.join(who[:_NAMED])}{more})"


def amount_words(one: Number[Given]) -> str:
    """A number: as it is read, as a range, or as what is only about that."""
    low, high = number_words(str(one.low)), number_words(str(one.high))
    words = low if one.low == one.high else f"{low}–{high}"
    return f"about {words}" if one.of.is_rough and one.low == one.high else words


def _about(one: Number[Given]) -> str:
    return " (corrects)" * one.is_right + " (taken back)" * one.is_wrong


def series_row(series: Series, width: int) -> Runs:
    """A quantity in exactly `width` cells."""
    style = "warning" if series.is_disputed else "title"
    return fill_runs((Run(series_words(series), style),), width)


def number_row(one: Number[Given], width: int, glyphs: Glyphs = UNICODE) -> Runs:
    """A number in exactly `width` cells: when it was said, whether somebody reviewed it, what it
    is, its article, and whom it comes from."""
    said = one.of.stated
    style = "dim" if one.is_wrong else "unsure" if one.of.is_rough else "text"
    runs = [
        Run(f"  {fit(moment_words(one.of.timed.said) or '-', _WHEN, glyphs.ellipsis)} ", "dim"),
        Run(f"{_mark(one, glyphs)} ", "accepted" if said.is_reviewed else "open"),
        Run(fit_right(amount_words(one), _NUMBER, glyphs.ellipsis) + "  ", style),
        Run(article_cell(said.article.number, _ARTICLE), "dim"),
    ]
    room = max(8, width - sum(width_of(run.text) for run in runs))
    return fill_runs((*runs, *chain_runs(chain_links(said.chain), room, glyphs)), width)


def _mark(one: Number[Given], glyphs: Glyphs) -> str:
    return glyphs.verdict["accepted" if one.of.stated.is_reviewed else None]


def number_details(one: Number[Given]) -> str:
    """The words that give the number."""
    return safe_line(f"{one.of.printed}{_about(one)}: {one.of.stated.span.words}")


def plain_lines(every: Sequence[Series], glyphs: Glyphs = UNICODE) -> Iterator[str]:
    """All quantities, line by line: for paper, pipes and screen readers."""
    return chain.from_iterable(_lines(one, glyphs) for one in every)


def _lines(series: Series, glyphs: Glyphs) -> Iterator[str]:
    yield series_words(series)
    for one in series.numbers:
        said = one.of.stated
        when = f"{moment_words(one.of.timed.said) or '-':<{_WHEN}}"
        from_whom = chain_line(chain_links(said.chain), _MOST, glyphs)
        number = f"{amount_words(one)}{_about(one)}"
        about = f"{when} {_mark(one, glyphs)} {number}  #{said.article.number} {from_whom}"
        yield safe_line(f"  {about}: {said.span.words}")
