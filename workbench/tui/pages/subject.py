"""What is under the cursor, as the page that shows it knows: what actions are handed to work on.

Named tuples, as they are loaded before the first page and take a tenth of the time of dataclasses
to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from workbench.domain.claim import Claim, Link
    from workbench.domain.fact import Fact
    from workbench.domain.note import Note, NoteSubject
    from workbench.domain.relay import Relay
    from workbench.domain.selection import Selection
    from workbench.domain.span import Span


class Notable(NamedTuple):
    """What a note would be on."""

    kind: NoteSubject
    uid: str
    span: Span | None = None
    """The words that it would be on."""


class Subject(NamedTuple):
    """Everything that the row, or the words, under the cursor stand for; most of it is not there
    on most rows."""

    article: int | None = None
    """Number of the article."""
    fact: Fact | None = None
    claim: Claim | None = None
    hop: int | None = None
    """Position of the claim's hop."""
    is_hop: bool = False
    """Whether the row under the cursor is that hop's own."""
    relay: Relay | None = None
    """The credit, or the article that it derives from, of a claim's row."""
    link: Link | None = None
    source: str | None = None
    """Uid of the source."""
    note: Note | None = None
    selection: Selection | None = None
    notable: Notable | None = None
    has_rating: bool = False
    """Whether the rating of the claim's origin was seen since the page was opened."""


NOTHING = Subject()
"""What is under the cursor of an empty list."""
