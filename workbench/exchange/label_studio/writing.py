"""Writing a folder for Label Studio: a task for each article, one a line."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from importlib.resources import files
from pathlib import Path
from typing import Any

from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses, Written
from workbench.exchange.label_studio.vocabulary import (
    CHOICES,
    CONFIGURATION,
    LABEL,
    TASKS,
    TEXT,
    WORDS,
)
from workbench.exchange.spans import Page, Region
from workbench.exchange.spans.leaving import Leaving, is_on_marks
from workbench.exchange.spans.memory import KEY, memory_of
from workbench.exchange.spans.units import Utf16
from workbench.exchange.spans.vocabulary import HIDDEN


def write(bundle: Bundle, target: Path, *, analyst: str = "", **_reading: str) -> Written:
    """Write into the folder; claims of one analyst only where one is named. Raises DataError."""
    (target / CONFIGURATION).write_bytes((files(__package__) / CONFIGURATION).read_bytes())
    leaving = Leaving(bundle, analyst)
    with (target / TASKS).open("wb") as out:
        for annotated in leaving.checked_articles():
            out.write(b",\n" if leaving.articles else b"[\n")
            out.write(json.dumps(_task(annotated, leaving)).encode())
        out.write(b"\n]\n" if leaving.articles else b"[]\n")
    return leaving.written()


def _task(annotated: AnnotatedArticle, leaving: Leaving) -> Mapping[str, Any]:
    analysts = dict.fromkeys(claim.analyst for claim in annotated.claims)
    pages = [
        leaving.page(annotated, [one for one in annotated.claims if one.analyst == analyst])
        for analyst in analysts
    ]
    marks = tuple(region for page in pages for region in page.regions)
    links = tuple(link for page in pages for link in page.links())
    leaving.wrote(annotated, len(links))
    drawing = _Drawing(annotated, {region.id for region in marks}, leaving.losses)
    return {
        "data": {
            "text": annotated.text,
            "title": annotated.article.metadata.title,
            KEY: memory_of(annotated, Page(marks, links)).to_record(HIDDEN),
        },
        "annotations": [{"result": list(drawing.results(page))} for page in pages],
    }


class _Drawing:
    """One article's results in the making."""

    def __init__(self, annotated: AnnotatedArticle, marks: Set[str], losses: Losses) -> None:
        self._text = annotated.text
        self._units = Utf16(annotated.text)
        self._notes: dict[str, list[str]] = defaultdict(list)
        """By the mark that they are on."""
        for note in annotated.notes:
            on = note.subject_uid.replace("/", ".") if is_on_marks(note) else ""
            if on in marks:
                self._notes[on].append(f"{note.analyst}: {note.words}")
            else:
                losses.add("notes on no claim that is here", "a note is on a region")

    def results(self, page: Page) -> Iterator[Mapping[str, Any]]:
        """Regions, each followed by the answers about it, then relations."""
        for region in page.regions:
            yield from self._region(region)
        pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
        for kind, first, second in page.said():
            pairs[first, second].append(kind)
        for (first, second), kinds in pairs.items():
            # Its editor keeps one relation from a region to another, with all its labels.
            yield {
                "from_id": first, "to_id": second, "type": "relation", "direction": "right",
                "labels": kinds,
            }  # fmt: skip

    def _region(self, region: Region) -> Iterator[Mapping[str, Any]]:
        place = {"start": self._units.of(region.start), "end": self._units.of(region.end)}
        exact = self._text[region.start : region.end]
        marked = self._result(region, LABEL, "labels", {**place, "text": exact}, [region.label])
        notes = self._notes.get(region.id)
        yield {**marked, "meta": {"text": notes}} if notes else marked
        for name in WORDS:
            if words := region.attributes.get(name):
                yield self._result(region, name, "textarea", place, words)
        for name in CHOICES:
            if words := region.attributes.get(name):
                yield self._result(region, name, "choices", {**place, "text": exact}, words)

    def _result(
        self, region: Region, name: str, kind: str, place: Mapping[str, Any], words: Sequence[str]
    ) -> dict[str, Any]:
        key = "text" if kind == "textarea" else kind
        return {
            "id": region.id,
            "from_name": name,
            "to_name": TEXT,
            "type": kind,
            "value": {**place, key: list(words)},
        }
