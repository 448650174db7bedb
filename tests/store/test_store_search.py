"""Search: words are literal in any script, hits come newest first, a query can be ended."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_cases import AT, new_article
from waiting import PATIENCE

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.filter import Term
from workbench.errors import BusyError
from workbench.store import Store, search

TEXTS = {
    1: "KIBLAT.NET mewartakan “al-Washka” dikepung. Erdoğan bicara di Türkiye.",
    2: "al Washka jatuh; kiblat net lain. AND OR NOT NEAR(kapal) title:kapal *",
    3: "外交部发言人周二在北京表示，中国愿意合作。习近平访问越南",
    4: "นายกรัฐมนตรีไทยกล่าวว่าจะเดินทางไปกรุงเทพวันนี้",
    5: "Berita Xinhua: 新华社 melaporkan kapal karam. " + "Kata demi kata. " * 40,
    6: "東京タワーの近くで火事があった。警察は原因を調べている。",
}
DATES = {1: "2020-01-03", 2: "2020-01-09", 3: "2021-01-01", 4: "", 5: "2019-01-01", 6: "2018"}


@pytest.fixture
def library(store: Store) -> Store:
    new = []
    for n, text in TEXTS.items():
        one = new_article(f"a{n}", text)
        publication = Publication(DATES[n], Precision.DAY, Basis.PAGE) if DATES[n] else None
        title = "訪問中国" if n == 6 else f"Judul {n}"
        metadata = replace(one.metadata, title=title, publication=publication)
        new.append(replace(one, metadata=metadata, sketch=()))
    store.articles.add(new, [], analyst="ana", at=AT)
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("al-Washka", [2, 1]),
        ("KIBLAT.NET", [2, 1]),
        ("“al-Washka”", [2, 1]),
        ('"al-Washka', [2, 1]),
        ("erdogan turkiye", [1]),
        ("kiblat - washka !", [2, 1]),
        ("AND", [2]),
        ("NEAR(kapal)", [2]),
        ("title:kapal", [2]),
        ("kapal -karam", [5]),
        ("wash*", [2, 1]),
        ("was", []),
        ("karam kapal", [5]),
        ("“”—…", []),
        ("*", []),
        ("   ", []),
        ("kapal\0karam", [5]),
        ("judul", [3, 2, 1, 5, 4]),
        ("外交部", [3]),
        ("中国", [3, 6]),
        ("中", [3, 6]),
        ("越南", [3]),
        ("南", [3]),
        ("中国 外交部", [3]),
        ("外交部 北京 karam", []),
        ("新华社", [5]),
        ("新华社 kapal", [5]),
        ("ไทย", [4]),
        ("กรุงเทพ", [4]),
        ("ไป", [4]),
        ("タワー", [6]),
        ("警察*", [6]),
        ("東京 火事", [6]),
        ("韓国", []),
    ],
)
def test_words_are_found_as_they_stand(library: Store, words: str, found: list[int]) -> None:
    assert [hit.number for hit in library.search.find(words)] == found
    chosen = [Term("text", "=", words)]
    if words.strip():
        assert library.articles.numbers(chosen, analyst="ana") == sorted(found)


def test_hits_beyond_many_come_by_date_too(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_MANY", 2)
    assert [hit.number for hit in library.search.find("judul")] == [3, 2, 1, 5, 4]
    assert [hit.number for hit in library.search.find("judul", limit=2)] == [3, 2]


@pytest.mark.parametrize(
    ("words", "number", "exact"),
    [
        ("erdogan", 1, "Erdoğan"),
        ("TURKIYE", 1, "Türkiye"),
        ("AL-WASHKA", 1, "al-Washka"),
        ("中国", 3, "中国"),
        ("kar*", 5, "kar"),
        ("judul", 5, ""),
    ],
)
def test_a_hit_shows_the_words_where_they_stand(
    library: Store, words: str, number: int, exact: str
) -> None:
    hit = next(hit for hit in library.search.find(words) if hit.number == number)
    assert hit.exact == exact == TEXTS[number][hit.start : hit.end]
    assert TEXTS[number][: hit.start].endswith(hit.before)
    assert TEXTS[number][hit.end :].startswith(hit.after)
    assert max(len(hit.before), len(hit.after)) <= 40


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from('"*():-^+{}\0 ท中'), max_size=40
    )
)
def test_no_words_are_syntax(library: Store, words: str) -> None:
    for hit in library.search.find(words):
        assert TEXTS[hit.number][hit.start : hit.end] == hit.exact


def test_any_word_of_an_article_finds_it(library: Store) -> None:
    for number in (3, 6):
        text = TEXTS[number].replace("，", " ").replace("。", " ")
        for piece in text.split():
            for size in (1, 2, 3, 4):
                for at in range(len(piece) - size + 1):
                    words = piece[at : at + size]
                    found = [hit.number for hit in library.search.find(words)]
                    assert number in found, words


def test_a_query_that_nobody_waits_for_is_ended(store: Store) -> None:
    ended: list[BaseException] = []

    def endless() -> None:
        try:
            store.articles._connections.read(
                lambda connection: connection.execute(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                    "SELECT count(*) FROM n"
                ).fetchone()
            )
        except BusyError as error:
            ended.append(error)

    thread = threading.Thread(target=endless)
    thread.start()
    deadline = time.monotonic() + PATIENCE
    while thread.is_alive() and time.monotonic() < deadline:
        store.interrupt()
        thread.join(0.01)
    assert not thread.is_alive()
    assert "cancelled" in str(ended[0])
    assert store.articles.rows(analyst="ana") == []


def test_words_beside_bidi_isolates_are_found(store: Store) -> None:
    store.articles.add(
        [new_article("isolates", "Kata\u2066Dewi\u2069 begitu.")], [], analyst="ana", at=AT
    )
    assert [hit.exact for hit in store.search.find("dewi")] == ["Dewi"]
