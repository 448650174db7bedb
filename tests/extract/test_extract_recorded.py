"""The rules' number cannot go stale: what decides facts is recorded beside it, and compared."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import diff_facts
import pytest
import record_facts

from workbench.extract import EXTRACTOR

ROOT = record_facts.ROOT
DOCUMENT, RECORD = "workbench/extract/document.py", "tests/extract/extractor.toml"


def test_what_decides_facts_is_what_was_recorded_with_the_number() -> None:
    assert not (words := record_facts.problem()), f"\n\n{words}\n"


# what decides

DECIDING = {
    "workbench/extract/pipeline.py": ("return", "pass; return"),
    "workbench/domain/fact.py": ("CHECK_WORTHY = 0.6", "CHECK_WORTHY = 0.65"),
    "workbench/extract/lang/id/pronouns.toml": ('"dia"', '"diya"'),
    "workbench/extract/places.tsv": ("a", "b"),
    "workbench/extract/lang/id/tagger.tsv": ("1", "2"),
}
"""File -> an edit that could change a fact."""


@pytest.mark.parametrize("name", DECIDING)
def test_code_data_and_weights_decide(name: str, tmp_path: Path) -> None:
    path = ROOT / name
    assert path in record_facts.files_that_decide()
    edited = tmp_path / path.name
    shutil.copy(path, edited)
    assert record_facts.meaning_of(edited) == record_facts.meaning_of(path)
    edit(tmp_path, path.name, *DECIDING[name])
    assert record_facts.meaning_of(edited) != record_facts.meaning_of(path)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (DOCUMENT, '"""The', '"""Said otherwise. The'),
        (DOCUMENT, "\nEXTRACTOR =", "\n\n# a reason\nEXTRACTOR ="),
        (DOCUMENT, "\n\n\n", "\n\n\n\n\n"),
        ("workbench/extract/lang/id/pronouns.toml", "\n", "\n\n# for whoever reads it\n"),
    ],
)
def test_words_for_people_and_layout_decide_nothing(
    name: str, old: str, new: str, tmp_path: Path
) -> None:
    path = ROOT / name
    shutil.copy(path, tmp_path)
    edit(tmp_path, path.name, old, new)
    assert record_facts.meaning_of(tmp_path / path.name) == record_facts.meaning_of(path)


def test_what_the_extractor_never_reaches_decides_nothing() -> None:
    rooms = {path.relative_to(ROOT).parts[1] for path in record_facts.files_that_decide()}
    assert rooms == {"extract", "domain"}
    assert not [path for path in record_facts.files_that_decide() if "build" in path.parts]


# recording


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The extractor with what it imports, a few of the texts and a record, to be changed."""
    leave = shutil.ignore_patterns("__pycache__", "tui", "build")
    shutil.copytree(ROOT / "workbench", tmp_path / "workbench", ignore=leave)
    places = []
    for path in (path for path in record_facts.TEXTS if path.suffix == ".jsonl"):
        places.append(tmp_path / path.relative_to(ROOT))
        places[-1].parent.mkdir(parents=True, exist_ok=True)
        places[-1].write_bytes(b"\n".join(path.read_bytes().splitlines()[-3:]))
    shutil.copy(record_facts.__file__, tmp_path / "tests" / "extract")
    monkeypatch.setattr(record_facts, "TEXTS", tuple(places))
    monkeypatch.setattr(record_facts, "RECORD", tmp_path / "tests" / "extract" / "extractor.toml")
    facts, decides = record_facts.facts_found(), record_facts.what_decides()
    record_facts.Recorded(EXTRACTOR, decides, facts).write()
    return tmp_path


def edit(copy: Path, name: str, old: str, new: str, *, count: int = -1) -> None:
    path = copy / name
    words = path.read_text("utf-8")
    assert old in words, (name, old)
    path.write_text(words.replace(old, new, count), encoding="utf-8")


ASKED = """
import json, sys
sys.path.insert(0, "tests/extract")
from record_facts import main, problem
print(json.dumps([problem(), main(), problem()]))
"""


def asked(copy: Path, code: str = ASKED) -> tuple[str, str, int, str]:
    """What the test says there, what the program that records answers, with its exit code, and
    what the test says then."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    *answer, last = done.stdout.splitlines()
    said, exit_code, then = json.loads(last)
    return said, "\n".join(answer), exit_code, then


def test_a_change_asks_to_be_recorded_and_other_facts_ask_for_a_number(copy: Path) -> None:
    edit(copy, DOCUMENT, "\nEXTRACTOR =", "\nUNUSED = 1\nEXTRACTOR =")
    said, answer, code, then = asked(copy)
    assert "python tests/extract/diff_facts.py main" in said
    assert said.endswith("The facts of the shipped texts are the same; others may differ.")
    assert (answer, code, then) == (f"{EXTRACTOR} is recorded in {RECORD}", 0, "")

    following = record_facts.next_number(EXTRACTOR)
    edit(copy, "workbench/extract/lang/en/cues.toml", '"said"', '"sayd"')
    said, answer, code, then = asked(copy)
    assert said.endswith("it needs the new number.")
    assert f'EXTRACTOR = "{following}"' in answer
    assert (code, then) == (1, said)

    unreleased = ASKED.replace("main()", "main('--unreleased')")
    said, answer, code, then = asked(copy, unreleased)
    assert (answer, code, then) == (f"{EXTRACTOR} is recorded in {RECORD}", 0, "")

    edit(copy, DOCUMENT, EXTRACTOR, following)
    said, answer, code, then = asked(copy)
    assert said.endswith("the command is all that is missing.")
    assert (answer, code, then) == (f"{following} is recorded in {RECORD}", 0, "")


# the difference in words


def fact(start: int, end: int, **fields: object) -> dict[str, object]:
    place = {"id": f"quote-{start}-{end}", "kind": "quote", "start": start, "end": end}
    return {
        **place,
        "exact": "air naik",
        "rule": "r",
        "attributes": {},
        "extractor": "x/1",
    } | fields


def test_the_difference_is_told_by_text_kind_and_count() -> None:
    before = [
        {"id": 1, "facts": [fact(0, 8), fact(10, 18), fact(20, 28)]},
        {"id": 2, "facts": [fact(0, 8)]},
    ]
    after = [
        {"id": 1, "facts": [fact(0, 8, extractor="x/2"), fact(10, 19), fact(20, 28, rule="s")]},
        {"id": 2, "facts": [fact(0, 8)]},
    ]
    assert list(diff_facts.report(before, after, show=5)) == [
        "1: ",
        "  - quote 10-18 r “air naik”",
        "  + quote 10-19 r “air naik”",
        '  ~ quote 20-28 s “air naik”\n      rule: "r" -> "s"',
        "2 texts, 1 of them different",
        "kind               same     gone      new  changed",
        "quote                 2        1        1        1",
    ]
    assert list(diff_facts.report(before, before, show=5)) == ["2 texts, 0 of them different"]


def test_two_checkouts_are_compared_over_any_texts(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_text('{"id": 1, "text": "“We left,” said Mara Lind.", "lang": "en"}\n')
    assert diff_facts.main([str(copy), str(texts)]) == 0
    assert capsys.readouterr().out == "1 texts, 0 of them different\n"
    edit(copy, "workbench/extract/lang/en/cues.toml", '"said"', '"sayd"')
    assert diff_facts.main([str(copy), str(texts)]) == 1
    assert "quote 0-10 " in capsys.readouterr().out
