"""The place table: its form, how names are folded, and which country an article's places are in."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from cpu_work import assert_costs
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.fact import Kind, Name
from workbench.errors import DataError
from workbench.extract import extract
from workbench.extract.gazetteer import DOUBT, fold, gazetteer, read_gazetteer


def countries(text: str, lang: str = "id") -> dict[str, str | None]:
    """The country of each place of a text."""
    found: dict[str, str | None] = {}
    for fact in extract(text, lang=lang):
        if fact.kind is Kind.PLACE and isinstance(fact.attributes, Name):
            found[fact.span.exact] = fact.attributes.country
    return found


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Baydā", "Bayda"),
        ("El-Beida", "beida"),
        ("São Paulo", "sao paulo"),
        ("Sana'a", "Sanaa"),
        ("Port-au-Prince", "port au prince"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_word_that_only_begins_like_an_article_stays_whole() -> None:
    assert fold("El Paso") == "el paso"
    assert fold("Alor") == "alor"


def test_the_shipped_table_has_the_form_it_should() -> None:
    table = gazetteer()
    code = re.compile(r"[A-Z]{2}\Z")
    for section in (table.countries, table.demonyms, table.cities):
        assert section
        assert all(code.match(value) for value in section.values())
        assert all(fold(name) == name for name in list(section)[:4_000])
    for codes in table.shared.values():
        assert len([one for one in codes if one != DOUBT]) > 1
        assert DOUBT not in codes[:-1]
    assert not set(table.cities) & set(table.shared)
    assert not set(table.countries) & set(table.cities)


def test_a_damaged_table_is_named() -> None:
    with pytest.raises(DataError, match="line 1"):
        read_gazetteer("XX\tnowhere\n")


def test_a_shared_name_lies_in_the_country_that_is_mentioned() -> None:
    table = read_gazetteer("= shared\nAA BB\thafen\nCC DD ?\tburg\n")
    assert table.country("hafen", frozenset()) == "AA"
    assert table.country("hafen", frozenset({"BB"})) == "BB"
    assert table.country("hafen", frozenset({"AA", "BB"})) == ""
    assert table.country("burg", frozenset()) == ""
    assert table.country("burg", frozenset({"DD"})) == "DD"
    assert table.country("nowhere", frozenset({"DD"})) == ""


def test_places_of_an_article_get_their_country() -> None:
    found = countries("Banjir melanda Zliten dan Kabupaten Bogor. Bantuan tiba dari Libya.")
    assert found["Zliten"] == "LY"
    assert found["Kabupaten Bogor"] == "ID"
    assert found["Libya"] == "LY"


def test_an_unknown_place_has_no_country() -> None:
    found = countries("Warga Desa Kertawangi Lor mengungsi ke Kecamatan Sindangrasa Hulu.")
    assert found
    assert set(found.values()) == {None}


def test_english_demonyms_tell_the_country() -> None:
    found = countries("Libyan officials said fighting went on in Tripoli near the port.", "en")
    assert found.get("Tripoli") == "LY"
    found = countries("Lebanese officials said fighting went on in Tripoli near the road.", "en")
    assert found.get("Tripoli") == "LB"


def test_the_table_is_read_quickly() -> None:
    table = files("workbench.extract") / "places.tsv"

    def read() -> None:
        gazetteer.cache_clear()
        gazetteer()

    def cells() -> None:
        assert [line.split("\t") for line in table.read_text("utf-8").splitlines()]

    assert_costs(read, cells, at_most=30)
