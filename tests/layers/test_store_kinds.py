"""The tests of services know no kind of store: a second one runs all that is not about the file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]

OF_THE_FILE = {"sqlite3", "open_store", "file_cases", "workbench.store.connection"}
"""Names and modules that only SQLite's file answers to. A test that wants some of it of a file asks
for `only_file`; a module that imports them is skipped on other kinds as a whole."""
MODULES = sorted(path for path in (TESTS / "services").glob("*.py") if path.stem not in OF_THE_FILE)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (one.name for one in node.names)


def is_about_the_file(tree: ast.Module) -> bool:
    """Whether the module as a whole asks for the file."""
    return any(
        ast.unparse(node) == "pytestmark = pytest.mark.usefixtures('only_file')"
        for node in tree.body
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_what_knows_sqlite_says_that_it_is_about_the_file(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    found = OF_THE_FILE & {*imported(tree)}
    assert not found or is_about_the_file(tree), (
        f"{path.name} imports {', '.join(sorted(found))}: take stores from the fixture `stores`, "
        "or ask for `only_file`"
    )


def test_both_are_there_to_be_told_apart() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in MODULES]
    about = [bool(OF_THE_FILE & {*imported(tree)}) for tree in trees if is_about_the_file(tree)]
    assert about
    assert all(about)
    assert len(trees) > 5 * len(about)
