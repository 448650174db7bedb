"""Web annotations: what is written, what comes back, and what is made of those of others.

PyLD's own proof is in tests/peers/test_peer_pyld.py.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import TEXT, bundles, decided, example, gathered, span, storable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.claim import LinkKind
from workbench.domain.note import NoteSubject
from workbench.errors import DataError
from workbench.exchange import read, write
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Unread

SHARED = Path(os.environ.get("WORKBENCH_SHARED", Path(__file__).parents[2].parent / "shared"))
REAL = sorted((SHARED / "peer-data" / "w3c-annotation").glob("*.json"))
ARTICLE = "a0000000-0000-4000-8000-000000000001"
SOURCE = f"urn:x-workbench:article:{ARTICLE}"
NEWS = "https://berita.example/1"


def written(bundle: Bundle, **options: str) -> bytes:
    stream = io.BytesIO()
    write("web-annotation", bundle, stream, options)
    return stream.getvalue()


def items(data: bytes | object, analyst: str = "rina") -> list[Any]:
    """What is read of bytes, or of a value as JSON."""
    raw = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
    return list(read("web-annotation", io.BytesIO(raw), {"analyst": analyst}))


def kept(bundle: Bundle) -> Bundle:
    """What this format keeps of a bundle."""
    articles = tuple(
        AnnotatedArticle(
            one.article, one.text, claims=one.claims, assessments=one.assessments,
            links=one.links, notes=one.notes, tags=one.tags, translation=one.translation,
        )
        for one in bundle.articles
    )  # fmt: skip
    return replace(
        bundle, belongings=(), unalikes=(), habits=(), topics=(), guidelines=(), pasts=(),
        articles=articles,
    )  # fmt: skip


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(bundles().map(storable))
def test_what_is_written_reads_back_the_same(bundle: Bundle) -> None:
    data = written(bundle)
    found = gathered(items(data))
    alone = tuple(replace(one, pasts=()) for one in found.articles)
    assert replace(found, pasts=(), articles=alone) == kept(bundle)
    assert written(bundle) == data


def page_of(bundle: Bundle) -> dict[str, Any]:
    page: dict[str, Any] = json.loads(written(bundle))
    return page


def annotation(page: Mapping[str, Any], name: str) -> dict[str, Any]:
    (found,) = (one for one in page["first"]["items"] if one["id"].startswith(name))
    assert isinstance(found, dict)
    return found


def test_the_example_is_as_documented() -> None:
    data = written(example())
    assert len(data.splitlines()) == 2 + 14, "the head, an annotation a line, the end"
    page = json.loads(data)
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["total"], page["first"]["type"]) == (
        "AnnotationCollection", 14, "AnnotationPage",
    )  # fmt: skip
    text = annotation(page, "urn:x-workbench:text:")
    assert (text["target"], text["body"]["value"]) == (SOURCE, TEXT)
    claim = annotation(page, "urn:x-workbench:claim:c0000000-0000-4000-8000-000000000001")
    words = span("sembilan orangnya tewas")
    assert claim["target"] == {
        "type": "SpecificResource",
        "source": SOURCE,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": "sembilan orangnya tewas",
                "prefix": TEXT[words.start - 32 : words.start],
                "suffix": TEXT[words.end : words.end + 32],
            },
            {"type": "TextPositionSelector", "start": words.start, "end": words.end},
        ],
    }
    assert [(body["field"], body["purpose"]) for body in claim["body"]] == [
        ("restatement", "describing"), ("gloss", "describing"), ("topic", "classifying"),
        ("time", "identifying"), ("place", "identifying"), ("note", "commenting"),
    ]  # fmt: skip
    assert [hop["hopClass"] for hop in claim["hops"]] == ["anonymous", "role"]
    assert claim["hops"][1]["label"] == "juru bicara LNA"
    assert [step["label"] for step in claim["chain"]] == [
        "KIBLAT.NET", "Daily Sabah", "sumber", "juru bicara LNA",
    ]  # fmt: skip
    assert annotation(page, "urn:x-workbench:assessment:")["motivation"] == "oa:assessing"
    link = annotation(page, "urn:x-workbench:link:")
    assert link["target"] == [link["from"], link["to"]]


def strings_of(value: object, *, of: tuple[str, ...]) -> list[str]:
    """Every string below one of these keys, at whatever depth."""
    if isinstance(value, list):
        return [found for one in value for found in strings_of(one, of=of)]
    if not isinstance(value, dict):
        return []
    here = [word for key in of for word in _strings(value.get(key))]
    return here + [found for one in value.values() for found in strings_of(one, of=of)]


def _strings(value: object) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, str)]


ADDRESSES = (
    "id", "body", "target", "source", "selector", "creator", "generator", "first", "items",
    "article", "outlet", "words", "noteOn", "inArticle", "from", "to", "sameAs", "saidBy",
)  # fmt: skip
"""Terms whose strings JSON-LD takes for addresses."""


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(bundles())
def test_plain_words_never_stand_where_an_address_is_read(bundle: Bundle) -> None:
    page = page_of(bundle)
    del page["@context"]
    for address in strings_of(page, of=ADDRESSES):
        assert address.startswith("urn:x-workbench:")
        assert address.isascii()
        assert address.isprintable()
        assert not {*' <>"{}|\\^`'} & {*address}


def test_what_has_no_term_is_counted() -> None:
    result = write("web-annotation", decided(), io.BytesIO())
    assert {loss.what: loss.count for loss in result.lost} == {
        "belongings of sources": 3,
        "answers that two sources are not one": 1,
        "habits of credits": 2,
        "topics of the list": 3,
        "guidelines of the codebook": 2,
        "flags on claims": 1,
        "rulings": 1,
        "disputes of rulings": 1,
        "answers that two places are unrelated": 1,
        "facts": 2,
        "decisions on facts": 1,
        "states of articles": 1,
        "judgements of descent": 2,
        "sentences with nothing to record": 1,
        "fields that the container had beside the known ones": 4,
    }
    assert (result.articles, result.claims) == (1, 3)


def test_one_analyst_may_be_written_alone() -> None:
    (item,) = gathered(items(written(example(), analyst="budi"))).articles
    assert [claim.analyst for claim in item.claims] == ["budi"]
    assert (item.assessments, item.links, item.tags, item.notes) == ((), (), (), ())


def test_a_link_between_two_articles_is_written_once() -> None:
    (one,) = example().articles
    other_uid = "a0000000-0000-4000-8000-000000000002"
    other = replace(
        one,
        article=replace(one.article, uid=other_uid, number=2),
        claims=(replace(one.claims[2], uid="c9", article=other_uid),),
        decisions=(), states=(), assessments=(), notes=(), judgements=(), nothings=(), tags=(),
        unrelated=(), links=(replace(one.links[0], uid="l9", other="c9"),),
    )  # fmt: skip
    both = replace(example(), articles=(replace(one, links=other.links), other))
    found = gathered(items(written(both)))
    assert [link.uid for item in found.articles for link in item.links] == ["l9"]


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The example with its first claim's annotation changed, a line each as we write it."""
    page = page_of(example())
    change(annotation(page, "urn:x-workbench:claim:c0000000-0000-4000-8000-000000000001"))
    listed = page["first"].pop("items")
    lines = ",\n".join(json.dumps(one) for one in listed)
    head = json.dumps(page)
    return head.replace('"startIndex": 0}', f'"startIndex": 0, "items": [\n{lines}\n]}}').encode()


def position(claim: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = claim["target"]["selector"][1]
    return found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: position(c).update(start=93, end=116), "the text at 93..116 is 'embilan"),
        (lambda c: position(c).update(end=9999), "92..9999 is empty or lies outside a text of"),
        (lambda c: position(c).update(start=115), "115..115 is empty"),
        (lambda c: position(c).update(start="92"), "are whole numbers"),
        (lambda c: c["target"]["selector"][0].update(prefix="x"), "other words stand around 92"),
        (lambda c: c["target"]["selector"].pop(0), "no quote proves its place"),
        (lambda c: c.update(target=[c["target"], c["target"]]), "its pieces overlap at 92"),
        (lambda c: c["hops"][0].update(mode="loud"), "hops[0].mode is not one of"),
        (lambda c: c["hops"][0].update(saidBy=["Ahmad"]), "'Ahmad' is no source"),
        (lambda c: c.update(id="urn:x-workbench:claim:..%2Fetc"), "uid does not look like"),
        (lambda c: c.update(claimState="lost"), "state is not one of"),
        (lambda c: c.update(inArticle="urn:x-workbench:article:b"), "whose text is not given"),
        (lambda c: c.update(creator="rina"), "it has another shape than ours"),
        (lambda c: c.pop("creator"), "it has another shape than ours"),
        (lambda c: c.update(record="opinion"), "'opinion' is no record of ours"),
    ],
)
def test_a_damaged_annotation_of_ours_is_refused_with_its_line(
    change: Callable[[dict[str, Any]], object], words: str
) -> None:
    with pytest.raises(DataError) as caught:
        items(changed(change))
    assert words in str(caught.value)
    assert str(caught.value).startswith("line 7: "), "where the claim stands"


def test_another_text_than_its_hash_says_is_refused() -> None:
    data = written(example()).replace(
        "Sembilan tewas 😀\\n".encode(), "Sepuluh tewas 😀\\n".encode()
    )
    with pytest.raises(DataError, match="line 6: the text is not the one that its sha256 names"):
        items(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "line 1: no JSON"),
        (b'{\n"a": ]', "line 2: no JSON"),
        (b'\n\xff', "line 2: not UTF-8"),
        (b'{"target": NaN}', "NaN is no number of JSON"),
        (b'{"a": 1}', "no target is there"),
        (b'[{"target": "x"},\n\n{"id": "y"}]', "line 3: neither an annotation"),
        (b'"words"', "an annotation is an object"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"type": "AnnotationCollection", "first": "https://a.example/1"}', "another file"),
        (b'[{"id": "x", "target": "y"},\n{"id": "x", "target": "y"}]', "lines 1 and 2: two"),
        (b'{"type": "AnnotationCollection", "journalHead": "", "first": {}}', "not ours"),
    ],
)  # fmt: skip
def test_a_broken_file_says_where(data: bytes, words: str) -> None:
    with pytest.raises(DataError) as caught:
        items(data)
    assert words in str(caught.value)


def test_a_truncated_export_gives_nothing() -> None:
    data = written(example())
    for length in range(0, len(data) - 2, 997):
        with pytest.raises(DataError, match="line"):
            items(data[:length])


# What others write.


def selectors(words: str, text: str = TEXT, **said: Any) -> list[dict[str, Any]]:
    found = span(words, text)
    position = {"type": "TextPositionSelector", "start": found.start, "end": found.end}
    return [{"type": "TextQuoteSelector", "exact": words}, position | said]


def on(words: str, source: str = SOURCE, **said: Any) -> dict[str, Any]:
    return {"source": source, "selector": selectors(words, **said)}


def theirs(*annotations: dict[str, Any]) -> dict[str, Any]:
    """The example's text, and annotations of others on it."""
    page = page_of(example())
    text = annotation(page, "urn:x-workbench:text:")
    page["first"]["items"] = [*annotations, text]
    return page


def found_in(*annotations: dict[str, Any]) -> tuple[AnnotatedArticle, dict[str, int]]:
    """The example's article, and what was not read."""
    read_items = items(theirs(*annotations))
    (item,) = [one for one in read_items if isinstance(one, AnnotatedArticle)]
    lost = [loss for one in read_items if isinstance(one, Unread) for loss in one.lost]
    return item, {loss.what: loss.count for loss in lost}


def test_marks_of_others_become_claims_where_their_words_are_proved() -> None:
    item, lost = found_in(
        {"id": "https://a.example/1", "type": "Annotation", "target": on("sembilan orangnya"),
         "creator": {"name": "Ayu"}, "created": "2026-01-02T03:04:05Z",
         "body": [{"type": "TextualBody", "value": "siapa?", "purpose": "commenting"},
                  {"type": "TextualBody", "value": "korban", "purpose": "tagging"}]},
        {"id": "#2", "type": "Annotation", "motivation": "tagging", "bodyValue": "kutipan",
         "target": {"type": "List", "items": [on("mundur"), on("Kami tidak")]}},
        {"id": "#3", "type": "Annotation", "target": {"source": SOURCE, "selector":
            {"type": "TextQuoteSelector", "exact": "tewas", "prefix": "orangnya "}}},
        {"id": "#4", "type": "Annotation", "motivation": "linking",
         "target": ["https://a.example/1", "#3"], "bodyValue": "updates"},
    )  # fmt: skip
    first, second, third = item.claims
    assert (first.span, first.note, first.hops) == (span("sembilan orangnya"), "siapa?", ())
    assert first.analyst == "rina"
    quote = span("Kami tidak\nmundur")
    assert second.span.start == quote.start
    assert second.span.pieces == ((quote.start, quote.start + 10), (quote.end - 6, quote.end))
    assert third.span.start == TEXT.index("tewas.")
    assert [(tag.claim, tag.name, tag.at) for tag in item.tags] == [
        (first.uid, "korban", "2026-01-02T03:04:05Z"), (second.uid, "kutipan", ""),
    ]  # fmt: skip
    (link,) = item.links
    assert (link.kind, link.claim, link.other) == (LinkKind.UPDATES, first.uid, third.uid)
    assert lost == {"names of makers": 1}


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (on("Ahmad", start=span("Ahmad").start + 1, end=span("Ahmad").end + 1), "UTF-16 counts"),
        (on("Ahmad", end=9999), "past the end"),
        ({"source": SOURCE, "selector": {"type": "TextQuoteSelector", "exact": "tewas"}}, "twice"),
        ({"source": SOURCE, "selector": {"type": "TextQuoteSelector", "exact": "x9"}}, "nowhere"),
        ({"source": SOURCE, "selector": {"type": "TextPositionSelector", "start": 0, "end": 3}},
         "a position proves nothing"),
        ({"source": SOURCE, "selector": {"type": "FragmentSelector", "value": "p5", "refinedBy":
            {"type": "TextQuoteSelector", "exact": "Ahmad"}}}, "a part of a part"),
        ([on("Ahmad"), SOURCE], "the whole and a part"),
    ],
)  # fmt: skip
def test_what_is_not_proved_is_told_and_never_placed(target: Any, why: str) -> None:
    item, lost = found_in({"id": "https://a.example/1", "target": target})
    assert item.claims == (), why
    assert lost == {"annotations that have no place": 1}


def test_of_many_without_a_place_the_first_are_told_with_their_lines() -> None:
    many = [{"id": f"#{n}", "target": on("Ahmad", end=9999)} for n in range(50)]
    (unread,) = (one for one in items(theirs(*many)) if isinstance(one, Unread))
    assert len(unread.lost) == 21
    assert sum(loss.count for loss in unread.lost) == 50
    assert unread.lost[-1].count == 30


def test_what_has_no_place_here_is_counted() -> None:
    item, lost = found_in(
        {"id": "#1", "target": SOURCE, "body": "https://a.example/picture"},
        {"id": "#2", "target": on("Ahmad"), "body": {"type": "TextualBody", "value": "<b>x</b>",
                                                   "format": "text/html"}},
        {"id": "#3", "target": ["https://a.example/1", "https://a.example/2"]},
        {"id": "#4", "motivation": "linking", "target": ["#2", "#9"]},
        {"id": "#5", "target": on("Ahmad"), "references": ["#2"]},
        {"id": "#6", "target": SOURCE, "body": {"type": "Choice", "items": [
            {"type": "TextualBody", "value": "whole text"}]}},
        {"id": "#7", "target": on("TRIPOLI"), "motivation": "tagging", "bodyValue": "x" * 999},
    )  # fmt: skip
    assert [(claim.span.exact, claim.note) for claim in item.claims] == [
        ("Ahmad", ""), ("TRIPOLI", "x" * 999),
    ]  # fmt: skip
    (note,) = item.notes
    assert (note.subject, note.subject_uid, note.words) == (
        NoteSubject.ARTICLE, ARTICLE, "whole text",
    )  # fmt: skip
    assert lost == {
        "bodies that are elsewhere": 1,
        "annotations without words on a whole text": 1,
        "bodies of another format": 1,
        "annotations on several texts, or on none": 1,
        "links of other kinds": 1,
        "replies": 1,
    }


HYPOTHESIS = {
    "total": 2,
    "rows": [
        {"id": "h1", "created": "2020-01-02T03:04:05.000000+00:00", "user": "acct:ayu@h.example",
         "uri": NEWS, "text": "cek", "tags": ["LNA"],
         "target": [{"source": NEWS, "selector": [
             {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0,
              "endContainer": "/p[1]", "endOffset": 5},
             {"type": "TextPositionSelector", "start": 30, "end": 35},
             {"type": "TextQuoteSelector", "exact": "Ahmad", "prefix": "kata ", "suffix": "."},
         ]}]},
        {"id": "h2", "uri": NEWS, "text": "", "tags": [], "target": [{"source": NEWS, "selector": [
            {"type": "TextPositionSelector", "start": 40, "end": 42},
            {"type": "TextQuoteSelector", "exact": "😀"},
        ]}]},
    ],
}  # fmt: skip
"""As hypothesis's API gives out annotations, in UTF-16 units: its file holds no text."""


def test_annotations_of_a_text_that_is_not_given_wait_for_it() -> None:
    item, unread = items(HYPOTHESIS)
    assert isinstance(item, AnnotatedArticle)
    assert not item.has_text
    assert item.article.metadata.url == NEWS
    (claim,) = item.claims
    assert (claim.span.start, claim.span.end, claim.span.exact) == (30, 35, "Ahmad")
    assert claim.note == "cek"
    assert [tag.name for tag in item.tags] == ["LNA"]
    assert [loss.count for loss in unread.lost] == [1, 1]
    assert "40..42 is not as long as '😀'" in unread.lost[1].why
    assert items(HYPOTHESIS)[0] == item, "uids follow from the annotations"


pieces = st.recursive(
    st.sampled_from([
        None, 0, 7, "", "x", "Annotation", "AnnotationPage", SOURCE, "urn:x-workbench:claim:c1",
        "claim", "text", "note", "rating", "oa:assessing", "linking", "tagging", "List",
        "TextQuoteSelector", "TextPositionSelector", "Ahmad",
    ]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([
            "id", "type", "record", "target", "body", "source", "selector", "items", "first",
            "start", "end", "exact", "prefix", "value", "motivation", "hops", "saidBy", "words",
            "article", "inArticle", "noteOn", "creator", "name", "rows", "uri", "tags", "text",
            "sources", "journalHead", "generator", "format", "purpose", "bodyValue",
            "references", "@graph", "field", "created",
        ]),
        inner, max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.dictionaries(st.sampled_from(["target", "id", "record", "body", "motivation",
                                                "uri", "text", "tags"]), pieces), max_size=4)
       | pieces)  # fmt: skip
def test_any_value_is_read_or_refused_never_a_crash(value: object) -> None:
    try:
        for item in items(value):
            if isinstance(item, AnnotatedArticle):
                item.check()
    except DataError:
        pass


@pytest.mark.skipif(not REAL, reason="no shared files of the W3C")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_real_files_load_and_nothing_of_them_is_left_out_untold(path: Path) -> None:
    """None of the specification's examples gives its text or proves a place: all is told."""
    found = items(path.read_bytes())
    articles = [one for one in found if isinstance(one, AnnotatedArticle)]
    assert not any(item.claims or item.has_text for item in articles)
    notes = sum(len(item.notes) for item in articles)
    told = sum(loss.count for one in found if isinstance(one, Unread) for loss in one.lost)
    tags = sum(len(item.tags) for item in articles)
    held = path.read_text("utf-8").count('"Annotation"')
    assert notes + tags + told >= held, "an annotation was left out untold"
