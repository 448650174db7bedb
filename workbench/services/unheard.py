"""Who is named in what a story says, and says nothing in it: whom to ask next.

By name alone, as the texts have it: who speaks under another name is listed too, with a doubt that
is the reader's. Reads each article's facts: not for the key path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from workbench.domain.counterpart import Place
from workbench.domain.fact import Fact, Kind, Name
from workbench.domain.naming import fold_name
from workbench.errors import DataError
from workbench.services.story import Story
from workbench.services.view import final_sources
from workbench.services.workbench import Workbench

_MOST = 300
"""Articles that are read, the newest."""
_SHORTEST = 3
"""Letters of a name."""


class Unheard(NamedTuple):
    """Somebody who is spoken of."""

    name: str
    articles: tuple[int, ...]
    """Numbers of those whose statements name them."""

    @property
    def where(self) -> str:
        """These in words."""
        return " ".join(f"#{number}" for number in self.articles)


def unheard(bench: Workbench, story: Story) -> list[Unheard]:
    """The people and bodies that statements of a story name, and that speak nowhere in it: whom
    most articles name first."""
    places: defaultdict[int, list[Place]] = defaultdict(list)
    for group in story.groups:
        for place in group.places:
            places[place.number].append(place)
    heard = {*_sources(bench, story), *(outlet for outlet, _ in story.names.values())}
    spoken_of: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for number in story.numbers[-_MOST:]:
        facts = _facts(bench, number, places[number])
        heard |= {name for fact in facts for hop in fact.chain for name in hop.names}
        for name in _named(facts, places[number]):
            spoken_of[name].setdefault(number, name)
    known = _Known((*heard, *spoken_of))
    heard_by: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    for words in (frozenset(known.key(name).split()) for name in heard):
        for word in words:
            heard_by[word].add(words)
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for name, there in spoken_of.items():
        found[known.key(name)] |= there
    unheard = [
        Unheard(min(there.values(), key=len), tuple(sorted(there)))
        for key, there in found.items()
        if len(key) >= _SHORTEST and not _is_heard(frozenset(key.split()), heard_by)
    ]
    return sorted(unheard, key=lambda one: (-len(one.articles), one.name))


class _Known:
    """What names are called by alone: "Bank Indonesia" of "Bank Indonesia (BI)", and of "BI" where
    it stands so in one of them."""

    def __init__(self, names: Iterable[str]) -> None:
        halves = [name.partition(" (") for name in names]
        self._long = {fold_name(short): fold_name(long) for long, _, short in halves if short}

    def key(self, name: str) -> str:
        """The key of a name."""
        key = fold_name(name.partition(" (")[0])
        return self._long.get(key, key)


def _is_heard(name: frozenset[str], heard: Mapping[str, Iterable[frozenset[str]]]) -> bool:
    """Whether somebody who speaks has a name, or a part of it, or a longer one. heard: their names
    by each of their words."""
    return any(name <= one or one <= name for word in name for one in heard.get(word, ()))


def _sources(bench: Workbench, story: Story) -> Iterator[str]:
    """The names of those who speak in claims, all that each has."""
    uids = [one.uid for those in story.claims.values() for one in those]
    claims = bench.store.claims.many(uids)
    named = {uid for claim in claims for hop in claim.hops for uid in hop.sources}
    found = final_sources(bench, named).values()
    return (name for source in found for name in (source.name, *source.aliases))


def _facts(bench: Workbench, number: int, places: Iterable[Place]) -> list[Fact]:
    try:
        return bench.store.facts.stated(number, {place.start for place in places})
    except DataError:
        bench.store.leave_out(f"article #{number}")
        return []


def _named(facts: Iterable[Fact], places: Iterable[Place]) -> Iterator[str]:
    """Whom an article names within its statements."""
    within = [*places]
    for fact in facts:
        if fact.kind in (Kind.PERSON, Kind.ORGANISATION) and isinstance(fact.attributes, Name):
            span = fact.span
            if any(place.start <= span.start and span.end <= place.end for place in within):
                yield fact.attributes.name
