"""Names by the learned tagger, with what the words round them say: titles and affiliations.

For languages with a model. The tagger finds and types names; titles, role words and known names are
data. Capitals that it takes for no name stay without a type, for the stages that ask who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from workbench.domain.fact import Kind
from workbench.extract.bynames import is_short_for
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
_BEFORE = 160
"""Code points before a name in which its title and affiliation stand."""
_MOST_ACRONYMS = 60
_CAPITALS_BEFORE = compiled(rf"([\w-]+)[ \u00a0]((?:[{UPPER}]\w{{1,20}}[ \u00a0]){{0,2}})\Z")
_HYPHENS = frozenset("-‐‑")
_WORD = compiled(r"[^\s,;:()\"“”]+")
_BREAK = compiled(r"[,;:\"“”!?\n]|(?<!\b\w)(?<!\b\w\w)(?<!\b\w\w\w)\.(?=\s)")
_SHORT_FORM_BEHIND = compiled(r"\([A-Z]\w{1,11}\)")
_CAPITAL = compiled(rf"(?<![\w-])[{UPPER}][\w'’]+")
_ACRONYM_AHEAD = compiled(rf"(?<![\w-])[{UPPER}]{{2,8}} [{UPPER}][\w'’]+")
_BRACKETS = compiled(r"\s?\(([\w-]{2,12})\)")


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
        for tagged in (part for tag in tags for part in self._offices_apart(tag, start)):
            mention = self._mention(tagged, found[-1].end if found else start, starts)
            mention = self._placed(self._joined(mention, found), start)
            if mention.kind is Kind.PERSON and self._may_be_introduced(mention, start, found):
                mention = self._introduced(mention, start, starts, found)
            if not self._is_plain(mention):
                found.extend(self._parted(mention))
        return self._described(found, end)

    def _offices_apart(self, tagged: Tagged, start: int) -> tuple[Tagged, ...]:
        """An office and the person behind it, where the tagger took both for one name:
        "(Presiden) Amerika Serikat Donald Trump", "(Menteri) Keamanan Nasional Rudi Salim"."""
        words = self.text[tagged.start : tagged.end].split(" ")
        if tagged.kind is None or len(words) < 3 or not self._is_behind_title(tagged.start, start):
            return (tagged,)
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

    def _office(self, words: Sequence[str], kind: Kind) -> Kind | None:
        """What the first words of a name are, when they are a known organisation or place: among a
        person's words only a country, because many towns are people's names too."""
        lower = " ".join(words).lower()
        rules = self.rules
        if lower in rules.organisations:
            return Kind.ORGANISATION
        if words[-1].lower() in rules.place_heads:
            return None
        if lower in rules.places or self.tagger.is_country(lower):
            return Kind.PLACE
        return Kind.PLACE if kind is Kind.PLACE and self.tagger.knows_place(lower) else None

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
        words = self.text[start:end]
        kind, rule, score = self._reading(tagged, words)
        head = self._head_before(after, start)
        if head or (kind is Kind.PLACE and rule != "name.place.known" and self._is_headed(words)):
            start -= len(head)
            words = self.text[start:end]
            kind, rule, score = Kind.ORGANISATION, "name.organisation.head", 0.75
        country = self.rules.places[words.lower()] if rule == "name.place.known" else ""
        return Mention(
            start, end, words, kind, rule, score, name=words, country=country,
            subject_like=start in starts,
        )  # fmt: skip

    def _opening_word(self, tagged: Tagged, start: int, starts: frozenset[int]) -> int:
        """The length of a common word that opens a sentence and was taken into a person's name."""
        if tagged.kind is not Kind.PERSON or start not in starts:
            return 0
        word, blank, _ = self.text[start : tagged.end].partition(" ")
        lower = word.lower()
        plain = lower in self.lowercase or lower in self.tagger.lists["common"]
        return len(word) + 1 if blank and plain else 0

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
        if mention.kind is not Kind.PERSON or not found:
            return mention
        last = found[-1]
        if last.end + 1 != mention.start or self.text[last.end] != " ":
            return mention
        if last.kind is None or (last.kind is Kind.PERSON and mention.words[:1].islower()):
            found.pop()
            words = self.text[last.start : mention.end]
            return mention._replace(start=last.start, words=words, name=words, title=last.title,
                affiliation=last.affiliation, subject_like=last.subject_like,
            )  # fmt: skip
        return mention

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
        words = self.text[before.start(2) : mention.end]
        return mention._replace(start=before.start(2), words=words, name=words, kind=Kind.PLACE,
            rule="name.place.behind_head", score=0.7,
        )  # fmt: skip

    def _parted(self, mention: Mention) -> list[Mention]:
        """An acronym and the name behind it, where the tagger took both for one: "LNA Haftar"."""
        if mention.kind is not Kind.ORGANISATION:
            return [mention]
        acronym, _, rest = mention.words.partition(" ")
        if not ACRONYM.match(acronym):
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
        """Whether capitals without a type are a plain word that opens a sentence."""
        if mention.kind is not None:
            return False
        lower = mention.words.lower()
        return lower in self._describing or (
            mention.subject_like and lower.endswith(self.rules.possessives)
        )

    def _reading(self, tagged: Tagged, words: str) -> tuple[Kind | None, str, float]:
        """Type, rule and score: known names first, then what the tagger says."""
        rules, kind, lower = self.rules, tagged.kind, words.lower()
        if lower in rules.organisations:
            return Kind.ORGANISATION, "name.organisation.known", 0.93
        if lower in rules.places and kind in (Kind.PLACE, None):
            return Kind.PLACE, "name.place.known", 0.93
        if len(words) > 2 and is_outlet(words, rules.lang):
            return Kind.ORGANISATION, "name.organisation.outlet", 0.92
        if kind is None or words in rules.not_acronyms:
            return None, "name.unknown", 0.4
        firm = tagged.margin >= FIRM
        rule = f"name.{kind.value}.{'tagged' if firm else 'guessed'}"
        return kind, rule, PRECISION[kind, firm]

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

    def _described(self, found: list[Mention], end: int) -> list[Mention]:
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


def bracketed(
    text: str, mentions: Sequence[Mention], blocks: Iterable[tuple[int, int]], rules: NameRules
) -> list[Mention]:
    """The mentions, and what begins like an organisation's name and ends at its acronym:
    "Pemerintah Kesepakatan Nasional (GNA)". It takes the place of the names inside."""
    whole = [
        Mention(
            m.start(1), m.end(1), m.group(1), Kind.ORGANISATION, "name.organisation.head", 0.9,
            name=m.group(1),
        )
        for start, end in blocks
        if _SHORT_FORM_BEHIND.search(text, start, end)
        for m in rules.bracketed.finditer(text, start, end)
        if ACRONYM.match(m["short"]) or _is_short_form(text, m, rules)
    ]  # fmt: skip
    if not whole:
        return list(mentions)
    inside = [(m.start, m.end) for m in whole]
    kept = [m for m in mentions if not _lies_inside(m, inside)]
    return sorted([*kept, *whole], key=lambda m: (m.start, -m.end))


def _is_short_form(text: str, found: re.Match[str], rules: NameRules) -> bool:
    """Whether brackets give the short form of the whole name: not of the place that it ends in, nor
    of a kind of bodies ("Pemerintah Kota (Pemkot) X"), nor of a rank."""
    name, short = found.group(1), found["short"]
    kind = name.count(" ") == 1 and text[found.end("short") + 2 : found.end("short") + 3].isupper()
    whole = short[0] == name[0] and short.lower() not in rules.describing
    return whole and not kind and is_short_for(short, name)


def acronyms_in(
    text: str, mentions: Sequence[Mention], blocks: Iterable[tuple[int, int]]
) -> list[Mention]:
    """The mentions, and the acronyms that brackets behind an organisation's name introduce,
    wherever they stand."""
    short: set[str] = set()
    for mention in mentions:
        if mention.kind is not Kind.ORGANISATION or " " not in mention.words:
            continue
        match = _BRACKETS.match(text, mention.end)
        if match and ACRONYM.match(match.group(1)) and len(short) < _MOST_ACRONYMS:
            short.add(match.group(1))
    if not short:
        return list(mentions)
    taken = {m.start for m in mentions if m.kind is not None}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(short)))})(?![\w])")
    more = [
        Mention(m.start(), m.end(), m.group(), Kind.ORGANISATION, "name.organisation.acronym", 0.9)
        for start, end in blocks
        for m in pattern.finditer(text, start, end)
        if m.start() not in taken
    ]
    starts = {m.start for m in more}
    kept = [m for m in mentions if m.start not in starts]
    inside = sorted((m.start, m.end) for m in kept if m.kind is not None)
    more = [m for m in more if not _lies_inside(m, inside)]
    return sorted([*kept, *more], key=lambda m: (m.start, -m.end))


def _lies_inside(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (mention.start, mention.end)) - 1
    return at >= 0 and spans[at][1] > mention.start
