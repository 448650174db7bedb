"""Argilla: its records as JSON, as its library writes and reads them; settings need its server.

Each article is a record with one question, `spans`, which its marks answer: as suggestions, or as a
user's responses. It has no relations, and keeps no more of a mark than label and place: the rest
stands in the metadata, as one text (the dataset must allow extra metadata). Reading takes records
of any of its datasets, nested or flattened.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO
from uuid import UUID

from workbench.domain.span import shorten
from workbench.errors import DataError, UsageError
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Item, Written
from workbench.exchange.json_records import Record, a_list, an_object
from workbench.exchange.spans import Page, Region
from workbench.exchange.spans.arriving import Arriving, Taken, Text
from workbench.exchange.spans.counting import CODE_POINTS, Counting
from workbench.exchange.spans.leaving import Leaving
from workbench.exchange.spans.memory import KEY, memory_of, standing

TOOL = "argilla"
QUESTION = "spans"
_NO_PLACE = "a claim has no place for them"
_AROUND = {"id", "_server_id", "status", "vectors", "score", "inserted_at", "updated_at"}


def write(
    bundle: Bundle, target: BinaryIO, *, analyst: str = "", user: str = "", **_reading: str
) -> Written:
    """Write the records; claims of one analyst only where one is named. user: uuid of the user of
    Argilla whose responses they are. Raises DataError, and UsageError of what is no uuid."""
    _check_user(user)
    leaving = Leaving(bundle, analyst)
    for annotated in leaving.checked_articles():
        page = leaving.page(annotated, annotated.claims)
        target.write(b",\n" if leaving.articles else b"[\n")
        target.write(json.dumps(_record(annotated, page, user)).encode())
        leaving.wrote(annotated, len(page.links()))
        leaving.losses.add("notes", "its records have none", len(annotated.notes))
    target.write(b"\n]\n" if leaving.articles else b"[]\n")
    return leaving.written()


def _check_user(user: str) -> None:
    try:
        UUID(user or "0" * 32)
    except ValueError as error:
        raise UsageError(f"{user!r} is no uuid", "Argilla shows it on a user's page.") from error


def _record(annotated: AnnotatedArticle, page: Page, user: str) -> Record:
    marks = [{"label": one.label, "start": one.start, "end": one.end} for one in page.regions]
    memory = memory_of(annotated, page, CODE_POINTS).to_record()
    metadata = {"title": annotated.article.metadata.title, KEY: json.dumps(memory)}
    suggestion = {"value": marks, "score": None, "agent": KEY}
    return {
        "id": annotated.article.uid,
        "fields": {"text": annotated.text},
        "metadata": metadata,
        "suggestions": {} if user else {QUESTION: suggestion},
        "responses": {QUESTION: [{"value": marks, "user_id": user}]} if user else {},
        "vectors": {},
        "status": "pending",
        "_server_id": None,
    }


def read(
    source: BinaryIO, *, analyst: str, field: str = "text", labels: str = "", offsets: str = "",
    user: str = "",
) -> Iterator[Item]:  # fmt: skip
    """Articles with the claims that their marks are, those that are new as the analyst's; their
    sources come before. user: whose responses are read, all without one. Raises DataError naming
    record and line."""
    arriving = Arriving(TOOL, analyst=analyst, labels=labels)

    def take(record: Record) -> Taken:
        one = _Record(_nested(record), field, offsets, arriving)
        reading = arriving.reading(one.text)
        for by, marks in one.answers(user):
            reading.take(one.page(marks), by)
        return reading, reading.annotated(extra=one.text.extra)

    yield from arriving.items(source, take)
    yield from arriving.left_out()


class _Record:
    """One of its records."""

    def __init__(self, record: Record, field: str, offsets: str, arriving: Arriving) -> None:
        self._record = record
        self._labels = arriving.labels
        self._losses = arriving.losses
        metadata = dict(an_object(record.get("metadata")))
        metadata[KEY] = _loaded(metadata.get(KEY))
        fields = an_object(record.get("fields"))
        self.text = Text.of(fields, field, metadata, tool=TOOL, key=record.get("id"))
        self._memory = self.text.memory
        self._counting = Counting(self.text.text, offsets, self._memory)

    def answers(self, user: str) -> Iterator[tuple[str, list[Any]]]:
        """Whose marks, and the marks: of its responses, else what we suggested ourselves."""
        suggestions = an_object(self._record.get("suggestions"))
        found = list(self._responses(user))
        ours = an_object(suggestions.get(QUESTION)) if self._memory else {}
        if not found and ours.get("agent") == KEY:
            yield "", a_list(ours.get("value"))
        others = len(suggestions) - (ours.get("agent") == KEY)
        self._losses.add("suggestions", "a machine made them, and nobody answered them", others)
        yield from found

    def page(self, marks: list[Any]) -> Page:
        """The marks of an answer, with what is remembered of those that are ours. Raises
        DataError."""
        page = Page(tuple(self._regions(marks)))
        return standing(page, self._memory.page) if self._memory else page

    def _responses(self, user: str) -> Iterator[tuple[str, list[Any]]]:
        for responses in an_object(self._record.get("responses")).values():
            for response in map(an_object, a_list(responses)):
                value, whose = response.get("value"), str(response.get("user_id"))
                if user and whose != user:
                    self._losses.add("responses of other users", "one user was asked for")
                elif response.get("status") == "discarded":
                    self._losses.add("discarded responses", "whoever made them discarded them")
                elif isinstance(value, list) and all(map(_is_mark, value)):
                    yield whose, value
                elif value is not None:
                    self._losses.add("answers to other questions", _NO_PLACE)

    def _regions(self, marks: list[Any]) -> Iterator[Region]:
        seen: Counter[tuple[object, ...]] = Counter()
        for mark in marks:
            if not _is_mark(mark):
                raise DataError("a mark is no object with a label, start and end")
            label, start, end = mark["label"], mark["start"], mark["end"]
            if ours := self._labels.ours(label):
                seen[ours, start, end] += 1
                identity = f"{ours} {start}..{end} {seen[ours, start, end]}"
                yield self._counting.region(identity, ours, start, end)


def _is_mark(value: object) -> bool:
    return isinstance(value, dict) and value.keys() >= {"label", "start", "end"}


def _nested(record: Record) -> Record:
    """A flattened record as its library nests it."""
    if isinstance(record.get("fields"), dict):
        return record
    plain: dict[str, Any] = {}
    responses: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    suggestions: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for key, value in record.items():
        question, _, rest = key.partition(".")
        what, _, part = rest.partition(".")
        if what == "suggestion":
            suggestions[question][part or "value"] = value
        elif what == "responses":
            name = {"users": "user_id", "status": "status"}.get(part, "value")
            for number, one in enumerate(a_list(value)):
                while len(responses[question]) <= number:
                    responses[question].append({})
                responses[question][number][name] = one
        elif key not in _AROUND:
            plain[key] = value
    fields = {key: plain[key] for key in plain if key != KEY}
    given = {name: one for name, one in suggestions.items() if one.get("value") is not None}
    return {
        "id": record.get("id"),
        "fields": fields,
        "metadata": {key: plain[key] for key in plain if key == KEY},
        "suggestions": given,
        "responses": responses,
    }


def _loaded(memory: object) -> object:
    """What is remembered, of the text that it is kept as. Raises DataError."""
    if not isinstance(memory, str):
        return memory
    try:
        return json.loads(memory)
    except (ValueError, RecursionError) as error:
        raise DataError(f"its metadata {shorten(memory)!r} are damaged") from error
