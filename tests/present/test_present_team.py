"""A team's lines: exactly as wide as asked for, hostile names harmless, nothing said of nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from workbench.domain.member import Inspection
from workbench.domain.overseeing import Overseen, Waiting, Work, overseen
from workbench.domain.sitting import RuleTally
from workbench.present.cells import width_of
from workbench.present.team import (
    Values,
    sheet_lines,
    team_details,
    team_heading,
    team_line,
    team_words,
)

TODAY = "2026-11-29"
NAME = "ana\x1b[31m\u202e"


@dataclass
class Plain:
    """A team's work as plain values."""

    today: str = TODAY
    titles: Mapping[int, str] = field(default_factory=dict)
    agreement: Mapping[str, Values] = field(default_factory=dict)
    looks: tuple[Inspection, ...] = ()
    known: None = None
    rules: tuple[RuleTally, ...] = ()
    is_whole: bool = True

    def late(self, row: Overseen) -> list[Waiting]:
        return [one for one in row.waiting if one.is_late(self.today)]

    def still(self, row: Overseen) -> list[Waiting]:
        return [one for one in row.waiting if one.stands_still(self.today)]


def row(*waiting: Waiting) -> Overseen:
    (told,) = overseen(Work(waiting=waiting), [NAME])
    return told


@pytest.mark.parametrize("width", [20, 34, 50, 78, 80, 96, 120, 200])
def test_a_row_and_its_heading_are_as_wide_as_the_screen(width: int) -> None:
    late = row(Waiting(NAME, 1, "2026-11-20", "2026-11-19"))
    line = "".join(run.text for run in team_line(Plain(), late, width))
    assert width_of(line) == width_of("".join(run.text for run in team_heading(width))) == width
    assert "\x1b" not in line
    assert "\u202e" not in line


def test_what_waits_is_said_and_what_is_not_there_is_left_out() -> None:
    told = team_words(Plain(), row(Waiting(NAME, 1, "2026-11-20", "2026-11-19")))
    assert told[-1] == "1 late, 1 standing still"
    assert told[4:6] == ("", "")
    assert team_details(Plain(), row(Waiting(NAME, 1, "", TODAY)))[1] == "1 not finished"


def test_a_sheet_names_what_is_late_and_counts_the_rest() -> None:
    told = row(Waiting(NAME, 1, "2026-11-20", "2026-11-19"), Waiting(NAME, 2, "", TODAY))
    lines = [*sheet_lines(Plain(titles={1: "Judul"}), told)]
    assert [line.article for line in lines if line.article] == [1]
    assert any("due 2026-11-20" in line.words and "Judul" in line.words for line in lines)
    assert any(line.words.startswith("1 more article") for line in lines)
