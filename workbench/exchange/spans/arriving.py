"""What reading any annotation tool's file has in common: its text, its notes, what is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from workbench.domain.article import Article
from workbench.domain.note import Note, NoteSubject
from workbench.domain.span import Span, shorten
from workbench.errors import DataError
from workbench.exchange.bundle import AnnotatedArticle, Item, Losses, Unread
from workbench.exchange.json_records import Record, records
from workbench.exchange.spans.memory import KEY, Memory, article_in, remembered
from workbench.exchange.spans.page import Region
from workbench.exchange.spans.reading import Reading, uid_of
from workbench.exchange.spans.vocabulary import renamed

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


def offsets(of: str, start: object, end: object) -> tuple[int, int]:
    """The offsets of something in a file. Raises DataError where they are no whole numbers."""
    if type(start) is not int or type(end) is not int:
        raise DataError(f"the offsets of {of} are no whole numbers")
    return start, end


def region_at(text: str, identity: str, label: str, start: int, end: int) -> Region:
    """A mark, where the text reaches. Raises DataError."""
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


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the file, the article that it is, and what the file remembers of us."""

    text: str
    article: Article
    memory: Memory | None
    extra: Mapping[str, Any]
    """What else the file says of it; of ours we know better."""

    @classmethod
    def of(cls, fields: Record, field: str, beside: Record, *, tool: str, key: object) -> Text:
        """The text in a field, with what stands beside it of us and of it; key: what the tool knows
        it by. Raises DataError."""
        memory = remembered(beside.get(KEY))
        text, name = text_in(fields, field)
        told = {**fields, **beside}
        others = {one: told[one] for one in told if one not in (name, KEY)}
        title = others.get("title")
        article = article_in(
            text,
            memory,
            how=tool,
            foreign_id="" if key is None else str(key),
            title=title if isinstance(title, str) else "",
        )
        return cls(text, article, memory, {} if memory else others)


Taken = tuple[Reading, AnnotatedArticle]


class Arriving:
    """A tool's file, or several, on the way here."""

    def __init__(self, tool: str, *, analyst: str, labels: str) -> None:
        """analyst: whose those marks are that are not ours; labels: which labels of others mean
        ours, as the option has it. Raises UsageError."""
        self.losses = Losses()
        self._tool = tool
        self._analyst = analyst
        self.labels = Labels(renamed(labels), self.losses)
        self._given: set[str] = set()

    def reading(self, text: Text) -> Reading:
        """Of the marks on a text."""
        return Reading(
            text.article,
            text.text,
            analyst=self._analyst,
            tool=self._tool,
            losses=self.losses,
            known=text.memory.page if text.memory else None,
        )

    def items(self, source: BinaryIO, take: Callable[[Record], Taken]) -> Iterator[Item]:
        """The articles of one file, sources that are new before the one that names them; take: how
        one of its records is read. Raises DataError with the record's place."""
        for place, record in records(source):
            try:
                reading, annotated = take(record)
            except DataError as error:
                raise DataError(f"{place}: {error.what}", error.next_step) from error
            for each in reading.sources.values():
                if each.uid not in self._given:
                    self._given.add(each.uid)
                    yield each
            yield annotated

    def left_out(self) -> Iterator[Unread]:
        """What was read and has no place here."""
        if lost := self.losses.told():
            yield Unread(lost)
