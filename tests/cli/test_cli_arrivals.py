"""What came in with annotations and waits: two databases on the command line, and the answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import Cli
from cli_schemas import check


@pytest.fixture
def file(cli: Cli, tmp_path: Path) -> Path:
    """A set that the second database has changed after it came from the first, which has too."""
    there, file = str(tmp_path / "there.db"), tmp_path / "set.jsonl"
    cli.good("tags", "add", "banjir", "--article", "1")
    cli.good("set", "1", "author=Sari")
    cli.good("export", "--format", "jsonl", "--out", str(file))
    cli.good("--db", there, "annotations", "import", str(file))
    cli.good("set", "1", "title=Di sini")
    cli.good("--db", there, "set", "1", "title=Di sana")
    cli.good("--db", there, "tags", "remove", "banjir")
    cli.good("--db", there, "export", "--format", "jsonl", "--out", str(file))
    return file


def taken_in(cli: Cli, file: Path) -> str:
    return cli.good("annotations", "import", str(file)).err.strip()


def title(cli: Cli) -> str:
    (record,) = cli.good("list", "--where", "number:1", "--json").records
    return str(record["title"])


def test_what_both_changed_waits_and_the_rest_is_taken(cli: Cli, file: Path) -> None:
    assert cli.good("arrivals").err.strip() == "nothing waits"
    first = taken_in(cli, file)
    assert "1 changed here too, and there; workbench arrivals" in first
    assert "undo" not in first
    assert cli.good("tags", "list").lines == []
    records = cli.good("arrivals", "--json").records
    check(records, "arrival")
    (one,) = records
    assert (one["kind"], one["entity"], one["number"]) == ("conflict", "metadata", 1)
    assert (one["ours"]["title"], one["theirs"]["title"]) == ("Di sini", "Di sana")
    (line,) = cli.good("arrivals", "list").lines
    assert line.split()[:4] == [one["uid"][:8], "conflict", "metadata", "#1"]
    shown = cli.good("arrivals", "show", one["uid"][:8]).lines
    assert cli.good("arrivals", "show").lines == shown
    assert shown[-2:] == ["title, yours: Di sini", "title, theirs: Di sana"]
    check(cli.good("arrivals", "show", one["uid"], "--json").records, "arrival")
    again = taken_in(cli, file)
    assert "0 annotations and sources taken in" in again
    assert "nothing was recorded, so undo takes back what you did before" in again
    (record,) = cli.good("annotations", "import", str(file), "--json").records
    check([record], "taken")
    assert record["act"] is None
    assert len(cli.good("arrivals").lines) == 1


def test_answers_are_acts_that_undo_takes_back(cli: Cli, file: Path) -> None:
    taken_in(cli, file)
    (one,) = cli.good("arrivals", "--json").records
    assert cli.good("arrivals", "take", one["uid"][:8]).err.startswith(
        "take: metadata “Di sana” of #1, from set.jsonl"
    )
    assert title(cli) == "Di sana"
    assert cli.good("arrivals").lines == []
    cli.good("undo")
    assert title(cli) == "Di sini"
    cli.good("arrivals", "keep", "--file", "set.jsonl")
    assert (title(cli), cli.good("arrivals").lines) == ("Di sini", [])
    assert cli("arrivals", "keep", "--file", "set.jsonl").code == 4
    assert cli("arrivals", "keep", one["uid"][:8]).code == 2
    assert cli.good("verify").code == 0


def test_what_cannot_be_answered_so_says_why(cli: Cli, file: Path) -> None:
    taken_in(cli, file)
    (one,) = cli.good("arrivals", "--json").records
    done = cli("arrivals", "drop", one["uid"][:8])
    assert (done.code, "conflict" in done.err) == (2, True)
    assert cli("arrivals", "drop", "--file", "set.jsonl").err.strip() == "nothing changed"
    assert cli("arrivals", "take").code == 2
    assert cli("arrivals", "take", "ffffffff").code == 4
    assert cli("arrivals", "place", one["uid"][:8], "--at", "a-b").code == 2
    assert cli("arrivals", "place", one["uid"][:8], "--at", "0-4").code == 2
    assert len(cli.good("arrivals").lines) == 1


def test_rows_of_what_waits_tell_its_words_and_call_sources_by_their_names(
    cli: Cli, tmp_path: Path
) -> None:
    there, file = str(tmp_path / "there.db"), tmp_path / "set.jsonl"
    cli.good("set", "1", "outlet=Radio Pagi")
    cli.good("export", "--format", "jsonl", "--out", str(file))
    cli.good("--db", there, "annotations", "import", str(file))
    cli.good("set", "1", "outlet=Radio Siang")
    cli.good("--db", there, "set", "1", "outlet=Radio Malam")
    cli.good("--db", there, "export", "--format", "jsonl", "--out", str(file))
    taken_in(cli, file)
    (line,) = cli.good("arrivals").lines
    assert line.endswith("outlet: Radio Malam; yours: Radio Siang")
