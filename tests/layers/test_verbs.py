"""The store's verbs: what one kind of store can, all can; what each means is said in one place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "workbench"
Methods = dict[str, ast.FunctionDef]


def _classes(path: Path) -> dict[str, ast.ClassDef]:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    inside = [one for node in body if isinstance(node, ast.If) for one in node.body]
    return {node.name: node for node in [*body, *inside] if isinstance(node, ast.ClassDef)}


def _methods(node: ast.ClassDef) -> Methods:
    found = (one for one in node.body if isinstance(one, ast.FunctionDef))
    return {one.name: one for one in found if not one.name.startswith("_")}


def _is_protocol(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)


PROTOCOLS = {
    name: _methods(node)
    for path in [*(PACKAGE / "verbs").glob("*.py"), PACKAGE / "domain" / "ledger.py"]
    for name, node in _classes(path).items()
    if _is_protocol(node)
}
STORE = {
    (path, name): node
    for path in sorted((PACKAGE / "store").rglob("*.py"))
    for name, node in _classes(path).items()
}
NAMED = {
    "Tables": {**PROTOCOLS["Ledger"], **PROTOCOLS["KeptPasts"]},
    "PastRows": PROTOCOLS["KeptPasts"],
}
"""Classes of the store that are called otherwise than what they are."""


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
def test_a_verb_says_what_it_means(name: str) -> None:
    for method in PROTOCOLS[name].values():
        assert ast.get_docstring(method), f"{name}.{method.name}"


@pytest.mark.parametrize("name", sorted({name for _, name in STORE} & {*PROTOCOLS, *NAMED}))
def test_a_store_says_nothing_of_a_verb_again_and_has_none_of_its_own(name: str) -> None:
    verbs = NAMED.get(name) or PROTOCOLS[name]
    for (_, other), node in STORE.items():
        if other != name:
            continue
        for method in _methods(node).values():
            assert method.name in verbs, f"no other store could {name}.{method.name}"
            assert not ast.get_docstring(method), f"{name}.{method.name} is said twice"


def test_all_else_of_a_store_says_what_it_does() -> None:
    for (path, name), node in STORE.items():
        if name in PROTOCOLS or name in NAMED or name.startswith("_"):
            continue
        for method in _methods(node).values():
            assert ast.get_docstring(method), f"{path.name}: {name}.{method.name}"
