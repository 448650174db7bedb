"""What each annotation tool's writer does: takes some analyst's claims, tells what no mark says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.domain.claim import Claim
from workbench.domain.note import Note, NoteSubject
from workbench.exchange.as_left import Stamps
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses, Written
from workbench.exchange.held import NOTES, TAGS, lose_rest
from workbench.exchange.spans.page import Page
from workbench.exchange.spans.projecting import project

ONLY_MARKS = "it has marks, and nothing else of an article"
OF_SOURCES = frozenset({"sources"})
OF_MARKS = frozenset({"texts", "claims", "links", *NOTES, *TAGS})
"""What marks say, and what is told by itself: notes, tags and links have places in some tools."""


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
        lose_rest(bundle, OF_SOURCES, self.losses, ONLY_MARKS)

    def checked_articles(self) -> Iterator[AnnotatedArticle]:
        """The articles, one at a time. Raises DataError."""
        for annotated in self._bundle.checked_articles():
            yield of_analyst(annotated, self._analyst)

    def page(self, annotated: AnnotatedArticle, claims: Iterable[Claim]) -> Page:
        """The marks of some of an article's claims."""
        return project(annotated, claims, self._names, Stamps(self._bundle, annotated.pasts))

    def wrote(self, annotated: AnnotatedArticle, links: int) -> None:
        """Counts an article that was written with so many of its links."""
        self.articles += 1
        self._claims += len(annotated.claims)
        self.losses.add("tags", ONLY_MARKS, len(annotated.tags))
        lose_rest(annotated, OF_MARKS, self.losses, ONLY_MARKS)
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
