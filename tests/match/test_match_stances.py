"""What two statements say, laid side by side: what goes apart, and how one stands to the other."""

from __future__ import annotations

import json
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.counterpart import Stance
from workbench.extract import extract
from workbench.extract.signing.signer import Signer
from workbench.match.apart import Apart
from workbench.match.comparing import Side, overlap, overlap_of
from workbench.match.stances import judge, proposed

PAIRS = Path(__file__).parent / "pairs"


def side(text: str, lang: str = "id", day: str = "2026-03-12", exact: str = "") -> Side:
    facts = extract(text, lang=lang, anchor=day, anchor_basis="metadata")
    signer = Signer(text, facts, lang, day=date.fromisoformat(day).toordinal())
    start = text.index(exact)
    end = start + len(exact) if exact else len(text)
    return Side(signer.sign(start, end, around=signer.sign(0, len(text))))


def apart(one: str, other: str, lang: str = "id") -> set[str]:
    judged = judge(side(one, lang), side(other, lang))
    return {each.kind for each in judged.comparison.differences}


FLOOD = "Sembilan orang tewas akibat banjir bandang di Lembata pada Kamis (12/3)."


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (FLOOD.replace("Sembilan", "Sebelas"), Apart.NUMBER),
        (FLOOD.replace("Lembata", "Ngada"), Apart.PLACE),
        (FLOOD.replace("Kamis (12/3)", "Senin (9/3)"), Apart.TIME),
        ("Polisi membebaskan Rudi Hartono di Medan.", Apart.OPPOSITE),
        ("Polisi tidak menangkap Rudi Hartono di Medan.", Apart.DENIED),
        ("Polisi akan menangkap Rudi Hartono di Medan.", Apart.MOOD),
        ("Polisi menangkap Budi Santoso di Medan.", Apart.PERSON),
    ],
)
def test_what_goes_apart_is_named(other: str, kind: Apart) -> None:
    one = FLOOD if "banjir" in other else "Polisi menangkap Rudi Hartono di Medan."
    assert not apart(one, one)
    assert kind in apart(one, other)
    assert kind in apart(other, one)


def test_what_only_one_counts_beside_a_number_of_both_is_no_other_number() -> None:
    one = "Gelombang mencapai 2,5 meter dan jarak pandang kurang dari 500 meter."
    assert apart(one, "Gelombang mencapai 2,5 meter.") == set()
    assert apart(one, "Gelombang mencapai 3 meter.") == {Apart.NUMBER}


def test_who_did_it_to_whom_goes_apart() -> None:
    one, other = "Israel attacked Iran on Thursday.", "Iran attacked Israel on Thursday."
    assert {Apart.ROLES, Apart.AGENT} & apart(one, other, "en")
    assert not apart(one, "Iran was attacked by Israel on Thursday.", "en")


def test_two_that_exchange_their_parts_are_never_the_same() -> None:
    one = "Militants fired missiles at an army base near Metula."
    other = "The army fired missiles at a militant base near Metula."
    judged = judge(side(one, "en"), side(other, "en"))
    assert Apart.ROLES in {each.kind for each in judged.comparison.differences}
    assert judged.stance is not Stance.SAME


@pytest.mark.parametrize(
    "other",
    [
        "Banjir bandang di Lembata menewaskan 9 orang, Kamis.",
        "Korban tewas akibat banjir bandang di Lembata mencapai sembilan orang.",
    ],
)
def test_the_same_in_other_words_is_proposed(other: str) -> None:
    assert judge(side(FLOOD), side(other)).stance is Stance.SAME


def test_the_same_in_another_language_is_proposed() -> None:
    other = "Nine people were killed by a flash flood in Lembata on Thursday."
    assert judge(side(FLOOD), side(other, "en")).stance is Stance.SAME


def test_what_is_the_reason_for_something_is_not_denied_with_it() -> None:
    one = "Menara telekomunikasi tidak berfungsi akibat listrik padam di Sumatra."
    other = "Listrik padam di Sumatra."
    assert Apart.DENIED not in apart(one, other)


def test_who_rejects_an_appeal_does_not_deny_that_there_was_one() -> None:
    one, other = "Hakim menolak banding Heri Subagyo.", "Banding Heri Subagyo ditolak hakim."
    assert not apart(one, other)
    assert Apart.DENIED in apart("Heri Subagyo menolak mundur.", "Heri Subagyo mundur.")


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Korban berusia 81 tahun.", "Korban berumur 83.", "id"),
        ("The singer was aged 81.", "The singer was 83 years old.", "en"),
        ("Customs seized half a tonne of cocaine.", "Customs seized 700 kg of cocaine.", "en"),
        ("Police arrested a dozen men.", "Police arrested 15 men.", "en"),
    ],
)
def test_amounts_in_words_are_amounts(one: str, other: str, lang: str) -> None:
    assert Apart.NUMBER in apart(one, other, lang)


def test_a_form_of_a_word_begins_the_phrases_of_its_stem() -> None:
    assert not apart("Polisi mencabut larangan ekspor.", "Larangan ekspor dicabut polisi.")


def test_whose_it_is_belongs_to_no_name() -> None:
    signed = side("Ghana's Supreme Court struck down the levy.", "en").core
    assert {name.key for name in signed.bodies} == {"ghana supreme court"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sekitar 8.000 karyawan Orvelo di-PHK.", "Bricol lays off about 8,000 workers."),
        ("Ratusan rumah di Lembata terendam banjir.", "Floods swamped 463 houses in Lembata."),
    ],
)
def test_another_name_or_a_sharper_number_is_not_the_same(one: str, other: str) -> None:
    judged = judge(side(one), side(other, "en"))
    assert judged.comparison.is_apart
    assert judged.stance is not Stance.SAME


def test_what_tells_little_weighs_little() -> None:
    one = side("Polisi menangkap Rudi Hartono di Medan.")
    other = side("Polisi kini sudah berhasil menangkap seorang Rudi Hartono di kawasan Medan.")
    both = judge(one, other).comparison.overlap
    assert min(both.of_one, both.of_other) > 0.8


def test_what_stands_around_a_statement_says_where() -> None:
    one = side("Banjir terjadi di Lembata. Sembilan orang tewas.", exact="Sembilan orang tewas")
    assert not one.core.places
    assert one.around.places


HOSTILE = (
    "",
    " ",
    "?",
    "9",
    "999999999999999999999 orang",
    "nol",
    "0",
    "-1 persen",
    "3:0",
    "tahun 44 SM",
    "ratusan hingga ribuan orang",
    "Rp 1,2 triliun hingga $3",
    "“‘“”’”",
    "\u202eabc\u202c",
    "x" * 9_000,
    "tidak tidak tidak tidak",
    "9 orang tewas. " * 500,
    "١٢ قتيلا",
    "🌊🌊 12 orang",
)


@pytest.mark.parametrize(("one", "other"), [*product(HOSTILE, (FLOOD, *HOSTILE[:8]))])
def test_no_text_raises(one: str, other: str) -> None:
    sides = [side(text) for text in (one, other)]
    judged = judge(*sides)
    assert 0 <= judged.score <= 1
    assert sum(judged.probabilities.values()) == pytest.approx(1)


def test_numbers_without_units_and_ranges_are_never_merged() -> None:
    one = "Ratusan orang mengungsi akibat banjir di Lembata."
    other = "Ribuan orang mengungsi akibat banjir di Lembata."
    assert judge(side(one), side(other)).stance is not Stance.SAME


def pairs_aside() -> list[tuple[dict[str, Any], list[Side]]]:
    found = []
    for line in (PAIRS / "fresh.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        sides = sorted(
            (
                side(one["text"], one["lang"], one["published"][:10], one["exact"])
                for one in (pair["a"], pair["b"])
            ),
            key=lambda each: each.core.day,
        )
        found.append((pair, sides))
    return found


def test_what_is_passed_over_early_would_not_have_been_proposed() -> None:
    early = 0
    for _, sides in pairs_aside():
        quick, judged = proposed(*sides), judge(*sides)
        assert (quick.stance if quick else None) is judged.stance
        early += quick is None
    assert early > 20


@pytest.mark.parametrize("least", [0.3, 0.55])
def test_an_overlap_is_left_early_only_where_it_is_none(least: float) -> None:
    sides = [side for _, pair in pairs_aside()[::4] for side in pair]
    found = 0
    for one, other in product(sides, sides):
        both = overlap(one, other)
        is_some = both.numbers > 0 or min(both.of_one, both.of_other) >= least
        assert overlap_of(one, other, least) == (both if is_some else None)
        found += is_some
    assert len(sides) < found < len(sides) ** 2 / 2


def test_pairs_kept_aside_are_judged_no_worse_than_they_were() -> None:
    """These 144 were written before the rules were looked at, and none was read since. Whoever
    reads what goes wrong here, or chooses by the figures, has to have others written."""
    pairs = [(pair, judge(*sides)) for pair, sides in pairs_aside()]
    same = [judged.probabilities["same"] for pair, judged in pairs if pair["kind"] == "same"]
    rest = [judged.probabilities["same"] for pair, judged in pairs if pair["kind"] != "same"]
    won = sum((a > b) + (a == b) / 2 for a, b in product(same, rest))
    assert won / len(same) / len(rest) >= 0.87
    proposed = [pair["kind"] for pair, judged in pairs if judged.stance is Stance.SAME]
    assert proposed.count("same") >= 28
    assert len(proposed) <= 33
