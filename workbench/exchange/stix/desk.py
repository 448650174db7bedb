"""What a whole bundle shares: its maker, its sources, and what waits for its other end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, BinaryIO, NamedTuple

from workbench.domain.chain import Step
from workbench.domain.note import Note
from workbench.domain.source import RELIABILITY, Rating, Source
from workbench.exchange.bundle import Bundle, Losses
from workbench.exchange.held import lose
from workbench.exchange.intelligence import NOT_HANDED_ON
from workbench.exchange.moments import moment
from workbench.exchange.named import IDENTITY_CLASSES, Named, Naming
from workbench.exchange.stix.objects import Maker, Object, Objects, extension, object_id
from workbench.exchange.stix.vocabulary import (
    ABOUT_EXTENSION,
    ADMIRALTY_RELIABILITY,
    DEFINED,
    DUPLICATE,
    EXTENSION,
    OPENCTI_RELIABILITY,
    RELATED,
    SCHEMA,
    TIES,
    VERSION,
)

TOOL = object_id("identity", "tool")
_NO_WORD = "STIX has no word for how far the desk's work is"
LOST = {
    **NOT_HANDED_ON,
    "answers that two sources are not one": "STIX has no word for it",
    "states of articles": _NO_WORD,
    "sentences with nothing to record": _NO_WORD,
}
"""What is in no bundle, and why."""


class Waiting(NamedTuple):
    """A relationship whose ends may stand further down: the uids of what they are."""

    made: Object
    source: str
    target: str
    opinions: tuple[Object, ...]
    """On it."""
    what: str
    """What is lost where an end is not in this export."""


class Desk:
    """The bundle in the making, and all that its articles have in common."""

    def __init__(self, bundle: Bundle, target: BinaryIO, *, is_named: bool) -> None:
        """is_named: relationships have words of their own, not one that OpenCTI takes."""
        self.losses = Losses()
        self.objects = Objects(target)
        self.maker = Maker(moment(bundle.exported_at) or DEFINED)
        self.naming = Naming(bundle)
        self.placed: dict[str, str] = {}
        """Uid of a claim or article -> id of its object."""
        self._bundle = bundle
        self._is_named = is_named
        self._waiting: list[Waiting] = []
        self._final = bundle.families().final
        self._latest = bundle.latest_ratings()
        self._histories: defaultdict[str, dict[str, list[Mapping[str, Any]]]]
        self._histories = defaultdict(lambda: {"ratings": [], "belongings": []})
        for rating in bundle.ratings:
            self._histories[rating.source]["ratings"].append(_labelled(rating))
        for belonging in bundle.belongings:
            self._histories[belonging.source]["belongings"].append(belonging.to_record())

    def open(self) -> None:
        """What stands in front: the tool, the extension, the sources with all that is theirs."""
        self._put_tool()
        for source in self._bundle.sources:
            self.objects.put(self._source(source))
        for source in self._bundle.sources:
            if source.same_as and source.same_as != source.uid:
                self._put_merge(source, source.same_as)
        self._put_belongings()
        for note in self._bundle.notes:
            self.put_note(note, self._known(note.subject_uid), None)
        lose(self._bundle, LOST, self.losses)

    def close(self) -> None:
        """What waited for its other end, and the end."""
        for one in self._waiting:
            source, target = self.placed.get(one.source), self.placed.get(one.target)
            if source and target:
                self.objects.put(one.made | {"source_ref": source, "target_ref": target})
                for opinion in one.opinions:
                    self.objects.put(opinion)
            else:
                self.losses.add(one.what, "its other end is not in this export")
        self.objects.close()

    def wait(self, waiting: Waiting) -> None:
        """Write that when all claims and articles are there."""
        self._waiting.append(waiting)

    def analyst(self, name: str) -> str:
        """The identity of an analyst; named so that none is taken for a source of that name."""
        made = self.maker.make(
            object_id("identity", "analyst", name),
            by=TOOL,
            name=f"{name} (analyst)",
            identity_class="individual",
        )
        return self.objects.put(made)

    def identities(self, step: Step) -> tuple[str, ...]:
        """Whom a step of a chain names; nobody where its source is not known."""
        return tuple(self._identity(one) for one in self.naming.of(step))

    def identity(self, uid: str, name: str) -> str | None:
        """The identity of a source, or of a printed name; None of no name at all."""
        found = self.naming.named(uid, name)
        return self._identity(found) if found else None

    def _identity(self, named: Named) -> str:
        """That of a source; a printed name that is no source's has one of its own."""
        if named.source:
            return object_id("identity", "source", named.source)
        printed = self.maker.make(
            object_id("identity", "name", named.name.casefold()),
            by=TOOL,
            name=named.name,
            identity_class="unknown",
            description="A name as it is printed: the desk knows no such source.",
        )
        return self.objects.put(printed)

    def relationship(self, of: str, *also: str, relation: str, **given: Any) -> Object:
        """A relationship; of and also: what its id is made from."""
        kept = extension(relation=relation, **given.pop("extended", {}))
        return self.maker.make(
            object_id("relationship", of, *also),
            relationship_type=relation if self._is_named or relation == DUPLICATE else RELATED,
            extensions=kept,
            **given,
        )

    def put_note(self, note: Note, subject: str | None, created: str | None) -> None:
        """An analyst's note on an object of the bundle."""
        if subject is None:
            self.losses.add("notes", "what they are on is not in this export")
            return
        author = self.analyst(note.analyst)
        made = self.maker.make(
            object_id("note", "note", note.uid),
            by=author,
            created=moment(note.at) or created,
            content=f"{note.words}\n\n{note.analyst}, on {note.subject.value} {note.subject_uid}",
            authors=[note.analyst],
            object_refs=[subject],
            extensions=extension(note=note.to_record()),
        )
        self.objects.put(made)

    def _known(self, uid: str) -> str | None:
        """The identity of a source of this export."""
        return object_id("identity", "source", uid) if uid in self.naming.names else None

    def _put_tool(self) -> None:
        header = self._bundle.header
        told = {
            "tool": header.tool,
            "exported_at": header.exported_at,
            "journal_head": header.head,
            "publishers": header.publishers,
        }
        self.objects.put(
            self.maker.make(
                TOOL,
                by=None,
                name="workbench",
                description="The program that wrote this down for its analysts.",
                identity_class="system",
                extensions=extension(export=told),
            )
        )
        definition = Maker(DEFINED).make(
            EXTENSION,
            by=TOOL,
            name="workbench",
            description=ABOUT_EXTENSION,
            schema=SCHEMA,
            version=VERSION,
            extension_types=["property-extension"],
        )
        self.objects.put(definition)

    def _source(self, source: Source) -> Object:
        rating = self._latest.get(self._final(source.uid))
        return self.maker.make(
            object_id("identity", "source", source.uid),
            by=TOOL,
            name=source.name or "?",
            description=source.note,
            identity_class=IDENTITY_CLASSES[source.kind],
            x_opencti_reliability=OPENCTI_RELIABILITY[rating.reliability] if rating else "",
            extensions=extension(source=source.to_record(), **self._histories[source.uid]),
        )

    def _put_merge(self, source: Source, other: str) -> None:
        if not (target := self._known(other)):
            self.losses.add("merges of sources", "its other end is not in this export")
            return
        known = object_id("identity", "source", source.uid)
        made = self.relationship(
            "merge", source.uid, relation=DUPLICATE, by=TOOL, source_ref=known, target_ref=target
        )
        self.objects.put(made)

    def _put_belongings(self) -> None:
        for one in self._bundle.belongings:
            source, owner = self._known(one.source), self._known(one.owner or "")
            if source and owner and source != owner:
                made = self.relationship(
                    "belonging",
                    one.uid,
                    relation=TIES[one.tie],
                    by=self.analyst(one.analyst),
                    created=moment(one.at),
                    description=one.rationale,
                    source_ref=source,
                    target_ref=owner,
                    extended={"since": one.since},
                )
                self.objects.put(made)


def _labelled(rating: Rating) -> Mapping[str, Any]:
    """A rating with the words of its letter, on its scale."""
    return {
        "scale": ADMIRALTY_RELIABILITY,
        "value": rating.reliability,
        "label": RELIABILITY[rating.reliability],
        "analyst": rating.analyst,
        "at": rating.at,
        "rationale": rating.rationale,
    }
