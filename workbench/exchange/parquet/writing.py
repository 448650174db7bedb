"""Writes the tables into an empty folder: the articles are taken once, for every table alike."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses, Written
from workbench.exchange.held import lose_rest
from workbench.exchange.parquet.parts import Parts
from workbench.exchange.rows import TABLES, Column, Known, Row, Rows
from workbench.exchange.rows.articles import ArticleRows

PARTED = ("articles", "claims", "hops", "facts")
WHOLE = ("sources", "ratings", "origins")
ABOUT = "about.json"
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?=$|-)")
_WHY = "no table is about them"


class _TextRows(Rows):
    """Articles, with their texts where these are handed on."""

    name = ArticleRows.name
    columns = (*ArticleRows.columns, Column("text"))
    keeps = ArticleRows.keeps | {"texts"}

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self._bare = ArticleRows(known)

    def of(self, annotated: AnnotatedArticle) -> Iterator[Row]:
        """One row."""
        for row in self._bare.of(annotated):
            yield {**row, "text": annotated.text}


def write(bundle: Bundle, target: Path) -> Written:
    """Write the tables. Raises DataError when an article is inconsistent, OSError."""
    known, losses = Known(bundle), Losses()
    kinds: dict[str, type[Rows]] = {**TABLES, ArticleRows.name: _TextRows}
    tables = {
        name: Parts(kinds[name](known), target / name, is_parted=name in PARTED)
        for name in (*PARTED, *WHOLE)
    }
    keeps = frozenset().union(*(one.rows.keeps for one in tables.values()))
    lose_rest(bundle, keeps, losses, _WHY)
    for one in tables.values():
        one.take(one.rows.before())
    articles = claims = 0
    for annotated in bundle.checked_articles():
        month = _month(annotated)
        for one in tables.values():
            one.take(one.rows.of(annotated), month)
        lose_rest(annotated, keeps, losses, _WHY)
        articles += 1
        claims += len(annotated.claims)
    for one in tables.values():
        one.take(one.rows.after())
        one.end()
    written = Written(articles, claims, losses.told())
    _tell(target / ABOUT, bundle, written)
    return written


def _month(annotated: AnnotatedArticle) -> str:
    """As it was printed, wherever that was: "2026-05"; empty where it is not known. A folder is
    called so: whatever else stands there gets into no path."""
    publication = annotated.article.metadata.publication
    found = _MONTH.match(publication.at) if publication else None
    return found.group() if found else ""


def _tell(path: Path, bundle: Bundle, written: Written) -> None:
    """What the folder is, for whoever finds it: of which state of which database, and what is not
    in it."""
    told: dict[str, Any] = {
        "tool": bundle.tool,
        "head": bundle.head,
        "changed_at": bundle.changed_at,
        "articles": written.articles,
        "claims": written.claims,
        "lost": [loss._asdict() for loss in written.after(bundle.withheld).lost],
    }
    with path.open("x", encoding="utf-8") as stream:
        json.dump(told, stream, ensure_ascii=False, indent=2)
        stream.write("\n")
        stream.flush()
        os.fsync(stream.fileno())
