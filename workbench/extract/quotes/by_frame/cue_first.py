"""Cues that stand behind or around their content, and those that open a sentence with a speaker.

"C, kata S.", "C1, kata S, C2", "Kata dia, C", "menurut S, C", "Menurutnya, C", "Dikatakannya, C".
"""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from workbench.domain.claim import Assertion
from workbench.extract.quotes.attribution import Announcement, Attribution
from workbench.extract.quotes.by_frame import scores
from workbench.extract.quotes.by_frame.framing import Framing
from workbench.extract.quotes.by_frame.words import FIRST, WORD, has_words
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrase_after import speaker_after
from workbench.extract.quotes.phrase_before import subject_before
from workbench.extract.rule_list import NOTHING, Nothing, RuleList
from workbench.extract.sentences import trim
from workbench.extract.terms import Force, Side

_FEWEST_WORDS = 3
_ADJUNCT = 60
"""Code points between a speaker behind its cue and the complementiser."""
_LEAD = 40
"""Code points before a cue in which the words before it stand."""
_REPORTED_WITHIN = 14
"""Words of a clause in which its verb shows the reported mood."""
_SUBJECT_WORDS = 12
"""Words of a subject with "menurut S" behind it."""
_WRITTEN_LONGEST = 80
"""Code points of something written before "disebutkan"."""
_LEADING_WORDS = 3
"""The most words that only lead to "menurut S": "Sementara itu, menurut S"."""


class CueFirstReader(Framing):
    """Reads the frames in which the cue comes before its speaker."""

    def clitic_inside(self, stretch: Stretch, cue: Cue, form: Form) -> Attribution | None:
        """ "..., namun katanya C" and "C1 katanya, C2": no comma before the cue."""
        speaker = (cue.end, cue.full_end)
        before = self.text[max(stretch.start, cue.start - _LEAD) : cue.start].split()
        last = before[-1].lower() if before else ""
        if last in self.rules.contrast_words:
            return self.content_behind_speaker(
                stretch, cue, form, speaker, cue.full_end, "clitic_opens"
            )
        plain = self.text[cue.start : cue.end].lower() in self.rules.unmarked
        if plain and len(before) > 2 and self.text[cue.full_end : cue.full_end + 2] == ", ":
            return self.around(stretch, cue, form, speaker, cue.full_end)
        return None

    def unmarked(self, stretch: Stretch, cue: Cue, form: Form) -> Attribution | None:
        """ "Tahun lalu kata S, C" and "C kata S.": no comma before the cue, but a person behind."""
        before = self.text[max(stretch.start, cue.start - _LEAD) : cue.start].split()
        last = before[-1].lower() if before else ""
        if len(before) < 2 or last in self.rules.silent_before | self.phrases.quantifiers:
            return None
        speaker = speaker_after(self.text, cue.full_end, stretch.end, self.phrases, self.cast)
        if speaker is None or not self.is_person(speaker):
            return None
        found = self.around(stretch, cue, form, speaker, speaker[1])
        return found and found._replace(score=scores.UNMARKED)

    # C, kata S

    def after(self, stretch: Stretch, cue: Cue, form: Form, *, opens: bool) -> Attribution | None:
        """ "C, kata S", and "Kata S, C" where the cue opens the sentence."""
        if cue.has_clitic:
            if self._is_noun(cue, opens=opens):
                return None
            speaker: tuple[int, int] | None = (cue.end, cue.full_end)
            behind = cue.full_end
        else:
            found = speaker_after(self.text, cue.full_end, stretch.end, self.phrases, self.cast)
            if found is None and not opens and self.text[cue.full_end : cue.full_end + 2] == ", ":
                return self.around(stretch, cue, form, None, cue.full_end)
            if found is None or not self._may_speak(cue, found):
                return None
            speaker, behind = found, found[1]
        if not opens:
            return self.around(stretch, cue, form, speaker, behind)
        if speaker is not None:
            self.announced.append(Announcement(cue.start, speaker))
        return self.content_behind_speaker(stretch, cue, form, speaker, behind, "cue_opens")

    def _is_noun(self, cue: Cue, *, opens: bool) -> bool:
        """Whether a cue with its clitic is a noun or an adverb, before its predicate: "Kisahnya
        viral", "pada 2025, nilainya mencapai"."""
        if self.text[cue.full_end : cue.full_end + 1] in ("", ",", ".", ":", ";", "\n"):
            return False
        plain = self.text[cue.start : cue.end].lower() in self.rules.unmarked
        return not plain and (opens or self.bounds.has_predicate(cue.full_end))

    def _may_speak(self, cue: Cue, found: tuple[int, int]) -> bool:
        """Whether a phrase behind a cue is its speaker: "nilai aset itu pun turun" is a clause."""
        last = self.text[found[0] : found[1]].split()[-1].lower()
        if last in self.phrases.adverbs:
            return False
        return self.is_somebody(found) or not (
            cue.form(Side.BEFORE) or self.bounds.has_predicate(found[1])
        )

    def around(
        self, stretch: Stretch, cue: Cue, form: Form, speaker: tuple[int, int] | None, behind: int
    ) -> Attribution | None:
        """ "C, kata S." and "C1, kata S, C2"."""
        head = (stretch.start, self.bounds.head_end(stretch.start, cue.start))
        alone = has_words(self.text, *head, _FEWEST_WORDS)
        tail = self.bounds.tail(stretch, behind, alone=alone)
        if any(a <= head[0] and head[1] <= b for a, b in stretch.pairs):
            return None
        if any(head[0] <= a < head[1] for a, _ in self.bounds.spoken):
            return None
        word = self.text[cue.start : cue.full_end]
        opening = self.text[head[0] : head[1]].lower()
        if tail is not None and opening in self.rules.contrast_words:
            start, end = tail[0], self.bounds.end(stretch, tail[0], [])
            return self.made(
                stretch, (start, end), (), "indirect.cue_inserted",
                f"a conjunction, ‘{word}’ and its speaker, then what was said", scores.CUE_INSERTED,
                cue, form, speaker,
            )  # fmt: skip
        if tail is not None and has_words(self.text, *head, 1):
            parts = (head, tail)
            return self.made(
                stretch, (head[0], tail[1]), parts, "indirect.around_cue",
                f"one clause around ‘{word}’ and its speaker", scores.AROUND_CUE, cue, form,
                speaker,
            )  # fmt: skip
        if not alone:
            return None
        return self.made(
            stretch, head, (), "indirect.cue_after", f"a clause, then ‘{word}’ and its speaker",
            scores.CUE_AFTER, cue, form, speaker,
        )  # fmt: skip

    def content_behind_speaker(
        self, stretch: Stretch, cue: Cue, form: Form, speaker: tuple[int, int] | None, behind: int,
        rule: str,
    ) -> Attribution | None:  # fmt: skip
        """ "Menurut S, C" and "Kata dia, C"."""
        start, comma = self.bounds.behind_speaker(behind)
        start = start if comma else self._behind_told(stretch, start)
        if not comma and rule == "cue_opens" and not cue.has_clitic:
            pronoun = (
                speaker and self.text[speaker[0] : speaker[1]].lower() in self.phrases.pronouns
            )
            if not pronoun:
                return None
        end = self.bounds.end(stretch, start, [])
        start, end = trim(self.text, start, end)
        if not has_words(self.text, start, end, _FEWEST_WORDS):
            return None
        word = self.text[cue.start : cue.full_end]
        return self.made(
            stretch, (start, end), (), f"indirect.{rule}",
            f"‘{word}’ and its speaker, then what was said",
            scores.BEHIND_SPEAKER if comma else scores.BEHIND_SPEAKER_LOOSE, cue, form, speaker,
        )  # fmt: skip

    def _behind_told(self, stretch: Stretch, start: int) -> int:
        """Where the words begin behind what is told of something written and that it says so:
        "Berdasarkan salinan perjanjian | yang dirilis X disebutkan bahwa | C"."""
        first = FIRST.match(self.text, start)
        if first is None or first.group(1) not in self.phrases.describing:
            return start
        for cue in stretch.cues:
            if cue.start > start and cue.form(Side.PASSIVE):
                that = self.rules.complementiser.match(self.text, cue.full_end + 1, stretch.end)
                return that.end() if that else start
        return start

    def inverted(self, stretch: Stretch, cue: Cue, form: Form) -> Attribution | None:
        """ "Gestern sagte S, dass C": the subject behind its verb, then a complementiser."""
        ahead = subject_before(self.text, stretch.start, cue.start, self.phrases, self.cast)
        if ahead is not None and self.is_somebody(ahead):
            return None
        speaker = speaker_after(self.text, cue.full_end, stretch.end, self.phrases, self.cast)
        if speaker is None or not (self.is_somebody(speaker) or self.phrases.every_noun):
            return None
        limit = min(stretch.end, speaker[1] + _ADJUNCT)
        that = self.rules.complementiser.search(self.text, speaker[1], limit)
        opening = that.end() if that else self._reported_behind(speaker[1], limit, stretch.end)
        between = self.text[speaker[1] : that.start() if that else opening]
        if not opening or between.rstrip()[-1:] != ",":
            return None
        if between.strip(" ,") and not self.openings.is_adjunct(between):
            return None
        start, end = trim(self.text, opening, self.bounds.end(stretch, opening, []))
        if not has_words(self.text, start, end, _FEWEST_WORDS):
            return None
        return self.made(
            stretch, (start, end), (), "indirect.cue_inverted",
            f"‘{self.text[cue.start : cue.full_end]}’ and its speaker, then what was said",
            scores.BEHIND_SPEAKER, cue, form, speaker,
        )  # fmt: skip

    def _reported_behind(self, at: int, limit: int, end: int) -> int:
        """Where a clause in reported mood begins behind a comma: ", die Stadt halte sich daran";
        0 where none does."""
        comma = self.text.find(",", at, limit)
        if comma < 0 or not self.rules.reported:
            return 0
        words = islice(WORD.finditer(self.text, comma, end), _REPORTED_WITHIN)
        return comma + 1 if any(w.group() in self.rules.reported for w in words) else 0

    # menurut S

    def according(self, stretch: Stretch, cue: Cue) -> Attribution | None:
        """ "Menurut S, C" and "C, menurut S"."""
        form = cue.form(Side.ACCORDING)
        if form is None:
            return None
        before = self.text[stretch.start : cue.start].rstrip()
        led = not before or self.is_led(stretch.start, cue.start)
        if form.strict and not (led and self._names_document(cue.full_end)):
            return None
        if not led and form.lemma in self.rules.according_first:
            return None
        clitic = self._clitic_of(cue)
        if clitic is not None:
            cue = Cue(cue.start, clitic, cue.full_end, cue.forms)
            speaker: tuple[int, int] | None = (clitic, cue.full_end)
        else:
            speaker = speaker_after(self.text, cue.full_end, stretch.end, self.phrases, self.cast)
        if speaker is None:
            return None
        words = self.text[speaker[0] : speaker[1]].lower()
        pronoun = cue.has_clitic or words in self.phrases.pronouns
        found = ACCORDING(self, Source(stretch, cue, form, before, speaker, pronoun))
        comma = self.text.rfind(", ", *speaker)
        if found is None and comma > 0:  # "Menurut X, korban berusia 27 tahun": no apposition
            speaker = (speaker[0], comma)
            found = ACCORDING(self, Source(stretch, cue, form, before, speaker, pronoun))
        return found

    def is_led(self, start: int, end: int) -> bool:
        """Whether nothing but what leads to a clause stands in a stretch: "Adapun", "Namun, "."""
        lead = self.phrases.lead.match(self.text, start, end + 1)
        return lead is not None and lead.end() >= end

    def _clitic_of(self, cue: Cue) -> int | None:
        """Where the clitic of a cue begins, also of one listed with it: "menurutnya"."""
        if cue.has_clitic:
            return cue.end
        word = self.text[cue.start : cue.full_end].lower()
        found = next((clitic for clitic in self.rules.clitics if word.endswith(clitic)), None)
        return cue.full_end - len(found) if found else None

    def _names_document(self, at: int) -> bool:
        """Whether "berdasarkan" is followed by something written, or by what somebody told:
        "pengakuan warga"."""
        first = FIRST.match(self.text, at)
        if first is None:
            return False
        at = first.start(1)
        sayer = self.phrases.behind_saying(self.text, at, len(self.text))
        return sayer is not None or bool(self.rules.document.match(self.text, at))

    # Dikatakannya, C

    def passive(self, stretch: Stretch, cue: Cue, form: Form, *, opens: bool) -> Attribution | None:
        """ "Dikatakannya, C" and "dikatakan (oleh) S, C"."""
        text = self.text
        if cue.has_clitic and opens:
            return self.content_behind_speaker(
                stretch, cue, form, (cue.end, cue.full_end), cue.full_end, "passive"
            )
        if written := self._written(stretch.start, cue.start):
            if not self._is_marked(cue.full_end):
                return None
            return self.content_behind_speaker(stretch, cue, form, written, cue.full_end, "passive")
        if form.assertion is Assertion.NO_COMMENT:
            return self._unsaid(stretch, cue, form)
        agent_at = cue.full_end
        by = self.rules.agents.match(text, agent_at)
        agent = speaker_after(
            text, by.end() if by else agent_at, stretch.end, self.phrases, self.cast
        )
        if agent and (by or text[agent[0]].isupper() or self.is_somebody(agent)):
            self.announced.append(Announcement(cue.start, agent))
        said = self.rules.complementiser.match(text, agent[1] + 1) if agent and opens else None
        if agent and said and (by or text[agent[0]].isupper() or self.is_somebody(agent)):
            return self.content_behind_speaker(stretch, cue, form, agent, agent[1], "passive")
        if agent and text[agent[1] : agent[1] + 1] == "," and self.is_somebody(agent):
            before = text[stretch.start : cue.start].rstrip()
            if before.lower() in self.rules.as_said or not before:
                return self.content_behind_speaker(stretch, cue, form, agent, agent[1], "passive")
            if before.endswith(","):
                return self.around(stretch, cue, form, agent, agent[1])
        elif agent and (by or text[agent[0]].isupper()) and form.force is not Force.SAY:
            return self._said_of(stretch, cue, form, agent)
        if not opens:
            return None
        if not self._is_marked(cue.full_end):
            return None
        found = self.content_behind_speaker(stretch, cue, form, None, cue.full_end, "passive")
        adds = text[cue.start : cue.full_end].lower() in self.rules.adding
        return found._replace(same_as_previous=True) if found and adds else found

    def _unsaid(self, stretch: Stretch, cue: Cue, form: Form) -> Attribution | None:
        """ "Belum ada tanggapan dari S": nothing is said but that."""
        by = self.rules.from_whom.match(self.text, cue.full_end)
        if by is None:
            return None
        who = speaker_after(self.text, by.end(), stretch.end, self.phrases, self.cast)
        if who is None or not (self.text[who[0]].isupper() or self.is_somebody(who)):
            return None
        word = self.text[cue.start : cue.full_end]
        return self.made(
            stretch, (cue.start, cue.full_end), (), "indirect.no_comment",
            f"‘{word}’ and who has said nothing", scores.NO_COMMENT, cue, form, who,
        )  # fmt: skip

    def told_noun(self, stretch: Stretch, cue: Cue, form: Form) -> Attribution | None:
        """ "janji S bahwa C", "peringatan dari S bahwa C", "komentarnya pada Maret bahwa C"."""
        if cue.has_clitic:
            speaker: tuple[int, int] | None = (cue.end, cue.full_end)
            behind = cue.full_end
        else:
            by = self.rules.from_whom.match(self.text, cue.full_end)
            at = by.end() if by else cue.full_end
            speaker = speaker_after(self.text, at, stretch.end, self.phrases, self.cast)
            behind = speaker[1] if speaker else stretch.end
        limit = min(stretch.end, behind + _ADJUNCT)
        that = self.rules.that.search(self.text, behind, limit)
        if speaker is None or that is None or not (cue.has_clitic or self.is_somebody(speaker)):
            return None
        between = self.text[behind : that.start()]
        words = between.lower().split()
        if any(word in self.phrases.describing or self.phrases.is_verb(word) for word in words):
            return None
        if words and ("," in between or not self.openings.is_adjunct(between)):
            return None
        end = self.bounds.end(stretch, that.end(), [])
        comma = self.text.find(", ", that.end(), end)
        inside = any(a < comma < b for a, b in stretch.pairs)
        start, end = trim(self.text, that.end(), end if comma < 0 or inside else comma)
        if not has_words(self.text, start, end, _FEWEST_WORDS):
            return None
        word = self.text[cue.start : cue.end]
        return self.made(
            stretch, (start, end), (), "indirect.told_noun",
            f"‘{word}’, whose it is and a clause", scores.TOLD_NOUN, cue, form, speaker,
        )  # fmt: skip

    def _is_marked(self, at: int) -> bool:
        """Whether a comma, colon or complementiser stands behind a cue."""
        marked = self.text[at : at + 1] in (",", ":")
        return marked or self.rules.complementiser.match(self.text, at + 1) is not None

    def _written(self, start: int, end: int) -> tuple[int, int] | None:
        """What is written, where a sentence opens with it: "Dalam surat itu (disebutkan)"."""
        lead = self.phrases.lead.match(self.text, start, end)
        start = lead.end() if lead else start
        into = self.rules.in_writing.match(self.text, start, end)
        if into is None or end - into.end() > _WRITTEN_LONGEST:
            return None
        found = trim(self.text, into.end(), end)
        is_plain = "," not in self.text[found[0] : found[1]]
        return found if is_plain and found[0] < found[1] and self.is_document(found) else None

    def _said_of(
        self, stretch: Stretch, cue: Cue, form: Form, agent: tuple[int, int]
    ) -> Attribution | None:
        """ "P dituduh oleh S menyerang Q": what S says of P stands on both sides."""
        head = self.bounds.subject_of(stretch.start, cue.start)
        end = self.bounds.end(stretch, agent[1], [])
        tail = trim(self.text, agent[1], end)
        if head is None or not has_words(self.text, *tail, 2):
            return None
        word = self.text[cue.start : cue.full_end]
        return self.made(
            stretch, (head[0], tail[1]), (head, tail), "indirect.said_of",
            f"somebody, ‘{word}’ and who says it of them", scores.SAID_OF, cue, form, agent,
        )  # fmt: skip


class Source(NamedTuple):
    """ "menurut S" and what stands before it in its sentence."""

    stretch: Stretch
    cue: Cue
    form: Form
    before: str
    speaker: tuple[int, int]
    is_pronoun: bool

    @property
    def is_inside(self) -> bool:
        """Whether no comma parts it from what stands before it."""
        return not self.before.endswith(",")

    @property
    def is_led(self) -> bool:
        """Whether only a few words stand before it."""
        return len(self.before.split()) <= _LEADING_WORDS


def opens(reader: CueFirstReader, source: Source) -> Attribution | Nothing | None:
    """ "Menurut S, C", "Namun menurut S, C"."""
    if not source.is_inside:
        return None
    if source.before and not reader.is_led(source.stretch.start, source.cue.start):
        return None
    return _said_behind(reader, source)


def relative(reader: CueFirstReader, source: Source) -> Attribution | Nothing | None:
    """ "gudang yang menurut S sudah kosong": the clause tells what S says of it."""
    last = source.before.split()[-1:] or [""]
    if last[0].lower() not in reader.phrases.describing:
        return None
    found = _said_behind(reader, source)
    if isinstance(found, Attribution) and source.before[: -len(last[0])].rstrip().endswith(","):
        stop = reader.text.find(", ", found.start, found.end)
        return found._replace(end=stop) if stop > 0 else found
    return found


def behind_conjunction(reader: CueFirstReader, source: Source) -> Attribution | Nothing | None:
    """ "..., karena menurut S C", "di mana menurut S, C": the clause behind is what S says."""
    if not source.is_inside:
        return None
    words = source.before.lower().split()[-2:]
    last = {words[-1], " ".join(words)} if words else set()
    conjoined = last & (reader.rules.conjunctions | reader.rules.where)
    if not conjoined or reader.bounds.has_predicate(source.speaker[1]):
        return None
    return _said_behind(reader, source)


def around_source(reader: CueFirstReader, source: Source) -> Attribution | Nothing | None:
    """ "Bendungan itu menurut S akan dibiayai": the subject before, its predicate behind."""
    if not source.is_inside or not reader.is_somebody(source.speaker):
        return None
    _, end = source.speaker
    if len(source.before.split()) > _SUBJECT_WORDS or not reader.bounds.has_predicate(end):
        return None
    return _around(reader, source)


def led_by_words(reader: CueFirstReader, source: Source) -> Attribution | Nothing | None:
    """ "Hal ini menurut S C": a few words lead to a source that is named."""
    if not source.is_inside or not source.is_led or source.is_pronoun:
        return None
    return _said_behind(reader, source)


def pronoun_inside(reader: CueFirstReader, source: Source) -> Attribution | Nothing | None:
    """ "C1 menurutnya C2": one clause around a pronoun."""
    return _around(reader, source) if source.is_inside and source.is_pronoun else None


def inside(_: CueFirstReader, source: Source) -> Nothing | None:
    """ "aturan menurut S": part of a phrase, nothing is reported."""
    return NOTHING if source.is_inside else None


def behind_lead(reader: CueFirstReader, source: Source) -> Attribution | Nothing | None:
    """ "Namun, menurut S, C": a word of the reporter's, and a clause behind the source."""
    if not source.is_led or not reader.phrases.lead.match(reader.text, source.stretch.start):
        return None
    if reader.bounds.tail(source.stretch, source.speaker[1]) is None:
        return None
    return _said_behind(reader, source)


def behind_clause(reader: CueFirstReader, source: Source) -> Attribution | Nothing:
    """ "C, menurut S.", "C1, menurut S, C2"."""
    return _around(reader, source)


def _said_behind(reader: CueFirstReader, source: Source) -> Attribution | Nothing:
    stretch, cue, form, _, speaker, _ = source
    found = reader.content_behind_speaker(stretch, cue, form, speaker, speaker[1], "according")
    return found or NOTHING


def _around(reader: CueFirstReader, source: Source) -> Attribution | Nothing:
    stretch, cue, form, _, speaker, _ = source
    return reader.around(stretch, cue, form, speaker, speaker[1]) or NOTHING


ACCORDING: RuleList[CueFirstReader, Source, Attribution] = RuleList(
    opens,
    relative,
    behind_conjunction,
    around_source,
    led_by_words,
    pronoun_inside,
    inside,
    behind_lead,
    behind_clause,
)
"""On which side of "menurut S" the words of S stand."""
