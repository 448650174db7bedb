"""A record that comes back from a tool says in which state it left, and whether it was changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from exchange_bundles import bundles, example, storable
from exchange_tools import read_back
from hypothesis import HealthCheck, given, settings

from workbench.domain.choice import Choice
from workbench.domain.claim import Claim, Link
from workbench.domain.past import Past, first_past
from workbench.exchange import find_format
from workbench.exchange.as_left import Stamps, past_by
from workbench.exchange.bundle import AnnotatedArticle, Bundle, PastOf

TOOLS = ("label-studio", "doccano", "argilla", "web-annotation", "brat")


def told(tool: str, bundle: Bundle) -> dict[Any, Past]:
    """What is told of pasts where what was written is read as it is."""
    with TemporaryDirectory() as name:
        items = read_back(find_format(tool), bundle, Path(name) / "there")
    found = [item for item in items if isinstance(item, PastOf)]
    for item in items:
        if isinstance(item, AnnotatedArticle):
            assert item.drawn == frozenset()
            found += item.pasts
    return {one.key: one.past for one in found}


@pytest.mark.parametrize("tool", TOOLS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(bundles().map(storable))
def test_what_nobody_changed_comes_back_in_the_state_in_which_it_left(
    tool: str, bundle: Bundle
) -> None:
    for key, past in told(tool, bundle).items():
        assert past.ancestors == frozenset(), key


@pytest.mark.parametrize("tool", TOOLS)
def test_each_claim_and_link_says_in_which_state_it_left(tool: str) -> None:
    bundle = example()
    found = told(tool, bundle)
    (one,) = bundle.articles
    analysts = {claim.uid: claim.analyst for claim in one.claims}
    things: list[tuple[str, Claim | Link]] = [("claim", claim) for claim in one.claims]
    # Two analysts' marks are never tied in Label Studio.
    same = [link for link in one.links if analysts[link.claim] == analysts[link.other]]
    things += [("link", link) for link in same]
    assert same
    for kind, thing in things:
        key = kind, thing.uid
        past = dict(one.pasts).get(key) or first_past(key, thing.to_record())
        assert found[key].states == {past.state}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_claim_that_was_changed_before_leaves_in_the_state_that_it_is_in(tool: str) -> None:
    (article,) = example().articles
    (key, record), *_ = [(("claim", one.uid), one.to_record()) for one in article.claims]
    past = first_past(key, record).after(record | {"note": "x"}).after(record)
    bundle = replace(example(), articles=(replace(article, pasts=(PastOf(key, past),)),))
    assert told(tool, bundle)[key].states == past.states


@pytest.mark.parametrize("tool", TOOLS)
def test_under_pseudonyms_no_state_is_told(tool: str) -> None:
    assert told(tool, replace(example(), choice=Choice(pseudonyms=True))) == {}


def test_a_changed_record_comes_from_the_state_in_which_it_left() -> None:
    key, record = ("claim", "c"), {"uid": "c", "note": "before"}
    left = first_past(key, record)
    stamp = Stamps(example(), ()).of(key, record)
    assert past_by(stamp, record) == Past(left.states)
    changed = past_by(stamp, record | {"note": "after"})
    assert changed == Past(left.states).after(record | {"note": "after"})
    assert changed.ancestors == left.states
    for other in ("", "x", stamp[1:], stamp.upper(), None, 7, [stamp]):
        assert past_by(other, record) is None
