from __future__ import annotations

from typing import Any

import pytest
from cli_cases import Cli, jsonl
from cli_schemas import check

DEAD = "Sedikitnya sembilan orang tewas akibat banjir bandang di Lembata, kata Kepala BPBD, Kamis."
DEAD_EN = (
    "At least nine people were killed by a flash flood in Lembata, the agency said on Thursday."
)


def side(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "lang": "id", "published": "2026-03-12", **more}


def compared(cli: Cli, a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    done = cli.good("compare", "--jsonl", stdin=jsonl({"id": "p", "a": a, "b": b}))
    check(done.records, "comparison")
    (record,) = done.records
    assert record["id"] == "p"
    return record


def test_two_statements_are_compared_without_a_database(empty: Cli) -> None:
    exact, exact_en = DEAD.split(",")[0], DEAD_EN.split(",")[0]
    record = compared(empty, side(DEAD, exact=exact), side(DEAD_EN, exact=exact_en, lang="en"))
    assert record["stance"] == "same"
    assert not record["differences"]
    assert not empty.db.exists()


def test_another_number_is_named(empty: Cli) -> None:
    other = DEAD.replace("sembilan", "sebelas")
    record = compared(empty, side(DEAD), side(other))
    assert record["stance"] != "same"
    assert {"kind": "number", "a": "9", "b": "11"} in record["differences"]


def test_what_is_said_of_each_is_said_by_its_name(empty: Cli) -> None:
    longer = DEAD.replace("sembilan", "sebelas").replace("di Lembata", "di Waikilok, Lembata")
    record = compared(empty, side(longer, published="2026-03-13"), side(DEAD))
    assert {"kind": "number", "a": "11", "b": "9"} in record["differences"]
    assert record["of_a"] < record["of_b"]


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ({"a": {"text": DEAD}}, "b is no object"),
        ({"a": {}, "b": {"text": DEAD}}, "a: it has no text"),
        ({"a": {"text": DEAD}, "b": {"text": DEAD, "exact": "lain"}}, "do not stand"),
        ({"a": {"text": DEAD}, "b": {"text": DEAD, "start": 0, "end": 9_999}}, "outside"),
        ({"a": {"text": DEAD}, "b": {"text": DEAD, "start": "0", "end": 9}}, "numbers"),
        ({"a": {"text": DEAD}, "b": {"text": DEAD, "start": 0, "end": 9, "exact": "x"}}, "those"),
        ({"a": {"text": ""}, "b": {"text": DEAD}}, "outside"),
    ],
)
def test_what_is_no_pair_is_answered_with_an_error(
    empty: Cli, pair: dict[str, Any], words: str
) -> None:
    done = empty.bare("compare", "--jsonl", stdin=jsonl({"id": 7, **pair}))
    assert done.code == 1
    check(done.records, "comparison")
    assert done.records[0]["id"] == 7
    assert words in done.records[0]["error"]
