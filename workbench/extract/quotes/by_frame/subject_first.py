"""Cues that stand behind their subject: "S mengatakan (Rabu) bahwa C", "X, yang menyebut C".

Also "C, S mengatakan.", and "Mengingatkan bahwa C, ia ...", where the subject comes last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from workbench.domain.claim import Assertion
from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.mention import Mention
from workbench.extract.quotes.attribution import Announcement, Attribution
from workbench.extract.quotes.by_frame import scores
from workbench.extract.quotes.by_frame.content_behind import ContentReader
from workbench.extract.quotes.by_frame.words import FIRST, WORD, has_words
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.description import is_doubled
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrase_after import speaker_after
from workbench.extract.quotes.phrase_before import subject_before
from workbench.extract.rule_list import NOTHING, Nothing, RuleList
from workbench.extract.sentences import trim
from workbench.extract.terms import Force

_FEWEST_WORDS = 3
_ADJUNCT_WORDS = 6
"""Words behind a cue at the end of its sentence that only say when and where."""
_PREVIOUS = compiled(r"(?<![\w-])[\w-]+(?=\s{1,3}\Z)")
_PREVIOUS_WITHIN = 30
"""Code points before a cue in which the word before it stands."""
_ADVERBS_WITHIN = 60
"""Code points before a cue in which its adverbs and the word before them stand."""
_NEGATED_WITHIN = 3
"""Words before a cue of which one may deny it."""
_POINTED_WORDS = 5
"""Words of a noun that points back, the word that does it among them."""
_ROLE_WITHIN = 40
"""Code points before a name in which the words for what its bearer is stand."""
_TOLD_WITHIN = 60
"""Code points before a name in which the noun for what its bearer said stands."""
_DESCRIBED_WITHIN = 24
"""Code points from the comma behind a name to the cue: ", yang juga menyebut"."""


class Said:
    """A cue with what stands around it; its speaker and content are looked for when asked for."""

    def __init__(
        self, reader: SubjectFirstReader, stretch: Stretch, cue: Cue, form: Form,
        following: Sequence[Cue], last: tuple[int, int] | None,
    ) -> None:  # fmt: skip
        self.reader = reader
        self.stretch = stretch
        self.cue = cue
        self.form = form
        self.following = following
        self.last = last
        """Who spoke last in the sentence."""
        before = reader.text[max(0, cue.start - _PREVIOUS_WITHIN) : cue.start]
        found = _PREVIOUS.search(before)
        self.previous = found.group().lower() if found else ""
        """The word before the cue."""

    @property
    def word(self) -> str:
        """The cue as it stands in the text."""
        return self.reader.text[self.cue.start : self.cue.full_end]

    @property
    def shares(self) -> bool:
        """Whether who spoke last goes on: "S mengatakan C dan mendesak C2"."""
        return self.last is not None and self.speaker == self.last

    @cached_property
    def speaker(self) -> tuple[int, int] | None:
        """The subject before the cue; who spoke last where only "dan" or an adverb stands there."""
        reader, floor = self.reader, self.stretch.start
        for _, end in self.stretch.pairs:
            floor = end if end <= self.cue.start else floor
        subject = subject_before(reader.text, floor, self.cue.start, reader.phrases, reader.cast)
        goes_on = self.previous in reader.rules.going_on
        return self.last if subject is None and goes_on else subject

    @cached_property
    def content(self) -> tuple[int, int, bool] | None:
        """Where what follows starts and ends, and whether a word or comma opens it."""
        return self.reader.content_after(self.stretch, self.cue, self.form, self.following)


class SubjectFirstReader(ContentReader):
    """Reads the frames in which the subject comes before its cue."""

    def read(
        self, stretch: Stretch, cue: Cue, form: Form, following: Sequence[Cue],
        last: tuple[int, int] | None,
    ) -> Attribution | None:  # fmt: skip
        """The attribution of a cue behind its subject."""
        return SUBJECT_FIRST(self, Said(self, stretch, cue, form, following, last))

    def described(
        self, stretch: Stretch, cue: Cue, form: Form, following: Sequence[Cue]
    ) -> Attribution | None:
        """ "Mansur Taleb, yang menyebut C": the one described speaks."""
        near = max(stretch.start, cue.start - _DESCRIBED_WITHIN)
        comma = self.text.rfind(",", near, cue.start)
        if comma < 0:
            named = self._told_of(stretch, cue)
        elif has_words(self.text, comma, cue.start, 2):
            return None
        else:
            named = self.cast.ending_at(comma)
        content = self.content_after(stretch, cue, form, following)
        if named is None or content is None or (form.strict and not content[2]):
            return None
        start, end, _ = content
        stop = self.text.find(", ", start, end)
        if stop >= 0 and not any(a < stop < b for a, b in stretch.pairs):
            end = stop
        title = len(named.title) + 1 if named.title else 0
        begin = self._with_role(stretch.start, named.start - title)
        word = self.text[cue.start : cue.full_end]
        return self.made(
            stretch, (start, end), (), "indirect.relative_clause",
            f"a name, a relative word and ‘{word}’, then what was said", scores.RELATIVE_CLAUSE,
            cue, form, (begin, named.end),
        )  # fmt: skip

    def _told_of(self, stretch: Stretch, cue: Cue) -> Mention | None:
        """The person right before "yang mengatakan", where what they said is told of: "pernyataan
        X yang menyerukan C"."""
        before = self.text[max(stretch.start, cue.start - _DESCRIBED_WITHIN) : cue.start].split()
        if len(before) < 2 or before[-1].lower() not in self.phrases.describing:
            return None
        at = self.text.rindex(before[-1], stretch.start, cue.start)
        named = self.cast.ending_at(len(self.text[:at].rstrip()))
        if named is None or named.kind is not Kind.PERSON:
            return None
        near = max(stretch.start, named.start - _TOLD_WITHIN)
        for word in reversed(WORD.findall(self.text, near, named.start)):
            if word.lower() in self.rules.pointed_at:
                return named
            if word[0].islower() and self.phrases.is_verb(word):
                break
        return None

    def _with_role(self, floor: int, start: int) -> int:
        """Where somebody described begins with what they are, in small letters before whose:
        "kecaman dari (para pejabat) Bogor, yang menuduh ..."."""
        for word in reversed(
            list(WORD.finditer(self.text, max(floor, start - _ROLE_WITHIN), start))
        ):
            lower = word.group()
            known = lower in self.phrases.roles or lower in self.phrases.groups
            if not known or self.text[word.end() : start].strip():
                break
            start = word.start()
        return start

    def before_adverbs(self, stretch: Stretch, cue: Cue) -> str:
        """The word before a cue and its adverbs: "untuk selalu mengingatkan"."""
        words = self.text[max(stretch.start, cue.start - _ADVERBS_WITHIN) : cue.start].split()
        while len(words) > 1 and words[-1].lower() in self.rules.adverbs:
            words.pop()
        return words[-1].lower() if words else ""

    def is_to_come(self, stretch: Stretch, cue: Cue) -> bool:
        """Whether a word for what is to come stands before a cue, with nothing but adverbs
        between: "akan segera | menjelaskan"."""
        words = self.text[max(stretch.start, cue.start - _ADVERBS_WITHIN) : cue.start].split()
        while words and words[-1].lower() in self.rules.adverbs | self.rules.future:
            if words.pop().lower() in self.rules.future:
                return True
        return False

    def is_negated(self, stretch: Stretch, cue: Cue) -> bool:
        """Whether a negation stands close before a cue: "belum mau berkomentar"."""
        words = self.text[max(stretch.start, cue.start - _PREVIOUS_WITHIN) : cue.start].split()
        return any(word.lower() in self.rules.negations for word in words[-_NEGATED_WITHIN:])

    def negation_before(self, stretch: Stretch, cue: Cue) -> int:
        """Where the negation of a cue begins: "masih | belum mau berkomentar"."""
        start = cue.start
        for word in reversed(
            list(WORD.finditer(self.text, max(stretch.start, start - _PREVIOUS_WITHIN), start))
        ):
            if word.group().lower() in self.rules.negations:
                return word.start()
        return start

    def tells_of(self, start: int) -> bool:
        """Whether a content begins with what it is about: "soal kasus itu"."""
        first = FIRST.match(self.text, start)
        return first is not None and first.group(1).lower() in self.rules.about

    def points_back(self, start: int, end: int, form: Form) -> bool:
        """Whether a content is a noun that points at what was told, and where it was said: "jumlah
        itu", "rencana damai itu dalam jumpa pers"."""
        words = self.text[start:end].split()[:_POINTED_WORDS]
        at = next((at for at, word in enumerate(words) if word in self.phrases.demonstrative), 0)
        if not at or any(map(self.phrases.is_verb, words[:at])):
            return False
        behind = self.text.index(words[at], start) + len(words[at])
        rest = self.text[behind:end].strip(" ,")
        if not rest:
            return words[0].lower() in self.rules.pointed_at
        first = FIRST.match(rest)
        occasion = first is not None and first.group(1).lower() in self.rules.closers
        said = words[0].lower() in self.rules.pointed_at or form.force is Force.SAY
        return said and occasion and bool(self.rules.saying_nouns.search(rest))

    def participle(self, stretch: Stretch, cue: Cue, form: Form) -> Attribution | None:
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
                    f"‘{word}’ and its clause, then who says it", scores.PARTICIPLE, cue, form,
                    speaker,
                )  # fmt: skip
        return None

    def is_final(self, stretch: Stretch, cue: Cue) -> bool:
        """Whether hardly anything follows a cue in its sentence."""
        rest = self.text[cue.full_end : stretch.end].strip(" .!?")
        first = FIRST.match(rest)
        if first and first.group(1) in self.rules.clause_joints:
            return False
        return len(WORD.findall(rest)) <= _ADJUNCT_WORDS

    def subject_last(
        self, stretch: Stretch, cue: Cue, form: Form, speaker: tuple[int, int]
    ) -> Attribution | None:
        """ "C, demikian S melaporkan": without that word the clause is no more than what leads to
        the sentence: "Saat rapat dibuka, S menyatakan keberatannya"."""
        before = self.text[stretch.start : speaker[0]].rstrip()
        last = before.split()[-1:] or [""]
        if form.strict or last[0].lower() not in self.rules.manner:
            return None
        if not before[: -len(last[0])].rstrip().endswith(","):
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
            f"a clause, a word for ‘so’, a name and ‘{word}’", scores.CLAUSE_SUBJECT_CUE, cue, form,
            speaker,
        )  # fmt: skip

    def one_of_some(self, said: Said) -> Attribution | None:
        """ "Banyak nelayan yang mengatakan bahwa C", "ada yang mengeluh C"."""
        stretch, cue, form = said.stretch, said.cue, said.form
        at = self.text.rfind(said.previous, stretch.start, cue.start)
        if at < 0:  # in capitals, as in a headline
            return None
        existing = self.rules.existing.match(self.text, stretch.start, at)
        first = FIRST.match(self.text, stretch.start)
        counted = first is not None and first.group(1).lower() in self.phrases.quantifiers
        if said.content is None or not (existing or counted):
            return None
        start, end, firm = said.content
        if not firm and not existing:
            return None
        floor = existing.end() if existing and not counted else stretch.start
        subject = subject_before(self.text, floor, at, self.phrases, self.cast)
        if subject is None or self.is_document(subject):
            return None
        return self.made(
            stretch, (start, end), (), "indirect.some_who", f"some who are said to ‘{said.word}’",
            scores.SOME_WHO, cue, form, subject,
        )  # fmt: skip


def described(reader: SubjectFirstReader, said: Said) -> Attribution | None:
    """ "X, yang menyebut C": the one described speaks."""
    if said.previous not in reader.phrases.describing:
        return None
    return reader.described(said.stretch, said.cue, said.form, said.following)


def some_who(reader: SubjectFirstReader, said: Said) -> Attribution | None:
    """ "Banyak nelayan yang mengatakan bahwa C": all that the sentence tells is what they say."""
    if said.previous not in reader.phrases.describing:
        return None
    return reader.one_of_some(said)


def silent(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "untuk mengatakan C": nobody is said to say it; but "X membela Y, dengan
    mengatakan bahwa C"."""
    previous = reader.before_adverbs(said.stretch, said.cue)
    if previous not in reader.rules.silent_before:
        return None
    by_saying = previous in reader.rules.by_saying and said.form.force is Force.SAY
    spoken = by_saying and said.content is not None and said.content[2]
    return None if spoken and said.speaker and reader.is_somebody(said.speaker) else NOTHING


def participle(reader: SubjectFirstReader, said: Said) -> Attribution | Nothing | None:
    """ "Mengingatkan bahwa C, ia ...": no subject stands before the cue."""
    if said.speaker is not None:
        return None
    return reader.participle(said.stretch, said.cue, said.form) or NOTHING


def cue_last(reader: SubjectFirstReader, said: Said) -> Attribution | None:
    """ "C, demikian S melaporkan": nothing follows."""
    if said.speaker is None or said.content or not reader.is_final(said.stretch, said.cue):
        return None
    return reader.subject_last(said.stretch, said.cue, said.form, said.speaker)


def no_comment(reader: SubjectFirstReader, said: Said) -> Attribution | None:
    """ "X menolak berkomentar", "X belum memberi tanggapan": no words but the cue tell of what."""
    negated = said.form.negated is Assertion.NO_COMMENT and reader.is_negated(
        said.stretch, said.cue
    )
    if said.speaker is None or not (negated or said.form.assertion is Assertion.NO_COMMENT):
        return None
    if said.content is not None and reader.tells_of(said.content[0]):
        return None
    start = reader.negation_before(said.stretch, said.cue) if negated else said.cue.start
    return reader.made(
        said.stretch, (start, said.cue.full_end), (), "indirect.no_comment",
        f"a name before ‘{said.word}’, and nothing said", scores.NO_COMMENT, said.cue, said.form,
        said.speaker,
    )  # fmt: skip


def nothing_said(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "X menyampaikan hal itu.": somebody speaks, what was said stands elsewhere; but what is only
    felt at the end of a sentence ("karena merasa sakit"), or not said, announces nothing."""
    if said.content is not None or said.speaker is None:
        return None
    silent = reader.is_negated(said.stretch, said.cue) or said.form.force is not Force.SAY
    if not (silent and reader.is_final(said.stretch, said.cue)):
        reader.announced.append(Announcement(said.cue.start, said.speaker))
    return NOTHING


def helped(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "X membantu menjelaskan C": nothing opens what was said, and X did not say it; but "X belum
    bisa menjelaskan C" has not said it."""
    loose = said.content is not None and not said.content[2]
    if not loose or said.previous not in reader.rules.helpers:
        return None
    return None if reader.is_negated(said.stretch, said.cue) else NOTHING


def accused(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "X melaporkan Y ke polisi": a complaint against somebody, and nothing that is said."""
    if said.content is None or said.form.force is not Force.REPORT or said.content[2]:
        return None
    start, end, _ = said.content
    told = reader.rules.reported_to.search(reader.text, start, end)
    if told is None:
        return None
    words = [word for word in WORD.findall(reader.text[start : told.start()]) if word[0].islower()]
    return None if any(map(reader.phrases.is_verb, words)) else NOTHING


def mindless(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "Insiden itu mendorong X", "Pantauan di lokasi menunjukkan C": no thing asks, promises or
    believes; what an outlet looked at is nobody's word."""
    if said.speaker is None:
        return None
    first = reader.text[slice(*said.speaker)].lower().split()[0]
    if is_doubled(first) and first in reader.rules.mute:
        return NOTHING
    if not reader.is_thing(said.speaker):
        return None
    told = said.form.force in (Force.SAY, Force.REPORT, Force.PREDICT)
    return None if told and first not in reader.rules.mute else NOTHING


def one_of_them(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "Salah satunya, meminta C": one of the things that are told of; only who says something is
    somebody, "salah satunya mengatakan C"."""
    if said.speaker is None:
        return None
    start, end = said.speaker
    if reader.text[start:end].lower() not in reader.rules.one_of_them:
        return None
    says = said.form.force in (Force.SAY, Force.REPORT, Force.ASK)
    return None if says and not reader.text.startswith(",", end) else NOTHING


def to_come(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "X akan membeberkan kinerja itu": what nobody has told yet; but "akan meminta C" is asked
    already, and a clause has its words, "akan mengumumkan bahwa C"."""
    if said.content is None or said.content[2] or said.form.force is not Force.SAY:
        return None
    return NOTHING if reader.is_to_come(said.stretch, said.cue) else None


def suspected(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "X diduga meminta uang": nobody says that X asked."""
    previous = reader.before_adverbs(said.stretch, said.cue)
    return NOTHING if previous in reader.rules.suspected else None


def commented(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "X mengomentari kejadian itu": tells of what is spoken, not what is said of it."""
    if said.form.negated is not Assertion.NO_COMMENT or said.content is None or said.content[2]:
        return None
    return None if reader.is_negated(said.stretch, said.cue) else NOTHING


def told_before(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "X mengonfirmasi jumlah itu": what was told before is pointed at, and nothing more said."""
    if said.content is None or said.form.force is Force.DENY:
        return None
    if reader.is_negated(said.stretch, said.cue):
        return None
    if not reader.points_back(*said.content[:2], said.form):
        return None
    if said.speaker is not None:
        reader.announced.append(Announcement(said.cue.start, said.speaker))
    return NOTHING


def only_how(reader: SubjectFirstReader, said: Said) -> Nothing | None:
    """ "tidak percaya begitu saja": tells how somebody believes, not what."""
    if said.content is None:
        return None
    words = reader.text[said.content[0] : said.content[1]].lower()
    return NOTHING if words in reader.rules.manners else None


def subject_cue(reader: SubjectFirstReader, said: Said) -> Attribution | None:
    """ "S mengatakan C", "... dan mendesak C2"; a state of things that shows C says nothing."""
    if said.content is None:
        return None
    start, end, firm = said.content
    shows = said.form.strict and not firm and said.form.force is Force.REPORT
    if shows and said.speaker and not reader.is_document(said.speaker):
        return None
    rule = "shared_subject" if said.shares else "subject_cue"
    who = "the same subject" if said.shares else "a name"
    return reader.made(
        said.stretch, (start, end), (), f"indirect.{rule}",
        f"{who} before ‘{said.word}’, then what was said",
        _score(said, is_firm=firm), said.cue, said.form, said.speaker,
    )  # fmt: skip


def _score(said: Said, *, is_firm: bool) -> float:
    if is_firm:
        return scores.SUBJECT_CUE
    return scores.SUBJECT_CUE_STRICT if said.form.strict else scores.SUBJECT_CUE_LOOSE


SUBJECT_FIRST: RuleList[SubjectFirstReader, Said, Attribution] = RuleList(
    described,
    some_who,
    silent,
    participle,
    cue_last,
    no_comment,
    nothing_said,
    helped,
    accused,
    only_how,
    mindless,
    one_of_them,
    to_come,
    suspected,
    commented,
    told_before,
    subject_cue,
)
"""How a cue is read that may have its subject before it."""
