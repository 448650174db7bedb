"""Pairs quotation marks within a paragraph, whatever mixture of marks it uses.

Kompas opens and closes with ”; others mix "straight" and “curly” or lose one of a pair. A mark is
an opener or a closer by what stands beside it, a pair never leaves its paragraph, and an unpaired
mark is dropped rather than allowed to swallow the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.extract.kept import compiled

_DOUBLE = compiled(
    r"""["“”„‟«»＂「」『』'’‘`´&](?:(?<=["“”„‟«»＂「」『』])|(?<=')'|(?<=’)’|(?<=‘)‘|(?<=`)`|(?<=´)´"""
    r"|(?<=&)(?:quot|ldquo|rdquo|laquo|raquo|#34|#822[01]);)"
)
"""Two single marks stand for a double one; entities are left over from pages badly converted.
Begins with a set of marks, so that the text between them is passed fast."""
_SINGLE = compiled("[‘’'‚‛]")
_ONLY_OPEN = frozenset(("“", "„", "「", "『", "‘", "‘‘", "``", "&ldquo;", "&#8220;"))
_ONLY_CLOSE = frozenset(("」", "』", "&rdquo;", "&#8221;"))
"""Guillemets are in neither: «French» and »German« turn them opposite ways."""
_BEFORE_OPEN = frozenset("([{—–-:,/'‘;>.")
_AFTER_CLOSE = frozenset(".,;:!?)]}—–-…'’/")
_OPENS_PARAGRAPH = frozenset('“„«"')
"""Marks of a paragraph before which a quotation without an end may go on."""
_SHORTEST_OPEN = 20
"""Code points of such a quotation in the paragraph that it opens in."""
_LONGEST = 6_000
"""Code points: a longer pair is two marks that have nothing to do with each other."""


def pair_paragraphs(
    text: str, blocks: Sequence[tuple[int, int]], cue: re.Pattern[str] | None = None
) -> list[tuple[int, int]]:
    """The quotations of paragraphs; one without an end that goes on in the next paragraph ends with
    its own."""
    pairs: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(blocks):
        pairs.extend(pair_marks(text, start, end, cue))
        following = blocks[index + 1][0] if index + 1 < len(blocks) else None
        if following is None or text[following] not in _OPENS_PARAGRAPH:
            continue
        opened = _open_mark(text, start, end)
        last = pairs[-1][1] if pairs else 0
        if opened is not None and opened >= last and end - opened > _SHORTEST_OPEN:
            pairs.append((opened, end))
    return pairs


def pair_marks(
    text: str, start: int, end: int, cue: re.Pattern[str] | None = None
) -> list[tuple[int, int]]:
    """The quotations of a paragraph, marks included, ascending and disjoint.

    `cue` is a pattern of words that may follow a quotation: it tells a closing mark with a blank
    before it from an opening one. Single marks count where the paragraph has no double ones.
    """
    pairs = _pair(text, start, end, _DOUBLE, cue)
    return pairs or _pair(text, start, end, _SINGLE, cue)


def _open_mark(text: str, start: int, end: int) -> int | None:
    """Where a paragraph's last mark opens and never closes: it may go on in the next one."""
    pairs = pair_marks(text, start, end)
    at = None
    for match in _DOUBLE.finditer(text, pairs[-1][1] if pairs else start, end):
        if match.group() not in _ONLY_CLOSE:
            at = match.start() if at is None else at
    return at


def _pair(
    text: str, start: int, end: int, marks: re.Pattern[str], cue: re.Pattern[str] | None
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    single = marks is _SINGLE
    apostrophes = _apostrophes(text, start, end) if single else frozenset()
    for match in marks.finditer(text, start, end):
        at, behind = match.span()
        if at in apostrophes:
            continue
        before, after = _beside(text, start, end, at, behind)
        if opened is not None and at - opened > _LONGEST:
            opened = None
        if opened is None:
            if _opens(match.group(), before, after):
                opened = at
        elif _reopens(
            match.group(), before, after, cue is not None and bool(cue.match(text, behind))
        ):
            opened = at
        elif not single or before in _AFTER_CLOSE or not after.isalnum():
            if at > opened + 1:
                pairs.append((opened, behind))
            opened = None
    return pairs


def _beside(text: str, start: int, end: int, at: int, behind: int) -> tuple[str, str]:
    """What stands before and behind a mark in its paragraph; a blank at its ends."""
    return text[at - 1] if at > start else " ", text[behind] if behind < end else " "


def _apostrophes(text: str, start: int, end: int) -> frozenset[int]:
    """The single marks inside words, and those at a word's end that close nothing: a mark behind a
    comma or a stop is still to come, and none opens before it ("'It is the dogs' problem,'")."""
    found: set[int] = set()
    closes_later = False
    for match in reversed(list(_SINGLE.finditer(text, start, end))):
        before, after = _beside(text, start, end, *match.span())
        inside = before.isalnum() and after.isalnum()
        if inside or (closes_later and before.isalpha() and after.isspace()):
            found.add(match.start())
        else:
            closes_later = before in _AFTER_CLOSE and not after.isalnum()
    return frozenset(found)


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in _ONLY_CLOSE:
        return False
    if mark in _ONLY_OPEN and not after.isspace():
        return True
    beside = before.isspace() or before in _BEFORE_OPEN
    return beside and (not after.isspace() or before.isspace()) and after not in _AFTER_CLOSE


def _reopens(mark: str, before: str, after: str, cue_follows: bool) -> bool:
    """Whether a mark met inside an open pair rather starts another one."""
    if cue_follows or mark in _ONLY_CLOSE:
        return False
    return before.isspace() and not after.isspace() and after not in _AFTER_CLOSE
