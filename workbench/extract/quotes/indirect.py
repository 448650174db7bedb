"""Indirect and mixed speech: the content of a reporting clause, without the reporter's own words.

Frames: "S mengatakan (Rabu) bahwa C", "S mengatakan C dan mendesak C2", "C, kata S.", "C1, kata S,
C2", "menurut S, C", "Menurutnya, C", "Dikatakannya, C". Content ends before the reporter's own
adjunct (", tanpa ...", ", sementara ...") and before the next cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.domain.claim import Mode
from workbench.extract.cast import Cast
from workbench.extract.quotes.attribution import Attribution, SpeakerMention
from workbench.extract.quotes.content import FIRST, WORD, ContentBounds
from workbench.extract.quotes.cues import Cue, CueTable, Form
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.frames import FrameRules
from workbench.extract.quotes.phrases import PhraseRules, speaker_after, subject_before
from workbench.extract.sentences import trim

_FEWEST_WORDS = 3
_FEWEST_CLAUSE = 6
"""Words before "S said" that begin like an adjunct and are a clause nevertheless."""


class IndirectReader:
    """Reads the indirect and mixed speech of one text, sentence by sentence."""

    def __init__(
        self, text: str, table: CueTable, phrases: PhraseRules, rules: FrameRules, cast: Cast,
        prefix: str,
    ) -> None:  # fmt: skip
        self.text = text
        self.table = table
        self.phrases = phrases
        self.rules = rules
        self.cast = cast
        self.prefix = prefix
        self.bounds = ContentBounds(text, rules, phrases)
        self.mentions: list[SpeakerMention] = []

    def read(
        self, stretch: Stretch, used: set[int], direct: Sequence[Attribution]
    ) -> list[Attribution]:
        """The attributions of a sentence whose cues no direct quotation used."""
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
        return found

    def _is_restated(self, attribution: Attribution, found: list[Attribution]) -> bool:
        """Whether "pihaknya memperkirakan" stands inside what the same speaker is said to say."""
        if not attribution.speaker or attribution.cue is None:
            return False
        start, end = attribution.speaker
        if self.text[start:end].lower() not in self.rules.reflexive:
            return False
        return any(one.start <= start and attribution.end <= one.end for one in found)

    def _read_cue(
        self, stretch: Stretch, cue: Cue, following: list[Cue], subject: tuple[int, int] | None
    ) -> Attribution | None:
        if cue.form("according"):
            return self._according(stretch, cue)
        before = self.text[max(stretch.start, cue.start - 40) : cue.start].rstrip()
        opens = cue.start == stretch.start or not before
        behind_clause = before[-1:] in (",", "”", '"', "–", "—") or self._manner_before(before)
        after = cue.form("after")
        if after and (opens or behind_clause):
            attribution = self._after(stretch, cue, after, opens=opens)
            if attribution is not None:
                return attribution
        elif after and cue.has_clitic and (inserted := self._clitic_inside(stretch, cue, after)):
            return inserted
        if passive := cue.form("passive"):
            return self._passive(stretch, cue, passive, opens=opens or before[-1:] == ",")
        if form := cue.form("before"):
            return self._before(stretch, cue, form, following, subject)
        return None

    def _clitic_inside(self, stretch: Stretch, cue: Cue, form: Form) -> Attribution | None:
        """ "..., namun katanya C" and "C1 katanya, C2": no comma before the cue."""
        speaker = (cue.end, cue.full_end)
        before = self.text[max(stretch.start, cue.start - 40) : cue.start].split()
        last = before[-1].lower() if before else ""
        if last in self.rules.contrast_words:
            return self._content_behind_speaker(
                stretch, cue, form, speaker, cue.full_end, "clitic_opens"
            )
        if len(before) > 2 and self.text[cue.full_end : cue.full_end + 2] == ", ":
            return self._around(stretch, cue, form, speaker, cue.full_end)
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
        if self._told_last(cue, form, stretch) and (
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
        return self._made(
            stretch, (start, end), (), f"indirect.{rule}",
            f"{'the same subject' if shared else 'a name'} before ‘{word}’, then what was said",
            score, cue, form, speaker,
        )  # fmt: skip

    def _described(
        self, stretch: Stretch, cue: Cue, form: Form, following: list[Cue]
    ) -> Attribution | None:
        """ "Mansur Taleb, yang menyebut C": the one described speaks."""
        comma = self.text.rfind(",", max(stretch.start, cue.start - 24), cue.start)
        if comma < 0 or len(WORD.findall(self.text[comma : cue.start])) != 1 or form.strict:
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
        return self._made(
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
            form = other.form("according", "after")
            if form is None or form.force != "say" or form.strict:
                continue
            following = self.text[other.full_end : other.full_end + 2].strip()
            if form.side == "according" or other.has_clitic or following.isupper():
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
            if speaker is not None and self._is_somebody(speaker):
                start, end = trim(self.text, that.end(), comma)
                word = self.text[cue.start : cue.full_end]
                return self._made(
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

    def _told_last(self, cue: Cue, form: Form, stretch: Stretch) -> bool:
        """Whether "S told X on Friday" stands behind what S told."""
        if form.lemma not in self.rules.telling:
            return False
        told = self.rules.addressee.match(self.text, cue.full_end, stretch.end)
        if told is None:
            return False
        mark = self.text[told.end() - 1 : told.end() + 1]
        return told.end() >= stretch.end or mark[:1] == "," or mark[1:] in (".", ";", ",")

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
        if len(WORD.findall(self.text[start:end])) < _FEWEST_WORDS:
            return None
        word = self.text[cue.start : cue.full_end]
        return self._made(
            stretch, (start, end), (), "indirect.clause_subject_cue",
            f"a clause, then a name and ‘{word}’", 0.82, cue, form, speaker,
        )  # fmt: skip

    def _content_after(
        self, stretch: Stretch, cue: Cue, form: Form, following: list[Cue]
    ) -> tuple[int, int, bool] | None:
        """Where the content behind a cue starts and ends, and whether a word or comma opens it."""
        limit = min(stretch.end, following[0].start if following else stretch.end)
        start, firm = self.bounds.start(cue, form, limit)
        if start is None or (form.strict and not firm):
            return None
        end = self.bounds.end(stretch, start, following)
        start, end = trim(self.text, start, end)
        fewest = _FEWEST_WORDS - (firm or form.force in ("deny", "confirm"))
        if len(WORD.findall(self.text[start:end])) < fewest:
            return None
        return start, end, firm

    # C, kata S

    def _after(self, stretch: Stretch, cue: Cue, form: Form, *, opens: bool) -> Attribution | None:
        if cue.has_clitic:
            speaker: tuple[int, int] | None = (cue.end, cue.full_end)
            behind = cue.full_end
        else:
            found = speaker_after(self.text, cue.full_end, stretch.end, self.phrases, self.cast)
            if found is None and not opens and self.text[cue.full_end : cue.full_end + 2] == ", ":
                return self._around(stretch, cue, form, None, cue.full_end)
            if found is None or (cue.form("before") and not self._is_somebody(found)):
                return None
            speaker, behind = found, found[1]
        if opens:
            return self._content_behind_speaker(stretch, cue, form, speaker, behind, "cue_opens")
        return self._around(stretch, cue, form, speaker, behind)

    def _is_somebody(self, speaker: tuple[int, int]) -> bool:
        """Whether a phrase is a pronoun, a role or holds a name."""
        words = self.text[speaker[0] : speaker[1]].lower().split()
        return (
            bool(self.phrases.pronouns.intersection(words[:1]))
            or bool(self.phrases.somebody.intersection(words))
            or bool(self.cast.within(*speaker))
        )

    def _around(
        self, stretch: Stretch, cue: Cue, form: Form, speaker: tuple[int, int] | None, behind: int
    ) -> Attribution | None:
        """ "C, kata S." and "C1, kata S, C2"."""
        head = (stretch.start, self._head_end(stretch, cue))
        tail = self.bounds.tail(stretch, behind)
        head_words = len(WORD.findall(self.text[head[0] : head[1]]))
        if any(a <= head[0] and head[1] <= b for a, b in stretch.pairs):
            return None
        word = self.text[cue.start : cue.full_end]
        opening = self.text[head[0] : head[1]].lower()
        if tail is not None and opening in self.rules.contrast_words:
            start, end = tail[0], self.bounds.end(stretch, tail[0], [])
            return self._made(
                stretch, (start, end), (), "indirect.cue_inserted",
                f"a conjunction, ‘{word}’ and its speaker, then what was said", 0.85, cue, form,
                speaker,
            )  # fmt: skip
        if tail is not None and head_words >= 1:
            parts = (head, tail)
            return self._made(
                stretch, (head[0], tail[1]), parts, "indirect.around_cue",
                f"one clause around ‘{word}’ and its speaker", 0.8, cue, form, speaker,
            )  # fmt: skip
        if head_words < _FEWEST_WORDS:
            return None
        return self._made(
            stretch, head, (), "indirect.cue_after", f"a clause, then ‘{word}’ and its speaker",
            0.88, cue, form, speaker,
        )  # fmt: skip

    def _head_end(self, stretch: Stretch, cue: Cue) -> int:
        end = cue.start
        before = self.text[stretch.start : end].rstrip()
        last = before.split()[-1:] or [""]
        if last[0].lower() in self.rules.manner:
            before = before[: -len(last[0])].rstrip()
        return stretch.start + len(before.rstrip(", -–—"))

    def _content_behind_speaker(
        self, stretch: Stretch, cue: Cue, form: Form, speaker: tuple[int, int] | None, behind: int,
        rule: str,
    ) -> Attribution | None:  # fmt: skip
        """ "Menurut S, C" and "Kata dia, C"."""
        skip = re.compile(r"\s{0,3}[,:]?\s{0,3}(?:bahwa\s|that\s)?").match(self.text, behind)
        start = skip.end() if skip else behind
        comma = "," in self.text[behind:start] or ":" in self.text[behind:start]
        if not comma and rule == "cue_opens" and not cue.has_clitic:
            pronoun = (
                speaker and self.text[speaker[0] : speaker[1]].lower() in self.phrases.pronouns
            )
            if not pronoun:
                return None
        if not comma and (moved := self.text.find(", ", behind, behind + 90)) > 0:
            first = FIRST.match(self.text, behind)
            if first and (
                first.group(1).lower() in self.rules.adjuncts
                or self.rules.time.match(self.text, first.start(1))
                or self.text[first.start(1) - 1 : first.start(1)] == "("
            ):
                start = moved + 2
        end = self.bounds.end(stretch, start, [])
        start, end = trim(self.text, start, end)
        if len(WORD.findall(self.text[start:end])) < _FEWEST_WORDS:
            return None
        word = self.text[cue.start : cue.full_end]
        return self._made(
            stretch, (start, end), (), f"indirect.{rule}",
            f"‘{word}’ and its speaker, then what was said", 0.86 if comma else 0.7, cue, form,
            speaker,
        )  # fmt: skip

    # menurut S

    def _according(self, stretch: Stretch, cue: Cue) -> Attribution | None:
        form = cue.form("according")
        if form is None:
            return None
        before = self.text[stretch.start : cue.start].rstrip()
        word = self.text[cue.start : cue.full_end].lower()
        if form.strict and (before or not self._names_document(cue.full_end)):
            return None
        if cue.has_clitic or word.endswith("nya"):
            end = cue.full_end
            speaker: tuple[int, int] | None = (end - 3, end)
            behind = end
            cue = Cue(cue.start, end - 3, end, cue.forms)
        else:
            speaker = speaker_after(self.text, cue.full_end, stretch.end, self.phrases, self.cast)
            if speaker is None:
                return None
            behind = speaker[1]
        if not before or not before.endswith(","):
            lead = self.phrases.lead.match(self.text, stretch.start, cue.start + 1)
            opens = not before or (lead is not None and lead.end() >= cue.start)
            words = self.text[speaker[0] : speaker[1]].lower() if speaker else ""
            pronoun = cue.has_clitic or words in self.phrases.pronouns
            if opens or (len(before.split()) <= 3 and not pronoun):
                return self._content_behind_speaker(
                    stretch, cue, form, speaker, behind, "according"
                )
            return self._around(stretch, cue, form, speaker, behind) if pronoun else None
        if len(before.split()) <= 3 and self.phrases.lead.match(self.text, stretch.start):
            tail = self.bounds.tail(stretch, behind)
            if tail is not None:
                return self._content_behind_speaker(
                    stretch, cue, form, speaker, behind, "according"
                )
        return self._around(stretch, cue, form, speaker, behind)

    def _names_document(self, at: int) -> bool:
        """Whether "berdasarkan" is followed by something written."""
        first = FIRST.match(self.text, at)
        return first is not None and bool(self.rules.document.match(self.text, first.start(1)))

    # Dikatakannya, C

    def _passive(
        self, stretch: Stretch, cue: Cue, form: Form, *, opens: bool
    ) -> Attribution | None:
        text = self.text
        if cue.has_clitic and opens:
            return self._content_behind_speaker(
                stretch, cue, form, (cue.end, cue.full_end), cue.full_end, "passive"
            )
        agent_at = cue.full_end
        by = re.compile(r"\s{1,3}(?:oleh|by)\s").match(text, agent_at)
        agent = speaker_after(
            text, by.end() if by else agent_at, stretch.end, self.phrases, self.cast
        )
        if agent and (by or text[agent[0]].isupper()):
            self.mentions.append(SpeakerMention(cue.start, agent))
        if agent and text[agent[1] : agent[1] + 1] == "," and self._is_somebody(agent):
            before = text[stretch.start : cue.start].rstrip()
            if not before:
                return self._content_behind_speaker(stretch, cue, form, agent, agent[1], "passive")
            if before.endswith(","):
                return self._around(stretch, cue, form, agent, agent[1])
        if not opens:
            return None
        firm = self.rules.complementiser.match(text, cue.full_end + 1) or text[
            cue.full_end : cue.full_end + 1
        ] in (",", ":")
        if not firm:
            return None
        return self._content_behind_speaker(stretch, cue, form, None, cue.full_end, "passive")

    def _made(
        self, stretch: Stretch, span: tuple[int, int], parts: tuple[tuple[int, int], ...],
        rule: str, reason: str, score: float, cue: Cue, form: Form, speaker: tuple[int, int] | None,
    ) -> Attribution | None:  # fmt: skip
        start, end = span
        while end > start and self.text[end - 1] in " ,;:":
            end -= 1
        if parts:
            end = parts[-1][1]
        if end <= start:
            return None
        inside = any(start <= a and b <= end for a, b in stretch.pairs)
        mode = Mode.MIXED if inside else Mode.INDIRECT
        clitic = bool(speaker and cue.full_end >= speaker[1] and speaker[0] >= cue.end)
        return Attribution(
            start, end, parts, mode, f"{self.prefix}.quote.{rule}", reason, score,
            (cue.start, cue.full_end), form, speaker, clitic,
            (speaker[1] if speaker and speaker[1] > cue.start else cue.start, stretch.end),
        )  # fmt: skip
