"""Whom a pronoun or a description means: "ia", "keduanya", "presiden itu", "juru bicara Kremlin".

Asks the memory for who may be meant, and the article for who holds an office. What stays open stays
open: nobody is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import Kind, SpeakerClass
from workbench.domain.span import Span
from workbench.extract.cast import Cast
from workbench.extract.gazetteer import fold, gazetteer
from workbench.extract.lexicon import Lexicon, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.outlets import is_outlet
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.description import Description, Sort
from workbench.extract.quotes.description import rules_for as description_rules_for
from workbench.extract.quotes.offices import Offices
from workbench.extract.quotes.papers import Papers
from workbench.extract.quotes.salience import Candidate, Chosen, heaviest
from workbench.extract.quotes.source import SourceReader
from workbench.extract.quotes.who import Memory, Part, Remembered, Who, unnamed
from workbench.extract.terms import Force, Side

_NOUN_LONGEST = 24
"""Code points of what somebody is, right before the name."""
_ATTRIBUTE_LONGEST = 160
"""Code points of a relative clause that belongs to a described speaker."""
_BESIDE_WITHIN = 120
"""Code points back in which a body spoke that goes on by "tambahnya"."""
_BARE_WITHIN = 300
"""Code points back in which somebody without a name spoke whom "mereka" means."""
_VARIED_WITHIN = 300
"""Code points back in which somebody was told of who is described anew."""
_OUTLET_WITHIN = 250
"""Code points back in which an outlet was named that is called by its noun."""
_PAIR_WITHIN = 600
"""Code points back in which the two of "keduanya" are looked for."""
_SINGULAR, _ACTOR, _RIVALLED, _BESIDE = 0.85, 0.6, 0.59, 0.59
"""How sure the name behind a pronoun for one person is: only one may be meant; nobody spoke so far;
somebody else may be meant; a body that spoke beside it. On PFSA-ID the first is right in 90 %."""
_CLEAR = 1.0
"""By how much one must weigh more than whoever comes next, to be meant surely."""
_PLURAL, _JOINT_PAIR, _NAMED_PAIR = 0.7, 0.8, 0.6
"""How sure the names behind another pronoun are: of several, of two who spoke jointly, of
the two named last. Steps by judgement: the fewer may be meant, the surer."""
_BEHIND = (Side.AFTER, Side.ACCORDING)
_OFFICE, _DESCRIBED, _VARIED = 0.8, 0.65, 0.59
"""The same behind a description: one person holds the office it names; one of the sort is known;
the text was about one person right before."""


class PronounRules(NamedTuple):
    """The pronouns of one language."""

    singular: frozenset[str]
    plural: frozenset[str]
    collective: frozenset[str]
    """Plural ones that mean two people."""
    first: frozenset[str]
    reflexive: frozenset[str]
    things: frozenset[str]
    """What stands for a body, an outlet or something written, never for a person."""
    quantifiers: frozenset[str]
    one: frozenset[str]
    joint: str
    has_clitics: bool
    all: frozenset[str]
    """Every pronoun."""

    @classmethod
    def of(cls, lex: Lexicon) -> PronounRules:
        """The pronouns in the language folder."""
        singular, plural, first = (
            lex.set("pronouns", key) for key in ("singular", "plural", "first")
        )
        return cls(
            singular,
            plural,
            lex.set("pronouns", "collective"),
            first,
            lex.set("pronouns", "reflexive"),
            lex.set("pronouns", "things"),
            lex.set("frames", "quantifiers"),
            lex.set("frames", "one"),
            next(iter(lex.words("frames", "joint")), ","),
            bool(lex.words("frames", "clitics")),
            singular | plural | first,
        )


@lru_cache(maxsize=16)
def rules_for(lang: str) -> PronounRules:
    """The pronouns of a language."""
    return PronounRules.of(lexicon_for(lang))


class MeaningReader:
    """Reads whom the words of one text mean that name nobody."""

    def __init__(
        self, text: str, cast: Cast, sources: SourceReader, memory: Memory, lang: str
    ) -> None:
        self.text = text
        self.cast = cast
        self._lang = lang
        self.rules = rules_for(lang)
        self.memory = memory
        self._sources = sources
        self._descriptions = description_rules_for(lang)
        self._offices = Offices(text, cast, lang)
        self._papers = Papers(text, lang)

    def pronoun(self, span: Span, attribution: Attribution) -> Who:
        """Whom a pronoun means; open where nobody before it fits."""
        words = span.exact.lower()
        at = min(span.start, attribution.start)
        if words in self.rules.collective and (pair := self._pair(span.start)):
            return pair
        if words in self.rules.reflexive:
            return self._in_mind((at, span.start), _anybody, goes_on=True) or unnamed(
                SpeakerClass.NAMED
            )
        if words in self.rules.plural:
            several = self._latest(at, span.start, _several)
            several = several or self.memory.latest(span.start, self._bare_beside(at))
            return _meaning(several, _PLURAL)
        answers = attribution.form is not None and attribution.form.force is Force.ANSWER
        accepts = _answering if answers else _one_person
        follows = self._goes_on(attribution)
        if who := self._in_mind((at, span.start), accepts, goes_on=follows):
            return who
        return _meaning(self.memory.latest(span.start, _group_beside(at)), _BESIDE)

    def thing(self, span: Span) -> Who:
        """Whom "it" means: the body or outlet that acted or spoke last."""
        return _meaning(self.memory.latest(span.start, _body), _BESIDE)

    def _bare_beside(self, at: int) -> Callable[[Remembered], bool]:
        """Those who spoke right before, in words that may mean one or several: "pejabat Kuba"."""

        def accepts(known: Remembered) -> bool:
            first = (known.who.called or "").split(" ", 1)[0].lower()
            is_one = first in self.rules.one or first in self._descriptions.articles
            is_open = not known.who.names and bool(first) and not is_one
            return is_open and known.spoke and at - known.at < _BARE_WITHIN

        return accepts

    def _latest(
        self, at: int, later: int, accepts: Callable[[Remembered], bool]
    ) -> Remembered | None:
        return self.memory.latest(at, accepts) or self.memory.latest(later, accepts)

    def _goes_on(self, attribution: Attribution) -> bool:
        """Whether a pronoun stands behind its cue, where it means who spoke before: "katanya".
        Before its cue it means whom the text is about: "Ia mengatakan"."""
        behind = attribution.form is not None and attribution.form.side in _BEHIND
        return self.rules.has_clitics and (attribution.clitic or behind)

    def _in_mind(
        self, places: Sequence[int], accepts: Callable[[Remembered], bool], *, goes_on: bool
    ) -> Who | None:
        """Who a word means at the first of some places at which anybody may be meant."""
        for place in places:
            if chosen := self._most_in_mind(place, accepts, goes_on=goes_on):
                return _meaning(chosen.one, self._sureness(chosen))
        return None

    def _most_in_mind(
        self, at: int, accepts: Callable[[Remembered], bool], *, goes_on: bool
    ) -> Chosen | None:
        """Who a word for one person means at a place."""
        candidates = [
            Candidate(one, self.memory.sentences(one.at, at), self._is_open(one))
            for one in self.memory.candidates(at, accepts)
        ]
        return heaviest(candidates, goes_on=goes_on)

    def acting(self, at: int) -> Remembered | None:
        """Who a pronoun that opens a sentence means, whatever they do in it."""
        chosen = self._most_in_mind(at, _one_person, goes_on=False)
        return chosen.one if chosen else None

    def _sureness(self, chosen: Chosen) -> float:
        """How sure the name of the one who is meant is."""
        if chosen.margin is not None and (chosen.margin < _CLEAR or not chosen.spoke):
            return _RIVALLED
        return _SINGULAR if chosen.spoke else _ACTOR

    def _is_open(self, known: Remembered) -> bool:
        """Whether somebody is but told of by what they are: "kata perempuan yang duduk di
        belakang", but "seorang perempuan"."""
        first = (known.who.called or "").split(" ", 1)[0].lower()
        return not known.who.names and first not in self.rules.one

    def _pair(self, at: int) -> Who | None:
        """ "keduanya": the two who spoke jointly, else the last two people named."""
        joint = self.memory.latest(at, _joint)
        names: dict[str, None] = {}
        for mention in reversed(self.cast.within(max(0, at - _PAIR_WITHIN), at)):
            if mention.kind is Kind.PERSON and mention.name not in names:
                names[mention.name] = None
            if len(names) == 2:
                break
        if joint is not None and (len(names) < 2 or set(joint.who.names) & set(names)):
            return _meaning(joint, _JOINT_PAIR)
        if len(names) < 2:
            return None
        return Who(tuple(reversed(names)), SpeakerClass.NAMED, _NAMED_PAIR)

    def names_role(self, words: str) -> bool:
        """Whether words name what a person is: "pejabat itu", "juru bicara"."""
        described = self._descriptions.describe(words)
        is_person = described is not None and described.sort is Sort.PERSON
        return is_person and self._descriptions.opens_role(words)

    def points_at_one(self, words: str) -> bool:
        """Whether a phrase points at one person: "the mayor", not "the officials"."""
        pointed = self._descriptions.pointed_at(words)
        is_person = pointed is not None and pointed.sort is Sort.PERSON
        return is_person and self._descriptions.is_one(words.split()[-1])

    def may_be_person(self, words: str) -> bool:
        """Whether a phrase for one of a sort may mean a person; where articles stand before things
        as well, only if it says what somebody is: "a nurse", not "a box"."""
        return not self._descriptions.articles or self._descriptions.holds_role(words)

    def described(self, start: int, end: int) -> Who | None:
        """Whom "presiden itu" or "juru bicara Kremlin" means; None where the phrase names them."""
        words = self.text[start:end]
        pointed = self._descriptions.pointed_at(words)
        if pointed and not self._sources.people(start, end):
            return self._pointed_at(pointed, start) or self._of_role(pointed, words)
        words = self._descriptions.definite_before(self.text, start) + words
        described = self._descriptions.describe(words + self._attribute_of(end))
        if described is None or (not described.definite and words[:1].isupper()):
            return None
        lower = words[:1].islower() or self._descriptions.opens_role(words)
        if self._sources.people(start, end) and not (described.definite and lower):
            return None
        if described.sort is Sort.PERSON:
            return self._person_described(described, start)
        if described.sort is Sort.GROUP and (described.definite or words == described.head):
            group = self._group_described(described, start)
            return group or (unnamed(SpeakerClass.ORGANISATION) if described.definite else None)
        if not described.definite:
            return None
        if described.sort is Sort.OUTLET:
            return _meaning_or_none(self.memory.latest(start, _outlet))
        if described.sort is Sort.STATE:
            return _meaning_or_none(self.memory.latest(start, _state))
        if described.sort is Sort.THING:
            return self._thing_described(described, words, start)
        return self._document_described(described, start)

    def _thing_described(self, described: Description, words: str, at: int) -> Who | None:
        """ "permintaan itu": whoever spoke last; any other thing is what it is called, "kampanye
        tersebut", and never somebody."""
        if any(mark in words for mark in ",("):
            return None  # a name with what somebody is behind it
        if described.head in self._descriptions.utterances:
            return _meaning_or_none(self.memory.latest(at, _utterer))
        name = (
            self._papers.meant(described.head, at)
            or self._offices.called(described.head, at)
            or self._told_of(described.head, at)
        )
        return Who((), SpeakerClass.ROLE, 0.0, name or self._sources.bare(words))

    def _pointed_at(self, described: Description, at: int) -> Who | None:
        """The one whom "the spokesman" means, or a body that was called so: "the union"."""
        if described.sort is Sort.PERSON:
            if holder := self._offices.apposed(at):
                return Who((holder.name,), SpeakerClass.NAMED, _OFFICE)
            if held := self._offices.holders(described, at):
                return self._holder_of(held, at)
            return self._unnamed_before(described.head, at) or self._told_otherwise(described, at)
        if described.sort is Sort.OUTLET:
            return self._outlet_before(at)
        if described.sort is Sort.DOCUMENT:
            return self._sources.findings.meant(described.head, at)
        return self._body_called(described.head, at) if described.sort is Sort.GROUP else None

    def _holder_of(self, held: Sequence[Mention], at: int) -> Who | None:
        """Who is what is said: the only one, or of several the one whom the text was about."""
        if len(held) == 1:
            return Who((held[0].name,), SpeakerClass.NAMED, _DESCRIBED)
        near = {m.name for m in self.cast.within(max(0, at - _VARIED_WITHIN), at)}
        close = [one for one in held if one.name in near]
        return Who((close[0].name,), SpeakerClass.NAMED, _VARIED) if len(close) == 1 else None

    def _outlet_before(self, at: int) -> Who | None:
        """The outlet that a text spoke of last: "the Ledger reported first. The newspaper"."""
        known = self.memory.latest(at, _outlet)
        start = max(known.at if known else 0, at - _OUTLET_WITHIN)
        named = [
            m.name
            for m in self.cast.within(start, at)
            if is_outlet(m.name, self._lang) or is_outlet(m.words, self._lang)
        ]
        if named:
            return Who((named[-1],), SpeakerClass.OUTLET, _VARIED)
        return _meaning_or_none(known)

    def _body_called(self, noun: str, at: int) -> Who | None:
        """A body that was called so: "the union"; of several the last one, or the one that spoke
        right before."""
        bodies = self._offices.bodies(noun, at)
        if not bodies:
            return None
        called = noun in bodies[0].lower().split()
        if len(bodies) == 1:
            return Who((bodies[0],), SpeakerClass.ORGANISATION, _DESCRIBED if called else _BESIDE)
        if called:
            return Who((bodies[0],), SpeakerClass.ORGANISATION, _VARIED)
        known = self.memory.latest(at, _spoken_body)
        is_near = known is not None and at - known.at < _VARIED_WITHIN
        return _meaning(known, _VARIED) if is_near else None

    def _of_role(self, described: Description, words: str) -> Who | None:
        """One whom nobody is known to be, called what describes them: no name stands in it."""
        return Who((), SpeakerClass.ROLE, 0.0, words) if described.colours else None

    def _told_otherwise(self, described: Description, at: int) -> Who | None:
        """Whom the text was about right before, told of by something new: "Ana Moss left. The
        two-term senator said"; nobody where another one was named since."""
        if len(described.role) == 1 or described.head not in self._descriptions.varied:
            return None
        known = self.memory.latest(at, _named_person)
        if known is None or at - known.at > _VARIED_WITHIN:
            return None
        if known.who.names[0].split()[-1].lower() in self._descriptions.groups:
            return None  # "the Moss campaign"
        named = self.cast.ending_at(known.at)
        if named and self.text[
            max(0, named.start - _NOUN_LONGEST) : named.start
        ].rstrip().lower().endswith(described.head):
            return None  # another nominee
        since = self.cast.within(known.at, at)
        if any(m.kind is Kind.PERSON and m.name not in known.who.names for m in since):
            return None
        return _meaning(known, _VARIED)

    def _unnamed_before(self, noun: str, at: int) -> Who | None:
        """Somebody without a name who spoke last and is pointed back to by the noun: "another
        source said ... the source added"."""
        known = self.memory.latest(at, _spoke)
        called = known.who.called if known and not known.who.names else None
        return known.who if known and called and noun in called.lower().split() else None

    def _attribute_of(self, end: int) -> str:
        """The rest of "wanita yang menjabat menteri itu" behind its noun; else nothing."""
        found = self._descriptions.attribute.match(self.text, end, end + _ATTRIBUTE_LONGEST)
        return found.group() if found else ""

    def _person_described(self, described: Description, at: int) -> Who | None:
        holder = self._offices.holder(described, at)
        if holder is not None:
            return Who((holder.name,), SpeakerClass.NAMED, _OFFICE)
        if not described.definite:
            return None
        known = self.memory.latest(at, _one_person)
        return _meaning_or_none(known)

    def _group_described(self, described: Description, at: int) -> Who | None:
        """The organisation that was introduced by the noun or whose name holds it; else the last
        one that acted or spoke."""

        def is_called(known: Remembered) -> bool:
            return known.who.is_group and described.head in known.who.names[0].lower().split()

        if described.definite and (introduced := self._offices.introduced(described.head, at)):
            return Who((introduced.name,), SpeakerClass.ORGANISATION, _DESCRIBED)
        if called := self.memory.latest(at, is_called):
            return _meaning_or_none(called)
        if body := self._offices.body(described.head, at):
            return Who((body,), SpeakerClass.ORGANISATION, _DESCRIBED)
        chosen = self._most_in_mind(at, _bodily, goes_on=True) if described.definite else None
        if chosen is None:
            return None
        is_clear = chosen.margin is None or chosen.margin >= _CLEAR
        score = _DESCRIBED if is_clear else _RIVALLED
        return Who(chosen.one.who.names, SpeakerClass.ORGANISATION, score)

    def _told_of(self, noun: str, at: int) -> str | None:
        """The last such thing that said something, by what it was called."""

        def accepts(known: Remembered) -> bool:
            return (known.who.called or "").lower().startswith(f"{noun} ")

        known = self.memory.latest(at, accepts)
        return known.who.called if known else None

    def _document_described(self, described: Description, at: int) -> Who | None:
        """ "laporan itu": the last that somebody issued; "pernyataan itu": of who spoke last."""
        called = (
            self._papers.meant(described.head, at)
            or self._offices.issuer(described.head, at)
            or self._told_of(described.head, at)
        )
        if called is None and described.head not in self._descriptions.statements:
            return None
        same = (lambda known: known.who.called == called) if called else _named_speaker
        maker = self.memory.latest(at, same)
        names = maker.who.names[:1] if maker else ()
        called = called or (f"{described.head} {names[0]}" if names else None)
        if called is None or self._sources.rules.seen.search(called):
            return None
        return Who(names, SpeakerClass.DOCUMENT, _DESCRIBED if names else 0.0, called)


def _one_person(known: Remembered) -> bool:
    return known.is_one_person


def _named_person(known: Remembered) -> bool:
    named = known.who.speaker_class is SpeakerClass.NAMED
    return named and known.is_one_person and bool(known.who.names)


def _answering(known: Remembered) -> bool:
    return known.is_one_person and not known.asked


def _spoke(known: Remembered) -> bool:
    return known.spoke


def _several(known: Remembered) -> bool:
    return known.is_several


def _joint(known: Remembered) -> bool:
    return len(known.who.names) == 2


def _utterer(known: Remembered) -> bool:
    return known.is_one_person or (known.spoke and known.who.is_group)


def _named_speaker(known: Remembered) -> bool:
    return known.spoke and len(known.who.names) == 1


def _group_beside(at: int) -> Callable[[Remembered], bool]:
    """A body that spoke right before a place."""

    def accepts(known: Remembered) -> bool:
        is_body = known.who.speaker_class is SpeakerClass.ORGANISATION
        speaks = is_body and known.part is Part.SPEAKS
        return speaks and at - known.at < _BESIDE_WITHIN

    return accepts


def _of(sort: SpeakerClass) -> Callable[[Remembered], bool]:
    return lambda known: known.who.speaker_class is sort


_organisation = _of(SpeakerClass.ORGANISATION)
_outlet = _of(SpeakerClass.OUTLET)
_state = _of(SpeakerClass.STATE)


def _bodily(known: Remembered) -> bool:
    """A body; also one that bears a town's name, where it speaks."""
    if known.who.speaker_class is SpeakerClass.STATE:
        return known.spoke and fold(known.who.names[0]) not in gazetteer().countries
    return _organisation(known)


def _body(known: Remembered) -> bool:
    return known.who.is_group or _outlet(known)


def _spoken_body(known: Remembered) -> bool:
    return known.spoke and _organisation(known)


def _anybody(known: Remembered) -> bool:
    return known.is_one_person or (known.who.is_group and known.spoke)


def _meaning(known: Remembered | None, score: float) -> Who:
    """Who is meant; open where nobody is."""
    if known is None:
        return unnamed(SpeakerClass.NAMED)
    return known.who._replace(score=score if known.who.names else 0.0)


def _meaning_or_none(known: Remembered | None) -> Who | None:
    return _meaning(known, _DESCRIBED) if known else None
