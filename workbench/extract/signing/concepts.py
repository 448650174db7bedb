"""The concepts that words stand for, by a language's folder: its acts and its things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from workbench.extract.lexicon import NEUTRAL, Lexicon, lexicon_for
from workbench.extract.signing.forms import known_form, known_stem, stem_of

_TABLE = "concepts"
_LONGEST = 4
"""Words of a phrase."""
_REMEMBERED = 1 << 14


class Read(NamedTuple):
    """What one or several words stand for."""

    concepts: tuple[str, ...]
    """None where no folder knows the word."""
    is_act: bool
    size: int
    """Words that it is."""
    stem: str = ""


class Concepts:
    """The words for concepts in one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.lang = lex.lang
        self._before = lex.lists(_TABLE, "prefixes")
        self._behind = lex.lists(_TABLE, "suffixes")
        self._words: dict[str, list[tuple[str, bool]]] = {}
        self._first: dict[str, int] = {}
        self._last: set[str] = set()
        self._fillers = lex.set(_TABLE, "fillers")
        named = [
            (word, concept, key == "acts")
            for key in ("acts", "things")
            for concept, words in lex.lists(_TABLE, key).items()
            for word in words
        ]
        self._capitals = frozenset(
            word
            for phrase, _, _ in named
            if not phrase.islower()
            for word in phrase.split()
            if word.isupper()
        )
        # What one phrase writes in small letters is met in capitals where others write it so.
        in_capitals = frozenset(map(str.casefold, self._capitals))
        for phrase, concept, is_act in named:
            plain = phrase if phrase.islower() else _plain(phrase)
            self._words.setdefault(plain, []).append((concept, is_act))
            if " " in phrase and not in_capitals.isdisjoint(phrase.split()):
                written = " ".join(
                    word.upper() if word in in_capitals else word for word in plain.split()
                )
                self._words.setdefault(written, []).append((concept, is_act))
        for phrase in self._words:
            first, *more = phrase.split()
            if more:
                self._first[first] = max(self._first.get(first, 0), len(more) + 1)
                self._last.add(more[-1])
        self.passive = tuple(lex.words(_TABLE, "passive_prefixes"))
        self.passive_before = lex.set(_TABLE, "passive_auxiliaries")
        self._alone: dict[str, Read] = {}
        self._headed: dict[str, tuple[tuple[str, ...], int]] = {}
        self._tailed: dict[str, tuple[str, ...]] = {}

    def folded(self, word: str) -> str:
        """A word of a text in lower case, unless it is an acronym of the folder's: "WHO", "who"."""
        return word if word in self._capitals else word.casefold()

    def read(self, words: Sequence[str], at: int) -> Read:
        """What words[at:] begin with, all `folded`: the longest phrase, else the one word."""
        first = words[at]
        heads, longest = self._heads(first)
        for size in range(min(longest, len(words) - at), 1, -1):
            between = words[at + 1 : at + size - 1]
            for head, last in product(heads, self._tails(words[at + size - 1])):
                if found := self._words.get(" ".join((head, *between, last))):
                    return _read(found, size)
        return self.word(first)

    def named(self, words: Sequence[str], at: int) -> Read:
        """As `read`, where the first word may be a name: what it is a form of says nothing."""
        read = self.read(words, at)
        word = words[at]
        if read.size > 1 or word in self._words:
            return read
        return Read((), False, 1, word.casefold())

    def all_of(self, words: str) -> tuple[set[str], list[str]]:
        """All concepts of some words in a row, and the words that stand for none."""
        row = [self.folded(word) for word in words.split()]
        found: set[str] = set()
        rest: list[str] = []
        at = 0
        while at < len(row):
            read = self.read(row, at)
            found.update(read.concepts)
            if not read.concepts:
                rest.append(row[at])
            at += read.size
        return found, rest

    def word(self, word: str) -> Read:
        """What one word stands for, `folded`."""
        found = self._alone.get(word)
        if found is None:
            if len(self._alone) >= _REMEMBERED:
                self._alone.clear()
            found = self._alone[word] = self._word(word)
        return found

    def _heads(self, word: str) -> tuple[tuple[str, ...], int]:
        """How a phrase may begin that begins with a form of a word, and how many words it may be
        long."""
        found = self._headed.get(word)
        if found is None:
            if len(self._headed) >= _REMEMBERED:
                self._headed.clear()
            form = known_stem(word, self._first, self._before, self._behind)
            heads = (word, form) if form else (word,)
            longest = max(self._first.get(head, 0) for head in heads)
            found = self._headed[word] = heads, min(longest, _LONGEST)
        return found

    def _tails(self, word: str) -> tuple[str, ...]:
        """How a phrase may end that ends with a form of a word: "power plants"; what stands for
        something itself is no form: "won backing" is not "won back"."""
        found = self._tailed.get(word)
        if found is None:
            if len(self._tailed) >= _REMEMBERED:
                self._tailed.clear()
            is_word = word in self._words
            form = None if is_word else known_stem(word, self._last, {}, self._behind)
            found = self._tailed[word] = (word, form) if form else (word,)
        return found

    def _word(self, word: str) -> Read:
        if word in self._fillers and word not in self._words:
            return Read((), False, 1)
        form = known_form(word, self._words, self._before, self._behind)
        if form is None and (part := _last_part(word)):
            form = known_form(part, self._words, self._before, self._behind)
        if form is None:
            return Read((), False, 1, stem_of(word.casefold(), self._before, self._behind))
        return _read(self._words[form], 1)


def _plain(phrase: str) -> str:
    """A phrase of a folder; what it writes in capitals stays so, and is met in no other form."""
    return " ".join(word if word.isupper() else word.casefold() for word in phrase.split())


def _last_part(word: str) -> str:
    """The part of a word with hyphens that says what it is: "coal-fired" -> "fired"; of one that is
    said twice the bare one: "korban-korbannya" -> "korban"; "" of a word without."""
    first, _, rest = word.partition("-")
    return first if rest.startswith(first) else rest.rpartition("-")[2]


def _read(found: Sequence[tuple[str, bool]], size: int) -> Read:
    concepts = tuple(concept for concept, _ in found)
    return Read(concepts, any(is_act for _, is_act in found), size)


@lru_cache(maxsize=16)
def concepts_for(lang: str) -> Concepts:
    """The concepts of a language."""
    return Concepts(lexicon_for(lang))


@lru_cache(maxsize=1)
def moods() -> Mapping[str, str]:
    """Concepts that say of what follows that it is not done: "plan" -> planned."""
    return lexicon_for(NEUTRAL).map(_TABLE, "moods")


@lru_cache(maxsize=1)
def passing_on() -> AbstractSet[str]:
    """Concepts whose negation is of the act behind them."""
    return lexicon_for(NEUTRAL).set(_TABLE, "passing_on")


@lru_cache(maxsize=1)
def telling() -> AbstractSet[str]:
    """Concepts of acts that tell something, of which none is denied by a "no" behind it."""
    return lexicon_for(NEUTRAL).set(_TABLE, "telling")


@lru_cache(maxsize=1)
def spans() -> Mapping[str, float]:
    """Concepts of spans of time -> the days that they are."""
    return lexicon_for(NEUTRAL).numbers(_TABLE, "spans")


@lru_cache(maxsize=1)
def ages() -> Mapping[str, float]:
    """Concepts that say of a number behind them how old somebody is -> the days of one."""
    return lexicon_for(NEUTRAL).numbers(_TABLE, "ages")


@lru_cache(maxsize=1)
def units() -> Mapping[str, str]:
    """Concepts of units and scales -> the unit."""
    return lexicon_for(NEUTRAL).map(_TABLE, "units")


@lru_cache(maxsize=1)
def units_before() -> Mapping[str, str]:
    """Concepts before a number that say its unit -> the unit."""
    return lexicon_for(NEUTRAL).map(_TABLE, "units_before")


@lru_cache(maxsize=1)
def counts() -> Mapping[str, float]:
    """Concepts that are a number of things -> which."""
    return lexicon_for(NEUTRAL).numbers(_TABLE, "counts")


@lru_cache(maxsize=1)
def parts() -> Mapping[str, float]:
    """Concepts of parts of a whole -> their percent."""
    return lexicon_for(NEUTRAL).numbers(_TABLE, "parts")
