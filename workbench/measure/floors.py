"""Floors: what a gold file's figures must reach, so that a loss is seen before it is shipped.

A TOML file says for each kind, or mode of quotes, which measure must reach how many percent:
`[quote]` `exact = 85` is F1, `overlap.recall = 93` is one side of it. Every name is checked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from workbench.domain.claim import Mode
from workbench.domain.fact import Kind
from workbench.errors import UsageError
from workbench.measure.chains import CHAIN_MEASURES
from workbench.measure.comparing import MEASURES
from workbench.measure.evaluating import ALL, Evaluation, Key
from workbench.measure.truth import KINDS

SIDES = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that one figure may be."""

    kind: str
    mode: str
    measure: str
    side: str
    """precision, recall or f1."""
    percent: float

    def __str__(self) -> str:
        kind = f"{self.kind}.{self.mode}" if self.mode else self.kind
        return f"{kind} {self.measure} {self.side}"


def floors_in(words: str, name: str) -> list[Floor]:
    """The floors that the words of a TOML file of that name hold. Raises UsageError, naming the
    key."""
    try:
        table = tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is not TOML: {error}") from error
    floors = [_floor(name, keys, value) for keys, value in _flat(table)]
    if not floors:
        raise UsageError(f"{name} holds no floor", "As: [quote] and exact = 85 below it.")
    return floors


def _flat(table: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, (*above, key))
        else:
            yield (*above, key), value


def _floor(file: str, keys: tuple[str, ...], value: object) -> Floor:
    """`kind[.mode].measure[.side] = percent`."""
    where = f"{file}: {'.'.join(keys)}"
    rest = list(keys)
    kind = _named(where, rest, (*KINDS, ALL))
    mode = rest.pop(0) if kind == Kind.QUOTE and rest and rest[0] in set(Mode) else ""
    measure = _named(where, rest, (*MEASURES, *CHAIN_MEASURES))
    side = _named(where, rest, SIDES) if rest else "f1"
    if rest:
        raise UsageError(f"{where}: nothing stands below a side")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise UsageError(f"{where} must be a percentage, 0 to 100")
    return Floor(kind, mode, measure, side, float(value))


def _named(where: str, rest: list[str], names: tuple[str, ...]) -> str:
    """The next key, which must be one of names. Raises UsageError with the nearest."""
    word = rest.pop(0) if rest else ""
    if word in names:
        return str(word)
    close = get_close_matches(word, names, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"One of: {', '.join(names)}."
    raise UsageError(f"{where}: {word or 'something'!r} is missing or unknown", hint)


def missed_floors(evaluation: Evaluation, floors: list[Floor]) -> list[tuple[Floor, float | None]]:
    """The floors that are not reached, with what was measured in percent; None: there was nothing
    to measure, which reaches no floor over 0."""
    missed = []
    for floor in floors:
        tally = evaluation.tallies.get(Key("", floor.kind, floor.mode, "", floor.measure))
        share = getattr(tally, floor.side) if tally else None
        percent = None if share is None else 100 * share
        if (percent or 0.0) + _ROUNDING < floor.percent:
            missed.append((floor, percent))
    return missed


_ROUNDING = 0.05
"""Percent: floors are read off figures printed to a tenth."""
