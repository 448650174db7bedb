"""Other forms of one name in an article, and the names behind what somebody wrote or found out."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Quote, SpeakerClass
from workbench.extract import extract


def quotes(text: str) -> list[Quote]:
    return [f.attributes for f in extract(text, lang="id") if isinstance(f.attributes, Quote)]


def last_names(text: str) -> tuple[str, ...]:
    speaker = quotes(text)[-1].speaker
    return speaker.names if speaker else ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # beside "atau": letters of the name, its last word, or one word behind a title
        ("Mantan bupati Joko Prabawa atau Jokobawa datang. “Kami siap,” kata Jokobawa.",
         "Joko Prabawa"),
        ("Tobias Lestari Karsa atau Toby Karsa datang. “Kami siap,” kata Toby Karsa.",
         "Tobias Lestari Karsa"),
        ("Gubernur Husada Tirta Wijaya atau Acong datang. “Kami siap,” kata Acong.",
         "Husada Tirta Wijaya"),
        # how somebody is addressed
        ("Ketua PSSI Agung Wulandari datang. “Kami siap,” kata Bang Agung Wulandari. Kata "
         "warga, Agung Wulandari ramah. “Ayo,” ujar Agung.", "Agung Wulandari"),
        # a last name cut short
        ("Ketua Partai Karsa Hendra Tanoprakasa datang. “Kami siap,” kata Hendra Tano.",
         "Hendra Tanoprakasa"),
    ],
)  # fmt: skip
def test_other_forms_of_a_name_are_the_same_person(text: str, name: str) -> None:
    assert last_names(text) == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Warga memilih Joko Prabawa atau Rudi Hartanto. “Kami siap,” kata Rudi Hartanto.",
         "Rudi Hartanto"),
        ("Bang Si-hyun datang. “Kami siap,” kata Bang Si-hyun.", "Bang Si-hyun"),
        ("Rina Sari dan Rina Saputri datang. “Kami siap,” kata Rina Sari.", "Rina Sari"),
    ],
)  # fmt: skip
def test_who_only_looks_like_another_one_is_not(text: str, name: str) -> None:
    assert last_names(text) == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Badan Gempa Sagara atau BGS mencatat air laut naik. Laporan BGS menyebut gempa kuat.",
         "Badan Gempa Sagara (BGS)"),
        # brackets behind the last words of a longer name
        ("Dewan Pengurus Lembaga Simpanan Rakyat (LSR) rapat kemarin. LSR menyatakan bunga naik.",
         "Lembaga Simpanan Rakyat (LSR)"),
        ("Badan Gempa Amerika Serikat (AS) rapat kemarin. AS menuduh Iran menutup selat.",
         "Amerika Serikat (AS)"),
    ],
)  # fmt: skip
def test_a_short_form_is_that_of_the_words_it_is_made_of(text: str, name: str) -> None:
    assert last_names(text) == (name,)


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Berdasarkan laporan resmi dari Badan Pangan Sagara, harga beras naik menjadi 5%.",
         "Badan Pangan Sagara", "laporan resmi dari Badan Pangan Sagara"),
        ("Pernyataan Bank Wira menyebutkan bahwa laba naik.",
         "Bank Wira", "Pernyataan Bank Wira"),
    ],
)  # fmt: skip
def test_a_report_is_a_document_and_its_makers(text: str, name: str, words: str) -> None:
    speaker = quotes(text)[-1].speaker
    assert speaker is not None
    assert (speaker.names, speaker.name) == ((name,), words)
    assert speaker.speaker_class is SpeakerClass.DOCUMENT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Data dari Pusat Informasi Pelayaran menunjukkan bahwa serangan turun.",
         "Pusat Informasi Pelayaran"),
        ("Data Harbour Population Review mencatat bahwa warga bertambah.",
         "Harbour Population Review"),
    ],
)  # fmt: skip
def test_who_found_something_out_may_be_unknown(text: str, name: str) -> None:
    assert last_names(text) == (name,)


def test_a_body_that_is_called_like_a_document_is_none() -> None:
    body = "Survei Geologi Amerika Serikat (AS) atau USGS"
    text = f"Warga pindah. Kemarin, {body} mencatat bahwa gempa itu kuat."
    assert last_names(text) == ("Survei Geologi Amerika Serikat (USGS)",)
