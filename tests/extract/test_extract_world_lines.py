"""Lines round a world-news article: lists of credits, initials, links to other articles."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Credit, Kind
from workbench.extract import extract

BODY = (
    "Kapal di Selat Tenggelam\n\nLEMBA - Sebuah kapal gandum tenggelam di selat utara pada Senin "
    "pagi, dan belasan awaknya diselamatkan oleh nelayan yang melintas di dekatnya.\n\n"
    "Cuaca buruk masih melanda perairan itu sampai malam hari, sehingga pencarian dihentikan.\n\n"
)


def credits(text: str) -> list[str]:
    facts = extract(text, lang="id")
    return [fact.attributes.outlet for fact in facts if isinstance(fact.attributes, Credit)]


def lines(text: str, kind: Kind) -> list[str]:
    return [fact.span.exact for fact in extract(text, lang="id") if fact.kind is kind]


@pytest.mark.parametrize(
    ("end", "outlets"),
    [
        ("Sumber: Reuters/AFP", ["Reuters", "AFP"]),
        ("REUTERS | AL JAZEERA", ["Reuters", "Al Jazeera"]),
        ("(Reuters/AFP/abc)", ["Reuters", "AFP"]),
        ("(reuters/abc)", ["Reuters"]),
        ("Sumber: Harian Fajar", ["Harian Fajar"]),
        # initials, and an ordinary short line, credit nobody
        ("(abc/def)", []),
        ("Semoga mereka selamat | Amin", []),
    ],
)
def test_credits_at_the_end(end: str, outlets: list[str]) -> None:
    assert credits(BODY + end) == outlets


def test_the_outlet_of_the_dateline_credits_nobody() -> None:
    text = BODY.replace("LEMBA -", "LEMBA (ANTARA) -")
    assert credits(text + "“Kami selamat,” kata seorang awak kepada ANTARA.") == []
    assert credits(BODY + "“Kami selamat,” kata seorang awak kepada ANTARA.") == ["ANTARA"]


def test_a_report_of_a_body_is_no_outlet() -> None:
    assert credits(BODY + "Cuaca memburuk, menurut laporan Badan Cuaca Lemba kemarin.") == []
    assert credits(BODY + "Cuaca memburuk, menurut harian Fajar Lemba kemarin.") == ["Fajar Lemba"]


def test_initials_are_a_byline() -> None:
    assert lines(BODY + "(abc/def)", Kind.BYLINE) == ["(abc/def)"]
    assert lines(BODY + "Penerjemah: Rina Wijaya", Kind.BYLINE) == ["Penerjemah: Rina Wijaya"]
    assert lines(BODY + "Kapal itu karam (lagi).", Kind.BYLINE) == []


def test_what_is_listed_under_baca_juga_is_related() -> None:
    listed = "Baca juga:\nKapal Lain Karam\nNelayan Diberi Medali\n\nPencarian dilanjutkan besok."
    assert lines(BODY + listed, Kind.RELATED) == [
        "Baca juga:", "Kapal Lain Karam", "Nelayan Diberi Medali",
    ]  # fmt: skip
    one = "Baca juga: Kapal Lain Karam\nPencarian dilanjutkan besok oleh nelayan setempat"
    assert lines(BODY + one, Kind.RELATED) == ["Baca juga: Kapal Lain Karam"]


def test_a_mark_in_brackets_announces_a_video() -> None:
    assert lines(BODY + "[Gambas:Video Lemba]", Kind.RELATED) == ["[Gambas:Video Lemba]"]
