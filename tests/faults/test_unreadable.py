"""One row that cannot be read is left out and named once; every other one is there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli_cases import Cli, Done
from desk_driver import Desk, story
from faults_rows import Ground
from faults_used import used_database
from file_cases import damage

from workbench.errors import UnreadError
from workbench.store import open_store
from workbench.tui.pages.board import BoardPage

LISTS: tuple[tuple[str, ...], ...] = (
    ("list", "--json"),
    ("claims", "--json"),
    ("sources", "list", "--json"),
    ("sources", "families", "--json"),
    ("sources", "same", "--json"),
    ("credits", "list", "--json"),
    ("select", "list", "--json"),
    ("log", "--json", "--limit", "1000"),
    ("export", "--format", "jsonl", "--out", "-"),
)
UNLESS = "PRAGMA ignore_check_constraints = ON", "PRAGMA foreign_keys = OFF"
"""What a damaged page may say, no schema forbids."""
GARBAGE: dict[str, tuple[str, str]] = {
    "claim.parts": ("UPDATE claim SET parts = '7' WHERE id = 2", "claim "),
    "claim.state": ("UPDATE claim SET state = 'x' WHERE id = 2", "claim "),
    "hop.factuality": ("UPDATE hop SET factuality = 'x' WHERE claim_id = 1", "claim "),
    "decision.verdict": (
        "UPDATE decision SET verdict = 'x' WHERE article_id = 1 AND start = "
        "(SELECT min(start) FROM decision WHERE article_id = 1)",
        "decision ",
    ),
    "decision.kind": ("UPDATE decision SET kind = 'x:y' WHERE start = 0 AND article_id = 1",
                      "decision "),
    "relay.reach": (
        "UPDATE relay SET reach = 'x' WHERE uid = (SELECT min(uid) FROM relay)", "relay "
    ),
    "relay.paragraph": (
        "UPDATE relay SET paragraph = '7', reach = 'paragraph' "
        "WHERE uid = (SELECT min(uid) FROM relay)",
        "relay ",
    ),
    "note.parts": (
        "UPDATE note SET parts = 'x' WHERE uid = (SELECT min(uid) FROM note WHERE start = 0)",
        "note ",
    ),
    "nothing_here.end": (
        'UPDATE nothing_here SET "end" = "end" + 1 WHERE (article_id, start, analyst) = '
        "(SELECT article_id, start, analyst FROM nothing_here LIMIT 1)",
        "nothing ",
    ),
    "link.kind": (
        "UPDATE link SET kind = 'x' WHERE uid = (SELECT min(uid) FROM link)", "link "
    ),
    "likeness.kind": ("UPDATE likeness SET kind = 'x'", "a likeness of article #"),
    "article_state.state": (
        "UPDATE article_state SET state = 'x' WHERE article_id = 1 AND analyst = 'ana'",
        "a state of article #1",
    ),
    "article.extra": ("UPDATE article SET extra = '[1' WHERE id = 3", "article #3"),
    "article.published_precision": (
        "UPDATE article SET published_precision = 'x' WHERE id = 3", "the date of article #3"
    ),
    "source.kind": ("UPDATE source SET kind = 'x' WHERE id = 2", "source "),
    "belonging.tie": (
        "INSERT INTO belonging(uid, source, owner, tie, since, analyst, rationale, at) "
        "SELECT 'b', uid, NULL, 'x', '', 'ana', '', '' FROM source WHERE id = 2",
        "belonging b",
    ),
    "selection.ordered": (
        "UPDATE selection SET ordered = 'x' WHERE uid = (SELECT min(uid) FROM selection)",
        "selection ",
    ),
    "carried.steps": (
        "INSERT INTO carried SELECT uid, '[\"AFP\"]' FROM claim WHERE id = 2",
        "carried steps of claim ",
    ),
    "habit.reads": (
        "INSERT INTO habit(outlet, kind, phrase, reads, analyst, at) "
        "SELECT uid, 'reach', 'dilansir …', 'x', 'ana', '' FROM source",
        "habit ",
    ),
    "journal.body": ("UPDATE journal SET body = '{' WHERE seq = 9", "journal entry 9"),
    "bytes in a claim": (
        "UPDATE claim SET topic = CAST(x'ff41' AS TEXT) WHERE id = 2", "bytes that are no text"
    ),
    "bytes in a title": (
        "UPDATE article SET title = CAST(x'ff41' AS TEXT) WHERE id = 3", "bytes that are no text"
    ),
    "bytes in a text": (
        "UPDATE article_text SET text = CAST(x'ff41' AS TEXT) WHERE id = 3", "article #3"
    ),
    "another text": ("UPDATE article_text SET text = 'abc' WHERE id = 3", "article #3"),
    "a source that is none": ("UPDATE hop_source SET source = 'x' WHERE claim_id = 1", "claim "),
}  # fmt: skip
"""Where something that cannot be there stands, and how what is left out is named."""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground"))


@pytest.fixture
def used(ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "places"))
    return Cli(monkeypatch, Path(shutil.copy(used_database(ground), tmp_path / "used.db")))


def named_in(done: Done) -> list[str]:
    """The uids of things in what was printed, each as often as it stands there."""
    found = []
    for record in done.records:
        found += [str(record[name]) for name in ("uid", "seq") if name in record]
    return found


@pytest.mark.parametrize("what", GARBAGE)
def test_one_row_that_cannot_be_read_is_left_out_and_named_once(used: Cli, what: str) -> None:
    before = [used.good(*words) for words in LISTS]
    statement, name = GARBAGE[what]
    damage(used.db, *UNLESS, statement)
    told = 0
    for words, whole in zip(LISTS, before, strict=True):
        done = used(*words)
        gone = {*named_in(whole)} - {*named_in(done)}
        is_article = what in ("bytes in a text", "another text") and words[0] == "export"
        assert len(gone) <= 1 or is_article, (words, gone)
        if done.code:
            told += 1
            assert done.code == 1
            (line,) = [line for line in done.err.splitlines() if "left out" in line]
            assert name in line
            named = line.partition("left out: ")[2].partition(";")[0].split(", ")
            assert len(named) == len({*named})
            assert "workbench verify" in line
            assert f"workbench salvage {used.db} NEW" in done.err
        else:
            assert not gone
            assert "left out" not in done.err
    assert told
    assert used("verify", "--quick" if "text" in what else "--repair").code in (0, 1)


def test_an_owner_that_cannot_be_read_keeps_nobody_from_what_it_owns(used: Cli) -> None:
    owner, name = (used.good("sources", "add", name).out.strip() for name in ("Induk", "Anak"))
    used.good("sources", "owner", "Anak", "Induk")
    damage(used.db, *UNLESS, f"UPDATE source SET kind = 'x' WHERE uid = '{owner}'")
    assert f"source {owner}" in used("sources", "list").err
    assert "part of ?" in used("sources", "show", "Anak").out
    assert [one["source"] for one in used("sources", "families", "--json").records] == [name]
    exported = used(*LISTS[-1]).records
    known = {one["uid"] for one in exported if one["type"] == "source"}
    assert name in known
    owners = {one["owner"] for one in exported if one["type"] == "belonging"} - {None}
    assert owners <= known


def test_an_act_beside_a_row_that_cannot_be_read_is_done(used: Cli) -> None:
    damage(used.db, *UNLESS, GARBAGE["decision.verdict"][0])
    done = used.good("set", "1", "published=2020-01-02")
    assert "damaged and left out: decision " in done.err
    assert used("show", "1", "--json").records[0]["published_at"] == "2020-01-02"


def test_what_is_asked_for_by_name_and_cannot_be_read_is_no_other_thing(used: Cli) -> None:
    damage(used.db, *UNLESS, GARBAGE["claim.parts"][0], GARBAGE["source.kind"][0])
    with closing(sqlite3.connect(used.db)) as connection:
        (claim,) = connection.execute("SELECT uid FROM claim WHERE id = 2").fetchone()
        (source,) = connection.execute("SELECT uid FROM source WHERE id = 2").fetchone()
    with open_store(used.db) as store:
        with pytest.raises(UnreadError, match="cannot be read"):
            store.claims.get(claim)
        with pytest.raises(UnreadError, match="cannot be read"):
            store.sources.get(source)


def test_nothing_is_written_on_top_of_what_cannot_be_read(used: Cli) -> None:
    damage(used.db, *UNLESS, "UPDATE article SET title = CAST(x'ff41' AS TEXT) WHERE id = 3")
    with closing(sqlite3.connect(used.db)) as connection:
        before = connection.execute("SELECT count(*) FROM journal").fetchone()
    assert used("set", "3", "author=Dewi").code == 1
    with closing(sqlite3.connect(used.db)) as connection:
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == before
        connection.text_factory = bytes
        assert connection.execute("SELECT title FROM article WHERE id = 3").fetchone() == (
            b"\xffA",
        )


@story
async def test_the_board_shows_all_other_claims_at_their_places(used: Cli) -> None:
    uids = await keys_of_board(used.db)
    damage(used.db, *UNLESS, f"UPDATE claim SET parts = '7' WHERE uid = '{uids[1]}'")
    async with Desk.open(used.db, analyst="ana") as desk:
        assert f"damaged and left out: claim {uids[1]}" in desk.status  # the board opens with it
        await desk.press("gc")
        page = desk.screen_of.page
        assert isinstance(page, BoardPage)
        assert [page.key(place) for place in range(len(uids))] == [uids[0], "", *uids[2:]]
        await desk.press("j", "j")
        assert page.key(page.cursor) == uids[2]
        assert "damaged" not in desk.status


async def keys_of_board(path: Path) -> list[str]:
    """What stands on the board's first screen, row by row."""
    async with Desk.open(path, analyst="ana") as desk:
        await desk.press("gc")
        page = desk.screen_of.page
        return [page.key(place) for place in range(20)]
