"""Who found something out, where they stand before the noun for it: "a Reuters/Ipsos poll".

A stroke parts those who did it together, a hyphen where one of them is an outlet. "The poll" means
the last one that the text names so. Nothing here decides who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workbench.domain.fact import Kind, SpeakerClass
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.outlets import is_outlet, without_article
from workbench.extract.quotes.who import Who

_STROKE, _DASH = compiled(r"\s?/\s?"), compiled(r"[-–—]")
_BACK = 3_000
"""Code points before "the poll" in which the one that it means is looked for."""
_LOOKS = 0.5
"""How sure the kind of a name is at the most that only its capitals give."""
_FOUND, _MEANT = 0.8, 0.65
"""How sure they are who stand before the noun, and who are meant by the noun alone. Steps by
judgement."""


class FindingRules:
    """The nouns for what is found out, in a language where whoever found it stands before them."""

    def __init__(self, lex: Lexicon) -> None:
        self.lang = lex.lang
        beside = lex.words("people", "finding_words")
        self.applies = bool(beside)
        some = alternation(lex.words("frames", "quantifiers"))
        noun = alternation(lex.words("people", "findings"))
        small = r"(?:[a-z][\w-]{0,24}\s+){0,3}?"
        self.found = compiled(
            rf"(?<![\w-])(?:(?i:{some})\s+)?{small}(?P<names>[A-Z0-9][^\n,;:()“”\"]{{0,80}}?)"
            rf"(?:\s+(?i:{alternation(beside)})){{0,4}}\s+(?:[a-z][a-z-]{{0,24}}\s+){{0,2}}?"
            rf"(?P<noun>{noun})(?![\w-])"
        )
        """ "A new X/Y tracking poll", up to the noun."""
        self.poll = next(iter(lex.words("people", "findings")), "")
        """The noun for what is asked of many."""
        answering = alternation(lex.words("people", "answering"))
        self.answering = compiled(rf"(?<![\w-])(?i:{answering})(?![\w-])")
        self._same = lex.map("references", "forms")
        self.noun = compiled(rf".*(?<![\w-]){noun}\Z")
        self.articles = compiled(rf"(?<![\w-])(?i:{some})\s")

    def stem(self, noun: str) -> str:
        """A noun for the same thing whichever word it is: "surveys" are polls."""
        one = noun.lower().rstrip("s")
        return self._same.get(one, one)


@lru_cache(maxsize=16)
def rules_for(lang: str) -> FindingRules:
    """The rules of a language."""
    return FindingRules(lexicon_for(lang))


class FindingReader:
    """Reads who found something out in one text."""

    def __init__(self, text: str, cast: Cast, lang: str) -> None:
        self.text = text
        self.cast = cast
        self.rules = rules_for(lang)

    def read(self, start: int, end: int) -> Who | None:
        """Who stands before the noun in a phrase: not a place, a person, or a word that only
        describes. Where nobody does the words for what was found speak for themselves."""
        if not self.rules.applies:
            return None
        found = self.rules.found.match(self.text, start, end)
        who = self._who(found, _FOUND) if found else None
        if who is None and self.rules.noun.match(self.text, start, end):
            return Who((), SpeakerClass.DOCUMENT, 0.0, self.text[start:end])
        return who

    def meant(self, noun: str, at: int) -> Who | None:
        """Who found what "the poll" means at a place: the last one called so before it."""
        stem = self.rules.stem(noun)
        begin = max(0, at - _BACK)
        last: Who | None = None
        for article in self.rules.articles.finditer(self.text, begin, at):
            found = self.rules.found.match(self.text, article.start(), at)
            if found and self.rules.stem(found["noun"]) == stem and self._is_near(found):
                last = self._who(found, _MEANT) or last
        return last

    def asked(self, start: int, end: int) -> Who | None:
        """Who asked those whom a phrase counts: "44 percent of voters", "most respondents"; None
        where no poll was told of before."""
        if not self.rules.applies or not self.rules.answering.search(self.text, start, end):
            return None
        return self.meant(self.rules.poll, start)

    def _is_near(self, found: re.Match[str]) -> bool:
        """Whether the names stand in one sentence with the noun."""
        return ". " not in found.group()

    def _who(self, found: re.Match[str], score: float) -> Who | None:
        names = tuple(self._parted(found["names"].strip()))
        lang = self.rules.lang
        if len(names) == 1 and not is_outlet(names[0], lang):
            at, end = found.span("names")
            named = self.cast.within(at, end)
            kinds = {mention.kind for mention in named if mention.score >= _LOOKS}
            if not named or named[0].start != at or not kinds <= {Kind.ORGANISATION, None}:
                return None
        all_outlets = all(is_outlet(name, lang) for name in names)
        sort = SpeakerClass.OUTLET if all_outlets else SpeakerClass.ORGANISATION
        return Who(names, sort, score)

    def _parted(self, words: str) -> Iterator[str]:
        """The names that a stroke joins, or a hyphen where one of them is an outlet."""
        lang = self.rules.lang
        for joined in _STROKE.split(words):
            for dash in _DASH.finditer(joined):
                sides = joined[: dash.start()], joined[dash.end() :]
                if any(is_outlet(without_article(one, lang), lang) for one in sides):
                    yield from sides
                    break
            else:
                yield joined
