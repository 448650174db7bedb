"""Finds the words that name a speaker behind a cue: "kata X di Jakarta", "said X, the mayor".

Looks to the right only, and never further than `LOOK`, so that no sentence is too long.
"""

from __future__ import annotations

import re

from workbench.domain.fact import Kind
from workbench.extract.cast import Cast
from workbench.extract.quotes.phrases import LONGEST, LOOK, TOKEN, PhraseRules
from workbench.extract.sentences import trim

_POST_LONGEST = 40
"""Code points of the place where somebody serves."""


def speaker_after(
    text: str, start: int, end: int, rules: PhraseRules, cast: Cast
) -> tuple[int, int] | None:
    """The speaker phrase that begins at start, or None."""
    end = min(end, start + LOOK)
    reader = _AfterReader(text, end, rules, cast)
    return reader.read(start)


class _AfterReader:
    def __init__(self, text: str, end: int, rules: PhraseRules, cast: Cast) -> None:
        self.text = text
        self.end = end
        self.rules = rules
        self.cast = cast

    def read(self, start: int) -> tuple[int, int] | None:
        first = TOKEN.search(self.text, start, self.end)
        while first and first.group().lower() in self.rules.particles:
            start = first.end()
            first = TOKEN.search(self.text, start, self.end)
        if first is None or self.text[start : first.start()].strip():
            return None
        lower = first.group().lower()
        if lower in self.rules.pronouns:
            return first.span()
        if not first.group()[0].isalpha() or lower in self.rules.no_speaker:
            return None
        if lower in self.rules.calendar or lower in self.rules.complementisers:
            return None
        begin, stop = first.start(), first.end()
        for _ in range(LONGEST):
            following = self._next(begin, stop)
            if following is None:
                break
            stop = following
        known = self._with_demonstrative(stop)
        if known > stop and self.text[known : known + 1] == ",":
            known = self._apposition(begin, known + 1) or known
        elif not self._has_person(begin, known):
            known = self._behind_post(begin, known) or known
        return trim(self.text, begin, known)

    def _behind_post(self, begin: int, stop: int) -> int | None:
        """The name in "wakil lembaga itu di Sudan, X": the place between is passed over."""
        token = TOKEN.search(self.text, stop, self.end)
        if token is None or token.group() not in self.rules.place_prepositions:
            return None
        places = self.cast.within(token.end(), min(self.end, token.end() + _POST_LONGEST))
        if not places or places[0].kind is not Kind.PLACE or places[0].start > token.end() + 1:
            return None
        comma = places[0].end
        return self._apposition(begin, comma + 1) if self.text[comma : comma + 1] == "," else None

    def _with_demonstrative(self, stop: int) -> int:
        """ "kepolisian kota tersebut" and "lembaga itu" end with their demonstrative."""
        token = TOKEN.search(self.text, stop, self.end)
        if token is None or self.text[stop : token.start()] != " ":
            return stop
        return token.end() if token.group() in self.rules.demonstrative else stop

    def _next(self, begin: int, stop: int) -> int | None:
        """Where the phrase ends with one more token in it; None when it ends here."""
        if bracket := self.rules.bracket.match(self.text, stop, self.end):
            return bracket.end() if bracket.group().strip()[1].isalpha() else None
        token = TOKEN.search(self.text, stop, self.end)
        if token is None:
            return None
        word = token.group()
        lower = word.lower()
        if word == "," or word == ";":
            return self._apposition(begin, token.end()) if word == "," else None
        if word == ".":
            previous = self.text[begin:stop].split()[-1]
            initial = (
                previous.lower() in self.rules.honorifics
                or (len(previous) == 1 and previous.isupper())
                or (len(previous) <= 4 and previous.lower() in self.rules.somebody)
            )
            more = self.text[token.end() : token.end() + 2]
            return token.end() if initial and more[:1] == " " and more[1:2].isalpha() else None
        if not word[0].isalnum() or "\n" in self.text[stop : token.start()]:
            return None
        if lower in self.rules.joint:
            after = TOKEN.search(self.text, token.end(), self.end)
            is_name = after is not None and after.group()[0].isupper()
            return token.end() if is_name else None
        if lower in self.rules.joins and not word[0].isupper():
            return None if self._has_person(begin, stop) or self._is_adjunct(token) else token.end()
        if word[0].islower() and (lower in self.rules.stops or self.rules.is_verb(lower)):
            return None
        if lower in self.rules.calendar or lower in self.rules.demonstrative:
            return None
        if word[0].islower() and self._has_person(begin, stop):
            return self._named_later(token.start())
        if word[0].isdigit() and word.isdigit():
            return token.end() if self._is_numbered(begin, stop, token.end()) else None
        return token.end()

    def _named_later(self, at: int) -> int | None:
        """The end of a name behind a role that another name opens: "the Reed campaign chief Y"."""
        known = False
        for _ in range(4):
            token = TOKEN.search(self.text, at, self.end)
            if token is None or not token.group()[0].isalpha():
                return None
            lower = token.group().lower()
            if token.group()[0].isupper():
                people = [m for m in self.cast.within(token.start(), self.end) if m.words]
                near = people and people[0].start <= token.start() + 24
                return people[0].end if known and near and people[0].kind is Kind.PERSON else None
            if lower in self.rules.stops or self.rules.is_verb(lower):
                return None
            known = known or lower in self.rules.somebody
            at = token.end()
        return None

    def _is_numbered(self, begin: int, stop: int, at: int) -> bool:
        """Whether a number belongs to a role: "Ketua RW 07 Slamet Riyono"."""
        previous = self.text[begin:stop].split()[-1]
        following = TOKEN.search(self.text, at, self.end)
        if following is None:
            return False
        aged = previous.islower() and following.group() in self.rules.age_units
        return aged or (previous.isupper() and following.group()[0].isupper())

    def _is_adjunct(self, token: re.Match[str]) -> bool:
        """Whether "di" or "pada" behind a role opens an adjunct: always, unless a post follows."""
        following = TOKEN.search(self.text, token.end(), self.end)
        if following is not None and following.group() in self.rules.posts:
            return False
        return token.group().lower() in self.rules.parting

    def _has_person(self, begin: int, stop: int) -> bool:
        return any(m.kind is Kind.PERSON for m in self.cast.within(begin, stop))

    def _apposition(self, begin: int, at: int) -> int | None:
        """The end of an apposition behind a comma: a name behind a role, a role behind a name."""
        token = TOKEN.search(self.text, at, self.end)
        if token is None or "\n" in self.text[at : token.start()]:
            return None
        word = token.group()
        lower = word.lower()
        named = self._has_person(begin, at - 1)
        titled = any(m.title for m in self.cast.within(begin, at))
        if word[0].isupper() and (titled or not named) and lower not in self.rules.calendar:
            people = [m for m in self.cast.within(token.start(), self.end) if m.kind is Kind.PERSON]
            if people and people[0].start <= token.start() + 8:
                return None if self._acts(people[0].end) else people[0].end
            if not named:
                return self._unknown_name(token.start())
        if named and lower in self.rules.roles:
            return self._role_end(token.end())
        return None

    def _acts(self, at: int) -> bool:
        """Whether a finite verb follows: then a name is a subject and stands in no apposition."""
        token = TOKEN.search(self.text, at, self.end)
        return (
            token is not None and token.group()[0].islower() and self.rules.is_verb(token.group())
        )

    def _unknown_name(self, at: int) -> int | None:
        """The end of capitals between commas that nothing types: a name behind a role."""
        run = self.rules.capitals.match(self.text, at, self.end)
        if run is None or any(m.is_sure for m in self.cast.within(at, run.end())):
            return None
        return run.end()

    def _role_end(self, at: int) -> int:
        for _ in range(10):
            token = TOKEN.search(self.text, at, self.end)
            if token is None or not token.group()[0].isalnum():
                break
            lower = token.group().lower()
            if (
                lower in self.rules.stops
                or self.rules.is_verb(lower)
                or lower in self.rules.calendar
            ):
                break
            at = token.end()
        return at
