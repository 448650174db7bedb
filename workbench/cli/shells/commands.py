"""What can be completed, read from the parser: verbs, their options, and what each takes.

What a shell cannot know, as articles, analysts and filters, is left alone: nothing is offered.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FILES = ("PATH", "FILE", "GOLD")
"""What arguments that name files or folders are called in the help."""


@dataclass(frozen=True, slots=True)
class Takes:
    """What may stand for a value."""

    words: tuple[str, ...] = ()
    files: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anything can be offered."""
        return bool(self.words) or self.files


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a verb."""

    names: tuple[str, ...]
    help: str
    takes: Takes | None
    """None for one that stands alone."""


@dataclass(frozen=True, slots=True)
class Command:
    """The program, a verb, or a verb below one."""

    path: tuple[str, ...]
    """("sources", "list"); empty for the program."""
    below: tuple[tuple[str, str], ...]
    """Verbs below it and what each does."""
    options: tuple[Option, ...]
    places: Takes
    """What may stand without an option."""

    @property
    def name(self) -> str:
        """Its verbs with spaces between."""
        return " ".join(self.path)


def commands_of(parser: argparse.ArgumentParser) -> tuple[Command, ...]:
    """The program and every verb below it, the program first."""
    return tuple(_walk(parser, ()))


def value_options(commands: tuple[Command, ...]) -> tuple[str, ...]:
    """Names of every option that takes a value; the same name never stands alone elsewhere."""
    names = {n for one in commands for o in one.options if o.takes is not None for n in o.names}
    return tuple(sorted(names))


def values_of(commands: tuple[Command, ...]) -> tuple[tuple[str, Takes], ...]:
    """Shell patterns of "path:option" and what stands after it; one pattern for all verbs where an
    option takes the same everywhere."""
    found: dict[str, dict[str, Takes]] = {}
    for command in commands:
        for option in command.options:
            for name in option.names:
                if option.takes is not None:
                    place = f" {command.name}" if command.path else ""
                    found.setdefault(name, {})[place] = option.takes
    patterns: list[tuple[str, Takes]] = []
    for name, takes in found.items():
        if len(set(takes.values())) == 1:
            patterns.append((f'*":{name}"', next(iter(takes.values()))))
        else:
            patterns += [(f'"{place}:{name}"', one) for place, one in takes.items()]
    return tuple(patterns)


def _walk(parser: argparse.ArgumentParser, path: tuple[str, ...]) -> Iterator[Command]:
    below: dict[str, argparse.ArgumentParser] = {}
    helps: dict[str, str] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            below |= action.choices
            helps |= {one.dest: one.help or "" for one in action._choices_actions}
    options = [action for action in parser._actions if action.option_strings]
    places = [
        _takes(action, path)
        for action in parser._actions
        if not action.option_strings and not isinstance(action, argparse._SubParsersAction)
    ]
    yield Command(
        path,
        tuple((name, helps.get(name, "")) for name in below),
        tuple(_option(action, path) for action in options),
        Takes(
            tuple(word for place in places for word in place.words),
            any(place.files for place in places),
        ),
    )
    for name, parser_below in below.items():
        yield from _walk(parser_below, (*path, name))


def _option(action: argparse.Action, path: tuple[str, ...]) -> Option:
    takes = None if action.nargs == 0 else _takes(action, path)
    return Option(tuple(action.option_strings), action.help or "", takes)


def _takes(action: argparse.Action, path: tuple[str, ...]) -> Takes:
    if action.choices:
        return Takes(tuple(map(str, action.choices)))
    if "--format" in action.option_strings:
        return Takes(_formats("reads" if path == ("annotations", "import") else "writes"))
    return Takes(files=action.type is Path or action.metavar in _FILES)


def _formats(ability: str) -> tuple[str, ...]:
    from workbench.services.exporting import list_formats

    return tuple(one["name"] for one in list_formats() if one[ability])
