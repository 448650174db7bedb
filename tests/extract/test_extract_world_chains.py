"""Chains of hops: who passed words on, how firmly each stands behind them; and damaged input."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Fact, Quote, SpeakerClass
from workbench.extract import extract


def quotes(text: str) -> list[tuple[Fact, Quote]]:
    facts = extract(text, lang="id")
    return [(fact, fact.attributes) for fact in facts if isinstance(fact.attributes, Quote)]


def chain(text: str) -> list[str]:
    """The words of the last quote's hops."""
    return [hop.span.exact for hop in quotes(text)[-1][1].hops]


@pytest.mark.parametrize(
    ("text", "hops"),
    [
        # an outlet that was told, before or behind the cue, or in an interview
        ("“Kapal itu tenggelam,” kata Rina Wijaya kepada Reuters.", ["Reuters", "Rina Wijaya"]),
        ("Seorang pejabat kepada Reuters mengatakan kapal itu tenggelam.",
         ["Reuters", "Seorang pejabat"]),
        ("“Kapal itu tenggelam,” kata Rina Wijaya dalam wawancara dengan BBC.",
         ["BBC", "Rina Wijaya"]),
        # several, the outermost first
        ("Seorang pejabat mengatakan kepada kantor berita Anadolu bahwa kapal itu tenggelam, "
         "seperti dilansir AFP.", ["AFP", "Anadolu", "Seorang pejabat"]),
        # an outlet that cites somebody stands before them
        ("Kapal itu tenggelam di selat, lapor Reuters mengutip penjaga pantai.",
         ["Reuters", "penjaga pantai"]),
        ("Reuters melaporkan bahwa kapal itu tenggelam di selat, mengutip dua pejabat.",
         ["Reuters", "dua pejabat"]),
        # a report within a report
        ("Menurut Rina Wijaya, BMKG memperkirakan badai tiba besok.", ["Rina Wijaya", "BMKG"]),
        # neither a listener of no outlet nor the next sentence is a hop
        ("“Kapal itu tenggelam,” kata Rina Wijaya kepada wartawan.", ["Rina Wijaya"]),
        ("“Kapal itu tenggelam,” kata Rina Wijaya. Kepada Reuters ia mengirim foto.",
         ["Rina Wijaya"]),
        ("Bentrokan pecah di kota, tempat warga mengatakan kapal itu tenggelam.", ["warga"]),
    ],
)  # fmt: skip
def test_who_passed_it_on(text: str, hops: list[str]) -> None:
    assert chain(text) == hops


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rina Wijaya mengatakan kapal itu tenggelam di selat.", "CT+"),
        ("Rina Wijaya mengatakan kapal itu kemungkinan tenggelam di selat.", "PR+"),
        ("“Mungkin kapal itu tenggelam,” kata Rina Wijaya.", "PS+"),
        ("Rina Wijaya menduga kapal itu tenggelam di selat.", "PR+"),
        ("Rina Wijaya membantah bahwa kapal itu tenggelam di selat.", "CT-"),
        ("Rina Wijaya belum mengonfirmasi bahwa kapal itu tenggelam di selat.", "Uu"),
        ("Rina Wijaya tidak yakin kapal itu tenggelam di selat.", "PR-"),
        # what is negated within the content is part of it
        ("Rina Wijaya mengatakan kapal itu tidak tenggelam di selat.", "CT+"),
    ],
)
def test_how_firmly_a_source_asserts(text: str, value: str) -> None:
    ((_, quote),) = quotes(text)
    assert quote.speaker is not None
    assert quote.speaker.factuality.value == value


def test_whom_an_outlet_cites_has_a_class_of_their_own() -> None:
    ((_, quote),) = quotes("Kapal itu tenggelam di selat, lapor Reuters mengutip penjaga pantai.")
    assert [hop.speaker_class for hop in quote.hops] == [SpeakerClass.OUTLET, SpeakerClass.ROLE]


MARKS = ["''{}''", "‘‘{}’’", "&quot;{}&quot;", "&ldquo;{}&rdquo;", "„{}“", "”{}”", "``{}''"]


@pytest.mark.parametrize("marks", MARKS)
def test_reads_marks_of_any_make(marks: str) -> None:
    said = marks.format("Kapal itu tenggelam di selat,")
    ((fact, _),) = quotes(f"Air laut naik. {said} kata Rina Wijaya.")
    assert fact.span.exact == said


def test_an_apostrophe_is_no_mark() -> None:
    assert quotes("Warga Sana'a pergi Jum'at lalu ke Ta'if dengan kapal 'Nur'ul' itu.") == []


DAMAGED = [
    "“Kapal itu tenggelam, kata Rina Wijaya. " * 200,
    '"Kapal itu tenggelam,” kata Rina \'Wijaya." ' * 200,
    "KAPAL ITU TENGGELAM, KATA RINA WIJAYA KEPADA REUTERS. " * 200,
    "Kapal itu tenggelam.Rina Wijaya mengatakan,kapal itu tenggelam." * 200,
    "&quot;" * 5_000,
    "''" * 15_000,
    "Menurut " * 5_000,
    "kata presiden itu, " * 2_500,
    "mengatakan bahwa " * 2_500,
    "R1na Wij4ya men gatakan kap al itu teng gelam||| ~~ SCROLL TO CONTINUE WITH CONTENT " * 100,
    "Rina Wijaya" * 4_000,
    "Rina, Wijaya, juru bicara, " * 1_500,
]


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_damaged_text_is_read_without_an_exception(text: str) -> None:
    for fact in extract(text, lang="id"):
        assert text[fact.span.start : fact.span.end] == fact.span.exact
