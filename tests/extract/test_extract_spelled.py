"""Short forms in brackets: of what names nobody, of a country, of a body with its country."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Kind, Name
from workbench.extract import extract

Named = list[tuple[str, str, str | None]]


def named(text: str, lang: str = "id") -> Named:
    """The names of a text in its order: the words, the kind and the canonical name."""
    return [
        (fact.span.exact, fact.kind.value, fact.attributes.name)
        for fact in extract(text, lang=lang)
        if isinstance(fact.attributes, Name)
    ]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        # words without capitals
        ("Siswa sekolah dasar (SD) dan siswi SD lain hadir di Bima.", "SD"),
        ("Data dari 16 kementerian/lembaga (KL) siap. Semua KL hadir.", "KL"),
        ("Warga negara (WN) asing ditahan di Bima. WN itu diam.", "WN"),
        ("Sebanyak 15 pemerintah daerah (Pemda) hadir. Dana Pemda naik.", "Pemda"),
        ("Pasien chronic kidney disease (CKD) naik. CKD kerap tanpa gejala.", "CKD"),
        # an office, a paper, people in general
        ("Wakil Menteri Angkutan (Wamengkut) Budi Salim hadir. Kini Wamengkut diam.", "Wamengkut"),
        ("Peraturan Presiden (Perpres) terbit. Menurut Perpres itu, dana naik.", "Perpres"),
        ("Tarif Cukai Hasil Tembakau (CHT) tetap. Layer baru CHT disiapkan.", "CHT"),
        ("Bagi Aparatur Sipil Negara (ASN) aturan berubah. Semua ASN tahu.", "ASN"),
    ],
)
def test_a_short_form_of_what_names_nobody_is_no_name(text: str, short: str) -> None:
    found = [words for words, _, _ in named(text)]
    assert short not in found
    assert "Aparatur Sipil Negara" not in found


def test_so_it_is_in_english() -> None:
    found = [words for words, _, _ in named("A gross vessel index (GVI) rose. GVI is high.", "en")]
    assert "GVI" not in found


def test_initials_behind_a_title_that_is_a_name_stay() -> None:
    text = "Menurut Raja Hasan Wirawan (RHW), dana naik. RHW mengatakan dana cukup."
    assert "RHW" in [words for words, _, _ in named(text)]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Laporan itu dari komisi pemberantasan korupsi (KPK). KPK menolak.", "KPK"),
        ("Badan Pangan Sagara (BPS) rapat. BPS menolak.", "BPS"),
        ("Laba PT Sumber Graha Raya (SGR) naik. SGR menolak.", "SGR"),
        ("Menteri Pekerjaan Umum (PU) hadir. Kementerian PU menolak.", "PU"),
    ],
)
def test_a_body_keeps_its_short_form(text: str, short: str) -> None:
    found = [words for words, _, _ in named(text)]
    assert short in found


@pytest.mark.parametrize(
    ("text", "country", "short"),
    [
        ("Presiden Amerika Serikat (AS) diam. Kapal AS mundur.", "Amerika Serikat", "AS"),
        ("Kapal Uni Emirat Arab (UEA) mundur. UEA diam.", "Uni Emirat Arab", "UEA"),
    ],
)
def test_a_country_is_no_body_for_its_short_form(text: str, country: str, short: str) -> None:
    whole = f"{country} ({short})"
    assert named(text) == [(words, "place", whole) for words in (country, short, short)]


def test_a_short_form_with_its_country_is_that_of_the_body() -> None:
    text = "Temuan Badan Pangan Sagara (BPSG RI) keliru. Kepala BPSG RI diam. Kini BPSG diam."
    names = {name for _, kind, name in named(text) if kind == Kind.ORGANISATION.value}
    assert names == {"Badan Pangan Sagara (BPSG)"}


def test_what_a_company_is_is_no_name() -> None:
    text = "PT Nusa Graha (Persero) Tbk rugi. Kini PT Nusa Graha (Persero) untung."
    assert {words for words, _, _ in named(text)} == {"PT Nusa Graha"}


def test_a_body_ends_before_the_rank_of_whoever_follows() -> None:
    text = "“Ia ditahan,” kata Kabid Humas Polda Metro Jaya Kombes Budi Hermanto di Jakarta."
    assert [words for words, _, _ in named(text)] == [
        "Polda Metro Jaya",
        "Budi Hermanto",
        "Jakarta",
    ]


def test_a_place_ends_before_an_amount() -> None:
    text = "Simpanan Kabupaten Mimika Rp 2,4 triliun dan Kabupaten Balangan Rp 1,8 triliun."
    assert [words for words, _, _ in named(text)] == ["Kabupaten Mimika", "Kabupaten Balangan"]


def test_initials_of_somebody_called_by_a_familiar_word_are_his() -> None:
    text = "Gubernur Dedi Mulyadi hadir. Kang Dedi Mulyadi (KDM) menantang warga. KDM pulang."
    assert {name for _, _, name in named(text)} == {"Dedi Mulyadi"}
