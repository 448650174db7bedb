"""Sets that go to annotation tools and come back, found by what is in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import Cli

TOOLS = {"label-studio": "tasks.json", "doccano": "", "argilla": ""}
"""Where each has its records, in a folder or as the file itself."""


def claims(cli: Cli) -> list[dict[str, object]]:
    return [
        {
            "uid": one["uid"],
            "analyst": one["analyst"],
            "exact": one["exact"],
            "hops": one["hops"],
            "state": one["state"],
        }
        for one in sorted(cli.good("claims", "--json").records, key=lambda one: str(one["uid"]))
    ]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_set_comes_back_from_a_tool_as_it_went(
    annotated: Cli, empty: Cli, tmp_path: Path, tool: str
) -> None:
    out = tmp_path / "set"
    annotated.good("export", "--format", tool, "--out", out)
    first = (out / TOOLS[tool] if TOOLS[tool] else out).read_bytes()
    annotated.good("export", "--format", tool, "--out", out)
    again = (out / TOOLS[tool] if TOOLS[tool] else out).read_bytes()
    assert first == again, "written over itself with the same bytes"
    done = annotated.good("annotations", "import", out)
    assert "0 articles added, 3 known; 0 annotations" in done.err, "here it is already"
    exported = tmp_path / "whatever it is called"
    exported.write_bytes(again)
    assert "3 articles added" in empty.good("annotations", "import", exported).err
    assert claims(empty) == claims(annotated)
    assert len(claims(empty)) > 1
    assert "0 annotations" in empty.good("annotations", "import", exported).err


@pytest.mark.parametrize("tool", TOOLS)
def test_of_a_broken_file_nothing_is_taken(
    annotated: Cli, empty: Cli, tmp_path: Path, tool: str
) -> None:
    out = tmp_path / "set"
    annotated.good("export", "--format", tool, "--out", out)
    path = out / TOOLS[tool] if TOOLS[tool] else out
    path.write_bytes(path.read_bytes()[:-400])
    done = empty("annotations", "import", path)
    assert done.code == 1
    assert "line " in done.err
    assert "Export again, or copy the whole file." in done.err
    assert empty.good("list").raw == b""


def test_a_folder_with_other_things_is_never_replaced(annotated: Cli, tmp_path: Path) -> None:
    out = tmp_path / "set"
    annotated.good("export", "--format", "label-studio", "--out", out)
    (out / "notes.docx").write_text("mine")
    done = annotated("export", "--format", "label-studio", "--out", out)
    assert done.code == 2
    assert "holds other things than an export" in done.err
    assert (out / "notes.docx").exists()
