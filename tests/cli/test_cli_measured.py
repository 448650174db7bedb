"""Who is measured by articles with known answers finds out nowhere which they are: not before she
has judged them, and not after, until she was told how near she came."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from accounts import Account, accounts_at_work, database_of
from blind_cases import ARTICLES

from workbench.domain.article import ReadingState
from workbench.domain.choice import Choice, WhichLayer
from workbench.domain.span import Span
from workbench.services.adjudication import differing
from workbench.services.agreement import By, overview_of_agreement
from workbench.services.annotate import new_claim
from workbench.services.exporting import gathered
from workbench.services.importing import import_documents, read
from workbench.services.layer import decided_layer
from workbench.services.review import set_state
from workbench.services.view import view_article
from workbench.services.workbench import Sight, Workbench, open_store
from workbench.verbs.measuring import LEAST_KNOWN

TEST, WORK = 2, 1
Trio = tuple[Account, Account, Account]


@pytest.fixture(scope="module")
def trio() -> Iterator[Trio]:
    with accounts_at_work(3) as (head, ani, beno):
        yield head, ani, beno


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with more articles than it takes to be told of one's own."""
    folder = tmp_path_factory.mktemp("measured")
    more = [
        {**ARTICLES[2], "id": f"m{at}", "text": f"{ARTICLES[2]['text']}\nHari ke-{at}.\n"}
        for at in range(LEAST_KNOWN + 3)
    ]
    source = folder / "texts.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in (*ARTICLES, *more)), "utf-8")
    with open_store(folder / "desk.db") as store:
        list(import_documents(Workbench(store, "root"), read([source])))
    return folder / "desk.db"


@pytest.fixture
def desk(trio: Trio, texts: Path) -> Iterator[Path]:
    """The first account has judged #2, and divided #1 between the others: to each, #2 as well."""
    head, ani, beno = trio
    with database_of(head, texts) as path:
        says(path, head.name, TEST, "Jembatan lama ditutup")
        finish(path, head.name, TEST)
        head.good(path, "select", "save", "kerja", "--where", f"number:{WORK}")
        head.good(path, "select", "save", "uji", "--where", f"number:{TEST}")
        head.good(path, "select", "freeze", "uji")
        head.good(
            path,
            *("select", "divide", "kerja", "--to", f"{ani.name},{beno.name}", "--each", "2"),
            *("--known", "uji", "--every", "1"),
        )
        yield path


def at(path: Path, analyst: str, sight: Sight = Sight.BLIND) -> Workbench:
    return Workbench(open_store(path), analyst, sight=sight)


def says(path: Path, analyst: str, number: int, words: str) -> str:
    """A claim of hers on these words."""
    bench = at(path, analyst)
    with bench.store:
        view = view_article(bench, number)
        start = view.text.index(words)
        return new_claim(bench, view, Span.of(view.text, start, start + len(words))).uid


def finish(path: Path, analyst: str, *numbers: int) -> None:
    bench = at(path, analyst)
    with bench.store:
        for number in numbers:
            set_state(bench, view_article(bench, number), ReadingState.DONE)


def records(account: Account, path: Path, *words: object) -> list[dict[str, object]]:
    return [json.loads(one) for one in account.good(path, *words, "--json").splitlines()]


def listed(account: Account, path: Path, where: str) -> set[object]:
    return {one["number"] for one in records(account, path, "list", "--where", where)}


def test_no_list_and_no_filter_tells_which_articles_measure(trio: Trio, desk: Path) -> None:
    head, ani, _ = trio
    assert listed(ani, desk, "queue:mine") == {WORK, TEST}
    assert [one["name"] for one in records(ani, desk, "select", "list")] == ["kerja"]
    for words in (
        ("list", "--where", "queue:mine in:uji"),
        ("select", "show", "uji"),
        ("export", "--format", "jsonl", "--set", "uji", "--out", "-"),
    ):
        assert "no selection 'uji'" in ani.refused(desk, *words, code=4)
    # Of what she was given nothing lies outside of what it was given of.
    assert listed(ani, desk, "queue:mine -in:kerja") == set()
    assert "uji" not in ani.good(desk, "log")
    assert '"known":true' not in ani.good(desk, "log", "--json").replace(" ", "")
    assert {one["name"] for one in records(head, desk, "select", "list")} == {"kerja", "uji"}
    assert listed(head, desk, "in:uji") == {TEST}
    assert "uji" in head.good(desk, "log")


def test_a_known_answer_stays_out_of_sight_when_she_has_judged(trio: Trio, desk: Path) -> None:
    head, ani, beno = trio
    says(desk, ani.name, TEST, "Jembatan lama ditutup mulai Kamis")
    finish(desk, ani.name, WORK, TEST)
    finish(desk, beno.name, WORK, TEST)
    for where in (f"by:{head.name}", f"number:{TEST} -by:{ani.name}"):
        assert records(ani, desk, "claims", "--where", where) == []
    assert listed(ani, desk, f"by:{head.name}") == set()
    shown = ani.good(desk, "show", TEST)
    assert head.name not in shown
    assert head.name not in ani.good(desk, "log", "--where", "act:claim")
    header = ani.good(desk, "export", "--format", "jsonl", "--out", "-").partition("\n")[0]
    exported = json.loads(header)
    assert exported["whose"] == sorted((ani.name, beno.name))
    assert exported["unjudged"] == len(listed(ani, desk, "not state:done questions:>0"))
    assert [one["name"] for one in records(ani, desk, "select", "list")] == ["kerja"]


def test_it_shows_once_all_that_measured_her_is_done_and_was_enough(trio: Trio, desk: Path) -> None:
    head, ani, _ = trio
    others = [*range(4, 4 + LEAST_KNOWN - 1)]
    finish(desk, head.name, *others)
    rest = [3, *range(others[-1] + 1, others[-1] + LEAST_KNOWN - 1)]
    for name, numbers in (("uji-2", others), ("sisa", rest)):
        words = " or ".join(f"number:{one}" for one in numbers)
        head.good(desk, "select", "save", name, "--where", words)
    head.good(desk, "select", "freeze", "uji-2")
    head.good(
        desk, "select", "divide", "sisa", "--to", ani.name, "--known", "uji-2", "--every", "1"
    )
    assert listed(ani, desk, "assigned:me") == {WORK, TEST, *others, *rest}
    by_head = ("claims", "--where", f"by:{head.name}")
    finish(desk, ani.name, TEST, *others[:-1])
    assert records(ani, desk, *by_head) == []
    finish(desk, ani.name, others[-1])
    assert len(records(ani, desk, *by_head)) == 1
    assert "uji" not in ani.good(desk, "select", "list")


def test_nobody_is_said_to_be_at_it(trio: Trio, desk: Path) -> None:
    from workbench.services.company import company_of
    from workbench.services.sitting import remember_reading, start_session

    head, ani, _ = trio
    with (sitting := at(desk, head.name)).store:
        start_session(sitting)
        for number, sees in ((TEST, ()), (WORK, (head.name,))):
            remember_reading(sitting, number, 10)
            with (looking := replace(at(desk, ani.name), now=sitting.now)).store:
                seen = company_of(looking)
            assert seen.get(number, ()) in {sees, ()}
            assert TEST not in seen


def test_a_known_answer_is_no_side_and_leaves_nowhere(trio: Trio, desk: Path) -> None:
    _, ani, beno = trio
    says(desk, ani.name, TEST, "jalan memutar")
    finish(desk, ani.name, TEST)
    with (bench := at(desk, "root", Sight.ALL)).store:
        assert not differing(bench).rows
        assert not overview_of_agreement(bench, By.PAIR)
        layer = decided_layer(bench)
        with gathered(bench, Choice(layer=WhichLayer.DECIDED)) as bundle:
            left = {claim.analyst for one in bundle.articles for claim in one.claims}
        assert left == {ani.name}
        assert {*layer.left_out.values()} == {"a known answer"}
    says(desk, beno.name, TEST, "Tidak ada korban")
    finish(desk, beno.name, TEST)
    with (bench := at(desk, "root", Sight.ALL)).store:
        (row,) = differing(bench).rows
        assert len(row.places) == 2  # of ani and beno, and not of head


def test_where_others_judged_the_article_it_is_one_answer_among_theirs(
    trio: Trio, desk: Path
) -> None:
    says(desk, "dodi", TEST, "jalan memutar")
    finish(desk, "dodi", TEST)
    with (bench := at(desk, "root", Sight.ALL)).store:
        (row,) = differing(bench).rows
        assert len(row.places) == 2
        assert not {"a known answer"} & {*decided_layer(bench).left_out.values()}
