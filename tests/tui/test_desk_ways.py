"""The desk itself: help, command line, panes, sizes, themes, read-only, conflicts, pastes."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from desk_driver import SETTINGS, Desk, story
from textual.pilot import Pilot
from waiting import PATIENCE

from workbench.errors import BusyError, ConflictError
from workbench.policy import RESTRICTED
from workbench.present.glyphs import ASCII, UNICODE
from workbench.services.annotate import edit_claim
from workbench.services.proof import verify
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.settings import Settings
from workbench.store import Access, open_store
from workbench.tui.registry import Handler
from workbench.tui.theme import BUILT_IN

TRUCE = "Dua Pemerintah"


# Help, command line, which-key ------------------------------------------------------------------


@story
async def test_help_is_searched_tells_why_not_and_does_what_is_chosen(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("?")
        desk.shows("keys library, type to search", "Next unfinished article.")
        await desk.type("set aside")
        desk.shows("Set aside", "Put the article aside with a reason")
        desk.shows_not("Next unfinished article.")
        await desk.press("enter")
        desk.shows("why aside:")
        await desk.press("escape", "?")
        await desk.type("next hit")
        desk.shows("Next hit")
        await desk.press("escape")
        await desk.go_to(TRUCE)
        await desk.press("tab", "V", "c", "enter", "tab", "?")
        await desk.type("machine is right")
        desk.shows("(no fact is under the cursor)")
        await desk.press("enter")
        assert desk.status == "no fact is under the cursor"


@story
async def test_a_search_in_the_help_without_a_match_says_so(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("?")
        await desk.type("nirwana")
        desk.shows("No key and no action here has all of these words")
        await desk.press("down", "enter")
        assert desk.status == "No key and no action here has all of these words: nirwana"


@pytest.mark.parametrize(("ascii_", "mark"), [("off", UNICODE.ellipsis), ("on", ASCII.ellipsis)])
@story
async def test_a_message_longer_than_its_line_ends_with_a_mark(
    sample: Path, ascii_: str, mark: str
) -> None:
    settings = replace(SETTINGS, ascii=ascii_)
    async with Desk.open(sample, size=(60, 24), settings=settings) as desk:
        desk.screen_of.warn("a word " * 20)
        await desk.done()
        shown = desk.strips()[-1]
        assert shown.endswith(mark)
        assert len(shown) == 60


@story
async def test_the_command_line_goes_filters_and_does(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press(":")
        await desk.type("12")
        await desk.press("enter")
        assert desk.page.article.view.number == 12
        for words, answer in (
            ("#999", "999"),
            ("nonsense", "no command 'nonsense'"),
            ("acept", "no command 'acept'; did you mean fact.accept?"),
            ("exec", "no command 'exec'"),
        ):
            await desk.press(":")
            await desk.type(words)
            await desk.press("enter")
            assert answer in desk.status
            assert desk.page.article.view.number == 12
            await desk.press("escape")
        await desk.press(":")
        await desk.type("fact.acept")
        await desk.press("enter", "escape")
        assert "did you mean fact.accept" in desk.status
        await desk.press(":")
        await desk.type("undo")
        desk.shows("Take back your last act.")
        await desk.press("enter")
        assert desk.status == "nothing to undo"
        await desk.press("gl", ":")
        await desk.type("filter lang:en")
        await desk.press("enter")
        desk.shows("filter: lang:en")
        await desk.press(":")
        await desk.type("filter lang:")
        await desk.press("enter")
        assert desk.status
        await desk.press("escape", ":", "enter")
        await desk.press(":")
        await desk.type("why")
        await desk.press("enter")
        assert "not here" in desk.status
        await desk.press("escape", ":", "up", "up")
        desk.shows("filter lang:")


@story
async def test_what_may_follow_a_key_is_shown_after_a_while(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.go_to(TRUCE)
        await desk.press("]")
        desk.shows(" ]  facts")
        for _ in range(50 * PATIENCE):
            if desk.screen_of.bar.is_open:
                break
            await asyncio.sleep(0.02)
        await desk.done()
        desk.shows("Next open question", "Next claim")
        row = desk.row
        await desk.press("u")
        assert desk.row == row + 1
        desk.shows_not("Next claim")
        await desk.press("]", "escape")
        assert desk.status == ""
        assert desk.pane == "facts", "escape took the prefix back and nothing else"
        await desk.press("5", "escape", "j")
        assert desk.row == row + 2
        await desk.press("]", "Z")
        assert "]Z means nothing here" in desk.status


@story
async def test_jumps_are_repeated_and_taken_back(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press(";")
        assert desk.status.startswith("nothing to repeat yet")
        await desk.press("ctrl+o")
        assert desk.status == "this is where you began"
        await desk.go_to(TRUCE)
        start = desk.page.article.offset
        await desk.press("]q")
        first = desk.row
        await desk.press(";", ";")
        assert desk.row > first
        await desk.press("ctrl+o", "ctrl+o", "ctrl+o")
        assert desk.page.article.offset == start
        await desk.press("]u", "J")
        other = desk.page.article.view.number
        await desk.press("]f", "ctrl+o", "ctrl+o")
        assert desk.page.article.view.number != other


# Panes, sizes, looks ----------------------------------------------------------------------------


@story
async def test_panes_are_zoomed_shared_and_the_list_stays_above(sample: Path) -> None:
    async with Desk.open(sample, size=(100, 30)) as desk:
        await desk.go_to(TRUCE)
        desk.shows("Ingrid Solheim", "event")
        width = desk.screen_of.side.size.width
        await desk.press("3", "+")
        assert desk.screen_of.side.size.width > width
        await desk.press("3", "-")
        assert desk.screen_of.side.size.width == width
        await desk.press("z")
        assert desk.screen_of.side.size.width == 100
        desk.shows_not("PPM mengatakan Selasa malam")
        await desk.press("tab")
        assert desk.screen_of.text.size.width == 100
        await desk.press("z", "T")
        rows = desk.screen().splitlines()
        assert TRUCE in rows[0]
        assert any(TRUCE in row for row in rows[1:6]), "the list stays above"
        await desk.press("J")
        assert desk.screen_of.strip.cursor == desk.screen_of.library.cursor
        await desk.press("q")
        assert not desk.screen_of.strip.display, "the library itself needs no strip"
        await desk.press("enter", "T")
        assert not desk.screen_of.strip.display


SIZES = [(300, 100), (80, 24), (39, 9), (20, 5), (1, 1), (41, 11), (80, 24)]


@story
async def test_the_terminal_may_change_at_any_moment(sample: Path) -> None:
    """In every page and prompt, through sizes that show nothing, and back to what was there."""
    ways: list[tuple[str, ...]] = [
        (), ("?",), ("q", "f"), ("a", "enter"), ("gw",), ("S",), ("gs",), ("gj",),
        ("tab", "v", "w"), ("eb",), ("T",), ("z",), ("gl",),
    ]  # fmt: skip
    async with Desk.open(sample) as desk:
        for keys in ways:
            await desk.go_to(TRUCE)
            await desk.press(*keys)
            before, offset = desk.screen(), desk.screen_of.text.offset_in_text
            for width, height in SIZES:
                await desk.resize(width, height)
                shown = desk.strips()
                assert len(shown) == height
                if (width, height) in ((39, 9), (20, 5)):
                    desk.shows("needs 40x10")
            after = desk.screen()
            assert after.splitlines()[-3:] == before.splitlines()[-3:], keys
            assert after.splitlines()[0] == before.splitlines()[0], keys
            assert after.count("▌") == before.count("▌"), keys
            assert desk.screen_of.text.offset_in_text == offset
            await desk.press("escape", "escape", "escape")


@story
async def test_nothing_is_answered_while_the_terminal_is_too_small(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.go_to(TRUCE)
        fact = desk.fact
        await desk.resize(39, 9)
        desk.shows("needs 40x10")
        await desk.press("a", "j", "x", "ctrl+l", "u")
        await desk.paste("words")
        desk.shows("needs 40x10")
        await desk.resize(80, 24)
        assert desk.ops() == []
        assert desk.fact == fact
        await desk.press("a")
        assert desk.ops() == ["accept"]


@story
async def test_an_open_field_takes_nothing_while_it_cannot_be_seen(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("/")
        await desk.type("kapal")
        await desk.resize(39, 9)
        await desk.type(" Q")
        await desk.press("enter", "escape")
        await desk.resize(80, 24)
        desk.shows("kapal")
        desk.shows_not("kapal Q")
        assert desk.screen_of.bar.is_open
        await desk.resize(39, 9)
        await desk.press("ctrl+c")
        assert not desk.screen_of.bar.is_open
        await desk.press("Q")
        assert not desk.app.is_running


@story
async def test_one_pane_at_a_time_where_it_is_narrow(sample: Path) -> None:
    async with Desk.open(sample, size=(60, 20)) as desk:
        await desk.go_to(TRUCE)
        desk.shows("? quote")
        desk.shows_not("Doha")
        await desk.press("tab", "gg")
        desk.shows("Doha")
        await desk.press("tab")
        desk.shows_not("Doha")


@story
async def test_themes_are_changed_while_running(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        words = desk.screen()
        for number, name in enumerate(BUILT_IN, 1):
            await desk.press(":")
            await desk.type("theme")
            await desk.press("enter", str(number))
            assert desk.app.theme == name
            assert desk.screen().splitlines()[:-1] == words.splitlines()[:-1]


@story
async def test_ascii_alone_draws_no_other_mark(truce: Path) -> None:
    async with Desk.open(truce, settings=Settings(theme="ink", ascii="on")) as desk:
        await desk.press("enter", "a", "x")
        article = desk.view.text + "".join(fact.reason for fact in desk.view.facts)
        for keys in ("", "?", "escape", "q", "T", "gj", "gl"):
            await desk.press(*([keys] if keys else []))
            strange = {c for c in desk.screen() if ord(c) > 126} - set(article)
            assert not strange, (keys, strange)


@story
async def test_under_no_color_nothing_is_coloured(
    truce: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with Desk.open(truce) as desk:
        assert desk.app.theme == "plain"
        await desk.press("enter", "a", "?")
        desk.shows("keys facts, type to search")


# Read-only, conflicts, errors -------------------------------------------------------------------


@story
async def test_a_read_only_database_is_read_but_not_changed(truce: Path) -> None:
    before = truce.read_bytes()
    async with Desk.open(truce, access=Access.READ) as desk:
        assert "read-only" in desk.status
        await desk.press("enter", "j")
        desk.shows("read-only  ratna", "Ingrid Solheim")
        for keys in ("a", "x", "s", "m", "c", "D", "A", "u", "ctrl+r", "es", "eb", "i", "ea"):
            await desk.press(keys)
            assert desk.status == "this database is read-only", keys
        await desk.press("gw", "q", "tab", "/")
        await desk.type("Solheim")
        await desk.press("enter", "gs", "q", "gj")
        desk.shows("import")
        await desk.press("Q")
        assert not desk.app.is_running
    assert truce.read_bytes() == before


@story
async def test_a_lost_race_shows_both_versions_and_loses_nothing(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter", "tab", "V", "c", "enter", "enter")
        uid = desk.claim.uid
        await desk.press("et")
        with open_store(truce) as store:
            other = Workbench(store, "ratna")
            view = view_article(other, 1)
            claim = view.claim(uid)
            assert claim
            edit_claim(other, view, claim.with_words("topic", "dari meja lain"))
        await desk.type("dari meja ini")
        await desk.press("enter")
        assert "changed meanwhile" in desk.status
        assert "“dari meja lain”" in desk.status
        assert "“dari meja ini”" in desk.status
        assert desk.claim.topic == "dari meja lain", "what is there now is shown"
        await desk.press("et", "up")
        desk.shows("topic: dari meja ini")
        await desk.press("enter")
        assert desk.claim.topic == "dari meja ini"
        assert not list(verify(desk.bench.store))


@story
async def test_a_claim_that_somebody_took_out_meanwhile(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter", "tab", "V", "c", "enter", "enter", "er")
        await desk.type("Hilang sementara")
        with open_store(truce) as store:
            from workbench.services.history import undo

            undo(Workbench(store, "ratna"))
        await desk.press("enter")
        assert "gone" in desk.status
        await desk.press("j", "e", "r", "R", "o", "q")
        assert desk.pane == "text"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RuntimeError("[/] kata rahasia"), "internal error (RuntimeError)"),
        (BusyError("the database is locked", "Try again"), "the database is locked. Try again"),
        (ConflictError("the claim was changed meanwhile"), "changed meanwhile"),
    ],
)
@story
async def test_an_error_in_a_handler_is_words_and_the_desk_goes_on(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    async def fails(desk: object, count: int | None) -> None:
        raise error

    async with Desk.open(sample) as desk:
        registry = desk.app.desk.registry
        handlers = dict(registry.handlers) | {"article.done": Handler(fails)}
        desk.app.desk.registry = registry._replace(handlers=handlers)
        await desk.press("D")
        assert words in desk.status
        assert "rahasia" not in desk.screen()
        await desk.press("j", "enter", "a")
        assert desk.ops() == ["accept"]


@story
async def test_a_place_that_is_gone_does_not_keep_the_desk_from_starting(sample: Path) -> None:
    with open_store(sample) as store:
        store.sessions.remember(
            "ratna", {"page": "article", "filter": "colour:red", "article": 999, "key": "x"}
        )
    async with Desk.open(sample) as desk:
        assert "colour" in desk.status
        desk.shows("1/31")
        await desk.press("enter", "a")
        assert desk.ops() == ["accept"]


GARBAGE = {
    "no JSON": "[[[",
    "nothing": "null",
    "a list": "[1, 2]",
    "a number": "7",
    "too deep": "[" * 100_000,
    "wrong types": '{"page": 7, "filter": [1], "order": {}, "article": "x", "board": 3}',
    "huge numbers": '{"page": "article", "article": 1e400, "offset": 1e400}',
    "a number too large": '{"page": "article", "article": 99999999999999999999999, "offset": -9}',
    "an offset too large": '{"page": "article", "article": 1, "on_text": true, "offset": 1%s}'
    % ("0" * 30),
    "half a character": '{"filter": "\\ud800", "board": {"filter": "\\ud800", "claim": []}}',
    "drafts of all kinds": '{"draft": [1], "drafts": [[1, 2], [[], {}], "x", null, ["a"]]}',
    "bytes that are no text": b"\xff\xfe{",
}
"""What a damaged file, or another program, may have left as somebody's place."""


@pytest.mark.parametrize("what", GARBAGE)
@story
async def test_a_garbage_place_is_passed_over_and_the_desk_starts(sample: Path, what: str) -> None:
    async with Desk.open(sample):
        pass
    with closing(sqlite3.connect(sample)) as connection:
        kept = GARBAGE[what]
        connection.execute(
            "INSERT INTO position(analyst, place) VALUES ('ratna', CAST(? AS TEXT)) "
            "ON CONFLICT(analyst) DO UPDATE SET place = excluded.place",
            (kept,),
        )
        connection.execute("UPDATE session SET selection = '[[[', started_at = 'x', seen_at = ''")
        connection.execute(
            'INSERT OR REPLACE INTO reading(analyst, article_id, "offset") '
            "SELECT 'ratna', id, 9223372036854775807 * (id % 3 - 1) FROM article"
        )
        connection.commit()
    async with Desk.open(sample) as desk:
        if not what.startswith(("wrong", "huge", "a number too", "an offset", "half", "drafts")):
            assert "where you were cannot be read" in desk.status
        if desk.screen_of.opened:
            await desk.press("q")
        desk.shows("/31")
        for _ in range(3):
            await desk.press("enter", "j", "w", "escape", "escape", "j")
        assert desk.ops() == []


@story
async def test_damaged_facts_are_told_in_the_desk_and_right(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("enter")
        facts, number = desk.view.facts, desk.view.number
    with closing(sqlite3.connect(sample)) as connection:
        connection.execute(
            "UPDATE extraction SET document = zeroblob(9) WHERE article_id = ?", (number,)
        )
        connection.execute("UPDATE position SET place = '{}'")
        connection.commit()
    async with Desk.open(sample) as desk:
        await desk.press("enter")
        assert f"the facts of #{number} were damaged: they are computed anew" in desk.status
        assert desk.view.facts == facts
        await desk.press("a")
        assert desk.ops() == ["accept"]


@story
async def test_a_file_with_something_of_its_own_is_read_and_the_banner_names_it(
    sample: Path,
) -> None:
    with closing(sqlite3.connect(sample)) as connection:
        connection.execute("CREATE TRIGGER more AFTER INSERT ON journal BEGIN SELECT 1; END")
    async with Desk.open(sample) as desk:
        assert "strange trigger: more" in desk.status
        await desk.press("enter", "a")
        assert desk.ops() == []


@story
async def test_a_restricted_user_starts_no_other_program(sample: Path) -> None:
    async with Desk.open(sample, policy=RESTRICTED) as desk:
        await desk.press("enter", "ctrl+z")
        assert desk.status == "no shell is given here"
        await desk.press("ge")
        assert desk.status == "no other programs are started here"


# Pastes and keys typed ahead --------------------------------------------------------------------


@story
async def test_pasted_words_are_no_keys_and_one_line_in_a_field(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("enter")
        before = desk.screen().splitlines()[:-1]
        await desk.paste("aaaaaxQ\x1b:undo\n")
        assert desk.status == "pasted text is not run as keys; open a field first"
        assert desk.screen().splitlines()[:-1] == before
        assert desk.ops() == []
        await desk.press("]")
        await desk.paste("u")
        await desk.press("escape", "i")
        await desk.paste("baris satu\r\nbaris dua\x1b[31m\nQ")
        desk.shows("note: baris satu baris dua")
        assert desk.screen_of.bar.value.splitlines() == [desk.screen_of.bar.value]
        await desk.press("enter")
        (note,) = desk.view.notes
        assert note.words.startswith("baris satu baris dua")
        await desk.press("ea")
        await desk.paste("t")
        desk.shows("which:")


@story
async def test_keys_typed_ahead_run_in_order_on_the_row_they_were_meant_for(
    sample: Path,
) -> None:
    slow: list[str] = []
    for burst in (False, True):
        path = sample.with_name(f"{burst}.db")
        with open_store(sample) as store:
            from workbench.services.copies import back_up

            back_up(store, path)
        async with Desk.open(path) as desk:
            press = desk.burst if burst else desk.press
            await press("jjk", "j", "enter", "j", "a", "jj", "x", "]u", "s", "tab", "w", "V", "c")
            await press("escape", "q", "j", "D", "k", "enter", "3G", "a", "u", "ctrl+r", "er")
            await press("k", "a", "t", "a", "enter", "gl", "G", "k", "enter", "jja")
            journal = [(entry.op, entry.about) for entry, *_ in desk.bench.store.journal.entries()]
            # Which part of the list and of the text is in sight depends on how fast the keys come:
            # what the rows say and where the cursor stands do not.
            window = desk.screen_of.active_list._window
            rows = [repr(window.row(index, 80)) for index in range(len(window))]
            where = (desk.pane, desk.row, desk.status, desk.page.article.item)
            slow.append("\n".join((repr(journal), repr(where), *rows)))
    assert slow[0] == slow[1]
    assert "accept" in slow[0]


@story
async def test_an_escape_typed_ahead_is_not_lost(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.burst("enter", "tab", "V", "c", "escape", "/", "escape", "g", "escape", "v")
        assert desk.pane == "text", "what was selected stays, and v ends that"
        assert desk.ops() == []


@story
async def test_keys_reach_the_desk_through_textual(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        pilot: Pilot[None] = desk.pilot
        await pilot.press("enter", "right_square_bracket", "u", "a")
        await desk.done()
        assert desk.ops() == ["accept"]


@story
async def test_one_thing_tries_to_keep_the_place_again_however_often_that_failed(
    sample: Path,
) -> None:
    async with Desk.open(sample) as desk:
        with closing(sqlite3.connect(sample)) as other:
            other.execute("BEGIN IMMEDIATE")
            for _ in range(2):
                await desk.press("j")
                keeper = desk.app.desk.bookmark._keeper
                assert keeper
                await keeper
            assert "open for reading: busy" in desk.screen()
            timers = asyncio.get_running_loop()._scheduled  # type: ignore[attr-defined]
            due = [one for one in timers if not one.cancelled() and "Bookmark" in repr(one)]
            assert len(due) == 1
