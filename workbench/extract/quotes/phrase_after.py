"""Finds the words that name a speaker behind a cue: "kata X di Jakarta", "said X, the mayor".

Looks to the right only, and never further than `LOOK`, so that no sentence is too long.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.cast import Cast
from workbench.extract.quotes.phrases import HANDLE, LONGEST, LOOK, TOKEN, PhraseRules
from workbench.extract.rule_list import NOTHING, Nothing, RuleList
from workbench.extract.sentences import trim

_LATER_WORDS, _TITLE_LONGEST = 4, 24
"""Words between a name and the one that it describes, and code points of a title before that."""
_HONORIFIC_LONGEST, _ROLE_WORDS = 8, 10
"""Code points of a courtesy before a name in apposition, and words of a role in apposition."""
_LISTED_LONGEST = 120
"""Code points of an office from its first comma to its bearer."""
_POST_LONGEST = 40
"""Code points of the place where somebody serves."""


def speaker_after(
    text: str, start: int, end: int, rules: PhraseRules, cast: Cast
) -> tuple[int, int] | None:
    """The speaker phrase that begins at start, or None."""
    end = min(end, start + LOOK)
    reader = PhraseReader(text, end, rules, cast)
    return reader.read(start)


def _counts(word: str) -> bool:
    """Whether a word only tells the age of who follows: "24-year-old Ana Moss"."""
    number, _, rest = word.partition("-")
    return number.isdigit() and "-" in rest and rest.replace("-", "").isalpha()


class PhraseReader:
    """Reads one phrase from left to right, as far as a look goes."""

    def __init__(self, text: str, end: int, rules: PhraseRules, cast: Cast) -> None:
        self.text = text
        self.end = end
        self.rules = rules
        self.cast = cast

    def read(self, start: int) -> tuple[int, int] | None:
        """The phrase that begins at a place, or None."""
        first = TOKEN.search(self.text, start, self.end)
        while first and (first.group().lower() in self.rules.particles or _counts(first.group())):
            start = first.end()
            first = TOKEN.search(self.text, start, self.end)
        if first is None or self.text[start : first.start()].strip():
            return None
        if handle := HANDLE.match(self.text, first.start(), self.end):
            return handle.span()
        lower = first.group().lower()
        if lower in self.rules.pronouns:
            return first.span()
        is_name = first.group()[0].isupper() and self.cast.opens_name(first.start())
        if not first.group()[0].isalpha() or (lower in self.rules.no_speaker and not is_name):
            return None
        if lower in self.rules.calendar or lower in self.rules.complementisers:
            return None
        begin, stop = first.start(), first.end()
        if first.group()[0].isupper():
            stop = self._bearer_end(begin) or stop
        for _ in range(LONGEST):
            following = self._next(begin, stop)
            if following is None:
                break
            stop = following
        stop = self._without_adverbs(begin, stop)
        known = self._with_demonstrative(stop)
        if known > stop and self.text[known : known + 1] == ",":
            known = self.apposition(begin, known + 1) or known
        elif not self.has_person(begin, known):
            known = self._behind_post(begin, known) or known
        return trim(self.text, begin, known)

    def _bearer_end(self, begin: int) -> int | None:
        """Where the name ends whose title begins at a place, commas in it included."""
        for mention in self.cast.within(begin, self.end):
            title = mention.title
            if "," in title and self.text.startswith(title, begin):
                return mention.end if begin + len(title) <= mention.start else None
        return None

    def _behind_post(self, begin: int, stop: int) -> int | None:
        """The name in "wakil lembaga itu di Sudan, X": the place between is passed over."""
        token = TOKEN.search(self.text, stop, self.end)
        if token is None or token.group() not in self.rules.place_prepositions:
            return None
        places = self.cast.within(token.end(), min(self.end, token.end() + _POST_LONGEST))
        if not places or places[0].kind is not Kind.PLACE or places[0].start > token.end() + 1:
            return None
        comma = places[0].end
        return self.apposition(begin, comma + 1) if self.text[comma : comma + 1] == "," else None

    def _without_adverbs(self, begin: int, stop: int) -> int:
        """Where a phrase at the end of its clause ends without what says how they spoke: "peserta
        rapat (serentak)."."""
        if self.text[stop : stop + 1].isspace():
            return stop
        before, blank, last = self.text[begin:stop].rpartition(" ")
        while blank and last in self.rules.adverbs:
            stop = begin + len(before)
            before, blank, last = before.rpartition(" ")
        return stop

    def _with_demonstrative(self, stop: int) -> int:
        """ "kepolisian kota tersebut" and "lembaga itu" end with their demonstrative."""
        token = TOKEN.search(self.text, stop, self.end)
        if token is None or self.text[stop : token.start()] != " ":
            return stop
        return token.end() if token.group() in self.rules.demonstrative else stop

    def _next(self, begin: int, stop: int) -> int | None:
        """Where the phrase ends with one more token in it; None when it ends here."""
        if bracket := self.rules.bracket.match(self.text, stop, self.end):
            return bracket.end() if bracket.group().strip()[1].isalpha() else None
        token = TOKEN.search(self.text, stop, self.end)
        if token is None:
            return None
        word = token.group()
        return STEPS(self, Step(begin, stop, token, word, word.lower()))

    def named_later(self, at: int) -> int | None:
        """The end of a name behind a role that another name opens: "the Reed campaign chief Y"."""
        known = False
        for _ in range(_LATER_WORDS):
            token = TOKEN.search(self.text, at, self.end)
            if token is None or not token.group()[0].isalpha():
                return None
            lower = token.group().lower()
            if token.group()[0].isupper():
                people = [m for m in self.cast.within(token.start(), self.end) if m.words]
                near = people and people[0].start <= token.start() + _TITLE_LONGEST
                return people[0].end if known and near and people[0].kind is Kind.PERSON else None
            if lower in self.rules.stops or self.rules.is_verb(lower):
                return None
            known = known or lower in self.rules.somebody
            at = token.end()
        return None

    def is_numbered(self, begin: int, stop: int, at: int) -> bool:
        """Whether a number belongs to a role: "Ketua RW 07 Slamet Riyono"."""
        previous = self.text[begin:stop].split()[-1]
        following = TOKEN.search(self.text, at, self.end)
        if following is None:
            return False
        if previous in self.rules.age_units:  # "studi tahun 2021"
            return True
        aged = previous.islower() and following.group() in self.rules.age_units
        return aged or (previous.isupper() and following.group()[0].isupper())

    def is_adjunct(self, token: re.Match[str]) -> bool:
        """Whether "di" or "pada" behind a role opens an adjunct: always, unless a post follows."""
        following = TOKEN.search(self.text, token.end(), self.end)
        if following is not None and following.group() in self.rules.groups:
            return False
        return token.group().lower() in self.rules.parting

    def is_official(self, step: Step) -> bool:
        """Whether a word that may be a verb only says whose document it is: "laporan resmi X"."""
        is_document = self.text[step.begin : step.stop].lower() in self.rules.documents
        return is_document and step.lower in self.rules.official

    def has_person(self, begin: int, stop: int) -> bool:
        """Whether a person is named in a stretch."""
        return any(m.kind is Kind.PERSON for m in self.cast.within(begin, stop))

    def apposition(self, begin: int, at: int) -> int | None:
        """The end of an apposition behind a comma: a name behind a role, a role behind a name."""
        token = TOKEN.search(self.text, at, self.end)
        if token is None or "\n" in self.text[at : token.start()]:
            return None
        word = token.group()
        lower = word.lower()
        named = self.has_person(begin, at - 1)
        titled = any(m.title for m in self.cast.within(begin, at))
        related = self.text[begin:at].split(" ", 1)[0].lower() in self.rules.relations
        if word[0].isupper() and (titled or related or not named):
            if lower in self.rules.calendar:
                return None
            people = [m for m in self.cast.within(token.start(), self.end) if m.kind is Kind.PERSON]
            if people and people[0].start <= token.start() + _HONORIFIC_LONGEST:
                return None if self._acts(people[0].end) else people[0].end
            if not named:
                outlet = self._outlet_behind(begin, token.start())
                listed = people and (
                    self._is_listed(token.start(), people[0].start)
                    or self._is_of_body(begin, token.start(), people[0].start)
                )
                return people[0].end if listed else outlet or self._unknown_name(token.start())
        if named and lower in self.rules.roles:
            end = self._role_end(token.end())
            last = self.text[token.start() : end].split()[-1]
            return None if last in self.rules.adverbs or self._acts(end) else end
        return None

    def _is_listed(self, at: int, name: int) -> bool:
        """Whether the rest of an office with commas in it leads to a name: "Direktur Potensi, |
        Kepatuhan dan Penerimaan Pajak, | X"."""
        rest = self.text[at:name]
        if len(rest) > _LISTED_LONGEST or not rest.endswith(", "):
            return False
        words = [word for word in TOKEN.findall(rest) if word != ","]
        joins = self.rules.joint | self.rules.noun_joins
        return all(word[0].isupper() or word in joins for word in words)

    def _is_of_body(self, begin: int, at: int, name: int) -> bool:
        """Whether a body stands right before a name behind an office: "Deputi Anak, | Kementerian
        BLK X"."""
        if self.text[begin:at].split(" ", 1)[0].lower() not in self.rules.somebody:
            return False
        named = self.cast.within(at, name)
        is_body = len(named) == 1 and named[0].kind is Kind.ORGANISATION
        return is_body and named[0].start == at and self.text[named[0].end : name] == " "

    def _outlet_behind(self, begin: int, at: int) -> int | None:
        """The end of an outlet's name behind the noun for it: "kantor berita negara Iran, Fars"."""
        if not self.rules.outlet_nouns.match(self.text, begin, at):
            return None
        named = self.cast.within(at, self.end)
        is_there = bool(named) and named[0].start == at and named[0].kind is Kind.ORGANISATION
        return named[0].end if is_there else None

    def _acts(self, at: int) -> bool:
        """Whether a finite verb follows: then a name is a subject and stands in no apposition."""
        token = TOKEN.search(self.text, at, self.end)
        if token is None or not token.group()[0].islower() or token.group() in self.rules.adjuncts:
            return False
        return self.rules.is_verb(token.group())

    def _unknown_name(self, at: int) -> int | None:
        """The end of capitals between commas that nothing types: a name behind a role."""
        run = self.rules.capitals.match(self.text, at, self.end)
        if run is None or any(m.is_sure for m in self.cast.within(at, run.end())):
            return None
        return run.end()

    def _role_end(self, at: int) -> int:
        after_noun = False
        for _ in range(_ROLE_WORDS):
            token = TOKEN.search(self.text, at, self.end)
            if token is None or not token.group()[0].isalnum():
                break
            lower = token.group().lower()
            if self.rules.every_noun and after_noun and token.group()[0].islower():
                break
            after_noun = token.group()[0].isupper()
            if (
                lower in self.rules.stops
                or self.rules.is_verb(lower)
                or lower in self.rules.calendar
            ):
                break
            at = token.end()
        return at


class Step(NamedTuple):
    """A token that a phrase may go on with."""

    begin: int
    """Where the phrase begins, and where it ends so far."""
    stop: int
    token: re.Match[str]
    word: str
    lower: str


def comma(reader: PhraseReader, step: Step) -> int | Nothing | None:
    """ "juru bicara X, Y": goes on where an apposition follows."""
    if step.word != ",":
        return None
    end = reader.apposition(step.begin, step.token.end())
    return NOTHING if end is None else end


def full_stop(reader: PhraseReader, step: Step) -> int | Nothing | None:
    """ "Dr. X", "H. Y", "Brigjen. Pol. Z": goes on behind an initial or an abbreviation."""
    if step.word != ".":
        return None
    shortened = reader.rules.sentence_words.holds(reader.text, step.token.start(), step.token.end())
    more = reader.text[step.token.end() : step.token.end() + 2]
    goes_on = shortened and more[:1] == " " and more[1:2].isalpha()
    return step.token.end() if goes_on else NOTHING


def mark_or_line(reader: PhraseReader, step: Step) -> int | Nothing | None:
    """ "X – Y", or a line that ends: no phrase goes on behind it; but "akun @x" does."""
    if handle := HANDLE.match(reader.text, step.token.start(), reader.end):
        return handle.end()
    new_line = "\n" in reader.text[step.stop : step.token.start()]
    return NOTHING if new_line or not step.word[0].isalnum() else None


def joint(reader: PhraseReader, step: Step) -> int | Nothing | None:
    """ "X dan Y" are two who speak, "X dan menambahkan" is one."""
    if step.lower not in reader.rules.joint:
        return None
    after = TOKEN.search(reader.text, step.token.end(), reader.end)
    is_name = after is not None and after.group()[0].isupper()
    return step.token.end() if is_name else NOTHING


def role_join(reader: PhraseReader, step: Step) -> int | Nothing | None:
    """ "juru bicara untuk X": joins a role to what it is of; behind a person an adjunct begins."""
    if step.lower not in reader.rules.joins or step.word[0].isupper():
        return None
    ends = reader.has_person(step.begin, step.stop) or reader.is_adjunct(step.token)
    return NOTHING if ends else step.token.end()


def stop_word(reader: PhraseReader, step: Step) -> Nothing | None:
    """ "X menambahkan", "X di Jakarta": a verb, an adjunct or another word that ends a speaker."""
    if not step.word[0].islower() or reader.is_official(step):
        return None
    if reader.text[step.begin : step.stop].lower() in reader.rules.parties:
        return None  # "pihak berwenang"
    return NOTHING if step.lower in reader.rules.stops or reader.rules.is_verb(step.lower) else None


def day_or_pointer(reader: PhraseReader, step: Step) -> Nothing | None:
    """ "X Senin", "lembaga itu": the day of speaking, and the word behind which nothing belongs."""
    rules = reader.rules
    return NOTHING if step.lower in rules.calendar or step.lower in rules.demonstrative else None


def behind_person(reader: PhraseReader, step: Step) -> int | Nothing | None:
    """ "the Reed campaign chief Y": small letters behind a person only lead to another name."""
    if not step.word[0].islower() or not reader.has_person(step.begin, step.stop):
        return None
    end = reader.named_later(step.token.start())
    return NOTHING if end is None else end


def behind_noun(reader: PhraseReader, step: Step) -> Nothing | None:
    """ "der Polizei wurden drei": where every noun has a capital, small letters behind one that
    join nothing are of the clause."""
    if not reader.rules.every_noun or not step.word[0].islower():
        return None
    return NOTHING if reader.text[step.begin : step.stop].split()[-1][0].isupper() else None


def number(reader: PhraseReader, step: Step) -> int | Nothing | None:
    """ "Ketua RW 07 X": goes on where the number belongs to a role."""
    if not step.word.isdigit():
        return None
    numbered = reader.is_numbered(step.begin, step.stop, step.token.end())
    return step.token.end() if numbered else NOTHING


def any_word(_: PhraseReader, step: Step) -> int:
    """ "kepala badan penanggulangan": any other word belongs to the phrase."""
    return step.token.end()


STEPS: RuleList[PhraseReader, Step, int] = RuleList(
    comma,
    full_stop,
    mark_or_line,
    joint,
    role_join,
    stop_word,
    day_or_pointer,
    behind_person,
    behind_noun,
    number,
    any_word,
)
"""What a token does in the phrase of a speaker: where the phrase then ends, or that it ended."""
