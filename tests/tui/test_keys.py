from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key

from workbench.settings import KeyOverride, Problem
from workbench.tui.catalogue import read_catalogue
from workbench.tui.input import Decoder
from workbench.tui.input.seam import Translation
from workbench.tui.keymap import Keymap, build_keymap, default_keys
from workbench.tui.keynames import NAMES, normalise, parse_keys, show_keys
from workbench.tui.keys import (
    MAX_COUNT,
    Cancelled,
    KeyReader,
    Matched,
    Outcome,
    Pending,
    Unknown,
)
from workbench.tui.registry import Pane

CATALOGUE = read_catalogue()
IDS = {action.id for action in CATALOGUE}
DEFAULT_KEYS = default_keys(CATALOGUE)
DEFAULT, DEFAULT_PROBLEMS = build_keymap(CATALOGUE)
FILE = Path("keys.toml")


def _events(sent: str) -> list[Key]:
    """The keys that textual is told of."""
    came = Decoder(now=0, escape_seconds=1).feed(sent.encode(), 9)
    return [one for one in Translation().messages(came, sizes_asked=False) if isinstance(one, Key)]


def _typed(keymap: Keymap, keys: str, pane: Pane) -> Outcome:
    reader = KeyReader(keymap)
    outcome: Outcome = Cancelled()
    for key in keys.split():
        outcome = reader.feed(key, pane)
    return outcome


def _overridden(*overrides: tuple[str, tuple[str, ...]]) -> tuple[Keymap, tuple[Problem, ...]]:
    given_keys = (KeyOverride(a, k, FILE, n) for n, (a, k) in enumerate(overrides, 1))
    return build_keymap(CATALOGUE, given_keys)


def test_the_default_keys_do_not_clash() -> None:
    assert DEFAULT_PROBLEMS == ()


def test_every_default_key_is_reachable_in_a_pane_of_its_action() -> None:
    for action in CATALOGUE:
        for keys in DEFAULT_KEYS[action.id]:
            found = [_typed(DEFAULT, " ".join(keys), pane) for pane in action.panes]
            assert found == [Matched(action.id, None)] * len(found)


def test_no_default_needs_what_a_terminal_may_not_send() -> None:
    for action_id, sequences in DEFAULT_KEYS.items():
        for key in (key for keys in sequences for key in keys):
            assert not re.match(r"alt\+|super\+|meta\+|hyper\+|ctrl\+shift", key), action_id
            assert key not in {f"ctrl+{letter}" for letter in "sqhimj"}, action_id
        if any(key.startswith("f") and key[1:].isdigit() for keys in sequences for key in keys):
            assert len(sequences) > 1, action_id


def test_one_key_answers_a_question_in_text_and_facts() -> None:
    for pane in (Pane.TEXT, Pane.FACTS, Pane.CLAIM):
        assert _typed(DEFAULT, "a", pane) == Matched("fact.accept", None)
        assert _typed(DEFAULT, "x", pane) == Matched("fact.reject", None)


def test_a_nearer_pane_goes_first_and_the_rest_falls_back() -> None:
    assert _typed(DEFAULT, "a", Pane.SOURCES) == Matched("source.accept", None)
    assert _typed(DEFAULT, "a s", Pane.SELECTION) == Matched("selection.around_sentence", None)
    assert _typed(DEFAULT, "e s", Pane.TEXT) == Matched("fact.correct_speaker", None)
    assert _typed(DEFAULT, "e s", Pane.CLAIM) == Matched("chain.choose_source", None)
    assert _typed(DEFAULT, "e", Pane.SELECTION) == Matched("move.word_end", None)
    assert _typed(DEFAULT, "u", Pane.SELECTION) == Matched("desk.undo", None)


def test_counts_come_before_keys() -> None:
    assert _typed(DEFAULT, "1 2 j", Pane.TEXT) == Matched("move.down", 12)
    assert _typed(DEFAULT, "1 0 ] u", Pane.TEXT) == Matched("jump.next_question", 10)
    assert _typed(DEFAULT, "0", Pane.TEXT) == Unknown(("0",))


@given(st.text("0123456789", min_size=1, max_size=40).filter(lambda digits: digits[0] != "0"))
def test_no_count_is_too_long(digits: str) -> None:
    outcome = _typed(DEFAULT, f"{' '.join(digits)} j", Pane.TEXT)
    assert isinstance(outcome, Matched)
    assert outcome.times is not None
    assert 1 <= outcome.times <= MAX_COUNT


def test_a_prefix_waits_and_tells_what_may_follow() -> None:
    outcome = _typed(DEFAULT, "]", Pane.TEXT)
    assert isinstance(outcome, Pending)
    following = {after.key: after.actions for after in outcome.continuations}
    assert following["u"] == ("jump.next_question",)
    assert following["a"] == ("article.next",)


def test_escape_takes_a_prefix_or_count_back_and_is_a_key_otherwise() -> None:
    reader = KeyReader(DEFAULT)
    for prefix in ("]", "7"):
        reader.feed(prefix, Pane.TEXT)
        assert reader.feed("escape", Pane.TEXT) == Cancelled()
        assert reader.feed("j", Pane.TEXT) == Matched("move.down", None)
    assert reader.feed("escape", Pane.TEXT) == Matched("pane.escape", None)


def test_an_unknown_sequence_is_swallowed_whole() -> None:
    reader = KeyReader(DEFAULT)
    reader.feed("g", Pane.TEXT)
    assert reader.feed("Z", Pane.TEXT) == Unknown(("g", "Z"))
    assert reader.feed("x", Pane.TEXT) == Matched("fact.reject", None)


def test_another_pane_starts_anew() -> None:
    reader = KeyReader(DEFAULT)
    reader.feed("g", Pane.TEXT)
    assert reader.feed("j", Pane.FACTS) == Matched("move.down", None)


def test_a_modifier_alone_changes_nothing() -> None:
    reader = KeyReader(DEFAULT)
    assert reader.feed("left_shift", Pane.TEXT) == Cancelled()
    reader.feed("]", Pane.TEXT)
    assert isinstance(reader.feed("left_shift", Pane.TEXT), Pending)
    assert reader.feed("u", Pane.TEXT) == Matched("jump.next_question", None)


def test_an_override_replaces_the_keys_of_its_action() -> None:
    keymap, problems = _overridden(("jump.again", ("%", "g %")))
    assert problems == ()
    assert _typed(keymap, "%", Pane.TEXT) == Matched("jump.again", None)
    assert _typed(keymap, "g %", Pane.TEXT) == Matched("jump.again", None)
    assert _typed(keymap, ";", Pane.TEXT) == Unknown((";",))


def test_no_keys_unbind() -> None:
    keymap, problems = _overridden(("desk.suspend", ()))
    assert problems == ()
    assert _typed(keymap, "ctrl+z", Pane.TEXT) == Unknown(("ctrl+z",))


def test_an_unknown_action_is_reported_with_the_nearest() -> None:
    keymap, (problem,) = _overridden(("fact.acept", ("%",)))
    assert (problem.line, problem.nearest) == (1, "fact.accept")
    assert _typed(keymap, "a", Pane.TEXT) == Matched("fact.accept", None)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [("entr", "'enter'"), ("gg", "'g g'"), ("ctl+d", "'ctrl'"), ("3 j", "count"), ("pgdwn", "'pg")],
)
def test_a_misspelt_key_is_reported_and_the_default_stays(wrong: str, hint: str) -> None:
    keymap, (problem,) = _overridden(("fact.accept", (wrong,)))
    assert hint in problem.what
    assert _typed(keymap, "a", Pane.TEXT) == Matched("fact.accept", None)


def test_taking_a_key_from_a_default_is_reported() -> None:
    keymap, problems = _overridden(("desk.undo", ("g",)))
    assert {problem.line for problem in problems} == {1}
    assert problems[0].what.startswith("'g' is taken from move.top (gg)")
    assert "origin.show in desk" in problems[1].what
    assert _typed(keymap, "g", Pane.ANYWHERE) == Matched("desk.undo", None)


def test_of_two_overrides_for_one_key_the_first_stays() -> None:
    keymap, problems = _overridden(("fact.accept", ("%",)), ("fact.reject", ("%",)))
    assert [(p.line, p.key) for p in problems] == [(2, "fact.reject")]
    assert _typed(keymap, "%", Pane.TEXT) == Matched("fact.accept", None)


def test_hiding_a_key_of_a_farther_pane_is_reported() -> None:
    keymap, problems = _overridden(("fact.accept", ("y",)))
    assert [str(p) for p in problems] == ["keys.toml:1: fact.accept: 'y' hides desk.copy in desk"]
    assert _typed(keymap, "y", Pane.TEXT) == Matched("fact.accept", None)
    assert _typed(keymap, "y", Pane.LIBRARY) == Matched("desk.copy", None)


def test_being_hidden_by_a_nearer_pane_is_reported() -> None:
    _, problems = _overridden(("desk.copy", ("x",)))
    assert [p.what for p in problems] == [
        "'x' is suggestion.skip in suggestions, related.reject in related, "
        "arrival.keep in arrivals, case.neither in case, otherwise.dispute in otherwise, "
        "otherwise.dispute in ruled, fact.reject in desk, "
        "counterparts.reject in counterparts, dossier.take_out in group, "
        "open.dismiss in open, sameness.reject in sameness"
    ]


def test_repeating_a_default_is_no_problem() -> None:
    assert _overridden(("source.accept", ("a",)), ("selection.end", ("q",)))[1] == ()


KEYS = st.sampled_from([*"abcdefgjkxyz]:[", "enter", "ctrl+d", "f2", "space"])
OVERRIDES = st.lists(
    st.tuples(
        st.sampled_from(sorted(IDS)),
        st.lists(st.lists(KEYS, min_size=1, max_size=3).map(" ".join), max_size=2).map(tuple),
    ),
    max_size=8,
    unique_by=lambda override: override[0],
)


@given(OVERRIDES, st.sampled_from(list(Pane)), st.lists(KEYS, max_size=12))
def test_whatever_is_bound_each_key_has_one_answer_that_works_in_the_pane(
    overrides: list[tuple[str, tuple[str, ...]]], pane: Pane, keys: list[str]
) -> None:
    keymap, _ = _overridden(*overrides)
    reader = KeyReader(keymap)
    for key in keys:
        outcome = reader.feed(key, pane)
        if isinstance(outcome, Matched):
            action = next(a for a in CATALOGUE if a.id == outcome.action_id)
            assert action.works_in(pane)
        if isinstance(outcome, Pending) and outcome.keys:
            assert outcome.continuations
    calls: dict[tuple[Pane, tuple[str, ...]], str] = {}
    for binding in keymap.bindings:
        for place in binding.action.panes:
            called = calls.setdefault((place, binding.keys), binding.action.id)
            assert called == binding.action.id
    for place, sequence in calls:
        for length in range(1, len(sequence)):
            assert (place, sequence[:length]) not in calls


@given(st.characters(min_codepoint=33, exclude_categories=("C", "Z")))
def test_a_typed_character_is_its_own_name_however_textual_calls_it(character: str) -> None:
    (event,) = _events(character)
    assert normalise(event.key, event.character) == character
    assert normalise(character) == character


@pytest.mark.parametrize("character", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
def test_punctuation_is_known_by_textuals_name_alone(character: str) -> None:
    (event,) = _events(character)
    assert normalise(event.key) == character


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("\x04", "ctrl+d"), ("\x1a", "ctrl+z"), ("\t", "tab"), ("\r", "enter"), 
        ("\x7f", "backspace"),
        ("\x1b[Z", "shift+tab"), ("\x1b[5~", "pageup"), ("\x1b[A", "up"), (" ", "space"),
        ("\x1b[106;2;74u", "J"), ("\x1b[93;;93u", "]"), ("\x1b[100;5u", "ctrl+d"),
        ("\x1b[57441u", ""), ("\x1bOP", "f1"), ("J", "J"), ("\x03", "ctrl+c"), ("\x0f", "ctrl+o"),
    ],
)  # fmt: skip
def test_what_a_terminal_sends_is_named_as_the_analyst_writes_it(sent: str, key: str) -> None:
    assert "".join(normalise(event.key, event.character) for event in _events(sent)) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [("Esc", "escape"), ("CTRL+D", "ctrl+d"), ("ctrl+i", "tab"), ("ctrl+[", "escape"),
     ("shift+j", "J"), ("PgDn", "pagedown"), ("return", "enter"), ("ctrl++", "ctrl++"),
     ("+", "+"), ("shift+ctrl+up", "ctrl+shift+up"), ("backtab", "shift+tab")],
)  # fmt: skip
def test_spellings_of_one_key_are_one(written: str, key: str) -> None:
    assert normalise(written) == key


@given(st.lists(st.sampled_from([*NAMES, *"abzJG]?:+", "ctrl+d", "shift+tab"]), min_size=1))
def test_what_is_written_is_read_back(keys: list[str]) -> None:
    assert parse_keys(" ".join(keys)) == tuple(keys)


@given(st.text(max_size=30))
def test_no_spelling_breaks_the_reader(words: str) -> None:
    try:
        keys = parse_keys(words)
    except ValueError:
        return
    assert show_keys(keys)
    assert all(normalise(key) == key for key in keys)
