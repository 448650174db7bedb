"""What a journal must be: one chain, whose replay gives exactly the things that are there.

Knows no store: rows of the journal and what stands now are handed in, each once. Of a thing only a
fingerprint of its record is remembered, which differs from process to process and goes nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from workbench.domain.journal import GENESIS, TAKE_IN, UNDO, Entry, Record, Standing, compact
from workbench.domain.past import Key, Past, past_uid, traced
from workbench.domain.problem import Problem, Rebuild

_COMPUTED = {"carried": Rebuild.CARRIED, "past": Rebuild.PASTS}
"""What the program worked out and no person said: the journal is where it is taken from again."""
_GONE = 0
"""The fingerprint of what is not there."""
_NOTHING = "null"
"""In canonical form."""


class Kept(NamedTuple):
    """An entry as a store keeps it."""

    seq: int
    analyst: str
    op: str
    body: bytes
    prev: str
    hash: str


def check_chain(entries: Iterable[Kept], head: str | None) -> Iterator[Problem]:
    """That every entry follows from the one before. entries: oldest first. head: a hash that must
    be among them, as a whole or its first digits: a cut tail shows only so."""
    prev, expected = GENESIS, 1
    is_seen = head is None or GENESIS.startswith(head)
    for seq, _, _, body, stored_prev, digest in entries:
        if seq != expected:
            yield Problem(f"journal: entry {expected} is missing")
        if stored_prev != prev or sha256(prev.encode("ascii") + body).hexdigest() != digest:
            yield Problem(f"journal: the chain breaks at entry {seq}")
        is_seen = is_seen or digest.startswith(head or "")
        prev, expected = digest, seq + 1
    if not is_seen:
        yield Problem(f"journal: no entry has the hash {head}: it was cut or replaced")


class Replay:
    """What the journal says is there, and which entries touched it."""

    def __init__(self, imported: Iterable[tuple[str, Record]]) -> None:
        """imported: uid and metadata of every article as it was imported, which no entry says."""
        self._state = {("metadata", uid): _fingerprint(compact(record)) for uid, record in imported}
        self._touched: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._pasts: dict[Key, Past] = {}
        self._taken_in: set[int] = set()
        """Numbers of the entries that took in what was made elsewhere."""

    def take(self, kept: Kept) -> Iterator[Problem]:
        """Make the changes of an entry."""
        seq, analyst, op, body, _, _ = kept
        try:
            entry = Entry.from_bytes(body)
            told = [(_told(change.before), _told(change.after)) for change in entry.changes]
            is_canonical = _canonical(entry, told).encode("utf-8") == body
        except (ValueError, KeyError, TypeError, AttributeError):
            yield Problem(f"journal: entry {seq} cannot be read")
            return
        if (entry.seq, entry.analyst, entry.op) != (seq, analyst, op):
            yield Problem(f"journal: the columns of entry {seq} are not those of its body")
        if not is_canonical:
            yield Problem(f"journal: entry {seq} is not in canonical form")
        for change, (before, after) in zip(entry.changes, told, strict=True):
            key = change.entity, change.uid
            if self._state.get(key, _GONE) != _fingerprint(before):
                yield Problem(
                    f"journal: entry {seq} changes {change.entity} {change.uid} from a state that "
                    "was not there"
                )
            self._state[key] = _fingerprint(after)
            self._touched[key].append(seq)
        self._trace(entry)

    def _trace(self, entry: Entry) -> None:
        """What the entry makes of the pasts of what it changes."""
        forgets = entry.op == UNDO and entry.undoes in self._taken_in
        if entry.op == TAKE_IN:
            self._taken_in.add(entry.seq)
        for key, past in [*traced(entry.changes, self._pasts.get, forgets=forgets)]:
            self._pasts.pop(key, None)
            if past:
                self._pasts[key] = past
            told = compact(past.to_record(key)) if past else _NOTHING
            self._state["past", past_uid(key)] = _fingerprint(told)

    def compare(self, standing: Mapping[str, Iterable[Standing]]) -> Iterator[Problem]:
        """What differs between the journal's last word and what is there. standing: entity -> each
        of its things."""
        for unknown in sorted({name for name, _ in self._state} - standing.keys()):
            yield Problem(f"journal: nobody knows what {unknown!r} is")
        for name, things in standing.items():
            rebuild = _COMPUTED.get(name)
            for uid, record in things:
                said = self._state.pop((name, uid), _GONE)
                if said == _GONE:
                    yield Problem(f"{name} {uid}: the journal knows nothing of it", rebuild)
                elif record is not None and _fingerprint(compact(record)) == said:
                    continue
                elif (name, uid) in self._touched:
                    yield Problem(f"{name} {uid}: not what the journal says", rebuild)
                else:
                    yield Problem(f"{name} of {uid}: changed outside the journal", rebuild)
        for (name, uid), said in self._state.items():
            if said != _GONE and name in standing:
                words = f"{name} {uid}: not what the journal says"
                yield Problem(words, _COMPUTED.get(name))

    def compare_versions(self, touched: Iterable[tuple[str, str, int]]) -> Iterator[Problem]:
        """Whether the entries that touched each thing are counted as they are. touched: entity,
        uid and number of an entry."""
        for entity, uid, seq in touched:
            seqs = self._touched.get((entity, uid), [])
            if seq not in seqs:
                yield Problem(f"{entity} {uid}: entry {seq} never touched it", Rebuild.VERSIONS)
            seqs[:] = [one for one in seqs if one != seq]
        for (entity, uid), seqs in self._touched.items():
            for seq in dict.fromkeys(seqs):
                yield Problem(f"{entity} {uid}: its entry {seq} is not counted", Rebuild.VERSIONS)


def _canonical(entry: Entry, told: Sequence[tuple[str, str]]) -> str:
    """An entry in canonical form, of whose changes before and after are in it already: most of its
    length, and needed by themselves."""
    changes = (
        f'{{"after":{after},"before":{before},"entity":{compact(change.entity)},'
        f'"uid":{compact(change.uid)}}}'
        for change, (before, after) in zip(entry.changes, told, strict=True)
    )
    return (
        f'{{"about":{compact(entry.about)},"analyst":{compact(entry.analyst)},'
        f'"at":{compact(entry.at)},"changes":[{",".join(changes)}],"op":{compact(entry.op)},'
        f'"seq":{compact(entry.seq)},"session":{_told(entry.session)},'
        f'"undoes":{_told(entry.undoes)}}}'
    )


def _told(value: object) -> str:
    """A value in canonical form; mostly there is none."""
    return _NOTHING if value is None else compact(value)


def _fingerprint(told: str) -> int:
    """Of a record in canonical form; never that of what is not there."""
    return _GONE if told == _NOTHING else hash(told) or 1
