"""When something was said, as its text prints it: not the day of the article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, article_of, example
from exchange_reports import digest_of, page

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Claim, Hop, Mode
from workbench.domain.fact import Fact, Kind, Quote
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Digest
from workbench.extract import extract

UID = "a0000000-0000-4000-8000-000000000001"
DAY = "2026-03-12"


def told(text: str, lang: str = "id") -> Digest:
    """A report on every quotation that the machine finds in a text."""
    facts = tuple(extract(text, lang=lang, anchor=DAY))
    claims = tuple(map(_claim, (one for one in facts if one.kind is Kind.QUOTE)))
    article = article_of(text, UID, 1, lang=lang)
    annotated = AnnotatedArticle(article, text, facts=facts, claims=claims)
    return digest_of(replace(example(), articles=(annotated,)))


def _claim(fact: Fact) -> Claim:
    assert isinstance(fact.attributes, Quote)
    assert fact.speaker
    cue = fact.attributes.cue.exact if fact.attributes.cue else ""
    hop = Hop((AHMAD,), fact.speaker.span, cue, Mode.INDIRECT)
    return Claim(f"c{fact.span.start}", UID, "ana", fact.span, fact=fact.id, hops=(hop,))


@pytest.mark.parametrize(
    ("lang", "text", "printed", "day"),
    [
        ("id", "“Jembatan itu kami tutup,” kata Ahmad Fauzi, Rabu.", "Rabu", "2026-03-11"),
        (
            "id", "“Jembatan itu kami tutup,” kata Ahmad Fauzi di Medan, Kamis (12/3) malam.",
            "Kamis (12/3) malam", "2026-03-12",
        ),
        (
            "id", "“Jembatan itu kami tutup,” ujar Ahmad Fauzi saat ditemui wartawan, Senin (9/3).",
            "Senin (9/3)", "2026-03-09",
        ),
        (
            "id", "Ahmad Fauzi mengatakan Rabu malam bahwa jembatan itu ditutup.",
            "Rabu malam", "2026-03-11",
        ),
        (
            "id", "Dalam jumpa pers Rabu siang, Ahmad Fauzi mengatakan jembatan itu ditutup.",
            "Rabu siang", "2026-03-11",
        ),
        ("en", "“The bridge is closed,” Ann Fox said at 2 p.m. in Boston.", "2 p.m.", ""),
        ("en", "“The bridge is closed,” Ann Fox said at 14:00.", "14:00", ""),
        (
            "en", "“The bridge is closed,” Ann Fox said at 14:00 on Wednesday.",
            "14:00 on Wednesday", "2026-03-11",
        ),
        (
            "en", "Ann Fox said on Wednesday night that the bridge was closed.",
            "Wednesday night", "2026-03-11",
        ),
        (
            "en", "The bridge was closed, Ann Fox told Harbour Wire on Tuesday.",
            "Tuesday", "2026-03-10",
        ),
    ],
)  # fmt: skip
def test_it_is_read_beside_whoever_speaks(lang: str, text: str, printed: str, day: str) -> None:
    (place,) = told(text, lang).places
    assert place.when
    assert place.when[:2] == (printed, day)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Ahmad Fauzi mengatakan jembatan itu ditutup Rabu malam."),
        ("id", "“Jembatan itu kami tutup,” kata Ahmad Fauzi yang ditahan Senin (9/3)."),
        ("id", "“Jembatan itu kami tutup,” kata Ahmad Fauzi setelah gempa Senin (9/3)."),
        ("id", "“Jembatan itu kami tutup,” kata Ahmad Fauzi, dikutip Harian Kota, Rabu (11/3)."),
        ("id", "“Jembatan itu kami tutup,” kata Ahmad Fauzi tahun lalu."),
        ("id", "“Jembatan itu kami tutup,” kata Ahmad Fauzi. Hujan turun sejak Rabu malam."),
        ("en", "Ann Fox said that the bridge had been closed on Wednesday."),
        ("en", "“The bridge is closed,” said Ann Fox, who resigned on Tuesday."),
        ("en", "After Monday's flood, Ann Fox said the bridge was closed."),
    ],
)
def test_the_time_of_something_else_is_not_that_of_the_speaking(lang: str, text: str) -> None:
    places = told(text, lang).places
    assert places
    assert not any(place.when for place in places)


NIGHT = "“Jembatan itu kami tutup,” kata Ahmad Fauzi di Medan, Rabu malam."


@pytest.mark.parametrize(
    ("lang", "by", "said"),
    [
        (
            "en", "Said by Ahmad al-Mismari [Ahmad Fauzi], Rabu malam (11 March 2026), in KIBLAT",
            "11 March 2026\nsaid by Ahmad al-Mismari, Rabu malam: 1",
        ),
        (
            "id", "Dikatakan oleh Ahmad al-Mismari [Ahmad Fauzi], Rabu malam (11 Maret 2026), dala",
            "11 Maret 2026\ndikatakan oleh Ahmad al-Mismari, Rabu malam: 1",
        ),
    ],
)  # fmt: skip
def test_it_is_told_with_who_says_it_and_in_the_timeline(lang: str, by: str, said: str) -> None:
    root = page(told(NIGHT), lang).root
    assert by.replace(" [Ahmad Fauzi]", "") in root.classed("told")[0].words
    days = root.classed("days")[0].words
    assert said in "\n".join(filter(None, map(str.strip, days.splitlines())))
    dated = told(NIGHT.replace("Rabu malam", "Rabu (11/3/2026)"))
    line = page(dated, lang).root.classed("told")[0].words
    assert "Rabu (11/3/2026), " in line, "what has its year needs no second day"
    assert "2026 (" not in line


@pytest.mark.parametrize(
    ("day", "printed", "is_told"),
    [
        ("2026-03-11", "Rabu", False),
        ("2026-03-11", "Rabu malam", True),
        ("2026-03-12", "Rabu", True),
    ],
)
def test_the_day_of_the_article_itself_is_not_told_again(
    day: str, printed: str, *, is_told: bool
) -> None:
    (article,) = told(NIGHT.replace("Rabu malam", printed)).bundle.articles
    publication = Publication(day, Precision.DAY, Basis.PAGE)
    metadata = replace(article.article.metadata, publication=publication)
    dated = replace(article, article=replace(article.article, metadata=metadata))
    (place,) = digest_of(replace(example(), articles=(dated,))).places
    assert bool(place.when) is is_told


def test_without_the_text_nothing_is_read_in_it() -> None:
    (article,) = told(NIGHT).bundle.articles
    bare = article.without_text()
    assert digest_of(replace(example(), articles=(bare,))).places[0].when is None
