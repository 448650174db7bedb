"""Measured on the worked example where it is at hand, by environment or beside the checkout."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.fact import Fact, Kind, Quantity, Quote, Time
from workbench.extract import extract

SHARED = Path(os.environ.get("WORKBENCH_SHARED", Path(__file__).parents[2].parent / "shared"))
SEED = SHARED / "seed" / "gold.json"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the worked example is not at hand")


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SEED.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def facts(gold: dict[str, Any]) -> list[Fact]:
    text = (SEED.parent / gold["doc"]["path_name"]).read_text(encoding="utf-8")
    return extract(text, anchor=gold["doc"]["publication_date"], anchor_basis="analyst")


def spans(facts: list[Fact], *kinds: Kind) -> dict[tuple[int, int], Fact]:
    return {(f.span.start, f.span.end): f for f in facts if f.kind in kinds}


def test_all_attributions(gold: dict[str, Any], facts: list[Fact]) -> None:
    names = {e["id"]: e["canonical"] for e in gold["entities"]}
    found = spans(facts, Kind.QUOTE)
    for wanted in gold["attributions"]:
        if wanted.get("optional"):
            continue
        fact = found.pop(tuple(wanted["content"]["span"]))
        quote = fact.attributes
        assert isinstance(quote, Quote)
        assert quote.cue is not None
        assert quote.speaker is not None
        assert quote.mode.value == wanted["kind"]
        assert [quote.cue.start, quote.cue.end] == wanted["cue"]["span"]
        assert [quote.speaker.span.start, quote.speaker.span.end] == wanted["source"]["span"]
        expected = [names[e] for e in wanted["source_entities"]]
        if "anonymous" in wanted["source_class"]:
            expected = []
        assert list(quote.speaker.names) == expected
    assert found == {}


def test_all_times(gold: dict[str, Any], facts: list[Fact]) -> None:
    found = spans(facts, Kind.TIME)
    for wanted in gold["times"]:
        time = found.pop(tuple(wanted["span"])).attributes
        assert isinstance(time, Time)
        value, _, end = (wanted["value"] or "").partition("/")
        value = f"{value}T{wanted['part']}" if value and wanted.get("part") else value
        assert (time.value or "", time.end or "") == (value, end)
        assert time.part == wanted.get("part")
        assert time.modifier == wanted.get("mod") or end == ".."
    assert found == {}


def test_all_quantities(gold: dict[str, Any], facts: list[Fact]) -> None:
    found = spans(facts, Kind.QUANTITY)
    by_id = {q["id"]: q for q in gold["quantities"]}
    for wanted in gold["quantities"]:
        quantity = found.pop(tuple(wanted["span"])).attributes
        assert isinstance(quantity, Quantity)
        assert (quantity.value, quantity.unit) == (wanted["value"], wanted["unit"])
        pair = by_id[wanted["same_as"]]["text"] if "same_as" in wanted else None
        assert (quantity.pair.exact if quantity.pair else None) == pair
    assert found == {}


def test_relay_lines_and_dateline(gold: dict[str, Any], facts: list[Fact]) -> None:
    roles = {"title": Kind.TITLE, "editor_line": Kind.EDITOR, "boilerplate": Kind.BOILERPLATE,
             "source_line": Kind.RELAY}  # fmt: skip
    for line in gold["lines"]:
        if line["role"] in roles:
            assert tuple(line["span"]) in spans(facts, roles[line["role"]])
    assert tuple(gold["dateline"]["span"]) in spans(facts, Kind.DATELINE)


def test_entities_and_traps(gold: dict[str, Any], facts: list[Fact]) -> None:
    found = spans(facts, Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
    mentions = [(m["span"], e["type"]) for e in gold["entities"] for m in e["mentions"]]
    right = 0
    for (start, end), kind in mentions:
        right += any(f.kind == kind and f.span.overlaps(start, end) for f in found.values())
    assert right >= 0.95 * len(mentions)
    assert not set(found) & {tuple(trap["span"]) for trap in gold["not_entities"]}


def test_weekdays_stay_open_without_an_anchor(gold: dict[str, Any]) -> None:
    text = (SEED.parent / gold["doc"]["path_name"]).read_text(encoding="utf-8")
    for fact in extract(text):
        if isinstance(fact.attributes, Time) and fact.attributes.granularity in ("day", "week"):
            assert fact.attributes.value is None
            assert not fact.attributes.resolved


def test_events_ask_a_handful_of_questions(facts: list[Fact]) -> None:
    events = [f for f in facts if f.kind is Kind.EVENT]
    assert len(events) >= 12
    assert 4 <= sum(f.is_question for f in events) <= 8
