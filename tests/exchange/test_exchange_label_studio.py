from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import pytest
from exchange_bundles import TEXT, bundles, example
from exchange_tools import articles, check_came_back, losses
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.claim import Assertion, ClaimState, HopClass, LinkKind, Mode
from workbench.domain.source import Source
from workbench.errors import DataError, UsageError
from workbench.exchange import read, write
from workbench.exchange.bundle import Bundle
from workbench.exchange.label_studio.vocabulary import CHOICES, WORDS
from workbench.exchange.spans.vocabulary import (
    CLAIM_CHOICES,
    HOP_CHOICES,
    LABELS,
    RELATIONS,
)

FIRST, SECOND, BARE = (f"c0000000-0000-4000-8000-00000000000{n}" for n in "123")


def tasks(folder: Path) -> list[Any]:
    found: list[Any] = json.loads((folder / "tasks.json").read_bytes())
    return found


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(bundles())
def test_a_folder_reads_back_with_the_same_claims(bundle: Bundle) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        result = write("label-studio", bundle, folder)
        assert result.claims == sum(len(item.claims) for item in bundle.articles)
        for task, item in zip(tasks(folder), bundle.articles, strict=True):
            check_units(task, item.text)
        items = list(read("label-studio", folder, {"analyst": "x"}))
    check_came_back(bundle, items, across_analysts=False)


def check_units(task: Mapping[str, Any], text: str) -> None:
    """Each region holds its words where a browser counts."""
    units = text.encode("utf-16-le", "surrogatepass")
    for annotation in task["annotations"]:
        for result in annotation["result"]:
            if result["type"] == "labels":
                value = result["value"]
                there = units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
                assert there == value["text"]


def test_the_example_is_as_documented(tmp_path: Path) -> None:
    written = write("label-studio", example(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"labels.xml", "tasks.json"}
    (task,) = tasks(tmp_path)
    assert (task["data"]["text"], task["data"]["title"]) == (TEXT, "+Sembilan tewas")
    rina, budi = task["annotations"]
    content = TEXT.index("sembilan orangnya tewas")
    assert rina["result"][0] == {
        "id": FIRST,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        # A smiling face before it counts as two.
        "value": {
            "start": content + 1, "end": content + 24, "text": "sembilan orangnya tewas",
            "labels": ["Content"],
        },
    }  # fmt: skip
    answers = {
        (one["id"], one["from_name"]): one["value"].get("choices", one["value"].get("text"))
        for annotation in (rina, budi)
        for one in annotation["result"]
        if one["type"] in ("choices", "textarea")
    }
    assert answers[FIRST, "restatement"] == ["Nine LNA men were killed."]
    assert answers[f"{FIRST}.0", "class"] == ["anonymous"]
    assert answers[f"{SECOND}.0", "source"] == ["juru bicara LNA", "Ahmad al-Mismari"]
    relations = [one for one in rina["result"] if one["type"] == "relation"]
    assert [(one["from_id"], one["to_id"], one["labels"]) for one in relations] == [
        (f"{FIRST}.1", f"{FIRST}.1.cue", ["cue"]),
        (f"{FIRST}.1", FIRST, ["says"]),
        (f"{FIRST}.0", f"{FIRST}.0.cue", ["cue"]),
        (f"{FIRST}.0", f"{FIRST}.1", ["quotes"]),
        (FIRST, BARE, ["same"]),
    ]
    assert rina["result"][1].get("meta") is None
    marked = next(one for one in rina["result"] if one["id"] == f"{FIRST}.1")
    assert marked["meta"] == {"text": ["rina: role only"]}
    kept = task["data"]["workbench"]["regions"][0]
    assert kept[:4] == [FIRST, "Content", content, content + 23]
    assert ("tags", 2) in [(loss.what, loss.count) for loss in written.lost]
    before = (tmp_path / "tasks.json").read_bytes()
    write("label-studio", example(), tmp_path)
    assert (tmp_path / "tasks.json").read_bytes() == before
    items = list(read("label-studio", tmp_path, {"analyst": "x"}))
    (item,), (given_,) = articles(items).values(), example().articles
    assert item.links == given_.links


def test_the_configuration_has_every_word_that_is_written(tmp_path: Path) -> None:
    write("label-studio", Bundle(head="", exported_at="", tool=""), tmp_path)
    assert tasks(tmp_path) == []
    root = ElementTree.parse(tmp_path / "labels.xml").getroot()
    assert [one.get("value") for one in root.iter("Label")] == list(LABELS)
    assert [one.get("value") for one in root.iter("Relation")] == list(RELATIONS)
    areas = list(root.iter("TextArea"))
    assert sorted(one.get("name", "") for one in areas) == sorted(WORDS)
    choices = {one.get("name"): [c.get("value") for c in one] for one in root.iter("Choices")}
    kinds = {**CLAIM_CHOICES, **HOP_CHOICES}
    assert choices == {name: [value.value for value in kind] for name, kind in kinds.items()}
    assert set(choices) == set(CHOICES)
    assert all(one.get("perRegion") == "true" for one in (*areas, *root.iter("Choices")))


def edited(folder: Path, edit: Callable[[Any], None]) -> list[Any]:
    """What is read of the example after somebody worked on it in the tool."""
    write("label-studio", example(), folder)
    found = tasks(folder)
    edit(found)
    (folder / "tasks.json").write_text(json.dumps(found, indent=1))
    items = list(read("label-studio", folder, {"analyst": "x"}))
    assert list(read("label-studio", folder, {"analyst": "x"})) == items, "importing is repeatable"
    return items


def results(found: Any, identity: str, name: str) -> Any:
    rows = [row for one in found[0]["annotations"] for row in one["result"]]
    return next(row for row in rows if row.get("id") == identity and row["from_name"] == name)


def test_what_was_edited_there_counts(tmp_path: Path) -> None:
    def edit(found: Any) -> None:
        region = results(found, FIRST, "label")["value"]
        region.update(start=region["start"] + 9, text="orangnya tewas")
        rina = found[0]["annotations"][0]["result"]
        rina.remove(results(found, FIRST, "topic"))
        results(found, FIRST, "restatement")["value"]["text"] = ["Men were", "killed."]
        results(found, FIRST, "state")["value"]["choices"] = ["reviewed"]
        results(found, f"{FIRST}.1", "assertion")["value"]["choices"] = ["denies"]
        results(found, f"{FIRST}.1", "source")["value"]["text"] = ["juru bicara LNA", "Baru"]
        rina[:] = [row for row in rina if not str(row.get("id")).startswith(f"{FIRST}.0")]
        rina[:] = [row for row in rina if not row.get("from_id", "").startswith(f"{FIRST}.0")]

    items = edited(tmp_path, edit)
    found = {claim.uid: claim for claim in next(iter(articles(items).values())).claims}
    (given_,) = example().articles
    assert found[SECOND] == given_.claims[1]
    claim = found[FIRST]
    assert (claim.span.exact, claim.topic, claim.analyst) == ("orangnya tewas", "", "rina")
    assert (claim.restatement, claim.state) == ("Men were\nkilled.", ClaimState.REVIEWED)
    (hop,) = claim.hops
    assert hop.assertion is Assertion.DENIES
    assert hop.sources[0] == given_.claims[0].hops[1].sources[0]
    names = {one.uid: one.name for one in items if isinstance(one, Source)}
    assert [names[uid] for uid in hop.sources] == ["juru bicara LNA", "Baru"]


def mark(identity: str, label: str, words: str, text: str = TEXT, **more: Any) -> dict[str, Any]:
    start = len(text[: text.index(words)].encode("utf-16-le")) // 2
    end = start + len(words.encode("utf-16-le")) // 2
    value = {"start": start, "end": end, "text": words, "labels": [label]}
    return {
        "id": identity, "from_name": "ner", "to_name": "doc", "type": "labels",
        "value": value, **more,
    }  # fmt: skip


def relation(first: str, second: str, *labels: str, direction: str = "right") -> dict[str, Any]:
    row = {"from_id": first, "to_id": second, "type": "relation", "direction": direction}
    return row | ({"labels": list(labels)} if labels else {})


def test_a_region_that_was_added_there_is_a_new_claim(tmp_path: Path) -> None:
    def edit(found: Any) -> None:
        found[0]["annotations"][1]["result"] += [
            mark("aB3", "Content", "Kami tidak\nmundur"),
            mark("aB4", "Source", "Ahmad"),
            relation("aB4", "aB3"),
        ]

    items = edited(tmp_path, edit)
    (item,) = articles(items).values()
    (claim,) = [one for one in item.claims if one.uid not in (FIRST, SECOND, BARE)]
    assert (claim.analyst, claim.span.exact) == ("x", "Kami tidak\nmundur")
    names = {one.uid: one.name for one in items if isinstance(one, Source)}
    assert [names[uid] for hop in claim.hops for uid in hop.sources] == ["Ahmad"]
    assert len(item.claims) == 4


def test_two_who_worked_on_one_annotation_keep_two_claims(tmp_path: Path) -> None:
    def edit(found: Any) -> None:
        copy = json.loads(json.dumps(found[0]["annotations"][0]))
        found[0]["annotations"].append(copy | {"id": 77})
        copy["result"][1]["value"]["text"] = ["Otherwise."]

    items = edited(tmp_path, edit)
    (item,) = articles(items).values()
    assert losses(items) == {"claims that several people marked alike": 1}
    assert len({claim.uid for claim in item.claims}) == 4
    assert [claim.analyst for claim in item.claims] == ["rina", "rina", "budi", "x"]
    assert item.claims[3].restatement == "Otherwise."


def foreign(folder: Path, *rows: Any, text: str = TEXT, **more: Any) -> list[Any]:
    task = {"id": 4, "data": {"article": text}, "annotations": [{"id": 9, "result": rows}], **more}
    path = folder / "project-1-at-2026.json"
    path.write_text(json.dumps([task]), "utf-8")
    return list(read("label-studio", path, {"analyst": "rina", "labels": "Quote:Content"}))


def test_somebody_elses_regions_become_claims(tmp_path: Path) -> None:
    items = foreign(
        tmp_path,
        mark("q1", "Quote", "“Kami tidak\nmundur,”"),
        mark("s1", "source", "Ahmad"),
        mark("s2", "Source", "juru bicara LNA"),
        mark("c1", "Cue", "kata Ahmad"),
        mark("c2", "Content", "sembilan orangnya tewas"),
        mark("n1", "PER", "Ahmad"),
        mark("s3", "Source", "sumber"),
        mark("c3", "Cue", "mengatakan"),
        relation("q1", "s1", "org:said_by"),
        relation("s1", "c1"),
        relation("c2", "s2", "says", direction="left"),
        relation("s2", "s1"),
        relation("c3", "c2"),
        relation("n1", "q1"),
        {"id": "q1", "from_name": "class", "to_name": "doc", "type": "choices",
         "value": {"start": 1, "end": 2, "choices": ["sport"]}},
        {"id": "t", "from_name": "topic", "to_name": "doc", "type": "choices",
         "value": {"choices": ["sport"]}},
        {"id": "b", "from_name": "box", "to_name": "image", "type": "rectanglelabels", "value": {}},
        predictions=[{"result": []}],
    )  # fmt: skip
    (item,) = articles(items).values()
    first, second = item.claims
    names = {one.uid: one.name for one in items if isinstance(one, Source)}
    assert (item.article.foreign_id, item.article.retrieved_how) == ("4", "label-studio")
    assert [names[uid] for hop in first.hops for uid in hop.sources] == ["Ahmad"]
    assert (first.hops[0].mode, first.hops[0].cue) == (Mode.DIRECT, "kata Ahmad")
    assert [names[uid] for hop in second.hops for uid in hop.sources] == ["juru bicara LNA"]
    assert losses(items) == {
        "marks labelled 'PER'": 1,
        "relations between other marks": 2,
        "marks of sources and cues that no relation ties to a claim": 1,
        "answers about no mark of a claim": 1,
        "regions of no plain text": 1,
        "predictions": 1,
    }


def test_offsets_of_another_unit_are_known_by_their_words(tmp_path: Path) -> None:
    row = mark("q", "Content", "kata Ahmad")
    row["value"].update(start=row["value"]["start"] - 1, end=row["value"]["end"] - 1)
    (item,) = articles(foreign(tmp_path, row)).values()
    assert item.claims[0].span.exact == "kata Ahmad"
    joint = foreign(
        tmp_path,
        mark("q", "Content", "Kami"),
        mark("a", "Source", "Ahmad"),
        mark("b", "Source", "LNA"),
        relation("a", "q"),
        relation("b", "q"),
    )
    (item,) = articles(joint).values()
    (hop,) = item.claims[0].hops
    assert len(hop.sources) == 2
    assert hop.span is not None
    assert hop.span.words == "LNA … Ahmad"
    assert hop.hop_class is HopClass.NAMED


def broken(**value: Any) -> dict[str, Any]:
    row = mark("q", "Content", "kata Ahmad")
    row["value"].update(value)
    return row


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([broken(start=0)], "region 'q' is 'kata Ahmad', there is "),
        ([broken(start=16, text=None)], "offset 16 lies within a letter of two UTF-16 units"),
        ([broken(end=9999, text=None)], "outside a text"),
        ([broken(end=9999)], "region 'q' is 'kata Ahmad', there is"),
        ([broken(start=20, end=10, text=None)], "span 19..10 lies outside"),
        ([broken(start="3")], "the offsets of region 'q' are no whole numbers"),
        ([broken(), broken()], "two regions have the id 'q'"),
        ([broken(labels=[3])], "a label or an answer is no text"),
        ([mark("a", "Source", "Ahmad"), mark("b", "Source", "LNA"), mark("q", "Content", "Kami"),
          relation("a", "q"), relation("a", "b", "quotes"), relation("b", "a", "quotes")],
         "quote each other in a circle"),
        (["x"], "an object is wanted"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_by_name_record_and_line(
    tmp_path: Path, rows: list[Any], told: str
) -> None:
    with pytest.raises(DataError, match=told) as caught:
        foreign(tmp_path, *rows)
    assert "project-1-at-2026.json: record 1 (line 1): " in str(caught.value)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"id": 1, "label": [], "annotation_id": 3, "lead_time": 1}, "JSON_MIN, which has lost"),
        ({"id": 1}, "it has no data"),
        ({"data": {"title": "a", "body": "b"}}, "no text in 'text'.*'title', 'body'"),
        ({"data": {"image": 3}}, "no text in 'text'.*none"),
        ({"data": {"text": "\ud800"}}, "half of a surrogate pair"),
        ({"data": {"text": "a"}, "annotations": {}}, "a list is wanted"),
        (
            {"data": {"text": "a", "workbench": {"version": 1, "article": "../x", "number": 1}}},
            "what it remembers of its article is damaged",
        ),
        (
            {"data": {"text": "a", "workbench": {"version": 1, "article": "x", "number": 1}}},
            "what it remembers of its claims is damaged",
        ),
    ],
)
def test_a_record_that_is_no_task_is_refused(tmp_path: Path, record: Any, told: str) -> None:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([{"data": {"text": "a"}}, record], indent=1))
    with pytest.raises(DataError, match=f"tasks.json: record 2 .*{told}"):
        list(read("label-studio", path, {"analyst": "rina"}))


def test_a_text_that_was_changed_is_refused(tmp_path: Path) -> None:
    def edit(found: Any) -> None:
        found[0]["data"]["text"] += "."

    with pytest.raises(DataError, match="the text is not the one that left here"):
        edited(tmp_path, edit)


def test_labels_are_renamed_to_ours_only(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'Quote:Inhalt' renames no label"):
        list(read("label-studio", tmp_path, {"analyst": "x", "labels": "Quote:Inhalt"}))


pieces = st.sampled_from(
    ["id", "from_id", "to_id", "type", "labels", "relation", "value", "start", "end", "text", "q",
     "Content", "Source", "says", "quotes", "textarea", "choices", "annotations", "result", "data",
     "workbench", "regions", "relations", "version", "article", "number", "uids", "named"]
)  # fmt: skip
anything = st.recursive(
    st.none() | st.integers(-1, 3) | pieces,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(pieces, inner, max_size=6),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(anything, max_size=3), anything)
def test_any_task_is_read_or_refused_never_a_crash(rows: list[Any], memory: Any) -> None:
    with TemporaryDirectory() as name:
        path = Path(name) / "tasks.json"
        task = {"data": {"text": TEXT, "workbench": memory}, "annotations": [{"result": rows}]}
        path.write_text(json.dumps([task]))
        with suppress(DataError):
            list(read("label-studio", path, {"analyst": "rina"}))


def test_real_exports_are_read_or_refused_for_a_reason(shared: Path) -> None:
    told = {}
    for path in sorted((shared / "peer-data" / "label-studio").glob("*.json")):
        try:
            items = list(read("label-studio", path, {"analyst": "rina"}))
            told[path.name] = f"{len(articles(items))} articles"
        except DataError as error:
            told[path.name] = str(error)
    assert len(told) >= 9
    assert told["test_export_csv_csv_test_colliding_keys_mixed.json"] == "2 articles"
    assert "no text in 'text'" in told["test_export_doclang_data.json"]


def test_links_are_kept_within_an_annotation(tmp_path: Path) -> None:
    def edit(found: Any) -> None:
        found[0]["annotations"][0]["result"].append(relation(BARE, FIRST, "supports"))

    (item,) = articles(edited(tmp_path, edit)).values()
    assert [(one.kind, one.claim, one.analyst) for one in item.links] == [
        (LinkKind.SAME, FIRST, "rina"),
        (LinkKind.SUPPORTS, BARE, "x"),
    ]
