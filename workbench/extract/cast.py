"""Who is in an article: its mentions, the longest form of each name, and questions about them.

A short name belongs to the full name that holds it, an acronym to the words before its brackets.
What nothing types and nothing repeats stays without a kind.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import NamedTuple

from workbench.domain.fact import Kind, Speaker, SpeakerClass
from workbench.extract.bynames import Nicknames, bodies_called, persons_called
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.name_forms import FullNames, Spellings, addressed_names, is_within
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
_PARTED_WORDS, _PERSON_WORDS = 4, 3
"""The fewest words of a run that is cut in two, and the most of a person's name behind the seam."""


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
    familiar: Collection[str] = (),
    places: Collection[str] = (),
) -> list[Mention]:
    """Each mention with the longest form the article gives of its name.

    familiar: words in lower case before a name that is whole without them.
    places: known places, in lower case; brackets behind one make no body of it.
    by_surname: the last word alone stands for somebody; of two who share it the one named first.
    by_place: of several who are called by one word, the one named in full last before it."""
    called = persons_called(mentions, text, nicknames)
    long_forms = bodies_called(mentions, text, nicknames)
    addressed = addressed_names(mentions, familiar)
    others = [one for one in mentions if one.words not in addressed] if addressed else mentions
    spellings = Spellings(others, by_surname=by_surname, by_place=by_place)
    named = []
    for mention in mentions:
        name, acronym = mention.words, mention.acronym
        if mention.words in called:
            whose = called[mention.words]
            name = spellings.of(addressed.get(whose, whose), mention.start)
            mention = mention._replace(
                kind=Kind.PERSON, rule="name.person.called", score=max(mention.score, _CALLED)
            )
        elif mention.words in long_forms and long_forms[mention.words][1] not in called:
            long, short = long_forms[mention.words]
            name, acronym = f"{long} ({short})", short
            if long.lower() in places:  # "Amerika Serikat (AS)"
                kind, rule = Kind.PLACE, "name.place.known"
            else:
                kind, rule = Kind.ORGANISATION, "name.organisation.acronym"
            is_other = mention.kind is not kind
            if is_other and (mention.words == short or kind is Kind.PLACE):
                mention = mention._replace(rule=rule, score=_ACRONYM)
            mention = mention._replace(kind=kind)
        elif mention.kind is Kind.PERSON:
            name = spellings.of(addressed.get(mention.words, mention.words), mention.start)
            if mention.words in spellings.shared:
                mention = mention._replace(score=min(mention.score, _SHARED))
        if name != mention.name or acronym != mention.acronym:
            mention = mention._replace(name=name, acronym=acronym)
        named.append(mention)
    return named


def cast_speakers(mentions: Sequence[Mention], speakers: Sequence[Speaker]) -> list[Mention]:
    """The mentions, those of no kind being persons where one of them is said to speak."""
    named = {
        speaker.span.exact for speaker in speakers if speaker.speaker_class is SpeakerClass.NAMED
    }
    resolved = {
        name
        for speaker in speakers
        if speaker.speaker_class is not SpeakerClass.DOCUMENT
        for name in speaker.names
    }
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

    def body_called(self, words: str) -> Mention | None:
        """The body of the article that has exactly those words."""
        return self._bodies.get(words)

    @cached_property
    def _bodies(self) -> dict[str, Mention]:
        """The bodies with names of several words, by the words."""
        return {
            mention.words: mention
            for mention in reversed(self.mentions)
            if mention.kind is Kind.ORGANISATION and " " in mention.words
        }

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
            and is_within(wanted, mention.title.lower().split())
        }
        return next(iter(holders.values())) if len(holders) == 1 else None
