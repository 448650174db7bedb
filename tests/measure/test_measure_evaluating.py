"""Gold files and floors, with the real extractor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.article import Basis
from workbench.domain.fact import LINE_KINDS, Kind
from workbench.errors import DataError, NotFoundError, UsageError, WorkbenchError
from workbench.extract import extract
from workbench.measure.comparing import MEASURES
from workbench.measure.evaluating import Evaluation, Grouping, Key, Wanted
from workbench.measure.floors import missed_floors
from workbench.measure.truth import VALUES
from workbench.services.gold import read_floors, read_gold
from workbench.services.measuring import evaluate_gold
from workbench.services.publication import parse_publication

HERE = Path(__file__).parent
OWN = HERE / "own_gold.jsonl"
TEXT = (
    "Pasar Dipindah\n\nMenurut Kepala BPBD Ratna Wulandari, 120 rumah terendam. "
    "“Tidak ada korban jiwa,” ujarnya.\n"
)


def write(folder: Path, *records: object) -> Path:
    path = folder / "gold.jsonl"
    lines = (one if isinstance(one, bytes) else json.dumps(one).encode() for one in records)
    path.write_bytes(b"\n".join(lines))
    return path


def at(words: str, text: str = TEXT) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def quote_of(words: str, **rest: object) -> dict[str, Any]:
    return {**at(words), **rest}


def figures(evaluation: Evaluation, kind: str, measure: str, **rest: str) -> tuple[int, int, int]:
    key = Key(rest.get("group", ""), kind, rest.get("mode", ""), rest.get("rule", ""), measure)
    tally = evaluation.tallies[key]
    return tally.gold, tally.found, tally.right


def test_the_extractor_keeps_its_floors_on_the_own_gold() -> None:
    evaluation = evaluate_gold(read_gold(OWN))
    assert evaluation.documents == 6
    assert missed_floors(evaluation, read_floors(HERE / "own_floors.toml")) == []


def test_what_the_machine_finds_is_wholly_right_about_itself(tmp_path: Path) -> None:
    facts = [fact.to_record() for fact in extract(TEXT, lang="id")]
    gold = read_gold(write(tmp_path, {"id": 1, "text": TEXT, "lang": "id", "facts": facts}))
    evaluation = evaluate_gold(gold)
    assert {key.kind for key in evaluation.tallies} > {"quote", "quantity", "person", "all"}
    assert evaluation.mistakes == []
    for key, tally in evaluation.tallies.items():
        if not key.rule:
            assert (tally.precision, tally.recall, tally.f1) == (1.0, 1.0, 1.0), key


def test_the_three_shapes_of_documents_are_told_apart_by_their_keys(tmp_path: Path) -> None:
    name = at("Ratna Wulandari")
    content, speaker = at("120 rumah terendam"), at("Kepala BPBD Ratna Wulandari")
    shapes: list[dict[str, Any]] = [
        {"facts": [{"kind": "quote", **content, "attributes": {"mode": "indirect"}}]},
        {
            "quotes": [
                quote_of(
                    "120 rumah terendam",
                    kind="indirect",
                    speaker_start=speaker["start"],
                    speaker_end=speaker["end"],
                    speaker_entity="Ratna Wulandari",
                    cue_start=None,
                )
            ]
        },
        {"spans": [{"type": "PER", **name}]},
    ]
    path = write(tmp_path, *({"doc_id": n, "text": TEXT} | one for n, one in enumerate(shapes)))
    facts, quoted, named = read_gold(path)
    assert [one.id for one in (facts, quoted, named)] == ["0", "1", "2"]
    extent = (content["start"], content["end"])
    assert facts.annotations[0].pieces == quoted.annotations[0].pieces == (extent,)
    assert facts.annotations[0].mode == quoted.annotations[0].mode == "indirect"
    assert quoted.annotations[0].names == ("Ratna Wulandari",)
    assert (named.annotations[0].kind, facts.annotations[0].speaker) == ("person", ())
    evaluation = evaluate_gold([quoted])
    assert figures(evaluation, "quote", "entity") == (1, 2, 1)
    assert not [key for key in evaluation.tallies if key.measure == "cue"], "it states no cue"


def test_the_ends_of_sentences_are_measured_by_themselves(tmp_path: Path) -> None:
    text = "Air naik di hulu. Warga pindah ke bukit.\n\nTidak ada korban"
    ends = [text.index(" Warga"), text.index("\n"), len(text) - 3]
    record = {"doc_id": "s", "lang": "id", "text": text, "sentence_ends": ends}
    documents = read_gold(write(tmp_path, record))
    evaluation = evaluate_gold(documents)
    assert {key.kind for key in evaluation.tallies} == {"sentence"}
    assert figures(evaluation, "sentence", "exact") == (3, 3, 2)
    assert figures(evaluate_gold(documents, wanted=Wanted.parse("time")), "time", "exact")[0] == 0


def test_dates_count_from_what_the_record_states_as_everywhere_else(tmp_path: Path) -> None:
    for published in ("2026-05-29T20:30Z", "2026-05-29T20:30+07:00", "2026-05-29", "2026-05"):
        record: dict[str, Any] = {"text": TEXT, "published": published, "facts": []}
        (document,) = read_gold(write(tmp_path, record))
        assert document.anchor == parse_publication(published, Basis.METADATA).anchor, published


def test_typed_spans_may_be_times(tmp_path: Path) -> None:
    text = "Rapat digelar hari Rabu (10/1) malam di aula."
    span = {"type": "TIME", **at("hari Rabu (10/1) malam", text)}
    record = {"text": text, "lang": "id", "spans": [span]}
    assert figures(evaluate_gold(read_gold(write(tmp_path, record))), "time", "exact") == (1, 1, 1)


def test_a_list_of_phrases_says_what_each_means(tmp_path: Path) -> None:
    phrases = [
        {"text": "lima puluh ribu", "value": "NumeralValue 50000"},
        {"text": "lebih kecil dari EUR 8", "value": "under EUR 8"},
        {"text": "antara Rp2000 hingga Rp3000", "value": "between IDR(2000, 3000)"},
        {"text": "kelima", "value": "OrdinalData 5"},
        {"text": "tujuh pound", "value": "simple Pound 8"},
    ]
    path = tmp_path / "money.id.json"
    path.write_text(json.dumps(phrases))
    evaluation = evaluate_gold(read_gold(path))
    assert figures(evaluation, "quantity", "value") == (5, 5, 4)
    (mistake,) = evaluation.mistakes
    assert (mistake.what, mistake.document) == ("value", "5")


def test_a_date_said_again_in_english_is_its_value(tmp_path: Path) -> None:
    phrases = [
        {"text": "06 Okt 2015", "english": "06 october 2015"},
        {"text": "Senin, 05 Okt 2015 09:30", "english": "monday 05 october 2015 09:30"},
        {"text": "dua minggu yang lalu", "english": "2 week ago"},
        {"text": "baru saja", "english": "0 second ago"},
        {"text": "dalam 20 menit", "english": "in 20 minute"},
        {"text": "5 Mei 2015", "english": None},
    ]
    path = tmp_path / "dates.id.json"
    path.write_text(json.dumps(phrases))
    evaluation = evaluate_gold(read_gold(path))
    assert figures(evaluation, "time", "value") == (5, 5, 5)
    assert figures(evaluation, "time", "touch") == (6, 6, 6)


@pytest.mark.parametrize(
    "bad",
    [
        "[{",
        "[{" * 50_000,
        '[{"text": "x"}]',
        '[{"text": "", "value": "NumeralValue 1"}]',
        '[{"text": 5, "value": "NumeralValue 1"}]',
        '[{"text": "x", "value": "much"}]',
        '[{"text": "x", "english": "some day"}]',
        '[{"text": "x", "english": "01 hornung 2015"}]',
        '[{"text": "x", "value": "NumeralValue 1"}, 7]',
        "[]",
    ],
)
def test_a_list_that_does_not_fit_is_refused(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "list.id.json"
    path.write_text(bad)
    with pytest.raises(DataError, match=r"list\.id\.json"):
        read_gold(path)


def test_labels_of_others_become_kinds(tmp_path: Path) -> None:
    path = write(tmp_path, {"text": TEXT, "spans": [{"type": "Tokoh", **at("Ratna Wulandari")}]})
    with pytest.raises(UsageError, match="--label Tokoh=KIND"):
        read_gold(path)
    assert read_gold(path, {"tokoh": "person"})[0].annotations[0].kind == "person"
    with pytest.raises(UsageError, match="no kind"):
        read_gold(path, {"tokoh": "hero"})


GOOD = {"id": "x", "text": TEXT, "facts": []}


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"7",
        {"id": "n"},
        {"text": TEXT},
        {"text": TEXT, "facts": "all"},
        {"text": 5, "facts": []},
        {"text": TEXT, "facts": [{"kind": "song", "start": 0, "end": 1}]},
        {"text": TEXT, "facts": [{"kind": "quote", "start": 0}]},
        {"text": TEXT, "facts": [{"kind": "quote", "start": 0, "end": 10**9}]},
        {"text": TEXT, "facts": [{"kind": "quote", "start": True, "end": 3}]},
        {"text": TEXT, "facts": [{"kind": "quote", "start": 0, "end": 5, "exact": "Kapal"}]},
        {"text": TEXT, "facts": [{"kind": "quote", "start": 0, "end": 5, "attributes": [1]}]},
        {"text": TEXT, "facts": [], "ignore": [[3]]},
        {"text": TEXT, "quotes": [{"start": 5, "end": 5}]},
        {"text": TEXT, "quotes": [{"start": 0, "end": 5, "parts": [[0, "5"]]}]},
        {"text": TEXT, "spans": [None]},
        {"text": TEXT, "sentence_ends": [0]},
        {"text": TEXT, "sentence_ends": ["5"]},
        {"text": TEXT, "sentence_ends": [10**9]},
    ],
)
def test_a_line_that_does_not_fit_is_refused_by_its_number(tmp_path: Path, bad: object) -> None:
    with pytest.raises(DataError, match=r"gold\.jsonl:2: "):
        read_gold(write(tmp_path, GOOD, bad))


def test_a_file_that_is_none_is_told_from_one_that_is_empty(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_gold(tmp_path / "none.jsonl")
    with pytest.raises(UsageError):
        read_gold(tmp_path)
    with pytest.raises(DataError):
        read_gold(write(tmp_path, b""))
    with pytest.raises(WorkbenchError):
        read_gold(write(tmp_path, {"type": "workbench-export", "version": 99}))


def test_modes_that_are_not_wanted_are_counted_on_no_side(tmp_path: Path) -> None:
    gold = [quote_of("120 rumah terendam", kind="indirect")]
    documents = read_gold(write(tmp_path, {"text": TEXT, "lang": "id", "quotes": gold}))
    assert figures(evaluate_gold(documents), "quote", "overlap") == (1, 2, 1)
    indirect = evaluate_gold(documents, wanted=Wanted.parse("quote.indirect"))
    assert figures(indirect, "quote", "overlap") == (1, 1, 1)
    direct = evaluate_gold(documents, wanted=Wanted.parse("quote.direct"))
    assert figures(direct, "quote", "overlap") == (0, 1, 0)
    assert Wanted.parse("quote,quote.direct") == Wanted(frozenset({"quote"}))


@pytest.mark.parametrize("words", ["song", "quote.loud", "person.direct"])
def test_what_is_no_kind_cannot_be_wanted(words: str) -> None:
    with pytest.raises(UsageError):
        Wanted.parse(words)


def test_kinds_that_the_truth_never_speaks_of_are_not_counted(tmp_path: Path) -> None:
    record = {"text": TEXT, "lang": "id", "spans": [{"type": "person", **at("Ratna Wulandari")}]}
    documents = read_gold(write(tmp_path, record))
    assert {key.kind for key in evaluate_gold(documents).tallies} == {"person"}
    asked = evaluate_gold(documents, wanted=Wanted.parse("quantity"))
    assert figures(asked, "quantity", "overlap")[0] == 0
    assert figures(asked, "quantity", "overlap")[1] > 0


def test_modes_rules_groups_and_the_sum_add_up() -> None:
    evaluation = evaluate_gold(read_gold(OWN), by=Grouping.LANG)
    tallies = evaluation.tallies
    for kind in ("quote", "time", "person"):
        for measure in ("exact", "overlap", "touch"):
            whole = tallies[Key("", kind, "", "", measure)]
            of_rules = [
                t
                for key, t in tallies.items()
                if (key.group, key.kind, key.measure) == ("", kind, measure) and key.rule
            ]
            assert sum(tally.found for tally in of_rules) == whole.found
            assert sum(tally.right for tally in of_rules) == whole.right
            assert {tally.gold for tally in of_rules} == {whole.gold}
            groups = [tallies[Key(lang, kind, "", "", measure)] for lang in ("id", "en")]
            assert sum(tally.gold for tally in groups) == whole.gold
            assert sum(tally.right for tally in groups) == whole.right
    kinds = {key.kind for key in tallies} - {"all"}
    parts = [tallies[Key("", kind, "", "", "overlap")] for kind in sorted(kinds)]
    assert tallies[Key("", "all", "", "", "overlap")].found == sum(part.found for part in parts)
    modes = [tallies[Key("", "quote", mode, "", "exact")].gold for mode in ("direct", "indirect")]
    assert sum(modes) == tallies[Key("", "quote", "", "", "exact")].gold


def test_mistakes_stand_in_their_context_with_the_rule_and_what_they_were_compared_with(
    tmp_path: Path,
) -> None:
    wrong_speaker = at("120 rumah")
    quotes = [
        quote_of(
            "rumah terendam",
            speaker_start=wrong_speaker["start"],
            speaker_end=wrong_speaker["end"],
            speaker_entity="Dodi",
        ),
        quote_of("Pasar Dipindah"),
    ]
    evaluation = evaluate_gold(
        read_gold(write(tmp_path, {"id": "m", "text": TEXT, "quotes": quotes}))
    )
    found = {mistake.what: mistake for mistake in evaluation.mistakes}
    assert set(found) == {"missed", "wrong", "ends", "speaker", "name"}
    missed = found["missed"]
    assert missed.around() == ("", "Pasar Dipindah", TEXT[14:54])
    assert (missed.compared(), missed.rule, missed.expected()) == ("", "", "")
    wrong = found["wrong"]
    assert wrong.around()[1] == "“Tidak ada korban jiwa,”"
    assert (len(wrong.around()[0]), wrong.rule) == (40, "id.quote.direct.clitic")
    assert found["ends"].around()[1] == "rumah terendam"
    assert found["ends"].compared() == "120 rumah terendam"
    assert found["speaker"].expected() == "120 rumah"
    assert found["speaker"].compared() == "Kepala BPBD Ratna Wulandari"
    assert (found["name"].expected(), found["name"].compared()) == ("Dodi", "Ratna Wulandari")


def test_a_wrong_value_says_both(tmp_path: Path) -> None:
    fact = {"kind": "quantity", **at("120 rumah"), "attributes": {"value": 12}}
    record = {"text": TEXT, "lang": "id", "facts": [fact]}
    (mistake,) = evaluate_gold(read_gold(write(tmp_path, record))).mistakes
    assert (mistake.what, mistake.expected()) == ("value", "value 12")
    assert mistake.compared().startswith("value 120")


@pytest.mark.parametrize(
    ("words", "missed"),
    [
        ("[quote]\nexact = 100", ["quote exact f1"]),
        ("[quote]\nexact.precision = 50\nexact.recall = 100", []),
        ("[quote]\nindirect.overlap.recall = 99.9", []),
        ("[quote.direct.overlap]\nprecision = 1", ["quote.direct overlap precision"]),
        ("[person]\noverlap = 0", []),
        ("[person]\noverlap = 1", ["person overlap f1"]),
    ],
)
def test_a_floor_is_of_a_kind_a_mode_a_measure_and_a_side(
    tmp_path: Path, words: str, missed: list[str]
) -> None:
    gold = [quote_of("120 rumah terendam", kind="indirect")]
    evaluation = evaluate_gold(
        read_gold(write(tmp_path, {"text": TEXT, "lang": "id", "quotes": gold}))
    )
    path = tmp_path / "floors.toml"
    path.write_text(words)
    assert [str(floor) for floor, _ in missed_floors(evaluation, read_floors(path))] == missed


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("[qoute]\nexact = 1", "quote"),
        ("[quote]\nexcat = 1", "exact"),
        ("[quote]\nexact.recal = 1", "recall"),
        ("[quote]\nexact = 101", "0 to 100"),
        ("[quote]\nexact = true", "0 to 100"),
        ("[quote]\nexact = '90'", "0 to 100"),
        ("[quote]\nexact.f1.now = 5", "below a side"),
        ("[person.direct]\nexact = 5", "unknown"),
        ("quote = 5", "missing"),
        ("[quote", "not TOML"),
        ("", "no floor"),
    ],
)
def test_a_floor_that_means_nothing_is_named(tmp_path: Path, words: str, about: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(words)
    with pytest.raises(UsageError, match=about):
        read_floors(path)


def test_the_measures_are_those_that_the_record_names() -> None:
    evaluation = evaluate_gold(read_gold(OWN))
    assert {key.measure for key in evaluation.tallies} == set(MEASURES)


def test_what_of_a_kind_is_compared_is_said() -> None:
    bare = {
        Kind.QUOTE,
        *LINE_KINDS,
    }  # a quote has measures of its own, a line nothing but its words
    missing = set(Kind) - bare - VALUES.keys()
    assert not missing, f"say in VALUES of workbench/measure/truth.py what of {missing} is compared"
