"""Names by the tagger: titles, affiliations, seams between names, and hostile text."""

from __future__ import annotations

import pytest
from cpu_work import assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.fact import NAME_KINDS, Kind, Name
from workbench.errors import DataError
from workbench.extract import extract
from workbench.extract.lexicon import lexicon_for
from workbench.extract.moves import Moves
from workbench.extract.tagger import LABELS, Tagger, tagger_for


def names(text: str) -> dict[str, tuple[Kind, Name]]:
    """The names of an Indonesian text by their words."""
    return {
        fact.span.exact: (fact.kind, fact.attributes)
        for fact in extract(text, lang="id")
        if isinstance(fact.attributes, Name)
    }


def test_a_title_stays_out_of_the_whole_name() -> None:
    kind, person = names("Wali Kota Surya Atmaja meresmikan pasar itu, Senin.")["Surya Atmaja"]
    assert (kind, person.title) == (Kind.PERSON, "Wali Kota")


def test_capitals_without_a_title_have_none() -> None:
    _, person = names("Namun Surya Atmaja meresmikan pasar itu.")["Surya Atmaja"]
    assert person.title is None


@pytest.mark.parametrize(
    ("text", "person", "affiliation"),
    [
        ("Menteri Luar Negeri Rusia Pavel Gromov tiba di Ankara.", "Pavel Gromov", "Rusia"),
        ("Warga bertemu politisi Partai Gelora Budi Hartono.", "Budi Hartono", "Partai Gelora"),
        ("Rina Kusuma, ketua KPU, mengatakan logistik sudah siap.", "Rina Kusuma", "KPU"),
    ],
)
def test_an_affiliation_is_filled_where_a_pattern_says_so(
    text: str, person: str, affiliation: str
) -> None:
    assert names(text)[person][1].affiliation == affiliation


def test_a_neighbour_is_no_affiliation() -> None:
    found = names("Partai Buruh mengundang Dewi Lestari ke kantornya.")
    assert found["Dewi Lestari"][1].affiliation is None


def test_an_organisation_ends_where_the_person_begins() -> None:
    found = names("Kepala Badan Nasional Penanggulangan Bencana Rudi Hartanto datang.")
    assert found["Rudi Hartanto"][0] is Kind.PERSON
    assert found["Badan Nasional Penanggulangan Bencana"][0] is Kind.ORGANISATION


def test_an_acronym_in_brackets_is_the_organisation_everywhere() -> None:
    found = names("Badan Pangan Sagara (BPSG) rapat. Kemudian BPSG pulang tanpa hasil.")
    assert found["Badan Pangan Sagara"][0] is Kind.ORGANISATION
    assert found["BPSG"][1].name == "Badan Pangan Sagara (BPSG)"


def test_other_brackets_introduce_nothing() -> None:
    found = names("Rapat di balai desa (WIB) selesai pukul 10.00 WIB.")
    assert "WIB" not in found


def test_an_arabic_article_belongs_to_the_name() -> None:
    found = names("Pasukan itu bergerak ke al-Karama. Perdana Menteri Salim al-Ruwaidi diam.")
    assert found["al-Karama"][0] is Kind.PLACE
    assert found["Salim al-Ruwaidi"][0] is Kind.PERSON


def test_a_common_word_that_opens_a_sentence_is_no_name() -> None:
    assert names("Rencana itu batal. Namun warga tetap datang. Akibatnya jalan macet.") == {}


def test_every_fact_says_which_rule_and_why() -> None:
    facts = [
        fact
        for fact in extract("Dewi Lestari tiba di Surabaya bersama PT Garam Nusantara.", lang="id")
        if fact.kind in NAME_KINDS
    ]
    assert len(facts) == 3
    assert all(fact.reason != "a name" and 0 < fact.score <= 1 for fact in facts)


def test_a_model_of_another_shape_is_refused() -> None:
    with pytest.raises(DataError, match="model"):
        Tagger(lexicon_for("id"), "= lists\n= moves\nO\t1,2\n= weights\nw=a\t1\n")
    with pytest.raises(DataError, match="line 1"):
        Tagger(lexicon_for("id"), "no section\t1\n")


def test_the_shipped_model_has_a_number_for_each_label() -> None:
    tagger = tagger_for("id")
    assert tagger is not None
    assert tagger_for("en") is None
    assert all(tagger.lists.values())


def test_the_best_path_goes_on_inside_a_name_of_the_same_type_only() -> None:
    free = Moves([[0] * len(LABELS)] * len(LABELS))
    person, inside_place = [0] * 7, [0] * 7
    person[1], inside_place[6] = 10, 50
    assert free.best_path([person, inside_place]) in ([3, 6],)
    inside_place[6] = 5
    assert free.best_path([person, inside_place])[0] == 1


@pytest.mark.parametrize(
    ("text", "office", "kind", "person"),
    [
        ("Gubernur Jawa Tengah Surya Atmaja tiba.", "Jawa Tengah", Kind.PLACE, "Surya Atmaja"),
        ("Presiden Amerika Serikat John Carter tiba.", "Amerika Serikat", Kind.PLACE,
         "John Carter"),
        ("Juru bicara Kremlin Dmitry Orlov membantah.", "Kremlin", Kind.ORGANISATION,
         "Dmitry Orlov"),
        ("Menteri Keamanan Nasional Rudi Salim menolak.", "", None, "Rudi Salim"),
    ],
)  # fmt: skip
def test_an_office_and_the_person_behind_it_are_two(
    text: str, office: str, kind: Kind | None, person: str
) -> None:
    named = {
        fact.attributes.name: fact.kind
        for fact in extract(text, lang="id")
        if isinstance(fact.attributes, Name)
    }
    assert named[person] is Kind.PERSON
    assert not office or named[office] is kind


def test_words_behind_no_title_stay_one_name() -> None:
    (name,) = [
        fact.span.exact
        for fact in extract("Kapal itu bersandar di Jawa Tengah Selatan.", lang="id")
        if isinstance(fact.attributes, Name)
    ]
    assert name.startswith("Jawa Tengah")


HOSTILE = st.text(st.sampled_from("AaBb Çé.-’'&()\"“”\n\u202e\x1b\u00a0,;19Šß漢"), max_size=160)


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_offsets_hold_on_any_text(text: str) -> None:
    for fact in extract(text, lang="id"):
        assert text[fact.span.start : fact.span.end] == fact.span.exact


def test_capitals_without_end_take_linear_time() -> None:
    tagger = tagger_for("id")
    assert tagger is not None
    words = "Badan Surya Al-Karim S. (ABC) desa "
    assert_grows(
        lambda text: list(tagger.tag(text, 0, len(text), frozenset())),
        small=words * 350,
        large=words * 2_800,
        at_most=20,
    )
