"""The words that introduce speech, found in a text by one pattern per language.

A form may stand before its content ("mengatakan C"), behind it ("C, kata S") or be passive
("dikatakannya"); which one it is here, the frames decide. Noun readings ("kata kunci") are traps.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

from workbench.domain.claim import Assertion, Factuality
from workbench.extract.cue_record import AMBIGUOUS, SIDES
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, cased, lexicon_for
from workbench.extract.terms import Force, Side, Takes
from workbench.extract.text_words import Led

_LEAST_CUT = 4
"""Letters of a form that is known again with one of them lost."""


class Form(NamedTuple):
    """One form of a cue and what it may do."""

    lemma: str
    force: Force
    factuality: Factuality
    strict: bool
    side: Side
    takes: frozenset[Takes] = frozenset()
    """What may follow it, in languages whose cues say so."""
    ambiguous: bool = False
    """Whether the form may as well be a noun or an infinitive."""
    assertion: Assertion = Assertion.ASSERTS
    negated: Assertion | None = None
    """What the speaker does where the cue is negated; None: as the negation says."""


class Cue(NamedTuple):
    """One cue in the text."""

    start: int
    end: int
    """Behind the form, clitic left out."""
    full_end: int
    """Behind the clitic, where there is one."""
    forms: tuple[Form, ...]

    def form(self, *sides: Side) -> Form | None:
        """The form for one of the sides, preferred in that order."""
        for side in sides:
            for form in self.forms:
                if form.side == side:
                    return form
        return None

    @property
    def has_clitic(self) -> bool:
        """Whether the speaker hangs on the cue ("katanya")."""
        return self.full_end > self.end


class CueTable:
    """The cues of one language, compiled together."""

    def __init__(self, lex: Lexicon) -> None:
        forms: dict[str, list[Form]] = {}
        printed: set[str] = set()
        for record in lex.records("cues", "cue"):
            takes = frozenset(map(Takes, record.get("takes", ())))
            firm = Factuality(record.get("factuality", Factuality.CERTAIN))
            said = Assertion(record.get("assertion", Assertion.implied_by(firm)))
            negated = Assertion(record["negated"]) if "negated" in record else None
            for side in SIDES:
                for word in record.get(side, ()):
                    printed.add(word)
                    forms.setdefault(word.lower(), []).append(
                        Form(
                            record["lemma"], Force(record["force"]),
                            firm,
                            record.get("strict", False),
                            Side.BEFORE if side == AMBIGUOUS else Side(side),
                            takes, side == AMBIGUOUS, said, negated,
                        )
                    )  # fmt: skip
        for word in lex.words("frames", "according"):
            printed.add(word)
            forms.setdefault(word.lower(), []).append(
                Form(word, Force.SAY, Factuality.CERTAIN, False, Side.ACCORDING)
            )
        for word in lex.words("frames", "according_documents"):
            printed.add(word)
            forms.setdefault(word.lower(), []).append(
                Form(word, Force.REPORT, Factuality.CERTAIN, True, Side.ACCORDING)
            )
        self.forms = {word: tuple(_loose_first(found)) for word, found in forms.items()}
        clitics = lex.words("frames", "clitics")
        clitic = alternation(clitics)
        words = alternation(cased(sorted(printed)))
        self._cues = Led(
            compiled(rf"(?<![\w-]){words}(?P<clitic>{clitic})?(?![\w-])"),
            printed,
            endings=clitics,
        )
        traps = [word.lower() for word in lex.words("cues", "traps")]
        self._traps = Led(
            compiled(rf"(?<![\w-]){alternation(traps)}(?![\w-])"), traps, in_lower=True
        )
        after = [
            word for word, found in self.forms.items() if any(f.side is Side.AFTER for f in found)
        ]
        self.after = alternation(cased(after))
        """A pattern of the forms that stand behind what they introduce."""
        self._one_word = compiled(rf"(?P<form>[a-z]+?)(?:{clitic})?(?![\w-])")
        self.behind_quote = compiled(rf"\s?{self.after}(?:{clitic})?(?![\w-])")

    @cached_property
    def _short(self) -> dict[str, str]:
        """The forms behind what they introduce, by how they stand with a letter too few."""
        after = [word for word, forms in self.forms.items() if forms[0].side is Side.AFTER]
        cut = {
            word[:at] + word[at + 1 :]: word
            for word in after
            if len(word) >= _LEAST_CUT and word.isalpha()
            for at in range(len(word))
        }
        return {short: word for short, word in cut.items() if short not in self.forms}

    def misprinted(self, text: str, start: int, end: int) -> Cue | None:
        """The cue whose form begins at a place and lacks a letter: "ata X", "tutunya"."""
        found = self._one_word.match(text, start, end)
        form = self._short.get(found.group("form")) if found else None
        if found is None or form is None:
            return None
        return Cue(start, found.end("form"), found.end(), self.forms[form])

    def find(self, text: str, start: int, end: int) -> list[Cue]:
        """The cues of text[start:end], traps left out."""
        matches = list(self._cues.finditer(text, start, end))
        if not matches:
            return []
        blocked = [trap.span() for trap in self._traps.finditer(text, start, end)]
        cues = []
        for match in matches:
            if blocked and any(a <= match.start() < b for a, b in blocked):
                continue
            clitic = match.start("clitic") if match.group("clitic") else match.end()
            word = " ".join(text[match.start() : clitic].lower().split())
            forms = self.forms.get(word)
            if forms is None:
                word = " ".join(match.group().lower().split())
                clitic = match.end()
                forms = self.forms.get(word, ())
            if forms:
                cues.append(Cue(match.start(), clitic, match.end(), forms))
        return cues


def _loose_first(forms: list[Form]) -> list[Form]:
    return sorted(forms, key=lambda form: form.strict)


@lru_cache(maxsize=16)
def cues_for(lang: str) -> CueTable:
    """The cue table of a language."""
    return CueTable(lexicon_for(lang))
