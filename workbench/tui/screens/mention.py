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
        self._is_said = False
        """Whether that is a key's word."""
        self._acting_in: Pane | None = None

    def clear(self) -> None:
        """Take back the last word."""
        self.word = ("", "status")

    def take_back(self, words: str) -> None:
        """Take words back that are not so any more, where they were the last."""
        if self.word[0] == words:
            self.clear()

    def begin(self, pane: Pane) -> None:
        """A key is acted on, in a pane: what it has to say is yet to come."""
        self.clear()
        self._acting_in, self.typed = pane, ""

    def open_field(self) -> bool:
        """A field opens: what stands there is of an earlier key, and says nothing of what is typed
        now. Whether something stood there."""
        was_said, self._is_said = self._is_said and not self.word[0], False
        if was_said:
            self._stands = ("", "status")
        return was_said

    def end(self) -> None:
        """The key is done."""
        self._acting_in = None

    def words(self, pane: Pane, rest: Callable[[], str], *, is_moving: bool) -> Words:
        """What is to be said now. rest: what is said where there is nothing to tell."""
        if self.word[0]:
            self._stands, self._is_said = self.word, True
        elif self.banner:
            self._stands, self._is_said = (self.banner, "warning"), False
        elif self._acting_in is not pane and not is_moving:
            self._stands, self._is_said = (rest(), "status"), False
        return self._stands
