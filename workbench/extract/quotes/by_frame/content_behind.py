"""What follows a cue that stands behind its subject: where its content starts and ends, and whether
it is one.

A word for what somebody told may stand in the cue that denies it ("menolak laporan X").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

from workbench.extract.quotes.by_frame.framing import Framing
from workbench.extract.quotes.by_frame.words import FIRST, WORD, has_words
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.direct import Stretch
from workbench.extract.sentences import trim
from workbench.extract.terms import SIDES, Force, Takes

_FEWEST_WORDS = 3
_CLAUSE_WORDS, _BEFORE_COMMA = 14, 4
"""Words behind a cue in which the finite verb of a clause stands, and of a subject that goes on
behind a comma."""
_SHORT_CLAUSE = 60
"""Code points of a clause of two words."""
_CLOSING = frozenset("'’")
"""Marks right behind a verb that is not meant as it stands."""


class ContentReader(Framing):
    """Reads what follows a cue."""

    def content_after(
        self, stretch: Stretch, cue: Cue, form: Form, following: Sequence[Cue]
    ) -> tuple[int, int, bool] | None:
        """Where the content behind a cue starts and ends, and whether a word or comma opens it."""
        if self.text[cue.full_end : cue.full_end + 1] in _CLOSING:  # "terus 'mendorong' tubuhnya"
            return None
        limit = min(stretch.end, following[0].start if following else stretch.end)
        opening = self.openings.read(cue, form, limit)
        if opening is None:
            return None
        start, firm = opening
        if other := self._other_side(start, form, following):
            start, following = other.full_end, following[1:]
            that = self.rules.complementiser.match(self.text, start + 1, stretch.end)
            start, firm = (that.end(), True) if that else (start, firm)
        denied = self._denied(cue, form) if not firm else None
        if denied is not None:
            start = denied
        elif form.strict and not firm and not self._takes_clause(form, start, stretch.end):
            return None
        first = FIRST.match(self.text, start)
        word = first.group(1) if first else ""
        if word in self.rules.joint:
            return None
        if word in self.rules.clause_joints and start <= cue.full_end + 1:
            return None
        if word in self.phrases.describing and self.text[cue.full_end : start].strip(" ,"):
            return None  # "menyampaikan hal itu di Bogor, | yang dilanda hujan"
        comma = self.text[cue.full_end : cue.full_end + 1] == ","
        if comma and following and start >= following[0].start:
            return None
        end = self.bounds.end(stretch, start, following)
        if denied is not None:
            end = self._acts_behind(start, end)
        start, end = trim(self.text, start, end)
        before = self.text[stretch.start : cue.start].split()[-1:]
        negated = bool(before) and before[0].lower() in self.rules.negations
        short = firm or negated or form.force in (Force.DENY, Force.CONFIRM)
        short = short or self._is_clause(start, end)
        fewest = 1 if denied is not None else _FEWEST_WORDS - short
        if not has_words(self.text, start, end, fewest):
            return None
        return start, end, firm

    def _other_side(self, start: int, form: Form, following: Sequence[Cue]) -> Cue | None:
        """The cue for the contrary, of which neither is done: "tidak membenarkan ataupun |
        membantah kabar itu"."""
        word = FIRST.match(self.text, start)
        if form.force not in SIDES or not following or word is None:
            return None
        is_beside = self.text[word.end(1) : following[0].start].isspace()
        if word.group(1) not in self.rules.either or not is_beside:
            return None
        sides = {one.force for one in following[0].forms}
        return following[0] if sides.intersection(SIDES) else None

    def _denied(self, cue: Cue, form: Form) -> int | None:
        """Where the words begin for what somebody told, behind a cue that denies them: "menolak |
        laporan X", "membantah | tuduhan itu"; None for anything else."""
        if form.force is not Force.DENY:
            return None
        within = self.text.rfind(" ", cue.start, cue.full_end) + 1
        first = FIRST.match(self.text, cue.full_end)
        words = [(self.text[within : cue.full_end], within)] if within else []
        words += [(first.group(1), first.start(1))] if first else []
        return next((at for word, at in words if word.lower() in self.rules.pointed_at), None)

    def _acts_behind(self, start: int, end: int) -> int:
        """Where what is denied ends before what else is done: "tuduhan itu | dan pergi"."""
        words = list(islice(WORD.finditer(self.text, start, end), _CLAUSE_WORDS))
        for word, following in pairwise(words):
            if word.group() in self.rules.joint and self.phrases.is_verb(following.group()):
                return word.start()
        return end

    def _is_clause(self, start: int, end: int) -> bool:
        """Whether two words are a subject and its verb, or a denial: "harga turun"."""
        words = WORD.findall(self.text[start : min(end, start + _SHORT_CLAUSE)])
        if len(words) != 2:
            return False
        first, last = words
        ends = last.islower() and (self.phrases.is_verb(last) or last in self.rules.predicates)
        return first in self.rules.negations or (ends and not self.phrases.is_verb(first))

    def _takes_clause(self, form: Form, start: int, end: int) -> bool:
        """Whether a clause with a finite verb follows a cue that may stand before one without a
        mark: "mengungkap polisi sudah tahu"; a relative clause is of its noun."""
        if Takes.CLAUSE not in form.takes:
            return False
        comma = self.text.find(",", start, end)
        if comma > 0 and not has_words(self.text, start, comma, _BEFORE_COMMA):
            end = comma
        for match in islice(WORD.finditer(self.text, start, end), _CLAUSE_WORDS):
            word = match.group()
            if word in self.phrases.describing or word in self.rules.purpose:
                return word in self.rules.finite
            if word in self.rules.finite:
                return True
        return False
