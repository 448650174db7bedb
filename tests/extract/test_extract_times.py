from __future__ import annotations

import pytest

from workbench.domain.fact import Kind, Quantity, Time
from workbench.extract import extract, recognise
from workbench.extract.calendar import parse_anchor
from workbench.extract.numbers import read_numeral, read_ordinal
from workbench.extract.times.periods import MONTHS, months_at
from workbench.extract.times.reading import Reading
from workbench.extract.times.words import words_for

ANCHOR = "2020-01-09"


def times(text: str, lang: str, anchor: str | None = ANCHOR) -> list[tuple[str, Time]]:
    found = []
    for fact in extract(text, lang=lang, anchor=anchor, anchor_basis="page" if anchor else None):
        if fact.kind is Kind.TIME:
            assert isinstance(fact.attributes, Time)
            found.append((fact.span.exact, fact.attributes))
    return found


def quantities(text: str, lang: str) -> list[tuple[str, Quantity]]:
    found = []
    for fact in extract(text, lang=lang):
        if fact.kind is Kind.QUANTITY:
            assert isinstance(fact.attributes, Quantity)
            found.append((fact.span.exact, fact.attributes))
    return found


@pytest.mark.parametrize(
    ("lang", "words", "value", "part", "modifier"),
    [
        ("id", "Rabu malam", "2020-01-08TNI", "NI", None),
        ("id", "hari Senin", "2020-01-06", None, None),
        ("id", "Kamis", "2020-01-09", None, None),
        ("id", "Rabu (8/1/2020)", "2020-01-08", None, None),
        ("id", "Rabu (8/1)", "2020-01-08", None, None),
        ("id", "9 Januari 2020", "2020-01-09", None, None),
        ("id", "17 Desember", "2019-12-17", None, None),
        ("id", "sejak April", "2019-04", None, "SINCE"),
        ("id", "akhir 2016", "2016", None, "END"),
        ("id", "era 20-an", "192", None, None),
        ("id", "ribuan tahun lalu", "PAST_REF", None, None),
        ("id", "belasan tahun yang silam", "PAST_REF", None, None),
        ("en", "thousands of years ago", "PAST_REF", None, None),
        ("id", "awal Maret", "2019-03", None, "START"),
        ("id", "pekan lalu", "2020-W01", None, None),
        ("id", "bulan depan", "2020-02", None, None),
        ("id", "tahun lalu", "2019", None, None),
        ("id", "dua hari lalu", "2020-01-07", None, None),
        ("id", "3 tahun yang lalu", "2017", None, None),
        ("id", "seminggu lalu", "2020-W01", None, None),
        ("id", "kemarin", "2020-01-08", None, None),
        ("id", "lusa", "2020-01-11", None, None),
        ("id", "tadi malam", "2020-01-08TNI", "NI", None),
        ("id", "Jumat pekan lalu", "2020-01-03", None, None),
        ("id", "baru-baru ini", "PAST_REF", None, None),
        ("id", "berbulan-bulan", "PXM", None, None),
        ("id", "dua jam", "PT2H", None, None),
        ("id", "pukul 21.15 WIB", "T21:15", None, None),
        ("id", "2020-01-08", "2020-01-08", None, None),
        ("en", "Wednesday night", "2020-01-08TNI", "NI", None),
        ("en", "January 6, 2020", "2020-01-06", None, None),
        ("en", "6 January 2020", "2020-01-06", None, None),
        ("en", "last week", "2020-W01", None, None),
        ("en", "two days ago", "2020-01-07", None, None),
        ("en", "since April", "2019-04", None, "SINCE"),
        ("en", "yesterday", "2020-01-08", None, None),
        ("en", "next month", "2020-02", None, None),
    ],
)
def test_resolves_against_the_anchor(
    lang: str, words: str, value: str, part: str | None, modifier: str | None
) -> None:
    text = f"Warga kota itu menunggu bantuan {words}." if lang == "id" else f"They waited {words}."
    ((exact, time),) = times(text, lang)
    assert exact == words
    assert (time.value, time.part, time.modifier) == (value, part, modifier)
    assert time.resolved
    assert (time.anchor, time.anchor_basis) == (ANCHOR, "page")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("id", "Rabu malam"), ("id", "pekan lalu"), ("id", "kemarin"), ("id", "dua hari lalu"),
     ("id", "sejak April"), ("en", "on Wednesday"), ("en", "last week"), ("en", "yesterday")],
)  # fmt: skip
def test_stays_open_without_an_anchor(lang: str, words: str) -> None:
    ((_, time),) = times(f"Mereka menunggu {words}.", lang, anchor=None)
    assert (time.value, time.resolved, time.anchor) == (None, False, None)


def test_full_dates_need_no_anchor() -> None:
    ((_, time),) = times("Rapat itu digelar Kamis, 9 Januari 2020.", "id", anchor=None)
    assert time.value == "2020-01-09"


def test_a_night_of_no_known_day_is_not_made_up() -> None:
    ((_, time),) = times("Serangan itu terjadi malam.", "id")
    assert (time.value, time.part, time.resolved) == (None, "NI", False)


@pytest.mark.parametrize(
    "text",
    ["Selamat malam semua.", "Ia ke pasar malam.", "Pasal 31 Februari.", "Ia berusia 20-an.",
     "Suhunya 20-an derajat."],
)  # fmt: skip
def test_traps_are_no_times(text: str) -> None:
    assert [time.value for _, time in times(text, "id") if time.value] == []


@pytest.mark.parametrize(
    ("lang", "text", "exact", "value", "unit"),
    [
        ("id", "Jaraknya 370 km dari kota.", "370 km", 370, "km"),
        ("id", "Tinggi gunung itu 2.400 meter.", "2.400 meter", 2400, "m"),
        ("id", "Bantuan Rp 3,5 juta diterima.", "Rp 3,5 juta", 3_500_000, "IDR"),
        ("id", "Sebanyak sembilan orang tewas.", "sembilan orang", 9, "person"),
        ("id", "Sebanyak dua puluh lima orang datang.", "dua puluh lima orang", 25, "person"),
        ("id", "Sebanyak tiga ratus lima puluh ribu rupiah hilang.",
         "tiga ratus lima puluh ribu rupiah", 350_000, "IDR"),
        ("id", "Harga naik 1,7 persen.", "1,7 persen", 1.7, "percent"),
        ("id", "Pelabuhan itu 118 mil dari sini.", "118 mil", 118, "mile"),
        ("en", "It is 370 km away.", "370 km", 370, "km"),
        ("en", "Some 2,400 people came.", "2,400 people", 2400, "person"),
        ("en", "It cost $3.5 million in all.", "$3.5 million", 3_500_000, "USD"),
        ("en", "Nine people were killed.", "Nine people", 9, "person"),
    ],
)  # fmt: skip
def test_reads_a_quantity(lang: str, text: str, exact: str, value: float, unit: str) -> None:
    ((words, quantity),) = quantities(text, lang)
    assert (words, quantity.value, quantity.unit) == (exact, value, unit)


def test_pairs_the_same_quantity_in_two_units() -> None:
    (_, one), (_, other) = quantities("Kota itu sekitar 370 km (230 mil) dari sini.", "id")
    assert one.approximate
    assert other.approximate
    assert one.pair is not None
    assert one.pair.exact == "230 mil"
    assert other.pair is not None
    assert other.pair.exact == "370 km"


def test_says_what_became_of_the_counted() -> None:
    ((_, quantity),) = quantities("Sebanyak 12 orang tewas di sana.", "id")
    assert quantity.counts == "orang tewas"


@pytest.mark.parametrize(
    "text", ["Pada 2016 ia lahir.", "Budi (29) datang.", "Rabu (8/1/2020) ia pergi."]
)
def test_years_ages_and_dates_are_no_quantities(text: str) -> None:
    assert quantities(text, "id") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rapat digelar 7 Februari 2015 20:15.", "2015-02-07T20:15"),
        ("Rapat digelar Kamis, 26 Februari 2026 pukul 18.30 WIB.", "2026-02-26T18:30"),
        ("Pada 8 Januari 2020 20.000 orang datang.", "2020-01-08"),
        ("Rapat digelar 7 Februari 2015 malam.", "2015-02-07TNI"),
    ],
)
def test_a_date_goes_down_to_the_minute_it_prints(text: str, value: str) -> None:
    assert [time.value for _, time in times(text, "id", anchor=None)] == [value]


def test_the_date_of_a_byline_is_a_time() -> None:
    body = "Kasus demam di kota itu melonjak tajam sejak awal tahun, kata seorang pejabat dinas."
    text = f"Kasus Demam Melonjak\n\nKamis, 26 Februari 2026\n\nBOGOR, KOMPAS — {body}\n"
    assert ("Kamis, 26 Februari 2026", "2026-02-26") in [
        (words, time.value) for words, time in times(text, "id", anchor=None)
    ]


WIRE = "Judul Berita Panjang Ini\n\nKABAR LINTANG, Doha – {first}. Kalimat kedua datang {second}.\n"


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        ("Dua pihak bertemu di kota itu, Selasa (17/3/2026)", "kemudian", "2026-03-17"),
        ("Dua pihak bertemu di kota itu, Senin (16/3/2026) malam", "kemudian", "2026-03-16"),
        ("Dua pihak bertemu di kota itu, Senin malam (16/3/2026)", "kemudian", "2026-03-16"),
        # a weekday that is not the date's, no year, a date without a weekday, a later sentence
        ("Dua pihak bertemu di kota itu, Rabu (17/3/2026)", "kemudian", None),
        ("Dua pihak bertemu di kota itu, Selasa (17/3)", "kemudian", None),
        ("Dua pihak bertemu di kota itu pada 17 Maret 2026", "kemudian", None),
        ("Dua pihak bertemu di kota itu", "Selasa (17/3/2026)", None),
    ],
)
def test_the_wires_date_is_the_publication_date(
    first: str, second: str, published: str | None
) -> None:
    assert recognise(WIRE.format(first=first, second=second), lang="id").published == published


def test_no_dateline_no_publication_date() -> None:
    text = "Judul Berita Ini\n\nDua pihak bertemu di kota itu, Selasa (17/3/2026). Lalu pulang."
    assert recognise(text, lang="id").published is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("-1,2M", -1_200_000), (",77", 0.77), ("100K", 100_000), ("kosong", 0), ("0033", 33),
        ("minus 1.200.000", -1_200_000), ("tujuh ratus dua puluh satu ribu dua belas", 721_012),
        ("lima orang", None), ("10$", None), ("", None), ("kosong melompong", None),
    ],
)  # fmt: skip
def test_reads_a_numeral_and_nothing_else(words: str, value: float | None) -> None:
    assert read_numeral(words, "id") == value


@pytest.mark.parametrize(
    ("lang", "words", "value"),
    [
        ("id", "ke-4", 4), ("id", "Kesepuluh", 10), ("id", "pertama", 1), ("id", "ke-00003", 3),
        ("id", "kepada", None), ("id", "kelima orang", None), ("en", "3rd", 3), ("en", "fifth", 5),
        ("en", "north", None),
    ],
)  # fmt: skip
def test_reads_an_ordinal_and_nothing_else(lang: str, words: str, value: float | None) -> None:
    assert read_ordinal(words, lang) == value


def test_a_number_alone_on_its_line_is_a_quantity() -> None:
    ((_, alone),) = quantities("dua puluh delapan", "id")
    assert (alone.value, alone.unit) == (28, None)
    ((_, ordinal),) = quantities("keempat", "id")
    assert (ordinal.value, ordinal.unit) == (4, "ordinal")
    assert quantities("2026", "id") == []
    assert quantities("Yang keempat tiba dengan selamat di sana.", "id") == []


@pytest.mark.parametrize(
    ("words", "value", "top", "unit"),
    [
        ("20€", 20, None, "EUR"), ("10K$", 10_000, None, "USD"), ("EUR 20", 20, None, "EUR"),
        ("20Rp", 20, None, "IDR"), ("Rp 1,2 M", 1_200_000_000, None, "IDR"),
        ("Rp1.000 sampai Rp10.000", 1_000, 10_000, "IDR"),
        ("10 dolar hingga 20 dolar", 10, 20, "USD"), ("sembilan pound", 9, None, "GBP"),
    ],
)  # fmt: skip
def test_reads_money_however_it_is_written(
    words: str, value: float, top: float | None, unit: str
) -> None:
    ((exact, money),) = quantities(f"Harganya {words} saja.", "id")
    assert (exact, money.value, money.max, money.unit) == (words, value, top, unit)


def test_a_sign_belongs_to_the_number_behind_it() -> None:
    found = quantities("Ia membayar 10 $20 kemarin.", "id")
    assert [words for words, _ in found] == ["$20"]


@pytest.mark.parametrize(
    ("text", "rule", "value"),
    [
        ("Maret 2018", "month_of_year", "2018-03"),
        ("Mar ini", "short_month", None),
        ("Maret tahun lalu", "month_of_told_year", "2019-03"),
        ("Mei Lestari", "month_like_a_name", None),
        ("Maret lalu", "month_by_anchor", "2019-03"),
    ],
)
def test_a_rule_says_which_year_a_month_belongs_to(text: str, rule: str, value: str | None) -> None:
    reading = Reading(text, 0, len(text), words_for("id"), parse_anchor(ANCHOR))
    found = months_at(reading, 0)
    assert found
    assert MONTHS.deciding(reading, 0, found) == rule
    draft = MONTHS(reading, 0, found)
    assert (draft.value if draft else None) == value


@pytest.mark.parametrize(
    ("text", "exact", "value"),
    [
        # the lunar calendar, and years before the common era
        ("Aturan itu berlaku sejak tahun 1443 H.", "sejak tahun 1443 H", None),
        ("Haul digelar 3 Rabiul Akhir 1443 Hijriah.", "3 Rabiul Akhir 1443 Hijriah", None),
        ("Pasar ramai pada akhir Syawal 1441.", "akhir Syawal 1441", None),
        ("Awal 1442 H, sekolah itu dibuka.", "Awal 1442 H", None),
        ("Kerajaan itu berdiri pada tahun 320 - 180 sebelum Masehi.",
         "tahun 320 - 180 sebelum Masehi", None),
        ("Harga naik jelang Ramadan 2019.", "Ramadan 2019", "2019"),
        # months as they are shortened, and as they were spelt
        ("Rapat digelar Selasa, 5 Nop 2019 di Solo.", "Selasa, 5 Nop 2019", "2019-11-05"),
        ("Ia lahir 17 Djuli 1954.", "17 Djuli 1954", "1954-07-17"),
        ("Panen dimulai 9 Agst 2019.", "9 Agst 2019", "2019-08-09"),
        ("Upacara tgl 4 Peb 2019 jam 8 malam.", "tgl 4 Peb 2019 jam 8 malam", "2019-02-04T20:00"),
        # short units
        ("Ia pindah 5 bln lalu.", "5 bln lalu", "2019-08"),
        ("Ia pindah 2 thn lalu.", "2 thn lalu", "2018"),
        ("Ia pindah 2 mgg lalu.", "2 mgg lalu", "2019-W52"),
        ("Ia pindah 6 hr lalu.", "6 hr lalu", "2020-01-03"),
        # a date behind the weekday that is not understood
        ("Rapat digelar Selasa, 5 Qbr 2019 di Solo.", "Selasa", None),
    ],
)  # fmt: skip
def test_calendars_months_and_units(text: str, exact: str, value: str | None) -> None:
    ((found, time),) = times(text, "id")
    assert (found, time.value, time.resolved) == (exact, value, value is not None)


def test_two_full_dates_beside_each_other_are_two() -> None:
    text = "Rapat digelar 10 November 2019, 3 Desember 2019."
    assert [value.value for _, value in times(text, "id")] == ["2019-11-10", "2019-12-03"]
