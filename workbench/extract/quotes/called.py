"""What somebody calls something, in words in marks: "bezeichnete ihn als „Lügner“".

Finds the verb that such a quotation belongs to, in languages whose folder says by which words
("als", "von") the two are joined. It decides nothing about who speaks.
"""

from __future__ import annotations

from functools import lru_cache

from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, cased, lexicon_for
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.terms import Side, Takes

_HEAD = 220
"""Code points before a quotation in which the verb stands."""
_BETWEEN = 2
"""Words between two of several that something is called: "„dumm“ und „teuer“"."""
_OF_WORDS = 4
"""The most words of a quotation behind "von": a longer one tells of a thing that has a name."""
_NAMED_WITHIN = 8
"""Words of what is called so, between its verb and the quotation: "nannte den Plan „teuer“"."""


class CalledRules:
    """The words that join a verb and what something is called, in one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.of = lex.set("frames", "called_of")
        links = lex.set("frames", "called_as") | self.of
        self.applies = bool(links)
        self.joint = lex.set("frames", "joint")
        joined = alternation(cased(sorted(links))) if links else "(?!)"
        self.link = compiled(rf"(?<![\w-])({joined})(?:\s\w+){{0,2}}?\s{{0,2}}\Z")

    def verb(
        self, text: str, pair: tuple[int, int], words: int, floor: int,
        pairs: tuple[tuple[int, int], ...], cues: tuple[Cue, ...],
    ) -> tuple[Cue, Form] | None:  # fmt: skip
        """The verb before a quotation of so many words that says what it calls so; else None."""
        if not self.applies:
            return None
        start = self._first_of_several(text, pair, pairs)
        head = max(floor, start - _HEAD)
        found = self.link.search(text, head, start)
        link = found.group(1).lower() if found else ""
        for cue in reversed(cues):
            form = cue.form(Side.BEFORE)
            if form is None or not head <= cue.start < cue.full_end <= start:
                continue
            if link in self.of:
                calls = Takes.OF in form.takes and words <= _OF_WORDS
            elif link:
                calls = Takes.AS in form.takes
            else:
                named = text[cue.full_end : start]
                near = 0 < len(named.split()) <= _NAMED_WITHIN and "," not in named
                calls = Takes.NAMING in form.takes and near
            if calls:
                return cue, form
            if text[cue.start].islower():
                return None
        return None

    def _first_of_several(
        self, text: str, pair: tuple[int, int], pairs: tuple[tuple[int, int], ...]
    ) -> int:
        """Where the first of several quotations begins that are joined: "„dumm“ und „teuer“"."""
        start = pair[0]
        for other in reversed([one for one in pairs if one[1] <= start]):
            between = text[other[1] : start].lower().replace(",", " ").split()
            if len(between) > _BETWEEN or set(between) - self.joint:
                break
            start = other[0]
        return start


@lru_cache(maxsize=16)
def rules_for(lang: str) -> CalledRules:
    """The rules of a language."""
    return CalledRules(lexicon_for(lang))
