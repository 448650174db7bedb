"""Tests of the store and of services run on any kind, or say that they are about SQLite's file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]

OF_THE_FILE = {"sqlite3", "open_store", "damage", "tables", "_connections"}
"""Names that only SQLite's file answers to. A test that wants something of it asks for `only_file`;
a module that uses them by itself is skipped on other kinds as a whole."""
MODULES = sorted(path for room in ("store", "services") for path in (TESTS / room).glob("*.py"))


def used(tree: ast.Module) -> Iterator[str]:
    """What is imported, and what is asked of others that is their own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            yield node.attr
        elif isinstance(node, ast.Import | ast.ImportFrom):
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
    found = OF_THE_FILE & {*used(tree)}
    assert not found or is_about_the_file(tree), (
        f"{path.name} uses {', '.join(sorted(found))}: take stores from the fixture `stores`, "
        "or ask for `only_file`"
    )


def asks_for_the_file(function: ast.FunctionDef) -> bool:
    """Whether a test, or what it calls, is handed SQLite's file."""
    arguments = [*function.args.args, *function.args.kwonlyargs]
    return any(
        one.arg == "only_file" or (one.annotation and ast.unparse(one.annotation) == "SqliteFile")
        for one in arguments
    ) or any(
        ast.unparse(one) == "pytest.mark.usefixtures('only_file')"
        for one in function.decorator_list
    )


def takes_the_file(node: ast.AST) -> bool:
    """Whether the file is taken that a place is: `store.place.file`, `stores.place("a").file`."""
    if not (isinstance(node, ast.Attribute) and node.attr == "file"):
        return False
    place = node.value.func if isinstance(node.value, ast.Call) else node.value
    return isinstance(place, ast.Attribute) and place.attr == "place"


def test_what_takes_the_file_of_a_place_asks_for_it() -> None:
    taking = [
        (path.name, node)
        for path in MODULES
        if not is_about_the_file(tree := ast.parse(path.read_text("utf-8")))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(map(takes_the_file, ast.walk(node)))
    ]
    assert taking
    assert not [(name, one.name) for name, one in taking if not asks_for_the_file(one)]


def test_both_are_there_to_be_told_apart() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in MODULES]
    about = [bool(OF_THE_FILE & {*used(tree)}) for tree in trees if is_about_the_file(tree)]
    assert about
    assert all(about)
    assert len(trees) > 5 * len(about)
