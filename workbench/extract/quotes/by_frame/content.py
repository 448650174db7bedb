"""Where the content of a reporting clause begins and ends.

It leaves out the reporter's own adjunct in front ("mengatakan di Jakarta, C") and behind
("C, tanpa ..."), and stops where the next cue takes over.
"""

from __future__ import annotations

import re
from itertools import islice

from workbench.extract.quotes.by_frame.frames import FrameRules
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.sentences import trim
from workbench.extract.terms import Force, Side

WORD = re.compile(r"\w+")
FIRST = re.compile(r"\s{0,3}([\w-]+)")
_ORDERS = (Force.CALL, Force.ORDER, Force.PROMISE)
_ADJUNCT_LONGEST = 130
"""Code points between a cue and its content that an adjunct may take."""


_CLOSE = 80
"""Code points before a cue in which what leads to it stands."""
_CUES_AHEAD = 24
"""Cues behind another one that may end its content; no sentence of people has so many."""


def has_words(text: str, start: int, end: int, fewest: int) -> bool:
    """Whether a stretch holds so many words; a long one is not counted to its end."""
    return sum(1 for _ in islice(WORD.finditer(text, start, end), fewest)) >= fewest


_ASIDE_LONGEST = 90
"""Code points of a day or place between a speaker and what they say."""
_SUBJECT_WORDS = 10


class ContentBounds:
    """Finds the bounds of content in one text."""

    def __init__(self, text: str, rules: FrameRules, phrases: PhraseRules) -> None:
        self.text = text
        self.rules = rules
        self.phrases = phrases
        self._no_doer = phrases.describing | phrases.adjuncts | phrases.joint

    def start(self, cue: Cue, form: Form, limit: int) -> tuple[int | None, bool]:
        """Where the content behind a cue begins, and whether a word or mark says so."""
        at, text = cue.full_end, self.text
        limit = min(limit, at + _ADJUNCT_LONGEST)
        skipped = re.compile(r"[,:]?\s{0,3}").match(text, at)
        behind = skipped.end() if skipped else at
        mark = text[at:behind].strip()
        if mark:
            joined = self.rules.complementiser.match(text, behind)
            return (joined.end() if joined else behind), True
        that = self.rules.complementiser.search(text, at, limit)
        if that and self._is_adjunct(text[at : that.start()]):
            return that.end(), True
        first = FIRST.match(text, at)
        word = first.group(1).lower() if first else ""
        if word in self.rules.stands_in:
            return self._behind_adjunct(at, limit, only_comma=True)
        if form.force in _ORDERS or word in self.rules.purpose:
            while word in self.rules.order_words and first:
                if word in self.rules.order_openers:
                    return first.start(1), True
                at = first.end()
                first = FIRST.match(text, at)
                word = first.group(1).lower() if first else ""
            pledged = form.force is Force.PROMISE and self.phrases.is_verb(word)
            pledged = pledged or self._tells_whom_to_do(at, form)
            return at, pledged or word in self.rules.purpose or not form.strict
        if word in self.rules.adjuncts or self.rules.time.match(text, behind):
            if self._opens_content(behind, limit, word):
                return behind, False
            return self._behind_adjunct(at, limit, only_comma=False)
        return behind, False

    def _tells_whom_to_do(self, at: int, form: Form) -> bool:
        """Whether somebody and a verb follow an order or call: "mengajak warga menanam"."""
        if form.force not in (Force.ORDER, Force.CALL):
            return False
        clause = re.split(r"[,.;:!?\n]", self.text[at : at + _ADJUNCT_LONGEST], maxsplit=1)[0]
        for place, word in enumerate(WORD.findall(clause)):
            if word.lower() in self._no_doer:
                return False
            if place and word[0].islower() and self.phrases.is_verb(word):
                return True
        return False

    def _opens_content(self, at: int, limit: int, word: str) -> bool:
        """Whether an adjunct right behind a cue is the speaker's, not the reporter's.

        "mengatakan saat ini C", "mengatakan dalam dua bulan pertama, C"; but the day, the place
        and the occasion of speaking are the reporter's: "mengatakan dalam pidatonya, C".
        """
        moment = self.rules.time.match(self.text, at)
        if moment is not None:
            return not self.rules.reporting_day.search(moment.group())
        if word not in self.rules.content_openers:
            return False
        comma = self.text.find(",", at, limit)
        piece = self.text[at : comma if comma >= 0 else limit]
        return not (
            "(" in piece
            or self.rules.saying_nouns.search(piece)
            or self.rules.reporting_day.search(piece)
        )

    def _behind_adjunct(self, at: int, limit: int, *, only_comma: bool) -> tuple[int | None, bool]:
        comma = self.text.find(",", at, limit)
        if comma >= 0 and len(WORD.findall(self.text[at:comma])) <= 12:
            second = self.text.find(",", comma + 1, min(limit, comma + 40))
            between = self.text[comma + 1 : second].strip() if second > 0 else ""
            if between and (self.rules.time.match(between) or between[:1] == "("):
                comma = second
            return comma + 1, True
        if only_comma:
            return None, False
        moment = self.rules.time.match(self.text, at + 1)
        return (moment.end() if moment else at), False

    def _is_adjunct(self, words: str) -> bool:
        """Whether the words between a cue and its complementiser may be time, place, audience."""
        stripped = words.strip(" ,")
        first = FIRST.match(stripped)
        word = first.group(1).lower() if first else ""
        if word in self.rules.purpose - self.rules.adjuncts:
            return False
        if word not in self.rules.adjuncts | self.rules.adverbs and (
            len(stripped.split()) > 3 and not self.rules.time.match(stripped)
        ):
            return False
        return "." not in stripped[:-1] and len(stripped.split()) <= 14 and '"' not in words

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
        marked = "," in self.text[at:start] or ":" in self.text[at:start]
        first = FIRST.match(self.text, start if marked else at)
        word = first.group(1).lower() if first else ""
        moved = self.text.find(", ", start, start + _ADJUNCT_LONGEST)
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

    def end(self, stretch: Stretch, start: int, following: list[Cue]) -> int:
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
        while end > start and self.text[end - 1] in ".!?;,: \n":
            end -= 1
        return end

    def _stops_at(self, start: int, cue: Cue) -> int | None:
        """Where the content ends because another cue takes over: "..., kata X", "dan mendesak"."""
        floor = max(start, cue.start - _CLOSE)
        before = self.text[floor : cue.start].rstrip()
        words = before[-60:].split()
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
        if len(words) < 3 or self.rules.time.match(rest):
            return None
        goes_on = not alone and first in self.rules.subordinators
        if first in self.rules.relative or (first in self.rules.closers and not goes_on):
            return None
        if not inserted and first in self.rules.reasons and len(words) > 4:
            return start, start + len(rest)
        if not inserted and first in self.rules.adjuncts:
            return None
        if not inserted and len(words) < 4:
            return None
        return start, start + len(rest)
