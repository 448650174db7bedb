"""Reads one stretch of an article: its acts with who and whom, things, numbers, what is not so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from workbench.domain.fact import Kind, Name, Quantity
from workbench.domain.signature import Act, Amount, Bound, Mood, Named
from workbench.extract.gazetteer import fold
from workbench.extract.kept import compiled
from workbench.extract.signing.concepts import (
    Concepts,
    Read,
    counts,
    moods,
    parts,
    passing_on,
    telling,
)
from workbench.extract.signing.counted import FEWEST, Counted, age_of, sharpened
from workbench.extract.signing.naming import country_of, key_of
from workbench.extract.signing.rules import Rules
from workbench.extract.signing.tokens import Token

_REACH = 5
"""Words behind a negation, or a word that says that nothing is done yet, that it may speak for."""
_NOT, _UNWILLING, _ENDED = "not", "unwilling", "no_more"
"""What an act does to those behind it that says that they are not done: "fail"; one that does so to
verbs alone: "reject"; and one that does so to the verb right behind it: "stop"."""
_MOST = 400
"""Words of a statement that are read; what is longer is none."""
_PHRASE = 4
"""Words of what is denied by how it begins."""
_LABEL = compiled(r"([A-Za-z]{1,10})-(\d{1,3})")
_CAUSE = "cause"
"""An act that has for its agent what is the cause of something."""


@dataclass(slots=True)
class _Clause:
    """What a clause was found to hold so far."""

    keys: list[tuple[int, str]] = field(default_factory=list)
    """Names and things, by place in the row of tokens."""
    acts: list[_Said] = field(default_factory=list)
    agent: int = -1
    """Place of an "oleh"."""


@dataclass(frozen=True, slots=True)
class _Said:
    """An act where it stands."""

    at: int
    end: int
    concepts: frozenset[str]
    negated: bool
    mood: Mood
    passive: bool
    is_verb: bool


@dataclass(frozen=True, slots=True)
class _Negation:
    """How far a denying word reaches."""

    at: int = -9
    until: int = -1
    is_of_all: bool = False
    """Whether it denies all of the clause: "none of"; else the next act."""
    joined_at: int = -1
    """Where a word may stand that takes it on: "neither arrested nor charged"."""


class Reading:
    """One stretch, read once."""

    def __init__(self, rules: Rules, concepts: Concepts, is_denied: bool) -> None:
        self._rules = rules
        self._concepts = concepts
        self._denied = is_denied
        self._clause = _Clause()
        self._numbers: list[tuple[int, Quantity]] = []
        self._last: list[str] = []
        self._negation = _Negation()
        self._denied_until = -1
        self._mood, self._mood_until = Mood.DONE, -1
        self._is_mood_of_noun = False
        self._tokens: Sequence[Token] = ()
        self._words: list[str] = []
        self._counted = Counted(rules, concepts, ())
        self.acts: list[Act] = []
        self.things: set[frozenset[str]] = set()
        self.denied: set[str] = set()
        self.words: set[str] = set()
        self.proper: set[str] = set()
        self.labels: set[str] = set()
        self._labelled = (-9, "")
        self.places: set[Named] = set()
        self.amounts: list[Amount] = []
        self.because: set[str] = set()
        self._cause_at, self._cause_until = -1, -1

    def read(self, tokens: Sequence[Token]) -> None:
        """Read the tokens of a statement."""
        self._tokens = tokens[:_MOST]
        self._words = [token.word for token in self._tokens]
        self._counted = Counted(self._rules, self._concepts, self._tokens)
        joined = (_LABEL.fullmatch(one.word) for one in self._tokens if one.has_capital)
        self.labels = {" ".join(label.groups()).casefold() for label in joined if label}
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.fact is not None:
                self._take_fact(token, at)
                at += 1
            elif token.number is not None:
                at += self._take_number(token, at)
            else:
                at += self._take_word(token, at)
        self._close()

    def _take_fact(self, token: Token, at: int) -> None:
        fact = token.fact
        assert fact is not None
        if isinstance(fact.attributes, Quantity):
            self._numbers.append((at, fact.attributes))
        elif isinstance(fact.attributes, Name) and not self._is_where(fact.kind, at):
            key = key_of(fact.kind, self._rules.bare_name(fact.attributes.name))
            self._clause.keys.append((at, key))
            self._deny_next(key, at)

    def _is_where(self, kind: Kind, at: int) -> bool:
        """Whether a place is where something is done, which does nothing itself: "in Zamfara"."""
        return kind is Kind.PLACE and at > 0 and self._words[at - 1] in self._rules.elsewhere

    def _take_number(self, token: Token, at: int) -> int:
        """Take a number that is no fact; how many tokens it is."""
        value = token.number or 0.0
        if token.score is not None:
            self.amounts.append(Amount(value, token.score, "score", frozenset()))
            return 1
        if at and self._words[at - 1] in self._rules.clock:
            return 1
        if token.is_age or self._counted.is_age(at, value):
            self.amounts.append(age_of(value))
            return 1
        before = self._tokens[at - 1] if at else None
        is_named = before and (before.is_proper or (before.fact and before.fact.kind in _NAMES))
        is_named = is_named and not self._counted.unit_before(at)
        if at == self._labelled[0] + 2 and self._words[at - 1] in self._rules.listing:
            self._label(self._labelled[1], at, value)  # "Pasal 27 dan 28"
            return 1
        if self._counted.is_numbered(at) or (is_named and not self._counted.is_counted(at)):
            token = self._tokens[at - 1]  # "Boeing 787", "Pasal 27"
            self._label(token.fact.span.exact.split()[-1] if token.fact else token.word, at, value)
            return 1
        if 0 < at <= self._negation.at + 2 and value == 1:
            return 1  # "tak satu pun"
        if self._counted.is_of_date(at, value):
            return 1
        whole = self._counted.whole(at, value)
        if whole:
            share = value / whole[0] * 100
            share_of_all = Quantity(share, unit="percent", approximate=True)
            self._numbers.append((at + whole[1] - 1, share_of_all))
            return whole[1]
        if (
            value == 1
            and token.is_word
            and not (self._counted.is_counted(at) or self._is_whoever(at))
        ):
            return 1  # "orang nomor satu", "one on Sumatra and one on Borneo"
        self._numbers.append((at, Quantity(value, approximate=token.is_about)))
        return 1

    def _label(self, head: str, at: int, value: float) -> None:
        """Keep that one of many is told from the others by a number."""
        if head:
            self.labels.add(f"{fold(head)} {value:.12g}")
            self._labelled = at, head

    def _is_whoever(self, at: int) -> bool:
        """Whether a number is of whom an act is about, right behind it or at the beginning of its
        clause: "killed one", "Satu tewas"."""
        before = self._words[at - 1] if at else ""
        if before and self._concepts.word(before).is_act:
            return True
        if before[:1].isalnum() and before not in self._rules.breaks:
            return False
        return any(self._concepts.read(self._words, one).is_act for one in self._behind(at))

    def _behind(self, at: int) -> Iterator[int]:
        """The places of an act right behind a number, or behind one word: "one was killed"."""
        for one in range(at + 1, min(at + 3, len(self._words))):
            word = self._words[one]
            if not word or word in self._rules.elsewhere:
                return
            yield one

    def _take_word(self, token: Token, at: int) -> int:
        """Take a word, or the phrase that begins with it; how many tokens it is."""
        word, rules = token.word, self._rules
        if not word[:1].isalnum() or word in rules.breaks:
            self._close()
            is_cause = word in rules.causes and not self._is_since(at)
            self._cause_at, self._cause_until = at, at + _REACH if is_cause else -1
            if word in rules.relative:
                self._clause.keys.extend((-1, key) for key in self._last)
            if told := rules.moods.get(word):
                self._mood, self._mood_until = told, at + 2 * _REACH
            if word in rules.contrasts or word[:1] in ".;!?,":
                self._negation = _Negation()
            return 1
        if word in rules.agents:
            self._clause.agent = at
            if self._clause.acts and _CAUSE in self._clause.acts[-1].concepts:
                self._cause_at, self._cause_until = at, at + _REACH
            return 1
        if word in rules.both and self._is_both(at):
            return 1
        read = self._read(token, at)
        if denied := self._denied_part(word, read, at):
            self._negation = _Negation(at - 1, at)
            read = denied
        if word in rules.negation_ends and self._negation.at + 1 < at:
            self._negation = _Negation()
        if word in rules.causes:
            if not self._is_since(at):
                self._cause_at, self._cause_until = at, at + _REACH
            if not read.is_act:
                return 1
        if rules.negates(word) and not read.concepts:
            self._deny(word, at)
            return 1
        if told := rules.moods.get(word):
            self._mood, self._mood_until = told, at + 2 * _REACH
            self._is_mood_of_noun = False
        if at == self._negation.joined_at and word in rules.either:
            self._negation = _Negation(at, at + _REACH)
        if self._is_cause(at):
            self.because.update(read.concepts)
        if read.is_act:
            self._take_act(read, at)
        elif read.concepts:
            self._take_thing(read, at)
        elif read.stem:
            self._take_unknown(token, read, at)
        return read.size

    def _denied_part(self, word: str, read: Read, at: int) -> Read | None:
        """What a word denies that begins so: "nonmigas", "non-oil and gas"; None of another."""
        for beginning in self._rules.denying_beginnings:
            rest = word.removeprefix(beginning)
            if len(rest) < len(word) and (not read.concepts or "-" in word):
                found = self._concepts.read([rest, *self._words[at + 1 : at + _PHRASE]], 0)
                if found.concepts and not found.is_act:
                    return found
        return None

    def _is_both(self, at: int) -> bool:
        """Whether a word stands before a thing and behind none: "kedua negara", "hari kedua"."""
        before, behind = (self._words[one : one + 1] for one in (at - 1, at + 1))
        if not behind or not behind[0]:
            return False
        read = self._concepts.read(self._words, at + 1)
        is_of_thing = bool(before and before[0]) and self._is_thing(at - 1)
        return bool(read.concepts) and not read.is_act and not is_of_thing

    def _is_thing(self, at: int) -> bool:
        read = self._concepts.word(self._words[at])
        return bool(read.concepts) and not read.is_act

    def _is_cause(self, at: int) -> bool:
        """Whether a word is of what is given as a cause; not behind "bukan akibat"."""
        is_denied = self._negation.at < self._cause_at and at <= self._negation.until
        return self._cause_at < at <= self._cause_until and not is_denied

    def _is_since(self, at: int) -> bool:
        """Whether a time or a number stands behind a word, so that it tells no cause: "from May";
        or before one that says what was earlier: "a day after"."""
        is_earlier = self._rules.moods.get(self._words[at]) is Mood.EARLIER
        before = self._tokens[max(0, at - 1) : at] if is_earlier else ()
        beside = (*before, *self._tokens[at + 1 : at + 2])
        return any(
            one.number is not None or (one.fact and one.fact.kind in (Kind.TIME, Kind.QUANTITY))
            for one in beside
        )

    def _read(self, token: Token, at: int) -> Read:
        """What a word or phrase stands for; a capital behind "in" is of a name, whatever the stem
        of its letters means: "Penjaringan"."""
        if token.is_proper and at and self._words[at - 1] in self._rules.where:
            return self._concepts.named(self._words, at)
        return self._concepts.read(self._words, at)

    def _deny(self, word: str, at: int) -> None:
        rules = self._rules
        following = self._words[at + 1] if at + 1 < len(self._words) else ""
        if word in rules.of_next:
            self._negation = _Negation(at, self._end_of_noun(at + 1))
            return
        if self._negation.is_of_all and at <= self._negation.until:
            self._negation = _Negation()  # "nobody without"
            return
        if word in rules.of_objects and self._deny_last(at):
            return
        is_of_all = word in rules.of_all or following in rules.of_all_before
        self._negation = _Negation(at, at + 2 * _REACH, is_of_all)
        if word in rules.not_yet:
            self._mood, self._mood_until = Mood.SUPPOSED, at + _REACH
        if word in rules.not_to_come:
            self._mood, self._mood_until = Mood.PLANNED, at + 2 * _REACH

    def _end_of_noun(self, at: int) -> int:
        """Where the noun ends that is denied from a place on: "(without) any serious harm"."""
        while at < len(self._words) and self._words[at] in self._rules.before_nouns:
            at += 1
        while at + 1 < len(self._words):
            behind, read = self._words[at + 1], self._concepts.read(self._words, at + 1)
            is_noun = behind[:1].isalnum() and behind not in self._rules.breaks
            if not is_noun or read.is_act or behind in self._rules.ordinary:
                break
            at += 1
        return at

    def _deny_last(self, at: int) -> bool:
        """Deny the verb whose object is denied: "found no bomb". Whether there is one right
        before, and not one that tells: "said no bomb was found"."""
        acts = self._clause.acts
        if not acts or acts[-1].end != at or not acts[-1].is_verb or acts[-1].negated:
            return False
        if not acts[-1].concepts.isdisjoint(telling()):
            return False
        acts[-1] = replace(acts[-1], negated=True)
        self._negation = _Negation(at)  # so that "no one" is no number
        return True

    def _take_act(self, read: Read, at: int) -> None:
        negation = self._negation
        negated = at <= negation.until
        concepts, end = frozenset(read.concepts), at + read.size
        before = self._words[at - 1] if at else ""
        is_verb = self._rules.is_verb(before, self._words[at])
        passive = self._is_passive(at, end)
        if passive and self._is_mood_of_noun:  # "the request was turned down"
            self._mood_until = -1
        shown = self._mood if at <= self._mood_until else Mood.DONE
        self._clause.acts.append(_Said(at, end, concepts, negated, shown, passive, is_verb))
        if not is_verb:
            self._clause.keys.extend((at, concept) for concept in concepts)
        if negated and not negation.is_of_all:
            until = end + _REACH if not concepts.isdisjoint(passing_on()) else -1
            self._negation = _Negation(negation.at, until, joined_at=end)
        for concept in read.concepts:
            after = moods().get(concept)
            is_ended = after == _ENDED and not passive and self._is_what_ends(end)
            is_refused = after == _UNWILLING and self._is_verb_next(end)
            if after == _NOT or is_refused or is_ended:
                self._negation = _Negation() if negated else _Negation(at, at + 2 * _REACH)
            elif after and after not in (_UNWILLING, _ENDED):
                self._mood, self._mood_until = Mood(after), at + 4 * _REACH
                self._is_mood_of_noun = not is_verb

    def _is_verb_next(self, at: int) -> bool:
        if at >= len(self._words):
            return False
        word, rules = self._words[at], self._rules
        return word in rules.before_verbs or word.startswith(rules.verb_beginnings)

    def _is_what_ends(self, at: int) -> bool:
        """Whether a verb follows that says what has ended: "stopped paying"."""
        if at >= len(self._words) or not self._words[at]:
            return False
        word, rules = self._words[at], self._rules
        is_verb = word.startswith(rules.verb_beginnings) or word.endswith(rules.verb_endings)
        return is_verb and self._concepts.read(self._words, at).is_act

    def _take_thing(self, read: Read, at: int) -> None:
        concepts = frozenset(read.concepts)
        self.things.add(concepts)
        self._clause.keys.extend((at, concept) for concept in concepts)
        for concept in concepts:
            if (share := parts().get(concept)) is not None:
                part = Amount(share, share, "percent", frozenset(), Bound.ABOUT)
                self.amounts.append(part)
            if (many := counts().get(concept)) is not None:
                self._numbers.append((at + read.size - 1, Quantity(many)))
        self._deny_near(concepts, at, read.size)

    def _deny_near(self, concepts: frozenset[str], at: int, size: int) -> None:
        """Deny a thing right behind a negation, or behind what it has denied: "no serious harm"."""
        is_near = at - 2 <= self._negation.at or at == self._denied_until
        if at <= self._negation.until and is_near:
            self.denied.update(concepts)
            self._denied_until = at + size

    def _deny_next(self, name: str, at: int) -> None:
        if at and at - 1 == self._negation.at and self._words[at - 1] in self._rules.of_names:
            self.denied.add(name)

    def _take_unknown(self, token: Token, read: Read, at: int) -> None:
        folded = fold(token.word)
        is_ordinary = token.word.casefold() in self._rules.ordinary
        if token.has_capital and (country := country_of(folded)):
            self.places.add(Named(country, frozenset((folded,)), country))
            self._clause.keys.append((at, country))
        elif token.has_capital and not is_ordinary and folded:
            self.proper.add(folded)
            self._clause.keys.append((at, folded))
            self._deny_next(folded, at)
        elif not is_ordinary and len(read.stem) >= FEWEST:
            self.words.add(read.stem)
            if self._is_cause(at):
                self.because.add(read.stem)
            self._clause.keys.append((at, read.stem))
            self._deny_near(frozenset((read.stem,)), at, 1)

    def _is_passive(self, at: int, end: int) -> bool:
        """Whether an act, of one word or a phrase as "tidak dikabulkan", is done to its subject."""
        begins = self._concepts.passive
        if begins and any(word.startswith(begins) for word in self._words[at:end]):
            return True
        before = self._words[max(0, at - 3) : at]
        return any(word in self._concepts.passive_before for word in before)

    def _close(self) -> None:
        """Take what a clause holds."""
        clause = self._clause
        for said in clause.acts:
            by, to = self._roles(said) if said.is_verb else (frozenset(), self._done_to(said))
            negated = said.negated != self._denied
            self.acts.append(Act(said.concepts, negated, said.mood, by, to))
        for at, quantity in self._numbers:
            if amount := self._counted.amount(at, quantity, clause.acts):
                is_exact = at > 0 and self._words[at - 1] in self._rules.exactly
                rough = self.amounts[-1] if is_exact and self._is_rough() else None
                if rough and (sharp := sharpened(rough, amount)):
                    self.amounts[-1] = sharp
                else:
                    self.amounts.append(amount)
        last = max((at for at, _ in clause.keys), default=0)
        self._last = [key for at, key in clause.keys if at >= last - 1]
        self._clause, self._numbers = _Clause(), []

    def _is_rough(self) -> bool:
        """Whether the last amount is no exact one."""
        last = self.amounts[-1] if self.amounts else None
        return last is not None and (last.low != last.high or last.bound is Bound.ABOUT)

    def _roles(self, said: _Said) -> tuple[frozenset[str], frozenset[str]]:
        """Who does an act and to whom: what stands before it and behind it, the other way about in
        a passive. The agent of a passive stands behind "oleh", or right behind the verb."""
        keys = self._clause.keys
        before = frozenset(key for at, key in keys if at < said.at)
        behind = frozenset(key for at, key in keys if at > said.at)
        if not said.passive:
            return before, behind
        agent = self._clause.agent
        first = (
            agent + 1 if agent >= 0 else said.end if self._concepts.passive else len(self._words)
        )
        last = len(self._words) if agent >= 0 else first
        by_agent = frozenset(key for at, key in keys if first <= at <= last)
        return by_agent, before | (behind - by_agent)

    def _done_to(self, said: _Said) -> frozenset[str]:
        """What an act that is told as a noun is done to: the thing right beside it, "ekspor batu
        bara", "coal exports"; a name may as well be who does it."""
        near = {at for at in (said.at - 1, said.end) if 0 <= at < len(self._tokens)}
        near -= {at for at in near if self._tokens[at].fact or self._tokens[at].has_capital}
        return frozenset(key for at, key in self._clause.keys if at in near)


_NAMES = frozenset((Kind.PERSON, Kind.ORGANISATION, Kind.PLACE))
