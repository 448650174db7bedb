"""Tolls: what became of those whom a number counts, told before the number. All is made up."""

from __future__ import annotations

import pytest
from cpu_work import assert_grows

from workbench.domain.fact import Kind, Quantity
from workbench.extract import extract


def counted(text: str, lang: str) -> list[tuple[str, float | None, str | None]]:
    """The quantities of a text: words, value, and what is counted."""
    return [
        (fact.span.exact, fact.attributes.value, fact.attributes.counts)
        for fact in extract(text, lang=lang)
        if fact.kind is Kind.QUANTITY and isinstance(fact.attributes, Quantity)
    ]


@pytest.mark.parametrize(
    ("lang", "text", "number"),
    [
        ("id", "Korban tewas bertambah menjadi 21 orang.", ("21 orang", 21, "orang tewas")),
        ("id", "Jumlah korban meninggal akibat longsor itu kini sembilan orang, kata polisi.",
         ("sembilan orang", 9, "orang meninggal")),
        ("id", "Jumlah korban luka mencapai 40 orang.", ("40 orang", 40, "orang luka")),
        ("id", "Korban jiwa naik menjadi sembilan, kata Rina Wijaya.", ("sembilan", 9, "tewas")),
        ("id", "Adapun jumlah pengungsi yang tercatat 300 orang.",
         ("300 orang", 300, "orang mengungsi")),
        ("en", "The death toll from a blast at a depot in Port Moss rose to nine on Friday.",
         ("nine", 9, "dead")),
        ("en", "The number of people killed climbed to 14, officials said.", ("14", 14, "killed")),
        ("en", "Officials put the death toll at 21.", ("21", 21, "dead")),
        ("en", "The number of injured has reached 40 people.", ("40 people", 40, "people injured")),
    ],
)  # fmt: skip
def test_a_toll_says_what_its_number_counts(
    lang: str, text: str, number: tuple[str, float, str]
) -> None:
    assert counted(text, lang) == [number]


@pytest.mark.parametrize(
    ("lang", "text", "counts"),
    [
        ("id", "Tertulis sembilan orang tewas. Jumlah yang benar sampai Kamis adalah 12 orang.",
         "orang tewas"),
        ("id", "Sebanyak 30 orang luka. Angka itu naik menjadi 41 orang.", "orang luka"),
        ("en", "The death toll stood at 12. The toll has risen to 15, police said.", "dead"),
        ("id", "Di Mina 08 ada 12 orang tewas.\n\n“Angkanya dua belas,” kata Ana.", "tewas"),
        ("id", "Ada 12 orang tewas di Mina 08.\n\n“Angkanya dua belas,” kata Ana.", "tewas"),
        ("id", "Ada 12 orang tewas dua hari lalu.\n\n“Angkanya dua belas,” kata Ana.", "tewas"),
        ("id", "Sebanyak 30 orang luka. Jumlahnya kini 41 orang.", "orang luka"),
        ("id", "Sebanyak 30 orang luka. Jumlahnya 41 orang.", "orang luka"),
        # what another number counts, of people or not
        ("id", "Sembilan orang tewas. Jumlah penumpang yang benar adalah 41 orang.", "orang"),
        ("id", "Ada 12 orang tewas dan 3 orang luka. Angka itu naik menjadi 15 orang.", "orang"),
        ("id", "Ada 12 desa rusak. Jumlah itu naik menjadi 15 orang.", "orang"),
    ],
)  # fmt: skip
def test_a_toll_that_points_back_counts_what_the_number_before_it_does(
    lang: str, text: str, counts: str
) -> None:
    assert counted(text, lang)[-1][2] == counts


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("id", "Korban tewas belum diketahui. Polisi memeriksa 12 orang.", ["orang"]),
        ("id", "Korban tewas dimakamkan, dan 12 orang pulang.", ["orang"]),
        ("id", "Korban tewas diperkirakan mencapai 30 orang.", ["orang"]),
        ("id", "Sembilan desa rusak. “Angkanya dua belas,” kata Rina.", ["desa"]),
        ("en", "The death toll could have risen to 30.", []),
        ("en", "The death toll has not reached nine.", []),
        ("en", "The death toll at one clinic worries the town.", []),
        ("en", "The road toll rose to nine dollars.", [None]),
        ("en", "The death toll reached nine percent.", [None]),
    ],
)
def test_no_toll_is_read_where_none_is_told(lang: str, text: str, found: list[str | None]) -> None:
    assert [one[2] for one in counted(text, lang)] == found


def test_many_tolls_take_no_longer_each_than_few() -> None:
    told = "Korban tewas di desa itu menjadi 12 orang. Jumlah itu naik menjadi 15 orang. "
    assert_grows(lambda size: extract(told * size, lang="id"), small=20, large=160, at_most=24)
