"""What several articles have word for word is told once, with all that it is tied to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, ROLE, article_of, example, span
from exchange_reports import digest_of, page

from workbench.domain.claim import Claim, Hop, Link, LinkKind
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Digest
from workbench.exchange.report.statements import Statement

EMPTY = {
    "id": "gudang itu hanya menyimpan pupuk dan cat",
    "en": "the warehouse held nothing but paint",
}
FULL = {
    "id": "dua belas peti bahan peledak masuk ke gudang",
    "en": "a dozen crates of explosives went in",
}
SEEN = "surat jalan peti itu dilihat wartawan"


def article(number: int, *said: tuple[str, str], links: tuple[Link, ...] = ()) -> AnnotatedArticle:
    """An article of sentences, each a claim of somebody."""
    text = " ".join(f"Katanya {words}." for words, _ in said)
    made = article_of(text, f"a0000000-0000-4000-8000-{number:012}", number)
    claims = tuple(
        Claim(f"c{number}.{at}", made.uid, "ana", span(words, text), hops=(Hop((who,)),))
        for at, (words, who) in enumerate(said)
    )
    return AnnotatedArticle(
        replace(made, outlet=f"Media {number}"), text, claims=claims, links=links
    )


def linked(kind: LinkKind, one: str, other: str) -> Link:
    return Link(f"{one}-{other}", "ana", kind, one, other)


def told(*articles: AnnotatedArticle) -> Digest:
    return digest_of(replace(example(), articles=articles))


def disputed(number: int, lang: str, *links: Link) -> AnnotatedArticle:
    return article(number, (EMPTY[lang], AHMAD), (FULL[lang], ROLE), links=links)


AGAINST = [linked(LinkKind.CONTRADICTS, f"c{at}.0", f"c{at}.1") for at in (1, 2)]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("links", [AGAINST, AGAINST[:1], AGAINST[1:]])
def test_a_dispute_that_two_articles_print_is_told_once(lang: str, links: list[Link]) -> None:
    there = {at: [one for one in links if one.claim.startswith(f"c{at}")] for at in (1, 2)}
    report = told(*(disputed(at, lang, *there[at]) for at in (1, 2)))
    assert [(one.articles, len(one.again)) for one in report.firsts] == [([1], 1), ([1], 1)]
    assert [(one.number, other.number) for one, other in report.contradictions] == [(1, 2)]
    root = page(report, lang).root
    (against,) = (one for one in root.all("section") if one.attributes.get("id") == "against")
    assert len(against.classed("badge")) == 1
    (figure,) = (
        one for one in root.classed("figures")[0].all("a") if one.attributes["href"] == "#against"
    )
    assert figure.words.startswith("2")


LOST, NOBODY = "sebelas orang mereka tewas semalam", "kami tidak kehilangan seorang pun"


@pytest.mark.parametrize(
    ("pairs", "sides"),
    [
        ([(0, 2), (0, 3), (1, 2), (1, 3)], [([1, 2], [3, 4])]),
        ([(0, 2), (0, 3)], [([1], [2, 3])]),
        ([(0, 2), (1, 2), (1, 3)], [([1], [3]), ([2], [3]), ([2], [4])]),
        ([(0, 1), (1, 2), (2, 0)], [([1], [2]), ([1], [3]), ([2], [3])]),
    ],
)
def test_those_that_the_very_same_contradict_are_one_side_of_a_dispute(
    pairs: list[tuple[int, int]], sides: list[tuple[list[int], list[int]]]
) -> None:
    said = [(f"{LOST} ({at})", ROLE) for at in range(2)] + [
        (f"{NOBODY} ({at})", AHMAD) for at in range(2)
    ]
    links = [linked(LinkKind.CONTRADICTS, f"c1.{one}", f"c1.{other}") for one, other in pairs]
    report = told(article(1, *said, links=tuple(links)))
    found = [tuple([one.number for one in side] for side in sides) for sides in report.disputes]
    assert found == sides
    root = page(report).root
    (against,) = (one for one in root.all("section") if one.attributes.get("id") == "against")
    assert len(against.classed("badge")) == len(sides)
    count = f"{len(sides)} contradiction{'s' * (len(sides) > 1)} without a verdict"
    assert count in root.words


def test_a_dispute_with_words_that_stand_only_in_the_copy_is_told_of_the_first() -> None:
    link = linked(LinkKind.CONTRADICTS, "c2.0", "c2.1")
    report = told(article(1, (EMPTY["id"], AHMAD)), disputed(2, "id", link))
    (one,) = (each for each in report.firsts if each.again)
    assert [tied.other.words for tied in one.against] == [FULL["id"]]
    (against,) = one.against
    assert isinstance(against.other, Statement)
    assert [tied.other for tied in against.other.against] == [one]
    assert [each.ties for each in one.again] == [()]


@pytest.mark.parametrize("kind", [*LinkKind][1:])
def test_two_that_an_analyst_set_beside_each_other_stay_two(kind: LinkKind) -> None:
    link = linked(kind, "c2.0", "c1.0")
    report = told(article(1, (EMPTY["id"], AHMAD)), article(2, (EMPTY["id"], AHMAD), links=(link,)))
    assert len(report.firsts) == 2


def test_what_supports_one_of_two_counts_for_that_one_alone() -> None:
    link = linked(LinkKind.SUPPORTS, "c2.1", "c2.0")
    second = article(2, (FULL["id"], AHMAD), (SEEN, ROLE), links=(link,))
    assert len(told(article(1, (FULL["id"], AHMAD)), second).firsts) == 3
    report = told(article(1, (SEEN, ROLE)), second)
    seen, full = report.firsts
    assert (seen.words, len(seen.again)) == (SEEN, 1)
    assert [(tied.kind, tied.other) for tied in seen.ties] == [(LinkKind.SUPPORTS, full)]
