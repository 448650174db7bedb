"""What the wheel says of itself, and that nothing is left behind when it is built."""

from __future__ import annotations

import tomllib
import zipfile
from email.message import Message
from email.parser import BytesParser
from itertools import takewhile
from pathlib import Path

import pytest

from workbench import __version__

ROOT = Path(__file__).resolve().parents[2]
NAME = "analyst-workbench"


@pytest.fixture(scope="module")
def packed(wheel: Path) -> dict[str, bytes]:
    """What is in the wheel, by its place there."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def told(packed: dict[str, bytes]) -> Message:
    """The wheel's metadata."""
    return BytesParser().parsebytes(packed[f"{_about()}/METADATA"])


def test_the_distribution_says_who_made_it_and_under_which_terms(told: Message) -> None:
    assert told["Name"] == NAME
    assert told["Version"] == __version__
    assert told["License-Expression"] == "Apache-2.0"
    assert told["Author"] == "the workbench authors"
    assert {"annotation", "attribution", "terminal"} <= set(told["Keywords"].split(","))
    for version in ("3.11", "3.12", "3.13", "3.14"):
        assert f"Programming Language :: Python :: {version}" in told.get_all("Classifier", [])


def test_licences_and_credits_are_in_the_wheel(packed: dict[str, bytes], told: Message) -> None:
    for name in told.get_all("License-File", []):
        assert packed[f"{_about()}/licenses/{name}"] == (ROOT / name).read_bytes()
    assert {"LICENSE", "NOTICE"} <= set(told.get_all("License-File", []))


def test_every_file_of_the_package_is_in_the_wheel(packed: dict[str, bytes]) -> None:
    for folder, place in (("workbench", "workbench"), ("sample_data", "workbench/sample_data")):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                name = f"{place}/{file.relative_to(ROOT / folder).as_posix()}"
                assert packed.get(name) == file.read_bytes(), name


def test_the_command_is_called_workbench(packed: dict[str, bytes]) -> None:
    lines = packed[f"{_about()}/entry_points.txt"].decode().splitlines()
    assert lines == ["[console_scripts]", "workbench = workbench.__main__:main"]


def test_extras_that_build_on_another_name_this_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [need for needs in project["optional-dependencies"].values() for need in needs]
    own = [need for need in extras if "[" in need and not need.startswith("psycopg[binary]")]
    assert own == [f"{NAME}[test]"]


def test_data_that_names_a_licence_is_credited() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    credited = {line for line in notice.splitlines() if line.startswith("workbench/")}
    for file in (ROOT / "workbench").rglob("*"):
        if file.suffix in {".tsv", ".toml", ".json", ".conf"}:
            lines = file.read_text("utf-8").splitlines()
            head = " ".join(takewhile(lambda line: line.startswith("#"), lines)).casefold()
            name = file.relative_to(ROOT).as_posix()
            assert ("licen" in head or "copyright" in head) == (name in credited), name


def test_what_the_credits_name_exists() -> None:
    words = (ROOT / "NOTICE").read_text("utf-8").split()
    places = [word.strip("(),.") for word in words if word.startswith(("workbench/", "(licenses/"))]
    assert "licenses/Unicode-3.0.txt" in places
    assert [place for place in places if not (ROOT / place).exists()] == []


def _about() -> str:
    return f"{NAME.replace('-', '_')}-{__version__}.dist-info"
