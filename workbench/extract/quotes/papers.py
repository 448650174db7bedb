"""Papers that a text names in full and then only points at: decrees by number, books by title.

"Peraturan Presiden (Perpres) Nomor 79 Tahun 2025 ... bunyi beleid tersebut". Which paper a noun may
stand for is data of the language; nothing here knows who wrote one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache

from workbench.extract.bynames import is_short_for
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, cased, lexicon_for
from workbench.extract.sentences import UPPER


class PaperRules:
    """How papers are named in one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.applies = bool(lex.words("references", "decrees"))
        decrees = f"(?i:{alternation(lex.words('references', 'decrees'))})"
        self.forms = lex.map("references", "forms")
        titled = alternation([w.capitalize() for w in lex.words("references", "titled_papers")])
        numbers = alternation(cased(lex.words("times", "law_numbers")))
        years = alternation(cased(lex.words("frames", "age_units")))
        joint = alternation(lex.words("frames", "joint"))
        word = rf"(?:[{UPPER}][\w/-]*|\([{UPPER}][\w /-]{{1,24}}\)|{joint}(?= [{UPPER}]))"
        self.decree = compiled(
            rf"(?<![\w-]){decrees}(?: {word}){{0,12}} {numbers} [\w][\w/.-]*(?: {years} \d{{4}})?"
        )
        self.book = compiled(rf"(?<![\w-]){titled}(?: {word}){{1,10}}(?: \d{{4}})?(?![\w-])")
        self.any_decree = lex.set("references", "any_decree")
        self.any_paper = lex.set("references", "any_paper")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> PaperRules:
    """The paper rules of a language."""
    return PaperRules(lexicon_for(lang))


class Papers:
    """The papers that one text names."""

    def __init__(self, text: str, lang: str) -> None:
        self._text = text
        self._rules = rules_for(lang)

    @cached_property
    def _named(self) -> list[tuple[int, str, bool]]:
        """Where each is named, how, and whether it is a decree; in text order."""
        if not self._rules.applies:
            return []
        decrees = [(m.start(), m.group(), True) for m in self._rules.decree.finditer(self._text)]
        books = [(m.start(), m.group(), False) for m in self._rules.book.finditer(self._text)]
        return sorted([*decrees, *books])

    def meant(self, noun: str, at: int) -> str | None:
        """The last paper named before a place that a noun may stand for: "beleid", "perpres"."""
        index = bisect_left(self._named, at, key=lambda one: one[0])
        for _, name, is_decree in reversed(self._named[:index]):
            if noun in self._rules.any_paper or self._is_called(noun, name, is_decree=is_decree):
                return name
        return None

    def _is_called(self, noun: str, name: str, *, is_decree: bool) -> bool:
        forms = self._rules.forms
        noun = forms.get(noun, noun)
        words = [forms.get(word, word) for word in re.findall(r"[\w-]+", name.lower())]
        if is_decree and noun in self._rules.any_decree:
            return True
        return noun in words or (is_decree and is_short_for(noun, name))
