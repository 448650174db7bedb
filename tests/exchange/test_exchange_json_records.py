from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import DataError
from workbench.exchange import json_records
from workbench.exchange.json_records import records

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
objects = st.lists(st.dictionaries(st.text(max_size=3), values, max_size=3), max_size=4)


def found(data: bytes) -> list[Any]:
    return [record for _, record in records(io.BytesIO(data))]


@given(objects, st.sampled_from([None, 1]), st.booleans(), st.integers(6, 14))
def test_records_are_those_of_the_list_whatever_is_read_at_a_time(
    given_: list[Any], indent: int | None, is_ascii: bool, chunk: int
) -> None:
    text = json.dumps(given_, indent=indent, ensure_ascii=is_ascii)
    lines = "".join(json.dumps(one, ensure_ascii=is_ascii) + "\r\n" for one in given_)
    before, json_records._CHUNK = json_records._CHUNK, chunk
    try:
        for data in (text, " \n" + text, lines):
            assert found(data.encode("utf-8", "surrogatepass")) == given_
            assert found(b"\xef\xbb\xbf" + data.encode("utf-8", "surrogatepass")) == given_
    finally:
        json_records._CHUNK = before


@given(objects, st.data())
def test_a_list_that_is_cut_off_is_never_taken_for_a_whole_one(
    given_: list[Any], data: st.DataObject
) -> None:
    text = json.dumps(given_, indent=1).encode()
    cut = data.draw(st.integers(1, len(text) - 1))
    with pytest.raises(DataError, match="line "):
        found(text[:cut])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'[{"a": 1},\n{"b": }]', r"record 2 \(line 2\): no JSON \(Expecting value, line 2\)"),
        (b'[{"a":\n1},\n\n{"b":\n "\t"}]', r"record 2 \(line 4\): no JSON \(.*, line 5\)"),
        (b'[{"a": 1}\n{"b": 2}]', "line 2: a comma or the end of the list is wanted"),
        (b'[{"a": 1}]\n\n[{"b": 2}]', "line 3: there is more behind the list"),
        (b"[1]", r"record 1 \(line 1\): an object is wanted, this is a number"),
        (b'{"a": 1}\n[]\n', "line 2: an object is wanted, this is a list"),
        (b'{"a": 1}\n{"a"\n', "line 2: no JSON"),
        (b'{"a": "\xe9"}\n', "line 1: it is no UTF-8"),
        (b'[{"a": 1},\n"\xe9"]', "it is no UTF-8 behind line 1"),
        ('[{"a": 1}]'.encode("utf-16"), "it is UTF-16, not UTF-8"),
        (b'{"a": NaN}', r"line 1: no JSON that can be read \(NaN is no number"),
        (b'[{"a": 1e999}]', r"no JSON that can be read \(1e999 is no number"),
        (b"[" * 100_000, "no JSON that can be read"),
        (b"[" + b"9" * 5_000 + b"]", "no JSON that can be read"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(data: bytes, told: str) -> None:
    with pytest.raises(DataError, match=told):
        found(data)


def test_a_long_record_is_read_whole_and_nothing_behind_it_is_asked_for() -> None:
    long = [{"text": "é" * 3_000_000}, {"text": ""}]
    assert found(json.dumps(long, ensure_ascii=False).encode()) == long
    first = next(records(io.BytesIO(b'{"type": 1}\n{')))
    assert first == ("line 1", {"type": 1})
