"""Chains beside the truth: what makes them the same, and what a wrong one is wrong in."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import DataError
from workbench.measure.chains import (
    CHAIN_MEASURES,
    COMPARED,
    FAULTS,
    Chain,
    Step,
    fault,
    same_origin,
    same_reach,
    same_way,
)
from workbench.measure.evaluating import Evaluation, Grouping, Key
from workbench.services.gold import read_gold
from workbench.services.measuring import evaluate_gold

TEXT = (
    "Gudang Terbakar\n\nDilansir AFP, Selasa (3/2/2026), gudang itu terbakar.\n\n"
    "“Semua sudah padam,” kata Kepala BPBD Ratna Wulandari. Warga lega.\n"
)
QUOTE = "“Semua sudah padam,”"


def chain(*steps: str | tuple[str, ...], reach: str = "") -> Chain:
    """A chain of names; a tuple is a joint step, a name may have forms: "NNA=Kantor Berita"."""
    members = [(step,) if isinstance(step, str) else step for step in steps]
    return Chain(
        tuple(
            Step(
                tuple(tuple(name.split("=")) for name in names),
                reach if names is members[0] else "",
            )
            for names in members
        )
    )


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        (chain("AFP", "Ratna Wulandari"), chain("afp", "Ratna  Wulandari")),
        (chain("NNA=Kantor Berita Nasional"), chain("Kantor Berita Nasional (NNA)")),
        (chain(("Surya", "Ratna")), chain(("Ratna", "Surya"))),
        (chain("pejabat AS"), chain("seorang pejabat AS")),
        (chain("as-Sarraj"), chain("Al-Sarraj")),
    ],
)
def test_the_same_way_in_another_spelling_is_right(gold: Chain, found: Chain) -> None:
    assert same_way(gold, found)
    assert same_origin(gold, found)


@pytest.mark.parametrize(
    ("gold", "found", "wrong"),
    [
        (chain("AFP", "Ratna"), Chain((Step((("AFP",),)), Step())), "no speaker"),
        (chain("AFP", "Ratna"), Chain(), "no speaker"),
        (chain("AFP", "Ratna"), chain("AFP", "ia"), "pronoun"),
        (chain("AFP", "Ratna"), chain("AFP"), "relay as speaker"),
        (chain("Ratna Wulandari"), chain("Wulandari"), "short name"),
        (chain("Ratna Wulandari"), chain("Kepala Ratna Wulandari"), "extra words"),
        (chain("Ratna Wulandari"), chain("Ratna Wulan"), "another form"),
        (chain("Ratna Wulandari"), chain("Surya"), "somebody else"),
        (chain(("AFP", "Antara"), "Ratna"), chain("AFP", "Ratna"), "joint"),
        (chain(("Ratna", "Surya")), chain("Ratna"), "joint"),
        (chain("Surya"), chain(("Ratna", "Surya")), "joint"),
        (chain("AFP", "Antara", "Ratna"), chain("Antara", "AFP", "Ratna"), "order"),
        (chain("AFP", "Antara", "Ratna"), chain("AFP", "Ratna", "Antara"), "order"),
        (chain("AFP", "Ratna"), chain("Reuters", "Ratna"), "another relay"),
        (chain("Kantor Berita Lintang", "Ratna"), chain("Lintang", "Ratna"), "short name"),
        (chain("AFP", "Ratna"), chain("Ratna"), "step missing"),
        (chain("Ratna"), chain("AFP", "Ratna"), "step too much"),
    ],
)
def test_a_wrong_chain_is_wrong_in_one_thing(gold: Chain, found: Chain, wrong: str) -> None:
    assert not same_way(gold, found)
    assert fault(gold, found) == wrong
    assert wrong in FAULTS


def test_reach_is_compared_where_the_truth_states_it() -> None:
    gold = chain("AFP", "Ratna", reach="article")
    assert same_reach(gold, chain("AFP", "Ratna", reach="article"))
    assert not same_reach(gold, chain("AFP", "Ratna", reach="statement"))
    assert same_reach(chain("AFP", "Ratna"), chain("AFP", "Ratna", reach="statement"))
    assert not same_reach(gold, chain("Ratna"))


def test_every_measure_of_chains_is_compared() -> None:
    assert list(COMPARED) == list(CHAIN_MEASURES)


def gold_of(*steps: dict[str, Any], **rest: Any) -> dict[str, Any]:
    start = TEXT.index(QUOTE)
    one = {"start": start, "end": start + len(QUOTE), "steps": list(steps)}
    return {"id": "g", "lang": "id", "outlet": "Sagara", "chains": [one], **rest}


def evaluated(folder: Path, record: dict[str, Any], by: Grouping | None = None) -> Evaluation:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(record))
    return evaluate_gold(read_gold(path), by=by)


def right(evaluation: Evaluation, measure: str) -> tuple[int, int]:
    tally = evaluation.tallies[Key("", "quote", "", "", measure)]
    return tally.gold, tally.right


RATNA = {"names": ["Ratna Wulandari"]}
AFP = {"names": [["Agence France-Presse", "AFP"]], "reach": "article"}


def test_a_chain_is_measured_as_the_desk_shows_it(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, gold_of(AFP, RATNA, text=TEXT))
    assert right(evaluation, "overlap") == (1, 1)
    assert right(evaluation, "chain") == (1, 1)
    assert right(evaluation, "origin") == (1, 1)
    assert evaluation.faults() == []


def test_a_wrong_chain_is_counted_and_listed_but_not_where_it_is_held(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, gold_of(RATNA, text=TEXT, set="dev"), Grouping.SET)
    assert right(evaluation, "chain") == (1, 0)
    assert right(evaluation, "origin") == (1, 1)
    assert evaluation.faults(Grouping.SET) == [
        ("", "step too much", 1),
        ("dev", "step too much", 1),
    ]
    (mistake,) = [one for one in evaluation.mistakes if one.what == "chain"]
    assert mistake.fault == "step too much"
    assert mistake.expected().startswith("Ratna Wulandari")
    assert mistake.compared().endswith("← Ratna Wulandari: asserts")
    assert not mistake.is_held
    held = evaluated(tmp_path, gold_of(RATNA, text=TEXT, set="held"))
    assert held.faults() == [("", "step too much", 1)]
    assert all(one.is_held for one in held.mistakes)


def test_a_text_is_found_by_its_sha256(tmp_path: Path) -> None:
    articles = tmp_path / "news.jsonl"
    articles.write_text(json.dumps({"body": TEXT, "source": "Sagara", "date": "2026-02-03"}))
    gold = tmp_path / "gold.jsonl"
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    gold.write_text(json.dumps(gold_of(AFP, RATNA, sha256=sha256)))
    (document,) = read_gold(gold, articles=articles)
    assert (document.text, document.anchor) == (TEXT, "2026-02-03")
    gold.write_text(json.dumps(gold_of(RATNA, sha256="0" * 64)))
    with pytest.raises(DataError, match=r"gold\.jsonl:1"):
        read_gold(gold, articles=articles)


@pytest.mark.parametrize(
    "broken",
    [
        {"steps": []},
        {"steps": [{"names": []}]},
        {"steps": [{"names": ["AFP"], "reach": "world"}]},
        {"steps": [RATNA], "assertion": "whispers"},
    ],
)
def test_a_chain_that_is_none_is_refused(tmp_path: Path, broken: dict[str, Any]) -> None:
    record = gold_of(RATNA, text=TEXT)
    record["chains"][0] |= broken
    with pytest.raises(DataError, match=r"gold\.jsonl:1"):
        evaluated(tmp_path, record)
