"""Languages that write every noun with a capital: there a capital is no evidence of a name.

A speaker is kept only where a pronoun, a title, a role or the form of a full name makes it sure;
otherwise the quotation stays without one. Quotations that no frame reads are kept by their marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from workbench.domain.claim import Mode
from workbench.domain.fact import Kind
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.name_rules import role_shape
from workbench.extract.quotes import scores
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.direct import Stretch, marked
from workbench.extract.quotes.phrase_after import speaker_after
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.terms import Capitals, Force, Side

_WORD = compiled(r"\w[\w.'’-]*")
_FEWEST_WORDS = 3
_TITLE_WORDS = 5
"""Up to so many words in marks may as well be the title of a film."""
_NOUN_PHRASE = 8
"""Words of an article, its noun and whose it is."""
_CLAUSE = 120
"""Code points of a clause in which its verb shows the reported mood."""
_SPOKEN = (Force.SAY, Force.CLAIM, Force.DENY, Force.CONFIRM, Force.REPORT)
_SPEAKER_WORDS = 14
"""The most words of a speaker: more are a clause."""


class CapitalRules:
    """What makes a speaker sure in one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.applies = lex.text("names", "capitals") == Capitals.NOUNS
        self.role = role_shape(lex)
        ends = alternation(lex.words("frames", "verb_ends"))
        self.verb_end = compiled(rf"\s{ends}(?=[.!?,])")
        """The end of a verb in two pieces, behind who speaks: "teilte die Bahn mit."."""
        self.reported = lex.set("frames", "reported")
        self.determiners = lex.set("frames", "quantifiers")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> CapitalRules:
    """The rules of a language."""
    return CapitalRules(lexicon_for(lang))


class SureSpeakers:
    """Goes over the attributions of a sentence of one text."""

    def __init__(
        self, text: str, rules: CapitalRules, phrases: PhraseRules, cast: Cast, prefix: str
    ) -> None:
        self.text = text
        self.rules = rules
        self.phrases = phrases
        self.cast = cast
        self.prefix = prefix

    def keep(self, stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
        """The attributions with their sure speakers, and the quotations nothing else read."""
        kept = [one for one in map(self._with_sure_speaker, found) if one is not None]
        for pair in stretch.pairs:
            outer = next((one for one in kept if one.start <= pair[0] < one.end), None)
            words = len(_WORD.findall(self.text[pair[0] : pair[1]]))
            if outer is not None:
                if words >= _FEWEST_WORDS and outer.mode is Mode.MIXED:
                    kept.append(self._within(pair, outer))
                continue
            if words >= _FEWEST_WORDS:
                long = words > _TITLE_WORDS
                kept.append(
                    marked(pair, self.prefix, scores.MARKS_LONG if long else scores.MARKS_SHORT)
                )
        return kept

    def _within(self, pair: tuple[int, int], outer: Attribution) -> Attribution:
        """The very words inside what somebody is said to say."""
        return outer._replace(
            start=pair[0], end=pair[1], parts=(), mode=Mode.DIRECT,
            rule=f"{self.prefix}.quote.direct.within", reason="“…” in what somebody reports",
            score=scores.WITHIN,
        )  # fmt: skip

    def _with_sure_speaker(self, one: Attribution) -> Attribution | None:
        if one.speaker is not None and (self._is_sure(*one.speaker) or self._says_that(one)):
            return one
        if one.mode is Mode.DIRECT and one.cue and one.cue[1] <= one.start:
            behind = speaker_after(self.text, one.cue[1], one.start, self.phrases, self.cast)
            if behind is not None and self._is_sure(*behind):
                return one._replace(speaker=behind)
        if one.mode is not Mode.DIRECT:
            return None
        if one.speaker is None:
            return one
        return one._replace(speaker=None, score=min(one.score, scores.BLANK_SPEAKER))

    def _says_that(self, one: Attribution) -> bool:
        """Whether an article and nouns, or one word with a capital, stand beside a verb of saying,
        and behind it a complementiser or the mood of reported speech: whoever the noun is, the
        sentence says that they said it."""
        if one.cue is None or one.speaker is None or one.form is None:
            return False
        words = self.text[slice(*one.speaker)].split()
        nouns = [word for word in words if word[0].isupper()]
        opened = self.text[one.cue[1] : one.start].lower().split()[-1:]
        said = _WORD.findall(self.text, one.start, min(one.end, one.start + _CLAUSE))
        reports = bool(self.phrases.complementisers.intersection(opened)) or (
            bool(self.rules.reported.intersection(said))
        )
        reports = reports or one.form.side is Side.ACCORDING
        if one.cue[0] >= one.end and one.mode is not Mode.DIRECT:
            reports = reports or bool(self.rules.verb_end.match(self.text, one.speaker[1]))
        led = words[0].lower() in self.rules.determiners and len(words) <= _NOUN_PHRASE
        return (
            one.form.force in _SPOKEN and reports and bool(nouns)
            and (led or len(words) == len(nouns) == 1)
        )  # fmt: skip

    def _is_sure(self, start: int, end: int) -> bool:
        words = [match.group() for match in _WORD.finditer(self.text, start, end)]
        if not words or len(words) > _SPEAKER_WORDS:
            return False
        lower = [word.lower() for word in words]
        if lower[0] in self.phrases.adjuncts:
            return False
        if lower[0] in self.phrases.pronouns:
            return len(words) == 1
        if any(word in self.phrases.somebody or self.rules.role.fullmatch(word) for word in lower):
            return True
        names = words[1:] if lower[0] in self.rules.determiners else words
        if len(names) == len(words) >= 2 and all(word[0].isupper() for word in words[:2]):
            return True
        return len(names) == 1 and self._is_known(names[0])

    def _is_known(self, word: str) -> bool:
        """Whether a word is the last part of a person's full name elsewhere in the article."""
        bearer = self.cast.bearer_of(word)
        return (
            bearer is not None and bearer.kind is Kind.PERSON and bearer.words.split()[-1] == word
        )
