"""A number that an article sets against another one is told with the statement that has it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, ROLE, example
from exchange_reports import digest_of, page, printing

from workbench.domain.claim import Hop, Link, LinkKind
from workbench.exchange.report import Beyond, Digest, Scope, opposed_in, stated_in
from workbench.extract import extract
from workbench.told.counts import counts_of

BOARDED = {
    "id": "Kapal itu bertolak dengan 41 penumpang dan lima awak.",
    "en": "The ferry left with 41 passengers and a crew of five.",
}
APART = {
    "id": "Jumlah penumpang berbeda. Manifes mencatat {} nama, sedangkan keluarga mengatakan "
    "sedikitnya 60 orang ada di kapal.",
    "en": "Accounts differ. The police counted {} passengers, but relatives said that at least 60 "
    "people were aboard.",
}
MARK = {
    "id": "≠ Sebuah artikel menyebut keterangan lain yang berbeda.",
    "en": "≠ An article says that accounts of this differ.",
}
TIED = {
    "id": "Angka atau harinya ada juga di sini: 1",
    "en": "Its number or its day is also here: 1",
}


def told(lang: str, text: str, kind: str = "story") -> Digest:
    words = BOARDED[lang]
    facts = tuple(extract(words, lang=lang))
    one = printing(1, "Media", words, (Hop((AHMAD,)),), facts)
    there = extract(text, lang=lang)
    beside = Beyond(printing(9, "Lain", text).article, (), (), opposed=opposed_in(text, there))
    return digest_of(replace(example(), articles=(one,)), Scope("#1", kind), [beside])


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    ("number", "kind", "is_tied"),
    [("41", "story", True), ("43", "story", False), ("5", "story", False), ("41", "all", False)],
)
def test_a_sentence_that_sets_numbers_apart_names_the_statement_that_has_one(
    lang: str, number: str, kind: str, *, is_tied: bool
) -> None:
    root = page(told(lang, APART[lang].format(number), kind), lang).root
    (opposed,) = (one for one in root.all("section") if one.attributes.get("id") == "opposed")
    assert (TIED[lang] in opposed.words) is is_tied
    first, chapter = root.classed("told")[0], root.classed("statement")[0]
    assert (MARK[lang] in first.words) is is_tied
    assert (MARK[lang] in chapter.words) is is_tied, "wherever the statement is told"


LOSS = {
    "id": (
        "PT Muara Lestari menaksir kerugian Rp 3,5 miliar.",
        "Pemiliknya, PT Muara Lestari, tetap pada kerugian Rp 3,5 miliar.",
        "Kerugian itu Rp 3,5 miliar.", "kalimatnya menyebut PT Muara Lestari", "entah kata siapa",
    ),
    "en": (
        "Muara Lestari put its losses at 3.5 billion rupiah.",
        "The owner, Muara Lestari, has had losses of 3.5 billion rupiah.",
        "The losses were 3.5 billion rupiah.", "in a sentence that names Muara Lestari",
        "whoever says so",
    ),
}  # fmt: skip
OTHER = {
    "id": "Asosiasi menaksir kerugian Rp 35 miliar.",
    "en": "Tom Reed said losses were 35 billion rupiah.",
}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_who_is_named_beside_a_number_is_told_where_nobody_says_it(lang: str) -> None:
    said, names, bare, told_names, nobody = LOSS[lang]
    bundle = example()
    ahmad = next(one for one in bundle.sources if one.uid == AHMAD)
    owner = replace(ahmad, name="PT Muara Lestari" if lang == "id" else "Muara Lestari", aliases=())
    sources = tuple(owner if one.uid == AHMAD else one for one in bundle.sources)
    one = printing(1, "Media", said, (Hop((AHMAD,)),), tuple(extract(said, lang=lang)))
    for words, is_named in ((names, True), (bare, False)):
        beyond = [
            Beyond(printing(at, "Lain", text).article, (),
                   tuple(counts_of(text, extract(text, lang=lang))))
            for at, text in ((8, words), (9, OTHER[lang]))
        ]  # fmt: skip
        digest = digest_of(
            replace(bundle, articles=(one,), sources=sources), Scope("#1", "story"), beyond
        )
        assert len(digest.differences) == 1
        differ = " ".join(each.words for each in page(digest, lang).root.classed("pairs"))
        assert (told_names in differ) is is_named
        assert (nobody in differ) is not is_named


STORE = {
    "id": ("Gudang itu kosong.", "41 orang masuk ke gudang pada 6 Maret 2026.",
           "Kuli punya versi berbeda. Seorang kuli mengatakan 41 orang masuk ke gudang pada"
           " 6 Maret 2026{}."),
    "en": ("The store was empty.", "41 people went into the store on 6 March 2026.",
           "Porters tell another story. A porter said 41 people went into the store on"
           " 6 March 2026{}."),
}  # fmt: skip
BESIDE = {"id": ", bukan 60 orang", "en": ", not 60 people"}
SAME = {
    "id": ("Mungkin mengatakan hal yang sama", "Ditandai bertentangan dengan itu: 1"),
    "en": ("Likely says the same", "Marked as contrary to that: 1"),
}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("is_apart", [False, True])
def test_a_sentence_that_repeats_a_statement_sets_what_is_contrary_to_it_apart(
    lang: str, *, is_apart: bool
) -> None:
    """An article that says again what two porters said differs from the owner, and not from them;
    but one that also sets a number beside theirs differs from them as well."""
    empty, came, sentence = STORE[lang]
    text = sentence.format(BESIDE[lang] if is_apart else "")
    articles = [
        printing(at, f"Media {at}", words, (Hop((who,)),), tuple(extract(words, lang=lang)))
        for at, words, who in ((1, empty, AHMAD), (2, came, ROLE))
    ]
    one, other = (each.claims[0] for each in articles)
    contrary = Link("l1", "ana", LinkKind.CONTRADICTS, one.uid, other.uid)
    there = tuple(extract(text, lang=lang))
    beside = Beyond(
        printing(9, "Lain", text).article, (), (), opposed=opposed_in(text, there),
        stated=stated_in(text, there),
    )  # fmt: skip
    articles[1] = replace(articles[1], links=(contrary,))
    bundle = replace(example(), articles=tuple(articles))
    root = page(digest_of(bundle, Scope("#1", "story"), [beside]), lang).root
    marked = [MARK[lang] in each.words for each in root.classed("statement")]
    assert marked == ([False, True] if is_apart else [True, False])
    (opposed,) = (each for each in root.all("section") if each.attributes.get("id") == "opposed")
    assert [each in opposed.words for each in SAME[lang]] == [not is_apart] * 2
