from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.domain import grapheme
from workbench.present.editing import Edit, edited, view

KEYS = (
    "left", "right", "home", "end", "backspace", "delete", "ctrl+a", "ctrl+e", "ctrl+w", "ctrl+u",
    "ctrl+k", "ctrl+left", "ctrl+right",
)  # fmt: skip


def typed(value: str, *keys: str, at: int | None = None) -> Edit:
    edit = Edit(value, len(value) if at is None else at)
    for key in keys:
        after = edited(edit, key, key if len(key) == 1 else None)
        assert after is not None
        edit = after
    return edit


@pytest.mark.parametrize(
    ("value", "keys", "result"),
    [
        ("lang:id", ("backspace", "backspace", "e", "n"), "lang:en"),
        ("Daily Sabah", ("ctrl+w",), "Daily "),
        ("Daily Sabah", ("ctrl+a", "x"), "xDaily Sabah"),
        ("Daily Sabah", ("home", "delete", "delete"), "ily Sabah"),
        ("Daily Sabah", ("ctrl+u",), ""),
        ("Daily Sabah", ("ctrl+left", "ctrl+k"), "Daily "),
        ("e\u0301", ("backspace",), ""),
        ("🇮🇩🇮🇩", ("left", "delete"), "🇮🇩"),
    ],
)
def test_editing_keys(value: str, keys: tuple[str, ...], result: str) -> None:
    assert typed(value, *keys).value == result


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        (("t", "o"), "to"),
        (("backspace",), ""),
        ((" ", "x"), "lang:id x"),
        (("left", "x"), "lang:ixd"),
        (("end", "x"), "lang:idx"),
        (("ctrl+w", "x"), "lang:x"),
    ],
)
def test_what_is_selected_is_replaced_by_what_is_typed_and_kept_by_keys_that_move(
    keys: tuple[str, ...], result: str
) -> None:
    edit = Edit("lang:id", 7, is_selected=True)
    for key in keys:
        after = edited(edit, key, key if len(key) == 1 else None)
        assert after is not None
        edit = after
    assert (edit.value, edit.is_selected) == (result, False)


def test_a_paste_replaces_what_is_selected() -> None:
    assert Edit("lang:id", 7, is_selected=True).insert("topic:air") == Edit.of("topic:air")


def test_other_keys_edit_nothing() -> None:
    assert edited(Edit("x"), "f5", None) is None
    assert edited(Edit("x"), "enter", "\r") is None


def test_a_paste_becomes_one_line() -> None:
    assert Edit.of("a ").insert("satu\ndua\r\ntiga") == Edit.of("a satu dua tiga")


@given(st.text(max_size=30), st.lists(st.sampled_from(KEYS), max_size=12), st.integers(1, 20))
@settings(deadline=None)
def test_the_cursor_stays_in_the_line_and_in_sight(value: str, keys: list[str], width: int) -> None:
    value = " ".join(value.splitlines())
    edit = typed(value, *keys)
    assert 0 <= edit.at <= len(edit.value)
    assert edit.at == len(edit.value) or grapheme.floor(edit.value, edit.at) == edit.at
    words, column = view(edit, width)
    assert cell_len(words) <= max(0, width - 1)
    assert column <= max(0, width - 1)
