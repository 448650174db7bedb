"""What every annotation tool has no place for, told when an article leaves for one."""

from __future__ import annotations

from dataclasses import replace

from workbench.domain.note import Note, NoteSubject
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses

ONLY_MARKS = "it has marks, and nothing else of an article"


def of_analyst(annotated: AnnotatedArticle, analyst: str) -> AnnotatedArticle:
    """The article with one analyst's claims and tags only; with all where none is named."""
    if not analyst:
        return annotated
    mine = tuple(claim for claim in annotated.claims if claim.analyst == analyst)
    tags = tuple(tag for tag in annotated.tags if tag.analyst == analyst)
    return replace(annotated, claims=mine, tags=tags)


def tell_what_stays(annotated: AnnotatedArticle, losses: Losses) -> None:
    """Counts what people made of an article that no mark can say."""
    for what, some in (
        ("assessments", annotated.assessments),
        ("tags", annotated.tags),
        ("decisions on facts", annotated.decisions),
        ("judgements of descent", annotated.judgements),
        ("sentences with nothing to record", annotated.nothings),
    ):
        losses.add(what, ONLY_MARKS, len(some))


def tell_what_is_of_no_article(bundle: Bundle, losses: Losses) -> None:
    """Counts what people said of sources."""
    losses.add("ratings", ONLY_MARKS, len(bundle.ratings))
    losses.add("notes on sources", ONLY_MARKS, len(bundle.notes))


def is_on_marks(note: Note) -> bool:
    """Whether a note is on a claim or a hop, which are marks."""
    return note.subject in (NoteSubject.CLAIM, NoteSubject.HOP)
