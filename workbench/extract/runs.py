"""Names by rules alone: runs of capitals, cut into titles and names, typed by the words round them.

For languages without a tagger. Finding a run is easy; what it names is the task. Title words,
organisation heads, prepositions of place, the place table and brackets with an acronym decide; what
nothing speaks for stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.domain.fact import Kind
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.name_rules import NameRules, WordTable
from workbench.extract.outlets import is_outlet
from workbench.extract.run_rules import OPENINGS, TYPES, Opening, Unheaded
from workbench.extract.sentences import UPPER

Word = tuple[int, int, str]


class RunReader:
    """Cuts one capitalised run into typed names."""

    def __init__(
        self,
        rules: NameRules,
        text: str,
        starts: frozenset[int],
        lowercase: frozenset[str],
        end: int,
    ) -> None:
        self.rules = rules
        self.text = text
        self.starts = starts
        self.lowercase = lowercase
        self.block_end = end

    def read(self, words: list[Word]) -> Iterator[Mention]:
        """The names of a run, in order."""
        for segment in self._segments(words):
            yield from self._read_segment(segment)

    def _segments(self, words: list[Word]) -> Iterator[list[Word]]:
        segment: list[Word] = []
        for index, word in enumerate(words):
            lower = word[2].lower().rstrip(".")
            following = words[index + 1][2].lower() if index + 1 < len(words) else ""
            breaks = (
                lower in self.rules.calendar or lower in self.rules.currency
                or (word[2] in self.rules.articles and following in self.rules.titles[0])
            )  # fmt: skip
            if breaks or (not segment and self._is_no_name(words, index)):
                if segment:
                    yield segment
                segment = []
            else:
                segment.append(word)
        if segment:
            yield segment

    def _is_no_name(self, words: list[Word], index: int) -> bool:
        """Whether the first word of a segment only has a capital because a sentence starts."""
        start, _, word = words[index]
        opening = Opening(
            word, word.lower().rstrip("."), index == 0 and self._opens_sentence(start),
            index + 1 == len(words), self.lowercase,
        )  # fmt: skip
        return OPENINGS(self.rules, opening) or False

    def _opens_sentence(self, start: int) -> bool:
        return start in self.starts or self.text[max(0, start - 1) : start] in '"“”‘«([:'

    def _match(self, table: WordTable, words: list[Word], at: int) -> int:
        known, longest = table
        lowered = [word[2].lower() for word in words[at : at + longest]]
        for size in range(len(lowered), 0, -1):
            if " ".join(lowered[:size]).rstrip(".") in known:
                return size
        return 0

    def _place(self, words: list[Word], at: int) -> tuple[int, str] | None:
        lowered = [word[2].lower() for word in words[at : at + 3]]
        for size in range(len(lowered), 0, -1):
            name = " ".join(lowered[:size]).rstrip(".")
            if name in self.rules.places and (size > 1 or words[at][2][:1].isupper()):
                return size, self.rules.places[name]
        return None

    def _read_segment(self, words: list[Word]) -> Iterator[Mention]:
        while words and words[-1][2].lower() in self.rules.connectors:
            words = words[:-1]
        if not words:
            return
        title_end = self._title_end(words)
        if title_end:
            yield from self._inside_title(words[:title_end])
            person = self._strip_honorifics(words[title_end:])
            if person and self._looks_personal(person):
                title = self.text[words[0][0] : words[title_end - 1][1]]
                yield self._mention(person, Kind.PERSON, "name.person.title", 0.9, title=title)
            return
        yield from self._untitled(words)

    def _title_end(self, words: list[Word]) -> int:
        """How many words of the segment belong to a title; 0 when it has none."""
        at = self._match(self.rules.titles, words, 0)
        if at and words[0][2].isupper() and len(words) > 3 and self._in_capitals(words):
            return 0
        if not at and words[0][2].lower().rstrip(".") in self.rules.honorifics and len(words) > 1:
            at = 1
        if not at:
            return 0
        while at < len(words):
            step = self._match(self.rules.titles, words, at)
            if not step and (place := self._place(words, at)):
                step = place[0]
            if not step:
                step = self._match(self.rules.known, words, at)
            if not step and self._belongs_to_title(words, at):
                step = 1
            if not step:
                break
            at += step
        return at

    def _belongs_to_title(self, words: list[Word], at: int) -> bool:
        word = words[at][2]
        lower = word.lower().rstrip(".")
        if lower in self.rules.honorifics:
            return False
        return (
            lower in self.rules.role_words
            or bool(self.rules.role_shape.fullmatch(lower))
            or (lower in self.rules.place_heads and at + 2 < len(words))
            or (words[at - 1][2].lower() in self.rules.place_heads and at + 1 < len(words))
            or (lower in self.rules.connectors and at + 1 < len(words) and len(lower) < 4)
            or (bool(ACRONYM.match(word)) and len(word) > 1)
            or any(later[2] in self.rules.company_ends for later in words[at : at + 5])
        )

    def _strip_honorifics(self, words: list[Word]) -> list[Word]:
        while len(words) > 1 and words[0][2].lower().rstrip(".") in self.rules.honorifics:
            words = words[1:]
        return words

    def _looks_personal(self, words: list[Word]) -> bool:
        return words[0][2][:1].isalpha() and not all(w[2].endswith(".") for w in words)

    def _inside_title(self, words: list[Word]) -> Iterator[Mention]:
        """Countries and organisations that a title names ("Jenderal Libya", "Direktur BI")."""
        at = 0
        while at < len(words):
            if head := self._match(self.rules.org_heads, words, at):
                rest = words[at:]
                if len(rest) > head and rest[0][2].lower() not in self.rules.titles[0]:
                    yield self._mention(rest, Kind.ORGANISATION, "name.organisation.title", 0.75)
                    return
            if place := self._place(words, at):
                yield self._mention(
                    words[at : at + place[0]], Kind.PLACE, "name.place.known", 0.9, country=place[1]
                )
                at += place[0]
                continue
            word = words[at][2]
            known = self.rules.organisations.get(word.lower())
            if known or (
                ACRONYM.match(word)
                and word not in self.rules.not_acronyms
                and word.lower() not in self.rules.titles[0]
            ):
                yield self._mention(
                    [words[at]], Kind.ORGANISATION, "name.organisation.acronym", 0.85
                )
            at += 1

    def _untitled(self, words: list[Word]) -> Iterator[Mention]:
        rules = self.rules
        phrase = self.text[words[0][0] : words[-1][1]].rstrip(".")
        lower = phrase.lower()
        before = self._word_before(words[0][0])
        if lower in rules.organisations:
            yield self._mention(words, Kind.ORGANISATION, "name.organisation.known", 0.93)
        elif is_outlet(phrase, rules.lang) and len(phrase) > 2:
            yield self._mention(words, Kind.ORGANISATION, "name.organisation.outlet", 0.92)
        elif lower in rules.places:
            yield self._mention(
                words, Kind.PLACE, "name.place.known", 0.92, country=rules.places[lower]
            )
        elif head := self._match(rules.org_heads, words, 0):
            if len(words) > head or ACRONYM.match(words[0][2]):
                yield self._mention(
                    self._extended(words), Kind.ORGANISATION, "name.organisation.head", 0.88
                )
        elif words[0][2].lower() in rules.place_heads:
            known = self._place(words, 1)
            if known and len(words) > known[0] + 2:
                place = words[: known[0] + 1]
                yield self._mention(place, Kind.PLACE, "name.place.head", 0.85, country=known[1])
                yield from self._read_segment(words[known[0] + 1 :])
            elif len(words) > 1:
                yield self._mention(words, Kind.PLACE, "name.place.head", 0.85)
        else:
            yield from self._unheaded(words, before)

    def _unheaded(self, words: list[Word], before: str) -> Iterator[Mention]:
        rules = self.rules
        first = words[0][2]
        if ACRONYM.match(first):
            if first not in rules.not_acronyms and not self._in_capitals(words):
                yield self._mention(words[:1], Kind.ORGANISATION, "name.organisation.acronym", 0.8)
            if len(words) > 1 and not self._in_capitals(words):
                yield from self._read_segment(words[1:])
            return
        if len(words) > 1 and (place := self._place(words, 0)) and place[0] < len(words):
            yield self._mention(
                words[: place[0]], Kind.PLACE, "name.place.known", 0.85, country=place[1]
            )
            yield from self._read_segment(words[place[0] :])
            return
        if self._in_capitals(words):
            return
        lowered = tuple(word[2].lower().rstrip(".") for word in words)
        if typed := TYPES(rules, Unheaded(lowered, before, self.lowercase)):
            yield self._mention(words, *typed)

    def _in_capitals(self, words: list[Word]) -> bool:
        """Whether the whole neighbourhood is in capitals, where capitals say nothing."""
        around = self.text[max(0, words[0][0] - 12) : words[-1][1] + 12]
        return len(words) > 2 and around.upper() == around

    def _extended(self, words: list[Word]) -> list[Word]:
        """An organisation's name beyond "dan": "Kementerian Energi dan Sumber Daya Mineral"."""
        match = self.rules.extension.match(self.text, words[-1][1], self.block_end)
        if not match:
            return words
        first = match.group(1).lower()
        if (
            first not in self.rules.role_words
            or first in self.rules.titles[0]
            or first in self.rules.org_heads[0]
        ):
            return words
        return [*words, (match.start(1), match.end(), self.text[match.start(1) : match.end()])]

    def _word_before(self, start: int) -> str:
        before = self.text[max(0, start - 24) : start].rstrip(" \u00a0")
        match = re.search(r"[\w-]+\Z", before)
        return match.group().lower() if match else ""

    def _mention(
        self, words: list[Word], kind: Kind | None, rule: str, score: float, *, title: str = "",
        country: str = "",
    ) -> Mention:  # fmt: skip
        start, end = words[0][0], words[-1][1]
        piece = self.text[start:end]
        if piece.endswith(".") and not re.search(rf"(?:^|[\s.])[{UPPER}]\.\Z", piece):
            end -= 1
        elif piece.endswith((".", "'", "’")) and len(piece) > 2:
            end -= piece.endswith(("'", "’"))
        opens = start in self.starts or bool(
            title and len(title) > 0 and start - len(title) - 1 in self.starts
        )
        return Mention(
            start, end, self.text[start:end], kind, rule, score, title=title, country=country,
            subject_like=opens,
        )  # fmt: skip
