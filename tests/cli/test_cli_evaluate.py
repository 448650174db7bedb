from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_cases import ARTICLES, HOSTILE_TEXT, Cli
from cli_schemas import check

from workbench.measure.comparing import MEASURES
from workbench.measure.mistakes import MISTAKES

TEXT = str(ARTICLES[0]["text"])
QUOTE = '"Titik ledakan ada di sisi timur,"'


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two documents; the first has a quote that is found and one that nobody could find."""
    at, title = TEXT.index(QUOTE), "Gudang di Pelabuhan Meledak"
    speaker = TEXT.index("Ratih kepada")
    said = {
        "mode": "direct",
        "speaker": {"start": speaker, "end": speaker + 5, "name": "Ratih Sondakh"},
    }
    facts = [
        {"kind": "quote", "start": at, "end": at + len(QUOTE), "attributes": said},
        {"kind": "quote", "start": 0, "end": len(title)},
    ]
    documents = [
        {"id": "a", "text": TEXT, "lang": "id", "outlet": "Cakrawala Pos", "facts": facts},
        {"id": "h", "text": HOSTILE_TEXT, "lang": "id", "facts": []},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in documents))
    return path


def test_figures_of_a_gold_file_need_no_database(empty: Cli, gold: Path) -> None:
    records = empty.good("evaluate", gold, "--json").records
    check(records, "evaluation")
    whole = {r["measure"]: r for r in records if not (r["mode"] or r["rule"])}
    assert set(whole) == set(MEASURES) - {"cue", "value"}, "those that the file states"
    assert whole["exact"]["gold"] == 2
    assert whole["exact"]["hit"] == whole["exact"]["right"] == 1
    assert whole["exact"]["recall"] == 0.5
    assert whole["entity"]["right"] == 1
    assert not empty.db.exists()


def test_figures_for_people_are_columns_with_a_line_for_each_rule(empty: Cli, gold: Path) -> None:
    lines = empty.good("evaluate", gold).lines
    rows = [line.split() for line in lines if line.split()]
    assert ["quote", "exact", "2", "3", "1", "33.3", "50.0", "40.0"] in rows
    assert [row[0] for row in rows if row[0].startswith("id.quote.")]
    only = empty.good("evaluate", gold, "--rule", "id.quote.direct").lines
    assert all(line.split()[0] in ("rule",) or "id.quote.direct" in line for line in only if line)
    assert any("id.quote.direct" in line for line in only)


def test_mistakes_come_with_their_context(empty: Cli, gold: Path) -> None:
    records = empty.good("evaluate", gold, "--json", "--errors", 9).records
    mistakes = [record for record in records if record["what"] in MISTAKES]
    check(mistakes, "mistake")
    assert {one["what"] for one in mistakes} >= {"missed", "wrong"}
    texts = {"a": TEXT, "h": HOSTILE_TEXT}
    for one in mistakes:
        text = texts[one["document"]]
        assert text[one["start"] : one["end"]] == one["exact"]
        around = one["before"] + one["exact"] + one["after"]
        assert text[max(0, one["start"] - 40) : one["end"] + 40] == around
        assert one["rule"] or one["what"] == "missed"
    lines = empty.good("evaluate", gold, "--errors", 1).lines
    assert sum(line.startswith("missed  quote  a  0-27") for line in lines) == 1
    assert sum(line.startswith("wrong  ") for line in lines) == 1
    assert any("[Gudang di Pelabuhan Meledak]" in line for line in lines)
    assert all(line.isprintable() for line in lines)


def test_figures_are_told_apart_by_outlet(empty: Cli, gold: Path) -> None:
    records = empty.good("evaluate", gold, "--by", "outlet", "--json").records
    assert {record["group"] for record in records} == {"", "Cakrawala Pos"}


def test_kinds_are_chosen(empty: Cli, gold: Path) -> None:
    records = empty.good("evaluate", gold, "--only", "relay,quote.direct", "--json").records
    assert {record["kind"] for record in records} == {"all", "relay", "quote"}
    assert {record["mode"] for record in records} == {"", "direct"}


@pytest.mark.parametrize(
    ("floor", "code", "words"),
    [
        ("exact.recall = 50", 0, "1 floor reached"),
        ("exact.recall = 51", 1, "quote exact recall is 50.0, under its floor of 51"),
        ("cue = 10", 1, "quote cue f1 is nothing to measure"),
        ("volume = 10", 2, "volume"),
    ],
)
def test_a_floor_that_is_missed_is_1(
    empty: Cli, gold: Path, tmp_path: Path, floor: str, code: int, words: str
) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(f"[quote]\n{floor}\n")
    done = empty("evaluate", gold, "--floor", floors)
    assert done.code == code, done.err
    assert words in done.err
    assert bool(done.lines) is (code != 2), "figures are printed whether they suffice or not"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["evaluate", "nowhere.jsonl"], 4),
        (["evaluate", "."], 2),
        (["evaluate", "--errors", "3"], 2),
        (["evaluate", "--floor", "x.toml"], 2),
        (["evaluate", "--only", "quote"], 2),
        (["evaluate", "--by", "mood"], 2),
    ],
)
def test_what_cannot_be_evaluated_has_its_code(cli: Cli, words: list[str], code: int) -> None:
    done = cli(*words)
    assert (done.code, done.raw) == (code, b"")
    assert done.err


def test_a_broken_gold_file_is_1_with_its_line(empty: Cli, gold: Path) -> None:
    gold.write_text(gold.read_text() + '{"id": "z"}\n')
    done = empty("evaluate", gold)
    assert (done.code, done.raw) == (1, b"")
    assert "gold.jsonl:3" in done.err
    for options in (["--only", "song"], ["--label", "PER"], ["--label", "PER=song"]):
        assert empty("evaluate", gold, *options).code == 2


def test_a_file_that_states_nothing_is_1(empty: Cli, gold: Path) -> None:
    gold.write_text(json.dumps({"text": TEXT, "facts": []}))
    done = empty("evaluate", gold)
    assert done.code == 1
    assert "--only" in done.err
    assert empty("evaluate", gold, "--only", "quote").code == 0


def test_decisions_make_the_trust_in_each_rule(annotated: Cli) -> None:
    records = annotated.good("evaluate", "--json").records
    check(records, "trust")
    assert {record["kind"] for record in records} == {"quote"}
    for record in records:
        assert record["precision"] == 1.0
        assert (record["trust"] is None) is (record["rule"] == "")
        if record["rule"]:
            assert record["shipped"] < record["trust"] < 1.0
    by_lang = annotated.good("evaluate", "--json", "--by", "lang").records
    check(by_lang, "trust")
    assert {record["group"] for record in by_lang} == {"", "id", "en"}
    outlets = annotated.good("evaluate", "--by", "outlet").out
    assert "Cakrawala Pos" in outlets
    assert "The Northgate Daily" in outlets
    some = annotated.good("evaluate", "--json", "--rule", "en.").records
    assert {record["rule"].partition(".")[0] for record in some} == {"en"}


def test_without_decisions_there_is_nothing_and_that_is_no_error(cli: Cli) -> None:
    done = cli.good("evaluate", "--json")
    assert done.raw == b""
    assert "No facts have been accepted" in done.err


def test_an_export_is_a_gold_file(annotated: Cli, tmp_path: Path) -> None:
    annotated.good("export", "--format", "jsonl", "--out", tmp_path / "out.jsonl")
    records = annotated.good("evaluate", tmp_path / "out.jsonl", "--json").records
    exact = [r for r in records if r["measure"] == "exact" and not (r["mode"] or r["rule"])]
    assert [(r["kind"], r["precision"], r["recall"]) for r in exact] == [("quote", 1.0, 1.0)]
