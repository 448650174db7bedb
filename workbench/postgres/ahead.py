"""Questions that are asked ahead, so that many go to the server and back in one way.

What a verb asks stands in the verb alone. To ask it ahead the verb is begun, and left where it
would wait for an answer: by then its statements are on their way. Whoever calls the verb in
earnest, within the same moment, is handed the cursors of these statements and waits for their
answers only. What is asked ahead and never called for was asked in vain, and no more than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from typing import Self

Row = tuple[Any, ...]


class LeftError(Exception):
    """A verb that is only to ask would wait for an answer now."""


class Ahead:
    """What was asked ahead in one moment and nobody has called for yet."""

    def __init__(self) -> None:
        self.is_asking = False
        """Whether what is executed now is only to be asked."""
        self._asked: list[tuple[object, object, AheadCursor]] = []

    def ask(self, questions: Iterable[Callable[[], object]]) -> None:
        """Begin each of these verbs, and leave it where it would wait."""
        self.is_asking = True
        try:
            for question in questions:
                with suppress(LeftError):
                    question()
        finally:
            self.is_asking = False

    def add(self, query: object, values: object, cursor: AheadCursor) -> None:
        """Remember a statement that is on its way."""
        self._asked.append((query, values, cursor))

    def on_its_way(self, query: object, values: object) -> AheadCursor | None:
        """The cursor of such a statement, if there is one; its rows are for one caller."""
        for place, (asked, given, cursor) in enumerate(self._asked):
            if asked == query and given == values:
                if not self.is_asking:
                    del self._asked[place]
                return cursor
        return None


class AheadConnection(psycopg.Connection[Row]):
    """One that knows what was asked ahead on it."""

    ahead: Ahead | None = None
    """None outside of a moment."""


class AheadCursor(psycopg.Cursor[Row]):
    """One whose statement may have been asked ahead, and whose answer is not waited for then."""

    @property
    def _ahead(self) -> Ahead | None:
        connection = self.connection
        assert isinstance(connection, AheadConnection)
        return connection.ahead

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        ahead = self._ahead
        if ahead and (cursor := ahead.on_its_way(query, params)):
            return cursor  # type: ignore[return-value]  # the cursors of a connection are alike
        asked = super().execute(query, params, **options)
        if ahead and ahead.is_asking:
            ahead.add(query, params, asked)
        return asked

    def fetchone(self) -> Row | None:
        self._leave()
        return super().fetchone()

    def fetchall(self) -> list[Row]:
        self._leave()
        return super().fetchall()

    def __iter__(self) -> Any:  # psycopg 3.2 and 3.3 call what it gives by other names
        self._leave()
        return super().__iter__()

    def _leave(self) -> None:
        if self._ahead and self._ahead.is_asking:
            raise LeftError
