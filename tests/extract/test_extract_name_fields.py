"""Bodies that say what they are for in a row, and other names that were cut at a small word."""

import pytest

from workbench.extract import extract

BODIES = {
    "id": {
        "Kementerian Kelautan dan Perikanan menghentikan permohonan izin.": [
            "Kementerian Kelautan dan Perikanan"
        ],
        "Izin itu dicabut Badan Pengawas Obat dan Makanan pada Senin.": [
            "Badan Pengawas Obat dan Makanan"
        ],
        "Badan Meteorologi, Klimatologi, dan Geofisika (BMKG) mencatat gempa.": [
            "Badan Meteorologi, Klimatologi, dan Geofisika", "BMKG",
        ],
        "Dinas Kesehatan dan Keluarga Berencana Kabupaten Bima menyebut tiga kasus.": [
            "Dinas Kesehatan dan Keluarga Berencana"
        ],
        "Kementerian Pendidikan dan Kebudayaan serta Kementerian Agama menolak.": [
            "Kementerian Pendidikan dan Kebudayaan", "Kementerian Agama",
        ],
        "Komisi Pengawas Persaingan Usaha dan Kementerian Perdagangan memeriksa.": [
            "Komisi Pengawas Persaingan Usaha", "Kementerian Perdagangan",
        ],
        "Kementerian Pertanian dan Bulog sepakat menyerap gabah.": [
            "Kementerian Pertanian", "Bulog",
        ],
        "Kementerian Keuangan dan Bank Indonesia sepakat.": [
            "Kementerian Keuangan", "Bank Indonesia",
        ],
        "Dinas Sosial dan Polres Bima menyalurkan bantuan.": ["Dinas Sosial", "Polres Bima"],
        "Dinas Kesehatan dan Rumah Sakit Siloam merawat korban.": ["Dinas Kesehatan"],
        "Kementerian Kominfo dan Komunitas Siber Indonesia rapat.": [
            "Kementerian Kominfo", "Komunitas Siber Indonesia",
        ],
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Bima melantik.": [
            "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
        ],
    },
    "en": {
        "The Ministry of Marine Affairs and Fisheries halted it.": [
            "Ministry of Marine Affairs and Fisheries"
        ],
        "The Department of Health and Human Services said so.": [
            "Department of Health and Human Services"
        ],
        "The Ministry of Transport and Development Bank of Japan agreed.": [
            "Ministry of Transport", "Development Bank of Japan",
        ],
        "The Ministry of Health and Social Democratic Party leaders met.": [
            "Ministry of Health", "Social Democratic Party",
        ],
    },
}  # fmt: skip


def names(text: str, lang: str, kind: str) -> list[str]:
    """What is named of a kind, as printed, each once."""
    found = [fact for fact in extract(text, lang=lang) if fact.kind == kind]
    return list(dict.fromkeys(text[fact.span.start : fact.span.end] for fact in found))


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, text) for lang, texts in BODIES.items() for text in texts]
)
def test_a_body_has_all_that_it_is_for(lang: str, text: str) -> None:
    assert names(text, lang, "organisation") == BODIES[lang][text]
    assert not names(text, lang, "person")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("kata Kapolres Bima Didik Putra Kuncoro.", "Didik Putra Kuncoro"),
        ("kata Wali Kota Bogor Bima Arya Sugiarto.", "Bima Arya Sugiarto"),
        ("kata Gubernur Jawa Tengah Ahmad Luthfi.", "Ahmad Luthfi"),
        ("kata Kapolda Jawa Barat Irjen Rudi Setiawan.", "Rudi Setiawan"),
    ],
)
def test_the_place_of_an_office_is_no_first_name(text: str, person: str) -> None:
    assert names(text, "id", "person") == [person]


def test_a_capital_is_no_place_of_its_own_name() -> None:
    text = "Mereka tiba di ibu kota Azerbaijan dari kota Tabriz."
    assert names(text, "id", "place") == ["Azerbaijan", "kota Tabriz"]


@pytest.mark.parametrize(
    "text",
    [
        "Twelve Indonesians were arrested in Manila.",
        "Seventy-six Rohingya refugees came ashore on Wednesday.",
        "Forty Ukrainian soldiers surrendered.",
    ],
)
def test_how_many_is_no_first_name(text: str) -> None:
    assert not names(text, "en", "person")


def test_a_name_may_begin_with_a_number() -> None:
    assert names("Fifty Cent sang in Manila.", "en", "person") == ["Fifty Cent"]
