"""The words of a report in one language: `words/LANGUAGE.toml`, and how it writes numbers and days.

What the program says stands in these files alone; what articles and analysts say never goes through
here. A language that lacks a word fails where the word is asked for: tests ask for every one.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

_FOLDER = Path(__file__).with_name("words")


def languages() -> tuple[str, ...]:
    """The languages that reports are written in, by code."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


class Words:
    """What a report says, in one language."""

    def __init__(self, lang: str, record: dict[str, Any]) -> None:
        self.lang = lang
        self._record = record
        self._say: dict[str, str] = record["say"]
        self._counts: dict[str, list[str]] = record["count"]
        self._months: list[str] = record["days"]["months"]

    def __call__(self, key: str, **values: object) -> str:
        """The words under a key, with these values in their places."""
        return self._say[key].format(**values) if values else self._say[key]

    def count(self, key: str, number: int, **values: object) -> str:
        """So many of something: "1 article", "1,204 articles"."""
        forms = self._counts[key]
        form = forms[0] if number == 1 else forms[-1]
        return form.format(n=self.number(number), **values)

    def counted(self, key: str, number: int = 0) -> str:
        """What is counted under a key, as it stands behind its count; of none as of many."""
        return self.count(key, number).removeprefix(f"{self.number(number)} ")

    def term(self, value: Enum) -> str:
        """What a value of a closed vocabulary is called."""
        name: str = self._record[type(value).__name__][value.value]
        return name

    def scale(self, name: str, grade: object) -> str:
        """What a grade of a scale means."""
        meaning: str = self._record[name][str(grade)]
        return meaning

    def has(self, name: str, grade: object) -> bool:
        """Whether a scale has a grade: what is newer than these words may not be there."""
        return str(grade) in self._record[name]

    def number(self, number: int) -> str:
        """A whole number as it is written."""
        return f"{number:,}".replace(",", self._say["thousands"])

    def day(self, stamp: str) -> str:
        """The day of an ISO stamp, or the month or year that is all it has; words stay words."""
        year, _, rest = stamp[:10].partition("-")
        month, _, day = rest.partition("-")
        if not (year.isdigit() and (not rest or month.isdigit())):
            return stamp
        if not month or not 1 <= int(month) <= 12:
            return stamp if rest else year
        named = f"{self._months[int(month) - 1]} {year}"
        return f"{int(day)} {named}" if day.isdigit() else named

    def joined(self, names: list[str]) -> str:
        """Several names as one enumeration."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self._say['and']} {names[-1]}"


@cache
def words_of(lang: str) -> Words:
    """The words of a language that `languages` lists."""
    return Words(lang, loads((_FOLDER / f"{lang}.toml").read_text("utf-8")))
