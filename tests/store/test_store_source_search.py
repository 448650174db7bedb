"""Which names are handed on to be ranked, where more hold what was typed than are looked at."""

from __future__ import annotations

import string
from itertools import product

import pytest
from store_cases import apply, making, source

from workbench.store import Store
from workbench.store.source_search import names_like
from workbench.stored.source_search import LEAST

pytestmark = pytest.mark.usefixtures("only_file")

LETTERS = ["".join(some) for some in product(string.ascii_lowercase[:18], repeat=2)]


def keep(store: Store, *names: str) -> None:
    apply(store, *(making("source", source(name)) for name in names))


def found(store: Store, typed: str) -> list[str]:
    names = store._connections.read(lambda connection: names_like(connection, typed, 5))
    return [name.words for name in names]


def many(store: Store, pattern: str, *others: str) -> None:
    """Sources of one pattern, more than are handed on, and others that were made after them."""
    keep(store, *map(pattern.format, LETTERS), *others)
    assert len(LETTERS) > LEAST


def test_names_that_begin_as_typed_come_before_shorter_ones_with_the_words(store: Store) -> None:
    wanted = ["Kota Lama di Ujung Barat Pulau", "Museum Kota Lama di Ujung Barat Pulau"]
    many(store, "{} Lama Kota", *wanted)
    names = found(store, "kota lama")
    assert len(names) == LEAST
    assert [name for name in names if name in wanted] == wanted


def test_of_names_with_a_slip_those_with_most_of_what_was_typed_come_first(store: Store) -> None:
    wanted = "Kementerian Kesehatan dan Kesejahteraan"
    many(store, "{}mnterian abcdefgh", wanted)
    names = found(store, "kemnterian kesehatn")
    assert len(names) == LEAST
    assert wanted in names


def test_a_half_of_the_longest_word_is_enough_and_one_of_a_word_that_is_spared_is_not(
    store: Store,
) -> None:
    keep(store, "Kementerian Pqrs", "Dewan Dcxx")
    assert found(store, "kemnterian dcba") == ["Kementerian Pqrs"]
