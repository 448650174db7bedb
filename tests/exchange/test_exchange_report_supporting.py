"""What an article beside a story says that may bear out a statement of it is told beside that one,
and counts for nothing; who is quoted there has a role where the text has one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, ROLE, example
from exchange_reports import Element, digest_of, page, printing

from workbench.domain.article import Article, Basis, Precision, Publication
from workbench.domain.claim import Assertion, Hop, HopClass
from workbench.domain.relay import Relay, RelayBasis, RelayKind, RelayStatus
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Beyond, Digest, Scope, denied_in, stated_in
from workbench.exchange.report.denials import denials
from workbench.exchange.report.supporting import supports
from workbench.extract import extract

STORY = Scope("#1", "story")
SAID = {
    "id": "Sedikitnya 12 peti kemas berisi bahan kimia masuk ke gudang itu.",
    "en": "At least twelve containers of chemicals had entered the warehouse.",
}
WAYBILL = {
    "id": "Salinan surat jalan yang dilihat wartawan menyebutkan 12 peti kemas bahan kimia tiba di "
    "gudang itu. Seorang pejabat pelabuhan membenarkan keaslian surat itu.",
    "en": "A copy of the waybill seen by the Courier said that twelve containers of chemicals "
    "arrived. A port official confirmed the document's authenticity.",
}


def claimed(lang: str, *, words: str = "", hop: Hop | None = None) -> AnnotatedArticle:
    text = words or SAID[lang]
    return printing(1, "Media", text, (hop or Hop((ROLE,)),), tuple(extract(text, lang=lang)))


def beside(text: str, lang: str, outlet: str = "The Courier") -> Beyond:
    facts = extract(text, lang=lang)
    article = printing(9, outlet, text).article
    return Beyond(article, (), (), denied=denied_in(facts), stated=stated_in(text, facts))


def told(one: AnnotatedArticle, *beyond: Beyond) -> Digest:
    return digest_of(replace(example(), articles=(one,)), STORY, beyond)


def supported(report: Digest, lang: str) -> list[Element]:
    sections = page(report, lang).root.all("section")
    return [
        item
        for one in sections
        if one.attributes.get("id") == "supported"
        for item in one.all("li")
    ]


@pytest.mark.parametrize(
    ("lang", "document", "official"),
    [
        ("id",
         "Salinan surat jalan menyebutkan: 12 peti kemas bahan kimia tiba di gudang itu (#9 The",
         "Seorang pejabat pelabuhan membenarkan: keaslian surat itu (hanya disebut jabatan"),
        ("en",
         "A copy of the waybill seen by the Courier said: that twelve containers of chemicals "
         "arrived (#9 The Courier",
         "A port official confirmed: the document's authenticity (by role or group alone; #9"),
    ],
)  # fmt: skip
def test_what_bears_out_a_statement_stands_beside_it_with_who_confirms_that(
    lang: str, document: str, official: str
) -> None:
    report = told(claimed(lang), beside(WAYBILL[lang], lang))
    assert [one.about.number for one in supports(report)] == [1, 1]
    first, second = (item.words for item in supported(report, lang))
    assert first.startswith(document)
    assert second.startswith(official)
    perhaps = {"id": "Mungkin tentang ini: 1", "en": "Perhaps about this: 1"}[lang]
    assert perhaps in first
    assert perhaps in second
    whole, before = WAYBILL[lang].split(". ")[1], WAYBILL[lang].split(". ")[0]
    assert whole in second
    assert f"{before}." in second
    mark = {"id": "+ Artikel di luar laporan ini", "en": "+ An article outside"}[lang]
    assert mark in page(report, lang).root.classed("told")[0].words
    (statement,) = report.statements
    assert statement.count.confirmed == 1, "it counts as no origin"


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Surat jalan itu menyebutkan 12 peti kemas bahan kimia tiba di sana.", True),
        ("Surat jalan itu menyebutkan 15 peti kemas bahan kimia tiba di gudang itu.", False),
        ("Kata Rina Wijaya, 12 peti kemas pisang tiba.", False),
        ("Rina Wijaya membantah 12 peti kemas bahan kimia tiba di gudang itu.", False),
        ("Rina Wijaya mengatakan bahan kimia itu tidak pernah masuk ke gudang itu.", False),
        ("Rina Wijaya mengatakan bahan kimia masuk ke gudang itu.", True),
        ("Ahmad al-Mismari mengatakan 12 peti kemas bahan kimia masuk ke gudang itu.", False),
        ("Sebanyak 12 peti kemas bahan kimia masuk ke gudang itu.", False),
    ],
)
def test_only_what_another_voice_says_of_the_same_may_bear_it_out(
    text: str, *, is_told: bool
) -> None:
    report = told(claimed("id", hop=Hop((AHMAD,))), beside(text, "id"))
    assert bool(supports(report)) is is_told
    assert bool(supported(report, "id")) is is_told


def test_a_number_of_one_day_is_of_the_same_in_another_language_too() -> None:
    words = "Sedikitnya 12 peti kemas masuk ke gudang itu pada 6 Maret 2026."
    text = "Tom Reed said that twelve containers had come in on {} March 2026."
    for day, count in (("6", 1), ("7", 0)):
        report = told(claimed("id", words=words), beside(text.format(day), "en"))
        assert len(supports(report)) == count


def test_what_is_denied_or_negated_in_the_report_is_borne_out_by_nothing() -> None:
    denying = Hop((ROLE,), assertion=Assertion.DENIES)
    assert not supports(told(claimed("id", hop=denying), beside(WAYBILL["id"], "id")))
    negated = "Tidak ada 12 peti kemas berisi bahan kimia yang masuk ke gudang itu."
    assert not supports(told(claimed("id", words=negated), beside(WAYBILL["id"], "id")))


def test_an_outlet_that_the_report_credits_bears_nothing_out() -> None:
    relay = Relay(RelayKind.RELAYS, RelayBasis.CREDIT, RelayStatus.SUGGESTED, "The Courier")
    one = replace(claimed("id"), relays=(relay,))
    assert not supports(told(one, beside(WAYBILL["id"], "id")))
    assert supports(told(one, beside(WAYBILL["id"], "id", outlet="Pijar")))


def test_without_text_nothing_is_said_there() -> None:
    assert stated_in("", ()) == ()
    assert not supported(
        told(claimed("id"), Beyond(beside(WAYBILL["id"], "id").article, (), ())), "id"
    )


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("id", "Direktur Utama PT Sinar Bramantyo Suhendra membantah bahan kimia masuk ke gudang "
         "itu.", "Bramantyo Suhendra [Direktur Utama PT Sinar] membantah:"),
        ("id", "Nakhoda Hamzah Tuale berkata hujan turun. Ia membantah bahan kimia masuk ke gudang "
         "itu.", "Hamzah Tuale [Nakhoda] membantah:"),
        ("en", "Tom Reed, the owner, denied that chemicals had entered the warehouse.",
         "Tom Reed [the owner] denies:"),
    ],
)  # fmt: skip
def test_who_denies_beside_a_story_has_a_role(lang: str, text: str, who: str) -> None:
    hop = Hop((ROLE,), hop_class=HopClass.ROLE)
    report = told(claimed(lang, hop=hop), beside(text, lang))
    assert [one.about and one.about.number for one in denials(report)] == [1]
    (section,) = (
        one for one in page(report, lang).root.all("section")
        if one.attributes.get("id") == "denials"
    )  # fmt: skip
    assert next(section.all("li")).words.startswith(who)


UNNAMED = {
    "id": ("Kata dua pekerja, peti itu masuk Jumat pekan lalu.",
           "Two workers said the boxes had come in on Friday."),
    "en": ("Two workers said that the boxes came in last Friday.",
           "Kata dua pekerja, peti itu masuk pada Jumat."),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(("also", "count"), [("", 1), ("Bagus", 0)])
def test_in_another_language_a_day_tells_where_no_other_statement_has_it(
    lang: str, also: str, count: int
) -> None:
    """No word of two languages is the same; a day of one statement alone is."""
    words, text = UNNAMED[lang]
    other = {"id": "en", "en": "id"}[lang]
    day = Publication("2026-03-11", Precision.DAY, Basis.METADATA)

    def of(article: Article, code: str) -> Article:
        return replace(article, metadata=replace(article.metadata, lang=code, publication=day))

    facts = tuple(extract(words, lang=lang, anchor="2026-03-11"))
    one = printing(1, "Media", words, (Hop(cue="kata", hop_class=HopClass.ANONYMOUS),), facts)
    articles = [replace(one, article=of(one.article, lang))]
    if also:
        articles.append(replace(printing(2, also, f"{words} Benar.", (Hop((AHMAD,)),), facts)))
    there = extract(text, lang=other, anchor="2026-03-11")
    article = of(printing(9, "The Courier", text).article, other)
    beyond = Beyond(article, (), (), stated=stated_in(text, there))
    report = digest_of(replace(example(), articles=tuple(articles)), STORY, [beyond])
    assert len(supports(report)) == count
