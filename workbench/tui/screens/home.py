"""What the run of the desk is for those who work in it: its keys, its limits, its ways to end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from workbench.settings import Problem
    from workbench.tui.keymap import Keymap


class Home(Protocol):
    """One run of the desk."""

    keymap: Keymap
    lessons: str
    """Of the tutorial: "offer" or "begin"; empty for none."""
    not_done: list[str]
    """What was given up because the analyst left: told when the screen is gone."""
    keys_unread: int
    """How many keys were typed before leaving that nothing was done for."""
    is_temporary: bool
    """Whether the database goes when the desk ends."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Mistakes in the settings."""

    @property
    def place(self) -> Mapping[str, Any]:
        """Where the analyst was."""

    @property
    def last_words(self) -> str:
        """What quitting means here."""

    def load(self) -> None:
        """Load what the first page can be shown without. In a worker thread."""

    def wear(self, name: str) -> None:
        """Change the theme."""

    def redraw(self) -> None:
        """Send the whole screen again."""

    def close_session(self, how: str) -> None:
        """Keep where the analyst is and end the session. In a worker thread."""

    def note_crash(self, error: BaseException | None) -> None:
        """Keep a crash file of a task that failed; the desk goes on."""

    def fail(self, error: Exception) -> None:
        """End because of an error that leaves nothing to go on with."""
