"""Facts of documents that come one a line and are answered in their order, without a database.

Documents are read ahead of the answers, over all cores, within bounds: neither a line without end
nor any number of long ones makes the memory grow. Whoever finds the facts writes the line that
answers: it has eleven times the document's size, and nobody reads it on the way out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Queue
from threading import Condition, Thread
from typing import Any, BinaryIO, NamedTuple

from workbench.domain.fact import Fact
from workbench.errors import WorkbenchError
from workbench.extract import extract
from workbench.intake import Limits, parse_published
from workbench.intake.document import FILE_SETTING
from workbench.intake.identity import refuse_long
from workbench.intake.json_lines import line_over, numbered_lines
from workbench.present.json_line import json_line
from workbench.services.cores import Cores
from workbench.services.kept import keep_made, take_kept

AHEAD = 200
"""Documents that are read ahead of the answers."""
AHEAD_BYTES = 32_000_000
"""Bytes that they hold together; a single one may have more."""


class Answer(NamedTuple):
    """What is answered to a document, as it is printed."""

    line: bytes
    """`{"id", "facts"}` or `{"id", "error"}`, with its line feed."""
    refused: bool
    """Whether the document could not be read, or is over the limits."""


def answers(stream: BinaryIO, limits: Limits, *, ascii_only: bool = False) -> Iterator[Answer]:
    """The answers in order, each as soon as it and those before it are there.

    A thread reads, so that a feeder which waits for an answer gets it.
    """
    asked: Queue[tuple[Future[Answer], int] | None] = Queue(maxsize=AHEAD)
    room = _Room(AHEAD_BYTES)
    answer_to = Answering(limits, ascii_only)

    def ask() -> None:
        try:
            for _, line in numbered_lines(stream, limits.file_bytes):
                if line is None:
                    asked.put((_done(answer_to.too_long()), 0))
                elif line.strip():
                    room.take(len(line))
                    asked.put((cores.submit(line), len(line)))
        except (OSError, RuntimeError) as error:  # RuntimeError: nobody waits for answers any more
            failed: Future[Answer] = Future()
            failed.set_exception(error)
            asked.put((failed, 0))
        asked.put(None)

    with Cores(answer_to) as cores:
        Thread(target=ask, daemon=True).start()
        while (answered := asked.get()) is not None:
            answer, size = answered
            yield answer.result()
            room.give(size)
    keep_made()


@dataclass(frozen=True, slots=True)
class Answering:
    """How documents are answered: within which limits, and in which characters."""

    limits: Limits
    ascii_only: bool

    def __call__(self, line: bytes) -> Answer:
        """The answer to a document that came as a line of JSON
        `{"id", "text", "lang"?, "published"?}`."""
        take_kept()
        identity: object = None
        try:
            document = json.loads(line, parse_constant=_refuse_constant)
            if not isinstance(document, dict):
                raise ValueError("not a JSON object")
            identity = document.get("id")
            if "text" not in document:
                raise ValueError("it has no text")
            facts = _found_in(document, self.limits)
            return self._answer({"id": identity, "facts": [fact.to_record() for fact in facts]})
        except RecursionError:
            return self._refusal(identity, "its JSON is nested too deeply")
        except (ValueError, WorkbenchError) as error:
            return self._refusal(identity, str(error))

    def too_long(self) -> Answer:
        """The answer to a line that was not even read."""
        limit = self.limits.file_bytes
        return self._refusal(None, f"{line_over(limit)}. Split it, or {FILE_SETTING}.")

    def _refusal(self, identity: object, why: str) -> Answer:
        return self._answer({"id": identity, "error": why})._replace(refused=True)

    def _answer(self, record: dict[str, Any]) -> Answer:
        line = json_line(record, ascii_only=self.ascii_only) + "\n"
        return Answer(line.encode("utf-8", "replace"), refused=False)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _found_in(document: dict[str, Any], limits: Limits) -> list[Fact]:
    text, lang, published = (document.get(name) or "" for name in ("text", "lang", "published"))
    if not all(isinstance(value, str) for value in (text, lang, published)):
        raise ValueError("text, lang and published are strings")
    refuse_long(text, limits)
    parsed = parse_published(published) if published else None
    if published and parsed is None:
        raise ValueError(f"{published!r} is no date")
    anchor = parsed[0][:10] if parsed and len(parsed[0]) >= 10 else None
    return extract(text, lang=lang, anchor=anchor, anchor_basis="metadata" if anchor else None)


def _done(answer: Answer) -> Future[Answer]:
    done: Future[Answer] = Future()
    done.set_result(answer)
    return done


class _Room:
    """So many bytes for all: who needs some waits until they are there."""

    def __init__(self, size: int) -> None:
        self._size, self._taken = size, 0
        self._changed = Condition()

    def take(self, count: int) -> None:
        """Wait for room; whoever is alone gets it however much it is."""
        with self._changed:
            self._changed.wait_for(lambda: not self._taken or self._taken + count <= self._size)
            self._taken += count

    def give(self, count: int) -> None:
        """Give it back."""
        with self._changed:
            self._taken -= count
            self._changed.notify_all()
