"""What a table is: its columns, where their cells lead, and the rows that each article gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import ClassVar, NamedTuple

from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses
from workbench.exchange.rows.known import Known

Cell = str | int | float
Row = Mapping[str, Cell]
"""Cells by column; a column that it lacks is empty. It may hold keys that are no columns."""

WEB = "web"
"""Where a cell leads that holds an address."""


class Column(NamedTuple):
    """One column of a table."""

    name: str
    width: int = 14
    """In characters, where a table has widths."""
    leads_to: str = ""
    """The table whose row a cell of it leads to, or WEB."""
    by: str = ""
    """What of the row is the key of the row that it leads to."""


class Rows:
    """The rows of one table: those that come before all articles, of each, and after the last."""

    name: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    key: ClassVar[str] = ""
    """The column by which others lead here; of several rows with one key, to the first."""
    keeps: ClassVar[frozenset[str]] = frozenset()
    """What of `lose_rest` has its place here."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def before(self) -> Iterable[Row]:
        """Rows that no article is needed for."""
        return ()

    def of(self, annotated: AnnotatedArticle) -> Iterable[Row]:
        """Rows of one article."""
        return ()

    def after(self) -> Iterable[Row]:
        """Rows that take every article."""
        return ()


def lose_rest(
    of: Bundle | AnnotatedArticle, kept: Collection[str], losses: Losses, why: str
) -> None:
    """Tell what a bundle itself, or one article, holds that none of the tables has a place for."""
    held = _of_bundle(of) if isinstance(of, Bundle) else _of_article(of)
    for what, count in held.items():
        if what not in kept:
            losses.add(what, why, count)


def _of_bundle(bundle: Bundle) -> dict[str, int]:
    return {
        "sources": len(bundle.sources),
        "ratings": len(bundle.ratings),
        "belongings": len(bundle.belongings),
        "notes on sources": len(bundle.notes),
        "answers that two sources are not one": len(bundle.unalikes),
        "habits": len(bundle.habits),
        "topics": len(bundle.topics),
    }


def _of_article(annotated: AnnotatedArticle) -> dict[str, int]:
    assessed = {one.claim for one in annotated.assessments}
    on_claims = sum(1 for one in annotated.tags if one.claim)
    return {
        "texts": 1 if annotated.has_text else 0,
        "translations": 1 if annotated.translation else 0,
        "claims": len(annotated.claims),
        "facts": len(annotated.found),
        "decisions": len(annotated.decisions),
        "reading states": len(annotated.states),
        "judgements of descent": len(annotated.judgements),
        "sentences with nothing to record": len(annotated.nothings),
        "links": len(annotated.links),
        "second assessments of a claim": len(annotated.assessments) - len(assessed),
        "tags on articles": len(annotated.tags) - on_claims,
        "tags on claims": on_claims,
        **{f"notes on {noun}s": count for noun, count in _notes(annotated).items()},
    }


def _notes(annotated: AnnotatedArticle) -> dict[str, int]:
    found: dict[str, int] = {}
    for note in annotated.notes:
        found[note.subject.value] = found.get(note.subject.value, 0) + 1
    return found
