"""The catalogue: every action of the desk, read from `actions.toml` beside this module.

A mistake in it is told with the entry's id, and nothing starts: the file is the program's own. It
must never know a handler or read a key: the registry joins handlers, the key map reads keys.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from workbench.tui.registry import FILE, Action, Group, Pane

_NEEDED = ("id", "keys", "title", "help")
_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "id": str,
    "keys": (str, list),
    "title": str,
    "help": str,
    "panes": (str, list),
    "command": str,
    "also": list,
    "counts": bool,
    "repeats": bool,
}
"""What an entry may hold, and of which type."""
_GROUPS = {group.name.lower(): group for group in Group}
_PANES = {pane.value: pane for pane in Pane}
_ID = re.compile(r"[a-z_]+\.[a-z_]+")

T = TypeVar("T")


def read_catalogue(file: Path = FILE) -> tuple[Action, ...]:
    """Every action, in the order of the help. Raises ValueError, naming the entry."""
    actions: list[Action] = []
    names: set[str] = set()
    for heading, entries in tomllib.loads(file.read_text(encoding="utf-8")).items():
        if not isinstance(entries, list):
            raise ValueError(f"{file.name}, {heading}: [[{heading}]] begins an entry")
        for number, entry in enumerate(entries, 1):
            try:
                action = _action(heading, entry)
                own = {action.id, *action.names}
                if taken := names & own:
                    raise ValueError(f"{taken.pop()} is the name of another one")
            except ValueError as error:
                who = entry.get("id") or f"number {number}"
                raise ValueError(f"{file.name}, [[{heading}]] {who}: {error}") from None
            names |= own
            actions.append(action)
    return tuple(actions)


def _action(heading: str, entry: Mapping[str, object]) -> Action:
    for field, value in entry.items():
        if not isinstance(value, _known(field, _FIELDS, "field")):
            raise ValueError(f"{field} is of the wrong type")
    if missing := [field for field in _NEEDED if entry.get(field, "") == ""]:
        raise ValueError(f"has no {missing[0]}")
    if not _ID.fullmatch(str(entry["id"])):
        raise ValueError("an id is noun.verb")
    panes = _listed(entry.get("panes", Pane.ANYWHERE))
    if not panes:
        raise ValueError("has no panes")
    return Action(
        id=str(entry["id"]),
        title=str(entry["title"]),
        help=str(entry["help"]),
        panes=tuple(_known(pane, _PANES, "pane") for pane in panes),
        group=_known(heading, _GROUPS, "group"),
        keys=_listed(entry["keys"]),
        command=str(entry.get("command", "")),
        also=_listed(entry.get("also", [])),
        counts=bool(entry.get("counts")),
        repeats=bool(entry.get("repeats")),
    )


def _listed(value: object) -> tuple[str, ...]:
    """One word or several."""
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _known(word: str, words: Mapping[str, T], what: str) -> T:
    if word not in words:
        raise ValueError(f"{word!r} is no {what}; there are {', '.join(words)}")
    return words[word]
