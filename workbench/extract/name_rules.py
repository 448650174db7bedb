"""The tables that tell names apart in one language, compiled together.

Title words, organisation heads, words for places, what never is a name: all of it is data of the
language folder. Nothing here looks at a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from workbench.extract.bynames import nicknames_of
from workbench.extract.kept import compiled
from workbench.extract.known_names import known_for
from workbench.extract.lexicon import (
    Lexicon,
    alternation,
    cue_forms,
    lexicon_for,
    name_prefixes,
)
from workbench.extract.numbers import numbers_for
from workbench.extract.outlets import outlets_for, places_for
from workbench.extract.sentences import UPPER, words_for
from workbench.extract.terms import ShortForm, Side
from workbench.extract.text_words import Led


def _name_word() -> str:
    """Pattern source of one word of a name."""
    elided = alternation(lexicon_for("").words("names", "name_elisions"))
    return (
        rf"(?:(?<![\w.])(?:[{UPPER}]\.){{1,3}}|(?:(?:{name_prefixes()}|{elided})[-'’])?"
        rf"[{UPPER}]\w{{0,60}}(?:[-'’.&]\w{{1,60}}){{0,4}})"
    )


def _owning(lex: Lexicon) -> str:
    """The apostrophe of an owner inside the name of a body: "Shipowners' Forum"; behind any other
    name somebody's own begins ("the Reds' Tom Hale")."""
    bodies = alternation(lex.words("names", "organisation_words"))
    marks = [
        rf"(?<={ending[:-1]}){ending[-1]}(?= (?:[{UPPER}]\w{{1,30}} ){{0,2}}{bodies}(?![\w-]))"
        for ending in lex.words("complements", "short_owner_endings")
    ]
    return f"(?:{'|'.join(marks)})?" if marks else ""


def role_shape(lex: Lexicon) -> re.Pattern[str]:
    """What words for offices and people look like, where a language tells them by their form."""
    return _shape(lex.words("people", "role_shapes"))


def offices_of(lex: Lexicon) -> frozenset[str]:
    """The words that titles and offices begin with."""
    return frozenset(title.split()[0] for title in lex.set("people", "titles"))


def _shape(shapes: Sequence[str]) -> re.Pattern[str]:
    return compiled("|".join(shapes) if shapes else r"(?!)")


WordTable = tuple[frozenset[str], int]
"""Names in lower case, and how many words the longest has."""


class NameRules:
    """The name tables of one language, compiled together."""

    def __init__(self, lex: Lexicon) -> None:
        neutral = lexicon_for("")
        name_word = _name_word()
        owning = _owning(lex)
        connectors = set(lex.words("people", "connectors") or neutral.words("names", "connectors"))
        self.run = compiled(
            rf"(?<![\w@#])(?<!\w[-'’]){name_word}{owning}(?:[ \u00a0]"
            rf"(?:{alternation(sorted(connectors))}[ \u00a0])?{name_word}{owning}){{0,11}}"
        )
        self.articles = connectors & lex.set("frames", "adjuncts")
        """Join the words of a name, and stand before a title as well: "den Sprecher X"."""
        self.word = compiled(r"[^\s\u00a0]+")
        self.connectors = frozenset(connectors)
        self.prefix = compiled(rf"(?<![\w-]){name_prefixes()}[-‐‑]\Z", re.IGNORECASE)
        self.company_ends = words_for(lex.lang).companies_go_on
        self._people(lex)
        self.org_heads = _by_length(lex.set("names", "organisation_heads"))
        self.strict_heads = self.org_heads[0] - lex.set("names", "building_heads")
        self.org_words = lex.set("names", "organisation_words")
        self.organisations = lex.map("names", "organisations")
        self.known_names = known_for(lex.lang)
        self.known = _by_length(frozenset(self.organisations))
        self.place_heads = lex.set("names", "place_heads")
        self.prepositions = lex.set("names", "place_prepositions")
        self.open_prepositions = lex.set("names", "open_prepositions")
        """Those of them before a person's name as well."""
        self.place_words = self.place_heads | self.prepositions
        self.headless = lex.set("names", "no_place_heads_behind")
        self.number = compiled(numbers_for(lex.lang).source)
        self.not_acronyms = frozenset(w.upper() for w in lex.words("names", "not_acronyms"))
        self.term_heads = lex.set("names", "term_heads")
        """Words that open what has a short form and is no name: "Peraturan", "Aparatur"."""
        self.legal_forms = lex.set("names", "legal_forms")
        """Tell what a company is, alone in brackets behind its name: "(Persero)"."""
        self.common = lex.set("names", "common")
        self.common_shape = _shape(lex.words("names", "common_shapes"))
        self.places = places_for(lex.lang)
        self.not_people = self.describing | self.org_words | self.org_heads[0] | set(self.places)
        """Words of offices, bodies and places, none of which stands in a person's name."""
        self.calendar = (
            frozenset(lex.numbers("times", "months")) | frozenset(lex.numbers("times", "weekdays"))
            | frozenset(lex.map("times", "parts")) | lex.set("times", "zones")
        )  # fmt: skip
        self.currency = frozenset(lex.map("quantities", "currency"))
        self.pronouns = (
            lex.set("pronouns", "singular")
            | lex.set("pronouns", "plural")
            | lex.set("pronouns", "first")
        )
        self._around(lex, name_word)
        self._by_surname(lex)
        self.possessives = tuple(lex.words("frames", "clitics"))
        self.added = frozenset([*self.possessives, *lex.words("names", "added")])
        self.lang = lex.lang

    def _people(self, lex: Lexicon) -> None:
        """What people are, and what they are called."""
        self.titles = _by_length(lex.set("people", "titles"))
        self.role_words = lex.set("people", "role_words")
        self.role_shape = role_shape(lex)
        self.honorifics = lex.set("people", "honorifics")
        self.familiar = lex.set("people", "familiar")
        self.degrees = lex.set("people", "degrees")
        self.roles = lex.set("people", "roles")
        self.callings = lex.set("people", "callings") | lex.set("people", "casual_callings")
        self.given_before = lex.set("people", "given_before")
        self.offices = offices_of(lex)
        self.place_offices = lex.set("people", "place_offices")
        self.title_words = frozenset(word for title in self.titles[0] for word in title.split())
        self.ministers = lex.set("people", "ministers")
        self.heading = lex.set("people", "heading")
        """Titles behind which the name of a body follows: "Direktur X", "Ketua X"."""
        self.given = lex.set("people", "given")
        """Words of people's names that a tagger may not know."""
        self.courtesies = self.honorifics | (self.title_words - self.given)
        """What may stand between an office and the name, and is no part of the name."""
        self.describing = self.title_words | self.roles | self.role_words
        """What a title, a role or an office may be made of."""

    def _by_surname(self, lex: Lexicon) -> None:
        """How names are told where the last word of one alone stands for it."""
        self.by_surname = lex.text("names", "short_form") == ShortForm.SURNAME
        self.outlet_openings = (
            frozenset(name.split()[0] for name in outlets_for(lex.lang) if " " in name)
            if self.by_surname
            else frozenset()
        )
        self.month_names = lex.set("names", "month_names")
        self.homes = lex.set("complements", "links_of")
        """Lead from somebody to where they come from."""
        self.title_leads = lex.set("people", "title_leads")
        self.owner_endings = tuple(lex.words("complements", "owner_endings"))
        says = cue_forms(lex.lang, Side.BEFORE) if self.owner_endings else frozenset()
        self.verbs = says | lex.set("verbs", "auxiliaries")
        """What may follow a name that only looks like an owner's: "Moody's said"."""

    def _around(self, lex: Lexicon, name_word: str) -> None:
        """What goes on with a name, and what stands behind one."""
        joiner = alternation(lex.words("names", "connectors"))
        heads = lex.words("names", "organisation_heads")
        self.bracketed = Led(
            compiled(
                rf"(?<![\w-])({alternation(heads)}(?: (?:(?:{joiner}) )?{name_word}){{1,8}})"
                rf"(?= \((?P<short>[A-Z]\w{{1,11}})\))"
            ),
            heads,
        )
        """Begins like an organisation and ends before its short form in brackets."""
        self.nicknames = nicknames_of(lex, name_word)


def _by_length(words: frozenset[str]) -> WordTable:
    return words, max((word.count(" ") + 1 for word in words), default=0)


@lru_cache(maxsize=16)
def rules_for(lang: str) -> NameRules:
    """The name rules of a language."""
    return NameRules(lexicon_for(lang))
