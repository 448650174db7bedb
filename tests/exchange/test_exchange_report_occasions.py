"""Which numbers a report lays side by side: of the same people, and of one event as far as a text
says so; how those of the dead go on from day to day; and numbers without a noun."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from exchange_bundles import AHMAD, example, span
from exchange_reports import digest_of, page, printing, written

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Hop
from workbench.domain.fact import Event, Fact, Kind, Line, Name, Quantity, Time
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Beyond, Digest, Scope
from workbench.exchange.report.series import stands
from workbench.extract import extract
from workbench.told.corrective import right_in
from workbench.told.counts import counts_of

STORY = Scope("#1", "story")
HERE, THERE = "Sebelas orang tewas di Wadi Asma.", "Di Qubayr 14 orang tewas."


def fact(kind: Kind, exact: str, words: str, attributes: Any) -> Fact:
    return Fact(kind, span(exact, words), attributes, 0.9, "id.x", "x", "rules 1")


def number(words: str, exact: str, value: float, counts: str = "orang tewas") -> Fact:
    return fact(Kind.QUANTITY, exact, words, Quantity(value, counts=counts, unit="person"))


def place(words: str, name: str) -> Fact:
    return fact(Kind.PLACE, name, words, Name(name))


def day(words: str, exact: str, value: str, **more: Any) -> Fact:
    return fact(Kind.TIME, exact, words, Time(value, granularity="day", **more))


def of(
    at: int, words: str, *facts: Fact, day: str = "", outlet: str = "", lang: str = "id"
) -> AnnotatedArticle:
    """An article of a day with one claim, which is all of it."""
    one = printing(at, outlet or f"Media {at}", words, (Hop((AHMAD,)),), facts)
    published = Publication(day, Precision.DAY, Basis.METADATA) if day else None
    metadata = replace(one.article.metadata, publication=published, lang=lang)
    return replace(one, article=replace(one.article, metadata=metadata))


def told(*articles: AnnotatedArticle, beyond: tuple[Beyond, ...] = ()) -> Digest:
    return digest_of(replace(example(), articles=articles), STORY, beyond)


def here(*facts: Fact, at: int = 1, day: str = "") -> AnnotatedArticle:
    return of(at, HERE, number(HERE, "Sebelas orang", 11), *facts, day=day)


def there(*facts: Fact, at: int = 2, lang: str = "id") -> AnnotatedArticle:
    return of(at, THERE, number(THERE, "14 orang", 14), *facts, lang=lang)


WADI, QUBAYR = place(HERE, "Wadi Asma"), place(THERE, "Qubayr")


def test_numbers_of_two_places_are_of_two_events() -> None:
    assert not told(here(WADI), there(QUBAYR)).differences
    shown = page(told(here(WADI), there(QUBAYR))).root.words
    assert "Other articles have another number" not in shown
    assert told(here(WADI), there()).differences, "nothing is known of one: nothing speaks against"


def test_where_it_stands_in_the_words_of_the_other_it_is_one_place() -> None:
    words = "Empat belas orang tewas di Kota Wadi Asma."
    counted = number(words, "Empat belas orang", 14)
    other = of(2, words, counted, place(words, "Kota Wadi Asma"))
    assert told(here(WADI), other).differences
    alone = "Empat belas orang tewas di Wadi Asmara."
    near = of(2, alone, number(alone, "Empat belas orang", 14), place(alone, "Wadi Asmara"))
    assert not told(here(WADI), near).differences


@pytest.mark.parametrize(
    ("lang", "value", "modifier", "differs"),
    [
        ("en", "2026-03-17", None, True),
        ("en", "2026-03-17TNI", None, True),
        ("en", "2026-03-16", None, False),
        ("en", "2026-03-17", "SINCE", False),
        ("id", "2026-03-17", None, False),
    ],
)
def test_of_two_languages_a_day_says_it_where_the_names_are_others(
    lang: str, value: str, modifier: str | None, *, differs: bool
) -> None:
    words = "Selasa sebelas orang tewas di Wadi Asma."
    one = of(1, words, number(words, "sebelas orang", 11), place(words, "Wadi Asma"),
             day(words, "Selasa", "2026-03-17"))  # fmt: skip
    other = "14 people were killed in Qubayr on Tuesday."
    counted = number(other, "14 people", 14, "people killed")
    time = day(other, "Tuesday", value, modifier=modifier)
    beside = of(2, other, counted, place(other, "Qubayr"), time, lang=lang)
    assert bool(told(one, beside).differences) is differs


def test_a_place_is_sought_before_a_number_and_at_the_head_of_its_text() -> None:
    lead = "Gudang meledak di Makassar. Tujuh pekerja tewas, kata polisi, Selasa."
    seven = of(1, lead, number(lead, "Tujuh pekerja", 7, "pekerja tewas"), place(lead, "Makassar"),
               day(lead, "Selasa", "2026-03-10"))  # fmt: skip
    far = f"{lead.partition('. ')[0]}.\n\nPolisi datang.\n\nSembilan orang tewas."
    counted = number(far, "Sembilan orang", 9)
    assert told(seven, of(2, far, counted, place(far, "Makassar"))).differences
    elsewhere = far.replace("Makassar", "Maros")
    other = of(2, elsewhere, replace(counted, span=span("Sembilan orang", elsewhere)),
               place(elsewhere, "Maros"))  # fmt: skip
    assert not told(seven, other).differences


def test_what_happened_has_its_own_day_before_its_sentence_has() -> None:
    words = "Selasa bentrokan pecah, dan sebelas orang tewas Senin malam."
    exact = "sebelas orang tewas Senin malam"
    event = fact(Kind.EVENT, exact, words,
                 Event(span("tewas", words), quantity=span("sebelas orang", words)))  # fmt: skip
    facts = (event, number(words, "sebelas orang", 11), day(words, "Selasa", "2026-03-17"),
             day(words, "Senin malam", "2026-03-16TNI"))  # fmt: skip
    (count,) = counts_of(words, facts)
    assert count.occasion.days == {"2026-03-16"}


def test_where_an_article_was_written_is_no_place_of_what_it_tells() -> None:
    words = "JAKARTA, Media – Sebelas orang tewas."
    head = fact(Kind.DATELINE, "JAKARTA, Media –", words, Line())
    facts = (head, place(words, "JAKARTA"), number(words, "Sebelas orang", 11))
    (count,) = counts_of(words, facts)
    assert not count.occasion.places


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("orang tewas", "pekerja tewas", True),
        ("orang tewas", "anggota tewas", False),
        ("anggota tewas", "prajurit tewas", True),
        ("anak tewas", "prajurit tewas", False),
        ("people killed", "fighters killed", False),
    ],
)
def test_some_are_not_laid_beside_all(one: str, other: str, *, differs: bool) -> None:
    nine, four = "Sembilan jiwa melayang.", "Empat jiwa melayang."
    counted = number(nine, "Sembilan jiwa", 9, one), number(four, "Empat jiwa", 4, other)
    assert bool(told(of(1, nine, counted[0]), of(2, four, counted[1])).differences) is differs


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("Tewas 12 orang, dua di antaranya anak-anak.", "dua"),
        ("Twelve died, including two people.", "two people"),
        ("Twelve died, two of them inside.", "two"),
    ],
)
def test_some_among_others_are_no_number_of_their_own(words: str, exact: str) -> None:
    assert counts_of(words, [number(words, exact, 2)]) == []
    assert len(counts_of(exact, [number(exact, exact, 2)])) == 1


@pytest.mark.parametrize(
    ("lang", "words", "found"),
    [
        ("en", "The death toll from a blast in the port rose to nine on Wednesday.", [9]),
        ("id", "Korban Tewas Laut Kencana 08 Menjadi 12, Manifes Dipertanyakan", [12]),
        ("id", "Jumlah korban tewas bertambah menjadi dua belas orang.", [12]),
        ("id", "Korban jiwa mencapai 1.200 orang.", [1200]),
        ("en", "The death toll could have reached 20.", []),
        ("id", "Korban tewas diperkirakan mencapai 20.", []),
        ("en", "The death toll rose to 20 percent of it.", []),
        ("en", "The death toll. It rose to nine.", []),
        ("en", "Tickets rose to nine.", []),
    ],
)
def test_a_toll_says_before_its_number_what_it_counts(
    lang: str, words: str, found: list[int]
) -> None:
    counts = counts_of(words, extract(words, lang=lang))
    assert [(one.what, one.low) for one in counts] == [("dead", value) for value in found]
    assert all(words[one.span.start : one.span.end] == one.span.exact for one in counts)


def test_a_toll_that_the_machine_counts_too_is_counted_once() -> None:
    words = "Korban tewas menjadi 12 orang."
    assert len(counts_of(words, [number(words, "12 orang", 12)])) == 1


def test_a_headline_says_it_only_where_nothing_else_does() -> None:
    title = "Korban Tewas Menjadi 12"
    words = f"{title}\n\nSebanyak 12 orang tewas, kata warga."
    facts = (fact(Kind.TITLE, title, words, Line()), number(words, "12 orang", 12))
    (count,) = counts_of(words, facts)
    assert count.span.exact == "12 orang"


NINE = "Korban tewas di Makassar menjadi sembilan, kata rumah sakit."


def seven(at: int, day: str) -> AnnotatedArticle:
    words = "Tujuh pekerja tewas di Makassar."
    counted = number(words, "Tujuh pekerja", 7, "pekerja tewas")
    return of(at, words, counted, place(words, "Makassar"), day=day)


def nine(at: int, day: str) -> AnnotatedArticle:
    toll = number(NINE, "sembilan", 9, "tewas")
    return of(at, NINE, toll, place(NINE, "Makassar"), day=day)


def test_a_toll_that_later_articles_have_otherwise_is_told_with_its_days() -> None:
    report = told(seven(1, "2026-03-09"), seven(2, "2026-03-10"), nine(3, "2026-03-11"))
    (difference,) = report.differences
    assert [[one.of.article.number for one in stand.numbers] for stand in stands(difference)] == [
        [1, 3]
    ]
    course = "Ahmad al-Mismari changed the number: 7 (9 March 2026) → 9 (11 March 2026)"
    root = page(report).root
    (section,) = (one for one in root.all("section") if one.attributes.get("id") == "differ")
    assert f"The dead: {course}" in section.words
    first = root.classed("told")[0].words
    assert f"≠ The numbers differ: {course}." in first
    indonesian = written(report, "md", "id")
    assert "Ahmad al-Mismari mengganti angkanya: 7 (9 Maret 2026) → 9 (11 Maret 2026" in indonesian
    assert written(report) == written(told(*(one.annotated for one in report.articles)))


@pytest.mark.parametrize(
    ("days", "goes_on"),
    [
        (("2026-03-09", "2026-03-10", "2026-03-11"), True),
        (("2026-03-09", "2026-03-11", "2026-03-11"), False),
        (("2026-03-09", "2026-03-12", "2026-03-11"), False),
        (("2026-03-09", "", "2026-03-11"), False),
        (("2026-03", "2026-03-10", "2026-03-11"), False),
        (("2026-03-12", "2026-03-13", "2026-03-11"), True),
    ],
)
def test_numbers_of_one_day_and_those_that_come_back_only_differ(
    days: tuple[str, str, str], *, goes_on: bool
) -> None:
    report = told(seven(1, days[0]), seven(2, days[1]), nine(3, days[2]))
    (difference,) = report.differences
    assert [len(one.numbers) for one in stands(difference)] == ([2] if goes_on else [1, 1])
    assert ("→" in page(report).root.words) is goes_on
    assert ("; another number: " in page(report).root.words) is not goes_on


@pytest.mark.parametrize(
    ("before", "lang", "shown"),
    [
        ("sedikitnya ", "id", "sedikitnya 9 ("),
        ("maksimal ", "en", "at most 9 ("),
        ("kira-kira ", "id", "sekitar 9 ("),
        ("nyaris ", "en", "about 9 ("),
    ],
)
def test_a_number_that_is_not_exact_is_told_as_the_text_has_it(
    before: str, lang: str, shown: str
) -> None:
    words = f"Di Makassar {before}sembilan orang tewas."
    attributes = Quantity(9, counts="orang tewas", unit="person", approximate=True)
    counted = fact(Kind.QUANTITY, "sembilan orang", words, attributes)
    later = of(3, words, counted, place(words, "Makassar"), day="2026-03-11")
    assert f"→ {shown}" in page(told(seven(1, "2026-03-09"), later), lang).root.words


def test_a_number_that_nobody_says_stands_with_its_outlet() -> None:
    toll = number(NINE, "sembilan", 9, "tewas")
    beside = of(8, NINE, toll, place(NINE, "Makassar"), day="2026-03-11", outlet="Pijar")
    counts = tuple(counts_of(beside.text, beside.facts))
    report = told(seven(1, "2026-03-09"), beyond=(Beyond(beside.article, ("A B",), counts),))
    shown = "; another number: 9 according to Pijar itself (11 March 2026, #8, outside this report)"
    assert shown in page(report).root.words


TAKEN_BACK = (
    "Redaksi meralat berita tentang Makassar. Tertulis tujuh pekerja tewas. Jumlah yang benar "
    "adalah 12 orang. Dengan angka yang baru, empat orang masih hilang."
)


def correction(words: str = TAKEN_BACK) -> Beyond:
    facts = [
        number(words, "tujuh pekerja", 7, "pekerja tewas"),
        number(words, "12 orang", 12, "orang"),
        place(words, "Makassar"),
    ]
    article = of(9, words, day="2026-03-12", outlet="Ralat").article
    counts = tuple(counts_of(words, facts, is_correction=True))
    return Beyond(article, ("A B",), counts, is_correction=True, right=right_in(words))


def test_the_right_number_of_a_correction_counts_what_the_wrong_one_does() -> None:
    beside = correction()
    assert [(one.what, one.low, one.is_right) for one in beside.counts] == [
        ("dead", 7, False), ("dead", 12, True),
    ]  # fmt: skip
    (difference,) = told(seven(1, "2026-03-09"), beyond=(beside,)).differences
    ((course,),) = ([one.numbers for one in stands(difference)],)
    assert [(one.low, one.of.article.number) for one in course] == [(7, 1), (12, 9)]
    shown = page(told(seven(1, "2026-03-09"), beyond=(beside,))).root.words
    assert "According to the correction, 12 orang:" in shown
    assert "7 according to Ahmad al-Mismari (9 March 2026) → 12 according to the correct" in shown
    assert "takes the number back or prints the old one: #9" in shown
    other = correction(TAKEN_BACK.replace("Jumlah yang", "Jumlah penumpang yang"))
    assert [one.low for one in other.counts] == [7], "of the passengers it says nothing of the dead"


def test_what_is_newer_in_a_correction_is_told_and_takes_nothing_back() -> None:
    assert right_in(TAKEN_BACK) == (
        "Jumlah yang benar adalah 12 orang.", "Dengan angka yang baru, empat orang masih hilang.",
    )  # fmt: skip
