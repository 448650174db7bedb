"""What a record that people made names, and cannot stand without.

What outlives the thing it names, as a colleague's tag on a claim that was taken out, is not among
it; but nobody is to get such a thing from elsewhere before what it is on. A ruling is of what its
claims said then: it can be without them, and decides nothing here as long as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.journal import Record
from workbench.domain.note import NoteSubject
from workbench.domain.past import Key

_NAMED = {
    "rating": (("source", "source"),),
    "belonging": (("source", "source"), ("source", "owner")),
    "unalike": (("source", "source"), ("source", "other")),
    "source": (("source", "same_as"),),
    "topic": (("topic", "same_as"),),
    "metadata": (("source", "outlet"),),
    "assessment": (("claim", "claim"),),
    "link": (("claim", "claim"), ("claim", "other")),
    "tag": (("claim", "claim"),),
    "carried": (("claim", "uid"),),
    "flag": (("claim", "claim"),),
    "dispute": (("ruling", "ruling"),),
}
"""Entity -> what it names, and the field that does."""


def references(entity: str, record: Record) -> Iterator[Key]:
    """The records that this one names and cannot come in without."""
    for named, field in _NAMED.get(entity, ()):
        if uid := record[field]:
            yield named, uid
    if entity == "claim":
        yield from (("source", uid) for hop in record["hops"] for uid in hop["sources"])
    elif entity == "note" and record["subject"] != NoteSubject.ARTICLE.value:
        is_source = record["subject"] == NoteSubject.SOURCE.value
        uid = record["subject_uid"].partition("/")[0]
        yield "source" if is_source else "claim", uid
