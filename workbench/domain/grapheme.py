"""Grapheme clusters: what a reader takes for one character, over the stored text.

Motions, selections and line breaks must not land inside one: between a letter and its combining
marks, the parts of an emoji sequence, the two halves of a flag, the jamo of a syllable. A small
reading of UAX #29 on `unicodedata`; it looks only at the neighbourhood of an offset, never at the
whole text, and never alters it.
"""

from __future__ import annotations

import unicodedata

LONGEST = 32
"""Code points after which a cluster is cut: text that piles up marks must not become one cell
(UAX #15 allows 30 non-starters in a row)."""
_CUT = 1024
"""A longer pile of marks is cut at multiples of this, so that its start need not be looked for."""

_OTHER, _EXTEND, _CONTROL, _JOINER, _PICTURE, _FLAG, _L, _V, _T, _LV, _LVT = range(11)
_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_HANGUL = {
    (_L, _L), (_L, _V), (_L, _LV), (_L, _LVT), (_LV, _V), (_LV, _T), (_V, _V), (_V, _T),
    (_LVT, _T), (_T, _T),
}  # fmt: skip


class _Classes(dict[str, int]):
    """The break class of a character, decided when it is first met."""

    def __missing__(self, character: str) -> int:
        self[character] = found = _class_of(ord(character), unicodedata.category(character))
        return found


def _class_of(code: int, category: str) -> int:
    if code == 0x200D:
        return _JOINER
    if category in ("Mn", "Me", "Mc") or code == 0x200C or 0x1F3FB <= code <= 0x1F3FF:
        return _EXTEND
    if 0xE0020 <= code <= 0xE007F:
        return _EXTEND
    if category in ("Cc", "Zl", "Zp", "Cf"):
        return _CONTROL
    if 0x1F1E6 <= code <= 0x1F1FF:
        return _FLAG
    if category == "So" or 0x1F000 <= code <= 0x1FAFF:
        return _PICTURE
    return _hangul_class(code)


def _hangul_class(code: int) -> int:
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return _L
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return _V
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return _T
    if 0xAC00 <= code <= 0xD7A3:
        return _LV if (code - 0xAC00) % 28 == 0 else _LVT
    return _OTHER


_CLASSES = _Classes()


def _flags_before(text: str, at: int) -> int:
    """How many regional indicators stand in a row before `at`."""
    low = at
    while low:
        piece = text[max(0, low - 512) : low]
        kept = len(piece.rstrip(_FLAGS))
        low -= len(piece) - kept
        if kept:
            break
    return at - low


def is_joined(text: str, at: int) -> bool:
    """Whether the characters before and after `at` belong together (UAX #29, GB4 to GB13)."""
    after = _CLASSES[text[at]]
    if after == _OTHER:
        return False
    before = _CLASSES[text[at - 1]]
    if before == _CONTROL or after == _CONTROL:
        return False  # CR LF too (GB3): the one shows as a mark, the other ends the line
    if after in (_EXTEND, _JOINER):
        return True
    if after == _PICTURE:
        return before == _JOINER
    if after == _FLAG:
        return before == _FLAG and _flags_before(text, at) % 2 == 1
    return (before, after) in _HANGUL


def _continues(text: str, at: int) -> bool:
    """As `is_joined`, except that piled-up marks are cut here and there, found without a walk."""
    if not is_joined(text, at):
        return False
    if at % _CUT:
        return True
    return not all(is_joined(text, before) for before in range(at - LONGEST + 1, at))


def floor(text: str, at: int) -> int:
    """Where the cluster that holds the code point at `at` begins; `at` is 0..len(text)."""
    if at >= len(text) or at <= 0:
        return max(0, min(at, len(text)))
    start = at
    while start and _continues(text, start):
        start -= 1
    return start + (at - start) // LONGEST * LONGEST


def end_of(text: str, start: int) -> int:
    """The end of the cluster that begins at `start`, which must be where one begins."""
    at = start + 1
    if at >= len(text) or _CLASSES[text[at]] == _OTHER:
        return min(at, len(text))
    if _CLASSES[text[at]] == _FLAG:
        if _CLASSES[text[start]] != _FLAG:
            return at
        at += 1
    limit = min(len(text), start + LONGEST)
    while at < limit and _CLASSES[text[at]] != _FLAG and _continues(text, at):
        at += 1
    return at


def following(text: str, at: int) -> int:
    """The end of the cluster that holds the code point at `at`: len(text) at most."""
    return end_of(text, floor(text, at)) if at < len(text) else len(text)


def preceding(text: str, at: int) -> int:
    """Where the cluster before `at` begins: 0 at least."""
    return floor(text, at - 1) if at > 0 else 0


def ceiling(text: str, at: int) -> int:
    """The nearest cluster boundary at or after `at`."""
    return at if floor(text, at) == at else following(text, at)
