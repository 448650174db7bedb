"""What words may do in a spreadsheet's cell: start a formula, or hide.

Controls, separators, bidi overrides and half characters are made visible; joiners and marks that
scripts need stay. Lossy: the words are for people.
"""

from __future__ import annotations

import re

from workbench.domain.text import safe

FORMULA_STARTS = "=+-@\t\r＝＋－＠"
"""What a spreadsheet may take for a formula (OWASP, CWE-1236), full-width forms too."""

_STARTS = tuple(FORMULA_STARTS)
_INVISIBLE = " \n\ufeff\u200b\u00a0"
"""What may stand before such a start."""

_BREAK = "␤"
_TAB = "␉"
_HIDDEN = "\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
_ON_A_LINE = re.compile(f"[\x00-\x1f{_HIDDEN}]")
_IN_LINES = re.compile(f"[\x00-\x08\x0b-\x1f{_HIDDEN}]")


_EDGES = frozenset(FORMULA_STARTS + _INVISIBLE)


def is_plain(words: str) -> bool:
    """Whether nothing hides in some words, nor may they be a formula: a cheap look that most pass.
    What does not is to be looked at."""
    return words.isprintable() and words[:1] not in _EDGES


def may_be_formula(words: str) -> bool:
    """Whether a spreadsheet that reads the words may take them for a formula."""
    return words.startswith(_STARTS) or words.lstrip(_INVISIBLE).startswith(_STARTS)


def on_a_line(words: str) -> str:
    """The words on one line, each hidden character and line break as one visible mark."""
    return _ON_A_LINE.sub(_mark, words)


def in_lines(words: str) -> str:
    """The same, line feeds and tabs as they are."""
    return _IN_LINES.sub(_mark, words)


def _mark(found: re.Match[str]) -> str:
    character = found[0]
    if character in "\n\t":
        return _BREAK if character == "\n" else _TAB
    return safe(character)
