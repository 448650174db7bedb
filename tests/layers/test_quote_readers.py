"""The two readers of attributions stand beside each other: neither knows the other.

What both need lies beside them and knows neither; only the package itself chooses between them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "workbench"
QUOTES = PACKAGE / "extract" / "quotes"
READERS = ("by_frame", "by_complement")
FILES = sorted(QUOTES.rglob("*.py"))


def _names(source: str) -> Iterator[str]:
    """Every dotted part of what a module imports, the imported names included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from alias.name.split(".")
        elif isinstance(node, ast.ImportFrom):
            yield from (node.module or "").split(".")
            yield from (alias.name for alias in node.names)


def _may_import(path: Path) -> set[str]:
    folder = path.relative_to(QUOTES).parts[0]
    if path == QUOTES / "__init__.py":
        return set(READERS)
    return {folder} if folder in READERS else set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(QUOTES)))
def test_a_reader_imports_no_other_reader(path: Path) -> None:
    imported = set(_names(path.read_text(encoding="utf-8"))) & set(READERS)
    assert imported <= _may_import(path)


def test_nothing_outside_asks_one_reader() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path not in FILES:
            imported = set(_names(path.read_text(encoding="utf-8")))
            assert not imported & set(READERS), path


def test_a_reader_is_seen_however_it_is_imported() -> None:
    assert "by_frame" in _names("from workbench.extract.quotes import by_frame")
    assert "by_frame" in _names("from workbench.extract.quotes.by_frame.frames import rules_for")
    assert "by_frame" in _names("import workbench.extract.quotes.by_frame.frames as frames")
    assert "by_frame" in _names("from ..by_frame import frames")
    assert all((QUOTES / reader / "reader.py").is_file() for reader in READERS)
