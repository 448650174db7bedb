"""Where the content of a reporting clause begins and ends.

It leaves out the reporter's own adjunct in front ("mengatakan di Jakarta, C") and behind
("C, tanpa ..."), and stops where the next cue takes over.
"""

from __future__ import annotations

import re

from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.frames import FrameRules
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.sentences import trim

WORD = re.compile(r"\w+")
FIRST = re.compile(r"\s{0,3}([\w-]+)")
_ADJUNCT_LONGEST = 130
"""Code points between a cue and its content that an adjunct may take."""


class ContentBounds:
    """Finds the bounds of content in one text."""

    def __init__(self, text: str, rules: FrameRules, phrases: PhraseRules) -> None:
        self.text = text
        self.rules = rules
        self.phrases = phrases

    def start(self, cue: Cue, form: Form, limit: int) -> tuple[int | None, bool]:
        """Where the content behind a cue begins, and whether a word or mark says so."""
        at, text = cue.full_end, self.text
        limit = min(limit, at + _ADJUNCT_LONGEST)
        if form.lemma in self.rules.telling:
            told = self.rules.addressee.match(text, at, limit)
            at = told.end() if told else at
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
        if word in self.rules.demonstrative or word == "hal":
            return self._behind_adjunct(at, limit, only_comma=True)
        if form.force in ("call", "order", "promise") or word in self.rules.purpose:
            while word in ("bersama", "kembali", "agar", "supaya") and first:
                if word in ("agar", "supaya"):
                    return first.start(1), True
                at = first.end()
                first = FIRST.match(text, at)
                word = first.group(1).lower() if first else ""
            pledged = form.force == "promise" and self.phrases.is_verb(word)
            return at, pledged or word in self.rules.purpose or not form.strict
        if word in self.rules.adjuncts or self.rules.time.match(text, behind):
            if self._opens_content(behind, limit, word):
                return behind, False
            return self._behind_adjunct(at, limit, only_comma=False)
        return behind, False

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
        if word not in self.rules.adjuncts | self.rules.adverbs and (
            len(stripped.split()) > 3 and not self.rules.time.match(stripped)
        ):
            return False
        return "." not in stripped[:-1] and len(stripped.split()) <= 14 and '"' not in words

    def end(self, stretch: Stretch, start: int, following: list[Cue]) -> int:
        """Where the content that begins at start ends."""
        end = stretch.end
        ours = [pair for pair in stretch.pairs if pair[0] >= start]
        for match in self.rules.breaks.finditer(self.text, start, end):
            if not any(a < match.start() < b for a, b in ours):
                end = match.start()
                break
        for cue in following:
            if cue.start <= start or cue.start >= end:
                continue
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
        before = self.text[start : cue.start].rstrip()
        words = before[-60:].split()
        if cue.form("after") and before.endswith(","):
            return start + len(before)
        if cue.form("before") and (contrast := self._contrast(start, cue.start)):
            return contrast
        while words and words[-1].lower() in self.rules.adverbs:
            words.pop()
        if cue.form("before") and words and words[-1].lower() in self.rules.joint:
            at = self.text.rfind(words[-1], start, cue.start)
            head = self.text[start:at].rstrip()
            return start + len(head.rstrip(","))
        return None

    def _contrast(self, start: int, end: int) -> int | None:
        """Where ", tetapi" or ", but" opens the clause of a cue of its own."""
        found = None
        for match in self.rules.contrast.finditer(self.text, max(start, end - 80), end):
            found = match.start()
        return found

    def tail(self, stretch: Stretch, behind: int) -> tuple[int, int] | None:
        """The rest of the clause behind an inserted speaker; None when only adjuncts follow."""
        start, end = trim(self.text, behind, stretch.end)
        inserted = self.text[start : start + 1] == ","
        while start < end and self.text[start] in ", ":
            start += 1
        rest = self.text[start:end].rstrip(" .!?")
        words = WORD.findall(rest)
        first = (FIRST.match(rest) or [""])[0].strip().lower() if rest else ""
        if len(words) < 3 or self.rules.time.match(rest):
            return None
        if first in self.rules.closers or first in self.rules.relative:
            return None
        if not inserted and first in self.rules.reasons and len(words) > 4:
            return start, start + len(rest)
        if not inserted and first in self.rules.adjuncts:
            return None
        if not inserted and len(words) < 4:
            return None
        return start, start + len(rest)
