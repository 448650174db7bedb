"""Saying what sources belong to: with a date and a reason, ended, or as the table proposes it.

Each is one act, through the journal. What that makes of origins, `domain/family.py` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from workbench.domain.family import Belonging, Families, Tie
from workbench.domain.journal import Change, Entry
from workbench.domain.source import Source, SourceKind
from workbench.errors import UsageError
from workbench.services.chain import Named
from workbench.services.families import families_of
from workbench.services.publishers import proposal_for
from workbench.services.sources import NameBook
from workbench.services.workbench import Workbench, clean_words

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def set_owner(
    bench: Workbench,
    uids: Sequence[str],
    owner: Named,
    *,
    since: str = "",
    tie: Tie | None = None,
    rationale: str = "",
) -> Entry | None:
    """Say what sources belong to from a day on; an owner that is not there yet is made. tie: as is
    usual for what each source is, where none is given.

    Raises UsageError where one would belong to itself.
    """
    day = as_day(since)
    book = NameBook(bench)
    above = owner.uid or book.uid(owner.name, SourceKind.ORGANISATION)
    families = families_of(bench)
    said = []
    for uid in dict.fromkeys(uids):
        source = bench.store.sources.get(uid)
        _refuse_circle(families, source, above, day)
        how = tie or Tie.usual(source.kind)
        said.append(Belonging("", uid, families.final(above), how, day, "", rationale, ""))
    about = f"{_names(bench, uids)} to {owner.name}"
    return bench.act("belong", [*book.changes(), *_changes(bench, said)], about)


def end_belonging(
    bench: Workbench, uid: str, *, since: str = "", rationale: str = ""
) -> Entry | None:
    """Say that a source belongs to nothing from a day on, today where none is given. Raises
    UsageError where it belongs to nothing then."""
    source = bench.store.sources.get(uid)
    day = as_day(since) or bench.now()[:10]
    current = families_of(bench).belonging(uid, day)
    if current is None:
        raise UsageError(f"{source.name!r} belongs to nothing on {day}")
    ended = Belonging("", uid, None, current.tie, day, "", rationale, "")
    return bench.act("belong", _changes(bench, [ended]), f"{source.name} to nothing since {day}")


def take_proposals(bench: Workbench, sources: Iterable[Source]) -> Entry | None:
    """Say of these sources what the table of publishers proposes, and of those above them what it
    says of them, where nobody has said anything: one act. Raises UsageError where the table does
    not know one."""
    book = NameBook(bench)
    families = families_of(bench)
    said: dict[str, Belonging] = {}
    names = []
    for source in sources:
        found = proposal_for(source)
        if found is None:
            raise UsageError(f"the table of publishers does not know {source.name!r}")
        names.append(source.name)
        below = source.uid
        while found and below not in said and not families.histories.get(families.final(below)):
            owner = families.final(book.uid(found.owner, SourceKind.ORGANISATION))
            if below in (owner, *families.above(owner)):
                break
            row = Belonging("", below, owner, Tie.OWNED, found.since, "", found.rationale, "")
            said[below] = row
            below, found = owner, found.above
    return bench.act("belong", [*book.changes(), *_changes(bench, said.values())], _some(names))


def _refuse_circle(families: Families, source: Source, owner: str, day: str) -> None:
    if families.final(source.uid) in (families.final(owner), *families.above(owner, day)):
        raise UsageError(f"{source.name!r} would belong to itself", "Look at what it owns.")


def _changes(bench: Workbench, said: Iterable[Belonging]) -> list[Change]:
    """What makes these entries, in this analyst's name; none is dated before what was said of its
    source already: the last one said of a time counts, whatever a clock says."""
    changes = []
    for one in said:
        before = (other.at for other in bench.store.belongings.of(one.source))
        entry = replace(
            one,
            uid=bench.uid(),
            analyst=bench.analyst,
            rationale=" ".join(clean_words(one.rationale).split()),
            at=max(bench.now(), *before, ""),
        )
        changes.append(Change("belonging", entry.uid, None, entry.to_record()))
    return changes


def _names(bench: Workbench, uids: Sequence[str]) -> str:
    known = bench.store.sources.many(uids)
    return _some([known[uid].name for uid in uids if uid in known])


def _some(names: Sequence[str]) -> str:
    """The names in a journal's line, however many there are."""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def as_day(words: str) -> str:
    """A year, month or day as it is kept; empty for none. Raises UsageError."""
    said = words.strip()
    try:
        if said and not _DAY.fullmatch(said):
            raise ValueError(said)
        date.fromisoformat((said or "2000") + "-01-01"[len(said or "2000") - 4 :])
    except ValueError as error:
        raise UsageError(f"{words!r} is no day", "As 2019, 2019-05 or 2019-05-14.") from error
    return said
