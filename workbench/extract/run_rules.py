"""The rules of runs of capitals: whether the first word is a name at all, and what a name names.

Small rules in lists (rule_list.py); their words are data of the language. The order is the rule: a
title is a title even where it stands among common words.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.gazetteer import gazetteer
from workbench.extract.name_rules import NameRules
from workbench.extract.rule_list import NOTHING, Nothing, RuleList

_MOST_OF_PERSON = 6
"""Words of a person's name that nothing introduces; a longer run of capitals is a title or list."""


class Opening(NamedTuple):
    """The word that begins a segment of a run."""

    word: str
    lower: str
    """In small letters, without a full stop."""
    opens: bool
    """Whether its sentence begins with it, so that its capital says nothing."""
    single: bool
    """Whether no other word of the run follows."""
    lowercase: frozenset[str]
    """Words that the text writes in small letters elsewhere."""
    following: str = ""
    """The next word of the run, in small letters; empty where none follows."""


def pronoun(rules: NameRules, case: Opening) -> bool | None:
    """ "Kami": never a name, nor is a word that is doubled ("Anak-anak")."""
    half, dash, other = case.lower.partition("-")
    return True if case.lower in rules.pronouns or (dash and half == other) else None


def acronym(rules: NameRules, case: Opening) -> bool | None:
    """ "KPK": capitals throughout are a name, but for common words in a headline."""
    shouted = case.word.isupper() and len(case.word) > 1
    return False if shouted and case.lower not in rules.common else None


def known_opener(rules: NameRules, case: Opening) -> bool | None:
    """ "Presiden", "Jakarta", "Kementerian": a title, a place, a head of organisations' names."""
    lower = case.lower
    known = lower in rules.titles[0] or lower in rules.places or lower in rules.org_heads[0]
    return False if known else None


def number(rules: NameRules, case: Opening) -> bool | None:
    """ "Twelve Indonesians", "Seventy-six Rohingya refugees": how many, where a sentence begins."""
    if not case.opens or not rules.number.fullmatch(case.lower):
        return None
    known = gazetteer()
    is_people = case.following in known.demonyms or case.following in known.countries
    return True if is_people or "-" in case.lower else None  # "Fifty Cent"


def possessive(rules: NameRules, case: Opening) -> bool | None:
    """ "Rumahnya": a plain word with its ending, alone where a sentence begins."""
    plain = case.opens and case.single and case.lower.endswith(rules.possessives)
    return True if plain else None


def inside_sentence(rules: NameRules, case: Opening) -> bool | None:
    """A capital inside a sentence is a name's, but for a single common word."""
    return None if case.opens else case.lower in rules.common and case.single


def place_head(rules: NameRules, case: Opening) -> bool | None:
    """ "Desa Sukamaju" where a sentence begins."""
    return False if case.lower in rules.place_heads and not case.single else None


def role_shape(rules: NameRules, case: Opening) -> bool | None:
    """ "Pemerintahan": formed like a word for people or bodies, and no part of titles."""
    shaped = rules.role_shape.fullmatch(case.lower) and case.lower not in rules.role_words
    return True if shaped else None


def plain_word(rules: NameRules, case: Opening) -> bool:
    """Otherwise a common word, or one that the text writes in small letters too, is no name."""
    return case.lower in rules.common or case.lower in case.lowercase


OPENINGS: RuleList[NameRules, Opening, bool] = RuleList(
    pronoun,
    acronym,
    known_opener,
    number,
    possessive,
    inside_sentence,
    place_head,
    role_shape,
    plain_word,
)
"""Whether the first word of a segment is no name."""


class Unheaded(NamedTuple):
    """A name without a title or a head of organisations' or places' names."""

    words: tuple[str, ...]
    """In small letters, without full stops."""
    before: str
    """The word before it."""
    lowercase: frozenset[str]


Typed = tuple[Kind | None, str, float]
"""Kind, rule and score: an estimate, for what only a form or a neighbour speaks for."""


def organisation_word(rules: NameRules, name: Unheaded) -> Typed | None:
    """ "Persatuan Guru": holds a word of organisations' names."""
    held = rules.org_words.intersection(name.words)
    return (Kind.ORGANISATION, "name.organisation.word", 0.85) if held else None


def behind_place_head(rules: NameRules, name: Unheaded) -> Typed | None:
    """ "desa Sukamaju"."""
    found = name.before in rules.place_heads
    return (Kind.PLACE, "name.place.behind_head", 0.85) if found else None


def behind_preposition(rules: NameRules, name: Unheaded) -> Typed | None:
    """ "di Sukamaju"."""
    found = name.before in rules.prepositions
    if name.before in rules.open_prepositions and len(name.words) > 1:
        return None
    return (Kind.PLACE, "name.place.preposition", 0.75) if found else None


def behind_role(rules: NameRules, name: Unheaded) -> Typed | None:
    """ "tersangka Budi", "spokeswoman Ana Reis"."""
    found = name.before in rules.given_before or name.before in rules.roles
    return (Kind.PERSON, "name.person.role", 0.8) if found else None


def all_plain(rules: NameRules, name: Unheaded) -> Nothing | None:
    """ "Semua Orang": nothing but common words."""
    plain = all(word in rules.common or word in name.lowercase for word in name.words)
    return NOTHING if plain else None


def form_of_person(rules: NameRules, name: Unheaded) -> Typed | None:
    """ "Ana Reis": some words in capitals, of which nothing else is known."""
    fits = 2 <= len(name.words) <= _MOST_OF_PERSON
    return (Kind.PERSON, "name.person.form", 0.45) if fits else None


def single_word(rules: NameRules, name: Unheaded) -> Typed | None:
    """ "Reis": a name of whatever kind."""
    return (None, "name.unknown", 0.4) if len(name.words) == 1 else None


TYPES: RuleList[NameRules, Unheaded, Typed] = RuleList(
    organisation_word,
    behind_place_head,
    behind_preposition,
    behind_role,
    all_plain,
    form_of_person,
    single_word,
)
"""What a name is that begins with nothing telling."""
