"""What the status line says: a word about the last key, a standing banner, what was typed so far.

A key's word goes only once the next key has said its own, is done, or the cursor rests, so that the
line is not written twice for one act. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.tui.registry import Pane

Words = tuple[str, str]
"""Words and their style."""


class Mention:
    """The words of one desk."""

    def __init__(self) -> None:
        self.word: Words = ("", "status")
        """What was said last; empty where there is nothing to tell."""
        self.banner = ""
        """Words that stand wherever there are no others."""
        self.typed = ""
        """The keys of a sequence that is not whole yet."""
        self._stands: Words = ("", "status")
        self._acting_in: Pane | None = None

    def clear(self) -> None:
        """Take back the last word."""
        self.word = ("", "status")

    def begin(self, pane: Pane) -> None:
        """A key is acted on, in a pane: what it has to say is yet to come."""
        self.clear()
        self._acting_in, self.typed = pane, ""

    def end(self) -> None:
        """The key is done."""
        self._acting_in = None

    def words(self, pane: Pane, rest: Callable[[], str], *, is_moving: bool) -> Words:
        """What is to be said now. rest: what is said where there is nothing to tell."""
        if self.word[0]:
            self._stands = self.word
        elif self.banner:
            self._stands = self.banner, "warning"
        elif self._acting_in is not pane and not is_moving:
            self._stands = rest(), "status"
        return self._stands
