"""What leaves as Web Annotation, by PyLD: expanded, compacted again, and as RDF.

The W3C's context is not copied here: `anno_terms.json` says of each of its terms that we write, and
of no other, what the Web Annotation Vocabulary (https://www.w3.org/TR/annotation-vocab/) and its
context (https://www.w3.org/ns/anno.jsonld) say of it. So a key that the real one lacks cannot pass
here. PyLD looks at no span: the checks of CI proper are made again on what it gives back.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import bundles, example, gathered, storable
from hypothesis import HealthCheck, given, settings
from peer_cases import worked_sample

from workbench.exchange import read, write
from workbench.exchange.bundle import AnnotatedArticle, Bundle

Peer = Callable[[str], Any]

ANNO = "http://www.w3.org/ns/anno.jsonld"
STORED = json.loads(Path(__file__).with_name("anno_terms.json").read_text("utf-8"))


def stored(address: str, _options: object) -> Mapping[str, object]:
    """Documents by address, without a network."""
    assert address == ANNO
    return {
        "contentType": "application/ld+json", "contextUrl": None,
        "documentUrl": address, "document": STORED,
    }  # fmt: skip


def written(bundle: Bundle) -> bytes:
    stream = io.BytesIO()
    write("web-annotation", bundle, stream)
    return stream.getvalue()


def back(value: object) -> Bundle:
    data = io.BytesIO(json.dumps(value).encode())
    return gathered(read("web-annotation", data, {"analyst": "rina"}))


def expanded(jsonld: Any, page: Mapping[str, Any]) -> Any:
    """The page as PyLD understands it; no key of it may be dropped."""
    dropped: list[object] = []
    found = jsonld.expand(page, {"documentLoader": stored}, on_property_dropped=dropped.append)
    assert dropped == []
    return found


def addresses(value: object) -> Iterator[str]:
    """Everything that PyLD takes for an address: ids and types."""
    if isinstance(value, list):
        for one in value:
            yield from addresses(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in ("@id", "@type"):
                yield from (one if isinstance(one, list) else [one])
            else:
                yield key
                yield from addresses(one)


def check_whole(jsonld: Any, bundle: Bundle) -> None:
    """That the page means to PyLD what it means to us, and comes back from it the same."""
    page = json.loads(written(bundle))
    found = expanded(jsonld, page)
    for address in addresses(found):
        known = address.startswith(("urn:x-workbench:", "http://www.w3.org/", "http://purl.org/"))
        assert known or address.startswith(("http://xmlns.com/foaf/0.1/", "@")), address
        assert " " not in address
    again = jsonld.compact(found, page["@context"], {"documentLoader": stored})
    assert back(again) == back(page)


@pytest.fixture
def jsonld(peer: Peer) -> Any:
    return peer("pyld").jsonld


def test_the_example_loses_nothing_in_pyld(jsonld: Any) -> None:
    check_whole(jsonld, example())


def test_sets_made_through_the_desk_lose_nothing_in_pyld(jsonld: Any, tmp_path: Path) -> None:
    bundle = worked_sample(tmp_path)
    check_whole(jsonld, bundle)
    page = json.loads(written(bundle))
    found = jsonld.compact(expanded(jsonld, page), page["@context"], {"documentLoader": stored})
    for item in back(found).articles:
        check_spans(item)


def check_spans(item: AnnotatedArticle) -> None:
    """Every span of what was loaded, on the text that was loaded."""
    assert item.has_text
    for claim in item.claims:
        for span in (claim.span, *(hop.span for hop in claim.hops)):
            if span:
                assert item.text[span.start : span.end] == span.exact


def test_generated_sets_lose_nothing_in_pyld(jsonld: Any) -> None:
    @settings(
        max_examples=40, deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(bundles().map(storable))
    def loses_nothing(bundle: Bundle) -> None:
        check_whole(jsonld, bundle)

    loses_nothing()


def test_hops_keep_their_order_as_rdf(jsonld: Any) -> None:
    """As RDF a chain is a list; selectors of a target are a set there, and need no order."""
    page = json.loads(written(example()))
    quads = jsonld.to_rdf(page, {"documentLoader": stored})["@default"]
    said: dict[tuple[str, str], list[str]] = {}
    for quad in quads:
        key = (quad["subject"]["value"], quad["predicate"]["value"])
        said.setdefault(key, []).append(quad["object"]["value"])
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

    def listed(subject: str, predicate: str) -> list[str]:
        (at,) = said[subject, predicate]
        found = []
        while at != f"{rdf}nil":
            found += said[at, f"{rdf}first"]
            (at,) = said[at, f"{rdf}rest"]
        return found

    (item,) = example().articles
    for claim in item.claims:
        hops = listed(f"urn:x-workbench:claim:{claim.uid}", "urn:x-workbench:ns:hops")
        assert hops == [f"urn:x-workbench:hop:{claim.uid}%2F{n}" for n in range(len(claim.hops))]
        for at, hop in zip(hops, claim.hops, strict=True):
            sources = listed(at, "urn:x-workbench:ns:saidBy")
            assert sources == [f"urn:x-workbench:source:{uid}" for uid in hop.sources]


def test_pyld_shows_the_traps_that_are_avoided(jsonld: Any) -> None:
    """What would happen to plain words in the place of an address, and to a key without a term."""
    trap = {
        "@context": ANNO, "type": "Annotation", "motivation": "assessing",
        "body": "plain words", "credibility": 3,
    }  # fmt: skip
    dropped: list[object] = []
    (found,) = jsonld.expand(trap, {"documentLoader": stored}, on_property_dropped=dropped.append)
    base = "http://example.org/base/"
    assert dropped == ["credibility"]
    assert found["http://www.w3.org/ns/oa#motivatedBy"] == [{"@id": f"{base}assessing"}]
    assert found["http://www.w3.org/ns/oa#hasBody"] == [{"@id": f"{base}plain words"}]
