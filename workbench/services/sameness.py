"""Sources that may be one: what is suggested, with where an article says so, and the answers.

Suggestions are worked out anew; answers go through the journal: a merge, or that two are not the
same, after which nobody is asked again. Nothing is merged by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.domain.excerpt import Excerpt
from workbench.domain.journal import Change, Entry
from workbench.domain.naming import fold_name, is_somebody
from workbench.domain.sameness import Sameness, Suggested
from workbench.domain.source import SourceKind, Unalike, pair_uid
from workbench.errors import UsageError
from workbench.match.acronyms import is_short
from workbench.match.said import full_names, holders
from workbench.match.sameness import Candidate, Pair, alike
from workbench.services.workbench import Workbench

_READ = 8
"""Articles that are read for what they say of one name, the newest ones."""
_OFFICES = (SourceKind.GROUP, SourceKind.PERSON, SourceKind.UNKNOWN)
"""What a source is that may be an office."""


def suggested_merges(bench: Workbench) -> list[Suggested]:
    """The pairs of sources that may be one and that nobody answered: what an article says first,
    then by reason and by the name of who stays."""
    sources = bench.store.sources
    candidates = [Candidate(*one) for one in sources.standing()]
    answered = _answered(bench)
    found = {
        uid: (pair, said)
        for pair, said in _pairs(bench, candidates)
        if (uid := pair_uid(pair.key, pair.into)) not in answered
    }
    known = sources.many(key for pair, _ in found.values() for key in (pair.key, pair.into))
    suggested = [
        Suggested(known[pair.key], known[pair.into], pair.why, said)
        for pair, said in found.values()
    ]
    return sorted(suggested, key=_order)


def _order(one: Suggested) -> tuple[bool, int, str, str]:
    why = list(Sameness).index(one.why)
    return one.said is None, why, fold_name(one.into.name), fold_name(one.source.name)


def say_unalike(bench: Workbench, one: str, other: str) -> Entry | None:
    """Say that two sources are not the same; None where that was said. Raises UsageError."""
    named = bench.store.sources
    merges = named.merges()
    first, second = (named.get(merges.get(uid, uid)) for uid in (one, other))
    if first.uid == second.uid:
        raise UsageError(f"{first.name!r} is one source", "Undo the merge, if they are two.")
    pair = Unalike.between(first.uid, second.uid, bench.analyst, bench.now())
    if any(said.uid == pair.uid for said in named.unalikes(first.uid)):
        return None
    change = Change("unalike", pair.uid, None, pair.to_record())
    return bench.act("not the same", [change], f"{first.name} and {second.name}")


def _answered(bench: Workbench) -> set[str]:
    """The pairs that are not the same, as the final sources are; a merge answers by itself."""
    merges = bench.store.sources.merges()
    return {
        pair_uid(merges.get(one.source, one.source), merges.get(one.other, one.other))
        for one in bench.store.sources.unalikes()
    }


# Where they come from --------------------------------------------------------------------------


def _pairs(
    bench: Workbench, candidates: Sequence[Candidate]
) -> Iterator[tuple[Pair, Excerpt | None]]:
    """What articles say comes last, and so counts before what names alone suggest."""
    by_name = alike(candidates, _are_two_places)
    yield from ((pair, None) for pair in by_name)
    yield from _full_names(bench, candidates)
    yield from _holders(bench, candidates)


def _are_two_places(one: str, other: str) -> bool:
    from workbench.extract import is_place

    return is_place(one) and is_place(other)


def _full_names(
    bench: Workbench, candidates: Sequence[Candidate]
) -> Iterator[tuple[Pair, Excerpt]]:
    """Acronyms that an article puts behind the full name of one source."""
    known = _by_name(candidates)
    by_key = {source.key: source for source in candidates}
    for source in candidates:
        for short in filter(is_short, source.names):
            said = [
                (place.key, Excerpt.of(number, text, place.start, place.end))
                for number, text in bench.store.search.holding(short, limit=_READ)
                for place in full_names(text, short, known)
                if by_key[place.key].is_of(source)
            ]
            yield from _one(source.key, said, Sameness.ACRONYM)


def _holders(bench: Workbench, candidates: Sequence[Candidate]) -> Iterator[tuple[Pair, Excerpt]]:
    """Offices behind which articles name one person."""
    persons = _by_name(one for one in candidates if one.kind is SourceKind.PERSON)
    for source in candidates:
        for office in source.names:
            if source.kind in _OFFICES and _is_office(office):
                said = [
                    (place.key, Excerpt.of(number, text, place.start, place.end))
                    for number, text in bench.store.search.holding(office, limit=_READ)
                    for place in holders(text, office, persons)
                ]
                yield from _one(source.key, said, Sameness.OFFICE)


def _is_office(name: str) -> bool:
    """Whether a name may be an office: a title and what it is of."""
    from workbench.extract import is_title

    words = name.split()
    return len(words) > 1 and not is_somebody(name) and any(map(is_title, words))


def _by_name(candidates: Iterable[Candidate]) -> Mapping[str, str]:
    """Folded names with the one source that each means; none that means several."""
    found: dict[str, str] = {}
    several = set()
    for source in candidates:
        for name in source.names:
            folded = fold_name(name)
            if found.setdefault(folded, source.key) != source.key:
                several.add(folded)
    return {folded: key for folded, key in found.items() if folded not in several}


def _one(
    key: str, said: Sequence[tuple[str, Excerpt]], why: Sameness
) -> Iterator[tuple[Pair, Excerpt]]:
    """What articles say of one source, where all say the same."""
    others = {other for other, _ in said} - {key}
    if len(others) == 1:
        other = others.pop()
        yield Pair(key, other, why), next(excerpt for at, excerpt in said if at == other)
