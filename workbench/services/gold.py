"""The files that measuring reads: gold sets and floors.

A gold set is our own export, JSON Lines of gold documents, or one JSON array of phrases, told apart
by its first bytes. What does not fit is refused with its line.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from workbench.domain.article import Basis, Publication
from workbench.domain.fact import Kind
from workbench.domain.source import Source
from workbench.errors import BusyError, DataError, NotFoundError, UsageError
from workbench.exchange import read
from workbench.exchange.bundle import AnnotatedArticle
from workbench.intake import parse_published
from workbench.measure.floors import Floor, floors_in
from workbench.measure.gold import gold_document, known_kinds
from workbench.measure.phrases import phrase_document
from workbench.measure.truth import GoldDocument, annotation_of, decided_truth
from workbench.policy import OPEN, Deed, Policy


def read_gold(
    path: Path,
    labels: Mapping[str, str] | None = None,
    *,
    articles: Path | None = None,
    policy: Policy = OPEN,
) -> list[GoldDocument]:
    """The documents of a gold file. labels: label -> kind, beside the known ones; articles: a JSONL
    file with the texts that the gold file names by their sha256.

    Raises NotFoundError, BusyError, UsageError on a label that is no kind, and DataError with the
    line.
    """
    policy.require(Deed.READ_FILES)
    kinds = known_kinds(labels or {})
    texts = _by_sha256(articles) if articles else {}
    with _opened(path) as source:
        if _is_export(source):
            documents = _exported(source)
        elif _is_array(source):
            documents = list(_phrases(path, source))
        else:
            documents = [
                _document(path, number, _with_text(path, number, record, texts), kinds)
                for number, record in _lines(path, source)
            ]
    if not documents:
        raise DataError(f"{path.name} holds no document", "docs/cli.md has the shapes.")
    return documents


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file, to be read. Raises NotFoundError, UsageError and BusyError."""
    try:
        with path.open("rb") as source:
            yield source
    except FileNotFoundError as error:
        raise NotFoundError(f"no file {path}") from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} is a folder", "Name a JSONL file.") from error
    except OSError as error:
        raise BusyError(f"cannot read {path} ({error.strerror or error})") from error


def _is_export(source: BinaryIO) -> bool:
    """Whether the first line is an export's header."""
    head = source.read(200)
    source.seek(0)
    return b'"workbench-export"' in head.partition(b"\n")[0]


def _is_array(source: BinaryIO) -> bool:
    """Whether the file is one JSON array and not a line for each document."""
    head = source.read(200)
    source.seek(0)
    return re.match(rb"\s*\[\s*(?:\{|\]|\Z)", head) is not None


def _phrases(path: Path, source: BinaryIO) -> Iterator[GoldDocument]:
    try:
        records = json.load(source)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path.name}: not JSON ({error})") from error
    for number, record in enumerate(records, 1):
        try:
            yield phrase_document(record, path.name, number)
        except KeyError as error:
            raise DataError(f"{path.name}: phrase {number} has no {error}") from error
        except ValueError as error:
            raise DataError(f"{path.name}: phrase {number}: {error}") from error


def _exported(source: BinaryIO) -> list[GoldDocument]:
    """The articles of an export: as decided, where anybody decided anything in it."""
    sources: dict[str, Source] = {}
    articles = []
    for item in read("jsonl", source):
        if isinstance(item, Source):
            sources[item.uid] = item
        elif isinstance(item, AnnotatedArticle):
            articles.append(item)
    decided = [article for article in articles if article.decisions]
    return [
        _exported_document(article, sources, decided=bool(decided))
        for article in decided or articles
    ]


def _exported_document(
    exported: AnnotatedArticle, sources: Mapping[str, Source], *, decided: bool
) -> GoldDocument:
    """The truth in an exported article: what was decided on, or every fact where nothing was."""
    metadata = exported.article.metadata
    publication = metadata.publication
    anchor = publication.anchor if publication else None
    document = GoldDocument(
        id=exported.article.foreign_id or exported.article.uid,
        text=exported.text,
        lang=metadata.lang,
        title=metadata.title,
        outlet=exported.article.outlet,
        anchor=anchor,
        anchor_basis=publication.basis.value if publication and anchor else None,
    )
    if not decided:
        found = tuple(map(annotation_of, exported.facts))
        return replace(document, annotations=found, holds_silence=True)
    return decided_truth(
        document,
        facts=exported.facts,
        claims=exported.claims,
        decisions=exported.decisions,
        sources=sources,
    )


def _lines(path: Path, source: BinaryIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except RecursionError:
            raise DataError(f"{path.name}:{number}: its JSON is nested too deeply") from None
        except ValueError as error:
            raise DataError(f"{path.name}:{number}: not JSON ({error})") from error


def _by_sha256(path: Path) -> dict[str, Mapping[str, Any]]:
    """The articles of a file as `workbench import` takes it, by the sha256 of their text."""
    articles: dict[str, Mapping[str, Any]] = {}
    with _opened(path) as source:
        for number, record in _lines(path, source):
            if not isinstance(record, dict):
                raise DataError(f"{path.name}:{number}: an article is an object with its text")
            text = record.get("text") or record.get("body")
            if isinstance(text, str):
                found = {
                    "text": text,
                    "title": record.get("title"),
                    "outlet": record.get("outlet") or record.get("source"),
                    "published": record.get("published") or record.get("date"),
                    "lang": record.get("lang"),
                }
                articles[hashlib.sha256(text.encode()).hexdigest()] = found
    return articles


def _with_text(
    path: Path, number: int, record: Any, articles: Mapping[str, Mapping[str, Any]]
) -> Any:
    """The record with the article that it names, where it holds no text itself."""
    if not isinstance(record, dict) or "text" in record or "sha256" not in record:
        return record
    if article := articles.get(str(record["sha256"])):
        return {**article, **record}
    raise DataError(
        f"{path.name}:{number}: the text of {record.get('id', 'it')} is not there",
        "Name the file that holds the articles: --texts FILE.",
    )


def _document(path: Path, number: int, record: Any, kinds: Mapping[str, Kind]) -> GoldDocument:
    try:
        return gold_document(record, number, kinds, anchor=_anchor(record))
    except KeyError as error:
        raise DataError(f"{path.name}:{number}: something in it has no {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise DataError(f"{path.name}:{number}: {error}") from error


def _anchor(record: Any) -> str | None:
    """What relative dates are counted from, where a record says when it was published."""
    stated = record.get("published") if isinstance(record, dict) else None
    published = parse_published(str(stated or ""))
    return Publication(*published, Basis.METADATA).anchor if published else None


def read_floors(path: Path, *, policy: Policy = OPEN) -> list[Floor]:
    """The floors of a file. Raises NotFoundError, BusyError and UsageError, naming the key."""
    policy.require(Deed.READ_FILES)
    try:
        return floors_in(path.read_text("utf-8"), path.name)
    except FileNotFoundError as error:
        raise NotFoundError(f"no file {path}") from error
    except OSError as error:
        raise BusyError(f"cannot read {path} ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} is not TOML: {error}") from error
