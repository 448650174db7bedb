"""Several accounts of this host at one database: real processes with real users and groups.

Only root can start them, and they must be able to read an interpreter, its libraries and the
checkout; else a test that asks for them is skipped, and says why. The accounts are those that every
system has, so that none has to be made.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[1]
_NAMES = ("mail", "news", "games", "lp", "sync", "man")
GROUP = "users"
_TRIED = "import workbench.tui.app, workbench.services.importing, sqlite_utils, rapidfuzz, textual"


@dataclass(frozen=True)
class Account:
    """An account, and how processes are run as it."""

    name: str
    user: int
    group: int
    python: str
    home: Path
    shared: int
    """The group that it has in common with the others."""

    def environ(self, **more: str) -> dict[str, str]:
        """What a process of it gets to see."""
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "PYTHONPATH": f"{ROOT}{os.pathsep}{sysconfig.get_paths()['purelib']}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            "TERM": "xterm-256color",
            **more,
        }

    @property
    def credentials(self) -> dict[str, Any]:
        """What makes a process this account's."""
        return {"user": self.user, "group": self.group, "extra_groups": [self.shared]}

    def python_program(
        self,
        *words: object,
        more: Mapping[str, str] = {},
        stdin: bytes = b"",
        in_group: bool = True,
    ) -> subprocess.CompletedProcess[bytes]:
        """What a Python process of it does."""
        return subprocess.run(
            [self.python, *map(str, words)],
            input=stdin, capture_output=True, check=False, timeout=2 * PATIENCE, cwd="/",
            env=self.environ(**more), user=self.user, group=self.group,
            extra_groups=[self.shared] if in_group else [],
        )  # fmt: skip

    def __call__(
        self,
        db: Path,
        *words: object,
        stdin: bytes = b"",
        in_group: bool = True,
        more: Mapping[str, str] = {},
    ) -> subprocess.CompletedProcess[bytes]:
        """`workbench --db FILE` as this account."""
        return self.python_program(
            *("-m", "workbench", "--db", db, *words), more=more, stdin=stdin, in_group=in_group
        )

    def good(self, db: Path, *words: object, **more: str) -> str:
        """What a command prints that must succeed."""
        done = self(db, *words, more=more)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def refused(self, db: Path, *words: object, code: int, **more: str) -> str:
        """What a command says that must end so."""
        done = self(db, *words, more=more)
        assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
        return done.stderr.decode()


def group_in_common() -> grp.struct_group:
    """The group that all are in."""
    return grp.getgrnam(GROUP)


@contextmanager
def accounts_at_work(many: int) -> Iterator[tuple[Account, ...]]:
    """So many accounts with a home each. Skips the test where they cannot work."""
    if os.geteuid() != 0:
        pytest.skip("only root can start processes of other accounts")
    try:
        entries = [pwd.getpwnam(name) for name in _NAMES[:many]]
        shared = group_in_common().gr_gid
    except KeyError as error:
        pytest.skip(f"this system lacks an account or a group: {error}")
    with tempfile.TemporaryDirectory(prefix="accounts-") as folder:
        Path(folder).chmod(0o755)
        found = []
        for entry in entries:
            home = Path(folder) / entry.pw_name
            home.mkdir(mode=0o700)
            os.chown(home, entry.pw_uid, entry.pw_gid)
            account = Account(entry.pw_name, entry.pw_uid, entry.pw_gid, "", home, shared)
            found.append(account)
        python = _python(found[0])
        yield tuple(replace(account, python=python) for account in found)


Pair = tuple[Account, Account]


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    """Two of them, for a module's tests."""
    with accounts_at_work(2) as (ana, budi):
        yield ana, budi


@contextmanager
def database_of(owner: Account, template: Path, *, is_shared: bool = True) -> Iterator[Path]:
    """A copy of a database in a folder of somebody's that all may get to: the group's as well, or
    nobody else's yet."""
    group, modes = (owner.shared, (0o2770, 0o660)) if is_shared else (owner.group, (0o700, 0o600))
    with tempfile.TemporaryDirectory(prefix="srv-") as srv:
        Path(srv).chmod(0o755)
        folder = Path(srv) / "desk"
        folder.mkdir()
        path = Path(shutil.copy(template, folder / "desk.db"))
        for one, mode in zip((folder, path), modes, strict=True):
            os.chown(one, owner.user, group)
            one.chmod(mode)
        yield path


def _python(account: Account) -> str:
    """An interpreter that the account may run, and that finds all that the program needs."""
    why = ""
    for python in dict.fromkeys((sys.executable, "/usr/bin/python3")):
        try:
            done = subprocess.run(
                [python, "-c", _TRIED],
                capture_output=True, text=True, check=False, cwd="/", timeout=PATIENCE,
                env=account.environ(), user=account.user, group=account.group, extra_groups=[],
            )  # fmt: skip
        except OSError as error:
            why = str(error)
            continue
        if done.returncode == 0:
            return python
        why = done.stderr.strip().rpartition("\n")[2]
    pytest.skip(f"no other account may run this: {why}")
