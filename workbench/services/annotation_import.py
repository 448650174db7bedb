"""Annotations of an export, or of another tool, into this database.

The whole input is checked before anything is written. Articles come in with their own uids; a text
that is here already keeps the article it has. What people made is one act, and undone as one.
Nothing of ours is overwritten: where both have something, ours stays and is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench.domain.article import Article
from workbench.domain.journal import Change, Record
from workbench.domain.source import Source
from workbench.errors import DataError, NotFoundError
from workbench.exchange import find_format, read
from workbench.exchange.bundle import AnnotatedArticle, Item
from workbench.exchange.formats import Target
from workbench.match.duplicates import sketch
from workbench.services.workbench import Workbench
from workbench.store.articles import NewArticle

_GROUP = 50
"""Articles to one transaction."""


@dataclass(slots=True)
class Taken:
    """What came in."""

    articles: int = 0
    known_articles: int = 0
    changes: int = 0
    kept: int = 0
    """Things that are here in another form: ours stayed."""

    def __str__(self) -> str:
        words = f"{self.articles} articles added, {self.known_articles} known; "
        words += f"{self.changes} annotations and sources taken in"
        return words + (f"; {self.kept} left as they are here" if self.kept else "")


def import_annotations(
    bench: Workbench, format_name: str, path: Path, *, options: Mapping[str, str] | None = None
) -> Taken:
    """Take in the annotations at path. Raises DataError naming the line that is wrong, and leaves
    the database untouched then."""
    options = dict(options or {})
    if any(option.required_to_read for option in find_format(format_name).options):
        options.setdefault("analyst", bench.analyst)
    with _opened(format_name, path) as target:
        for _ in read(format_name, target, options):
            pass
    taking = _Taking(bench)
    with _opened(format_name, path) as target:
        for item in read(format_name, target, options):
            taking.take(item)
    return taking.finish(path.name)


@contextmanager
def _opened(format_name: str, path: Path) -> Iterator[Target]:
    if not path.exists():
        raise NotFoundError(f"{path} does not exist")
    if find_format(format_name).is_folder:
        yield path
        return
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise DataError(f"cannot read {path} ({error.strerror})") from error


@dataclass(slots=True)
class _Taking:
    bench: Workbench
    taken: Taken = field(default_factory=Taken)
    sources: dict[str, Source] = field(default_factory=dict)
    """Sources of the input that are not here yet, by uid."""
    changes: list[Change] = field(default_factory=list)
    waiting: list[AnnotatedArticle] = field(default_factory=list)
    uids: dict[str, str] = field(default_factory=dict)
    """Uid of an article in the input -> uid here, where they differ."""

    def take(self, item: Item) -> None:
        from workbench.domain.note import Note
        from workbench.domain.source import Rating

        if isinstance(item, Source):
            self._make("source", item.uid, item.to_record())
        elif isinstance(item, Rating):
            self._make("rating", item.uid, item.to_record())
        elif isinstance(item, Note):
            self._make("note", item.uid, item.to_record())
        elif isinstance(item, AnnotatedArticle):
            self.waiting.append(item)
            if len(self.waiting) == _GROUP:
                self._take_articles()

    def finish(self, name: str) -> Taken:
        self._take_articles()
        entry = self.bench.act("import annotations", self.changes, name)
        self.taken.changes += len(entry.changes) if entry else 0
        return self.taken

    def _take_articles(self) -> None:
        if not self.waiting:
            return
        store = self.bench.store
        outlets = {item.article.metadata.outlet for item in self.waiting}
        first = [change for change in self.changes if change.uid in outlets]
        self.changes = [change for change in self.changes if change not in first]
        added = store.articles.add(
            [_new_article(item.article, item.text) for item in self.waiting],
            [Source.from_record(change.after or {}) for change in first],
            analyst=self.bench.analyst,
            at=self.bench.now(),
        )
        self.taken.changes += len(first)
        runs = []
        for item, place in zip(self.waiting, added, strict=True):
            self.uids[item.article.uid] = place.uid
            if place.is_new:
                self.taken.articles += 1
                extractor = item.facts[0].extractor if item.facts else ""
                publication = item.article.metadata.publication
                anchor = publication.local_date if publication else None
                lang = item.article.metadata.lang
                runs.append((place.number, extractor, lang, anchor or "", item.facts))
            else:
                self.taken.known_articles += 1
            self._take_annotations(item, place.uid)
        store.facts.keep(runs)
        self.waiting = []

    def _take_annotations(self, item: AnnotatedArticle, uid: str) -> None:
        for state in item.states:
            state = replace(state, article=uid)
            self._make("state", state.uid, state.to_record())
        for claim in item.claims:
            self._make("claim", claim.uid, replace(claim, article=uid).to_record())
        for decision in item.decisions:
            decision = replace(decision, article=uid)
            self._make("decision", decision.uid, decision.to_record())
        for assessment in item.assessments:
            self._make("assessment", assessment.uid, assessment.to_record())
        for link in item.links:
            self._make("link", link.uid, link.to_record())
        for note in item.notes:
            subject = uid if note.subject_uid == item.article.uid else note.subject_uid
            self._make("note", note.uid, replace(note, subject_uid=subject).to_record())

    def _make(self, entity: str, uid: str, record: Record) -> None:
        current = self.bench.store.journal.current(entity, uid)
        if current is None:
            self.changes.append(Change(entity, uid, None, record))
        elif current != record:
            self.taken.kept += 1


def _new_article(article: Article, text: str) -> NewArticle:
    return NewArticle(
        uid=article.uid,
        text=text,
        metadata=article.metadata,
        sha256=article.sha256,
        raw_sha256=article.raw_sha256,
        normaliser=article.normaliser,
        retrieved_at=article.retrieved_at,
        retrieved_how=article.retrieved_how,
        foreign_id=article.foreign_id,
        extra={},
        translation="",
        sketch=tuple(sketch(text)),
    )
