"""A folder of notes that people write in too: what is ours there, what is theirs, and the putting
of new ones in the place of old ones.

A note is known by the `wb-id` of its head, wherever it was moved and however it was renamed. Ours
are the keys `wb-...` and what stands between the two marks; all else is people's and stays. A note
that would be the same is not touched. The others are written beside first, and take their places
when all of them are there: a full disk leaves all as it was, and a note is whole at any time.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import unicodedata
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from workbench.exchange.vault import head

BEGIN, END = "%% workbench:begin %%", "%% workbench:end %%"
"""Comments of Obsidian, on lines of their own."""
GONE = "> This is no longer in the workbench; what stands here is what it was.\n"
_MARKS = re.compile(r"^%% workbench:(begin|end) %%[ \t\r]*$\n?", re.MULTILINE)
_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ENDING = ".md"


class Became(StrEnum):
    """What became of a note."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "as they were"
    BROKEN = "left alone: their marks are broken"
    REMOVED = "taken away: what they are of is gone, and nobody wrote in them"
    MARKED = "marked: what they are of is gone, and people wrote in them"
    ELSEWHERE = "left alone: what they are of is not in this export"


class There(NamedTuple):
    """A note of ours that is in the folder."""

    path: Path
    of: str
    """Id of the article that it is about, where it goes when that has no such thing any more."""


class _Parted(NamedTuple):
    """A note as it is in the folder."""

    head: str
    before: str
    ours: str | None
    """What stands between the marks; None where they are gone with it."""
    after: str

    @property
    def has_words(self) -> bool:
        """Whether people wrote in it."""
        return bool((head.theirs(self.head) + self.before + self.after).strip("\ufeff \t\r\n"))


class Folder:
    """A vault, or the part of one, that notes are written into."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: dict[str, There] = {}
        """By id: what is ours."""
        self._staged: dict[Path, Path | None] = {}
        """By the place of a note: what takes it; None for a note that goes."""
        self._taken: set[str] = set()
        """Names without their endings, folded: disks and links do not tell cases apart."""
        for file in _files(path):
            self._taken.add(file.stem.casefold())
            if (found := _HEAD.match(_read(file))) and (known := head.value(found[1], "id")):
                self.notes.setdefault(known, There(file, head.value(found[1], "of")))

    def name(self, known: str, wanted: str) -> str:
        """What a note is called: as it is already, else as wanted, or like it where another note is
        called so."""
        if known in self.notes:
            return unicodedata.normalize("NFC", self.notes[known].path.stem)
        name, number = wanted, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted} {number}"
        self._taken.add(name.casefold())
        return name

    def put(self, known: str, usual: Path, values: list[str], body: str) -> Became:
        """Have a note where it is, or at its usual place, with what people wrote in it."""
        there = self.notes.get(known)
        if there is None:
            self._stage(self.path / usual, _whole(values, _Parted("", "", "", ""), body))
            return Became.NEW
        old = _read(there.path)
        parted = _parted(old)
        if parted is None:
            return Became.BROKEN
        new = _whole(values, parted, body)
        if new == old:
            return Became.SAME
        self._stage(there.path, new)
        return Became.CHANGED

    def drop(self, known: str) -> Became:
        """Have a note of something that is gone go, or marked where people wrote in it."""
        path = self.notes[known].path
        parted = _parted(_read(path))
        if parted is None:
            return Became.BROKEN
        if not parted.has_words:
            self._staged[path] = None
            return Became.REMOVED
        if not head.value(parted.head, "gone"):
            values = [*head.ours(parted.head), *head.lines({"gone": "yes"})]
            body = f"{GONE}\n{parted.ours or ''}".rstrip("\n")
            self._stage(path, _whole(values, parted, body))
        return Became.MARKED

    def _stage(self, path: Path, text: str) -> None:
        path.parent.mkdir(exist_ok=True)
        descriptor, name = tempfile.mkstemp(".part", ".", path.parent)
        self._staged[path] = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode("utf-8", "surrogateescape"))
        _take_mode(Path(name), path)

    def settle(self) -> None:
        """Give everything its place. Raises OSError; what has its place by then keeps it."""
        parts = {path: part for path, part in self._staged.items() if part}
        for part in parts.values():
            _sync(part)
        for path, part in parts.items():
            part.replace(path)
        for path in self._staged.keys() - parts.keys():
            path.unlink(missing_ok=True)
        self._staged.clear()

    def forget(self) -> None:
        """Take away what has no place yet."""
        for path, part in self._staged.items():
            with suppress(OSError):
                if part:
                    part.unlink(missing_ok=True)
                    path.parent.rmdir()  # where it was made for it, and is empty
        self._staged.clear()


def _files(folder: Path) -> list[Path]:
    """The notes below a folder; what is hidden is Obsidian's own, or another program's."""
    found = []
    for place, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        shown = (name for name in sorted(names) if not name.startswith("."))
        notes = (Path(place, name) for name in shown if name.lower().endswith(_ENDING))
        found += [note for note in notes if note.is_file()]
    return found


def _read(file: Path) -> str:
    """A file's text, whatever its bytes: they are written as they were."""
    return file.read_bytes().decode("utf-8", "surrogateescape")


def _parted(text: str) -> _Parted | None:
    """A note in its parts; None where it has a mark too many or too few."""
    found = _HEAD.match(text)
    inside, rest = (found[1], text[found.end() :]) if found else ("", text)
    marks = list(_MARKS.finditer(rest))
    if not marks:
        return _Parted(inside, f"{rest}\n" if rest and rest[-1] != "\n" else rest, None, "")
    if [mark[1] for mark in marks] != ["begin", "end"]:
        return None
    first, last = marks
    return _Parted(
        inside, rest[: first.start()], rest[first.end() : last.start()], rest[last.end() :]
    )


def _whole(values: list[str], parted: _Parted, body: str) -> str:
    ours = "".join(f"{line}\n" for line in values)
    block = f"{BEGIN}\n{body}\n\n{END}\n"  # a mark right behind a list would be its last line
    return f"---\n{ours}{head.theirs(parted.head)}---\n{parted.before}{block}{parted.after}"


def _sync(part: Path) -> None:
    """See to it that a file is on the disk before its name is."""
    descriptor = os.open(part, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_mode(part: Path, path: Path) -> None:
    """The rights of the note that is there; a new one may be read by whom its folder lets in."""
    if path.exists():
        shutil.copymode(path, part)
    else:
        part.chmod(path.parent.stat().st_mode & 0o666)
