"""Indirect and mixed speech: the content of a reporting clause, without the reporter's own words.

Frames: "S mengatakan (Rabu) bahwa C", "S mengatakan C dan mendesak C2", "X, yang menyebut C"; those
whose cue comes before its speaker are read in `cue_first`. Content ends before the reporter's own
adjunct (", tanpa ...", ", sementara ...") and before the next cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.extract.cast import Cast
from workbench.extract.quotes.attribution import Attribution, SpeakerMention
from workbench.extract.quotes.by_frame.cue_first import CueFirstReader
from workbench.extract.quotes.by_frame.framing import Framing
from workbench.extract.quotes.by_frame.words import FIRST, WORD, has_words
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrase_after import speaker_after
from workbench.extract.quotes.phrase_before import subject_before
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.sentences import trim
from workbench.extract.terms import Force, Side

_FEWEST_WORDS = 3
_FEWEST_CLAUSE = 6
"""Words before "S said" that begin like an adjunct and are a clause nevertheless."""


class FrameReader(Framing):
    """Reads the indirect and mixed speech of one text, sentence by sentence."""

    def __init__(self, text: str, phrases: PhraseRules, cast: Cast, lang: str) -> None:
        super().__init__(text, phrases, cast, lang)
        self.cue_first = CueFirstReader(text, phrases, cast, lang)
        self.cue_first.mentions = self.mentions

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
        cues = [
            cue
            for cue in stretch.cues
            if cue.start not in used and not any(a < cue.start < b for a, b in stretch.pairs)
        ]
        found: list[Attribution] = []
        subject: tuple[int, int] | None = None
        for index, cue in enumerate(cues):
            following = cues[index + 1 :]
            attribution = self._read_cue(stretch, cue, following, subject)
            if attribution is None or self._is_restated(attribution, found):
                if self.mentions and self.mentions[-1].at == cue.start:
                    subject = self.mentions[-1].span
                continue
            if attribution.start in opened:
                continue
            if attribution.speaker and not attribution.clitic:
                subject = attribution.speaker
            found.append(attribution)
        return [*direct, *found]

    def _is_restated(self, attribution: Attribution, found: list[Attribution]) -> bool:
        """Whether "pihaknya memperkirakan" stands inside what the same speaker is said to say."""
        if not attribution.speaker or attribution.cue is None:
            return False
        start, end = attribution.speaker
        own = [one for one in found if one.speaker == attribution.speaker]
        if any(one.start <= attribution.cue[0] and attribution.end <= one.end for one in own):
            return True
        if self.text[start:end].lower() not in self.rules.reflexive:
            return False
        return any(one.start <= start and attribution.end <= one.end for one in found)

    def _read_cue(
        self, stretch: Stretch, cue: Cue, following: list[Cue], subject: tuple[int, int] | None
    ) -> Attribution | None:
        if cue.form(Side.ACCORDING):
            return self.cue_first.according(stretch, cue)
        before = self.text[max(stretch.start, cue.start - 40) : cue.start].rstrip()
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
        if passive := cue.form(Side.PASSIVE):
            return self.cue_first.passive(stretch, cue, passive, opens=opens or before[-1:] == ",")
        if form := cue.form(Side.BEFORE):
            return self._before(stretch, cue, form, following, subject)
        return None

    def _manner_before(self, before: str) -> bool:
        return (before.split()[-1:] or [""])[0].lower() in self.rules.manner

    # S mengatakan C

    def _before(
        self, stretch: Stretch, cue: Cue, form: Form, following: list[Cue],
        subject: tuple[int, int] | None,
    ) -> Attribution | None:  # fmt: skip
        previous = re.search(r"[\w-]+(?=\s{1,3}\Z)", self.text[max(0, cue.start - 30) : cue.start])
        previous_word = previous.group().lower() if previous else ""
        if previous_word in self.phrases.describing and (
            told := self._described(stretch, cue, form, following)
        ):
            return told
        if previous_word in self.rules.silent_before:
            return None
        floor = stretch.start
        for _, b in stretch.pairs:
            floor = b if b <= cue.start else floor
        speaker = subject_before(self.text, floor, cue.start, self.phrases, self.cast)
        shared = False
        if (
            speaker is None
            and subject is not None
            and (previous_word in self.rules.contrast_words or previous_word in self.rules.adverbs)
        ):
            speaker, shared = subject, True
        elif speaker is not None and speaker == subject:
            shared = True
        if speaker is None:
            return self._participle(stretch, cue, form)
        if self._speaks_elsewhere(stretch, cue, speaker):
            return None
        if self._ends_in_adjunct(stretch, cue) and (
            last := self._subject_last(stretch, cue, form, speaker)
        ):
            return last
        content = self._content_after(stretch, cue, form, following)
        if content is None:
            if self._is_final(stretch, cue):
                return self._subject_last(stretch, cue, form, speaker)
            self.mentions.append(SpeakerMention(cue.start, speaker))
            return None
        start, end, firm = content
        if not firm and previous_word in self.rules.helpers:
            return None
        if previous_word in self.rules.negations and self._asks(start):
            return None
        rule = "shared_subject" if shared else "subject_cue"
        word = self.text[cue.start : cue.full_end]
        score = 0.86 if firm else (0.68 if form.strict else 0.78)
        return self.made(
            stretch, (start, end), (), f"indirect.{rule}",
            f"{'the same subject' if shared else 'a name'} before ‘{word}’, then what was said",
            score, cue, form, speaker,
        )  # fmt: skip

    def _described(
        self, stretch: Stretch, cue: Cue, form: Form, following: list[Cue]
    ) -> Attribution | None:
        """ "Mansur Taleb, yang menyebut C": the one described speaks."""
        comma = self.text.rfind(",", max(stretch.start, cue.start - 24), cue.start)
        if comma < 0 or has_words(self.text, comma, cue.start, 2) or form.strict:
            return None
        named = self.cast.ending_at(comma)
        content = self._content_after(stretch, cue, form, following)
        if named is None or content is None:
            return None
        start, end, _ = content
        stop = self.text.find(", ", start, end)
        if stop >= 0 and not any(a < stop < b for a, b in stretch.pairs):
            end = stop
        title = len(named.title) + 1 if named.title else 0
        word = self.text[cue.start : cue.full_end]
        return self.made(
            stretch, (start, end), (), "indirect.relative_clause",
            f"a name, a relative word and ‘{word}’, then what was said", 0.78, cue, form,
            (named.start - title, named.end),
        )  # fmt: skip

    def _speaks_elsewhere(self, stretch: Stretch, cue: Cue, speaker: tuple[int, int]) -> bool:
        """Whether another cue of speech lies in the phrase: "kata X ketika menyampaikan ..."."""
        for other in stretch.cues:
            if other.start >= speaker[1] or other.start == cue.start:
                break
            if other.start < speaker[0]:
                continue
            form = other.form(Side.ACCORDING, Side.AFTER)
            if form is None or form.force is not Force.SAY or form.strict:
                continue
            following = self.text[other.full_end : other.full_end + 2].strip()
            if form.side is Side.ACCORDING or other.has_clitic or following.isupper():
                return True
        return False

    def _asks(self, start: int) -> bool:
        """Whether what follows is a question: "tidak menyebut kapan ..." reports nothing."""
        first = FIRST.match(self.text, start)
        return first is not None and first.group(1).lower() in self.rules.questions

    def _participle(self, stretch: Stretch, cue: Cue, form: Form) -> Attribution | None:
        """ "Mengingatkan bahwa C, ia ...": the speaker is the subject of the main clause."""
        if self.text[stretch.start : cue.start].strip(' "“'):
            return None
        that = self.rules.complementiser.match(self.text, cue.full_end + 1)
        if that is None:
            return None
        for mark in re.finditer(r",[”\"]?\s", self.text[that.end() : stretch.end]):
            comma = that.end() + mark.start()
            speaker = speaker_after(
                self.text, that.end() + mark.end() - 1, stretch.end, self.phrases, self.cast
            )
            if speaker is not None and self.is_somebody(speaker):
                start, end = trim(self.text, that.end(), comma)
                word = self.text[cue.start : cue.full_end]
                return self.made(
                    stretch, (start, end), (), "indirect.participle",
                    f"‘{word}’ and its clause, then who says it", 0.8, cue, form, speaker,
                )  # fmt: skip
        return None

    def _ends_in_adjunct(self, stretch: Stretch, cue: Cue) -> bool:
        """Whether only a short time or place follows: "C, the daily reported on Monday."."""
        first = FIRST.match(self.text, cue.full_end)
        word = first.group(1).lower() if first else ""
        opens = word in self.rules.adjuncts or self.rules.time.match(self.text, cue.full_end + 1)
        return bool(opens) and self._is_final(stretch, cue)

    def _is_final(self, stretch: Stretch, cue: Cue) -> bool:
        rest = self.text[cue.full_end : stretch.end].strip(" .!?")
        return len(WORD.findall(rest)) <= 6

    def _subject_last(
        self, stretch: Stretch, cue: Cue, form: Form, speaker: tuple[int, int]
    ) -> Attribution | None:
        """ "C, the minister said." """
        before = self.text[stretch.start : speaker[0]].rstrip()
        last = before.split()[-1:] or [""]
        if last[0].lower() in self.rules.manner:
            before = before[: -len(last[0])].rstrip()
        first = FIRST.match(before)
        if form.strict or before[-1:] != "," or not first:
            return None
        if first.group(1).lower() in self.rules.adjuncts and len(before.split()) < _FEWEST_CLAUSE:
            return None
        comma = self.text.rindex(",", stretch.start, speaker[0])
        start, end = trim(self.text, stretch.start, comma)
        if any(a <= start and b >= end for a, b in stretch.pairs):
            return None
        if not has_words(self.text, start, end, _FEWEST_WORDS):
            return None
        word = self.text[cue.start : cue.full_end]
        return self.made(
            stretch, (start, end), (), "indirect.clause_subject_cue",
            f"a clause, then a name and ‘{word}’", 0.82, cue, form, speaker,
        )  # fmt: skip

    def _content_after(
        self, stretch: Stretch, cue: Cue, form: Form, following: list[Cue]
    ) -> tuple[int, int, bool] | None:
        """Where the content behind a cue starts and ends, and whether a word or comma opens it."""
        limit = min(stretch.end, following[0].start if following else stretch.end)
        opening = self.openings.read(cue, form, limit)
        if opening is None or (form.strict and not opening.is_firm):
            return None
        start, firm = opening
        comma = self.text[cue.full_end : cue.full_end + 1] == ","
        if comma and following and start >= following[0].start:
            return None
        end = self.bounds.end(stretch, start, following)
        start, end = trim(self.text, start, end)
        fewest = _FEWEST_WORDS - (firm or form.force in (Force.DENY, Force.CONFIRM))
        if not has_words(self.text, start, end, fewest):
            return None
        return start, end, firm
