"""The report as a page and as Markdown: whole, harmless, leading everywhere, in each language."""

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
from exchange_reports import Page, changed, digest_of, numbered, page, texts, written
from hypothesis import given, settings

import workbench.exchange.report as report_package
from workbench.domain.article import Basis, ReadingState
from workbench.domain.claim import (
    CREDIBILITY,
    Assertion,
    ClaimState,
    Confidence,
    Factuality,
    HopClass,
    Likelihood,
    LinkKind,
    Mode,
)
from workbench.domain.family import Tie
from workbench.domain.origin import Standing
from workbench.domain.source import RELIABILITY, SourceKind
from workbench.domain.span import Span
from workbench.exchange.bundle import Bundle
from workbench.exchange.report import (
    languages,
)
from workbench.exchange.report.blocks import Closes, Opens, Tree
from workbench.exchange.report.document import document
from workbench.exchange.report.html import style_sheet
from workbench.exchange.report.shown import shown
from workbench.exchange.report.words import words_of

REPORT = Path(report_package.__file__).parent


# The page ---------------------------------------------------------------------------------------


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
    assert [one.words for one in body.root.classed("opens")] == ["1", "2"]
    assert [one.words for one in body.root.classed("closes")] == ["1", "2"]


def test_every_colour_is_read_well_on_what_is_behind_it_in_both_schemes() -> None:
    light, dark, *_ = re.findall(r":root \{(.*?)\}", style_sheet(), re.DOTALL)
    given = dict(re.findall(r"--([\w-]+): (#\w{6})", light))
    for scheme in (given, given | dict(re.findall(r"--([\w-]+): (#\w{6})", dark))):
        for ink, paper in READ_ON:
            assert _contrast(scheme[ink], scheme[paper]) >= 4.5, (ink, paper)


READ_ON = (
    *((ink, paper) for ink in ("ink", "dim", "accent") for paper in ("paper", "sheet")),
    *((look, f"{look}-paper") for look in ("firm", "against", "open")),
    ("mark-ink", "mark"), ("mark-ink", "over"),
)  # fmt: skip
"""What is written on what, by the names of the style sheet."""


def _contrast(one: str, other: str) -> float:
    """As WCAG 2.2 measures it."""
    dark, bright = sorted(_light(colour) for colour in (one, other))
    return (bright + 0.05) / (dark + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_marks_and_badges_differ_by_more_than_colour() -> None:
    rules = dict(re.findall(r"^([\w., >:()-]+) \{(.*?)\}", style_sheet(), re.DOTALL | re.MULTILINE))
    assert "text-decoration: underline" in rules["mark"]
    assert "text-decoration-style: double" in rules["mark.over"]
    assert "border-style: dashed" in rules[".badge.open"]
    assert "border-style: double" in rules[".badge.against"]
    body = page(digest_of(example()))
    assert all(one.words.strip() for one in body.root.classed("badge"))


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
    put_together = (
        "report_",
        "scope_",
        "standing_",
        "node_",
        "lost_",
        "layer_",
        "rough_",
        "sought_",
        "why_",
        "when_",
    )
    leads = {f"{at}_lead" for at in re.findall(r"listed\(\"(\w+)\"", code)}
    for table in ("say", "count"):
        for key in words_of("en")._record[table]:
            assert (
                re.search(rf"[\"']{key}[\"']", code) or key.startswith(put_together) or key in leads
            ), key


def test_days_and_numbers_are_written_as_the_language_writes_them() -> None:
    english, indonesian = words_of("en"), words_of("id")
    assert english.day("2026-03-09T21:15+07:00") == "9 March 2026"
    assert indonesian.day("2026-03-09") == "9 Maret 2026"
    assert [english.day(one) for one in ("2026-03", "2026", "", "soon")] == [
        "March 2026", "2026", "", "soon",
    ]  # fmt: skip
    assert english.count("articles", 1204) == "1,204 articles"
    assert indonesian.count("articles", 1204) == "1.204 artikel"
