"""Tells kept facts as the JSON of the contract, straight from their packed records.

The text is what `Fact.to_record` of the unpacked fact would give, byte for byte: a test compares
the two. A record with anything of its own, as pieces or a word that no vocabulary has, is unpacked
as ever, and raises what that raises.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import Any

from workbench.domain.claim import Assertion, Factuality, Mode
from workbench.domain.fact import CHECK_WORTHY, SHAPES, Kind, SpeakerClass
from workbench.domain.told import Told
from workbench.stored.packed import AS_IN_TEXT, Packed, packed_records, unpacked_fact

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_ASKED = frozenset((Kind.QUOTE.value, Kind.RELAY.value))
_EVENT = Kind.EVENT.value
_MODES = frozenset(mode.value for mode in Mode)
_CLASSES = frozenset(one.value for one in SpeakerClass)
_ASSERTIONS = frozenset(one.value for one in Assertion)
_IMPLIED = {one.value: Assertion.implied_by(one).value for one in Factuality}
_SPEAKER = frozenset((
    "start", "end", "name", "names", "class", "factuality", "assertion", "score", "name_score",
))  # fmt: skip

Teller = Callable[[Any, int, str], str]
"""What tells a value, of a fact that begins there in a text."""


class _OtherwiseError(Exception):
    """The record is not one that is told straight away."""


def tell(document: bytes, extractor: str, text: str) -> list[Told]:
    """The facts of a kept document. Raises as `unpack` does."""
    told: list[Told] = []
    for packed in packed_records(document, text):
        try:
            told.append(_told(packed, extractor, text))
        except (_OtherwiseError, LookupError, TypeError):
            fact = unpacked_fact(packed, extractor, text)
            record = _as_json(fact.to_record())
            told.append(Told(fact.id, fact.span.start, fact.span.end, fact.is_question, record))
    return told


def _told(packed: Packed, extractor: str, text: str) -> Told:
    kind, start, length = packed["kind"], packed["start"], packed["end"]
    attributes = packed["attributes"]
    if "parts" in packed:
        raise _OtherwiseError
    end = start + length
    span = _span(start, length, text)
    steps, rest = _steps(kind, tuple(attributes))
    values = [before + tell_it(attributes[name], start, text) for before, name, tell_it in steps]
    if attributes.get("name") is AS_IN_TEXT:
        values[0] = f'"name":{_quoted(text[start:end])}'
    identity = f"{kind}-{start}-{end}"
    rule = _rule(
        packed["score"], packed["rule"], packed["reason"], packed.get("extractor", extractor)
    )
    told = f'"attributes":{{{"".join(values)}{rest}}}'
    record = f'{{"id":"{identity}","kind":"{kind}",{span},{rule},{told}}}'
    return Told(identity, start, end, _is_question(kind, attributes), record)


def _is_question(kind: str, attributes: Packed) -> bool:
    if kind == _EVENT:
        return attributes.get("check", 0.0) >= CHECK_WORTHY and attributes.get("asserter") is None
    return kind in _ASKED


Step = tuple[str, str, Teller]
"""What stands before the value of an attribute, which it is, and what tells it."""


@lru_cache(maxsize=4096)
def _steps(kind: str, given: tuple[str, ...]) -> tuple[list[Step], str]:
    """How attributes of a kind are told of which these are given, and what stands behind them."""
    steps: list[Step] = []
    known = fields(SHAPES[Kind(kind)])
    if not {one.name for one in known} >= {*given}:
        raise _OtherwiseError
    before = ""
    for place, one in enumerate(known):
        before += f'{"," if place else ""}"{one.name}":'
        if one.name in given:
            steps.append((before, one.name, _TELLERS.get(one.name, _plain)))
            before = ""
        elif one.default is MISSING or one.name == "hops":
            raise _OtherwiseError  # what is always kept
        else:
            before += _as_json(one.default)
    return steps, before


@lru_cache(maxsize=4096, typed=True)
def _rule(score: object, rule: object, reason: object, extractor: object) -> str:
    record = {"score": score, "rule": rule, "reason": reason, "extractor": extractor}
    return _as_json(record)[1:-1]


def _span(start: int, length: int, text: str) -> str:
    end = start + length
    if not 0 <= start < end <= len(text):
        raise _OtherwiseError
    return f'"start":{start},"end":{end},"exact":{_quoted(text[start:end])}'


def _words(value: Packed, base: int, text: str) -> str:
    if len(value) != 2:  # start and end
        raise _OtherwiseError
    return f"{{{_span(base + value['start'], value['end'], text)}}}"


def _speaker(value: Packed, base: int, text: str) -> str:
    start, firm, said = base + value["start"], value["factuality"], value.get("assertion")
    implied = _IMPLIED[firm]
    if not value.keys() <= _SPEAKER or value["class"] not in _CLASSES:
        raise _OtherwiseError
    if said and said not in _ASSERTIONS:
        raise _OtherwiseError
    name = value["name"]
    if name is AS_IN_TEXT:
        name = text[start : start + value["end"]]
    return (
        f'{{{_span(start, value["end"], text)},"name":{_plain(name, 0, text)},'
        f'"names":{_as_json(value["names"])},"class":"{value["class"]}","factuality":"{firm}",'
        f'"assertion":"{said or implied}",{_scores(value["score"], value["name_score"])}}}'
    )


@lru_cache(maxsize=4096, typed=True)
def _scores(score: object, name_score: object) -> str:
    return _as_json({"score": score, "name_score": name_score})[1:-1]


def _speakers(value: list[Packed], base: int, text: str) -> str:
    return f"[{','.join([_speaker(one, base, text) for one in value])}]"


def _mode(value: str, base: int, text: str) -> str:
    if value not in _MODES:
        raise _OtherwiseError
    return f'"{value}"'


def _extent(value: list[int], base: int, text: str) -> str:
    return _as_json(value)


def _plain(value: object, base: int, text: str) -> str:
    if type(value) is str:
        return _quoted(value)
    if type(value) is float and not value:
        return _as_json(value)  # 0.0 and -0.0 are one to what remembers, and not as they are kept
    return _scalar(value)


@lru_cache(maxsize=4096, typed=True)
def _scalar(value: object) -> str:
    """Of a number or a truth; a list or a record is none, and is not taken."""
    return _as_json(value)


_TELLERS: dict[str, Teller] = {
    **dict.fromkeys(
        ("cue", "pair", "act", "who", "whom", "time", "place", "quantity"), _words
    ),
    "speaker": _speaker,
    "asserter": _speaker,
    "hops": _speakers,
    "mode": _mode,
    "paragraph": _extent,
    "statement": _extent,
}  # fmt: skip
