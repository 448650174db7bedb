"""A workbench over a copy of the imported sample set, and what its tables hold, to be compared."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from uuid import UUID

from workbench.domain.choice import EVERYTHING, Choice
from workbench.domain.fact import Fact, Kind, Quote
from workbench.domain.span import Span
from workbench.exchange.bundle import Bundle
from workbench.services.exporting import gathered
from workbench.services.importing import Given, Outcome, import_documents, read
from workbench.services.proof import verify
from workbench.services.renewing import renewed_view
from workbench.services.review import accept_facts
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Sight, Workbench
from workbench.store import Store, open_store

HERE = Path(__file__).parent
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "articles"
PEOPLE_MADE = (
    "source", "source_name", "rating", "belonging", "unalike", "article", "article_state", "relay",
    "decision", "nothing_here", "claim", "hop", "hop_source", "assessment", "link", "note", "tag",
    "topic", "extraction", "question", "selection", "selection_article", "wanted",
    "subscription",
)  # fmt: skip


class Clock:
    """A clock that goes on by a second a look, and uids that count: runs can be compared."""

    def __init__(self, first: int = 0) -> None:
        self._ticks = count(first)

    def now(self) -> str:
        tick = next(self._ticks)
        return f"2026-03-04T{tick // 3600 % 24:02}:{tick // 60 % 60:02}:{tick % 60:02}Z"

    def uid(self) -> str:
        return str(UUID(int=(0xA << 124) + next(self._ticks)))


def bench_on(
    store: Store, analyst: str = "ana", first: int = 0, sight: Sight = Sight.ALL
) -> Workbench:
    """A workbench that sees all: what may be seen is asked where it is tested."""
    clock = Clock(first)
    return Workbench(store, analyst, sight=sight, now=clock.now, uid=clock.uid)


def seeing_all(bench: Workbench) -> Workbench:
    """The same analyst, as somebody who leads sees it."""
    return replace(bench, sight=Sight.ALL)


def blind(bench: Workbench) -> Workbench:
    """The same analyst, who sees of colleagues what an analyst does."""
    return replace(bench, sight=Sight.BLIND)


def sample_database(folder: Path) -> Path:
    """A database with the sample set, made once for many tests."""
    path = folder / "sample.db"
    with open_store(path) as store:
        outcomes = list(import_documents(bench_on(store), read([SAMPLE])))
    assert len(outcomes) > 20
    return path


def words_before(view: ArticleView) -> list[str]:
    """What stands before a claim on the article's first letter, as the view's analyst has it."""
    return view.lineage.chain_at(Span.of(view.text, 0, 1), (), view.analyst).words


def opened_copy(template: Path, folder: Path) -> Iterator[Workbench]:
    shutil.copy(template, folder / "bench.db")
    with open_store(folder / "bench.db") as store:
        yield bench_on(store, first=10_000)


def of_schema(schema: int, folder: Path) -> Iterator[Workbench]:
    """Ana's workbench over a database that the version with this schema made."""
    path = folder / "old.db"
    path.write_bytes(gzip.decompress((HERE / f"schema_{schema}.db.gz").read_bytes()))
    path.chmod(0o600)
    with open_store(path) as store:
        yield bench_on(store, first=90_000)


def imported(bench: Workbench, folder: Path, *texts: str, **given: str) -> list[Outcome]:
    """What becomes of these texts as files."""
    paths = []
    for n, text in enumerate(texts):
        path = folder / f"text{n}.txt"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        paths.append(path)
    return list(import_documents(bench, read(paths), Given(**given)))


def view_of(bench: Workbench, foreign_id: str) -> ArticleView:
    """The article that the sample set calls by this name."""
    for number in bench.store.articles.numbers(analyst=bench.analyst):
        if bench.store.articles.get(number).foreign_id == foreign_id:
            return view_article(bench, number)
    raise AssertionError(foreign_id)


def accept_all(bench: Workbench, number: int) -> None:
    """Accept every fact of an article."""
    view = view_article(bench, number)
    accept_facts(bench, view, view.facts)


def taken(bench: Workbench, choice: Choice = EVERYTHING) -> Bundle:
    """All that an export of this choice would hold."""
    with gathered(bench, choice) as bundle:
        return replace(bundle, articles=tuple(bundle.articles))


def again(bench: Workbench, view: ArticleView) -> ArticleView:
    """The article as it is now, which is the same by what the journal says is other since."""
    now = view_article(bench, view.number)
    renewed = renewed_view(bench, view)
    assert renewed == now
    assert [one.version for one in renewed.claims] == [one.version for one in now.claims]
    return now


def quotes(view: ArticleView) -> list[tuple[Fact, Quote]]:
    return [(fact, fact.attributes) for fact in view.facts if isinstance(fact.attributes, Quote)]


def of_kind(view: ArticleView, kind: Kind) -> list[Fact]:
    return [fact for fact in view.facts if fact.kind is kind]


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything that people made, without the row numbers that come and go."""
    connection = sqlite3.connect(store.path)
    try:
        numbers = {
            table: dict(connection.execute(f"SELECT id, uid FROM {table}").fetchall())
            for table in ("source", "claim")
        }
        numbers["rule"] = dict(connection.execute("SELECT id, name FROM rule").fetchall())
        found: dict[str, list[tuple[object, ...]]] = {}
        for table in PEOPLE_MADE:
            cursor = connection.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in cursor.description]
            found[table] = sorted(
                (_named(dict(zip(columns, row, strict=True)), table, numbers) for row in cursor),
                key=repr,
            )
        return found
    finally:
        connection.close()


def _named(
    row: dict[str, object], table: str, numbers: dict[str, dict[object, str]]
) -> tuple[object, ...]:
    if table in ("source", "claim", "rating", "belonging", "subscription"):
        del row["id"]
    for column, other in (("source_id", "source"), ("outlet_id", "source"), ("claim_id", "claim")):
        if row.get(column) is not None:
            row[column] = numbers[other][row[column]]
    if table == "question":
        row["rule"] = numbers["rule"].get(row["rule"])
    return tuple(row.items())


def is_sound(bench: Workbench) -> bool:
    assert list(verify(bench.store)) == []
    return True
