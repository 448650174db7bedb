"""Whole phrases of what happens, the lead before details, and nothing that somebody only says."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Event, Kind
from workbench.domain.span import Span
from workbench.extract import extract


def events(text: str) -> list[Event]:
    """The events of an Indonesian text that the outlet itself asserts, in order."""
    found = [fact for fact in extract(text, lang="id") if fact.kind is Kind.EVENT]
    values = [fact.attributes for fact in sorted(found, key=lambda fact: fact.span.start)]
    return [value for value in values if isinstance(value, Event) and value.asserter is None]


def words(span: Span | None) -> str | None:
    return span.exact if span else None


@pytest.mark.parametrize(
    ("text", "who", "act", "whom"),
    [
        ("Dua nelayan dilaporkan menemukan bangkai paus di muara.", "Dua nelayan", "menemukan",
         "bangkai paus"),
        ("Sopir bus itu dilaporkan ke polisi oleh penumpangnya kemarin.", "penumpangnya",
         "dilaporkan", "Sopir bus itu"),
        ("Jembatan lama tersebut nantinya akan menghubungkan dua desa.", "Jembatan lama tersebut",
         "menghubungkan", "dua desa"),
        ("Nantinya warga bisa memantau tinggi air sungai.", "warga", "memantau",
         "tinggi air sungai"),
        ("Bangunan tua itu menjadi museum pada tahun 2019.", "Bangunan tua itu", "menjadi",
         "museum"),
        ("Kontrak berjangka kopi ditutup pada level tertinggi kemarin.",
         "Kontrak berjangka kopi", "ditutup", None),
        ("Panen garam mencapai 38.200 ton pada musim itu.", "Panen garam", "mencapai",
         "38.200 ton"),
        ("Produksi beras naik 12,5% pada tahun lalu.", "Produksi beras", "naik", "12,5%"),
        ("Aplikasi cuaca itu diluncurkan BMKG pada awal bulan.", "BMKG", "diluncurkan",
         "Aplikasi cuaca itu"),
        ("Pasar ikan itu dibuka Senin pagi oleh bupati setempat.", "bupati setempat", "dibuka",
         "Pasar ikan itu"),
        ("Kapten kapal itu dijuluki Raja Ombak sejak kecil.", "Kapten kapal itu", "dijuluki",
         None),
        ("Pertama, banjir menggenangi empat kecamatan di pesisir.", "banjir", "menggenangi",
         "empat kecamatan"),
    ],
)  # fmt: skip
def test_an_event_has_whole_phrases(text: str, who: str, act: str, whom: str | None) -> None:
    (event,) = events(text)
    assert (words(event.who), words(event.act), words(event.whom)) == (who, act, whom)


def test_what_something_is_is_no_event() -> None:
    assert events("Lembah itu adalah cekungan yang terbentuk karena letusan purba.") == []


def test_a_question_is_no_event() -> None:
    assert events("Apakah bendungan itu akan menahan banjir besar tahun depan?") == []


def test_what_is_said_is_no_event_of_the_outlet() -> None:
    assert events("Para petani di lereng itu mengatakan.") == []


def test_the_lead_is_worth_more_than_the_same_detail() -> None:
    told = "Badan Sungai Raya membangun tanggul di muara."
    lead = events(f"{told} Warga menonton dari kejauhan.")
    detail = events(f"Warga menonton dari kejauhan. {told}")
    check = {words(e.act): e.check for e in lead}["membangun"]
    assert check > {words(e.act): e.check for e in detail}["membangun"]
