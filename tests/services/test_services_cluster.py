"""What comes back from a cluster, as if anybody could have sent it."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench import __version__
from workbench.errors import DataError
from workbench.extract import EXTRACTOR, Document, extract_document
from workbench.services.cluster.batches import (
    AnswerError,
    Version,
    answer_from_bytes,
    answer_to_bytes,
    articles_from_bytes,
    articles_to_bytes,
)
from workbench.services.cluster.checking import checked
from workbench.services.cluster.guard import UnpickledError, nothing_unpickled
from workbench.services.cluster.there import find_there, version_there
from workbench.services.extraction import begun_ahead
from workbench.services.finding import found_in
from workbench.stored.packed import as_json, told, unpack

DOCUMENTS = [
    Document(
        "",
        'Gudang 🚢 Meledak\n\nTujuh pekerja tewas kemarin. "Titik ledakan ada di sisi timur," ujar '
        "juru bicara kepolisian Ratih Sondakh, Selasa (10/3/2026).\n\nSumber: Harbour Wire\n",
        "id",
        "2026-03-10",
        "metadata",
        "Gudang 🚢 Meledak",
        "Cakrawala Pos",
    ),
    Document("", "Night Train Returns\n\nIt will run again, said Mara Lindqvist.\n", "en"),
    Document("", "\n"),
]
ONE = DOCUMENTS[0]


def test_facts_from_there_are_those_from_here() -> None:
    answer = answer_from_bytes(find_there(articles_to_bytes(DOCUMENTS)), len(DOCUMENTS))
    kept = [checked(one, came or b"") for one, came in zip(DOCUMENTS, answer, strict=True)]
    assert kept == [found_in(document) for document in DOCUMENTS]
    assert kept[0].count > 5
    assert kept[0].gist
    assert kept[0].questions
    assert Version.from_bytes(version_there()) == Version(__version__, EXTRACTOR)


def test_articles_travel_without_what_names_them() -> None:
    data = articles_to_bytes([replace(ONE, sha256="f00d" * 16)])
    assert b"f00d" not in data
    assert list(articles_from_bytes(data)) == [ONE]


Record = dict[str, Any]


def _records() -> list[Record]:
    return told(extract_document(ONE), EXTRACTOR)


def _first(records: list[Record], kind: str) -> Record:
    return next(one for one in records if one["kind"] == kind)


def _changed(change: Callable[[list[Record]], object]) -> bytes:
    """What is kept of one article's facts, with something changed."""
    records = _records()
    change(records)
    return json.dumps(records).encode()


def test_what_is_changed_below_is_right_unchanged() -> None:
    assert checked(ONE, _changed(lambda records: None)) == found_in(ONE)


def _set(of: str, /, **values: object) -> Callable[[list[Record]], object]:
    return lambda records: _first(records, of).update(values)


def _set_within(of: str, /, **values: object) -> Callable[[list[Record]], object]:
    return lambda records: _first(records, of)["attributes"].update(values)


WRONG: dict[str, Callable[[list[Record]], object]] = {
    "ends behind the text": _set("quote", end=100_000),
    "begins before it": lambda records: records[0].update(start=-5),
    "starts at a word": _set("quote", start="7"),
    "is of no kind": _set("quote", kind="rumour"),
    "of another extractor": _set("person", extractor="workbench-rules/0"),
    "with a number as name": _set_within("person", name=7),
    "with an object as name": _set_within("person", name={"a": 1}),
    "with more than there is": _set_within("person", colour="red"),
    "of another kind's shape": _set("person", attributes={"mode": "direct", "hops": []}),
    "surer than sure": _set("quote", score=1.5),
    "no number at all": _set("quote", score=float("nan")),
    "without end": _set_within("quantity", value=float("inf")),
    "no text": _set("quote", reason="\ud800"),
    "a list for a rule": _set("quote", rule=["a"]),
    "a speaker elsewhere": lambda records: _first(records, "quote")["attributes"]["speaker"].update(
        start=90_000
    ),
    "credits what lies outside": _set_within("relay", paragraph=[0, 90_000]),
    "twice": lambda records: records.append({**records[-1]}),
    "out of order": lambda records: records.reverse(),
    "no attributes": _set("time", attributes=7),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_false_fact_is_not_kept(wrong: str) -> None:
    with pytest.raises(AnswerError, match="do not fit their article"):
        checked(ONE, _changed(WRONG[wrong]))


@pytest.mark.parametrize(
    "came",
    [
        b"",
        b"no facts",
        b"[" * 100_000,
        b'{"a": 1}',
        b"7",
        b"\xff\xfe",
        as_json(_records()).encode()[:-6],
    ],
    ids=["nothing", "words", "deep", "object", "number", "no text", "cut off"],
)
def test_what_are_no_facts_is_not_kept(came: bytes) -> None:
    with pytest.raises(AnswerError):
        checked(ONE, came)


@settings(max_examples=150)
@given(st.data())
def test_no_change_of_bytes_gets_anything_else_through(data: st.DataObject) -> None:
    raw = bytearray(as_json(_records()).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    try:
        kept = checked(ONE, bytes(raw))
    except AnswerError:
        return
    for start, end, *_ in kept.questions:
        assert 0 <= start < end <= len(ONE.text)
    again = as_json(told(unpack(kept.document, EXTRACTOR, ONE.text), EXTRACTOR)).encode()
    assert checked(ONE, again) == kept


GOOD = answer_to_bytes([b"abc", None, b"de"])


def test_an_answer_has_its_parts() -> None:
    assert answer_from_bytes(GOOD, 3) == [b"abc", None, b"de"]


@pytest.mark.parametrize(
    "came",
    [
        None,
        "words",
        bytearray(GOOD),
        b"",
        GOOD[:-1],
        GOOD + b"x",
        GOOD.replace(b"null", b"-1"),
        GOOD.replace(b"null", b"true"),
        GOOD.replace(b"[3, null, 2]", b"[5]"),
        GOOD.replace(b"[3, null, 2]", b"{}"),
        b"[" * 100_000 + b"\n",
    ],
)
def test_an_answer_that_is_none_is_refused(came: object) -> None:
    with pytest.raises(AnswerError, match="never would"):
        answer_from_bytes(came, 3)


@given(st.binary(max_size=60))
@example(b'[["0.1.0", 5, 1], []]\n')
def test_no_bytes_do_more_than_be_refused(came: bytes) -> None:
    with pytest.raises(DataError):
        answer_from_bytes(came, 3)


def test_an_answer_of_another_version_names_both() -> None:
    other = GOOD.replace(EXTRACTOR.encode(), b"workbench-rules/0")
    with pytest.raises(DataError) as caught:
        answer_from_bytes(other, 3)
    assert "workbench-rules/0" in str(caught.value)
    assert EXTRACTOR in str(caught.value)
    with pytest.raises(DataError, match="another form"):
        answer_from_bytes(GOOD.replace(b", 1]", b", 2]"), 3)


def test_no_more_begin_than_may_be_ahead() -> None:
    begun: list[int] = []

    def begin() -> Iterator[int]:
        for number in range(10):
            begun.append(number)
            yield number

    given_out = begun_ahead(begin(), 3)
    for number in range(10):
        assert next(given_out) == number
        assert len(begun) == min(10, number + 4)
    assert list(given_out) == []


class _Evil:
    def __init__(self, place: Path) -> None:
        self._place = place

    def __reduce__(self) -> tuple[object, ...]:
        return Path.mkdir, (self._place,)


def test_other_threads_unpickle_nothing_that_runs(tmp_path: Path) -> None:
    evil = pickle.dumps(_Evil(tmp_path / "ran"))
    caught: list[object] = []

    def load(data: bytes = evil) -> None:
        try:
            caught.append(pickle.loads(data))
        except UnpickledError as error:
            caught.append(error)

    with nothing_unpickled():
        load(pickle.dumps(ONE))
        for data in (evil, pickle.dumps(b"bytes are harmless"), pickle.dumps({"a": [1, "b"]})):
            thread = Thread(target=load, args=(data,))
            thread.start()
            thread.join()
    assert caught[0] == ONE
    assert isinstance(caught[1], UnpickledError)
    assert caught[2:] == [b"bytes are harmless", {"a": [1, "b"]}]
    assert not (tmp_path / "ran").exists()
    thread = Thread(target=load)
    thread.start()
    thread.join()
    assert (tmp_path / "ran").exists(), "and afterwards they may again"
