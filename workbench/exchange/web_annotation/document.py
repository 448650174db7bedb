"""A file of web annotations: which annotations it holds, in whichever wrapping, and in which line.

One annotation, a list, a page, a collection with its first page, a graph, or what hypothesis gives
out: all that they have in common is made here, so that nobody else asks what a file looks like.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from workbench.errors import DataError
from workbench.exchange.bundle import Losses
from workbench.exchange.web_annotation.vocabulary import Node, every, nodes, types

_ID = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.)*")')


class Document:
    """One file, read."""

    def __init__(self, data: bytes) -> None:
        """Raises DataError for what is no JSON of annotations."""
        self._raw, value = _parsed(data)
        self.losses = Losses()
        self.head: Node = value if isinstance(value, dict) else {}
        """What holds the annotations, with what it says of itself."""
        self.annotations: list[Node] = []
        self.annotations += self._in(value)
        self._check_ids()

    def place(self, annotation: Node) -> str:
        """Where it stands, for a message: its line, if it has an id and the file has lines."""
        name = annotation.get("id")
        if isinstance(name, str) and not self._is_one_line and name in self._lines:
            return f"line {self._lines[name][0]}"
        number = next((n for n, one in enumerate(self.annotations, 1) if one is annotation), 0)
        return f"annotation {number}" if number else f"annotation {name}"

    @cached_property
    def _is_one_line(self) -> bool:
        return "\n" not in self._raw.strip()

    @cached_property
    def _lines(self) -> Mapping[str, list[int]]:
        """Id -> the lines in which it is given."""
        lines: defaultdict[str, list[int]] = defaultdict(list)
        line, at = 1, 0
        for found in _ID.finditer(self._raw):
            line += self._raw.count("\n", at, found.start())
            at = found.start()
            lines[json.loads(found[1])].append(line)
        return lines

    def _in(self, value: object) -> Iterator[Node]:
        if isinstance(value, list):
            for one in value:
                yield from self._in(one)
        elif not isinstance(value, dict):
            raise DataError("an annotation is an object")
        elif "rows" in value:
            yield from map(_of_hypothesis, nodes(value["rows"]))
        elif "@graph" in value:
            yield from self._in(value["@graph"])
        elif "AnnotationCollection" in types(value):
            yield from self._first_page(value)
        elif "AnnotationPage" in types(value) or "items" in value:
            yield from self._in(every(value.get("items")))
            self.losses.add("pages", "they are in other files", "next" in value)
        elif "target" in value:
            yield _of_hypothesis(value) if "uri" in value else value
        else:
            where = "" if value is self.head else f"{self.place(value)}: "
            raise DataError(f"{where}neither an annotation nor what holds some: no target is there")

    def _first_page(self, collection: Node) -> Iterator[Node]:
        first = collection.get("first")
        if not isinstance(first, dict):
            raise DataError(
                "the collection's annotations are in another file", "Give that, the page, instead."
            )
        yield from self._in(first | {"type": "AnnotationPage"})

    def _check_ids(self) -> None:
        seen: set[str] = set()
        for name in (one.get("id") for one in self.annotations):
            if not isinstance(name, str):
                continue
            if name in seen:
                lines = " and ".join(map(str, self._lines[name]))
                raise DataError(f"lines {lines}: two annotations have the id {name}")
            seen.add(name)


def _parsed(data: bytes) -> tuple[str, Any]:
    try:
        raw = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"line {line}: not UTF-8", "Save it as UTF-8.") from error
    try:
        return raw, json.loads(raw, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise DataError(
            f"line {error.lineno}: no JSON ({error.msg})", "Export again, or copy the whole file."
        ) from error
    except ValueError as error:
        raise DataError(str(error)) from error


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _of_hypothesis(row: Node) -> Node:
    """What hypothesis gives out, as the annotation that it is."""
    words = [{"type": "TextualBody", "value": row["text"]}] if row.get("text") else []
    tags = [
        {"type": "TextualBody", "purpose": "tagging", "value": tag}
        for tag in every(row.get("tags"))
    ]
    return {
        "id": row.get("id"),
        "type": "Annotation",
        "created": row.get("created"),
        "creator": row.get("user"),
        "references": row.get("references"),
        "target": row.get("target"),
        "body": [*words, *tags],
    }
