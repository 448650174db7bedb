from __future__ import annotations

import unicodedata

import pytest
from cpu_work import assert_grows
from hypothesis import given
from hypothesis import strategies as st

from workbench.intake import NORMALISER, normalise

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "\0\r\n\ufeff\ud800\udfff e\u0301\u0316\u0958\u0f73\u1100\u1161\u0344\t\x1b\u202e"
        ),
    ),
    max_size=120,
)


@given(HOSTILE)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once, _ = normalise(text)
    again, notes = normalise(once)
    assert again == once
    assert notes == ()


@given(HOSTILE)
def test_normalised_text_can_be_stored_and_has_only_line_feeds(text: str) -> None:
    once, _ = normalise(text)
    once.encode("utf-8")
    assert not set(once) & {"\0", "\r"}
    assert not once.startswith("\ufeff")
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(alphabet="abc \n.,“”", max_size=80))
def test_clean_text_loses_nothing_but_blank_lines_at_its_end(text: str) -> None:
    once, notes = normalise(text)
    assert text.startswith(once)
    assert not text[len(once) :].strip()
    assert notes == ()


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("\ufeffHalo", "Halo", "BOM removed"),
        ("a\0b\0c", "abc", "2 NUL removed"),
        ("a\r\nb\rc", "a\nb\nc", "CRLF line ends made LF"),
        ("a\rb", "a\nb", "CR line ends made LF"),
        ("a\ud83db", "a\ufffdb", "1 lone surrogate replaced by U+FFFD"),
        ("caf\u0065\u0301 na\u0069\u0308f", "caf\u00e9 na\u00eff", "normalised to NFC: 2 places"),
    ],
)
def test_each_repair_is_counted(text: str, expected: str, note: str) -> None:
    assert normalise(text) == (expected, (note,))


def test_boilerplate_inner_blanks_and_escapes_stay() -> None:
    text = "Judul  \n\n\n\tIsi \x1b[31mmerah\x1b[0m \u202e.\nSuka kabar kami?  "
    assert normalise(text + "\n \n\n") == (text, ())


def test_endless_combining_marks_take_no_quadratic_time() -> None:
    few, marks = ("\u0301" * size + "\u0316" * size for size in (7_500, 60_000))
    assert_grows(normalise, small=f"e{few} e\u0301", large=f"e{marks} e\u0301", at_most=20)
    text, _ = normalise("e" + marks + " e\u0301")
    assert text == "e" + marks + " \u00e9"
    assert normalise(text) == (text, ())


def test_the_normaliser_has_a_name() -> None:
    assert NORMALISER == "nfc-lf-1"
