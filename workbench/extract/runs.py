"""Names by rules alone: runs of capitals, cut into titles and names, typed by the words round them.

For languages without a tagger. Finding a run is easy; what it names is the task. Title words,
organisation heads, prepositions of place, the place table and brackets with an acronym decide; what
nothing speaks for stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.name_rules import NameRules, WordTable
from workbench.extract.outlets import is_outlet, without_article
from workbench.extract.run_rules import OPENINGS, TYPES, Opening, Unheaded
from workbench.extract.sentences import UPPER

Word = tuple[int, int, str]
_NEXT_WORD = compiled(r"\s([a-z][\w-]*)")
"""A word in small letters behind a name."""
_STATE = compiled(r",\s[A-Z][A-Za-z.]{1,8}\.")
"""The state of a town, cut short: ", Md."."""
_PERSON_WORDS = 3
"""Words of a person's name behind an office."""
_CALLED_WORDS = 3
"""What somebody is, and the two words of a name behind it: "Republican Ana Moss"."""
_OUTLET_LONGEST = 4
"""Words of an outlet's name."""
_LONGEST_REPEATED = 5
"""Words of a name that a headline has from the text below it."""
_PLACED_BODY = 4
"""Words of a body's name behind the place that it opens with."""
_TITLE_LONGEST = 12
"""Code points of an abbreviated title."""


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
        until = 0
        for index, word in enumerate(words):
            if index < until:
                continue
            if not segment and (size := self._outlet(words, index)):
                yield words[index : index + size]
                until = index + size
                continue
            lower = word[2].lower().rstrip(".")
            following = words[index + 1][2].lower() if index + 1 < len(words) else ""
            dated = lower in self.rules.calendar and not self._is_surname(words, index, segment)
            leads = lower in self.rules.title_leads
            breaks = (
                dated or lower in self.rules.currency
                or (word[2] in self.rules.articles and following in self.rules.titles[0])
                or (leads and self._match(self.rules.titles, words, index + 1))
            )  # fmt: skip
            if breaks or (not segment and self._is_no_name(words, index)):
                if segment:
                    yield segment
                segment = []
            elif own := self._owns(words, index):
                yield [*segment, (word[0], own, self.text[word[0] : own])]
                segment = []
            else:
                segment.append(word)
        if segment:
            yield segment

    def _is_surname(self, words: list[Word], index: int, segment: list[Word]) -> bool:
        """Whether a month is the last name of somebody: "Theresa May said", not "in Ohio May 5"."""
        _, end, word = words[index]
        return (
            bool(segment) and index + 1 == len(words)
            and word.lower() in self.rules.month_names
            and segment[-1][2].lower() not in self.rules.places
            and not self._match(self.rules.titles, segment, len(segment) - 1)
            and _NEXT_WORD.match(self.text, end) is not None
        )  # fmt: skip

    def _outlet(self, words: list[Word], index: int) -> int:
        """How many words from one on are an outlet's known name, which may begin with "The"; an
        article that the name does without is no part of it."""
        if words[index][2].lower() not in self.rules.outlet_openings:
            return 0
        longest = min(len(words) - index, _OUTLET_LONGEST)
        for size in range(longest, 1, -1):
            start, end = words[index][0], words[index + size - 1][1]
            name = self.text[start:end]
            if is_outlet(name, self.rules.lang):
                return size if without_article(name, self.rules.lang) == name else 0
        return 0

    def _owns(self, words: list[Word], index: int) -> int:
        """Where a name ends whose something else is: "NBC | 's Tom Reed", "Ana Moss | 's plan"; 0
        where the ending belongs to the name: "Moody's said", "St. Mary's Hospital"."""
        _, end, word = words[index]
        ending = next(filter(word.endswith, self.rules.owner_endings), "")
        if not ending or len(word) == len(ending):
            return 0
        if index + 1 < len(words):
            rest = {other[2].lower() for other in words[index + 1 :]}
            is_body = rest & (self.rules.org_words | self.rules.org_heads[0])
            named = ACRONYM.match(word[: -len(ending)]) or not is_body
            return end - len(ending) if named else 0
        following = _NEXT_WORD.match(self.text, end)
        is_name = following is None or following[1] in self.rules.verbs
        return 0 if is_name else end - len(ending)

    def repeated(self, words: list[Word]) -> Iterator[list[Word]]:
        """The stretches of a headline's run that the article repeats: where all words have
        capitals, capitals alone say nothing."""
        at = 0
        while at < len(words):
            ends = range(min(len(words), at + _LONGEST_REPEATED), at, -1)
            end = next((k for k in ends if self._is_repeated(words[at][0], words[k - 1][1])), at)
            if end > at:
                yield words[at:end]
            at = max(end, at + 1)

    def _is_repeated(self, start: int, end: int) -> bool:
        words = self.text[start:end].rstrip("’'")
        for ending in self.rules.owner_endings:
            words = words.removesuffix(ending)
        return self.text.find(words, self.block_end) >= 0

    def _is_no_name(self, words: list[Word], index: int) -> bool:
        """Whether the first word of a segment only has a capital because a sentence starts."""
        start, _, word = words[index]
        following = words[index + 1][2].lower() if index + 1 < len(words) else ""
        opening = Opening(
            word, word.lower().rstrip("."), index == 0 and self._opens_sentence(start),
            index + 1 == len(words), self.lowercase, following,
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
        if self.rules.by_surname and self._ends_in_title(words):
            words = words[:-1]
        if not words:
            return
        title_end = self._title_end(words)
        if seam := self._home(words, title_end):
            yield from self._read_segment(words[:seam])
            yield from self._read_segment(words[seam + 1 :])
            return
        if title_end:
            yield from self._inside_title(words[:title_end])
            person = self._strip_honorifics(words[title_end:])
            if person and self._looks_personal(person):
                title = self.text[words[0][0] : words[title_end - 1][1]]
                yield self._mention(person, Kind.PERSON, "name.person.title", 0.9, title=title)
            return
        if (title := self._title_before(words[0][0])) and self._looks_personal(words):
            title = "" if title.lower() in self.rules.honorifics else title
            yield self._mention(words, Kind.PERSON, "name.person.title", 0.9, title=title)
            return
        if self.rules.by_surname and (office := self._office(words)):
            start, end = office
            yield from self._untitled(words[:start])
            title = self.text[words[start][0] : words[end - 1][1]]
            yield self._mention(words[end:], Kind.PERSON, "name.person.title", 0.9, title=title)
            return
        yield from self._untitled(words)

    def _office(self, words: list[Word]) -> tuple[int, int] | None:
        """Where a title stands between a body and a person: "White House | Press Secretary | Ana
        Moss"; None where no name of a person follows it."""
        rules = self.rules
        for at in range(1, len(words) - 1):
            size = self._match(rules.titles, words, at)
            person = [word[2].lower().rstrip(".") for word in words[at + size :]]
            if (
                size
                and 0 < len(person) <= _PERSON_WORDS
                and not rules.not_people.intersection(person)
            ):
                return at, at + size
        return None

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

    def _home(self, words: list[Word], title_end: int) -> int:
        """The word that leads from a person's name to where that person comes from: "Sen. Ana Moss
        | of | Ohio"; 0 where none does."""
        lowered = [word[2].lower().rstrip(".") for word in words]
        for at in range(title_end + 1, len(words) - 1):
            if lowered[at] not in self.rules.homes:
                continue
            held = set(lowered[title_end:at])
            if held & (self.rules.org_words | self.rules.org_heads[0] | self.rules.place_heads):
                return 0
            titled = title_end > 0 or bool(self._title_before(words[0][0]))
            titled = titled and not self._match(self.rules.titles, words, at - 1)
            placed = self._place(words, at + 1) or _STATE.match(self.text, words[-1][1])
            return at if titled or (at - title_end > 1 and placed) else 0
        return 0

    def _ends_in_title(self, words: list[Word]) -> bool:
        """Whether an abbreviated title behind a place belongs to the next name: "Ohio Sen."."""
        if len(words) < 2 or self.text[words[-1][1] : words[-1][1] + 1] != ".":
            return False
        return self._match(self.rules.titles, words, len(words) - 1) > 0

    def _title_before(self, start: int) -> str:
        """The abbreviated title before a name, of whose run its full stop makes it no part:
        "Rep. Luke Hart"; empty where there is none."""
        word = self.text[max(0, start - _TITLE_LONGEST) : start].rstrip().rsplit(None, 1)[-1:]
        if not word or not word[0].endswith(".") or start in self.starts:
            return ""
        return word[0][:-1] if word[0][:-1].lower() in self.rules.titles[0] else ""

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
                yield self._mention(words, Kind.ORGANISATION, "name.organisation.head", 0.88)
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
        place = self._place(words, 0) if len(words) > 1 else None
        if place and place[0] < len(words) and self._names_body(words[place[0] :]):
            yield self._mention(words, Kind.ORGANISATION, "name.organisation.word", 0.8)
            return
        if place and place[0] < len(words):
            yield self._mention(
                words[: place[0]], Kind.PLACE, "name.place.known", 0.85, country=place[1]
            )
            yield from self._read_segment(words[place[0] :])
            return
        if self._in_capitals(words):
            return
        lowered = tuple(word[2].lower().rstrip(".") for word in words)
        if lowered[0] in rules.callings and len(words) > 1:
            if len(words) == _CALLED_WORDS and rules.not_people.isdisjoint(lowered[1:]):
                yield self._mention(words[1:], Kind.PERSON, "name.person.title", 0.8, title=first)
                return
            if self._place(words, 1):
                yield from self._read_segment(words[1:])
                return
        if typed := TYPES(rules, Unheaded(lowered, before, self.lowercase)):
            yield self._mention(words, *typed)

    def _names_body(self, words: list[Word]) -> bool:
        """Whether what stands behind a place makes a body of it: "Indiana | State Police"."""
        lowered = [word[2].lower() for word in words]
        is_body = lowered[-1] in self.rules.org_words and len(words) <= _PLACED_BODY
        return self.rules.by_surname and is_body and not self.rules.titles[0].intersection(lowered)

    def _in_capitals(self, words: list[Word]) -> bool:
        """Whether the whole neighbourhood is in capitals, where capitals say nothing."""
        around = self.text[max(0, words[0][0] - 12) : words[-1][1] + 12]
        return len(words) > 2 and around.upper() == around

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
