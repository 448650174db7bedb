"""A database that a group shares: who acts there, `workbench share`, and what keeps a group out.

Real accounts, files and modes; skipped where only root could make them and root it is not.
"""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from accounts import GROUP, Account, Pair, database_of, group_in_common
from accounts import pair as pair  # a fixture
from cli_cases import Cli, NoDesk

from workbench.errors import UsageError
from workbench.services.workbench import analyst_name
from workbench.store import Place
from workbench.store.sharing import Right, give_all

HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM article").fetchall()
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(pair: Pair, seed: dict[str, Path]) -> Iterator[Path]:
    """A folder of the first account's own with a database of three articles, not shared yet; its
    parents let everybody pass."""
    with database_of(pair[0], seed["plain"], is_shared=False) as path:
        yield path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def rights(folder: Path) -> dict[str, tuple[int, int]]:
    every = [folder, *(one for one in folder.iterdir() if one.suffix == ".db")]
    return {one.name: (mode(one), one.stat().st_gid) for one in every}


# Who acts ---------------------------------------------------------------------------------------


def test_on_a_shared_database_who_acts_is_the_account_whatever_the_environment_says(
    pair: Pair, place: Path
) -> None:
    ana, budi = pair
    assert "changed" not in ana.good(place, "share", GROUP)
    lying = {"LOGNAME": "root", "USER": "root", "LNAME": "root", "USERNAME": "root"}
    ana.good(place, "set", "1", "author=Dewi", **lying)
    budi.good(place, "set", "2", "author=Eko", **lying)
    log = ana.good(place, "log")
    assert ana.name in log
    assert budi.name in log
    assert "root" not in log


@pytest.mark.parametrize("verb", [("list",), ("undo",), ("salvage", "DB", "NEW")])
def test_nobody_is_named_on_a_shared_database(
    pair: Pair, place: Path, verb: tuple[str, ...]
) -> None:
    ana, budi = pair
    ana.good(place, "share", GROUP)
    before = ana.good(place, "log", "--json")
    words = [str(place) if one == "DB" else one for one in verb]
    told = budi.refused(place, *words, "--analyst", ana.name, code=2)
    assert f"who acts is the account, {budi.name}" in told
    assert "--analyst cannot name" in told
    told = budi.refused(place, *words, code=2, WORKBENCH_ANALYST=ana.name)
    assert "unset WORKBENCH_ANALYST" in told
    assert ana.good(place, "log", "--json") == before
    budi.good(place, "list", "--analyst", budi.name, WORKBENCH_ANALYST=budi.name)


class SomeDesk(NoDesk):
    """A desk that could be shown."""

    def check(self) -> None:
        """Nothing is in its way."""


def test_the_desk_does_not_begin_under_another_name(cli: Cli) -> None:
    cli.db.chmod(0o660)
    done = cli.bare("--db", cli.db, "--analyst", "somebody", desk=SomeDesk())
    assert done.code == 2
    assert "--analyst cannot name 'somebody'" in done.err


def test_elsewhere_names_are_as_before(pair: Pair, place: Path) -> None:
    ana, _ = pair
    ana.good(place, "set", "1", "author=Dewi", "--analyst", "Ana Putri")
    ana.good(place, "set", "2", "author=Eko", WORKBENCH_ANALYST="Budi")
    log = ana.good(place, "log")
    assert "Ana Putri" in log
    assert "Budi" in log


def test_a_database_that_will_be_shared_takes_no_names_from_its_first_act_on(
    pair: Pair, place: Path
) -> None:
    ana, _ = pair
    ana.good(place, "share", GROUP)
    told = ana.refused(place.with_name("new.db"), "import", "-", "--analyst", "other", code=2)
    assert "is shared" in told
    assert not place.with_name("new.db").exists()


def test_a_user_without_an_account_is_refused_on_a_shared_database(pair: Pair, place: Path) -> None:
    ana, _ = pair
    ana.good(place, "share", GROUP)
    nobody = 54_321
    with pytest.raises(KeyError):
        pwd.getpwuid(nobody)
    stranger = Account("", nobody, nobody, ana.python, ana.home, ana.shared)
    assert f"user {nobody} has none here" in stranger.refused(place, "list", code=2)


def test_a_name_is_an_account_by_the_files_mode_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.touch(0o600)
    here = pwd.getpwuid(os.geteuid()).pw_name
    assert analyst_name(Place(path), "dewi", {}) == "dewi"
    path.chmod(0o660)
    assert analyst_name(Place(path), None, {"USER": "dewi", "LOGNAME": "dewi"}) == here
    with pytest.raises(UsageError, match="--analyst cannot name 'dewi'"):
        analyst_name(Place(path), "dewi", {})


# Sharing ----------------------------------------------------------------------------------------


def test_sharing_gives_the_rights_and_says_which_and_once_more_nothing(
    pair: Pair, place: Path
) -> None:
    ana, budi = pair
    group = group_in_common().gr_gid
    told = ana.good(place, "share", GROUP).splitlines()
    assert f"{place.parent}: 0700 {ana.name} -> 2770 {GROUP}" in told
    assert f"{place}: 0600 {ana.name} -> 0660 {GROUP}" in told
    now = {"desk": (0o2770, group), "desk.db": (0o660, group)}
    assert rights(place.parent) == now
    assert ana.good(place, "share", GROUP) == ""
    assert rights(place.parent) == now
    budi.good(place, "set", "2", "author=Eko")
    ana.good(place, "set", "1", "author=Dewi")
    assert ana.good(place, "verify", "--quick") == ""


def test_what_sqlite_keeps_beside_it_is_the_groups_whoever_made_it(pair: Pair, place: Path) -> None:
    ana, budi = pair
    ana.good(place, "share", GROUP)
    killed = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute('CREATE TEMP TABLE x(y)'); c.execute('BEGIN IMMEDIATE');"
        "c.execute('UPDATE position SET place = place'); c.execute('COMMIT'); os._exit(0)"
    )
    for first, second in ((ana, budi), (budi, ana)):
        assert first.python_program("-c", killed, place).returncode == 0
        for ending in ("-wal", "-shm"):
            beside = place.with_name(place.name + ending)
            assert beside.stat().st_uid == first.user
            assert (mode(beside), beside.stat().st_gid) == (0o660, group_in_common().gr_gid)
        second.good(place, "set", "1", f"author={second.name}")


def test_whoever_is_not_in_the_group_stays_out(pair: Pair, place: Path) -> None:
    ana, budi = pair
    ana.good(place, "share", GROUP)
    done = budi(place, "list", in_group=False)
    assert done.returncode == 3
    assert f"you are not in group {GROUP}: the folder {place.parent} may" in done.stderr.decode()


def test_check_looks_and_changes_nothing(pair: Pair, place: Path) -> None:
    ana, _ = pair
    before = rights(place.parent)
    done = ana(place, "share", GROUP, "--check")
    assert done.returncode == 1
    assert f"{place}: 0600 {ana.name} -> 0660 {GROUP}" in done.stdout.decode()
    assert b"nothing was changed" in done.stderr
    assert rights(place.parent) == before
    ana.good(place, "share", GROUP)
    assert ana.good(place, "share", "--check") == ""
    place.with_name("desk.db").chmod(0o640)
    assert ana(place, "share", "--check").returncode == 1


def hinders(account: Account, place: Path, words: str) -> str:
    """What is told of what keeps the group out, where nothing is changed then."""
    before = rights(place.parent)
    done = account(place, "share", GROUP)
    assert done.returncode == 1, done.stderr
    assert words in done.stdout.decode()
    assert b"nothing was changed" in done.stderr
    assert rights(place.parent) == before
    return done.stdout.decode()


def test_a_parent_that_may_not_be_entered_is_named_with_what_to_do(pair: Pair, place: Path) -> None:
    ana, _ = pair
    above = place.parent.parent
    above.chmod(0o751)
    assert ana.good(place, "share", GROUP)
    place.chmod(0o600)
    os.chown(above, 0, ana.group)
    above.chmod(0o750)
    told = hinders(ana, place, f"the group may not enter {above} (mode 0750, owner root)")
    assert f"chmod o+x '{above}'" in told


def test_what_others_have_in_the_folder_is_not_given_away_with_it(pair: Pair, place: Path) -> None:
    ana, _ = pair
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (place.parent / name).touch()
    hinders(ana, place, "which the group could replace then: a.txt, b.txt, c.txt and 1 more")


def test_copies_of_before_stay_their_owners(pair: Pair, place: Path) -> None:
    ana, _ = pair
    copy = place.with_name("desk.replaced-20260101-000000.db")
    ana.good(place, "backup", copy)
    done = ana(place, "share", GROUP)
    assert done.returncode == 0, done.stdout
    assert f"{copy.name} beside it stays its owner's" in done.stderr.decode()
    assert mode(copy) == 0o600


def test_a_folder_for_everybody_is_never_given_to_a_group(
    pair: Pair, place: Path, cli: Cli
) -> None:
    place.parent.chmod(0o1777)
    done = cli.bare("--db", place, "share", GROUP)
    assert done.code == 1
    assert "is for everybody's files" in done.out
    assert mode(place.parent) == 0o1777


def test_somebody_else_cannot_share_it_and_is_told_who_can(pair: Pair, place: Path) -> None:
    ana, budi = pair
    place.parent.chmod(0o755)
    place.chmod(0o644)
    told = hinders(budi, place, f"{place} belongs to {ana.name}")
    assert f"chgrp {GROUP} '{place}' && chmod 0660 '{place}'" in told


def test_an_owner_who_is_not_in_the_group_is_told_how_to_get_there(pair: Pair, place: Path) -> None:
    ana, _ = pair
    done = ana(place, "share", GROUP, in_group=False)
    assert done.returncode == 1
    assert f"usermod -aG {GROUP} {ana.name}" in done.stdout.decode()
    assert mode(place) == 0o600


def test_while_somebody_has_it_open_it_is_not_shared(pair: Pair, place: Path) -> None:
    ana, _ = pair
    holder = subprocess.Popen(
        [ana.python, "-c", HOLDING, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        user=ana.user, group=ana.group, extra_groups=[], cwd="/",
    )  # fmt: skip
    try:
        assert holder.stdout
        assert holder.stdout.readline() == b"open\n"
        told = ana.refused(place, "share", GROUP, code=3)
        assert f"(process {holder.pid}, {ana.name}); nothing was changed" in told
        assert mode(place) == 0o600
    finally:
        holder.communicate()
    ana.good(place, "share", GROUP)


def test_there_must_be_such_a_group_and_such_a_database(pair: Pair, place: Path) -> None:
    ana, _ = pair
    assert "groupadd" in ana.refused(place, "share", "no-such-group", code=2)
    assert "with whom is not said" in ana.refused(place, "share", code=2)
    ana.refused(place.with_name("none.db"), "share", GROUP, code=4)
    strange = place.with_name("strange.db")
    strange.write_bytes(b"no database at all, and long enough for a header of one" * 40)
    strange.chmod(0o600)
    os.chown(strange, ana.user, ana.group)
    ana.refused(strange, "share", GROUP, code=1)
    assert mode(strange) == 0o600


def test_rights_that_cannot_all_be_given_are_taken_back(tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "folder" / "file"
    folder.mkdir(mode=0o700)
    file.touch(0o600)
    link = tmp_path / "link"
    link.symlink_to(file)
    group = folder.stat().st_gid
    with pytest.raises(OSError):  # noqa: PT011 (the system's own words: a link is not followed)
        give_all(
            [Right(folder, group, 0o2770), Right(file, group, 0o660), Right(link, group, 0o660)]
        )
    assert (mode(folder), mode(file)) == (0o700, 0o600)
