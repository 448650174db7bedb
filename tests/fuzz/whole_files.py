"""Small files as the formats' own programs wrote them, and how each kind is broken.

Whatever is packed is broken inside of its package, so that what reads it comes so far; and the
package, now and then.
"""

from __future__ import annotations

import gzip
import random
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from breakage import Breakage, broken, bytes_changed, json_changed, xml_changed
from made_newsml import item, nitf, plain, written, xhtml

from workbench.intake.readers import readers

TESTS = Path(__file__).resolve().parent.parent
CASES = TESTS / "intake" / "cases"
FOLDER = "maildir"
"""The one kind of input that is a folder."""


class Whole(NamedTuple):
    """A file that is as it should be."""

    name: str
    raw: bytes


@cache
def whole_files() -> Mapping[str, Sequence[Whole]]:
    """Those of each reader, by its name; a folder of mail beside them."""
    files = {
        reader.name: [
            Whole(path.name, path.read_bytes())
            for path in sorted((CASES / reader.name).iterdir())
            if not path.name.endswith(".expected.json")
        ]
        for reader in readers()
    }
    files["text"] += [Whole(f"{at}.txt", raw) for at, raw in enumerate(_texts())]
    files["text"] += [
        Whole("alamat.txt", b"# Baca\nhttps://karang.test/a\tTambang\n<https://b.test>\n")
    ]
    files["newsml"] += [
        Whole("nitf.newsml", written(item(nitf()))),
        Whole("satu.newsml", written(item(plain("Dua kapal batal.\n\nAngin kencang.")))),
        Whole("dua.newsml", written(item(xhtml()), item(nitf(), guid="b"), sender="kbk.test")),
    ]
    files["pdf"] += [Whole(f"lepas-{one.name}", _unpacked(one.raw)) for one in files["pdf"][:4]]
    files["csv"] += [Whole("a.tsv", b'title\ttext\tdate\nKapal\t"Dua\nkapal"\t2024-08-05\n')]
    files[FOLDER] = files["mail"]
    return files


def _texts() -> Iterator[bytes]:
    articles = TESTS.parent / "sample_data" / "articles"
    for path in sorted(articles.rglob("*.txt"))[:6]:
        yield path.read_bytes()[:6_000]


def _unpacked(raw: bytes) -> bytes:
    """The PDF with its pages' contents in the clear, so that they can be broken."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, NameObject

    reader = PdfReader(BytesIO(raw))
    if reader.is_encrypted:
        return raw
    made, to = PdfWriter(clone_from=reader), BytesIO()
    for page in made.pages:
        if (contents := page.get_contents()) is not None:
            stream = DecodedStreamObject()
            stream.set_data(contents.get_data())
            page[NameObject("/Contents")] = made._add_object(stream)
    made.write(to)
    return to.getvalue()


def break_file(kind: str, whole: Whole, chance: random.Random) -> bytes:
    """The file's bytes when something happened to it."""
    own: Sequence[Breakage] = _OWN.get(kind, ())
    raw = whole.raw
    if raw.startswith(b"PK\x03\x04"):
        return _seldom(_zip_broken(raw, chance), chance)
    if raw.startswith(b"\x1f\x8b"):
        return _seldom(_gzip_broken(raw, chance, own), chance)
    if raw.startswith(b"SQLite"):
        return _seldom(_database_broken(raw, chance), chance)
    return broken(raw, chance, *own)


def _seldom(raw: bytes, chance: random.Random) -> bytes:
    return broken(raw, chance, bytes_changed) if chance.random() < 0.15 else raw


def _zip_broken(raw: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    for _ in range(chance.choice((1, 1, 2))):
        at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
        name, words = parts[at]
        match chance.randrange(9):
            case 0:
                del parts[at : at + (len(parts) > 1)]
                return _zipped(parts, chance)
            case 1:
                names = (
                    "../a",
                    "/a",
                    "C:\\a",
                    name.upper(),
                    name + "/",
                    "a" * 300,
                    parts[other][0],
                )
                parts[at] = (chance.choice(names), words)
            case 2:
                parts[at], parts[other] = (name, parts[other][1]), (parts[other][0], words)
            case 3:
                parts.append((name, broken(words, chance)))
            case _:
                parts[at] = (name, broken(words, chance, xml_changed))
    return _zipped(parts, chance)


def _zipped(parts: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    to = BytesIO()
    methods = (zipfile.ZIP_DEFLATED,) * 8 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2)
    with zipfile.ZipFile(to, "w") as made:
        for name, words in parts:
            method = zipfile.ZIP_STORED if name == "mimetype" else chance.choice(methods)
            entry = zipfile.ZipInfo(name)
            entry.compress_type = method
            # Twice the same name is what a broken writer does; the library only warns of it.
            made.NameToInfo.pop(name, None)
            made.writestr(entry, words)
    return to.getvalue()


def _gzip_broken(raw: bytes, chance: random.Random, own: Sequence[Breakage]) -> bytes:
    words = broken(gzip.decompress(raw), chance, *own)
    if chance.random() < 0.3:
        return gzip.compress(words, 1, mtime=0)
    places = [match.start() for match in re.finditer(rb"WARC/1", words)]
    members = (words[a:b] for a, b in pairwise(sorted({0, *places, len(words)})))
    return b"".join(gzip.compress(one, 1, mtime=0) for one in members)


def _records_broken(raw: bytes, chance: random.Random) -> bytes:
    """A record of a web archive is broken inside, and its length told right."""
    records = [one for one in re.split(rb"(?=WARC/1\.\d\r\n)", raw) if one]
    at = chance.randrange(len(records))
    head, gap, block = records[at].partition(b"\r\n\r\n")
    block = broken(block.removesuffix(b"\r\n\r\n"), chance)
    said = b"Content-Length: %d" % len(block)
    head = re.sub(rb"(?i)^content-length: *\d+", lambda _: said, head, flags=re.MULTILINE)
    records[at] = head + gap + block + b"\r\n\r\n"
    if chance.random() < 0.2:
        chance.shuffle(records)
    return b"".join(records)


def _database_broken(raw: bytes, chance: random.Random) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(raw)
        for _ in range(chance.choice((1, 1, 3))):
            with suppress(sqlite3.Error):  # not every statement fits after another
                database.execute(_statement(database, chance))
        database.commit()
        return database.serialize()


def _statement(database: sqlite3.Connection, chance: random.Random) -> str:
    names = ("rss_item", "rss_item", "rss_item", "rss_feed")
    table = chance.choice(names)
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    column = chance.choice(columns or ["id"])
    value = chance.choice(_SQL_VALUES)
    where = chance.choice(("", " WHERE rowid % 2", f" WHERE rowid = {chance.randrange(9)}"))
    return chance.choice(
        (
            *[f"UPDATE {table} SET {column} = {value}{where}"] * 6,
            f"UPDATE {table} SET {column} = {chance.choice(columns or ['id'])}{where}",
            f"DELETE FROM {table}{where}",
            f"ALTER TABLE {table} DROP COLUMN {column}",
            f"ALTER TABLE {table} RENAME COLUMN {column} TO lain",
            f"ALTER TABLE {table} RENAME TO lain",
            f"CREATE TABLE IF NOT EXISTS lain AS SELECT * FROM {table}",
            f"DROP TABLE {table}",
        )
    )


_SQL_VALUES = (
    "NULL", "''", "0", "-1", "9223372036854775807", "1e300", "x'00ff'", "x'edA080'", "char(0)",
    "'a' || char(0) || 'b'", "'2999-01-01'", "253402300800", "zeroblob(9000)", "'http://['",
    "'<p>a</p>' || char(8238)", "replace(hex(zeroblob(20000)), '0', '<b>')", "content || title",
    "printf('%.*c', 9000, 'a')", "'text/plain'", "'mailto:a'", "CAST(title AS BLOB)",
)  # fmt: skip

_OWN: Mapping[str, Sequence[Breakage]] = {
    "jsonl": (json_changed,),
    "json": (json_changed,),
    "feed": (xml_changed, json_changed),
    "newsml": (xml_changed,),
    "odt": (xml_changed,),
    "warc": (_records_broken,),
}
