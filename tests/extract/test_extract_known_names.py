"""Names that readers of news know, and what stands round them."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Fact, Kind
from workbench.extract import extract
from workbench.extract.known_names import known_for

_KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)


def names(text: str) -> list[tuple[str, Kind]]:
    """The names of an Indonesian text with their kinds, in order."""
    found: list[Fact] = [fact for fact in extract(text, lang="id") if fact.kind in _KINDS]
    return [(fact.span.exact, fact.kind) for fact in sorted(found, key=lambda f: f.span.start)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kemarin Nokia dan Indosat hadir.", [("Nokia", Kind.ORGANISATION),
                                              ("Indosat", Kind.ORGANISATION)]),
        ("Laga itu dimenangi Juventus atas Persita.", [("Juventus", Kind.ORGANISATION),
                                                       ("Persita", Kind.ORGANISATION)]),
        ("Hal itu dikatakan Wira Santika kepada detikcom.", [("Wira Santika", Kind.PERSON),
                                                             ("detikcom", Kind.ORGANISATION)]),
        ("Warga menunggu Nadal di bandara.", [("Nadal", Kind.PERSON)]),
        ("Gaji di PT Adaro naik lagi.", [("PT Adaro", Kind.ORGANISATION)]),
        ("Warga melapor ke BIN kemarin.", [("BIN", Kind.ORGANISATION)]),
    ],
)  # fmt: skip
def test_a_known_name_has_its_kind(text: str, wanted: list[tuple[str, Kind]]) -> None:
    assert names(text) == wanted


def test_capitals_decide_what_is_known() -> None:
    known = known_for("id")
    assert known.kind_of("BIN") is Kind.ORGANISATION
    assert known.kind_of("bin") is known.kind_of("Bin") is None
    assert known.kind_of("Madrid") is None, "the town as often as the club"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("“Berkas lengkap,” kata Jaksa Agung Prasetya.", "Prasetya"),
        ("Menteri Pemuda dan Olahraga Imam Subagja datang.", "Imam Subagja"),
        ("Menteri Kesehatan Spanyol Monica Castel datang.", "Monica Castel"),
        ("Kepala Bagian Hukum Kementerian ESDM Sya'ban mengimbau warga.", "Sya'ban"),
        ("Direktur Keuangan PT Telkom Guntur Sihombing diperiksa.", "Guntur Sihombing"),
    ],
)
def test_an_office_ends_before_the_first_name(text: str, person: str) -> None:
    assert (person, Kind.PERSON) in names(text)


def test_a_name_ends_with_its_sentence() -> None:
    text = "“Air naik,” kata Budi. BSR menolak usul itu."
    assert ("Budi", Kind.PERSON) in names(text)


def test_no_known_name_stands_twice() -> None:
    known = known_for("id")
    assert not known.organisations & known.people
    assert not known.shared & (known.organisations | known.people)
