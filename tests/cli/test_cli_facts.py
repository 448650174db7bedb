from __future__ import annotations

import io
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_cases import ARTICLES, HOSTILE_TEXT, Cli, command, environment, jsonl
from cli_schemas import check
from made_streams import Pieces

from workbench.services.answers import answers
from workbench.services.read_ahead import AHEAD_BYTES
from workbench.services.readers import Limits

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
    texts = (HOSTILE_TEXT, TEXT)
    documents: list[dict[str, Any]] = [{"id": at, "text": texts[at % 2]} for at in range(6)]
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


def _with_settings(folder: Path, words: str) -> dict[str, str]:
    (folder / "config" / "workbench").mkdir(parents=True)
    (folder / "config" / "workbench" / "settings.toml").write_text(words, "utf-8")
    return environment(folder) | {"XDG_CONFIG_HOME": str(folder / "config")}


def _memory_of(folder: Path, source: Path, environ: dict[str, str]) -> tuple[int, list[Any]]:
    """The most memory that `facts --jsonl` took for a file, in bytes, and its answers."""
    out = folder / "answers.jsonl"
    with source.open("rb") as given, out.open("wb") as taken:
        running = subprocess.Popen(
            command("facts", "--jsonl"), stdin=given, stdout=taken, env=environ, cwd=folder
        )
        _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode in (0, 1)
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss * unit, [json.loads(line) for line in out.read_bytes().splitlines()]


def test_a_line_without_end_is_answered_in_its_place_within_bounded_memory(tmp_path: Path) -> None:
    environ = _with_settings(tmp_path, "file_megabytes = 1\n")
    good, source = jsonl({"id": "good", "text": TEXT}), tmp_path / "in.jsonl"
    source.write_bytes(good + good)
    plain, answers = _memory_of(tmp_path, source, environ)
    assert [answer["id"] for answer in answers] == ["good", "good"]
    with source.open("r+b") as stream:  # a hole of 200 MB: a line of NULs that takes no disk
        stream.truncate(len(good))
        stream.seek(200_000_000)
        stream.write(b"\n" + good)
    bounded, (first, bad, last) = _memory_of(tmp_path, source, environ)
    assert first == last == answers[0]
    assert bad["id"] is None
    assert "the line is over the limit of 1,000,000 bytes" in bad["error"]
    assert bad["error"].endswith("raise file_megabytes in settings.toml.")
    assert bounded < plain + 20_000_000


def test_a_text_over_the_limit_is_answered_with_the_setting_to_change(
    empty: Cli, tmp_path: Path
) -> None:
    folder = tmp_path / "places" / "workbench"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("article_characters = 1000\n")
    long, good = {"id": "long", "text": "kata " * 300}, {"id": "good", "text": TEXT}
    done = empty("facts", "--jsonl", stdin=jsonl(long, good))
    assert done.code == 1
    check(done.records, "answer")
    assert done.records[0]["id"] == "long"
    assert "1,500 code points are over the limit of 1,000" in done.records[0]["error"]
    assert done.records[0]["error"].endswith("raise article_characters in settings.toml.")
    assert done.records[1]["facts"]


def test_long_documents_are_not_read_ahead_without_end() -> None:
    """A reader of answers who is slow makes the feeder wait, not the memory grow."""
    document = jsonl({"text": "", "pad": "x" * 1_000_000})
    stream = Pieces(itertools.repeat(document, 120))
    most = 0
    for before, answer in enumerate(answers(io.BufferedReader(stream), Limits())):
        assert json.loads(answer.line)["facts"] == []
        most = max(most, stream.read_so_far // len(document) - before)
    assert stream.read_so_far == 120 * len(document)
    assert most <= AHEAD_BYTES // len(document) + 2
