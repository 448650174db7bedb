"""Values that a filter's field may have in this database: what is offered while one is typed.

A few of each, those that are used most first, read beside the keys. What only colleagues made is
offered as far as it may be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workbench.present.counting import counted
from workbench.services.asking import seen_selections
from workbench.services.verdicts import verdicts_of
from workbench.services.workbench import Workbench

_MOST = 60
Offered = Sequence[tuple[str, str]]
"""Values, and words on each."""


class Offering:
    """What is offered while one filter is typed: each field is read once for all its keys, but for
    sources, which are looked up by what was typed. verdicts: those of the analyst's settings."""

    def __init__(self, bench: Workbench, verdicts: Sequence[str] = ()) -> None:
        self._bench = bench
        self._own = verdicts
        self._kept: dict[str, Offered] = {}

    def values(self, field: str, typed: str) -> Offered:
        """What a field may be, where the database or the settings know it. typed: how it begins,
        where that narrows what is looked for."""
        if field in _LOOKED_UP:
            return self._read(field, typed)
        if field not in self._kept:
            self._kept[field] = self._read(field, "")
        return self._kept[field]

    def _read(self, field: str, typed: str) -> Offered:
        offer = _OFFERS.get(field)
        known = offer(self._bench, typed)[:_MOST] if offer else ()
        if field != "verdict":
            return known
        used = {word for word, _ in known}
        listed = verdicts_of(self._bench, self._own)
        return [*known, *((word, "") for word in listed if word not in used)]


def _selections(bench: Workbench, typed: str) -> Offered:
    return [(one.name, one.told) for one in seen_selections(bench)]


def _languages(bench: Workbench, typed: str) -> Offered:
    return [(lang, _of_latest(many)) for lang, many in bench.store.offered.languages()]


def _outlets(bench: Workbench, typed: str) -> Offered:
    return [(name, _of_latest(many)) for name, many in bench.store.offered.outlets()]


def _of_latest(many: int) -> str:
    return f"{counted(many, 'article')} of the latest"


def _sources(bench: Workbench, typed: str) -> Offered:
    from workbench.services.sources import find_sources

    return [
        (one.source.name, one.source.kind.value) for one in find_sources(bench, typed, limit=12)
    ]


def _owners(bench: Workbench, typed: str) -> Offered:
    from workbench.services.families import kin

    houses = dict.fromkeys(name for one in kin(bench) for name in (one.house, one.owner))
    return [(name, "") for name in houses]


def _topics(bench: Workbench, typed: str) -> Offered:
    from workbench.services.topics import list_topics

    return [(one.name, counted(one.claims, "claim")) for one in list_topics(bench)]


def _tags(bench: Workbench, typed: str) -> Offered:
    from workbench.services.tags import list_tags

    return [
        (one.name, f"{counted(one.articles, 'article')}, {counted(one.claims, 'claim')}")
        for one in list_tags(bench)
    ]


def _verdicts(bench: Workbench, typed: str) -> Offered:
    known = bench.store.offered.verdicts(bench.viewer)
    return [(one, counted(many, "claim")) for one, many in known]


def _analysts(bench: Workbench, typed: str) -> Offered:
    return [
        ("me", bench.analyst),
        *((name, "") for name in bench.store.offered.analysts(bench.viewer)),
    ]


_OFFERS: Mapping[str, Callable[[Workbench, str], Offered]] = {
    "in": _selections,
    "lang": _languages,
    "outlet": _outlets,
    "source": _sources,
    "origin": _sources,
    "owner": _owners,
    "family": _owners,
    "topic": _topics,
    "tag": _tags,
    "verdict": _verdicts,
    "by": _analysts,
    "assigned": _analysts,
}
_LOOKED_UP = ("source", "origin")
"""Fields of which too many are there to read them all."""
