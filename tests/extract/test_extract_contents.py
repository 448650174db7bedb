"""What was said in Indonesian: which words of a sentence are the content, and that there is one."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Kind, Quote
from workbench.extract import extract


def said(text: str) -> list[tuple[str, str | None]]:
    """The words of each content, and the words that name who said it."""
    found = []
    for fact in extract(text, lang="id"):
        if fact.kind is Kind.QUOTE:
            assert isinstance(fact.attributes, Quote)
            speaker = fact.attributes.speaker
            found.append((fact.span.words, speaker.span.exact if speaker else None))
    return found


def hops(text: str) -> list[list[str | None]]:
    """The names of each chain, outermost first."""
    found = []
    for fact in extract(text, lang="id"):
        if fact.kind is Kind.QUOTE:
            assert isinstance(fact.attributes, Quote)
            found.append([hop.name for hop in fact.attributes.hops])
    return found


GLUED = (
    "Wulan Lestari mengatakan, ekspor kopi naik 7 persen.,Pada bulan Mei, stok menipis.,"
    "“Petani senang,” ujar Wulan.,Kementerian Pertanian memperkirakan panen turun.,"
    "Dia menjelaskan, gudang masih penuh."
)


def test_a_comma_for_a_paragraph_ends_what_was_said() -> None:
    assert said(GLUED) == [
        ("ekspor kopi naik 7 persen", "Wulan Lestari"),
        ("“Petani senang,”", "Wulan"),
        ("panen turun", "Kementerian Pertanian"),
        ("gudang masih penuh", "Dia"),
    ]


def test_nobody_of_another_sentence_passes_words_on() -> None:
    assert all(len(chain) == 1 for chain in hops(GLUED))


def test_a_quotation_without_a_blank_before_it_is_a_sentence_of_its_own() -> None:
    text = "Ia menuturkan sebagian siasat para penipu.“Korban diberi hadiah,” ujar dia lagi."
    assert said(text) == [
        ("sebagian siasat para penipu", "Ia"),
        ("“Korban diberi hadiah,”", "dia"),
    ]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        # a subject and its verb, or a denial
        ("Rano Karnadi mengatakan ujian dibatalkan.", "ujian dibatalkan", "Rano Karnadi"),
        ("Wali Kota Siska Amalia menyebut pasar dibuka.", "pasar dibuka",
         "Wali Kota Siska Amalia"),
        ("Siska Amalia menegaskan jalur aman.", "jalur aman", "Siska Amalia"),
        ("Karta mengaku belum makan.", "belum makan", "Karta"),
        # the long passive
        ("Diakui oleh Kementerian Kesehatan bahwa stok vaksin menipis.", "stok vaksin menipis",
         "Kementerian Kesehatan"),
        ("Ditegaskan Bupati Karsono bahwa tambang itu “tidak pernah” berizin.",
         "tambang itu “tidak pernah” berizin", "Bupati Karsono"),
        ("Sempat diklaim oleh Kementerian Sosial bahwa bantuan itu sudah dibagikan.",
         "bantuan itu sudah dibagikan", "Kementerian Sosial"),
        # some who say it
        ("Banyak sopir yang mengeluh bahwa ban kini mahal.", "ban kini mahal", "Banyak sopir"),
        ("Ada pula guru yang mengaku gajinya belum dibayar.", "gajinya belum dibayar", "guru"),
        # what was told of, and what is said of it
        ("Hasto Kurnia menilai hal itu tidak adil bagi rakyat.", "hal itu tidak adil bagi rakyat",
         "Hasto Kurnia"),
        ("Ketua DPRD Sri Hartini menyebut hal ini sebagai langkah mundur.",
         "hal ini sebagai langkah mundur", "Ketua DPRD Sri Hartini"),
        ("Jamu itu, yang menurut Rudi Hartono belum berizin, ditarik dari pasar.",
         "belum berizin", "Rudi Hartono"),
        ("Ladang itu ada di lembah yang menurut Rudi Hartono berada di luar peta resmi.",
         "berada di luar peta resmi", "Rudi Hartono"),
        # no comma before the cue, or none behind the source
        ("Kapal itu berlabuh di dermaga yang menurut Manila tidak pernah diperbaiki.",
         "tidak pernah diperbaiki", "Manila"),
        ("Bulan depan kata Joko Purnomo, harga beras turun 2 persen.",
         "Bulan depan … harga beras turun 2 persen", "Joko Purnomo"),
        ("Panen akan gagal tahun ini kata Joko Purnomo.", "Panen akan gagal tahun ini",
         "Joko Purnomo"),
        ("Jembatan tersebut menurut Rudi Hartono akan dibangun tahun depan.",
         "Jembatan tersebut … akan dibangun tahun depan", "Rudi Hartono"),
        ("Harga cabai menurut Rudi Hartono naik 20 persen.", "Harga cabai … naik 20 persen",
         "Rudi Hartono"),
        # more who report
        ("Wahyu Hidayat mencontohkan, jumlah posyandu di Blora naik menjadi 300.",
         "jumlah posyandu di Blora naik menjadi 300", "Wahyu Hidayat"),
        ("Petugas karantina menengarai ikan itu berasal dari Sabah.",
         "ikan itu berasal dari Sabah", "Petugas karantina"),
        ("Mahfud Lubis mengibaratkan aturan itu seperti pagar rusak.",
         "aturan itu seperti pagar rusak", "Mahfud Lubis"),
        ("Menteri Hasan Lubis bilang proyek itu batal.", "proyek itu batal",
         "Menteri Hasan Lubis"),
        # a clause behind a verb that mostly has an object
        ("Dina Maulida mengungkap sebanyak 40 warga desa telah mengungsi.",
         "sebanyak 40 warga desa telah mengungsi", "Dina Maulida"),
        ("Dokumen tersebut menunjukkan ada dua negara yang menolak.",
         "ada dua negara yang menolak", "Dokumen tersebut"),
        ("Dari hasil survei lembaga itu menunjukkan, harga sewa naik tajam.",
         "harga sewa naik tajam", "hasil survei lembaga itu"),
        # no part of who speaks, nor of what is said
        ("Namun, kata Rahmat Hidayat, pemerintah justru menaikkan tarif listrik.",
         "pemerintah justru menaikkan tarif listrik", "Rahmat Hidayat"),
        ("Rahmat Hidayat sangat menyayangkan jika tarif itu naik.", "tarif itu naik",
         "Rahmat Hidayat"),
    ],
)  # fmt: skip
def test_what_is_said_in_a_sentence(text: str, content: str, speaker: str) -> None:
    assert said(text) == [(content, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Tahun ini, nilai warisan para pengusaha pun menyusut.",
        "Dia menyampaikan hal itu seusai rapat di Bogor.",
        "Ia mengatakan hal tersebut, Kamis.",
        "Polisi mengungkap jaringan pencuri yang sudah lama beroperasi.",
        "Keadaan itu menunjukkan air sungai sudah tercemar.",
        "Mobil baru itu lebih menjanjikan tetapi masih kalah dari para pesaingnya.",
        "Ia hafal dua kata Budi Santoso.",
        "Aturan menurut jenisnya dibagi dua.",
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert said(text) == []


def test_a_clause_about_where_it_was_told_is_not_what_was_told() -> None:
    told = "Rina Wijaya menyampaikan hal tersebut dalam pertemuan di Bogor pada Senin"
    assert said(f"{told}, yang digelar bersamaan dengan kunjungan bupati.") == []
    cleft = "yang naik bukan iurannya, tetapi anggaran kesehatan"
    assert said(f"Rina Wijaya mengatakan, {cleft}.") == [(cleft, "Rina Wijaya")]


def test_what_a_paper_says_begins_behind_what_is_told_of_the_paper() -> None:
    content = "kedua negara akan menanam modal di tambang itu"
    text = f"Berdasarkan salinan perjanjian yang dirilis pemerintah disebutkan bahwa {content}."
    assert said(text) == [(content, "salinan perjanjian")]


def test_a_verb_of_what_is_said_does_not_say_it_again() -> None:
    text = "Keadaan ini, ujar Lina Marlina, sangat mengkhawatirkan karena air sungai tercemar."
    assert said(text) == [
        (
            "Keadaan ini … sangat mengkhawatirkan karena air sungai tercemar",
            "Lina Marlina",
        )
    ]


def test_what_is_said_ends_before_a_quotation_with_a_cue_of_its_own() -> None:
    text = "Eko Wibowo menjelaskan jadwal ujian itu “Kami sudah siap,” kata Eko di Solo."
    assert said(text) == [("jadwal ujian itu", "Eko Wibowo"), ("“Kami sudah siap,”", "Eko")]


def test_what_is_said_ends_before_it_is_too_long() -> None:
    ramble = ", ".join(["air naik di desa tetangga"] * 40)
    ((content, _),) = said(f"Eko Wibowo mengatakan bahwa {ramble}.")
    assert 50 <= len(content.split()) <= 70
    assert content.endswith("tetangga")


def test_a_relative_word_in_capitals_is_no_error() -> None:
    text = "Banyak nelayan Yang mengatakan bahwa solar kini sangat sulit didapat di pelabuhan."
    assert isinstance(extract(text, lang="id"), list)


def test_a_quotation_over_paragraphs_has_the_speaker_of_its_end() -> None:
    text = (
        "“Harga pupuk terus naik dan kami tidak sanggup membelinya.\n\n"
        "“Tahun lalu panen kami juga gagal karena banjir.\n\n"
        "“Pemerintah harus segera turun tangan,” kata Sugiman Raharjo."
    )
    assert [who for _, who in said(text)] == ["Sugiman Raharjo"] * 3


def test_a_closed_quotation_in_a_paragraph_of_its_own_goes_on_with_the_one_before() -> None:
    text = (
        "Surya Dirga mengatakan: “Kapal siap.”\n\n“Kapal itu tidak akan berlayar.”\n\n"
        "“Cuaca buruk,” kata Rudi Salim."
    )
    assert [who for _, who in said(text)] == ["Surya Dirga", "Surya Dirga", "Rudi Salim"]
