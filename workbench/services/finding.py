"""Facts of one text as they are kept, and what looks for those of many: all cores, or a cluster.

Pure: it knows no database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from workbench.errors import DataError
from workbench.extract import EXTRACTOR, Document, extract_document
from workbench.services.kept import take_kept
from workbench.stored.packed import pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType
    from typing import Self

    from workbench.domain.fact import Fact
    from workbench.verbs.facts import PackedFacts


class UnfoundError(DataError):
    """Articles whose facts could not be looked for; they have none, or those they had."""


class Awaited(Protocol):
    """What is being found in one text."""

    def result(self) -> PackedFacts:
        """It, once it is there. Raises UnfoundError where it never will be."""


class Finder(Protocol):
    """Who looks for facts in many texts at once."""

    @property
    def ahead(self) -> int:
        """How many blocks of about a hundred texts are submitted before the first is waited for."""

    def submit_all(self, items: Iterable[Document]) -> Sequence[Awaited]:
        """Begin with these texts, each of which is taken when there is room for it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def found_in(document: Document) -> PackedFacts:
    """The facts of a text."""
    take_kept()
    return as_kept(document, extract_document(document))


def as_kept(
    document: Document, facts: Sequence[Fact], records: Sequence[dict[str, Any]] | None = None
) -> PackedFacts:
    """Facts of a text, with what is kept beside them. records: theirs, which are used up."""
    from workbench.services.rewrites import gist_of  # opening an article needs no comparing
    from workbench.services.statements import packed_statements

    anchor = document.anchor or ""
    gist = gist_of(document, facts)
    signatures = b""
    if gist:  # without a day it is compared with nothing
        signatures = packed_statements(document.text, facts, document.lang, anchor)
    return pack(
        facts,
        extractor=EXTRACTOR,
        lang=document.lang,
        anchor=anchor,
        gist=gist,
        signatures=signatures,
        records=records,
    )
