"""What is asked in documents that come one a line, answered in their order without a database: the
facts of each, or how two statements stand to each other (compared.py).

The first ones are answered as they are read; only then is it worth loading what reads ahead of the
answers (read_ahead.py). Whoever finds the facts writes the line that answers: it has eleven times
the document's size, and nobody reads it on the way out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple

from workbench.errors import WorkbenchError
from workbench.extract import extract
from workbench.intake.document import FILE_SETTING, Limits
from workbench.intake.identity import refuse_long
from workbench.intake.objects.json_lines import line_over, numbered_lines
from workbench.present.json_line import json_line
from workbench.services.kept import keep_made, take_kept

AT_ONCE = 40
"""Documents that are answered as they are read: starting other processes costs as much."""


class Answer(NamedTuple):
    """What is answered to a document, as it is printed."""

    line: bytes
    """`{"id", "facts"}`, or whatever was asked for, or `{"id", "error"}`, with its line feed."""
    refused: bool
    """Whether the document could not be read, or is over the limits."""


Document = dict[str, Any]
Asked = Callable[[Document, Limits], Document]
"""What is answered to a document besides its id. Raises ValueError, WorkbenchError."""


def facts_asked(document: Document, limits: Limits) -> Document:
    """The facts of a document `{"text", "lang"?, "published"?}`."""
    text, lang, anchor = read_text(document, limits)
    facts = extract(text, lang=lang, anchor=anchor, anchor_basis="metadata" if anchor else None)
    return {"facts": [fact.to_record() for fact in facts]}


def answers(
    stream: BinaryIO, limits: Limits, *, ascii_only: bool = False, asked: Asked = facts_asked
) -> Iterator[Answer]:
    """The answers in order, each as soon as it and those before it are there."""
    answer_to = Answering(limits, ascii_only, asked)
    lines = numbered_lines(stream, limits.file_bytes)
    for _, line in islice(lines, AT_ONCE):
        if line is None or line.strip():
            yield answer_to(line)
    keep_made()
    if further := next(lines, None):
        from workbench.services.read_ahead import answers_ahead

        yield from answers_ahead((line for _, line in chain((further,), lines)), answer_to)


@dataclass(frozen=True, slots=True)
class Answering:
    """How documents are answered: within which limits, and in which characters."""

    limits: Limits
    ascii_only: bool
    asked: Asked

    def __call__(self, line: bytes | None) -> Answer:
        """The answer to a document that came as a line of JSON, with an id; None is a line that was
        too long to be read."""
        if line is None:
            limit = self.limits.file_bytes
            return self._refusal(None, f"{line_over(limit)}. Split it, or {FILE_SETTING}.")
        take_kept()
        identity: object = None
        try:
            document = json.loads(line, parse_constant=_refuse_constant)
            if not isinstance(document, dict):
                raise ValueError("not a JSON object")
            identity = document.get("id")
            return self._answer({"id": identity, **self.asked(document, self.limits)})
        except RecursionError:
            return self._refusal(identity, "its JSON is nested too deeply")
        except (ValueError, WorkbenchError) as error:
            return self._refusal(identity, str(error))

    def _refusal(self, identity: object, why: str) -> Answer:
        return self._answer({"id": identity, "error": why})._replace(refused=True)

    def _answer(self, record: dict[str, Any]) -> Answer:
        line = json_line(record, ascii_only=self.ascii_only) + "\n"
        return Answer(line.encode("utf-8", "replace"), refused=False)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def read_text(document: Document, limits: Limits) -> tuple[str, str, str | None]:
    """Text, language and local day of publication of a document. Raises ValueError, and
    WorkbenchError of a text over the limits."""
    if "text" not in document:
        raise ValueError("it has no text")
    text, lang, published = (document.get(name) or "" for name in ("text", "lang", "published"))
    if not all(isinstance(value, str) for value in (text, lang, published)):
        raise ValueError("text, lang and published are strings")
    refuse_long(text, limits)
    return text, lang, _anchor(published) if published else None


def _anchor(published: str) -> str | None:
    """The day that a printed date names, if it names one; with its time where it has one."""
    from workbench.domain.article import Basis, Publication  # documents often have none
    from workbench.intake.published import parse_published

    parsed = parse_published(published)
    if parsed is None:
        raise ValueError(f"{published!r} is no date")
    return Publication(*parsed, Basis.METADATA).anchor
