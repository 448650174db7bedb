"""Whom pronouns, nouns and short names mean, and how sure that is. All people are made up."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Quote, Speaker, SpeakerClass
from workbench.extract import extract


def speakers(text: str) -> list[Speaker]:
    """The speakers of a text's quotes, in text order."""
    quotes = [f.attributes for f in extract(text, lang="id") if isinstance(f.attributes, Quote)]
    return [quote.speaker for quote in quotes if quote.speaker]


TWO_COMPETE = 0.6
SAID = "“Jembatan itu sudah dibuka untuk umum,” kata Kepala Dinas Perhubungan Wira Santika. "
THEN = "“Warga kami minta tertib,” ujarnya."


@pytest.mark.parametrize(
    "between",
    [
        "",
        # a thing, a role without a person, a phrase
        "Tujuannya mencegah kemacetan panjang. ",
        # somebody who is only spoken of
        "Menurut Wira, Bupati Karno Husada memerintahkan agar kendaraan berat dialihkan. ",
        # a body that says something in what the speaker says
        "Wira mengakui, petugas mengimbau sopir untuk memutar jalan lewat kota. ",
    ],
)
def test_a_pronoun_means_the_person_who_spoke(between: str) -> None:
    speaker = speakers(SAID + between + THEN)[-1]
    assert speaker.name == "Wira Santika"
    assert speaker.name_score > TWO_COMPETE


@pytest.mark.parametrize(
    ("between", "name"),
    [
        ("Di mana Joni Prakoso berutang pada pemilik truk. ", "Wira Santika"),
        ("Gubernur Karno Husada belum menanggapi laporan itu. ", "Wira Santika"),
        # the text turns to somebody new, introduced by office
        ("Bupati Karno Husada menyambut pembukaan itu. ", "Karno Husada"),
    ],
)
def test_where_two_persons_compete_the_score_says_so(between: str, name: str) -> None:
    speaker = speakers(SAID + between + THEN)[-1]
    assert speaker.name == name
    assert 0 < speaker.name_score < TWO_COMPETE


def test_nobody_is_guessed_where_only_things_and_places_went_before() -> None:
    text = "Jakarta Barat menggelar razia. Situasi berangsur pulih. " + THEN
    assert [(one.name, one.name_score) for one in speakers(text)] == [(None, 0.0)]


def test_a_body_goes_on_speaking_right_behind_its_words() -> None:
    text = "“Radar sudah menyala,” kata militer Zambia. “Warga diminta tenang,” tambahnya."
    assert [one.name for one in speakers(text)] == ["Militer Zambia", "Militer Zambia"]


@pytest.mark.parametrize("lead", ["Oleh karena itu", "Akibatnya", "Karena itu", "Sementara itu"])
def test_what_leads_to_a_pronoun_is_no_part_of_it(lead: str) -> None:
    text = (
        "Menteri Riset Wira Santika meninjau hanggar di Bandung. "
        f"{lead}, ia mendorong agar pesawat itu segera diterbangkan ke luar negeri."
    )
    assert [(one.span.exact, one.name) for one in speakers(text)] == [("ia", "Wira Santika")]


def test_who_answers_is_not_who_asked() -> None:
    text = (
        "Wira mengatakan: “Kapal kami sudah siap berlayar.” “Benarkah begitu?” tanya wartawan. "
        "“Benar sekali,” jawabnya."
    )
    assert speakers(text)[-1].name == "Wira"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # what a body is, in apposition
        ("Namun, otoritas Chad, sekutu Prancis, mengatakan dua drone sudah ditembak jatuh.",
         "Otoritas Chad"),
        # the office with its commas
        ("“Kegiatan itu dilarang,” kata Menteri Koordinator Bidang Hukum, Adat, dan Agama Wira "
         "Santika dalam jumpa pers.", "Wira Santika"),
        # letters of a degree
        ("Ketua IDI dr Wira Santika, SpOG, mengatakan vaksin itu aman bagi warga.",
         "Wira Santika"),
        ("Dosen hukum Wira Santika, S.H., mengatakan aturan itu bertentangan dengan konstitusi.",
         "Wira Santika"),
        # a Balinese name
        ("Perbekel Desa Melaya I Made Sudarsa mengatakan sawah warga sudah dijual. “Harganya "
         "naik,” kata Sudarsa.", "I Made Sudarsa"),
        # what somebody is called besides, and a first name cut short
        ("Menteri Haji Muhamad Wira Santika, yang akrab disapa Gus Wira, hadir di Bogor. "
         "“Jemaah siap,” kata Gus Wira.", "Muhamad Wira Santika"),
        ("Ketua DPRD Kota Bogor, Adityaraja Kusuma, menemui warga. “Jaga kebersihan,” kata Adit "
         "di Bogor.", "Adityaraja Kusuma"),
        # initials with and without a full stop are one name
        ("Wali Kota Bogor Dani A. Rasyid mengapresiasi razia itu. “Kami akan rutin razia,” kata "
         "Wali Kota Bogor Dani A Rasyid.", "Dani A. Rasyid"),
    ],
)  # fmt: skip
def test_a_speaker_has_the_whole_name(text: str, name: str) -> None:
    assert speakers(text)[-1].name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Militer Zambia menyalakan radar. “Semua pesawat sudah mendarat,” kata militer.",
         "Militer Zambia"),
        ("Kementerian Kesehatan Chad merilis data korban. “Kami kewalahan sejak kemarin,” kata "
         "kementerian itu.", "Kementerian Kesehatan Chad"),
    ],
)  # fmt: skip
def test_a_noun_for_a_body_means_the_one_that_was_called_so(text: str, name: str) -> None:
    assert speakers(text)[-1].name == name


def test_of_two_bodies_of_a_sort_none_is_guessed() -> None:
    text = (
        "Militer Zambia menyalakan radar. Militer Chad mengirim kapal. "
        "“Semua pesawat sudah mendarat,” kata militer."
    )
    assert speakers(text)[-1].name is None


def test_a_statement_is_its_makers() -> None:
    text = (
        "“Dua drone sudah ditembak jatuh,” kata Garda Revolusi. "
        "Pernyataan tersebut menyebutkan bahwa drone itu jatuh di laut lepas."
    )
    speaker = speakers(text)[-1]
    assert (speaker.speaker_class, speaker.name) == (
        SpeakerClass.DOCUMENT, "pernyataan Garda Revolusi"
    )  # fmt: skip


def test_an_analysis_is_a_document_of_its_makers() -> None:
    text = "Analisis dari Lemba Institute menyebutkan ada empat pendorong utama di kawasan itu."
    assert [(one.speaker_class, one.name) for one in speakers(text)] == [
        (SpeakerClass.DOCUMENT, "Analisis dari Lemba Institute")
    ]


def test_when_somebody_speaks_is_no_part_of_who_does() -> None:
    text = (
        "Wira mengatakan kapal itu sudah berlayar ke laut lepas. Beberapa jam setelah pernyataan "
        "Wira tersebut, seorang pejabat Chad mengatakan drone sudah ditembak jatuh di selat."
    )
    assert speakers(text)[-1].span.exact == "seorang pejabat Chad"


def test_they_are_those_who_spoke_right_before_in_words_for_one_or_several() -> None:
    said = "membantah kapal itu akan berlabuh. Mereka menyebut kapal itu tidak membawa senjata."
    assert speakers(f"Pejabat Zambia {said}")[-1].name == "Pejabat Zambia"
    assert speakers(f"Seorang pejabat {said}")[-1].name is None


def test_an_office_alone_and_a_new_name_right_behind_it_are_one_person() -> None:
    text = (
        "Menteri Keuangan Zambia mengatakan satu-satunya cara adalah menaikkan bea. “Anda tahu "
        "itu,” tulis Karno Husada di laman pribadinya. “Kita harus berani,” tambah Menteri "
        "Keuangan sayap kanan Zambia."
    )
    assert [one.name for one in speakers(text)] == ["Karno Husada"] * 3
    assert 0 < speakers(text)[0].name_score < TWO_COMPETE


def test_somebody_who_was_named_before_does_not_hold_the_office() -> None:
    text = (
        "Karno Husada tiba di Lusaka. Menteri Keuangan Zambia mengatakan bea akan dinaikkan. "
        "“Anda tahu itu,” kata Karno Husada."
    )
    assert speakers(text)[0].name is None
