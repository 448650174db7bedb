"""What waits beside what is here, as people read it: the fields that differ, names where records
have uids, and the places in our text that its words may mean.

What differs within a field is worked out here once, so that whoever shows it only lays it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.domain.arrival import ArrivalKind
from workbench.domain.beside import Beside, Field
from workbench.domain.excerpt import Excerpt
from workbench.domain.journal import Record
from workbench.domain.references import references
from workbench.domain.text import safe_line
from workbench.match.alignment import align_as_one
from workbench.present.arrivals import differences
from workbench.present.assertion import said
from workbench.services.arrivals import Waiting, waiting, why_not_taken
from workbench.services.workbench import Workbench

MOST = 500
"""Of what waits, that is set beside ours at a time: answering these brings the next."""


def beside(bench: Workbench) -> tuple[list[Waiting], list[Beside]]:
    """All that waits, as far as it may be seen, and the first of it beside what is here."""
    every = waiting(bench)
    first = every[:MOST]
    names = names_in(bench, first)
    return every, [_beside(bench, one, names) for one in first]


def names_in(bench: Workbench, found: Iterable[Waiting]) -> dict[str, str]:
    """Uid -> what people call it: of what waits, and of what is here beside it."""
    return names_of(
        bench,
        [
            (one.arrival.entity, record)
            for one in found
            for record in (one.ours, one.arrival.theirs)
            if record
        ],
    )


def names_of(bench: Workbench, records: Sequence[tuple[str, Record]]) -> dict[str, str]:
    """Uid -> what people call it: of the sources, topics, claims and articles that these records,
    each with what it is, name."""
    named = {key for entity, record in records for key in references(entity, record)}
    uids = {uid for entity, uid in named if entity == "source"}
    names = {uid: source.name for uid, source in bench.store.sources.many(uids).items()}
    claims = bench.store.claims.many(sorted(uid for entity, uid in named if entity == "claim"))
    names |= {claim.uid: f"“{said(claim)}”" for claim in claims}
    for _, record in records:
        for uid in _articles_in(record):
            if uid not in names and (article := bench.store.articles.by_uid(uid)):
                names[uid] = f"#{article.number}"
    return names


def _articles_in(record: Record) -> Iterator[str]:
    yield from (str(record[name]) for name in ("other", "subject_uid") if record.get(name))


def _beside(bench: Workbench, one: Waiting, names: Mapping[str, str]) -> Beside:
    arrival = one.arrival
    differ = differences(one.ours, arrival.theirs, names) if arrival.theirs is not None else ()
    places: tuple[Excerpt, ...] = ()
    if arrival.spans and one.number is not None:
        text = bench.store.articles.text(one.number)
        spans = (span for span in arrival.spans if text[span.start : span.end] == span.exact)
        places = tuple(Excerpt.of(one.number, text, span.start, span.end) for span in spans)
    fields = tuple(_field(*field) for field in differ)
    missing = why_not_taken(bench, arrival) if arrival.kind is ArrivalKind.UNMATCHED else ""
    return Beside(arrival, one.ours, one.number, fields, places, missing)


def _field(name: str, ours: str, theirs: str) -> Field:
    ours, theirs = safe_line(ours), safe_line(theirs)
    return Field(name, ours, theirs, align_as_one(ours, theirs))
