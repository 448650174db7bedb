"""Argilla's own library takes the records and gives them back.

Settings, and so any check of labels and offsets, are its server's: a record takes every span. They
are checked here on what it gave.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest
from exchange_bundles import bundles, example
from exchange_tools import check_came_back
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peer_cases import worked_sample

from workbench.exchange import read, write
from workbench.exchange.bundle import Bundle
from workbench.exchange.spans.vocabulary import LABELS

Peer = Callable[[str], Any]
USER = "10000000-0000-4000-8000-000000000000"


def check_spans(record: Any) -> None:
    """As its server would: labels of the question, and offsets within the text."""
    text = record.fields["text"]
    for answer in (*record.suggestions, *record.responses):
        assert answer.question_name == "spans"
        for mark in answer.value:
            assert mark["label"] in LABELS
            assert 0 <= mark["start"] < mark["end"] <= len(text)
    assert all(UUID(answer.user_id) for answer in record.responses)
    assert all(isinstance(value, str) for value in record.metadata.values())


def check_whole(peer: Peer, bundle: Bundle, user: str, *, is_flat: bool) -> None:
    """Through the library's own files and lists."""
    inout = peer("argilla.records._io")
    with TemporaryDirectory() as name:
        path, back = Path(name) / "records.json", Path(name) / "back.json"
        with path.open("wb") as stream:
            write("argilla", bundle, stream, {"user": user} if user else {})
        records = inout.JsonIO._records_from_json(path)
        for record in records:
            check_spans(record)
        if is_flat:
            back.write_text(json.dumps(inout.GenericIO.to_list(records, flatten=True)))
        else:
            inout.JsonIO.to_json(records, back)
        with back.open("rb") as stream:
            check_came_back(bundle, list(read("argilla", stream, {"analyst": "x"})))


@pytest.mark.parametrize("user", ["", USER], ids=["suggested", "answered"])
@pytest.mark.parametrize("make", [lambda _: example(), worked_sample], ids=["example", "worked"])
def test_what_people_made_is_taken_whole(
    peer: Peer, make: Callable[[Path], Bundle], user: str, tmp_path: Path
) -> None:
    bundle = make(tmp_path)
    for is_flat in (False, True):
        check_whole(peer, bundle, user, is_flat=is_flat)
    assert any(item.claims for item in bundle.articles)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(bundles(), st.sampled_from(["", USER]), st.booleans())
def test_any_set_is_taken_whole(peer: Peer, bundle: Bundle, user: str, is_flat: bool) -> None:
    peer("argilla")
    check_whole(peer, bundle, user, is_flat=is_flat)
