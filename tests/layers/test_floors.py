"""No circle of files anywhere in the package, and in `tui/` no file that looks upward.

Every import counts: those inside functions, which keep the first page light, and those for types
alone, which tie two files just the same to whoever reads them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "workbench"
FILES = sorted(PACKAGE.rglob("*.py"))

FLOORS = (
    ("ground", ""),
    ("widgets", "widgets/ theme.py terminal.py guard.py"),
    ("pages", "pages/"),
    ("screens", "screens/"),
    ("actions", "actions/"),
    ("the loop over them", "screens/keyloop.py"),
    ("the run", "app.py opening.py start.py"),
)
"""From the ground up: the floors of `tui/`, and what stands on each; on the ground everything that
is not named. The longest name that fits counts."""

Graph = Mapping[str, frozenset[str]]
"""A file -> the files that it imports, both under `workbench/`."""


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _imports(source: str, name: str, files: Mapping[str, str]) -> Iterator[str | None]:
    """The files that a module imports, wherever the import stands; None for those of others. A
    package counts where a name is taken from it, not as the way to one of its modules."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (_file(alias.name, files) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ["workbench", *Path(name).parts][: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield _file(f"{base}.{alias.name}", files) or _file(base, files)


def _file(module: str, files: Mapping[str, str]) -> str | None:
    """The file of a module; None where there is none of that name in the package."""
    first, *rest = module.split(".")
    place = "/".join(rest)
    names = (f"{place}.py", f"{place}/__init__.py" if place else "__init__.py")
    return next((one for one in names if one in files), None) if first == "workbench" else None


def _graph(files: Mapping[str, str]) -> Graph:
    """Who imports whom."""
    return {
        name: frozenset(found for found in _imports(source, name, files) if found) - {name}
        for name, source in files.items()
    }


def _circles(graph: Graph) -> list[list[str]]:
    """Files that reach each other, by Tarjan's algorithm, without calling itself."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    circles = []
    for root in graph:
        if root in number:
            continue
        todo = [(root, iter(sorted(graph[root])))]
        number[root] = low[root] = len(number)
        stack.append(root)
        while todo:
            file, rest = todo[-1]
            following = next(rest, None)
            if following is None:
                todo.pop()
                if todo:
                    low[todo[-1][0]] = min(low[todo[-1][0]], low[file])
                if low[file] == number[file]:
                    at = stack.index(file)
                    if len(stack) - at > 1:
                        circles.append(sorted(stack[at:]))
                    del stack[at:]
            elif following not in number:
                number[following] = low[following] = len(number)
                stack.append(following)
                todo.append((following, iter(sorted(graph[following]))))
            elif following in stack:
                low[file] = min(low[file], number[following])
    return circles


def _floor(name: str) -> int:
    """Where a file of `tui/` stands, from 0."""
    inside = name.removeprefix("tui/")
    fits = [
        (len(prefix), at)
        for at, (_, prefixes) in enumerate(FLOORS)
        for prefix in prefixes.split()
        if inside == prefix or (prefix.endswith("/") and inside.startswith(prefix))
    ]
    return max(fits)[1] if fits else 0


def _upward(graph: Graph) -> Iterable[str]:
    for name, imported in graph.items():
        if name.startswith("tui/"):
            for other in imported:
                if other.startswith("tui/") and _floor(other) > _floor(name):
                    yield f"{name} imports {other}"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return _graph({_name(path): path.read_text(encoding="utf-8") for path in FILES})


def test_no_files_stand_in_a_circle(graph: Graph) -> None:
    assert not _circles(graph)


def test_no_file_of_the_desk_imports_from_a_floor_above(graph: Graph) -> None:
    assert not sorted(_upward(graph))


def test_every_floor_has_somebody(graph: Graph) -> None:
    assert {_floor(name) for name in graph if name.startswith("tui/")} == set(range(len(FLOORS)))


def test_pages_know_neither_who_shows_them_nor_who_acts(graph: Graph) -> None:
    for name in graph:
        if name.startswith("tui/pages/"):
            assert not {one for one in graph[name] if one.startswith(("tui/screens", "tui/act"))}


def test_the_rules_see_what_they_forbid() -> None:
    files = {
        "tui/pages/page.py": "def f():\n    from workbench.tui.screens import desk\n",
        "tui/screens/desk.py": "if TYPE_CHECKING:\n    from workbench.tui.pages.page import Page\n",
        "tui/screens/__init__.py": "",
        "domain/span.py": "from .text import words",
        "domain/text.py": "import workbench.tui.pages.page",
    }
    graph = _graph(files)
    assert _circles(graph) == [["tui/pages/page.py", "tui/screens/desk.py"]]
    assert list(_upward(graph)) == ["tui/pages/page.py imports tui/screens/desk.py"]
    assert graph["domain/span.py"] == {"domain/text.py"}
    assert graph["domain/text.py"] == {"tui/pages/page.py"}
