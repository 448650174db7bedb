"""Reported speech, belief and intention where each cue says what it takes: "S urged X to C".

Reads "S said (Monday) that C", "C, S said.", "C1, S said, C2", "according to S, C", "S, who said
C,", "..., adding that C", "is expected to C" and "S's claim that C". Of attributions inside each
other the outer one is kept: one stretch of text is attributed once.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.claim import Mode
from workbench.extract.cast import Cast
from workbench.extract.quotes.attribution import Announcement, Attribution
from workbench.extract.quotes.by_complement.ahead import AheadReader
from workbench.extract.quotes.by_complement.behind import BehindReader
from workbench.extract.quotes.by_complement.clause import Clause
from workbench.extract.quotes.by_complement.complement_rules import rules_for
from workbench.extract.quotes.by_complement.complements import Complements
from workbench.extract.quotes.by_complement.joining import join_continued, with_their_cues
from workbench.extract.quotes.by_complement.scores import CLAUSE_BEFORE_MARKS
from workbench.extract.quotes.by_complement.tokens import DASHES
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrase_after import speaker_after
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.quotes.scores import PARTICIPLE
from workbench.extract.terms import Side

_LONG_DASHES = DASHES - {"-"}
_CLAUSE_WORDS = 5
"""Words before a speaker that a quotation in small letters goes on with."""


class ComplementReader:
    """Reads the indirect and mixed attributions of one text, sentence by sentence."""

    def __init__(self, text: str, phrases: PhraseRules, cast: Cast, lang: str) -> None:
        self.text = text
        self.phrases = phrases
        self.rules = rules_for(lang)
        self.cast = cast
        self.prefix = self.rules.lang
        self.complements = Complements(self.rules, phrases)
        self.announced: list[Announcement] = []

    def sentences(
        self, sentences: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The sentences, those joined that are a quotation and its cue."""
        return with_their_cues(self.text, sentences, pairs, self.rules.closing)

    def joined(self, found: Sequence[Attribution]) -> list[Attribution]:
        """The attributions of the text, “A,” S said. “B.” made one."""
        others = sorted(one.speaker[0] for one in self.announced if self._opens_sentence(one))
        return join_continued(found, self.text, self.prefix, others)

    def _opens_sentence(self, one: Announcement) -> bool:
        """Whether somebody who is named or described opens the sentence that announces them."""
        start, end = one.speaker
        before = self.text[max(0, start - 2) : start].rstrip()
        return before[-1:] == "." and self.text[start:end].lower() not in self.phrases.pronouns

    def read(
        self, stretch: Stretch, used: set[int], direct: Sequence[Attribution]
    ) -> list[Attribution]:
        """The attributions of a sentence, its direct quotations included."""
        kept = [
            self._widened(stretch, piece)
            for one in direct
            if not self._is_clause(stretch, one)
            for piece in self._parted(stretch, one)
        ]
        dropped = {one.cue[0] for one in direct if one.cue and self._is_clause(stretch, one)}
        cues = [cue for cue in stretch.cues if cue.start not in used - dropped]
        if not cues and not any(self._lacks_subject(one) for one in kept):
            return kept
        clause = Clause(
            self.text, stretch, cues, kept, self.complements, self.phrases, self.cast, self.prefix
        )
        clause.found[:] = [self._with_subject(clause, one) for one in clause.found]
        _read_outer_first(clause)
        self.announced += clause.announced
        return [one for one in clause.found if one.cue or not clause.holds(one)]

    def _with_subject(self, clause: Clause, one: Attribution) -> Attribution:
        """A quotation behind its cue, with the subject of that verb: "To which she said, “...”",
        "Said Ellis: “...”"."""
        if one.cue is None or not self._lacks_subject(one):
            return one
        at = clause.tokens.at(one.cue[0])
        speaker = clause.subjects.before(at)
        if speaker is None and at == 0:
            speaker = speaker_after(self.text, one.cue[1], one.start, self.phrases, self.cast)
            is_named = speaker is not None and self.text[speaker[0]].isupper()
            return one._replace(speaker=speaker) if is_named else one
        if speaker is None or not clause.is_somebody(speaker):
            return one
        opens = clause.tokens.word(clause.tokens.at(speaker[0]))
        return one if opens in self.rules.prepositions else one._replace(speaker=speaker)

    def _lacks_subject(self, one: Attribution) -> bool:
        """Whether nobody was found before the cue of a quotation, or only beyond a dash."""
        if one.cue is None or one.cue[0] >= one.start:
            return False
        between = self.text[one.speaker[1] : one.cue[0]] if one.speaker else ""
        return one.speaker is None or any(mark in between for mark in _LONG_DASHES)

    def _is_clause(self, stretch: Stretch, one: Attribution) -> bool:
        """Whether a quotation is only a part of what its cue introduces: "said that “...”"."""
        if one.cue is None or one.cue[0] >= one.start:
            return False
        between = self.text[one.cue[1] : one.start]
        words = between.lower().split()
        return (
            between.rstrip()[-1:] not in (",", ":")
            or self._goes_on(stretch, one)
            or bool(
                self.rules.that.intersection(
                    (*words[:1], *between.lower().strip(" ,").split()[-1:])
                )
            )
            or bool(self.rules.subjects.intersection(words))
        )

    def _goes_on(self, stretch: Stretch, one: Attribution) -> bool:
        """Whether a quotation goes on with the clause before its speaker: "C, S said, “but C2”"."""
        if one.speaker is None or one.start + 1 >= one.end:
            return False
        lead = self.text[stretch.start : one.speaker[0]].rstrip()
        opens_small = self.text[one.start + 1 : one.end].lstrip("'’‘“")[:1].islower()
        return lead.endswith(",") and opens_small and len(lead.split()) >= _CLAUSE_WORDS

    def _parted(self, stretch: Stretch, one: Attribution) -> list[Attribution]:
        """ "“A,” S said, adding, “B.”": two cues of one speaker are two attributions."""
        for index in range(1, len(one.parts)):
            floor, start = one.parts[index - 1][1], one.parts[index][0]
            for cue in stretch.cues:
                form = cue.form(Side.PARTICIPLE)
                between = self.text[cue.full_end : start]
                between = between.strip(" ,:")
                if form is None or cue.start < floor or not self._is_adverb(between):
                    continue
                before, behind = one.parts[:index], one.parts[index:]
                first = one._replace(end=before[-1][1], parts=before if len(before) > 1 else (),
                    rule=f"{self.prefix}.quote.direct.participle",
                )  # fmt: skip
                second = one._replace(
                    start=start, parts=behind if len(behind) > 1 else (), form=form,
                    cue=(cue.start, cue.full_end), rule=f"{self.prefix}.quote.direct.participle",
                    reason="“…” behind a participle of the same speaker", score=PARTICIPLE,
                )  # fmt: skip
                return [first, second]
        return [one]

    def _is_adverb(self, words: str) -> bool:
        """Whether nothing or one adverb stands there: "adding | later,"."""
        return not words or self.rules.is_adverb(words) or words in self.rules.moment_leads

    def _widened(self, stretch: Stretch, one: Attribution) -> Attribution:
        """ "The plan is “a disgrace,” S said": the clause that leads into it belongs to it."""
        if one.cue is None or one.cue[0] < one.end or one.start <= stretch.start or one.parts:
            return one
        before = self.text[stretch.start : one.start].rstrip(" ")
        lead = before.lower().split()
        if not before[-1:].isalnum() or (len(lead) < 2 and lead[0] in self.rules.joint):
            return one
        forms = [cue.form(Side.BEFORE, Side.AFTER) for cue in stretch.cues if cue.start < one.start]
        if any(form is not None and not form.ambiguous for form in forms):
            return one
        return one._replace(
            start=stretch.start, mode=Mode.MIXED, rule=f"{self.prefix}.quote.mixed.cue_behind",
            reason="a clause that ends in “…”, then who says it", score=CLAUSE_BEFORE_MARKS,
        )  # fmt: skip


def _read_outer_first(clause: Clause) -> None:
    """Read the cues behind their content, then the others that are not inside anything yet."""
    behind, ahead = BehindReader(clause), AheadReader(clause)
    sides = filter(None, map(clause.other_side, clause.cues))
    skipped = {side.start for side in sides}  # read with the cue before it
    for cue in reversed(clause.cues):
        if cue.start not in skipped and (outer := behind.read(cue)):
            clause.keep(outer)
            skipped.add(cue.start)
            skipped.update(c.start for c in clause.cues if outer.start <= c.start < outer.end)
    for cue in clause.cues:
        if cue.start in skipped or clause.is_taken(cue.start):
            continue
        one = ahead.read(cue)
        if one is not None and not clause.is_taken(one.start):
            clause.keep(one)
