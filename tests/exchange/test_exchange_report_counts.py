"""Counts and days that a report must not tell as more than they are: names of outlets, who speaks
in two articles, copies older than what they copy, days that texts print."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, OUTLET, RELAYED, ROLE, example, span
from exchange_reports import digest_of, page, printing

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Hop
from workbench.domain.fact import Fact, Kind, Time
from workbench.domain.relay import Relay, RelayBasis, RelayKind, RelayStatus
from workbench.domain.source import Source, SourceKind
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Beyond, Digest, Scope, printed_day

WORDS = "Kapal itu tenggelam, kata Samrin, Rabu (24/6/2020)."


def of(
    number: int, outlet: str, day: str = "", hops: tuple[Hop, ...] = (), uid: str | None = None
) -> AnnotatedArticle:
    """An article of an outlet, of a day."""
    time = Fact(Kind.TIME, span("24/6/2020", WORDS), Time("2020-06-24", granularity="day"), 0.9,
                "id.time", "x", "rules 1")  # fmt: skip
    one = printing(number, outlet, WORDS, hops, (time,))
    published = Publication(day, Precision.DAY, Basis.METADATA) if day else None
    metadata = replace(one.article.metadata, publication=published, outlet=uid)
    return replace(one, article=replace(one.article, metadata=metadata))


def told(*articles: AnnotatedArticle, beyond: tuple[Beyond, ...] = ()) -> Digest:
    scope = Scope("#1", "story") if beyond else None
    return digest_of(replace(example(), articles=articles), scope, beyond)


@pytest.mark.parametrize(
    ("articles", "lead"),
    [
        ((of(1, "detik", uid=OUTLET), of(2, "detik.com", uid=OUTLET)),
         "2 articles from 2 names of outlets (who owns 2 of them is not recorded: several names"),
        ((of(1, "detik", uid=OUTLET), of(2, "Sabah", uid=ROLE)),
         "2 articles from 2 names of outlets (who owns 1 of them is not recorded: several names"),
        ((of(1, "detik"), of(2, "Sabah")),
         "2 articles from 2 names of outlets (who owns 2 of them is not recorded: several names"),
        ((of(1, "detik"), of(2, "detik")), "2 articles from 1 name of an outlet."),
        ((of(1, "Sabah", uid=ROLE), of(2, "LNA", uid=ROLE)),
         "2 articles from 2 names of outlets."),
    ],
)  # fmt: skip
def test_names_of_outlets_are_counted_as_names(
    articles: tuple[AnnotatedArticle, ...], lead: str
) -> None:
    (header,) = page(told(*articles)).root.all("header")
    assert lead in header.words


def test_who_speaks_in_two_articles_is_named_though_neither_is_laid_beside_the_other() -> None:
    ahmad, other = (Hop((AHMAD,)),), (Hop((RELAYED,)),)
    alone = [of(at, f"Media {at}", hops=other) for at in range(3, 7)]
    report = told(of(1, "Satu", hops=ahmad), of(2, "Dua", hops=ahmad), *alone)
    assert report.shared == (("Ahmad al-Mismari", (1, 2)),)
    (section,) = (
        one for one in page(report).root.all("section") if one.attributes.get("id") == "overview"
    )
    assert "no other one has two or more of those who speak in one" in section.words
    assert "in several articles, perhaps of other things: Ahmad al-Mismari (#1, #2)." in (
        section.words
    )
    like = Relay(RelayKind.REWRITE, RelayBasis.SIMILARITY, RelayStatus.SUGGESTED,
                 article=of(1, "Satu").article.uid)  # fmt: skip
    tied = replace(of(2, "Dua", hops=ahmad), relays=(like,))
    assert told(of(1, "Satu", hops=ahmad), tied, *alone).shared == ()
    both = told(of(1, "Satu", hops=ahmad), tied, of(7, "Tiga", hops=ahmad), *alone)
    assert both.shared == (("Ahmad al-Mismari", (1, 2, 7)),)


@pytest.mark.parametrize(
    ("copied", "original", "is_told"),
    [
        ("2026-03-09", "2026-03-10", True),
        ("2026-03-10", "2026-03-10", False),
        ("2026-03-10", "2026-03-09", False),
        ("", "2026-03-09", False),
        ("2026-03-09", "", False),
    ],
)
def test_a_copy_that_is_older_than_what_it_copies_is_told(
    copied: str, original: str, *, is_told: bool
) -> None:
    sabah = Source("00000000-0000-4000-8000-000000000009", "Sabah Harian", SourceKind.OUTLET)
    source = of(2, "Sabah Harian", original, uid=sabah.uid)
    relays = (
        Relay(RelayKind.RELAYS, RelayBasis.CREDIT, RelayStatus.SUGGESTED, "Sabah Harian"),
        Relay(RelayKind.NEAR_DUPLICATE, RelayBasis.SIMILARITY, RelayStatus.SUGGESTED,
              article=source.article.uid, score=0.64),
    )  # fmt: skip
    bundle = replace(
        example(), articles=(replace(of(1, "Satu", copied), relays=relays), source),
        sources=(*example().sources, sabah),
    )  # fmt: skip
    (notice,) = (
        one for one in page(digest_of(bundle)).root.classed("notice") if "64%" in one.words
    )
    said = "Yet #1 Satu is dated 9 March 2026, before #2 Sabah Harian (10 March 2026): check the"
    assert (said in notice.words) is is_told


@pytest.mark.parametrize(
    ("day", "printed"),
    [("", "2020-06-24"), ("2025-10-20", "2020-06-24"), ("2020-06-25", ""), ("2020", "")],
)
def test_a_text_that_prints_another_year_is_told_to(day: str, printed: str) -> None:
    one = of(1, "detik", day)
    assert printed_day(one.article, one.facts) == printed
    root = page(told(one)).root
    (article,) = root.classed("article")
    assert ("; its text prints 24 June 2020" in article.words) is bool(printed)
    places = [each.words for each in root.all() if each.attributes.get("id", "").startswith("k")]
    assert places
    assert all(("; its text prints 24 June 2020" in each) is bool(printed) for each in places)
    beside = Beyond(one.article, ("Samrin",), (), printed=printed)
    report = told(of(2, "Dua", "2020-06-24"), beyond=(beside,))
    (beyond,) = (
        each for each in page(report).root.all("section")
        if each.attributes.get("id") == "beyond"
    )  # fmt: skip
    assert ("its text prints 24 June 2020" in beyond.words) is bool(printed)


def test_only_a_day_that_stands_there_with_its_year_is_printed() -> None:
    (time,) = of(1, "detik").facts
    article = of(1, "detik").article
    for value, exact in (("2020-06", "24/6/2020"), ("2020-06-24", "Rabu"), (None, "24/6/2020")):
        fact = replace(time, span=span(exact, WORDS), attributes=Time(value))
        assert printed_day(article, [fact]) == ""
    later = replace(time, attributes=Time("2020-07-01T09:00"))
    assert printed_day(article, [later, time]) == "2020-07-01"
