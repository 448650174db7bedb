"""JSON files: one article, a list of articles, or JSON Lines under another name.

Each item of a list is read by itself, so that a broken one costs only what comes after it and the
bytes of each have a hash of their own.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace

from workbench.intake.decode import decode
from workbench.intake.document import Document, Input, Refused
from workbench.intake.objects import json_lines
from workbench.intake.objects.json_kind import kind_of
from workbench.intake.objects.record import read_record, refuse_crowded

_BLANK = " \t\n\r"
_ITEMS = re.compile(r"\"items\"\s*:\s*\[")


def read(source: Input) -> Iterator[Document | Refused]:
    """The documents of an object, of a list of objects, or of lines after all."""
    raw = source.whole()
    refuse_crowded(raw)
    text = decode(raw)[0].lstrip("\ufeff").strip(_BLANK)
    if text.startswith("["):
        yield from _read_list(text, source)
        return
    end = _end_of_value(text, 0)
    if end is not None and end < len(text):
        yield from json_lines.read(replace(source, stream=io.BytesIO(raw)))
    elif items := _items(text):
        for number, item in enumerate(items, 1):
            words = json.dumps(item, ensure_ascii=False).encode("utf-8", errors="surrogatepass")
            yield read_record(words, f"{source.origin}[{number}]", source)
    else:
        yield read_record(raw, source.origin, source)


def _items(text: str) -> list[object]:
    """The records of an object that only holds them, as exports of libraries do."""
    if not _ITEMS.search(text):
        return []
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return []
    items = said.get("items") if isinstance(said, dict) and not kind_of(said) else None
    if not isinstance(items, list):
        return []
    is_known = any(isinstance(item, dict) and kind_of(item) for item in items)
    return items if is_known else []


def _read_list(text: str, source: Input) -> Iterator[Document | Refused]:
    at, number = _skip_blank(text, 1), 0
    while at < len(text) and text[at] != "]":
        number += 1
        where = f"{source.origin}[{number}]"
        end = _end_of_value(text, at)
        if end is None:
            yield Refused(where, "it is not JSON from here on", "Repair the file there.")
            return
        raw = text[at:end].encode("utf-8", errors="surrogatepass")
        yield read_record(raw, where, source)
        at = _skip_blank(text, end)
        if text[at : at + 1] == ",":
            at = _skip_blank(text, at + 1)
        elif text[at : at + 1] != "]":
            yield Refused(where, "neither a comma nor ] follows it", "Repair the file there.")
            return
    if number == 0:
        yield Refused(
            source.origin, "its list holds no article", "Check that the right file was saved."
        )


def _end_of_value(text: str, start: int) -> int | None:
    try:
        return json.JSONDecoder().raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None


def _skip_blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at
