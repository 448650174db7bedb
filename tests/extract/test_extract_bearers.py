"""Who bears an office: where it ends and the person's name begins. All people are made up."""

from __future__ import annotations

import pytest
from cpu_work import assert_grows

from workbench.domain.fact import Kind, Name, Quote
from workbench.extract import extract


def people(text: str) -> dict[str, Name]:
    """The persons of an Indonesian text by their words."""
    return {
        fact.span.exact: fact.attributes
        for fact in extract(text, lang="id")
        if isinstance(fact.attributes, Name) and fact.kind is Kind.PERSON
    }


def last_speaker(text: str) -> str | None:
    quotes = [f.attributes for f in extract(text, lang="id") if isinstance(f.attributes, Quote)]
    speaker = quotes[-1].speaker
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("text", "person", "office"),
    [
        # commas inside an office
        ("Menteri Koordinator Bidang Politik, Hukum, dan Keamanan Hasan Wirawan mengatakan kapal "
         "itu aman.", "Hasan Wirawan", "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan"),
        # a body of one word, known or not, before the name
        ("Ketua Bappeltu Ahmad Siregar menyebut investasi itu ilegal.", "Ahmad Siregar",
         "Ketua Bappeltu"),
        ("Sekretaris BPRT Siti Halimah menolak.", "Siti Halimah", "Sekretaris BPRT"),
        # ranks end an office
        ("Kepala Dinas Penerangan Armada II Letkol Wahyu Tri Nugraha mengatakan robot itu hilang.",
         "Wahyu Tri Nugraha", "Kepala Dinas Penerangan Armada II Letkol"),
        ("“Ada dua korban,” kata Kepala Bidang Humas Polda Jambi Komisaris Besar (Pol) Endra "
         "Kusuma.", "Endra Kusuma", None),
        # a town or a district is no part of the name behind it
        ("“Air sudah surut,” ujar Kepala Kantor Pos Cabang Sidoarjo Isnan Adiwarna.",
         "Isnan Adiwarna", "Kepala Kantor Pos Cabang Sidoarjo"),
        ("Ketua Majelis Ulama Indonesia (MUI) Kota Palembang Saif Mardani mengatakan salat tetap "
         "digelar.", "Saif Mardani", None),
        # the initials in brackets are the person's
        ("Menteri Pertanian Arif Hartono Yusuf (AHY) mengatakan panen naik.",
         "Arif Hartono Yusuf", "Menteri Pertanian"),
        # a word of offices may be a word of names
        ("Ketua Agung Wicaksono menutup rapat itu.", "Agung Wicaksono", "Ketua"),
        # a name of unknown words, where somebody speaks
        ("Menteri Sosial Yuliari P Batubana mengatakan bantuan disalurkan.", "Yuliari P Batubana",
         "Menteri Sosial"),
    ],
)  # fmt: skip
def test_a_name_begins_where_the_office_ends(text: str, person: str, office: str | None) -> None:
    found = people(text)
    assert person in found
    if office is not None:
        assert found[person].title == office


@pytest.mark.parametrize(
    "text",
    [
        # the article calls the person by one name: that is where the name begins
        "Imam Besar Masjid Nurfalah Nasarudin Umari menuturkan salat tetap digelar. Masjid dibuka "
        "bertahap. “Jemaah dibatasi,” ucap Nasarudin.",
        "CEO Tokolaris Nasarudin Umari mengatakan toko tutup. “Kami rugi,” kata Nasarudin.",
        "Kepala Pusdalbencana BTNG Nasarudin Umari mendata korban. “Ada dua,” kata Nasarudin.",
        "Gubernur Jawa Timur Nasarudin Umari lewat Instagram menyapa warga. “Sabar,” ujar "
        "Nasarudin.",
    ],
)
def test_a_name_used_alone_shows_where_the_full_name_begins(text: str) -> None:
    assert last_speaker(text) == "Nasarudin Umari"


def test_initials_stand_for_the_person_later_on() -> None:
    text = (
        "Menteri Pertanian Arif Hartono Yusuf (AHY) mengatakan panen naik. “Beras cukup,” ujar AHY."
    )
    assert last_speaker(text) == "Arif Hartono Yusuf"


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        # an office, a body or a place without anybody behind it
        ("Kepala Dinas Kesehatan Kota Surabaya membuka rapat itu.", "Surabaya"),
        ("Wakil Bupati Lombok Tengah meresmikan pasar.", "Lombok Tengah"),
        ("Direktur Utama PT Sinar Mediatama Tbk hadir.", "Sinar Mediatama Tbk"),
        # the initials in brackets are those of a body
        ("Ketua Presidium Indonesia Traffic Watch (ITW) menutup rapat itu.",
         "Indonesia Traffic Watch"),
        # the next sentence begins behind a full stop
        ("Wali Kota menyambut Bupati Hasan. Sebelumnya mereka berbeda pendapat.",
         "Hasan. Sebelumnya"),
    ],
)  # fmt: skip
def test_an_office_alone_has_no_bearer(text: str, nobody: str) -> None:
    assert nobody not in people(text)


def test_long_runs_of_capitals_cost_no_more_than_their_length() -> None:
    assert_grows(
        lambda size: extract("Ketua Dinas " + "Karya Bakti, " * size + "dan Budi.", lang="id"),
        small=100, large=800, at_most=24,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Bezariel Smokrich", "Mezalel Drodich", "Merawing Lejau"])
def test_a_name_that_nothing_knows_is_whole(name: str) -> None:
    assert (
        last_speaker(f'"Kita harus menghancurkan seratus bangunan," tulis {name} di Telegram.')
        == name
    )


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Angka itu berbeda dengan keterangan juru bicara Front Selatan Mansur Taleb, yang "
         "menyebut hanya tiga orang terluka. “Kami aman,” ucapnya.", "Mansur Taleb",
         "Front Selatan"),
        ("“Kami menolak,” kata juru bicara Front Pembebasan Nasional Rafael Moreno.",
         "Rafael Moreno", None),
        ("Front Utara menolak. Kota itu tenang, kata jubir Front Utara Salim Haddad. “Kami aman,” "
         "ucapnya.", "Salim Haddad", "Front Utara"),
    ],
)  # fmt: skip
def test_who_speaks_for_a_body_is_told_from_it_in_small_letters(
    text: str, person: str, body: str | None
) -> None:
    found = people(text)
    assert person in found
    assert body in (None, found[person].affiliation)
    assert last_speaker(text) == person


@pytest.mark.parametrize(
    "text",
    [
        "Surat juru bicara Universitas Sam Karya, yang menyebut kampus ditutup, dibaca Rina.",
        "Ia bertemu direktur Rumah Sakit Harapan Kita Bandung, yang mengatakan stok habis.",
        "Keputusan itu disampaikan juru bicara Koalisi Rakyat Sipil Bersatu, yang menolak rapat.",
        "Front Selatan menyerang. Kota itu direbut Front Selatan Mansur Barat, kata Rina.",
    ],
)
def test_a_body_behind_an_office_in_small_letters_stays_whole(text: str) -> None:
    assert set(people(text)) <= {"Rina"}


def test_a_bearer_has_the_body_that_was_read_beyond_the_office() -> None:
    text = (
        "Direktur Utama Bank Wira Persada Hasan Wirawan mengatakan laba naik. “Aman,” kata Hasan."
    )
    assert people(text)["Hasan Wirawan"].affiliation == "Bank Wira Persada"
