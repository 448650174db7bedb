"""Writing brat folders: one page of standoff lines for each article.

What brat has no place for is counted, never dropped in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from workbench.domain.article import Article
from workbench.domain.claim import Assessment, Claim
from workbench.domain.decision import Verdict
from workbench.domain.fact import Fact, Name, Quantity, Time
from workbench.domain.family import Families
from workbench.domain.journal import Record
from workbench.domain.note import NoteSubject
from workbench.domain.past import Key
from workbench.domain.span import Span
from workbench.errors import DataError
from workbench.exchange.as_left import Stamps
from workbench.exchange.brat.reading import read_page
from workbench.exchange.brat.sheet import Sheet, one_line
from workbench.exchange.brat.standoff import BREAKS, parse
from workbench.exchange.brat.vocabulary import (
    ANALYST,
    CLAIM,
    EVENT,
    FACTS,
    FILE_NAME,
    LINK,
    REMARKS,
    STATE,
)
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses, Written
from workbench.exchange.held import ASSESSMENTS, lose_rest
from workbench.exchange.spans.leaving import OF_MARKS, OF_SOURCES, ONLY_MARKS, of_analyst
from workbench.exchange.spans.pieces import cue_span
from workbench.exchange.spans.vocabulary import word_of

CONFIGURATION = ("annotation.conf", "visual.conf")
_WRITTEN = {"facts", "relays", *ASSESSMENTS}
"""What it has beyond other tools' marks; what of it has no place is told where it is met."""


def write(bundle: Bundle, target: Path, *, analyst: str = "") -> Written:
    """Write into the folder; claims of one analyst only where one is named. Raises DataError."""
    for name in CONFIGURATION:
        (target / name).write_bytes(_headed(bundle, (files(__package__) / name).read_bytes()))
    names = bundle.names()
    families = bundle.families()
    losses = Losses()
    lose_rest(bundle, OF_SOURCES | {"belongings of sources"}, losses, ONLY_MARKS)
    elsewhere: set[str] = set()
    articles = claims = 0
    for annotated in bundle.checked_articles():
        annotated = of_analyst(annotated, analyst)
        losses.add("tags", "brat has none", len(annotated.tags))
        lose_rest(annotated, OF_MARKS | _WRITTEN, losses, ONLY_MARKS)
        page = _Page(annotated, names, families, losses)
        name = _file_name(annotated.article)
        (target / f"{name}.txt").write_bytes(annotated.text.encode())
        lines = page.lines(Stamps(bundle, annotated.pasts))
        (target / f"{name}.ann").write_bytes(lines.encode(errors="replace"))
        articles += 1
        claims += len(page.events)
        elsewhere |= page.elsewhere
    losses.add("links to claims of other articles", "a file is one article", len(elsewhere))
    return Written(articles, claims, losses.told())


def _headed(bundle: Bundle, configuration: bytes) -> bytes:
    """A configuration behind a line that says which table of publishers proposes families."""
    return f"# Table of publishers: {one_line(bundle.publishers)}\n".encode() + configuration


def _file_name(article: Article) -> str:
    name = f"{article.number:06d}-{article.uid}"
    if not FILE_NAME.fullmatch(name):
        raise DataError(f"article {article.uid!r} cannot name a file")
    return name


class _Page:
    """One article's .ann file in the making."""

    def __init__(
        self,
        annotated: AnnotatedArticle,
        names: Mapping[str, str],
        families: Families,
        losses: Losses,
    ) -> None:
        self._annotated = annotated
        self.elsewhere: set[str] = set()
        """Uids of the links that have no place here: each is met at both ends."""
        self._names = names
        self._families = families
        self._losses = losses
        self._sheet = Sheet(annotated.text)
        self._facts = {fact.id: fact for fact in annotated.facts}
        self._hop_events: dict[str, str] = {}
        """By "claim uid/position", as notes name a hop."""
        self._relations: dict[str, str] = {}
        """Of each link."""
        self.events: dict[str, str] = {}
        """The innermost event of each claim."""

    def lines(self, stamps: Stamps) -> str:
        """All lines of the file."""
        for fact in self._accepted_facts():
            self._write_fact(fact)
        for relay in self._annotated.relays:
            marked = relay.span and self._sheet.textbound("Relay", relay.span)
            if marked:
                self._sheet.attribute("Status", marked, relay.status.value.title())
                self._sheet.remark("AnnotatorNotes", marked, relay.outlet or relay.article)
            else:
                self._losses.add("relays with no place in the text", "a mark is on words")
        for claim in self._annotated.claims:
            self._write_claim(claim)
        self._write_links()
        self._write_assessments()
        self._write_notes()
        self._write_states(stamps)
        return str(self._sheet)

    def _accepted_facts(self) -> Iterator[Fact]:
        verdicts = defaultdict(set)
        for decision in self._annotated.decisions:
            verdicts[decision.fact].add(decision.verdict)
        for fact in self._annotated.facts:
            said = verdicts[fact.id]
            kept = Verdict.REJECTED not in said or said & {Verdict.ACCEPTED, Verdict.CORRECTED}
            if fact.kind in FACTS and kept:
                yield fact
            elif kept:
                self._losses.add("facts of other kinds", "names, times and quantities are marked")

    def _write_fact(self, fact: Fact) -> None:
        marked = self._sheet.textbound(FACTS[fact.kind], fact.span)
        if marked:
            self._sheet.remark("AnnotatorNotes", marked, _fact_words(fact))

    def _write_claim(self, claim: Claim) -> None:
        content = self._sheet.textbound("Content", claim.span)
        if content is None:
            self._losses.add("claims on blank text", "a span needs a letter")
            return
        inner = content
        for position in range(len(claim.hops) - 1, -1, -1):
            inner = self._write_hop(claim, position, inner)
            self._hop_events[f"{claim.uid}/{position}"] = inner
            self.events.setdefault(claim.uid, inner)
        if not claim.hops:
            trigger = self._sheet.textbound(EVENT, claim.span) or content
            self.events[claim.uid] = self._sheet.event(EVENT, trigger, [("Content", content)])
        self._write_fields(claim, self.events[claim.uid])

    def _write_hop(self, claim: Claim, position: int, inner: str) -> str:
        hop, sheet = claim.hops[position], self._sheet
        cue_span = self._find_cue(claim, position)
        cue = sheet.textbound("Cue", cue_span) if cue_span else None
        source = sheet.textbound("Source", hop.span) if hop.span else None
        trigger = sheet.textbound(EVENT, cue_span or claim.span)
        roles = [("Content", inner), ("Cue", cue), ("Source", source)]
        event = sheet.event(EVENT, trigger or inner, [(role, who) for role, who in roles if who])
        for uid in hop.sources:
            sheet.reference(source or event, "source", uid, self._names.get(uid, ""))
            sheet.remark("Family", source or event, self._family_words(uid))
        sheet.attribute("Mode", event, word_of(hop.mode))
        sheet.attribute("Class", event, word_of(hop.hop_class))
        sheet.attribute("Factuality", event, word_of(hop.factuality))
        sheet.attribute("Assertion", event, word_of(hop.assertion))
        if cue is None:
            sheet.remark("Cue", event, hop.cue)
        if hop.span and source is None:
            self._losses.add("source words that are blank", "a span needs a letter")
        return event

    def _family_words(self, uid: str) -> str:
        """What a source belonged to on the day of the article, nearest first."""
        above = self._families.above(uid, self._annotated.article.metadata.day)
        return ", ".join(self._names.get(one, one) for one in above)

    def _find_cue(self, claim: Claim, position: int) -> Span | None:
        """Where the cue's words stand, if one line of brat's can hold them."""
        is_broken = set(claim.hops[position].cue) & set(BREAKS)
        fact = self._facts.get(claim.fact or "")
        return None if is_broken else cue_span(self._annotated.text, claim, position, fact)

    def _write_fields(self, claim: Claim, event: str) -> None:
        self._sheet.reference(event, CLAIM, claim.uid)
        self._sheet.attribute("State", event, word_of(claim.state))
        self._sheet.remark(ANALYST, event, claim.analyst)
        for kind, name in REMARKS.items():
            self._sheet.remark(kind, event, claim.told(name))
        if claim.fact:
            self._sheet.remark("Fact", event, claim.fact)

    def _write_links(self) -> None:
        for link in self._annotated.links:
            first, second = self.events.get(link.claim), self.events.get(link.other)
            if first and second and first != second:
                written = self._sheet.relation(word_of(link.kind), first, second)
                self._sheet.reference(written, LINK, link.uid)
                self._sheet.remark(ANALYST, written, link.analyst)
                self._relations[link.uid] = written
            else:
                self.elsewhere.add(link.uid)

    def _write_states(self, stamps: Stamps) -> None:
        """In which state each claim and link leaves, sealed as it is read: not all of it has a
        place here."""
        annotated = self._annotated
        standoff = parse(str(self._sheet), annotated.text)
        found = read_page(annotated.article, annotated.text, standoff, analyst="")
        here: dict[Key, Record] = {
            **{("claim", one.uid): one.to_record() for one in annotated.claims},
            **{("link", one.uid): one.to_record() for one in annotated.links},
        }
        read: list[tuple[Key, Record, str]] = [
            *((("claim", c.uid), c.to_record(), self.events[c.uid]) for c in found.claims),
            *(
                (("link", one.uid), one.to_record(), self._relations[one.uid])
                for one in found.links
            ),
        ]
        for key, record, mark in read:
            stamp = stamps.of(key, here[key], record)
            if stamp and record["analyst"]:  # whose it is has no line where that is blank
                self._sheet.reference(mark, STATE, stamp)

    def _write_assessments(self) -> None:
        for assessment in self._annotated.assessments:
            event = self.events.get(assessment.claim)
            if event:
                self._sheet.remark("Assessment", event, _assessment_words(assessment))

    def _write_notes(self) -> None:
        for note in self._annotated.notes:
            if note.subject is NoteSubject.ARTICLE and note.span:
                marked = self._sheet.textbound("Marked", note.span)
                kind = "AnnotatorNotes"
            else:
                here = self._hop_events if note.subject is NoteSubject.HOP else self.events
                marked, kind = here.get(note.subject_uid), "Remark"
            if marked:
                self._sheet.remark(kind, marked, f"{note.analyst}: {note.words}")
            else:
                self._losses.add("notes with no place in the text", "a note is on words")


def _fact_words(fact: Fact) -> str:
    match fact.attributes:
        case Name(name=name):
            return "" if name == fact.span.exact else name
        case Time(value=value, end=end):
            return "/".join(part for part in (value, end) if part)
        case Quantity(value=number, unit=unit, counts=counts):
            return " ".join(str(part) for part in (number, unit, counts) if part is not None)
    return ""


def _assessment_words(assessment: Assessment) -> str:
    parts = [f"credibility {assessment.credibility}"]
    if assessment.likelihood:
        parts.append(assessment.likelihood.value)
    if assessment.confidence:
        parts.append(f"{assessment.confidence.value} confidence")
    return f"{assessment.analyst}: {', '.join(parts)}. {assessment.rationale}"
