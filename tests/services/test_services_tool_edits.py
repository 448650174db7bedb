"""What is changed in another tool comes in here, unless it was changed here as well; what is drawn
there is what the tool's newest file says, until somebody here changes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from services_cases import bench_on, is_sound, quotes, records, view_of
from stores import Stores

from workbench.domain.choice import Choice
from workbench.domain.claim import Claim
from workbench.exchange import find_format
from workbench.services.annotate import edit_claim, remove_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.arrivals import take, waiting
from workbench.services.exporting import export
from workbench.services.history import undo
from workbench.services.review import accept_facts
from workbench.services.taken import Taken
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

ARTICLE = "sagara-kapal-01"
NEW = "Kata-kata yang diubah di alat lain."


def of_label_studio(there: Path, claim: Claim) -> None:
    """Words are put into the claim's field, in the tool."""

    def change(tasks: Any) -> None:
        for result in (
            one for task in tasks for each in task["annotations"] for one in each["result"]
        ):
            if result.get("id") == claim.uid and result["type"] == "labels":
                where = {key: result["value"][key] for key in ("start", "end")}
                answers.append(
                    {
                        "id": claim.uid, "from_name": "restatement", "to_name": "text",
                        "type": "textarea", "value": {**where, "text": [NEW]},
                    }
                )  # fmt: skip
        for task in tasks:
            for each in task["annotations"]:
                if any(one.get("id") == claim.uid for one in each["result"]):
                    each["result"] += answers

    answers: list[Any] = []
    rewritten(there / "tasks.json", change)


def of_web_annotation(there: Path, claim: Claim) -> None:
    """A body is added to the claim's annotation."""

    def change(collection: Any) -> None:
        for one in collection["first"]["items"]:
            if one["id"].endswith(f":claim:{claim.uid}"):
                body = {"type": "TextualBody", "purpose": "describing", "field": "restatement"}
                one["body"] = [*one["body"], {**body, "value": NEW, "format": "text/plain"}]

    rewritten(there, change)


def of_brat(there: Path, claim: Claim) -> None:
    """A note is put on the claim's event."""
    for path in there.glob("*.ann"):
        lines = path.read_text().splitlines()
        for line in lines:
            if f"claim:{claim.uid}" in line:
                event = line.split("\t")[1].split(" ")[1]
                path.write_text("\n".join([*lines, f"#999\tAnnotatorNotes {event}\t{NEW}", ""]))


def of_doccano(there: Path, claim: Claim) -> None:
    """The relation between the claim's source and its words is taken out."""
    lines = [json.loads(line) for line in there.read_text().splitlines()]
    for line in lines:
        page = line["workbench"]["regions"]
        at = next((n for n, region in enumerate(page) if region[0] == claim.uid), None)
        line["relations"] = [
            one for one in line["relations"] if (one["type"], one["to_id"]) != ("says", at)
        ]
    there.write_text("".join(json.dumps(line) + "\n" for line in lines))


def of_argilla(there: Path, claim: Claim) -> None:
    """The mark of the claim's source is taken out."""

    def change(records: Any) -> None:
        for record in records:
            memory = json.loads(record["metadata"]["workbench"])
            ours = [one for one in memory["regions"] if one[0].startswith(f"{claim.uid}.")]
            places = [(one[1], one[2], one[3]) for one in ours if one[1] == "Source"]
            answer = record["suggestions"]["spans"]
            answer["value"] = [
                one for one in answer["value"]
                if (one["label"], one["start"], one["end"]) not in places
            ]  # fmt: skip

    rewritten(there, change)


def rewritten(path: Path, change: Callable[[Any], None]) -> None:
    value = json.loads(path.read_text())
    change(value)
    path.write_text(json.dumps(value))


EDITS = {
    "label-studio": of_label_studio, "web-annotation": of_web_annotation, "brat": of_brat,
    "doccano": of_doccano, "argilla": of_argilla,
}  # fmt: skip
tools = pytest.mark.parametrize("tool", EDITS)


@pytest.fixture
def claim(bench: Workbench) -> Claim:
    """A claim of Ana's that has a source with a place."""
    accept_facts(bench, view(bench), [one for one, *_ in quotes(view(bench))])
    return next(one for one in mine(bench) if one.hops and one.hops[-1].span)


def view(bench: Workbench) -> ArticleView:
    return view_of(bench, ARTICLE)


def mine(bench: Workbench) -> tuple[Claim, ...]:
    return tuple(view(bench).my_claims())


def now(bench: Workbench, claim: Claim) -> Claim | None:
    return next((one for one in mine(bench) if one.uid == claim.uid), None)


def sent(bench: Workbench, tool: str, folder: Path) -> Path:
    """The article with its claims, where the tool takes it up."""
    out = folder / ("there" if find_format(tool).is_folder else "there.json")
    export(bench, tool, out)
    return out


def back(bench: Workbench, tool: str, there: Path) -> Taken:
    taken = import_annotations(bench, tool, there)
    assert is_sound(bench)
    return taken


def edited(claim: Claim, tool: str) -> Claim:
    return (
        replace(claim, hops=claim.hops[:-1])
        if tool in ("doccano", "argilla")
        else replace(claim, restatement=NEW)
    )


@tools
def test_what_nobody_changed_changes_nothing(
    bench: Workbench, claim: Claim, tool: str, tmp_path: Path
) -> None:
    there, before = sent(bench, tool, tmp_path), records(bench.store)
    taken = back(bench, tool, there)
    assert (taken.changes, taken.kept, taken.newer, taken.conflicts, taken.waiting) == (0,) * 5
    assert records(bench.store) == before


@tools
def test_what_is_changed_there_alone_comes_in_once(
    bench: Workbench, claim: Claim, tool: str, tmp_path: Path
) -> None:
    there, before = sent(bench, tool, tmp_path), mine(bench)
    EDITS[tool](there, claim)
    taken = back(bench, tool, there)
    assert (taken.changes, taken.conflicts, taken.kept) == (1, 0, 0)
    assert now(bench, claim) == edited(claim, tool)
    assert {one for one in mine(bench) if one.uid != claim.uid} == {*before} - {claim}
    assert back(bench, tool, there).changes == 0
    assert undo(bench)
    assert now(bench, claim) == claim


@tools
def test_what_is_changed_here_and_there_waits(
    bench: Workbench, claim: Claim, tool: str, tmp_path: Path
) -> None:
    there = sent(bench, tool, tmp_path)
    EDITS[tool](there, claim)
    ours = replace(claim, note="Diubah di sini.")
    edit_claim(bench, view(bench), ours)
    taken = back(bench, tool, there)
    assert (taken.changes, taken.conflicts) == (0, 1)
    (one,) = waiting(bench)
    assert one.arrival.theirs == edited(claim, tool).to_record()
    assert now(bench, claim) == ours
    assert back(bench, tool, there).conflicts == 0


@tools
def test_what_is_changed_or_taken_out_here_alone_stays_so(
    bench: Workbench, claim: Claim, tool: str, tmp_path: Path
) -> None:
    there = sent(bench, tool, tmp_path)
    ours = replace(claim, note="Diubah di sini.")
    edit_claim(bench, view(bench), ours)
    taken = back(bench, tool, there)
    assert (taken.changes, taken.newer, taken.conflicts) == (0, 1, 0)
    assert now(bench, claim) == ours
    remove_claim(bench, view(bench), claim.uid)
    assert back(bench, tool, there).changes == 0
    assert now(bench, claim) is None


@tools
def test_a_colleague_who_has_the_claim_is_asked(
    bench: Workbench, claim: Claim, tool: str, stores: Stores, tmp_path: Path
) -> None:
    export(bench, "jsonl", tmp_path / "set.jsonl")
    there = sent(bench, tool, tmp_path)
    EDITS[tool](there, claim)
    with stores.open("budi") as store:
        budi = bench_on(store, "budi", first=40_000)
        import_annotations(budi, "jsonl", tmp_path / "set.jsonl")
        taken = back(budi, tool, there)
        assert (taken.changes, taken.conflicts) == (0, 1), "it is none of his"
        (one,) = waiting(budi)
        assert one.arrival.why == "it is another analyst's, and was changed in another tool"
        assert back(budi, tool, there).conflicts == 0
        take(budi, [one.arrival])
        found = {one.uid: one for one in view(budi).claims}[claim.uid]
        assert found == edited(claim, tool)
        assert back(budi, tool, there).conflicts == 0


@tools
def test_under_pseudonyms_nothing_here_is_changed(
    bench: Workbench, claim: Claim, tool: str, stores: Stores, tmp_path: Path
) -> None:
    out = tmp_path / "there"
    export(bench, tool, out, choice=Choice(pseudonyms=True))
    EDITS[tool](out, claim)
    with stores.open("budi") as store:
        budi = bench_on(store, "budi", first=40_000)
        export(bench, "jsonl", tmp_path / "set.jsonl")
        import_annotations(budi, "jsonl", tmp_path / "set.jsonl")
        before = view(budi).claims
        assert back(budi, tool, out).changes == 0
        assert view(budi).claims == before


def drawn(folder: Path, text: str, note: str) -> Path:
    """A brat folder of somebody else's, with one attribution and a note on it."""
    folder.mkdir(exist_ok=True)
    words = "Sembilan orang tewas"
    at, who = text.index(words), text.index("Ahmad")
    (folder / "1.txt").write_text(text)
    lines = [
        f"T1\tContent {at} {at + len(words)}\t{words}",
        f"T2\tSource {who} {who + 5}\tAhmad",
        f"T3\tCue {who - 5} {who - 1}\tkata",
        "E1\tAttribution:T3 Content:T1 Source:T2 Cue:T3",
        f"#1\tAnnotatorNotes E1\t{note}",
    ]
    (folder / "1.ann").write_text("".join(f"{line}\n" for line in lines))
    return folder


def test_what_is_drawn_there_follows_the_tool_until_it_is_changed_here(
    bench: Workbench, tmp_path: Path
) -> None:
    text = "Sembilan orang tewas, kata Ahmad, hari ini di pelabuhan."

    def read(note: str) -> Taken:
        return back(bench, "brat", drawn(tmp_path / "theirs", text, note))

    def found() -> Claim:
        (claim,) = (one for one in bench.store.claims.many(uids))
        return claim

    assert read("pertama").articles == 1
    (number,) = (
        n
        for n in bench.store.articles.numbers(analyst="ana")
        if bench.store.articles.text(n) == text
    )
    uids = [one.uid for one in view_article(bench, number).claims]
    assert len(uids) == 1
    for note in ("kedua", "ketiga"):
        assert read(note).changes == 1
        assert found().note == note
        assert read(note).changes == 0
    assert read("kedua").changes == 0, "an older file"
    ours = replace(found(), verdict="benar")
    edit_claim(bench, view_article(bench, number), ours)
    assert read("ketiga").changes == 0
    assert found() == ours
    taken = read("keempat")
    assert (taken.changes, taken.conflicts) == (0, 1)
    assert found() == ours
    remove_claim(bench, view_article(bench, number), ours.uid)
    assert read("ketiga").changes == 0
    assert list(bench.store.claims.many(uids)) == []
