"""Stored texts and their metadata."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.domain.article import ArticleRow, ReadingState
from workbench.verbs import Durability

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Protocol

    from workbench.domain.article import Article, ArticleState, Metadata
    from workbench.domain.filter import Order
    from workbench.domain.filter.tree import Node
    from workbench.domain.relay import RelayKind
    from workbench.domain.selection import Progress
    from workbench.domain.source import Source
    from workbench.verbs.raw import PackedRaw


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one new article."""

    number: int
    uid: str
    is_new: bool
    """False: the same text of the same outlet was there; number and uid are that one's."""
    similar: tuple[int, ...] = ()
    """Numbers of earlier articles that share parts of the sketch, most shared first; none of one
    that was compared before."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to be added."""

    uid: str
    text: str
    metadata: Metadata
    """Its outlet names a source that is there or among the new ones of the same call."""
    sha256: str
    raw_sha256: str
    normaliser: str
    retrieved_at: str
    retrieved_how: str
    foreign_id: str
    extra: Mapping[str, Any]
    translation: str
    sketch: tuple[int, ...]
    given_start: int = 0
    """Where the text as given begins: behind the headline that was put before it, else 0."""
    given_sha256: str = ""
    """Of the text as given, where that is not the stored one."""
    known_by: tuple[str, ...] = ()
    """Hashes by which an article that is there is this one, whether its text as given or the stored
    one has them. None: only the very text is, as where offsets of it are brought along."""
    raw: PackedRaw | None = None
    """The bytes that it came as, where they are to be kept."""


Key = tuple[str, int]
"""Where an article stands in the library: publication key and number."""


PAGE = 256
"""Rows between two anchors of an outline."""


class Outline(NamedTuple):
    """The shape of a filtered library: how long it is, and the key of every PAGE-th row."""

    total: int
    anchors: tuple[Key, ...]


class Filed(NamedTuple):
    """Under what an article's container filed it."""

    outlet: int | None
    url: str
    foreign_id: str

    def is_same_place(self, other: Filed) -> bool:
        """Whether it is the same outlet's same address, or its same id and no other address."""
        if self.outlet != other.outlet:
            return False
        if self.url and other.url:
            from workbench.domain.address import is_same_place  # no list needs it

            return self.url == other.url or is_same_place(self.url, other.url)
        return bool(self.foreign_id) and self.foreign_id == other.foreign_id


LeaveOut = Callable[[str], object]
"""Told what cannot be read."""


def article_row(row: tuple[Any, ...], leave_out: LeaveOut) -> ArticleRow:
    """The library's row of number, uid, date, outlet, title, language, state, how many facts,
    questions and claims, whether it is relayed, how many are alike, tags, by when it is to be
    judged."""
    number, uid, published, outlet, title, lang, state, *counts, relayed, cluster, tags, given = row
    facts, questions, claims = counts
    return ArticleRow(
        number=number,
        uid=uid,
        published=published,
        outlet=outlet,
        title=title,
        lang=lang,
        state=_state(state, number, leave_out),
        facts=facts,
        questions=questions,
        claims=claims,
        relayed=bool(relayed),
        cluster=cluster,
        tags=tags,
        given=given,
    )


def _state(words: str, number: int, leave_out: LeaveOut) -> ReadingState:
    """The state; as nobody had said any, where what was said cannot be read."""
    try:
        return ReadingState(words)
    except ValueError:
        leave_out(f"a state of article #{number}")
        return ReadingState.NEW


if TYPE_CHECKING:

    class Articles(Protocol):
        """What can be asked about articles, and adding them."""

        def add(
            self,
            new: Sequence[NewArticle],
            sources: Sequence[Source],
            *,
            analyst: str,
            at: str,
            unheard: Sequence[str] = (),
            durability: Durability = Durability.NORMAL,
        ) -> list[Added]:
            """Add the articles, and first the sources that they name as outlets, in one
            transaction. unheard: folded names that no source had. Raises ConflictError where one
            has it by now: somebody else imported meanwhile.

            A text that is there already, of the same outlet or of an unknown one, is not added
            again; nor is one that is known by another hash of one that is there."""

        def relate(self, likenesses: Sequence[tuple[int, int, RelayKind, float]]) -> None:
            """Keep what texts are like: (article, earlier article, kind, score 0..1)."""

        def resolve(self, reference: str) -> int:
            """The number of the article that reference names: digits, "#digits" or a uid's first
            six characters or more. Raises NotFoundError, or UsageError when several fit."""

        def get(self, number: int) -> Article:
            """The article with this number. Raises NotFoundError."""

        def with_text(self, sha256: str) -> int | None:
            """Number of the first article whose text has this hash; None where there is none."""

        def with_texts(self, hashes: Sequence[str]) -> dict[str, dict[int, str]]:
            """Hash of a text -> number and uid of each article that has it, the first first:
            several outlets may have one text."""

        def like(self, sketch: Sequence[int]) -> tuple[int, ...]:
            """Numbers of the articles that share parts of a sketch, most shared first."""

        def by_uid(self, uid: str) -> Article | None:
            """The article with this uid, if it is there."""

        def numbers_of(self, uids: Iterable[str]) -> dict[str, int]:
            """Uid -> number of these articles; those that are not there are left out."""

        def uids_of(self, numbers: Iterable[int]) -> dict[int, str]:
            """Number -> uid of these articles; those that are not there are left out."""

        def outlets(self, uids: Iterable[str]) -> dict[str, tuple[str, str]]:
            """Uid -> uid and name of the outlet, of these articles as far as they are there and
            theirs is known."""

        def relatives(self, uids: Iterable[str]) -> dict[str, tuple[Article, bool, bool]]:
            """Uid -> the article, whether it credits somebody in print, and whether a text is like
            it; those that are not there are left out."""

        def text(self, number: int) -> str:
            """The stored text. Raises UnreadError where it is none."""

        def translation(self, number: int) -> str:
            """The translation that came with the article; empty when none did."""

        def extra(self, number: int) -> dict[str, Any]:
            """The rest of what the container said."""

        def rows(
            self,
            terms: Sequence[Node] = (),
            *,
            analyst: str,
            start: Key | None = None,
            limit: int = PAGE,
            order: Order = Order.NEWEST,
        ) -> list[ArticleRow]:
            """The library's rows from the one with key start on (included). order: one by date."""

        def rows_of(self, numbers: Sequence[int], *, analyst: str) -> list[ArticleRow]:
            """The library's rows of these articles, in this order."""

        def names(self, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
            """Number -> outlet and title, of these articles as far as they are there."""

        def row(self, number: int, *, analyst: str) -> ArticleRow:
            """The library's row of one article. Raises NotFoundError."""

        def outline(
            self, terms: Sequence[Node] = (), *, analyst: str, order: Order = Order.NEWEST
        ) -> Outline:
            """How many rows the filter leaves and the key of every PAGE-th: one pass of the index.
            order: one by date."""

        def ranked(
            self, terms: Sequence[Node], order: Order, *, analyst: str, limit: int
        ) -> tuple[list[int], int]:
            """Numbers of the first articles in an order that work changes, and how many there
            are."""

        def progress(self, terms: Sequence[Node] = (), *, analyst: str) -> Progress:
            """How far the analyst is with what the filter leaves."""

        def count(self, terms: Sequence[Node] = (), *, analyst: str, after: int = 0) -> int:
            """How many articles the filter leaves; only those with a number over after."""

        def days(self, terms: Sequence[Node] = (), *, analyst: str) -> list[tuple[str, int]]:
            """Publication date and how many articles have it, the earliest first; a date may be a
            month or a year, and what has none is left out."""

        def key(self, number: int) -> Key:
            """Where the article stands in the library. Raises NotFoundError."""

        def place(
            self,
            number: int,
            terms: Sequence[Node] = (),
            *,
            analyst: str,
            order: Order = Order.NEWEST,
        ) -> int | None:
            """Which row of the filtered library the article is, from 0; None when it is left out.
            order: one by date. Raises NotFoundError."""

        def with_open_questions(
            self,
            terms: Sequence[Node] = (),
            *,
            analyst: str,
            after: int | None = None,
            order: Order = Order.NEWEST,
        ) -> int | None:
            """The next article down the library that has open questions; None at the end. order:
            one by date."""

        def first_with_open_questions(self, numbers: Sequence[int], *, analyst: str) -> int | None:
            """The first of these articles that has open questions; None when none has."""

        def numbers(
            self, terms: Sequence[Node] = (), *, analyst: str, limit: int = -1
        ) -> list[int]:
            """The numbers of the articles that the filter leaves, in order of number; the first
            limit of them, or all."""

        def uids(self, terms: Sequence[Node] = (), *, analyst: str) -> list[str]:
            """The uids of all articles that the filter leaves."""

        def states(self, number: int) -> list[ArticleState]:
            """Where the article stands for each analyst who said so."""

        def cluster(self, number: int) -> list[int]:
            """Numbers of the articles that are likely the same story, this one included."""

        def filed(self, numbers: Iterable[int]) -> dict[int, Filed]:
            """Number -> under what its container filed it."""

        def texts(self, numbers: Iterable[int]) -> dict[int, str]:
            """Number -> stored text. Raises UnreadError where one is none."""
