"""No word of a language stands in Python: what text is compared with is data, in extract/lang.

The syntax trees are walked for string literals that text is compared with, wherever they stand, and
each word in them is looked up in the word lists of all languages. What is found must be in
language_words.toml, which may only shrink. Values of our own that happen to be words (a force
"claim", a key "year") are listed there apart.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbench.extract.lexicon import REFERENCE

ROOT = Path(__file__).resolve().parents[2]
EXTRACT = ROOT / "workbench" / "extract"
LANG = EXTRACT / "lang"
LISTED = Path(__file__).with_suffix("").parent / "language_words.toml"

WORDS_LEFT = {"quotes": 0, "rest": 0}
"""How many words of a language are left in Python: the readers of quotes, and everything else."""

_COMPARED_BY = {
    "startswith", "endswith", "removeprefix", "removesuffix", "find", "rfind", "index", "count",
    "partition", "rpartition", "split", "rsplit", "replace", "isdisjoint", "issubset", "union",
    "get", "fullmatch", "match", "search", "compile", "compiled", "sub", "finditer", "findall",
    "behind", "alternation", "frozenset", "cased",
}  # fmt: skip
"""Calls that compare text with their arguments, or make something that does."""
_OWN = {"takes", "side", "force", "lastgroup", "granularity", "rule", "sort", "part", "which"}
"""What of these names is compared is a value of our own."""
_PATTERN = re.compile(r"\(\?|\\[wWsSdDbBAZ]|\|")
"""A string with one of these is a regular expression, or a piece of one."""
_NOT_WORDS = re.compile(
    r"\(\?P<\w+>|\(\?[a-z]*[:=!)]|\(\?<[=!]|\\u[0-9a-f]{4}|\\.|\[[^\]]*\]|\{[^}]*\}"
)
"""What of a regular expression is no word: groups, flags, escapes, classes, repetitions."""
_IDENTITY = re.compile(r"[a-z_]{3,}(?:\.[a-z_]+)+|[a-z]+_[a-z_]+")
"""The name of a rule or of a key, not what a text says."""
_WORD = re.compile(r"[^\W\d_]+")


def _words_of(value: object) -> Iterator[str]:
    """Every word that a piece of the language data holds: keys of tables, members of lists."""
    if isinstance(value, str) and not value.startswith(REFERENCE):
        yield from _WORD.findall(value.lower())
    elif isinstance(value, list):
        for member in value:
            yield from _words_of(member)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _WORD.findall(key.lower())
            if isinstance(inner, list):
                yield from _words_of(inner)


def _lists(table: dict[str, Any]) -> Iterator[object]:
    """What of a table is made of words: not its keys, not the numbers and codes that it maps to."""
    for value in table.values():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for record in value:
                yield from (inner for inner in record.values() if isinstance(inner, list))
        else:
            yield value


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """The words of all languages that are data, of two letters or more; not those that are listed
    because they may stand for anything, nor those of all that news tells of."""
    found: set[str] = set()
    for file in sorted(LANG.rglob("*.toml")):
        if file.stem in ("ordinary", "concepts"):
            continue
        for value in _lists(tomllib.loads(file.read_text(encoding="utf-8"))):
            found.update(_words_of(value))
    return frozenset(word for word in found if len(word) > 1)


def _literals(tree: ast.AST) -> Iterator[str]:
    """The string literals that text may be compared with."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others):
                if not any(_is_own(side) for side in (left, *others)):
                    for side in (left, *others):
                        yield from _strings(side)
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=args):
                if name in _COMPARED_BY:
                    for argument in args:
                        yield from _strings(argument)
            case ast.MatchValue(value=value):
                yield from _strings(value)
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                pass
            case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
                yield from _collected(value)
            case ast.Set() | ast.Dict():
                yield from _strings(node)
            case ast.Constant(value=str() as text) if _PATTERN.search(text):
                yield text
            case _:
                pass


def _is_own(side: ast.expr) -> bool:
    """Whether what is compared is a value of our own and no text: `form.side`."""
    match side:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in _OWN
        case _:
            return False


def _collected(value: ast.expr) -> Iterator[str]:
    """The members of a tuple, list, set or table that is given a name, and a text that is split."""
    match value:
        case ast.Tuple() | ast.List() | ast.Set() | ast.Dict():
            yield from _strings(value)
        case ast.Call(func=ast.Attribute(value=ast.Constant() as text, attr="split")):
            yield from _strings(text)
        case ast.BinOp(left=left, right=right):
            yield from _collected(left)
            yield from _collected(right)
        case _:
            pass


def _strings(node: ast.AST) -> Iterator[str]:
    """The strings in an expression; of a table its keys."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.Tuple(elts=members) | ast.List(elts=members) | ast.Set(elts=members):
            for member in members:
                yield from _strings(member)
        case ast.Dict(keys=keys):
            for key in keys:
                if key is not None:
                    yield from _strings(key)
        case ast.BinOp(left=left, right=right):
            yield from _strings(left)
            yield from _strings(right)
        case ast.JoinedStr(values=pieces):
            for piece in pieces:
                yield from _strings(piece)
        case _:
            pass


def words_compared(source: str) -> set[str]:
    """The known words that a module compares text with."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) in docs:
            node.value = ""
    words: set[str] = set()
    for text in _literals(tree):
        if _IDENTITY.fullmatch(text):
            continue
        plain = _NOT_WORDS.sub(" ", text) if _PATTERN.search(text) else text
        words.update(_WORD.findall(plain.lower()))
    return words & known_words()


def _modules() -> list[Path]:
    found = [path for path in EXTRACT.rglob("*.py") if "build" not in path.parts]
    for names_keys in ("schema.py", "signing/keys.py", "key.py", "cue_record.py"):
        found.remove(EXTRACT / names_keys)  # the names of the keys are words themselves
    return sorted([*found, ROOT / "workbench" / "domain" / "segment.py"])


@lru_cache(maxsize=1)
def _found() -> dict[str, set[str]]:
    return {
        str(path.relative_to(ROOT / "workbench")): words
        for path in _modules()
        if (words := words_compared(path.read_text(encoding="utf-8")))
    }


@lru_cache(maxsize=1)
def _listed() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(LISTED.read_text(encoding="utf-8"))


def _allowed() -> dict[str, set[str]]:
    allowed: defaultdict[str, set[str]] = defaultdict(set)
    for part in _listed().values():
        for module, words in part.items():
            allowed[module].update(words)
    return allowed


def test_no_word_of_a_language_stands_in_python() -> None:
    allowed = _allowed()
    new = {
        module: sorted(more)
        for module, words in _found().items()
        if (more := words - allowed.get(module, set()))
    }
    assert not new, "move these words to the language folders (extract/lang)"


def test_what_is_left_still_occurs() -> None:
    found = _found()
    gone = {
        module: sorted(more)
        for module, words in _allowed().items()
        if (more := words - found.get(module, set()))
    }
    assert not gone, "take these words out of language_words.toml"


def test_what_is_left_only_shrinks() -> None:
    left = {"quotes": 0, "rest": 0}
    for module, words in _listed()["words"].items():
        left["quotes" if module.startswith("extract/quotes/") else "rest"] += len(words)
    assert left == WORDS_LEFT


def test_words_are_found_however_they_are_compared() -> None:
    source = '''
"""Not in "yang"."""
_SOME = ("kemarin", "x")
_PIECE = r"(?:dari|[a-z]oleh)\\s"
def f(word, lex):
    """Nor "untuk"."""
    if word == "dan" or word in {"atau": 1} or word.endswith("nya") or lex.set("frames", "past"):
        return {"tidak"}
    match word:
        case "belum":
            return re.compile(f"{word}(?P<bahwa>sudah)")
'''
    assert words_compared(source) == {
        "dan", "atau", "nya", "tidak", "belum", "kemarin", "dari", "oleh", "sudah",
    }  # fmt: skip
