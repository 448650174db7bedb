"""docs/cli.md against the program."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import pytest
from cli_schemas import check, shipped

from workbench.cli.main import EXIT_CODES, build_parser
from workbench.cli.reference import SHAPES, load_schema, markdown, verbs_of
from workbench.domain.filter.fields import ARTICLE_FIELDS, CLAIM_FIELDS
from workbench.services.exporting import list_formats
from workbench.services.readers import list_readers

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
PARSERS = verbs_of(build_parser())


def _section(title: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    assert PAGE.count(f"\n{title}\n") == 1, title
    return PAGE.partition(f"\n{title}\n")[2].partition("\n#")[0]


def test_the_page_is_what_the_program_says() -> None:
    """After a change: python -m workbench.cli.reference > docs/cli.md"""
    assert markdown() == PAGE


@pytest.mark.parametrize("columns", ["20", "300"])
def test_the_page_does_not_depend_on_the_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert markdown() == PAGE


@pytest.mark.parametrize("verb", PARSERS)
def test_every_verb_and_each_of_its_arguments_is_documented(verb: str) -> None:
    section = _section(f"### workbench {verb}")
    for action in PARSERS[verb]._actions:
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
            continue
        if action.dest in ("db", "analyst"):
            assert action.option_strings[0] in PAGE
            continue
        assert action.help
        assert action.help in section
        for option in action.option_strings:
            assert f"`{option}" in section


def test_every_exit_code_is_documented() -> None:
    section = _section("## Exit codes")
    for code in (*EXIT_CODES, "0", "1", "2", "3", "4", "70", "130", "128+n"):
        assert f"| {code} |" in section


def test_every_field_and_format_is_documented() -> None:
    filters = PAGE.partition("\n## Filters\n")[2].partition("\n## ")[0]
    for field in (*ARTICLE_FIELDS, *CLAIM_FIELDS):
        assert f"| `{field}` |" in filters
    for one in list_formats():
        section = _section(f"### {one['name']}")
        assert one["lost"] in section
        assert all(f"| `{option['name']}` |" in section for option in one["options"])


@pytest.mark.parametrize("one", list_readers(), ids=lambda one: str(one["name"]))
def test_every_reader_is_documented(one: dict[str, Any]) -> None:
    (row,) = re.findall(rf"^\| {one['name']} \|.*$", _section("### workbench import"), re.M)
    assert [one["title"], one["media_type"], one["needs"] or "", one["lost"]] == [
        cell.strip() for cell in row.split("|")[3:-1]
    ]
    assert all(f"`{ending}`" in row for ending in one["extensions"])
    manual = re.sub(r"\s+", " ", (ROOT / "docs" / "workbench.1").read_text("utf-8"))
    for verb in ("import", "open"):
        section = manual.partition(f".SS {verb} ")[2].partition(".SS ")[0]
        assert f"{one['name']} ({', '.join(one['extensions'])})" in section


def test_every_verb_that_prints_json_names_its_shape() -> None:
    printing = {
        name
        for name, parser in PARSERS.items()
        if any({"--json", "--jsonl"} & {*action.option_strings} for action in parser._actions)
    }
    assert printing == {verb for verbs in SHAPES.values() for verb in verbs}
    for shape, verbs in SHAPES.items():
        assert _section(f"### {shape}")
        for verb in verbs:
            assert f"[{shape}](#{shape})" in _section(f"### workbench {verb}")


def _exact_spans(value: Any) -> list[dict[str, Any]]:
    found = []
    if isinstance(value, dict):
        found = [value] if isinstance(value.get("start"), int) and "exact" in value else []
        value = list(value.values())
    if isinstance(value, list):
        found += [span for item in value for span in _exact_spans(item)]
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_every_example_follows_its_schema_and_its_own_offsets(shape: str) -> None:
    examples = load_schema(shape)["examples"]
    check(examples, shape)
    for span in _exact_spans(examples):
        assert span["end"] - span["start"] == len(span["exact"])
    printed = _section(f"### {shape}").partition("```json\n")[2].partition("```")[0]
    assert json.loads(printed) == examples[0]


def test_every_schema_that_is_shipped_is_printed_or_part_of_another() -> None:
    named = json.dumps([*shipped().values()])
    for name in set(shipped()) - set(SHAPES) - {"export"}:
        assert f'"$ref": "{name}.json' in named
