"""doccano: JSON Lines, a text with its marks and the relations between them a line.

Made for a project with relations that allows overlapping marks (import as JSONL(Relation)), or for
one of labels alone. What it has no place for stands under one key of ours, which it keeps as meta
data and gives back. Everything is written in ASCII, since it guesses encodings. Reading takes what
any of its projects exported.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from workbench.domain.note import Note
from workbench.errors import DataError
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Item, Written
from workbench.exchange.json_records import Record, a_list
from workbench.exchange.spans import Page, Region, Relation
from workbench.exchange.spans.arriving import Arriving, Taken, Text, comment
from workbench.exchange.spans.counting import UTF_16, Counting
from workbench.exchange.spans.leaving import Leaving
from workbench.exchange.spans.memory import KEY, memory_of, placed, recalled, related

TOOL = "doccano"
_MARKS = ("label", "labels", "entities", "annotations")
"""Where its versions have them."""
_AROUND = {*_MARKS, "relations", "Comments", "id", "cats", "annotation_approver"}


def write(
    bundle: Bundle,
    target: BinaryIO,
    *,
    analyst: str = "",
    project_type: str = "relations",
    offsets: str = "",
    **_reading: str,
) -> Written:
    """Write the lines; claims of one analyst only where one is named. Raises DataError."""
    leaving = Leaving(bundle, analyst)
    for annotated in leaving.checked_articles():
        if not annotated.text:
            leaving.losses.add("articles without text", "doccano takes none")
            continue
        page = leaving.page(annotated, annotated.claims)
        line = _line(annotated, page, project_type, offsets or UTF_16)
        target.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
        leaving.wrote(annotated, len(page.links()))
        leaving.losses.add("notes", "its comments are not imported", len(annotated.notes))
    return leaving.written()


def _line(
    annotated: AnnotatedArticle, page: Page, project_type: str, unit: str
) -> Mapping[str, Any]:
    counting = Counting(annotated.text, unit)
    numbers = {region.id: number for number, region in enumerate(page.regions)}
    marks = [
        (region, counting.out(region.start, unit), counting.out(region.end, unit))
        for region in page.regions
    ]
    kept = {KEY: memory_of(annotated, page, unit).to_record()}
    if project_type == "labels":
        triples = [[start, end, region.label] for region, start, end in marks]
        return {"text": annotated.text, "label": triples, **kept}
    return {
        "text": annotated.text,
        "entities": [
            {
                "id": numbers[region.id],
                "label": region.label,
                "start_offset": start,
                "end_offset": end,
            }
            for region, start, end in marks
        ],
        "relations": [
            {"id": number, "from_id": numbers[first], "to_id": numbers[second], "type": kind}
            for number, (kind, first, second) in enumerate(page.said())
        ],
        **kept,
    }


def read(
    source: BinaryIO, *, analyst: str, field: str = "text", labels: str = "", offsets: str = "",
    project_type: str = "",
) -> Iterator[Item]:  # fmt: skip
    """Articles with the claims that their marks are, those that are new as the analyst's; their
    sources come before. Raises DataError naming the line."""
    arriving = Arriving(TOOL, analyst=analyst, labels=labels)

    def take(record: Record) -> Taken:
        line = _Line(record, field, offsets, arriving)
        reading = arriving.reading(line.text)
        reading.take(line.page())
        return reading, reading.annotated(line.notes(analyst), line.text.extra)

    yield from arriving.items(source, take)
    yield from arriving.left_out()


class _Line:
    """One text of its file."""

    def __init__(self, record: Record, field: str, offsets: str, arriving: Arriving) -> None:
        self._record = record
        self._labels = arriving.labels
        self._losses = arriving.losses
        fields = {key: value for key, value in record.items() if key not in _AROUND}
        self.text = Text.of(fields, field, fields, tool=TOOL, key=record.get("id"))
        self._memory = self.text.memory
        self._counting = Counting(self.text.text, offsets, self._memory)

    def page(self) -> Page:
        """Its marks, with what is remembered of those that are ours. Raises DataError."""
        page = Page(tuple(self._regions()), tuple(self._relations()))
        if self._memory:
            page = placed(page, self._memory.page)
            if "relations" not in self._record:
                page = related(page, self._memory.page)
            page = recalled(page, self._memory.page)
        return page

    def notes(self, analyst: str) -> Iterator[Note]:
        """Its comments."""
        for one in a_list(self._record.get("Comments")):
            words = one.get("comment") if isinstance(one, dict) else one
            if not isinstance(words, str):
                raise DataError("a comment is no text")
            yield comment(words, article=self.text.article.uid, analyst=analyst)

    def _marks(self) -> Iterator[Any]:
        for key in _MARKS:
            value = self._record.get(key)
            yield from [value] if isinstance(value, str) else a_list(value)

    def _regions(self) -> Iterator[Region]:
        seen: Counter[str] = Counter()
        self._losses.add(
            "labels of whole texts", "a claim is words", len(a_list(self._record.get("cats")))
        )
        for mark in self._marks():
            if isinstance(mark, str):
                self._losses.add("labels of whole texts", "a claim is words")
                continue
            identity, label, start, end = _parts(mark)
            if type(label) is int:
                self._losses.add("marks with numbers for labels", "the file does not name them")
                continue
            seen[identity] += 1
            if isinstance(mark, dict) and "id" in mark and seen[identity] > 1:
                raise DataError(f"two marks have the id {identity}")
            if ours := self._labels.ours(label):
                again = f" {seen[identity]}" if seen[identity] > 1 else ""
                yield self._counting.region(identity + again, ours, start, end)

    def _relations(self) -> Iterator[Relation]:
        for one in a_list(self._record.get("relations")):
            if not isinstance(one, dict):
                raise DataError("a relation is no object")
            yield Relation(str(one.get("type")), str(one.get("from_id")), str(one.get("to_id")))


def _parts(mark: object) -> tuple[str, object, object, object]:
    """What a mark is known by, its label and offsets. Raises DataError."""
    if isinstance(mark, dict):
        label, start, end = (mark.get(key) for key in ("label", "start_offset", "end_offset"))
    elif isinstance(mark, list) and len(mark) == 3:
        start, end, label = mark
    else:
        raise DataError("a mark is neither an object nor start, end and label")
    known = mark["id"] if isinstance(mark, dict) and "id" in mark else f"{label} {start}..{end}"
    return str(known), label, start, end
