"""Packages: what stands in one, that it comes back, and that what was done to one is found."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from exchange_bundles import bundles, example, gathered
from hypothesis import HealthCheck, given, settings

from workbench.domain.choice import Choice
from workbench.errors import DataError
from workbench.exchange import find_format, read, write
from workbench.exchange.bundle import Bundle
from workbench.exchange.package import Part, Standing, is_whole, prove
from workbench.exchange.rows import NUMBERS, TABLES, Known

FILES = [
    "README.md", "articles.csv", "claims.csv", "datapackage.json", "hops.csv", "ratings.csv",
    "set.jsonl", "sources.csv",
]  # fmt: skip
CHANGED = "2020-01-10T09:00:00Z"


def packed(folder: Path, bundle: Bundle | None = None, **said: str) -> dict[str, Any]:
    """A package, and its descriptor."""
    folder.mkdir()
    bundle = replace(bundle or example(), changed_at=CHANGED, extractor="rules 9")
    write("package", bundle, folder, said)
    descriptor: dict[str, Any] = json.loads((folder / "datapackage.json").read_bytes())
    return descriptor


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(bundles())
def test_what_is_packed_comes_back_and_is_whole_and_the_same_twice(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        first, second = Path(folder, "first"), Path(folder, "second")
        descriptor = packed(first, bundle)
        again = gathered(read("package", first))
        assert again == replace(bundle, exported_at=CHANGED)
        assert is_whole(prove(first))
        packed(second, replace(bundle, exported_at="another time"))
        assert contents(first) == contents(second)
        _tables_hold(first, descriptor)


def _tables_hold(folder: Path, descriptor: dict[str, Any]) -> None:
    """Every table is as its schema says."""
    for resource in descriptor["resources"]:
        if "schema" not in resource:
            continue
        fields = resource["schema"]["fields"]
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as stream:
            names, *rows = csv.reader(stream)
        assert names == [field["name"] for field in fields]
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                assert field["type"] == "string" or not cell or str(int(cell)) == cell


def test_the_descriptor_says_what_every_file_is(tmp_path: Path) -> None:
    descriptor = packed(tmp_path / "p", title="Libya", licence="CC-BY-4.0", provenance="the web")
    assert sorted(contents(tmp_path / "p")) == FILES == list(find_format("package").signs.files)
    assert [one["path"] for one in descriptor["resources"]] == [
        "set.jsonl", "claims.csv", "hops.csv", "sources.csv", "ratings.csv", "articles.csv",
        "README.md",
    ]  # fmt: skip
    for one in descriptor["resources"]:
        data = (tmp_path / "p" / one["path"]).read_bytes()
        assert one["bytes"] == len(data)
        assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert one["name"] == one["name"].lower()
    assert (descriptor["title"], descriptor["description"]) == ("Libya", "the web")
    assert descriptor["licenses"] == [{"name": "CC-BY-4.0"}]
    assert descriptor["created"] == descriptor["workbench"]["exported_at"] == CHANGED
    assert [one["title"] for one in descriptor["contributors"]] == ["budi", "rina"]
    assert descriptor["sources"] == [{"title": "KIBLAT.NET"}]
    assert descriptor["workbench"] == {
        "version": 1,
        "tool": "workbench 0.1.0",
        "extractor": "rules 9",
        "publishers": "2026-11-28",
        "head": "ab" * 32,
        "exported_at": CHANGED,
        "choice": {},
        "articles": 1,
        "claims": 3,
        "lost": [],
    }


def test_the_columns_of_numbers_are_those_that_hold_numbers(tmp_path: Path) -> None:
    bundle = example()
    known = Known(bundle)
    held = set()
    for table in TABLES.values():
        rows = table(known)
        of_articles = (row for one in bundle.articles for row in rows.of(one))
        for row in (*rows.before(), *of_articles, *rows.after()):
            columns = {column.name for column in rows.columns}
            held |= {key for key, cell in row.items() if key in columns and type(cell) is int}
    assert held - {"value", "to"} == NUMBERS, "of facts these are words or numbers"


def test_what_nobody_said_is_not_there(tmp_path: Path) -> None:
    empty = Bundle(head="0" * 64, exported_at="now", tool="workbench 0.1.0")
    folder = tmp_path / "p"
    folder.mkdir()
    write("package", empty, folder)
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    absent = {"title", "description", "created", "licenses", "sources", "contributors"}
    assert not absent & descriptor.keys()
    assert is_whole(prove(folder))
    assert gathered(read("package", folder)) == replace(empty, exported_at="")


def test_a_licence_may_be_an_address(tmp_path: Path) -> None:
    descriptor = packed(tmp_path / "p", licence="https://desk.example/terms")
    assert descriptor["licenses"] == [{"path": "https://desk.example/terms"}]


def test_what_was_asked_for_is_told_in_the_words_of_people_too(tmp_path: Path) -> None:
    choice = Choice(where="lang:id", analysts=("analyst-1",), pseudonyms=True, without_text=True)
    descriptor = packed(tmp_path / "p", replace(example(), choice=choice), title="*x*\n# y")
    assert descriptor["workbench"]["choice"] == choice.to_record()
    assert {"what": "texts", "count": 1, "why": "the export is without article text"} in (
        descriptor["workbench"]["lost"]
    )
    words = (tmp_path / "p" / "README.md").read_text("utf-8")
    for one in (
        "the filter lang:id", "pseudonyms", "texts are not in it", "nothing in it", "1 texts:",
    ):  # fmt: skip
        assert one in words
    assert words.startswith("# \\*x\\*")
    assert "\n# y" not in words


# What was done to one ---------------------------------------------------------------------------


def _grow(folder: Path) -> None:
    with (folder / "set.jsonl").open("ab") as stream:
        stream.write(b"\n")


def _one_letter(folder: Path) -> None:
    path = folder / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"Nine", b"Five"))


def _link(folder: Path) -> None:
    shutil.move(folder / "hops.csv", folder.parent / "hops.csv")
    (folder / "hops.csv").symlink_to(folder.parent / "hops.csv")


def _pipe(folder: Path) -> None:
    (folder / "hops.csv").unlink()
    os.mkfifo(folder / "hops.csv")


def _folder(folder: Path) -> None:
    (folder / "hops.csv").unlink()
    (folder / "hops.csv").mkdir()


DONE: dict[str, tuple[Callable[[Path], object], Part]] = {
    "longer": (_grow, Part("set.jsonl", Standing.CHANGED)),
    "another letter": (_one_letter, Part("claims.csv", Standing.CHANGED)),
    "gone": (lambda f: (f / "hops.csv").unlink(), Part("hops.csv", Standing.MISSING)),
    "more": (lambda f: (f / "x.txt").write_text("x"), Part("x.txt", Standing.STRANGER)),
    "a folder more": (lambda f: (f / "more").mkdir(), Part("more", Standing.STRANGER)),
    "a link": (_link, Part("hops.csv", Standing.CHANGED)),
    "a pipe": (_pipe, Part("hops.csv", Standing.CHANGED)),
    "a folder instead": (_folder, Part("hops.csv", Standing.CHANGED)),
}


@pytest.mark.parametrize("name", DONE)
def test_what_was_done_to_a_package_is_found(name: str, tmp_path: Path) -> None:
    packed(tmp_path / "p")
    act, part = DONE[name]
    act(tmp_path / "p")
    assert [one for one in prove(tmp_path / "p") if one.standing is not Standing.WHOLE] == [part]
    if part.path == "set.jsonl":
        with pytest.raises(DataError, match=r"set\.jsonl is missing, or not what"):
            list(read("package", tmp_path / "p"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"resources": []}, "lists no files"),
        ({"resources": {}}, "lists no files"),
        ({"resources": [7]}, "file 1 has no name, size and sha256"),
        ({"resources": [{"path": "../x", "bytes": 1, "hash": "sha256:x"}]}, "file 1 has no name"),
        ({"resources": [{"path": "/x", "bytes": 1, "hash": "sha256:x"}]}, "file 1 has no name"),
        ({"resources": [{"path": "\ud800", "bytes": 1, "hash": "sha256:x"}]}, "file 1 has no name"),
        (
            {"resources": [{"path": "x" * 256, "bytes": 1, "hash": "sha256:x"}]},
            "file 1 has no name",
        ),
        ({"resources": [{"path": "x", "bytes": True, "hash": "sha256:x"}]}, "file 1 has no name"),
        ({"resources": [{"path": "x", "bytes": 1, "hash": "md5:x"}]}, "file 1 has no name"),
        ({"resources": [{"path": "x", "bytes": 1, "hash": "sha256:x"}] * 2}, "lists a file twice"),
        ({"workbench": None}, "not of a package of the workbench"),
    ],
)
def test_a_descriptor_that_says_nothing_is_refused(
    change: dict[str, Any], words: str, tmp_path: Path
) -> None:
    descriptor = packed(tmp_path / "p")
    (tmp_path / "p" / "datapackage.json").write_text(json.dumps(descriptor | change))
    with pytest.raises(DataError, match=words):
        prove(tmp_path / "p")


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b"[]", b"\xff", b" " * 17_000_000])
def test_what_is_no_descriptor_is_refused(data: bytes, tmp_path: Path) -> None:
    packed(tmp_path / "p")
    (tmp_path / "p" / "datapackage.json").write_bytes(data)
    with pytest.raises(DataError, match=r"datapackage\.json is"):
        prove(tmp_path / "p")
    (tmp_path / "p" / "datapackage.json").unlink()
    with pytest.raises(DataError, match="it is no package"):
        list(read("package", tmp_path / "p"))
