"""Reading brat folders: Attribution events as claims of the analyst that the caller names.

Files of ours give back the same claims; those of others give what their marks say. Nothing is
guessed about offsets: a mark that does not hold its words is refused with its file and line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from workbench.domain.article import Article, Metadata
from workbench.domain.claim import (
    Assertion,
    Claim,
    ClaimState,
    Factuality,
    Hop,
    HopClass,
    Link,
    LinkKind,
    Mode,
)
from workbench.domain.source import Source
from workbench.domain.span import Span
from workbench.errors import DataError
from workbench.exchange.brat.standoff import Event, Standoff, parse
from workbench.exchange.brat.vocabulary import EVENT, FILE_NAME, REMARKS, UID, value_of, word_of
from workbench.exchange.bundle import AnnotatedArticle, Item

LONGEST_CHAIN = 64
"""More hops than this are a mistake."""

QUOTATION_MARKS = '"“”„«»'


def read(source: Path, *, analyst: str) -> Iterator[Item]:
    """Articles with the claims of their Attribution events, each as the analyst's; their sources
    come before. An article of ours keeps its uid and number; another's uid follows from its text.

    Raises DataError naming file and line.
    """
    given: set[str] = set()
    for path in sorted(source.rglob("*.ann")):
        name = path.relative_to(source)
        try:
            text = path.with_suffix(".txt").read_bytes().decode()
            standoff = parse(path.read_bytes().decode("utf-8-sig"), text)
            reading = _Reading(_article(path.stem, text), text, standoff, analyst)
            annotated = reading.annotated()
        except FileNotFoundError as error:
            raise DataError(f"{name} has no text beside it") from error
        except UnicodeDecodeError as error:
            raise DataError(f"{name} or its text is not UTF-8") from error
        except DataError as error:
            raise DataError(f"{name}: {error.what}", error.next_step) from error
        for one in reading.sources.values():
            if one.uid not in given:
                given.add(one.uid)
                yield one
        yield annotated


def _article(stem: str, text: str) -> Article:
    data = text.encode()
    digest = sha256(data).hexdigest()
    ours = FILE_NAME.fullmatch(stem)
    return Article(
        uid=ours[2] if ours else _uid("article", digest),
        number=int(ours[1]) if ours else 0,
        metadata=Metadata(),
        outlet="",
        sha256=digest,
        raw_sha256=digest,
        normaliser="",
        retrieved_at="",
        retrieved_how="brat",
        foreign_id=stem,
        length=len(text),
    )


def _uid(*words: str) -> str:
    """The same uid whenever the same thing is read again."""
    return str(uuid5(NAMESPACE_URL, "\x1f".join(("workbench", "brat", *words))))


@dataclass(frozen=True, slots=True)
class _On:
    """What stands on one thing of the file."""

    attributes: Mapping[str, str]
    remarks: Mapping[str, str]
    references: tuple[tuple[str, str, str], ...]
    """Database, key, words."""

    def keys(self, database: str) -> list[tuple[str, str]]:
        """What a database of ours says of it; a key that cannot be a uid says nothing."""
        return [
            (key, words)
            for name, key, words in self.references
            if name == database and UID.fullmatch(key)
        ]


class _Reading:
    """One .ann file on its way to claims."""

    def __init__(self, article: Article, text: str, standoff: Standoff, analyst: str) -> None:
        self._article = article
        self._text = text
        self._standoff = standoff
        self._analyst = analyst
        self._on = _gather(standoff)
        self._claims: dict[str, Claim] = {}
        """By their innermost event."""
        self.sources: dict[str, Source] = {}

    def annotated(self) -> AnnotatedArticle:
        """The article with its claims and the links between them."""
        events = {e.id: e for e in self._standoff.events.values() if e.type == EVENT}
        inner = {who for event in events.values() for who in event.players("Content")}
        taken: set[str] = set()
        reached: set[str] = set()
        claims = []
        for root in events.values():
            chain = self._chain(root, events) if root.id not in inner else []
            reached.update(event.id for event in chain)
            contents = chain[-1].players("Content") if chain else []
            if any(who in self._standoff.textbounds for who in contents):
                claims.append(self._claim(chain, taken))
        if len(reached) < len(events):
            raise DataError("attributions hold each other in a circle, or one holds several")
        annotated = AnnotatedArticle(
            self._article, self._text, claims=tuple(claims), links=tuple(self._links())
        )
        return annotated.check()

    def _chain(self, root: Event, events: Mapping[str, Event]) -> list[Event]:
        chain, seen = [root], {root.id}
        while True:
            deeper = [who for who in chain[-1].players("Content") if who in events]
            if not deeper:
                return chain
            if deeper[0] in seen or len(chain) == LONGEST_CHAIN:
                raise DataError(f"event {root.id} holds itself, or too many others")
            seen.add(deeper[0])
            chain.append(events[deeper[0]])

    def _claim(self, chain: list[Event], taken: set[str]) -> Claim:
        last = chain[-1]
        on = self._on[last.id]
        span = self._span(last.players("Content"))
        keys = [key for key, _ in on.keys("claim") if key not in taken]
        uid = keys[0] if keys else _uid(self._article.uid, self._analyst, chain[0].id)
        taken.add(uid)
        fields = {name: on.remarks.get(kind, "") for kind, name in REMARKS.items()}
        if not on.keys("claim"):
            # Somebody else's file: their notes are about the claim, not the claim in other words.
            fields |= {"restatement": "", "note": fields["restatement"] or fields["note"]}
        hops = [hop for event in chain if (hop := self._hop(event, span))]
        claim = Claim(
            uid,
            self._article.uid,
            self._analyst,
            span,
            restatement=fields["restatement"],
            gloss=fields["gloss"],
            topic=fields["topic"],
            time=fields["time"],
            place=fields["place"],
            note=fields["note"],
            verdict=fields["verdict"],
            state=value_of(on.attributes.get("State", ""), ClaimState, ClaimState.DRAFT),
            fact=on.remarks.get("Fact"),
            hops=tuple(hops),
        )
        self._claims[last.id] = claim
        return claim

    def _hop(self, event: Event, content: Span) -> Hop | None:
        on = self._on[event.id]
        named, cues = event.players("Source"), event.players("Cue")
        if "Class" not in on.attributes and not named and not cues and on.keys("claim"):
            return None
        spoken = [self._standoff.textbounds[who] for who in named if self._is_text(who)]
        unknown = HopClass.NAMED if spoken else HopClass.UNATTRIBUTED
        if not cues and "Class" not in on.attributes:
            cues = self._trigger_apart(event)
        cue = " ".join(self._span([who]).exact for who in cues if self._is_text(who))
        firm = value_of(on.attributes.get("Factuality", ""), Factuality, Factuality.CERTAIN)
        return Hop(
            self._hop_sources(event, ours="Class" in on.attributes),
            self._span(named) if spoken else None,
            cue or on.remarks.get("Cue", ""),
            value_of(on.attributes.get("Mode", ""), Mode, _mode(content)),
            value_of(on.attributes.get("Class", ""), HopClass, unknown),
            firm,
            value_of(on.attributes.get("Assertion", ""), Assertion, Assertion.implied_by(firm)),
        )

    def _trigger_apart(self, event: Event) -> list[str]:
        """The trigger as the cue, unless it only repeats the content."""
        bounds = self._standoff.textbounds
        contents = [bounds[who].pieces for who in event.players("Content") if who in bounds]
        return [] if bounds[event.trigger].pieces in contents else [event.trigger]

    def _hop_sources(self, event: Event, *, ours: bool) -> tuple[str, ...]:
        """Uids as references give them; in somebody else's file a source for each name."""
        uids: dict[str, None] = {}
        for who in (*event.players("Source"), event.id):
            keys = self._on[who].keys("source")
            if not keys and not ours and self._is_text(who):
                name = self._span([who]).exact
                keys = [(_uid("source", name.casefold()), " ".join(name.split()))]
            for key, words in keys:
                self.sources.setdefault(key, Source(key, words or key))
                uids[key] = None
        return tuple(uids)

    def _links(self) -> Iterator[Link]:
        kinds = {word_of(kind): kind for kind in LinkKind}
        for relation in self._standoff.relations:
            ends = [self._claims.get(who) for _, who in relation.arguments]
            if relation.type in kinds and ends[0] and ends[1]:
                first, second = ends[0].uid, ends[1].uid
                keys = self._on[relation.id].keys("link")
                uid = keys[0][0] if keys else _uid(relation.type, first, second, self._analyst)
                yield Link(uid, self._analyst, kinds[relation.type], first, second)

    def _is_text(self, who: str) -> bool:
        return who in self._standoff.textbounds

    def _span(self, ids: list[str]) -> Span:
        """One span over all the text that these mark."""
        bounds = [self._standoff.textbounds[who] for who in ids if self._is_text(who)]
        if len(bounds) == 1:
            return bounds[0].span(self._text)
        pieces = sorted(piece for bound in bounds for piece in bound.span(self._text).pieces)
        whole = [pieces[0]]
        for start, end in pieces[1:]:
            if start < whole[-1][1]:
                whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
            else:
                whole.append((start, end))
        return Span.of(self._text, whole[0][0], whole[-1][1], whole)


def _mode(content: Span) -> Mode:
    marked = [mark for mark in QUOTATION_MARKS if mark in content.exact]
    if not marked:
        return Mode.INDIRECT
    whole = (
        content.exact[0] in QUOTATION_MARKS and content.exact.rstrip(",.;")[-1:] in QUOTATION_MARKS
    )
    return Mode.DIRECT if whole else Mode.MIXED


def _gather(standoff: Standoff) -> Mapping[str, _On]:
    attributes: dict[str, dict[str, str]] = defaultdict(dict)
    remarks: dict[str, dict[str, str]] = defaultdict(dict)
    references: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for attribute in standoff.attributes:
        attributes[attribute.target][attribute.type] = attribute.value
    for remark in standoff.remarks:
        remarks[remark.target].setdefault(remark.type, remark.words)
    for reference in standoff.references:
        references[reference.target].append((reference.database, reference.key, reference.words))
    ids = [*standoff.textbounds, *standoff.events, *(one.id for one in standoff.relations)]
    return {one: _On(attributes[one], remarks[one], tuple(references[one])) for one in ids}
