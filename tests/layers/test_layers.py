"""The house as DESIGN has it: who may import whom, how large a module may be, why each exists.

The tables below are the design; the tests walk the syntax trees against them. Imports inside
functions and under TYPE_CHECKING count, and so do the ones by name through import_module. A rule is
one test, which names whatever breaks it: a test for each module were thousands of tests.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "workbench"

GROUND = {"", "errors"}
"""The version and the error family."""
CORE = GROUND | {"domain"}
PLACES = {"settings", "paths", "files", "policy", "crash", "signals"}

MAY_IMPORT = {
    "": set(),
    "errors": set(),
    "domain": GROUND,
    "paths": GROUND,
    "files": set(),
    "policy": GROUND,
    "signals": GROUND,
    "editor": GROUND | {"signals"},
    "settings": GROUND | {"paths"},
    "crash": GROUND | {"paths"},
    "extract": CORE,
    "match": CORE,
    "told": CORE,
    "intake": CORE,
    "verbs": CORE,
    "stored": CORE | {"verbs"},
    "store": CORE | {"files", "verbs", "stored"},
    "postgres": CORE | {"verbs", "stored"},
    "exchange": CORE | {"told"},
    "measure": CORE,
    "present": CORE,
    "services": CORE
    | PLACES
    | {
        "extract",
        "match",
        "told",
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
    "__main__": GROUND | {"policy", "signals", "verbs", "cli", "tui"},
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
    "dask": {"services.cluster"},
    "distributed": {"services.cluster"},
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

KNOW_A_KIND = {
    f"workbench.services.{name}" for name in ("places", "copies", "moving", "salvage", "sharing")
}
"""Services that know a kind of store: the door to all of them, and what is about files alone."""

STANDARD = sys.stdlib_module_names | {"_sha2", "_sha256"}
"""The standard library's modules, by the names that they have in any version."""

IMPURE = {
    "os", "io", "sqlite3", "pathlib", "shutil", "tempfile", "socket", "subprocess", "threading",
    "time", "random", "uuid", "secrets", "urllib", "signal", "termios", "logging",
}  # fmt: skip
"""What the domain never needs: it does no I/O, reads no clock, throws no dice."""

MODULE_LINES, FUNCTION_LINES = 500, 60

MODULES = sorted(PACKAGE.rglob("*.py"))
NOWHERE = "nowhere.py"
"""A module that is not there, for what the rules see of one."""


class Module:
    """What the rules ask of a module: its syntax tree is walked once, and let go of."""

    def __init__(self, path: Path, source: str | None = None) -> None:
        self.path = path
        self.name = _name(path)
        source = path.read_text(encoding="utf-8") if source is None else source
        tree = ast.parse(source)
        nodes = [*ast.walk(tree)]
        self.lines = len(source.splitlines())
        self.docstring = ast.get_docstring(tree)
        self.imports = [*self._imports(nodes)]
        """Line and full name of everything it imports."""
        self.imports_in_full = [*self.imports, *_taken(nodes)]
        """And what is taken out of a package, which may be a module of it."""
        self.functions = [
            (node.lineno, node.name, node.end_lineno - node.lineno + 1)
            for node in nodes
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
        ]
        """Line, name and lines of each."""

    def _imports(self, nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
        package = self.name.split(".")
        if self.path.name != "__init__.py":
            package = package[:-1]
        for node in nodes:
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

    def at(self, line: int, said: str) -> str:
        """What is wrong, with its place."""
        return f"{self.path.relative_to(ROOT)}:{line} {said}"


def _taken(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


@cache
def modules() -> Sequence[Module]:
    """Those of the package."""
    return [Module(path) for path in MODULES]


def _part(name: str) -> str:
    """`workbench.store.rows` belongs to `store`; `workbench` itself to the empty part."""
    return [*name.split("."), ""][1]


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _upward(module: Module) -> Iterator[str]:
    part = _part(module.name)
    assert part in MAY_IMPORT, f"{part} is not in the house"
    for line, name in module.imports:
        is_ours = name.split(".")[0] == "workbench"
        if is_ours and _target(name) not in MAY_IMPORT[part] | {part}:
            yield module.at(line, f"imports {name}")


def test_imports_point_one_way() -> None:
    assert [said for module in modules() for said in _upward(module)] == []


def _target(name: str) -> str:
    """The part that a name belongs to; names in `workbench` itself are not modules."""
    part = _part(name)
    is_module = (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").is_file()
    return part if is_module else ""


def _out_of_place(module: Module) -> Iterator[str]:
    for line, name in module.imports:
        library = name.split(".")[0]
        if library in ONLY_IN:
            rooms = [f"workbench.{room}" for room in ONLY_IN[library]]
            is_allowed = any(_is_within(module.name, room) for room in rooms)
        else:
            is_allowed = library == "workbench" or library in STANDARD
        if not is_allowed:
            yield module.at(line, f"imports {name}")


def test_libraries_stay_where_they_belong() -> None:
    assert [said for module in modules() for said in _out_of_place(module)] == []


def _is_within(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def _asking(module: Module) -> Iterator[str]:
    for line, name in module.imports_in_full:
        asks = any(_is_within(name, library) for library in NETWORK)
        is_let_in = not asks or _is_within(module.name, ASKS)
        for room, who in TO_ASK.items():
            if _is_within(name, room) and not _is_within(module.name, room):
                is_let_in = is_let_in and module.name in who
        if not is_let_in:
            yield module.at(line, f"imports {name}")


def test_one_room_asks_the_network_and_one_verb_has_it_asked() -> None:
    """However deep an import stands: so no other verb, and nothing of the desk, can."""
    assert [path for path in MODULES if _is_within(_name(path), ASKS)]
    assert [said for module in modules() for said in _asking(module)] == []


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
    assert any("nowhere" in said for said in _asking(Module(PACKAGE / "cli" / NOWHERE, source)))


def test_services_ask_a_store_whatever_kind_it_is() -> None:
    know = {
        module.name
        for module in modules()
        if _part(module.name) == "services"
        for _, name in module.imports
        if _part(name) == "store"
    }
    assert know == KNOW_A_KIND


def test_the_domain_is_pure() -> None:
    domain = [module for module in modules() if _part(module.name) == "domain"]
    assert domain
    impure = [
        module.at(line, f"imports {name}")
        for module in domain
        for line, name in module.imports
        if name.split(".")[0] in IMPURE
    ]
    assert impure == []


def test_what_builds_the_gazetteer_is_never_imported() -> None:
    found = [
        module.at(line, f"imports {name}")
        for module in modules()
        if "build" not in module.path.relative_to(PACKAGE).parts
        for line, name in module.imports
        if "build" in name.split(".")
    ]
    assert found == []


def test_a_module_says_why_it_exists() -> None:
    silent = [module.name for module in modules() if not module.docstring]
    assert silent == []


def test_a_module_stays_small() -> None:
    sizes = {module.name: module.lines for module in modules()}
    assert {name: lines for name, lines in sizes.items() if lines > MODULE_LINES} == {}


def test_a_function_stays_small() -> None:
    sizes = {
        module.at(line, name): lines
        for module in modules()
        for line, name, lines in module.functions
    }
    assert {name: lines for name, lines in sizes.items() if lines > FUNCTION_LINES} == {}


def test_no_module_is_named_for_nothing() -> None:
    nothing = {"utils", "util", "helpers", "helper", "manager", "base", "common"}
    assert [path for path in MODULES if path.stem in nothing] == []


def test_the_rules_see_what_they_forbid() -> None:
    """A module that breaks them is caught, however it imports."""
    source = 'import textual.app\nfrom workbench import store\nx = "workbench.store.rows"\n'
    module = Module(PACKAGE / "extract" / NOWHERE, source)
    assert [name for _, name in module.imports] == [
        "textual.app",
        "workbench.store",
        "workbench.store.rows",
    ]
    assert [said.partition(" ")[2] for said in _upward(module)] == [
        "imports workbench.store",
        "imports workbench.store.rows",
    ]
    assert [said.partition(" ")[2] for said in _out_of_place(module)] == ["imports textual.app"]
