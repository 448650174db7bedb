"""What a report lays side by side that nobody has compared: numbers, articles of one event, those
outside a story."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from exchange_bundles import AHMAD, OUTLET, ROLE, example, span
from exchange_reports import digest_of, page, printing, written

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Hop, Mode
from workbench.domain.fact import Event, Fact, Kind, Line, Quantity, Quote, Speaker
from workbench.domain.relay import Relay, RelayBasis, RelayKind, RelayStatus
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Beyond, Digest, Scope, languages, words_of
from workbench.exchange.report.apart import only_in
from workbench.told.counts import counts_of, things

STORY = Scope("#1", "story")
NINE, TWELVE = "Sembilan orang tewas di selat.", "Yang tewas 12 orang, kata warga."


def number(words: str, exact: str, value: float, counts: str | None, **more: Any) -> Fact:
    attributes = Quantity(value, counts=counts, **{"unit": "person", **more})
    return Fact(Kind.QUANTITY, span(exact, words), attributes, 0.9, "id.quantity", "x", "rules 1")


def act(words: str, exact: str, verb: str, **more: Any) -> Fact:
    """An event whose actors a number counts."""
    event = Event(span(verb, words), quantity=span(exact, words), **more)
    return Fact(Kind.EVENT, span(words, words), event, 0.9, "id.event", "x", "rules 1")


def nine(at: int = 1) -> AnnotatedArticle:
    fact = number(NINE, "Sembilan orang", 9, "orang tewas")
    return printing(at, "SAGARA", NINE, facts=(fact,))


def twelve(at: int = 2, hops: tuple[Hop, ...] = ()) -> AnnotatedArticle:
    fact = number(TWELVE, "12 orang", 12, "orang tewas")
    return printing(at, "Lintang", TWELVE, hops, (fact,))


def told(*articles: AnnotatedArticle, scope: Scope | None = STORY) -> Digest:
    return digest_of(replace(example(), articles=articles), scope)


def test_numbers_that_differ_stand_side_by_side_and_contradict_nothing() -> None:
    report = told(nine(), twelve(), printing(3, "Lain", NINE, facts=nine().facts))
    (difference,) = report.differences
    assert [[one.article.number for one in side] for side in difference.sides] == [[1, 3], [2]]
    root = page(report).root
    (section,) = (one for one in root.all("section") if one.attributes.get("id") == "differ")
    ways = [one.attributes["href"] for one in section.all("a")]
    assert ways == ["#a1", "#s1", "#a3", "#s3", "#a2", "#s2"]
    assert "The dead" in section.words
    assert "Sembilan orang: Sembilan orang tewas di selat. (#1 SAGARA" in section.words
    assert "12 orang: Yang tewas 12 orang, kata warga. (#2 Lintang" in section.words
    assert "no contradiction is marked" in root.words
    assert not report.contradictions
    first_page = root.classed("told")[0].words
    assert first_page.count("≠ The numbers differ: ") == 2
    assert first_page.count("Perhaps the same as this") == 1, "nobody said that the two are one"
    assert "nobody has compared them" in " ".join(written(report, "md").split())


@pytest.mark.parametrize(
    ("words", "exact", "fact", "acts", "what"),
    [
        (NINE, "Sembilan orang", {"value": 9, "counts": "orang tewas"}, (), ["dead"]),
        (NINE, "Sembilan orang", {"value": 9, "counts": "orang"}, (), []),
        (NINE, "Sembilan orang", {"value": 9, "counts": "orang"}, ("tewas", {}), ["dead"]),
        (NINE, "Sembilan orang", {"value": 9, "counts": "orang"},
         ("tewas", {"polarity": "negative"}), []),
        (NINE, "Sembilan orang", {"value": 9, "counts": "orang"},
         ("tewas", {"modality": "predicted"}), []),
        ("Some 40 people were wounded.", "40 people", {"value": 40, "counts": "people wounded"}, (),
         ["injured"]),
        ("Kerugian ditaksir Rp 3 miliar.", "Rp 3 miliar",
         {"value": 3e9, "counts": None, "unit": "IDR"}, (), ["loss"]),
        ("Gaji naik Rp 3 miliar.", "Rp 3 miliar", {"value": 3e9, "counts": None, "unit": "IDR"}, (),
         []),
        ("Kerugian 3 kapal.", "3 kapal", {"value": 3, "counts": "kapal", "unit": "ship"}, (), []),
    ],
)  # fmt: skip
def test_it_is_known_by_the_words_of_the_text_what_a_number_counts(
    words: str, exact: str, fact: dict[str, Any], acts: tuple[str, dict[str, str]], what: list[str]
) -> None:
    facts = [number(words, exact, **fact)]
    if acts:
        facts.append(act(words, exact, acts[0], **acts[1]))
    assert [one.what for one in counts_of(words, facts)] == what


def test_numbers_that_may_be_the_same_do_not_differ() -> None:
    assert not told(nine(), nine(2)).differences
    dozens = printing(
        2, "Lain", "Belasan orang tewas.",
        facts=(number("Belasan orang tewas.", "Belasan orang", 8, "orang tewas", max=19),),
    )  # fmt: skip
    assert not told(nine(), dozens).differences
    both = f"{NINE} {TWELVE}"
    facts = (number(both, "Sembilan orang", 9, "tewas"), number(both, "12 orang", 12, "tewas"))
    assert not told(nine(), printing(2, "Lain", both, facts=facts)).differences


@pytest.mark.parametrize(("currency", "differs"), [("IDR", True), ("USD", False)])
def test_sums_of_two_currencies_do_not_differ(currency: str, *, differs: bool) -> None:
    sums = (("Rp 3 miliar", 3e9, "IDR"), ("3 juta", 3e6, currency))
    articles = []
    for at, (words, value, unit) in enumerate(sums, 1):
        text = f"Kerugian di Makassar ditaksir {words}."
        facts = (number(text, words, value, None, unit=unit),)
        articles.append(printing(at, f"Media {at}", text, facts=facts))
    assert bool(told(*articles).differences) is differs


@pytest.mark.parametrize(
    ("status", "differs"), [(RelayStatus.SUGGESTED, True), (RelayStatus.REJECTED, False)]
)
def test_outside_a_story_only_articles_that_are_alike_are_compared(
    status: RelayStatus, differs: bool
) -> None:
    one, other = nine(), twelve()
    assert not told(one, other, scope=None).differences
    like = Relay(RelayKind.REWRITE, RelayBasis.SIMILARITY, status, article=one.article.uid)
    tied = replace(other, relays=(like,))
    assert bool(told(one, tied, scope=None).differences) is differs


@pytest.mark.parametrize(
    ("speakers", "differs"),
    [((AHMAD, ROLE), True), ((AHMAD,), False), ((AHMAD, OUTLET), False)],
)
def test_or_those_in_which_the_same_two_people_speak(
    speakers: tuple[str, ...], differs: bool
) -> None:
    hops = (Hop(speakers),)
    one = printing(1, "SAGARA", NINE, hops, nine().facts)
    assert bool(told(one, twelve(hops=hops), scope=None).differences) is differs


def test_what_a_story_does_not_hold_stands_first_and_its_numbers_beside_the_storys_own() -> None:
    other = twelve(8)
    counts = tuple(counts_of(other.text, other.facts))
    beyond = [Beyond(other.article, ("Samrin Wabula",), counts)]
    report = digest_of(replace(example(), articles=(nine(),)), STORY, beyond)
    root = page(report).root
    (notice,) = (one for one in root.classed("notice") if "names the same sources" in one.words)
    (way,) = notice.all("a")
    (section,) = (one for one in root.all("section") if one.attributes.get("id") == "beyond")
    assert way.attributes["href"] == "#beyond"
    assert "naming Samrin Wabula" in section.words
    assert "#8 Lintang" in root.words
    assert "outside this report)" in root.words
    assert not [one for one in section.all("a") if one.attributes.get("href") == "#a8"]
    nothing = replace(nine(), facts=())
    another = Beyond(nine(9).article, ("A B",), tuple(counts_of(NINE, nine(9).facts)))
    alone = digest_of(replace(example(), articles=(nothing,)), STORY, [*beyond, another])
    assert not alone.differences, "of two outside it, it is not the story's"


def test_what_is_newer_than_a_story_is_named_first() -> None:
    beside = []
    for at, day in ((7, "2026-03-11"), (8, "2026-03-12"), (9, "2026-03-09"), (6, "")):
        one = dated(nine(at), day)
        metadata = replace(one.article.metadata, title=f"Judul {at}")
        beside.append(Beyond(replace(one.article, metadata=metadata), ("A B",), ()))
    story = dated(nine(), "2026-03-10")
    report = digest_of(replace(example(), articles=(story,)), STORY, beside)
    (notice,) = (one for one in page(report).root.classed("notice") if "name the same" in one.words)
    assert notice.words.endswith(
        "Newer than everything here: #8 SAGARA, 12 March 2026: Judul 8;"
        " #7 SAGARA, 11 March 2026: Judul 7."
    )
    old = digest_of(replace(example(), articles=(story,)), STORY, beside[2:])
    assert "Newer than" not in page(old).root.words


def dated(one: AnnotatedArticle, day: str) -> AnnotatedArticle:
    published = Publication(day, Precision.DAY, Basis.METADATA) if day else None
    metadata = replace(one.article.metadata, publication=published)
    return replace(one, article=replace(one.article, metadata=metadata))


@pytest.mark.parametrize(("before", "begins"), [(9, "Kata warga"), (20, "…")])
def test_a_sentence_is_cut_so_that_its_number_stays(before: int, begins: str) -> None:
    words = f"{'Kata warga di tepi selat itu, ' * before}yang tewas 12 orang."
    fact = number(words, "12 orang", 12, "orang tewas")
    shown = page(told(nine(), printing(2, "Lain", words, facts=(fact,)))).root.words
    line = shown.split("12 orang: ")[1]
    assert line.startswith(begins)
    assert line.partition(" (#2")[0].endswith("yang tewas 12 orang.")
    behind = f"Yang tewas 12 orang, {'kata warga di tepi selat itu, ' * 9}begitu."
    fact = number(behind, "12 orang", 12, "orang tewas")
    shown = page(told(nine(), printing(2, "Lain", behind, facts=(fact,)))).root.words
    line = shown.split("12 orang: ")[1]
    assert line.startswith("Yang tewas 12 orang, kata")
    assert line.partition(" (#2")[0].endswith("…")


def said(words: str, speaker: str) -> Fact:
    """Words of a text that somebody says."""
    who = Speaker(span(speaker, words), f"{speaker} Wabula", (f"{speaker} Wabula",))
    return Fact(Kind.QUOTE, span(words.split(", kata")[0], words), Quote(Mode.INDIRECT, None, who),
                0.9, "id.quote", "x", "rules 1")  # fmt: skip


def test_before_a_number_stands_who_says_it() -> None:
    words = "Yang tewas 12 orang, kata Samrin."
    counted = number(words, "12 orang", 12, "orang tewas")
    hops = (Hop((AHMAD,)),)
    claimed = printing(3, "Lain", TWELVE, hops, twelve().facts)
    beside = [
        Beyond(printing(at, "Suara", words).article, (), tuple(counts_of(words, facts)))
        for at, facts in ((8, (counted, said(words, "Samrin"))), (9, (counted,)))
    ]
    report = digest_of(replace(example(), articles=(nine(), twelve(), claimed)), STORY, beside)
    (section,) = (
        one for one in page(report).root.all("section") if one.attributes.get("id") == "differ"
    )
    (dead,) = (one for one in section.all("ul") if not one.classed("pairs"))
    lines = [one.words.strip() for one in dead.all("li")]
    assert lines[0].startswith("According to the article itself, Sembilan orang: Sembilan")
    assert lines[1].startswith("According to the article itself, 12 orang: Yang tewas 12")
    places = lines[1].rpartition(" (#2 ")[2].split("; #")
    assert [one.partition("according to ")[2].rstrip(")") for one in places] == [
        "", "Ahmad al-Mismari", "Samrin Wabula", "the article, whoever says so there",
    ]  # fmt: skip
    alone = digest_of(replace(example(), articles=(nine(),)), STORY, beside[:1])
    assert "According to Samrin Wabula, 12 orang: Yang tewas" in page(alone).root.words


def test_of_two_like_texts_it_is_told_what_only_one_says() -> None:
    shared = "Kapal motor itu tenggelam di selat pada Selasa malam. Sembilan orang tewas di sana."
    doubt = "Kapal itu dilaporkan kelebihan muatan, tetapi kabar itu belum dipastikan."
    more = f"{shared}\n\n{doubt} Simak videonya di sini.\n\nOleh Ratna Wulandari | Selasa 10 Maret"
    video = Fact(Kind.BOILERPLATE, span("Simak videonya di sini.", more), Line(), 0.9, "id.x", "x",
                 "rules 1")  # fmt: skip
    one = printing(1, "SAGARA", more, facts=(video,))
    reworded = shared.replace("Sembilan orang tewas di sana", "Sembilan orang tewas di situ")
    like = Relay(RelayKind.NEAR_DUPLICATE, RelayBasis.SIMILARITY, RelayStatus.SUGGESTED,
                 article=one.article.uid, score=0.8)  # fmt: skip
    other = replace(printing(2, "Lintang", reworded), relays=(like,))
    assert only_in(one, other) == [doubt]
    assert only_in(other, one) == []
    (section,) = (
        each for each in page(told(one, other)).root.all("section")
        if each.attributes.get("id") == "apart"
    )  # fmt: skip
    assert f"#1 only in SAGARA: {doubt}" in " ".join(section.words.split())
    assert "Lintang" not in section.words
    assert "like texts" not in page(told(one, replace(other, relays=()))).root.words


def test_who_is_told_when_is_nothing_that_only_one_of_two_texts_says() -> None:
    both = "“Titik ada di timur. Dugaan sementara kebocoran gas,” ujar Ratih"
    one = printing(1, "Satu", f"{both} kepada wartawan di pelabuhan, Selasa (10/3/2026).")
    other = printing(2, "Dua", f"{both} sebagaimana dilansir Satu.")
    assert only_in(one, other) == []
    another = printing(2, "Dua", f"“Titik ada di timur,” ujar Ratih. {both[28:-11]}.")
    assert only_in(printing(1, "Satu", f"{both} kepada pers."), printing(2, "Dua", "Hujan.")) != []
    assert only_in(one, another) == []


@pytest.mark.parametrize("lang", languages())
def test_everything_that_is_counted_has_a_name(lang: str) -> None:
    assert all(words_of(lang).scale("counted", what) for what in things())


def many(count: int) -> tuple[AnnotatedArticle, ...]:
    """Articles of which the last two are alike, and the first says nothing."""
    every = [printing(at, f"Media {at}", f"Kalimat nomor {at} saja.") for at in range(count)]
    like = Relay(RelayKind.REWRITE, RelayBasis.SIMILARITY, RelayStatus.SUGGESTED,
                 article=every[-2].article.uid)  # fmt: skip
    return (replace(every[0], claims=()), *every[1:-1], replace(every[-1], relays=(like,)))


def test_many_articles_are_told_one_by_one_those_of_one_event_together() -> None:
    root = page(told(*many(8), scope=None)).root
    (section,) = (one for one in root.all("section") if one.attributes.get("id") == "overview")
    assert "5 articles here stand alone" in section.words
    assert [one.attributes["href"] for one in section.all("a")] == [
        "#a6", "#a7", "#a1", "#a2", "#a3", "#a4", "#a5",
    ]  # fmt: skip
    (together,) = (one for one in section.all("li") if one.words.startswith("These may tell"))
    assert [one.attributes["href"] for one in together.all("a")] == ["#a6", "#a7"]
    assert "1 statement; Media 3 (1)" in section.words
    for few in (told(*many(8)), told(*many(6), scope=None)):
        assert "stand alone" not in page(few).root.words


def test_of_hundreds_some_are_shown_and_some_when_it_is_wanted() -> None:
    root = page(told(*many(100), scope=None)).root
    (section,) = (one for one in root.all("section") if one.attributes.get("id") == "overview")
    (folded,) = section.all("details")
    assert "48 more articles" in folded.words
    assert section.words.count("1 statement;") == 2 + 11 + 48
    assert "38 more articles" in section.words
