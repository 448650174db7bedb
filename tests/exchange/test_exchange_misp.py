from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from exchange_bundles import AHMAD, OUTLET, OWNER, RELAYED, bundles, example
from hypothesis import HealthCheck, assume, given, settings
from misp_checker import claims, problems

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Assessment, Confidence, Likelihood, Link, LinkKind
from workbench.domain.source import Rating
from workbench.errors import UsageError
from workbench.exchange import read, write
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Written
from workbench.exchange.misp.parts import bare
from workbench.exchange.misp.vocabulary import own_tag


def written(bundle: Bundle, **options: str) -> tuple[dict[str, Any], Written]:
    stream = io.BytesIO()
    result = write("misp", bundle, stream, options)
    return json.loads(stream.getvalue()), result


def event_of(bundle: Bundle) -> dict[str, Any]:
    """The only event."""
    (entry,) = written(bundle)[0]["response"]
    event: dict[str, Any] = entry["Event"]
    return event


def objects(event: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [one for one in event["Object"] if one["name"] == name]


def value(one: dict[str, Any], relation: str) -> str:
    found = (part for part in one["Attribute"] if part["object_relation"] == relation)
    return str(next(found)["value"])


def tags(one: dict[str, Any]) -> list[str]:
    return [tag["name"] for part in one["Attribute"] for tag in part["Tag"]]


def changed(**parts: Any) -> Bundle:
    """The example with other parts of its article."""
    bundle = example()
    (annotated,) = bundle.articles
    return replace(bundle, articles=(replace(annotated, **parts),))


def annotated() -> AnnotatedArticle:
    (one,) = example().articles
    return one


def uids_of(bundle: Bundle) -> Iterator[str]:
    """The uids that must be distinct, as a database has them."""
    yield from (note.uid for note in bundle.notes)
    yield from (rating.uid for rating in bundle.ratings)
    for one in bundle.articles:
        yield one.article.uid
        for parts in (one.claims, one.notes, one.judgements, one.links):
            yield from (part.uid for part in parts)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(bundles())
def test_every_event_holds_to_misp_and_each_claim_to_its_text(bundle: Bundle) -> None:
    uids = list(uids_of(bundle))
    assume(len(set(uids)) == len(uids))
    found, result = written(bundle)
    assert list(problems(found)) == []
    texts = {one.article.sha256: one.text for one in bundle.articles}
    told = claims(found)
    assert len(told) == result.claims
    for claim, exact in told:
        words = texts[claim["article_sha256"]][claim["start"] : claim["end"]]
        assert words == claim["exact"] == exact
    assert written(bundle)[0] == found


def test_the_checker_sees_what_is_wrong() -> None:
    """It would prove nothing if it held everything to be right."""

    def wrong(change: dict[str, Any], *path: Any) -> list[str]:
        found, _ = written(example())
        part: Any = found["response"][0]["Event"]
        for step in path:
            part = part[step]
        part |= change
        return list(problems(found))

    first = ("Object", 0, "Attribute", 0)
    assert wrong({"value": " a"}, *first) == ["news-media: ' a' would be another value in MISP"]
    assert wrong({"type": "link"}, *first) == ["news-media: source is of another type"]
    assert "x is no uuid" in wrong({"uuid": "x"}, "Object", 0)
    assert "a uuid stands twice" in wrong({"uuid": event_of(example())["uuid"]}, *first)
    assert any("taxonomy" in one for one in wrong({"Tag": [{"name": "tlp:red"}]}))
    assert wrong({"published": True}) == ["an event is handed on further than its owner said"]
    claim = len(event_of(example())["Object"]) - 2
    assert wrong({"referenced_uuid": "x"}, "Object", claim, "ObjectReference", 0) != []


def test_an_event_is_an_article_on_its_printed_day() -> None:
    event = event_of(example())
    assert (event["info"], event["date"], event["analysis"]) == (
        "+Sembilan tewas",
        "2020-01-09",
        "2",
    )
    (news,) = objects(event, "news-media")
    assert (value(news, "source"), value(news, "title")) == ("KIBLAT.NET", "+Sembilan tewas")
    names = {one["uuid"]: value(one, "name") for one in objects(event, "identity")}
    assert [
        (one["relationship_type"], names[one["referenced_uuid"]]) for one in news["ObjectReference"]
    ] == [("published-by", "KIBLAT.NET")]
    assert [tag["name"] for tag in event["Tag"]] == ['workbench:tag="dua sumber"']
    early = Publication("2020-01-09T02:00+07:00", Precision.MINUTE, Basis.PAGE)
    article = annotated().article
    moved = replace(article, metadata=replace(article.metadata, publication=early))
    assert event_of(changed(article=moved))["date"] == "2020-01-09", "in UTC it was the day before"


@pytest.mark.parametrize("at", ["2020-01", "2020", "soon"])
def test_a_day_that_is_not_known_is_that_of_its_retrieval(at: str) -> None:
    article = annotated().article
    publication = Publication(at, Precision.MONTH, Basis.PAGE)
    moved = replace(article, metadata=replace(article.metadata, publication=publication))
    found, result = written(changed(article=moved))
    assert found["response"][0]["Event"]["date"] == "2020-01-10"
    assert "articles whose day is not known" in {loss.what for loss in result.lost}


def test_a_claim_has_its_words_its_chain_and_its_record() -> None:
    event = event_of(example())
    first = objects(event, "annotation")[0]
    assert value(first, "text") == "Nine LNA men were killed."
    assert first["comment"].startswith(
        "KIBLAT.NET ← Daily Sabah (unconfirmed) ← sumber (anonymous)"
    )
    exact, record = first["Note"][:2]
    assert (exact["note"], exact["authors"]) == ("sembilan orangnya tewas", "rina")
    assert json.loads(record["note"])["claim"]["start"] == 92
    names = {one["uuid"]: value(one, "name") for one in objects(event, "identity")}
    told = [
        (names.get(one["referenced_uuid"]), one["relationship_type"], one["comment"])
        for one in first["ObjectReference"]
    ]
    assert told == [
        (None, "extracted-from", ""),
        ("KIBLAT.NET", "attributed-to", "step 1 of 4: outlet"),
        ("Daily Sabah", "attributed-to", "step 2 of 4: relay, unconfirmed"),
        ("juru bicara LNA", "attributed-to", "step 4 of 4: hop, asserts"),
    ]


def test_blanks_around_words_stay_in_the_note() -> None:
    one = annotated()
    (claim, *_) = one.claims
    start = claim.span.start
    blank = replace(
        claim, restatement="", span=type(claim.span).of(one.text, start - 1, claim.span.end)
    )
    first = objects(event_of(changed(claims=(blank, *one.claims[1:]))), "annotation")[0]
    assert value(first, "text") == "sembilan orangnya tewas"
    assert first["Note"][0]["note"] == " sembilan orangnya tewas"


def test_scales_are_tags_where_all_say_the_same() -> None:
    one = annotated()
    uid = one.claims[0].uid
    first = objects(event_of(example()), "annotation")[0]
    assert tags(first) == [
        'admiralty-scale:information-credibility="2"',
        'estimative-language:likelihood-probability="likely"',
        'estimative-language:confidence-in-analytic-judgment="low"',
        'workbench:tag="Rob!"',
    ]
    other = Assessment(uid, "rina", 6, Likelihood.LIKELY, Confidence.HIGH)
    found, result = written(changed(assessments=(*one.assessments, other)))
    first = objects(found["response"][0]["Event"], "annotation")[0]
    assert tags(first) == [
        'estimative-language:likelihood-probability="likely"', 'workbench:tag="Rob!"',
    ]  # fmt: skip
    assert "Credibility 6: truth cannot be judged\nLikelihood: likely\nConfidence: high" in [
        note["note"] for note in first["Note"]
    ]
    lost = {loss.what: loss.count for loss in result.lost}
    assert lost["credibilities on which analysts differ"] == 1
    assert lost["confidences on which analysts differ"] == 1
    assert "likelihoods on which analysts differ" not in lost


def test_reliability_is_a_tag_of_the_source_where_all_say_the_same() -> None:
    bundle = example()
    event = event_of(bundle)
    rated = {value(one, "name"): tags(one) for one in objects(event, "identity")}
    assert rated["Daily Sabah"] == ['admiralty-scale:source-reliability="b"']
    assert rated["juru bicara LNA"] == ['admiralty-scale:source-reliability="f"']
    assert rated["Ahmad al-Mismari"] == []
    other = Rating("r9", RELAYED, "budi", "E", "", "2020-03-01T00:00:00Z")
    found, result = written(replace(bundle, ratings=(*bundle.ratings, other)))
    rated = {
        value(one, "name"): tags(one) for one in objects(found["response"][0]["Event"], "identity")
    }
    assert rated["Daily Sabah"] == []
    lost = {loss.what: loss.count for loss in result.lost}
    assert lost["reliabilities on which analysts differ"] == 1


def test_the_losses_say_whose_the_numbers_are() -> None:
    _, result = written(example())
    (numbers,) = (loss for loss in result.lost if loss.what == "tags of scales")
    assert numbers.count == 5
    assert "they are not ours" in numbers.why


def test_what_a_source_belongs_to_comes_with_it() -> None:
    event = event_of(example())
    names = {one["uuid"]: value(one, "name") for one in objects(event, "identity")}
    ties = {
        (
            names[one["uuid"]],
            ref["relationship_type"],
            names[ref["referenced_uuid"]],
            ref["comment"],
        )
        for one in objects(event, "identity")
        for ref in one["ObjectReference"]
    }
    assert ties == {
        ("Daily Sabah", "owned-by", "Turkuvaz", "since 2008; rina; its imprint"),
        ("juru bicara LNA", "part-of", "LNA", "budi"),
    }


def test_an_outlet_has_its_letter_where_nothing_is_claimed() -> None:
    bundle = changed(claims=(), assessments=(), links=(), tags=(), notes=(), decisions=())
    rated = Rating("r9", OUTLET, "rina", "D", "", "2020-03-01T00:00:00Z")
    event = event_of(replace(bundle, ratings=(*bundle.ratings, rated)))
    outlet = objects(event, "identity")[0]
    assert (value(outlet, "name"), tags(outlet)) == (
        "KIBLAT.NET", ['admiralty-scale:source-reliability="d"'],
    )  # fmt: skip


def test_sources_that_no_article_names_are_counted() -> None:
    bundle = example()
    lonely = replace(bundle, belongings=())
    lost = {loss.what: loss.count for loss in written(lonely)[1].lost}
    assert lost["sources that no article of the export names"] == 2, OWNER
    merged = replace(next(one for one in bundle.sources if one.uid == AHMAD), same_as=OWNER)
    sources = tuple(merged if one.uid == AHMAD else one for one in bundle.sources)
    lost = {loss.what: loss.count for loss in written(replace(lonely, sources=sources))[1].lost}
    assert lost["sources that no article of the export names"] == 1, "what it was merged into comes"


def test_an_opinion_is_only_on_what_an_article_derives_from() -> None:
    event = event_of(example())
    opinions = {value(one, "text"): one["Opinion"] for one in objects(event, "annotation")}
    told = {text: [one["opinion"] for one in said] for text, said in opinions.items() if said}
    assert told == {
        "KIBLAT.NET relays Daily Sabah": [75],
        "KIBLAT.NET is a near-duplicate of article a-2": [25],
    }


def test_a_link_stands_with_a_claim_of_the_event_either_way() -> None:
    one = annotated()
    uid = one.claims[0].uid
    links = (
        Link("l1", "rina", LinkKind.UPDATES, uid, "elsewhere"),
        Link("l2", "rina", LinkKind.SUPPORTS, "elsewhere", uid),
    )
    found, result = written(changed(links=links))
    first = objects(found["response"][0]["Event"], "annotation")[0]
    assert [one["relationship_type"] for one in first["Relationship"]] == [
        "supersedes",
        "supported-by",
    ]
    assert len({one["related_object_uuid"] for one in first["Relationship"]}) == 1
    assert ("links between claims", 2) in {(loss.what, loss.count) for loss in result.lost}


def test_a_free_word_passes_for_no_marking() -> None:
    assert own_tag("tlp:red") == 'workbench:tag="tlp:red"'
    assert own_tag('"; admiralty-scale:x="a') == "workbench:tag=\"'; admiralty-scale:x='a\""


@pytest.mark.parametrize(
    ("words", "kept"), [(" dua ", "dua"), ("\0 a\n\0", "a"), (" \0\n", ""), ("a b", "a b")]
)
def test_a_value_is_what_misp_makes_of_it(words: str, kept: str) -> None:
    assert bare(words) == kept


def test_an_organisation_hands_them_on() -> None:
    found, _ = written(example(), organisation="Meja Riset")
    assert found["response"][0]["Event"]["Orgc"]["name"] == "Meja Riset"


def test_nothing_is_no_event_and_it_is_only_written() -> None:
    assert written(replace(example(), articles=()))[0] == {"response": []}
    with pytest.raises(UsageError, match="only written"):
        read("misp", io.BytesIO())
