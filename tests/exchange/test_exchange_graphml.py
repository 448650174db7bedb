"""The source network as GraphML: what a library of graphs reads in it."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, OUTLET, RELAYED, ROLE, bundles, example
from graphml_checker import Graph, graph_of
from hypothesis import HealthCheck, given, settings

from workbench.domain.claim import ClaimState, Hop
from workbench.exchange import write
from workbench.exchange.bundle import Bundle, Written


def written(bundle: Bundle) -> tuple[bytes, Written]:
    stream = io.BytesIO()
    told = write("graphml", bundle, stream)
    return stream.getvalue(), told


def graph(bundle: Bundle) -> Graph:
    return graph_of(written(bundle)[0])


def named(bundle: Bundle, uid: str, name: str) -> Bundle:
    """The bundle with a source called otherwise."""
    sources = [replace(one, name=name) if one.uid == uid else one for one in bundle.sources]
    return replace(bundle, sources=tuple(sources))


def test_nodes_are_sources_and_edges_who_has_it_from_whom() -> None:
    found = graph(example())
    nodes = {data["label"]: data for data in found.nodes.values()}
    assert nodes["Daily Sabah"] == {
        "label": "Daily Sabah", "uid": RELAYED, "kind": "outlet", "rating": "B", "said": 1,
        "confirmed_later": 0, "denied_later": 0,
    }  # fmt: skip
    edges = found.labelled()
    assert edges.keys() == {
        ("KIBLAT.NET", "Daily Sabah"),
        ("Daily Sabah", "juru bicara LNA"),
        ("Daily Sabah", "Ahmad al-Mismari"),
    }, "nobody has it from who is not named"
    assert edges["KIBLAT.NET", "Daily Sabah"] == {
        "claims": 3, "articles": 1, "confirmed": 0, "denied": 0, "first": "2020-01-09",
        "last": "2020-01-09", "topics": '{"Libya": 1}', "months": '{"2020-01": 3}',
    }  # fmt: skip


def test_circles_are_told_by_node_claim_and_article() -> None:
    bundle = example()
    (annotated,) = bundle.articles
    first, second, bare = annotated.claims
    back = replace(bare, hops=(Hop((RELAYED,)), Hop((AHMAD,)), Hop((OUTLET,))))
    annotated = replace(annotated, relays=(), claims=(first, second, back))
    found = graph(replace(bundle, articles=(annotated,)))
    circle, of_a_day = json.loads(str(found.data["circles"]))
    assert (of_a_day["kind"], of_a_day["basis"]) == ("ring", "same day")
    assert (circle["kind"], circle["basis"]) == ("ring", "linked")
    assert {found.nodes[node]["uid"] for node in circle["nodes"]} == {OUTLET, RELAYED, AHMAD}
    assert (circle["claims"], circle["articles"]) == ([bare.uid], [1287])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<b>&\"'>]]>", "<b>&\"'>]]>"),
        (
            "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
            "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
        ),
        ("Beras 🌾 الجيش", "Beras 🌾 الجيش"),
    ],
)
def test_hostile_names_are_words(name: str, shown: str) -> None:
    nodes = graph(named(example(), ROLE, name)).nodes.values()
    assert shown in {data["label"] for data in nodes}


@pytest.mark.parametrize(
    "name", ["a\x00b", "a\x1b[31mb", "a\ufffeb", "a\ud800b", "a\u202eb", "a\rb"]
)
def test_what_xml_has_no_place_for_becomes_a_mark(name: str) -> None:
    (label,) = {
        str(data["label"])
        for data in graph(named(example(), ROLE, name)).nodes.values()
        if data.get("uid") == ROLE
    }
    assert label[0] == "a"
    assert label[-1] == "b"
    assert label.isprintable()


def test_the_same_set_gives_the_same_bytes() -> None:
    bundle = example()
    turned = replace(bundle, sources=bundle.sources[::-1], ratings=bundle.ratings)
    assert written(bundle)[0] == written(example())[0] == written(turned)[0]


def test_losses_are_told() -> None:
    _, told = written(example())
    lost = {one.what: one.count for one in told.lost}
    assert (lost["claims"], lost["texts"], lost["notes on articles"]) == (3, 1, 1)
    assert lost["ratings"] == 1, "the older one of two"


def test_what_was_withdrawn_is_not_in_it() -> None:
    bundle = example()
    (annotated,) = bundle.articles
    claims = tuple(replace(one, state=ClaimState.WITHDRAWN) for one in annotated.claims)
    found = graph(replace(bundle, articles=(replace(annotated, claims=claims),)))
    assert (found.nodes, found.edges) == ({}, [])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bundles())
def test_every_set_gives_a_graph(bundle: Bundle) -> None:
    found = graph(bundle)
    held = [
        claim
        for one in bundle.articles
        for claim in one.claims
        if claim.state is not ClaimState.WITHDRAWN
    ]
    assert all(int(data["claims"]) <= len(held) for *_, data in found.edges)
