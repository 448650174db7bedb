"""What a workbook costs beside a bare loop that writes the same cells with the same library.

    python tests/bench/bench_exports.py [CLAIMS]

All run in turn in one process, on a set that is made in memory: reading a database is no part of
it. The bare loop has each value ready for its cell; it is run with and without the links that the
workbook has. Prints CPU seconds (the best of the runs), how many times theirs the workbook takes,
and how much memory grows while a set that comes as a stream is written; asserts nothing: times
belong to the machine they were taken on.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from made_articles import article  # noqa: E402
from xlsxwriter.workbook import Workbook  # noqa: E402

from workbench.domain.article import Article, Basis, Metadata, Precision, Publication  # noqa: E402
from workbench.domain.claim import Assessment, Claim, ClaimState, Hop, Mode  # noqa: E402
from workbench.domain.source import Rating, Source, SourceKind  # noqa: E402
from workbench.domain.span import Span  # noqa: E402
from workbench.exchange import write  # noqa: E402
from workbench.exchange.bundle import AnnotatedArticle, Bundle  # noqa: E402
from workbench.exchange.rows import TABLES, Cell, Column, Known, Row  # noqa: E402
from workbench.exchange.rows.table import WEB  # noqa: E402
from workbench.exchange.xlsx.writing import SHEETS  # noqa: E402

CLAIMS_EACH = 10
SOURCES = 500
AT = "2026-01-01T00:00:00Z"


class Put(NamedTuple):
    """What is written into one cell."""

    sheet: int
    row: int
    column: int
    value: Cell
    target: str
    """Where it leads; empty for most."""


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, nargs="?", default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    _write(made_bundle(100))  # what is loaded once is no growth
    before = _peak()
    _write(made_bundle(options.claims))
    print(f"memory grows by {_peak() - before:.0f} MB while {options.claims:,} claims are written")
    streamed = made_bundle(options.claims)
    bundle = replace(streamed, articles=tuple(streamed.articles))
    cells = list(_cells(bundle))
    unlinked = [one._replace(target="") for one in cells]
    runs = [
        (_cost(lambda: _bare(unlinked)), _cost(lambda: _bare(cells)), _cost(lambda: _write(bundle)))
        for _ in range(options.runs)
    ]
    bare, linked, ours = map(min, zip(*runs, strict=True))
    links = sum(1 for one in cells if one.target)
    print(f"{len(cells):,} cells, {links:,} links: {ours:.2f} s of CPU")
    print(
        f"bare loop {bare:.2f} s: {ours / bare:.2f} times; with links {linked:.2f} s: "
        f"{ours / linked:.2f} times"
    )


def made_bundle(claims: int) -> Bundle:
    """A set of so many claims, the same each time, its articles as a stream."""
    sources = tuple(
        Source(_uid("source", at), f"Sumber {at}", SourceKind.PERSON, (f"S. {at}",), "ID")
        for at in range(SOURCES)
    )
    ratings = tuple(
        Rating(_uid("rating", at), one.uid, "ratna", "ABCDEF"[at % 6], "", AT)
        for at, one in enumerate(sources)
    )
    return Bundle(
        head="ab" * 32, exported_at=AT, tool="workbench", sources=sources, ratings=ratings,
        articles=(_article(at, sources) for at in range(claims // CLAIMS_EACH)),
    )  # fmt: skip


def _article(number: int, sources: tuple[Source, ...]) -> AnnotatedArticle:
    record = article(number)
    text, uid = record["text"], _uid("article", number)
    digest = sha256(text.encode()).hexdigest()
    published = Publication(record["published"], Precision.MINUTE, Basis.METADATA)
    metadata = Metadata(
        record["title"], lang="id", url=f"https://contoh.example/{number}", publication=published
    )
    made = tuple(_claim(number * CLAIMS_EACH + at, uid, text, sources) for at in range(CLAIMS_EACH))
    annotated = AnnotatedArticle(
        Article(uid, number + 1, metadata, record["outlet"], digest, digest, "1", AT, "file",
                length=len(text)),
        text,
        claims=made,
        assessments=tuple(Assessment(one.uid, "ratna", 2, rationale="satu asal") for one in made),
    )  # fmt: skip
    names = {one.uid: one.name for one in sources}
    chains = {one.uid: annotated.chain_of(one, names) for one in made}
    return replace(annotated, chains=chains)  # as a service hands them on


def _claim(number: int, uid: str, text: str, sources: tuple[Source, ...]) -> Claim:
    start = number * 97 % (len(text) - 220)
    said = Span.of(text, start, start + 120)
    who = Span.of(text, start + 130, start + 150)
    hops = [
        Hop((sources[(number + at) % SOURCES].uid,), who, "mengatakan", Mode.INDIRECT)
        for at in range(number % 3 + 1)
    ]
    return Claim(
        _uid("claim", number), uid, "ratna", said, f"Klaim {number}: {said.exact[:80]}",
        topic="banjir", place="Kota Melur", state=ClaimState.DONE, hops=tuple(hops),
    )  # fmt: skip


def _uid(kind: str, number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {number}"))


def _cells(bundle: Bundle) -> Iterator[Put]:
    """Every cell of the workbook's tables, in the order of their sheets and rows."""
    known = Known(bundle)
    for sheet, name in enumerate(SHEETS):
        rows = TABLES[name](known)
        every = [*rows.before(), *(row for one in bundle.articles for row in rows.of(one))]
        for at, row in enumerate([*every, *rows.after()], 1):
            for column, what in enumerate(rows.columns):
                if (value := row.get(what.name, "")) != "":
                    yield Put(sheet, at, column, value, _target(what, row))


def _target(column: Column, row: Row) -> str:
    """An address as long as the workbook's, if not to the same row."""
    if column.leads_to == WEB:
        return str(row[column.name])
    return f"internal:'{column.leads_to}'!A2" if row.get(column.by) else ""


def _bare(cells: list[Put]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bare.xlsx"
        book = Workbook(str(path), {"constant_memory": True, "tmpdir": folder})
        sheets = [book.add_worksheet(name) for name in SHEETS]
        for sheet, row, column, value, target in cells:
            if target:
                sheets[sheet].write_url(row, column, target)
            if isinstance(value, str):
                sheets[sheet].write_string(row, column, value)
            else:
                sheets[sheet].write_number(row, column, value)
        book.close()


def _write(bundle: Bundle) -> None:
    write("xlsx", bundle, io.BytesIO())


def _cost(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
