"""Where the content of a reporting clause begins: "mengatakan di Jakarta, C", "mengatakan bahwa C".

It leaves out the reporter's own adjunct between a cue and what was said, but not the speaker's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from workbench.extract.kept import compiled
from workbench.extract.quotes.by_frame.frames import FrameRules
from workbench.extract.quotes.by_frame.words import FIRST, WORD
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.rule_list import NOTHING, Nothing, RuleList
from workbench.extract.terms import Force

_ORDERS = (Force.CALL, Force.ORDER, Force.PROMISE)
_ADJUNCT_LONGEST, _ADJUNCT_WORDS = 130, 12
"""Code points and words between a cue and its content that an adjunct may take."""
_SECOND_ADJUNCT = 40
"""Code points of a day or a bracket behind such an adjunct: ", Selasa (2/3),"."""
_ASIDE_WORDS, _UNKNOWN_WORDS = 14, 3
"""The most words between a cue and its complementiser; where they do not open like an adjunct."""
_CONDITION_LONGEST = 240
"""Code points of a condition and what comes of it."""
_CONSEQUENCE, _FINITE_WITHIN = 3, 8
"""The fewest words of what comes of a condition; and those in which its verb stands."""
_MARK = compiled(r"[,:]?\s{0,3}")


class Opening(NamedTuple):
    """Where content begins."""

    at: int
    is_firm: bool
    """Whether a word or mark says so."""


class OpeningReader:
    """Finds where content begins in one text."""

    def __init__(self, text: str, rules: FrameRules, phrases: PhraseRules) -> None:
        self.text = text
        self.rules = rules
        self.phrases = phrases
        self._no_doer = phrases.describing | phrases.adjuncts | phrases.joint

    def read(self, cue: Cue, form: Form, limit: int) -> Opening | None:
        """Where the content behind a cue begins; None where it says nothing."""
        at = cue.full_end
        skipped = _MARK.match(self.text, at)
        behind = skipped.end() if skipped else at
        first = FIRST.match(self.text, at)
        word = first.group(1).lower() if first else ""
        limit = min(limit, at + _ADJUNCT_LONGEST)
        return OPENINGS(self, Behind(at, behind, first, word, form, limit))

    def tells_whom_to_do(self, at: int, form: Form) -> bool:
        """Whether somebody and a verb follow an order or call: "mengajak warga menanam"."""
        if form.force not in (Force.ORDER, Force.CALL):
            return False
        clause = re.split(r"[,.;:!?\n]", self.text[at : at + _ADJUNCT_LONGEST], maxsplit=1)[0]
        for place, word in enumerate(WORD.findall(clause)):
            if place and word.lower() in self.rules.order_openers | self.rules.infinitives:
                return True
            if word.lower() in self._no_doer:
                return False
            if place and word[0].islower() and self.phrases.is_verb(word):
                return True
        return False

    def opens_content(self, at: int, limit: int, word: str) -> bool:
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

    def is_condition(self, at: int) -> bool:
        """Whether a clause behind "jika" is followed by what comes of it: "jika A, B"."""
        end = re.search(r"[.;!?\n]", self.text[at : at + _CONDITION_LONGEST])
        clause = self.text[at : at + (end.start() if end else _CONDITION_LONGEST)]
        comma = clause.find(",")
        behind = WORD.findall(clause[comma + 1 :]) if comma > 0 else []
        if len(behind) < _CONSEQUENCE or behind[0].lower() in self.rules.no_consequence:
            return False
        return any(
            word.lower() in self.rules.finite or self.phrases.is_verb(word)
            for word in behind[:_FINITE_WITHIN]
        )

    def says_of_it(self, at: int) -> bool:
        """Whether "hal itu" has a predicate: "menilai hal itu tidak adil"."""
        pointed = self.rules.pointed.match(self.text, at)
        first = FIRST.match(self.text, pointed.end()) if pointed else None
        if pointed is None or first is None or first.start(1) == pointed.end():
            return False
        word = first.group(1)
        if word in self.rules.adjuncts or self.rules.time.match(self.text, first.start(1)):
            return False
        return word in self.rules.predicates or self.phrases.is_verb(word)

    def behind_comma(self, at: int, limit: int) -> Opening | None:
        """The content behind the comma that ends an adjunct; None where no comma ends one."""
        comma = self.text.find(",", at, limit)
        if comma < 0 or len(WORD.findall(self.text[at:comma])) > _ADJUNCT_WORDS:
            return None
        second = self.text.find(",", comma + 1, min(limit, comma + _SECOND_ADJUNCT))
        between = self.text[comma + 1 : second].strip() if second > 0 else ""
        if between and (self.rules.time.match(between) or between[:1] == "("):
            comma = second
        return Opening(comma + 1, True)

    def is_adjunct(self, words: str) -> bool:
        """Whether the words between a cue and its complementiser may be time, place, audience."""
        stripped = words.strip(" ,")
        first = FIRST.match(stripped)
        word = first.group(1).lower() if first else ""
        if word in self.rules.purpose - self.rules.adjuncts:
            return False
        if word not in self.rules.adjuncts | self.rules.adverbs and (
            len(stripped.split()) > _UNKNOWN_WORDS and not self.rules.time.match(stripped)
        ):
            return False
        return (
            "." not in stripped[:-1] and len(stripped.split()) <= _ASIDE_WORDS and '"' not in words
        )


class Behind(NamedTuple):
    """What stands behind a cue."""

    at: int
    """Where the cue ends; and the mark behind it."""
    behind: int
    first: re.Match[str] | None
    """The first word, where one follows right away; and in lower case."""
    word: str
    form: Form
    limit: int


def marked(reader: OpeningReader, cue: Behind) -> Opening | None:
    """ "mengatakan: C", "mengatakan, bahwa C"."""
    if not reader.text[cue.at : cue.behind].strip():
        return None
    joined = reader.rules.complementiser.match(reader.text, cue.behind)
    return Opening(joined.end() if joined else cue.behind, True)


def complementiser(reader: OpeningReader, cue: Behind) -> Opening | None:
    """ "mengatakan bahwa C", "mengatakan di Jakarta bahwa C"."""
    that = reader.rules.complementiser.search(reader.text, cue.at, cue.limit)
    if that is None or not reader.is_adjunct(reader.text[cue.at : that.start()]):
        return None
    if that.group().lower().strip(" ,:") in reader.rules.hypothetical:
        if reader.text[cue.at : that.start()].strip() and cue.word not in reader.rules.adjuncts:
            return None
        if reader.is_condition(that.end()):
            return Opening(that.start(), True)
    return Opening(that.end(), True)


def stand_in(reader: OpeningReader, cue: Behind) -> Opening | Nothing | None:
    """ "mengatakan hal itu di Jakarta, C": what was said follows behind a comma, or not at all;
    but "menyebut hal itu sebagai C" is about what was told of."""
    if cue.word not in reader.rules.stands_in:
        return None
    if reader.says_of_it(cue.behind):
        return Opening(cue.behind, False)
    return reader.behind_comma(cue.at, cue.limit) or NOTHING


def asked_of(reader: OpeningReader, cue: Behind) -> Opening | None:
    """ "meminta kepada warga agar C": who is asked belongs to what is asked."""
    if cue.form.force not in _ORDERS or cue.first is None or cue.word not in reader.rules.asked_of:
        return None
    clause = re.split(r"[,.;:!?\n]", reader.text[cue.first.end() : cue.limit], maxsplit=1)[0]
    words = WORD.findall(clause)
    purpose = reader.rules.order_openers | reader.rules.purpose
    return Opening(cue.first.end(), True) if purpose.intersection(words[1:]) else None


def ordered(reader: OpeningReader, cue: Behind) -> Opening | None:
    """ "menyerukan agar C", "mengajak warga menanam", "berjanji akan C"."""
    rules, at, word, first = reader.rules, cue.at, cue.word, cue.first
    if cue.form.force not in _ORDERS and word not in rules.purpose:
        return None
    while first and word in rules.order_words:
        if word in rules.order_openers:
            return Opening(first.start(1), True)
        at = first.end()
        first = FIRST.match(reader.text, at)
        word = first.group(1).lower() if first else ""
    pledged = cue.form.force is Force.PROMISE and reader.phrases.is_verb(word)
    firm = pledged or reader.tells_whom_to_do(at, cue.form) or word in rules.purpose
    return Opening(at, firm or not cue.form.strict)


def right_behind(reader: OpeningReader, cue: Behind) -> Opening | None:
    """ "mengatakan C": no time, place or audience stands between."""
    adjunct = cue.word in reader.rules.adjuncts or reader.rules.time.match(reader.text, cue.behind)
    if cue.word in reader.rules.again and cue.first and cue.form.force not in _ORDERS:
        following = FIRST.match(reader.text, cue.first.end())
        word = following.group(1) if following else ""
        plain = word.lower() not in reader.rules.predicates and not reader.phrases.is_verb(word)
        return Opening(cue.first.end(), False) if word and plain else Opening(cue.behind, False)
    return None if adjunct else Opening(cue.behind, False)


def speakers_adjunct(reader: OpeningReader, cue: Behind) -> Opening | None:
    """ "mengatakan saat ini C": a time or place that is part of what was said."""
    said = reader.opens_content(cue.behind, cue.limit, cue.word)
    return Opening(cue.behind, False) if said else None


def reporters_adjunct(reader: OpeningReader, cue: Behind) -> Opening:
    """ "mengatakan dalam pidatonya, C": a time or place of speaking, up to its comma or end."""
    if opening := reader.behind_comma(cue.at, cue.limit):
        return opening
    moment = reader.rules.time.match(reader.text, cue.at + 1)
    return Opening(moment.end() if moment else cue.at, False)


OPENINGS: RuleList[OpeningReader, Behind, Opening] = RuleList(
    marked,
    complementiser,
    stand_in,
    asked_of,
    ordered,
    right_behind,
    speakers_adjunct,
    reporters_adjunct,
)
"""Where the content behind a cue begins."""
