"""Lists of phrases with what each means, as other projects test their parsers, as gold documents.

A JSON array of `{"text", "value"}` in the notation of duckling's corpora, or of
`{"text", "english"}` where a date is said again in English. They state values, never extents: a
phrase holds its value wherever in it that was found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from workbench.domain.fact import Kind
from workbench.measure.matching import Annotation, Value
from workbench.measure.truth import GoldDocument

ANCHOR = date(2020, 1, 9)
"""The day that "1 week ago" is counted from; any would do."""
_UNITS = {"Dollar": "USD", "Pound": "GBP"}
_SIMPLE = re.compile(r"(?:simple|under|above) (\w+) (-?[\d.]+)")
_BETWEEN = re.compile(r"between (\w+)\((-?[\d.]+), (-?[\d.]+)\)")
_NUMBER = re.compile(r"(NumeralValue|OrdinalData) \(?(-?[\d.]+)\)?")
_LENGTHS = {"second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W",
            "month": "P{}M", "year": "P{}Y"}  # fmt: skip
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_COUNTED = re.compile(r"(in )?(\d{1,3}) (second|minute|hour|day|week|month|year)s?( ago)?")
_DATED = re.compile(r"(?:[a-z]+ )?(\d{1,2}) ([a-z]+) (\d{4})(?: (\d{2}:\d{2}))?")


def phrase_document(record: Any, name: str, number: int) -> GoldDocument:
    """One phrase of a file of that name, whose last suffixes tell the language ("x.id.json").

    Raises ValueError and KeyError on what is no such phrase.
    """
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError("a phrase is an object with its text")
    text = record["text"]
    if not text.strip():
        raise ValueError("a phrase without words")
    kind, values = _meaning(record)
    annotation = Annotation(kind=kind.value, pieces=((0, len(text)),), values=values)
    return GoldDocument(
        id=str(record.get("id", number)),
        text=text,
        lang=str(record.get("lang") or _language(name)),
        anchor=ANCHOR.isoformat(),
        anchor_basis="metadata",
        annotations=(annotation,),
        states_extents=False,
    )


def _language(name: str) -> str:
    suffix = PurePath(PurePath(name).stem).suffix[1:]
    return suffix if re.fullmatch(r"[a-z]{2}", suffix) else ""


def _meaning(record: Mapping[str, Any]) -> tuple[Kind, Mapping[str, Value]]:
    if "value" in record:
        return Kind.QUANTITY, _quantity(str(record["value"]))
    english = record["english"]
    return Kind.TIME, {} if english is None else _time(str(english))


def _quantity(words: str) -> Mapping[str, Value]:
    if match := _NUMBER.fullmatch(words):
        unit = "ordinal" if match.group(1) == "OrdinalData" else None
        return {"value": float(match.group(2)), "unit": unit}
    if match := _SIMPLE.fullmatch(words):
        unit = match.group(1)
        return {"value": float(match.group(2)), "unit": _UNITS.get(unit, unit)}
    if match := _BETWEEN.fullmatch(words):
        unit, low, high = match.groups()
        return {"value": float(low), "max": float(high), "unit": _UNITS.get(unit, unit)}
    raise ValueError(f"no known value: {words!r}")


def _time(english: str) -> Mapping[str, Value]:
    """The TIMEX3 value of an English reading."""
    if match := _DATED.fullmatch(english):
        day, month, year, clock = match.groups()
        if month not in _MONTHS:
            raise ValueError(f"no month {month!r}")
        value = f"{year}-{_MONTHS.index(month) + 1:02d}-{int(day):02d}"
        return {"value": f"{value}T{clock}" if clock else value}
    match = _COUNTED.fullmatch(english)
    if match is None:
        raise ValueError(f"no known reading: {english!r}")
    _, count, unit, ago = match.groups()
    return {"value": _ago(unit, int(count)) if ago else _LENGTHS[unit].format(count)}


def _ago(unit: str, count: int) -> str:
    """The calendar unit so many before the anchor's; of a moment ago only that it is past."""
    if unit == "year":
        return f"{ANCHOR.year - count:04d}"
    if unit == "month":
        year, month = divmod(12 * ANCHOR.year + ANCHOR.month - 1 - count, 12)
        return f"{year:04d}-{month + 1:02d}"
    if unit == "week":
        year, week, _ = (ANCHOR - timedelta(weeks=count)).isocalendar()
        return f"{year:04d}-W{week:02d}"
    return (ANCHOR - timedelta(days=count)).isoformat() if unit == "day" else "PAST_REF"
