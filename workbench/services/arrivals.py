"""What came in from elsewhere and waits: listed, and answered, each answer one act with one undo.

An answer is a state that comes from both sides, so that it wins over both wherever it gets to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from workbench.domain.arrival import WITH_CLAIM, Answer, Arrival, ArrivalKind
from workbench.domain.claim import Claim
from workbench.domain.journal import Change, Entry, Record
from workbench.domain.note import Note, NoteSubject
from workbench.domain.past import PAST, Key, Past, first_past, past_uid
from workbench.domain.references import references
from workbench.domain.span import Span, shorten
from workbench.errors import ConflictError, NotFoundError, SpanError, UsageError
from workbench.present.arrivals import gist
from workbench.services.takers import Taker
from workbench.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Waiting:
    """An arrival beside what is here."""

    arrival: Arrival
    ours: Record | None
    """None where it is not here, or not any more."""
    number: int | None
    """Of the article that it is about."""

    @property
    def claim(self) -> str | None:
        """Uid of the claim that an analyst's answer came to."""
        record = self.arrival.theirs or self.ours or {}
        return record.get("claim")


def waiting(bench: Workbench) -> list[Waiting]:
    """All that waits and may be seen, in the order in which it came in; a claim stands for the
    answer that is answered with it."""
    every = _seen(bench, [_beside(bench, one) for one in bench.store.arrivals.open()])
    claims = {one.arrival.thing for one in every if one.arrival.entity == "claim"}
    return [one for one in every if not (one.arrival.why == WITH_CLAIM and one.claim in claims)]


def find(bench: Workbench, beginning: str) -> Waiting:
    """The one whose uid begins so, answered or not. Raises NotFoundError, and UsageError where
    several do."""
    found = bench.store.arrivals.find(beginning)
    if seen := _seen(bench, [_beside(bench, found)]):
        return seen[0]
    raise NotFoundError(
        f"nothing that came in is called {beginning}", "workbench arrivals list has them."
    )


def _seen(bench: Workbench, every: Sequence[Waiting]) -> list[Waiting]:
    """Those without colleagues' work on articles of which the analyst's own judgement does not
    stand yet."""
    numbers = {one.number for one in every if one.number and not _is_own(bench, one)}
    if not (bench.viewer and numbers):
        return list(every)
    hidden = bench.store.judged.hidden(numbers, analyst=bench.viewer)
    return [one for one in every if one.number not in hidden or _is_own(bench, one)]


def _is_own(bench: Workbench, one: Waiting) -> bool:
    """Whether it is the analyst's own work, or nobody's."""
    record = one.arrival.theirs or one.ours or {}
    return record.get("analyst", "") in ("", bench.analyst)


def take(bench: Workbench, arrivals: Iterable[Arrival]) -> Entry | None:
    """Let theirs stand: a claim that was removed there goes with what stands on it here, and what
    was removed here comes back with what came in for it. Raises UsageError where one is not open,
    or waits for a place; ConflictError where something that it needs is not here, or needs it."""
    answering = _Answering(bench)
    for arrival in _open(arrivals):
        if arrival.kind is ArrivalKind.SHIFTED:
            raise UsageError("its words stand elsewhere in this text", "Say where: place it.")
        if arrival.kind is ArrivalKind.UNMATCHED:
            _check_place(bench, arrival)
        answering.take(answering.lead(arrival))
    return answering.act("take")


def _check_place(bench: Workbench, arrival: Arrival) -> None:
    """Raises ConflictError where a claim or note is on an article that is not here, and SpanError
    where its words do not stand in the text."""
    record = arrival.theirs or {}
    spans: list[Span] = []
    if arrival.entity == "claim":
        claim = Claim.from_record(record)
        uid, spans = claim.article, [claim.span, *(hop.span for hop in claim.hops if hop.span)]
    elif arrival.entity == "note" and record["subject"] == NoteSubject.ARTICLE.value:
        note = Note.from_record(record)
        uid, spans = note.subject_uid, [note.span] if note.span else []
    else:
        return
    article = bench.store.articles.by_uid(uid)
    if article is None:
        raise ConflictError("the article is not here", "Import it, and the annotations again.")
    text = bench.store.articles.text(article.number)
    for span in spans:
        span.check(text)


def why_not_taken(bench: Workbench, arrival: Arrival) -> str:
    """Why theirs cannot stand here: what it is on, or who it names, is not here. Empty where it
    can."""
    try:
        _check_place(bench, arrival)
    except (ConflictError, SpanError) as error:
        return error.what
    for entity, uid in references(arrival.entity, arrival.theirs or {}):
        if bench.store.journal.current(entity, uid) is None:
            return f"its {entity} is not here"
    return ""


def keep(bench: Workbench, arrivals: Iterable[Arrival]) -> Entry | None:
    """Let ours stand. Raises UsageError where one is not open, or there is none of ours."""
    answering = _Answering(bench)
    for arrival in _open(arrivals):
        if arrival.kind is not ArrivalKind.CONFLICT:
            raise UsageError("there is nothing here to keep", "Take it, place it or drop it.")
        answering.keep(answering.lead(arrival))
    return answering.act("keep")


def drop(bench: Workbench, arrivals: Iterable[Arrival]) -> Entry | None:
    """Do without what has no place here: it is not asked again. Raises UsageError where one is not
    open, or is a conflict, which an answer settles elsewhere too."""
    answering = _Answering(bench)
    for arrival in _open(arrivals):
        if arrival.kind is ArrivalKind.CONFLICT:
            raise UsageError("that is a conflict", "Take theirs, or keep yours.")
        answering.close(arrival, Answer.DROPPED)
    return answering.act("drop")


def place(bench: Workbench, arrival: Arrival, record: Record) -> Entry | None:
    """Put what came in here as this record, whose words stand in our text. Raises UsageError where
    it is not open, DataError where the words do not stand there."""
    answering = _Answering(bench)
    for one in _open([arrival]):
        answering.place(one, record)
    return answering.act("place")


def place_at(
    bench: Workbench, arrival: Arrival, bounds: tuple[int, int] | None = None
) -> Entry | None:
    """Put a claim or note on words of its article here; without bounds on the likeliest. Raises
    UsageError where there are none, or it is neither, and SpanError outside the text."""
    article = bench.store.articles.by_uid(arrival.article) if arrival.article else None
    if article is None:
        raise UsageError("the article is not here", "Import it, and the annotations again.")
    if bounds is None:
        return place_each(bench, [arrival])
    span = Span.of(bench.store.articles.text(article.number), *bounds)
    return place(bench, arrival, placed_at(arrival, span))


def place_each(bench: Workbench, arrivals: Iterable[Arrival]) -> Entry | None:
    """Put claims and notes on the words of their articles that they likeliest are on, as one act.
    Raises as `place_at`."""
    answering = _Answering(bench)
    for arrival in _open(arrivals):
        answering.place(arrival, placed_at(arrival, _likeliest(arrival)))
    return answering.act("place")


def _likeliest(arrival: Arrival) -> Span:
    if not arrival.spans:
        raise UsageError("nobody knows where its words stand here", "Say it: --at START-END.")
    return arrival.spans[0]


def placed_at(arrival: Arrival, span: Span) -> Record:
    """The claim or note as one of its own on words of the article here. Where the other text names
    those who say so is not told any more: nothing is anchored anew unseen. Raises UsageError for
    anything else."""
    record: dict[str, Any] = {**(arrival.theirs or {})}
    record["uid"] = str(uuid5(NAMESPACE_URL, f"{arrival.article}:{arrival.thing}"))
    if arrival.entity == "note":
        return record | {"subject_uid": arrival.article, "span": span.to_record()}
    if arrival.entity != "claim":
        raise UsageError(f"a {arrival.entity} cannot be placed", "Drop it.")
    record.pop("parts", None)
    record["hops"] = [_without_place(hop) for hop in record["hops"]]
    return record | {"article": arrival.article, "fact": None, **span.to_record()}


def _without_place(hop: Record) -> Record:
    kept = {name: value for name, value in hop.items() if name != "parts"}
    return kept | {"start": None, "end": None, "exact": ""}


def record_of_waiting(one: Waiting) -> dict[str, Any]:
    """An arrival as `workbench arrivals --json` prints it."""
    record = one.arrival.to_record()
    for name in ("states", "ancestors", "about"):
        del record[name]
    return record | {"article": one.arrival.article or None, "number": one.number, "ours": one.ours}


def _beside(bench: Workbench, arrival: Arrival) -> Waiting:
    article = bench.store.articles.by_uid(arrival.article) if arrival.article else None
    ours = bench.store.journal.current(*arrival.key)
    return Waiting(arrival, ours, article.number if article else None)


def _open(arrivals: Iterable[Arrival]) -> Iterator[Arrival]:
    for arrival in arrivals:
        if not arrival.is_open:
            raise UsageError(f"that was answered: {arrival.answer}", "Undo takes an answer back.")
        yield arrival


class _Answering:
    """The changes that answers make, each thing changed once."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self._changes: dict[Key, Change] = {}
        self._answered: list[Arrival] = []

    @cached_property
    def _taker(self) -> Taker:
        return Taker.on(self.bench)

    def act(self, op: str) -> Entry | None:
        about = self._about(*self._answered) if self._answered else ""
        return self.bench.act(op, self._changes.values(), about)

    def _about(self, first: Arrival, *more: Arrival) -> str:
        """The first by its words and place, how many more, and the files that brought them."""
        record = first.theirs or self.bench.store.journal.current(*first.key) or {}
        words = record.get("exact") or gist(record)
        named = f" “{shorten(words, 30)}”" if words else ""
        uid = first.article or record.get("article") or ""
        article = self.bench.store.articles.by_uid(uid) if uid else None
        where = f" of #{article.number}" if article else ""
        rest = f" and {len(more):,} more" if more else ""
        files = dict.fromkeys(one.file for one in (first, *more))
        return f"{first.entity}{named}{where}{rest}, from {', '.join(files)}"

    def take(self, arrival: Arrival) -> None:
        if arrival.theirs is None and arrival.entity == "claim":
            for entity, uid in self.bench.store.journal.standing_on(*arrival.key):
                record = self._now((entity, uid))
                if record is not None:
                    self._change((entity, uid), record, None)
        for one in (arrival, *self._with_claim(arrival)):
            self.put(one, one.theirs, Answer.TAKEN)
        if arrival.theirs is not None:
            self._take_waiting_for(arrival.key)

    def keep(self, arrival: Arrival) -> None:
        for one in (arrival, *self._with_claim(arrival)):
            self.put(one, self._now(one.key), Answer.KEPT)

    def lead(self, arrival: Arrival) -> Arrival:
        """The claim that an analyst's answer waits with; else what is to be answered itself."""
        if arrival.why != WITH_CLAIM:
            return arrival
        claims = self.bench.store.arrivals.of(("claim", self._claim_of(arrival)))
        return next((one for one in claims if one.is_open), arrival)

    def _with_claim(self, arrival: Arrival) -> list[Arrival]:
        """The answers of analysts that wait with a claim."""
        return self._answers.get(arrival.thing, []) if arrival.entity == "claim" else []

    @cached_property
    def _answers(self) -> dict[str, list[Arrival]]:
        """Uid of a claim -> the answers of analysts that wait with it."""
        found: defaultdict[str, list[Arrival]] = defaultdict(list)
        for one in self._all_open:
            if one.why == WITH_CLAIM:
                found[self._claim_of(one)].append(one)
        return found

    @cached_property
    def _all_open(self) -> list[Arrival]:
        """What waits before anything of this is answered: read once, however many are."""
        return self.bench.store.arrivals.open()

    def _claim_of(self, answer: Arrival) -> str:
        record = answer.theirs or self._now(answer.key) or {}
        return record.get("claim") or ""

    def put(self, arrival: Arrival, record: Record | None, answer: Answer) -> None:
        """Let the record stand, as what came of both sides. What was answered with another one
        stays so. Raises RoleError where theirs may not come in by this analyst."""
        if ("arrival", arrival.uid) in self._changes:
            return
        if answer is Answer.TAKEN:
            self._taker.check(arrival.entity, record, arrival.past.analyst)
        key = arrival.key
        ours, kept = self._now(key), self._past(key)
        self._change(key, ours, record)
        current = kept or (first_past(key, ours) if ours is not None else None)
        past = current.settled(arrival.past, record) if current else arrival.past
        before = kept.to_record(key) if kept else None
        self._change((PAST, past_uid(key)), before, past.to_record(key))
        self.close(arrival, answer)

    def place(self, arrival: Arrival, record: Record) -> None:
        """Make the record, which is one of its own: theirs stays with the text that it is on.
        Raises RoleError as `put` does."""
        self._taker.check(arrival.entity, record)
        key = arrival.entity, record["uid"]
        self._change(key, self._now(key), record)
        self.close(arrival, Answer.PLACED)

    def close(self, arrival: Arrival, answer: Answer) -> None:
        before, after = arrival.to_record(), arrival.answered(answer).to_record()
        self._change(("arrival", arrival.uid), before, after)
        self._answered.append(arrival)

    def _take_waiting_for(self, key: Key) -> None:
        """What came in for a thing comes in with it."""
        for other, named in self._waiting_for.get(key, ()):
            is_new = ("arrival", other.uid) not in self._changes
            if is_new and all(self._now(one) is not None for one in named):
                self.put(other, other.theirs, Answer.TAKEN)
                self._take_waiting_for(other.key)

    @cached_property
    def _waiting_for(self) -> dict[Key, list[tuple[Arrival, list[Key]]]]:
        """Each thing that what waits names -> what that is, and all that it names."""
        found: defaultdict[Key, list[tuple[Arrival, list[Key]]]] = defaultdict(list)
        for one in self._all_open:
            if one.kind is ArrivalKind.UNMATCHED and one.theirs:
                named = [*references(one.entity, one.theirs)]
                for key in dict.fromkeys(named):
                    found[key].append((one, named))
        return found

    def _now(self, key: Key) -> Record | None:
        made = self._changes.get(key)
        return made.after if made else self.bench.store.journal.current(*key)

    def _past(self, key: Key) -> Past | None:
        made = self._changes.get((PAST, past_uid(key)))
        if made:
            return Past.from_record(made.after) if made.after else None
        return self.bench.store.pasts.kept(key)

    def _change(self, key: Key, before: Record | None, after: Record | None) -> None:
        made = self._changes.get(key)
        first = made.before if made else before
        self._changes[key] = Change(*key, first, after)
