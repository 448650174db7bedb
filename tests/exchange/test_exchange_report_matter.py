"""A denial stands against words only where both are of the same: who did something against who did
it, whom a number counts against a number of these."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cpu_work import assert_grows
from exchange_bundles import AHMAD, ROLE, article_of, example, span
from exchange_reports import digest_of, page, printing

from workbench.domain.claim import Assertion, Claim, Hop, Link, LinkKind
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Beyond, Digest, Scope
from workbench.exchange.report.denials import denials
from workbench.exchange.report.differing import Denied
from workbench.exchange.report.matter import Matter
from workbench.extract import extract
from workbench.told.counts import things_in

STORY = Scope("#1", "story")
DENIES, ASSERTS = Assertion.DENIES, Assertion.ASSERTS


def told(
    stated: str, denial: str, does: Assertion, beyond: tuple[Beyond, ...] = (), *,
    lang: str = "id", is_marked: bool = False,
) -> Digest:  # fmt: skip
    """A report on an article in which one says something, and the next one denies."""
    text = f"Warga menyebut {stated}. Jubir: {denial}."
    made = article_of(text, "a0000000-0000-4000-8000-000000000001", 1)
    said = [(stated, ROLE, ASSERTS), (denial, AHMAD, does)][: 2 if denial else 1]
    claims = tuple(
        Claim(f"c{at}", made.uid, "ana", span(words, text), hops=(Hop((who,), assertion=stance),))
        for at, (words, who, stance) in enumerate(said)
    )
    link = Link("l", "ana", LinkKind.CONTRADICTS, "c0", "c1")
    one = AnnotatedArticle(
        replace(made, outlet="Media"), text, claims=claims, facts=tuple(extract(text, lang=lang)),
        links=(link,) * is_marked,
    )  # fmt: skip
    return digest_of(replace(example(), articles=(one,)), STORY, beyond)


DEAD = "sebelas orang tewas dalam serangan pesawat nirawak di pelabuhan"
DEAD_EN = "eleven people were killed in a drone strike on the northern harbour"


@pytest.mark.parametrize(
    ("stated", "denial", "does", "about", "told_of"),
    [
        (DEAD, "serangan itu tidak dilakukan oleh pasukan pemerintah", ASSERTS, False, True),
        (DEAD, "melakukan serangan pesawat nirawak di pelabuhan", DENIES, False, True),
        (DEAD, "korban tewas dalam serangan pesawat nirawak", DENIES, True, False),
        ("pasukan pemerintah menyerang pelabuhan itu",
         "serangan itu tidak dilakukan oleh pasukan pemerintah", ASSERTS, True, False),
        ("sebelas orang tewas diserang pasukan pemerintah",
         "serangan itu tidak dilakukan oleh pasukan pemerintah", ASSERTS, True, False),
        ("Ahmad melancarkan serangan pesawat nirawak di pelabuhan",
         "melakukan serangan pesawat nirawak di pelabuhan", DENIES, True, False),
        ("serangan pesawat nirawak di pelabuhan terjadi semalam",
         "korban tewas dalam serangan pesawat nirawak", DENIES, False, False),
        (DEAD_EN, "the strike was not carried out by government troops", ASSERTS, False, True),
        (DEAD_EN, "carrying out a drone strike on the northern harbour", DENIES, False, True),
        (DEAD_EN, "carrying out the strike", DENIES, False, True),
        ("government troops struck the northern harbour", "involvement of government troops",
         DENIES, True, False),
        (DEAD, "terlibat dalam serangan itu", DENIES, False, True),
        ("tentara menyerang pelabuhan itu", "keterlibatan tentara", DENIES, True, False),
        (DEAD, "keterangan itu", DENIES, False, False),
        (DEAD_EN, "casualties in the drone strike on the northern harbour", DENIES, True, False),
        ("government troops shelled the northern harbour",
         "government troops did not carry out the shelling of the northern harbour", ASSERTS,
         True, False),
        ("a drone strike on the northern harbour began at dawn",
         "casualties in the drone strike on the northern harbour", DENIES, False, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_denial_stands_against_what_is_of_the_same(
    stated: str, denial: str, does: Assertion, lang: str, *, about: bool, told_of: bool
) -> None:
    report = told(stated, denial, does)
    found = denials(report)
    assert [bool(one.about) for one in found] == [about] * len(found)
    assert any(one.told_of for one in found) is told_of
    assert [one.told_of.words for one in found if one.told_of] == [stated] * told_of
    first = page(report, lang).root.classed("told")[0].words
    marked = {"id": "Mungkin ada yang membantah ini", "en": "Somebody may be denying this"}[lang]
    assert (marked in first) is about
    shown = page(report, lang).root.words
    line = {"id": "Yang dibantah adalah siapa pelakunya", "en": "It denies who did it"}[lang]
    assert (line in shown) is told_of


@pytest.mark.parametrize(
    ("sentence", "is_shown"),
    [
        ("Pasukan pemerintah melakukan serangan di pelabuhan", True),
        ("Warga melakukan protes atas serangan di pelabuhan", False),
    ],
)
def test_beside_a_story_too_who_did_it_stands_against_who_did(
    sentence: str, *, is_shown: bool
) -> None:
    denied = Denied(("Jubir Pasukan",), DENIES, "melakukan serangan")
    beside = Beyond(printing(9, "Pijar", "x").article, (), (), denied=(denied,))
    found = denials(told(sentence, "", ASSERTS, (beside,)))
    assert [one.printed and one.printed.sentence for one in found] == (
        [f"Warga menyebut {sentence}."] if is_shown else []
    )


@pytest.mark.parametrize(
    ("words", "is_doing"),
    [
        ("tidak dilakukan oleh kami", True),
        ("Kami tidak pernah melakukan itu", True),
        ("pihaknya berada di balik ledakan itu", True),
        ("operasi yang dilakukan tentara tidak menewaskan siapa pun", False),
        ("gudang itu menyimpan bahan peledak", False),
        ("kapalnya kelebihan muatan", False),
        ("We didn’t do it", True),
        ("that it was behind the blast", True),
        ("overloading the ship", False),
        ("the strike they carried out never killed anybody", False),
    ],
)
def test_of_doing_is_what_says_that_somebody_did_it(words: str, *, is_doing: bool) -> None:
    assert Matter(words, ()).is_doing is is_doing


def test_what_is_spoken_of_is_known_by_other_words_than_those_of_a_number() -> None:
    assert things_in("Kami tidak kehilangan seorang pun") == {"dead"}
    assert things_in("no casualties") == {"dead", "injured"}
    assert things_in("gudang itu menyimpan pupuk") == frozenset()


@pytest.mark.parametrize("words", ["tidak ", "oleh ", "a", "tidak a", "n't "])
def test_words_without_end_cost_what_they_are_long(words: str) -> None:
    def read(size: int) -> bool:
        return Matter(words * size, ("Ahmad",)).is_doing

    assert not read(100)
    assert_grows(read, small=5_000, large=40_000, at_most=20)


@pytest.mark.parametrize(
    ("lang", "stated", "words", "is_listed"),
    [
        ("id", "sebelas orang tewas di pelabuhan", "kami tidak kehilangan seorang pun", True),
        ("id", "sebelas orang tewas di pelabuhan", "tidak ada korban jiwa", True),
        ("id", "sebelas orang tewas di pelabuhan", "tidak ada korban jiwa lagi", False),
        ("id", "sebelas orang luka di pelabuhan", "tidak ada korban jiwa", False),
        ("id", "orang tewas di pelabuhan", "tidak ada korban jiwa", False),
        ("id", "sebelas orang tewas di pelabuhan", "tidak ada hujan hari itu", False),
        ("en", "eleven people were killed in the port", "there were no casualties", True),
        ("en", "eleven people were killed in the port", "nobody was killed that night", True),
        ("en", "eleven people were killed in the port", "there were no more casualties", False),
        ("en", "eleven people were killed in the port", "the port lost some of its trade", False),
    ],
)
def test_that_there_are_none_stands_against_who_counts_some(
    lang: str, stated: str, words: str, *, is_listed: bool
) -> None:
    report = told(stated, words, ASSERTS, lang=lang)
    assert [one.about and one.about.words for one in denials(report)] == [stated] * is_listed
    assert all(one.is_read for one in denials(report))
    marked = told(stated, words, ASSERTS, lang=lang, is_marked=True)
    assert denials(marked) == []
    assert len(marked.disputes) == 1
