"""Every format that is read back, with nothing in it and with very many claims.

A thousand of them in CI proper, ten thousand where `.ci/peers` runs this.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from exchange_bundles import TEXT, article_of, example
from exchange_tools import articles, read_back

from workbench.domain.span import Span
from workbench.exchange import Format, formats
from workbench.exchange.bundle import AnnotatedArticle, Bundle

BACK = [one for one in formats() if one.reads and one.writes]
ARTICLES, EACH = 100 if "WORKBENCH_PEERS" in os.environ else 10, 100
WORDS = "Kapal 😀 karam "
"""Said over and over behind the text, so that marks overlap."""


def bundle_of(*given: AnnotatedArticle) -> Bundle:
    """A bundle of articles, with the example's sources and nothing that is said of those."""
    return replace(
        example(), ratings=(), belongings=(), unalikes=(), habits=(), topics=(), notes=(),
        articles=given,
    )  # fmt: skip


def many() -> Iterator[AnnotatedArticle]:
    """Articles of a hundred claims, all by one analyst and over each other, with two hops each."""
    (first, *_) = next(iter(example().articles)).claims
    for number in range(1, ARTICLES + 1):
        uid, text = f"a-{number}", f"{TEXT}{number}\n{WORDS * (EACH + 9)}"
        starts = range(text.index(WORDS), len(text) - 9 * len(WORDS), len(WORDS))
        spans = (Span.of(text, at, at + 5 * len(WORDS) - 1) for at in starts)
        claims = tuple(
            replace(first, uid=f"c-{number}-{at}", article=uid, span=span)
            for at, span in enumerate(spans)
        )
        yield AnnotatedArticle(article_of(text, uid, number), text, claims=claims)


def back(known: Format, bundle: Bundle, folder: Path) -> list[AnnotatedArticle]:
    """The articles that come back of what was written."""
    return list(articles(read_back(known, bundle, folder)).values())


@pytest.mark.parametrize("known", BACK, ids=lambda known: known.name)
def test_a_set_of_nothing_comes_back_as_nothing(known: Format, tmp_path: Path) -> None:
    assert back(known, bundle_of(), tmp_path) == []


@pytest.mark.parametrize("known", BACK, ids=lambda known: known.name)
def test_very_many_claims_come_back(known: Format, tmp_path: Path) -> None:
    given = tuple(many())
    found = {item.text: item for item in back(known, bundle_of(*given), tmp_path)}
    assert len(found) == ARTICLES
    for item in given:
        assert len(item.claims) == EACH
        claims = sorted(found[item.text].claims, key=lambda one: one.span)
        assert [one.span for one in claims] == [one.span for one in item.claims]
        assert [len(one.hops) for one in claims] == [2] * EACH
