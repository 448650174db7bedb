"""Whose somebody is, where the owner stands first: "Reed's campaign manager Ana Moss".

The owner of a spokesman is not the one who speaks, nor is somebody whose lawyers, aides or campaign
do. Who it is then, the rules in `source` decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from workbench.domain.fact import SpeakerClass
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.quotes.who import Who

_BODY = 0.6
"""How sure a body is that is called by whose it is: "the Reed campaign"."""


class OwnerRules:
    """Owners' endings and what belongs to somebody, in one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.endings = tuple(lex.words("complements", "owner_endings"))
        """None where an owner does not stand first."""
        self.articles = lex.set("references", "articles")
        self.groups = lex.set("references", "groups")
        self.joint = lex.set("frames", "joint")
        self.links = lex.set("complements", "within_phrase")
        people = [*lex.words("people", "roles"), *lex.words("people", "crowds")]
        self.people = frozenset(people)
        links = alternation(lex.words("complements", "within_phrase"))
        titles = alternation(lex.words("people", "titles"))
        self.of_whom = compiled(
            rf"(?i)(?:[\w-]+\s){{0,4}}?(?<![\w-]){alternation(people)}\s{links}(?:\s{titles}\.?)?"
        )
        """ "a spokesman for", up to whom he speaks for."""

    def ending(self, words: str) -> str:
        """The owner's ending that words begin with; empty where they do not."""
        return next(filter(words.startswith, self.endings), "")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> OwnerRules:
    """The rules of a language."""
    return OwnerRules(lexicon_for(lang))


class OwnerReader:
    """Reads whose somebody is in one text."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.rules = rules_for(lang)

    def without(self, people: list[Mention]) -> list[Mention]:
        """The people without the one whose spokesman or aide the next one is: "Reed spokeswoman
        Ana Moss", "Reed's chief of staff, Ana Moss"."""
        if len(people) < 2 or not self.rules.endings or people[1].title:
            return people
        between = self.text[people[0].end : people[1].start]
        ending = self.rules.ending(between)
        role = between.removeprefix(ending).removeprefix(".")
        words = (role.removesuffix(" ").removesuffix(",") if ending else role).split()
        if role[:1] != " " or not words or not _are_plain(words):
            return people
        linked = self.rules.joint if ending else self.rules.joint | self.rules.links
        is_role = self.rules.people.intersection(words) and linked.isdisjoint(words)
        return people[1:] if is_role else people

    def owned(self, start: int, end: int, people: Sequence[Mention]) -> Who | None:
        """ "Reed's campaign", "Reed aides", "a spokesman for Reed": who belongs to somebody named
        in a phrase, called by those words; None where the one named speaks."""
        rules, words = self.rules, self.text[start:end]
        if not rules.endings:
            return None
        lead = self.text[start : people[0].start].rstrip().removesuffix(people[0].title).rstrip()
        if rules.of_whom.fullmatch(lead):
            return Who((), SpeakerClass.ROLE, 0.0, words)
        rest = self.text[people[-1].end : end]
        owned = rest.removeprefix(rules.ending(rest))
        nouns = owned.split()
        if owned[:1] != " " or not nouns or not _are_plain(nouns):
            return None
        if nouns[-1] in rules.groups:
            article, _, bare = words.partition(" ")
            called = bare if article.lower() in rules.articles else words
            return Who((called,), SpeakerClass.ORGANISATION, _BODY)
        return Who((), SpeakerClass.ROLE, 0.0, words) if nouns[-1] in rules.people else None

    def has_part(self, end: int, first: Mention) -> bool:
        """Whether a part with a name follows its owner: "the Fund's Office of Inspection"."""
        rest = self.text[first.end : end]
        ending = self.rules.ending(rest)
        part = rest.removeprefix(ending).strip() if ending else ""
        return part[:1].isupper() and part.rsplit(None, 1)[-1][0].isupper()

    def opens(self, start: int, end: int, first: Mention) -> bool:
        """Whether a phrase is an owner and what belongs to it: "Hale's niece"."""
        rest = self.text[first.end : end]
        is_owner = first.start == start and bool(self.rules.ending(rest))
        return is_owner and rest.rsplit(None, 1)[-1].islower()


def _are_plain(words: Sequence[str]) -> bool:
    return all(word.isalpha() and word.islower() for word in words)
