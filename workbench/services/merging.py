"""What comes in from another database, record by record, against what is here.

What only they changed is taken, what only we changed stays, and what both changed waits for an
answer while ours stays. So does what cannot stand here by itself: an assessment of a claim that was
removed here, or the removal of a claim that somebody here has assessed. Nothing is written here:
the changes are one act of whoever asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workbench.domain.arrival import WITH_CLAIM, Answer, Arrival, ArrivalKind
from workbench.domain.journal import Change, Record
from workbench.domain.past import PAST, Key, Meeting, Past, first_past, meeting, past_uid
from workbench.domain.references import references
from workbench.domain.span import Span
from workbench.services.stayed import Stay, Stayed
from workbench.services.takers import Taker
from workbench.services.workbench import Workbench

_ORDER = (
    "topic", "guideline", "source", "rating", "belonging", "unalike", "habit", "metadata", "state",
    "decision", "relay", "claim", "carried", "assessment", "link", "note", "nothing", "tag", "flag",
    "ruling", "dispute", "unrelated",
)  # fmt: skip
"""Each behind what it names."""
_TWICE = "it came twice, and the first counts"
_POINTING = ("topic", "source")
"""What may be the same as another one."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record of another database, as it would stand here."""

    entity: str
    uid: str
    record: Record | None
    """None where it was removed there."""
    past: Past | None = None
    """None where nobody told."""
    article: str = ""
    """Uid of the article here that it is about."""
    is_drawn: bool = False
    """Whether the tool made it whose file it came in: what it is there now is newer than what came
    from there before."""
    asks: str = ""
    """Why somebody is to be asked before it changes what is here."""

    @property
    def key(self) -> Key:
        """The record here that it is a state of."""
        return self.entity, self.uid


class Merge:
    """What comes in at once."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._incoming: dict[Key, Incoming] = {}
        self._made: set[Key] = set()
        self._records: dict[Key, Record | None] = {}
        """What is to be changed, and into what."""
        self._pasts: dict[Key, Past] = {}
        self._joined: dict[Key, list[Past]] = {}
        self._arrivals: dict[Key, Arrival] = {}
        self._placeless: dict[Key, tuple[ArrivalKind, str, tuple[Span, ...]]] = {}
        """Why what has no place here has none, and where its words may stand."""
        self._here: dict[Key, Record | None] = {}
        """What was looked up."""
        self._waited: frozenset[Key] = bench.store.arrivals.known()
        """Of what something came in before, and waits or was answered."""
        self.kept = Stayed()
        """Records that are here in another form: ours stays."""
        self._taker = Taker.on(bench)
        self._others: set[Key] = set()
        self.newer = Stayed()
        """Records that were changed here since: ours stays."""

    def bring(self, one: Incoming) -> None:
        """Take note of a record; of one that was brought already the first stays. Of what is not
        this analyst's to take in it is only counted."""
        if not self._takes(one):
            self._others.add(one.key)
            return
        first = self._incoming.setdefault(one.key, one)
        if first.record != one.record:
            self.kept.add(Stay(*one.key, one.article, first.record, one.record, _TWICE))

    def hold(self, one: Incoming, kind: ArrivalKind, why: str, spans: tuple[Span, ...]) -> None:
        """Take note of a record that has no place here as it is, and is to wait for an answer."""
        if one.key not in self._incoming:
            self.bring(one)
            if one.key in self._incoming:
                self._placeless[one.key] = kind, why, spans

    def _takes(self, one: Incoming) -> bool:
        of_refused = one.entity == "carried" and ("claim", one.uid) in self._others
        analyst = one.past.analyst if one.past else ""
        return not of_refused and self._taker.may_take(one.entity, one.record, analyst)

    @property
    def others(self) -> int:
        """How many records are others', and did not come in."""
        return sum(entity != "carried" for entity, _ in self._others)

    def brings(self, key: Key) -> Incoming | None:
        """What was brought of a record."""
        return self._incoming.get(key)

    def made(self, key: Key) -> None:
        """A record that was brought has been made by itself meanwhile."""
        self._made.add(key)

    def join(self, key: Key, theirs: Past) -> None:
        """Let another record be this one of ours, which stays as it is: what comes of either state
        comes of both."""
        self._joined.setdefault(key, []).append(theirs)

    def settle(self, file: str) -> list[Change]:
        """The changes, each behind what it needs. file: what all of it came in."""
        for key in self._joined:
            if past := self._past(key, self._now(key)):
                self._pasts[key] = past
        for one in self._incoming.values():
            if one.key in self._placeless:
                self._wait(one, file)
            else:
                self._decide(one, file)
        while held := [*self._unfit()]:
            for key, kind, why in held:
                self._hold(key, kind, why, file)
        self._hold_answers(file)
        return [*self._record_changes(), *self._past_changes(), *self._arrival_changes()]

    def _decide(self, one: Incoming, file: str) -> None:
        ours = self._now(one.key)
        if one.past is None:
            if ours is None:
                self._records[one.key] = one.record
            elif ours != one.record:
                self.kept.add(Stay(*one.key, one.article, ours, one.record))
            return
        past = None if one.key in self._made else self._past(one.key, ours)
        how = meeting(past, one.past)
        is_same = ours == one.record
        if one.is_drawn and how is Meeting.APART and past and past.is_first(ours):
            how = Meeting.NEWER
        if past is None or how is Meeting.NEWER:
            if self._was_dropped(one.key, one.past):
                return
            if past and one.asks and not is_same:
                self._arrivals[one.key] = self._arrival(one, ArrivalKind.CONFLICT, one.asks, file)
                return
            known = one.past.behind(past) if past else one.past
            if not is_same:
                self._records[one.key] = one.record
        elif how is Meeting.OLDER:
            known = past.behind(one.past)
            if not is_same:
                self.newer.add(Stay(*one.key, one.article, ours, one.record))
        elif how is Meeting.SAME or is_same:
            known = past.joined(one.past)
        else:
            self._arrivals[one.key] = self._arrival(one, ArrivalKind.CONFLICT, "", file)
            return
        if known != past:
            self._pasts[one.key] = known

    def _wait(self, one: Incoming, file: str) -> None:
        """Let it wait, unless it is here, or something that came from it."""
        kind, why, spans = self._placeless[one.key]
        past = self._past(one.key, self._now(one.key))
        arrival = replace(self._arrival(one, kind, why, file), spans=spans)
        if past is None or meeting(past, arrival.past) in (Meeting.NEWER, Meeting.APART):
            self._arrivals[one.key] = arrival

    def _was_dropped(self, key: Key, theirs: Past) -> bool:
        return any(
            one.answer is Answer.DROPPED
            and meeting(one.past, theirs) in (Meeting.SAME, Meeting.OLDER)
            for one in self._came(key)
        )

    def _unfit(self) -> Iterator[tuple[Key, ArrivalKind, str]]:
        """What cannot stand here as it would come in, and why: removals of what is in use first,
        since that stays then for whatever needs it."""
        removals = [key for key, record in self._records.items() if record is None]
        needed = self._needed() if removals else set()
        in_use = [key for key in removals if key in needed or self._is_used(key)]
        for key in in_use:
            yield key, ArrivalKind.CONFLICT, "something stands on it here"
        for key, record in self._records.items() if not in_use else ():
            if record is None:
                continue
            if missing := [one for one in references(key[0], record) if not self._is_there(one)]:
                entity, uid = missing[0]
                yield key, ArrivalKind.UNMATCHED, f"{entity} {uid} is not here"
            elif key[0] in _POINTING and self._is_in_circle(key):
                yield key, ArrivalKind.CONFLICT, "it was merged the other way round here"

    def _needed(self) -> set[Key]:
        """What the records that are to come in name."""
        return {
            named
            for (entity, _), record in self._records.items()
            if record is not None
            for named in references(entity, record)
        }

    def _is_used(self, key: Key) -> bool:
        users = self._bench.store.journal.standing_on(*key)
        return not all(self._lets_go(user, key) for user in users)

    def _hold(self, key: Key, kind: ArrivalKind, why: str, file: str) -> None:
        one = self._incoming[key]
        self._records.pop(key)
        self._pasts.pop(key, None)
        if key in self._joined and (past := self._past(key, self._now(key))):
            self._pasts[key] = past
        self._arrivals[key] = self._arrival(one, kind, why, file)
        for needed in references(key[0], one.record) if one.record else ():
            self._ask_for(needed, file)

    def _hold_answers(self, file: str) -> None:
        """An analyst's answer goes with the claim that came of it: where one side has taken out
        both and the claim waits, the answer waits with it."""
        for key, one in self._incoming.items():
            if one.entity != "decision" or not one.past:
                continue
            ours = self._now(key)
            claim = self._arrivals.get(("claim", (one.record or ours or {}).get("claim") or ""))
            is_gone_there = one.record is None
            if (
                claim
                and (claim.theirs is None) is is_gone_there
                and (ours is None) is not is_gone_there
            ):
                self._records.pop(key, None)
                self._pasts.pop(key, None)
                self._arrivals[key] = self._arrival(one, ArrivalKind.CONFLICT, WITH_CLAIM, file)

    def _ask_for(self, key: Key, file: str) -> None:
        """What was removed here, and something that came in stands on, is to be asked about."""
        theirs, here = self._incoming.get(key), self._bench.store.pasts.kept(key)
        if not (here and here.is_gone and theirs and theirs.past and theirs.record):
            return
        if key in self._records or key in self._arrivals:
            return
        back = replace(theirs, past=here.settled(theirs.past, theirs.record))
        why = "it was removed here, and something that came in stands on it"
        self._arrivals[key] = self._arrival(back, ArrivalKind.CONFLICT, why, file)

    def _arrival(self, one: Incoming, kind: ArrivalKind, why: str, file: str) -> Arrival:
        past = one.past or first_past(one.key, one.record or {})
        at = self._bench.now()
        return Arrival(*(kind, one.entity, one.uid, one.article, one.record, past, file, at, why))

    def _record_changes(self) -> Iterator[Change]:
        changes = [Change(*key, self._now(key), record) for key, record in self._records.items()]
        rank = {name: number for number, name in enumerate(_ORDER)}
        changes.sort(key=lambda one: rank[one.entity])
        gone = [one for one in changes if one.after is None and one.before is not None]
        for entity in _ORDER:
            there = [one for one in changes if one.entity == entity and one.after is not None]
            yield from _targets_first(there) if entity in _POINTING else there
        for entity in reversed(_ORDER):
            there = [one for one in gone if one.entity == entity]
            yield from reversed(_targets_first(there)) if entity in _POINTING else there

    def _past_changes(self) -> Iterator[Change]:
        for key, past in self._pasts.items():
            kept, record = self._bench.store.pasts.kept(key), self._after(key)
            if past == kept or (not kept and record and past == first_past(key, record)):
                continue
            before = kept.to_record(key) if kept else None
            yield Change(PAST, past_uid(key), before, past.to_record(key))

    def _arrival_changes(self) -> Iterator[Change]:
        """What is to wait, what needs not any more, and what something newer stands for by now."""
        for key in self._incoming:
            there, new = self._came(key), self._arrivals.get(key)
            for one in there:
                if one.is_open and new and meeting(one.past, new.past) is Meeting.NEWER:
                    yield Change("arrival", one.uid, one.to_record(), None)
                elif one.is_open and not new and self._is_settled(one):
                    settled = one.answered(Answer.SETTLED)
                    yield Change("arrival", one.uid, one.to_record(), settled.to_record())
            if new and not any(_stands_for(one, new) for one in there):
                yield Change("arrival", new.uid, None, new.to_record())

    def _came(self, key: Key) -> list[Arrival]:
        """What came in of a record before."""
        return self._bench.store.arrivals.of(key) if key in self._waited else []

    def _is_settled(self, arrival: Arrival) -> bool:
        """Whether what stands here now came from what waits, or is the same; of what had no place
        here, whether it has one now."""
        record = self._after(arrival.key)
        if record is not None and arrival.kind is not ArrivalKind.CONFLICT:
            return True
        past = self._pasts.get(arrival.key) or self._past(arrival.key, record)
        how = meeting(arrival.past, past) if past else Meeting.APART
        is_same = bool(record == arrival.theirs)
        return is_same or how in (Meeting.NEWER, Meeting.SAME)

    def _now(self, key: Key) -> Record | None:
        if key not in self._here:
            self._here[key] = self._bench.store.journal.current(*key)
        return self._here[key]

    def _after(self, key: Key) -> Record | None:
        return self._records[key] if key in self._records else self._now(key)

    def _past(self, key: Key, record: Record | None) -> Past | None:
        past = self._bench.store.pasts.kept(key)
        if past is None and record is not None:
            past = first_past(key, record)
        if past:
            for other in self._joined.get(key, ()):
                past = past.behind(other) if past.ancestors else past.joined(other)
        return past

    def _is_there(self, key: Key) -> bool:
        return self._after(key) is not None

    def _lets_go(self, user: Key, key: Key) -> bool:
        """Whether what stands on a thing does so no more once all this came in."""
        if user not in self._records:
            return False
        record = self._records[user]
        return record is None or key not in references(user[0], record)

    def _is_in_circle(self, key: Key) -> bool:
        """Whether what a thing is the same as leads back to it."""
        seen = {key[1]}
        record = self._after(key)
        while record and (target := record["same_as"]):
            if target in seen:
                return bool(target == key[1])
            seen.add(target)
            record = self._after((key[0], target))
        return False


def _stands_for(there: Arrival, new: Arrival) -> bool:
    """Whether what came in is told by what waits already, or was answered."""
    if there.uid == new.uid:
        return True
    return there.is_open and (
        meeting(there.past, new.past) in (Meeting.SAME, Meeting.OLDER)
        or (bool(new.why) and (there.why, there.theirs) == (new.why, new.theirs))
    )


def _targets_first(changes: Iterable[Change]) -> list[Change]:
    """The changes of things of one kind, each behind that of what it is the same as."""
    waiting = {one.uid: one for one in changes}
    ordered: dict[str, Change] = {}

    def give(uid: str) -> None:
        change = waiting.pop(uid, None)
        if change:
            give(((change.after or change.before) or {}).get("same_as") or "")
            ordered[uid] = change

    for uid in list(waiting):
        give(uid)
    return list(ordered.values())
