"""What a damaged journal still proves.

An entry is proved by a hash that stands elsewhere: its own, the one that the next entry follows,
or the one in the index over hashes. Behind a gap entries keep their numbers and bodies; in the
place of each lost one stands an entry that says so, and that brings things to where the next known
entry found them. Their hashes are new from the gap on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from workbench.domain.journal import GENESIS, SALVAGE, Change, Entry, Record, chain_hash

Row = tuple[int, str, str, str]
"""Number, body, prev and hash, as they are stored."""
Key = tuple[str, str]
"""Entity and uid."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that is proved, with the hashes that it had."""

    seq: int
    body: str
    prev: str
    hash: str

    @property
    def entry(self) -> Entry:
        """The entry itself, read each time: there may be a hundred thousand of them."""
        return Entry.from_bytes(self.body)


@dataclass(slots=True)
class Chain:
    """The journal as far as it can be read."""

    kept: dict[int, Kept] = field(default_factory=dict)
    """By number."""
    unproved: list[str] = field(default_factory=list)
    """Bodies that no hash proves."""
    last: int = 0
    """The highest number that the journal ever had, as far as anything says so."""

    @property
    def lost(self) -> list[int]:
        """The numbers of the entries that are not proved."""
        return [seq for seq in range(1, self.last + 1) if seq not in self.kept]

    @property
    def whole_until(self) -> int:
        """The last entry that is proved together with all before it."""
        seq, head = 0, GENESIS
        while (kept := self.kept.get(seq + 1)) and kept.prev == head:
            seq, head = seq + 1, kept.hash
        return seq

    @property
    def head(self) -> str:
        """The hash of that entry."""
        seq = self.whole_until
        return self.kept[seq].hash if seq else GENESIS

    @property
    def behind(self) -> list[Kept]:
        """The entries behind it, each proved only by itself."""
        first = self.whole_until
        return [self.kept[seq] for seq in sorted(self.kept) if seq > first]


def read_chain(rows: Iterable[Row], *, hashes: Collection[str], last: int, unread: int) -> Chain:
    """The journal of these rows. hashes: those that stand elsewhere; last: the highest number of
    an entry that anything else tells of; unread: how many rows of it are known to be lost."""
    stored = sorted(rows)
    witnesses = {*hashes, *(one for _, _, prev, digest in stored for one in (prev, digest))}
    chain = Chain(last=last)
    running = GENESIS
    for _, body, prev, digest in stored:
        kept = _proved(body, (prev, running), witnesses)
        if kept is None:
            chain.unproved.append(body)
        else:
            chain.kept.setdefault(kept.seq, kept)
        running = kept.hash if kept else digest
    chain.last = max(last, *chain.kept, 0)
    known = max(len(hashes), len(stored) + unread)
    chain.last += max(0, known - len(chain.kept) - len(chain.lost))
    return chain


def _proved(body: str, prevs: Iterable[str], witnesses: set[str]) -> Kept | None:
    raw = body.encode("utf-8")
    for prev in prevs:
        if prev.isascii() and (digest := chain_hash(prev, raw)) in witnesses:
            try:
                entry = Entry.from_bytes(body)
                if entry.to_bytes() == raw:
                    return Kept(entry.seq, body, prev, digest)
            except (ValueError, KeyError, TypeError, AttributeError):
                return None
    return None


def filled(chain: Chain, *, analyst: str, at: str) -> Iterator[Entry]:
    """The entries of the new journal in order. A gap at the end is left to whoever knows what the
    tables hold."""
    state: dict[Key, Record | None] = {}
    end = max(chain.kept, default=0)
    for seq in range(1, end + 1):
        if seq in chain.kept:
            entry = chain.kept[seq].entry
        else:
            changes = _leading(chain, seq, state)
            about = f"in the place of entry {seq}, which cannot be read"
            entry = Entry(seq, at, analyst, None, SALVAGE, changes, about=about)
        state.update({(one.entity, one.uid): one.after for one in entry.changes})
        yield entry


def _leading(chain: Chain, gap: int, state: dict[Key, Record | None]) -> tuple[Change, ...]:
    """What the lost entries before gap's next one must have changed: things that the entries up to
    the next gap found otherwise than the ones before had left them."""
    changes = []
    seen: set[Key] = set()
    seq = gap + 1
    while seq in chain.kept:  # not where the next is lost as well
        for change in chain.kept[seq].entry.changes:
            key = change.entity, change.uid
            if key not in seen and (key in state or change.before is not None):
                before = state.get(key)
                if before != change.before and not _is_imported(key, state):
                    changes.append(Change(*key, before, change.before))
            seen.add(key)
        seq += 1
    return tuple(changes)


def _is_imported(key: Key, state: dict[Key, Record | None]) -> bool:
    """Whether it is metadata that nobody had changed: the journal does not say what that was."""
    return key[0] == "metadata" and key not in state


def touched_last(chain: Chain) -> dict[Key, int]:
    """The last known entry that changed each thing."""
    return {
        (change.entity, change.uid): seq
        for seq in sorted(chain.kept)
        for change in chain.kept[seq].entry.changes
    }
