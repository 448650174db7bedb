"""Somebody who is not named: told as that, and beside what the outlet prints as its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, OUTLET, example
from exchange_reports import digest_of, page, printing

from workbench.domain.claim import Assertion, Hop, HopClass, Link, LinkKind
from workbench.domain.fact import Fact
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Digest, Scope
from workbench.exchange.report.unnamed import unnamed

HEARSAY = Hop(cue="dikabarkan", hop_class=HopClass.ANONYMOUS)
REPORTED = Hop(cue="were reported", hop_class=HopClass.ANONYMOUS)
NOBODY = Hop(cue="kata", hop_class=HopClass.UNATTRIBUTED)


def told(*articles: AnnotatedArticle, kind: str = "story") -> Digest:
    return digest_of(replace(example(), articles=articles), Scope("#1", kind))


@pytest.mark.parametrize(
    ("lang", "words", "hop", "by", "count"),
    [
        (
            "id", "Dua truk dikabarkan tercebur.", HEARSAY,
            "Dikatakan oleh seseorang yang tidak disebut namanya (“dikabarkan”), dalam Warta #1.",
            "sumber asal tidak jelas, paling banyak satu",
        ),
        (
            "en", "Two trucks were reported lost.", REPORTED,
            "Said by somebody who is not named (“were reported”), in Warta #1.",
            "one origin at most, not clear",
        ),
    ],
)  # fmt: skip
def test_hearsay_is_told_as_of_somebody_and_counted_with_doubt(
    lang: str, words: str, hop: Hop, by: str, count: str
) -> None:
    root = page(told(printing(1, "Warta", words, (hop,))), lang).root
    first = root.classed("told")[0].words
    assert by in first
    assert count in first
    assert "?" not in first.replace("○", "")
    heading = next(root.classed("statement")[0].all("h3")).words
    assert heading == f"1. {words}", "the words say by themselves that it is hearsay"


def test_the_verb_stands_before_hearsay_that_does_not_say_so_itself() -> None:
    root = page(told(printing(1, "Warta", "Dua truk tercebur.", (HEARSAY,)))).root
    heading = next(root.classed("statement")[0].all("h3")).words
    assert heading == "1. dikabarkan: Dua truk tercebur."


OWN = "Sebelas prajurit tewas dalam serangan itu."
SAID = "Sebelas prajurit mereka tewas dalam serangan udara."
OTHER = "Pasokan beras untuk kota sudah habis."


def through(number: int, words: str, *hops: Hop, facts: tuple[Fact, ...] = ()) -> AnnotatedArticle:
    """An article that says something through an outlet, which is its first hop."""
    return printing(number, f"Koran {number}", words, (Hop((OUTLET,), None, "menurut"), *hops))


@pytest.mark.parametrize(
    ("lang", "behind", "beside"),
    [
        (
            "id", "Mungkin inilah yang diperoleh KIBLAT.NET dari seseorang yang tidak disebut nama",
            "Mungkin sama dengan yang dimuat sebagai kata KIBLAT.NET sendiri:",
        ),
        (
            "en", "Perhaps this is what KIBLAT.NET has from somebody who is not named",
            "Perhaps the same, printed as what KIBLAT.NET says itself:",
        ),
    ],
)  # fmt: skip
def test_what_an_outlet_says_stands_with_what_its_unnamed_sources_say(
    lang: str, behind: str, beside: str
) -> None:
    digest = told(through(1, OWN), through(2, SAID, HEARSAY))
    assert [str(one.count) for one in digest.statements] == ["1", "up to 1, 1 unconfirmed"]
    root = page(digest, lang).root
    (first, *others), (chapter,) = root.classed("told")[0].all("li"), root.classed("claims")
    assert not others, "what may be the same is told once in a hurry"
    assert behind in first.words
    assert behind in chapter.words
    assert beside in chapter.words
    assert digest.statements[0].ties == (), "nobody linked them, and nobody is said to have"


def linked(kind: LinkKind, *articles: AnnotatedArticle) -> tuple[AnnotatedArticle, ...]:
    link = Link("l1", "ana", kind, "c1", "c2")
    first, *others = articles
    return replace(first, links=(link,)), *others


DENIED = replace(HEARSAY, assertion=Assertion.DENIES)


@pytest.mark.parametrize(
    "articles",
    [
        (through(1, OWN), through(2, OTHER, HEARSAY)),
        (through(1, OWN), through(2, SAID, Hop((AHMAD,)))),
        (through(1, OWN), through(2, SAID, DENIED)),
        (through(1, OWN), printing(2, "Lain", SAID, (HEARSAY,))),
        (through(1, OWN, Hop((AHMAD,))), through(2, SAID, HEARSAY)),
        linked(LinkKind.CONTRADICTS, through(1, OWN), through(2, SAID, HEARSAY)),
    ],
)
def test_what_is_other_of_others_or_linked_stands_with_nothing(
    articles: tuple[AnnotatedArticle, ...],
) -> None:
    assert not unnamed(told(*articles))


def test_outside_a_story_the_two_must_be_of_one_event() -> None:
    pair = through(1, OWN), through(2, SAID, NOBODY)
    for kind, there in (("story", 2), ("all", 0)):
        assert len(unnamed(told(*pair, kind=kind))) == there


@pytest.mark.parametrize(
    ("lang", "own", "unsure", "total", "between"),
    [
        (
            "id", "1 sumber asal independen, mungkin sama dengan 2",
            "paling banyak satu, mungkin sama dengan 1", "1 pasang yang mungkin satu pernyataan",
            "mungkin hal yang sama:",
        ),
        (
            "en", "1 independent origin, perhaps the same as 2",
            "one origin at most, not clear, perhaps the same as 1", "1 pair that may be one",
            "perhaps the same thing:",
        ),
    ],
)  # fmt: skip
def test_what_may_be_the_same_is_counted_so_and_stands_as_one_side(
    lang: str, own: str, unsure: str, total: str, between: str
) -> None:
    against = printing(3, "Lain", "Tidak ada prajurit yang tewas di sana.", (Hop((AHMAD,)),))
    links = tuple(Link(f"l{at}", "ana", LinkKind.CONTRADICTS, "c3", f"c{at}") for at in (1, 2))
    digest = told(through(1, OWN), through(2, SAID, HEARSAY), replace(against, links=links))
    first, second = (one for one in digest.statements if one in unnamed(digest))
    root = page(digest, lang).root
    (chapter,) = root.classed("claims")
    for words, number in ((own, second.number), (unsure, first.number)):
        assert words.rpartition(" ")[0] + f" {number}" in chapter.words
    assert total in root.classed("figures")[0].words
    (side,) = (one.words for one in root.classed("pairs") if between in one.words)
    assert side.count(between) == 1


RULES = {
    HopClass.ROLE: (1, 0, {"id": "(hanya disebut jabatan atau kelompoknya)",
                           "en": "(by role or group alone)"}),
    HopClass.ANONYMOUS: (0, 1, {"id": "Tidak pasti: ", "en": "Not certain: "}),
    HopClass.UNATTRIBUTED: (0, 0, {"id": "Tidak dihitung: ", "en": "Not counted: "}),
}  # fmt: skip
METHOD = {
    "id": ("hanya disebut jabatan atau kelompoknya", "tidak pasti", "tidak ada yang dihitung"),
    "en": ("by role or group alone", "not certain", "nobody counts"),
}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("known", RULES)
def test_how_well_a_source_is_known_is_told_by_the_rule_that_counts_it(
    lang: str, known: HopClass
) -> None:
    confirmed, unconfirmed, _ = RULES[known]
    sources = (AHMAD,) if known is not HopClass.UNATTRIBUTED else ()
    digest = told(printing(1, "Warta", SAID, (Hop(sources, cue="kata", hop_class=known),)))
    (statement,) = digest.statements
    count = statement.count
    assert (count.confirmed, count.unconfirmed) == (confirmed, unconfirmed)
    root = page(digest, lang).root
    for rule, (_, _, words) in RULES.items():
        assert (words[lang] in root.classed("told")[0].words) is (rule is known)
    assert all(words in root.classed("method")[0].words for words in METHOD[lang])
