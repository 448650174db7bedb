"""Where words, clauses, sentences and paragraphs begin and end, decided locally.

What the span grammar moves by, in any language: a paragraph is a line that is not blank, a sentence
ends at a terminator that is not an abbreviation's, a clause at a comma, dash or conjunction: what a
language says of both is handed in (sentence_words.py). The extraction engine has its own, deeper
reading; this one must answer within a key press, so it looks only around an offset and never walks
a whole text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from workbench.domain.sentence_words import NO_WORDS, SentenceWords

Extent = tuple[int, int]

_CLOSERS = "\"'”’»›)\\]}」』）】》〉"
_OPENERS = "\"'“‘„«‹(\\[{「『（【《〈"
_SPACE = r"[^\S\n]"

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
_HIRAGANA = "\u3041-\u3096\u3099-\u309f"
_KATAKANA = "\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_SOUTH_EAST = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f"
"""Thai, Lao, Burmese, Khmer: no spaces between words, so a base with its marks is the step."""
_SOUTH_EAST_MARKS = (
    "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1060"
    "\u17b4-\u17d3\u17dd"
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0711\u0730-\u074a\u0900-\u0963\u0966-\u0dff\u0f18-\u0f87\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u200c\u200d"
)
_LETTER = f"(?:(?![{_HAN}{_HIRAGANA}{_KATAKANA}{_SOUTH_EAST}])[\\w{_MARKS}])"
_JOINT = "|".join(
    (
        r"[-'’ʼ‐‑·&]",  # kata-kata, Jum'at
        r"(?<=\d)[.,:/](?=\d)",  # 3.500
        r"(?<=[A-Z])\.(?=[A-Z])",  # KIBLAT.NET
        r"(?<=[a-z])\.(?=[a-z]{2})",  # kiblat.net; but tersebut.Dia is two words
    )
)
_WORD = (
    f"[{_HAN}][{_MARKS}]*|[{_HIRAGANA}]+|[{_KATAKANA}]+|[{_SOUTH_EAST}][{_SOUTH_EAST_MARKS}]*"
    f"|{_LETTER}+(?:(?:{_JOINT}){_LETTER}+)*"
)
_TERMINATOR = re.compile(f"(?:([.!?…]+)|[。！？।॥۔؟]+)[{_CLOSERS}]*{_SPACE}*")
_CLAUSE = f"[,;:]+[{_CLOSERS}]*{_SPACE}+|[，、；：]+|{_SPACE}[–—-]{_SPACE}|—|{_SPACE}(?=[(\\[“„«])"
"""Pattern source of where a clause may begin whatever its words are."""
_IN_WORD = re.compile(r"[\w.]{2}")
_REACH = 4096
"""How far back the start of a word is looked for: no word is longer."""
_LONGEST = 8192
"""How far the end of a sentence is looked for; beyond it a sentence is its paragraph."""
_AHEAD = 64
"""How far behind a boundary its marks and the next word are looked at."""
_FIRST_WINDOW = 256
_NUMBER_LONGEST = 3
"""Digits of the number that a line of a list begins with."""


# Paragraphs ------------------------------------------------------------------------------------

_INK = re.compile(r"\S")


def _line_at(text: str, at: int) -> Extent:
    """The line that holds `at`, without its line feed."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _ink_of(text: str, start: int, end: int) -> Extent | None:
    """The line without the space around it; None when it is blank."""
    line = text[start:end]
    inner = line.strip()
    if not inner:
        return None
    low = start + len(line) - len(line.lstrip())
    return low, low + len(inner)


def _ink_before(text: str, at: int) -> int:
    """One past the last character before `at` that is not space; 0 when there is none."""
    while at > 0:
        low = max(0, at - _REACH)
        if kept := len(text[low:at].rstrip()):
            return low + kept
        at = low
    return 0


def next_paragraph(text: str, at: int) -> int | None:
    """Where the first paragraph at or after `at` begins."""
    while ink := _INK.search(text, at):
        start, end = _line_at(text, ink.start())
        if not text[start : ink.start()].strip():
            return ink.start()
        at = end
    return None


def previous_paragraph(text: str, at: int) -> int | None:
    """Where the last paragraph before `at` begins."""
    at = _ink_before(text, at)
    if not at:
        return None
    ink = _ink_of(text, *_line_at(text, at - 1))
    return ink[0] if ink else None


def paragraph_at(text: str, at: int) -> Extent:
    """The paragraph around `at`: on a blank line the following one, else the preceding one."""
    found = _ink_of(text, *_line_at(text, at))
    if found:
        return found
    start = next_paragraph(text, at)
    if start is None:
        start = previous_paragraph(text, at)
    if start is None:
        return at, at
    return _ink_of(text, *_line_at(text, start)) or (at, at)


# Words -----------------------------------------------------------------------------------------


@cache
def _word() -> re.Pattern[str]:
    """Made when first asked for: it takes longer than the rest of the module."""
    return re.compile(_WORD)


def _words_around(text: str, at: int, end: int) -> Iterator[re.Match[str]]:
    """The words from a little before `at` up to `end`, beginning where a word can begin."""
    low = max(0, at - _REACH)
    space = max(text.rfind(" ", low, at), text.rfind("\n", low, at))
    return _word().finditer(text, low if space < 0 else space, end)


def next_word(text: str, at: int) -> int | None:
    """Where the first word at or after `at` begins."""
    words = _words_around(text, at, len(text))
    return next((match.start() for match in words if match.start() >= at), None)


def previous_word(text: str, at: int) -> int | None:
    """Where the last word before `at` begins."""
    high, size = at, _FIRST_WINDOW
    while high > 0:
        low = max(0, high - size)
        found = [match.start() for match in _words_around(text, low, high)]
        if found:
            return found[-1]
        high, size = low, size * 2
    return None


def word_at(text: str, at: int) -> Extent:
    """The word at `at`, else the following one of the line, else the preceding one."""
    line_start, line_end = _line_at(text, at)
    before: Extent | None = None
    for match in _words_around(text, at, min(line_end, at + _REACH)):
        if match.end() > at:
            return match.span()
        before = match.span()
    if before is None and (start := previous_word(text, at)) is not None and start >= line_start:
        before = word_at(text, start)
    return before if before and before[0] >= line_start else (at, at)


# Sentences and clauses -------------------------------------------------------------------------

_Starts = Callable[[str, int, int, SentenceWords], Iterator[int]]


def _sentence_starts(text: str, low: int, high: int, words: SentenceWords) -> Iterator[int]:
    """Where sentences begin behind the terminators that stand in low..high."""
    for match in _TERMINATOR.finditer(text, low, high + _AHEAD):
        if match.start() >= high:
            return
        ends = match.end() < len(text) and text[match.end()] != "\n"
        if ends and _ends_sentence(text, match, words):
            yield match.end()


def _ends_sentence(text: str, match: re.Match[str], words: SentenceWords) -> bool:
    """Whether a terminator ends its sentence, judged by the words on both sides."""
    mark, at = match.group(1), match.end()
    if mark is None:
        return True
    after = text[at]
    if after.islower():
        return False
    if mark != ".":
        return not after.isdigit() or text[at - 1].isspace()
    if text[at - 1].isspace() or match.end(1) < at:
        dot = match.start()
        return not words.holds(text, dot, at) and not _is_number_of_line(text, dot)
    return _IN_WORD.match(text, max(0, match.start() - 2), match.start()) is not None and (
        text[match.start() - 1].islower() and after.isupper() and not _is_domain(text, at, words)
    )


def _is_number_of_line(text: str, dot: int) -> bool:
    """Whether a full stop stands behind the number that a line begins with: "1. Jakarta"."""
    line = text.rfind("\n", max(0, dot - _NUMBER_LONGEST - 1), dot) + 1
    if not line and dot > _NUMBER_LONGEST:
        return False
    return text[line:dot].isdigit() and dot - line <= _NUMBER_LONGEST


def _is_domain(text: str, at: int, words: SentenceWords) -> bool:
    match = _word().match(text, at)
    return match is not None and match.group().casefold() in words.domains


@lru_cache(maxsize=16)
def _clause_pattern(openers: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, openers)) or r"(?!)"
    return re.compile(f"(?:{_CLAUSE}|{_SPACE}(?=(?:{words})\\b))[{_OPENERS}]*")


def _clause_starts(text: str, low: int, high: int, words: SentenceWords) -> Iterator[int]:
    for match in _clause_pattern(words.clause_openers).finditer(text, low, high + _AHEAD):
        if match.start() >= high:
            return
        if match.end() < len(text) and text[match.end()] != "\n":
            yield match.end()


def _first_from(
    text: str, at: int, limit: int, starts: _Starts, words: SentenceWords
) -> int | None:
    low = max(text.rfind("\n", 0, at) + 1, at - _AHEAD)
    limit = min(limit, at + _LONGEST)
    return next((start for start in starts(text, low, limit, words) if at <= start < limit), None)


def _last_before(
    text: str, at: int, limit: int, starts: _Starts, words: SentenceWords
) -> int | None:
    """The last start in limit..at, looked for in windows that double."""
    limit = max(limit, at - _LONGEST)
    high, size = at, _FIRST_WINDOW
    while high > limit:
        low = max(limit, high - size)
        found = None
        for start in starts(text, low, high, words):
            if start >= at:
                break
            found = start
        if found is not None and found > limit:
            return found
        high, size = low, size * 2
    return None


def next_sentence(text: str, at: int, words: SentenceWords = NO_WORDS) -> int | None:
    """Where the first sentence at or after `at` begins."""
    if at >= len(text):
        return None
    found = _first_from(text, at, _line_at(text, at)[1], _sentence_starts, words)
    paragraph = next_paragraph(text, at) if found is None else _own_start(text, at)
    return min((start for start in (found, paragraph) if start is not None), default=None)


def _own_start(text: str, at: int) -> int | None:
    """The start of the paragraph of `at` when it lies at or after it."""
    ink = _ink_of(text, *_line_at(text, at))
    return ink[0] if ink and ink[0] >= at else None


def previous_sentence(text: str, at: int, words: SentenceWords = NO_WORDS) -> int | None:
    """Where the last sentence before `at` begins."""
    paragraph = previous_paragraph(text, at)
    if paragraph is None:
        return None
    found = _last_before(text, at, paragraph, _sentence_starts, words)
    return paragraph if found is None else found


def sentences(text: str, words: SentenceWords = NO_WORDS) -> Iterator[tuple[Extent, bool]]:
    """Every sentence of a text in order, and whether it begins a paragraph; in linear time."""
    line = 0
    while line < len(text):
        end = text.find("\n", line)
        end = len(text) if end < 0 else end
        begins, start = True, line
        starts = _sentence_starts(text, line, end, words) if text[line:end].strip() else ()
        for at in (*starts, end):
            ink = _ink_of(text, start, min(at, end))
            if ink:
                yield ink, begins
                begins = False
            start = at
        line = end + 1


def sentence_at(text: str, at: int, words: SentenceWords = NO_WORDS) -> Extent:
    """The sentence around `at`, with its terminator."""
    low, high = paragraph_at(text, at)
    at = max(low, min(at, high - 1))
    start = previous_sentence(text, at + 1, words)
    end = _first_from(text, at + 1, high, _sentence_starts, words)
    return _trimmed(text, low if start is None else start, high if end is None else end)


def next_clause(text: str, at: int, words: SentenceWords = NO_WORDS) -> int | None:
    """Where the first clause at or after `at` begins."""
    if at >= len(text):
        return None
    clause = _first_from(text, at, _line_at(text, at)[1], _clause_starts, words)
    sentence = next_sentence(text, at, words)
    return min((start for start in (clause, sentence) if start is not None), default=None)


def previous_clause(text: str, at: int, words: SentenceWords = NO_WORDS) -> int | None:
    """Where the last clause before `at` begins."""
    sentence = previous_sentence(text, at, words)
    if sentence is None:
        return None
    found = _last_before(text, at, sentence, _clause_starts, words)
    return sentence if found is None else found


_EDGES = re.sub(r"\\", "", _CLOSERS + _OPENERS) + ",;:.!?…，、；：。！？–— \t"


def clause_at(text: str, at: int, words: SentenceWords = NO_WORDS) -> Extent:
    """The clause around `at`, without the marks and spaces at its edges."""
    low, high = sentence_at(text, at, words)
    at = max(low, min(at, high - 1))
    start = _last_before(text, at + 1, low, _clause_starts, words)
    end = _first_from(text, at + 1, high, _clause_starts, words)
    start, end = start or low, end or high
    piece = text[start:end]
    inner = piece.strip(_EDGES)
    if not inner:
        return _trimmed(text, start, end)
    start += len(piece) - len(piece.lstrip(_EDGES))
    return start, start + len(inner)


def _trimmed(text: str, start: int, end: int) -> Extent:
    return _ink_of(text, start, end) or (start, end)
