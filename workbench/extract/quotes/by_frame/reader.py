"""Indirect and mixed speech: the content of a reporting clause, without the reporter's own words.

Frames: "S mengatakan (Rabu) bahwa C", "S mengatakan C dan mendesak C2", "X, yang menyebut C"; those
whose cue comes before its speaker are read in `cue_first`. Content ends before the reporter's own
adjunct (", tanpa ...", ", sementara ...") and before the next cue.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.extract.cast import Cast
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.by_frame.cue_first import CueFirstReader
from workbench.extract.quotes.by_frame.framing import Framing
from workbench.extract.quotes.by_frame.subject_first import SubjectFirstReader
from workbench.extract.quotes.cues import Cue
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.terms import Force, Side

_TOLD = (Force.SAY, Force.REPORT, Force.CLAIM, Force.PREDICT)
"""What is said by these is told; what is asked or promised is done."""
_LEAD = 40
"""Code points before a cue in which the word or mark before it stands."""


class FrameReader(Framing):
    """Reads the indirect and mixed speech of one text, sentence by sentence."""

    def __init__(self, text: str, phrases: PhraseRules, cast: Cast, lang: str) -> None:
        super().__init__(text, phrases, cast, lang)
        self.cue_first = CueFirstReader(text, phrases, cast, lang)
        self.subject_first = SubjectFirstReader(text, phrases, cast, lang)
        self.cue_first.announced = self.subject_first.announced = self.announced

    def sentences(
        self, sentences: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]]
    ) -> Sequence[tuple[int, int]]:
        """The sentences as they are: no frame goes beyond one."""
        return sentences

    def joined(self, found: Sequence[Attribution]) -> Sequence[Attribution]:
        """The attributions as they are."""
        return found

    def read(
        self, stretch: Stretch, used: set[int], direct: Sequence[Attribution]
    ) -> list[Attribution]:
        """The attributions of a sentence: direct quotations and, of the cues they left, more."""
        opened = {attribution.start for attribution in direct}
        spoken = tuple((one.start, one.end) for one in direct if one.cue)
        self.cue_first.bounds.spoken = self.subject_first.bounds.spoken = spoken
        cues = [
            cue
            for cue in stretch.cues
            if cue.start not in used and not any(a < cue.start < b for a, b in stretch.pairs)
        ]
        nouns = [(cue, form) for cue in cues if (form := cue.form(Side.NOUN))]
        cues = [cue for cue in cues if any(form.side is not Side.NOUN for form in cue.forms)]
        found: list[Attribution] = []
        subject: tuple[int, int] | None = None
        for index, cue in enumerate(cues):
            following = cues[index + 1 :]
            attribution = self._read_cue(stretch, cue, following, subject)
            if attribution is None or self._is_restated(attribution, found):
                if self.announced and self.announced[-1].at == cue.start:
                    subject = self.announced[-1].speaker
                continue
            if attribution.start in opened:
                continue
            if attribution.speaker and not attribution.clitic:
                subject = attribution.speaker
            found.append(attribution)
        for cue, form in nouns:
            told = self.cue_first.told_noun(stretch, cue, form)
            if told and not any(one.start < told.end and told.start < one.end for one in found):
                found.append(told)
        return [*direct, *self._outermost(found)]

    def _outermost(self, found: list[Attribution]) -> list[Attribution]:
        """The attributions without those inside what somebody else says: what is said there belongs
        to it."""
        passed = [one for one in found if not any(self._leads_to(one, two) for two in found)]
        return [one for one in passed if not any(self._belongs_to(one, two) for two in passed)]

    def _leads_to(self, attribution: Attribution, other: Attribution) -> bool:
        """Whether an attribution only leads to or repeats another one in its content: "Berdasarkan
        data itu, S mengklaim C", "S mengatakan, C, kata S"."""
        form, cue, speaker = attribution.form, other.cue, other.speaker
        if form is None or cue is None or not _holds_cue_of(other, attribution):
            return False
        if form.side is Side.ACCORDING and form.strict:
            return speaker is not None and speaker[0] <= attribution.start
        follows = attribution.cue is not None and attribution.cue[0] > cue[0]
        return follows and self.text[cue[1] : cue[1] + 1] == ","

    def _belongs_to(self, attribution: Attribution, other: Attribution) -> bool:
        """Whether an attribution is part of what another one says; but "menurut S, X memperkirakan
        C" hands on what somebody else told."""
        if not _holds_cue_of(attribution, other):
            return False
        if other.form is None or other.form.side is not Side.ACCORDING:
            return True
        speaker = attribution.speaker
        told = attribution.form is not None and attribution.form.force in _TOLD
        if not told or speaker is None or speaker[0] < other.start:
            return True
        return not self.cast.within(*speaker)

    def _is_restated(self, attribution: Attribution, found: list[Attribution]) -> bool:
        """Whether "pihaknya memperkirakan" stands inside what the same speaker is said to say, or
        "C1, kata S, C2" is read again by a verb of C2."""
        if not attribution.speaker or attribution.cue is None:
            return False
        start, end = attribution.speaker
        own = [one for one in found if one.speaker == attribution.speaker]
        if any(one.start <= attribution.cue[0] and attribution.end <= one.end for one in own):
            return True
        if any(_holds_cue(attribution, one) for one in found):
            return True
        if self.text[start:end].lower() not in self.rules.reflexive:
            return False
        return any(one.start <= start and attribution.end <= one.end for one in found)

    def _read_cue(
        self, stretch: Stretch, cue: Cue, following: list[Cue], subject: tuple[int, int] | None
    ) -> Attribution | None:
        if cue.form(Side.ACCORDING):
            return self.cue_first.according(stretch, cue)
        before = self.text[max(stretch.start, cue.start - _LEAD) : cue.start].rstrip()
        opens = cue.start == stretch.start or not before
        behind_clause = before[-1:] in (",", "”", '"', "–", "—") or self._manner_before(before)
        after = cue.form(Side.AFTER)
        if after and (opens or behind_clause):
            attribution = self.cue_first.after(stretch, cue, after, opens=opens)
            if attribution is not None:
                return attribution
        elif (
            after
            and cue.has_clitic
            and (inserted := self.cue_first.clitic_inside(stretch, cue, after))
        ):
            return inserted
        elif (
            after
            and self.text[cue.start : cue.end].lower() in self.rules.unmarked
            and (unmarked := self.cue_first.unmarked(stretch, cue, after))
        ):
            return unmarked
        elif after and not cue.has_clitic and (
            turned := self.cue_first.inverted(stretch, cue, after)
        ):  # fmt: skip
            return turned
        if passive := cue.form(Side.PASSIVE):
            plain = not (passive.strict or cue.has_clitic)
            led = before[-1:] == "," or (plain and self._only_adverbs(stretch.start, cue.start))
            return self.cue_first.passive(stretch, cue, passive, opens=opens or led)
        if form := cue.form(Side.BEFORE):
            return self.subject_first.read(stretch, cue, form, following, subject)
        return None

    def _only_adverbs(self, start: int, end: int) -> bool:
        """Whether nothing but adverbs stands before a cue: "Sempat diklaim oleh X bahwa C"."""
        if end - start > _LEAD:
            return False
        words = self.text[start:end].lower().split()
        return all(word in self.rules.adverbs for word in words)

    def _manner_before(self, before: str) -> bool:
        return (before.split()[-1:] or [""])[0].lower() in self.rules.manner


def _holds_cue_of(attribution: Attribution, other: Attribution) -> bool:
    """Whether the cue of an attribution, and what follows it, stands in what another one says."""
    cue = attribution.cue
    if cue is None or attribution.start <= other.start:
        return False
    return any(start < cue[0] < end for start, end in other.pieces)


def _holds_cue(attribution: Attribution, other: Attribution) -> bool:
    """Whether the speaker runs over the cue of another content; or what is said does, by a cue that
    stands in that content."""
    if other.cue is None:
        return False
    speaker = attribution.speaker
    if speaker and not attribution.clitic and speaker[0] < other.cue[0] < speaker[1]:
        return True
    own = attribution.cue
    inside = own is not None and other.start < own[0] < other.end
    return inside and attribution.start == other.start and other.cue[0] < attribution.end
