"""Analysts at a database whose server keeps them blind, each through her own account there: what a
desk does all day goes, and each is shown what the program would show her of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import postgres_stores
import pytest
from cli_cases import Cli, Done
from counterpart_cases import FLOOD, of_the_flood
from services_cases import bench_on, imported, is_sound
from stores import KINDS, Stores

from workbench.domain.article import ReadingState
from workbench.domain.claim import Hop, LinkKind
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.member import Role
from workbench.domain.note import NoteSubject
from workbench.domain.ruling import Cause
from workbench.domain.span import Span
from workbench.errors import RoleError
from workbench.services.adjudication import case_of, differing, rule, taking
from workbench.services.agreement import By, measure_agreement
from workbench.services.annotate import (
    add_note,
    assess_claim,
    edit_claim,
    link_claims,
    new_claim,
    remove_claim,
)  # fmt: skip
from workbench.services.board import board_query, read_rows
from workbench.services.disputes import decided_otherwise
from workbench.services.find import search_articles, search_claims
from workbench.services.history import redo, undo
from workbench.services.members import give_role
from workbench.services.open_questions import (
    keep_question_open,
    new_questions,
    news_of,
    open_questions,
)
from workbench.services.relating import accept_counterpart, say_unrelated
from workbench.services.review import accept_fact, answer_fact, set_state
from workbench.services.sources import NameBook
from workbench.services.tags import Tagged, put_tags
from workbench.services.told_counterparts import told_counterparts
from workbench.services.view import view_article
from workbench.services.workbench import Sight, Workbench

ROLES = {"ana": Role.ANALYST, "budi": Role.ANALYST, "citra": Role.ADJUDICATOR,
         "dewi": Role.SUPERVISOR}  # fmt: skip
SECRET = "diragukan"
DEAD = (
    "Korban banjir bandang Waikilok bertambah. Sebelas orang tewas akibat banjir bandang di "
    "Waikilok, kata Kepala BPBD Lembata Yohanes Boli."
)


@dataclass(frozen=True)
class Team:
    """A database with four articles of one flood, and who comes to it."""

    stores: Stores
    words: str
    """Its address, as its owner names it."""

    def address(self, name: str) -> str:
        """Of the database, for an account."""
        return self.words.replace("//workbench@", f"//{name}@")

    @contextmanager
    def desk(self, name: str, first: int) -> Iterator[Workbench]:
        """Somebody's workbench, who comes through her own account."""
        with postgres_stores.opened_at(self.address(name)) as store:
            yield bench_on(store, name, first, Sight.BLIND)

    def is_sound(self) -> None:
        with postgres_stores.opened_at(self.words) as store:
            assert is_sound(bench_on(store))


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    from workbench.postgres.blindness import script

    stores = Stores(KINDS["postgres"], tmp_path)
    with stores.open() as store:
        bench = bench_on(store, "workbench")
        imported(bench, tmp_path, *FLOOD, outlet="Kapal Pos", lang="id", published="2026-03-04")
        of_the_flood(bench)
        postgres_stores.run_in(
            stores.place(),
            script(),
            *(
                f"DO $$ BEGIN CREATE ROLE {name} LOGIN; "
                "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
                for name in ROLES
            ),
            *(f"GRANT workbench_{role} TO {name}" for name, role in ROLES.items()),
        )
    with postgres_stores.opened_at(postgres_stores.words_of(stores.place())) as store:
        for name, role in ROLES.items():
            give_role(bench_on(store, "workbench", 5_000), name, role)
    yield Team(stores, postgres_stores.words_of(stores.place()))
    postgres_stores.clear(tmp_path)
    postgres_stores.drop_roles(*ROLES)


def accepted(bench: Workbench, number: int) -> None:
    """Accept what is said in an article."""
    view = view_article(bench, number)
    accept_fact(bench, view, next(one for one in view.facts if one.kind is Kind.QUOTE))


def claimed(bench: Workbench, number: int, source: str, says: str = "") -> str:
    """A claim on an article's first words; its uid."""
    view, book = view_article(bench, number), NameBook(bench)
    hops = (Hop((book.uid(source),)),)
    span = Span.of(view.text, 0, 10)
    return new_claim(bench, view, span, hops=hops, book=book, restatement=says).uid


def done(bench: Workbench, *numbers: int) -> None:
    for number in numbers:
        set_state(bench, view_article(bench, number), ReadingState.DONE)


def on_board(bench: Workbench) -> set[tuple[str, int]]:
    """Whose claims the board shows, and of which article."""
    rows, _ = read_rows(bench, board_query(bench))
    return {(row.claim.analyst, row.told.article.number) for row in rows}


def test_all_that_a_desk_does_goes_through_an_account_of_ones_own(team: Team) -> None:
    with team.desk("ana", 10_000) as ana:
        accepted(ana, 1)
        accepted(ana, 2)
        view = view_article(ana, 3)
        place = next(one for one in view.facts if one.kind is not Kind.QUOTE)
        answer_fact(ana, view, place, Verdict.REJECTED)
        one, other = claimed(ana, 1, "Warga", f"Itu {SECRET}."), claimed(ana, 2, "Polisi")
        view = view_article(ana, 1)
        edited = view.claim(one)
        assert edited
        edit_claim(ana, view, replace(edited, gloss="hers"))
        assess_claim(ana, view, one, credibility=2, rationale="satu sumber")
        link_claims(ana, LinkKind.SUPPORTS, one, other)
        add_note(ana, NoteSubject.CLAIM, one, "catatan")
        put_tags(ana, ["periksa"], Tagged((1,)))
        keep_question_open(ana, "Siapa yang membuka bendungan di Garut?")
        assert [told.kept.analyst for told in open_questions(ana)] == ["ana"]
        (told, *_) = told_counterparts(ana, view_article(ana, 3))
        accept_counterpart(ana, told.ours, told.counterparts[0])
        done(ana, 1)
        for act in (undo, redo, undo, redo):
            assert act(ana) is not None
        assert {found.row.number for found in search_articles(ana, "banjir")} == {1, 2, 3, 4}
        assert [found.hit.uid for found in search_claims(ana, SECRET)] == [one]
        assert on_board(ana) == {("ana", 1), ("ana", 2), ("ana", 3)}
        remove_claim(ana, view_article(ana, 2), other)
    team.is_sound()


def test_what_a_colleague_brings_is_compared_with_what_one_keeps_open(
    team: Team, tmp_path: Path
) -> None:
    asked = "Berapa orang tewas akibat banjir bandang di Waikilok?"
    with team.desk("ana", 10_000) as ana, team.desk("budi", 20_000) as budi:
        keep_question_open(ana, asked)
        keep_question_open(ana, "Siapa yang membuka bendungan di Garut?")
        imported(budi, tmp_path, DEAD, outlet="Kapal Pos", lang="id", published="2026-03-06")
        keep_question_open(budi, asked)
        assert (new_questions(ana), new_questions(budi)) == (1, 0)
        (news,) = news_of(open_questions(ana))
        assert [told.one.said.article.number for told in news.replies] == [5]
        undo(ana)
        assert undo(ana) is not None
        assert open_questions(ana, with_closed=True) == []
    team.is_sound()
    with postgres_stores.opened_at(team.words) as store:
        assert [one.kept for one in store.kept_open.asked("ana")] == []
        assert len(store.kept_open.asked("budi")) == 1


def test_two_judge_and_a_third_decides_each_through_an_account(team: Team) -> None:
    with team.desk("ana", 10_000) as ana, team.desk("budi", 20_000) as budi:
        for bench, source in ((ana, "Warga"), (budi, "Polisi")):
            claimed(bench, 1, source)
            claimed(bench, 2, "Warga")
        done(ana, 1, 2)
        assert on_board(budi) == {("budi", 1), ("budi", 2)}
        assert measure_agreement(budi).articles == 0
        done(budi, 1, 2)
        assert on_board(budi) == {(name, number) for name in ("ana", "budi") for number in (1, 2)}
        assert measure_agreement(budi, By.PAIR).articles == 2
        with pytest.raises(RoleError):
            differing(budi)
        with team.desk("citra", 30_000) as citra:
            ((row, place),) = differing(citra).places
            case = case_of(citra, row.number, place.uid)
            letter = next(one.letter for one in case.standpoints if "ana" in one.answer.analysts)
            rule(citra, case, taking(case, letter), cause=Cause.SLIP, why="salah dengar")
        assert [one.number for one in decided_otherwise(budi)] == [1]
        assert decided_otherwise(ana) == []
    team.is_sound()


READINGS: tuple[tuple[str, ...], ...] = (
    ("list", "--json"), ("show", "1"), ("show", "2"), ("facts", "1", "--json"),
    ("claims", "--json"), ("search", "banjir", "--json"), ("search", SECRET, "--json"),
    ("counterparts", "list", "1", "--json"), ("dossier", "--where", "number:1..4", "--json"),
    ("timeline", "--json"), ("numbers", "--json"), ("sources", "list", "--json"),
    ("sources", "network", "--json"), ("tags", "list"), ("log", "--json"),
    ("agreement", "--json"), ("learned", "--json"), ("evaluate", "--json"),
    ("open-questions", "--json"), ("coverage", "list", "1", "--json"),
    ("list", "--where", "by:budi", "--json"),
    ("export", "--layer", "all", "--format", "jsonl", "--out", "-"),
    ("report", "--layer", "all", "--format", "md", "--out", "-"),
)  # fmt: skip


def test_each_is_shown_what_the_program_shows_her_of_a_file(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "places"))
    with team.desk("ana", 10_000) as ana, team.desk("budi", 20_000) as budi:
        for bench in (ana, budi):
            claimed(bench, 1, "Warga", f"Kata {bench.analyst} itu {SECRET}.")
            accepted(bench, 2)
            put_tags(bench, [f"dari {bench.analyst}"], Tagged((1, 3)))
            keep_question_open(bench, "Siapa yang membuka bendungan di Garut?")
            (told, *_) = told_counterparts(bench, view_article(bench, 3))
            say_unrelated(bench, told.ours, told.counterparts[0])
            undo(bench)
        done(ana, 2)
        done(budi, 1, 2)
    file = tmp_path / "file.db"
    run = Cli(monkeypatch, file).bare
    assert run("--db", team.words, "--analyst", "workbench", "move", "--to", file).code == 0
    for name in ("ana", "budi"):
        for words in READINGS:
            one = run("--db", file, "--analyst", name, *words)
            other = run("--db", team.address(name), "--analyst", name, *words)
            assert one.code == other.code == 0, (name, words, one.err, other.err)
            assert shown(one) == shown(other), (name, words)


def shown(done: Done) -> list[str]:
    """What a verb tells, line by line; the day and time of an export are its own."""
    return [re.sub('"exported_at":"[^"]*"', "", line) for line in done.lines]
