"""Whatever bytes come: no exception, no act that no key asked for, every key read right.

The long form: `python tests/fuzz/fuzz_decoder.py 1000000`.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streams import PROPERTIES, Reader, run

from workbench.tui.input import Decoder


@pytest.mark.parametrize("check", PROPERTIES)
@settings(deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_streams_made_by_the_grammar(
    check: Callable[[random.Random], None], chance: random.Random
) -> None:
    check(chance)


@settings(deadline=None)
@given(pieces=st.lists(st.tuples(st.binary(max_size=60), st.floats(0, 3)), max_size=8))
def test_any_bytes_at_any_time_are_read_and_the_next_key_is_a_key(
    pieces: list[tuple[bytes, float]],
) -> None:
    reader = Reader()
    for data, pause in pieces:
        reader.read(data)
        reader.wait(pause)
    reader.wait(12)
    reader.came.clear()
    reader.read(b"Q")
    reader.wait(12)
    assert reader.keys == ["Q"]


@settings(deadline=None)
@given(text=st.text(max_size=40), cut=st.integers(0, 160))
def test_text_cut_between_any_two_bytes_is_the_same_text(text: str, cut: int) -> None:
    data = b"\x1b[200~" + text.encode() + b"\x1b[201~"
    whole, parted = Reader(), Reader()
    whole.read(data)
    parted.read(data[:cut])
    parted.wait(0.3)
    parted.read(data[cut:])
    assert whole.came == parted.came


def test_ten_thousand_streams() -> None:
    run(10_000, seed=7)


def test_time_is_only_what_is_handed_in() -> None:
    decoder = Decoder(now=0, escape_seconds=0.1)
    assert decoder.feed(b"\x1b", 5) == []
    assert decoder.deadline == pytest.approx(5.1)
    assert decoder.tick(5.05) == []
    assert [str(one) for one in decoder.tick(5.2)]
