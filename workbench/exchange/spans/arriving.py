"""What reading any annotation tool's file has in common: its text, its notes, what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from workbench.domain.note import Note, NoteSubject
from workbench.domain.source import Source
from workbench.domain.span import Span, shorten
from workbench.errors import DataError
from workbench.exchange.bundle import AnnotatedArticle, Losses, Unread
from workbench.exchange.spans.page import Region
from workbench.exchange.spans.reading import Reading, uid_of

_ADDRESS = re.compile(r"\s*[\w+.-]+:\S+\s*")
"""Of an image or a sound, which is no text."""
MOST_LABELS = 20
"""So many labels that mean nothing here are told by name."""


def text_in(record: Mapping[str, Any], field: str) -> tuple[str, str]:
    """The text of a record and the name of its field: of the one that is called so, else of the
    only one that is text. Raises DataError."""
    if isinstance(text := record.get(field), str):
        return text, field
    texts = [
        name
        for name, value in record.items()
        if isinstance(value, str) and not _ADDRESS.fullmatch(value)
    ]
    if len(texts) == 1:
        return record[texts[0]], texts[0]
    there = ", ".join(repr(shorten(name)) for name in texts[:MOST_LABELS]) or "none"
    raise DataError(
        f"it has no text in {field!r}", f"The option field names the field; there are: {there}."
    )


def region_at(text: str, identity: str, label: str, start: object, end: object) -> Region:
    """A mark, where the text reaches. Raises DataError."""
    if type(start) is not int or type(end) is not int:
        raise DataError(f"the offsets of mark {shorten(identity)!r} are no whole numbers")
    Span.of(text, start, end)
    return Region(identity, label, start, end)


def comment(words: str, *, article: str, analyst: str) -> Note:
    """Somebody's words on a whole text, as a note."""
    uid = uid_of("note", article, analyst, words)
    return Note(uid, analyst, NoteSubject.ARTICLE, article, words, "")


class Labels:
    """Which of a project's labels mean ours; the others are told."""

    def __init__(self, names: Mapping[str, str], losses: Losses) -> None:
        """names: label in small letters -> ours."""
        self._names = names
        self._losses = losses
        self._others: set[str] = set()

    def ours(self, label: object) -> str | None:
        """Our name of a label; None where it has none here."""
        if not isinstance(label, str):
            raise DataError("a label is no text")
        if found := self._names.get(label.strip().casefold()):
            return found
        if len(self._others) < MOST_LABELS:
            self._others.add(label)
        named = f" {shorten(label)!r}" if label in self._others else " otherwise"
        self._losses.add(
            f"marks labelled{named}", "the option labels says which labels mean a claim's parts"
        )
        return None


class Arriving:
    """The items of a file in the order in which they are given."""

    def __init__(self) -> None:
        self.losses = Losses()
        self._given: set[str] = set()

    def items(
        self, reading: Reading, annotated: AnnotatedArticle
    ) -> Iterator[Source | AnnotatedArticle]:
        """The sources that are new, then the article that names them."""
        for source in reading.sources.values():
            if source.uid not in self._given:
                self._given.add(source.uid)
                yield source
        yield annotated

    def left_out(self) -> Iterator[Unread]:
        """What the file held and has no place here."""
        if lost := self.losses.told():
            yield Unread(lost)
