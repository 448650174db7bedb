"""Where a speaker's phrase goes on to the name, and what of it is the name. People are made up."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Quote, Speaker
from workbench.extract import extract


def speakers(text: str) -> list[Speaker]:
    """The speakers of a text's quotes, in text order."""
    quotes = [f.attributes for f in extract(text, lang="id") if isinstance(f.attributes, Quote)]
    return [quote.speaker for quote in quotes if quote.speaker]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Direktur Riset OECD, Nell McArdle dikutip dari BBC, Jumat (29/5/2026)", "Nell McArdle"),
        ("Ketua Bank Wira, Joko Prakoso dikutip dariReuters, Kamis (19/6/2025)", "Joko Prakoso"),
        ("Kepala Dinas Sosial, Sari Wulandari saat ditemui di Bogor", "Sari Wulandari"),
        # commas inside an office
        (
            "Direktur Perizinan, Pengawasan dan Mutu BPJK, Sari Wulandari, di Bogor",
            "Sari Wulandari",
        ),
        ("Meneg PPN/Kepala Bappenas, Joko Prakoso, di Bogor", "Joko Prakoso"),
        # somebody's lawyer, wife, manager
        ("pengacara Sari Wulandari, Joko Prakoso, kepada wartawan", "Joko Prakoso"),
        ("istri Joko Prakoso, Sari Wulandari di rumahnya", "Sari Wulandari"),
        ("pengacara Sari Wulandari di Bogor", "Sari Wulandari"),
        # an outlet in apposition to the noun for it
        ("kantor berita negara Iran, Fars", "Fars"),
        ("kantor berita Korea Selatan Yonhap", "Yonhap"),
    ],
)
def test_a_phrase_goes_on_to_the_name_behind_the_comma(phrase: str, name: str) -> None:
    speaker = speakers(f"“Jembatan itu sudah dibuka,” kata {phrase}.")[-1]
    assert speaker.name == name


def test_a_name_behind_a_comma_that_acts_is_somebody_else() -> None:
    text = "“Jembatan itu dibuka,” kata Kepala Dinas Sosial, Joko Prakoso datang ke Bogor."
    assert speakers(text)[-1].name != "Joko Prakoso"
