"""move: everything to another place."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import Cli

SECRET = "rahasia123"


def test_everything_is_at_the_new_place_and_stays_at_the_old(
    annotated: Cli, tmp_path: Path
) -> None:
    here = annotated.good("verify").err
    moved = annotated.good("move", "--to", tmp_path / "moved.db")
    entries = annotated.good("log", "--json").records
    assert f"{len(entries)} journal entries, head {entries[0]['hash'][:12]}" in moved.err
    assert moved.raw == b""
    assert annotated.good("verify", "--db", tmp_path / "moved.db").err == here
    assert annotated.good("verify").err == here
    listed = annotated.good("list", "--json").raw
    assert annotated.good("list", "--json", "--db", tmp_path / "moved.db").raw == listed


def test_a_file_that_is_there_is_left_alone(annotated: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.db").write_bytes(b"mine")
    done = annotated("move", "--to", tmp_path / "mine.db")
    assert done.code == 2
    assert "is there already" in done.err
    assert (tmp_path / "mine.db").read_bytes() == b"mine"


def test_a_password_in_an_address_is_refused_and_not_told_again(annotated: Cli) -> None:
    pytest.importorskip("psycopg")
    for address in (
        f"postgresql://ana:{SECRET}@127.0.0.1/bench",
        f"postgresql://127.0.0.1/bench?password={SECRET}",
    ):
        done = annotated("move", "--to", address)
        assert done.code == 2
        assert "password" in done.err
        assert SECRET not in done.err + done.out


def test_a_server_that_does_not_answer_is_3(annotated: Cli) -> None:
    pytest.importorskip("psycopg")
    done = annotated("move", "--to", "postgresql://127.0.0.1:1/bench?connect_timeout=2")
    assert done.code == 3
    assert "does not answer" in done.err
