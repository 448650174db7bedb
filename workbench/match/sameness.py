"""Which sources may be one, by their names alone: spellings, parts of a name, acronyms.

Every name is looked up by keys that it shares with those it may be; no two names are compared for
any other reason, so that the time grows with the names. Two persons who share a family name, or
any single word, are never suggested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from workbench.domain.naming import is_somebody
from workbench.domain.sameness import Sameness
from workbench.domain.source import SourceKind
from workbench.match.acronyms import FullNames, is_short
from workbench.match.spelling import Slip, Spelled, is_slip, spelled

_SORTS = dict.fromkeys((SourceKind.OUTLET, SourceKind.AGENCY), SourceKind.ORGANISATION)
"""Kinds that are bodies as well."""
_MOST_ALIKE = 6
"""Names that share a key: more of them are a series, as "Polsek A" and "Polsek B"."""
_LEAST_JOINED = 3
"""Letters of a name of one word that is written in two ways."""
_LONGEST_PART = 6
"""Words of a part of a person's name."""


class Candidate(NamedTuple):
    """A source with all its names, its own first."""

    key: str
    kind: SourceKind
    names: tuple[str, ...]

    @property
    def may_be_person(self) -> bool:
        """Whether it may be somebody."""
        return self.kind in (SourceKind.PERSON, SourceKind.UNKNOWN)

    @property
    def may_be_body(self) -> bool:
        """Whether it may be anything but somebody."""
        return self.kind is not SourceKind.PERSON

    def is_of(self, other: Candidate) -> bool:
        """Whether the two may be one as far as it goes what they are: somebody and a body are not,
        nor an office and a body."""
        sorts = {_SORTS.get(one.kind, one.kind) for one in (self, other)} - {SourceKind.UNKNOWN}
        return len(sorts) < 2


class Pair(NamedTuple):
    """Two sources that may be one."""

    key: str
    into: str
    """The one whose name says more; of two spellings the one that came first."""
    why: Sameness


class _Named(NamedTuple):
    """One name of a source."""

    source: Candidate
    name: str
    how: Spelled


def alike(
    sources: Iterable[Candidate], are_apart: Callable[[str, str], bool] = lambda one, other: False
) -> list[Pair]:
    """The pairs that may be one, each once. sources: those that came first in front. are_apart:
    whether two folded words are different things although they look alike, as two places are."""
    named = [one for source in sources for one in _named(source)]
    persons = [one for one in named if one.source.may_be_person]
    bodies = [one for one in named if one.source.may_be_body]
    found: dict[frozenset[str], Pair] = {}
    for pair in (
        *_spellings(bodies, is_person=False),
        *_slips(bodies, are_apart, is_person=False),
        *_acronyms(bodies),
        *_spellings(persons, is_person=True),
        *_slips(persons, are_apart, is_person=True),
        *_parts(persons),
    ):
        found.setdefault(frozenset((pair.key, pair.into)), pair)
    return list(found.values())


def _named(source: Candidate) -> Iterator[_Named]:
    """The names by which a source is compared: none of a document, nor of somebody unnamed, as
    "experts" are others in another text."""
    if source.kind is SourceKind.DOCUMENT:
        return
    is_person = source.kind is SourceKind.PERSON
    for name in source.names:
        how = spelled(name, is_person=is_person)
        is_anyone = is_somebody(name) or (
            source.kind is SourceKind.GROUP and len(how.words) == 1 and not is_short(name)
        )
        if how.words and not is_anyone:
            yield _Named(source, name, how)


def _spellings(names: Sequence[_Named], *, is_person: bool) -> Iterator[Pair]:
    """Names that are one when case, forms and spelling do not count."""
    by_key: defaultdict[str, list[_Named]] = defaultdict(list)
    for one in names:
        if len(one.how.words) > 1 or (not is_person and len(one.how.joined) >= _LEAST_JOINED):
            by_key[one.how.joined].append(one)
    for group in by_key.values():
        for one, other in _two(group):
            yield Pair(other.source.key, one.source.key, Sameness.SPELLING)


def _slips(
    names: Sequence[_Named], are_apart: Callable[[str, str], bool], *, is_person: bool
) -> Iterator[Pair]:
    """Names that are one but for a letter in one word; of a person's two it is not the first: who
    shares the other may be a relative."""
    by_key: defaultdict[Slip, list[_Named]] = defaultdict(list)
    for one in names:
        if is_person and len(one.how.words) < 2:
            continue
        for key in one.how.slips():
            if not is_person or key.at or len(one.how.words) > 2:
                by_key[key].append(one)
    for key, group in by_key.items():
        for one, other in _two(group) if len(group) > 1 else ():
            mine, theirs = one.how.sounds[key.at], other.how.sounds[key.at]
            words = one.how.words[key.at], other.how.words[key.at]
            if is_slip(mine, theirs, is_person=is_person) and not are_apart(*words):
                yield Pair(other.source.key, one.source.key, Sameness.SPELLING)


def _two(group: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """The pairs of different sources in a group, none of a series."""
    if len({one.source.key for one in group}) > _MOST_ALIKE:
        return
    for one, other in combinations(group, 2):
        if one.source.key != other.source.key:
            yield one, other


def _acronyms(names: Sequence[_Named]) -> Iterator[Pair]:
    """Short names, each with the one full name that it may be made of."""
    full = FullNames((one.source, one.how.words) for one in names)
    for one in names:
        if is_short(one.name):
            fitting = [other for other in full.of(one.name) if other.is_of(one.source)]
            found = {other.key for other in fitting} - {one.source.key}
            if len(found) == 1:
                yield Pair(one.source.key, found.pop(), Sameness.ACRONYM)


def _parts(names: Sequence[_Named]) -> Iterator[Pair]:
    """Names of two words or more that stand in the longer name of one person only."""
    inside: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in names:
        for part in _parts_of(one.how.sounds):
            inside[part].add(one.source.key)
    for one in names:
        longer = inside.get(one.how.sounds, set()) - {one.source.key}
        if len(longer) == 1:
            yield Pair(one.source.key, longer.pop(), Sameness.PART)


def _parts_of(sounds: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The stretches of two words or more, without the whole."""
    for length in range(2, min(len(sounds), _LONGEST_PART + 1)):
        for start in range(min(len(sounds), 12) - length + 1):
            yield sounds[start : start + length]
