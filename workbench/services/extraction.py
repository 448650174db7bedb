"""Running the extractor over stored articles and keeping what it found.

Facts depend on text, language, outlet and the anchor date; when one of these is set anew, or the
rules have a new number, the article's facts are computed again. Decisions follow their facts to new
bounds, and stay with their words where they cannot (`domain.following`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from workbench.domain.article import Article, Metadata
from workbench.domain.fact import Fact, Kind
from workbench.errors import BusyError, DamagedError, UnreadError, WorkbenchError
from workbench.extract import EXTRACTOR, Document, extract_document
from workbench.services.finding import UnfoundError, as_kept, found_in
from workbench.services.kept import keep_made
from workbench.services.workbench import Workbench
from workbench.verbs.facts import PackedFacts

if TYPE_CHECKING:
    from workbench.domain.following import Followed
    from workbench.domain.told import ToldFacts
    from workbench.services.finding import Awaited, Finder

T = TypeVar("T")

_BLOCK = 100
"""Articles that are begun together."""
_AT_ONCE = 50
"""Articles to one transaction."""


def extract_article(bench: Workbench, number: int) -> Followed:
    """Compute the facts of a stored article anew and keep them; what became of decisions."""
    followed = _keep(bench, [(number, found_in(_document(bench, number)))])
    bench.tell_followed(followed)
    return followed


def extract_after(bench: Workbench, numbers: Sequence[int]) -> None:
    """Compute facts anew that depend on what an act has changed. The act is done, whatever becomes
    of them: without room, or under a lock, they are computed when they are next read."""
    with suppress(BusyError):
        if len(numbers) == 1:
            extract_article(bench, numbers[0])
        else:
            extract_articles(bench, numbers)


def current_facts(bench: Workbench, article: Article) -> list[Fact]:
    """The facts of an article; computed anew where they are an earlier version's, or the program
    ended between a correction of the metadata and its extraction. Another program's facts stay."""
    if _is_due(bench, article, bench.store.facts.made_with(article.number)):
        with suppress(BusyError):
            extract_article(bench, article.number)
    return facts_of(bench, article.number)


def kept_facts(bench: Workbench, article: Article) -> list[Fact] | None:
    """The facts of an article as they are kept; None where they are to be computed anew, which a
    snapshot would not see."""
    if _is_due(bench, article, bench.store.facts.made_with(article.number)):
        return None
    try:
        return bench.store.facts.of_article(article.number)
    except DamagedError:
        return None


def told_facts(bench: Workbench, article: Article) -> ToldFacts | None:
    """The current facts of an article as the contract tells them; None where that takes more than
    telling what is kept."""
    made_with = bench.store.facts.made_with(article.number)
    if not made_with or _is_due(bench, article, made_with):
        return None
    try:
        return bench.store.facts.told(article.number)
    except DamagedError:
        return None


def facts_of(bench: Workbench, number: int, kind: Kind | None = None) -> list[Fact]:
    """The facts of an article as they were found, or those of one kind. Damaged ones are computed
    anew, which is told; where they cannot be kept, they are for this once."""
    try:
        return bench.store.facts.of_article(number, kind)
    except DamagedError:
        try:
            document = _document(bench, number)
        except UnreadError:
            bench.store.leave_out(f"facts of article #{number}")
            return []
        facts = extract_document(document)
        bench.store.tell_damage(f"the facts of #{number} were damaged: they are computed anew")
        with suppress(WorkbenchError):
            bench.tell_followed(_keep(bench, [(number, as_kept(document, facts))]))
        return [fact for fact in facts if kind is None or fact.kind is kind]


def record_of_run(followed: Followed) -> dict[str, object]:
    """What a run of this extractor came to, as `extract --json` prints it."""
    return {"extractor": EXTRACTOR, **followed.to_record()}


def make_current(bench: Workbench, numbers: Iterable[int]) -> None:
    """Compute the facts of those of these articles anew that are stale."""
    if bench.store.is_read_only:
        return
    if stale := sorted({*numbers}.intersection(stale_articles(bench))):
        extract_articles(bench, stale)


def stale_articles(bench: Workbench) -> list[int]:
    """Numbers of the articles whose facts are missing, or ours and not what they would be now.
    Reads every article: for a command."""
    stale = []
    for number, extractor, lang, anchor in bench.store.facts.made():
        try:
            metadata = bench.store.articles.get(number).metadata
        except UnreadError:
            bench.store.leave_out(f"article #{number}")
            continue
        if extractor is None or _is_stale(metadata, extractor, lang, anchor):
            stale.append(number)
    return stale


def is_current(bench: Workbench, number: int) -> bool:
    """Whether an article's facts are what this extractor would find now."""
    made_with = bench.store.facts.made_with(number)
    metadata = bench.store.articles.get(number).metadata
    return bool(made_with) and made_with == (EXTRACTOR, *_context(metadata))


def _is_due(bench: Workbench, article: Article, made_with: tuple[str, str, str] | None) -> bool:
    """Whether an article's facts are to be computed anew when they are read. made_with: what they
    were made with, if there are any."""
    if made_with is None or bench.store.is_read_only:
        return False
    return _is_stale(article.metadata, *made_with)


def _is_stale(metadata: Metadata, extractor: str, lang: str, anchor: str) -> bool:
    ours = extractor.partition("/")[0] == EXTRACTOR.partition("/")[0]
    return ours and (extractor != EXTRACTOR or (lang, anchor) != _context(metadata))


def _context(metadata: Metadata) -> tuple[str, str]:
    """Language and anchor: what an article's facts depend on besides its text."""
    publication = metadata.publication
    return metadata.lang, (publication.anchor if publication else None) or ""


def extract_articles(
    bench: Workbench,
    numbers: Iterable[int],
    *,
    on: str = "",
    tell: Callable[[int], object] = lambda done: None,
) -> Followed:
    """Compute and keep the facts of these articles, over all cores when there are many; what
    became of decisions. on: the address of a cluster that does it; tell is told how many are done.
    """
    followed, done, numbers = _keep_runs(bench, []), 0, iter(numbers)
    with extraction(on) as finder:
        begun = (start_runs(bench, finder, block) for block in _blocks(numbers))
        for runs in begun_ahead(begun, finder.ahead):
            followed += _keep_runs(bench, runs)
            done += len(runs)
            tell(done)
    bench.tell_followed(followed)
    keep_made()
    return followed


def _blocks(numbers: Iterator[int]) -> Iterator[list[int]]:
    while block := list(islice(numbers, _BLOCK)):
        yield block


def begun_ahead(begun: Iterable[T], count: int) -> Iterator[T]:
    """What begins when it is taken, in order: so many more have begun than are given out."""
    waiting: deque[T] = deque()
    for one in begun:
        waiting.append(one)
        if len(waiting) > count:
            yield waiting.popleft()
    yield from waiting


Run = tuple[int, "Awaited"]
"""An article's number and what is being found in it."""


def extraction(on: str = "") -> Finder:
    """The extractor over all cores, or on the cluster at an address: for `start_runs`."""
    if on:
        from workbench.services.cluster import cluster_at

        return cluster_at(on)
    from workbench.services.cores import Cores  # opening an article passes here, and needs none

    return Cores(found_in, prepare=keep_made)


def start_runs(bench: Workbench, finder: Finder, numbers: Iterable[int]) -> list[Run]:
    """Begin extracting from these articles, as far as they can be read; `keep_runs` waits for what
    is found."""
    begun: list[int] = []

    def documents() -> Iterator[Document]:
        for number in numbers:
            try:
                document = _document(bench, number)
            except UnreadError:
                bench.store.leave_out(f"article #{number}")
                continue
            begun.append(number)
            yield document

    awaited = finder.submit_all(documents())
    return list(zip(begun, awaited, strict=True))


def keep_runs(bench: Workbench, runs: Sequence[Run]) -> Followed:
    """Keep what was found, fifty articles to a transaction, so that the desk's own writes get in
    between; what became of decisions. What an earlier run was ended before is done first. Each
    transaction that moved some has one journal entry."""
    followed = _keep_runs(bench, runs)
    bench.tell_followed(followed)
    return followed


def _keep_runs(bench: Workbench, runs: Sequence[Run]) -> Followed:
    from workbench.services.rewrites import compare_waiting

    compare_waiting(bench)
    followed = _keep(bench, [])
    for first in range(0, len(runs), _AT_ONCE):
        followed += _keep(bench, list(_found(bench, runs[first : first + _AT_ONCE])))
    return followed


def _found(bench: Workbench, runs: Iterable[Run]) -> Iterator[tuple[int, PackedFacts]]:
    for number, facts in runs:
        try:
            yield number, facts.result()
        except UnfoundError as error:
            bench.store.tell_damage(f"article #{number} is left without facts: {error.what}")


def _keep(bench: Workbench, found: Sequence[tuple[int, PackedFacts]]) -> Followed:
    followed = bench.store.facts.keep(found, analyst=bench.analyst, at=bench.now())
    if found:
        from workbench.services.rewrites import compare_articles

        # Of those too that tell nothing any more, as their day is unknown now.
        compare_articles(bench, [number for number, _ in found])
    return followed


def _document(bench: Workbench, number: int) -> Document:
    article = bench.store.articles.get(number)
    text = bench.store.articles.text(number)
    return _document_of(article.sha256, text, article.given_start, article.metadata, article.outlet)


def find_facts(
    sha256: str, text: str, given_start: int, metadata: Metadata, outlet: str
) -> PackedFacts:
    """The facts of a text that is in no database yet. outlet: its name."""
    return found_in(_document_of(sha256, text, given_start, metadata, outlet))


def _document_of(
    sha256: str, text: str, given_start: int, metadata: Metadata, outlet: str
) -> Document:
    publication = metadata.publication
    lang, anchor = _context(metadata)
    # A headline before the text stays its title, whatever the title is set to.
    return Document(
        sha256,
        text,
        lang,
        anchor or None,
        publication.basis.value if publication and anchor else None,
        text[:given_start].strip() or metadata.title,
        outlet,
    )
