"""Agreement in words: the figures of a group as rows, and what each measure compares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from workbench.present.columns import Column, Steps, columns_of, table_heading, table_line
from workbench.present.counting import counted
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Runs

TOGETHER = "all together"
"""What the group of all is called."""
NO_VALUE = "-"
HEADINGS = ("measure", "", "value", "95 of 100", "same", "units", "alone", "articles")
"""Of the cells of a row; alone: claims without a partner."""
_STATISTICS: Mapping[tuple[str, str], str] = {
    ("f1", ""): "F1",
    ("alpha", "nominal"): "alpha",
    ("alpha", "ordinal"): "alpha, ordinal",
    ("alpha", "interval"): "alpha, interval",
    ("kappa", ""): "kappa",
}


class Bounds(Protocol):
    """An interval, seen from below."""

    @property
    def low(self) -> float:
        """Its lower end."""

    @property
    def high(self) -> float:
        """Its upper end."""


class Told(Protocol):
    """A figure, seen from below."""

    @property
    def measure(self) -> str:
        """What is compared."""

    @property
    def statistic(self) -> str:
        """Of which coefficient."""

    @property
    def distance(self) -> str:
        """Of alpha: its weights."""

    @property
    def number(self) -> float | None:
        """The value, where there is one."""

    @property
    def bounds(self) -> Bounds | None:
        """The interval, where there is one."""

    @property
    def why(self) -> str:
        """Why there is no value, or no interval."""

    @property
    def same(self) -> float | None:
        """Share that is the same."""

    @property
    def units(self) -> int:
        """How much was compared."""

    @property
    def alone(self) -> int:
        """Claims without a partner."""

    @property
    def articles(self) -> int:
        """In how many articles."""

    @property
    def left_out(self) -> int:
        """Ratings that are no judgement."""

    @property
    def precision(self) -> float | None:
        """Share of the second's claims that the first has."""

    @property
    def recall(self) -> float | None:
        """Share of the first's claims that the second has."""


class FigureRow(NamedTuple):
    """A figure in cells, as HEADINGS has them; why stands where value and interval would."""

    measure: str
    statistic: str
    value: str
    interval: str
    same: str
    units: str
    alone: str
    articles: str
    why: str


def figure_row(figure: Told) -> FigureRow:
    """A figure in cells."""
    bounds = figure.bounds
    return FigureRow(
        figure.measure,
        _STATISTICS.get((figure.statistic, figure.distance), figure.statistic),
        told(figure.number),
        f"{told(bounds.low)} {told(bounds.high)}" if bounds else "",
        "" if figure.same is None else f"{100 * figure.same:.0f}%",
        str(figure.units),
        str(figure.alone) if figure.alone else "",
        str(figure.articles),
        figure.why,
    )


def told(value: float | None) -> str:
    """A coefficient to three places; a dash where there is none."""
    return NO_VALUE if value is None else f"{value:.3f}"


def also_words(figure: Told) -> str:
    """What else is known of a figure: precision and recall, what was left out; empty without."""
    words = []
    if figure.precision is not None and figure.recall is not None:
        words.append(f"precision {told(figure.precision)}, recall {told(figure.recall)}")
    if figure.left_out:
        words.append(f"{counted(figure.left_out, 'rating')} of 6 left out")
    return "; ".join(words)


def group_name(name: str) -> str:
    """What a group is called."""
    return name or TOGETHER


def of_words(articles: int, analysts: int) -> str:
    """What the figures are of."""
    if not articles:
        return "no article whose answers you may see was judged by two"
    return f"{counted(articles, 'article')} judged by two or more of {counted(analysts, 'analyst')}"


_GROUP_STEPS: Steps = {
    "overlap": ((0, 7),),
    "answers": ((0, 7),),
    "speaker": ((0, 7),),
    "pairs": ((60, 7),),
    "articles": ((50, 8),),
    "group": ((0, 0),),
}
"""What has room for long words comes last, under the right end of the heading, which is not the
table's."""
_GROUP_HEADINGS = {
    "group": " of",
    "overlap": "claims",
    "answers": "answers",
    "speaker": "speaker",
    "pairs": "pairs",
    "articles": "articles",
}
_FIGURE_STEPS: Steps = {
    "measure": ((0, 11),),
    "statistic": ((100, 14), (0, 6)),
    "units": ((0, 8),),
    "alone": ((60, 5),),
    "articles": ((70, 8),),
    "same": ((50, 4),),
    "value": ((0, 0),),
}
_FIGURE_HEADINGS = {
    "measure": "measure",
    "statistic": "",
    "units": "units",
    "alone": "alone",
    "articles": "articles",
    "same": "same",
    "value": " value  95%",
}
_RIGHT = frozenset(("overlap", "answers", "speaker", "pairs", "articles", "same", "units", "alone"))


def group_heading(width: int) -> Runs:
    """The names of the columns of groups."""
    return _heading(columns_of(_GROUP_STEPS, width, rest="group"), _GROUP_HEADINGS)


def group_line(
    name: str, figures: Mapping[str, Told], width: int, glyphs: Glyphs = UNICODE
) -> Runs:
    """A group in exactly `width` cells: F1 of claims, alpha of answers and of speakers."""
    overlap = figures.get("overlap")

    def cell(column: str) -> tuple[str, str]:
        if column == "group":
            return f" {group_name(name)}", "text"
        if column == "pairs":
            return str(overlap.units) if overlap else "", "dim"
        if column == "articles":
            return str(overlap.articles) if overlap else "", "dim"
        figure = figures.get(column)
        value = figure.number if figure else None
        return told(value), "dim" if value is None else "title"

    return table_line(columns_of(_GROUP_STEPS, width, rest="group"), cell, _RIGHT, glyphs)


def figure_heading(width: int) -> Runs:
    """The names of the columns of figures."""
    return _heading(columns_of(_FIGURE_STEPS, width, rest="value"), _FIGURE_HEADINGS)


def _heading(shown: tuple[Column, ...], named: Mapping[str, str]) -> Runs:
    (names,) = table_heading(shown, named, _RIGHT)
    return (names._replace(text=names.text.rstrip()),)  # what is blank need not be cut


def figure_line(figure: Told, width: int, glyphs: Glyphs = UNICODE) -> Runs:
    """A figure in exactly `width` cells; the reason where there is no value."""
    row = figure_row(figure)
    is_none = figure.number is None

    def cell(column: str) -> tuple[str, str]:
        if column == "value":
            words = row.why if is_none else f"{row.value}  {row.interval}"
            return f" {words}", "unsure" if is_none else "title"
        return getattr(row, column), "text" if column == "measure" else "dim"

    return table_line(columns_of(_FIGURE_STEPS, width, rest="value"), cell, _RIGHT, glyphs)


def group_details(figures: Mapping[str, Told]) -> str:
    """Why a group has no value, by measure; what the columns are where it has all."""
    whys = [f"{name}: {one.why}" for name, one in figures.items() if one.number is None]
    return "; ".join(whys) or (
        "claims: F1 of those on the same words; answers, speaker: alpha, 1 where all agree and 0 "
        "where chance would"
    )


def figure_details(figure: Told, rule: str) -> str:
    """What a figure compares, and what else is known of it."""
    also = "; ".join(filter(None, (figure.why, also_words(figure))))
    return f"{also}. {rule}" if also else rule
