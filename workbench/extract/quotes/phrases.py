"""Finds the words that name a speaker: behind a cue ("kata X di Jakarta"), or before one ("X, di
Jakarta, mengatakan"). Bounded looks to either side, so that no sentence is too long.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.domain.fact import Kind
from workbench.extract.cast import Cast
from workbench.extract.lexicon import NEUTRAL, Lexicon, alternation, lexicon_for
from workbench.extract.sentences import trim
from workbench.extract.terms import Side

_TOKEN = re.compile(r"\w(?:[\w'’&-]|[./](?=\w))*|[^\w\s]")
_LONGEST = 18
"""Tokens of a speaker phrase."""
_MOST_WORDS = 20_000
"""Words that are kept in mind as verbs or not."""
_POST_LONGEST = 40
"""Code points of the place where somebody serves."""
_AGE = re.compile(r"\s?,?\s?\(\d{1,3}(?: [a-z]{1,8})?\)\Z")
LOOK = 420
"""Code points that are looked at on either side of a cue."""


class PhraseRules:
    """The words that open and end a speaker phrase in one language."""

    def __init__(self, lex: Lexicon) -> None:
        words = lex.set
        self.stops = words("frames", "speaker_stops") | words("frames", "adjuncts")
        self.joins = words("frames", "speaker_joins")
        self.joint = words("frames", "joint")
        self.adverbs = words("frames", "adverbs")
        self.adjuncts = words("frames", "adjuncts")
        self.subject_stops = words("frames", "subject_stops")
        self.relative = words("frames", "relative")
        self.describing = words("frames", "describing")
        self.asides = words("frames", "asides")
        self.pronouns = (
            words("pronouns", "singular") | words("pronouns", "plural") | words("pronouns", "first")
        )
        self.roles = words("people", "roles") | words("frames", "quantifiers")
        self.somebody = words("people", "roles") | words("people", "titles")
        self.quantifiers = words("frames", "quantifiers")
        self.calendar = frozenset(lex.numbers("times", "weekdays")) | frozenset(
            lex.numbers("times", "months")
        )
        self.honorifics = words("people", "honorifics")
        self.parts = frozenset(lex.map("times", "parts"))
        self.demonstrative = words("frames", "demonstrative")
        self.not_verbs = words("verbs", "not_verbs") | self.adverbs | words("people", "titles")
        self.acts = (
            words("verbs", "acts")
            | words("verbs", "auxiliaries")
            | frozenset(
                form.lower()
                for cue in lex.records("cues", "cue")
                for form in cue.get(Side.BEFORE, ())
            )
        )
        prefixes = alternation(lex.words("verbs", "prefixes"))
        self._verbs: dict[str, bool] = {}
        self.verb = re.compile(rf"{prefixes}\w{{4,}}\Z")
        leads = alternation(
            [form for w in lex.words("frames", "leads") for form in (w, w[:1].upper() + w[1:])]
        )
        self.lead = re.compile(rf"{leads}(?![\w-]),?\s{{1,2}}")
        self.complementisers = words("frames", "complementisers")
        self.documents = words("people", "documents")
        self.document_ends = self.demonstrative | words("frames", "joint")
        self.no_speaker = self.stops - self.roles
        self.no_subject = self.adjuncts - self.roles
        self.openers = self.subject_stops | self.complementisers | self.joint
        self.particles = words("frames", "particles")
        self.subordinators = words("frames", "subordinators")
        self.place_prepositions = words("names", "place_prepositions")
        self.age_units = words("frames", "age_units")
        self.bracket = re.compile(
            rf"\s?\((?:[A-ZÀ-Þ][\w/ -]{{1,24}}|\d{{1,3}}(?: {alternation(self.age_units)})?)\)"
        )
        self.capitals = re.compile(
            r"[A-ZÀ-Þ][\w'’-]{1,30}"
            rf"(?: {name_prefixes()}?[A-ZÀ-Þ][\w'’.-]{{0,30}}){{1,3}}(?=,)"
        )
        self.noun_joins = words("frames", "noun_joins")
        self.parting = self.adjuncts - words("frames", "role_joins")
        self.posts = words("references", "groups")
        self.subject_leads = frozenset(
            word.split()[-1] for word in words("frames", "leads")
        ) | words("frames", "contrasts")

    def is_verb(self, word: str) -> bool:
        """Whether a word in lower case looks like a finite verb."""
        known = self._verbs.get(word)
        if known is None:
            if len(self._verbs) >= _MOST_WORDS:
                self._verbs.clear()
            known = word in self.acts or (
                word not in self.not_verbs and bool(self.verb.match(word))
            )
            self._verbs[word] = known
        return known


@lru_cache(maxsize=16)
def rules_for(lang: str) -> PhraseRules:
    """The phrase rules of a language."""
    return PhraseRules(lexicon_for(lang))


def name_prefixes() -> str:
    """A pattern of what is written together with a part of a name, in any language: "al-"."""
    return f"(?:{alternation(lexicon_for(NEUTRAL).words('names', 'name_prefixes'))})"


def speaker_after(
    text: str, start: int, end: int, rules: PhraseRules, cast: Cast
) -> tuple[int, int] | None:
    """The speaker phrase that begins at start, or None."""
    end = min(end, start + LOOK)
    reader = _AfterReader(text, end, rules, cast)
    return reader.read(start)


class _AfterReader:
    def __init__(self, text: str, end: int, rules: PhraseRules, cast: Cast) -> None:
        self.text = text
        self.end = end
        self.rules = rules
        self.cast = cast

    def read(self, start: int) -> tuple[int, int] | None:
        first = _TOKEN.search(self.text, start, self.end)
        while first and first.group().lower() in self.rules.particles:
            start = first.end()
            first = _TOKEN.search(self.text, start, self.end)
        if first is None or self.text[start : first.start()].strip():
            return None
        lower = first.group().lower()
        if lower in self.rules.pronouns:
            return first.span()
        if not first.group()[0].isalpha() or lower in self.rules.no_speaker:
            return None
        if lower in self.rules.calendar or lower in self.rules.complementisers:
            return None
        begin, stop = first.start(), first.end()
        for _ in range(_LONGEST):
            following = self._next(begin, stop)
            if following is None:
                break
            stop = following
        known = self._with_demonstrative(stop)
        if known > stop and self.text[known : known + 1] == ",":
            known = self._apposition(begin, known + 1) or known
        elif not self._has_person(begin, known):
            known = self._behind_post(begin, known) or known
        return trim(self.text, begin, known)

    def _behind_post(self, begin: int, stop: int) -> int | None:
        """The name in "wakil lembaga itu di Sudan, X": the place between is passed over."""
        token = _TOKEN.search(self.text, stop, self.end)
        if token is None or token.group() not in self.rules.place_prepositions:
            return None
        places = self.cast.within(token.end(), min(self.end, token.end() + _POST_LONGEST))
        if not places or places[0].kind is not Kind.PLACE or places[0].start > token.end() + 1:
            return None
        comma = places[0].end
        return self._apposition(begin, comma + 1) if self.text[comma : comma + 1] == "," else None

    def _with_demonstrative(self, stop: int) -> int:
        """ "kepolisian kota tersebut" and "lembaga itu" end with their demonstrative."""
        token = _TOKEN.search(self.text, stop, self.end)
        if token is None or self.text[stop : token.start()] != " ":
            return stop
        return token.end() if token.group() in self.rules.demonstrative else stop

    def _next(self, begin: int, stop: int) -> int | None:
        """Where the phrase ends with one more token in it; None when it ends here."""
        if bracket := self.rules.bracket.match(self.text, stop, self.end):
            return bracket.end() if bracket.group().strip()[1].isalpha() else None
        token = _TOKEN.search(self.text, stop, self.end)
        if token is None:
            return None
        word = token.group()
        lower = word.lower()
        if word == "," or word == ";":
            return self._apposition(begin, token.end()) if word == "," else None
        if word == ".":
            previous = self.text[begin:stop].split()[-1]
            initial = (
                previous.lower() in self.rules.honorifics
                or (len(previous) == 1 and previous.isupper())
                or (len(previous) <= 4 and previous.lower() in self.rules.somebody)
            )
            more = self.text[token.end() : token.end() + 2]
            return token.end() if initial and more[:1] == " " and more[1:2].isalpha() else None
        if not word[0].isalnum() or "\n" in self.text[stop : token.start()]:
            return None
        if lower in self.rules.joint:
            after = _TOKEN.search(self.text, token.end(), self.end)
            is_name = after is not None and after.group()[0].isupper()
            return token.end() if is_name else None
        if lower in self.rules.joins and not word[0].isupper():
            return None if self._has_person(begin, stop) or self._is_adjunct(token) else token.end()
        if word[0].islower() and (lower in self.rules.stops or self.rules.is_verb(lower)):
            return None
        if lower in self.rules.calendar or lower in self.rules.demonstrative:
            return None
        if word[0].islower() and self._has_person(begin, stop):
            return self._named_later(token.start())
        if word[0].isdigit() and word.isdigit():
            return token.end() if self._is_numbered(begin, stop, token.end()) else None
        return token.end()

    def _named_later(self, at: int) -> int | None:
        """The end of a name behind a role that another name opens: "the Reed campaign chief Y"."""
        known = False
        for _ in range(4):
            token = _TOKEN.search(self.text, at, self.end)
            if token is None or not token.group()[0].isalpha():
                return None
            lower = token.group().lower()
            if token.group()[0].isupper():
                people = [m for m in self.cast.within(token.start(), self.end) if m.words]
                near = people and people[0].start <= token.start() + 24
                return people[0].end if known and near and people[0].kind is Kind.PERSON else None
            if lower in self.rules.stops or self.rules.is_verb(lower):
                return None
            known = known or lower in self.rules.somebody
            at = token.end()
        return None

    def _is_numbered(self, begin: int, stop: int, at: int) -> bool:
        """Whether a number belongs to a role: "Ketua RW 07 Slamet Riyono"."""
        previous = self.text[begin:stop].split()[-1]
        following = _TOKEN.search(self.text, at, self.end)
        if following is None:
            return False
        aged = previous.islower() and following.group() in self.rules.age_units
        return aged or (previous.isupper() and following.group()[0].isupper())

    def _is_adjunct(self, token: re.Match[str]) -> bool:
        """Whether "di" or "pada" behind a role opens an adjunct: always, unless a post follows."""
        following = _TOKEN.search(self.text, token.end(), self.end)
        if following is not None and following.group() in self.rules.posts:
            return False
        return token.group().lower() in self.rules.parting

    def _has_person(self, begin: int, stop: int) -> bool:
        return any(m.kind is Kind.PERSON for m in self.cast.within(begin, stop))

    def _apposition(self, begin: int, at: int) -> int | None:
        """The end of an apposition behind a comma: a name behind a role, a role behind a name."""
        token = _TOKEN.search(self.text, at, self.end)
        if token is None or "\n" in self.text[at : token.start()]:
            return None
        word = token.group()
        lower = word.lower()
        named = self._has_person(begin, at - 1)
        titled = any(m.title for m in self.cast.within(begin, at))
        if word[0].isupper() and (titled or not named) and lower not in self.rules.calendar:
            people = [m for m in self.cast.within(token.start(), self.end) if m.kind is Kind.PERSON]
            if people and people[0].start <= token.start() + 8:
                return None if self._acts(people[0].end) else people[0].end
            if not named:
                return self._unknown_name(token.start())
        if named and lower in self.rules.roles:
            return self._role_end(token.end())
        return None

    def _acts(self, at: int) -> bool:
        """Whether a finite verb follows: then a name is a subject and stands in no apposition."""
        token = _TOKEN.search(self.text, at, self.end)
        return (
            token is not None and token.group()[0].islower() and self.rules.is_verb(token.group())
        )

    def _unknown_name(self, at: int) -> int | None:
        """The end of capitals between commas that nothing types: a name behind a role."""
        run = self.rules.capitals.match(self.text, at, self.end)
        if run is None or any(m.is_sure for m in self.cast.within(at, run.end())):
            return None
        return run.end()

    def _role_end(self, at: int) -> int:
        for _ in range(10):
            token = _TOKEN.search(self.text, at, self.end)
            if token is None or not token.group()[0].isalnum():
                break
            lower = token.group().lower()
            if (
                lower in self.rules.stops
                or self.rules.is_verb(lower)
                or lower in self.rules.calendar
            ):
                break
            at = token.end()
        return at


def subject_before(
    text: str, start: int, cue_start: int, rules: PhraseRules, cast: Cast
) -> tuple[int, int] | None:
    """The subject of a cue, looking left from it but not beyond start; None when there is none."""
    start = max(start, cue_start - LOOK)
    if start and text[start - 1 : start].isalnum() and text[start : start + 1].isalnum():
        space = text.find(" ", start, cue_start)
        start = space + 1 if space >= 0 else cue_start
    chunks = _chunks(text, start, cue_start)
    while chunks:
        inside = len(chunks) > 1 and _is_aside(text, chunks, rules, cast)
        chunk = None if inside else _subject_of_chunk(text, *chunks[-1], rules, cast)
        if chunk is not None:
            return _with_apposition(text, chunks[:-1], chunk, rules, cast)
        if not inside and not _is_skippable(text, *chunks[-1], rules):
            return None
        chunks.pop()
    return None


def _is_aside(text: str, chunks: list[tuple[int, int]], rules: PhraseRules, cast: Cast) -> bool:
    """Whether the last chunk only goes on with what stands before it.

    A relative clause ("X, yang juga ketua Y, mengatakan"), or the rest of a place ("X, di gedung A,
    Jakarta Pusat, mengatakan").
    """
    start, end = chunks[-1]
    first = _TOKEN.search(text, start, end)
    if first is None:
        return True
    if first.group().lower() in rules.describing or first.group().lower() in rules.asides:
        return True
    mentions = cast.within(start, end)
    is_place = bool(mentions) and all(m.kind is Kind.PLACE for m in mentions)
    if not is_place or mentions[0].start != start or mentions[-1].end != end:
        return False
    if any(m.kind is Kind.PERSON for m in cast.within(chunks[0][0], chunks[-2][1])):
        return True
    before = _TOKEN.search(text, *chunks[-2])
    placed = any(
        m.group().lower() in rules.place_prepositions for m in _TOKEN.finditer(text, *chunks[-2])
    )
    return before is not None and (
        (placed and before.group().lower() in rules.adjuncts)
        or (len(chunks) > 2 and _is_aside(text, chunks[:-1], rules, cast))
    )


def _chunks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    chunks, at, depth = [], start, 0
    for match in re.finditer(r"[,;()]", text[start:end]):
        mark = match.group()
        depth = max(0, depth + (mark == "(") - (mark == ")"))
        if mark in ",;" and depth == 0:
            chunks.append(trim(text, at, start + match.start()))
            at = start + match.end()
    chunks.append(trim(text, at, end))
    return chunks


def _is_skippable(text: str, start: int, end: int, rules: PhraseRules) -> bool:
    """Whether a chunk between subject and cue is only time, place or manner."""
    if start >= end:
        return True
    first = _TOKEN.search(text, start, end)
    if first is None:
        return True
    lower = first.group().lower()
    return (
        lower in rules.adjuncts or lower in rules.calendar or lower in rules.relative
        or lower in rules.parts or lower[0].isdigit() or lower in rules.adverbs
        or lower in rules.subject_stops
    )  # fmt: skip


def _subject_of_chunk(
    text: str, start: int, end: int, rules: PhraseRules, cast: Cast
) -> tuple[int, int] | None:
    """The noun phrase that opens a chunk, leads and trailing adjuncts cut off."""
    start = _own_clause(text, start, end, rules, cast)
    for _ in range(3):
        lead = rules.lead.match(text, start, end)
        if lead is None or lead.end() >= end:
            break
        start = lead.end()
    tokens = list(_TOKEN.finditer(text, start, end))
    while tokens and tokens[0].group().lower() in rules.openers:
        tokens = tokens[1:]
    if not tokens:
        return None
    lower = tokens[0].group().lower()
    if not tokens[0].group()[0].isalpha() or lower in rules.calendar or lower in rules.parts:
        return None
    named = tokens[0].group()[0].isupper() and cast.opens_name(tokens[0].start())
    if not named and (lower in rules.no_subject or rules.is_verb(lower)):
        return None
    stop = _phrase_stop(tokens, rules)
    while stop > 1 and tokens[stop - 1].group().lower() in rules.adverbs:
        stop -= 1
    if stop == 1 and (lower in rules.adverbs or lower in rules.demonstrative):
        return None
    if stop > _LONGEST:
        return None
    return _tidy(text, tokens[0].start(), tokens[stop - 1].end())


def _own_clause(text: str, start: int, end: int, rules: PhraseRules, cast: Cast) -> int:
    """Where the clause of the cue begins: "Isu itu muncul setelah X (melaporkan)" has two."""
    has_verb, found = False, start
    for token in _TOKEN.finditer(text, start, end):
        word = token.group()
        if has_verb and word in rules.subordinators:
            following = _TOKEN.search(text, token.end(), end)
            if following is not None and _opens_subject(following, text, end, rules, cast):
                found = following.start()
        has_verb = has_verb or (word[0].islower() and rules.is_verb(word))
    return found


def _opens_subject(
    token: re.Match[str], text: str, end: int, rules: PhraseRules, cast: Cast
) -> bool:
    """Whether a name, a title with its bearer, a role or a pronoun begins with a word."""
    word = token.group()
    lower = word.lower()
    if word in rules.pronouns or lower in rules.roles or lower in rules.somebody:
        return True
    if cast.opens_name(token.start()):
        return True
    named = cast.within(token.start(), end)
    return bool(named and named[0].title) and text.startswith(named[0].title, token.start())


def _phrase_stop(tokens: list[re.Match[str]], rules: PhraseRules) -> int:
    """How many tokens belong to the noun phrase."""
    for index, token in enumerate(tokens):
        word, lower = token.group(), token.group().lower()
        if index == 0 or word[0].isupper():
            if index and lower in rules.calendar:
                return index
            continue
        if word == "(" or lower in rules.noun_joins:
            continue
        if lower in rules.adjuncts or lower in rules.subject_stops:
            return index
        if rules.is_verb(lower) and lower not in rules.roles:
            return index
    return len(tokens)


def _tidy(text: str, start: int, end: int) -> tuple[int, int] | None:
    age = _AGE.search(text[start:end])
    if age:
        end = start + age.start()
    start, end = trim(text, start, end)
    while end > start and text[end - 1] in '"“”‘-–—,:':
        end -= 1
    while start < end and text[start] in '"“”‘-–—,:(':
        start += 1
    start, end = trim(text, start, end)
    if start >= end:
        return None
    if text.count("(", start, end) > text.count(")", start, end):
        end = text.find("(", start, end)
        start, end = trim(text, start, end)
    return (start, end) if start < end else None


def _with_apposition(
    text: str,
    chunks: list[tuple[int, int]],
    subject: tuple[int, int],
    rules: PhraseRules,
    cast: Cast,
) -> tuple[int, int]:
    """The subject together with what it is in apposition to: "Juru bicara X, Achmad Y"."""
    for start, end in reversed(chunks[-3:]):
        if _is_skippable(text, start, end, rules):
            break
        whole = _subject_of_chunk(text, start, end, rules, cast)
        if whole is None or "\n" in text[start : subject[1]]:
            break
        has_verb = any(
            rules.is_verb(m.group()) and m.group() not in rules.roles
            for m in _TOKEN.finditer(text, whole[0], end)
        )
        joins = _is_name(cast, subject) != _is_name(cast, whole) or (
            text[subject[0]].islower() and text[whole[0]].isupper()
        )
        if has_verb or not joins or subject[1] - whole[0] > 200:
            break
        subject = (whole[0], subject[1])
    return subject


def _is_name(cast: Cast, span: tuple[int, int]) -> bool:
    people = [m for m in cast.within(*span) if m.kind is Kind.PERSON]
    return bool(people) and not people[0].title and people[0].start == span[0]
