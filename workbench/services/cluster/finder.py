"""Facts of many texts looked for on a cluster: the same as over all cores, and in its place.

A task that kills its workers is parted until the article is found that does it; that one is tried
alone, so that nothing is held against it which another did, and is left without facts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from workbench.extract import Document
from workbench.services.cluster.batches import answer_from_bytes, articles_to_bytes
from workbench.services.cluster.checking import checked
from workbench.services.cluster.line import DiedError, Line
from workbench.services.finding import UnfoundError, found_in

if TYPE_CHECKING:
    from types import TracebackType

    from distributed import Future

    from workbench.verbs.facts import PackedFacts

_ARTICLES, _CHARACTERS = 100, 400_000
"""To a task at most; a single article may have more. One article a task costs 4 ms each."""
_HELD_CHARACTERS = 16_000_000
"""Code points that are out at the cluster, and in memory here."""
_MOST_AHEAD = 64
_ONE_BY_ONE = 10
"""Articles left in a batch that kills, that are tried each by itself."""


@dataclass(slots=True, eq=False)
class _Task:
    """A batch that is at the cluster, and then what was found in it."""

    documents: list[Document]
    sent: Future[bytes]
    characters: int
    found: list[PackedFacts | None] | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """What is being found in one article of a batch."""

    cluster: Cluster
    task: _Task
    at: int

    def result(self) -> PackedFacts:
        """It; the whole batch's answer is waited for and checked."""
        found = self.cluster.found(self.task)[self.at]
        if found is None:
            raise UnfoundError("every worker died that looked for facts in it")
        return found


class Cluster:
    """The extractor on the cluster whose scheduler is at an address."""

    def __init__(self, address: str) -> None:
        self._line = Line(address)
        self._out: deque[_Task] = deque()
        self._parts: list[Future[bytes]] = []
        """Of batches that killed their workers, as long as they are waited for."""
        self._unfound = 0

    def __enter__(self) -> Self:
        self._line.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.__exit__(kind, error, trace)
        if self._unfound and error is None:
            raise UnfoundError(
                f"{self._unfound} left without facts: the workers died of them",
                "Look into the workers' logs (memory?), or: workbench extract, without --on.",
            )

    @property
    def ahead(self) -> int:
        """Two tasks for each thread there, so that none waits for us."""
        return min(_MOST_AHEAD, 2 * self._line.threads + 1)

    def submit_all(self, items: Iterable[Document]) -> list[_Place]:
        """Send these texts off in batches."""
        places: list[_Place] = []
        for batch in _batches(items):
            size = sum(len(one.text) for one in batch)
            self._make_room(size)
            task = _Task(batch, self._line.send(articles_to_bytes(batch)), size)
            self._out.append(task)
            places += [_Place(self, task, at) for at in range(len(batch))]
        return places

    def found(self, task: _Task) -> list[PackedFacts | None]:
        """What was found in a batch; None where nobody lived to tell."""
        if task.found is None:
            self._out.remove(task)
            task.found = self._answered(task.documents, task.sent)
            task.documents = []
            task.sent.release()
        return task.found

    def _make_room(self, size: int) -> None:
        while self._out and sum(one.characters for one in self._out) + size > _HELD_CHARACTERS:
            self.found(self._out[0])

    def _answered(
        self, documents: Sequence[Document], sent: Future[bytes]
    ) -> list[PackedFacts | None]:
        try:
            answer = answer_from_bytes(self._line.answer(sent), len(documents))
        except DiedError:
            return self._parted(documents)
        return [
            found_in(document) if came is None else checked(document, came)
            for document, came in zip(documents, answer, strict=True)
        ]

    def _parted(self, documents: Sequence[Document]) -> list[PackedFacts | None]:
        """What is found in a batch that killed its workers."""
        if len(documents) <= _ONE_BY_ONE:
            return [self._alone(document) for document in documents]
        size = -(-len(documents) // _ONE_BY_ONE)
        parts = [documents[at : at + size] for at in range(0, len(documents), size)]
        sent = [self._line.send(articles_to_bytes(part)) for part in parts]
        self._parts += sent
        found: list[PackedFacts | None] = []
        for part, one in zip(parts, sent, strict=True):
            self._parts.remove(one)
            found += self._answered(part, one)
        return found

    def _alone(self, document: Document) -> PackedFacts | None:
        """What is found in an article while nothing else of ours runs."""
        self._line.quieten([*(task.sent for task in self._out), *self._parts])
        try:
            answer = self._line.answer(self._line.send(articles_to_bytes([document])))
        except DiedError:
            self._unfound += 1
            return None
        (came,) = answer_from_bytes(answer, 1)
        return found_in(document) if came is None else checked(document, came)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    held = 0
    for document in documents:
        if batch and (len(batch) == _ARTICLES or held + len(document.text) > _CHARACTERS):
            yield batch
            batch, held = [], 0
        batch.append(document)
        held += len(document.text)
    if batch:
        yield batch
