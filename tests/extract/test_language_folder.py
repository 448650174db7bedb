"""docs/language.md: its tables are those of the schema, its first example works as printed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from workbench.domain.fact import Quote
from workbench.extract import extract
from workbench.extract.build.keys_page import written

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
FILES = re.compile(r"<!-- nl/(\w+\.toml) -->\n```toml\n(.*?)```", re.DOTALL)
COMMAND = re.compile(
    r"<!-- try it -->\n```\necho '(.*?)' \| workbench facts --jsonl\n```", re.DOTALL
)


def test_the_tables_are_those_of_the_schema() -> None:
    """After a change: python -m workbench.extract.build.keys_page docs/language.md"""
    page = PAGE.read_text(encoding="utf-8")
    assert page == written(page)


def printed() -> tuple[dict[str, str], str]:
    """The files of the example, and the document that it is tried with."""
    page = PAGE.read_text(encoding="utf-8")
    command = COMMAND.search(page)
    assert command
    return dict(FILES.findall(page)), command.group(1)


@pytest.fixture(scope="module")
def dutch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the folder of the example in it."""
    copy = tmp_path_factory.mktemp("dutch")
    package = Path(workbench.__file__).parent
    shutil.copytree(package, copy / "workbench", ignore=shutil.ignore_patterns("__pycache__"))
    folder = copy / "workbench" / "extract" / "lang" / "nl"
    folder.mkdir()
    for name, words in printed()[0].items():
        (folder / name).write_text(words, encoding="utf-8")
    return copy


def found(copy: Path, *documents: dict[str, str]) -> list[list[dict[str, object]]]:
    """The facts of each document by the package's copy."""
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "facts", "--jsonl"],
        input="".join(f"{json.dumps(document)}\n" for document in documents),
        capture_output=True,
        text=True,
        check=False,
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PYTHONUTF8": "1", "HOME": str(copy)},
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["facts"] for line in done.stdout.splitlines()]


def speakers(facts: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    quotes = [(fact, fact["attributes"]) for fact in facts if fact["kind"] == "quote"]
    return [
        (fact["rule"], fact["exact"], attributes["speaker"] and attributes["speaker"]["exact"])
        for fact, attributes in quotes
        if isinstance(attributes, dict)
    ]


def test_eight_lines_find_a_dutch_quotation(dutch: Path) -> None:
    files, document = printed()
    assert sum(len(words.splitlines()) for words in files.values()) == 8
    (facts,) = found(dutch, json.loads(document))
    assert speakers(facts) == [
        ("nl.quote.direct.cue_after", "“De brug blijft dicht,”", "Jan de Vries")
    ]


def test_without_them_nobody_speaks() -> None:
    facts = extract(json.loads(printed()[1])["text"], lang="nl")
    assert not [fact for fact in facts if isinstance(fact.attributes, Quote)]


@pytest.mark.parametrize(
    ("text", "rule", "said", "speaker"),
    [
        (
            "Burgemeester Jan de Vries zei dat de brug dicht blijft.",
            "nl.quote.indirect.subject_cue",
            "de brug dicht blijft",
            "Burgemeester Jan de Vries",
        ),
        (
            "De brug blijft dicht, aldus Jan de Vries.",
            "nl.quote.indirect.cue_after",
            "De brug blijft dicht",
            "Jan de Vries",
        ),
    ],
)
def test_they_find_indirect_speech_too(
    dutch: Path, text: str, rule: str, said: str, speaker: str
) -> None:
    (facts,) = found(dutch, {"lang": "nl", "text": text})
    assert speakers(facts) == [(rule, said, speaker)]
