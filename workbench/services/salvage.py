"""A new, sound database of a damaged one, and a list of what could not be read.

The damaged file is only read. What is not good enough for the new one (texts that are not what
was imported, entries of the journal behind a break) is put beside it, so that nothing readable is
thrown away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.member import Task
from workbench.errors import BusyError, DataError, UsageError
from workbench.files import new_file, put_where_nothing_is
from workbench.match.duplicates import sketch
from workbench.policy import OPEN, Deed, Policy
from workbench.services.extraction import find_facts
from workbench.services.likenesses import keep_likenesses
from workbench.services.proof import verify
from workbench.services.rewrites import make_gists
from workbench.services.roles import require_at
from workbench.services.workbench import Workbench, utc_now
from workbench.store import Access, Place, open_store
from workbench.store.salvage import Gleaned, Rebuilt, glean, open_scratch, rebuild, rebuilding_in
from workbench.store.swap import part_of
from workbench.stored.checksum import UNJOURNALLED

BESIDE = ".salvage"
"""The ending of the folder beside a new database."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a new database holds."""

    articles: int
    entries: int
    head: str
    old_head: str
    """Of the damaged journal, as far as all before it is proved."""
    is_whole: bool
    """Whether no text and nothing of people's work is lost: then the two heads are one."""
    problems: tuple[str, ...]
    """What could not be read, a line each."""
    anew: int
    """Articles whose facts were computed anew."""
    righted: int
    """Texts and entries of which one wrong byte was put right."""
    beside: Path | None
    """The folder with what is not in the new database."""


def salvage(damaged: Path, new: Path, *, analyst: str, policy: Policy = OPEN) -> Salvaged:
    """Make a new database of what can be read of a damaged one. Raises UsageError where there is
    no such file, or something at the new place; DataError where nothing can be read."""
    policy.require(Deed.READ_FILES)
    policy.require(Deed.WRITE_FILES)
    require_at(Place(damaged), Task.COPY)
    if not damaged.is_file():
        raise UsageError(f"{damaged} is not a file", "Name the damaged database.")
    beside = new.with_name(new.name + BESIDE)
    for place in (new, beside):
        if os.path.lexists(place):
            raise UsageError(f"{place} is there already", "Name a new file.")
    try:
        with part_of(new) as part, part_of(new) as scratch_path:
            gleaned, rebuilt = _rebuilt(damaged, part, scratch_path, analyst)
            entries, head = _finished(part, rebuilt, analyst)
            is_beside = _put_beside(beside, rebuilt)
            try:
                put_where_nothing_is(part, new)
            except FileExistsError as error:
                raise UsageError(f"{new} is there already", "Name a new file.") from error
    except OSError as error:
        raise BusyError(f"cannot make {new} ({error.strerror})", "Name another place.") from error
    return Salvaged(
        len(rebuilt.added),
        entries,
        head,
        rebuilt.chain.head,
        rebuilt.is_whole,
        tuple(_problems(gleaned, rebuilt, beside if is_beside else None)),
        len(rebuilt.anew),
        gleaned.righted,
        beside if is_beside else None,
    )


def _rebuilt(
    damaged: Path, part: Path, scratch_path: Path, analyst: str
) -> tuple[Gleaned, Rebuilt]:
    for path in (part, scratch_path):
        new_file(path)
    open_store(part).close()
    with closing(open_scratch(scratch_path)) as scratch:
        gleaned = glean(damaged, scratch)
        with rebuilding_in(part) as connection:
            rebuilt = rebuild(
                scratch,
                connection,
                gleaned,
                analyst=analyst,
                at=utc_now(),
                sketch=sketch,
                find=find_facts,
            )
            if not (
                rebuilt.added or rebuilt.chain.kept or rebuilt.unproved or rebuilt.texts.damaged
            ):
                raise DataError(f"nothing in {damaged} can be read", "Restore a backup.")
    return gleaned, rebuilt


def _finished(part: Path, rebuilt: Rebuilt, analyst: str) -> tuple[int, str]:
    """Number and hash of the last entry, once the new database is proved."""
    with open_store(part) as store:
        bench = Workbench(store, analyst)
        keep_likenesses(bench, rebuilt.added)
        make_gists(bench, [one.number for one in rebuilt.added])
    with open_store(part, Access.READ) as store:
        for problem in verify(store):
            raise DataError(f"what was read does not verify: {problem}", "Restore a backup.")
        return store.journal.head()


def _put_beside(folder: Path, rebuilt: Rebuilt) -> bool:
    """Put what the new database does not hold into a folder; whether there is anything."""
    chain, texts = rebuilt.chain, rebuilt.texts
    if not (chain.behind or chain.unproved or texts.damaged):
        return False
    folder.mkdir(mode=0o700)
    if chain.behind or chain.unproved:
        records: list[dict[str, object]] = [
            {"seq": one.seq, "prev": one.prev, "hash": one.hash, "body": one.body}
            for one in chain.behind
        ]
        records += [{"unproved": body} for body in chain.unproved]
        lines = (json.dumps(record) + "\n" for record in records)
        _write(folder / "entries.jsonl", "".join(lines).encode())
    for number, raw in texts.damaged.items():
        _write(folder / f"{number}.txt", raw)
    return True


def _write(path: Path, content: bytes) -> None:
    new_file(path)
    path.write_bytes(content)


def _problems(gleaned: Gleaned, rebuilt: Rebuilt, beside: Path | None) -> Iterator[str]:
    texts, chain = rebuilt.texts, rebuilt.chain
    if gleaned.lost_pages:
        yield f"pages that are lost: {gleaned.lost_pages}"
    if gleaned.unread_frames:
        yield f"parts of the log that are damaged: {gleaned.unread_frames}"
    for number in sorted(texts.lost):
        kept = f"; its bytes are in {beside}" if beside and number in texts.damaged else ""
        yield f"article #{number}: {texts.lost[number]}{kept}"
    for first, last in _ranges(chain.lost):
        yield f"journal: {_entries(first, last)} cannot be read"
    behind = [one.seq for one in chain.behind]
    for first, last in _ranges(behind):
        yield (
            f"journal: {_entries(first, last)} came after a break: kept, with new hashes; as they "
            f"were in {beside}"
        )
    if chain.lost:  # else the journal tells what they held
        for table, count in sorted(gleaned.unread.items()):
            if table not in UNJOURNALLED:
                yield f"{table}: rows that cannot be read: {count}"
    yield from rebuilt.refused
    yield from rebuilt.unproved
    for table, count in sorted(rebuilt.rows.items()):
        yield f"{table}: {count} {'row is' if count == 1 else 'rows are'} lost"


def _entries(first: int, last: int) -> str:
    return f"entry {first}" if first == last else f"entries {first} to {last}"


def _ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers in ascending order as ranges, both ends included."""
    begun: list[int] = []
    for number in numbers:
        if begun and number != begun[1] + 1:
            yield begun[0], begun[1]
            begun = []
        begun = [begun[0] if begun else number, number]
    if begun:
        yield begun[0], begun[1]
