"""What somebody without a name is called in full: "sumber yang mengetahui rencana itu".

The words that name a speaker end where an adjunct or a relative clause begins; of one who has no
name they are all that tells him from others, so that what describes him goes with them. What only
tells when, where or on what terms he spoke is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.extract.lexicon import cue_forms, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.quotes.phrases import TOKEN, PhraseRules
from workbench.extract.quotes.source_names import SourceRules
from workbench.extract.terms import Side

_LONGEST, _WORDS = 100, 12
"""Code points and words that describe somebody behind the noun."""


class WordingReader:
    """Reads what describes the speakers of one text."""

    def __init__(self, text: str, phrases: PhraseRules, sources: SourceRules) -> None:
        self.text = text
        self.rules = phrases
        self._anonymous = sources.anonymous
        lex = lexicon_for(sources.lang)
        self._goes_on = lex.set("frames", "describing_links")
        self._called = lex.set("references", "called")
        self._completed = lex.map("frames", "completed")
        self._speaks = cue_forms(sources.lang, Side.BEFORE)

    def end_of(
        self, end: int, cue: tuple[int, int] | None, behind: int, *, document: bool = False
    ) -> int:
        """Where the description ends that goes on behind a phrase; the phrase's own end where
        nothing does. behind: where what is said about the speaker ends at the latest. document:
        something written, which is told by its place, not by what it is about."""
        is_before = cue is not None and end <= cue[0]
        stop = min(cue[0] if cue and is_before else behind, end + _LONGEST)
        first = TOKEN.search(self.text, end, stop)
        if first is None or self.text[end : first.start()] != " ":
            return end
        if self._is_completed(end, first.group()):
            return self._last(first.end(), stop, is_before=False, relative=False) or end
        relative = first.group() in self.rules.describing
        if not relative and not (is_before and self._is_place_link(first.group())):
            return end
        if relative and (document or self._anonymous.search(self.text, end, stop)):
            return end
        last = self._last(first.end(), stop, is_before=is_before, relative=relative)
        return end if last is None or "\n" in self.text[end:last] else last

    def _is_completed(self, end: int, link: str) -> bool:
        """Whether a word says nothing yet without what follows: "people familiar | with"."""
        word = self.text[max(0, end - _LONGEST) : end].rpartition(" ")[2]
        return bool(word) and self._completed.get(word) == link

    def names_at_end(self, end: int, last: int, people: Sequence[Mention]) -> bool:
        """Whether a description leads to the name: "bupati yang juga ketua panitia X",
        "seorang warga di desa itu bernama X"; but not "sumber yang dekat dengan X"."""
        if not people or people[-1].end != last:
            return False
        before = self.text[end : people[-1].start].split()
        return bool(before) and (before[-1][0].isupper() or before[-1] in self._called)

    def _leads_on(self, word: str) -> bool:
        """Whether something must follow a word."""
        rules = self.rules
        return (
            word in rules.adverbs or word in self._goes_on or word in rules.joint
            or word in rules.quantifiers or word in rules.subordinators
        )  # fmt: skip

    def _is_place_link(self, word: str) -> bool:
        return word in self._goes_on and word in self.rules.place_prepositions

    def _last(self, at: int, stop: int, *, is_before: bool, relative: bool) -> int | None:
        """The end of the last word that describes somebody; None where something else is said."""
        ends: list[int] = []
        kept = 0
        for token in TOKEN.finditer(self.text, at, stop):
            word = token.group()
            if len(ends) == _WORDS or not word[0].isalnum():
                return ends[kept - 1] if kept and not is_before and len(ends) < _WORDS else None
            if not ends and (word in self.rules.adjuncts or word in self._speaks):
                return None  # "yang ditemui di Bogor", "yang menilai": tells of the occasion
            if word in self.rules.demonstrative and kept:
                return token.end() if relative else ends[kept - 1]
            ends.append(token.end())
            ends_here = word in self.rules.adjuncts and word not in self._goes_on
            if ends_here or word in self.rules.calendar:
                return ends[kept - 1] if kept else None
            if not self._leads_on(word):
                kept = len(ends)
        return ends[kept - 1] if kept else None
