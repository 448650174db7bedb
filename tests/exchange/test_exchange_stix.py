from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from exchange_bundles import AHMAD, ROLE, bundles, example
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from stix_checker import CONFIDENCES, URI, claims, problems

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Assertion, Factuality, Hop, Link, LinkKind
from workbench.domain.source import RELIABILITY, Source
from workbench.errors import UsageError
from workbench.exchange import read, write
from workbench.exchange.addresses import address
from workbench.exchange.bundle import Bundle, Written
from workbench.exchange.moments import moment, published
from workbench.exchange.stix.vocabulary import EXTENSION, OPENCTI_RELIABILITY


def written(bundle: Bundle, **options: str) -> tuple[dict[str, Any], Written]:
    stream = io.BytesIO()
    result = write("stix", bundle, stream, options)
    return json.loads(stream.getvalue()), result


def of_type(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in bundle["objects"] if one["type"] == kind]


def kept(one: dict[str, Any], name: str) -> Any:
    return one["extensions"][EXTENSION].get(name)


def with_article(**changes: Any) -> Bundle:
    """The example, with changes to the metadata of its article."""
    bundle = example()
    (annotated,) = bundle.articles
    metadata = replace(annotated.article.metadata, **changes)
    article = replace(annotated.article, metadata=metadata)
    return replace(bundle, articles=(replace(annotated, article=article),))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(bundles(), st.sampled_from(["named", "related-to"]))
def test_every_bundle_holds_to_stix_and_each_claim_to_its_text(
    bundle: Bundle, relations: str
) -> None:
    found, result = written(bundle, relations=relations)
    assert list(problems(found)) == []
    texts = {one.article.sha256: one.text for one in bundle.articles}
    for claim in claims(found):
        text = texts[claim["article_sha256"]]
        assert text[claim["start"] : claim["end"]] == claim["exact"]
        assert claim["offsets"] == "code points"
    kinds = {one["relationship_type"] for one in of_type(found, "relationship")}
    assert relations == "named" or kinds <= {"related-to", "duplicate-of"}
    told = {(loss.what, loss.why) for loss in result.lost}
    assert len(told) == len(result.lost)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(bundles())
def test_nothing_is_one_by_the_rules_of_opencti(bundle: Bundle) -> None:
    """To it a note is its content and moment, a report its name and day, an identity its folded
    name and class (opencti-graphql, schema/identifier.js)."""
    numbers = [one.article.number for one in bundle.articles]
    uids = [claim.uid for one in bundle.articles for claim in one.claims]
    assume(len(set(numbers)) == len(numbers) and 0 not in numbers and len(set(uids)) == len(uids))
    found, _ = written(bundle)
    ours = [one for one in of_type(found, "note") if not kept(one, "note")]
    assert len({(one["content"], one["created"]) for one in ours}) == len(ours)
    texts = [*of_type(found, "report"), *of_type(found, "grouping")]
    assert len({one["name"] for one in texts}) == len(texts)
    people = {one["name"].casefold() for one in of_type(found, "identity") if "extensions" in one}
    analysts = {one["authors"][0] for one in of_type(found, "note")}
    assert not people & {f"{name} (analyst)".casefold() for name in analysts}


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(bundles())
def test_the_same_state_gives_the_same_bytes(bundle: Bundle) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write("stix", bundle, first)
    write("stix", bundle, second)
    assert first.getvalue() == second.getvalue()


def test_the_checker_sees_what_is_wrong() -> None:
    """It would prove nothing if it held everything to be right."""
    for change, words in (
        ({"confidence": 50}, "its confidence is 50"),
        ({"created": "2099-01-01T00:00:00.000Z"}, "changed before it was made"),
        ({"created": "2020-01-01"}, "is no moment"),
        ({"object_refs": ["note--x"]}, "does not stand before it"),
        ({"labels": []}, "labels is empty"),
        ({"id": "note--1"}, "not an id"),
        ({"extensions": {EXTENSION: {"extension_type": "property-extension", "n": 1}}}, "n: 1"),
        ({"external_references": [{"source_name": "a", "url": "http://a b"}]}, "is no address"),
    ):
        found, _ = written(example())
        of_type(found, "note")[-1].update(change)
        assert any(words in problem for problem in problems(found)), words


def test_a_claim_is_a_note_with_its_words_its_chain_and_its_place() -> None:
    found, result = written(example())
    first = next(one for one in of_type(found, "note") if "Nine" in one.get("abstract", ""))
    assert first["content"] == (
        "sembilan orangnya tewas\n\n"
        "KIBLAT.NET ← Daily Sabah (unconfirmed) ← sumber (anonymous) ← juru bicara LNA\n\n"
        "#1287, code points 92 to 115; claim c0000000-0000-4000-8000-000000000001 of rina"
    )
    claim = kept(first, "claim")
    assert (claim["start"], claim["end"], claim["topic"]) == (92, 115, "Libya")
    names = {one["id"]: one["name"] for one in of_type(found, "identity")}
    assert [[names[ref] for ref in step["identity_refs"]] for step in claim["chain"]] == [
        ["KIBLAT.NET"], ["Daily Sabah"], [], ["juru bicara LNA"],
    ]  # fmt: skip
    assert first["labels"] == ["Rob!"]
    assert "confidence" not in first
    assert (result.articles, result.claims) == (1, 3)


def test_who_has_it_from_whom_is_a_relationship_in_order() -> None:
    found, _ = written(example())
    names = {one["id"]: one["name"] for one in of_type(found, "identity")}
    second = next(one for one in of_type(found, "note") if "mundur" in one["content"])
    steps = [
        (kept(one, "position"), names[one["source_ref"]], names[one["target_ref"]],
         kept(one, "confirmed"), kept(one, "assertion"))
        for one in of_type(found, "relationship") if kept(one, "claim_ref") == second["id"]
    ]  # fmt: skip
    assert steps == [
        (1, "KIBLAT.NET", "Daily Sabah", False, None),
        (2, "Daily Sabah", "juru bicara LNA", None, "asserts"),
        (2, "Daily Sabah", "Ahmad al-Mismari", None, "asserts"),
    ]


def test_what_is_denied_is_not_told_as_said() -> None:
    bundle = example()
    (annotated,) = bundle.articles
    denied = Hop((AHMAD,), factuality=Factuality.CERTAINLY_NOT, assertion=Assertion.DENIES)
    first = replace(annotated.claims[0], hops=(denied,))
    changed = replace(annotated, claims=(first, *annotated.claims[1:]))
    found, _ = written(replace(bundle, articles=(changed,)))
    note = next(one for one in of_type(found, "note") if "Nine" in one.get("abstract", ""))
    assert "Said of it: denies" in note["content"]
    said = {
        kept(one, "assertion")
        for one in of_type(found, "relationship")
        if kept(one, "claim_ref") == note["id"]
    }
    assert said == {None, "denies"}, "to whom it leads, and what that one does with the words"


def test_scales_stay_apart_and_only_confidence_becomes_a_number() -> None:
    found, _ = written(example())
    (assessed,) = (one for one in of_type(found, "note") if "extensions" in one
                   and kept(one, "assessment"))  # fmt: skip
    assessment = kept(assessed, "assessment")
    assert assessed["confidence"] == CONFIDENCES["low"] == 15
    assert assessment["credibility"]["value"] == "2"
    assert assessment["credibility"]["label"] == "probably true"
    assert assessment["likelihood"]["label"] == "likely"
    assert assessed["content"].splitlines() == [
        "Credibility 2: probably true", "Likelihood: likely", "Confidence: low", "one origin",
        "", "On claim c0000000-0000-4000-8000-000000000001, by budi",
    ]  # fmt: skip
    assert [one["id"] for one in found["objects"] if "confidence" in one] == [assessed["id"]]


def test_reliability_is_of_the_source_in_openctis_words() -> None:
    found, _ = written(example())
    rated = {one["name"]: one.get("x_opencti_reliability") for one in of_type(found, "identity")}
    assert rated["Daily Sabah"] == "B - Usually reliable", "the latest"
    assert rated["juru bicara LNA"] == "F - Reliability cannot be judged"
    assert rated["LNA"] is None
    sabah = next(one for one in of_type(found, "identity") if one["name"] == "Daily Sabah")
    assert [one["value"] for one in kept(sabah, "ratings")] == ["C", "B"], "the whole history"
    assert OPENCTI_RELIABILITY.keys() == RELIABILITY.keys()
    assert OPENCTI_RELIABILITY["D"] == "D - Not usually reliable"


def test_an_opinion_is_only_on_what_an_article_derives_from() -> None:
    found, result = written(example())
    (opinion,) = of_type(found, "opinion")
    (on,) = (one for one in found["objects"] if one["id"] == opinion["object_refs"][0])
    assert (opinion["opinion"], opinion["authors"]) == ("agree", ["rina"])
    assert (on["relationship_type"], kept(on, "relay")["status"]) == ("relays", "suggested")
    lost = {loss.what: loss.count for loss in result.lost}
    assert lost["relays from articles"] == 1, "the other judgement is of an article elsewhere"


def test_belongings_and_merges_are_relationships_of_sources() -> None:
    bundle = example()
    merged = Source("00000000-0000-4000-8000-000000000007", "Jubir LNA", same_as=ROLE)
    found, _ = written(replace(bundle, sources=(*bundle.sources, merged)))
    names = {one["id"]: one["name"] for one in of_type(found, "identity")}
    ties = {
        (names[one["source_ref"]], one["relationship_type"], names[one["target_ref"]])
        for one in of_type(found, "relationship")
        if one["source_ref"] in names and not kept(one, "claim_ref")
    }
    assert ties == {
        ("Daily Sabah", "owned-by", "Turkuvaz"),
        ("juru bicara LNA", "part-of", "LNA"),
        ("Jubir LNA", "duplicate-of", "juru bicara LNA"),
    }
    rated = {one["name"]: one.get("x_opencti_reliability") for one in of_type(found, "identity")}
    assert rated["Jubir LNA"] == rated["juru bicara LNA"]


def test_links_lie_between_notes_of_the_same_export() -> None:
    bundle = example()
    (annotated,) = bundle.articles
    away = Link("l9", "rina", LinkKind.CONTRADICTS, annotated.claims[0].uid, "elsewhere")
    more = replace(annotated, links=(*annotated.links, away))
    found, result = written(replace(bundle, articles=(more,)))
    kinds = [one["relationship_type"] for one in of_type(found, "relationship")]
    assert kinds.count("says-the-same-as") == 1
    assert "contradicts" not in kinds
    assert ("links between claims", 1) in {(loss.what, loss.count) for loss in result.lost}


@pytest.mark.parametrize(
    ("at", "when"),
    [
        ("2020-01-09T21:15+07:00", ("2020-01-09T14:15:00.000Z", True)),
        ("2020-01-09T21:15", ("2020-01-09T00:00:00.000Z", False)),
        ("2020-01-09", ("2020-01-09T00:00:00.000Z", False)),
        ("2020-01", None),
        ("2020", None),
        ("", None),
        ("0001-01-01T00:00+07:00", ("0001-01-01T00:00:00.000Z", False)),
    ],
)
def test_a_day_is_not_made_finer_than_it_is(at: str, when: tuple[str, bool] | None) -> None:
    assert published(Publication(at, Precision.DAY, Basis.PAGE)) == when
    found, result = written(with_article(publication=Publication(at, Precision.DAY, Basis.PAGE)))
    (container,) = of_type(found, "report") + of_type(found, "grouping")
    assert container["type"] == ("report" if when else "grouping")
    assert container.get("published") == (when[0] if when else None)
    assert kept(container, "article")["published_at"] == at
    lost = {loss.what for loss in result.lost}
    assert ("days of publication without an hour" in lost) is (when is not None and not when[1])
    assert ("articles that are no report" in lost) is (when is None)


@pytest.mark.parametrize(
    ("url", "encoded"),
    [
        ("https://a.example/berita/é dan 😀?q=a b#x", "https://a.example/berita/%C3%A9%20dan%20%F0%9F%98%80?q=a%20b#x"),
        ("https://a.example/100%/%41", "https://a.example/100%25/%41"),
        ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", None),
        ("http://", None),
        ("http://[", None),
        ("kiblat.net/1", None),
    ],
)  # fmt: skip
def test_an_address_is_encoded_or_stays_words(url: str, encoded: str | None) -> None:
    assert address(url) == encoded
    found, result = written(with_article(url=url))
    (reference,) = of_type(found, "report")[0]["external_references"]
    assert reference.get("url") == encoded
    assert ("hashes" in reference) is bool(encoded)
    lost = {loss.what for loss in result.lost}
    assert ("addresses that are no web address" in lost) is (encoded is None)


@pytest.mark.parametrize("outlet", ["", "cve", "capec"])
def test_an_outlet_passes_for_no_catalogue(outlet: str) -> None:
    bundle = with_article(url="https://a.example/1")
    (annotated,) = bundle.articles
    named = replace(annotated, article=replace(annotated.article, outlet=outlet))
    found, _ = written(replace(bundle, articles=(named,)))
    (reference,) = of_type(found, "report")[0]["external_references"]
    assert reference["source_name"] == f"outlet {outlet}".strip()
    assert list(problems(found)) == []


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_address_breaks_out(rest: str) -> None:
    encoded = address(f"https://a.example/{rest}")
    assert encoded is None or URI.fullmatch(encoded)


@pytest.mark.parametrize("words", ["", "soon", "2020-01-10T01:02:03", "9999-12-31T23:59-12:00"])
def test_what_is_no_moment_in_utc_is_none(words: str) -> None:
    assert moment(words) is None


def test_it_is_only_written() -> None:
    with pytest.raises(UsageError, match="only written"):
        read("stix", io.BytesIO())
