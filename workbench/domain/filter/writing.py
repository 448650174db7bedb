"""A filter as a line: what `parsing` reads as the same tree."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.domain.filter.days import is_since
from workbench.domain.filter.fields import BARE, DATED
from workbench.domain.filter.tree import And, Near, Node, Not, Or, Term

_PLAIN = re.compile(r"""[^\s()"“”=<>-][^\s()]*""")
_READ_OTHERWISE = re.compile(
    r"(and|or|not)|#[0-9]{1,9}|[A-Za-z_]+[:=<>].*|(near|adj|w|n)/?[0-9]+", re.IGNORECASE
)
_NEAR_PLAIN = re.compile(r"""[^\s()"“”,][^\s(),]*""")


def written(nodes: Iterable[Node]) -> str:
    """The line of a filter; empty for one that asks for nothing."""
    return " ".join(_written(node) for node in nodes)


def _written(node: Node) -> str:
    if isinstance(node, Term):
        return _term(node)
    if isinstance(node, Near):
        words = " ".join(_quoted(word, _NEAR_PLAIN) for word in node.words)
        return f"{_field(node.field)}near({words}, {node.within})"
    if isinstance(node, Not):
        return f"-{_written(node.part)}"
    if isinstance(node, Or):
        return "(" + " or ".join(map(_alternative, node.parts)) + ")"
    return "(" + written(node.parts) + ")"


def _alternative(node: Node) -> str:
    """One of several: what must hold together needs no brackets there."""
    return written(node.parts) if isinstance(node, And) else _written(node)


def _term(term: Term) -> str:
    is_usual = term.comparison == "=" and not (term.field in DATED and is_since(term.value))
    comparison = "" if is_usual else term.comparison
    return f"{_field(term.field)}{comparison}{_value(term)}"


def _field(name: str) -> str:
    return "" if name == BARE else f"{name}:"


def _value(term: Term) -> str:
    if ".." in term.value or _READ_OTHERWISE.fullmatch(term.value):
        return _in_quotes(term.value)
    return _quoted(term.value, _PLAIN)


def _quoted(words: str, plain: re.Pattern[str]) -> str:
    return words if plain.fullmatch(words) else _in_quotes(words)


def _in_quotes(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
