"""Names by the learned tagger, with what the words round them say: titles and affiliations.

For languages with a model. The tagger finds and types names; titles, role words and known names are
data. Capitals that it takes for no name stay without a type, for the stages that ask who speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.name_rules import NameRules
from workbench.extract.outlets import is_outlet
from workbench.extract.sentences import UPPER
from workbench.extract.tagger import Tagged, Tagger

FIRM = 300
"""Margin from which the tagger is sure; hundredths (Tagged.margin)."""
PRECISION = {
    (Kind.PERSON, True): 0.79, (Kind.PERSON, False): 0.56,
    (Kind.ORGANISATION, True): 0.68, (Kind.ORGANISATION, False): 0.5,
    (Kind.PLACE, True): 0.85, (Kind.PLACE, False): 0.57,
}  # fmt: skip
"""Of firm and other tags: exact, by five-fold cross-validation of the corpus (build/tagger.py)."""
_TAGGED = {
    (kind, firm): (kind, f"name.{kind.value}.{'tagged' if firm else 'guessed'}", precision)
    for (kind, firm), precision in PRECISION.items()
}
KNOWN_BODY, HEADED = 0.84, 0.72
"""Of known organisations, and of names that begin as organisations' do: how many overlap one of
that kind in three sets that nothing was learned from; one of them leaves many unmarked."""
_BEFORE = 160
"""Code points before a name in which its title and affiliation stand."""
_CAPITALS_BEFORE = compiled(rf"([\w-]+)[ \u00a0]((?:[{UPPER}]\w{{1,20}}[ \u00a0]){{0,2}})\Z")
_NAME_BEHIND = compiled(rf" [{UPPER}]\w{{1,40}}(?![\w-])")
_ELIDED = compiled(r"['’][^\W\d_A-Z]{2,30}(?![\w-])")
"""The rest of a name behind the apostrophe in it: "Ma(’mun)"."""
_HYPHENED = compiled(r"-[a-zà-ÿ]{2,10}(?![\w-])")
"""The rest of a given name behind the hyphen in it: "Lee Jae(-myung)"."""
_HYPHENS = frozenset("-‐‑")
_WORD = compiled(r"[^\s,;:()\"“”]+")
_BREAK = compiled(r"[,;:\"“”!?\n.](?:(?<!\.)|(?<!\b\w\.)(?<!\b\w\w\.)(?<!\b\w\w\w\.)(?=\s))")
"""Begins with a set of marks, so that the text between them is passed fast."""
_CAPITAL = compiled(rf"(?<![\w-])[{UPPER}][\w'’]+")
_ACRONYM_AHEAD = compiled(rf"(?<![\w-])[{UPPER}]{{2,8}} [{UPPER}][\w'’]+")


class TaggedReader:
    """Reads the names of one text, block by block."""

    def __init__(
        self, rules: NameRules, tagger: Tagger, text: str, lowercase: frozenset[str]
    ) -> None:
        self.rules = rules
        self.tagger = tagger
        self.text = text
        self.lowercase = lowercase
        self._prefix = rules.prefix
        self._place_words = rules.place_words
        self._describing = rules.describing

    def read(self, start: int, end: int, starts: frozenset[int]) -> list[Mention]:
        """The names of text[start:end], in order; `starts` are where sentences begin."""
        found: list[Mention] = []
        tags = self.tagger.tag(self.text, start, end, self.lowercase)
        for tagged in (part for tag in tags for part in self._apart(tag, start, starts)):
            mention = self._mention(tagged, found[-1].end if found else start, starts)
            mention = self._placed(self._joined(mention, found), start)
            if mention.kind is Kind.PERSON and self._may_be_introduced(mention, start, found):
                mention = self._introduced(mention, start, starts, found)
            if not self._is_plain(mention):
                found.extend(self._parted(mention))
        return self._described(found)

    def _apart(self, tagged: Tagged, start: int, starts: frozenset[int]) -> tuple[Tagged, ...]:
        """The names that the tagger took for one."""
        if tagged.kind is None or self.text.find(" ", tagged.start, tagged.end) < 0:
            return (tagged,)
        return tuple(
            body
            for sentence in self._sentences_apart(tagged, starts)
            for office in self._offices_apart(sentence, start)
            for body in self._bodies_apart(office)
        )

    def _sentences_apart(self, tagged: Tagged, starts: frozenset[int]) -> tuple[Tagged, ...]:
        """What stands in one sentence and in the next, where the tagger took both for one name:
        "... kata Budi. | BSR ..."."""
        at = self.text.find(". ", tagged.start, tagged.end)
        if at < 0 or at + 2 not in starts:
            return (tagged,)
        return tagged._replace(end=at), tagged._replace(start=at + 2, kind=None, margin=0)

    def _offices_apart(self, tagged: Tagged, start: int) -> tuple[Tagged, ...]:
        """An office and the person behind it, where the tagger took both for one name:
        "(Presiden) Amerika Serikat Donald Trump", "(Menteri) Keamanan Nasional Rudi Salim"."""
        words = self.text[tagged.start : tagged.end].split(" ")
        if tagged.kind is None or len(words) < 2 or not self._is_behind_title(tagged.start, start):
            return (tagged,)
        if len(words) == 2:
            return self._country_apart(tagged, words)
        is_minister = self._word_before(tagged.start, start) in self.rules.ministers
        for size in range(min(4, len(words) - 2), 0, -1):
            office, person = words[:size], words[size:]
            if not self._may_be_person(person):
                continue
            kind = self._office(office, tagged.kind)
            seam = tagged.start + len(" ".join(office))
            behind = tagged._replace(start=seam + 1, kind=Kind.PERSON)
            if kind:
                return tagged._replace(end=seam, kind=kind), behind
            if is_minister and all(word.lower() in self._describing for word in office):
                return (behind,)  # the office is part of the title
        return (tagged,)

    def _country_apart(self, tagged: Tagged, words: Sequence[str]) -> tuple[Tagged, ...]:
        """A country and the first name behind it, where the tagger took both for a place and the
        last name stands behind: "(Menteri) Spanyol Monica (Lopez)"."""
        country = words[0].lower()
        goes_on = _NAME_BEHIND.match(self.text, tagged.end) is not None
        if tagged.kind is not Kind.PLACE or not self.tagger.is_country(country) or not goes_on:
            return (tagged,)
        if not self._may_be_person(words[1:]):
            return (tagged,)
        seam = tagged.start + len(words[0])
        return tagged._replace(end=seam), tagged._replace(start=seam + 1, kind=None)

    def _office(self, words: Sequence[str], kind: Kind) -> Kind | None:
        """What the first words of a name are, when they are a known organisation or place: among a
        person's words only a country, because many towns are people's names too."""
        lower = " ".join(words).lower()
        rules = self.rules
        known = rules.known_names.kind_of
        if lower in rules.organisations or known(" ".join(words)) is Kind.ORGANISATION:
            return Kind.ORGANISATION
        if words[0].lower() in rules.strict_heads and known(" ".join(words[1:])):
            return Kind.ORGANISATION
        if words[-1].lower() in rules.place_heads:
            return None
        if lower in rules.places or self.tagger.is_country(lower):
            return Kind.PLACE
        return Kind.PLACE if kind is Kind.PLACE and self.tagger.knows_place(lower) else None

    def _bodies_apart(self, tagged: Tagged) -> tuple[Tagged, ...]:
        """A known organisation and the person behind it, where the tagger took both for one name:
        "PT Telkom | Guntur (Sihombing)"."""
        words = self.text[tagged.start : tagged.end].split(" ")
        if tagged.kind is not Kind.ORGANISATION or len(words) < 2:
            return (tagged,)
        rules, people = self.rules, self.tagger.lists["person_words"]
        headed = words[0].lower() in rules.strict_heads
        for size in range(len(words) - 1, headed, -1):
            body, person = words[headed:size], words[size:]
            if rules.known_names.kind_of(" ".join(body)) is not Kind.ORGANISATION:
                continue
            first = person[0].lower()
            goes_on = _NAME_BEHIND.match(self.text, tagged.end) is not None
            plain = first in rules.org_words or first in rules.places or first in self._describing
            if first not in rules.given and first not in people and (plain or not goes_on):
                break
            seam = tagged.start + len(" ".join(words[:size]))
            kind = Kind.PERSON if len(person) > 1 else None
            return tagged._replace(end=seam), tagged._replace(start=seam + 1, kind=kind)
        return (tagged,)

    def _may_be_person(self, words: Sequence[str]) -> bool:
        lower = [word.lower() for word in words]
        known = " ".join(lower)
        return (
            all(word[:1].isupper() or word in self.rules.connectors for word in words)
            and not self.tagger.knows_place(known)
            and known not in self.rules.organisations
            and not any(
                word in self._describing
                or word in self._place_words
                or word in self.rules.org_words
                for word in lower
            )
        )

    def _is_behind_title(self, at: int, start: int) -> bool:
        """Whether a person's title stands right before: of the posts, not of what people do."""
        before = self.text[max(start, at - 24) : at].split()
        role = " ".join(before[-2:]).lower()
        return self._word_before(at, start) in self.rules.title_words or (
            " " in role and role in self.rules.roles
        )

    def _word_before(self, at: int, start: int) -> str:
        before = self.text[max(start, at - 24) : at].split()
        return before[-1].lower().rstrip(".") if before else ""

    def _mention(self, tagged: Tagged, after: int, starts: frozenset[int]) -> Mention:
        start, end = tagged.start, tagged.end
        stem = start + (self.text[start] in _HYPHENS)
        hyphen = stem > after and self.text[stem - 1] in _HYPHENS
        if hyphen and (article := self._prefix.search(self.text, max(after, stem - 4), stem)):
            start = article.start()
        start += self._opening_word(tagged, start, starts)
        start += self._end_of_title(tagged, start, after)
        end -= self._currency(start, end)
        if tagged.kind is Kind.PERSON:
            end = self._whole_end(start, end)
        end += self._behind_head(start, end)
        words = self.text[start:end]
        kind, rule, score = self._reading(tagged, words)
        head = self._head_before(after, start)
        if head or (kind is Kind.PLACE and rule != "name.place.known" and self._is_headed(words)):
            start -= len(head)
            words = self.text[start:end]
            kind, rule, score = Kind.ORGANISATION, "name.organisation.head", HEADED
        country = self.rules.places[words.lower()] if rule == "name.place.known" else ""
        return Mention(
            start, end, words, kind, rule, score, name=words, country=country,
            subject_like=start in starts,
        )  # fmt: skip

    def _whole_end(self, start: int, end: int) -> int:
        """Where a person's name ends that goes on behind a mark in its last word."""
        rest = _ELIDED.match(self.text, end) or _HYPHENED.match(self.text, end)
        if rest is None:
            return end
        is_added = rest.group()[1:] in self.rules.added  # "Budi-nya"
        is_single = rest.group()[0] in _HYPHENS and self.text.find(" ", start, end) < 0
        return end if is_added or is_single else rest.end()

    def _opening_word(self, tagged: Tagged, start: int, starts: frozenset[int]) -> int:
        """The length of a common word that opens a sentence and was taken into a person's name:
        "(Ditegaskan) Hamid", "(Kekalahan) Hamid"."""
        if tagged.kind is not Kind.PERSON or start not in starts:
            return 0
        word, blank, _ = self.text[start : tagged.end].partition(" ")
        return len(word) + 1 if blank and self._is_common(word.lower()) else 0

    def _is_common(self, lower: str) -> bool:
        """Whether a word is no name, though a sentence gives it a capital."""
        if lower in self.lowercase or lower in self.tagger.lists["common"]:
            return True
        shaped = self.rules.common_shape.fullmatch(lower) is not None
        return shaped and lower not in self.rules.given

    def _end_of_title(self, tagged: Tagged, start: int, after: int) -> int:
        """The length of the last word of a title that was taken into a person's name:
        "Jaksa (Agung) Prasetyo"."""
        if tagged.kind is not Kind.PERSON:
            return 0
        word, blank, _ = self.text[start : tagged.end].partition(" ")
        if not blank or word.lower() not in self.rules.title_words:
            return 0
        title = f"{self._word_before(start, after)} {word.lower()}"
        return len(word) + 1 if title in self.rules.titles[0] else 0

    def _currency(self, start: int, end: int) -> int:
        """The length of a currency that was taken into a name before its figure, or with it:
        "Lansia (Rp)", "Kabupaten Mimika (Rp 2)"."""
        words = self.text[start:end]
        name, blank, last = words.rpartition(" ")
        if blank and last.isdecimal():
            name, blank, last = name.rpartition(" ")
        return len(words) - len(name) if blank and last.lower() in self.rules.currency else 0

    def _behind_head(self, start: int, end: int) -> int:
        """The length of the word behind a head that was taken for a whole name: "PT (Adaro)"."""
        if self.text[start:end].lower() not in self.rules.strict_heads:
            return 0
        behind = _NAME_BEHIND.match(self.text, end)
        return behind.end() - end if behind else 0

    def _head_before(self, after: int, start: int) -> str:
        """The word right before a name, with the blank, where organisations' names begin so."""
        if self.text[start - 1 : start] != " ":
            return ""
        at = self.text.rfind(" ", max(after, start - 32), start - 1) + 1
        if at == 0:
            at = after
        word = self.text[at : start - 1].lstrip('"“‘(')
        is_head = word[:1].isupper() and word.lower() in self.rules.strict_heads
        return word + " " if is_head else ""

    def _is_headed(self, words: str) -> bool:
        head, blank, _ = words.partition(" ")
        return bool(blank) and head.lower() in self.rules.strict_heads

    def _joined(self, mention: Mention, found: list[Mention]) -> Mention:
        """A person's name with the capitals right before that the tagger left out, or with the part
        before an Arabic article ("Fayez al-Sarraj")."""
        if mention.kind not in (Kind.PERSON, Kind.ORGANISATION) or not found:
            return mention
        last = found[-1]
        if last.end + 1 != mention.start or self.text[last.end] != " ":
            return mention
        if mention.kind is Kind.ORGANISATION:
            return self._headed(mention, found)
        if last.subject_like and last.kind is None and self._is_common(last.words.lower()):
            return mention
        if last.kind is None or (last.kind is Kind.PERSON and mention.words[:1].islower()):
            found.pop()
            return mention.over(self.text, last.start, mention.end)._replace(
                title=last.title, affiliation=last.affiliation, subject_like=last.subject_like
            )
        return mention

    def _headed(self, mention: Mention, found: list[Mention]) -> Mention:
        """An organisation's name with the word that it begins with, where the tagger took that for
        a name of its own: "PT | Pelita Bahari"."""
        head = found[-1]
        if head.words.lower() not in self.rules.strict_heads:
            return mention
        found.pop()
        return mention.over(self.text, head.start, mention.end)._replace(
            rule="name.organisation.head", score=HEADED, subject_like=head.subject_like
        )

    def _placed(self, mention: Mention, start: int) -> Mention:
        """A place, where the tagger is not sure and a word for places stands before it, or an
        Arabic article behind a preposition of place."""
        if mention.kind is not None and not mention.rule.endswith("guessed"):
            return mention
        if mention.rule == "name.organisation.guessed" and mention.words[0].isupper():
            return mention
        near = self.text[max(start, mention.start - 40) : mention.start].lower().split()[-3:]
        if self._place_words.isdisjoint(near):
            return mention
        before = _CAPITALS_BEFORE.search(self.text, max(start, mention.start - 40), mention.start)
        if before is None:
            return mention
        word = before.group(1).lower()
        arabic = mention.words[:1].islower() and word in self.rules.prepositions
        if not arabic and (word not in self.rules.place_heads or before.group(1) != word):
            return mention
        return mention.over(self.text, before.start(2), mention.end)._replace(
            kind=Kind.PLACE, rule="name.place.behind_head", score=0.7
        )

    def _parted(self, mention: Mention) -> list[Mention]:
        """An acronym and the name behind it, where the tagger took both for one: "LNA Haftar"."""
        if mention.kind is not Kind.ORGANISATION or mention.rule == "name.organisation.known":
            return [mention]
        acronym, _, rest = mention.words.partition(" ")
        if not ACRONYM.match(acronym) or acronym.lower() in self.rules.strict_heads:
            return [mention]
        lower = rest.lower()
        plain = lower in self.rules.role_words or lower in self.rules.org_words
        if plain or not rest.isalpha() or not rest.istitle() or self.tagger.knows_place(lower):
            return [mention]
        goes_on = self.text[mention.end + 1 : mention.end + 2].isupper()
        if not goes_on and 1 < self._pairs[mention.words] == self._words[rest]:
            return [mention]  # "LCR Honda": the second word never stands without the first
        seam = mention.start + len(acronym)
        return [
            mention._replace(end=seam, words=acronym, name=acronym),
            Mention(seam + 1, mention.end, rest, None, "name.unknown", 0.4, name=rest),
        ]

    @cached_property
    def _words(self) -> Counter[str]:
        """How often each word with a capital stands in the text; and each behind an acronym."""
        return Counter(_CAPITAL.findall(self.text))

    @cached_property
    def _pairs(self) -> Counter[str]:
        return Counter(_ACRONYM_AHEAD.findall(self.text))

    def _is_plain(self, mention: Mention) -> bool:
        """Whether capitals are letters of a degree ("S.Gz"), or without a type and a plain word
        that opens a sentence."""
        if "." in mention.words and mention.words.replace(".", "").lower() in self.rules.degrees:
            return True
        if mention.kind is not None:
            return False
        lower = mention.words.lower()
        return lower in self._describing or (
            mention.subject_like and lower.endswith(self.rules.possessives)
        )

    def _reading(self, tagged: Tagged, words: str) -> tuple[Kind | None, str, float]:
        """Type, rule and score: known names first, then what the tagger says."""
        rules, kind, lower = self.rules, tagged.kind, words.lower()
        known = rules.known_names.kind_of(words)
        if lower in rules.organisations or known is Kind.ORGANISATION:
            return Kind.ORGANISATION, "name.organisation.known", KNOWN_BODY
        if known is Kind.PERSON:
            return Kind.PERSON, "name.person.known", 0.93
        if lower in rules.places and kind in (Kind.PLACE, None):
            return Kind.PLACE, "name.place.known", 0.93
        if len(words) > 2 and is_outlet(words, rules.lang):
            return Kind.ORGANISATION, "name.organisation.outlet", 0.92
        if kind is None or words in rules.not_acronyms:
            return None, "name.unknown", 0.4
        return _TAGGED[kind, tagged.margin >= FIRM]

    def _may_be_introduced(self, person: Mention, start: int, found: Sequence[Mention]) -> bool:
        """Whether the word before a name can end a title: a cheap look before the thorough one."""
        if found and 0 < person.start - found[-1].end <= 3 and found[-1].kind is not None:
            return True
        word, rules = self._word_before(person.start, start), self.rules
        return (
            word in rules.title_words or word in rules.roles or word in rules.role_words
            or word in rules.honorifics
        )  # fmt: skip

    def _introduced(
        self, person: Mention, start: int, starts: frozenset[int], found: list[Mention]
    ) -> Mention:
        """The person with the title and the affiliation that stand before the name."""
        begin = max(start, person.start - _BEFORE)
        for stop in _BREAK.finditer(self.text, begin, person.start):
            begin = stop.end()
        words = [(m.start(), m.group()) for m in _WORD.finditer(self.text, begin, person.start)]
        opening = self._title_start(words, found)
        if opening is None:
            return person
        if self._is_first_name([word for _, word in words]):
            person = person.over(self.text, words[-1][0], person.end)
        inside = [m for m in found if m.start >= opening and m.kind is not None]
        if any(m.kind is Kind.PERSON for m in inside):
            return person
        while found and found[-1].kind is None and found[-1].end > opening:
            found.pop()
        title = self.text[opening : person.start].rstrip()
        titled = title[:1].isupper()
        return person._replace(
            title=self._without_honorific(title) if titled else "",
            affiliation=inside[-1].words if inside else "",
            rule="name.person.title" if titled else "name.person.role",
            score=max(person.score, 0.85 if titled else 0.8),
            subject_like=opening in starts,
        )

    def _is_first_name(self, words: Sequence[str]) -> bool:
        """Whether the last word before a name is its first one, though it is a title as well:
        "Menteri Olahraga (Imam) Subagja", but not "Jaksa Agung"."""
        rules, last = self.rules, words[-1].lower()
        if last not in rules.given or last not in rules.title_words or len(words) < 2:
            return False
        return words[-2][0].isupper() and f"{words[-2].lower()} {last}" not in rules.titles[0]

    def _title_start(
        self, words: Sequence[tuple[int, str]], found: Sequence[Mention]
    ) -> int | None:
        """Where the title begins that reaches up to the name: title words, names of organisations
        and places, role words and small words between them."""
        rules, opening = self.rules, None
        spans = [(m.start, m.end) for m in found[-6:] if m.kind in (Kind.ORGANISATION, Kind.PLACE)]
        for at in range(len(words) - 1, -1, -1):
            start, word = words[at]
            lower = word.lower().rstrip(".")
            if any(a <= start < b for a, b in spans) or lower in rules.connectors:
                continue
            if lower in rules.title_words or (lower in rules.honorifics and word[0].isupper()):
                opening = start
            elif lower not in rules.role_words and lower not in rules.roles:
                break
        return opening

    def _without_honorific(self, title: str) -> str:
        words = title.split()
        while len(words) > 1 and words[-1].lower().rstrip(".") in self.rules.honorifics:
            words.pop()
        return " ".join(words) if len(words) < len(title.split()) else title

    def _described(self, found: list[Mention]) -> list[Mention]:
        """With affiliations that follow the name: "Budi Hartono, ketua KPU,"."""
        for at, mention in enumerate(found[:-1]):
            if mention.kind is not Kind.PERSON or mention.title:
                continue
            following = found[at + 1]
            if following.kind is not Kind.ORGANISATION or following.start - mention.end > 60:
                continue
            between = self.text[mention.end : following.start]
            role = between[2:].strip()
            words = role.lower().split()
            if between[:2] == ", " and words and all(w in self._describing for w in words):
                title = self.text[mention.end + 2 : following.end]
                found[at] = mention._replace(title=title, affiliation=following.words)
        return found
