"""Claims carried over from the command line: listed, carried as one act, taken one by one."""

from __future__ import annotations

import pytest
from cli_cases import Cli, jsonl
from cli_schemas import check
from services_cases import bench_on

from workbench.domain.span import Span
from workbench.services.annotate import new_claim
from workbench.services.view import view_article
from workbench.store import open_store

FIRST = """Kapal Karam di Selat

Sembilan orang tewas dalam kecelakaan itu. Kapal itu membawa sayuran dari pulau seberang. Bupati \
menjanjikan santunan bagi keluarga korban sebelum akhir pekan ini di balai desa setempat.
"""
SECOND = FIRST.replace("Sembilan", "Sebelas").replace("santunan", "uang santunan")
SAID = ("Sembilan orang tewas", "Kapal itu membawa sayuran", "Bupati menjanjikan santunan bagi")


@pytest.fixture
def revised(empty: Cli) -> Cli:
    """An article with three claims of ana's, and its revision."""
    place = {"outlet": "Pos Selat", "url": "https://pos.example/kapal", "lang": "id"}
    empty.good("import", "-", stdin=jsonl({"text": FIRST, **place}, {"text": SECOND, **place}))
    with open_store(empty.db) as store:
        bench = bench_on(store, "ana")
        for words in SAID:
            view = view_article(bench, 1)
            start = view.text.index(words)
            new_claim(bench, view, Span.of(view.text, start, start + len(words)))
    return empty


def test_what_is_the_same_is_carried_over_and_the_rest_is_told(revised: Cli) -> None:
    wanted = [
        "- “Sembilan orang tewas” → “Sebelas orang tewas”: the number is another one",
        "= “Kapal itu membawa sayuran”",
        "~ “Bupati menjanjikan santunan bagi” → “Bupati menjanjikan uang santunan bagi”: the words "
        "are otherwise",
    ]
    assert revised.good("carry", 2, "--from", 1, "--list").lines == wanted
    done = revised.good("carry", 2, "--from", 1)
    assert (done.lines, done.err) == (wanted, "1 claim carried over to #2\n")
    again = revised.good("carry", 2, "--from", 1)
    assert (len(again.lines), again.err) == (2, "nothing carried over\n")
    revised.good("undo")
    assert revised.good("carry", 2, "--from", 1, "--list").lines == wanted


def test_what_is_slightly_otherwise_is_taken_by_its_claim(revised: Cli) -> None:
    records = revised.good("carry", 2, "--from", 1, "--list", "--json").records
    check(records, "landing")
    assert [one["why"] for one in records] == ["number", None, "words"]
    number, _, words = (one["claim"] for one in records)
    twice = ("--claim", words, "--claim", words)
    taken = revised.good("carry", 2, "--from", 1, *twice, "--json")
    assert [one["carried"] for one in taken.records] == [False, False, True]
    assert taken.err == "1 claim carried over to #2\n"
    assert revised("carry", 2, "--from", 1, "--claim", number).code == 2
    assert revised("carry", 2, "--from", 1, "--claim", "abc").code == 2
    assert revised("carry", 2, "--from", 2).code == 2
    assert revised("carry", 2, "--from", 9).code == 4
