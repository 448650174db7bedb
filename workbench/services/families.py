"""What sources belong to, told: a source's family, the houses, and what the table proposes.

The history of a source is everybody's, as its ratings are. Nothing here writes, and nothing here
decides what families make of origins: `domain/family.py` does. Named tuples, as each list of claims
and sources loads them, and they take a tenth of the time of dataclasses to make.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.family import Belonging, Families, Proposal
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.domain.source import Source


class FamilyCard(NamedTuple):
    """What a source belongs to and what belongs to it."""

    history: tuple[Belonging, ...]
    """Its own entries, those that begin first in front."""
    above: tuple[str, ...]
    """Names of what it belongs to now, nearest first."""
    members: tuple[Belonging, ...]
    """The entries by which others belong to it now."""
    names: Mapping[str, str]
    """Uid -> name, of all that these name."""
    proposal: Proposal | None
    """What the table of publishers says of it, where nobody has said anything."""


class Kin(NamedTuple):
    """A source with what it belongs to now."""

    uid: str
    entry: Belonging
    name: str
    owner: str
    house: str
    """Names: the source's, of what it belongs to, and of who stands above all."""


class Proposed(NamedTuple):
    """A source that the table of publishers knows, and nobody has said anything of."""

    source: Source
    proposal: Proposal


def families_of(bench: Workbench) -> Families:
    """What every source belongs to, at any date."""
    return Families.of(bench.store.belongings.all(), bench.store.sources.merges())


def names_in(bench: Workbench, families: Families) -> dict[str, str]:
    """Uid -> name of every source that a family names, the merged ones as the final one; "?" of one
    that cannot be read."""
    every = [one for history in families.histories.values() for one in history]
    named = {uid for one in every for uid in (one.source, one.owner) if uid}
    uids = named | {families.final(uid) for uid in named}
    final = bench.store.sources.many(map(families.final, uids))
    return {uid: source.name if (source := final.get(families.final(uid))) else "?" for uid in uids}


def family_card(bench: Workbench, source: Source) -> FamilyCard:
    """What is known of a source's family."""
    from workbench.services.publishers import proposal_for

    families = families_of(bench)
    names = names_in(bench, families)
    history = families.histories.get(source.uid, ())
    return FamilyCard(
        history,
        tuple(names[uid] for uid in families.above(source.uid)),
        families.members(source.uid),
        names,
        None if history else proposal_for(source),
    )


def proposals(bench: Workbench) -> list[Proposed]:
    """What the table of publishers says of sources that nobody has said anything of, by name."""
    from workbench.services.publishers import proposal_for

    families = families_of(bench)
    return [
        Proposed(source, found)
        for source in bench.store.sources.all()
        if source.uid not in families.same_as and source.uid not in families.histories
        if (found := proposal_for(source))
    ]


def proposed_of(bench: Workbench, uids: Iterable[str]) -> list[Source]:
    """Those of some sources that `proposals` has."""
    wanted = set(uids)
    return [one.source for one in proposals(bench) if one.source.uid in wanted]


def kin(bench: Workbench) -> list[Kin]:
    """Everything that belongs to something now, by house; in a house who stands higher first."""
    families = families_of(bench)
    names = names_in(bench, families)
    found = []
    for uid in families.histories:
        if (entry := families.belonging(uid)) and entry.owner:
            house = names[families.house(uid)]
            one = Kin(uid, entry, names[uid], names[families.final(entry.owner)], house)
            found.append(((house, len(families.above(uid)), one.owner, one.name), one))
    return [one for _, one in sorted(found, key=lambda ranked: ranked[0])]


def owners_of(bench: Workbench) -> dict[str, tuple[str, ...]]:
    """Uid of each source that belongs to something now -> names of that, nearest first."""
    families = families_of(bench)
    names = names_in(bench, families)
    above = {uid: families.above(uid) for uid in families.histories}
    return {uid: tuple(names[one] for one in every) for uid, every in above.items() if every}
