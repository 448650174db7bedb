"""Undo and redo. Undo takes back my own last act, wherever it was; imports and runs are no acts.

An answer that an extraction run moved to other bounds since is taken back where it stands now.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from workbench.domain.filter.fields import ENTRY_FIELDS
from workbench.domain.journal import REDO, UNDO, Change, Entry, Record
from workbench.domain.ledger import OvertakenError
from workbench.domain.past import PAST, past_uid
from workbench.errors import ConflictError
from workbench.present.counting import counted
from workbench.services.asking import terms_of
from workbench.services.seen import seen_entries
from workbench.services.workbench import Workbench
from workbench.verbs.journal import Chained

_PAGE = 500
"""Entries that are read at once."""


def undo(bench: Workbench) -> Entry | None:
    """Take back the analyst's last act; None when there is none. Raises ConflictError with the
    reason when somebody changed the same thing since, LostError when another file is read by now,
    whose last act is another."""
    return _take_back_last(bench, bench.store.journal.to_undo, UNDO)


def redo(bench: Workbench) -> Entry | None:
    """Do again what was last undone; None when there is nothing, or something new was done. Raises
    as `undo` does."""
    return _take_back_last(bench, bench.store.journal.to_redo, REDO)


def _take_back_last(
    bench: Workbench, target_of: Callable[[str], Entry | None], op: str
) -> Entry | None:
    """Take back what target_of names for the analyst; chosen anew where she has done something else
    meanwhile, at another desk: no act is passed over by the undo of an earlier one."""
    bench.require_to_record()
    while True:
        bench.store.look()
        last_of = partial(bench.store.journal.last_of, bench.analyst)
        with bench.store.snapshot():
            bench.store.ahead(last_of, partial(target_of, bench.analyst))
            last, target = last_of(), target_of(bench.analyst)
        if target is None:
            return None
        with suppress(OvertakenError):
            return _take_back(bench, target, op, last)


def _take_back(bench: Workbench, target: Entry, op: str, last: int) -> Entry:
    _refuse_where_begun(bench, target, op)
    for run in bench.store.journal.runs(after=target.seq):
        from workbench.domain.following import carried  # only where a run came since

        target = replace(target, changes=carried(target.changes, run))
    target = replace(target, changes=_without_used_sources(bench, target))
    entry = _applied(bench, target, op, last)
    if any(change.entity == "metadata" for change in entry.changes):
        from workbench.services.extraction import extract_after

        extract_after(bench, touched_articles(bench, entry))
    return entry


def _refuse_where_begun(bench: Workbench, target: Entry, op: str) -> None:
    """Raise ConflictError where articles would be taken from somebody who has begun them since they
    were given to her."""
    given = [
        change.uid
        for change in target.changes
        if change.entity == "assignment" and change.before is None
    ]
    begun = bench.store.worked.begun_since(given, target.seq) if given and op == UNDO else []
    if begun:
        articles = counted(len(begun), "article")
        raise ConflictError(
            f"cannot undo {target.op!r} ({target.about}): {articles} of it "
            f"{'was' if len(begun) == 1 else 'were'} begun since by whom it gave them to",
            "workbench select unassign takes back from each what is not finished, and move gives "
            "it to somebody else.",
        )


def _applied(bench: Workbench, target: Entry, op: str, last: int) -> Entry:
    """Record the inverse of an entry. Raises ConflictError with the reason where somebody changed
    the same things since, OvertakenError where the analyst did something else."""
    try:
        return bench.store.journal.apply(
            target.inverse(),
            analyst=bench.analyst,
            at=bench.now(),
            op=op,
            about=target.about if target.op in (UNDO, REDO) else f"{target.op}: {target.about}",
            session=bench.session,
            undoes=target.seq,
            last=last,
        )
    except OvertakenError:
        raise
    except ConflictError as conflict:
        raise ConflictError(
            f"cannot {op} {target.op!r} ({target.about}): {conflict.what}",
            "The later change stays; undo that one first, or edit the thing itself.",
            mine=conflict.mine,
            theirs=conflict.theirs,
        ) from conflict


def _without_used_sources(bench: Workbench, target: Entry) -> tuple[Change, ...]:
    """The entry's changes without the making of sources that others use by now: those stay. An act
    that made nothing else stays whole, and is refused with the reason."""
    made = {
        change.uid: change.after
        for change in target.changes
        if change.entity == "source" and change.before is None and change.after is not None
    }
    kept = {uid for uid, record in made.items() if _is_used(bench, uid, record, target)}
    while merged := {made[uid]["same_as"] for uid in kept} & made.keys() - kept:
        kept |= merged
    stays = {("source", uid) for uid in kept} | {(PAST, past_uid(("source", uid))) for uid in kept}
    rest = tuple(
        change
        for change in target.changes
        if change.before is not None or (change.entity, change.uid) not in stays
    )
    return rest or target.changes


def _is_used(bench: Workbench, uid: str, record: Record, target: Entry) -> bool:
    """Whether a source that target made was edited, or is named by what target did not make."""
    sources = bench.store.sources
    own = {change.uid for change in target.changes}
    return (
        bench.store.journal.current("source", uid) != record
        or any(claim not in own for claim, _ in sources.claims_through(uid))
        or any(rating.uid not in own for rating in sources.ratings(uid))
        or any(one.uid not in own for one in bench.store.belongings.naming(uid))
        or any(pair.uid not in own for pair in sources.unalikes(uid))
        or any(note.uid not in own for note in bench.store.notes.on([uid]))
        or any(end == uid and other not in own for other, end in sources.merges().items())
        or any(bench.store.articles.get(n).uid not in own for n in sources.articles_of(uid))
    )


def entries_where(bench: Workbench, words: str, limit: int) -> list[Entry]:
    """The newest entries that a filter leaves and the analyst may see, newest first. Raises
    UsageError."""
    return [one.entry for one in _seen(bench, words, limit)]


def records_of_entries(bench: Workbench, limit: int, words: str = "") -> Iterator[dict[str, Any]]:
    """The newest journal entries that a filter leaves and the analyst may see, newest first, each
    with its place in the hash chain: `hash` is sha256 of `prev` and the entry without both, as
    canonical JSON. Raises UsageError."""
    for one in _seen(bench, words, limit):
        yield json.loads(one.body) | {"prev": one.prev, "hash": one.hash}


def _seen(bench: Workbench, words: str, limit: int) -> Iterator[Chained]:
    terms = terms_of(bench, words, ENTRY_FIELDS)
    before = None
    while limit > 0:
        page = bench.store.journal.chained(min(limit, _PAGE), terms, before=before)
        if not page:
            return
        seen = {entry.seq for entry in seen_entries(bench, (one.entry for one in page))}
        yield from (one for one in page if one.entry.seq in seen)
        limit -= len(seen)
        before = page[-1].entry.seq


def touched_articles(bench: Workbench, entry: Entry) -> list[int]:
    """Numbers of the articles that an entry is about: where the desk shows what was undone."""
    uids: list[str] = []
    for change in entry.changes:
        record = change.after or change.before or {}
        if change.entity == "metadata":
            uids.append(change.uid)
        elif "article" in record:
            uids.append(record["article"])
    numbers = bench.store.articles.numbers_of(uids)
    return [numbers[uid] for uid in dict.fromkeys(uids) if uid in numbers]
