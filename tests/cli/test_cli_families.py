"""What sources belong to, said and listed on the command line."""

from __future__ import annotations

from cli_cases import Cli
from cli_schemas import check


def made(cli: Cli, name: str, kind: str = "outlet") -> str:
    return cli.good("sources", "add", name, "--kind", kind).out.strip()


def test_an_owner_is_said_ended_and_taken_back(cli: Cli) -> None:
    paper = made(cli, "Laut Pos")
    house = made(cli, "Grup Laut", "organisation")
    done = cli.good(
        "sources", "owner", "Laut Pos", house[:8], "--since", "2019-05", "--rationale", "laporan"
    )
    assert done.err.strip().endswith("Laut Pos to Grup Laut")
    assert (
        "  owned by Grup Laut since 2019-05  laporan  (ana)"
        in cli.good("sources", "show", "Laut Pos").lines
    )
    assert "  owns Laut Pos since 2019-05" in cli.good("sources", "show", "Grup Laut").lines
    assert any("Laut Pos, of Grup Laut" in line for line in cli.good("sources", "list").lines)
    (record,) = cli.good("sources", "families", "--json").records
    check([record], "belonging")
    assert (record["source"], record["owner"], record["tie"]) == (paper, house, "owned")
    assert cli.good("sources", "families").lines[0].startswith("Grup Laut  Laut Pos  owned by")
    cli.good("sources", "end", "Laut Pos", "--since", "2024")
    assert cli.good("sources", "families").lines == []
    records = cli.good("sources", "show", "Laut Pos", "--json").records
    check(records, "source")
    assert [one["owner"] for one in records[0]["belongings"]] == [house, None]
    cli.good("undo")
    assert len(cli.good("sources", "families").lines) == 1


def test_a_unit_is_part_of_a_body_unless_it_is_said_otherwise(cli: Cli) -> None:
    made(cli, "Kementerian Laut", "organisation")
    made(cli, "Negara Teluk", "organisation")
    cli.good("sources", "owner", "Kementerian Laut", "Negara Teluk")
    assert "  includes Kementerian Laut" in cli.good("sources", "show", "Negara Teluk").lines
    cli.good("sources", "owner", "Kementerian Laut", "Negara Teluk", "--as", "owned")
    assert "  owns Kementerian Laut" in cli.good("sources", "show", "Negara Teluk").lines


def test_proposals_are_listed_and_taken(cli: Cli) -> None:
    uid = made(cli, "detik.com")
    made(cli, "CNN Indonesia")
    records = cli.good("sources", "proposals", "--json").records
    check(records, "proposal")
    assert {one["name"]: one["owners"] for one in records} == {
        "CNN Indonesia": ["Trans Media", "CT Corp"],
        "detik.com": ["Trans Media", "CT Corp"],
    }
    (shown,) = (one for one in cli.good("sources", "proposals").lines if uid[:8] in one)
    assert "owned by Trans Media since 2011-08-03, of CT Corp" in shown
    assert any(
        line.startswith("  proposed: owned by Trans Media")
        for line in cli.good("sources", "show", "detik.com").lines
    )
    cli.good("sources", "take", "detik.com")
    assert [one["name"] for one in cli.good("sources", "proposals", "--json").records] == [
        "CNN Indonesia"
    ]
    cli.good("sources", "take", "--all")
    assert cli.good("sources", "proposals").lines == []
    assert cli.good("sources", "take", "--all").err.strip().endswith("nothing to take")


def test_what_cannot_be_meant_is_refused(cli: Cli) -> None:
    made(cli, "Laut Pos")
    made(cli, "Grup Laut", "organisation")
    for words, code in (
        (["owner", "Laut Pos", "Grup Lain"], 4),
        (["owner", "Laut Pos", "Laut Pos"], 2),
        (["owner", "Laut Pos", "Grup Laut", "--since", "kemarin"], 2),
        (["owner", "Laut Pos", "Grup Laut", "--as", "loan"], 2),
        (["end", "Laut Pos"], 2),
        (["take", "Laut Pos"], 2),
        (["take"], 2),
        (["take", "Laut Pos", "--all"], 2),
    ):
        assert cli("sources", *words).code == code, words
    assert cli.good("sources", "families").lines == []
