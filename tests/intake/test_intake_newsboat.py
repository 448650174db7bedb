"""newsboat's cache, as newsboat 2.21 wrote the one in `cases/newsboat` from two feeds on loopback.

What other versions and other days would have in it is set in copies of that file.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.intake import Document, Limits, Refused, read

CACHE = Path(__file__).with_name("cases") / "newsboat" / "cache.db"
DAY = 86_400
NOON = 1_772_539_200
"""3 March 2026, 12:00 UTC."""


def _changed(folder: Path, *statements: str, name: str = "cache.db") -> Path:
    path = copyfile(CACHE, folder / name)
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            database.execute(statement)
    return path


def _found(path: Path) -> dict[str, Document | Refused]:
    return {one.origin.partition(":")[2]: one for one in read([path])}


def _document(path: Path, number: int) -> Document:
    one = _found(path)[str(number)]
    assert isinstance(one, Document), one
    return one


def test_a_cache_is_known_by_how_it_begins(tmp_path: Path) -> None:
    path = copyfile(CACHE, tmp_path / "kumpulan")
    first = next(iter(read([path])))
    assert isinstance(first, Document)
    assert first.notes[0] == "read as newsboat: it begins as such a file"
    assert first.notes[1].startswith("newsboat keeps one item an id over all feeds")


def test_the_time_of_fetching_is_no_date(tmp_path: Path) -> None:
    path = _changed(
        tmp_path,
        "UPDATE rss_item SET guid = 'urn:' || id, url = '', feedurl = 'https://karang.test/a.xml'",
        f"UPDATE rss_item SET pubDate = {NOON - DAY} WHERE id IN (1, 3)",
        f"UPDATE rss_item SET pubDate = {NOON - 2 * DAY} WHERE id = 4",
        f"UPDATE rss_item SET pubDate = {NOON} WHERE id = 5",
        "UPDATE rss_item SET pubDate = 0 WHERE id = 6",
        "UPDATE rss_item SET pubDate = 1041379200 WHERE id = 7",
    )
    days = {number: _document(path, number) for number in (1, 3, 4, 5, 6, 7)}
    assert {number: one.published for number, one in days.items()} == {
        1: "", 3: "", 4: "2026-03-01", 5: "", 6: "", 7: "",
    }  # fmt: skip
    assert days[4].published_basis == "metadata"
    assert days[5].published_basis == ""
    assert days[5].extra["newsboat_date"] == NOON


@pytest.mark.parametrize("stamp", ["-5", "9223372036854775806", "'kemarin'", "x'00'", "1.5"])
def test_a_date_that_is_none_stops_nothing(tmp_path: Path, stamp: str) -> None:
    path = _changed(tmp_path, f"UPDATE rss_item SET pubDate = {stamp} WHERE id = 7")
    assert _document(path, 7).published == ""
    assert len(_found(path)) == 7


def test_an_id_that_another_feed_may_have_gives_no_date(tmp_path: Path) -> None:
    one = _document(CACHE, 6)
    assert (one.title, one.outlet) == ("Nomor sama", "Radar Pagi")
    assert one.extra["newsboat_date"] == 1_772_584_200, "newsboat keeps the other item's date"
    assert one.published == ""
    path = _changed(tmp_path, "DELETE FROM rss_item WHERE feedurl LIKE '%b.xml'")
    assert _document(path, 1).published == "2026-02-28"


def test_a_date_that_newsboat_glued_to_a_link_is_as_printed() -> None:
    one = _document(CACHE, 3)
    assert (one.published, one.foreign_id) == ("Mon, 02 Mar 2026 23:15:00 GMT+7", "")


def test_the_outlet_is_doubted_where_the_link_leads_elsewhere(tmp_path: Path) -> None:
    feed = "https://rss.karang.co.id/berita.xml"
    path = _changed(
        tmp_path,
        "DELETE FROM rss_feed WHERE rssurl LIKE '%b.xml'",
        f"UPDATE rss_feed SET rssurl = '{feed}', title = 'Karang &amp; Co'",
        f"UPDATE rss_item SET feedurl = '{feed}'",
        "UPDATE rss_item SET url = 'https://news.karang.co.id/1' WHERE id = 1",
        "UPDATE rss_item SET url = 'https://radar.co.id/1' WHERE id = 3",
        "UPDATE rss_item SET url = 'javascript:x' WHERE id = 4",
    )
    assert _document(path, 1).outlet == "Karang & Co"
    other = _document(path, 3)
    assert (other.outlet, other.extra["aggregator"]) == ("radar.co.id", "Karang & Co")
    assert "its link leads to radar.co.id, its feed is 'Karang & Co'" in other.notes
    assert (_document(path, 4).url, _document(path, 4).outlet) == ("", "Karang & Co")


def test_versions_have_columns_of_their_own(tmp_path: Path) -> None:
    newer = _changed(
        tmp_path,
        "ALTER TABLE rss_item ADD COLUMN content_mime_type VARCHAR(255) NOT NULL DEFAULT ''",
        "UPDATE rss_item SET content = 'Tanda <b> itu.', content_mime_type = 'text/plain'",
    )
    assert _document(newer, 1).text == "Tanda <b> itu."
    older = _changed(
        tmp_path,
        "DROP INDEX idx_deleted",
        "ALTER TABLE rss_item DROP COLUMN deleted",
        "ALTER TABLE rss_item DROP COLUMN enclosure_url",
        "UPDATE rss_item SET content = '<p>Satu</p><p>Dua <a href=\"/x\">tiga</a></p>'",
    )
    assert _document(older, 1).text == "Satu\n\nDua tiga"


def test_deleted_items_stay_out(tmp_path: Path) -> None:
    path = _changed(tmp_path, "UPDATE rss_item SET deleted = 1 WHERE id <> 3")
    assert list(_found(path)) == ["3"]
    path = _changed(tmp_path, "UPDATE rss_item SET deleted = 1")
    (one,) = read([path])
    assert isinstance(one, Refused)
    assert one.reason == "newsboat has no items in it"


def test_an_item_over_the_limit_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = _changed(tmp_path, "UPDATE rss_item SET content = zeroblob(3000000) WHERE id = 3")
    found = {one.origin: one for one in read([path], limits=Limits(file_bytes=100_000))}
    over = found["cache.db:3"]
    assert isinstance(over, Refused)
    assert over.reason == "3,000,000 bytes are over the limit of 100,000"
    assert isinstance(found["cache.db:4"], Document)


def test_what_is_not_newsboats_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "cache.db"
    no = "it is a database, but not newsboat's cache"
    for statements in (
        ["CREATE TABLE article (id)"],
        ["CREATE VIEW rss_item AS SELECT 1 AS id"],
        ["CREATE TABLE rss_item (id, guid, title)"],
        [
            "CREATE TABLE rss_item (id, guid, title, author, url, feedurl, pubDate,"
            " content AS (title || title))"
        ],
    ):
        other.unlink(missing_ok=True)
        with closing(sqlite3.connect(other)) as database, database:
            for statement in statements:
                database.execute(statement)
        (one,) = read([other])
        assert isinstance(one, Refused)
        assert one.reason == no
    other.write_bytes(b"Bukan apa-apa.")
    (one,) = read([other])
    assert isinstance(one, Refused)
    assert one.reason.startswith("its database is damaged")


def test_a_cache_that_breaks_off_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    raw = CACHE.read_bytes()
    for end in (100, 4_096, 20_000):
        path.write_bytes(raw[:end])
        (one,) = read([path])
        assert isinstance(one, Refused)
        assert one.reason.startswith("its database is damaged")


def test_a_log_beside_it_is_not_read_and_that_is_said(tmp_path: Path) -> None:
    path = _changed(tmp_path)
    database = sqlite3.connect(path)
    with closing(database):
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("UPDATE rss_item SET title = 'Baru'")
        database.commit()
        one = _document(path, 1)
    assert one.title == "Dari tempat lain"
    assert "it was in use: what stands in cache.db-wal is not read" in one.notes


def test_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = _changed(tmp_path)
    before = path.read_bytes()
    path.chmod(0o444)
    assert len(_found(path)) == 7
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["cache.db"]


@given(damage=st.lists(st.tuples(st.integers(0, 53_247), st.binary(min_size=1, max_size=8))))
@settings(max_examples=60, deadline=None)
def test_any_damage_gives_documents_or_refusals(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, bytes]]
) -> None:
    raw = bytearray(CACHE.read_bytes())
    for at, other in damage:
        raw[at : at + len(other)] = other
    path = tmp_path_factory.mktemp("cache") / "cache.db"
    path.write_bytes(raw)
    assert list(read([path]))
