"""Subscriptions through the journal, and what is remembered of asking beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from file_cases import SqliteFile
from store_cases import AT, apply, making, uid

from workbench.domain.journal import Change
from workbench.domain.subscription import Asked, Standing, Subscription
from workbench.errors import ConflictError

if TYPE_CHECKING:
    from workbench.verbs.store import Store

ASKED = Asked(
    standing=Standing.MOVED,
    said="",
    title="Kabar",
    moved_to="https://baru.example/",
    address="https://baru.example/rss",
    etag='"1"',
    modified="Tue, 10 Mar 2026 01:00:00 GMT",
    entries=("00ff", "11ee+"),
    tried_at=AT,
    succeeded_at=AT,
)


def subscription(name: str = "satu", **fields: str) -> Subscription:
    made = Subscription(uid(name), f"https://{name}.example/", "", ("a", "b"), "ana", AT)
    return replace(made, **fields)  # type: ignore[arg-type]


def test_they_come_back_in_the_order_in_which_they_were_made(store: Store) -> None:
    made = [subscription(name) for name in ("z", "a", "m")]
    apply(store, *(making("subscription", one) for one in made))
    assert store.subscriptions.all() == made
    renamed = replace(made[0], name="Zet")
    apply(store, Change.between("subscription", made[0], renamed))
    apply(store, Change.between("subscription", made[2], None))
    assert store.subscriptions.all() == [renamed, made[1]]
    assert list(store.proof.problems()) == []


def test_one_address_has_one_subscription(store: Store) -> None:
    apply(store, making("subscription", subscription("satu")))
    second = replace(subscription("dua"), address=subscription("satu").address)
    with pytest.raises(ConflictError, match="already"):
        apply(store, making("subscription", second))


def test_what_tells_of_the_one_that_is_there_does_not_say_its_password(store: Store) -> None:
    address = "https://ana:rahasia@desk.test/rss"
    apply(store, making("subscription", subscription("satu", address=address)))
    with pytest.raises(ConflictError) as told:
        apply(store, making("subscription", subscription("dua", address=address)))
    assert "already" in str(told.value)
    assert "rahasia" not in str(told.value)


def test_what_is_remembered_is_replaced_as_a_whole_and_no_part_of_the_journal(
    store: Store,
) -> None:
    one = subscription()
    assert store.subscriptions.asked(one.uid) == Asked()
    store.subscriptions.remember(one.uid, ASKED)
    assert store.subscriptions.asked(one.uid) == ASKED
    store.subscriptions.remember(one.uid, Asked(failures=2, standing=Standing.SLOW))
    assert store.subscriptions.asked(one.uid) == Asked(failures=2, standing=Standing.SLOW)
    assert list(store.journal.entries()) == []
    assert list(store.proof.problems()) == []


def test_what_is_damaged_of_it_is_found_and_let_go(store: Store, only_file: SqliteFile) -> None:
    store.subscriptions.remember(uid("satu"), ASKED)
    with only_file.by_hand(store.place.file) as connection:
        connection.execute("UPDATE asked_feed SET etag = 'other', standing = 'odd'")
    (problem,) = store.proof.problems()
    assert "asked_feed" in str(problem)
    assert store.subscriptions.asked(uid("satu")) == Asked()
