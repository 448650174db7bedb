"""Words as search sees them: a text and what is looked for in it, folded alike.

Case, marks, tatweel, hamza, signs without width and compatibility forms do not count; vowel signs
of Indic and Thai writing are letters; other signs are blanks, since SQLite's tokeniser takes those
that are younger than Unicode 6.1 for letters of the word beside them. Folding changes lengths, so a
`Folded` text knows where each place of it stands in the text as stored. Most text is left as it is
without being looked at twice: every article goes through here. What folding yields is in the
indexes: a change raises FOLDING, and the number of the schema, whose migration makes the index of
claims anew.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from workbench.domain.text import occurrences

FOLDING = 1
"""Number of this way of folding, beside what is made of it."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u08d3-\u08e1\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U000e0100-\U000e01ef"
)
"""Diacritics, points and the vowels of Arabic and Hebrew."""
_SIGNS = "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u02bb-\u02bf"
"""Signs without width, the stretching of Arabic words, and the transcribed hamza and ain."""
_DROPPED = re.compile(f"[{_MARKS}{_SIGNS}]")
_LETTERS = str.maketrans({"ı": "i", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك"})
"""Letters that are one to whoever types them, and that Unicode does not take apart."""
_FOLDED = re.compile(
    "[^\\x00-\\x7f"
    "\u0402\u0404-\u0406\u0408-\u040b\u040f-\u0418\u041a-\u0438\u043a-\u044f"  # Cyrillic
    "\u0627-\u063a\u0641\u0642\u0644-\u0648\u064a"  # Arabic
    "\u00b4\u2010-\u2016\u2018-\u201f\u2026\u4e00-\u9fff\uac00-\ud7a3]+"
)
"""All but letters and marks of the common scripts that stay as they are."""
_COMBINES = frozenset((*map(chr, range(0x1160, 0x1200)), "\uff9e", "\uff9f"))
"""Vowels and finals of Hangul and the voicing of narrow kana: no marks, and yet no letters of their
own."""

_APOSTROPHES = "'\u2018\u2019`\u00b4"
_MARK = f"[{_APOSTROPHES}]"
_APOSTROPHE = re.compile(_MARK)
_INNER = re.compile(rf"{_MARK}(?=[^\W_])")
_LONGEST = 64
"""Letters before the first apostrophe of a word."""
_GENITIVE = ("'", "\u2019")
_WITH_APOSTROPHES = re.compile(rf"[^\W_]+(?:{_MARK}[^\W_]+)+")


def fold_words(text: str) -> str:
    """The text as its words are indexed and looked up; case may be left for the index to fold."""
    return text if text.isascii() else _FOLDED.sub(_folded_run, text)


def joined_words(text: str) -> str:
    """The words of a text with an apostrophe in them, each once and written without: "Qur'an" as
    "Quran", "Qur'an's" too. The index has their parts as well: "Iran's" is found as "Iran"."""
    if not any(mark in text for mark in _APOSTROPHES):  # far cheaper than a pattern
        return ""
    plain = fold_words(text)
    words = (plain[start:end] for start, end in _apostrophe_words(plain))
    every = (word[:-2] if word[-2:-1] in _GENITIVE and word[-1] in "sS" else word for word in words)
    joined = dict.fromkeys(_APOSTROPHE.sub("", word) for word in every if _APOSTROPHE.search(word))
    return " ".join(joined)


def without_apostrophes(words: str) -> str:
    """What is looked for, each word with an apostrophe in it as one: "Qur'an" as "Quran"."""
    pieces, at = [], 0
    for start, end in _apostrophe_words(words):
        pieces += [words[at:start], _APOSTROPHE.sub("", words[start:end])]
        at = end
    return "".join(pieces) + words[at:]


def _apostrophe_words(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    for mark in _INNER.finditer(text):
        start = mark.start()
        if start < done:
            continue
        first = max(done, start - _LONGEST)
        while start > first and text[start - 1].isalnum():
            start -= 1
        if match := _WITH_APOSTROPHES.match(text, start):
            done = match.end()
            yield match.span()


def _folded_run(match: re.Match[str]) -> str:
    run = match.group()
    if unicodedata.is_normalized("NFKC", run):
        return run.translate(_TABLE)
    return "".join(map(_folded, _clusters(run)))


def _folded(piece: str) -> str:
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", piece))
    letters = unicodedata.normalize("NFC", plain.casefold().translate(_LETTERS))
    return "".join(one if one.isascii() or _is_letter(one) else " " for one in letters)


class _Table(dict[int, str]):
    """A translation table that decides on a code point when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


_TABLE = _Table()


def _clusters(run: str) -> Iterator[str]:
    """What has to be folded at once: a letter with all that combines with it."""
    first = 0
    for at in range(1, len(run)):
        if not (unicodedata.category(run[at])[0] == "M" or run[at] in _COMBINES):
            yield run[first:at]
            first = at
    yield run[first:]


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text in small letters, and where its places stand in the text as stored."""

    text: str
    _here: tuple[int, ...]
    """Places of `text` at which something begins that folding changed, or that follows such."""
    _there: tuple[int, ...]
    """The same places in the stored text."""

    @classmethod
    def of(cls, text: str) -> Folded:
        """The folded form of a text."""
        if text.isascii():
            return cls(text.lower(), (0, len(text)), (0, len(text)))
        pieces: list[str] = []
        here, there = [0], [0]
        at = length = 0
        for match in _FOLDED.finditer(text):
            pieces.append(text[at : match.start()])
            length += match.start() - at
            at = match.start()
            run = match.group()
            for piece in run if unicodedata.is_normalized("NFKC", run) else _clusters(run):
                here.append(length)
                there.append(at)
                pieces.append(_folded_piece(piece))
                length += len(pieces[-1])
                at += len(piece)
            here.append(length)
            there.append(at)
        pieces.append(text[at:])
        here.append(length + len(text) - at)
        there.append(len(text))
        return cls("".join(pieces).lower(), tuple(here), tuple(there))

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text, which is not empty, stands in the stored one: from
        the first letter to the last one with its marks."""
        last = bisect_right(self._here, end - 1) - 1
        behind = bisect_right(self._here, end) - 1
        ends = self._there[last] + end - self._here[last]
        if behind > last:
            ends = self._there[behind]
        elif not self._is_even(last):
            ends = self._there[last + 1]
        first = bisect_right(self._here, start) - 1
        begins = self._there[first] + (start - self._here[first] if self._is_even(first) else 0)
        return begins, ends

    def _is_even(self, part: int) -> bool:
        """Whether each code point of a part stands for one of the stored text."""
        here = self._here[part + 1] - self._here[part]
        return here == self._there[part + 1] - self._there[part]

    def places(self, words: str, *, is_whole: bool = True) -> Iterator[tuple[int, int]]:
        """Where words stand in the stored text; apostrophes in them, and what stands between them,
        may differ. is_whole: not as a part of longer words. A star ends a prefix."""
        is_prefix = words.endswith("*")
        pattern = _pattern(words.rstrip("*"))
        for match in pattern.finditer(self.text) if pattern else ():
            start, end = match.span()
            if not is_whole or (self._is_edge(start) and (is_prefix or self._is_edge(end))):
                yield self.stored(start, end)

    def _is_edge(self, at: int) -> bool:
        return at in (0, len(self.text)) or not (
            _is_letter(self.text[at - 1]) and _is_letter(self.text[at])
        )


def hits_in(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in a text, as parts of longer words too; what begins or ends with a mark is
    sought as it stands."""
    if words and _is_letter(words[0]) and _is_letter(words[-1]):
        return tuple(Folded.of(text).places(words, is_whole=False))
    return occurrences(text, words)


@lru_cache(maxsize=1 << 14)
def _folded_piece(piece: str) -> str:
    return _folded(piece)


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str] | None:
    bare = without_apostrophes(fold_words(words)).lower()
    spaced = "".join(one if _is_letter(one) else " " for one in bare)
    found = [f"{_MARK}?".join(map(re.escape, word)) for word in spaced.split()]
    return re.compile(r"[\W_]+".join(found)) if found else None


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"
