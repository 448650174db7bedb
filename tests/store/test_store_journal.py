"""The one mechanism for change: apply, refuse, undo, redo, prove."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from file_cases import SqliteFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_cases import AT, TEXT, apply, claim, making, new_article, source, take_back, uid
from stores import StoreKind, Stores

from workbench.domain.claim import Claim, Factuality, Hop, HopClass, Mode
from workbench.domain.filter.fields import ENTRY_FIELDS
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.journal import Change
from workbench.domain.span import Span
from workbench.errors import ConflictError, DataError

if TYPE_CHECKING:
    from workbench.verbs.store import Store


@pytest.fixture
def store(stores: Stores) -> Iterator[Store]:
    with stores.open() as opened:
        opened.articles.add([new_article()], [], analyst="ana", at=AT)
        yield opened


def undo(store: Store, analyst: str = "ana") -> None:
    target = store.journal.to_undo(analyst)
    assert target
    take_back(store, target, op="undo", analyst=analyst)


def redo(store: Store, analyst: str = "ana") -> None:
    target = store.journal.to_redo(analyst)
    assert target
    take_back(store, target, op="redo", analyst=analyst)


def full_claim() -> Claim:
    start = TEXT.index("Dewi")
    hops = (
        Hop((uid("Kantor"),), None, "", Mode.DOCUMENT, HopClass.ROLE),
        Hop(
            (uid("Dewi"), uid("Kantor")),
            Span.of(TEXT, start, start + 4),
            "kata",
            Mode.DIRECT,
            HopClass.NAMED,
            Factuality.PROBABLE,
        ),
        Hop(hop_class=HopClass.UNATTRIBUTED),
    )
    parts = replace(
        claim(hops=hops),
        span=Span.of(TEXT, 0, 11, ((0, 5), (6, 11))),
        gloss="Nine 🚢 survived",
        topic="t",
        time="kemarin",
        place="selat",
        note="n",
        fact="quote-0-11",
    )
    return parts


def test_what_is_saved_comes_back_the_same(store: Store) -> None:
    dewi = source("Dewi", aliases=("Bu Dewi", "D. Lestari"), country="ID", note="x")
    kantor = source("Kantor")
    made = full_claim()
    apply(store, making("source", dewi), making("source", kantor), making("claim", made))
    assert store.sources.get(dewi.uid) == dewi
    assert store.claims.get(made.uid) == made
    assert store.claims.get(made.uid).version == 1


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(about=st.text(st.characters(codec="utf-8"), max_size=9000), many=st.integers(1, 200))
def test_the_stamp_is_that_of_the_last_entry_whatever_it_holds(
    store: Store, about: str, many: int
) -> None:
    about = about.replace("\0", "") + '"changes":[{"'
    before = store.journal.head()[0]
    at = f"2026-03-05T00:00:{before % 60:02}Z"
    made = [making("source", source(f"Sumber {before} {number}")) for number in range(many)]
    store.journal.apply(made, analyst="ana", at=at, op="add", about=about)
    assert store.journal.stamp() == store.journal.recent(1)[0].at == at


def test_an_empty_journal_has_no_stamp(stores: Stores) -> None:
    with stores.open("empty") as store:
        assert store.journal.stamp() == ""
        assert store.journal.first_after("2026") is None


def test_the_first_entry_after_a_moment_stands_before_some_of_earlier(store: Store) -> None:
    for day in ("04", "06", "05", "08"):
        made = making("source", source(f"Sumber {day}"))
        words = f'"at":"2027-01-01T00:00:00Z" {day}'
        at = f"2026-04-{day}T00:00:00Z"
        store.journal.apply([made], analyst="ana", at=at, op="add", about=words)
    seqs = {entry.at[8:10]: entry.seq for entry in store.journal.recent(4)}
    for moment, first in (("04-04T12", "06"), ("04-05T00:00:00Z", "06"), ("04-06T00:00:01Z", "08")):
        assert store.journal.first_after(f"2026-{moment}") == seqs[first]
    assert store.journal.first_after("2026-04-08T00:00:00Z") is None


def test_undo_and_redo_walk_through_the_whole_history(store: Store) -> None:
    first = claim()
    second = replace(first, restatement="lain")
    apply(store, making("claim", first))
    apply(store, Change("claim", first.uid, first.to_record(), second.to_record()))
    undo(store)
    assert store.claims.get(first.uid) == first
    undo(store)
    assert store.claims.of_article(1) == []
    redo(store)
    redo(store)
    assert store.claims.get(first.uid) == second
    assert store.journal.to_redo("ana") is None
    assert list(store.proof.problems()) == []


def test_a_new_act_ends_redo(store: Store) -> None:
    apply(store, making("source", source("Dewi")))
    undo(store)
    apply(store, making("source", source("Kantor")))
    assert store.journal.to_redo("ana") is None


def test_a_lost_race_is_refused_with_both_versions(store: Store) -> None:
    first = claim()
    apply(store, making("claim", first))
    mine, theirs = replace(first, topic="a"), replace(first, topic="b")
    apply(store, Change("claim", first.uid, first.to_record(), theirs.to_record()), analyst="budi")
    with pytest.raises(ConflictError) as caught:
        apply(store, Change("claim", first.uid, first.to_record(), mine.to_record()))
    assert caught.value.mine == mine.to_record()
    assert caught.value.theirs == theirs.to_record()
    assert store.claims.get(first.uid) == theirs


def test_undo_is_refused_when_somebody_was_there_since(store: Store) -> None:
    first = claim()
    apply(store, making("claim", first))
    theirs = replace(first, topic="b")
    apply(store, Change("claim", first.uid, first.to_record(), theirs.to_record()), analyst="budi")
    with pytest.raises(ConflictError, match="changed meanwhile"):
        undo(store)
    assert store.claims.get(first.uid) == theirs


def test_one_bad_change_takes_back_the_whole_act(store: Store) -> None:
    wrong = replace(claim("wrong"), span=Span(0, 5, "Perah"))
    with pytest.raises(DataError):
        apply(store, making("source", source("Dewi")), making("claim", wrong))
    assert store.sources.all() == []
    assert store.journal.head()[0] == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE article_text SET text = 'x'",
        "DELETE FROM article_text",
        "INSERT OR REPLACE INTO article_text(id, title, text, translation) VALUES (1, '', 'x', '')",
        "UPDATE article SET sha256 = printf('%064d', 1)",
        "UPDATE article SET imported = '{}'",
        "DELETE FROM article",
        "DELETE FROM journal",
        "UPDATE journal SET op = 'x'",
        "INSERT OR REPLACE INTO journal VALUES (1, 'a', 'x', '{}', printf('%064d', 0), "
        "printf('%064d', 1))",
        "INSERT INTO journal VALUES (9, 'a', 'x', '{}', printf('%064d', 0), printf('%064d', 1))",
    ],
)
def test_guards_hold_against_plain_sql(store: Store, only_file: SqliteFile, statement: str) -> None:
    for recursive in ("ON", "OFF"):
        with only_file.by_hand(store.place.file) as connection:
            connection.execute(f"PRAGMA recursive_triggers = {recursive}")
            with pytest.raises(connection.IntegrityError):
                connection.execute(statement)


def tamper(file: SqliteFile, store: Store, *statements: str) -> list[str]:
    with file.by_hand(store.place.file) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    return list(store.proof.problems())


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE article_text SET text = replace(text, 'Dua', 'Dia')", "not the one that was"),
        ("UPDATE claim SET topic = 'x'", "not what the journal says"),
        ("DELETE FROM claim", "not what the journal says"),
        ("UPDATE article SET title = 'x'", "changed outside the journal"),
        ("UPDATE journal SET body = replace(body, 'Sembilan', 'Delapan')", "chain breaks"),
        ("UPDATE journal SET analyst = 'x' WHERE seq = 2", "columns of entry 2"),
        ("INSERT INTO article_state VALUES (1, 'x', 'done', '')", "knows nothing of it"),
        ("DELETE FROM journal WHERE seq = 1", "entry 1 is missing"),
    ],
)
def test_verify_finds_what_was_done_behind_its_back(
    store: Store, only_file: SqliteFile, statement: str, found: str
) -> None:
    apply(store, making("claim", claim()))
    problems = tamper(only_file, store, statement)
    assert any(found in problem for problem in problems), problems
    assert any("guard missing" in problem for problem in problems)


def test_a_cut_tail_shows_against_a_head_kept_elsewhere(
    store: Store, only_file: SqliteFile
) -> None:
    apply(store, making("source", source("Dewi")))
    undo(store)
    head = store.journal.head()[1]
    assert list(store.proof.problems(head[:12])) == []
    problems = tamper(only_file, store, "DELETE FROM touched", "DELETE FROM journal WHERE seq = 3")
    assert not any("cut or replaced" in problem for problem in problems)
    assert any("cut or replaced" in problem for problem in store.proof.problems(head[:12]))


def _write_many(stores: Stores, name: str) -> None:
    with stores.open() as store:
        for turn in range(40):
            one = source(f"{name} {turn}")
            store.journal.apply([making("source", one)], analyst=name, at=AT, op="add")


def test_four_writers_lose_nothing(stores: Stores) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write_many, args=(stores, f"w{n}")) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    with stores.open() as store:
        assert store.journal.head()[0] == 160
        assert len(store.sources.all()) == 160
        assert list(store.proof.problems()) == []


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.sampled_from(["make", "edit", "remove", "undo", "redo"]), st.integers(0, 3)),
        max_size=25,
    )
)
def test_any_history_can_be_undone_to_nothing(
    store_kind: StoreKind, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    with Stores(store_kind, tmp_path_factory.mktemp("history")).open() as store:
        store.articles.add([new_article()], [], analyst="ana", at=AT)
        for turn, (step, which) in enumerate(steps):
            now = {one.uid: one for one in store.claims.of_article(1)}
            one = now.get(uid(str(which)))
            if step == "make" and one is None:
                apply(store, making("claim", claim(str(which))))
            elif step == "edit" and one:
                edited = replace(one, topic=f"turn {turn}")
                apply(store, Change("claim", one.uid, one.to_record(), edited.to_record()))
            elif step == "remove" and one:
                apply(store, Change("claim", one.uid, one.to_record(), None))
            elif step == "undo" and store.journal.to_undo("ana"):
                undo(store)
            elif step == "redo" and store.journal.to_redo("ana"):
                redo(store)
        before = store.claims.of_article(1)
        undone = 0
        while store.journal.to_undo("ana"):
            undo(store)
            undone += 1
        assert store.claims.of_article(1) == []
        for _ in range(undone):
            redo(store)
        assert store.claims.of_article(1) == before
        assert list(store.proof.problems()) == []


def test_entries_are_found_by_what_they_are_about_whatever_stands_there(store: Store) -> None:
    """Also beside one that holds a NUL, as words from a file may: no server makes text of it."""
    about = [
        "plain",
        "\0",
        r'a "quote" \ here',
        "tab\tbell\x07 line\n",
        "del\x7f \u2028 \x85",
        "🚢%_",
    ]
    for at, words in enumerate(about):
        change = making("source", source(f"Sumber {at}"))
        store.journal.apply([change], analyst="ana", at=AT, op="told", about=words)

    def found(line: str) -> list[str]:
        return [one.about for one in store.journal.recent(9, parse_filter(line, ENTRY_FIELDS))]

    assert found("recorded:2026-03 act:told") == about[::-1]
    lines = ("text:plain", r"text:\ ", "text:line", "text:del", "text:🚢%_")
    assert [found(line) for line in lines] == [[one] for one in about if one != "\0"]


def test_entries_of_either_are_found_page_by_page(store: Store) -> None:
    for at, analyst in enumerate(("budi", "ana", "citra", "ana", "budi")):
        apply(store, making("source", source(f"Sumber {at}")), analyst=analyst)
    either = parse_filter("by:Ana or by:Budi", ENTRY_FIELDS)
    pages, before = [], None
    while page := store.journal.recent(2, either, before=before):
        pages.append([one.seq for one in page])
        before = page[-1].seq
    assert pages == [[6, 5], [3, 2], [1]]


def test_what_fails_within_a_snapshot_comes_out_as_it_is(store: Store) -> None:
    """A file that cannot be written to in the middle of an export is no damaged database."""

    def exporting(error: Exception) -> None:
        with store.snapshot():
            assert store.journal.head()[0] == 1
            raise error

    for error in (ValueError("I/O operation on closed file"), OverflowError(), DataError("mine")):
        with pytest.raises(type(error)) as caught:
            exporting(error)
        assert caught.value is error
    assert store.journal.head()[0] == 1
