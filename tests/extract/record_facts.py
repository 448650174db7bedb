"""What decides facts, as one digest, and the facts of the shipped texts, as another.

`EXTRACTOR` (workbench/extract/document.py) is what tells a database that its facts are old. When a
rule changes and the number does not, databases keep facts that nobody would find today. So the
digests stand recorded beside the number, a test compares, and this program records anew:

    python tests/extract/record_facts.py

It refuses where the facts of the shipped texts changed under the same number, unless told that no
release had that number yet (`--unreleased`): then no database has facts by it. Where it finds no
difference, more texts tell more: diff_facts.py compares two checkouts over any.
"""

from __future__ import annotations

import ast
import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
RECORD = HERE / "extractor.toml"
TEXTS = (
    ROOT / "sample_data" / "articles" / "wire.jsonl",
    *sorted((ROOT / "sample_data" / "articles").glob("*.txt")),
    ROOT / "tests" / "measure" / "own_gold.jsonl",
    HERE / "texts.jsonl",
)
"""The shipped texts: the sample set, the gold of our own, and sentences out of the tests."""
DECIDES_NOTHING = {"workbench/__init__.py", "workbench/errors.py"}
"""What the extractor imports that no fact depends on."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What stands in RECORD."""

    extractor: str
    decides: str
    facts: str

    @classmethod
    def read(cls) -> Recorded:
        """The record as it is."""
        return cls(**tomllib.loads(RECORD.read_text("utf-8")))

    def write(self) -> None:
        """Put this in its place."""
        RECORD.write_text(
            "# Written by `python tests/extract/record_facts.py`, never by hand; in a merge "
            "conflict\n# take either side and run that again.\n"
            f'extractor = "{self.extractor}"\ndecides = "{self.decides}"\nfacts = "{self.facts}"\n',
            encoding="utf-8",
        )


# What decides facts ----------------------------------------------------------------------------


def what_decides(root: Path = ROOT) -> str:
    """The digest of the extractor's code, data and weights: comments, docstrings and layout leave
    it as it is, any Python that runs this gives the same."""
    digest = sha256()
    for path in files_that_decide(root):
        digest.update(f"{path.relative_to(root).as_posix()}\0{meaning_of(path)}\0".encode())
    return digest.hexdigest()


def files_that_decide(root: Path = ROOT) -> list[Path]:
    """The files that it is made of, in their order."""
    return sorted((*_modules(root), *_data(root)), key=str)


def _modules(root: Path) -> set[Path]:
    """The extractor's modules and what they import of ours, to the end."""
    found: set[Path] = set()
    waiting = [root / "workbench" / "extract" / "__init__.py"]
    while waiting:
        path = waiting.pop()
        if path in found or path.relative_to(root).as_posix() in DECIDES_NOTHING:
            continue
        found.add(path)
        for name in _imported(ast.parse(path.read_bytes())):
            place = root.joinpath(*name.split("."))
            options = (place.with_suffix(".py"), place / "__init__.py")
            waiting += [option for option in options if option.is_file()]
    return found


def _imported(tree: ast.Module) -> Iterator[str]:
    """Full names of modules of ours that are imported; some are names in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "workbench")


def _data(root: Path) -> Iterator[Path]:
    """Everything else in the extractor's folder but the recipes of its lists and weights."""
    folder = root / "workbench" / "extract"
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and path.suffix != ".py" and not {"build", "__pycache__"} & {*parts}:
            yield path


def meaning_of(path: Path) -> str:
    """What of a file can decide a fact."""
    return _meaning(path.suffix, path.read_bytes())


@cache
def _meaning(suffix: str, content: bytes) -> str:
    if suffix == ".py":
        return repr(_shape(ast.parse(content)))
    if suffix == ".toml":
        return json.dumps(tomllib.loads(content.decode()), ensure_ascii=False, default=str)
    return sha256(content).hexdigest()


def _shape(node: object) -> object:
    """A syntax tree as plain values, without the words that only people read. What is empty is left
    out: later Pythons have more fields."""
    if isinstance(node, ast.AST):
        fields = ((name, _shape(value)) for name, value in ast.iter_fields(node) if value)
        constant: tuple[object, ...] = ()
        if isinstance(node, ast.Constant | ast.MatchSingleton):
            constant = (repr(node.value),)
        return (type(node).__name__, *constant, *sorted(fields, key=lambda field: field[0]))
    if isinstance(node, list):
        return [_shape(one) for one in node if not _is_docstring(one)]
    return repr(node)


def _is_docstring(node: object) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


# The facts of the shipped texts ----------------------------------------------------------------


def documents() -> Iterator[dict[str, Any]]:
    """The shipped texts, as `facts --jsonl` takes them."""
    from workbench.extract import recognise

    for path in TEXTS:
        if path.suffix == ".jsonl":
            for number, line in enumerate(path.read_bytes().splitlines(), 1):
                record = json.loads(line)
                text, lang = record["text"], record.get("lang") or ""
                published = record.get("published") or ""
                yield {
                    "id": f"{path.name}:{number}",
                    "text": text,
                    "lang": lang or recognise(text).lang,
                    "published": published,
                }
        else:
            text = path.read_text("utf-8")
            yield {"id": path.name, "text": text, "lang": recognise(text).lang, "published": ""}


def facts_found() -> str:
    """The digest of all facts that today's rules find in them."""
    from workbench.extract import extract

    digest = sha256()
    for document in documents():
        anchor = document["published"][:10] or None
        basis = "metadata" if anchor else None
        found = extract(document["text"], lang=document["lang"], anchor=anchor, anchor_basis=basis)
        facts = [replace(fact, extractor="").to_record() for fact in found]
        digest.update(json.dumps([document["id"], facts], sort_keys=True).encode())
    return digest.hexdigest()


# Recording -------------------------------------------------------------------------------------

UNRELEASED = "--unreleased"
"""The option that says: this number stands in no release."""
HOW = """\
What decides facts (workbench/extract and what it imports, its data and weights) is not what was
recorded with {recorded}.
  See what changes:   python tests/extract/diff_facts.py main [FILE.jsonl ...]
  Facts are the same: python tests/extract/record_facts.py
  Facts change:       EXTRACTOR = "{next}" in workbench/extract/document.py, then the same."""


def problem() -> str:
    """What is wrong between the record and the extractor, and what to do; empty when nothing is."""
    from workbench.extract import EXTRACTOR

    recorded = Recorded.read()
    following = next_number(recorded.extractor)
    if what_decides() != recorded.decides:
        words = HOW.format(recorded=recorded.extractor, next=following)
        if recorded.extractor != EXTRACTOR:
            return f"{words}\nEXTRACTOR is {EXTRACTOR} already: the command is all that is missing."
        if facts_found() != recorded.facts:
            return f"{words}\nThe facts of the shipped texts have changed: it needs the new number."
        return (
            f"{words}\n"
            "If those of other texts differ, say of a new language, it needs the new number.\n"
            "The facts of the shipped texts are the same; others may differ."
        )
    if recorded.extractor != EXTRACTOR:
        return f"EXTRACTOR is {EXTRACTOR}, and {recorded.extractor} was recorded."
    if facts_found() != recorded.facts:
        return "The rules are as recorded and find other facts: do they depend on this machine?"
    return ""


def next_number(extractor: str) -> str:
    """The number that comes after."""
    name, _, number = extractor.partition("/")
    return f"{name}/{int(number) + 1}"


def main(*options: str) -> int:
    """Record; 1 where the facts changed, and neither did the number nor is it unreleased."""
    from workbench.extract import EXTRACTOR

    now = Recorded(EXTRACTOR, what_decides(), facts_found())
    if RECORD.exists() and UNRELEASED not in options:
        before = Recorded.read()
        if now.extractor == before.extractor and now.facts != before.facts:
            print(
                f"The facts of the shipped texts are not those of {before.extractor}. Write\n"
                f'EXTRACTOR = "{next_number(before.extractor)}" into '
                "workbench/extract/document.py, then run this again; with "
                f"{UNRELEASED} where no release had {before.extractor} yet.\n"
                "What changed: python tests/extract/diff_facts.py main"
            )
            return 1
    now.write()
    print(f"{now.extractor} is recorded in {RECORD.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(*sys.argv[1:]))
