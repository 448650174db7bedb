"""Which sources may be one by their names, what texts say of two names, and what is never asked."""

from __future__ import annotations

import random

import pytest
from cpu_work import assert_costs
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.naming import fold_name
from workbench.domain.sameness import Sameness
from workbench.domain.source import SourceKind
from workbench.match.acronyms import is_beginnings
from workbench.match.said import full_names, holders
from workbench.match.sameness import Candidate, Pair, alike
from workbench.match.spelling import is_slip, spelled

BODY, PERSON, GROUP = SourceKind.ORGANISATION, SourceKind.PERSON, SourceKind.GROUP
OUTLET, UNKNOWN, DOCUMENT = SourceKind.OUTLET, SourceKind.UNKNOWN, SourceKind.DOCUMENT
SPELLING, ACRONYM, PART = Sameness.SPELLING, Sameness.ACRONYM, Sameness.PART


def of(*named: tuple[str, SourceKind]) -> list[Pair]:
    """The pairs of sources that go by these names."""
    places = {"islandia", "irlandia", "badung", "bandung"}
    return alike(
        [Candidate(name, kind, (name,)) for name, kind in named],
        lambda one, other: {one, other} <= places,
    )


@pytest.mark.parametrize(
    ("one", "other", "kind", "why"),
    [
        ("Bank Sentral Swiss", "Bank Sentra Swisss", BODY, SPELLING),
        ("Kementerian Kesehatan", "Kementerian Kesehatan RI", BODY, SPELLING),
        ("Kereta Api Indonesia", "PT Kereta Api Indonesia (Persero)", BODY, SPELLING),
        ("Badan Meteorologi", "Badan Meteorlogi", BODY, SPELLING),
        ("Moto GP", "MotoGP.com", OUTLET, SPELLING),
        ("detikJatim", "detik.com/jatim", OUTLET, SPELLING),
        ("kompas", "Kompas.co.id", OUTLET, SPELLING),
        ("Djoko Soesilo", "Joko Susilo", PERSON, SPELLING),
        ("Perry Warjiyo", "Perry Wardjiyo", PERSON, SPELLING),
        ("Achmad Fauzi", "Ahmad Fauzy", PERSON, SPELLING),
        ("Khalifa Haftar", "Khalifa Hafttar", UNKNOWN, SPELLING),
        ("Mariana Sofyan Ahmad", "Marina Sofyan Ahmad", PERSON, SPELLING),
        ("BMKG", "Badan Meteorologi, Klimatologi, dan Geofisika", BODY, ACRONYM),
        ("DOJ", "Department of Justice", BODY, ACRONYM),
        ("ICC", "International Criminal Court", BODY, ACRONYM),
        ("Kemenkeu", "Kementerian Keuangan", BODY, ACRONYM),
        ("Kemlu", "Kementerian Luar Negeri RI", BODY, ACRONYM),
        ("Komdigi", "Kementerian Komunikasi dan Digital", BODY, ACRONYM),
        ("Basarnas", "Badan SAR Nasional", BODY, ACRONYM),
        ("Menlu", "Menteri Luar Negeri", GROUP, ACRONYM),
        ("Jaya Negara", "I Gusti Ngurah Jaya Negara", PERSON, PART),
    ],
)
def test_what_may_be_one_is_suggested_with_its_reason(
    one: str, other: str, kind: SourceKind, why: Sameness
) -> None:
    for named in ((one, other), (other, one)):
        (pair,) = of(*((name, kind) for name in named))
        assert pair.why is why
        assert {pair.key, pair.into} == {one, other}
        if why is not SPELLING:
            assert pair.into == other  # the name that says more stays


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Marc Marquez", "Alex Marquez", PERSON),
        ("Marquez", "Marc Marquez", PERSON),
        ("Budi Santoso", "Rina Santoso", PERSON),
        ("Santoso", "Santosa", PERSON),
        ("Prasetyo", "Prasetio", PERSON),
        ("Santoso", "Budi Santoso", UNKNOWN),
        ("Rahma Putri", "Rahman Putri", PERSON),
        ("Mariana Sofyan", "Marina Sofyan", PERSON),
        ("experts", "The experts", GROUP),
        ("Presiden", "The president", GROUP),
        ("Kawit", "Kawit Tekwan", BODY),
        ("Hendra Gunawan", "Hendri Gunawan", PERSON),
        ("Kementerian Kesehatan Malaysia", "Kementerian Kesehatan Singapura", BODY),
        ("Kementerian Kesehatan", "Kementerian Keuangan", BODY),
        ("Kementerian Luar Negeri Irlandia", "Kementerian Luar Negeri Islandia", BODY),
        ("Polres Badung", "Polres Bandung", BODY),
        ("Polda Sulsel", "Polda Sumsel", BODY),
        ("detikSulsel", "detikSumsel", OUTLET),
        ("Komisi I DPR", "Komisi II DPR", BODY),
        ("Angkatan 2024", "Angkatan 2025", BODY),
        ("ABS", "ABBS", BODY),
        ("IOC", "IUC", BODY),
        ("KPK", "Badan Pusat Statistik", BODY),
        ("Perusahaan Listrik", "Tbk", BODY),
        ("Laporan Bank Dunia", "Laporan Bank Dunai", DOCUMENT),
        ("seorang pejabat", "Seorang Pejabad", GROUP),
    ],
)
def test_what_is_not_one_is_not_suggested(one: str, other: str, kind: SourceKind) -> None:
    assert of((one, kind), (other, kind)) == []


def test_a_person_and_a_body_are_never_one() -> None:
    assert of(("Sri Mulya", PERSON), ("Sri Mulia", BODY)) == []
    assert of(("AHY", BODY), ("Agus Harimurti Yudhoyono", PERSON)) == []
    assert of(("KPB", BODY), ("Kepala Polisi Bandung", GROUP)) == []


def test_what_may_be_several_is_not_asked() -> None:
    fits = [("Komisi Pemberantasan Korupsi", BODY), ("Kantor Pelayanan Kepabeanan", BODY)]
    assert of(("KPK", BODY), *fits) == []
    assert (
        of(("Budi Santoso", PERSON), ("Agus Budi Santoso", PERSON), ("Budi Santoso Wijaya", PERSON))
        == []
    )
    series = [(f"Perusahaan {letter}aradaksa", BODY) for letter in "bcdfghjk"]
    assert of(*series) == []


def test_aliases_count_as_names_and_a_pair_is_suggested_once() -> None:
    one = Candidate("a", BODY, ("Komdigi", "Kominfo"))
    other = Candidate("b", BODY, ("Kementerian Komunikasi dan Digital", "KOMDIGI"))
    (pair,) = alike([one, other])
    assert {pair.key, pair.into} == {"a", "b"}
    assert alike([one]) == []


@pytest.mark.parametrize(
    ("short", "words", "fits"),
    [
        ("kemenkeu", "kementerian keuangan", True),
        ("komdigi", "kementerian komunikasi digital", True),
        ("bappenas", "badan perencanaan pembangunan nasional", True),
        ("kemenkeu", "kementerian kesehatan", False),
        ("kementerian", "kementerian keuangan", False),
        ("antara", "antara", False),
    ],
)
def test_beginnings_are_taken_in_order(short: str, words: str, fits: bool) -> None:
    assert is_beginnings(short, tuple(words.split())) is fits


def test_a_slip_is_one_letter_in_a_long_word() -> None:
    assert is_slip("sentra", "sentral", is_person=False)
    assert is_slip("sumatera", "sumatira", is_person=False)
    assert is_slip("hafatr", "haftar", is_person=False)
    assert not is_slip("sulsel", "sumsel", is_person=False)
    assert not is_slip("irak", "iran", is_person=False)
    assert not is_slip("rahma", "rahman", is_person=True)


# What texts say --------------------------------------------------------------------------------

FULL = "Badan Meteorologi, Klimatologi, dan Geofisika"
KNOWN = {fold_name(name): name for name in (
    "Organisasi Kesehatan Dunia", FULL, "Kesehatan Dunia", "Sugiono", "Retno Marsudi",
    "Agus Harimurti Yudhoyono",
)}  # fmt: skip


def said(text: str, short: str) -> list[tuple[str, str]]:
    return [(one.key, text[one.start : one.end]) for one in full_names(text, short, KNOWN)]


def held(text: str, office: str = "Menteri Luar Negeri") -> list[tuple[str, str]]:
    return [(one.key, text[one.start : one.end]) for one in holders(text, office, KNOWN)]


def test_the_longest_known_name_before_the_bracket_is_the_acronym_s() -> None:
    here = "Badan Meteorologi, Klimatologi dan Geofisika (BMKG)"
    text = f"Kepala {here} dan Organisasi Kesehatan Dunia (WHO)."
    assert said(text, "WHO") == [("Organisasi Kesehatan Dunia", "Organisasi Kesehatan Dunia (WHO)")]
    ((full, words),) = said(text, "BMKG")
    assert (full, words) == (FULL, here)
    assert said(text, "AHY") == []
    assert said("Dunia (WHO) dan (WHO)", "WHO") == []


@pytest.mark.parametrize(
    "text",
    [
        "kata Menteri Luar Negeri Sugiono di Jakarta",
        "kata Menteri Luar Negeri, Sugiono, di Jakarta",
        "kata Menteri Luar Negeri (Menlu) RI Sugiono.",
        "menteri Luar Negeri Republik Indonesia Sugiono berkata",
    ],
)
def test_who_is_named_behind_an_office_holds_it(text: str) -> None:
    ((who, words),) = held(text)
    assert who == "Sugiono"
    assert words.endswith("Sugiono")


@pytest.mark.parametrize(
    "text",
    [
        "kata Menteri Luar Negeri Iran Sugiono",
        "kata Menteri Luar Negeri. Sugiono diam",
        "kata Menteri Luar Negeri Sugiono Hadi di Jakarta",
        "kata Menteri Luar Negerinya Sugiono",
        "kata Menteri Luar Negeri",
    ],
)
def test_another_office_or_another_name_is_not_taken_for_it(text: str) -> None:
    assert held(text) == []


@given(st.text(max_size=200), st.text(max_size=20))
def test_no_name_and_no_text_fails(text: str, name: str) -> None:
    spelled(name)
    spelled(name, is_person=True)
    list(full_names(text, name, KNOWN))
    if name:
        list(holders(text, name, KNOWN))
    alike(
        Candidate(words, kind, (words,))
        for words in (text, name)
        for kind in (BODY, PERSON, UNKNOWN)
    )


def test_many_sources_take_no_longer_than_their_number() -> None:
    chance = random.Random(7)

    def word() -> str:
        return "".join(
            chance.choice("bdgklmnprst") + chance.choice("aeiou") for _ in range(4)
        ).title()

    def sources(many: int) -> list[Candidate]:
        made = []
        for number in range(many):
            kind = chance.choice((PERSON, BODY, GROUP))
            head = (
                chance.choice(("Kementerian", "Badan", "Kepala")) if kind is not PERSON else word()
            )
            made.append(Candidate(str(number), kind, (f"{head} {word()} {word()}",)))
        return made

    few, many = sources(500), sources(4000)
    assert_costs(lambda: alike(many), lambda: alike(few), at_most=20)
    hard = [
        Candidate(str(n), BODY, (f"Kementerian Keuanga{'n' * (n % 40)} {word()}",))
        for n in range(4000)
    ]
    assert_costs(lambda: alike(hard), lambda: alike(hard[:500]), at_most=20)
    short = [Candidate(f"s{n}", BODY, (f"Kem{word()[:3]}",)) for n in range(2000)]
    both = [*hard[:2000], *short]
    assert_costs(lambda: alike(both), lambda: alike([*hard[:250], *short[:250]]), at_most=20)
