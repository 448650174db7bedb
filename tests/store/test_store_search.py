"""Search: words are literal in any script, hits come newest first, a search can be given up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from file_cases import SqliteFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_cases import AT, new_article

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.filter import search_words
from workbench.domain.filter.tree import Term
from workbench.errors import BusyError
from workbench.store import search
from workbench.verbs.stop import Stop

if TYPE_CHECKING:
    from workbench.verbs.store import Store

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
    if words.strip():
        assert library.articles.numbers(terms_of(words), analyst="ana") == sorted(found)


def terms_of(words: str) -> list[Term]:
    """What a filter with these words asks for."""
    said = [word for word in search_words(words) if any(map(str.isalnum, word))]
    return [Term("text", "=", word) for word in said or [words]]


def test_hits_beyond_many_come_by_date_too(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_MANY", 2)
    assert [hit.number for hit in library.search.find("judul")] == [3, 2, 1, 5, 4]
    assert [hit.number for hit in library.search.find("judul", limit=2)] == [3, 2]
    monkeypatch.setattr(search, "_COMMON", 2)
    assert [hit.number for hit in library.search.find("judul")] == [3, 2, 1, 5, 4]
    assert [hit.number for hit in library.search.find("judul kapal")] == [2, 5]
    for looked_at in (1, 300):
        monkeypatch.setattr(search, "_LOOKED_AT", looked_at)
        assert [hit.number for hit in library.search.find("jud*", limit=2)] == [3, 2]
        assert [hit.number for hit in library.search.find("kap* jud*")] == [2, 5]


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


def test_a_search_that_is_given_up_says_so(library: Store) -> None:
    stop = Stop()
    stop.give()
    with pytest.raises(BusyError):
        library.search.find("judul", stop=stop)


def test_words_beside_bidi_isolates_are_found(store: Store) -> None:
    store.articles.add(
        [new_article("isolates", "Kata\u2066Dewi\u2069 begitu.")], [], analyst="ana", at=AT
    )
    assert [hit.exact for hit in store.search.find("dewi")] == ["Dewi"]


WRITTEN = {
    1: "Ustaz menebut مُحَمَّد di masjid.",
    2: "Pen\u00adceramah me\u200bmuji kota itu.",
    3: "Kitab Qur\u02bean dan \u02bfUmar dibaca.",
    4: "Kota दिल्ली ramai.",
    5: "أحمد",
    6: "ﬁnal",
    7: "The Qur'an, said Iran's envoy, is O’Brien’s.",
    8: "Ｋａｐａｌ ガス แม่น้ำ",
    9: "ﾀｸﾞﾎﾞｰﾄが沈没した。東京ガスは。",
    10: "Feri itu tenggelam🥺di laut🫠, ₿elum ada kabar🥺🥺🤷🏽‍♀️.",
}


@pytest.fixture
def written(store: Store) -> Store:
    new = [new_article(f"w{n}", text) for n, text in WRITTEN.items()]
    new = [replace(one, sketch=()) for one in new]
    store.articles.add(new, [], analyst="ana", at=AT)
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("محمد", {1: "مُحَمَّد"}),
        ("مُحمّد", {1: "مُحَمَّد"}),
        ("م", {}),
        ("penceramah", {2: "Pen\u00adceramah"}),
        ("memuji", {2: "me\u200bmuji"}),
        ("muji", {}),
        ("umar", {3: "Umar"}),
        ("‘Umar", {3: "Umar"}),
        ("qur'an", {3: "Qur\u02bean", 7: "Qur'an"}),
        ("qur’an", {3: "Qur\u02bean", 7: "Qur'an"}),
        ("quran", {3: "Qur\u02bean", 7: "Qur'an"}),
        ("qura*", {3: "Qur\u02bea", 7: "Qur'a"}),
        ("quran dibaca", {3: "dibaca"}),
        ("“qur'an dan umar”", {3: "Qur\u02bean dan \u02bfUmar"}),
        ("qur'an - dibaca", {3: "Qur\u02bean"}),
        ("- qur'an", {3: "Qur\u02bean", 7: "Qur'an"}),
        ("iran", {7: "Iran"}),
        ("iran's envoy", {7: "Iran's"}),
        ("“iran's envoy”", {7: "Iran's envoy"}),
        ("brien", {7: "Brien"}),
        ("obrien", {7: "O’Brien"}),
        ("दिल", {}),
        ("दिल्ली", {4: "दिल्ली"}),
        ("احمد", {5: "أحمد"}),
        ("أحمد", {5: "أحمد"}),
        ("final", {6: "ﬁnal"}),
        ("kapal", {8: "Ｋａｐａｌ"}),
        ("ガス", {8: "ガス", 9: "ガス"}),
        ("カス", {}),
        ("タグボート", {9: "ﾀｸﾞﾎﾞｰﾄ"}),
        ("沈没", {9: "沈没"}),
        ("tenggelam", {10: "tenggelam"}),
        ("“tenggelam di laut”", {10: "tenggelam🥺di laut"}),
        ("laut🫠", {10: "laut"}),
        ("elum", {10: "elum"}),
        ("kaba*", {10: "kaba"}),
        ("kabar🥺", {10: "kabar"}),
    ],
)
def test_words_are_found_however_they_are_written(
    written: Store, words: str, found: dict[int, str]
) -> None:
    hits = written.search.find(words)
    assert {hit.number: hit.exact for hit in hits} == found
    assert all(WRITTEN[hit.number][hit.start : hit.end] == hit.exact for hit in hits)
    assert written.articles.numbers(terms_of(words), analyst="ana") == sorted(found)


def test_a_phrase_is_held_by_texts_that_write_it_otherwise(written: Store) -> None:
    assert [number for number, _ in written.search.holding("Qur'an dan Umar", limit=9)] == [3]
    assert [number for number, _ in written.search.holding("quran", limit=9)] == [7, 3]


def test_the_index_of_what_is_written_otherwise_is_proved_and_made_anew(
    written: Store, only_file: SqliteFile
) -> None:
    assert list(written.proof.problems()) == []
    added = (
        "INSERT INTO article_words(rowid, title, text, joined) VALUES (99, 'x', 'y', '')",
        "DELETE FROM article_words_docsize WHERE id = 99",
    )
    only_file.damage(written.place.file, *added)
    assert [*map(str, written.proof.problems())] == ["search: article_words does not fit the texts"]
    written.proof.rebuilding.search()
    assert list(written.proof.problems()) == []
    assert [hit.number for hit in written.search.find("quran")] == [7, 3]
    assert [hit.number for hit in written.search.find("沈没")] == [9]
