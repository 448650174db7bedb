"""Who is in an article: its mentions, the longest form of each name, and questions about them.

A short name belongs to the full name that holds it, an acronym to the words before its brackets.
What nothing types and nothing repeats stays without a kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple
from unicodedata import combining, normalize

from workbench.domain.fact import Kind, Speaker, SpeakerClass
from workbench.extract.bynames import Nicknames, bodies_called, persons_called
from workbench.extract.kept import compiled
from workbench.extract.lexicon import name_prefixes
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.rule_list import RuleList

_SHORT, _ELSEWHERE, _CALLED, _PARTED, _SPEAKS = 0.6, 0.55, 0.85, 0.8, 0.85
"""How sure a kind is that another mention gives: a short name of no kind, or one that a preposition
made a place; the same words elsewhere; what brackets or words call somebody; a person cut off an
organisation; a name that is said to speak. The first two as measured, the others by judgement."""
_SHARED = 0.59
"""How sure it is whom a surname means that two people have."""
_ACRONYM = 0.9
"""How sure the short form of a body is, that brackets behind it give."""
_LEAST_UNTYPED = 0.4
"""A name of no kind that is less sure is dropped: a capital at the beginning of a sentence."""
_LEAST_CLIPPED = 4
"""Letters of a first name that is cut short: "Adit" is Aditya."""
_PARTED_WORDS, _PERSON_WORDS = 4, 3
"""The fewest words of a run that is cut in two, and the most of a person's name behind the seam."""


class FullNames:
    """The persons of an article with more than one name, by each of them and by how the first
    begins."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._holding: dict[str, list[Mention]] = {}
        self._opening: dict[str, list[Mention]] = {}
        self._single: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.kind is Kind.PERSON and " " in mention.words:
                for word in dict.fromkeys(mention.words.split()):
                    self._holding.setdefault(_plain(word), []).append(mention)
                    if len(word) >= _LEAST_CLIPPED:
                        self._single.setdefault(_singled(word), []).append(mention)
                self._opening.setdefault(mention.words[:_LEAST_CLIPPED], []).append(mention)

    def holding(self, word: str) -> Sequence[Mention]:
        """Those whose name holds a word."""
        return self._holding.get(_plain(word), ())

    def clipped_to(self, word: str) -> Sequence[Mention]:
        """Those whose first name is cut short to a word: "Adit" is Aditya; or one of whose names
        is written otherwise: "Syafii", "Syaffi"; "al-Sharaa", "Sharaa"."""
        if len(word) < _LEAST_CLIPPED:
            return ()
        if singled := self._single.get(_singled(word)):
            return singled
        opening = self._opening.get(word[:_LEAST_CLIPPED], ())
        return [full for full in opening if _is_clipped(word, full.words.split(None, 1)[0])]


def _plain(words: str) -> str:
    """Words in small letters, with one sort of apostrophe."""
    small = words.lower()
    return small.replace("’", "'") if "’" in small else small


@lru_cache(maxsize=4_096)
def _singled(word: str) -> str:
    """A word in small letters, with no letter twice in a row, no accent and no Arabic article:
    forms in which one name is written."""
    plain = "".join(c for c in normalize("NFKD", word.lower()) if not combining(c))
    stem = _article().sub("", plain).replace("gh", "q")
    return "".join(letter for letter, _ in groupby(stem))


@lru_cache(maxsize=1)
def _article() -> re.Pattern[str]:
    return compiled(rf"\A{name_prefixes()}[-‐‑]")


def _is_clipped(word: str, name: str) -> bool:
    return name.startswith(word) and len(name) > len(word) + 1


class Others(NamedTuple):
    """What an article's mentions say of each other."""

    typed: dict[str, Mention]
    """The surest mention of a kind, by its words."""
    parts: dict[str, Mention]
    """A person by each word of the name, and by its last ones together."""


def settle(
    mentions: list[Mention],
    heads: frozenset[str] = frozenset(),
    heading: frozenset[str] = frozenset(),
    closing: frozenset[str] = frozenset(),
) -> list[Mention]:
    """Types for names that had none, from the article's other mentions; the rest is dropped.

    `heads` are words in lower case that begin organisations' names and need one behind them;
    behind those of `heading`, words for offices, the name of a body follows; one of `closing` is
    no part of a person's name.
    """
    mentions = _parted(mentions, heads, closing)
    others = _others(mentions)
    tails = _organisation_tails(mentions)
    settled = []
    for mention in mentions:
        if mention.kind is Kind.PERSON and mention.title and " " in mention.words:
            is_led = mention.title.split()[-1].lower() in heading
            mention = _without_organisation(mention, tails.all if is_led else tails.sure)
        mention = SETTLING(mention, others) or mention
        if mention.kind is not None or mention.score >= _LEAST_UNTYPED:
            settled.append(mention)
    return settled


def _others(mentions: Sequence[Mention]) -> Others:
    typed: dict[str, Mention] = {}
    parts: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind is None:
            continue
        kept = typed.get(mention.words)
        if kept is None or mention.score > kept.score:
            typed[mention.words] = mention
        if mention.kind is Kind.PERSON:
            tokens = mention.words.split()
            for token in tokens:
                parts.setdefault(token, mention)
            for size in range(2, len(tokens)):
                parts.setdefault(" ".join(tokens[-size:]), mention)
    return Others(typed, parts)


def short_name(mention: Mention, others: Others) -> Mention | None:
    """ "Rohani", of no kind, is a person where the article names "Hasan Rohani"; so is "Gigih",
    that only looks like an organisation, where it names an official "Gigih Pratama"."""
    full = others.parts.get(mention.words)
    if full is None or mention.is_sure:
        return None
    if mention.kind is not None:
        opens = full.words.startswith(f"{mention.words} ") or full.words.endswith(
            f" {mention.words}"
        )
        is_place = mention.kind is Kind.PLACE and not mention.rule.endswith(".guessed")
        if mention.kind is Kind.PERSON or is_place or not opens:
            return None
        if not full.title and " " not in mention.words:
            return None
    return mention._replace(kind=Kind.PERSON, rule="name.person.short", score=_SHORT)


def person_not_place(mention: Mention, others: Others) -> Mention | None:
    """ "dari Rohani" looked like a place, and is the person of that name."""
    by_preposition = mention.kind is Kind.PLACE and mention.rule == "name.place.preposition"
    if not by_preposition or mention.words not in others.parts:
        return None
    return mention._replace(kind=Kind.PERSON, rule="name.person.short", score=_SHORT)


def same_elsewhere(mention: Mention, others: Others) -> Mention | None:
    """The same words are surer of another kind elsewhere in the article."""
    same = others.typed.get(mention.words)
    if same is None or same.score <= mention.score or same.kind is mention.kind:
        return None
    return mention._replace(
        kind=same.kind, rule="name.same", score=_ELSEWHERE, country=same.country
    )


SETTLING: RuleList[Mention, Others, Mention] = RuleList(
    short_name,
    person_not_place,
    same_elsewhere,
)
"""How a mention gets another kind from the others of its article."""


def _parted(
    mentions: list[Mention], heads: frozenset[str], closing: frozenset[str]
) -> list[Mention]:
    """Runs of an organisation and a person cut in two where the article shows the seam.

    It shows it by calling the person by one name later ("Kementerian Pelayaran Larasati Wiguna ...
    Larasati"); behind "Direktur PT" and four or more words, the last two are the person.
    """
    singles = {m.words for m in mentions if " " not in m.words and m.kind in (None, Kind.PERSON)}
    parted: list[Mention] = []
    for mention in mentions:
        is_body = mention.words.rpartition(" ")[2].lower() in closing
        seam = 0 if is_body else _seam(mention, singles, heads)
        parted.extend(_cut(mention, seam) if seam else (mention,))
    return parted


def _seam(mention: Mention, singles: set[str], heads: frozenset[str]) -> int:
    """The word of a run that its person's name begins with; 0 where it shows no seam."""
    tokens = mention.words.split()
    is_whole = mention.rule == "name.person.form"  # "Ni Luh Putu X" is all one's name
    titled = mention.kind is Kind.PERSON and bool(mention.title) and not is_whole
    if len(tokens) < _PARTED_WORDS or not (titled or mention.kind is Kind.ORGANISATION):
        return 0
    if tokens[0] in singles:
        seam = 0
    else:
        seam = next((k for k in range(2, len(tokens)) if tokens[k] in singles), 0)
        if mention.rule == "name.organisation.head" and tokens[seam - 1].islower():
            return 0  # "Center for American Progress"
    if not seam and titled and mention.title.split()[-1].lower() in heads:
        seam = len(tokens) - 2
    return seam if seam and len(tokens) - seam <= _PERSON_WORDS else 0


def _cut(mention: Mention, seam: int) -> Sequence[Mention]:
    """The organisation, where it is no part of a title, and the person behind the seam."""
    tokens = mention.words.split()
    cut = mention.start + len(" ".join(tokens[:seam])) + 1
    words = " ".join(tokens[seam:])
    if mention.end - cut != len(words):
        return (mention,)
    titled = mention.kind is Kind.PERSON
    person = mention._replace(
        start=cut, words=words, kind=Kind.PERSON, rule="name.person.title", score=_PARTED,
        title=mention.title if titled else "", country="",
    )  # fmt: skip
    if titled:
        return (person,)
    return (
        mention._replace(end=cut - 1, words=mention.words[: cut - 1 - mention.start]), person,
    )  # fmt: skip


class Tails(NamedTuple):
    """Organisations' names without their heads: "Muara Kimia Lestari" of "PT Muara ..."."""

    sure: frozenset[str]
    all: frozenset[str]
    """With single words that only look like an organisation, and may be first names."""


def _organisation_tails(mentions: Sequence[Mention]) -> Tails:
    sure: set[str] = set()
    unsure: set[str] = set()
    for mention in mentions:
        if mention.kind is Kind.ORGANISATION:
            tokens = mention.words.split()
            is_sure = mention.is_sure or len(tokens) > 1 or ACRONYM.match(mention.words)
            tails = sure if is_sure else unsure
            tails.update(" ".join(tokens[k:]) for k in range(min(3, len(tokens))))
    return Tails(frozenset(sure), frozenset(sure | unsure))


def _without_organisation(mention: Mention, tails: frozenset[str]) -> Mention:
    """A titled person without the organisation that stands between title and name."""
    tokens = mention.words.split()
    for size in range(len(tokens) - 1, 0, -1):
        prefix = " ".join(tokens[:size])
        if prefix in tails:
            rest = mention.words[len(prefix) :].lstrip()
            return mention._replace(start=mention.end - len(rest), words=rest)
    return mention


def canonical(
    mentions: list[Mention],
    text: str,
    nicknames: Nicknames | None = None,
    *,
    by_surname: bool = False,
    by_place: bool = False,
) -> list[Mention]:
    """Each mention with the longest form the article gives of its name.

    by_surname: the last word alone stands for somebody; of two who share it the one named first.
    by_place: of several who are called by one word, the one named in full last before it."""
    called = persons_called(mentions, text, nicknames)
    long_forms = bodies_called(mentions, text)
    spellings = _Spellings(mentions, by_surname=by_surname, by_place=by_place)
    named = []
    for mention in mentions:
        name, acronym = mention.words, mention.acronym
        if mention.words in called:
            name = spellings.of(called[mention.words], mention.start)
            mention = mention._replace(
                kind=Kind.PERSON, rule="name.person.called", score=max(mention.score, _CALLED)
            )
        elif mention.words in long_forms and long_forms[mention.words][1] not in called:
            long, short = long_forms[mention.words]
            name, acronym = f"{long} ({short})", short
            if mention.words == short and mention.kind is not Kind.ORGANISATION:
                mention = mention._replace(rule="name.organisation.acronym", score=_ACRONYM)
            mention = mention._replace(kind=Kind.ORGANISATION)
        elif mention.kind is Kind.PERSON:
            name = spellings.of(mention.words, mention.start)
            if mention.words in spellings.shared:
                mention = mention._replace(score=min(mention.score, _SHARED))
        if name != mention.name or acronym != mention.acronym:
            mention = mention._replace(name=name, acronym=acronym)
        named.append(mention)
    return named


class _Spellings:
    """The longest form that an article gives of each person's name."""

    def __init__(self, mentions: Sequence[Mention], *, by_surname: bool, by_place: bool) -> None:
        self._by_surname = by_surname
        self._by_place = by_place
        self.shared: set[str] = set()
        """Words by which two in the article are called."""
        first: dict[str, Mention] = {}
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for mention in mentions:
            if mention.kind is Kind.PERSON:
                first.setdefault(mention.words, mention)
                self._places[mention.words].append(mention.start)
        self._full_names = FullNames(first.values())
        self._longest: dict[str, str] = {}
        self._several: dict[str, list[str]] = {}
        """The full names of those who are called by one word, in the order of the text."""
        self._spelled: dict[str, str] = {}
        """As it was met first, by the name without full stops."""

    def of(self, words: str, at: int) -> str:
        """The name of a person who is called so at a place."""
        if words not in self._longest:
            full = self._full(words)
            self._longest[words] = self._spelled.setdefault(full.replace(".", ""), full)
        if words in self._several:
            return max(self._several[words], key=lambda name: self._last(name, at))
        return self._longest[words]

    def _last(self, name: str, at: int) -> int:
        """Where somebody was named in full last before a place; -1 where that was not so far."""
        places = self._places[name]
        before = bisect_left(places, at)
        return places[before - 1] if before else -1

    def _full(self, words: str) -> str:
        tokens = words.split()
        holding = min(filter(None, map(self._full_names.holding, tokens)), key=len, default=())
        small = [_plain(token) for token in tokens]
        longer = [
            full.words
            for full in holding
            if len(full.words) > len(words) and _is_within(small, _plain(full.words).split())
        ]
        if self._by_surname and len(tokens) == 1 and len(longer) > 1:
            longer = self._first_of(longer)
            if len(longer) > 1:
                self.shared.add(words)
                return longer[0]
        if self._by_place and len(tokens) == 1 and _share(words, people := self._first_of(longer)):
            self.shared.add(words)
            self._several[words] = people
        if longer or len(tokens) > 1:
            return max(longer, key=len, default=words)
        clipped = self._full_names.clipped_to(words)
        return clipped[0].words if len(clipped) == 1 else words

    def _first_of(self, names: Sequence[str]) -> list[str]:
        """The longest form of each person among names, in the order of the text."""
        people: list[str] = []
        for name in names:
            words = _plain(name).replace(".", "").split()
            for at, other in enumerate(people):
                known = _plain(other).replace(".", "").split()
                if _is_within(words, known) or _is_within(known, words):
                    people[at] = max(name, other, key=len)
                    break
            else:
                people.append(name)
        return people


def _share(word: str, names: Sequence[str]) -> bool:
    """Whether several people have a word at the same end of their names: "Nabil Razek", "Ines
    Razek"; one who is written in two ways has two words of them at both ends."""
    if len(names) < 2:
        return False
    firsts, lasts = {name.split()[0] for name in names}, {name.split()[-1] for name in names}
    return (firsts == {word} and len(lasts) > 1) or (lasts == {word} and len(firsts) > 1)


def _is_within(tokens: list[str], full: list[str]) -> bool:
    rest = iter(full)
    return all(token in rest for token in tokens)


def cast_speakers(mentions: Sequence[Mention], speakers: Sequence[Speaker]) -> list[Mention]:
    """The mentions, those of no kind being persons where one of them is said to speak."""
    named = {
        speaker.span.exact for speaker in speakers if speaker.speaker_class is SpeakerClass.NAMED
    }
    resolved = {name for speaker in speakers for name in speaker.names}
    cast = []
    for mention in mentions:
        weak = mention.kind is None or mention.rule == "name.person.form"
        if weak and (mention.words in named or mention.name in resolved):
            mention = mention._replace(kind=Kind.PERSON, rule="name.person.speaker", score=_SPEAKS)
        cast.append(mention)
    return cast


class Cast:
    """Who is in the article: mentions by place, for the stages that ask who speaks."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = tuple(mentions)
        self._starts = [mention.start for mention in mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie inside start..end."""
        found: list[Mention] = []
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            if self.mentions[index].end <= end:
                found.append(self.mentions[index])
        return found

    def opens_name(self, at: int) -> bool:
        """Whether a name of a known kind begins there."""
        index = bisect_left(self._starts, at)
        return index < len(self.mentions) and (
            self._starts[index] == at and self.mentions[index].kind is not None
        )

    def around(self, at: int) -> Mention | None:
        """The name of a known kind that begins before a place and goes on beyond it."""
        index = bisect_left(self._starts, at) - 1
        if index < 0 or self.mentions[index].kind is None:
            return None
        return self.mentions[index] if self.mentions[index].end > at else None

    def ending_at(self, at: int) -> Mention | None:
        """The name of a known kind that ends there."""
        index = bisect_left(self._starts, at) - 1
        if index < 0 or self.mentions[index].kind is None:
            return None
        return self.mentions[index] if self.mentions[index].end == at else None

    def bearer_of(self, word: str) -> Mention | None:
        """The one person of the article whose name holds that word; None when it is not clear."""
        if " " in word:
            return None
        held = self._full_names.holding(word) or self._full_names.clipped_to(word)
        bearers = {mention.name: mention for mention in held}
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def ending_in(self, words: str) -> Mention | None:
        """The one person of the article whose name ends in those words; None when it is not
        clear."""
        held = self._full_names.holding(words.rsplit(None, 1)[-1])
        bearers = {m.name: m for m in held if m.is_sure and m.words.endswith(f" {words}")}
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    @cached_property
    def _full_names(self) -> FullNames:
        return FullNames(self.mentions)

    def holder_of(self, role: str) -> Mention | None:
        """The one person of the article whose title holds that role; None when it is not clear."""
        wanted = role.lower().split()
        holders = {
            mention.name: mention
            for mention in self.mentions
            if mention.kind is Kind.PERSON
            and mention.title
            and _is_within(wanted, mention.title.lower().split())
        }
        return next(iter(holders.values())) if len(holders) == 1 else None
