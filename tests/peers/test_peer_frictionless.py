"""Packages in frictionless: every file named in its report, with its bytes, and what it finds."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import bundles, example
from hypothesis import HealthCheck, given, settings

from workbench.domain.choice import Choice
from workbench.exchange import write
from workbench.exchange.bundle import Bundle

TABLES = {"claims", "hops", "sources", "ratings", "articles"}
HASHED = TABLES | {"set", "readme"}
"""Names of the resources. A zip whose package is not at its top is called valid, and looked into no
further: so the report is asked which it saw."""


def packed(folder: Path, bundle: Bundle) -> Path:
    folder.mkdir()
    bundle = replace(bundle, changed_at="2020-01-10T09:00:00Z")
    write("package", bundle, folder, {"title": "Libya", "licence": "CC-BY-4.0"})
    return folder


def zipped(folder: Path) -> Path:
    out = folder.with_suffix(".zip")
    with zipfile.ZipFile(out, "w") as archive:
        for one in sorted(folder.iterdir()):
            archive.write(one, one.name)
    return out


def report_of(frictionless: Any, path: Path) -> Any:
    target = path if path.suffix == ".zip" else path / "datapackage.json"
    return frictionless.validate(str(target))


def is_all_valid(report: Any) -> bool:
    """Whether each file was looked at, by its size and hash, and the tables by their schemas."""
    assert {task.name for task in report.tasks} == HASHED
    assert {task.name for task in report.tasks if task.type == "table"} == TABLES
    assert all(task.stats["bytes"] > 0 for task in report.tasks)
    return bool(report.valid) and not report.warnings


@pytest.mark.parametrize("pack", [lambda folder: folder, zipped], ids=["folder", "zip"])
def test_a_package_is_valid(
    pack: Callable[[Path], Path], peer: Callable[[str], Any], tmp_path: Path
) -> None:
    path = pack(packed(tmp_path / "set", example()))
    report = report_of(peer("frictionless"), path)
    assert is_all_valid(report), report
    rows = {task.name: task.stats.get("rows") for task in report.tasks}
    assert (rows["claims"], rows["hops"], rows["sources"], rows["articles"]) == (3, 9, 6, 1)


@pytest.mark.parametrize(
    "bundle",
    [
        Bundle(head="0" * 64, exported_at="", tool="workbench"),
        replace(example(), choice=Choice(pseudonyms=True, without_text=True)),
        replace(example(), articles=()),
    ],
    ids=["empty", "without text", "without articles"],
)
def test_a_package_of_little_is_valid_too(
    bundle: Bundle, peer: Callable[[str], Any], tmp_path: Path
) -> None:
    assert is_all_valid(report_of(peer("frictionless"), packed(tmp_path / "set", bundle)))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture,
    ],
)  # fmt: skip
@given(bundles())
def test_generated_sets_are_valid(
    peer: Callable[[str], Any], tmp_path_factory: pytest.TempPathFactory, bundle: Bundle
) -> None:
    # Uids that two articles share are no set of ours: no table could have them as its key.
    articles = {one.article.uid: one for one in bundle.articles}
    claims = [claim.uid for one in articles.values() for claim in one.claims]
    if len(set(claims)) == len(claims):
        bundle = replace(bundle, articles=tuple(articles.values()))
        folder = packed(tmp_path_factory.mktemp("some") / "set", bundle)
        report = report_of(peer("frictionless"), folder)
        assert is_all_valid(report), report


@pytest.mark.parametrize("name", ["claims.csv", "set.jsonl", "README.md"])
def test_frictionless_finds_a_changed_file(
    name: str, peer: Callable[[str], Any], tmp_path: Path
) -> None:
    folder = packed(tmp_path / "set", example())
    data = bytearray((folder / name).read_bytes())
    data[-20] ^= 1
    (folder / name).write_bytes(bytes(data))
    report = report_of(peer("frictionless"), folder)
    assert not report.valid
    assert [task.place for task in report.tasks if not task.valid] == [name]


def test_the_licence_and_whose_work_it_is_are_where_the_standard_has_them(
    peer: Callable[[str], Any], tmp_path: Path
) -> None:
    folder = packed(tmp_path / "set", example())
    package = peer("frictionless").Package(str(folder / "datapackage.json"))
    assert package.licenses == [{"name": "CC-BY-4.0"}]
    assert [one["title"] for one in package.contributors] == ["budi", "rina"]
    assert package.created == "2020-01-10T09:00:00Z"
    claims = package.get_resource("claims")
    assert [row["start"] for row in claims.read_rows()] == [
        claim.span.start for one in example().articles for claim in one.claims
    ]
    assert json.loads((tmp_path / "set" / "datapackage.json").read_bytes())["profile"]
