"""The report: what it says of claims, origins and contradictions, and that its page is whole."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import bundles, example
from exchange_reports import Page, digest_of, numbered, texts, written
from hypothesis import given, settings

import workbench.exchange.report as report_package
from workbench.domain.article import Basis, ReadingState
from workbench.domain.claim import (
    CREDIBILITY,
    Assertion,
    Assessment,
    ClaimState,
    Confidence,
    Factuality,
    HopClass,
    Likelihood,
    Link,
    LinkKind,
    Mode,
)
from workbench.domain.family import Tie
from workbench.domain.origin import OriginCount, Standing
from workbench.domain.source import RELIABILITY, SourceKind
from workbench.domain.span import Span
from workbench.exchange.bundle import AnnotatedArticle, Bundle
from workbench.exchange.report import (
    Backing,
    Behind,
    Digest,
    Outside,
    Scope,
    digest,
    languages,
    losses,
)
from workbench.exchange.report.blocks import Closes, Node, Opens, Tree
from workbench.exchange.report.document import document
from workbench.exchange.report.sections.telling import why_counted
from workbench.exchange.report.shown import shown
from workbench.exchange.report.words import words_of

REPORT = Path(report_package.__file__).parent


def changed(**fields: Any) -> Bundle:
    """The example with fields of its one article changed."""
    bundle = example()
    (article,) = bundle.articles
    return replace(bundle, articles=(replace(article, **fields),))


def page(told: Digest, lang: str = "en") -> Page:
    return Page(written(told, lang=lang))


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


def test_who_is_in_a_hurry_is_told_what_stands_out_then_something_of_each_article() -> None:
    (one,) = changed(links=(), assessments=()).articles
    uid = "a0000000-0000-4000-8000-000000000009"
    claim = replace(one.claims[0], uid="other", article=uid)
    article = replace(one.article, uid=uid, number=9)
    other = AnnotatedArticle(article, one.text, claims=(claim,))
    told = digest_of(replace(example(), articles=(one, other)))
    articles = [(statement.number, statement.articles) for statement in told.leading]
    assert articles == [(1, [9]), (2, [1287]), (3, [1287]), (4, [1287])]
    judged = one.claims[1].uid
    assessment = Assessment(judged, "budi", 2)
    bundle = changed(links=(), assessments=(assessment,))
    first, *_ = digest_of(bundle).leading
    assert [place.claim.uid for place in first.places] == [judged]


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
    assert "Nobody has recorded a claim in these articles." in written(told)


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
    assert "denies:" in next(denied.all("h3")).words
    assert "no independent origin" in denied.words
    assert all("denies: “Kami" in one.words for one in body.root.classed("told")[0].all("li")
               if "mundur" in one.words)  # fmt: skip


def test_what_is_open_is_counted_where_nobody_has_finished() -> None:
    told = digest_of(changed(states=(), decisions=()))
    assert [one.questions for one in told.articles] == [1]
    assert [one.questions for one in digest_of(example()).articles] == [0]
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
        (Behind("Sabah", Standing.ANONYMOUS, ("{0}",)), "Not counted: Sabah (not named;"),
        (Behind("Sabah", Standing.SIMILAR, ("{0}",)), "Not counted: Sabah (its text is like"),
        (Behind("?", Standing.NONE, ("{0}",)), "Not counted: nobody named (nobody known"),
        (Behind("Sabah", Standing.UNSAID, ("{0}",)),
         "Not counted: Sabah (does not say so: asserts)"),
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
        assert "denies: “Tidak ada korban” (in article #77 of Sagara, outside this report)" in text


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


def test_an_article_without_its_text_is_told_without_it() -> None:
    (article,) = example().articles
    bundle = example()
    told = digest_of(replace(bundle, articles=(article.without_text(),)))
    body = page(told)
    assert not body.root.classed("text")
    assert "The text is not handed on." in body.root.words
    assert "sembilan orangnya tewas" in body.root.words


# The page ---------------------------------------------------------------------------------------


def walk(part: Any) -> Iterator[Any]:
    """Every block and word of a report."""
    yield part
    if isinstance(part, tuple):
        for one in part:
            yield from walk(one)


UNREAD = {"look", "at", "to", "lang", "shape"}
"""Fields of blocks that are no words."""


def words_in(part: Any) -> Iterator[str]:
    """Every word that a reader is to see, diagrams apart: those fit their words to their room."""
    if isinstance(part, str):
        yield from shown(part).split()
    elif isinstance(part, Opens | Closes):
        yield part.label
    elif isinstance(part, tuple) and not isinstance(part, Tree):
        named = getattr(part, "_fields", None)
        for at, one in enumerate(part):
            if named is None or named[at] not in UNREAD:
                yield from words_in(one)


def assert_whole(text: str, lang: str) -> Page:
    """The page is well formed, runs and loads nothing, and each link leads somewhere."""
    body = Page(text)
    elements = list(body.root.all())
    names = {one.name for one in elements}
    assert not names & {"script", "img", "iframe", "object", "embed", "form", "link", "base"}
    ids = [one.attributes["id"] for one in elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    for one in elements:
        assert not [name for name in one.attributes if name.startswith("on")]
        assert not {"style", "src", "srcset", "action", "background"} & one.attributes.keys()
        if to := one.attributes.get("href"):
            assert to[1:] in ids if to.startswith("#") else re.match("https?://", to)
        if labels := one.attributes.get("aria-labelledby"):
            assert labels in ids
        if (given := one.attributes.get("lang")) is not None:
            assert re.fullmatch("[a-z]{2}", given)
    (html,) = body.root.all("html")
    assert html.attributes["lang"] == lang
    head, _ = (one for one in html.children if not isinstance(one, str))
    policy, charset, *_ = head.all("meta")
    assert policy.attributes["http-equiv"] == "Content-Security-Policy"
    assert charset.attributes["charset"] == "utf-8"
    (style,) = body.root.all("style")
    digest = b64encode(sha256(style.words.encode()).digest()).decode()
    assert policy.attributes["content"].startswith(
        f"default-src 'none'; style-src 'sha256-{digest}';"
    )
    levels = [int(one.name[1]) for one in body.root.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    return body


@settings(max_examples=20)
@given(bundles())
def test_a_page_runs_nothing_and_leads_nowhere_wrong_whatever_stands_in_it(bundle: Bundle) -> None:
    told = digest_of(numbered(bundle))
    body = assert_whole(written(told), "en")
    for one in texts(told.bundle):
        lines = one.text.split("\n")
        blank = {shown(line) for line in lines if not line.strip()}
        (text,) = [
            element
            for article in body.root.all("article")
            if article.attributes["id"] == f"a{one.article.number}"
            for element in article.classed("text")
        ]
        plain = ["".join(_plain(line)) for line in text.all("p")]
        assert [line for line in plain if line not in blank] == [
            shown(line) for line in lines if line.strip()
        ]


def _plain(line: Any) -> Iterator[str]:
    """The words of a line of a text, without the marks that open and close claims."""
    for child in line.children:
        if isinstance(child, str):
            yield child
        elif child.attributes.get("class") not in ("opens", "closes"):
            yield from _plain(child)


@settings(max_examples=15)
@given(bundles())
def test_both_formats_say_the_same(bundle: Bundle) -> None:
    told = digest_of(numbered(bundle))
    whole = document(told, words_of("id"))
    in_page = Page(written(told, lang="id")).root.words
    in_markdown = _unmarked(written(told, "md", "id"))
    for word in {*words_in((whole.title, whole.lead, whole.sections, whole.foot))}:
        assert word in in_page
        assert word in in_markdown


def _unmarked(text: str) -> str:
    """Markdown as it is read: without elements and escapes."""
    text = re.sub(r'<a id="\w+"></a>', "", text)
    assert not re.search(r"<(?!https?://)", text)
    text = re.sub(r"\\([^\sA-Za-z0-9])", r"\1", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@pytest.mark.parametrize("lang", languages())
def test_a_report_is_whole_in_each_language_and_the_same_twice(lang: str) -> None:
    told = digest_of(example())
    assert_whole(written(told, lang=lang), lang)
    for format_name in ("html", "md"):
        assert written(told, format_name, lang) == written(digest_of(example()), format_name, lang)


def test_an_empty_report_says_so() -> None:
    told = digest_of(replace(example(), articles=()))
    body = assert_whole(written(told), "en")
    assert "Nobody has recorded a claim in these articles." in body.root.words


def test_marks_open_and_close_with_the_number_of_their_statement_and_lead_both_ways() -> None:
    body = page(digest_of(example()))
    opens = body.root.classed("opens")
    assert {one.words for one in opens} == {"1", "2"}
    assert len(body.root.classed("closes")) == len(opens) == 3
    for one in opens:
        assert one.words in one.attributes["aria-label"]
    places = [one.attributes["href"] for one in body.root.all("a")
              if one.attributes["href"].startswith("#p")]  # fmt: skip
    assert sorted(places) == sorted(f"#{one.attributes['id']}" for one in opens)


def test_overlapping_words_of_two_claims_are_marked_twice() -> None:
    (article,) = example().articles
    claim = article.claims[0]
    text, start = article.text, claim.span.start
    other = replace(claim, uid="other", span=Span.of(text, start + 9, claim.span.end + 5))
    body = page(digest_of(changed(claims=(claim, other), links=(), assessments=(), tags=())))
    assert [one.words for one in body.root.classed("over")] == [text[start + 9 : claim.span.end]]
    marks = [one for line in walk(document(digest_of(example()), words_of("en")))
             if isinstance(line, Opens | Closes) for one in [line]]  # fmt: skip
    assert sum(isinstance(one, Opens) for one in marks) == len(marks) / 2


def test_an_address_that_a_browser_would_run_is_no_link() -> None:
    (article,) = example().articles
    for address in ("javascript:alert(1)", "https://a.example/\"onclick='x'", "data:text/html,x"):
        metadata = replace(article.article.metadata, url=address)
        told = digest_of(changed(article=replace(article.article, metadata=metadata)))
        assert not [one for one in page(told).root.all("a") if "#" not in one.attributes["href"]]
        assert f"]({address}" not in written(told, "md")
        assert f"](<{address}" not in written(told, "md")


# Its words --------------------------------------------------------------------------------------


def test_all_languages_have_the_same_words_with_the_same_places() -> None:
    first, *others = (words_of(lang)._record for lang in languages())
    assert others
    for other in others:
        assert _keys(first) == _keys(other)


def _keys(record: dict[str, Any]) -> dict[str, Any]:
    """Every key of a language, with what its words have places for."""
    return {
        f"{table}.{key}": sorted(set(re.findall(r"\{(\w+)\}", str(value))))
        for table, values in record.items()
        for key, value in values.items()
        if key != "months"
    }


@pytest.mark.parametrize("lang", languages())
def test_every_language_has_every_term(lang: str) -> None:
    words = words_of(lang)
    vocabularies = (
        Assertion, Basis, ClaimState, Confidence, Factuality, HopClass, Likelihood, Mode,
        ReadingState, SourceKind, Tie,
    )  # fmt: skip
    for vocabulary in vocabularies:
        assert len({words.term(value) for value in vocabulary}) == len(vocabulary)
    for standing in Standing:
        assert words(f"node_{standing.name.lower()}")
        if standing is not Standing.COUNTED:
            assert words(f"standing_{standing.name.lower()}", who="A", stance="b")
    for likelihood in Likelihood:
        assert "%" in words.scale("band", likelihood.value)
    for kind in LinkKind:
        assert words.scale("forward", kind.value)
    for grade in RELIABILITY:
        assert words.scale("reliability", grade)
    for credibility in CREDIBILITY:
        assert words.scale("credibility", credibility)


def test_no_word_is_there_that_nobody_asks_for() -> None:
    code = "".join(path.read_text("utf-8") for path in sorted(REPORT.rglob("*.py")))
    put_together = ("report_", "scope_", "standing_", "node_", "lost_")
    for table in ("say", "count"):
        for key in words_of("en")._record[table]:
            assert re.search(rf"[\"']{key}[\"']", code) or key.startswith(put_together), key


def test_days_and_numbers_are_written_as_the_language_writes_them() -> None:
    english, indonesian = words_of("en"), words_of("id")
    assert english.day("2026-03-09T21:15+07:00") == "9 March 2026"
    assert indonesian.day("2026-03-09") == "9 Maret 2026"
    assert [english.day(one) for one in ("2026-03", "2026", "", "soon")] == [
        "March 2026", "2026", "", "soon",
    ]  # fmt: skip
    assert english.count("articles", 1204) == "1,204 articles"
    assert indonesian.count("articles", 1204) == "1.204 artikel"
