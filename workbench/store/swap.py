"""Putting another database file where one is, when nobody has that one open.

Whoever has it open is known by SQLite's own locks, which the kernel ends with their process. The
old file is kept under another name, with its log: nothing is thrown away.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from workbench import files
from workbench.errors import BusyError
from workbench.files import even_if_interrupted, new_file, put_where_nothing_is, sync
from workbench.store.anchor import INDEX, LOG
from workbench.store.connection import connect, translated
from workbench.store.holders import openers_of, process_words

_LOCKED = {"": (0x4000_0000, 512), INDEX: (120, 9)}
"""First byte and number of bytes that SQLite locks: https://sqlite.org/fileformat2.html, "The
Lock-Byte Page", and https://sqlite.org/walformat.html, "WAL-Index Locks"."""


PLAN = "-restore"
"""The ending of the file that says what is being put at a path."""


def copy_database(source: Path, target: Path) -> None:
    """Copy a database, with what its log holds, into a new private file. Raises DataError for what
    is no database, BusyError, and OSError where the target cannot be made."""
    new_file(target)
    with translated(source), closing(connect(source, writable=False)) as opened:
        opened.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        with closing(connect(target, writable=True)) as copy:
            opened.backup(copy)
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def part_of(target: Path) -> AbstractContextManager[Path]:
    """A name beside the target for a database that is not whole yet; nothing of it stays."""
    return files.part_of(target, drop)


def drop(database: Path) -> None:
    """Take away a database of our own with what SQLite kept beside it."""
    for ending in ("", LOG, INDEX, "-journal"):
        with suppress(OSError):
            database.with_name(database.name + ending).unlink()


def take_rights(part: Path, path: Path) -> None:
    """The rights, the group and where that can be the owner of the file at path, but nothing for
    everybody."""
    with suppress(OSError):
        old = path.stat()
        try:
            os.chown(part, old.st_uid, old.st_gid)
        except PermissionError:  # only root gives a file to somebody else
            os.chown(part, -1, old.st_gid)
        part.chmod(old.st_mode & 0o660 | 0o600)


def put_in_place(new: Path, path: Path) -> Path | None:
    """Put a new file at path; where the old one is kept, None where there was none. Raises
    BusyError, and changes nothing, while another program has the old one open.

    The old file and its log cannot change their names in one step. What is meant stands in a file
    beside them first, so that whoever opens the path after a kill goes on with it.
    """
    if was_broken_off(path):
        finish(path)
    sync(new)
    with _alone_with(path):
        aside = _free_name(path) if os.path.lexists(path) else None
        plan = _planned(path)
        try:
            new_file(plan)
            plan.write_text(f"{new.name}\n{aside.name if aside else ''}\n", "utf-8")
            take_rights(plan, new)  # whoever may open the database may have to go on with it
            for one in (plan, path.absolute().parent):
                sync(one)
            _exchange(new, path, aside)
        except BaseException:
            _take_back(path, aside)
            raise
        finally:
            even_if_interrupted(lambda: plan.unlink(missing_ok=True))
    sync(path.absolute().parent)
    return aside


def was_broken_off(path: Path) -> bool:
    """Whether somebody began to put another file at path and did not come to an end."""
    return os.path.lexists(f"{path}{PLAN}")


def finish(path: Path) -> str:
    """Go on with that; what is to be told. Raises BusyError while it is still under way, OSError
    where it cannot be done."""
    plan = _planned(path)
    new, aside = _read(plan)
    if new is None or new.exists():
        with _alone_with(path):
            new, aside = _read(plan)
            if new and new.exists():
                _exchange(new, path, aside)
                sync(path.absolute().parent)
    plan.unlink(missing_ok=True)
    if new is None:
        return "a restore was broken off before it changed anything"
    kept = f"; what was there before: {aside.name}" if aside else ""
    return f"a restore that was broken off is finished{kept}"


def _read(plan: Path) -> tuple[Path | None, Path | None]:
    """The new file and the name for the old one, where there is one; nothing of a plan that is not
    whole: then nothing was done yet."""
    try:
        new, aside, end = plan.read_text("utf-8").split("\n")
    except (FileNotFoundError, ValueError):
        return None, None
    return (
        None if end or not new else plan.with_name(new),
        plan.with_name(aside) if aside else None,
    )


def files_of_plan(path: Path) -> str:
    """The files of a restore that was broken off, in words."""
    with suppress(OSError):
        new, aside = _read(_planned(path))
        old = f", the old one is {aside.name if aside.exists() else path.name}" if aside else ""
        return f"the new file is {new.name}{old}" if new else "nothing was changed yet"
    return f"see {_planned(path).name}"


def _planned(path: Path) -> Path:
    return path.with_name(path.name + PLAN)


def _exchange(new: Path, path: Path, aside: Path | None) -> None:
    """Give the old file and its log other names, and the new one theirs; each step may have been
    done already. The index is made anew from the log."""
    log = path.with_name(path.name + LOG)
    if aside:
        if os.path.lexists(path) and not os.path.lexists(aside):
            _name_too(path, aside)
        with suppress(FileNotFoundError):
            if log.stat().st_size:
                log.rename(aside.with_name(aside.name + LOG))
    for ending in (LOG, INDEX):  # of no file that is there any more
        path.with_name(path.name + ending).unlink(missing_ok=True)
    os.replace(new, path)  # noqa: PTH105


def _take_back(path: Path, aside: Path | None) -> None:
    """Let everything be called as it was, if the new file did not get its name."""
    if aside is None or not os.path.lexists(aside):
        return
    if os.path.lexists(path) and not path.samefile(aside):
        return
    log = aside.with_name(aside.name + LOG)
    if os.path.lexists(log):
        log.rename(path.with_name(path.name + LOG))
    if os.path.lexists(path):
        aside.unlink()
    else:
        aside.rename(path)


def _name_too(path: Path, aside: Path) -> None:
    try:
        os.link(path, aside, follow_symlinks=False)
    except OSError:  # a file system without links
        path.rename(aside)


def put_beside(new: Path, wanted: Path) -> Path:
    """Give a new file the name that is wanted, or one like it where something has that; which."""
    for name in names_like(wanted):
        with suppress(FileExistsError):
            put_where_nothing_is(new, name)
            return name
    raise AssertionError("names do not end")


@contextmanager
def _alone_with(path: Path) -> Iterator[None]:
    """Hold every lock that SQLite may take on a database. Nothing in this process may have it
    open: closing these descriptors lets go of its locks as well."""
    with ExitStack() as held:
        for ending, (first, count) in _LOCKED.items():
            try:
                file = held.enter_context(path.with_name(path.name + ending).open("r+b"))
            except FileNotFoundError:
                continue
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, count, first)
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EAGAIN):
                    raise
                raise _in_use(path) from error
        yield


def _in_use(path: Path) -> BusyError:
    who = ", ".join(map(process_words, openers_of(path))) or "another program"
    return BusyError(f"{path} is open: {who}; nothing was changed", "End that first.")


def _free_name(path: Path) -> Path:
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    wanted = path.with_name(f"{path.stem}.replaced-{stamp}{path.suffix}")
    return next(name for name in names_like(wanted) if not os.path.lexists(name))


def names_like(wanted: Path) -> Iterator[Path]:
    """The name that is wanted and others like it. Raises BusyError when a hundred were refused."""
    yield wanted
    for number in range(2, 100):
        yield wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    raise BusyError(f"{wanted.parent} holds too many files like {wanted.name} already")
