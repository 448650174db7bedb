"""Reading what Label Studio exported: regions, their answers and relations as claims.

Offsets are UTF-16 units and the words beside them must stand there, white space apart. Where they
stand there only if code points are counted, as files of other programs have it, that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from workbench.domain.span import shorten
from workbench.errors import DataError, SpanError
from workbench.exchange.bundle import Item
from workbench.exchange.json_records import Record, a_list, an_object
from workbench.exchange.label_studio.vocabulary import CHOICES, WORDS
from workbench.exchange.spans import Page, Region, Relation
from workbench.exchange.spans.arriving import Arriving, Taken, Text, offsets, region_at
from workbench.exchange.spans.memory import Memory, recalled
from workbench.exchange.spans.units import Utf16

FLAT = ("annotation_id", "lead_time")
"""What a task of the export JSON_MIN has."""
TOOL = "label-studio"


def read(source: Path, *, analyst: str, field: str = "text", labels: str = "") -> Iterator[Item]:
    """Articles with the claims of their annotations, those that are new as the analyst's; their
    sources come before. Raises DataError naming file, record and line."""
    arriving = Arriving(TOOL, analyst=analyst, labels=labels)

    def take(record: Record) -> Taken:
        task = _Task(record, field, arriving)
        return task.reading, task.reading.annotated(extra=task.text.extra)

    paths = sorted(source.rglob("*.json")) if source.is_dir() else [source]
    for path in paths:
        name = path.relative_to(source) if source.is_dir() else path.name
        with path.open("rb") as stream:
            try:
                yield from arriving.items(stream, take)
            except DataError as error:
                raise DataError(f"{name}: {error.what}", error.next_step) from error
    yield from arriving.left_out()


class _Task:
    """One task on its way to an article."""

    def __init__(self, record: Record, field: str, arriving: Arriving) -> None:
        data = record.get("data")
        if not isinstance(data, dict):
            is_flat = any(key in record for key in FLAT)
            raise DataError(
                "it is of JSON_MIN, which has lost the relations" if is_flat else "it has no data",
                "Export the project again as JSON.",
            )
        self._labels = arriving.labels
        self._losses = arriving.losses
        self.text = Text.of(data, field, data, tool=TOOL, key=record.get("id"))
        self._text = self.text.text
        self._units = Utf16(self._text)
        self.reading = arriving.reading(self.text)
        self._take(record, self.text.memory)

    def _take(self, record: Record, memory: Memory | None) -> None:
        annotations = _objects(record.get("annotations", record.get("completions")))
        for number, annotation in enumerate(annotations, 1):
            if annotation.get("was_cancelled"):
                self._losses.add("skipped annotations", "whoever made them cancelled them")
                continue
            page = self._page(_objects(annotation.get("result")))
            page = recalled(page, memory.page) if memory else page
            self.reading.take(page, str(annotation.get("id", number)))
        predictions = len(_objects(record.get("predictions")))
        self._losses.add(
            "predictions", "a machine made them, and nobody accepted them", predictions
        )

    def _page(self, results: list[Record]) -> Page:
        regions: dict[str, Region] = {}
        for result in results:
            if region := self._region(result):
                if region.id in regions:
                    raise DataError(f"two regions have the id {shorten(region.id)!r}")
                regions[region.id] = region
        relations: list[Relation] = []
        for result in results:
            if result.get("type") == "relation":
                relations += _relations(result)
            else:
                self._answer(result, regions)
        return Page(tuple(regions.values()), tuple(relations))

    def _region(self, result: Record) -> Region | None:
        """The mark of a result, if it is one and its label means something here."""
        kind = str(result.get("type"))
        if kind != "labels":
            if kind.endswith("labels"):
                self._losses.add("regions of no plain text", "a claim is marked in plain text")
            return None
        value = an_object(result.get("value"))
        ours = [self._labels.ours(one) for one in _words(value.get("labels"))]
        known = [one for one in ours if one]
        if not known:
            return None
        self._losses.add("further labels of one region", "a mark is one thing", len(known) - 1)
        return self._placed(str(result.get("id", "")), known[0], value)

    def _placed(self, identity: str, label: str, value: Record) -> Region:
        named, told = f"region {shorten(identity)!r}", value.get("text")
        start, end = offsets(named, value.get("start"), value.get("end"))
        words = told if isinstance(told, str) else None
        try:
            found = region_at(
                self._text, identity, label, self._units.back(start), self._units.back(end)
            )
            wrong = not self._holds(found, words)
        except SpanError:
            if words is None or self._units.agrees(len(self._text)):
                raise
            wrong = True
        if not wrong:
            return found
        if words is not None and self._text[max(start, 0) : end] == words:
            return region_at(self._text, identity, label, start, end)
        there = shorten(self._text[self._units.floor(start) : self._units.floor(end)])
        raise SpanError(f"{named} is {shorten(words or '')!r}, there is {there!r}")

    def _holds(self, region: Region, words: str | None) -> bool:
        return words is None or _bare(words) == _bare(self._text[region.start : region.end])

    def _answer(self, result: Record, regions: dict[str, Region]) -> None:
        """Puts the answer to a question about a region there."""
        name, kind, identity = result.get("from_name"), result.get("type"), str(result.get("id"))
        if kind not in ("textarea", "choices"):
            return
        if identity not in regions:
            self._losses.add("answers about no mark of a claim", "a claim has no place for them")
        elif name in (WORDS if kind == "textarea" else CHOICES):
            words = _words(
                an_object(result.get("value")).get("text" if kind == "textarea" else kind)
            )
            region = regions[identity]
            regions[identity] = replace(
                region, attributes={**region.attributes, str(name): tuple(words)}
            )
        else:
            self._losses.add("answers to other questions", "a claim has no place for them")


def _relations(result: Record) -> Iterator[Relation]:
    """One for each of its labels; what is drawn to the left goes the other way."""
    ends = str(result.get("from_id")), str(result.get("to_id"))
    first, second = ends[::-1] if result.get("direction") == "left" else ends
    for label in _words(result.get("labels")) or [""]:
        yield Relation(label, first, second)


def _objects(value: object) -> list[Record]:
    return [an_object(one) for one in a_list(value)]


def _words(value: object) -> list[str]:
    """A list of words, of which a single one may stand alone. Raises DataError."""
    some = [] if value is None else value if isinstance(value, list) else [value]
    words = [word for word in some if isinstance(word, str)]
    if len(words) < len(some):
        raise DataError("a label or an answer is no text")
    return words


def _bare(words: str) -> str:
    """Without white space: its editor shows line breaks as it likes."""
    return "".join(words.replace("\\n", "").split())
