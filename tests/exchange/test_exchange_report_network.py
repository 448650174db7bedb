"""Who cites whom in a report: there where several outlets are, and short."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, OUTLET, RELAYED, example
from exchange_reports import digest_of

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Hop, Link, LinkKind
from workbench.exchange.bundle import AnnotatedArticle, Bundle
from workbench.exchange.report.blocks import Items, Section, Table
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sections.network import network
from workbench.exchange.report.words import words_of

EN = words_of("en")


def of_two() -> Bundle:
    """KIBLAT.NET has it from Daily Sabah, and on the same day Daily Sabah from KIBLAT.NET."""
    bundle = example()
    (first,) = bundle.articles
    claims = tuple(replace(one, hops=(Hop((RELAYED,)), Hop((AHMAD,)))) for one in first.claims)
    first = replace(first, relays=(), claims=claims[:1], links=(), tags=(), assessments=())
    return replace(bundle, articles=(first, _copied(first)))


def _copied(first: AnnotatedArticle) -> AnnotatedArticle:
    metadata = replace(first.article.metadata, outlet=RELAYED)
    article = replace(first.article, uid="a-2", number=2, metadata=metadata, outlet="Daily Sabah")
    (claim,) = first.claims
    back = replace(claim, uid="c-9", article="a-2", hops=(Hop((OUTLET,)),))
    return AnnotatedArticle(article, first.text, claims=(back,))


def told(bundle: Bundle) -> tuple[Digest, Section]:
    digest = digest_of(bundle)
    section = network(digest, EN)
    assert section
    return digest, section


def test_it_is_left_out_where_one_outlet_is_told_of() -> None:
    assert network(digest_of(example()), EN) is None


def test_its_table_says_who_has_it_from_whom() -> None:
    _, section = told(of_two())
    (table,) = [one for one in section.below if isinstance(one, Table)]
    rows = {(row[0], row[1]): row[2:] for row in table.rows}
    day = ("9 January 2020",)
    assert rows == {
        (("KIBLAT.NET",), ("Daily Sabah",)): (("1",), ("0",), ("0",), day, day),
        (("Daily Sabah",), ("Ahmad al-Mismari",)): (("1",), ("0",), ("0",), day, day),
        (("Daily Sabah",), ("KIBLAT.NET",)): (("1",), ("0",), ("0",), day, day),
    }
    assert len(table.heads) == len(table.rows[0])


def test_a_circle_is_told_with_its_steps() -> None:
    _, section = told(of_two())
    (circles,) = [one for one in section.below if isinstance(one, Items)]
    (circle,) = circles.items
    assert circle.words == (
        "Daily Sabah ← KIBLAT.NET ← Daily Sabah: articles of one day; nobody linked the claims.",
    )
    (steps,) = circle.below
    assert isinstance(steps, Items)
    assert len(steps.items) == 2


def test_what_is_in_print_before_its_source_has_it_is_told_with_the_times() -> None:
    bundle = of_two()
    first, second = bundle.articles
    (claim,), (other,) = first.claims, second.claims
    published = Publication("2020-01-09T23:30+07:00", Precision.MINUTE, Basis.METADATA)
    metadata = replace(second.article.metadata, publication=published)
    later = replace(
        second,
        article=replace(second.article, metadata=metadata),
        claims=(replace(other, hops=(Hop((AHMAD,)),)),),
        links=(Link("l-1", "ana", LinkKind.SAME, claim.uid, other.uid),),
    )
    _, section = told(replace(bundle, articles=(first, later)))
    (circles,) = [one for one in section.below if isinstance(one, Items)]
    (early,) = [
        one
        for one in circles.items
        if "before its stated source has it here: Daily Sabah" in str(one.words)
    ]
    assert str(early.below).count(", 21:15+07:00: KIBLAT.NET ← Daily Sabah") == 1
    assert str(early.below).count(", 23:30+07:00: Daily Sabah ← Ahmad al-Mismari") == 1


@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_more_there_is_is_counted(lang: str) -> None:
    bundle = of_two()
    first, second = bundle.articles
    (claim,) = second.claims
    sources = tuple(
        replace(bundle.sources[0], uid=f"s-{place}", name=f"Sumber {place}") for place in range(25)
    )
    more = tuple(
        replace(claim, uid=f"m-{place}", hops=(Hop((one.uid,)),))
        for place, one in enumerate(sources)
    )
    articles = (first, replace(second, claims=(claim, *more)))
    whole = replace(bundle, sources=(*bundle.sources, *sources), articles=articles)
    section = network(digest_of(whole), words_of(lang))
    assert section
    (table,) = [one for one in section.below if isinstance(one, Table)]
    assert len(table.rows) == 20
    assert "8 " in str(section.below[-1]), "28 pairs, and 20 rows"
