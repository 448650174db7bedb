from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_cases import ARTICLES, HOSTILE_TEXT, Cli, jsonl
from cli_schemas import check

TEXT = ARTICLES[0]["text"]


def test_facts_of_a_stored_article_follow_the_schema(cli: Cli) -> None:
    text = cli.good("show", 1, "--json").records[0]["text"]
    records = cli.good("facts", 1, "--json").records
    check(records, "fact")
    assert {"quote", "relay", "person", "time"} <= {record["kind"] for record in records}
    assert all(text[r["start"] : r["end"]] == r["exact"] for r in records)


def test_facts_for_people_are_aligned(cli: Cli) -> None:
    lines = cli.good("facts", 1).lines
    quotes = [line for line in lines if line.startswith("quote")]
    assert quotes
    assert len({line.index(line.split()[1]) for line in lines}) == 1


def test_documents_are_answered_in_their_order_without_a_database(empty: Cli) -> None:
    documents = [{"id": at, "text": TEXT if at % 2 else HOSTILE_TEXT} for at in range(6)]
    done = empty.bare("facts", "--jsonl", stdin=jsonl(*documents))
    assert done.code == 0
    check(done.records, "answer")
    assert [record["id"] for record in done.records] == list(range(6))
    for document, record in zip(documents, done.records, strict=True):
        check(record["facts"], "fact")
        for fact in record["facts"]:
            assert document["text"][fact["start"] : fact["end"]] == fact["exact"]
    assert not empty.db.exists()


def test_language_and_date_of_a_document_are_used(empty: Cli) -> None:
    document = {"id": "x", "text": TEXT, "lang": "id", "published": "2026-03-10"}
    facts = empty.good("facts", "--jsonl", stdin=jsonl(document)).records[0]["facts"]
    assert {f["attributes"]["anchor"] for f in facts if f["kind"] == "time"} >= {"2026-03-10"}


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        (b"not json", None),
        (b"[1]", None),
        (b"\xff\xfe\xfd", None),
        (b'{"id": "n"}', "n"),
        (b'{"id": "t", "text": 5}', "t"),
        (b'{"id": "p", "text": "x", "published": "someday"}', "p"),
        (b'{"id": 1, "text": NaN}', None),
        (b'{"id": "deep", "text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", None),
    ],
)
def test_a_line_that_cannot_be_read_is_answered_and_the_rest_go_on(
    empty: Cli, line: bytes, identity: object
) -> None:
    good = jsonl({"id": "good", "text": TEXT})
    done = empty("facts", "--jsonl", stdin=good + line + b"\n\n" + good)
    assert done.code == 1, done.err
    check(done.records, "answer")
    first, bad, last = done.records
    assert first == last
    assert first["facts"]
    assert bad["id"] == identity
    assert bad["error"]


def test_nothing_in_gives_nothing_out(empty: Cli) -> None:
    assert empty.good("facts", "--jsonl").raw == b""


@pytest.mark.parametrize("words", [["facts"], ["facts", "1", "--jsonl"]])
def test_facts_are_of_an_article_or_of_a_stream(cli: Cli, words: list[str]) -> None:
    done = cli(*words)
    assert done.code == 2
    assert "--jsonl" in done.err


def test_a_document_of_one_endless_line_is_answered(empty: Cli) -> None:
    text = '"a' * 100_000
    record = empty.good("facts", "--jsonl", stdin=jsonl({"id": 1, "text": text})).records[0]
    assert isinstance(record["facts"], list)


def test_the_sample_set_is_read_the_same_from_a_stream(empty: Cli, tmp_path: Path) -> None:
    """Nothing depends on what was read before."""
    documents = [{"id": a["id"], "text": a["text"], "lang": a["lang"]} for a in ARTICLES]
    together = empty.good("facts", "--jsonl", stdin=jsonl(*documents)).records
    apart = [
        empty.good("facts", "--jsonl", stdin=jsonl(one)).records[0] for one in reversed(documents)
    ]
    assert json.dumps(together) == json.dumps(apart[::-1])
