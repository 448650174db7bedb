"""What leaves as STIX 2.1, by OASIS's validator and library.

The validator looks at objects one by one: it follows no reference but the ends of relationships
(and those only when asked), knows no span, and holds any number from 0 to 100 for a confidence;
stix2 takes 101 too. So what they loaded is checked again here, with the checker of CI proper.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import bundles, example
from hypothesis import HealthCheck, given, settings
from peer_cases import worked_sample
from stix_checker import claims, problems

from workbench.exchange import write
from workbench.exchange.bundle import Bundle

Peer = Callable[[str], Any]

IDS, RELATIONS, CUSTOM, HASHES = "103", "202", "401", "302"
"""The validator's names for what is expected, and why it is so:

- 103: ids are made from our uids (UUIDv5), so that a second export updates the first.
- 202: relationships have words of their own; with the option related-to there are none.
- 401: x_opencti_reliability is OpenCTI's property, which has no extension.
- 302: an archived copy has an address and no hash that we know.
"""
COMMON = ("derived-from", "duplicate-of", "related-to")


def written(bundle: Bundle, **options: str) -> str:
    stream = io.BytesIO()
    write("stix", bundle, stream, options)
    return stream.getvalue().decode()


def found_by(validator: Any, text: str) -> tuple[list[str], Counter[str]]:
    """The validator's errors with all checks on, and how often it warns of what."""
    options = validator.ValidationOptions(version="2.1", enforce_refs=True, strict_types=True)
    result = validator.validate_instance(json.loads(text), options)
    errors = [str(error) for error in result.errors]
    warned = Counter(str(one).partition("{")[2].partition("}")[0] for one in result.warnings)
    return errors, warned


def expected_in(text: str) -> Counter[str]:
    """How often it has to warn of what: exactly."""
    bundle = json.loads(text)
    objects: list[Mapping[str, Any]] = bundle["objects"]
    expected = Counter({IDS: len(objects) + 1})
    for one in objects:
        expected[RELATIONS] += one.get("relationship_type", COMMON[0]) not in COMMON
        expected[CUSTOM] += "x_opencti_reliability" in one
        references = one.get("external_references", ())
        expected[HASHES] += any("url" in ref and "hashes" not in ref for ref in references)
    return +expected


def holds(text: str, bundle: Bundle, peer: Peer) -> int:
    """How many claims there are in what both peers loaded, each where its text has it."""
    errors, warned = found_by(peer("stix2validator"), text)
    assert errors == []
    assert warned == expected_in(text)
    parsed = peer("stix2").parse(text, allow_custom=True, version="2.1")
    loaded = json.loads(parsed.serialize())
    assert list(problems(loaded)) == []
    assert by_id(loaded) == by_id(json.loads(text)), "nothing was lost in between"
    texts = {one.article.sha256: one.text for one in bundle.articles}
    found = claims(loaded)
    for claim in found:
        words = texts[claim["article_sha256"]][claim["start"] : claim["end"]]
        assert words == claim["exact"]
    return len(found)


def by_id(bundle: Mapping[str, Any]) -> Mapping[str, Any]:
    """The objects by id, published to the second: stix2 leaves out milliseconds that are 0."""
    return {
        one["id"]: one | {"published": one.get("published", "")[:19]} for one in bundle["objects"]
    }


@pytest.mark.parametrize("relations", ["named", "related-to"])
def test_the_example_is_valid_but_for_what_is_expected(peer: Peer, relations: str) -> None:
    text = written(example(), relations=relations)
    assert holds(text, example(), peer) == 3
    assert (RELATIONS in expected_in(text)) is (relations == "named")


def test_the_strictest_check_has_nothing_else_to_say(peer: Peer) -> None:
    validator = peer("stix2validator")
    options = validator.ValidationOptions(
        version="2.1", strict=True, strict_types=True, enforce_refs=True,
        disabled=["uuid-check", "relationship-types", "extensions-use"],
    )  # fmt: skip
    result = validator.validate_instance(json.loads(written(example())), options)
    assert result.is_valid, result.errors


def test_work_on_the_sample_set_is_valid_and_holds(peer: Peer, tmp_path: Path) -> None:
    bundle = worked_sample(tmp_path)
    made = sum(len(one.claims) for one in bundle.articles)
    assert made > 50
    assert holds(written(bundle), bundle, peer) == made


def test_hostile_sets_are_valid_and_hold(peer: Peer) -> None:
    peer("stix2validator")

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(bundles())
    def hold(bundle: Bundle) -> None:
        unknown = replace_languages(bundle)
        holds(written(unknown), unknown, peer)

    hold()


def replace_languages(bundle: Bundle) -> Bundle:
    """The same without the languages that were drawn: two letters by chance are none."""
    articles = []
    for one in bundle.articles:
        metadata = replace(one.article.metadata, lang="id")
        articles.append(replace(one, article=replace(one.article, metadata=metadata)))
    return replace(bundle, articles=tuple(articles))


def test_the_validator_refuses_languages_that_there_are(peer: Peer) -> None:
    """Javanese is jv in RFC 5646 and not in its list: the property is right all the same."""
    (annotated,) = example().articles
    metadata = replace(annotated.article.metadata, lang="jv")
    javanese = replace(annotated, article=replace(annotated.article, metadata=metadata))
    text = written(replace(example(), articles=(javanese,)))
    errors, _ = found_by(peer("stix2validator"), text)
    assert errors
    assert all("'jv' is not a valid RFC 5646 language code" in error for error in errors)


def test_what_the_library_takes_is_caught_by_our_checker(peer: Peer) -> None:
    """stix2 takes a confidence of 101, and a reference to nothing: it is no proof of either."""
    loaded = json.loads(written(example()))
    note = next(one for one in loaded["objects"] if one["type"] == "note")
    note |= {"confidence": 101, "object_refs": ["note--00000000-0000-4000-8000-000000000000"]}
    peer("stix2").parse(json.dumps(loaded), allow_custom=True, version="2.1")
    assert (
        sum("confidence is 101" in one or "does not stand" in one for one in problems(loaded)) == 2
    )
