"""Who acts in a text, though nobody says that they speak: the subjects of its sentences.

A pronoun may mean them. Somebody new, whom the text introduces by office or by words for what they
are, is whom it goes on with; nobody is guessed here, only remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from workbench.domain.fact import NAME_KINDS, Kind, SpeakerClass
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, cased, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.quotes.description import rules_for as description_rules_for
from workbench.extract.quotes.phrases import rules_for as phrase_rules_for
from workbench.extract.quotes.who import Remembered, Who
from workbench.extract.text_words import Led

_TITLE_LONGEST = 160
"""Code points from a title to its bearer, an organisation's name between them included."""
_LEAD = 24
"""Code points before a name in which the word that leads to it stands."""
_APPOSED = 120
"""Code points of what somebody is, before the comma in front of the name."""
_BRACKET = r"(?:\s?\([^()\n]{1,24}\))?"
_NEXT_WORD = compiled(rf"{_BRACKET}\s?,?\s([a-zà-ÿ-]{{3,24}})(?!\w)")
_APPOSED_BEHIND = compiled(
    rf"{_BRACKET}\s?, ([a-zà-ÿ][^,.;:!?\n\"“”]{{2,90}})\s?, "
    r"([a-zà-ÿ-]{3,24})(?: ([a-zà-ÿ-]{3,24}))?"
)
"""What somebody is, in commas behind the name, and the two words behind that."""
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
            compiled(rf"(?:\A|(?<=[.!?”\"] )|(?<=\n)){alternation(ones)}((?: [\w-]+){{2,10}})"),
            ones,
        )
        """ "Seorang pedagang di pasar itu menutup": one person of a sort, who opens a sentence."""
        self.agents = lex.set("verbs", "agents")
        self.passive = tuple(lex.words("verbs", "passive_prefixes")) or ("\n",)
        self.equations = lex.set("verbs", "equations")
        named = alternation([*lex.words("verbs", "equations"), *lex.words("references", "called")])
        self.named = compiled(rf"(?<![\w-]){named} \Z")
        """ "Salah satunya adalah | X", "seorang siswa bernama | X"."""


@lru_cache(maxsize=16)
def rules_for(lang: str) -> ActorRules:
    """The rules of a language."""
    return ActorRules(lexicon_for(lang))


class ActorReader:
    """Reads who acts in one text."""

    def __init__(self, text: str, cast: Cast, first: Mapping[str, int], lang: str) -> None:
        self.text = text
        self.cast = cast
        self._first = first
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
            return Remembered(mention.end, who, spoke=False, takes_over=self._takes_over(mention))
        if self._is_led(mention.start) and self._takes_over(mention):
            return Remembered(mention.end, who, spoke=False, takes_over=True)
        if self._is_first(mention) and (self._is_told(mention.start) or self._is_agent(mention)):
            return Remembered(mention.end, who, spoke=False, takes_over=True)
        return None

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
            yield Remembered(end, who, spoke=False, takes_over=True)

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
        """Whether a sentence ends with who does what it tells of: "dihadiri X, seorang koki."."""
        if " " not in mention.words or not _LAST.match(self.text, mention.end):
            return False
        before = self._words_before(mention)
        if before and before[-1] in self._rules.agents:
            before.pop()
        word = before[-1] if before else ""
        return word.startswith(self._rules.passive) and self._phrases.is_verb(word)

    def _acts(self, mention: Mention) -> bool:
        """Whether a finite verb follows a name that no preposition governs: it is a subject."""
        following = _NEXT_WORD.match(self.text, mention.end)
        if following is None or not self._phrases.is_verb(following.group(1)):
            return False
        before = self._words_before(mention)
        articles = self._descriptions.articles
        if before and before[-1].lower() in articles and before.pop()[0].isupper():
            return True
        word = before[-1].lower() if before else ""
        if mention.title[:1].isupper():
            governed = word in self._phrases.adjuncts or self._phrases.is_verb(word)
            return not governed and word not in self._phrases.joint
        return not before or word.endswith(",") or word in self._phrases.subject_leads

    def _words_before(self, mention: Mention) -> list[str]:
        """The words that stand right before a name, or before the title that it has."""
        start = mention.start
        if mention.title:
            found = self.text.rfind(mention.title, max(0, start - _TITLE_LONGEST), start)
            start = found if found >= 0 else start
        return self.text[max(0, start - _LEAD) : start].split()

    def _takes_over(self, mention: Mention) -> bool:
        """Whether somebody new is introduced by office, before the name or behind it, as a subject
        that does something."""
        if not self._is_first(mention):
            return False
        following = _NEXT_WORD.match(self.text, mention.end)
        if following is not None and self._is_act(following.group(1)):
            return bool(mention.title) or self._is_apposed(mention.start)
        described = _APPOSED_BEHIND.match(self.text, mention.end)
        if described is None or not self._descriptions.opens_role(described.group(1)):
            return False
        return any(word and self._is_act(word) for word in described.groups()[1:])

    def _is_act(self, word: str) -> bool:
        return self._phrases.is_verb(word) and word not in self._phrases.negations

    def _is_apposed(self, at: int) -> bool:
        """Whether what somebody is stands before the comma in front of the name."""
        before = self.text[max(0, at - _APPOSED) : at]
        if not before.endswith(", "):
            return False
        return self._descriptions.holds_role(_PIECE.split(before[:-2])[-1])
