"""What the readers of indirect speech share: one text, its rules, and the making of attributions.

It reads nothing by itself; each reader of frames stands on it.
"""

from __future__ import annotations

from workbench.domain.claim import Mode
from workbench.domain.fact import Kind
from workbench.extract.cast import Cast
from workbench.extract.quotes.attribution import Announcement, Attribution
from workbench.extract.quotes.by_frame.content import ContentBounds
from workbench.extract.quotes.by_frame.frames import rules_for
from workbench.extract.quotes.by_frame.opening import OpeningReader
from workbench.extract.quotes.by_frame.words import WORD
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrases import PhraseRules


class Framing:
    """One text with the rules of its language."""

    def __init__(self, text: str, phrases: PhraseRules, cast: Cast, lang: str) -> None:
        self.text = text
        self.phrases = phrases
        self.rules = rules_for(lang)
        self.cast = cast
        self.prefix = self.rules.lang
        self.openings = OpeningReader(text, self.rules, phrases)
        self.bounds = ContentBounds(text, self.rules, phrases)
        self.announced: list[Announcement] = []

    def is_somebody(self, speaker: tuple[int, int]) -> bool:
        """Whether a phrase is a pronoun, a role or holds a name."""
        words = self.text[speaker[0] : speaker[1]].lower().split()
        return (
            bool(self.phrases.pronouns.intersection(words[:1]))
            or bool(self.phrases.somebody.intersection(words))
            or bool(self.cast.within(*speaker))
        )

    def is_person(self, speaker: tuple[int, int]) -> bool:
        """Whether a phrase is a pronoun or names a person."""
        if self.text[speaker[0] : speaker[1]].lower() in self.phrases.pronouns:
            return True
        return any(mention.kind is Kind.PERSON for mention in self.cast.within(*speaker))

    def is_document(self, speaker: tuple[int, int]) -> bool:
        """Whether a phrase begins with something written: "laporan X", "Data X"."""
        words = self.text[speaker[0] : speaker[1]]
        return bool(self.rules.document.match(words[:1].lower() + words[1:]))

    def is_thing(self, speaker: tuple[int, int]) -> bool:
        """Whether a phrase is of a thing, by its first noun: "insiden itu", "kebutuhan warga"; but
        not "Pembangunan Daerah", which is a name."""
        comma = self.text.rfind(", ", *speaker)
        start = speaker[0] if comma < 0 else comma + 2
        if any(map(self.phrases.is_verb, self.text[start : speaker[1]].split())):
            return False  # "kasus ini bermula saat X"
        for noun in WORD.finditer(self.text, start, speaker[1]):
            word = noun.group().lower()
            if word in self.phrases.quantifiers:
                continue
            if word in self.rules.things:
                return not self.cast.opens_name(noun.start())
            shape = self.rules.thing_shape
            if shape is None or not shape.match(word) or word in self.rules.no_things:
                return False
            following = WORD.search(self.text, noun.end(), speaker[1])
            if following is None or following.group()[0].islower():
                return True
            return self.cast.opens_name(following.start())
        return False

    def made(
        self, stretch: Stretch, span: tuple[int, int], parts: tuple[tuple[int, int], ...],
        rule: str, reason: str, score: float, cue: Cue, form: Form, speaker: tuple[int, int] | None,
    ) -> Attribution | None:  # fmt: skip
        """The attribution of a stretch, marks at its end left out; None when nothing is left."""
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
            (speaker[1] if speaker and speaker[1] > cue.start else cue.start, stretch.end),
        )  # fmt: skip
