"""JSON Lines, and JSON files that hold one object or a list of them: one article an object.

The text stays the body and the title metadata; keys that the contract does not name are kept as
`extra`. A line that cannot be read is refused by its number and the next line goes on.
"""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from workbench.errors import RefusedError
from workbench.intake.decode import decode, decode_utf8, refuse_binary
from workbench.intake.document import Document, Limits, Refused
from workbench.intake.identity import checked_text, language_code, sha256_of
from workbench.intake.normalise import normalise, one_line

_KEYS = {
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
_BLANK = " \t\n\r"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Scalar = str | int | bool | None


def read_lines(
    stream: BinaryIO, origin: str, how: str, *, limits: Limits
) -> Iterator[Document | Refused]:
    """A document or a refusal for each line that is not blank; one line in memory at a time."""
    for number, line in _numbered_lines(stream, limits.file_bytes):
        at = f"{origin}:{number}"
        if line is None:
            reason = f"the line is over the limit of {limits.file_bytes:,} bytes"
            yield Refused(at, reason, "Split it into its articles.")
            continue
        if number == 1:
            try:
                _refuse_other_format(line)
            except RefusedError as error:
                yield Refused(origin, error.what, error.next_step)
                return
        if line.strip():
            yield _read_record(line, at, how, limits=limits)


def read_json(raw: bytes, origin: str, *, limits: Limits) -> Iterator[Document | Refused]:
    """The documents of a JSON file: an object, a list of objects, or lines after all."""
    text = decode(raw)[0].lstrip("\ufeff").strip(_BLANK)
    if text.startswith("["):
        yield from _read_list(text, origin, limits)
        return
    end = _end_of_value(text, 0)
    if end is not None and end < len(text):
        yield from read_lines(io.BytesIO(raw), origin, "jsonl", limits=limits)
    else:
        yield _read_record(raw, origin, "jsonl", limits=limits)


def _read_list(text: str, origin: str, limits: Limits) -> Iterator[Document | Refused]:
    """Item by item, so that the bytes of each have a hash of their own."""
    at, number = _skip_blank(text, 1), 0
    while at < len(text) and text[at] != "]":
        number += 1
        where = f"{origin}[{number}]"
        end = _end_of_value(text, at)
        if end is None:
            yield Refused(where, "it is not JSON from here on", "Repair the file there.")
            return
        raw = text[at:end].encode("utf-8", errors="surrogatepass")
        yield _read_record(raw, where, "jsonl", limits=limits)
        at = _skip_blank(text, end)
        if text[at : at + 1] == ",":
            at = _skip_blank(text, at + 1)
        elif text[at : at + 1] != "]":
            yield Refused(where, "neither a comma nor ] follows it", "Repair the file there.")
            return
    if number == 0:
        yield Refused(origin, "its list holds no article", "Check that the right file was saved.")


def _end_of_value(text: str, start: int) -> int | None:
    try:
        return json.JSONDecoder().raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None


def _skip_blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _numbered_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines from 1 on, without their ends; None for one that is over limit bytes."""
    number = 0
    while line := stream.readline(limit + 2):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line.rstrip(b"\r\n")


def _refuse_other_format(first_line: bytes) -> None:
    if first_line.startswith(_UTF16):
        raise RefusedError("it is UTF-16", "Convert it first: iconv -f UTF-16 -t UTF-8")
    refuse_binary(first_line)


def _read_record(raw: bytes, origin: str, how: str, *, limits: Limits) -> Document | Refused:
    foreign_id = ""
    try:
        record, notes = _parse(raw)
        foreign_id = _foreign_id(record)
        return _document_of(record, notes, sha256_of(raw), origin, how, limits=limits)
    except RefusedError as error:
        return Refused(origin, error.what, error.next_step, foreign_id)
    except RecursionError:
        return Refused(origin, "its JSON is nested too deeply", "Flatten it.", foreign_id)


def _parse(raw: bytes) -> tuple[Mapping[str, object], tuple[str, ...]]:
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


def _foreign_id(record: Mapping[str, object]) -> str:
    value = record.get("id")
    return one_line(str(value)) if isinstance(value, str | int) and value is not True else ""


def _document_of(
    record: Mapping[str, object],
    parse_notes: tuple[str, ...],
    raw_sha256: str,
    origin: str,
    how: str,
    *,
    limits: Limits,
) -> Document:
    fields, extra, field_notes = _split(record)
    text, notes = normalise(fields.pop("text", ""))
    given = [record[key] for key in _KEYS["text"] if record.get(key) is not None]
    if not given:
        raise RefusedError("it has no text", 'Give the words under "text" or "body".')
    if not text and not isinstance(given[0], str):
        raise RefusedError("its text is no string", 'Give the words under "text".')
    return Document(
        text=checked_text(text, limits),
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
        raw_sha256=raw_sha256,
        retrieved_how=how,
        origin=origin,
        notes=parse_notes + notes + field_notes,
    )


def _split(
    record: Mapping[str, object],
) -> tuple[dict[str, str], dict[str, Scalar], tuple[str, ...]]:
    """The contract's fields, the other keys, and a note for each field that was cut."""
    fields: dict[str, str] = {}
    taken: set[str] = set()
    notes: list[str] = []
    for field, keys in _KEYS.items():
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
    extra = {normalise(key)[0]: _scalar(value) for key, value in record.items() if key not in taken}
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


def _scalar(value: object) -> Scalar:
    if value is None or isinstance(value, bool | int):
        return value
    return normalise(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))[0]
