"""Where the content of a reporting clause ends, and where it stands around an inserted speaker.

It leaves out the reporter's own adjunct behind it ("C, tanpa ..."), and stops where the next cue
takes over.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from workbench.extract.quotes.by_frame.frames import FrameRules
from workbench.extract.quotes.by_frame.words import FIRST, WORD
from workbench.extract.quotes.cues import Cue
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.sentences import trim
from workbench.extract.terms import Side

_TAIL_WORDS, _LOOSE_TAIL_WORDS = 3, 4
"""The fewest words that go on with a clause behind "kata S,"; and without a comma before them."""
_PREDICATE_WORDS = 2
"""The fewest words of a predicate there."""
_MOST_WORDS = 66
"""Words and numbers of the longest content; what goes on longer is a sentence that never ends."""
_CLOSE = 80
"""Code points before a cue in which what leads to it stands."""
_CUES_AHEAD = 24
"""Cues behind another one that may end its content; no sentence of people has so many."""


_ASIDE_LONGEST = 90
"""Code points of a day or place between a speaker and what they say."""
_DESCRIBED_LONGEST = 130
"""Code points of what describes the speaker before what they say."""
_SUBJECT_WORDS = 10


class ContentBounds:
    """Finds the ends of content in one text."""

    def __init__(self, text: str, rules: FrameRules, phrases: PhraseRules) -> None:
        self.text = text
        self.rules = rules
        self.phrases = phrases
        self.spoken: tuple[tuple[int, int], ...] = ()
        """The quotations of the sentence that have a cue of their own."""

    def head_end(self, start: int, end: int) -> int:
        """Where a clause before a cue ends, the word of manner before the cue left out."""
        before = self.text[start:end].rstrip()
        last = before.split()[-1:] or [""]
        if last[0].lower() in self.rules.manner:
            before = before[: -len(last[0])].rstrip()
        return start + len(before.rstrip(", -–—"))

    def behind_speaker(self, at: int) -> tuple[int, bool]:
        """Where the content behind "menurut S" begins, and whether a mark or word says so.

        What describes the speaker is passed over, and so are day, place and age.
        """
        skip = self.rules.behind_speaker.match(self.text, at)
        start = skip.end() if skip else at
        marked = bool(self.text[at:start].strip())
        first = FIRST.match(self.text, start if marked else at)
        word = first.group(1).lower() if first else ""
        moved = self.text.find(", ", start, start + _DESCRIBED_LONGEST)
        if first is None or moved < 0:
            return start, marked
        described = word in self.phrases.describing
        aside = word in self.rules.adjuncts or self.rules.time.match(self.text, first.start(1))
        bracket = self.text[first.start(1) - 1 : first.start(1)] == "("
        if described or (not marked and moved < at + _ASIDE_LONGEST and (aside or bracket)):
            start, marked = moved + 2, marked or described
            day = self.rules.time.match(self.text, start)
            if day is not None and self.text.startswith(",", day.end()):
                start = day.end() + 1
        return start, marked

    def subject_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The short phrase between the beginning of a sentence and a passive cue; else None."""
        a, b = trim(self.text, start, end)
        words = WORD.findall(self.text[a:b])
        while words and words[-1].lower() in self.rules.adverbs:
            b = self.text.rindex(words.pop(), a, b)
        a, b = trim(self.text, a, b)
        short = 1 <= len(words) <= _SUBJECT_WORDS and "," not in self.text[a:b]
        return (a, b) if short and not any(map(self.phrases.is_verb, words[1:])) else None

    def end(self, stretch: Stretch, start: int, following: Sequence[Cue]) -> int:
        """Where the content that begins at start ends."""
        end = stretch.end
        ours = [pair for pair in stretch.pairs if pair[0] >= start]
        for match in self.rules.breaks.finditer(self.text, start, end):
            if not any(a < match.start() < b for a, b in ours):
                end = match.start()
                break
        for cue in following[:_CUES_AHEAD]:
            if cue.start <= start:
                continue
            if cue.start >= end:
                break
            if any(a < cue.start < b for a, b in ours):
                continue
            if stop := self._stops_at(start, cue):
                end = min(end, stop)
                break
        end = min((a for a, _ in self.spoken if start < a < end), default=end)
        end = self._not_too_long(start, end, ours)
        while end > start and self.text[end - 1] in ".!?;,: \n":
            end -= 1
        return end

    def _not_too_long(self, start: int, end: int, pairs: Sequence[tuple[int, int]]) -> int:
        """The end, or the last comma before so many words as nobody is said to say at once."""
        words = [match.end() for match in islice(WORD.finditer(self.text, start, end), _MOST_WORDS)]
        if len(words) < _MOST_WORDS:
            return end
        comma = self.text.rfind(", ", start, words[-1])
        inside = any(a < comma < b for a, b in pairs)
        return words[-1] if comma < 0 or inside else comma

    def has_predicate(self, at: int) -> bool:
        """Whether a predicate follows: "akan dibiayai", "tidak adil"."""
        first = FIRST.match(self.text, at)
        word = first.group(1) if first else ""
        return word in self.rules.predicates or self.phrases.is_verb(word)

    def _stops_at(self, start: int, cue: Cue) -> int | None:
        """Where the content ends because another cue takes over: "..., kata X", "dan mendesak"."""
        floor = max(start, cue.start - _CLOSE)
        before = self.text[floor : cue.start].rstrip()
        words = before[-60:].split()
        if self._goes_on(start, cue.start):
            return None
        if cue.form(Side.AFTER) and before.endswith(","):
            return floor + len(before)
        if cue.form(Side.BEFORE) and (contrast := self._contrast(start, cue.start)):
            return contrast
        while words and words[-1].lower() in self.rules.adverbs:
            words.pop()
        if cue.form(Side.BEFORE) and words and words[-1].lower() in self.rules.joint:
            at = self.text.rfind(words[-1], floor, cue.start)
            head = self.text[floor:at].rstrip()
            return floor + len(head.rstrip(","))
        return None

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether what leads to a cue is the second half of "tidak hanya C1, tetapi juga C2"."""
        halves = [match.start() for match in self.rules.contrast.finditer(self.text, start, end)]
        return bool(halves) and self.rules.not_only.search(self.text, start, halves[-1]) is not None

    def _contrast(self, start: int, end: int) -> int | None:
        """Where ", tetapi" or ", but" opens the clause of a cue of its own."""
        found = None
        for match in self.rules.contrast.finditer(self.text, max(start, end - _CLOSE), end):
            found = match.start()
        return found

    def tail(self, stretch: Stretch, behind: int, *, alone: bool = True) -> tuple[int, int] | None:
        """The rest of the clause behind an inserted speaker; None when only adjuncts follow.

        alone: what stands before the speaker can stand alone; "Ada saatnya, kata X, ketika ..."
        cannot, so that a subordinate clause is the rest of it."""
        start, end = trim(self.text, behind, stretch.end)
        inserted = self.text[start : start + 1] == ","
        while start < end and self.text[start] in ", ":
            start += 1
        rest = self.text[start:end].rstrip(" .!?")
        words = WORD.findall(rest)
        first = (FIRST.match(rest) or [""])[0].strip().lower() if rest else ""
        if self.has_predicate(start) and first not in self.rules.closers:
            return (start, start + len(rest)) if len(words) >= _PREDICATE_WORDS else None
        if len(words) < _TAIL_WORDS or self.rules.time.match(rest):
            return None
        goes_on = not alone and first in self.rules.subordinators
        if first in self.rules.relative or (first in self.rules.closers and not goes_on):
            return None
        if not inserted and first in self.rules.reasons and len(words) > _LOOSE_TAIL_WORDS:
            return start, start + len(rest)
        if not inserted and first in self.rules.adjuncts:
            return None
        if not inserted and len(words) < _LOOSE_TAIL_WORDS:
            return None
        return start, start + len(rest)
