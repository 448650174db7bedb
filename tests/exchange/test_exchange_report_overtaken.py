"""Beside a statement stands which newer article, that the report does not hold, names who says it,
or the body whose it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, article_of, example
from exchange_reports import digest_of, page, printing

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Claim, Hop, HopClass, Mode
from workbench.domain.source import Source, SourceKind
from workbench.domain.span import Span
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Beyond, Digest, Scope
from workbench.exchange.report.overtaken import overtaken
from workbench.extract import extract

CHIEF = "00000000-0000-4000-8000-000000000071"
RESIDENT = "00000000-0000-4000-8000-000000000072"
TEXTS = {
    "id": (
        "Gudang itu kosong, kata Ahmad al-Mismari, juru bicara Front Utara.",
        "Panglima Front Utara Karim Haddar mengatakan jawaban akan datang Jumat.",
        "Front Utara belum menjawab tawaran itu.",
        "Warga menunggu jawaban Front Utara.",
        "Hujan turun di pelabuhan sejak pagi.",
        "Seorang warga mengatakan jalan ditutup.",
    ),
    "en": (
        "Harbour Authority spokesman Ahmad al-Mismari said the warehouse was empty.",
        "Harbour Authority commander Karim Haddar said the answer would come on Friday.",
        "Harbour Authority has not answered the offer.",
        "Residents wait for an answer of the Harbour Authority.",
        "Rain has fallen on the port since morning.",
        "A resident said the road was closed.",
    ),
}
LINE = {
    "id": "Artikel #9 yang lebih baru menyebut orang atau lembaga yang sama: lihat di sana.",
    "en": "Newer article #9 names the same people or the same body: see there.",
}


def dated(one: AnnotatedArticle, day: str) -> AnnotatedArticle:
    time = Publication(day, Precision.DAY, Basis.METADATA)
    metadata = replace(one.article.metadata, publication=time)
    return replace(one, article=replace(one.article, metadata=metadata))


def told(lang: str, day: str, *names: str) -> Digest:
    """A report of one article of 4 March, and an article beside it that names somebody."""
    text = "\n\n".join(TEXTS[lang])
    found = article_of(text, "a0000000-0000-4000-8000-000000000001", 1)
    resident = Hop((RESIDENT,), None, mode=Mode.INDIRECT, hop_class=HopClass.ANONYMOUS)
    hops = [(Hop((AHMAD,)),), (Hop((CHIEF,)),), (), (), (), (resident,)]
    claims = []
    for at, words in enumerate(TEXTS[lang]):
        start = text.index(words)
        span = Span.of(text, start, start + len(words))
        claims.append(Claim(f"c{at}", found.uid, "ana", span, hops=hops[at]))
    one = AnnotatedArticle(
        replace(found, outlet="Media"), text, claims=tuple(claims),
        facts=tuple(extract(text, lang=lang)),
    )  # fmt: skip
    other = dated(printing(9, "Harbour Wire", "Nothing."), day).article
    bundle = replace(example(), articles=(dated(one, "2026-03-04"),))
    chief = Source(CHIEF, "Karim Haddar", SourceKind.PERSON)
    nobody = Source(RESIDENT, "seorang warga", SourceKind.GROUP)
    bundle = replace(bundle, sources=(*bundle.sources, chief, nobody))
    return digest_of(bundle, Scope("#1", "story"), (Beyond(other, names, ()),))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_newer_article_that_names_who_says_it_or_his_body_is_told_beside_it(lang: str) -> None:
    digest = told(lang, "2026-03-05", "Ahmad al-Mismari")
    found = {one.words: numbers for one, numbers in overtaken(digest).items()}
    assert found == {words: [9] for words in TEXTS[lang][:3]}, "not what only speaks of the body"
    root = page(digest, lang).root
    for chapter in ("told", "claims"):
        assert root.classed(chapter)[0].words.count(LINE[lang]) == 3


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    ("day", "name"), [("2026-03-04", "Ahmad al-Mismari"), ("2026-03-05", "Rina Kea")]
)
def test_what_is_no_newer_or_names_others_is_not(lang: str, day: str, name: str) -> None:
    digest = told(lang, day, name)
    assert not overtaken(digest)
    assert LINE[lang] not in page(digest, lang).root.words


@pytest.mark.parametrize("lang", ["id", "en"])
def test_who_is_not_named_is_nobody_of_another_article(lang: str) -> None:
    assert not overtaken(told(lang, "2026-03-05", "seorang warga"))
