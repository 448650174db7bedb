"""What all events of an export share: its sources, as each event has them anew, and the losses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from workbench.domain.family import Belonging
from workbench.domain.note import Note
from workbench.domain.source import RELIABILITY, Rating
from workbench.exchange.bundle import Bundle, Losses
from workbench.exchange.held import lose
from workbench.exchange.intelligence import NOT_HANDED_ON
from workbench.exchange.misp.parts import Maker, Part, Said, bare, uuid_of
from workbench.exchange.misp.vocabulary import (
    IDENTITY,
    SAME,
    TIES,
    reliability_tag,
)
from workbench.exchange.moments import moment
from workbench.exchange.named import IDENTITY_CLASSES, Named, Naming

EPOCH = "1970-01-01T00:00:00.000Z"
"""When an export was made that does not say when."""

_NO_WORD = "MISP has one word for how far an event is, and none for sentences"
LOST = {
    **NOT_HANDED_ON,
    "answers that two sources are not one": "MISP has no word for it",
    "states of articles": _NO_WORD,
    "sentences with nothing to record": _NO_WORD,
}
"""What is in no event, and why."""


class Desk:
    """What one export knows beyond its articles."""

    def __init__(self, bundle: Bundle, organisation: str) -> None:
        self.losses = Losses()
        self.naming = Naming(bundle)
        self.at = moment(bundle.exported_at) or EPOCH
        self.organisation = {
            "name": organisation,
            "uuid": uuid_of("organisation", organisation),
        }
        self.scale_tags = 0
        """How many tags of taxonomies there are, to which MISP gives numbers."""
        self.linked: list[str] = []
        """Uids of the claims that links lead to."""
        self._sources = {source.uid: source for source in bundle.sources}
        self._unnamed = set(self._sources)
        self._final = bundle.families().final
        self._ratings = bundle.rating_histories()
        self._belongings: defaultdict[str, list[Belonging]] = defaultdict(list)
        for belonging in bundle.belongings:
            self._belongings[belonging.source].append(belonging)
        self._notes: defaultdict[str, list[Note]] = defaultdict(list)
        for note in bundle.notes:
            self._notes[note.subject_uid].append(note)
        self._count_losses(bundle)

    def source(self, named: Named, maker: Maker) -> Part:
        """Somebody who is named, as an object of an event, with what is said of them."""
        self._unnamed.discard(named.source)
        if not (source := self._sources.get(named.source)):
            uuid = uuid_of("name", maker.event, named.name)
            values = [("name", named.name), ("identity_class", "unknown")]
            return maker.make(IDENTITY, uuid, values, comment="a name as it is printed")
        ratings = self._ratings.get(self._final(source.uid), [])
        names = [
            ("name", name) for name in dict.fromkeys((bare(source.name) or "?", *source.aliases))
        ]
        made = maker.make(
            IDENTITY,
            uuid_of("source", maker.event, source.uid),
            [
                *names,
                ("identity_class", IDENTITY_CLASSES[source.kind]),
                ("description", source.note),
            ],
            comment=source.kind.value,
            tagged={"name": self._reliability(ratings)},
        )
        for one in ratings:
            words = f"{one.reliability}: {RELIABILITY[one.reliability]}\n{one.rationale}".rstrip()
            maker.note(made, words, Said(("rating", one.uid), one.analyst, one.at))
        for note in self._notes.get(source.uid, ()):
            maker.note(made, note.words, Said(("note", note.uid), note.analyst, note.at))
        return made

    def place_sources(self, sources: dict[Named, Part], maker: Maker) -> None:
        """Add what the sources of an event were merged into and belong to, and say how."""
        waiting = list(sources)
        while waiting:
            named = waiting.pop()
            for other, relation, comment in self._above(named.source):
                above = Named(self.naming.names[other], other)
                if above not in sources:
                    sources[above] = self.source(above, maker)
                    waiting.append(above)
                maker.refer(sources[named], sources[above]["uuid"], relation, comment)

    def close(self, claims: Set[str]) -> None:
        """Count what only the whole export shows. claims: uids of those that are in it."""
        why = "they lead to an event that is not in this export"
        self.losses.add("links between claims", why, sum(uid not in claims for uid in self.linked))
        why = "an event has those that its article names"
        self.losses.add("sources that no article of the export names", why, len(self._unnamed))
        why = "MISP's taxonomies give them numbers (a is 100, f and 6 are 50): they are not ours"
        self.losses.add("tags of scales", why, self.scale_tags)

    def _above(self, uid: str) -> list[tuple[str, str, str]]:
        """What a source was merged into and belongs or belonged to: uid, relation, and since when
        and how that is known."""
        source = self._sources.get(uid)
        found = [(source.same_as, SAME, "")] if source and source.same_as else []
        for one in self._belongings.get(uid, ()):
            since = f"since {one.since}" if one.since else ""
            said = "; ".join(filter(None, (since, one.analyst, one.rationale)))
            found.append((one.owner or "", TIES[one.tie], said))
        return [one for one in found if one[0] in self._sources and one[0] != uid]

    def _reliability(self, ratings: list[Rating]) -> list[str]:
        """The tag of the letter that every analyst gives last; none where they differ."""
        latest = {one.analyst: one for one in ratings}
        letters = {one.reliability for one in latest.values()}
        if len(letters) > 1:
            why = "a tag has nobody who says it: they stand in notes on the source"
            self.losses.add("reliabilities on which analysts differ", why)
            return []
        self.scale_tags += len(letters)
        return [reliability_tag(letter) for letter in letters]

    def _count_losses(self, bundle: Bundle) -> None:
        lose(bundle, LOST, self.losses)
        why = "what ended is no reference"
        self.losses.add("ends of belongings", why, sum(not one.owner for one in bundle.belongings))
        missing = sum(one.subject_uid not in self._sources for one in bundle.notes)
        self.losses.add("notes", "what they are on is not in this export", missing)
