"""How who says something and the verb of the text stand before words that are told: `cues.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

_FILE = Path(__file__).with_name("cues.toml")


class _Cues(NamedTuple):
    before: Mapping[str, str]
    alone: frozenset[str]
    own: frozenset[str]


def cue_line(who: str, cue: str) -> str:
    """A name and a verb in the order in which they are said; the verb alone where nobody is named,
    or is its subject; nothing where it says no more than a name behind it would."""
    known, folded = _cues(), cue.casefold()
    if begins := known.before.get(folded):
        return f"{begins} {who}:" if who else ""
    return f"{cue}:" if not who or folded in known.alone else f"{who} {cue}:"


def is_of_oneself(cue: str) -> bool:
    """Whether a verb says that somebody tells of himself: he is no less firm for it."""
    return cue.casefold() in _cues().own


@cache
def _cues() -> _Cues:
    record = loads(_FILE.read_text("utf-8"))
    alone, own = (frozenset(record[key]["cues"]) for key in ("alone", "own"))
    return _Cues(record["before"], alone, own)
