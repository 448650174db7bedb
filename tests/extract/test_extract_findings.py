"""What was found or written speaks for whoever found it; what else a clause takes with its cue, and
what says nothing. People, bodies and papers are made up."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Quote, SpeakerClass
from workbench.extract import extract


def said(text: str) -> list[tuple[str, str | None]]:
    """What is said in a text, and by whom."""
    return [
        (fact.span.exact, fact.attributes.speaker.name if fact.attributes.speaker else None)
        for fact in extract(text, lang="id")
        if isinstance(fact.attributes, Quote)
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Berdasarkan data Kementerian Sagara, panen turun tajam.", "Kementerian Sagara"),
        ("Menurut data terbaru dari Bank Sagara hingga Mei, utang naik tajam.", "Bank Sagara"),
        ("Hasil survei Lembaga Sagara menunjukkan bahwa pemilih naik.", "Lembaga Sagara"),
        ("Studi dari Universitas Sagara tahun 2024 menunjukkan bahwa kopi baik.",
         "Universitas Sagara"),
        ("Data Kementerian Sagara itu menunjukkan bahwa panen turun.", "Kementerian Sagara"),
    ],
)  # fmt: skip
def test_what_was_found_stands_for_who_found_it(text: str, name: str) -> None:
    assert [who for _, who in said(text)] == [name]


def test_a_report_is_a_document_of_its_own() -> None:
    text = "Laporan Kementerian Sagara menunjukkan bahwa panen turun."
    (quote,) = [f.attributes for f in extract(text, lang="id") if isinstance(f.attributes, Quote)]
    assert quote.speaker is not None
    assert quote.speaker.speaker_class is SpeakerClass.DOCUMENT


def test_a_study_is_told_by_its_place_or_year() -> None:
    text = "Studi di tahun 2018 menemukan bahwa tidur siang dapat memperlambat penuaan."
    assert [who for _, who in said(text)] == ["Studi di tahun 2018"]
    text = "Riset di Asia menunjukkan bahwa debu sampai ke pegunungan terpencil."
    assert [who for _, who in said(text)] == ["Riset di Asia"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # a source behind what leads to a clause
        ("Adapun berdasarkan laporan Bank Sagara, utang desa itu naik tajam.",
         "utang desa itu naik tajam"),
        # in something written it is said
        ("Dalam beleid tersebut disebutkan, pemindahan kantor dimulai tahun depan.",
         "pemindahan kantor dimulai tahun depan"),
        ("Sementara itu, di dalam surat edaran itu dijelaskan bahwa sekolah akan ditutup.",
         "sekolah akan ditutup"),
        # who is asked belongs to what is asked
        ("Rudi Salim mengimbau kepada warga untuk segera mengurus izin.",
         "warga untuk segera mengurus izin"),
        ("Rudi Salim menyarankan bagi nelayan yang belum terdaftar agar segera mendaftar.",
         "nelayan yang belum terdaftar agar segera mendaftar"),
        # that there is something
        ("Beberapa studi menemukan adanya hubungan antara tidur dan kekebalan.",
         "adanya hubungan antara tidur dan kekebalan"),
        ("Direktur Rudi Salim mengungkap adanya tambang liar di kawasan hutan.",
         "adanya tambang liar di kawasan hutan"),
        # two halves of one statement
        ("Rudi menekankan bahwa patroli tidak hanya untuk melindungi petugas, tapi juga untuk "
         "memastikan sidang berjalan lancar.",
         "patroli tidak hanya untuk melindungi petugas, tapi juga untuk memastikan sidang berjalan "
         "lancar"),
        # a page whose paragraphs end in commas
        ("Rudi mendesak para pengiklan untuk memikirkan iklan mereka yang mahal.,\u00a0,Perusahaan "
         "besar ikut serta.", "para pengiklan untuk memikirkan iklan mereka yang mahal"),
    ],
)  # fmt: skip
def test_a_clause_is_said_whole(text: str, content: str) -> None:
    assert [words for words, _ in said(text)] == [content]


def test_a_decree_speaks_by_what_it_reads() -> None:
    assert said("“Setiap warga wajib lapor,” bunyi beleid tersebut dikutip Jumat.") == [
        ("“Setiap warga wajib lapor,”", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rudi Salim resmi melaporkan pegiat media Joko ke Polda Jawa Tengah.",
        "Merasa dirugikan, Rudi melaporkan kasus itu ke polisi.",
        "Pasar mulai tidak percaya begitu saja.",
    ],
)
def test_a_complaint_and_a_manner_say_nothing(text: str) -> None:
    assert said(text) == []


def test_what_was_told_to_the_police_is_said() -> None:
    text = "Rudi melaporkan bahwa rumahnya dibakar orang ke polisi."
    assert [words for words, _ in said(text)] == ["rumahnya dibakar orang ke polisi"]
