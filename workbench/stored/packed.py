"""Facts as the database keeps them: one compressed document an article.

It leaves out every `exact`, and names that are what stands there: the words are taken from the
immutable text when it is read, so the file stays small and offsets cannot disagree with the text.
Offsets are distances, which repeat and so compress; how facts are told is the same in all of them,
and stands in a dictionary that compression begins with. What was kept before there was one is read
as it was written.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from workbench.domain.claim import Assertion, Factuality, Mode
from workbench.domain.fact import (
    EXTENTS,
    SHAPES,
    SPANS,
    SPEAKERS,
    Attributes,
    Fact,
    Kind,
    Speaker,
    SpeakerClass,
)
from workbench.domain.gist import Gist
from workbench.domain.span import Span
from workbench.verbs.facts import PackedFacts

DICTIONARY = Path(__file__).with_name("facts.dictionary")
"""Bytes that facts of all articles share, by tests/store/make_dictionary.py. Never changed once a
release has written with it."""
_LEVEL = 8
"""A twentieth fewer bytes than with the usual 6, for 0.2 ms more where facts are found."""
_HAS_DICTIONARY = 0x20
"""Of the second byte of what was compressed with one."""
_LARGEST, _A_LETTER = 4_000_000, 256
"""Bytes that the facts of a text are at most, before compression, and those that each letter adds:
dense ones come to fifteen a letter. Without a bound a document of some megabytes fills the
memory."""
_ALWAYS_STATED = frozenset((Kind.RELAY.value, Kind.PERSON.value, Kind.ORGANISATION.value))
AS_IN_TEXT = True
"""In the place of a name: it is the words that stand there."""

Packed = dict[str, Any]
"""A JSON object, here without what the text and the row beside it say."""


def pack(
    facts: Sequence[Fact],
    *,
    extractor: str,
    lang: str,
    anchor: str,
    gist: Gist | None = None,
    signatures: bytes = b"",
    records: Iterable[Packed] | None = None,
) -> PackedFacts:
    """The facts of one text as they are kept. records: theirs, where somebody has made them; they
    are used up."""
    return PackedFacts(
        extractor,
        lang,
        anchor,
        len(facts),
        any(fact.kind is Kind.RELAY for fact in facts),
        tuple((f.span.start, f.span.end, f.kind.value, f.rule) for f in facts if f.is_question),
        _pack(facts, extractor, records),
        gist,
        signatures,
    )


def _pack(facts: Sequence[Fact], extractor: str, made: Iterable[Packed] | None) -> bytes:
    compressor = _compressor().copy()  # which is quicker than to be told the dictionary again
    data = as_json(told(facts, extractor, made)).encode("utf-8")
    return compressor.compress(data) + compressor.flush()


def as_json(records: Sequence[Packed]) -> str:
    """Packed records as they are compressed."""
    return json.dumps(records, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def told(
    facts: Sequence[Fact], extractor: str, made: Iterable[Packed] | None = None
) -> list[Packed]:
    """The facts without what can be worked out again; each start as the distance from the one
    before. made: their records, which are used up."""
    records = []
    before = 0
    for fact, record in zip(facts, made or (fact.to_record() for fact in facts), strict=True):
        packed = _packed_fact(fact, record, extractor)
        records.append(packed | {"start": fact.span.start - before})
        before = fact.span.start
    return records


def opened(document: bytes, length: int) -> bytes:
    """What a kept document says of a text of so many letters. Raises zlib.error, TypeError, also
    where it grows larger than what is found in such a text."""
    has_dictionary = len(document) > 1 and document[1] & _HAS_DICTIONARY
    decompressor = (
        zlib.decompressobj(zdict=_dictionary()) if has_dictionary else zlib.decompressobj()
    )
    data = decompressor.decompress(document, _LARGEST + _A_LETTER * length)
    if not decompressor.eof:
        raise zlib.error("incomplete or overgrown facts")
    return data


@cache
def _dictionary() -> bytes:
    return DICTIONARY.read_bytes()


@cache
def _compressor() -> zlib._Compress:
    return zlib.compressobj(_LEVEL, zdict=_dictionary())


def unpack(document: bytes, extractor: str, text: str, kind: Kind | None = None) -> list[Fact]:
    """The facts of a kept document, or those of one kind, with their words out of the text."""
    return [
        unpacked_fact(packed, extractor, text)
        for packed in packed_records(document, text)
        if kind is None or packed["kind"] == kind.value
    ]


def unpack_stated(
    document: bytes, extractor: str, text: str, starts: Collection[int]
) -> list[Fact]:
    """Those facts of a kept document that begin at some places, and its credits and names."""
    return [
        unpacked_fact(packed, extractor, text)
        for packed in packed_records(document, text)
        if packed["start"] in starts or packed["kind"] in _ALWAYS_STATED
    ]


def packed_records(document: bytes, text: str) -> list[Packed]:
    """The records of a kept document of a text, which start at offsets of the text."""
    records: list[Packed] = json.loads(opened(document, len(text)))
    return placed(records) if document[1] & _HAS_DICTIONARY else records


def placed(records: list[Packed]) -> list[Packed]:
    """The records of `told`, which start at offsets of the text from now on."""
    start = 0
    for packed in records:
        packed["start"] = start = packed["start"] + start
    return records


def _packed_fact(fact: Fact, record: Packed, extractor: str) -> Packed:
    """What cannot be worked out again: no id, no words, offsets as distances."""
    del record["id"]
    if record["extractor"] == extractor:
        del record["extractor"]
    attributes = record.pop("attributes")
    given = {name: value for name, value in attributes.items() if value is not None}
    if given.get("joint") is False:
        del given["joint"]
    if given.get("name") == fact.span.exact:
        given["name"] = AS_IN_TEXT
    return _packed(record, 0) | {"attributes": _packed(given, fact.span.start)}


def unpacked_fact(packed: Packed, extractor: str, text: str) -> Fact:
    """The fact of a record, straight from it: a long article has thousands, and a story hundreds
    of articles."""
    kind, span = _KINDS[packed["kind"]], _span(packed, 0, text)
    return Fact(
        kind,
        span,
        _attributes(kind, packed["attributes"], span, text),
        packed["score"],
        packed["rule"],
        packed["reason"],
        packed.get("extractor", extractor),
    )


def _attributes(kind: Kind, packed: Packed, within: Span, text: str) -> Attributes:
    base = within.start
    values = packed.copy()
    for name, value in packed.items():
        if name in SPANS:
            if type(value) is dict:  # the place of a name is none
                values[name] = _span(value, base, text)
        elif name in SPEAKERS:
            values[name] = _speaker(value, base, text)
        elif name in EXTENTS:
            values[name] = tuple(value)
        elif value is AS_IN_TEXT and name == "name":
            values[name] = within.exact
    if kind is Kind.QUOTE:
        values["mode"] = _MODES[packed["mode"]]
        values["hops"] = tuple(_speaker(hop, base, text) for hop in packed["hops"])
    return SHAPES[kind](**values)


def _speaker(packed: Packed, base: int, text: str) -> Speaker:
    span, name = _span(packed, base, text), packed["name"]
    factuality, said = _FACTUALITIES[packed["factuality"]], packed.get("assertion")
    return Speaker(
        span,
        span.exact if name is AS_IN_TEXT else name,
        tuple(packed["names"]),
        _CLASSES[packed["class"]],
        factuality,
        packed["score"],
        packed["name_score"],
        _ASSERTIONS[said] if said else Assertion.implied_by(factuality),
    )


def _span(packed: Packed, base: int, text: str) -> Span:
    """The span of a record, which starts there from base."""
    start = packed["start"] + base
    end = start + packed["end"]
    parts = packed.get("parts")
    pieces = tuple((int(first), int(last)) for first, last in parts) if parts else ()
    return Span(start, end, text[start:end], pieces)


_KINDS = {one.value: one for one in Kind}
_MODES = {one.value: one for one in Mode}
_CLASSES = {one.value: one for one in SpeakerClass}
_FACTUALITIES = {one.value: one for one in Factuality}
_ASSERTIONS = {one.value: one for one in Assertion}


def _packed(record: Packed, base: int) -> Packed:
    """The record without words; starts counted from base, ends from their starts."""
    packed = _changed(record, lambda inner: _packed(inner, base))
    if "assertion" in record and record["assertion"] == _implied(record):
        del packed["assertion"]
    if "start" in record:
        if "name" in record and record["name"] == record["exact"]:
            packed["name"] = AS_IN_TEXT
        del packed["exact"]
        packed |= {"start": record["start"] - base, "end": record["end"] - record["start"]}
    return packed


def _implied(record: Packed) -> str | None:
    """The assertion that a speaker's factuality implies: what a record without one says."""
    firm = record.get("factuality")
    return Assertion.implied_by(Factuality(firm)).value if firm else None


def _changed(record: Packed, change: Callable[[Packed], Packed]) -> Packed:
    """A copy with every record that stands in it changed; lists hold records or plain values."""
    changed = record.copy()
    for key, value in record.items():
        if isinstance(value, dict):
            changed[key] = change(value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            changed[key] = [change(item) for item in value]
    return changed
