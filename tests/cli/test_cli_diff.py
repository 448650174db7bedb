"""What an article says otherwise than the one it is like, on paper and as data."""

from __future__ import annotations

from itertools import pairwise

import pytest
from cli_cases import Cli, jsonl
from cli_schemas import check

FIRST = """Kapal Karam di Selat

Sebuah kapal kayu karam di selat itu Senin malam. Sembilan orang tewas, kata Dewi Lestari.

Cuaca buruk sejak sore, ujar polisi setempat. Dua orang masih dicari sampai Selasa pagi.

Kapal itu membawa 25 penumpang dan sayuran dari pulau seberang. Tim penyelamat menyisir perairan \
di sekitar mercusuar tua sejak tengah malam dengan tiga perahu karet dan satu kapal patroli milik \
syahbandar. Keluarga penumpang menunggu kabar di balai desa.
"""
SECOND = (
    FIRST.replace("Sembilan", "Sebelas").replace(
        "Cuaca buruk sejak sore, ujar polisi setempat. ", ""
    )
    + "\nBupati \x1b[2Jmenjanjikan santunan bagi keluarga korban.\n"
)


@pytest.fixture
def revised(empty: Cli) -> Cli:
    """An article, its revision at the same address, and another story."""
    place = {"outlet": "Pos Selat", "url": "https://pos.example/kapal", "lang": "id"}
    lines = jsonl(
        {"text": FIRST, "published": "2026-03-01", **place},
        {"text": SECOND, "published": "2026-03-02", **place},
        {"text": "Panen padi di desa itu berlangsung baik, kata Rahman.", "lang": "id"},
    )
    assert [line.split()[0] for line in empty.good("import", "-", stdin=lines).lines] == [
        "added:", "revision", "added:",
    ]  # fmt: skip
    return empty


def test_what_a_revision_says_otherwise_than_what_it_revises(revised: Cli) -> None:
    lines = revised.good("diff", 2).lines
    assert lines == revised.good("diff", 2, 1).lines
    assert [line[:6] for line in lines[:2]] == ["--- #1", "+++ #2"]
    assert "- [-Sembilan-] orang tewas, kata Dewi Lestari." in lines
    assert "+ {+Sebelas+} orang tewas, kata Dewi Lestari." in lines
    assert "- Cuaca buruk sejak sore, ujar polisi setempat." in lines
    (added,) = [line for line in lines if line.startswith("+ Bupati")]
    assert "\x1b" not in added
    assert not any("mercusuar" in line for line in lines)
    assert any("mercusuar" in line for line in revised.good("diff", 2, "--all").lines)


def test_the_older_one_is_compared_with_its_revision_where_no_other_is_named(revised: Cli) -> None:
    lines = revised.good("diff", 1).lines
    assert [line[:6] for line in lines[:2]] == ["--- #2", "+++ #1"]
    assert "+ {+Sembilan+} orang tewas, kata Dewi Lestari." in lines


def test_as_data_every_sentence_stands_in_order_with_its_place(revised: Cli) -> None:
    (record,) = records = revised.good("diff", 2, "--json").records
    check(records, "difference")
    assert (record["left"]["number"], record["right"]["number"]) == (1, 2)
    for side, text in (("left", FIRST), ("right", SECOND)):
        said = [one[side] for one in record["sentences"] if one[side]]
        assert all(text[one["start"] : one["end"]] == one["exact"] for one in said)
        assert all(one["end"] <= after["start"] for one, after in pairwise(said))
    changed = [one for one in record["sentences"] if one["kind"] == "changed"]
    assert [(one["went"][0]["exact"], one["came"][0]["exact"]) for one in changed] == [
        ("Sembilan", "Sebelas")
    ]


def test_an_article_that_is_like_no_other_wants_one_to_be_named(revised: Cli) -> None:
    done = revised("diff", 3)
    assert (done.code, "Name the one" in done.err) == (4, True)
    assert revised.good("diff", 3, 1).lines[2].startswith("in common: ")
    assert revised("diff", 1, 1).code == 2


def test_it_is_said_of_what_the_shares_are_and_how_many_sentences_differ(revised: Cli) -> None:
    (said,) = [line for line in revised.good("diff", 2).lines if line.startswith("in common: ")]
    assert "% of the left's words" in said
    assert said.endswith("; 3 sentences differ")
