"""Addresses whose articles somebody wants: asked for through the journal, and looked up.

Nothing is fetched. An address is there as soon as an article is from it, by whatever way it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from workbench.domain.address import place_of
from workbench.domain.journal import Change
from workbench.domain.wanted import Wanted
from workbench.errors import NotFoundError
from workbench.present.counting import counted
from workbench.services.workbench import Workbench, clean_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A wanted address, and the article that is from there."""

    wanted: Wanted
    number: int | None
    """None while there is none."""

    def to_record(self) -> dict[str, Any]:
        """As `wanted --json` prints it."""
        record = self.wanted.to_record()
        del record["uid"], record["place"]
        return {**record, "article": self.number}


def want(bench: Workbench, addresses: Sequence[tuple[str, str]]) -> tuple[dict[str, int], Set[str]]:
    """Ask for addresses, each with its note, as one act; place -> article for those that there is
    one of already, which are not asked for, and the places that were wanted already. Who asked
    first stays."""
    there = bench.store.wanted.there(address for address, _ in addresses)
    places = dict[str, tuple[str, str]]()
    for address, note in addresses:
        if (place := place_of(address)) and place not in there:
            places.setdefault(place, (address, note))
    known = bench.store.wanted.among(places)
    for place in known:
        del places[place]
    at = bench.now() if places else ""
    changes = [
        Change("wanted", place, None, wanted.to_record())
        for place, (address, note) in places.items()
        for wanted in [Wanted(place, clean_words(address), clean_words(note), bench.analyst, at)]
    ]
    bench.act("want", changes, counted(len(changes), "address", "addresses"))
    return there, known


def list_wanted(bench: Workbench, *, is_all: bool = False) -> list[Asked]:
    """The addresses that no article is from yet, the earliest first; or all that were asked for."""
    wanted = bench.store.wanted.all()
    there = bench.store.wanted.there(one.address for one in wanted)
    rows = [Asked(one, there.get(one.place)) for one in wanted]
    return rows if is_all else [row for row in rows if row.number is None]


def want_no_more(bench: Workbench, addresses: Iterable[str]) -> int:
    """Ask for these no more, as one act; how many. Raises NotFoundError where one is not wanted."""
    wanted = {one.place: one for one in bench.store.wanted.all()}
    changes = []
    for address in dict.fromkeys(addresses):
        found = wanted.pop(place_of(address), None)
        if found is None:
            raise NotFoundError(f"{address} is not wanted", "workbench wanted --all lists them.")
        changes.append(Change("wanted", found.uid, found.to_record(), None))
    bench.act("want no more", changes, counted(len(changes), "address", "addresses"))
    return len(changes)
