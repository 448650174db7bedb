"""Values that a filter's field may have in this database: what is offered while one is typed.

A few of each, those that are used most first, read beside the keys. What only colleagues made is
offered as far as it may be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workbench.present.counting import counted
from workbench.services.colleagues import Sight
from workbench.services.workbench import Workbench

_MOST = 60
Offered = Sequence[tuple[str, str]]
"""Values, and words on each."""


def values_of(bench: Workbench, sight: Sight, field: str, typed: str) -> Offered:
    """What a field may be, where a database knows it. typed: how it begins, where that narrows what
    is looked for."""
    offer = _OFFERS.get(field)
    return offer(bench, sight, typed)[:_MOST] if offer else ()


def _selections(bench: Workbench, sight: Sight, typed: str) -> Offered:
    return [(one.name, one.told) for one in bench.store.selections.all()]


def _languages(bench: Workbench, sight: Sight, typed: str) -> Offered:
    return [(lang, _of_latest(many)) for lang, many in bench.store.offered.languages()]


def _outlets(bench: Workbench, sight: Sight, typed: str) -> Offered:
    return [(name, _of_latest(many)) for name, many in bench.store.offered.outlets()]


def _of_latest(many: int) -> str:
    return f"{counted(many, 'article')} of the latest"


def _sources(bench: Workbench, sight: Sight, typed: str) -> Offered:
    from workbench.services.sources import find_sources

    return [
        (one.source.name, one.source.kind.value) for one in find_sources(bench, typed, limit=12)
    ]


def _owners(bench: Workbench, sight: Sight, typed: str) -> Offered:
    from workbench.services.families import kin

    houses = dict.fromkeys(name for one in kin(bench) for name in (one.house, one.owner))
    return [(name, "") for name in houses]


def _topics(bench: Workbench, sight: Sight, typed: str) -> Offered:
    from workbench.services.topics import list_topics

    return [(one.name, counted(one.claims, "claim")) for one in list_topics(bench, sight)]


def _tags(bench: Workbench, sight: Sight, typed: str) -> Offered:
    from workbench.services.tags import list_tags

    return [
        (one.name, f"{counted(one.articles, 'article')}, {counted(one.claims, 'claim')}")
        for one in list_tags(bench, sight)
    ]


def _verdicts(bench: Workbench, sight: Sight, typed: str) -> Offered:
    viewer = "" if sight is Sight.ALL else bench.analyst
    return [(one, counted(many, "claim")) for one, many in bench.store.offered.verdicts(viewer)]


def _analysts(bench: Workbench, sight: Sight, typed: str) -> Offered:
    return [("me", bench.analyst), *((name, "") for name in bench.store.offered.analysts())]


_OFFERS: Mapping[str, Callable[[Workbench, Sight, str], Offered]] = {
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
}
