"""Which rows of a list are marked, by the ids of what they show.

Ids, not places: marks stay on their rows when the list is read anew, filtered or put in another
order. Pure state; what is done with marked rows is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

Key = str
"""Id of what a row shows; empty for a row that cannot be marked."""


class Marks:
    """The marks of one list."""

    def __init__(self) -> None:
        self.keys: dict[Key, None] = {}
        """What is marked, in the order in which it was."""
        self.anchor: int | None = None
        """Row that a range begins at; None while none is being marked."""
        self._before: tuple[Key, ...] = ()

    def __len__(self) -> int:
        return len(self.keys)

    def __contains__(self, key: Key) -> bool:
        return key in self.keys

    @property
    def shows_any(self) -> bool:
        """Whether a row is marked, or a range begun."""
        return bool(self.keys) or self.anchor is not None

    def toggle(self, key: Key) -> bool:
        """Mark a row, or no longer; whether it is marked now."""
        if key in self.keys:
            del self.keys[key]
            return False
        self.keys[key] = None
        return True

    def add(self, keys: Iterable[Key]) -> None:
        """Mark these rows too."""
        self.keys.update(dict.fromkeys(key for key in keys if key))

    def clear(self) -> None:
        """Mark nothing; `again` brings back what was marked."""
        if self.keys:
            self._before = tuple(self.keys)
        self.keys = {}
        self.anchor = None

    def again(self) -> bool:
        """Mark what was marked before `clear`; False when nothing was."""
        self.add(self._before)
        return bool(self._before)

    def shows(self, place: int, cursor: int, key: Callable[[int], Key]) -> bool:
        """Whether a row shows as marked: it is, or the range from its anchor to the cursor has
        it."""
        if self.anchor is not None and place in in_range(self.anchor, cursor):
            return True
        return bool(self.keys) and key(place) in self.keys


def in_range(anchor: int, cursor: int) -> range:
    """The rows of a range, both ends included."""
    return range(min(anchor, cursor), max(anchor, cursor) + 1)
