"""The tutorial's lessons and how far one is: data and a small state machine, without textual.

It is told what was done and never takes a key of its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

LESSONS = Path(__file__).with_name("tutorial.toml")

_KEY = re.compile(r"\{([a-z_.]+)\}")


@dataclass(frozen=True, slots=True)
class Lesson:
    """What to do next, and how one sees that it was done."""

    words: str
    """`{action.id}` stands for the key that does it."""
    actions: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    """Names of journal entries."""
    panes: tuple[str, ...] = ()
    filtered: bool = False
    """Whether it waits for a filter on the list of articles."""

    def is_done(self, seen: Seen) -> bool:
        """Whether that was what it waits for."""
        return (
            seen.action in self.actions
            or any(act in self.acts for act in seen.acts)
            or seen.pane in self.panes
            or (self.filtered and seen.is_filtered)
        )

    def shown(self, keys_of: Callable[[str], str]) -> str:
        """The words with keys. keys_of: the keys of an action's id."""
        return _KEY.sub(lambda match: keys_of(match[1]), self.words)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was done since the lessons looked last, and where that led."""

    action: str
    """Id of the action, empty when it could not be done."""
    acts: tuple[str, ...]
    pane: str
    is_filtered: bool


class Tutorial:
    """How far one is."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        self.lessons = tuple(lessons)
        self.place = 0

    @property
    def lesson(self) -> Lesson:
        """The one that is shown."""
        return self.lessons[self.place]

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after it."""
        return self.place == len(self.lessons) - 1

    def look(self, seen: Seen) -> bool:
        """Go on when the lesson was done; whether it was."""
        done = not self.is_last and self.lesson.is_done(seen)
        if done:
            self.place += 1
        return done

    def skip(self) -> None:
        """Go on all the same."""
        self.place = min(self.place + 1, len(self.lessons) - 1)


def load_lessons(file: Path = LESSONS) -> tuple[Lesson, ...]:
    """The lessons of the data file."""
    table = tomllib.loads(file.read_text("utf-8"))
    return tuple(
        Lesson(
            words=one["words"],
            actions=tuple(one.get("actions", ())),
            acts=tuple(one.get("acts", ())),
            panes=tuple(one.get("panes", ())),
            filtered=one.get("filtered", False),
        )
        for one in table["lesson"]
    )
