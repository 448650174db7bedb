from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from doccano_checker import through_doccano
from exchange_bundles import TEXT, bundles, example
from exchange_tools import articles, check_came_back, losses
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.claim import HopClass, Mode
from workbench.domain.source import Source
from workbench.errors import DataError
from workbench.exchange import read, write
from workbench.exchange.bundle import Bundle

FIRST, SECOND, BARE = (f"c0000000-0000-4000-8000-00000000000{n}" for n in "123")
types = st.sampled_from(["relations", "labels"])
units = st.sampled_from(["", "code-points", "utf-16"])


def written(bundle: Bundle, **options: str) -> bytes:
    out = io.BytesIO()
    write("doccano", bundle, out, {name: word for name, word in options.items() if word})
    return out.getvalue()


def found(data: bytes, **options: str) -> list[Any]:
    return list(read("doccano", io.BytesIO(data), {"analyst": "x", **options}))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(bundles(), types, units, st.booleans())
def test_lines_read_back_with_the_same_claims_there_and_back(
    bundle: Bundle, project: str, unit: str, has_been_there: bool
) -> None:
    data = written(bundle, project_type=project, offsets=unit)
    if has_been_there:
        data = through_doccano(data, has_relations=project == "relations")
    whole = [item for item in bundle.articles if item.text]
    check_came_back(Bundle(**{**fields(bundle), "articles": whole}), found(data))


def fields(bundle: Bundle) -> dict[str, Any]:
    return {name: getattr(bundle, name) for name in Bundle.__dataclass_fields__}


def test_the_example_is_as_documented() -> None:
    out = io.BytesIO()
    result = write("doccano", example(), out)
    (line,) = map(json.loads, out.getvalue().splitlines())
    assert set(line) == {"text", "entities", "relations", "workbench"}
    content = TEXT.index("sembilan orangnya tewas")
    # A smiling face before it counts as two.
    assert line["entities"][0] == {
        "id": 0, "label": "Content", "start_offset": content + 1, "end_offset": content + 24,
    }  # fmt: skip
    assert line["relations"][:2] == [
        {"id": 0, "from_id": 1, "to_id": 2, "type": "cue"},
        {"id": 1, "from_id": 1, "to_id": 0, "type": "says"},
    ]
    assert written(example()) == out.getvalue()
    assert ("notes", 2) in [(loss.what, loss.count) for loss in result.lost]
    (triples,) = map(json.loads, written(example(), project_type="labels").splitlines())
    assert triples["label"][0] == [content + 1, content + 24, "Content"]
    (points,) = map(json.loads, written(example(), offsets="code-points").splitlines())
    assert points["entities"][0]["start_offset"] == content
    (item,), (before,) = articles(found(out.getvalue())).values(), example().articles
    assert item.links == before.links


def edited(edit: Callable[[dict[str, Any]], None], **options: str) -> list[Any]:
    """What is read of the example after somebody worked on it in the tool."""
    line = json.loads(through_doccano(written(example(), **options), comments=["who else?"]))
    edit(line)
    data = json.dumps(line).encode()
    assert found(data) == found(data), "importing is repeatable"
    return found(data)


def entity(line: dict[str, Any], words: str, label: str) -> dict[str, Any]:
    start = len(TEXT[: TEXT.index(words)].encode("utf-16-le")) // 2
    return next(
        one for one in line["entities"] if (one["start_offset"], one["label"]) == (start, label)
    )


def test_what_was_edited_there_counts() -> None:
    def edit(line: dict[str, Any]) -> None:
        moved = entity(line, "sembilan orangnya tewas", "Content")
        moved["start_offset"] += len("sembilan ")
        gone = entity(line, "Ahmad", "Source")["id"]
        line["entities"] = [one for one in line["entities"] if one["id"] != gone]
        line["relations"] = [
            one for one in line["relations"] if gone not in (one["from_id"], one["to_id"])
        ]

    items = edited(edit)
    (item,) = articles(items).values()
    claims = {claim.uid: claim for claim in item.claims}
    assert FIRST not in claims, "a mark that was moved is another one"
    (moved,) = set(claims) - {SECOND, BARE}
    assert claims[moved].span.exact == "orangnya tewas"
    assert [hop.hop_class for hop in claims[moved].hops] == [HopClass.ANONYMOUS, HopClass.ROLE]
    assert claims[moved].analyst == "x"
    assert claims[SECOND].hops == (), "its source is no source any more"
    assert claims[BARE] == next(iter(example().articles)).claims[2]
    assert [note.words for note in item.notes] == ["who else?"]
    assert losses(items) == {
        "marks of sources and cues that no relation ties to a claim": 1,
        "claims that left here and have no mark in it": 1,
    }


def test_a_project_without_overlap_drops_marks_and_the_rest_is_read() -> None:
    data = through_doccano(
        written(example(), project_type="labels"), has_relations=False, allows_overlap=False
    )
    (item,) = articles(found(data)).values()
    assert {claim.uid for claim in item.claims} == {FIRST, SECOND, BARE}
    assert {claim.uid: len(claim.hops) for claim in item.claims} == {BARE: 0, FIRST: 2, SECOND: 1}


def foreign(*lines: Any, **options: str) -> list[Any]:
    return found("\n".join(map(json.dumps, lines)).encode(), **options)


PLAIN = TEXT.replace("😀", "x")


def triple(words: str, label: str) -> list[Any]:
    return [PLAIN.index(words), PLAIN.index(words) + len(words), label]


def mark(identity: int, words: str, label: str) -> dict[str, Any]:
    start, end, _ = triple(words, label)
    return {"id": identity, "label": label, "start_offset": start, "end_offset": end}


def test_somebody_elses_marks_become_claims() -> None:
    items = foreign(
        {
            "id": 7,
            "text": PLAIN,
            "section": "world",
            "title": "Nine",
            "entities": [
                mark(3, "“Kami tidak\nmundur,”", "quotation"),
                mark(4, "Ahmad", "Source"),
                mark(5, "kata", "cue"),
                mark(6, "TRIPOLI", "LOC"),
                mark(8, "sumber", "Source"),
            ],
            "relations": [
                {"id": 1, "from_id": 3, "to_id": 4, "type": "saidBy"},
                {"id": 2, "from_id": 5, "to_id": 4, "type": "x"},
                {"id": 3, "from_id": 6, "to_id": 4, "type": "near"},
                {"id": 4, "from_id": 99, "to_id": 4, "type": "says"},
            ],
            "Comments": [{"id": 1, "comment": "sure?"}],
        },
        {"text": "plain", "label": ["news"], "Comments": []},
        labels="Quotation:Content",
    )
    first, second = articles(items).values()
    (claim,) = first.claims
    (hop,) = claim.hops
    names = {one.uid: one.name for one in items if isinstance(one, Source)}
    assert ([names[uid] for uid in hop.sources], hop.cue, hop.mode) == (
        ["Ahmad"], "kata", Mode.DIRECT,
    )  # fmt: skip
    assert [note.words for note in first.notes] == ["sure?"]
    assert (first.article.foreign_id, first.article.metadata.title) == ("7", "Nine")
    assert first.extra == {"section": "world", "title": "Nine"}
    assert second.claims == ()
    assert losses(items) == {
        "marks labelled 'LOC'": 1,
        "relations between other marks": 2,
        "marks of sources and cues that no relation ties to a claim": 1,
        "labels of whole texts": 1,
    }


def test_where_units_differ_nothing_is_guessed() -> None:
    at = TEXT.index("sembilan orangnya tewas")
    line = {"text": TEXT, "label": [[at, at + 8, "Content"]]}
    with pytest.raises(DataError, match=r"line 1: mark .*counts as two.*offsets=utf-16 or"):
        foreign(line)
    for unit, words in (("code-points", "sembilan"), ("utf-16", " sembila")):
        (item,) = articles(foreign(line, offsets=unit)).values()
        assert item.claims[0].span.exact == words
    (item,) = articles(foreign({"text": TEXT, "label": [[0, 8, "Content"]]})).values()
    assert item.claims[0].span.exact == "Sembilan"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"text": "ab", "label": [[0, 3, "Content"]]}, r"span 0..3 lies outside a text of 2"),
        ({"text": "ab", "label": [[2, 1, "Content"]]}, r"span 2..1 lies outside"),
        ({"text": "ab", "label": [[-1, 1, "Content"]]}, r"span -1..1 lies outside"),
        ({"text": "ab", "label": [[0, "1", "Content"]]}, "no whole numbers"),
        ({"text": "ab", "label": [[0, 1]]}, "a mark is neither"),
        ({"text": "ab", "label": [[0, 1, None]]}, "a label is no text"),
        ({"text": "ab", "entities": [{"id": 1, "label": "x"}] * 2}, "two marks have the id 1"),
        ({"text": "ab", "entities": {}}, "a list is wanted"),
        ({"text": "ab", "relations": [3]}, "a relation is no object"),
        ({"text": "ab", "Comments": [3]}, "a comment is no text"),
        ({"label": [[0, 1, "PER"]]}, "no text in 'text'"),
        ({"text": "ab", "workbench": {"version": 1}}, "its article is damaged"),
    ],
)
def test_a_broken_line_is_refused_by_its_number(line: Any, told: str) -> None:
    with pytest.raises(DataError, match=f"line 2: .*{told}"):
        foreign({"text": "a"}, line)


pieces = st.sampled_from(
    ["id", "label", "start_offset", "end_offset", "from_id", "to_id", "type", "says", "Content",
     "Source", "version", "article", "number", "sha256", "regions", "relations", "uids"]
)  # fmt: skip
anything = st.recursive(
    st.none() | st.integers(-1, 3) | pieces,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(pieces, inner, max_size=5),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None)
@given(anything, anything, anything, anything)
def test_any_line_is_read_or_refused_never_a_crash(
    label: Any, entities: Any, relations: Any, memory: Any
) -> None:
    line = {
        "text": TEXT, "label": label, "entities": entities, "relations": relations,
        "workbench": memory,
    }  # fmt: skip
    with suppress(DataError):
        foreign(line)


def test_real_exports_are_read_or_refused_for_a_reason(shared: Path) -> None:
    real = shared / "peer-data" / "doccano"
    items = found((real / "relation_extraction_example.jsonl").read_bytes())
    assert len(articles(items)) == 1
    assert losses(items)["marks labelled 'PERSON'"] == 2
    assert losses(items)["relations between other marks"] == 3
    people = found(
        (real / "relation_extraction_example.jsonl").read_bytes(), labels="PERSON:Content"
    )
    assert [one.span.exact for item in articles(people).values() for one in item.claims] == [
        "Larry Page", "Sergey Brin",
    ]  # fmt: skip
    overlapping = found((real / "sequence_labeling_example_overlapping.jsonl").read_bytes())
    assert losses(overlapping) == {"marks labelled 'LOC'": 2}
    for name, told in (
        ("sequence_labeling_example.jsonl", "line 3: it has no text in 'text'"),
        ("sequence_labeling_example.conll", "line 1: no JSON"),
        ("example.utf16.csv", "it is UTF-16"),
    ):
        with pytest.raises(DataError, match=told):
            found((real / name).read_bytes())
