"""A Markdown vault for Obsidian: a note for each claim, source, article and story.

The folder is kept: people write in its notes, move and rename them, and the next export changes
what it must and nothing else. A note is called after its title when it is first written, and by
that name ever since: what people link to stays there when a title is corrected. A view for people,
never read back.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from workbench.exchange.bundle import AnnotatedArticle, Bundle, Loss, Losses, Written
from workbench.exchange.held import ASSESSMENTS, NOTES, TAGS, lose_rest
from workbench.exchange.vault import head
from workbench.exchange.vault.articles import article_page
from workbench.exchange.vault.claims import claim_page
from workbench.exchange.vault.kept import Became, Folder
from workbench.exchange.vault.links import Links
from workbench.exchange.vault.page import ARTICLE, SOURCE, STORY, Page, id_of
from workbench.exchange.vault.sources import Sources
from workbench.exchange.vault.stories import Stories
from workbench.exchange.vault.words import file_name

__all__ = ["write"]

_OF_SOURCES = {"sources", "ratings", "belongings of sources", "notes on sources"}
_OF_ARTICLES = {"texts", "translations", "claims", "relays", "links", *NOTES, *TAGS, *ASSESSMENTS}
"""What stands in notes, but for translations, which are told by themselves."""
_WHY = "notes tell what was claimed, not how that was found"


def write(bundle: Bundle, target: Path) -> Written:
    """Write the notes into the folder, beside what is there. Raises OSError, and DataError."""
    return _Export(bundle, Folder(target)).write()


class _Export:
    """One writing of a vault: all notes are made first, and put in place once their names are
    known."""

    def __init__(self, bundle: Bundle, folder: Folder) -> None:
        self._bundle = bundle
        self._folder = folder
        self._links = Links()
        self._sources = Sources(bundle, self._links)
        self._names: dict[str, str] = {}
        """By id."""
        self._became: Counter[Became] = Counter()
        self._losses = Losses()
        self._claims = 0
        self._articles: set[str] = set()
        """Ids."""
        self._merged = {id_of(SOURCE, one.uid) for one in bundle.sources}
        """Ids of what is no source of its own, where no note of it is made."""

    def write(self) -> Written:
        """All of it, or nothing."""
        try:
            with TemporaryFile("w+", dir=self._folder.path, encoding="utf-8") as made:
                self._make(made)
                self._put(made)
            for known in self._folder.notes.keys() - self._names.keys():
                self._became[self._missing(known)] += 1
            self._folder.settle()
        finally:
            self._folder.forget()
        remarks = (Loss("notes", self._became[one], one.value) for one in Became)
        told = tuple(one for one in remarks if one.count)
        return Written(len(self._articles), self._claims, self._losses.told(), told)

    def _make(self, made: IO[str]) -> None:
        for page in self._pages():
            name = self._folder.name(page.known, file_name(page.name))
            self._names.setdefault(page.known, name)
            made.write(json.dumps(page) + "\n")
        made.seek(0)

    def _pages(self) -> Iterator[Page]:
        lose_rest(self._bundle, _OF_SOURCES, self._losses, _WHY)
        stories = Stories(self._links)
        yield from self._sources.pages()
        for annotated in self._bundle.checked_articles():
            self._articles.add(id_of(ARTICLE, annotated.article.uid))
            self._claims += len(annotated.claims)
            self._count_losses(annotated)
            stories.meet(annotated)
            yield article_page(annotated, self._sources, self._links)
            for claim in annotated.claims:
                yield claim_page(claim, annotated, self._sources, self._links)
        yield from stories.pages()

    def _count_losses(self, annotated: AnnotatedArticle) -> None:
        self._losses.add("translations", "a note has one text", bool(annotated.translation))
        lose_rest(annotated, _OF_ARTICLES, self._losses, _WHY)

    def _put(self, made: IO[str]) -> None:
        resolver = self._links.resolver(self._names)
        for line in made:
            page = Page(*json.loads(line))
            lines = (line for line in map(resolver.in_head, page.head) if not head.is_empty(line))
            usual = Path(page.folder, f"{self._names[page.known]}.md")
            body = resolver.in_body(page.body)
            self._became[self._folder.put(page.known, usual, list(lines), body)] += 1

    def _missing(self, known: str) -> Became:
        """What becomes of a note that this export does not hold: it is gone where its article is
        here without it, although it was asked for; else it is none of this export's business."""
        choice = self._bundle.choice
        is_asked = not choice.analysts
        if known.startswith(STORY):  # of which a filter may leave a part
            is_asked = not (choice.where or choice.set or choice.analysts)
        is_gone = is_asked and self._folder.notes[known].of in self._articles
        return self._folder.drop(known) if is_gone or known in self._merged else Became.ELSEWHERE
