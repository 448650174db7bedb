"""The house as DESIGN has it: who may import whom, how large a module may be, why each exists.

The tables below are the design; the tests walk the syntax trees against them. Imports inside
functions and under TYPE_CHECKING count, and so do the ones by name through import_module.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "workbench"

GROUND = {"", "errors"}
"""The version and the error family."""
CORE = GROUND | {"domain"}
PLACES = {"settings", "paths", "policy", "crash", "signals"}

MAY_IMPORT = {
    "": set(),
    "errors": set(),
    "domain": GROUND,
    "paths": GROUND,
    "policy": GROUND,
    "signals": GROUND,
    "editor": GROUND | {"signals"},
    "settings": GROUND | {"paths"},
    "crash": GROUND | {"paths"},
    "extract": CORE,
    "match": CORE,
    "intake": CORE,
    "verbs": CORE,
    "stored": CORE | {"verbs"},
    "store": CORE | {"verbs", "stored"},
    "postgres": CORE | {"verbs", "stored"},
    "exchange": CORE,
    "measure": CORE,
    "present": CORE,
    "services": CORE
    | PLACES
    | {
        "extract",
        "match",
        "intake",
        "store",
        "stored",
        "postgres",
        "verbs",
        "exchange",
        "measure",
        "present",
    },
    "cli": CORE | PLACES | {"services", "measure", "present", "editor"},
    "tui": CORE | PLACES | {"services", "present", "editor"},
    "__main__": GROUND | {"policy", "signals", "cli", "tui"},
}
"""Part of the package -> the other parts that it may import."""

ONLY_IN = {
    "textual": {"tui"},
    "rich": {"tui", "cli"},
    "sqlite3": {"store", "intake"},
    "sqlite_utils": {"store"},
    "psycopg": {"postgres"},
    "rapidfuzz": {"match"},
    "selectolax": {"intake"},
    "pypdf": {"intake"},
    "httpx": {"intake.fetching"},
    "httpcore": {"intake.fetching"},
    "protego": {"intake.fetching"},
    "pyarrow": {"exchange.parquet"},
    "xlsxwriter": {"exchange.xlsx"},
}
"""Library -> the parts, or rooms of a part, that may import it. No other library outside the
standard one is used."""

NETWORK = {
    "socket", "ssl", "http.client", "http.server", "urllib.request", "ftplib", "smtplib", "imaplib",
    "poplib", "nntplib", "xmlrpc", "socketserver", "telnetlib",
}  # fmt: skip
"""What of the standard library asks the network."""
ASKS = "workbench.intake.fetching"
"""The one room that does, and beside it who may import it: the service, and its verb."""
TO_ASK = {
    ASKS: {"workbench.services.fetching"},
    "workbench.services.fetching": {"workbench.cli.feeds"},
}

STANDARD = sys.stdlib_module_names | {"_sha2", "_sha256"}
"""The standard library's modules, by the names that they have in any version."""

IMPURE = {
    "os", "io", "sqlite3", "pathlib", "shutil", "tempfile", "socket", "subprocess", "threading",
    "time", "random", "uuid", "secrets", "urllib", "signal", "termios", "logging",
}  # fmt: skip
"""What the domain never needs: it does no I/O, reads no clock, throws no dice."""

MODULE_LINES, FUNCTION_LINES = 500, 60

MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def _part(name: str) -> str:
    """`workbench.store.rows` belongs to `store`; `workbench` itself to the empty part."""
    return [*name.split("."), ""][1]


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports."""
    package = _name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            whole = ".".join([*base, *([node.module] if node.module else [])])
            if whole == "workbench":
                yield from ((node.lineno, f"workbench.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, whole
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"workbench(\.[a-z_]+)+", node.value)
        ):
            yield node.lineno, node.value


def _ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=_ids)
def test_imports_point_one_way(path: Path) -> None:
    part = _part(_name(path))
    assert part in MAY_IMPORT, f"{part} is not in the house"
    for line, name in _imports(path):
        if name.split(".")[0] == "workbench" and (other := _target(name)) != part:
            assert other in MAY_IMPORT[part], f"{_ids(path)}:{line} imports {name}"


def _target(name: str) -> str:
    """The part that a name belongs to; names in `workbench` itself are not modules."""
    part = _part(name)
    is_module = (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").is_file()
    return part if is_module else ""


@pytest.mark.parametrize("path", MODULES, ids=_ids)
def test_libraries_stay_where_they_belong(path: Path) -> None:
    for line, name in _imports(path):
        library = name.split(".")[0]
        place = f"{_ids(path)}:{line} imports {name}"
        if library in ONLY_IN:
            rooms = [f"workbench.{room}" for room in ONLY_IN[library]]
            assert any(_is_within(_name(path), room) for room in rooms), place
        else:
            assert library == "workbench" or library in STANDARD, place


def _is_within(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def _imports_in_full(path: Path) -> Iterator[tuple[int, str]]:
    """As `_imports`, and with what is taken out of a package, which may be a module of it."""
    yield from _imports(path)
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _refuse_asking(path: Path) -> None:
    for line, name in _imports_in_full(path):
        place = f"{_ids(path)}:{line} imports {name}"
        if any(_is_within(name, library) for library in NETWORK):
            assert _is_within(_name(path), ASKS), place
        for room, who in TO_ASK.items():
            if _is_within(name, room) and not _is_within(_name(path), room):
                assert _name(path) in who, place


def test_one_room_asks_the_network_and_one_verb_has_it_asked() -> None:
    """However deep an import stands: so no other verb, and nothing of the desk, can."""
    assert [path for path in MODULES if _is_within(_name(path), ASKS)]
    for path in MODULES:
        _refuse_asking(path)


@pytest.mark.parametrize(
    "source",
    [
        "from urllib import request",
        "def f():\n    import socket",
        "from workbench.services import fetching",
        "from workbench.intake.fetching.fetcher import Fetcher",
    ],
)
def test_whatever_asks_the_network_elsewhere_is_seen(source: str) -> None:
    path = PACKAGE / "cli" / "nowhere.py"
    TREES[path] = ast.parse(source)
    try:
        with pytest.raises(AssertionError, match="nowhere"):
            _refuse_asking(path)
    finally:
        del TREES[path]


@pytest.mark.parametrize("path", sorted((PACKAGE / "domain").rglob("*.py")), ids=_ids)
def test_the_domain_is_pure(path: Path) -> None:
    for line, name in _imports(path):
        assert name.split(".")[0] not in IMPURE, f"{_ids(path)}:{line} imports {name}"


def test_what_builds_the_gazetteer_is_never_imported() -> None:
    for path in MODULES:
        if "build" not in path.relative_to(PACKAGE).parts:
            for line, name in _imports(path):
                assert "build" not in name.split("."), f"{_ids(path)}:{line} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=_ids)
def test_a_module_says_why_it_exists_and_stays_small(path: Path) -> None:
    assert ast.get_docstring(TREES[path]), f"{_ids(path)} has no docstring"
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MODULE_LINES, f"{_ids(path)} has {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=_ids)
def test_a_function_stays_small(path: Path) -> None:
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            assert lines <= FUNCTION_LINES, f"{_ids(path)}: {node.name} has {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=_ids)
def test_no_module_is_named_for_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "base", "common"}


def test_the_rules_see_what_they_forbid(tmp_path: Path) -> None:
    """A module that breaks them is caught, however it imports."""
    source = 'import textual.app\nfrom workbench import store\nx = "workbench.store.rows"\n'
    path = PACKAGE / "extract" / "nowhere.py"
    TREES[path] = ast.parse(source)
    try:
        assert [name for _, name in _imports(path)] == [
            "textual.app",
            "workbench.store",
            "workbench.store.rows",
        ]
        with pytest.raises(AssertionError, match=r"imports workbench\.store"):
            test_imports_point_one_way(path)
        with pytest.raises(AssertionError, match="imports textual"):
            test_libraries_stay_where_they_belong(path)
    finally:
        del TREES[path]
