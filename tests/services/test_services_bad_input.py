"""What is wrong with a file is told with its name and place, or counted, in every format that is
read; nothing of it is taken in by halves, and an export that fails leaves the old one.

A format without a row for each case, or a reason why there is none, fails here.
"""

from __future__ import annotations

import re
import resource
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from exchange_bundles import example
from file_cases import SqliteFile
from services_cases import bench_on, is_sound
from stores import Stores

from workbench.domain.journal import TAKE_IN
from workbench.domain.note import NoteSubject
from workbench.errors import BusyError, DataError, WorkbenchError
from workbench.exchange import Format, find_format, formats, write
from workbench.services.annotate import add_note
from workbench.services.annotation_import import import_annotations
from workbench.services.exporting import export
from workbench.services.taken import Taken
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

Edit = Callable[[str], str | bytes]
READ = [one.name for one in formats() if one.reads and one.writes]
HOLDS = {"package": "set.jsonl", "brat": ".ann", "label-studio": "tasks.json"}
"""The end of the name of the file in a folder that holds the annotations."""
_START = re.compile(r'("start(?:_offset)?": ?)9(?=[23], ?"end(?:_offset)?": ?11[56])')
_END = re.compile(r'("end(?:_offset)?": ?)11(?=[56])')


_KNOWN = (
    '"type":"claim"', '"record":"claim"', "\tContent 92", '"label":"Content"', '"label": "Content"',
    '"labels": ["Content"]',
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """It is taken in, and what is left out is counted with these words."""

    words: str


Row = Mapping[str, str | Told]
"""Case -> how it is refused, as a pattern of the message behind the file's name; or what is
counted."""


def cut(text: str) -> str:
    """Six tenths of it, the last line in part."""
    return text[: text.index("\n", len(text) * 6 // 10) - 1 if "\n" in text[:-1] else 900]


def far(text: str) -> str:
    """The first span of "sembilan orangnya tewas" put behind the text's end."""
    moved = _END.sub(r"\g<1>9911", _START.sub(r"\g<1>999", text, count=1), count=1)
    return moved.replace("Content 92 115", "Content 9992 10015")


def twice(text: str) -> str:
    """The first record, or mark, given twice."""
    lines = text.splitlines(keepends=True)
    if text.startswith("["):
        return text.replace("\n{", "\n" + lines[1].strip().rstrip(",") + ",\n{", 1)
    if '"entities"' in lines[0]:
        return text.replace('"id":1,"label"', '"id":0,"label"', 1)
    claims = (at for at, line in enumerate(lines) if re.search(r'"(type|record)":"claim"', line))
    at = next(claims, 0)
    return "".join((*lines[: at + 1], *lines[at:]))


def unknown(text: str) -> str:
    """A label, or type of record, that nobody knows."""
    for known in _KNOWN:
        other = known.replace("Content", "Contnt").replace("claim", "clame")
        text = text.replace(known, other, 1)
    return text


EDITS: Mapping[str, Edit] = {
    "truncated": cut,
    "another encoding": lambda text: text.encode("utf-16"),
    "a broken byte": lambda text: text.encode()[:700] + b"\xff" + text.encode()[700:],
    "offsets past the end": far,
    "one id twice": twice,
    "an unknown label": unknown,
    "nothing in it": lambda text: "",
}
NOTHING = Told("")
"""There is nothing to tell."""
CASES: Mapping[str, Row] = {
    "jsonl": {
        "truncated": "line 30: not JSON",
        "another encoding": "line 1: not UTF-8",
        "a broken byte": "line 4: not UTF-8",
        "offsets past the end": "line 30: span 9992",
        "one id twice": "line 31: claim .* is given twice",
        "an unknown label": "line 30: an unknown type of line: 'clame'",
        "nothing in it": "cut off after line 0",
    },
    "package": dict.fromkeys(EDITS, "missing, or not what the package was made with"),
    "brat": {
        "truncated": "is no ClaimState",  # it has no end: a line is whole by itself, or is not
        "another encoding": "not UTF-8",
        "a broken byte": "not UTF-8",
        "offsets past the end": r"line 6: piece 9992\.\.10015 is .*outside the text",
        "one id twice": "line 2: a second T1",
        "an unknown label": Told("marks of other types"),
        "nothing in it": NOTHING,
    },
    "label-studio": {
        "truncated": r"record 1 \(line 2\): no JSON",
        "another encoding": "it is UTF-16",
        "a broken byte": "no UTF-8 behind line 1",
        "offsets past the end": r"record 1 \(line 2\): region .* there is ''",
        "one id twice": NOTHING,  # the same task exported twice: its claims are known by their uids
        "an unknown label": Told("marks labelled 'Contnt'"),
        "nothing in it": NOTHING,
    },
    "doccano": {
        "truncated": "line 1: no JSON",
        "another encoding": "it is UTF-16",
        "a broken byte": "line 1: it is no UTF-8",
        "offsets past the end": "line 1: span 9992.* lies outside a text of 181",
        "one id twice": "line 1: two marks have the id 0",
        "an unknown label": Told("marks labelled 'Contnt'"),
        "nothing in it": NOTHING,
    },
    "web-annotation": {
        "truncated": "line 7: no JSON",
        "another encoding": "line 1: not UTF-8",
        "a broken byte": "line 1: not UTF-8",
        "offsets past the end": "line 7: 9992.* lies outside a text of 181",
        "one id twice": "lines 7 and 8: two annotations have the id",
        "an unknown label": "line 7: 'clame' is no record of ours",
        "nothing in it": "line 1: no JSON",
    },
    "argilla": {
        "truncated": r"record 1 \(line 2\): no JSON",
        "another encoding": "it is UTF-16",
        "a broken byte": "no UTF-8 behind line 1",
        "offsets past the end": r"record 1 \(line 2\): mark 'Content 9992",
        "one id twice": NOTHING,
        "an unknown label": Told("marks labelled 'Contnt'"),
        "nothing in it": NOTHING,
    },
}
LIMITS = (1, 60_000, 150_000)
"""Bytes that a file may have while a set comes in: the disk is full at once, and in the middle."""


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str], Path]:
    """Writes the example in a format."""

    def written(name: str) -> Path:
        known = find_format(name)
        path = tmp_path / f"set{'' if known.is_folder else known.extensions[0]}"
        if known.is_folder:
            path.mkdir()
            write(name, example(), path)
        else:
            with path.open("wb") as stream:
                write(name, example(), stream)
        return path

    return written


@pytest.fixture
def bench(stores: Stores) -> Iterator[Workbench]:
    """Ana's workbench over nothing."""
    with stores.open("bench") as store:
        yield bench_on(store)


def taken_in(bench: Workbench, name: str, path: Path) -> Taken:
    needed = {one.name: "rina" for one in find_format(name).options if one.required_to_read}
    return import_annotations(bench, name, path, options=needed)


def test_every_format_that_is_read_has_every_case() -> None:
    assert {*CASES} == {*READ}
    assert all({*row} == {*EDITS} for row in CASES.values())


@pytest.mark.parametrize("case", EDITS)
@pytest.mark.parametrize("name", READ)
def test_what_is_wrong_is_told_and_nothing_is_half_taken_in(
    bench: Workbench, files: Callable[[str], Path], name: str, case: str
) -> None:
    path, expected = files(name), CASES[name][case]
    held = path
    if path.is_dir():
        held = next(one for one in path.iterdir() if one.name.endswith(HOLDS[name]))
    text = held.read_text("utf-8")
    wrong = EDITS[case](text)
    assert wrong != text
    held.write_bytes(wrong if isinstance(wrong, bytes) else wrong.encode())
    if isinstance(expected, Told):
        unread = taken_in(bench, name, path).unread
        assert [one for one in unread if one.what == expected.words] or not expected.words
    else:
        with pytest.raises(DataError) as caught:
            taken_in(bench, name, path)
        assert re.search(f"{re.escape(held.name)}.*({expected})", caught.value.what)
        assert bench.store.journal.head()[0] == 0
        assert not bench.store.articles.numbers(analyst="ana")
    assert is_sound(bench)


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file can grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("name", READ)
def test_a_full_disk_leaves_nothing_of_what_people_made_and_the_next_import_all_of_it(
    bench: Workbench, files: Callable[[str], Path], name: str, only_file: SqliteFile
) -> None:
    path = files(name)
    failed = 0
    for limit in LIMITS:
        with disk_of(limit), suppress(WorkbenchError):
            taken_in(bench, name, path)
            break
        failed += 1
        assert not [one for one, *_ in bench.store.journal.entries() if one.op == TAKE_IN]
    assert failed
    taken_in(bench, name, path)
    (number,) = bench.store.articles.numbers(analyst="ana")
    assert len(view_article(bench, number).claims) == 3
    assert is_sound(bench)


@pytest.mark.parametrize("known", [one for one in formats() if one.writes and not one.is_kept])
def test_a_full_disk_leaves_the_old_export(bench: Workbench, tmp_path: Path, known: Format) -> None:
    if known.needs:
        pytest.importorskip(known.needs)
    with (tmp_path / "set.jsonl").open("wb") as stream:
        write("jsonl", example(), stream)
    taken_in(bench, "jsonl", tmp_path / "set.jsonl")
    out = tmp_path / "out"
    export(bench, known.name, out)
    before = contents(out)
    add_note(bench, NoteSubject.ARTICLE, view_article(bench, 1).article.uid, "baru")
    with disk_of(100), pytest.raises(BusyError, match="what was there is unchanged"):
        export(bench, known.name, out)
    assert contents(out) == before
    assert {one.name for one in tmp_path.iterdir() if one.name.startswith((".", "out"))} == {"out"}


def contents(out: Path) -> dict[str, bytes]:
    files = out.rglob("*") if out.is_dir() else [out]
    return {one.name: one.read_bytes() for one in files if one.is_file()}
