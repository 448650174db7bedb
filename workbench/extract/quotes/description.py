"""Descriptions that stand for somebody named elsewhere: "presiden AS itu", "kelompok tersebut".

Says what sort of thing a phrase describes and which of the article's people hold the office it
names. Whom a description means when nobody holds it is decided by the resolver, never here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.sentences import UPPER

_MARK = compiled(r"[,.;:!?()\n\"“”](?!\w)")
"""A mark that ends a phrase; none inside "U.S."."""
_OWNED = compiled(r"(?<=.)[’'](?:s?\Z)")
"""The end of an owner: "the victim's mother"."""
_WORD = compiled(r"\w[\w'’-]*")
_BESIDE = 90
"""Code points beside a name in which a role in apposition is read."""
_ROLE_WORDS, _ISSUED_WORDS = 10, 5
"""Words of a role beside a name, and of a document and what leads to the name behind it."""
_BETWEEN = 5
"""Words between an article and the noun of an office."""
_DEFINITE_LONGEST = 12
"""Code points before a phrase in which "sang" stands."""
_CAPITAL = rf"[{UPPER}][\w’'-]*"
_BODY_WITHIN = 2_500
"""Code points back in which a body is looked for that is called by its noun later on."""
_HOME_WORDS = 3
"""Words before a title that say where somebody holds it."""
_LED_WORDS = 5
"""Words before a name that say what somebody is."""
_CALLED_WITHIN = 60
"""Code points beside the name of a body in which a noun for it stands."""
_TOLD_BEHIND = compiled(r", (\w+) (\w[\w-]*(?: [\w-]+){0,5})")
"""What a body is, in commas behind its name."""
_NEW_ROLE_WORDS = 2
"""A role of fewer words means somebody known only with "itu" or "sang": "menteri" may be any."""
_LOOKED_AT = 60
"""How many names back an introduction is looked for."""


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


class Held(NamedTuple):
    """An office, or what somebody is, and who."""

    words: tuple[str, ...]
    colours: frozenset[str]
    mention: Mention
    is_led: bool
    """Whether they are only the words before the name, of which some may be no part of it."""


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


class Offices:
    """Who holds which office in an article, by titles and appositions."""

    def __init__(self, text: str, cast: Cast, lang: str) -> None:
        self._rules = rules_for(lang)
        self._text = text
        self._mentions = [m for m in cast.mentions if m.kind is not Kind.PLACE]
        self._starts = [m.start for m in self._mentions]

    @cached_property
    def _held(self) -> list[Held]:
        """Offices with their holders; read when the first description asks for one."""
        return [
            Held(self._rules.long_form(words), self._rules.colours(words), mention, is_led)
            for mention in self._mentions
            if mention.kind is Kind.PERSON
            for words, is_led in self._roles_of(mention)
        ]

    def _roles_of(self, mention: Mention) -> Iterator[tuple[list[str], bool]]:
        if mention.title:
            yield [*self._home(mention), *_WORD.findall(mention.title)], False
            if words := self._before(mention):
                yield words, False
            return
        for words in (self._behind(mention), self._before(mention)):
            if words:
                yield words, False
        if led := self._leading(mention):
            yield led, True

    def _home(self, mention: Mention) -> list[str]:
        """The words with a capital before a title: "South Dakota | Gov. X"."""
        before = self._text[max(0, mention.start - _BESIDE) : mention.start].rstrip(" .")
        if not self._rules.articles or not before.endswith(f" {mention.title}"):
            return []
        words = reversed(_MARK.split(before.removesuffix(mention.title))[-1].split())
        return list(takewhile(lambda word: word[0].isupper(), words))[:_HOME_WORDS][::-1]

    def _behind(self, mention: Mention) -> list[str]:
        """ "X, juru bicara Y, ..." """
        text, at = self._text, mention.end
        if text[at : at + 2] != ", ":
            return []
        piece = re.split(r"[,.;()\n]", text[at + 2 : at + _BESIDE], maxsplit=1)[0]
        role = self._role_in(piece, 0)
        behind = piece.split()[len(role) : len(role) + 1]
        # "Ketika ditanya tentang X, pekerja itu diam": somebody else
        return [] if behind and behind[0] in self._rules.demonstrative else role

    def _before(self, mention: Mention) -> list[str]:
        """ "Juru bicara Y, X, ...", "Pemimpin tertinggi Y, Ayatollah X, ..." """
        text, at = self._text, mention.start
        if mention.title and text.startswith(
            f"{mention.title} ", max(0, at - len(mention.title) - 1)
        ):
            at -= len(mention.title) + 1
        if text[max(0, at - 2) : at] != ", ":
            return []
        piece = re.split(r"[,.;(\n]\s", text[max(0, at - _BESIDE) : at - 2])[-1]
        found = self._rules.role.search(piece)
        if found is None or not self._rules.demonstrative.isdisjoint(piece.split()[:-1]):
            return []  # "Menteri itu mengatakan, X datang": somebody else
        return self._role_in(piece, found.start())

    def _leading(self, mention: Mention) -> list[str]:
        """ "Republican nominee X": where an article may open such words, up to it or a mark."""
        if not self._rules.articles:
            return []
        before = self._text[max(0, mention.start - _BESIDE) : mention.start]
        words = _MARK.split(before)[-1].split()
        if not before.endswith(" ") or not words or not self._rules.role.fullmatch(words[-1]):
            return []
        led = list(takewhile(lambda word: word.lower() not in self._rules.led, reversed(words)))
        return led[:_LED_WORDS][::-1]

    def _role_in(self, piece: str, at: int) -> list[str]:
        if not self._rules.role.match(piece, at):
            return []
        words: list[str] = []
        for token in _WORD.findall(piece[at:])[:_ROLE_WORDS]:
            if words and token.lower() in self._rules.ends:
                break
            words.append(token)
        return words

    def introduced(self, noun: str, at: int) -> Mention | None:
        """The last name before a place that the noun introduced: "kelompok ... X"."""
        for mention in self._before_place(at):
            start = max(0, mention.start - _BESIDE)
            lead = re.split(r"[.!?;:,\n]\s|[\"“”]", self._text[start : mention.start])[-1]
            words = [word.lower() for word in _WORD.findall(lead)[-_ROLE_WORDS:]]
            if noun in words and not self._rules.demonstrative.intersection(words):
                return mention
        return None

    def body(self, noun: str, at: int) -> str | None:
        """The one body that was called so before a place, with whose it is: "militer Yordania"."""
        pattern = re.compile(rf"(?<![\w-])(?i:{re.escape(noun)})((?: {_CAPITAL}){{1,4}})")
        found = {f[1] for f in pattern.finditer(self._text, max(0, at - _BODY_WITHIN), at)}
        return f"{noun.capitalize()}{found.pop()}" if len(found) == 1 else None

    def bodies(self, noun: str, at: int) -> list[str]:
        """The bodies named before a place whose names hold a noun, or that are called so in
        commas, the last one first: "the Harbour Union", "the group, Clear Air"; all of them where
        none does."""
        bodies = [m for m in self._before_place(at) if m.kind in (Kind.ORGANISATION, None)]
        bodies = [m for m in bodies if m.name.lower() != noun]
        kept = (
            [m for m in bodies if noun in m.name.lower().split()]
            or [m for m in bodies if self._is_called(m, noun)]
            or [m for m in bodies if m.kind is not None]
        )
        return list(dict.fromkeys(m.name for m in kept))

    def _is_called(self, mention: Mention, noun: str) -> bool:
        """Whether a noun for it stands beside a name: "the group, X,", "X, a large group"."""
        before = self._text[max(0, mention.start - _CALLED_WITHIN) : mention.start]
        behind = self._text[mention.end : mention.end + _CALLED_WITHIN]
        led = before.endswith(f" {noun}, ") and self._opens_article(before.lower().split()[-2:])
        if led or not (told := _TOLD_BEHIND.match(behind)):
            return led
        opens = self._opens_article([told[1].lower()])
        return opens and noun in self._rules.core(told[2].lower().split())

    def _opens_article(self, words: Sequence[str]) -> bool:
        return bool(words) and words[0].lower() in self._rules.led

    def called(self, noun: str, at: int) -> str | None:
        """The last name before a place that opens with a noun: "Kampanye #X"."""
        names = (mention.words for mention in self._before_place(at))
        return next((name for name in names if name.lower().startswith(f"{noun} ")), None)

    def issuer(self, noun: str, at: int) -> str | None:
        """The last thing called so before a place with the name behind it: "laporan badan PBB"."""
        for mention in self._before_place(at):
            if mention.words.lower().startswith(f"{noun} "):
                return mention.words
            start = max(0, mention.start - _BESIDE)
            lead = re.split(r"[.!?;:,\n]\s|[\"“”]", self._text[start : mention.start])[-1]
            found = re.search(rf"(?i)(?<![\w-]){re.escape(noun)}(?![\w-])", lead)
            if found and len(_WORD.findall(lead[found.start() :])) <= _ISSUED_WORDS:
                return lead[found.start() :] + mention.words
        return None

    def _before_place(self, at: int) -> Iterable[Mention]:
        """The names before a place, the last one first, as far back as is looked."""
        index = bisect_left(self._starts, at) - 1
        for mention in reversed(self._mentions[max(0, index - _LOOKED_AT) : index + 1]):
            if mention.end <= at:
                yield mention

    def _is_known(self, name: str, at: int) -> bool:
        """Whether somebody was named before a place, as "itu" says, or is right behind it."""
        return self._first.get(name, at) < at + _BESIDE

    @cached_property
    def _first(self) -> dict[str, int]:
        return {mention.name: mention.start for mention in reversed(self._mentions)}

    def holder(self, described: Description, at: int) -> Mention | None:
        """The one person who holds the office; of several, when it is definite, the one named
        last before a place."""
        held = self._holders(described)
        if described.definite:
            held = [m for m in held if self._is_known(m.name, at)]
        if len({m.name for m in held}) == 1:
            return held[0]
        if not described.definite:
            return None
        before = bisect_right([m.start for m in held], at)
        return held[before - 1] if before else None

    def holders(self, described: Description, at: int) -> list[Mention]:
        """Those before a place who are what some words say: "the senator", "the former president";
        of "vice president", no president. Only those of whom most of it is said, and nobody who is
        told from others by something else: "the Ohio senator"."""
        *coloured, noun = self._rules.long_form(described.role)
        marks = self._rules.marked.intersection(coloured)
        unlike = self._rules.deputies.difference(coloured)
        held = [
            (len(set(coloured).intersection(one.words)), one.mention)
            for one in self._held
            if noun in one.words and self._is_known(one.mention.name, at - _BESIDE)
            and unlike.isdisjoint(one.words) and marks.issubset(one.words)
            and (not described.colours or not one.colours or described.colours & one.colours)
        ]  # fmt: skip
        most = max((fits for fits, _ in held), default=0)
        return list({mention.name: mention for fits, mention in held if fits == most}.values())

    def apposed(self, at: int) -> Mention | None:
        """The person whose name ends right before a phrase, of whom it tells: "Ana Moss, the"."""
        before = next(iter(self._before_place(at)), None)
        is_beside = before is not None and self._text[before.end : at] == ", "
        return before if is_beside and before and before.kind is Kind.PERSON else None

    def _holders(self, described: Description) -> list[Mention]:
        """Who holds an office with all words of a description; if it is definite, with some."""
        role = tuple(word for word in described.role if word not in self._rules.former)
        if not role or (len(role) < _NEW_ROLE_WORDS and not described.definite):
            return []
        known = [one for one in self._held if one.words and not one.is_led]
        held = [one.mention for one in known if _is_within(role, one.words)]
        if not held and described.definite:
            held = [one.mention for one in known if _is_within(one.words, role)]
        return held


def is_doubled(word: str) -> bool:
    """Whether a noun is said twice, of several: "orang-orang"."""
    half, dash, other = word.partition("-")
    return bool(dash) and half == other


def _is_within(wanted: Sequence[str], words: Sequence[str]) -> bool:
    rest = iter(words)
    return all(word in rest for word in wanted)
