from __future__ import annotations

import pytest

from workbench.domain.fact import Quote
from workbench.domain.segment import sentences
from workbench.extract import extract
from workbench.extract.sentences import split_sentences, words_for


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Satu. Dua. Tiga.", 3),
        ("Harga naik di kota tersebut.Dia pulang.", 2),
        ("Dr. Budi datang. Ia pulang.", 2),
        ("Joko P. Santoso datang.", 1),
        ("Nilainya 2.400 meter. Benar?", 2),
        ("Apa? Ya! Baik.", 3),
        ("Tanggul selesai pada 2019.Warga lega.", 2),
        ("Rapat digelar Kamis (24/6).Lalu, mereka pulang.", 2),
        ("Laba naik 4 persen.,Utang pun turun.", 2),
        ("Laba mencapai Rp 3 miliar., Utang turun. , Kas aman.", 3),
        ("Ia diperiksa jaksa.,(Foto: arsip)", 1),
        ("Gugatan diajukan Rini Maharani, S.H.,M.H. Guru itu kalah.", 1),
        ("Nilainya 2.5.Ini", 1),
        ("Situs KIBLAT.NET tutup. Selesai.", 2),
        ("", 0),
        ("...", 1),
        ("Encore Energy Pte. Ltd. (Encore) didirikan.", 1),
        ("Bank Negara Tbk. (BBNI) menambah modal.", 1),
        ("Modal ditambah Bank Negara Tbk. Bunga turun.", 2),
        ("Belanja naik dalam APBN-P. Nilai ekspor tinggi.", 2),
    ],
)
def test_splits_at_ends_only(text: str, count: int) -> None:
    assert len(split_sentences(text, 0, len(text), [], words_for("id"))) == count


def test_never_splits_inside_a_quotation() -> None:
    text = "“Satu. Dua,” kata Budi. Tiga."
    end = text.index("”") + 1
    found = [text[a:b] for a, b in split_sentences(text, 0, len(text), [(0, end)], words_for("id"))]
    assert found == ["“Satu. Dua,” kata Budi.", "Tiga."]


@pytest.mark.parametrize(
    ("text", "pair", "right"),
    [
        ('Ia pamit pulang."Ombak tinggi," kata Budi.', '"Ombak tinggi,"',
         ["Ia pamit pulang.", '"Ombak tinggi," kata Budi.']),
        ('"Ombak tinggi."Ia pamit pulang.', '"Ombak tinggi."',
         ['"Ombak tinggi."', "Ia pamit pulang."]),
        ('Ia pamit pulang.,"Ombak tinggi," kata Budi.', '"Ombak tinggi,"',
         ["Ia pamit pulang.", '"Ombak tinggi," kata Budi.']),
    ],
)  # fmt: skip
def test_a_mark_without_a_blank_stays_with_its_quotation(
    text: str, pair: str, right: list[str]
) -> None:
    at = text.index(pair)
    pairs = [(at, at + len(pair))]
    found = [text[a:b] for a, b in split_sentences(text, 0, len(text), pairs, words_for("id"))]
    assert found == right


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # titles, ranks and degrees
        ("id", "Menurut Brigjen. Pol. Yusuf Anwar, jembatan itu dibuka lagi."),
        ("id", "Upacara dipimpin Letkol. Inf. Dimas Wirawan dan KH. Mukhlis."),
        ("id", "Komjen. Pol. (Purn.) Arman Siregar hadir."),
        ("id", "Gugatan diajukan Rini Maharani, S.H., M.Si. Guru itu kalah."),
        ("id", "Acara dibuka Plt. Bupati Hasan dan Pj. Wali Kota Lukman."),
        ("id", "Buku itu ditulis B.J. Nugraha dan W. S. Hadi."),
        # addresses and districts
        ("id", "Warga Kec. Sukajadi, Kab. Melati, mengungsi ke Ds. Karangan."),
        ("id", "Ia tinggal di Jl. Kenanga No. 7, RT. 05 RW. 03 Kel. Pasirjati."),
        ("id", "Kebakaran terjadi di Gg. Mawar, Kp. Cihideung, dekat Tj. Bira."),
        # companies, numbers and dates
        ("id", "Gedung milik PT. Bahari Jaya dan CV. Sentosa disegel."),
        ("id", "Aturan itu ada di hlm. 12 dan berlaku sejak 3 Okt. 2019."),
        ("id", "Biayanya Rp. 3.500, rapat mulai pkl. 10.00 pagi."),
        ("en", "The Rev. Alan Moss met Del. Carla Reyes and Sens. Ito and Park."),
        ("en", "The fire on Sept. 11 burned No. 5 Elm St. Mary Cole saw it."),
        ("en", "J.K. Lowell lives near Ft. Baker and Mt. Hood."),
        ("de", "Es handelt sich um ca. 20 Helfer und 3 Mio. Euro."),
        ("de", "Am 5. Mai sprach Dipl.-Ing. Karl Roth, z. B. Gäste kamen."),
        ("de", "Die Hrn. Braun und Weiß wohnen in Nr. 7."),
        ("", "Dr. Ana Reis met Mr. Holt and J. Silva of Oliva Ltd. (Oliva)."),
    ],
)
def test_an_abbreviation_ends_no_sentence_for_either_splitter(lang: str, text: str) -> None:
    words = words_for(lang)
    assert split_sentences(text, 0, len(text), [], words) == [(0, len(text))]
    assert [extent for extent, _ in sentences(text, words)] == [(0, len(text))]


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("id", "Mereka pindah ke blok RT.", "Warga senang."),
        ("id", "Rapat itu usai pada bulan Des.", "Semua pulang."),
        ("id", "Modal ditambah Bank Cahaya Tbk.", "Bunga turun."),
        ("id", "Gempa itu berkekuatan 5,6 SR.", "Tidak ada korban."),
        ("id", "Kongres usai tahun 1999.", "Semua pulang."),
        ("en", "Did they ask? He said no.", "She left."),
        ("en", "It happened in Sept.", "Nobody saw it."),
        ("de", "Das Haus ist Baujahr 1990.", "Mai und Juni waren kalt."),
        ("de", "Er wurde 50.", "Niemand kam."),
    ],
)
def test_other_words_end_it_for_both(lang: str, first: str, second: str) -> None:
    words, text = words_for(lang), f"{first} {second}"
    for found in (
        split_sentences(text, 0, len(text), [], words),
        [extent for extent, _ in sentences(text, words)],
    ):
        assert text[slice(*found[-1])] == second


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "said"),
    [
        (
            "id", "Menurut Brigjen. Pol. Yusuf Anwar, jembatan itu ditutup sejak Senin.",
            "Brigjen. Pol. Yusuf Anwar", "jembatan itu ditutup sejak Senin",
        ),
        (
            "id", "Kampung Lama, Kec. Melati, rusak berat, kata Rudi Hartanto.",
            "Rudi Hartanto", "Kampung Lama, Kec. Melati, rusak berat",
        ),
        (
            "id", "Korban tinggal di RT. 05 RW. 03 Desa Sukajaya, kata Rudi Hartanto.",
            "Rudi Hartanto", "Korban tinggal di RT. 05 RW. 03 Desa Sukajaya",
        ),
        (
            "de", "Es geht um ca. 20 Helfer, sagte Karl Roth.",
            "Karl Roth", "Es geht um ca. 20 Helfer",
        ),
    ],
)  # fmt: skip
def test_a_quotation_over_an_abbreviation_is_whole(
    lang: str, text: str, speaker: str, said: str
) -> None:
    quote = next(fact for fact in extract(text, lang=lang) if isinstance(fact.attributes, Quote))
    assert isinstance(quote.attributes, Quote)
    assert quote.attributes.speaker
    assert (quote.attributes.speaker.span.exact, quote.span.exact) == (speaker, said)
