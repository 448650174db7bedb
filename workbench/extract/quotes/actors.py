"""Who acts in a text, though nobody says that they speak: the subjects of its sentences.

A pronoun may mean them. Somebody new, whom the text introduces by office or by words for what they
are, is whom it goes on with; nobody is guessed here, only remembered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from workbench.domain.fact import NAME_KINDS, Kind, SpeakerClass
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, cased, cue_forms, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.quotes.description import Sort
from workbench.extract.quotes.description import rules_for as description_rules_for
from workbench.extract.quotes.phrases import rules_for as phrase_rules_for
from workbench.extract.quotes.who import Part, Remembered, Who
from workbench.extract.sentences import UPPER
from workbench.extract.terms import Side
from workbench.extract.text_words import Led

_TITLE_LONGEST = 160
"""Code points from a title to its bearer, an organisation's name between them included."""
_LEAD = 24
"""Code points before a name in which the word that leads to it stands."""
_APPOSED = 120
"""Code points of what somebody is, before the comma in front of the name."""
_BRACKET = r"(?:\s?\([^()\n]{1,24}\))?"
_NEXT_WORD = compiled(rf"{_BRACKET}\s?,?\s([a-zà-ÿ-]{{3,24}})(?!\w)")
_NEXT_WORDS = compiled(rf"{_BRACKET}\s?,?((?:\s[a-zà-ÿ-]{{2,24}}(?!\w)){{1,4}})")
_APPOSED_BEHIND = compiled(
    rf"{_BRACKET}\s?, ([a-zà-ÿ][^,.;:!?\n\"“”]{{2,90}})\s?, "
    r"([a-zà-ÿ-]{3,24})(?: ([a-zà-ÿ-]{3,24}))?"
)
"""What somebody is, in commas behind the name, and the two words behind that."""
_AGENT_WORDS = 12
"""Words between what was done and who did it."""
_LAST = compiled(rf"{_BRACKET}(?:, [^,.;:!?\n\"“”]{{3,90}})?[.!?]\s")
"""The end of a sentence behind a name, with what somebody is."""
_PIECE = compiled(r"[,.;:!?\n”\"]\s{0,2}")
_CLASSES = {
    Kind.PERSON: SpeakerClass.NAMED,
    Kind.ORGANISATION: SpeakerClass.ORGANISATION,
    Kind.PLACE: SpeakerClass.STATE,
}


class ActorRules:
    """The words that open a subject without a name in one language."""

    def __init__(self, lex: Lexicon) -> None:
        ones = cased(lex.words("frames", "somebody"))
        self.somebody = Led(
            compiled(rf"(?:\A|(?<=[.!?,”\"] )|(?<=\n)){alternation(ones)}((?: [\w-]+){{2,10}})"),
            ones,
        )
        """ "Seorang pedagang di pasar itu menutup": one person of a sort, who opens a sentence."""
        self.agents = lex.set("verbs", "agents")
        self.origins = lex.set("verbs", "origins")
        self.audience = lex.set("frames", "audience")
        self.passive = tuple(lex.words("verbs", "passive_prefixes")) or ("\n",)
        self.equations = lex.set("verbs", "equations")
        named = alternation([*lex.words("verbs", "equations"), *lex.words("references", "called")])
        self.named = compiled(rf"(?<![\w-]){named} \Z")
        """ "Salah satunya adalah | X", "seorang siswa bernama | X"."""
        of = alternation(lex.words("frames", "noun_joins"))
        self.belongs = compiled(rf" {of}(?: [{UPPER}][\w’'-]*){{1,6}}(?: \([{UPPER}]\w{{1,12}}\))?")
        """ "X | dari Lembaga Bantuan Hukum (LBH)"."""
        speaking = {*lex.words("verbs", "answers"), *cue_forms(lex.lang, Side.BEFORE)}
        self.answers = compiled(rf"{alternation(sorted(speaking))}(?![\w-])")
        singular = cased(sorted(lex.set("pronouns", "singular") - lex.set("frames", "clitics")))
        self.pronoun = compiled(rf"{alternation(singular)}(?![\w-])")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> ActorRules:
    """The rules of a language."""
    return ActorRules(lexicon_for(lang))


class ActorReader:
    """Reads who acts in one text."""

    def __init__(
        self, text: str, cast: Cast, first: Mapping[str, int], starts: Sequence[int], lang: str
    ) -> None:
        self.text = text
        self.cast = cast
        self._first = first
        self._starts = starts
        self._rules = rules_for(lang)
        self._descriptions = description_rules_for(lang)
        self._phrases = phrase_rules_for(lang)

    def actors(self) -> list[Remembered]:
        """Everybody who acts, in text order."""
        named = [self._remembered(m) for m in self.cast.mentions if m.kind in NAME_KINDS]
        acting = [*filter(None, named), *self._unnamed()]
        return sorted(acting, key=lambda one: one.at)

    def _remembered(self, mention: Mention) -> Remembered | None:
        assert mention.kind is not None
        who = Who((mention.name,), _CLASSES[mention.kind], mention.score)
        if mention.subject_like or self._acts(mention):
            return Remembered(mention.end, who, part=self._part_of(mention))
        if self._is_led(mention.start) and self._takes_over(mention):
            return Remembered(mention.end, who, part=Part.ENTERS)
        if self._is_first(mention) and (self._is_told(mention.start) or self._is_agent(mention)):
            return Remembered(mention.end, who, part=Part.ENTERS)
        return None

    def _part_of(self, mention: Mention) -> Part:
        """What a subject does in its sentence."""
        if self._takes_over(mention):
            return Part.ENTERS
        if (said := self._said(mention.end)) is not None:
            return said
        aside = not mention.subject_like and self._is_aside(mention)
        return Part.ASIDE if aside else Part.ACTS

    def _said(self, at: int) -> Part | None:
        """What the words behind a subject say of its speaking: "X kemudian bicara soal Y"."""
        found = self._behind(at)
        verb = found.start(1) + 1 if found else at
        silent = False
        for word in self._words_behind(at):
            if self._rules.answers.match(self.text, verb):
                return Part.SILENT if silent else Part.ANSWERS
            silent = silent or word in self._phrases.negations
            if word not in self._phrases.adverbs:
                break
            verb += len(word) + 1
        return None

    def _is_aside(self, mention: Mention) -> bool:
        """Whether the clause of a subject stands beside the sentence's own: "Ia senang melihat X
        juara, dan | Y selamat"; but not behind a clause that leads to it: "Ketika ditanya, | Y"."""
        start = self._starts[bisect_right(self._starts, mention.start) - 1]
        words = self.text[start : self._start_of(mention)].split()
        if not words or self._phrases.lead.fullmatch(" ".join((*words, ""))):
            return False
        rules = self._phrases
        first = words[0].lower()
        if words[-1].endswith(",") and (first in rules.adjuncts or first in rules.subordinators):
            return False
        return any(rules.is_verb(word.strip(",").lower()) for word in words)

    def pronouns(self) -> Iterator[tuple[int, int]]:
        """The pronouns that open a sentence, with what leads to it before them."""
        for start in self._starts:
            lead = self._phrases.lead.match(self.text, start)
            found = self._rules.pronoun.match(self.text, lead.end() if lead else start)
            if found:
                yield found.span()

    def _unnamed(self) -> Iterator[Remembered]:
        """ "Seorang pedagang menutup lapaknya": one person without a name, who does something."""
        for opening in self._rules.somebody.finditer(self.text, 0, len(self.text)):
            words = opening.group(1).split()
            at = next((at for at, word in enumerate(words) if self._ends_subject(word)), 0)
            verb = next((at for at, word in enumerate(words) if self._is_act(word)), 0)
            equal = not self._rules.equations.isdisjoint(words)
            if not at or not verb or equal or not self._descriptions.holds_role(words[0]):
                continue
            end = opening.start(1) + len(" ".join(words[:at])) + 1
            who = Who((), SpeakerClass.ROLE, 0.0, self.text[opening.start() : end])
            if self.text[opening.start() - 2 : opening.start()] != ", ":
                yield Remembered(end, who, part=Part.ENTERS)
            elif self.cast.ending_at(opening.start() - 2) is None:
                yield Remembered(end, who, part=self._said(end) or Part.ACTS)

    def _ends_subject(self, word: str) -> bool:
        rules = self._phrases
        return rules.is_verb(word) or word in rules.adjuncts or word in rules.subject_stops

    def _is_first(self, mention: Mention) -> bool:
        return self._first[mention.name] == mention.start and mention.kind is Kind.PERSON

    def _is_led(self, at: int) -> bool:
        """Whether a word that leads to a subject stands right before: "Namun, | X, wakil Y"."""
        before = self.text[max(0, at - _LEAD) : at].split()
        return bool(before) and before[-1].lower().rstrip(",") in self._phrases.subject_leads

    def _is_told(self, at: int) -> bool:
        """Whether somebody is told the name of right before: "salah satunya adalah X"."""
        return self._rules.named.search(self.text, max(0, at - _LEAD), at) is not None

    def _is_agent(self, mention: Mention) -> bool:
        """Whether a sentence ends with who does what it tells of: "dihadiri X, seorang koki.",
        "datang dari pedagang sayur, X."."""
        if " " not in mention.words or not _LAST.match(self.text, mention.end):
            return False
        start = self._starts[bisect_right(self._starts, mention.start) - 1]
        words = self.text[start : self._start_of(mention)].split()
        for at in range(len(words) - 1, max(-1, len(words) - _AGENT_WORDS), -1):
            word = words[at].lower()
            role = " ".join(words[at + 1 :]).rstrip(",")
            if word in self._rules.agents or word in self._rules.origins:
                return not role or self._is_role(role)
            if self._phrases.is_verb(word):
                told = word in self._rules.audience or not word.startswith(self._rules.passive)
                return not told and (not role or self._is_role(role))
        return False

    def _acts(self, mention: Mention) -> bool:
        """Whether a finite verb follows a name that no preposition governs: it is a subject."""
        if not (self._is_followed(mention.end) or self._said(mention.end) is not None):
            return False
        before = self._words_before(mention)
        articles = self._descriptions.articles
        if before and before[-1].lower() in articles and before.pop()[0].isupper():
            return True
        word = before[-1].lower() if before else ""
        if self._is_led_by_role(mention):
            return True
        if mention.title[:1].isupper():
            governed = word in self._phrases.adjuncts or self._phrases.is_verb(word)
            return not governed and word not in self._phrases.joint
        return not before or word.endswith(",") or word in self._phrases.subject_leads

    def _is_followed(self, at: int) -> bool:
        """Whether a finite verb stands behind a name, with nothing but adverbs before it."""
        for word in self._words_behind(at):
            if self._phrases.is_verb(word):
                return True
            if word not in self._phrases.adverbs:
                return False
        return False

    def _behind(self, at: int) -> re.Match[str] | None:
        """The words in small letters behind a name and whom it belongs to."""
        belongs = self._rules.belongs.match(self.text, at)
        return _NEXT_WORDS.match(self.text, belongs.end() if belongs else at)

    def _words_behind(self, at: int) -> list[str]:
        found = self._behind(at)
        return found.group(1).split() if found else []

    def _start_of(self, mention: Mention) -> int:
        """Where a name begins, with the title that it has."""
        if not mention.title:
            return mention.start
        earliest = max(0, mention.start - _TITLE_LONGEST)
        found = self.text.rfind(mention.title, earliest, mention.start)
        return found if found >= 0 else mention.start

    def _words_before(self, mention: Mention) -> list[str]:
        """The words that stand right before a name, or before the title that it has."""
        start = self._start_of(mention)
        return self.text[max(0, start - _LEAD) : start].split()

    def _takes_over(self, mention: Mention) -> bool:
        """Whether somebody new is introduced by office, before the name or behind it, as a subject
        that does something."""
        if not self._is_first(mention):
            return False
        following = _NEXT_WORD.match(self.text, mention.end)
        if following is not None and self._is_act(following.group(1)):
            titled = bool(mention.title) or self._is_led_by_role(mention)
            return titled or self._is_apposed(mention.start)
        described = _APPOSED_BEHIND.match(self.text, mention.end)
        if described is None or not self._is_role(described.group(1)):
            return False
        return any(word and self._is_act(word) for word in described.groups()[1:])

    def _is_role(self, words: str) -> bool:
        """Whether words say what somebody is: "juru bicara partai", "pedagang sayur"."""
        described = self._descriptions.describe(words)
        return described is not None and described.sort is Sort.PERSON

    def _is_act(self, word: str) -> bool:
        return self._phrases.is_verb(word) and word not in self._phrases.negations

    def _is_led_by_role(self, mention: Mention) -> bool:
        """Whether all of a sentence before a name says what somebody is: "Pengamat politik
        Universitas Merdeka X"."""
        if mention.kind is not Kind.PERSON:
            return False
        start = self._starts[bisect_right(self._starts, mention.start) - 1]
        lead = self._phrases.lead.match(self.text, start, mention.start)
        role = self.text[lead.end() if lead else start : mention.start]
        if len(role) > _TITLE_LONGEST or not role.endswith(" ") or not role[:1].isupper():
            return False
        if not self._is_role(role) or _PIECE.search(role):
            return False
        return not any(self._ends_subject(word.lower()) for word in role.split())

    def _is_apposed(self, at: int) -> bool:
        """Whether what somebody is stands before the comma in front of the name."""
        before = self.text[max(0, at - _APPOSED) : at]
        if not before.endswith(", "):
            return False
        return self._descriptions.holds_role(_PIECE.split(before[:-2])[-1])
