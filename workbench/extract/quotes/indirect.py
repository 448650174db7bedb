"""Indirect and mixed speech: the content of a reporting clause, without the reporter's own words.

Frames: "S mengatakan (Rabu) bahwa C", "S mengatakan C dan mendesak C2", "C, kata S.", "C1, kata S,
C2", "menurut S, C", "Menurutnya, C", "Dikatakannya, C". Content ends before the reporter's own
adjunct (", tanpa ...", ", sementara ...") and before the next cue.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.domain.claim import Mode
from workbench.extract.cast import Cast
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.quotes.attribution import Attribution, SpeakerMention
from workbench.extract.quotes.cues import Cue, CueTable, Form
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrases import PhraseRules, speaker_after, subject_before
from workbench.extract.sentences import trim
from workbench.extract.times import rules_for as time_rules_for

_WORD = re.compile(r"\w+")
_FIRST = re.compile(r"\s{0,3}([\w-]+)")
_ADJUNCT_LONGEST = 130
"""Code points between a cue and its content that an adjunct may take."""
_FEWEST_WORDS = 3


class FrameRules:
    """The words that shape reporting clauses in one language."""

    def __init__(self, lex: Lexicon) -> None:
        words = lex.set
        self.complementisers = words("frames", "complementisers")
        clause_words = alternation(lex.words("frames", "clause_breaks"))
        self.breaks = re.compile(rf"[,;]\s{{1,3}}{clause_words}(?![\w-])")
        self.complementiser = re.compile(
            rf"(?<![\w-]){alternation(lex.words('frames', 'complementisers'))}(?![\w-])"
            r"\s{0,3}[,:]?"
        )
        contrasts = alternation(lex.words("frames", "contrasts"))
        self.contrast = re.compile(rf"[,;]\s{{1,3}}{contrasts}(?![\w-])")
        self.telling = words("frames", "telling")
        self.addressee = re.compile(
            rf"\s{{1,2}}(?:{alternation(lex.words('frames', 'addressees'))}|[A-Z][\w'’]{{0,30}}"
            r"(?:\s[A-Z][\w'’]{0,30}){0,3})(?![\w-])(?:\s(?:in|at|on|by)\s[A-Z]\w{0,30}){0,2},?"
        )
        self.closers = words("frames", "closers")
        self.adjuncts = words("frames", "adjuncts")
        self.demonstrative = words("frames", "demonstrative")
        self.manner = words("frames", "manner")
        self.relative = words("frames", "relative")
        self.purpose = frozenset(words("frames", "speaker_joins")) | words("frames", "future")
        self.joint = words("frames", "joint")
        self.according = words("frames", "according")
        self.time = time_rules_for(lex.lang).pattern
        self.adverbs = words("frames", "adverbs")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> FrameRules:
    """The frame rules of a language."""
    return FrameRules(lexicon_for(lang))


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
        self.mentions: list[SpeakerMention] = []

    def read(self, stretch: Stretch, used: set[int]) -> list[Attribution]:
        """The attributions of a sentence whose cues no direct quotation used."""
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
            if attribution is None:
                continue
            if attribution.speaker and not attribution.clitic:
                subject = attribution.speaker
            found.append(attribution)
        return found

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
        if passive := cue.form("passive"):
            return self._passive(stretch, cue, passive, opens=opens or before[-1:] == ",")
        if form := cue.form("before"):
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
        if previous_word in ("yang", "untuk", "dengan", "tanpa", "who", "that", "to", "which"):
            return None
        floor = stretch.start
        for _, b in stretch.pairs:
            floor = b if b <= cue.start else floor
        speaker = subject_before(self.text, floor, cue.start, self.phrases, self.cast)
        shared = False
        if (
            speaker is None
            and subject is not None
            and (previous_word in self.rules.joint or previous_word in self.rules.adverbs)
        ):
            speaker, shared = subject, True
        elif speaker is not None and speaker == subject:
            shared = True
        if speaker is None:
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
        rule = "shared_subject" if shared else "subject_cue"
        word = self.text[cue.start : cue.full_end]
        score = 0.86 if firm else (0.68 if form.strict else 0.78)
        return self._made(
            stretch, (start, end), (), f"indirect.{rule}",
            f"{'the same subject' if shared else 'a name'} before ‘{word}’, then what was said",
            score, cue, form, speaker,
        )  # fmt: skip

    def _ends_in_adjunct(self, stretch: Stretch, cue: Cue) -> bool:
        """Whether only a short time or place follows: "C, the daily reported on Monday."."""
        first = _FIRST.match(self.text, cue.full_end)
        word = first.group(1).lower() if first else ""
        opens = word in self.rules.adjuncts or self.rules.time.match(self.text, cue.full_end + 1)
        return bool(opens) and self._is_final(stretch, cue)

    def _is_final(self, stretch: Stretch, cue: Cue) -> bool:
        rest = self.text[cue.full_end : stretch.end].strip(" .!?")
        return len(_WORD.findall(rest)) <= 6

    def _subject_last(
        self, stretch: Stretch, cue: Cue, form: Form, speaker: tuple[int, int]
    ) -> Attribution | None:
        """ "C, the minister said." """
        if form.strict or self.text[stretch.start : speaker[0]].rstrip()[-1:] != ",":
            return None
        comma = self.text.rindex(",", stretch.start, speaker[0])
        start, end = trim(self.text, stretch.start, comma)
        if any(a <= start and b >= end for a, b in stretch.pairs):
            return None
        if len(_WORD.findall(self.text[start:end])) < _FEWEST_WORDS:
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
        start, firm = self._content_start(cue, form, limit)
        if start is None or (form.strict and not firm):
            return None
        end = self._content_end(stretch, start, following)
        start, end = trim(self.text, start, end)
        if len(_WORD.findall(self.text[start:end])) < _FEWEST_WORDS - firm:
            return None
        return start, end, firm

    def _content_start(self, cue: Cue, form: Form, limit: int) -> tuple[int | None, bool]:
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
        first = _FIRST.match(text, at)
        word = first.group(1).lower() if first else ""
        if word in self.rules.demonstrative or word == "hal":
            return self._behind_adjunct(at, limit, only_comma=True)
        if form.force in ("call", "order", "promise") or word in self.rules.purpose:
            while word in ("bersama", "kembali", "agar", "supaya") and first:
                if word in ("agar", "supaya"):
                    return first.start(1), True
                at = first.end()
                first = _FIRST.match(text, at)
                word = first.group(1).lower() if first else ""
            return at, word in self.rules.purpose or not form.strict
        if word in self.rules.adjuncts or self.rules.time.match(text, behind):
            return self._behind_adjunct(at, limit, only_comma=False)
        return behind, False

    def _behind_adjunct(self, at: int, limit: int, *, only_comma: bool) -> tuple[int | None, bool]:
        comma = self.text.find(",", at, limit)
        if comma >= 0 and len(_WORD.findall(self.text[at:comma])) <= 12:
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
        return "." not in stripped[:-1] and len(stripped.split()) <= 14 and '"' not in words

    def _content_end(self, stretch: Stretch, start: int, following: list[Cue]) -> int:
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

    # C, kata S

    def _after(self, stretch: Stretch, cue: Cue, form: Form, *, opens: bool) -> Attribution | None:
        if cue.has_clitic:
            speaker: tuple[int, int] | None = (cue.end, cue.full_end)
            behind = cue.full_end
        else:
            speaker = speaker_after(self.text, cue.full_end, stretch.end, self.phrases, self.cast)
            if speaker is None or (cue.form("before") and not self._is_somebody(speaker)):
                return None
            behind = speaker[1]
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
        tail = self._tail(stretch, behind)
        head_words = len(_WORD.findall(self.text[head[0] : head[1]]))
        if any(a <= head[0] and head[1] <= b for a, b in stretch.pairs):
            return None
        word = self.text[cue.start : cue.full_end]
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

    def _tail(self, stretch: Stretch, behind: int) -> tuple[int, int] | None:
        """The rest of the clause behind an inserted speaker; None when only adjuncts follow."""
        start, end = trim(self.text, behind, stretch.end)
        inserted = self.text[start : start + 1] == ","
        while start < end and self.text[start] in ", ":
            start += 1
        rest = self.text[start:end].rstrip(" .!?")
        words = _WORD.findall(rest)
        first = (_FIRST.match(rest) or [""])[0].strip().lower() if rest else ""
        if len(words) < 3 or self.rules.time.match(rest):
            return None
        if first in self.rules.closers or first in self.rules.relative:
            return None
        if not inserted and first in self.rules.adjuncts:
            return None
        if not inserted and len(words) < 4:
            return None
        return start, start + len(rest)

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
            first = _FIRST.match(self.text, behind)
            if first and (
                first.group(1).lower() in self.rules.adjuncts
                or self.rules.time.match(self.text, first.start(1))
                or self.text[first.start(1) - 1 : first.start(1)] == "("
            ):
                start = moved + 2
        end = self._content_end(stretch, start, [])
        start, end = trim(self.text, start, end)
        if len(_WORD.findall(self.text[start:end])) < _FEWEST_WORDS:
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
            tail = self._tail(stretch, behind)
            if tail is not None:
                return self._content_behind_speaker(
                    stretch, cue, form, speaker, behind, "according"
                )
        return self._around(stretch, cue, form, speaker, behind)

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
            (speaker[1] if speaker and speaker[1] > cue.start else cue.full_end, stretch.end),
        )  # fmt: skip
