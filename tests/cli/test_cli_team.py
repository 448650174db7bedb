"""Roles on a shared database: who gives them, what each may do, and that they are one undo."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from accounts import Account, accounts_at_work, database_of
from cli_cases import Cli, jsonl
from cli_schemas import check

from workbench.domain.article import ReadingState
from workbench.domain.member import LEAST, Member, Role, Task
from workbench.services.bulk import set_states
from workbench.services.workbench import Workbench
from workbench.store import open_store

SITTING = """
import sys
from pathlib import Path
from workbench.domain.journal import Change
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.services.entering import enter
bench = Workbench(open_store(Path(sys.argv[1])), sys.argv[2])
enter(bench, "on", "a test")
print("open", flush=True)
sys.stdin.readline()
bench.act("note", [Change("note", "n-1", None, {"uid": "n-1"})])
"""
Trio = tuple[Account, Account, Account]


@pytest.fixture(scope="module")
def trio() -> Iterator[Trio]:
    with accounts_at_work(3) as (ana, budi, citra):
        yield ana, budi, citra


@pytest.fixture
def place(trio: Trio, seed: dict[str, Path]) -> Iterator[Path]:
    """A database that the first account owns and that its group shares."""
    with database_of(trio[0], seed["annotated"]) as path:
        yield path


def head(account: Account, place: Path) -> str:
    return account.good(place, "log", "--json").partition("\n")[0]


def state(place: Path, stands: ReadingState, *accounts: Account) -> None:
    """Let them say of both articles where they stand."""
    with open_store(place) as store:
        for one in accounts:
            set_states(Workbench(store, one.name), [1, 2], stands)


def test_the_ladder_and_what_each_step_may() -> None:
    assert [role.value for role in Role] == ["reader", "analyst", "adjudicator", "supervisor"]
    assert set(LEAST) == set(Task)
    assert Role.ADJUDICATOR.reaches(LEAST[Task.RECORD])
    assert not Role.ADJUDICATOR.reaches(LEAST[Task.COPY])
    assert Member("ana", Role.SUPERVISOR, "", is_active=False).acts_as is Role.READER


def test_the_owner_gives_roles_and_each_is_one_undo(trio: Trio, place: Path) -> None:
    ana, budi, _ = trio
    ana.good(place, "team", "roles", budi.name, "adjudicator")
    listed = [json.loads(one) for one in ana.good(place, "team", "roles", "--json").splitlines()]
    check(listed, "member")
    by_name = {one["analyst"]: one for one in listed}
    assert (by_name[budi.name]["role"], by_name[budi.name]["by"]) == ("adjudicator", ana.name)
    assert by_name[ana.name]["owner"]
    assert by_name["ana"]["role"] == "analyst"  # who made the claims before it was shared
    assert f"{budi.name}" in ana.good(place, "log")
    before = head(ana, place)
    assert "so already" in ana(place, "team", "roles", budi.name, "adjudicator").stderr.decode()
    assert head(ana, place) == before
    ana.good(place, "undo")
    assert "adjudicator" not in ana.good(place, "team", "roles")
    ana.good(place, "redo")
    assert "adjudicator" in budi.good(place, "team", "roles")


def test_the_role_that_everybody_has_is_given_as_any_other(trio: Trio, place: Path) -> None:
    ana, budi, _ = trio
    told = ana(place, "team", "roles", budi.name, "analyst").stderr.decode()
    assert told == f"{budi.name} is here as analyst\n"
    listed = [json.loads(one) for one in ana.good(place, "team", "roles", "--json").splitlines()]
    assert {one["analyst"]: one["by"] for one in listed}[budi.name] == ana.name
    assert "so already" in ana(place, "team", "roles", budi.name, "analyst").stderr.decode()
    assert "so already" in ana(place, "team", "return", budi.name).stderr.decode()


def test_nobody_else_gives_them_whatever_the_role(trio: Trio, place: Path) -> None:
    ana, budi, citra = trio
    ana.good(place, "team", "roles", budi.name, "supervisor")
    before = head(ana, place)
    for words in (("roles", citra.name, "reader"), ("leave", citra.name), ("return", budi.name)):
        told = budi.refused(place, "team", *words, code=2)
        assert f"roles are given by {ana.name}, who owns the database" in told
    assert "may do everything" in ana.refused(place, "team", "roles", ana.name, "reader", code=2)
    assert "no account" in ana.refused(place, "team", "roles", "no-such-name", "reader", code=4)
    assert "is not said" in ana.refused(place, "team", "roles", budi.name, code=2)
    assert head(ana, place) == before


def test_a_reader_reads_and_writes_nothing(trio: Trio, place: Path) -> None:
    ana, budi, _ = trio
    budi.good(place, "set", "1", "author=Eko")
    ana.good(place, "team", "roles", budi.name, "reader")
    before, rows = head(ana, place), ana.good(place, "list", "--json")
    assert "Gudang" in budi.good(place, "list")
    assert "Gudang" in budi.good(place, "show", "1")
    budi.good(place, "export", "--format", "jsonl", "--out", "-")
    for words in (
        ("set", "1", "author=Lain"), ("undo",), ("redo",), ("sources", "add", "Radio"),
        ("tags", "add", "cek", "--article", "1"), ("extract", "1"), ("coverage", "mark", "1", "0"),
        ("feeds", "add", "https://feeds.example/a.xml"), ("select", "save", "pilihan"),
        ("import", "-"),
    ):  # fmt: skip
        stdin = jsonl({"text": "Judul\n\nIsi yang lain sama sekali."})
        done = budi(place, *words, stdin=stdin)
        assert done.returncode in (1, 2), (words, done)
        assert b"is here as reader" in done.stderr, (words, done.stderr)
    assert (head(ana, place), ana.good(place, "list", "--json")) == (before, rows)
    ana.good(place, "team", "roles", budi.name, "analyst")
    budi.good(place, "undo")


def test_the_codebook_is_for_adjudicators_and_read_by_all(trio: Trio, place: Path) -> None:
    ana, budi, citra = trio
    ana.good(place, "team", "roles", budi.name, "adjudicator")
    budi.good(place, "codebook", "add", "topic", "banjir", "Air di darat.")
    before = head(ana, place)
    for words in (
        ("add", "topic", "rob"), ("set", "banjir", "lain"), ("rename", "banjir", "rob"),
        ("remove", "banjir"), ("example", "banjir", "1", "Gudang di"), ("import", "-"), ("edit",),
    ):  # fmt: skip
        done = citra(place, "codebook", *words, stdin=b"## Topic: rob\n", more={"EDITOR": "true"})
        assert done.returncode == 2, (words, done)
        assert b"changing the codebook is for adjudicators" in done.stderr, (words, done)
    assert head(ana, place) == before
    assert "Air di darat." in citra.good(place, "codebook")
    assert citra.good(place, "claims") == "", "nothing that she has yet to judge"
    state(place, ReadingState.DONE, budi, citra)
    claim = json.loads(citra.good(place, "claims", "--json").partition("\n")[0])["uid"]
    citra.good(place, "codebook", "flag", claim, "kiasan?")
    assert claim in budi.good(place, "codebook", "flags", "--json")
    assert b"settle flag" in budi(place, "codebook", "settle", claim).stderr
    budi.good(place, "codebook", "flag", claim, "kiasan?")
    state(place, ReadingState.OPEN, citra)
    assert citra.good(place, "codebook", "flags") == ""
    assert b"no claim" in citra(place, "codebook", "settle", claim).stderr


def test_supervisors_alone_see_what_others_do_not_and_each_look_is_told(
    trio: Trio, place: Path
) -> None:
    ana, budi, citra = trio
    settings = place.parent.parent / "config" / "workbench"
    settings.mkdir(parents=True)
    (settings / "settings.toml").write_text('blind = "off"\n', "utf-8")
    off = {"XDG_CONFIG_HOME": str(settings.parent)}
    ana.good(place, "team", "roles", budi.name, "supervisor")
    assert citra(place, "claims", more=off).stdout == b"", "nobody chooses it for herself"
    assert budi(place, "claims").stdout == b""
    assert b"We never stopped" in budi(place, "claims", more=off).stdout
    (look,) = [one for one in citra.good(place, "team", "looks").splitlines() if one]
    assert budi.name in look
    assert "workbench claims" in look
    for verb in ("undo", "redo"):
        assert f"nothing to {verb}".encode() in budi(place, verb, more=off).stderr
    assert len(citra.good(place, "team", "looks").splitlines()) == 1, "taking back is no look"


def test_who_left_reads_and_the_name_stays(trio: Trio, place: Path) -> None:
    ana, budi, _ = trio
    budi.good(place, "set", "1", "author=Eko")
    ana.good(place, "team", "roles", budi.name, "adjudicator")
    ana.good(place, "team", "leave", budi.name)
    done = budi(place, "set", "1", "author=Lain")
    assert b"does not work here any more" in done.stderr
    assert budi.name in ana.good(place, "log")
    assert "left" in ana.good(place, "team", "roles")
    ana.good(place, "team", "return", budi.name)
    budi.good(place, "set", "1", "author=Lain")
    assert "adjudicator" in ana.good(place, "team", "roles")


def test_the_whole_database_is_the_owners_and_the_supervisors(trio: Trio, place: Path) -> None:
    ana, budi, _ = trio
    copy = budi.home / "copy.db"
    verbs = (
        ("backup", copy), ("verify",), ("verify", "--quick"),
        ("salvage", place, budi.home / "new.db"), ("restore", ana.home / "copy.db"),
    )  # fmt: skip
    ana.good(place, "backup", ana.home / "copy.db")
    shutil.copy(ana.home / "copy.db", budi.home / "given.db")
    os.chown(budi.home / "given.db", budi.user, budi.group)
    for words in verbs:
        told = budi.refused(place, *words, code=2)
        assert "the whole database is for supervisors" in told, words
        assert "gives roles" in told
    assert not copy.exists()
    ana.good(place, "team", "roles", budi.name, "supervisor")
    budi.good(place, "verify")
    budi.good(place, "backup", copy)
    before = place.read_bytes()
    told = budi.refused(place, "restore", budi.home / "given.db", code=2)
    assert f"{ana.name} owns" in told
    assert f"Let {ana.name} restore it, or root" in told
    assert (place.read_bytes(), place.stat().st_uid) == (before, ana.user)
    ana.good(place, "restore", ana.home / "copy.db")
    assert place.stat().st_uid == ana.user
    assert place.stat().st_mode & 0o777 == 0o660
    assert place.stat().st_gid == budi.shared
    assert ana.good(place, "list")


def test_a_damaged_shared_database_is_its_owners_to_salvage(trio: Trio, place: Path) -> None:
    ana, budi, _ = trio
    with place.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4096)
    told = budi.refused(place, "salvage", place, budi.home / "salvaged.db", code=2)
    assert f"{ana.name}, who owns" in told
    done = ana(place, "salvage", place, ana.home / "salvaged.db")
    assert b"who owns" not in done.stderr


def test_of_a_rescued_file_each_takes_in_what_was_theirs(trio: Trio, place: Path) -> None:
    ana, budi, citra = trio
    budi.good(place, "set", "1", "author=Eko")
    entry = json.loads(head(budi, place))
    body = {k: entry[k] for k in ("at", "analyst", "session", "op", "about", "undoes", "changes")}
    budi.good(place, "undo")
    change = {"entity": "member", "uid": citra.name, "before": None,
              "after": Member(citra.name, Role.SUPERVISOR, ana.name).to_record()}  # fmt: skip
    lines = [
        {**body, "seq": 0},
        {**body, "seq": 0, "analyst": citra.name},
        {**body, "seq": 0, "op": "role", "changes": [change]},
    ]
    rescued = budi.home / "desk.rescued.jsonl"
    rescued.write_bytes(jsonl(*lines))
    os.chown(rescued, budi.user, budi.group)
    done = budi(place, "restore", rescued)
    assert done.returncode == 1, done
    told = done.stdout.decode()
    assert f"{citra.name} has to take it in" in told
    assert "roles are given by the one who owns" in told
    assert b"1 act taken in" in done.stderr
    assert "supervisor" not in ana.good(place, "team", "roles")


def test_where_no_group_shares_it_there_are_no_roles(cli: Cli) -> None:
    done = cli("team", "roles", "ana", "reader")
    assert done.code == 2
    assert "everybody may do everything here" in done.err
    assert cli.good("team", "roles").out
    cli.good("verify")


def test_an_old_desk_of_somebody_who_became_a_reader_records_nothing(
    trio: Trio, place: Path
) -> None:
    ana, budi, _ = trio
    desk = subprocess.Popen(
        [budi.python, "-c", SITTING, place, budi.name], env=budi.environ(), cwd="/",
        user=budi.user, group=budi.group, extra_groups=[budi.shared],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert desk.stdout
    assert desk.stdout.readline() == b"open\n"
    ana.good(place, "team", "roles", budi.name, "reader")
    _, err = desk.communicate(b"go\n")
    assert b"RoleError" in err
    assert b"is here as reader" in err


def test_supervisors_see_everybody_all_others_themselves_and_who_looked_all_can_read(
    trio: Trio, place: Path
) -> None:
    ana, budi, citra = trio
    ana.good(place, "team", "roles", budi.name, "supervisor")
    citra.good(place, "coverage", "mark", "1", "0")
    before = head(ana, place)
    assert citra.good(place, "team", "--since", "1y").split()[:1] in ([], [citra.name])
    told = citra.refused(place, "team", "--of", "ana", code=2)
    assert "looking at what analysts do not see of each other is for supervisors" in told
    assert head(ana, place) == before  # one's own row is nobody's look
    listed = [json.loads(one) for one in budi.good(place, "team", "--json").splitlines()]
    check(listed, "overseen")
    assert "ana" in {one["analyst"] for one in listed}
    budi.good(place, "team", "--of", "ana", "--since", "yesterday")
    looked = [json.loads(one) for one in citra.good(place, "team", "looks", "--json").splitlines()]
    check(looked, "look")
    assert {one["analyst"] for one in looked} == {budi.name}
    assert [one["what"].partition(",")[0] for one in looked] == [
        "the work of ana",
        "the team's work",
    ]
    assert b"nothing to undo" in budi(place, "undo").stderr


def test_what_each_did_is_told_in_words_and_as_json(annotated: Cli) -> None:
    told = annotated.good("team", "--since", "1m").out
    assert "ana" in told
    (record,) = annotated.good("team", "--since", "1m", "--json").records
    check([record], "overseen")
    assert record["article_count"] == 2
    assert record["claim_count"] == sum(record["decisions"].values()) > 1
    assert f"{record['claim_count']} claims" in told
    full = annotated.good("team", "--since", "1m", "--of", "ana").out
    assert full.count("1 of 1 accepted: ") == len(record["rules"]) > 1
    assert "is no day" in annotated("team", "--since", "kemarin").err
    long_ago = annotated.good("team", "--since", "2000-12-01", "--until", "2001-01-01").out
    assert "0 answers" in long_ago  # and what waits, waits today
    assert annotated.good("team", "looks").out == ""  # nobody shares it


def test_dividing_is_for_supervisors_and_among_those_at_work(trio: Trio, place: Path) -> None:
    ana, budi, citra = trio
    ana.good(place, "team", "roles", budi.name, "supervisor")
    ana.good(place, "select", "save", "pagi")
    divide = ("select", "divide", "pagi", "--to", f"{budi.name},{citra.name}", "--each", "2")
    before = head(ana, place)
    for words in (
        divide, (*divide, "--dry-run"), ("select", "assign", "pagi", citra.name, "1"),
        ("select", "unassign", "pagi", citra.name), ("select", "move", budi.name, "--to", "ana"),
    ):  # fmt: skip
        told = citra.refused(place, *words, code=2)
        assert "dividing articles among analysts is for supervisors" in told
    told = budi.refused(place, "select", "divide", "pagi", "--to", "no-such-name", code=4)
    assert "no account is called no-such-name" in told
    assert head(ana, place) == before
    budi.good(place, *divide)
    parts = budi.good(place, "select", "parts").splitlines()
    assert [line.split()[1] for line in parts] == sorted([budi.name, citra.name])
    own = [json.loads(one) for one in citra.good(place, "select", "parts", "--json").splitlines()]
    assert [(one["analyst"], one["known_count"]) for one in own] == [(citra.name, None)]
    assert "to judge" in citra.good(place, "queue")
    told = ana(place, "team", "leave", citra.name).stderr.decode()
    assert f"workbench select move {citra.name} --to" in told
    assert "does not work here" in budi.refused(
        place, "select", "move", budi.name, "--to", citra.name, code=2
    )
    budi.good(place, "select", "move", citra.name, "--to", ana.name)
    assert "to judge" in ana.good(place, "queue")
