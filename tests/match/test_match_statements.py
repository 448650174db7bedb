"""What a statement says that two can be compared by: its numbers, causes, times and denials."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.domain.counterpart import Stance
from workbench.domain.signature import Signature
from workbench.extract import extract
from workbench.extract.signing.signer import Signer
from workbench.match.apart import Apart
from workbench.match.sides import Side
from workbench.match.stances import compare, judge

DAY = "2025-05-12"


def signed(text: str, lang: str = "id") -> Signature:
    facts = extract(text, lang=lang, anchor=DAY, anchor_basis="metadata")
    return Signer(text, facts, lang, day=date.fromisoformat(DAY).toordinal()).sign(0, len(text))


def apart(one: str, other: str, lang: str = "id", other_lang: str = "") -> set[str]:
    compared = compare(Side(signed(one, lang)), Side(signed(other, other_lang or lang)))
    return {each.kind for each in compared.differences}


@pytest.mark.parametrize(
    ("text", "lang", "value", "unit"),
    [
        ("Campak merenggut nyawa belasan anak, persisnya tujuh belas.", "id", 17, "person"),
        ("Sita belasan peti kemas kopi, tepatnya 18 boks.", "id", 18, "container"),
        ("Dana hampir dua belas triliun rupiah, tepatnya 11,8.", "id", 11.8e12, "IDR"),
        ("Dozens of people, exactly 43, were hurt.", "en", 43, "person"),
    ],
)
def test_the_number_that_is_meant_stands_for_the_rough_one(
    text: str, lang: str, value: float, unit: str
) -> None:
    (amount,) = signed(text, lang).amounts
    assert (amount.low, amount.high, amount.unit) == (value, value, unit)


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("Sekitar 100 orang tewas, yakni 40 pria dan 60 wanita.", "id", [100, 40, 60]),
        ("Sekitar 5 ribu warga, yakni 5 anak, hadir.", "id", [5000, 5]),
        ("About 50 people died, namely 20 men.", "en", [50, 20]),
        ("Satu tewas dan lima luka-luka.", "id", [1, 5]),
        ("The blast killed one and injured five.", "en", [1, 5]),
        ("Korban menjadi 40 sampai 27 Maret.", "id", [40]),
    ],
)
def test_each_amount_stands_for_itself(text: str, lang: str, values: list[float]) -> None:
    assert [one.low for one in signed(text, lang).amounts] == values


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Orang nomor satu di Kabupaten Ponorogo terjaring OTT.", "id"),
        ("Plants will be built, one on Sumatra and one on Borneo.", "en"),
        ("Perjalanan 24 sampai 27 Maret dibatalkan.", "id"),
    ],
)
def test_what_counts_nothing_is_no_amount(text: str, lang: str) -> None:
    assert not signed(text, lang).amounts


def test_a_time_behind_from_is_no_cause() -> None:
    assert not signed("Shippers must from mid-May hand over a tenth.", "en").because
    assert "fall" in signed("Trading stopped after the index fell.", "en").because


def test_what_is_denied_to_be_the_cause_is_none() -> None:
    one = signed("Padamnya listrik bukan akibat menara roboh, melainkan karena BBM habis.")
    assert "tower" not in one.because
    assert one.because


def test_a_time_that_another_is_compared_with_is_not_when_it_was() -> None:
    one = "Inflasi pada April 2025 tercatat 2,31 persen."
    other = "Dibandingkan dengan April 2024, harga konsumen naik 2,31 persen."
    assert Apart.TIME not in apart(one, other)
    assert Apart.TIME in apart(one, "Inflasi pada April 2024 tercatat 2,31 persen.")


def test_what_is_yet_to_be_done_is_not_done() -> None:
    acts = signed("Parliament has yet to ratify the pact.", "en").acts
    assert any(act.is_negated and "approve" in act.concepts for act in acts)


def test_a_denial_reaches_past_what_describes_the_thing() -> None:
    one = signed("All have been dosed without any serious adverse reaction.", "en")
    assert "side_effect" in one.denied
    other = "Semua sudah disuntik dan tak ada efek samping serius."
    assert Apart.DENIED not in apart(other, "There was no serious side effect.", "id", "en")


def test_where_something_goes_is_not_who_does_it() -> None:
    (act,) = signed("Argo Muria menuju Jakarta keluar dari rel.").acts
    assert "jakarta" not in act.by


def judged(one: str, other: str, lang: str = "id") -> Stance | None:
    return judge(Side(signed(one, lang)), Side(signed(other, lang))).stance


def test_who_beats_somebody_is_whom_that_one_loses_to() -> None:
    one = "Persib mengalahkan Persija dengan skor 2-1."
    assert Apart.OPPOSITE not in apart(one, "Persija takluk dari Persib 1-2.")
    assert Apart.OPPOSITE in apart(one, "Persib takluk dari Persija 1-2.")


@pytest.mark.parametrize(
    ("words", "lang", "years"),
    [
        ("Siti Khotijah (71) meninggal.", "id", 71),
        ("Siti Khotijah berusia 71 tahun meninggal.", "id", 71),
        ("A six-year-old girl was found.", "en", 6),
        ("A girl aged six was found.", "en", 6),
    ],
)
def test_an_age_is_one_however_it_is_told(words: str, lang: str, years: int) -> None:
    assert [(one.low, one.unit) for one in signed(words, lang).amounts] == [(years * 365, "day")]


def test_a_fraction_of_a_point_is_of_a_percent() -> None:
    for words in (
        "The bank cut its rate by a quarter point.",
        "It cut its rate by 25 basis points.",
    ):
        (amount,) = signed(words, "en").amounts
        assert (amount.low, amount.unit) == (0.25, "percent")


def test_a_network_is_no_amount() -> None:
    assert signed("The regulator fined Kestrel Mobile over its 5G service.", "en").amounts == ()


def test_without_denies_what_stands_behind_it_alone() -> None:
    one = signed("It came down without any brakes and smashed into the building.", "en")
    assert [act.is_negated for act in one.acts] == [False] * len(one.acts)
    assert one.denied


def test_a_day_before_a_cause_leaves_it_one_and_a_span_before_what_was_earlier_does_not() -> None:
    told = signed("Sembilan orang tewas pada Kamis (12/3) akibat banjir bandang.", "id")
    assert told.because & {"flood", "flash_flood"}
    assert not signed("Nineteen hours after the collapse a girl was found.", "en").because


def test_two_of_a_kind_are_no_second_one() -> None:
    assert ("second",) not in [tuple(one) for one in signed("Kedua negara sepakat.", "id").things]
    assert ("second",) in [
        tuple(one) for one in signed("Pada hari kedua mereka sepakat.", "id").things
    ]


def test_a_number_of_another_month_is_no_newer_one() -> None:
    one = "Inflasi Indonesia pada Februari 2025 mencapai 2,61 persen."
    other = "Inflasi Indonesia pada Maret 2025 mencapai 2,88 persen."
    assert judged(one, other) not in (Stance.UPDATES, Stance.CONTRADICTS)
    assert judged(one, one.replace("2,61", "2,88")) is Stance.CONTRADICTS


def test_what_is_denied_of_somebody_else_is_no_contradiction() -> None:
    one = "Indonesia menyiapkan pasukan penjaga perdamaian untuk Gaza."
    other = "Indonesia tidak menyiapkan pasukan penjaga perdamaian untuk Ukraina."
    assert judged(one, other) is not Stance.CONTRADICTS
    assert judged(one, other.replace("Ukraina", "Gaza")) is Stance.CONTRADICTS


def test_a_place_is_said_where_its_area_is_but_a_person_of_that_name_is_not() -> None:
    one = "Kapal itu tenggelam di Pelabuhan Merak, kata Agung Wirawan."
    assert Apart.PLACE not in apart(one, "Kapal itu tenggelam di Banten.")
    assert Apart.PLACE in apart(one, "Kapal itu tenggelam di Bali.")
    assert not Side(signed("Kapal itu tenggelam di Bali.")).holds(signed("kata Agung.").people[0])


def test_who_makes_an_attack_is_who_attacks() -> None:
    one = "Militer Amerika Serikat melakukan serangan di Selat Hormuz."
    assert Apart.AGENT in apart(one, "Militer Iran menembaki kapal di Selat Hormuz.")
    assert Apart.AGENT not in apart(one, "Pasukan Amerika Serikat menembaki kapal di Selat Hormuz.")
