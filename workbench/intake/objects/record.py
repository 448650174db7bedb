"""A JSON object becomes a document: which keys mean what, and what is kept of the others.

The text stays the body and the title metadata; keys that the contract does not name are kept as
`extra`. Shared by the readers whose articles are JSON objects.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from workbench.errors import RefusedError
from workbench.intake.decode import decode_utf8
from workbench.intake.document import Document, Input, Raw, Refused
from workbench.intake.identity import checked_text, language_code
from workbench.intake.normalise import normalise, one_line
from workbench.intake.objects.json_kind import JsonKind, kind_of, own_part
from workbench.intake.objects.json_scalar import Scalar, scalar

KEYS = {
    "text": ("text", "body"),
    "title": ("title",),
    "outlet": ("outlet", "source"),
    "published": ("published", "date"),
    "url": ("url",),
    "lang": ("lang",),
    "author": ("author",),
    "editor": ("editor",),
    "translation": ("translation",),
    "foreign_id": ("id",),
}
"""Each field and the keys it may stand under, the first one with a value wins."""
_LONGEST_LINE_FIELD = 1_000
"""Code points of a one-line field; a longer value is kept whole among the extra ones."""
_MOST_VALUES = 500_000
"""So many fit into memory, and into no file of articles."""


def read_record(raw: bytes, at: str, source: Input) -> Document | Refused:
    """The document of an object's bytes, which stand at a place in a source."""
    foreign_id = ""
    try:
        record, notes = _parse(raw)
        kind = kind_of(record)
        foreign_id = _foreign_id(record, kind)
        if kind:
            from workbench.intake.objects.item import document_of_item

            notes = (f"read as {kind.name}: its keys say so", *notes)
            item = kind.item_of(record)
            return document_of_item(item, raw=source.hashed(raw), at=at, source=source, notes=notes)
        return _document_of(record, notes, source.hashed(raw), at, source)
    except RefusedError as error:
        return Refused(at, error.what, error.next_step, foreign_id)
    except RecursionError:
        return Refused(at, "its JSON is nested too deeply", "Flatten it.", foreign_id)


def read_object(
    record: Mapping[str, object], notes: tuple[str, ...], raw: Raw, at: str, source: Input
) -> Document | Refused:
    """The document of an object that somebody else read, by the contract's keys."""
    try:
        return _document_of(record, notes, raw, at, source)
    except RefusedError as error:
        return Refused(at, error.what, error.next_step, _foreign_id(record))


def refuse_crowded(raw: bytes) -> None:
    """Raise RefusedError for JSON whose values would fill the memory before anybody reads one."""
    if raw.count(b"{") + raw.count(b"[") > _MOST_VALUES:
        raise RefusedError(f"it has over {_MOST_VALUES:,} objects and lists", "Split it.")


def _parse(raw: bytes) -> tuple[Mapping[str, object], tuple[str, ...]]:
    refuse_crowded(raw)
    text, notes = decode_utf8(raw)
    try:
        record = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise RefusedError(
            f"it is not JSON: {error.msg} at character {error.pos + 1}",
            "Each line holds one whole JSON object.",
        ) from error
    except ValueError as error:
        raise RefusedError("it holds a number of too many digits", "Make it a string.") from error
    if not isinstance(record, dict):
        raise RefusedError("it is not a JSON object", 'Give {"text": "...", "title": "..."}.')
    return record, notes


def _foreign_id(record: Mapping[str, object], kind: JsonKind | None = None) -> str:
    names = kind.ids if kind else ("id",)
    value = next(filter(None, map(own_part(record).get, names)), None)
    return one_line(str(value)) if isinstance(value, str | int) and value is not True else ""


def _document_of(
    record: Mapping[str, object],
    parse_notes: tuple[str, ...],
    raw: Raw,
    at: str,
    source: Input,
) -> Document:
    fields, extra, field_notes = _split(record)
    text, notes = normalise(fields.pop("text", ""))
    given = [record[key] for key in KEYS["text"] if record.get(key) is not None]
    if not given:
        raise RefusedError("it has no text", 'Give the words under "text" or "body".')
    if not text and not isinstance(given[0], str):
        raise RefusedError("its text is no string", 'Give the words under "text".')
    return Document(
        text=checked_text(text, source.limits),
        title=fields.get("title", ""),
        outlet=fields.get("outlet", ""),
        published=fields.get("published", ""),
        published_basis="metadata" if fields.get("published") else "",
        url=fields.get("url", ""),
        lang=language_code(fields.get("lang", "")),
        author=fields.get("author", ""),
        editor=fields.get("editor", ""),
        foreign_id=_foreign_id(record),
        translation=fields.get("translation", ""),
        extra=extra,
        raw=raw,
        retrieved_how=source.how,
        origin=at,
        notes=parse_notes + notes + field_notes,
    )


def _split(
    record: Mapping[str, object],
) -> tuple[dict[str, str], dict[str, Scalar], tuple[str, ...]]:
    """The contract's fields, the other keys, and a note for each field that was cut."""
    fields: dict[str, str] = {}
    taken: set[str] = set()
    notes: list[str] = []
    for field, keys in KEYS.items():
        for key in keys:
            words = _words_of(record.get(key), field)
            if not words.strip():
                continue
            if field not in ("text", "translation") and len(words) > _LONGEST_LINE_FIELD:
                words = words[:_LONGEST_LINE_FIELD]
                notes.append(f"{field} cut to {_LONGEST_LINE_FIELD:,} code points")
            else:
                taken.add(key)
            fields[field] = words
            break
        taken.update(key for key in keys if record.get(key) in (None, ""))
    extra = {normalise(key)[0]: scalar(value) for key, value in record.items() if key not in taken}
    return fields, extra, tuple(notes)


def _words_of(value: object, field: str) -> str:
    """A field's words; empty when the value cannot be one (it is kept among the extra ones)."""
    if field == "text":
        return value if isinstance(value, str) else ""
    if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
        value = ", ".join(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    return normalise(value)[0] if field == "translation" else one_line(value)
