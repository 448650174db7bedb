"""Import: documents into the database, with what their text says of itself, once each.

Every input gets an outcome; a bad one is refused and the rest go on. What the container says
(`Document`) wins over what the text prints, what the analyst gives wins over both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256 as sha256_of
from typing import TYPE_CHECKING

from workbench.domain.address import place_of
from workbench.domain.article import Basis, Metadata, Precision, Publication
from workbench.domain.headline import with_headline
from workbench.domain.naming import fold_name
from workbench.domain.relay import MOSTLY, RelayKind
from workbench.domain.source import Source, SourceKind
from workbench.domain.span import shorten
from workbench.errors import ConflictError
from workbench.extract import EXTRACTOR, Recognised, recognise
from workbench.intake import NORMALISER, Document, Refused, parse_published, read, read_stream
from workbench.intake.document import Address
from workbench.match.duplicates import sketch
from workbench.services.extraction import Run, begun_ahead, extraction, keep_runs, start_runs
from workbench.services.kept import keep_made
from workbench.services.likenesses import Like, keep_likenesses
from workbench.services.publication import parse_publication
from workbench.services.spoken import heard
from workbench.services.wanted import want
from workbench.services.workbench import Workbench, clean_words
from workbench.stored.raw import pack_raw
from workbench.verbs.articles import Added, NewArticle
from workbench.verbs.raw import PackedRaw

if TYPE_CHECKING:
    from workbench.intake.document import Raw
    from workbench.services.finding import Finder

__all__ = [
    "Became", "Document", "Given", "Outcome", "Refused", "import_documents", "parse_publication",
    "read", "read_stream",
]  # fmt: skip

BATCH = 100
"""Articles to one transaction."""
BATCH_CHARACTERS = 4_000_000
"""Code points to one transaction, and so in memory; a single article may have more."""
BATCH_BYTES = 16_000_000
"""The same of the bytes that articles came as, where they are kept."""


_HEAD = 1_000
"""Code points of a text among which a line "By Ana Wijaya | 5 August 2024" stands."""
_WITH_DATE = re.compile(r"^(?=.{0,160}$).*\b(?:19|20)\d\d\b.*$", re.MULTILINE)
_BAR = re.compile(r"[ \t]+\|[ \t]+")


class Became(StrEnum):
    """What became of an input."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    NEAR_DUPLICATE = "near-duplicate"
    REVISION = "revision"
    WANTED = "wanted"
    """It is an address, and no article is from there yet."""
    KNOWN = "known"
    """The same, and it was wanted before."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input, and which article it is now."""

    origin: str
    became: Became
    number: int | None = None
    uid: str = ""
    title: str = ""
    reason: str = ""
    """Why it was refused, or which article it is like."""
    notes: tuple[str, ...] = ()
    """Counted repairs."""
    score: float | None = None
    """How much of both texts is the same, of what is like another."""

    @property
    def is_partial(self) -> bool:
        """Whether it shares passages with another and no more."""
        near = self.became is Became.NEAR_DUPLICATE
        return near and self.score is not None and self.score < MOSTLY

    def to_record(self) -> dict[str, object]:
        """The outcome as `import --json` prints it."""
        return {
            "input": self.origin,
            "became": self.became.value,
            "number": self.number,
            "uid": self.uid or None,
            "title": self.title,
            "reason": self.reason,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata that the analyst gives for everything that is imported in one go."""

    outlet: str = ""
    published: str = ""
    lang: str = ""


def import_documents(
    bench: Workbench,
    documents: Iterable[Document | Refused],
    given: Given | None = None,
    *,
    on: str = "",
) -> Iterator[Outcome]:
    """Import the documents in batches; outcomes come in input order. on: the address of a cluster
    that looks for their facts. Raises UsageError at once when the given date cannot be read."""
    given = given or Given()
    publication = _given_publication(given)
    with extraction(on) as finder:
        begun = (
            _begin_batch(bench, _heard(batch, given), given, publication, finder)
            for batch in _batches(documents)
        )
        # Batches are added while facts are still being looked for in those before.
        for batch in begun_ahead(begun, finder.ahead):
            yield from batch.outcomes(bench)
    keep_made()


def _heard(batch: list[Document | Refused], given: Given) -> list[Document | Refused]:
    """The batch with the language that each text is in, unless one is given for all."""
    if given.lang:
        return batch
    return [heard(item) if isinstance(item, Document) else item for item in batch]


def _batches(documents: Iterable[Document | Refused]) -> Iterator[list[Document | Refused]]:
    batch: list[Document | Refused] = []
    held = raw = 0
    for document in documents:
        batch.append(document)
        if isinstance(document, Document):
            held += len(document.text)
            raw += len(document.raw.content or b"")
        if len(batch) == BATCH or held >= BATCH_CHARACTERS or raw >= BATCH_BYTES:
            yield batch
            batch, held, raw = [], 0, 0
    if batch:
        yield batch


def _given_publication(given: Given) -> Publication | None:
    return parse_publication(given.published, Basis.ANALYST) if given.published else None


@dataclass(frozen=True, slots=True)
class _Batch:
    """What was added in one transaction, while its facts are being looked for."""

    inputs: list[Document | Refused]
    new: list[NewArticle]
    added: list[Added]
    likenesses: dict[int, Like]
    runs: list[Run]
    there: dict[str, int]
    """Place of each address that an article is from -> its number."""
    known: Set[str]
    """Places of addresses that were wanted before."""
    awaited: set[str]
    """Places that new articles are from and that were wanted."""

    def outcomes(self, bench: Workbench) -> Iterator[Outcome]:
        """Keep the facts; then what became of each input."""
        keep_runs(bench, self.runs)
        results = iter(zip(self.new, self.added, strict=True))
        latest = _tomorrow(bench.now())
        for item in self.inputs:
            if isinstance(item, Address):
                yield self._asked(item)
            elif isinstance(item, Refused):
                reason = f"{item.reason}. {item.next_step}" if item.next_step else item.reason
                yield Outcome(item.origin, Became.REFUSED, reason=reason)
            else:
                article, place = next(results)
                notes = (*item.notes, *_doubted(item, latest))
                if self.awaited and place.is_new and place_of(item.url) in self.awaited:
                    notes = ("its address was wanted", *notes)
                outcome = _outcome(item, article.metadata.title, place, self.likenesses)
                yield replace(outcome, notes=notes)

    def _asked(self, item: Address) -> Outcome:
        """What became of an address: it is wanted, unless an article is from there."""
        place = place_of(item.address)
        number = self.there.get(place)
        if number is None:
            became = Became.KNOWN if place in self.known else Became.WANTED
            return Outcome(item.origin, became, title=item.address)
        return Outcome(
            item.origin, Became.DUPLICATE, number, title=item.address, reason=f"of #{number}"
        )


def _begin_batch(
    bench: Workbench,
    batch: list[Document | Refused],
    given: Given,
    publication: Publication | None,
    finder: Finder,
) -> _Batch:
    documents = [document for document in batch if isinstance(document, Document)]
    new, added = _added(bench, documents, given, publication)
    likenesses = keep_likenesses(bench, added)
    # Not only the new ones: an import that was killed before this line is made good by the next.
    stale = bench.store.facts.stale(EXTRACTOR, [article.number for article in added])
    runs = start_runs(bench, finder, stale)
    addresses = [(one.address, one.note) for one in batch if isinstance(one, Address)]
    there, known = want(bench, addresses) if addresses else ({}, frozenset())
    return _Batch(batch, new, added, likenesses, runs, there, known, _awaited(bench, new))


def _added(
    bench: Workbench,
    documents: Sequence[Document],
    given: Given,
    publication: Publication | None,
    *,
    tries: int = 3,
) -> tuple[list[NewArticle], list[Added]]:
    """The articles of these documents, and what became of them. An outlet that somebody else's
    import made meanwhile is looked up again: made twice, it would have each text twice, and an
    article is there for good."""
    outlets = _Outlets(bench)
    new = [_article(bench, document, outlets, given, publication) for document in documents]
    try:
        added = bench.store.articles.add(
            new, outlets.made, analyst=bench.analyst, at=bench.now(), unheard=outlets.unheard
        )
    except ConflictError:
        if tries == 1:
            raise
        return _added(bench, documents, given, publication, tries=tries - 1)
    return new, added


def _awaited(bench: Workbench, new: list[NewArticle]) -> set[str]:
    places = {place_of(one.metadata.url) for one in new if one.metadata.url} - {""}
    return bench.store.wanted.among(places) if places else set()


def _outcome(document: Document, title: str, place: Added, likenesses: dict[int, Like]) -> Outcome:
    became, reason, score = Became.ADDED, "", None
    if not place.is_new:
        became, reason = Became.DUPLICATE, f"of #{place.number}"
    elif place.number in likenesses:
        like = likenesses[place.number]
        became = Became.REVISION if like.kind is RelayKind.REVISION else Became.NEAR_DUPLICATE
        reason, score = f"of #{like.other}", like.score
    return Outcome(document.origin, became, place.number, place.uid, title, reason, score=score)


def _doubted(document: Document, latest: str) -> Iterator[str]:
    """A note where the container states a publication date that is not understood, or that lies
    after the latest day that can be today anywhere."""
    if not document.published:
        return
    parsed = parse_published(document.published)
    if not parsed:
        yield f"publication date not understood: {shorten(document.published)!r}"
    elif parsed[0][: len(latest)] > latest:
        yield f"publication date in the future: {shorten(document.published)!r}"


def _tomorrow(now: str) -> str:
    return (datetime.fromisoformat(now) + timedelta(days=1)).date().isoformat()


class _Outlets:
    """Outlet names to uids within one batch; new ones are made with it."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._uids: dict[str, str] = {}
        self.made: list[Source] = []
        self.unheard: list[str] = []
        """The folded names of those that are made."""

    def uid(self, name: str) -> str | None:
        name = " ".join(clean_words(name).split())[:300]
        if not name:
            return None
        folded = fold_name(name) or name
        if folded not in self._uids:
            named = self._bench.store.sources.named(name)
            outlets = [s for s in named if s.kind in (SourceKind.OUTLET, SourceKind.AGENCY)]
            if named:
                self._uids[folded] = (outlets or named)[0].uid
            else:
                source = Source(self._bench.uid(), name, SourceKind.OUTLET)
                self.made.append(source)
                self.unheard.append(folded)
                self._uids[folded] = source.uid
        return self._uids[folded]


def _article(
    bench: Workbench,
    document: Document,
    outlets: _Outlets,
    given: Given,
    publication: Publication | None,
) -> NewArticle:
    # What a text prints of itself is read in it as it was given.
    recognised = recognise(_as_printed(document), lang=given.lang or document.lang)
    text, given_start = with_headline(document.text, document.title)
    sha256_as_given = _sha256(document.text)
    sha256 = _sha256(text) if given_start else sha256_as_given
    title = document.title or (recognised.title.exact if recognised.title else "")
    metadata = Metadata(
        title=title or document.text.strip().partition("\n")[0][:120],
        outlet=outlets.uid(given.outlet or document.outlet or recognised.outlet),
        author=_author(document, recognised),
        editor=document.editor or recognised.editor,
        lang=(given.lang or document.lang or recognised.lang).lower()[:2],
        url=document.url,
        publication=publication or _publication(document, recognised.published),
    )
    return NewArticle(
        uid=bench.uid(),
        text=text,
        metadata=metadata,
        sha256=sha256,
        raw_sha256=document.raw_sha256,
        normaliser=NORMALISER,
        retrieved_at=bench.now(),
        retrieved_how=document.retrieved_how,
        foreign_id=document.foreign_id,
        extra=document.extra,
        translation=document.translation,
        sketch=tuple(sketch(text)),
        given_start=given_start,
        given_sha256=sha256_as_given if given_start else "",
        known_by=(sha256, sha256_as_given),
        raw=_packed(document.raw),
    )


def _packed(raw: Raw) -> PackedRaw | None:
    return None if raw.content is None else pack_raw(raw.sha256, raw.content)


def _as_printed(document: Document) -> str:
    """The text with the lines that its container prints between the headline and it; what a bar
    parts on a line with a date stands on lines of its own."""
    if not document.beside:
        head = _WITH_DATE.sub(lambda line: _BAR.sub("\n\n", line[0]), document.text[:_HEAD])
        return head + document.text[_HEAD:]
    head, _, body = document.text.partition("\n\n")
    if head != document.title:
        head, body = document.title, document.text
    lines = (part.strip() for line in document.beside for part in line.split("|"))
    return "\n\n".join((head, *lines, body))


def _author(document: Document, recognised: Recognised) -> str:
    """Who the container says wrote it, unless it names the editor or the outlet and a byline is
    printed."""
    others = (document.editor, recognised.editor, document.outlet)
    stated = document.author.casefold()
    if not stated or stated in {words.casefold() for words in others}:
        return recognised.author or document.author
    return document.author


def _sha256(text: str) -> str:
    return sha256_of(text.encode("utf-8")).hexdigest()


def _publication(document: Document, printed: str | None) -> Publication | None:
    for words, basis in (
        (document.published, Basis(document.published_basis or Basis.METADATA.value)),
        (printed, Basis.DATELINE),
    ):
        parsed = parse_published(words) if words else None
        if parsed:
            return Publication(parsed[0], Precision(parsed[1]), basis)
    return None
