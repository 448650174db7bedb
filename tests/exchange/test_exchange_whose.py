"""Some analysts' work alone, and analysts by other names: over generated sets."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from exchange_bundles import bundles, example, gathered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.exchange import read, write
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses
from workbench.exchange.whose import (
    ON_SOURCES,
    WORK,
    renamed,
    sources_renamed,
    sources_work_of,
    work_of,
)

QUICK = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def made_by(thing: AnnotatedArticle | Bundle) -> set[str]:
    fields = WORK if isinstance(thing, AnnotatedArticle) else ON_SOURCES
    return {one.analyst for field in fields for one in getattr(thing, field)}


def whole(bundle: Bundle, articles: list[Any]) -> Bundle:
    """The bundle as it is written and read again, which checks it."""
    stream = io.BytesIO()
    write("jsonl", replace(bundle, articles=tuple(articles)), stream)
    stream.seek(0)
    return gathered(read("jsonl", stream))


@QUICK
@given(bundles(), st.data())
def test_some_analysts_work_is_theirs_alone_and_holds_together(
    bundle: Bundle, data: st.DataObject
) -> None:
    everybody = set().union(*(made_by(one) for one in bundle.articles), made_by(bundle))
    some = data.draw(st.sets(st.sampled_from(sorted(everybody))) if everybody else st.just(set()))
    articles = [work_of(one, some, Losses()) for one in bundle.articles]
    left = sources_work_of(bundle, some)
    again = whole(left, articles)
    assert again == replace(left, articles=tuple(articles))
    assert set().union(*(made_by(one) for one in articles), made_by(left)) <= some
    kept = [claim for one in articles for claim in one.claims]
    assert kept == [
        claim for one in bundle.articles for claim in one.claims if claim.analyst in some
    ]


@QUICK
@given(bundles())
def test_other_names_and_back_are_the_same_work(bundle: Bundle) -> None:
    articles = [renamed(one, lambda name: f"x{name}") for one in bundle.articles]
    left = sources_renamed(bundle, lambda name: f"x{name}")
    again = whole(left, articles)
    assert all(name.startswith("x") for one in again.articles for name in made_by(one))
    back = [renamed(one, lambda name: name[1:]) for one in again.articles]
    assert tuple(back) == bundle.articles
    assert left.pasts == ()
    about: list[Any] = [
        *again.ratings,
        *again.belongings,
        *again.unalikes,
        *again.habits,
        *again.notes,
    ]
    given: list[Any] = [
        *bundle.ratings,
        *bundle.belongings,
        *bundle.unalikes,
        *bundle.habits,
        *bundle.notes,
    ]
    assert [renamed(one, lambda name: name[1:]) for one in about] == given


def test_what_hangs_on_a_claim_of_nobody_chosen_is_counted() -> None:
    (annotated,) = example().articles
    losses = Losses()
    left = work_of(annotated, ("budi",), losses)
    assert {loss.what: loss.count for loss in losses.told()} == {"assessments": 1, "tags": 1}
    assert [claim.analyst for claim in left.claims] == ["budi"]
    assert left.facts == annotated.facts
