"""Two desks that change one shared thing: whoever comes second is told what the first made of it
and sees it, before anything of it is written over. On terminals of their own.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from desk_terminal import Terminal, terminal
from services_cases import bench_on, is_sound, sample_database

from workbench.domain.source import SourceKind
from workbench.errors import ConflictError
from workbench.services.selections import save_selection
from workbench.services.sources import add_source, merge_sources
from workbench.services.topics import add_topic
from workbench.store import Access, open_store

SIZE = (200, 40)
"""Wide enough for both versions in one line."""
RADIO, TOPIC = "Radio Pagi", "gencatan senjata"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = sample_database(tmp_path_factory.mktemp("two")).file
    with open_store(path) as store:
        bench = bench_on(store, "ratna", first=20_000)
        for name in (RADIO, "Radio Siang", "Radio Malam"):
            add_source(bench, name, kind=SourceKind.OUTLET, provisional=True)
        add_topic(bench, TOPIC)
        save_selection(bench, "pagi", where="lang:id")
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "desk.db"))


@contextmanager
def two_desks(path: Path, second: str = "budi") -> Iterator[tuple[Terminal, Terminal]]:
    """Ratna's and another one, each at the library."""
    with (
        terminal(path, size=SIZE) as one,
        terminal(path, "--analyst", second, size=SIZE) as other,
    ):
        for desk, name in ((one, "ratna"), (other, second)):
            shows(desk, f"library  {name}")
            shows(desk, r"\? keys|session was interrupted")
            desk.press("j")  # past what is said at first
            shows(desk, r"\? keys")
        yield one, other
    with open_store(path) as store:
        assert is_sound(bench_on(store))


def shows(desk: Terminal, words: str) -> None:
    """Read until these words are on the screen, in any width of blanks."""
    pattern = re.compile(words)
    desk.until(lambda: bool(pattern.search(desk.screen())), words)


def now(path: Path, entity: str, uid: str) -> Any:
    with open_store(path, Access.READ) as store:
        return store.journal.current(entity, uid)


def acts(path: Path) -> int:
    with open_store(path, Access.READ) as store:
        return store.journal.head()[0]


def source_uid(path: Path, name: str) -> str:
    with open_store(path, Access.READ) as store:
        return store.sources.named(name)[0].uid


def filters(desk: Terminal, words: str) -> None:
    """Let the library show what a filter leaves."""
    desk.press("f")
    shows(desk, "filter")
    desk.press("\x05\x15")
    desk.press(words)
    shows(desk, words)
    desk.press("\r")
    shows(desk, f"filter: {words}")


def saves_over(desk: Terminal, words: str) -> None:
    """Save another filter under the name that there is."""
    filters(desk, words)
    desk.press("W")
    shows(desk, "save as: ")
    desk.press("\x05\x15pagi\r")
    shows(desk, "pagi is there already")
    desk.press("r")
    shows(desk, "as: ")
    desk.press("\r")
    shows(desk, "saved: selection pagi")


def is_told(desk: Terminal, path: Path, keys: str, words: str) -> None:
    """Keys that would write over what somebody else made of it: that is said, and nothing done."""
    before = acts(path)
    desk.press(keys)
    shows(desk, words)
    assert acts(path) == before


def at_source(desk: Terminal) -> None:
    """From the library to the cards' list, on the source."""
    desk.press("gs")
    shows(desk, "Radio Siang")
    desk.press(f"/{RADIO}\r")
    shows(desk, f"▌ - {RADIO}")


def gives_kind(desk: Terminal, kind: str) -> None:
    """Say what the source is."""
    desk.press("ek")
    shows(desk, "kind")
    desk.press(kind[0])
    shows(desk, f"it is: {kind}")


def test_an_articles_date_is_not_written_over_unseen(path: Path) -> None:
    with open_store(path, Access.READ) as store:
        uid = store.articles.get(1).uid
    with two_desks(path) as (one, other):
        for desk in (one, other):
            desk.press(":1\r")
            shows(desk, " facts  ")
            desk.press("eap")
            shows(desk, "published: ")
        one.press("2026-01-02\r")
        shows(one, "published of #1 is set")
        told = "published of #1 was changed meanwhile"
        is_told(other, path, "2026-03-04\r", told)
        shows(other, "stays “2026-01-02.*not “2026-03-04")
        other.press("eap")
        shows(other, "published: 2026-01-02")
        other.press("\x05\x152026-03-04\r")
        shows(other, "published of #1 is set")
        other.press("eaa")
        shows(other, "author: ")
        one.press("eal")  # another field of the same article is nobody's loss
        shows(one, "lang: ")
        other.press("Dewi\r")
        shows(other, "author of #1 is set")
        one.press("\x05\x15en\r")
        shows(one, "lang of #1 is set")
    record = now(path, "metadata", uid)
    assert (record["author"], record["lang"]) == ("Dewi", "en")
    assert "2026-03-04" in str(record)


def test_a_source_that_is_shown_as_it_was_is_not_taken_for_reviewed(path: Path) -> None:
    uid = source_uid(path, RADIO)
    with two_desks(path) as (one, other):
        for desk in (one, other):
            at_source(desk)
        gives_kind(one, "agency")
        is_told(other, path, "a", f"{RADIO} was changed meanwhile")
        shows(other, f"{RADIO}.*agency|agency.*{RADIO}")
        other.press("r")
        shows(other, "reliability")
        one.press("rb")
        shows(one, "because")
        one.press("dua kali diralat\r")
        shows(one, "is rated B")
        other.press("d")
        shows(other, "because")
        told = "was rated otherwise since .ratna says B: dua kali diralat"
        is_told(other, path, "\x05\x15kurang tepat\r", told)
        other.press("r")
        shows(other, r"reliability of Radio Pagi \(B, ratna")
        other.press("\x1b")
    assert now(path, "source", uid)["kind"] == "agency"


def test_a_source_is_not_merged_away_from_where_it_was_merged_to(path: Path) -> None:
    with open_store(path) as store:
        one, other = bench_on(store, "ratna"), bench_on(store, "budi", first=900)
        pagi, siang, malam = (
            source_uid(path, name) for name in (RADIO, "Radio Siang", "Radio Malam")
        )
        merge_sources(one, [pagi], siang)
        before = acts(path)
        with pytest.raises(ConflictError, match="was merged into Radio Siang already"):
            merge_sources(other, [pagi], malam)
        assert acts(path) == before
        assert now(path, "source", pagi)["same_as"] == siang


def test_a_topic_that_is_called_otherwise_by_now_is_not_renamed_unseen(path: Path) -> None:
    with two_desks(path) as (one, other):
        for desk in (one, other):
            desk.press("gt")
            shows(desk, TOPIC)
        other.press("en")
        shows(other, f"name: {TOPIC}")
        one.press("en")
        shows(one, f"name: {TOPIC}")
        one.press("\x05\x15perundingan\r")
        shows(one, "is called perundingan now")
        told = f"the topic {TOPIC} was changed meanwhile"
        is_told(other, path, "\x05\x15damai\r", told)
        shows(other, "perundingan")
        other.press("dd")
        shows(other, "perundingan is given to no further claim")


def test_a_selection_of_hers_at_another_desk_is_not_saved_over_unseen(path: Path) -> None:
    with two_desks(path, "ratna") as (one, other):
        for desk in (one, other):
            filters(desk, "in:pagi")
        saves_over(one, "lang:en")
        before = acts(path)
        other.press("W")
        shows(other, "save as: pagi")
        other.press("\r")
        shows(other, "replace what it asks for: lang:en")
        other.press("n")
        shows(other, "library  ratna")
        assert acts(path) == before
        other.press("gq")
        shows(other, "pagi")
        saves_over(one, "lang:id date:2026-03")
        shows(other, "lang:id date:2026-03")  # no key comes
        other.press("dd")
        shows(other, "dropped: selection pagi")


def test_marked_rows_are_not_changed_unseen_either(path: Path) -> None:
    uid = source_uid(path, RADIO)
    with two_desks(path) as (one, other):
        for desk in (one, other):
            at_source(desk)
        gives_kind(one, "group")
        other.press(" ")
        shows(other, "1 marked")
        other.press("ek")
        shows(other, "kind of 1 source")
        is_told(other, path, "p", f"{RADIO} was changed meanwhile")
        assert now(path, "source", uid)["kind"] == "group"
        other.press("ek")
        shows(other, "kind of 1 source")
        other.press("p")
        shows(other, "1 source: person. y/n")
        other.press("y")
        shows(other, "1 source: person; ")
    assert now(path, "source", uid)["kind"] == "person"
