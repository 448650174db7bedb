"""The forms that an article gives of one person's name, and the longest of them.

Words of a name, a first or last name that is cut short, a name behind a word of address. Who is a
person is known here; what else a name may be is told in `cast`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from unicodedata import combining, normalize

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import name_prefixes
from workbench.extract.mention import Mention

_LEAST_CLIPPED = 4
"""Letters of a name that is cut short: "Adit" is Aditya."""
_LEAST_MISSPELLED = 6
"""Letters of a name that stands with another letter somewhere: shorter ones are two names."""
_ONE_SOUND = frozenset("iy")
"""Letters that end one name in two spellings; any other last letter makes another name of it."""


class FullNames:
    """The persons of an article with more than one name, by each of them and by how the first
    begins."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._holding: dict[str, list[Mention]] = {}
        self._opening: dict[str, list[Mention]] = {}
        self._single: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.kind is Kind.PERSON and " " in mention.words:
                for word in dict.fromkeys(mention.words.split()):
                    self._holding.setdefault(_plain(word), []).append(mention)
                    if len(word) >= _LEAST_CLIPPED:
                        self._single.setdefault(_singled(word), []).append(mention)
                self._opening.setdefault(mention.words[:_LEAST_CLIPPED], []).append(mention)

    def holding(self, word: str) -> Sequence[Mention]:
        """Those whose name holds a word."""
        return self._holding.get(_plain(word), ())

    def clipped_to(self, word: str) -> Sequence[Mention]:
        """Those whose first name is cut short to a word: "Adit" is Aditya; or one of whose names
        is written otherwise: "Syafii", "Syaffi"; "al-Sharaa", "Sharaa"."""
        if len(word) < _LEAST_CLIPPED:
            return ()
        if singled := self._single.get(_singled(word)):
            return singled
        opening = self._opening.get(word[:_LEAST_CLIPPED], ())
        return [full for full in opening if _is_clipped(word, full.words.split(None, 1)[0])]


def _plain(words: str) -> str:
    """Words in small letters, with one sort of apostrophe."""
    small = words.lower()
    return small.replace("’", "'") if "’" in small else small


@lru_cache(maxsize=4_096)
def _singled(word: str) -> str:
    """A word in small letters, with no letter twice in a row, no accent and no Arabic article:
    forms in which one name is written."""
    plain = "".join(c for c in normalize("NFKD", word.lower()) if not combining(c))
    stem = _article().sub("", plain).replace("gh", "q")
    return "".join(letter for letter, _ in groupby(stem))


@lru_cache(maxsize=1)
def _article() -> re.Pattern[str]:
    return compiled(rf"\A{name_prefixes()}[-‐‑]")


def _is_clipped(word: str, name: str) -> bool:
    return name.startswith(word) and len(name) > len(word) + 1


def addressed_names(mentions: Sequence[Mention], familiar: Collection[str]) -> dict[str, str]:
    """Names behind a word of address that the article has without it, by the whole: "Bang Arya
    Salim", where it has "Arya Salim"."""
    whole = {one.words for one in mentions if one.kind is Kind.PERSON and " " in one.words}
    parts = ((words, *words.partition(" ")) for words in whole)
    return {
        words: rest
        for words, first, _, rest in parts
        if first.lower() in familiar and rest in whole
    }


class Spellings:
    """The longest form that an article gives of each person's name."""

    def __init__(self, mentions: Sequence[Mention], *, by_surname: bool, by_place: bool) -> None:
        self._by_surname = by_surname
        self._by_place = by_place
        self.shared: set[str] = set()
        """Words by which two in the article are called."""
        first: dict[str, Mention] = {}
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for mention in mentions:
            if mention.kind is Kind.PERSON:
                first.setdefault(mention.words, mention)
                self._places[mention.words].append(mention.start)
        self._first = first
        self._full_names = FullNames(first.values())
        self._longest: dict[str, str] = {}
        self._several: dict[str, list[str]] = {}
        """The full names of those who are called by one word, in the order of the text."""
        self._spelled: dict[str, str] = {}
        """As it was met first, by the name without full stops."""

    def of(self, words: str, at: int) -> str:
        """The name of a person who is called so at a place."""
        if words not in self._longest:
            full = self._full(words)
            self._longest[words] = self._spelled.setdefault(full.replace(".", ""), full)
        if words in self._several:
            return max(self._several[words], key=lambda name: self._last(name, at))
        return self._longest[words]

    def _last(self, name: str, at: int) -> int:
        """Where somebody was named in full last before a place; -1 where that was not so far."""
        places = self._places[name]
        before = bisect_left(places, at)
        return places[before - 1] if before else -1

    def _full(self, words: str) -> str:
        tokens = words.split()
        holding = min(filter(None, map(self._full_names.holding, tokens)), key=len, default=())
        small = [_plain(token) for token in tokens]
        longer = [
            full.words
            for full in holding
            if len(full.words) > len(words) and is_within(small, _plain(full.words).split())
        ]
        if not longer and len(tokens) > 1:
            first = self._full_names.holding(tokens[0])
            longer = [one.words for one in first if _is_cut(small, _plain(one.words).split())]
        if self._by_surname and len(tokens) == 1 and len(longer) > 1:
            longer = self._first_of(longer)
            if len(longer) > 1:
                self.shared.add(words)
                return longer[0]
        if self._by_place and len(tokens) == 1 and _share(words, people := self._first_of(longer)):
            self.shared.add(words)
            self._several[words] = people
        if longer:
            return max(longer, key=len)
        clipped = self._full_names.clipped_to(words) if len(tokens) == 1 else ()
        if len(clipped) == 1:
            return clipped[0].words
        return self._misspelled(words) if self._by_place else words

    def _misspelled(self, words: str) -> str:
        """The name, met before, of which one is written with another letter: "Ariasandy" and then
        "Ariasandi"; the words themselves where that may be nobody or several, or is somebody in
        another office."""
        here = self._first.get(words)
        if here is None or len(words) < _LEAST_MISSPELLED:
            return words
        before = [
            one.words
            for one in self._first.values()
            if one.start < here.start and _is_spelled_like(words.split(), one.words.split())
            and not (one.title and here.title and one.title != here.title)
        ]  # fmt: skip
        people = self._first_of(before)
        return self.of(people[0], here.start) if len(people) == 1 else words

    def _first_of(self, names: Sequence[str]) -> list[str]:
        """The longest form of each person among names, in the order of the text."""
        people: list[str] = []
        for name in names:
            words = _plain(name).replace(".", "").split()
            for at, other in enumerate(people):
                known = _plain(other).replace(".", "").split()
                if _is_form(words, known) or _is_form(known, words):
                    people[at] = max(name, other, key=len)
                    break
            else:
                people.append(name)
        return people


def _is_spelled_like(tokens: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name is another one with one letter more, less or other; a single name may be any
    word of it."""
    if len(tokens) == 1:
        return any(_is_one_letter_off(tokens[0], word) for word in full)
    other = [pair for pair in zip(tokens, full, strict=False) if pair[0] != pair[1]]
    return len(tokens) == len(full) and len(other) == 1 and _is_one_letter_off(*other[0])


def _is_one_letter_off(one: str, other: str) -> bool:
    """Whether two words differ in one letter that is neither the first nor, but for its sound, the
    last: "Soejanto", "Soerjanto"; not "Susanto", "Susanti"."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    if min(len(one), len(other)) < _LEAST_MISSPELLED:
        return False
    at = next((k for k in range(min(len(one), len(other))) if one[k] != other[k]), -1)
    if at < 0:
        return False
    longer = at + (len(one) >= len(other)), at + (len(other) >= len(one))
    if one[longer[0] :] != other[longer[1] :]:
        return False
    last = at == len(one) - 1 == len(other) - 1
    return not last or {one[at], other[at]} <= _ONE_SOUND


def _share(word: str, names: Sequence[str]) -> bool:
    """Whether several people have a word at the same end of their names: "Nabil Razek", "Ines
    Razek"; one who is written in two ways has two words of them at both ends."""
    if len(names) < 2:
        return False
    firsts, lasts = {name.split()[0] for name in names}, {name.split()[-1] for name in names}
    return (firsts == {word} and len(lasts) > 1) or (lasts == {word} and len(firsts) > 1)


def is_within(tokens: list[str], full: list[str]) -> bool:
    """Whether all words of a name stand in another one, in their order."""
    rest = iter(full)
    return all(token in rest for token in tokens)


def _is_form(tokens: list[str], full: list[str]) -> bool:
    """Whether a name is made of words of another one, or is it with its last word cut short."""
    return is_within(tokens, full) or _is_cut(tokens, full)


def _is_cut(tokens: list[str], full: list[str]) -> bool:
    """Whether a name is another one with its last word cut short: "Hary Tano", "Hary Tanosuta"."""
    if len(tokens) != len(full) or len(full) < 2 or tokens[:-1] != full[:-1]:
        return False
    is_cut = len(tokens[-1]) >= _LEAST_CLIPPED and full[-1].isalpha()
    return is_cut and _is_clipped(tokens[-1], full[-1])
