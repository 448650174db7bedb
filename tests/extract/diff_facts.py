"""The difference between the facts that two states of the rules find, by text, kind and count.

    python tests/extract/diff_facts.py BEFORE [FILE.jsonl ...]     BEFORE: a revision or a checkout
    python tests/extract/diff_facts.py --outputs BEFORE.jsonl AFTER.jsonl

The first form runs `workbench facts --jsonl` of BEFORE and of the checkout that this file stands
in over the files (JSON Lines as that verb takes them), without any over the shipped texts; the
second compares what it printed. Exit code 0: the same, 1: different.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

Fact = Mapping[str, Any]
SAME, GONE, NEW, CHANGED = "same", "gone", "new", "changed"
_MARKS = {GONE: "-", NEW: "+", CHANGED: "~"}
_WIDEST = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is not what it was."""

    what: str
    before: Fact
    after: Fact

    def __str__(self) -> str:
        fact = self.after or self.before
        place = f"{fact['kind']} {fact['start']}-{fact['end']} {fact['rule']}"
        words = " ".join(fact["exact"].split())[:_WIDEST]
        changes = ""
        if self.what == CHANGED:
            names = [name for name in fact if self.before.get(name) != self.after.get(name)]
            changes = "".join(
                f"\n      {name}: {_brief(self.before.get(name))} -> {_brief(self.after.get(name))}"
                for name in names
            )
        return f"  {_MARKS[self.what]} {place} “{words}”{changes}"


def _brief(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)[: 3 * _WIDEST]


def compare(
    before: Sequence[Fact], after: Sequence[Fact]
) -> tuple[list[Difference], Counter[tuple[str, str]]]:
    """What differs in one text, in its order, and (kind, same, gone, new or changed) -> count."""
    old, new = ({fact["id"]: _bare(fact) for fact in side} for side in (before, after))
    found = []
    counts: Counter[tuple[str, str]] = Counter()
    for identity in sorted({*old, *new}, key=lambda one: _place(old.get(one) or new[one])):
        one, other = old.get(identity, {}), new.get(identity, {})
        what = SAME if one == other else GONE if not other else NEW if not one else CHANGED
        counts[(other or one)["kind"], what] += 1
        if what != SAME:
            found.append(Difference(what, one, other))
    return found, counts


def _bare(fact: Fact) -> Fact:
    return {name: value for name, value in fact.items() if name != "extractor"}


def _place(fact: Fact) -> tuple[int, int, str]:
    return fact["start"], fact["end"], fact["kind"]


def report(before: Iterable[Fact], after: Iterable[Fact], *, show: int) -> Iterator[str]:
    """Lines that tell the answers of two runs over the same texts apart; one line where they are
    the same. show: how many texts are printed."""
    counts: Counter[tuple[str, str]] = Counter()
    texts = different = 0
    for one, other in zip(before, after, strict=True):
        texts += 1
        if one["id"] != other["id"]:
            raise ValueError(f"these are not the same texts: {one['id']!r}, {other['id']!r}")
        found, its = compare(one.get("facts", ()), other.get("facts", ()))
        counts += its
        if found or one.get("error") != other.get("error"):
            different += 1
            if different <= show:
                yield f"{one['id']}: {one.get('error', '')}{other.get('error', '')}"
                yield from map(str, found)
    yield f"{texts} texts, {different} of them different"
    if different:
        yield from _table(counts)


def _table(counts: Mapping[tuple[str, str], int]) -> Iterator[str]:
    columns = (SAME, GONE, NEW, CHANGED)
    yield f"{'kind':14}" + "".join(f"{name:>9}" for name in columns)
    for kind in sorted({kind for kind, _ in counts}):
        yield f"{kind:14}" + "".join(f"{counts.get((kind, name), 0):9}" for name in columns)


def answers(checkout: Path, lines: bytes) -> list[Fact]:
    """What `workbench facts --jsonl` of a checkout says of these documents."""
    command = [sys.executable, "-m", "workbench", "facts", "--jsonl"]
    done = subprocess.run(command, cwd=checkout, input=lines, stdout=subprocess.PIPE)
    return _answers_in(done.stdout)


def _answers_in(lines: bytes) -> list[Fact]:
    return [json.loads(line) for line in lines.splitlines()]


def _revision(name: str, folder: Path) -> Path:
    """The package as it was in a revision, in a folder."""
    command = ["git", "-C", str(ROOT), "archive", name, "workbench"]
    done = subprocess.run(command, capture_output=True)
    if done.returncode:
        raise SystemExit(f"{name!r} is no checkout and no revision: {done.stderr.decode()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _documents(files: Sequence[Path]) -> bytes:
    if files:
        return b"".join(path.read_bytes().rstrip(b"\n") + b"\n" for path in files)
    from record_facts import documents

    return b"".join(json.dumps(document).encode() + b"\n" for document in documents())


def main(words: Sequence[str] | None = None) -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("before", help="a revision, a checkout, or an output with --outputs")
    parser.add_argument("files", nargs="*", type=Path, help="JSON Lines of texts")
    parser.add_argument("--outputs", action="store_true", help="compare two outputs")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="so many texts")
    given = parser.parse_args(words)
    if given.outputs:
        sides = [Path(given.before), *given.files]
        if len(sides) != 2:
            parser.error("--outputs takes two files")
        before, after = (_answers_in(side.read_bytes()) for side in sides)
    else:
        lines = _documents(given.files)
        with TemporaryDirectory() as folder:
            is_checkout = (Path(given.before) / "workbench").is_dir()
            checkout = Path(given.before) if is_checkout else None
            before = answers(checkout or _revision(given.before, Path(folder)), lines)
        after = answers(ROOT, lines)
    printed = list(report(before, after, show=given.show))
    print("\n".join(printed))
    return int(not printed[-1].endswith(" 0 of them different"))


if __name__ == "__main__":
    sys.exit(main())
