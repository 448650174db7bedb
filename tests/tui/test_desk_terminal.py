"""The whole program on a pseudo-terminal: kills, signals, quitting; what a hostile article sends.

What was shown is in the database, however the desk ends.
"""

from __future__ import annotations

import json
import random
import re
import signal
import time
from pathlib import Path

import pytest
from desk_driver import SAMPLE, library
from desk_terminal import Terminal, terminal

from workbench.services.proof import verify
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


def stored(path: Path) -> ArticleView:
    """The only article, as the database has it; the database verifies."""
    with open_store(path) as store:
        assert not list(verify(store))
        return view_article(Workbench(store, "ratna"), 1)


def last_end(path: Path) -> str | None:
    with open_store(path) as store:
        return store.sessions.of()[0].ended_how


def begun(desk: Terminal) -> int:
    """Open the article; how many questions are open."""
    desk.shows("? keys")
    desk.press("\r")
    desk.until(lambda: desk.left() > 0, "the article")
    return desk.left()


@pytest.mark.parametrize("seed", range(3))
def test_what_was_shown_survives_a_kill_at_any_moment(truce: Path, seed: int) -> None:
    chance = random.Random(seed)
    with terminal(truce) as desk:
        before = begun(desk)
        asked = chance.randrange(2, 6)
        desk.press("a" * asked)
        desk.until(lambda: desk.left() < before, "an accepted fact")
        time.sleep(chance.random() / 20)
        desk.kill()
        shown = before - desk.left()
    view = stored(truce)
    assert 1 <= shown <= len(view.claims) <= asked
    assert last_end(truce) is None
    with terminal(truce) as desk:
        desk.shows("the last session was interrupted")
        desk.until(lambda: desk.left() == len(view.open_questions()), "the article")
        rows = desk.screen().splitlines()
        assert "Dua Pemerintah" in rows[0], "the article is open again"
        assert any("▌" in row for row in rows)
        desk.press("u")
        desk.shows("undo:")
    assert len(stored(truce).claims) == len(view.claims) - 1


def kept_draft(path: Path) -> object:
    with open_store(path) as store:
        return store.sessions.place("ratna").get("draft")


def test_a_note_that_was_being_typed_survives_a_kill(truce: Path) -> None:
    with terminal(truce) as desk:
        begun(desk)
        desk.press("i")
        desk.shows("note:")
        desk.press("Catatan yang belum selesai")
        desk.until(lambda: kept_draft(truce) == ["note", "Catatan yang belum selesai"], "the draft")
        desk.kill()
    with terminal(truce) as desk:
        desk.shows("up in its field brings back “Catatan")
        desk.press("i")
        desk.shows("note:")
        desk.press("\x1b[A")
        desk.shows("note: Catatan yang belum selesai")
        desk.press("\r")
        desk.shows("noted")
        desk.until(lambda: kept_draft(truce) is None, "no draft")
    assert [note.words for note in stored(truce).notes] == ["Catatan yang belum selesai"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_session_as_interrupted(truce: Path, number: signal.Signals) -> None:
    with terminal(truce) as desk:
        before = begun(desk)
        desk.press("a")
        desk.until(lambda: desk.left() == before - 1, "an accepted fact")
        desk.process.send_signal(number)
        assert desk.exit_code() == 128 + number
    assert last_end(truce) == "interrupted"
    assert len(stored(truce).claims) == 1


def test_quitting_ends_the_session_and_prints_the_head(truce: Path) -> None:
    with terminal(truce) as desk:
        begun(desk)
        desk.press("aQ")
        assert desk.exit_code() == 0
        with open_store(truce) as store:
            seq, head = store.journal.head()
        said = desk.output[desk.output.rindex(b"\x1b[?1049l") :].decode()
        assert f"{seq} journal entries, head {head[:12]}" in said
    assert last_end(truce) == "ended"


def test_quitting_says_what_the_sitting_came_to_in_eight_lines(sample: Path) -> None:
    with terminal(sample) as desk:
        desk.shows("? keys")
        desk.press("\raaax")
        desk.until(lambda: "rejected" in desk.screen().splitlines()[-1], "the last answer")
        time.sleep(1.1)
        desk.press("Q")
        assert desk.exit_code() == 0
        words = desk.output[desk.output.rindex(b"\x1b[?1049l") :].decode()
    lines = [line for line in re.sub(r"\x1b\[[0-9;?<]*[a-zA-Z]", "", words).splitlines() if line]
    assert len(lines) <= 8, lines
    assert re.fullmatch(r"1 article in 0:\d\d: #29 0:\d\d", lines[0])
    assert re.match(r"4 facts answered: 3 accepted, 1 rejected; \d claims? recorded", lines[1])
    assert lines[2].startswith("acts: 3 accept, 1 reject")
    assert re.search(r"\d of \d accepted.*: en\.", lines[3])
    assert "journal entries, head" in lines[-1]


def test_a_terminal_that_cannot_draw_is_told_what_works(sample: Path) -> None:
    with terminal(sample, TERM="dumb") as desk:
        assert desk.exit_code() == 2
        assert b"TERM is dumb" in desk.output
        assert b"workbench list, show, search, claims" in desk.output
        assert b"\x1b" not in desk.output


def test_bracketed_paste_through_the_terminal(truce: Path) -> None:
    with terminal(truce) as desk:
        begun(desk)
        desk.press("\x1b[200~aaaQ\n\x1b[201~")
        desk.shows("pasted text is not run as keys")
        desk.press("i")
        desk.shows("note:")
        desk.press("\x1b[200~satu\r\ndua\x1b[201~")
        desk.shows("note: satu dua")
        desk.press("\rQ")
        assert desk.exit_code() == 0
    view = stored(truce)
    assert not view.claims
    assert [note.words for note in view.notes] == ["satu dua"]


# What a hostile article sends ------------------------------------------------------------------

KEYS = (
    "\r", "a", "gw", "q", "tab", "V", "c", "\r", "\r", "o", "{name}\r", "S", "r", "f",
    "{name}\r", "q", "q", "gs", "q", "g/", "{name}\r", "q", "gj", "q", "?", "{escape}", ":", "zz\r",
    "i", "{name}\r", "f", "y", "gl", "gr", "q", "ea", "t", "{escape}", "G", "gg",
)  # fmt: skip
FORM = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # operating system commands, by their number
    rb"|\x1b\[[?<>=]?[0-9;:]*[ -/]*[@-~]"
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"
    rb"|\x1b[ -/]*[0-~]"
    rb"|[\x00-\x09\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]"
    rb"|\xc2[\x80-\x9f]"
    rb"|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xef\xb8[\x80-\x8f]"
)


def forms(output: bytes) -> set[bytes]:
    """The kinds of control sequences: their letters, without numbers and clipboard contents. What
    the frame diff sends (`tui/frame/wire.py`) depends on where things stand, and always counts."""
    found = {b"\x1bD", b"\x1bM", b"\x1b[J", b"\x1b[K", b"\x08"}
    found |= {
        form % letter.encode() for letter in "mHABCDGLMPX@r" for form in (b"\x1b[%s", b"\x1b[#%s")
    }
    for sequence in FORM.findall(output):
        if sequence.startswith(b"\x1b]"):
            found.add(sequence.split(b";")[0])
        elif re.fullmatch(rb"\x1b\[[0-9;:]*[mHABCDGLMPX@dr]", sequence):  # colours, moves, erasing
            found.add(re.sub(rb"[0-9;:]+", b"#", sequence))
        else:
            found.add(sequence)
    return found


def session(path: Path, name: str) -> bytes:
    """The bytes of one walk through every page, with a name typed wherever words are asked."""
    with terminal(path) as desk:
        desk.shows("? keys")
        for key in KEYS:
            words = key.replace("tab", "\t").replace("{name}", name).replace("{escape}", "\x1b")
            desk.press(words)
            while desk.read(0.15 if "\x1b" in words else 0.03):
                pass
        desk.press("Q")
        assert desk.exit_code() == 0
        return desk.output


def one_article(path: Path, identity: str) -> Path:
    """A database with one article of the wire."""
    lines = (SAMPLE / "wire.jsonl").read_text(encoding="utf-8").splitlines()
    (line,) = (line for line in lines if json.loads(line)["id"] == identity)
    wire = path.with_suffix(".jsonl")
    wire.write_text(line + "\n", encoding="utf-8")
    return library(path, wire)


def test_a_hostile_article_sends_nothing_that_a_benign_one_does_not(tmp_path: Path) -> None:
    hostile = session(
        one_article(tmp_path / "hostile.db", "hostile-01"), "[/] [@click=app.quit] [b]"
    )
    benign = session(one_article(tmp_path / "benign.db", "lintang-kapal-01"), "Radio Buton")
    assert forms(hostile) <= forms(benign), forms(hostile) - forms(benign)
    for attack in ("\x1b[2J", "\x1b]0;x\x07", "\x07", "\x9b31m", "\u202e", "\u200b", "\x1bc"):
        assert not forms(attack.encode()) <= forms(benign), "the check sees it"
