"""What each annotation tool's writer does: takes some analyst's claims, tells what no mark says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.domain.claim import Claim
from workbench.domain.note import Note, NoteSubject
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses, Written
from workbench.exchange.spans.page import Page
from workbench.exchange.spans.projecting import project

ONLY_MARKS = "it has marks, and nothing else of an article"


class Leaving:
    """A set on its way to a tool."""

    def __init__(self, bundle: Bundle, analyst: str) -> None:
        """analyst: whose claims leave; everybody's where none is named."""
        self._bundle = bundle
        self._analyst = analyst
        self._names = bundle.names()
        self.articles = 0
        self._claims = 0
        self.losses = Losses()
        self._elsewhere: set[str] = set()
        """Uids of the links that lead out of an article: each is met at both ends."""
        lose_of_sources(bundle, self.losses)

    def checked_articles(self) -> Iterator[AnnotatedArticle]:
        """The articles, one at a time. Raises DataError."""
        for annotated in self._bundle.checked_articles():
            yield of_analyst(annotated, self._analyst)

    def page(self, annotated: AnnotatedArticle, claims: Iterable[Claim]) -> Page:
        """The marks of some of an article's claims."""
        return project(annotated, claims, self._names)

    def wrote(self, annotated: AnnotatedArticle, links: int) -> None:
        """Counts an article that was written with so many of its links."""
        self.articles += 1
        self._claims += len(annotated.claims)
        for what, some in (
            ("assessments", annotated.assessments),
            ("tags", annotated.tags),
            ("facts", annotated.facts),
        ):
            self.losses.add(what, ONLY_MARKS, len(some))
        lose_of_article(annotated, self.losses)
        here = {claim.uid for claim in annotated.claims}
        outside = {one.uid for one in annotated.links if not {one.claim, one.other} <= here}
        lost = len(annotated.links) - links - len(outside & self._elsewhere)
        self._elsewhere |= outside
        self.losses.add(
            "links to claims elsewhere", "a relation joins marks that are together", lost
        )

    def written(self) -> Written:
        """How much was written, and what was lost."""
        return Written(self.articles, self._claims, self.losses.told())


def lose_of_sources(bundle: Bundle, losses: Losses) -> None:
    """What an export says of sources, and marks do not."""
    losses.add("ratings", ONLY_MARKS, len(bundle.ratings))
    losses.add("notes on sources", ONLY_MARKS, len(bundle.notes))


def lose_of_article(annotated: AnnotatedArticle, losses: Losses) -> None:
    """What was said of an article, and not of its marks."""
    for what, count in (
        ("decisions on facts", len(annotated.decisions)),
        ("judgements of descent", len(annotated.judgements)),
        ("states of articles", len(annotated.states)),
        ("sentences with nothing to record", len(annotated.nothings)),
        ("translations", bool(annotated.translation)),
    ):
        losses.add(what, ONLY_MARKS, count)


def of_analyst(annotated: AnnotatedArticle, analyst: str) -> AnnotatedArticle:
    """The article with one analyst's claims and tags only; with all where none is named."""
    if not analyst:
        return annotated
    mine = tuple(claim for claim in annotated.claims if claim.analyst == analyst)
    tags = tuple(tag for tag in annotated.tags if tag.analyst == analyst)
    return replace(annotated, claims=mine, tags=tags)


def is_on_marks(note: Note) -> bool:
    """Whether a note is on a claim or a hop, which are marks."""
    return note.subject in (NoteSubject.CLAIM, NoteSubject.HOP)
