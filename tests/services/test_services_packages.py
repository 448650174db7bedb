"""Packages out of a database: the same bytes twice, in one step, checked later; any archive."""

from __future__ import annotations

import io
import json
import stat
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from services_cases import again, bench_on, quotes, view_of
from stores import Stores

from workbench.domain.choice import Choice
from workbench.domain.claim import Claim
from workbench.domain.span import shorten
from workbench.errors import DataError, NotFoundError, UsageError
from workbench.exchange.package import Part, Standing
from workbench.present.assertion import said
from workbench.services.annotate import assess_claim, remove_claim
from workbench.services.annotation_import import chosen_format, import_annotations
from workbench.services.checking import ClaimSince, Since, check_package, checked_records
from workbench.services.exporting import export
from workbench.services.history import undo
from workbench.services.review import accept_facts
from workbench.services.selections import freeze_selection, save_selection
from workbench.services.unpacking import unpacked
from workbench.services.workbench import Workbench

ARTICLE = "sagara-kapal-01"


@pytest.fixture
def desk(bench: Workbench) -> Workbench:
    for name in (ARTICLE, "meridian-truce-01"):
        view = view_of(bench, name)
        accept_facts(bench, view, [fact for fact, _ in quotes(view)][:3])
    return bench


@pytest.fixture
def other(stores: Stores) -> Iterator[Workbench]:
    with stores.open("other") as store:
        yield bench_on(store, "budi", first=200_000)


def bytes_of(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        return {one.name: one.read_bytes() for one in path.iterdir()}
    return {"": path.read_bytes()}


@pytest.mark.parametrize("name", ["set", "set.zip"])
def test_one_state_of_a_database_is_always_the_same_bytes(
    desk: Workbench, name: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "a" / name, tmp_path / "b" / name
    for path in (first, second):
        path.parent.mkdir()
        written = export(desk, "package", path, choice=Choice(where="lang:id"))
    assert bytes_of(first) == bytes_of(second)
    assert written.claims > 0
    export(desk, "package", second, choice=Choice(where="lang:id"))  # in its own place
    assert bytes_of(first) == bytes_of(second)
    assert [one.name for one in second.parent.iterdir()] == [name]


def test_an_archive_holds_the_folder_and_tells_no_time(desk: Workbench, tmp_path: Path) -> None:
    export(desk, "package", tmp_path / "set")
    export(desk, "package", tmp_path / "set.zip")
    with zipfile.ZipFile(tmp_path / "set.zip") as archive:
        entries = archive.infolist()
        assert {one.filename: archive.read(one) for one in entries} == bytes_of(tmp_path / "set")
    assert [one.filename for one in entries] == sorted(one.filename for one in entries)
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.external_attr >> 16 for one in entries} == {0o644}


def test_the_stamp_is_that_of_the_last_change(desk: Workbench, tmp_path: Path) -> None:
    export(desk, "package", tmp_path / "set")
    descriptor = json.loads((tmp_path / "set" / "datapackage.json").read_bytes())
    last = desk.store.journal.recent(1)[0]
    assert descriptor["created"] == descriptor["workbench"]["exported_at"] == last.at
    assert descriptor["workbench"]["head"] == desk.store.journal.head()[1]
    header = json.loads((tmp_path / "set" / "set.jsonl").read_bytes().partition(b"\n")[0])
    assert header["exported_at"] == last.at


@pytest.mark.parametrize("name", ["set", "set.zip"])
def test_a_package_is_taken_in_whatever_it_is_packed_in(
    desk: Workbench, other: Workbench, name: str, tmp_path: Path
) -> None:
    export(desk, "package", tmp_path / name)
    assert chosen_format(tmp_path / name, None, desk.policy) == "package"
    taken = import_annotations(other, "package", tmp_path / name)
    assert taken.articles > 0
    assert (taken.kept, taken.loose) == (0, 0)
    export(desk, "jsonl", tmp_path / "a.jsonl")
    claims = [one for one in _lines(tmp_path / "a.jsonl") if one["type"] == "claim"]
    export(other, "jsonl", tmp_path / "b.jsonl")
    theirs = [one for one in _lines(tmp_path / "b.jsonl") if one["type"] == "claim"]
    assert [one | {"version": 1} for one in claims] == theirs


def test_another_folder_format_goes_into_an_archive_too(
    desk: Workbench, other: Workbench, tmp_path: Path
) -> None:
    export(desk, "brat", tmp_path / "set.zip")
    assert chosen_format(tmp_path / "set.zip", None, desk.policy) == "brat"
    assert import_annotations(other, "brat", tmp_path / "set.zip").articles > 0


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


# What became of one -----------------------------------------------------------------------------


def since_of(claim: Claim, number: int, since: Since, *fields: str) -> ClaimSince:
    words = shorten(said(claim), 80)
    return ClaimSince(claim.uid, claim.article, number, words, since, fields)


@pytest.mark.parametrize("name", ["set", "set.zip"])
def test_what_changed_went_and_came_since_is_said(
    desk: Workbench, name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    export(desk, "package", path)
    checked = check_package(desk, path)
    assert checked.is_whole
    assert (checked.claims, checked.since, checked.why_not_new) == (6, [], "")

    first, second, *_ = view_of(desk, ARTICLE).my_claims()
    assess_claim(desk, view_of(desk, ARTICLE), first.uid, credibility=2)
    view = view_of(desk, "bakery-court")
    accept_facts(desk, view, [fact for fact, _ in quotes(view)][:1])
    (new,) = again(desk, view).my_claims()
    remove_claim(desk, view_of(desk, ARTICLE), second.uid)
    checked = check_package(desk, path)
    assert checked.is_whole
    assert sorted(checked.since, key=lambda one: one.since) == [
        since_of(first, view_of(desk, ARTICLE).number, Since.CHANGED, "assessments"),
        since_of(second, view_of(desk, ARTICLE).number, Since.GONE),
        since_of(new, view.number, Since.NEW),
    ]
    undo(desk)
    undo(desk)
    undo(desk)
    assert check_package(desk, path).since == []


def test_what_is_new_is_asked_for_as_the_package_was(desk: Workbench, tmp_path: Path) -> None:
    budi = bench_on(desk.store, "budi", first=700_000)
    view = view_of(budi, ARTICLE)
    accept_facts(budi, view, [fact for fact, _ in quotes(view)][:1])
    number = view.article.number
    save_selection(desk, "satu", where=f"number:{number}")
    freeze_selection(desk, "satu")
    choices = {
        "by": Choice(analysts=("budi",)),
        "by under another name": Choice(analysts=("budi",), pseudonyms=True),
        "filter": Choice(where=f"number:{number}"),
        "set": Choice(set="satu"),
        "story": Choice(story=view.article.uid),
        "all": Choice(),
    }
    for name, choice in choices.items():
        export(desk, "package", tmp_path / name, choice=choice)
        assert check_package(desk, tmp_path / name).since == []
    bakery = view_of(desk, "bakery-court")
    accept_facts(desk, bakery, [fact for fact, _ in quotes(bakery)][:1])
    more = again(budi, view)
    accept_facts(budi, more, [fact for fact, _ in quotes(more)][1:2])
    found = {name: check_package(desk, tmp_path / name).count(Since.NEW) for name in choices}
    assert found == {
        "by": 1, "by under another name": 1, "filter": 1, "set": 1, "story": 1, "all": 2,
    }  # fmt: skip


def test_what_cannot_be_asked_for_any_more_is_said(desk: Workbench, tmp_path: Path) -> None:
    named = Choice(where="by:ana", pseudonyms=True)
    export(desk, "package", tmp_path / "set", choice=named)
    checked = check_package(desk, tmp_path / "set")
    assert checked.why_not_new == "what it was asked for is not told, since that names somebody"
    assert checked.since == []
    assert list(checked_records(checked))[-1]["new"] is None


def test_without_text_and_under_pseudonyms_it_is_compared_all_the_same(
    desk: Workbench, tmp_path: Path
) -> None:
    export(desk, "package", tmp_path / "set", choice=Choice(pseudonyms=True, without_text=True))
    assert check_package(desk, tmp_path / "set").since == []
    assert b"ana" not in (tmp_path / "set" / "hops.csv").read_bytes().replace(b"analyst", b"")
    claim = view_of(desk, ARTICLE).my_claims()[0]
    assess_claim(desk, view_of(desk, ARTICLE), claim.uid, credibility=2)
    (since,) = check_package(desk, tmp_path / "set").since
    assert (since.uid, since.fields) == (claim.uid, ("assessments",))


def test_a_package_that_is_not_whole_says_where(desk: Workbench, tmp_path: Path) -> None:
    export(desk, "package", tmp_path / "set")
    (tmp_path / "set" / "claims.csv").write_bytes(b"")
    checked = check_package(desk, tmp_path / "set")
    assert not checked.is_whole
    assert Part("claims.csv", Standing.CHANGED) in checked.parts
    assert (checked.claims, checked.since) == (6, [])  # of what can be relied on it is told
    (tmp_path / "set" / "set.jsonl").write_bytes(b"")
    assert check_package(desk, tmp_path / "set").header is None


def test_what_is_no_package_is_refused(desk: Workbench, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="does not exist"):
        check_package(desk, tmp_path / "none")
    (tmp_path / "text").write_text("x")
    with pytest.raises(DataError, match="is no package"):
        check_package(desk, tmp_path / "text")
    (tmp_path / "folder").mkdir()
    with pytest.raises(DataError, match="it is no package"):
        check_package(desk, tmp_path / "folder")


# Archives from anybody --------------------------------------------------------------------------


def archive(*names: str, data: bytes = b"x", **fields: Any) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            for field, value in fields.items():
                setattr(entry, field, value)
            made.writestr(entry, data)
    return stream.getvalue()


def encrypted() -> bytes:
    data = bytearray(archive("a"))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    return bytes(data)


def lying() -> bytes:
    """One that says it unpacks to ten bytes."""
    data = bytearray(archive("a", data=bytes(6_000_000)))
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", data, data.index(sign) + place, 10)
    return bytes(data)


HOSTILE = {
    "up": (archive("../a"), "is no name of a file"),
    "up in the middle": (archive("b/../../a"), "is no name of a file"),
    "absolute": (archive("/tmp/a"), "is no name of a file"),
    "a drive": (archive("C:a"), "is no name of a file"),
    "backslash": (archive("b\\a"), "is no name of a file"),
    "twice": (archive("a", "A"), "is no name of a file"),
    "a link": (archive("a", external_attr=(stat.S_IFLNK | 0o777) << 16), "is no name of a file"),
    "a file that is a folder too": (archive("a", "a/b"), "cannot unpack|damaged"),
    "deep": (archive("a/" * 21 + "a"), "is no name of a file"),
    "long": (archive("a" * 256), "is no name of a file"),
    "encrypted": (encrypted(), "is encrypted"),
    "too tight": (archive("a", data=bytes(8_000_000)), "more than 200 times"),
    "tight by many": (archive("a", "b", "c", data=bytes(3_000_000)), "more than 200 times"),
    "cut off": (archive("a")[:-30], "is damaged"),
    "lying": (lying(), "damaged|more than 200 times"),
    "a large directory": (
        archive("a")[:-22] + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 2**31, 0, 0),
        "too large to be read",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_an_archive_that_leads_elsewhere_or_is_a_trap_is_refused(
    name: str, desk: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    data, words = HOSTILE[name]
    (tmp_path / "set.zip").write_bytes(data)
    before = {one for one in tmp_path.rglob("*") if ".db" not in one.name}
    with pytest.raises(DataError, match=words), unpacked(tmp_path / "set.zip"):
        raise AssertionError("it was unpacked")
    with pytest.raises(DataError, match=words):
        check_package(desk, tmp_path / "set.zip")
    assert {one for one in tmp_path.rglob("*") if ".db" not in one.name} == before


def test_an_archive_is_unpacked_for_as_long_as_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "set.zip").write_bytes(archive("a", "b/c", data=b"words"))
    with unpacked(tmp_path / "set.zip") as folder:
        assert (folder / "b" / "c").read_bytes() == b"words"
        assert folder.parent != tmp_path
    assert not folder.exists()


# Where it cannot be written ---------------------------------------------------------------------


def test_only_an_export_is_ever_replaced(desk: Workbench, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="holds other things"):
        export(desk, "package", tmp_path / "mine")
    export(desk, "package", tmp_path / "set")
    (tmp_path / "set" / "notes.md").write_text("years of work")
    with pytest.raises(UsageError, match="holds other things"):
        export(desk, "package", tmp_path / "set")
    (tmp_path / "mine.zip").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        export(desk, "package", tmp_path / "mine.zip")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"
