"""The report: what it says of claims, origins and contradictions."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from exchange_bundles import ROLE, example
from exchange_reports import changed, digest_of, page, walk, written

from workbench.domain.claim import (
    Assertion,
    ClaimState,
    Factuality,
    Link,
    LinkKind,
)
from workbench.domain.origin import OriginCount, Standing
from workbench.exchange.report import (
    Backing,
    Behind,
    Digest,
    Outside,
    Scope,
    digest,
    losses,
)
from workbench.exchange.report.blocks import Node
from workbench.exchange.report.document import document
from workbench.exchange.report.sections.counting import why_counted
from workbench.exchange.report.words import words_of

# What it says -----------------------------------------------------------------------------------


def test_claims_that_are_the_same_are_told_once_with_every_origin_behind_them() -> None:
    told = digest_of(example())
    assert [len(one.places) for one in told.statements] == [2, 1]
    first = told.statements[0]
    assert first.words == "Nine LNA men were killed."
    assert [one.name for one in first.backing.origins] == ["juru bicara LNA", "Daily Sabah"]
    assert first.count.confirmed == 2


def test_statements_with_the_most_origins_come_first_and_are_numbered_so() -> None:
    told = digest_of(example())
    counts = [one.count.confirmed for one in told.statements]
    assert counts == sorted(counts, reverse=True)
    assert [one.number for one in told.statements] == [1, 2]


def test_a_contradiction_is_told_from_both_sides_and_once_on_the_first_page() -> None:
    (article,) = example().articles
    one, two, _ = (claim.uid for claim in article.claims)
    link = Link("l", "rina", LinkKind.CONTRADICTS, two, one)
    told = digest_of(changed(links=(*article.links, link)))
    assert [(a.number, getattr(b, "number", 0)) for a, b in told.contradictions] == [(1, 2)]
    assert [tied.is_forward for one in told.statements for tied in one.against] == [True, True]
    body = page(told)
    assert [one.words for one in body.root.classed("pairs")[0].classed("badge")] == ["≠ against"]


def test_a_withdrawn_claim_is_told_nowhere_but_in_what_is_left_out() -> None:
    (article,) = example().articles
    claims = tuple(replace(one, state=ClaimState.WITHDRAWN) for one in article.claims)
    told = digest_of(changed(claims=claims))
    assert not told.statements
    assert ("withdrawn", 3) in [(one.what, one.count) for one in losses(told)]
    assert "No claim in these articles is in this report." in written(told)


def test_what_people_said_and_no_chapter_tells_is_counted_as_left_out() -> None:
    bundle = example()
    noted = replace(bundle.sources[0], note="Close to the desk")
    told = digest_of(replace(bundle, sources=(noted, *bundle.sources[1:])))
    counts = {one.what: one.count for one in losses(told)}
    assert {what: counts[what] for what in ("judgements", "notes", "unalikes")} == {
        "judgements": 2,
        "notes": 2,
        "unalikes": 1,
    }
    assert "2 notes on sources: they are of those who work with" in page(told).root.words


def test_a_denial_never_reads_as_an_assertion() -> None:
    (article,) = example().articles
    denying = [
        replace(hop, assertion=Assertion.DENIES, factuality=Factuality.CERTAINLY_NOT)
        for hop in article.claims[1].hops
    ]
    claims = (article.claims[0], replace(article.claims[1], hops=tuple(denying)))
    body = page(digest_of(changed(claims=claims, links=())))
    statements = [one for one in body.root.all("article") if "statement" in str(one.attributes)]
    denied = next(one for one in statements if "mundur" in one.words)
    says = "juru bicara LNA and Ahmad al-Mismari says (a denial): “Kami"
    assert says in next(denied.all("h3")).words
    assert "no independent origin" in denied.words
    assert all(says in one.words for one in body.root.classed("told")[0].all("li")
               if "mundur" in one.words)  # fmt: skip


def test_what_is_open_is_counted_where_nobody_has_finished() -> None:
    told = digest_of(changed(states=(), decisions=()))
    assert [len(one.questions) for one in told.articles] == [1]
    assert [len(one.questions) for one in digest_of(example()).articles] == [0]
    assert "1 open question in 1 article" in page(told).root.words


def backed(*origins: Behind, houses: dict[str, tuple[str, ...]] | None = None) -> Digest:
    """The example's first claim and one elsewhere, with these origins behind them."""
    (article,) = example().articles
    one, other, _ = (claim.uid for claim in article.claims)
    counted = sum(each.standing is Standing.COUNTED for each in origins)
    similar = sum(each.standing is Standing.SIMILAR for each in origins)
    backing = Backing((one,), origins, OriginCount(counted, similar), houses or {})
    second = Backing((other,), (Behind("LNA", Standing.COUNTED, (other,)),), OriginCount(1, 0))
    return digest(changed(links=()), [backing, second], Scope(), {})


@pytest.mark.parametrize(
    ("behind", "said"),
    [
        (Behind("Sabah", Standing.COUNTED, ("{0}",)), "Sabah (in #1287); "),
        (Behind("Sabah", Standing.COUNTED, ("{1}",)), "Sabah (by statement 1, which"),
        (Behind("Sabah", Standing.COUNTED, ("x",)), "Sabah (in articles outside this report); "),
        (Behind("A + B", Standing.COUNTED, ("{0}",), ("Turkuvaz",)),
         "A + B, all owned by Turkuvaz: one origin; "),
        (Behind("Sabah", Standing.ANONYMOUS, ("{0}",)), "Not certain: Sabah (not named: all who"),
        (Behind("Sabah", Standing.SIMILAR, ("{0}",)), "Not certain: Sabah (its text is like"),
        (Behind("?", Standing.NONE, ("{0}",)), "Not counted: nobody known stands"),
        (Behind("Sabah", Standing.UNSAID, ("{0}",)), "Sabah: does not say so (asserts)."),
    ],
)  # fmt: skip
def test_it_is_said_why_each_origin_counts_or_does_not(behind: Behind, said: str) -> None:
    (article,) = example().articles
    uids = [claim.uid for claim in article.claims]
    claims = tuple(one.format(*uids) for one in behind.claims)
    also = Behind("Reuters", Standing.COUNTED, (uids[0],))
    told = backed(behind._replace(claims=claims), also)
    statement = next(one for one in told.statements if one.places[0].claim.uid == uids[0])
    if "by statement" in said:
        said = said.replace("1", str(next(one for one in (1, 2) if one != statement.number)))
    (line,) = why_counted(told, statement, words_of("en"))
    assert said in str(line)


def test_origins_of_one_house_are_said_to_be() -> None:
    names: dict[str, tuple[str, ...]] = {"State": ("Ministry", "Police")}
    told = backed(Behind("Ministry", Standing.COUNTED, ("x",)), houses=names)
    (line,) = why_counted(told, told.statements[0], words_of("en"))
    assert "Of one house, State: Ministry and Police. They count apart" in str(line)


def test_a_claim_outside_is_told_with_where_it_stands_and_whether_it_denies() -> None:
    (article,) = example().articles
    one = article.claims[1].uid
    link = Link("l", "rina", LinkKind.CONTRADICTS, one, "outside")
    bundle = changed(links=(link,))
    outside = {"outside": Outside("Tidak ada korban", 77, "Sagara", Assertion.DENIES)}
    backings = [Backing((claim.uid,), (), OriginCount(0, 0)) for claim in article.claims]
    told = digest(bundle, backings, Scope(), outside)
    for format_name in ("html", "md"):
        text = written(told, format_name).replace("\\", "").replace("**", "")
        text = re.sub("<[^>]+>", "", text) if format_name == "html" else text
        assert "denies: Tidak ada korban (in article #77 of Sagara, outside this report)" in text


def test_what_several_analysts_recorded_alike_is_told_once() -> None:
    (article,) = example().articles
    claim = article.claims[2]
    again = replace(claim, uid="again", analyst="budi")
    bundle = changed(claims=(claim, again), links=(), assessments=(), tags=())
    backing = Backing((claim.uid, "again"), (Behind("X", Standing.COUNTED, ()),), OriginCount(1, 0))
    body = page(digest(bundle, [backing], Scope(), {}))
    assert "by budi, a draft; by rina, a draft" in body.root.words
    assert [one.words for one in body.root.classed("opens")] == ["1"]


def test_a_long_name_in_a_diagram_is_broken_and_cut() -> None:
    (article,) = example().articles
    name = "Kementerian Perhubungan " * 9 + "X" * 80
    outlet = replace(article.article, outlet=name)
    bundle = changed(article=outlet, links=())
    lines = [one.words for one in page(digest_of(bundle)).root.all("text")]
    assert max(map(len, lines)) < 45
    assert sum(one.endswith("…") for one in lines) >= 1
    long = changed(article=replace(article.article, outlet="警" * 60), links=())
    assert max(len(one.words) for one in page(digest_of(long)).root.all("text")) < 45


def test_a_diagram_leads_from_each_origin_to_the_article() -> None:
    whole = document(digest_of(example()), words_of("en"))
    nodes = [(one.depth, one.shape, one.words) for one in walk(whole) if isinstance(one, Node)]
    assert nodes[:4] == [
        (0, "origin", "juru bicara LNA"),
        (1, "hop", "sumber (not named)"),
        (2, "relay", "Daily Sabah"),
        (3, "outlet", "KIBLAT.NET"),
    ]


def test_the_way_that_nobody_confirmed_is_dashed_in_a_diagram() -> None:
    (drawing, *_) = page(digest_of(example())).root.classed("tree")
    edges = [one.attributes for one in drawing.classed("edge")]
    assert [one["class"].split() for one in edges] == [["edge"], ["edge", "dashed"]]
    assert [one["d"].count("M") for one in edges] == [1, 3]


def test_an_article_without_its_text_is_told_without_it() -> None:
    (article,) = example().articles
    bundle = example()
    told = digest_of(replace(bundle, articles=(article.without_text(),)))
    body = page(told)
    assert not body.root.classed("text")
    assert "The text is not handed on." in body.root.words
    assert "sembilan orangnya tewas" in body.root.words


def test_rated_sources_come_first_with_each_rating_dated_the_latest_in_front() -> None:
    first = next(one for one in example().ratings if one.source == ROLE)
    later = replace(first, uid="r4", reliability="B", rationale="kept", at="2020-03-01T00:00:00Z")
    (table,) = page(digest_of(replace(example(), ratings=(later, first)))).root.all("table")
    rows = [row.words for row in table.all("tr")][1:]
    assert rows[0].startswith("juru bicara LNA")
    told = "B (usually reliable), 1 March 2020, budi: kept. F (reliability cannot be judged), 1 Jan"
    assert told in rows[0]
    assert all("not rated" in row for row in rows[1:])


def test_of_two_ratings_of_one_second_the_one_that_was_given_last_stands() -> None:
    first = next(one for one in example().ratings if one.source == ROLE)
    for uid in ("a", "z"):
        later = replace(first, uid=uid, reliability="B")
        told = digest_of(replace(example(), ratings=(first, later)))
        assert told.rating(ROLE) == later
