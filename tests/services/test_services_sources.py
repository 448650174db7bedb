"""Finding a source among many: as good as ranking all of them, for a part of the work."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from cpu_work import assert_costs
from file_cases import SqliteFile
from services_cases import taken
from stores import StoreKind, Stores

from workbench.domain.claim import Hop
from workbench.domain.journal import Change
from workbench.domain.source import Source
from workbench.domain.span import Span
from workbench.match.names import rank_names
from workbench.services.annotate import new_claim
from workbench.services.sources import NameBook, find_sources, source_card
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

SYLLABLES = [first + second for first in "bdgklmnprst" for second in "aeiou"]


def names(count: int) -> list[str]:
    chance = random.Random(3)
    words = ["".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(count // 2)]
    return [" ".join(chance.choices(words, k=chance.randint(1, 4))) for _ in range(count)]


def add(bench: Workbench, called: list[str]) -> None:
    made = [Source(bench.uid(), name) for name in called]
    bench.act("add", [Change("source", one.uid, None, one.to_record()) for one in made], "made")


@pytest.fixture(scope="module")
def crowd(store_kind: StoreKind, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A desk with four thousand sources."""
    with Stores(store_kind, tmp_path_factory.mktemp("crowd")).open() as store:
        bench = Workbench(store, "ana")
        add(bench, names(4_000))
        yield bench


def slips(name: str, chance: random.Random) -> list[str]:
    """A letter left out, another one in its place, two that changed places."""
    at = chance.randrange(1, len(name) - 1)
    return [
        name[:at] + name[at + 1 :],
        name[:at] + "x" + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    ]


def test_the_best_of_all_is_found_whatever_is_typed_of_it(crowd: Workbench) -> None:
    chance = random.Random(7)
    every = crowd.store.sources.names()
    for _, name in chance.sample(every, 25):
        words = name.split()
        typed = [name, name[:4], words[-1], " ".join(reversed(words)), name[3:9]]
        for tried in (*typed, *slips(name, chance)):
            best = rank_names(tried, every, limit=1)[0]
            found = find_sources(crowd, tried)[0]
            assert found.score == best.score, (name, tried, best, found)


def test_initials_and_words_with_marks_of_their_own_find_a_source(crowd: Workbench) -> None:
    add(crowd, ["Komisi Pemberantasan Korupsi", "100%_*[x]", "***"])
    assert find_sources(crowd, "kpk")[0].source.name == "Komisi Pemberantasan Korupsi"
    assert find_sources(crowd, "%_*[x]")[0].source.name == "100%_*[x]"
    assert find_sources(crowd, "***")[0].source.name == "***"


def test_finding_costs_a_part_of_ranking_all(crowd: Workbench) -> None:
    every = crowd.store.sources.names()
    typed = [name for _, name in every[:2_000:400]]

    def find() -> None:
        for words in typed:
            assert find_sources(crowd, words, limit=7)

    def rank_all() -> None:
        for words in typed:
            assert rank_names(words, every, limit=7)

    assert_costs(find, rank_all, at_most=0.5)


def test_a_card_has_the_claims_of_the_newest_article_first_in_text_order(bench: Workbench) -> None:
    book = NameBook(bench)
    hops = (Hop((book.uid("Dewi Lestari"),)),)
    made = []
    for number, start in ((2, 40), (2, 0), (3, 0), (1, 0)):
        view = view_article(bench, number)
        span = Span.of(view.text, start, start + 9)
        made.append((number, start, new_claim(bench, view, span, hops=hops, book=book).uid))
        book = NameBook(bench)
    (dewi,) = bench.store.sources.named("Dewi Lestari")
    card = source_card(bench, dewi.uid)
    wanted = [uid for *_, uid in sorted(made, key=lambda one: (-one[0], one[1]))]
    assert [claim.uid for claim in card.as_origin] == wanted
    assert [card.where[claim.article].split()[0] for claim in card.as_origin] == [
        "#3", "#2", "#2", "#1",
    ]  # fmt: skip


def test_an_export_reads_as_often_however_many_sources_there_are(
    stores: Stores, only_file: SqliteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = only_file.reads(monkeypatch)
    with stores.open() as store:
        bench = Workbench(store, "ana")
        reads = []
        for count in (3, 300):
            add(bench, names(count))
            counted.clear()
            assert list(taken(bench).sources)
            reads.append(len(counted))
    assert reads[0] == reads[1]
