"""What the machine found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Protocol

    from workbench.domain.fact import Fact, Kind
    from workbench.domain.following import Followed
    from workbench.domain.gist import Gist
    from workbench.domain.told import ToldFacts


@dataclass(frozen=True, slots=True)
class PackedFacts:
    """What an extraction found in one article, as the database keeps it: cheap to hand between
    processes."""

    extractor: str
    lang: str
    anchor: str
    count: int
    is_relayed: bool
    questions: tuple[tuple[int, int, str, str], ...]
    """start, end, kind, rule."""
    document: bytes
    gist: Gist | None = None
    """What the article tells, where its day is known."""
    signatures: bytes = b""
    """Those of its statements, packed; empty where nothing is compared with it."""


Question = tuple[int, int, str, str, int]
"""start, end, kind, name of the rule, whether it came late."""


def facts_checksum(
    head: Sequence[str | int], questions: Iterable[Question], document: bytes
) -> int:
    """Of an article's facts, as `Kept` has them."""
    words = json.dumps([*head, *map(list, questions)])
    return crc32(document, crc32(words.encode("ascii")))


class Kept(NamedTuple):
    """An article's facts as their rows stand."""

    number: int
    head: tuple[str, str, str, int, int]
    """Extractor, language, anchor, how many facts, whether one is a relay."""
    document: bytes
    checksum: int | None
    """None where there are questions only."""
    questions: tuple[Question, ...]
    """In order of start, end and kind."""

    @property
    def is_sound(self) -> bool:
        """Whether they are what was kept."""
        if not isinstance(self.document, bytes):
            return False
        return self.checksum == facts_checksum(self.head, self.questions, self.document)


Run = tuple[str, str, str, int]
"""Extractor, language, anchor date and checksum: what tells the facts of one run from another's."""


if TYPE_CHECKING:

    class Facts(Protocol):
        """What the machine found, by article."""

        def keep(
            self, runs: Iterable[tuple[int, PackedFacts]], *, analyst: str, at: str
        ) -> Followed:
            """Keep the facts of articles, by number, replacing what another run left; what became
            of the decisions there. analyst, at: who ran it and when, for the journal, where a
            decision moves to other bounds."""

        def of_article(self, number: int, kind: Kind | None = None) -> list[Fact]:
            """The article's facts, or those of one kind, in text order; none before extraction ran.
            Raises DamagedError where they, or its questions, are not what was kept."""

        def stated(self, number: int, starts: Collection[int]) -> list[Fact]:
            """Those of an article's facts that telling its statements which begin at these code
            points takes: these, what it credits and whom it names. Raises DamagedError as
            `of_article` does."""

        def told(self, number: int) -> ToldFacts | None:
            """The article's facts as the contract tells them, once they are looked at; None
            where they were not looked for, or cannot be read. Raises DamagedError as
            `of_article` does."""

        def kept(self, number: int) -> Kept | None:
            """An article's facts as they stand; None where they cannot be read."""

        def unasked_rules(self) -> frozenset[str]:
            """The rules whose questions are not worth asking."""

        def standing(self, number: int) -> tuple[Run | None, frozenset[str]]:
            """Which facts an article has, and the rules whose questions are not worth asking."""

        def ask_no_more(self, rules: frozenset[str]) -> None:
            """Keep which rules' questions are not worth asking; all others' are."""

        def made_with(self, number: int) -> tuple[str, str, str] | None:
            """Extractor, language and anchor date of the article's facts; None without any."""

        def late(self, number: int) -> frozenset[str]:
            """Ids of the article's questions that were found when somebody had finished it already:
            they are listed, and not open for whoever has."""

        def made(self) -> list[tuple[int, str | None, str, str]]:
            """Number, extractor, language and anchor date of every article, in order; no extractor
            where its facts are missing. Reads them all: for a command, not for the key path."""

        def stale(self, extractor: str, numbers: Iterable[int]) -> list[int]:
            """Those of these articles whose facts are missing or of another extractor."""
