"""Sessions and reading positions: written without the journal, one running for each analyst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store_cases import AT, new_article, uid

from workbench.domain.journal import Change
from workbench.domain.topic import Topic
from workbench.verbs.sessions import Session, Spent

if TYPE_CHECKING:
    from workbench.verbs.store import Store


def session(name: str, analyst: str = "ana", at: str = AT) -> Session:
    return Session(uid(name), analyst, at, None, None, at, "lang:id")


def test_a_session_is_ended_once(store: Store) -> None:
    store.sessions.start(session("s"))
    store.sessions.end(uid("s"), at="2026-03-04T11:00:00Z", how="ended")
    store.sessions.end(uid("s"), at="2026-03-04T12:00:00Z", how="interrupted")
    last = store.sessions.last("ana")
    assert last
    assert (last.ended_at, last.ended_how) == ("2026-03-04T11:00:00Z", "ended")
    assert store.sessions.last("budi") is None
    assert store.journal.head()[0] == 0


def test_a_start_interrupts_what_the_same_analyst_left_open(store: Store) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    store.sessions.start(session("first"))
    store.sessions.start(session("other", "budi"))
    spent = Spent(uid("first"), 5, "2026-03-04T10:30:00Z")
    store.sessions.remember_reading("ana", 1, 0, spent=spent)
    store.sessions.start(session("second", at="2026-03-05T10:00:00Z"))
    found = {one.uid: (one.ended_at, one.ended_how) for one in store.sessions.of()}
    assert found == {
        uid("first"): ("2026-03-04T10:30:00Z", "interrupted"),
        uid("second"): (None, None),
        uid("other"): (None, None),
    }
    assert [one.uid for one in store.sessions.of("ana")] == [uid("second"), uid("first")]
    assert [one.uid for one in store.sessions.of(limit=1)] == [uid("second")]


def test_who_acts_without_moving_is_there_until_then(store: Store) -> None:
    store.sessions.start(session("first"))
    later = "2026-03-04T10:45:00Z"
    topic = Topic("banjir")
    change = Change("topic", topic.uid, None, topic.to_record())
    store.journal.apply([change], analyst="ana", at=later, op="test", session=uid("first"))
    store.sessions.start(session("second", at="2026-03-05T10:00:00Z"))
    assert [one.ended_at for one in store.sessions.of("ana")] == [None, later]


def test_a_session_begins_behind_an_entry_whose_words_hold_a_nul(store: Store) -> None:
    """As one that came from a file may: no server makes text of it."""
    store.sessions.start(session("first"))
    later, topic = "2026-03-04T10:45:00Z", Topic("banjir")
    change = Change("topic", topic.uid, None, topic.to_record())
    store.journal.apply(
        [change], analyst="ana", at=later, op="test", about='a"\0', session=uid("first")
    )
    store.sessions.start(session("second", at="2026-03-05T10:00:00Z"))
    assert [one.ended_at for one in store.sessions.of("ana")] == [None, later]


def test_time_adds_up_by_article(store: Store) -> None:
    store.articles.add(
        [new_article("a", "Satu."), new_article("b", "Dua.")], [], analyst="ana", at=AT
    )
    store.sessions.start(session("s"))
    for number, seconds in ((1, 10), (2, 30), (1, 5)):
        spent = Spent(uid("s"), seconds, AT)
        store.sessions.remember_reading("ana", number, 0, spent=spent)
    store.sessions.remember_reading("ana", 1, 0, spent=Spent(uid("nobody"), 99, AT))
    assert store.sessions.times(uid("s")) == [(2, 30), (1, 15)]
    assert store.sessions.times(uid("nobody")) == []


def test_where_an_analyst_was_is_remembered_for_her_alone(store: Store) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    assert store.sessions.place("ana") == {}
    assert store.sessions.offset("ana", 1) == 0
    for place in ({"article": 1}, {"article": 1, "filter": 'judul:"🚢"', "pane": None}):
        store.sessions.remember("ana", place)
        assert store.sessions.place("ana") == place
    for offset in (17, 4):
        store.sessions.remember_reading("ana", 1, offset)
        assert store.sessions.offset("ana", 1) == offset
    assert store.sessions.place("budi") == {}
    assert store.sessions.offset("budi", 1) == 0
    assert store.journal.head()[0] == 1
