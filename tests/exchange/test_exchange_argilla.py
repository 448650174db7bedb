from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from exchange_bundles import TEXT, bundles, example
from exchange_tools import articles, check_came_back, losses
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.source import Source
from workbench.errors import DataError, UsageError
from workbench.exchange import read, write
from workbench.exchange.bundle import Bundle

USER, OTHER = (f"{n}0000000-0000-4000-8000-000000000000" for n in "12")
FIRST, SECOND, BARE = (f"c0000000-0000-4000-8000-00000000000{n}" for n in "123")
PLAIN = TEXT.replace("😀", "x")


def written(bundle: Bundle, **options: str) -> list[Any]:
    out = io.BytesIO()
    write("argilla", bundle, out, options)
    found: list[Any] = json.loads(out.getvalue())
    return found


def found(records: list[Any], **options: str) -> list[Any]:
    data = json.dumps(records).encode()
    return list(read("argilla", io.BytesIO(data), {"analyst": "x", **options}))


def flattened(record: dict[str, Any]) -> dict[str, Any]:
    """A record as `to_list(flatten=True)` of its library gives it."""
    flat = {key: record[key] for key in ("id", "status", "_server_id")}
    flat |= record["fields"] | record["metadata"]
    for question, given_ in record["suggestions"].items():
        flat[f"{question}.suggestion"] = given_["value"]
        flat[f"{question}.suggestion.score"] = given_["score"]
        flat[f"{question}.suggestion.agent"] = given_["agent"]
    for question, answers in record["responses"].items():
        flat[f"{question}.responses"] = [one["value"] for one in answers]
        flat[f"{question}.responses.users"] = [one["user_id"] for one in answers]
        flat[f"{question}.responses.status"] = ["submitted" for _ in answers]
    return flat


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(bundles(), st.sampled_from([{}, {"user": USER}]), st.booleans(), st.randoms())
def test_records_read_back_with_the_same_claims(
    bundle: Bundle, options: dict[str, str], is_flat: bool, random: Any
) -> None:
    records = written(bundle, **options)
    for record in records:
        for answer in (*record["suggestions"].values(), *record["responses"].get("spans", [])):
            # Its editor keeps one of several at a place, in an order of its own.
            answer["value"] = list({tuple(one.items()): one for one in answer["value"]}.values())
            random.shuffle(answer["value"])
    check_came_back(bundle, found([flattened(one) if is_flat else one for one in records]))


def test_the_example_is_as_documented() -> None:
    out = io.BytesIO()
    result = write("argilla", example(), out)
    (record,) = json.loads(out.getvalue())
    content = TEXT.index("sembilan orangnya tewas")
    assert record["fields"] == {"text": TEXT}
    assert record["suggestions"]["spans"]["value"][0] == {
        "label": "Content", "start": content, "end": content + 23,
    }  # fmt: skip
    assert record["metadata"]["title"] == "+Sembilan tewas"
    assert isinstance(record["metadata"]["workbench"], str), "a server takes no objects there"
    assert record["responses"] == {}
    (answered,) = written(example(), user=USER)
    assert answered["suggestions"] == {}
    assert [one["user_id"] for one in answered["responses"]["spans"]] == [USER]
    assert ("notes", 2) in [(loss.what, loss.count) for loss in result.lost]
    (item,), (before,) = articles(found([record])).values(), example().articles
    assert item.links == before.links
    with pytest.raises(UsageError, match="'rina' is no uuid"):
        written(example(), user="rina")


def answered(edit: Callable[[list[Any]], None], **options: str) -> list[Any]:
    """What is read of the example after a user worked on what was suggested."""
    (record,) = written(example())
    marks = json.loads(json.dumps(record["suggestions"]["spans"]["value"]))
    edit(marks)
    record["responses"] = {"spans": [{"value": marks, "user_id": USER}]}
    assert found([record], **options) == found([record], **options), "importing is repeatable"
    return found([record], **options)


def test_what_was_edited_there_counts() -> None:
    def edit(marks: list[Any]) -> None:
        end = TEXT.index(" kata Ahmad")
        marks[:] = [one for one in marks if one["label"] != "Content" or one["end"] != end]
        marks.append({"label": "Content", "start": 0, "end": 8})

    items = answered(edit)
    (item,) = articles(items).values()
    before = next(iter(example().articles)).claims
    claims = {claim.uid: claim for claim in item.claims}
    assert claims.keys() > {FIRST, BARE}
    assert SECOND not in claims
    assert (claims[FIRST], claims[BARE]) == (before[0], before[2])
    (new,) = (claim for claim in item.claims if claim.uid not in (FIRST, BARE))
    assert (new.span.exact, new.analyst, new.hops) == ("Sembilan", "x", ())
    assert losses(items) == {
        "marks of sources and cues that no relation ties to a claim": 2,
        "claims that left here and have no mark in it": 1,
    }


def test_a_mark_behind_an_emoji_is_asked_about() -> None:
    at = TEXT.index("Ahmad")

    def edit(marks: list[Any]) -> None:
        marks.append({"label": "Content", "start": at + 1, "end": at + 6})

    with pytest.raises(DataError, match=r"record 1 \(line 1\): mark .*emoji.*offsets=utf-16"):
        answered(edit)
    (item,) = articles(answered(edit, offsets="utf-16")).values()
    assert [one.span.exact for one in item.claims][-1] == "Ahmad"
    assert {one.uid for one in item.claims} > {FIRST, SECOND, BARE}


def test_users_who_agree_make_one_claim() -> None:
    (record,) = written(example())
    marks = record["suggestions"]["spans"]["value"]
    more = [*marks, {"label": "Content", "start": 0, "end": 8}]
    record["responses"] = {
        "spans": [{"value": marks, "user_id": USER}, {"value": more, "user_id": OTHER}]
    }
    items = found([record])
    (item,) = articles(items).values()
    assert len(item.claims) == 4
    assert losses(items) == {"claims that several people marked alike": 3}
    assert len(next(iter(articles(found([record], user=USER)).values())).claims) == 3


def span(words: str, label: str) -> dict[str, Any]:
    start = PLAIN.index(words)
    return {"label": label, "start": start, "end": start + len(words)}


def foreign(**parts: Any) -> dict[str, Any]:
    return {
        "id": "a-7",
        "fields": {"body": PLAIN},
        "metadata": {"title": "Nine", "page": 3},
        "suggestions": {},
        "responses": {},
        "vectors": {},
        "status": "completed",
        "_server_id": None,
    } | parts


def test_somebody_elses_records_become_claims() -> None:
    marks = [span("“Kami tidak\nmundur,”", "Quote"), span("Ahmad", "Source"), span("kata", "verb")]
    record = foreign(
        responses={
            "quotes": [
                {"value": marks, "user_id": USER},
                {"value": marks, "user_id": OTHER, "status": "discarded"},
            ],
            "tone": [{"value": "angry", "user_id": USER}, {"value": None, "user_id": OTHER}],
        },
        suggestions={"quotes": {"value": marks, "score": 0.5, "agent": "gpt"}},
    )
    items = found([record], labels="Quote:Content")
    (item,) = articles(items).values()
    assert [(one.span.exact, one.hops) for one in item.claims] == [("“Kami tidak\nmundur,”", ())]
    assert (item.article.foreign_id, item.article.metadata.title) == ("a-7", "Nine")
    assert item.extra == {"title": "Nine", "page": 3}
    assert not any(isinstance(one, Source) for one in items)
    assert losses(items) == {
        "marks labelled 'verb'": 1,
        "marks of sources and cues that no relation ties to a claim": 1,
        "discarded responses": 1,
        "answers to other questions": 1,
        "suggestions": 1,
    }


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"responses": {"q": [{"value": [span("Ahmad", "Content") | {"end": 9999}]}]}}, "outside"),
        ({"responses": {"q": [{"value": [span("Ahmad", "Content") | {"start": 999}]}]}}, "outside"),
        ({"responses": {"q": [{"value": [span("Ahmad", "Content") | {"end": "9"}]}]}}, "no whole"),
        ({"responses": {"q": [{"value": [span("Ahmad", "Content") | {"label": 3}]}]}}, "no text"),
        ({"responses": {"q": 3}}, "a list is wanted"),
        ({"responses": [3]}, "an object is wanted"),
        ({"fields": {}}, "it has no text in 'text'"),
        ({"fields": {"a": "b", "c": "d"}}, "no text in 'text'.*'a', 'c'"),
        ({"metadata": {"workbench": "{"}}, "its metadata .* are damaged"),
        ({"metadata": {"workbench": '{"version": 1}'}}, "its article is damaged"),
    ],
)
def test_a_broken_record_is_refused_by_its_number(parts: Any, told: str) -> None:
    with pytest.raises(DataError, match=rf"record 2 \(line 1\): .*{told}"):
        found([foreign(), foreign(**parts)])


pieces = st.sampled_from(
    ["value", "label", "start", "end", "user_id", "status", "agent", "workbench", "spans",
     "Content", "Source", "spans.responses", "spans.suggestion.agent", "text", "fields"]
)  # fmt: skip
anything = st.recursive(
    st.none() | st.integers(-1, 3) | pieces,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(pieces, inner, max_size=5),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(pieces, anything), anything, anything, anything)
def test_any_record_is_read_or_refused_never_a_crash(
    flat: Any, metadata: Any, responses: Any, suggestions: Any
) -> None:
    nested = foreign(metadata=metadata, responses=responses, suggestions=suggestions)
    for record in (nested, flat):
        with suppress(DataError):
            found([record])
