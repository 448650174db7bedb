"""Acts on a ledger that is nothing but dictionaries: what all stores share needs no store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.journal import GENESIS, Change, Entry, Record, chain_hash
from workbench.domain.ledger import Asked, Found, OvertakenError, UnlinkedError, act, make
from workbench.domain.past import PAST, Key, Past, past_uid
from workbench.domain.replay import Kept, Replay, check_chain
from workbench.errors import ConflictError, DataError

AT = "2026-03-04T00:00:00Z"
CLAIM = "claim"


@dataclass
class Memory:
    """A ledger whose "claim" records may name another in `on`, which must stand."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    entries: list[Kept] = field(default_factory=list)
    states: dict[Key, Past] = field(default_factory=dict)

    def knows(self, entity: str) -> bool:
        return entity == CLAIM

    def look(self, asked: Asked) -> Found:
        return Found(
            self._there(asked.things),
            self.pasts(asked.pasts),
            self.op_of(asked.undone),
            max((one.seq for one in self.entries if one.analyst == asked.analyst), default=0),
            self.head(),
        )

    def make(self, changes: Sequence[Change]) -> dict[Key, Record]:
        for change in changes:
            if change.after is None:
                if any(other["on"] == change.uid for other in self.things.values()):
                    raise UnlinkedError(change)
                self.things.pop(change.uid, None)
            else:
                if change.after["on"] and change.after["on"] not in self.things:
                    raise UnlinkedError(change)
                self.save(change.after)
        return self._there((one.entity, one.uid) for one in changes)

    def _there(self, keys: Iterable[Key]) -> dict[Key, Record]:
        return {key: self.things[key[1]] for key in keys if key[1] in self.things}

    def save(self, record: Record) -> None:
        self.things[record["uid"]] = dict(record)

    def head(self) -> tuple[int, str]:
        return (self.entries[-1].seq, self.entries[-1].hash) if self.entries else (0, GENESIS)

    def op_of(self, seq: int) -> str:
        return next((one.op for one in self.entries if one.seq == seq), "")

    def chain(
        self, entry: Entry, body: str, prev: str, digest: str, pasts: Mapping[Key, Past | None]
    ) -> None:
        row = Kept(entry.seq, entry.analyst, entry.op, body.encode(), prev, digest)
        self.entries.append(row)
        self.keep_pasts(pasts)

    def pasts(self, keys: Iterable[Key]) -> dict[Key, Past]:
        return {key: self.states[key] for key in keys if key in self.states}

    def keep_pasts(self, pasts: Mapping[Key, Past | None]) -> None:
        for key, past in pasts.items():
            self.states.pop(key, None)
            if past:
                self.states[key] = past

    def problems(self) -> list[str]:
        """What a proof says of it."""
        replay = Replay([])
        found = list(check_chain(self.entries, self.head()[1]))
        for one in self.entries:
            found += replay.take(one)
        pasts = ((past_uid(key), past.to_record(key)) for key, past in self.states.items())
        return [*map(str, [*found, *replay.compare({CLAIM: self.things.items(), PAST: pasts})])]


def record(uid: str, words: str = "", on: str = "") -> dict[str, Any]:
    return {"uid": uid, "article": "a1", "words": words, "on": on}


def change(before: Record | None, after: Record | None) -> Change:
    either = after or before
    assert either
    return Change(CLAIM, either["uid"], before, after)


def recorded(
    ledger: Memory, *changes: Change, op: str = "test", undoes: int | None = None,
    about: str = "", last: int | None = None,
) -> Entry:  # fmt: skip
    entry = Entry(0, AT, "ana", None, op, changes, undoes, about)
    return act(ledger, entry, last=last).entry


def test_an_act_changes_what_it_says_and_follows_the_last() -> None:
    ledger = Memory()
    first = recorded(ledger, change(None, record("a", "satu")))
    second = recorded(ledger, change(record("a", "satu"), record("a", "dua")), about="a word")
    assert ledger.things == {"a": record("a", "dua")}
    assert [one.seq for one in ledger.entries] == [1, 2]
    hash_of_first = chain_hash(GENESIS, first.to_bytes())
    assert ledger.head() == (2, chain_hash(hash_of_first, second.to_bytes()))
    assert ledger.states[CLAIM, "a"].ancestors, "what it was is told"
    assert ledger.problems() == []


def test_what_is_not_as_an_act_says_is_refused_with_both_versions() -> None:
    ledger = Memory()
    recorded(ledger, change(None, record("a", "satu")))
    mine = change(record("a"), record("a", "dua"))
    with pytest.raises(ConflictError) as caught:
        recorded(ledger, mine)
    assert (caught.value.mine, caught.value.theirs) == (mine.after, record("a", "satu"))
    assert ledger.head()[0] == 1


def test_what_is_made_only_where_it_is_not_there_is_left_out_where_it_is() -> None:
    ledger = Memory()
    first = replace(change(None, record("a", "satu")), unless_there=True)
    assert recorded(ledger, change(None, record("b")), first).changes == (
        change(None, record("b")),
        change(None, record("a", "satu")),
    )
    many = [change(None, record(f"c{n}")) for n in range(600)]
    again = replace(change(None, record("a", "dua")), unless_there=True)
    new = replace(change(None, record("d")), unless_there=True)
    entry = recorded(ledger, *many, again, new)
    assert entry.changes == (*many, change(None, record("d")))
    assert ledger.things["a"] == record("a", "satu")
    assert ledger.problems() == []


def test_what_others_stand_on_stays_and_nothing_stands_on_nothing() -> None:
    ledger = Memory()
    with pytest.raises(ConflictError, match="not there any more"):
        recorded(ledger, change(None, record("b", on="a")))
    recorded(ledger, change(None, record("a")), change(None, record("b", on="a")))
    with pytest.raises(ConflictError, match="used by something"):
        recorded(ledger, change(record("a"), None))
    with pytest.raises(DataError, match="knows no 'dream'"):
        recorded(ledger, Change("dream", "a", None, record("a")))


def test_an_act_meanwhile_makes_what_was_chosen_before_it_void() -> None:
    ledger = Memory()
    chosen = recorded(ledger, change(None, record("a")))
    recorded(ledger, change(None, record("b")))
    with pytest.raises(OvertakenError):
        recorded(ledger, *chosen.inverse(), op="undo", undoes=chosen.seq, last=chosen.seq)
    assert {*ledger.things} == {"a", "b"}


def test_a_store_that_keeps_something_else_is_found_out() -> None:
    class Deaf(Memory):
        def save(self, record: Record) -> None:
            super().save({**record, "words": ""})

    with pytest.raises(DataError, match="not stored as given"):
        recorded(Deaf(), change(None, record("a", "satu")))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy") | st.none()), max_size=30))
@settings(max_examples=60, deadline=None)
def test_a_replay_proves_whatever_was_recorded_and_finds_what_was_not(
    steps: list[tuple[str, str | None]],
) -> None:
    ledger = Memory()
    for uid, words in steps:
        before = ledger.things.get(uid)
        after = None if words is None else record(uid, words)
        if before != after:
            recorded(ledger, change(before, after))
    assert ledger.problems() == []
    for uid in ledger.things:
        ledger.things[uid]["words"] += "!"
    assert len(ledger.problems()) == len(ledger.things)


def test_a_thing_may_be_changed_twice_in_an_act_of_more_than_are_made_at_once() -> None:
    ledger = Memory()
    new = [change(None, record(f"c{n}")) for n in range(1200)]
    again = [change(record(f"c{n}"), record(f"c{n}", "lagi")) for n in (0, 1199)]
    recorded(ledger, *new, *again)
    assert len(ledger.things) == 1200
    assert ledger.things["c1199"]["words"] == "lagi"
    with pytest.raises(ConflictError):
        make(ledger, again)
    assert ledger.problems() == []
