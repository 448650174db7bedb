"""Each rule of runs of capitals by itself: what decides a case, and what it says."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Kind
from workbench.extract.name_rules import rules_for
from workbench.extract.run_rules import OPENINGS, TYPES, Opening, Unheaded

INDONESIAN = rules_for("id")


@pytest.mark.parametrize(
    ("word", "opens", "single", "rule", "is_no_name"),
    [
        ("Kami", True, True, "pronoun", True),
        ("Anak-anak", True, True, "pronoun", True),
        ("KPK", True, True, "acronym", False),
        ("Presiden", True, False, "known_opener", False),
        ("Jakarta", True, True, "known_opener", False),
        ("Rumahnya", True, True, "possessive", True),
        ("Rumahnya", False, True, "inside_sentence", False),
        ("Juga", False, True, "inside_sentence", True),
        ("Desa", True, False, "place_head", False),
        ("Penyelidikan", True, True, "role_shape", True),
        ("Hujan", True, True, "plain_word", True),
        ("Surya", True, True, "plain_word", False),
    ],
)
def test_a_rule_says_whether_a_run_begins_with_a_name(
    word: str, opens: bool, single: bool, rule: str, is_no_name: bool
) -> None:
    case = Opening(word, word.lower(), opens, single, frozenset({"hujan"}))
    assert OPENINGS.deciding(INDONESIAN, case) == rule
    assert OPENINGS(INDONESIAN, case) is is_no_name


@pytest.mark.parametrize(
    ("words", "before", "rule", "kind"),
    [
        (("bahari", "persero"), "", "organisation_word", Kind.ORGANISATION),
        (("suka", "maju"), "desa", "behind_place_head", Kind.PLACE),
        (("suka", "maju"), "di", "behind_preposition", Kind.PLACE),
        (("rudi", "hartanto"), "tersangka", "behind_role", Kind.PERSON),
        (("hujan", "deras"), "", "all_plain", None),
        (("rudi", "hartanto"), "", "form_of_person", Kind.PERSON),
        (("hartanto",), "", "single_word", None),
    ],
)
def test_a_rule_says_what_a_run_names(
    words: tuple[str, ...], before: str, rule: str, kind: Kind | None
) -> None:
    name = Unheaded(words, before, frozenset({"hujan", "deras"}))
    assert TYPES.deciding(INDONESIAN, name) == rule
    typed = TYPES(INDONESIAN, name)
    assert (typed[0] if typed else None) is kind


def test_a_long_run_of_unknown_words_names_nothing() -> None:
    name = Unheaded(tuple(f"kata{at}" for at in range(9)), "", frozenset())
    assert TYPES(INDONESIAN, name) is None
