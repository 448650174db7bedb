"""Quantities in running news: for each rule something that is one, and a trap."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Fact, Kind, Quantity
from workbench.extract import extract


def facts(text: str, lang: str = "id") -> list[Fact]:
    return [fact for fact in extract(text, lang=lang) if fact.kind is Kind.QUANTITY]


def quantities(text: str, lang: str = "id") -> list[tuple[str, Quantity]]:
    return [
        (fact.span.exact, fact.attributes)
        for fact in facts(text, lang)
        if isinstance(fact.attributes, Quantity)
    ]


@pytest.mark.parametrize(
    ("lang", "text", "words", "value", "top", "unit"),
    [
        ("id", "Ada 20 hingga 30 orang di sana.", "20 hingga 30 orang", 20, 30, "person"),
        ("id", "Airnya setinggi 50-70 sentimeter.", "50-70 sentimeter", 50, 70, "cm"),
        ("id", "Ongkosnya 55 juta 400 ribu rupiah.", "55 juta 400 ribu rupiah", 5.54e7, None,
         "IDR"),
        ("id", "Sebanyak 1 juta 200 ribu orang datang.", "1 juta 200 ribu orang", 1.2e6, None,
         "person"),
        ("id", "Ada 300 ribu 2 juta jiwa.", "2 juta jiwa", 2e6, None, "person"),
        ("id", "Harganya Rp 10 ribu 5 ribu.", "Rp 10 ribu", 1e4, None, "IDR"),
        ("id", "Ada Rp 12 triliun 500 miliar 300 juta.", "Rp 12 triliun 500 miliar 300 juta",
         1.25003e13, None, "IDR"),
        ("id", "Utangnya Rp 2 ribu triliun.", "Rp 2 ribu triliun", 2e15, None, "IDR"),
        ("en", "Two hundred thousand million dollars.", "Two hundred thousand million dollars",
         2e11, None, "USD"),
        ("id", "Ia membeli lima anak usaha itu.", "lima anak usaha", 5, None, "unit"),
        ("en", "Half a million people fled.", "Half a million people", 5e5, None, "person"),
        ("id", "Harganya turun 10%-15%.", "10%-15%", 10, 15, "percent"),
        ("en", "It is 10 km – 15 km away.", "10 km – 15 km", 10, 15, "km"),
        ("id", "Kerugian Rp 2-3 miliar.", "Rp 2-3 miliar", 2e9, 3e9, "IDR"),
        ("id", "Ada 10 sampai 20 ribu orang.", "10 sampai 20 ribu orang", 1e4, 2e4, "person"),
        ("id", "Tarifnya Rp 10.000-Rp 15.000.", "Rp 10.000-Rp 15.000", 1e4, 1.5e4, "IDR"),
        ("id", "Ada 1,2 juta jiwa di sana.", "1,2 juta jiwa", 1.2e6, None, "person"),
        ("id", "Nilainya 12 juta dolar AS.", "12 juta dolar AS", 1.2e7, None, "USD"),
        ("id", "Utangnya US$ 2 miliar.", "US$ 2 miliar", 2e9, None, "USD"),
        ("id", "Suhunya minus 5 derajat Celsius.", "minus 5 derajat Celsius", -5, None, "degC"),
        ("id", "Gempa bermagnitudo 5,6 terjadi.", "5,6", 5.6, None, "magnitude"),
        ("id", "Gempanya 5,6 skala Richter.", "5,6 skala Richter", 5.6, None, "magnitude"),
        ("id", "Ia menempati peringkat ke-7 dunia.", "ke-7", 7, None, "ordinal"),
        ("id", "Ia meraih juara ketiga.", "ketiga", 3, None, "ordinal"),
        ("id", "Dua pertiga penduduk desa itu bertani.", "Dua pertiga", 2 / 3, None, None),
        ("id", "Sepertiga anggota absen.", "Sepertiga", 1 / 3, None, None),
        ("id", "Setengah dari lahan itu kering.", "Setengah", 0.5, None, None),
        ("id", "Dayanya 2 x 1.000 megawatt.", "2 x 1.000 megawatt", 2000, None, "MW"),
        ("id", "Ruangnya 3 x 4 meter.", "4 meter", 4, None, "m"),
        ("id", "Ada 34 provinsi di sana.", "34 provinsi", 34, None, None),
        ("en", "Two thirds of the fields are dry.", "Two thirds", 2 / 3, None, None),
        ("en", "Half of the town was cut off.", "Half", 0.5, None, None),
        ("en", "He finished 7th overall.", "7th", 7, None, "ordinal"),
        ("en", "It had a magnitude 5.6 shock.", "5.6", 5.6, None, "magnitude"),
        ("en", "They had $10 to $20 left.", "$10 to $20", 10, 20, "USD"),
    ],
)  # fmt: skip
def test_reads_amounts_as_news_writes_them(
    lang: str, text: str, words: str, value: float, top: float | None, unit: str | None
) -> None:
    ((exact, quantity),) = quantities(text, lang)
    assert (exact, quantity.max, quantity.unit) == (words, top, unit)
    assert quantity.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("lang", "text", "words", "low", "high"),
    [
        ("id", "Ratusan warga mengungsi.", "Ratusan warga", 100, 999),
        ("id", "Belasan rumah rusak.", "Belasan rumah", 11, 19),
        ("id", "Kerugian puluhan juta rupiah.", "puluhan juta rupiah", 1e7, 99_999_999),
        ("id", "Jutaan orang menonton.", "Jutaan orang", 1e6, 9_999_999),
        ("en", "Tens of thousands of people came.", "Tens of thousands of people", 1e4, 99_999),
        ("en", "Hundreds of homes burned.", "Hundreds of homes", 100, 999),
    ],
)
def test_an_amount_that_only_tells_its_size_is_the_range_of_it(
    lang: str, text: str, words: str, low: float, high: float
) -> None:
    ((exact, quantity),) = quantities(text, lang)
    assert (exact, quantity.value, quantity.max) == (words, low, high)
    assert quantity.approximate


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Sembilan orang tewas di sana.", "orang tewas"),
        ("Ratusan warga mengungsi ke bukit.", "warga mengungsi"),
        ("Ada 25 korban jiwa di sana.", "korban jiwa"),
        ("Ada 43 orang di sana.", "orang"),
        ("Ada 7.655 pegawai di sana.", "pegawai"),
    ],
)
def test_says_what_is_counted_and_what_became_of_it(text: str, counts: str) -> None:
    ((_, quantity),) = quantities(text)
    assert quantity.counts == counts


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Hal itu diatur Pasal 27 ayat 3."),
        ("id", "Ia dijerat UU Nomor 8 Tahun 1999 di sana."),
        ("id", "Persija menang 2-1 atas tamunya."),
        ("id", "Hubungi nomor 0812-3456-7890 saja."),
        ("id", "Ia membaca QS 2:183 di sana."),
        ("id", "Perangkat lunak iOS 11.2 dirilis."),
        ("id", "Penerbangan JT 610 batal."),
        ("id", "Angkanya 12 meningkat tajam."),
        ("id", "Setengah mati ia mencarinya."),
        ("id", "Babak setengah final digelar."),
        ("id", "Hari kedua dan ketiga ia sakit."),
        ("id", "Ia berada di posisi sulit."),
        ("en", "The third of his speeches was short."),
        ("en", "Section 27 applies here."),
        ("en", "A magnitude of despair."),
    ],
)
def test_numbers_that_count_nothing_are_none(lang: str, text: str) -> None:
    assert quantities(text, lang) == []


def test_a_pair_in_two_units_is_checked() -> None:
    agreeing = facts("Kota itu 370 km (230 mil) dari sini.")
    differing = facts("Kota itu 370 km (23 mil) dari sini.")
    other_kind = facts("Muatannya 370 km (230 kg) dari sini.")
    assert {fact.score for fact in agreeing} == {0.93}
    for doubtful in (differing, other_kind):
        assert len(doubtful) == 2
        assert {fact.score for fact in doubtful} == {0.5}
        assert all("says something else" in fact.reason for fact in doubtful)


def test_money_in_two_currencies_is_a_pair_that_nothing_here_can_check() -> None:
    one, other = facts("Biayanya US$ 2 juta (Rp 28 miliar) setahun.")
    assert isinstance(one.attributes, Quantity)
    assert one.attributes.pair is not None
    assert one.attributes.pair.exact == other.span.exact
    assert one.score > 0.9


def test_what_rises_from_one_share_to_another_is_no_range() -> None:
    assert [one[0] for one in quantities("Tariffs rose from 10% to 25%.", "en")] == ["10%", "25%"]
