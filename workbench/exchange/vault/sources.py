"""The notes of sources: names, dated ratings, what each belongs to; and links to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from workbench.domain.family import Belonging
from workbench.domain.note import Note
from workbench.domain.source import RELIABILITY, Rating, Source
from workbench.exchange.bundle import Bundle
from workbench.exchange.vault.head import Values
from workbench.exchange.vault.links import Links
from workbench.exchange.vault.page import (
    ARTICLE,
    SOURCE,
    Page,
    because,
    body,
    by,
    id_of,
    note_line,
    page,
    section,
    words,
)
from workbench.exchange.vault.words import one_line


class Sources:
    """The sources of one export."""

    def __init__(self, bundle: Bundle, links: Links) -> None:
        self.names = bundle.names()
        self._links = links
        self._families = bundle.families()
        self._bundle = bundle
        self._ratings = bundle.rating_histories()
        self._belongings = defaultdict[str, list[Belonging]](list)
        for belonging in bundle.belongings:
            self._belongings[self.final(belonging.source)].append(belonging)
        self._notes = defaultdict[str, list[Note]](list)
        for note in bundle.notes:
            self._notes[self.final(note.subject_uid)].append(note)
        self._merged = defaultdict[str, list[Source]](list)
        self._by_name = bundle.uids_by_name()
        for source in bundle.sources:
            self._merged[self.final(source.uid)].append(source)

    def final(self, uid: str) -> str:
        """The source that stands for one: whom it was merged into, where that one is here."""
        return self._families.final(uid)

    def named(self, uid: str, name: str = "") -> str:
        """A link to a source, or to the article that words derive from, by a name of it; of an
        outlet that is credited in print the name stands in place of the uid."""
        uid = uid if uid in self.names else self._by_name.get(uid.casefold(), uid)
        if uid in self.names:
            return self._links.to(id_of(SOURCE, self.final(uid)), name or self.names[uid])
        return self._links.to(id_of(ARTICLE, uid), name, otherwise=one_line(name or uid))

    def pages(self) -> Iterator[Page]:
        """A note for each that was not merged into another one here."""
        for source in self._bundle.sources:
            if self.final(source.uid) == source.uid:
                yield self._page(source)

    def _page(self, source: Source) -> Page:
        uid, ratings = source.uid, self._ratings.get(source.uid, ())
        values: Values = {
            "name": source.name,
            "source-kind": source.kind.value,
            "also": self._other_names(source),
            "country": source.country,
            "provisional": "yes" if source.provisional else "no",
            "reliability": ratings[-1].reliability if ratings else "",
        }
        told = body(
            f"# {one_line(source.name)}",
            words(source.note),
            *section("Ratings", map(_rating, ratings)),
            *section("Belongs to", map(self._belonging, self._belongings.get(uid, ()))),
            *section("Notes", map(note_line, self._notes.get(uid, ()))),
        )
        return page(SOURCE, uid, f"{source.name} ({source.kind.value})", values, told)

    def _other_names(self, source: Source) -> tuple[str, ...]:
        """Its aliases, and the names of those that were merged into it."""
        own_first = sorted(self._merged[source.uid], key=lambda one: one.uid != source.uid)
        every = (name for one in own_first for name in (one.name, *one.aliases))
        return tuple(dict.fromkeys(name for name in every if name and name != source.name))

    def _belonging(self, one: Belonging) -> str:
        owner = self.named(one.owner) if one.owner else "nothing any more"
        since = f"since {one.since}" if one.since else ""
        return f"{owner} ({by(one.tie.value, since, one.analyst)}){because(one.rationale)}"


def _rating(one: Rating) -> str:
    meaning = RELIABILITY[one.reliability]
    return f"{one.reliability}, {meaning} ({by(one.analyst, one.at[:10])}){because(one.rationale)}"
