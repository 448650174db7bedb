"""The articles with the words of the claims marked, and those without a claim by their titles."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from workbench.domain.note import NoteSubject
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report.blocks import (
    Block,
    Closes,
    Dim,
    Inline,
    Inlines,
    Item,
    Items,
    Line,
    Link,
    Opens,
    Pairs,
    Para,
    Passage,
    Piece,
    Said,
    Section,
)
from workbench.exchange.report.digest import Digest, Place, Told, own_relays
from workbench.exchange.report.words import Words

Marks = Mapping[int, list[Opens | Closes]]
"""Offset in a text -> what begins or ends there."""


def articles(digest: Digest, words: Words) -> Section:
    """Every article, the earliest first."""
    numbers = {
        place.number: statement.number
        for statement in digest.statements
        for place in statement.places
    }
    below: list[Block] = [Para((words("articles_lead"),), "small")]
    below += [_article(one, numbers, words) for one in digest.articles if one.places]
    if bare := [one for one in digest.articles if not one.places]:
        items = Items(tuple(_named(one, words) for one in bare), "bare")
        below.append(Section("bare", (words("articles_without"),), (items,)))
    return Section("articles", (words("articles"),), tuple(below), "articles")


def title_of(annotated: AnnotatedArticle, words: Words) -> Inline:
    """An article's title as it is shown."""
    metadata = annotated.article.metadata
    if metadata.title:
        return Said(metadata.title, metadata.lang, is_quoted=False)
    return words("untitled")


def _article(told: Told, numbers: Mapping[int, int], words: Words) -> Section:
    annotated = told.annotated
    article = annotated.article
    title = (Dim(f"#{article.number}"), " ", title_of(annotated, words))
    below: list[Block] = [Pairs(tuple(_about(told, numbers, words)))]
    if annotated.has_text:
        below.append(passage(annotated, told.places, numbers, words))
    else:
        below.append(Para((words("without_text"),), "small"))
    if annotated.translation:
        below.append(Para((words("translation"),), "small"))
    return Section(f"a{article.number}", title, tuple(below), "article")


def _named(told: Told, words: Words) -> Item:
    article = told.annotated.article
    day = words.day(article.metadata.day) if article.metadata.day else words("unknown_day")
    outlet = article.outlet or words("unknown_outlet")
    title = title_of(told.annotated, words)
    return Item((Dim(f"#{article.number}"), " ", title, f" ({outlet}, {day})"),
                at=f"a{article.number}")  # fmt: skip


def _about(told: Told, numbers: Mapping[int, int], words: Words) -> Iterable[tuple[str, Inlines]]:
    annotated = told.annotated
    article, metadata = annotated.article, annotated.article.metadata
    day = words("unknown_day")
    if publication := metadata.publication:
        basis = words.term(publication.basis)
        day = words("published_basis", day=words.day(publication.at), basis=basis)
    outlet = article.outlet or words("unknown_outlet")
    yield words("published"), (f"{outlet}, {day}",)
    if metadata.author:
        yield words("author"), (metadata.author,)
    if relays := own_relays(annotated):
        yield words("credits"), (words.joined(relays),)
    for key, address in (("address", metadata.url), ("archive", metadata.archive)):
        if address:
            yield words(key), (Link(address, address),)
    yield words("claims_here"), _ways(told, numbers)
    if told.questions:
        yield words("questions"), (words.number(told.questions),)
    if annotated.states:
        states = [
            words("state_by", analyst=one.analyst, state=words.term(one.state))
            for one in sorted(annotated.states, key=lambda one: one.analyst)
        ]
        yield words("states"), (", ".join(states),)
    for note in annotated.notes:
        if note.subject is NoteSubject.ARTICLE:
            by = words("note_by", analyst=note.analyst)
            yield words("note"), (Dim(by), Said(note.words, is_quoted=False))
    if tags := [one for one in annotated.tags if one.claim is None]:
        yield words("tags"), (", ".join(f"{one.name} ({one.analyst})" for one in tags),)


def _ways(told: Told, numbers: Mapping[int, int]) -> Inlines:
    found: list[Inline] = []
    for number in dict.fromkeys(numbers[place.number] for place in told.places):
        found += [" ", Link(f"#s{number}", str(number))] if found else [
            Link(f"#s{number}", str(number))
        ]  # fmt: skip
    return tuple(found)


def passage(
    annotated: AnnotatedArticle,
    places: Iterable[Place],
    numbers: Mapping[int, int],
    words: Words,
) -> Passage:
    """A text with its claims marked. numbers: of a place -> that of its statement."""
    text = annotated.text
    marks, depths = _marks(places, numbers, words)
    lines: list[Line] = []
    pieces: list[Piece | Opens | Closes] = []
    at = depth = 0
    for edge in sorted({*marks, *_breaks(text), len(text)}):
        if edge > at:
            pieces.append(Piece(text[at:edge], depth))
        at = edge
        pieces += marks.get(edge, ())
        depth += depths.get(edge, 0)
        if text[edge : edge + 1] in ("\n", ""):
            if any(not isinstance(one, Piece) or one.words.strip() for one in pieces):
                lines.append(Line(tuple(pieces)))
            pieces = []
            at = edge + 1
    return Passage(tuple(lines), annotated.article.metadata.lang, is_leftward(text))


def _breaks(text: str) -> Iterable[int]:
    at = text.find("\n")
    while at >= 0:
        yield at
        at = text.find("\n", at + 1)


def _marks(
    places: Iterable[Place], numbers: Mapping[int, int], words: Words
) -> tuple[Marks, Mapping[int, int]]:
    """Where claims begin and end, what ends somewhere before what begins there; and by how many
    marks the text after an offset is deeper."""
    closes: defaultdict[int, list[Opens | Closes]] = defaultdict(list)
    opens: defaultdict[int, list[Opens | Closes]] = defaultdict(list)
    depths: defaultdict[int, int] = defaultdict(int)
    for place in places:
        statement = numbers[place.number]
        pieces = place.claim.span.pieces
        for part, (start, end) in enumerate(pieces):
            label = f"{statement}" if len(pieces) == 1 else f"{statement}.{part + 1}"
            at = f"p{place.number}" if not part else ""
            begins = words("claim_begins", number=label)
            opens[start].append(Opens(at, f"#k{place.number}", label, begins))
            closes[end].append(Closes(label, words("claim_ends", number=label)))
            depths[start] += 1
            depths[end] -= 1
    found = {edge: [*closes[edge], *opens[edge]] for edge in {*closes, *opens}}
    return found, depths


def is_leftward(text: str) -> bool:
    """Whether most letters of a text are written from right to left."""
    kinds = [unicodedata.bidirectional(one) for one in text[:2000]]
    leftward = sum(kind in ("R", "AL") for kind in kinds)
    return leftward > kinds.count("L")
