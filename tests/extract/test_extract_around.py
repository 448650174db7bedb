"""Who speaks where a person's name only stands nearby, or is run into other names."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Quote, Speaker
from workbench.extract import extract


def last(text: str) -> Speaker:
    quotes = [f.attributes for f in extract(text, lang="id") if isinstance(f.attributes, Quote)]
    speaker = quotes[-1].speaker
    assert speaker is not None
    return speaker


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Kantor Benjamin Salim", "Kantor Benjamin Salim"),
        ("Keluarga Benjamin Salim", "Keluarga Benjamin Salim"),
        ("Pihak keluarga Benjamin Salim", "keluarga Benjamin Salim"),
        ("Tim kampanye Benjamin Salim", "Tim kampanye Benjamin Salim"),
        ("PSSI pimpinan Benjamin Salim", "PSSI"),
        # the person, with what they are
        ("Juru bicara desa Benjamin Salim", "Benjamin Salim"),
        ("Pihak Benjamin Salim", "Benjamin Salim"),
    ],
)
def test_those_around_a_person_are_not_the_person(words: str, name: str) -> None:
    text = f"Benjamin Salim datang. {words} menyatakan bahwa harga naik tajam."
    assert last(text).names == (name,)


@pytest.mark.parametrize("lead", [" termasuk", ", termasuk"])
def test_one_of_several_speaks_for_none(lead: str) -> None:
    speaker = last(f"Sejumlah pejabat{lead} Menteri Budi Santoso, menyebut harga naik tajam.")
    assert (speaker.names, speaker.name) == ((), "Sejumlah pejabat")
    assert last("Menteri Budi Santoso menyebut harga naik tajam.").names == ("Budi Santoso",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a clause with its own subject behind "dan"
        ("Keputusan itu membuat warga marah dan kepala desa Sukarno Wira mengatakan jalan ditutup.",
         "Sukarno Wira"),
        # named first, with two things that they are
        ("Harsono Wiyata, Presiden Komite Rakyat Sagara, partai oposisi, menyatakan, harga naik.",
         "Harsono Wiyata"),
        # a body that ends in a place or in letters, before one name
        ("Namun, hakim tunggal Pengadilan Negeri Jakarta Selatan Wiyanto pada Kamis (13/2) "
         "menyatakan gugatan itu gugur.", "Wiyanto"),
        ("“Siswa kesulitan,” tandas Sekretaris Deputi Bidang Perlindungan Anak, Kementerian PPPA "
         "Wiyanto.", "Wiyanto"),
        # initials of the one person with a title who has them
        ("“Ada,” kata Wakapolri Komjen Bayu Gunarto. BG mengimbau, bila ada tamu harap lapor.",
         "Bayu Gunarto"),
    ],
)  # fmt: skip
def test_a_name_is_found_where_other_words_stand_around_it(text: str, name: str) -> None:
    assert last(text).names == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # initials of two, and letters that are something else
        ("Menteri Bayu Gunarto dan Gubernur Bima Gading datang. BG mengimbau warga pulang.", "BG"),
        ("Menteri Adi Sanjaya datang. AS menuduh Iran menutup selat itu.",
         "Amerika Serikat (AS)"),
    ],
)  # fmt: skip
def test_initials_that_may_be_another_ones_name_nobody(text: str, name: str) -> None:
    speaker = last(text)
    assert (speaker.names or (speaker.span.exact,)) == (name,)


def test_who_read_a_memo_did_not_write_it() -> None:
    text = "Tarif visa akan naik, menurut memo yang ditinjau oleh Reuters. "
    text += "“Kami segera mulai,” kata memo itu."
    assert "Reuters" not in (last(text).name or "")
    text = "Tarif visa akan naik, menurut memo yang dikeluarkan oleh Bank Wira."
    assert last(text).name == "memo Bank Wira"


def test_a_report_that_is_pointed_at_is_its_makers_too() -> None:
    text = "Krisis itu memburuk, menurut laporan Badan Pangan Sagara. "
    text += "Laporan itu menyebut panen turun."
    assert last(text).names == ("Badan Pangan Sagara",)
    text = "Menteri Budi Santoso menegaskan harga naik. Pernyataan itu menyebut panen turun."
    assert last(text).names == ("Budi Santoso",)


@pytest.mark.parametrize(
    "body",
    [
        "Aliansi Buruh dan Petani Lembah Peduli Demokrasi",
        "Koalisi Pemuda dan Masyarakat Maluku Peduli Demokrasi",
    ],
)
def test_a_body_with_and_in_its_name_is_whole(body: str) -> None:
    assert last(f"AMBON - {body} membantah pernyataan gubernur.").names == (body,)
    text = f"Budi Santoso datang. {body} membantah pernyataan gubernur."
    assert last(text).names == (body,)


def test_a_body_and_a_person_who_is_named_alone_as_well_are_two() -> None:
    text = "Wira Santoso datang. Bank Karsa dan Wira Santoso mengatakan bahwa laba naik tajam."
    assert "Wira Santoso" in last(text).names
