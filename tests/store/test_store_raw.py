"""The bytes that articles came as: kept once, never changed, proved by their hashes; and where
articles are from."""

from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from file_cases import SqliteFile
from store_cases import AT, apply, making, new_article
from stores import Stores

from workbench.domain.wanted import Wanted
from workbench.errors import NotFoundError, UnreadError
from workbench.services.salvage import salvage
from workbench.stored.raw import is_whole, pack_raw, unpacked
from workbench.verbs.articles import NewArticle

if TYPE_CHECKING:
    from workbench.verbs.store import Store

RAW = b"<html>" + bytes(range(256)) * 40
DIGEST = sha256(RAW).hexdigest()


def kept(name: str, raw: bytes = RAW) -> NewArticle:
    digest = sha256(raw).hexdigest()
    article = replace(new_article(name, f"Teks {name}."), raw_sha256=digest)
    return replace(article, raw=pack_raw(digest, raw))


def add(store: Store, *articles: NewArticle) -> list[int]:
    return [one.number for one in store.articles.add(articles, [], analyst="ana", at=AT)]


def problems(store: Store) -> list[str]:
    return [str(one) for one in store.proof.problems()]


def test_bytes_are_kept_once_and_come_back_as_they_were(store: Store) -> None:
    one, other, third = add(store, kept("one"), kept("other"), new_article("third", "Teks."))
    assert store.raws.of_article(one) == store.raws.of_article(other) == RAW
    with pytest.raises(NotFoundError, match="were not kept"):
        store.raws.of_article(third)
    sizes = store.raws.sizes()
    assert (sizes.articles, sizes.all_articles, sizes.inputs, sizes.size) == (2, 3, 1, len(RAW))
    assert 0 < sizes.packed < len(RAW)
    assert problems(store) == []


def test_an_article_that_is_there_gets_its_bytes_and_no_others(store: Store) -> None:
    (number,) = add(store, replace(kept("one"), raw=None))
    again = kept("one")
    assert add(store, replace(again, raw=pack_raw(sha256(b"x").hexdigest(), b"x"))) == [number]
    with pytest.raises(NotFoundError):
        store.raws.of_article(number)
    assert add(store, again) == [number]
    assert store.raws.of_article(number) == RAW


def test_damage_is_told_and_given_to_nobody(store: Store, only_file: SqliteFile) -> None:
    (number, *_) = add(store, kept("one"), kept("two", b"dua"), kept("three", b"tiga"))
    only_file.damage(store.path, "DELETE FROM raw WHERE id = 2")
    assert problems(store) == ["raw: rows 2 to 2 are missing"]
    only_file.damage(store.path, "UPDATE raw SET packed = x'789c00' WHERE id = 1")
    assert f"raw: the bytes {DIGEST[:12]} are not those that came" in problems(store)
    with pytest.raises(UnreadError):
        store.raws.of_article(number)


def test_bytes_that_grow_beyond_all_measure_are_damage_and_fill_no_memory(
    store: Store, only_file: SqliteFile
) -> None:
    size = 120_000_000
    packer, piece = zlib.compressobj(9), bytes(1_000_000)
    packed = b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()
    (number,) = add(store, kept("one"))
    tracemalloc.start()
    try:
        for claimed in (size, 50_000_000):
            change = f"UPDATE raw SET size = {claimed}, packed = x'{packed.hex()}'"
            only_file.damage(store.path, change)
            assert f"raw: the bytes {DIGEST[:12]} are not those that came" in problems(store)
            with pytest.raises(UnreadError):
                store.raws.of_article(number)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_bytes_are_proved_in_pieces_as_they_are_whole() -> None:
    raw = random.Random(1).randbytes(300_000) + bytes(700_000)
    one = pack_raw(sha256(raw).hexdigest(), raw)
    assert unpacked(one.sha256, one.size, one.packed) == raw
    for size, packed in ((one.size - 1, one.packed), (one.size, one.packed[:-200_000])):
        assert not is_whole(one.sha256, size, packed)


def test_salvage_takes_what_its_hash_proves(
    store: Store, only_file: SqliteFile, stores: Stores
) -> None:
    (number, other) = add(store, kept("one"), kept("two", b"dua"))
    apply(store, making("wanted", Wanted("desk.test/1", "https://desk.test/1", "", "ana", AT)))
    store.close()
    only_file.damage(store.path, "UPDATE raw SET packed = x'00' WHERE id = 2")
    told = salvage(store.path, stores.place("new"), analyst="ana")
    assert told.problems == ("raw: 1 row is lost",)
    with stores.open("new") as new:
        assert new.raws.of_article(number) == RAW
        assert [one.address for one in new.wanted.all()] == ["https://desk.test/1"]
        with pytest.raises(NotFoundError):
            new.raws.of_article(other)
        assert problems(new) == []


def test_salvage_finds_bytes_that_no_tree_leads_to(
    store: Store, only_file: SqliteFile, stores: Stores
) -> None:
    (number,) = add(store, kept("one"))
    store.close()
    with only_file.by_hand(store.path) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'raw'"
        ).fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET rootpage = 0 WHERE name = 'raw'")
    assert root
    salvage(store.path, stores.place("new"), analyst="ana")
    with stores.open("new") as new:
        assert new.raws.of_article(number) == RAW


def test_where_articles_are_from_is_found_however_it_is_written(
    store: Store, only_file: SqliteFile
) -> None:
    one = new_article("one", "Teks satu.")
    two = new_article("two", "Teks dua.")
    from_there = replace(one.metadata, url="http://www.desk.test/a/?utm_source=x")
    numbers = add(store, replace(one, metadata=from_there), two)
    places = ["https://desk.test/a", "https://desk.test/b", ""]
    assert store.wanted.there(places) == {"desk.test/a": numbers[0]}
    only_file.damage(store.path, "UPDATE article SET place_key = 1 WHERE id = 2")
    assert [str(one) for one in store.proof.problems()] == [
        f"metadata of {two.uid}: changed outside the journal"
    ]


def test_articles_of_an_older_schema_are_found_by_where_they_are_from(
    only_file: SqliteFile, stores: Stores
) -> None:
    old = Path(__file__).resolve().parents[1] / "services" / "schema_7.db.gz"
    path = stores.place("old")
    path.write_bytes(gzip.decompress(old.read_bytes()))
    with only_file.by_hand(path) as connection:
        urls = dict(connection.execute("SELECT url, min(id) FROM article GROUP BY url"))
        if not any(urls):
            connection.execute("UPDATE article SET url = 'https://desk.test/' || id")
            urls = dict(connection.execute("SELECT url, id FROM article"))
    with stores.open("old") as store:
        assert sorted(store.wanted.there(filter(None, urls)).values()) == sorted(
            number for url, number in urls.items() if url
        )
