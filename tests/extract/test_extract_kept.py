"""What is kept between runs is what would be made anew, or it is made anew."""

from __future__ import annotations

import re

import pytest

from workbench.extract import extract
from workbench.extract.kept import Kept, compiled, kept

TEXTS = {
    "id": "Kepala desa Budi Santoso mengatakan 12 orang tewas pada Selasa (10/3/2026).",
    "en": "Police chief Ana Reis said on Tuesday that 12 people died, Harbour Wire reported.",
    "de": "Der Sprecher Jan Vogt sagte am Dienstag, zwölf Menschen seien verletzt worden.",
    "": "12 km, 2026-03-10",
}


@pytest.mark.parametrize("lang", TEXTS)
def test_a_kept_pattern_is_what_re_makes_of_its_source(lang: str) -> None:
    extract(TEXTS[lang], lang=lang)
    given = kept()._values
    patterns = [key.split(" ", 2)[1:] for key in given if key.startswith("re ")]
    assert len(patterns) > 50
    for flags, source in patterns:
        made = re.compile(source, int(flags))
        assert compiled(source, int(flags)) == made
        assert compiled(source, int(flags)).groupindex == made.groupindex


def test_named_groups_and_flags_survive_being_kept() -> None:
    for _ in range(2):
        match = compiled(r"(?P<day>\d+)\.(?P<word>mai|juni)?", re.IGNORECASE).match("12.MAI")
        assert match
        assert match.groupdict() == {"day": "12", "word": "MAI"}
        assert match.lastgroup == "word"


def test_what_was_kept_is_not_made_again() -> None:
    first, second = Kept(), Kept()
    assert first.made("sum", "1 + 1", lambda: {"is": 2}) == {"is": 2}
    stored = first.to_keep()
    assert stored
    assert first.to_keep() is None
    second.take(stored)
    assert second.made("sum", "1 + 1", _unasked) == {"is": 2}
    assert second.to_keep() is None


def test_what_is_damaged_is_not_taken() -> None:
    made = Kept()
    made.made("sum", "1 + 1", lambda: 2)
    stored = made.to_keep()
    assert stored
    for damaged in (b"", stored[:-1], stored[:20], stored[:-1] + b"?", b"?" + stored, stored * 2):
        taken = Kept()
        taken.take(damaged)
        assert taken.made("sum", "1 + 1", lambda: 3) == 3


def test_a_value_that_was_kept_is_nobody_elses() -> None:
    one = Kept()
    one.made("words", "a", lambda: ["a"]).append("b")
    assert one.made("words", "a", _unasked) == ["a"]


def _unasked() -> object:
    raise AssertionError("made again")
