"""A workbench over a copy of the imported sample set; what people made there, to be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from file_cases import SqliteFile
from stores import SQLITE, StoreKind, Stores

from workbench.domain.choice import EVERYTHING, Choice
from workbench.domain.fact import Fact, Kind, Quote
from workbench.domain.journal import Record
from workbench.domain.span import Span
from workbench.exchange.bundle import Bundle
from workbench.services.exporting import gathered
from workbench.services.importing import Given, Outcome, import_documents, read
from workbench.services.proof import verify
from workbench.services.renewing import renewed_view
from workbench.services.review import accept_facts
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Sight, Workbench

if TYPE_CHECKING:
    from workbench.verbs.store import Place, Store

HERE = Path(__file__).parent
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "articles"


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


def sample_database(folder: Path, kind: StoreKind = SQLITE) -> Place:
    """A database with the sample set, made once for many tests."""
    stores = Stores(kind, folder)
    with stores.open("sample") as store:
        outcomes = list(import_documents(bench_on(store), read([SAMPLE])))
    assert len(outcomes) > 20
    return stores.place("sample")


def words_before(view: ArticleView) -> list[str]:
    """What stands before a claim on the article's first letter, as the view's analyst has it."""
    return view.lineage.chain_at(Span.of(view.text, 0, 1), (), view.analyst).words


def of_schema(file: SqliteFile, schema: int, folder: Path) -> Iterator[Workbench]:
    """Ana's workbench over a database that the version with this schema made."""
    with file.unpacked(HERE / f"schema_{schema}.db.gz", folder / "old.db") as store:
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


def records(store: Store) -> dict[str, dict[str, Record]]:
    """Everything that people made, by its kind and uid, as the journal names it and as the store
    has it now; the metadata of every article too, which may have come with it."""
    found: dict[str, dict[str, Record]] = {}
    with store.snapshot():
        keys = {("metadata", uid) for uid in store.articles.uids(analyst="")}
        for entry, *_ in store.journal.entries():
            keys |= {(change.entity, change.uid) for change in entry.changes}
        for entity, uid in sorted(keys):
            record = store.journal.current(entity, uid)
            if record is not None:
                found.setdefault(entity, {})[uid] = record
    return found


def is_sound(bench: Workbench) -> bool:
    assert list(verify(bench.store)) == []
    return True
