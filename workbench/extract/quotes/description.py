"""Descriptions that stand for somebody named elsewhere: "presiden AS itu", "kelompok tersebut".

Says what sort of thing a phrase describes. Who of an article holds the office that it names,
`offices` knows; whom it means when nobody does is decided by the resolver, never here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for

_MARK = compiled(r"[,.;:!?()\n\"“”](?!\w)")
"""A mark that ends a phrase; none inside "U.S."."""
_OWNED = compiled(r"(?<=.)[’'](?:s?\Z)")
"""The end of an owner: "the victim's mother"."""
_WORD = compiled(r"\w[\w'’-]*")
_BETWEEN = 5
"""Words between an article and the noun of an office."""
_DEFINITE_LONGEST = 12
"""Code points before a phrase in which "sang" stands."""


class Sort(StrEnum):
    """What sort of thing a phrase describes."""

    PERSON = "person"
    GROUP = "group"
    STATE = "state"
    DOCUMENT = "document"
    OUTLET = "outlet"
    THING = "thing"


class Description(NamedTuple):
    """What a phrase says of the one it means."""

    sort: Sort
    head: str
    """Its first noun in lower case."""
    role: tuple[str, ...]
    """Its words in their long forms, without what only colours it."""
    definite: bool
    """Whether it says that the one is known: "itu", "tersebut", "sang"."""
    colours: frozenset[str] = frozenset()
    """Its words with a capital that tell the one from others in such an office."""


class DescriptionRules:
    """The words of descriptions in one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.groups = lex.set("references", "groups")
        self.fronts = lex.set("references", "fronts")
        self.states = lex.set("references", "states")
        self.documents = frozenset(word.split()[0] for word in lex.set("people", "documents"))
        self.outlets = compiled(
            rf"{alternation(sorted(lex.set('lines', 'relay_nouns') - self.documents))}(?![\w-])"
        )
        self.sources = lex.set("people", "sources")
        self.bare = lex.set("references", "bare_groups") | lex.set("references", "bare_papers")
        self.statements = lex.set("references", "statements")
        self.utterances = lex.set("references", "utterances")
        self.definite = lex.set("references", "definite")
        self.articles = lex.set("references", "articles")
        self.deputies = lex.set("references", "deputies")
        self.demonstrative = lex.set("frames", "demonstrative")
        self.former = lex.set("references", "former")
        self.varied = lex.set("references", "varied")
        """What a text calls somebody besides, for the sake of another word."""
        self.marked = self.deputies | self.former
        """Words without which an office is another one."""
        self.ends = lex.set("references", "ends") | lex.set("frames", "relative")
        self.quantifiers = lex.set("frames", "quantifiers") - self.definite
        self.led = self.articles | self.ends | lex.set("frames", "quantifiers")
        """Where the words before a name end that say what somebody is."""
        self.forms = lex.map("references", "forms")
        whole = {*self.forms, *self.forms.values()}
        self.form = compiled(rf"(?<![\w-]){alternation(sorted(whole))}(?![\w-])")
        roles = [*lex.words("people", "roles"), *(w.lower() for w in lex.words("people", "titles"))]
        attributes = alternation(lex.words("references", "attributes"))
        known = alternation(sorted(self.demonstrative))
        ends = alternation(sorted(lex.set("frames", "adjuncts")))
        announcing = alternation(lex.words("references", "announcing"))
        self.announcing = compiled(rf"[\s”\"]*(?:(?i:{announcing})\s)?")
        self.attribute = compiled(
            rf"\s{attributes}\s[^,.;:!?\n()\"“”]*?\s{known}(?=[,.;\n]|\Z|\s{ends}(?![\w-]))"
        )
        self.role = compiled(rf"(?<![\w-]){alternation(roles)}(?![\w-])", re.IGNORECASE)
        shapes = lex.words("people", "person_shapes")
        self._person = compiled("|".join(shapes) or r".+")
        self._no_person = lex.set("people", "not_persons")

    def describe(self, words: str) -> Description | None:
        """What a phrase describes; None for one that introduces somebody new."""
        tokens = [token.lower() for token in _WORD.findall(words)]
        definite = bool(tokens) and tokens[-1] in self.demonstrative
        is_titled = bool(tokens) and tokens[0] in self.definite  # "sang patriark": a person
        if is_titled:
            definite = True
            tokens = tokens[1:]
        if len(tokens) > 1 and tokens[0] in self.fronts and tokens[1] in self.groups:
            tokens = tokens[1:]
        if not tokens or tokens[0] in self.quantifiers:
            return None
        if is_doubled(tokens[0]) and tokens[0] not in self.documents:
            return None
        role = self.long_form(self.core(tokens))
        head = tokens[1] if tokens[0] in self.former and len(tokens) > 1 else tokens[0]
        definite = definite or (tokens == [head] and head in self.bare)
        whole = " ".join(tokens)
        sort = Sort.OUTLET if self.outlets.match(whole) else self._sort(head, whole)
        if sort is Sort.THING and is_titled:
            sort = Sort.PERSON
        return Description(sort, head, role, definite)

    def pointed_at(self, words: str) -> Description | None:
        """What "the group" or "the former president" describes, an article and its noun, with words
        between them where it is a person's: "the Vermont senator", "the governor of Ohio"."""
        article, _, rest = words.partition(" ")
        if article.lower() not in self.articles or not rest or _MARK.search(rest):
            return None
        plain = self.core(rest.split())
        *between, noun = plain
        if not noun.isalpha() or not noun.islower() or len(between) > _BETWEEN:
            return None
        if between or len(plain) < len(rest.split()):
            is_one = self.is_one(noun) and noun not in self.groups
            if not is_one or any(_OWNED.search(word) for word in between):
                return None
            role = tuple(word.lower() for word in plain)
            return Description(Sort.PERSON, noun, role, definite=True, colours=self.colours(plain))
        sort = Sort.OUTLET if self.outlets.fullmatch(noun) else self._sort(noun, noun)
        if sort is Sort.PERSON and not (self.role.fullmatch(noun) or noun in self.sources):
            return None
        return Description(sort, noun, (noun,), definite=True)

    def is_one(self, noun: str) -> bool:
        """Whether a noun is one for a person: "senator", not "senators"."""
        return self.role.fullmatch(noun) is not None and not self.role.fullmatch(noun[:-1])

    def colours(self, words: Sequence[str]) -> frozenset[str]:
        """The words with a capital that say which of several holds an office: "Ohio", "GOP"."""
        capitals = [word for word in words if word[0].isupper() and "." not in word]
        return frozenset(
            self.forms.get(word.lower(), word.lower())
            for word in capitals
            if not self.role.fullmatch(word)
        )

    def definite_before(self, text: str, at: int) -> str:
        """ "sang " where it stands before a phrase; else nothing."""
        word = text[max(0, at - _DEFINITE_LONGEST) : at].rsplit(None, 1)[-1:]
        return f"{word[0]} " if word and word[0].lower() in self.definite else ""

    def opens_role(self, words: str) -> bool:
        """Whether a phrase opens with an office, or with the word for a former one."""
        first = words.split(" ", 1)[0].lower()
        return first in self.former or bool(self.role.match(words))

    def holds_role(self, words: str) -> bool:
        """Whether an office or what somebody is stands among some words."""
        return self.role.search(words) is not None

    def core(self, tokens: Sequence[str]) -> list[str]:
        """The words of a description up to what tells more of it: "the head | of the office"."""
        core: list[str] = []
        for token in tokens:
            if core and token in self.ends:
                break
            core.append(token)
        return core

    def _sort(self, head: str, words: str) -> Sort:
        if head in self.groups:
            return Sort.GROUP
        if head in self.states:
            return Sort.STATE
        if head in self.documents:
            return Sort.DOCUMENT
        return Sort.PERSON if self._is_person(head, words) else Sort.THING

    def _is_person(self, head: str, words: str) -> bool:
        """Whether a noun is one for people: known as such, or shaped like one. In a language
        without such shapes any noun may be."""
        if self.role.match(words):
            return True
        return head not in self._no_person and self._person.fullmatch(head) is not None

    def long_form(self, words: Iterable[str]) -> tuple[str, ...]:
        """Words with abbreviations of offices and countries written out."""
        joined = " ".join(word.lower() for word in words)
        return tuple(self.form.sub(lambda m: self.forms.get(m.group(), m.group()), joined).split())


@lru_cache(maxsize=16)
def rules_for(lang: str) -> DescriptionRules:
    """The description rules of a language."""
    return DescriptionRules(lexicon_for(lang))


def is_doubled(word: str) -> bool:
    """Whether a noun is said twice, of several: "orang-orang"."""
    half, dash, other = word.partition("-")
    return bool(dash) and half == other
