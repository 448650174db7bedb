"""Writes a package into an empty folder: the articles are taken once, for every file alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from workbench.exchange import jsonl
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Written
from workbench.exchange.package.descriptor import Contents, Said, descriptor
from workbench.exchange.package.files import DESCRIPTOR, README, SET, Packed, Sealed, sealed
from workbench.exchange.package.readme import readme
from workbench.exchange.package.tables import NAMES, Table
from workbench.exchange.rows import Known
from workbench.exchange.whose import ON_SOURCES, WORK


def write(
    bundle: Bundle, target: Path, *, title: str = "", licence: str = "", provenance: str = ""
) -> Written:
    """Write the package. Raises DataError when an article is inconsistent, OSError."""
    said = Said(title.strip(), licence.strip(), provenance.strip())
    bundle = replace(bundle, exported_at=bundle.changed_at)
    seen = _Seen(bundle)
    with ExitStack() as files:
        lines = files.enter_context(sealed(target / SET))
        sheets = {name: files.enter_context(sealed(target / f"{name}.csv")) for name in NAMES}
        known = Known(bundle)
        tables = [Table(name, known, sheets[name]) for name in NAMES]
        passing = replace(bundle, articles=seen.passing(tables))
        written = jsonl.write(passing, _stream(lines))
        for table in tables:
            table.end()
        packed = [lines.packed, *(sheets[name].packed for name in NAMES)]
    schemas = [{}, *(table.resource() for table in tables)]
    contents = seen.contents(written.after(bundle.withheld))
    words = _put(target / README, readme(bundle, said, contents))
    resources = [*zip(packed, schemas, strict=True), (words, {})]
    _put(target / DESCRIPTOR, descriptor(bundle, said, contents, resources))
    return written


def _stream(file: Sealed) -> BinaryIO:
    """A file of ours as what the canonical format writes to: it is only written to."""
    return cast("BinaryIO", file)


def _put(path: Path, data: bytes) -> Packed:
    with sealed(path) as file:
        file.write(data)
        return file.packed


class _Seen:
    """Whose work and whose articles went by."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._analysts = {
            one.analyst for field in ON_SOURCES for one in getattr(bundle, field) if one.analyst
        }
        self._outlets: set[str] = set()

    def passing(self, tables: list[Table]) -> Iterator[AnnotatedArticle]:
        """The articles, after each table took its rows of one."""
        for annotated in self._bundle.checked_articles():
            for field in WORK:
                self._analysts |= {one.analyst for one in getattr(annotated, field)}
            self._outlets |= {annotated.article.outlet}
            for table in tables:
                table.take(annotated)
            yield annotated

    def contents(self, written: Written) -> Contents:
        """What was seen."""
        analysts, outlets = (tuple(sorted(one - {""})) for one in (self._analysts, self._outlets))
        return Contents(analysts, outlets, written)
