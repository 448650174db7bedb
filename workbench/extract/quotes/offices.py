"""Who of an article holds which office, and which bodies and papers it calls how.

Asked for whom a description may mean; what a description says, `description` reads, and what stands
beside a name, `roles`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.mention import Mention
from workbench.extract.quotes.description import Description, rules_for
from workbench.extract.quotes.roles import RoleReader
from workbench.extract.sentences import UPPER

_WORD = compiled(r"\w[\w'’-]*")
_BESIDE = 90
"""Code points before a name in which what introduces it stands."""
_INTRODUCED_WORDS, _ISSUED_WORDS = 10, 5
"""Words before a name that may introduce it, and of a document and what leads to the name behind
it."""
_CAPITAL = rf"[{UPPER}][\w’'-]*"
_BODY_WITHIN = 2_500
"""Code points back in which a body is looked for that is called by its noun later on."""
_CALLED_WITHIN = 60
"""Code points beside the name of a body in which a noun for it stands."""
_TOLD_BEHIND = compiled(r", (\w+) (\w[\w-]*(?: [\w-]+){0,5})")
"""What a body is, in commas behind its name."""
_NEW_ROLE_WORDS = 2
"""A role of fewer words means somebody known only with "itu" or "sang": "menteri" may be any."""
_LOOKED_AT = 60
"""How many names back an introduction is looked for."""


class Held(NamedTuple):
    """An office, or what somebody is, and who."""

    words: tuple[str, ...]
    colours: frozenset[str]
    mention: Mention
    is_led: bool
    """Whether they are only the words before the name, of which some may be no part of it."""


class Offices:
    """Who holds which office in an article, by titles and appositions."""

    def __init__(self, text: str, cast: Cast, lang: str) -> None:
        self._rules = rules_for(lang)
        self._lang = lang
        self._cast = cast
        self._text = text
        self._mentions = [m for m in cast.mentions if m.kind is not Kind.PLACE]
        self._starts = [m.start for m in self._mentions]

    @cached_property
    def _held(self) -> list[Held]:
        """Offices with their holders; read when the first description asks for one."""
        roles = RoleReader(self._text, self._cast, self._lang)
        return [
            Held(
                self._rules.long_form(told.words), self._rules.colours(told.words), mention,
                told.is_led,
            )
            for mention in self._mentions
            if mention.kind is Kind.PERSON
            for told in roles.told(mention)
        ]  # fmt: skip

    def introduced(self, noun: str, at: int) -> Mention | None:
        """The last name before a place that the noun introduced: "kelompok ... X"."""
        for mention in self._before_place(at):
            start = max(0, mention.start - _BESIDE)
            lead = re.split(r"[.!?;:,\n]\s|[\"“”]", self._text[start : mention.start])[-1]
            words = [word.lower() for word in _WORD.findall(lead)[-_INTRODUCED_WORDS:]]
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


def _is_within(wanted: Sequence[str], words: Sequence[str]) -> bool:
    rest = iter(words)
    return all(word in rest for word in wanted)
