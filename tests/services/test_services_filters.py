"""What filters leave of a real database, by every field; and what they tell of colleagues: nothing
before one's own judgement stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from file_cases import SqliteFile
from services_cases import bench_on, blind, is_sound, of_schema
from stores import StoreKind, Stores

from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim, Hop, LinkKind
from workbench.domain.journal import Change
from workbench.domain.note import NoteSubject
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.errors import FilterError, NotFoundError, UsageError
from workbench.services.annotate import add_note, edit_claim, link_claims, new_claim
from workbench.services.asking import terms_of
from workbench.services.belonging import set_owner
from workbench.services.board import board_query, list_claims
from workbench.services.chain import Named
from workbench.services.importing import import_documents, read
from workbench.services.listing import list_articles
from workbench.services.review import set_state
from workbench.services.roster import source_rows
from workbench.services.selections import list_selections, save_selection
from workbench.services.sources import NameBook
from workbench.services.tags import Tagged, put_tags
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

QUOTED = '"Water rose in the old town," said Maria Smith, who lives there.'
ARTICLES = [
    # number, outlet, language, published, title, text
    (1, "Kompas", "id", "2024-01-05", "Banjir bandang di Semarang", "Air naik dua meter di kota."),
    (2, "Tempo", "id", "2024-02-10", "Rob di Semarang", "Banjir rob merendam jalan kota lama."),
    (3, "Reuters", "en", "2024-03-01", "Floods hit Semarang", QUOTED),
    (
        4,
        "Daily Sabah",
        "en",
        "2024-03-20",
        "Talks on Hormuz",
        "Al-Washka was named in Qur'an class.",
    ),
    (5, "Kompas TV", "id", "2024-11-28", "Perkapalan lesu", "Kapal sepi, kata KIBLAT.NET."),
    (6, "", "", "", "Tanpa tanggal", "Kota ini punya banjir dan rob, dan jalan ke Semarang."),
]


@pytest.fixture(scope="module")
def filled(store_kind: StoreKind, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """Ana's and Budi's work on six articles. Nothing here writes to it later."""
    folder = tmp_path_factory.mktemp("filters")
    source = folder / "news.jsonl"
    source.write_text("".join(json.dumps(_given(*one)) + "\n" for one in ARTICLES), "utf-8")
    with Stores(store_kind, folder).open() as store:
        ana, budi = bench_on(store), bench_on(store, "budi", first=50_000)
        outcomes = list(import_documents(ana, read([source])))
        assert [one.became.value for one in outcomes] == ["added"] * len(ARTICLES)
        _work(ana, budi)
        yield ana


def _given(n: int, outlet: str, lang: str, published: str, title: str, text: str) -> dict[str, str]:
    given = {"id": f"a{n}", "outlet": outlet, "lang": lang, "published": published, "title": title}
    translation = {"translation": "Water everywhere."} if n == 2 else {}
    url = f"https://{outlet.partition(' ')[0].lower() or 'x'}.example/{n}"
    return {key: value for key, value in given.items() if value} | translation | {
        "text": text, "url": url,
    }  # fmt: skip


def _work(ana: Workbench, budi: Workbench) -> None:
    mine = _claim(ana, 1, "Air naik", topic="Banjir", verdict="True", source="BMKG")
    _claim(budi, 1, "dua meter", topic="Rob")
    theirs = _claim(budi, 3, "Water rose", topic="Floods", verdict="False", source="Maria Smith")
    link_claims(budi, LinkKind.SUPPORTS, theirs.uid, mine.uid)
    add_note(budi, NoteSubject.ARTICLE, theirs.article, "Dicek dua kali.")
    put_tags(ana, ["penting"], Tagged([1, 2]))
    put_tags(budi, ["rahasia"], Tagged([3]))
    set_state(ana, view_article(ana, 1), ReadingState.DONE)
    kompas, kompas_tv = (ana.store.sources.named(name)[0] for name in ("Kompas", "Kompas TV"))
    set_owner(ana, [kompas_tv.uid], Named(kompas.name, kompas.uid), rationale="laporan")
    save_selection(ana, "pagi", where="lang:id date:2024", is_watch=True)


def _claim(bench: Workbench, number: int, words: str, *, source: str = "", **said: str) -> Claim:
    view = view_article(bench, number)
    claim = new_claim(bench, view, Span.of(view.text, *_place(view.text, words)))
    book = NameBook(bench)
    hops = (Hop((book.uid(source, SourceKind.PERSON),)),) if source else ()
    view = view_article(bench, number)
    edited = replace(claim, hops=hops, **said)  # type: ignore[arg-type]
    edit_claim(bench, view, edited, book=book)
    return claim


def _place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def left(bench: Workbench, line: str) -> list[int]:
    terms = terms_of(bench, line)
    return bench.store.articles.numbers(terms, analyst=bench.analyst)


LEAVES = {
    "": [1, 2, 3, 4, 5, 6],
    "banjir": [1, 2, 6],
    "banjir rob": [2, 6],
    "banjir -rob": [1],
    "hormuz or kapal": [4, 5],
    "semarang (banjir or floods) -lang:en": [1, 2, 6],
    "not (semarang or kapal)": [4],
    '"banjir rob"': [2],
    "ban* -banjir": [],
    "wat*": [3],
    "near(banjir jalan, 2)": [2],
    "near(banjir jalan, 3)": [2, 6],
    "near(jalan banjir, 3)": [2, 6],
    "title:near(semarang rob, 1)": [2],
    "al-Washka": [4],
    "KIBLAT.NET": [5],
    "kiblat": [5],
    "quran": [4],
    "kapal": [5],
    "title:kapal": [],
    "title:*kapal*": [5],
    "title:perkap*": [5],
    "outlet:kompas": [1, 5],
    "outlet:*Kompas": [1],
    "outlet:(Tempo or Reuters)": [2, 3],
    "family:kompas": [1, 5],
    "family:tv": [5],
    "-has:outlet": [6],
    "has:translation": [2],
    "has:claim": [1, 3],
    "has:tags": [1, 2, 3],
    "has:notes": [3],
    "has:questions": [1, 2, 3],
    "-has:date": [6],
    "date:2024": [1, 2, 3, 4, 5],
    "date:2024-02..2024-03": [2, 3, 4],
    "date:..2024-01": [1],
    "date:(2024-01 or >=2024-03-20)": [1, 4, 5],
    "-date:2024": [6],
    "state:done or number:2": [1, 2],
    "claims:>0": [1],
    "number:2..4": [2, 3, 4],
    "source:bmkg": [1],
    "source:(bmkg or maria)": [1, 3],
    "-source:maria banjir": [1, 2, 6],
    "origin:maria": [3],
    "family:kompas source:bmkg": [1],
    "-family:kompas source:(bmkg or maria)": [3],
    "topic:banjir": [1],
    "topic:rob or topic:floods": [1, 3],
    "verdict:false": [3],
    "by:budi": [1, 3],
    "by:me": [1],
    "by:budi -by:me": [3],
    "tag:penting -state:done": [2],
    "tag:Rahasia": [3],
    "cluster:4": [4],
    "url:tempo.example": [2],
    "in:pagi": [1, 2, 5],
    "in:pagi -(rob or kapal)": [1],
    "not in:pagi": [3, 4, 6],
}


@pytest.mark.parametrize("line", LEAVES)
def test_a_filter_leaves_what_it_says(filled: Workbench, line: str) -> None:
    assert left(filled, line) == LEAVES[line]
    assert sorted(row.number for row in list_articles(filled, line)) == LEAVES[line]


def test_as_many_words_as_a_filter_may_have_are_asked_for_at_once(filled: Workbench) -> None:
    words = [f"{field}kata{number}" for number in range(150) for field in ("", "title:", "source:")]
    assert left(filled, " or ".join([*words, "漢字", "hormuz", "source:maria"])) == [3, 4]


OF_CLAIMS = {
    "": ["Air naik", "Water rose", "dua meter"],
    "air or water": ["Air naik", "Water rose"],
    "by:me": ["Air naik"],
    "wat*": ["Water rose"],
    "ater": [],
    "water\0rose": ["Water rose"],
    'not (topic:"a\0" or outlet:"\0b")': ["Air naik", "Water rose", "dua meter"],
    "-by:me (topic:rob or has:source)": ["Water rose", "dua meter"],
    "has:links -linked:same": ["Air naik", "Water rose"],
    "links:1": ["Air naik", "Water rose"],
    "source:bmkg": ["Air naik"],
    "origin:(maria or bmkg) lang:en": ["Water rose"],
    "family:kompas -verdict:true": ["dua meter"],
    "in:pagi": ["Air naik", "dua meter"],
    "cluster:3": ["Water rose"],
    "date:..2024-02": ["Air naik", "dua meter"],
}


@pytest.mark.parametrize("line", OF_CLAIMS)
def test_the_board_is_asked_in_the_same_language(filled: Workbench, line: str) -> None:
    assert sorted(row.claim.span.exact for row in list_claims(filled, line)) == OF_CLAIMS[line]


def test_sources_are_asked_in_the_same_language(filled: Workbench) -> None:
    def names(line: str) -> list[str]:
        return [row.source.name for row in source_rows(filled, line)]

    assert names("kind:person or has:family") == ["BMKG", "Kompas TV", "Maria Smith"]
    assert names("family:kompas -owner:kompas") == ["Kompas"]
    assert names("has:claims -maria") == ["BMKG", "Kompas"]


HIDDEN = {
    "has:claims": [1],
    "has:tags": [1, 2],
    "has:notes": [],
    "by:budi": [1],
    "tag:rahasia": [],
    "topic:floods": [],
    "verdict:false": [],
    "source:maria": [],
    "origin:maria": [],
    "-source:maria lang:en": [3, 4],
    "not (has:claims or kapal)": [2, 3, 4, 6],
}


@pytest.mark.parametrize("line", HIDDEN)
def test_colleagues_work_is_not_told_before_ones_own_judgement(
    filled: Workbench, line: str
) -> None:
    """Article 1 is done, so Budi's claim there counts; article 3 has an open question."""
    assert left(blind(filled), line) == HIDDEN[line]
    assert left(blind(filled), line) != left(filled, line)


def test_links_and_progress_are_not_told_either(filled: Workbench) -> None:
    query = board_query(blind(filled), "links:>0 or has:links or linked:supports")
    assert filled.store.claims.uids(query) == []
    query = board_query(blind(filled), "by:budi")
    assert len(filled.store.claims.uids(query)) == 1


def test_a_selection_of_the_first_language_is_read_as_it_was_meant(
    empty: Workbench, tmp_path: Path
) -> None:
    imported = ("Perkapalan lesu\n\nTidak ada kabar.", "Kabar\n\nSoal kapal dan pelabuhan.")
    for n, text in enumerate(imported):
        _import(empty, tmp_path / f"{n}.txt", text)
    saved = save_selection(empty, "lama", where="kapal", language=1)
    assert left(empty, "in:lama") == [1]
    assert left(empty, "kapal") == [2]
    assert empty.store.selections.named("lama") == saved
    assert saved.where == "kapal"
    assert save_selection(empty, "lama", where="kapal").language == 2
    assert left(empty, "in:lama") == [2]
    later = replace(saved, language=3, name="besok", uid=empty.uid())
    empty.act("test", [Change.between("selection", None, later)], "besok")
    with pytest.raises(UsageError, match="newer"):
        left(empty, "in:besok")
    assert [bool(one.problem) for one in list_selections(empty)] == [True, False]


def _import(bench: Workbench, path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    list(import_documents(bench, read([path])))


def test_selections_of_an_older_database_are_of_the_first_language(
    only_file: SqliteFile, tmp_path: Path
) -> None:
    for old in of_schema(only_file, 7, tmp_path):
        saved = old.store.selections.all()
        assert saved
        assert {one.language for one in saved} == {1}
        assert left(old, saved[0].term) == left(old, saved[0].where)
        assert is_sound(old)


def test_what_is_in_itself_or_nowhere_is_refused(empty: Workbench) -> None:
    save_selection(empty, "a", where="lang:id")
    save_selection(empty, "b", where="in:a or in:a")
    with pytest.raises(UsageError, match="in itself"):
        save_selection(empty, "a", where="kapal (not in:b)")
    with pytest.raises(NotFoundError):
        left(empty, "in:nowhere")
    with pytest.raises(FilterError):
        left(empty, "in:(a or")
    name = "a"
    for n in range(3):
        name = save_selection(empty, f"s{n}", where=" or ".join([f"in:{name}"] * 5)).name
    with pytest.raises(UsageError, match="600 things"):
        left(empty, " or ".join([f"in:{name}"] * 5))
