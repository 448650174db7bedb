"""Names that stand whole across a mark, and where one ends. People and bodies are made up."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Kind, Name, Quote
from workbench.extract import extract


def names(text: str) -> dict[str, Kind]:
    """The words of a text's names with their kinds."""
    return {
        fact.span.exact: fact.kind
        for fact in extract(text, lang="id")
        if isinstance(fact.attributes, Name)
    }


def speakers(text: str) -> list[str | None]:
    """Who speaks in a text, in its order."""
    quotes = [f.attributes for f in extract(text, lang="id") if isinstance(f.attributes, Quote)]
    return [quote.speaker.name for quote in quotes if quote.speaker]


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("“Rumah itu kosong,” kata penulis utama Sunan (Boy) Rattana, peneliti di museum itu. "
         "“Kami siap,” sambungnya.", ["Sunan (Boy) Rattana"] * 2),
        ("“Ini bukti,” ujar pengacara Budi, Salim Karya Nasu-nasu. “Kami siap,” kata Salim.",
         ["Salim Karya Nasu-nasu"] * 2),
        ("Ia datang ke Alun Alun. Hanif Wirawan mengatakan, aksi itu penting.", ["Hanif Wirawan"]),
    ],
)  # fmt: skip
def test_a_name_goes_on_over_a_mark_inside_it(text: str, speaks: list[str]) -> None:
    assert speakers(text) == speaks


@pytest.mark.parametrize(
    "text",
    [
        "Direktur Utama PT Nusa Graha (Persero) Hendra Wirawan hadir di Bogor.",
        "Pemain Universitas Sultan Harun (Unsuha) Rudi Wirawan hadir di Bogor.",
    ],
)
def test_brackets_behind_a_body_are_no_nickname(text: str) -> None:
    assert not [name for name, kind in names(text).items() if kind is Kind.PERSON and "(" in name]


def test_a_team_ends_before_the_name_of_who_rides_for_it() -> None:
    found = names("Pebalap Gracini Racing Marco Bellini naik podium. “Bagus,” ujar Bellini.")
    assert (found["Marco Bellini"], found["Bellini"]) == (Kind.PERSON, Kind.PERSON)


def test_a_second_word_that_never_stands_alone_belongs_to_the_short_form() -> None:
    text = "KTX Orion memastikan Lucas sudah pulang. Pebalap KTX Orion itu sempat dirawat."
    assert speakers(text) == ["KTX Orion"]
    assert "LNA" in names("Pasukan LNA Haftar mundur. Haftar mengatakan pasukannya kalah.")


def test_a_body_ends_before_its_short_form() -> None:
    text = (
        "Kementerian Angkutan dan Logistik (Kemanlog) mengungkapkan ribuan dermaga rusak. Kemanlog "
        "menyatakan perbaikan dimulai."
    )
    assert speakers(text) == ["Kementerian Angkutan dan Logistik (Kemanlog)"] * 2


def test_the_last_words_of_a_name_are_put_to_it() -> None:
    text = (
        "Wali Kota, I Gusti Made Surya Negara, hadir. “Kami siap,” ungkap Surya Negara di gedung "
        "Surya Negara Loka."
    )
    assert speakers(text) == ["I Gusti Made Surya Negara"]


def test_one_name_behind_the_short_form_of_a_body_is_a_persons() -> None:
    text = "Direktur Penataan Ruang Kementerian PUPR Ri'ad mengimbau warga agar mengurus izin."
    assert speakers(text) == ["Ri'ad"]


@pytest.mark.parametrize(
    "text",
    [
        "Sumur minyak di Timur Tengah ditutup selama perang.",
        "Konflik Timur Tengah membuat harga naik.",
    ],
)
def test_a_known_place_is_read_with_its_first_word(text: str) -> None:
    assert names(text) == {"Timur Tengah": Kind.PLACE}


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Pemerintahan Presiden Hasan Karya-Budi Wirawan Salim disurvei.",
         ["Hasan Karya", "Budi Wirawan Salim"]),
        ("Ketua Tim Nurul Al-Hasan Wirawan hadir di Bima.", ["Nurul Al-Hasan Wirawan"]),
        ("Aktris Yoon Eun - Hye hadir di Seoul.", ["Yoon Eun - Hye"]),
        ("Menteri Luar Negeri Jean-Luc Moreau hadir di Paris.", ["Jean-Luc Moreau"]),
    ],
)  # fmt: skip
def test_two_full_names_joined_by_a_hyphen_are_two_persons(text: str, persons: list[str]) -> None:
    assert [name for name, kind in names(text).items() if kind is Kind.PERSON] == persons


def test_who_stands_behind_a_cue_and_an_office_with_its_comma_speaks() -> None:
    text = "“Kami siap,” ujar Sekjen DPP IKS, Braditi Moulevey Rajo Mudo, di gedung itu, Jakarta."
    assert speakers(text) == ["Braditi Moulevey Rajo Mudo"]
    assert names(text)["Braditi Moulevey Rajo Mudo"] is Kind.PERSON
    told = "“Kami siap,” kata Bupati Bantul, Jawa Tengah, kemarin."
    assert names(told)["Jawa Tengah"] is Kind.PLACE
