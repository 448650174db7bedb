"""Frames of Indonesian agency copy: passives, asides, orders, announcements; with their traps."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Fact, Quote, SpeakerClass
from workbench.extract import extract


def quotes(text: str) -> list[tuple[Fact, Quote]]:
    facts = extract(text, lang="id")
    return [(fact, fact.attributes) for fact in facts if isinstance(fact.attributes, Quote)]


def read(text: str) -> list[tuple[str, str | None]]:
    """Content and the words for the speaker."""
    return [
        (fact.span.exact, quote.speaker.span.exact if quote.speaker else None)
        for fact, quote in quotes(text)
    ]


def test_what_is_said_of_somebody_stands_on_both_sides() -> None:
    ((fact, quote),) = quotes("Iran dituduh oleh Washington mengirim senjata ke Yaman.")
    assert list(fact.span.pieces) == [(0, 4), (29, 54)]
    assert quote.cue is not None
    assert quote.cue.exact == "dituduh"
    assert quote.speaker is not None
    assert quote.speaker.name == "Amerika Serikat (Washington)"
    # without an agent nobody is said to say it
    assert quotes("Iran dituduh mengirim senjata ke Yaman.") == []


@pytest.mark.parametrize("opening", ["Seperti", "Sebagaimana", "Seperti yang"])
def test_as_somebody_said(opening: str) -> None:
    text = f"{opening} diungkapkan Rina Wijaya, jumlah pengungsi naik tajam."
    assert read(text) == [("jumlah pengungsi naik tajam", "Rina Wijaya")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Menurut Rina Wijaya, yang tinggal di kota itu, jumlah pengungsi naik tajam.",
         "Rina Wijaya"),
        ("Menurut seorang pejabat yang enggan disebut namanya, jumlah pengungsi naik tajam.",
         "seorang pejabat"),
        ("Menurut Rina Wijaya di Jakarta, Senin (8/1), jumlah pengungsi naik tajam.",
         "Rina Wijaya"),
        ("Menurut laporan itu, jumlah pengungsi naik tajam.", "laporan itu"),
    ],
)  # fmt: skip
def test_what_describes_a_source_is_not_content(text: str, speaker: str) -> None:
    assert read(text) == [("jumlah pengungsi naik tajam", speaker)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Rina Wijaya memerintahkan pasukan meninggalkan kota itu.",
         "pasukan meninggalkan kota itu"),
        ("Rina Wijaya mengajak para warga menanam pohon bakau.", "para warga menanam pohon bakau"),
        ("Rina Wijaya mengancam akan menutup pelabuhan jika kapal itu merapat.",
         "akan menutup pelabuhan jika kapal itu merapat"),
    ],
)  # fmt: skip
def test_an_order_tells_somebody_to_do_something(text: str, content: str) -> None:
    assert [words for words, _ in read(text)] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "Program itu berperan dalam mendorong pertumbuhan ekonomi serta meningkatkan layanan.",
        "Rina Wijaya mengajak keluarganya ke pantai.",
        "Rina Wijaya tidak akan ragu menggunakan hak itu.",
        "Rina Wijaya meminta maaf kepada seluruh warga.",
        "Rina Wijaya yang meminta namanya dirahasiakan, pergi sebelum fajar tiba.",
    ],
)
def test_these_order_and_say_nothing(text: str) -> None:
    assert read(text) == []


def test_a_quotation_that_is_announced_behind_it() -> None:
    said = "“Perang itu akan berakhir besok.”"
    for behind in ("Demikian disampaikan Menteri Rina Wijaya, Senin.",
                   "Hal itu dikatakan Menteri Rina Wijaya, Senin."):  # fmt: skip
        ((fact, quote),) = quotes(f"{said} {behind}")
        assert fact.span.exact == said
        assert quote.speaker is not None
        assert quote.speaker.name == "Rina Wijaya"
    ((_, alone),) = quotes(f"{said} Menteri Rina Wijaya pergi.")
    assert alone.speaker is None


def test_what_is_written_speaks_where_nobody_is_named() -> None:
    ((_, quote),) = quotes("“Kami siap membantu,” demikian bunyi pernyataan itu.")
    assert quote.speaker is not None
    assert quote.speaker.span.exact == "pernyataan itu"
    assert quote.speaker.speaker_class is SpeakerClass.DOCUMENT
    ((_, named),) = quotes("“Kami siap,” demikian bunyi pernyataan Kementerian Luar Negeri Iran.")
    assert named.speaker is not None
    assert named.speaker.span.exact == "Kementerian Luar Negeri Iran"


def test_a_report_of_another_place_ends_the_content() -> None:
    text = (
        "Seorang komandan mengonfirmasi bahwa pertempuran pecah di kota, di mana penduduk "
        "mengatakan mereka mendengar tembakan sejak subuh."
    )
    assert read(text) == [
        ("pertempuran pecah di kota", "Seorang komandan"),
        ("mereka mendengar tembakan sejak subuh", "penduduk"),
    ]


def test_saying_that_one_is_sure_is_one_statement() -> None:
    (only,) = read("Rina Wijaya mengaku tidak yakin gencatan senjata akan bertahan lama.")
    assert only[0] == "tidak yakin gencatan senjata akan bertahan lama"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Menteri Rina Wijaya dan Menteri Budi Santoso bertemu. Keduanya mengatakan bahwa banjir "
         "sudah surut.", "Rina Wijaya dan Budi Santoso"),
        ("Militer Iran siaga. Namun militer Iran mengatakan bahwa banjir sudah surut.",
         "Militer Iran"),
        ("Pernyataan yang dirilis Kementerian Luar Negeri Iran mengatakan bahwa banjir sudah "
         "surut.", "Pernyataan Kementerian Luar Negeri Iran"),
    ],
)  # fmt: skip
def test_names_who_it_was(text: str, name: str) -> None:
    speaker = quotes(text)[-1][1].speaker
    assert speaker is not None
    assert speaker.name == name


def test_a_name_behind_a_post_abroad() -> None:
    (only,) = read("Banjir itu berbahaya, ungkap wakil badan itu di Sudan, Rina Wijaya, kemarin.")
    assert only[1] == "wakil badan itu di Sudan, Rina Wijaya"
    (bare,) = read("Banjir itu berbahaya, ungkap wakil badan itu di Sudan, kemarin.")
    assert bare[1] == "wakil badan itu"


def test_a_closing_tag_is_not_content() -> None:
    assert read("Rina Wijaya mengatakan banjir sudah surut. [abc]")[0][0] == "banjir sudah surut"
