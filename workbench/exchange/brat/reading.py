"""Reading brat folders: Attribution events as claims of the analyst that the caller names.

Files of ours give back the same claims; those of others give what their marks say: a Content that
no attribution holds is a claim without hops, and what is neither is counted. Nothing is guessed
about offsets: a mark that does not hold its words is refused with its file and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from workbench.domain.article import Article
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
from workbench.domain.past import Key
from workbench.domain.source import Source
from workbench.domain.span import Span
from workbench.errors import DataError
from workbench.exchange.as_left import past_by
from workbench.exchange.brat.marks import Marks
from workbench.exchange.brat.standoff import Event, Standoff, parse
from workbench.exchange.brat.vocabulary import (
    ANALYST,
    ATTRIBUTIONS,
    CLAIM,
    FILE_NAME,
    LINK,
    REMARKS,
    STATE,
)
from workbench.exchange.bundle import AnnotatedArticle, Item, Losses, PastOf, Unread
from workbench.exchange.spans.pieces import article_of, joined, mode_of
from workbench.exchange.spans.ties import LONGEST_CHAIN
from workbench.exchange.spans.vocabulary import CONTENT, word_of
from workbench.exchange.uids import made_uid

_uid = partial(made_uid, "brat")


def read(source: Path, *, analyst: str) -> Iterator[Item]:
    """Articles with the claims of their Attribution events, each as the analyst's; their sources
    come before, and what was left unread comes last. An article of ours keeps its uid and number;
    another's uid follows from its text.

    Raises DataError naming file and line.
    """
    given: set[str] = set()
    texts: set[str] = set()
    unread = Losses()
    for path in sorted(source.rglob("*.ann")):
        name = path.relative_to(source)
        try:
            text = path.with_suffix(".txt").read_bytes().decode()
            standoff = parse(path.read_bytes().decode("utf-8-sig"), text)
            article = _article(path.stem, text)
            # Several people's files on one text: the claims of each are their own.
            apart = (name.as_posix(),) if article.uid in texts else ()
            reading = _Reading(article, text, standoff, analyst, apart)
            texts.add(article.uid)
            annotated = reading.annotated()
            reading.tell_unread(unread)
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
    if lost := unread.told():
        yield Unread(lost)


def read_page(article: Article, text: str, standoff: Standoff, *, analyst: str) -> AnnotatedArticle:
    """An article with what is read of its lines."""
    return _Reading(article, text, standoff, analyst, ()).annotated()


def _article(stem: str, text: str) -> Article:
    ours = FILE_NAME.fullmatch(stem)
    uid = ours[2] if ours else _uid("article", sha256(text.encode()).hexdigest())
    number = int(ours[1]) if ours else 0
    return article_of(text, uid, number=number, foreign_id=stem, how="brat")


class _Reading:
    """One .ann file on its way to claims."""

    def __init__(
        self,
        article: Article,
        text: str,
        standoff: Standoff,
        analyst: str,
        apart: tuple[str, ...],
    ) -> None:
        self._article = article
        self._text = text
        self._standoff = standoff
        self._analyst = analyst
        self._apart = apart
        """What tells its claims from those of another file on the same text."""
        self._marks = Marks(standoff)
        self._claims: dict[str, Claim] = {}
        """By their innermost event, or the Content of one without."""
        self._pasts: list[PastOf] = []
        """Of what left here."""
        self._drawn: set[Key] = set()
        self._empty = 0
        """Attributions that hold nothing."""
        self.sources: dict[str, Source] = {}

    def annotated(self) -> AnnotatedArticle:
        """The article with its claims and the links between them."""
        events = {e.id: e for e in self._standoff.events.values() if e.type in ATTRIBUTIONS}
        inner = {who for event in events.values() for who in event.players(CONTENT)}
        taken: set[str] = set()
        claims = []
        for root in events.values():
            if root.id not in inner:
                for chain in self._chains([root], events, {root.id}):
                    claims.append(self._claim(chain, taken))
        circled = [event for event in events if not self._marks.is_taken(event)]
        if circled:
            raise self._standoff.wrong(circled[0], DataError(f"{circled[0]} holds itself"))
        for bound in self._standoff.textbounds.values():
            if bound.type == CONTENT and not self._marks.is_taken(bound.id):
                claims.append(self._bare_claim(bound.id))
        links = tuple(self._links())
        return AnnotatedArticle(
            self._article,
            self._text,
            claims=tuple(claims),
            links=links,
            pasts=tuple(self._pasts),
            drawn=frozenset(self._drawn),
        ).check()

    def tell_unread(self, losses: Losses) -> None:
        """Count what the file says beyond what was given."""
        losses.add("attributions without content", "nothing says what was said", self._empty)
        self._marks.tell_unread(losses)

    def _chains(
        self, chain: list[Event], events: Mapping[str, Event], seen: set[str]
    ) -> Iterator[list[Event]]:
        """From an attribution inwards: a chain to each of those that hold text."""
        last = chain[-1]
        contents = last.players(CONTENT)
        self._marks.take((last.id, last.trigger))
        inner = [who for who in contents if who in events]
        if any(map(self._is_text, contents)):
            yield chain
        elif not inner:
            self._empty += 1
        for deeper in inner:
            if deeper in seen or len(chain) == LONGEST_CHAIN:
                wrong = DataError(f"event {chain[0].id} holds {deeper} twice, or too many others")
                raise self._standoff.wrong(last.id, wrong)
            seen.add(deeper)
            yield from self._chains([*chain, events[deeper]], events, seen)

    def _claim(self, chain: list[Event], taken: set[str]) -> Claim:
        first, last = chain[0].id, chain[-1].id
        contents = self._texts(chain[-1].players(CONTENT))
        span = self._span(contents)
        ours = self._marks.keys(last, CLAIM)
        uids = [key for key, _ in ours]
        uids += [self._made_uid(first), self._made_uid(first, last)]
        uid = next(one for one in uids if one not in taken)
        taken.add(uid)
        fields = {name: self._marks.words(last, kind) for kind, name in REMARKS.items()}
        if not ours:
            # Somebody else's file: their notes are about the claim, not the claim in other words.
            fields |= {"restatement": "", "note": fields["restatement"] or fields["note"]}
        hops = [hop for event in chain if (hop := self._hop(event, span))]
        claim = Claim(
            uid,
            self._article.uid,
            (self._marks.words(last, ANALYST) if ours else "") or self._analyst,
            span,
            restatement=fields["restatement"],
            gloss=fields["gloss"],
            topic=fields["topic"],
            time=fields["time"],
            place=fields["place"],
            note=fields["note"],
            verdict=fields["verdict"],
            state=self._marks.value(last, "State", ClaimState, ClaimState.DRAFT),
            fact=self._marks.words(last, "Fact") or None,
            hops=tuple(hops),
        )
        self._claims[last] = claim
        self._trace("claim", claim, last, is_ours=uid in dict(ours))
        return claim

    def _trace(self, kind: str, thing: Claim | Link, mark: str, *, is_ours: bool) -> None:
        """Where something stands that left here, or was made there."""
        stamps = [stamp for stamp, _ in self._marks.keys(mark, STATE)]
        if not is_ours:
            self._drawn.add((kind, thing.uid))
        elif stamps and (past := past_by(stamps[0], thing.to_record())):
            self._pasts.append(PastOf((kind, thing.uid), past))

    def _bare_claim(self, content: str) -> Claim:
        """Of a Content that no attribution holds."""
        uid, span = self._made_uid(content), self._span([content])
        note = self._marks.words(content, "AnnotatorNotes")
        self._claims[content] = Claim(uid, self._article.uid, self._analyst, span, note=note)
        self._drawn.add(("claim", uid))
        return self._claims[content]

    def _made_uid(self, *ids: str) -> str:
        return _uid(self._article.uid, self._analyst, *ids, *self._apart)

    def _hop(self, event: Event, content: Span) -> Hop | None:
        marks, who = self._marks, event.id
        named, cues = (self._texts(event.players(role)) for role in ("Source", "Cue"))
        ours = marks.has(who, "Class")
        if not ours and not named and not cues and marks.keys(who, CLAIM):
            return None
        unknown = HopClass.NAMED if named else HopClass.UNATTRIBUTED
        if not cues and not ours:
            cues = self._trigger_apart(event)
        cue = " ".join(self._span([one]).exact for one in cues)
        firm = marks.value(who, "Factuality", Factuality, Factuality.CERTAIN)
        return Hop(
            self._hop_sources(event, ours=ours),
            self._span(named) if named else None,
            cue or marks.words(who, "Cue"),
            marks.value(who, "Mode", Mode, mode_of(content)),
            marks.value(who, "Class", HopClass, unknown),
            firm,
            marks.value(who, "Assertion", Assertion, Assertion.implied_by(firm)),
        )

    def _trigger_apart(self, event: Event) -> list[str]:
        """The trigger as the cue, unless it only repeats the content."""
        bounds = self._standoff.textbounds
        contents = [bounds[who].pieces for who in event.players(CONTENT) if who in bounds]
        return [] if bounds[event.trigger].pieces in contents else [event.trigger]

    def _hop_sources(self, event: Event, *, ours: bool) -> tuple[str, ...]:
        """Uids as references give them; in somebody else's file a source for each name."""
        uids: dict[str, None] = {}
        for who in (*event.players("Source"), event.id):
            keys = self._marks.keys(who, "source")
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
                keys = self._marks.keys(relation.id, LINK)
                self._marks.take([relation.id])
                uid = keys[0][0] if keys else _uid(relation.type, first, second, self._analyst)
                analyst = (self._marks.words(relation.id, ANALYST) if keys else "") or self._analyst
                link = Link(uid, analyst, kinds[relation.type], first, second)
                self._trace("link", link, relation.id, is_ours=bool(keys))
                yield link

    def _is_text(self, who: str) -> bool:
        return who in self._standoff.textbounds

    def _texts(self, ids: list[str]) -> list[str]:
        return [who for who in ids if self._is_text(who)]

    def _span(self, ids: list[str]) -> Span:
        """One span over all the text that these mark; they have a part in what is given then."""
        self._marks.take(ids)
        bounds = [self._standoff.textbounds[who] for who in ids]
        if len(bounds) == 1:
            return bounds[0].span(self._text)
        return joined(self._text, [piece for b in bounds for piece in b.span(self._text).pieces])
