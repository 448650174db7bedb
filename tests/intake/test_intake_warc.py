"""Web archives, as warcio's writer makes them; broken ones are cut or changed afterwards.

Those in `cases/warc` were written by wget 1.21.3 (--warc-file, and --warc-dedup for `lagi`).
"""

from __future__ import annotations

import gzip
import io
import random
import resource
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_streams import Pieces
from reading import document_of, refused_of, written
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from workbench.errors import RefusedError
from workbench.intake import Document, Input, Limits, Refused, read
from workbench.intake.archives.inflate import Gunzipped, undone
from workbench.intake.archives.warc import read as read_warc
from workbench.intake.archives.written import Sent, WebArchive

STORY = "Warga Desa Karang menolak tambang pasir di muara, kata kepala desa pada hari Rabu."
PAGE = f"<html><body><article><h1>Tambang ditolak</h1><p>{STORY}</p></article></body></html>"
URL = "https://karang.test/tambang"

Headers = list[tuple[str, str]]


class _Archive:
    """An archive that warcio writes."""

    def __init__(self, *, is_gzip: bool = False) -> None:
        self.stream = io.BytesIO()
        self._writer = WARCWriter(self.stream, gzip=is_gzip)

    def add(
        self,
        body: bytes = PAGE.encode(),
        *,
        kind: str = "response",
        status: str = "200 OK",
        headers: Headers | None = None,
        url: str = URL,
        said: dict[str, str] | None = None,
    ) -> Any:
        """A record, and the record that was written."""
        if headers is None:
            headers = [("Content-Type", "text/html; charset=utf-8")]
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
            warc_headers_dict=said or {},
        )
        self._writer.write_record(record)
        return record

    def add_plain(self, kind: str, words: bytes = b"Catatan saja.") -> None:
        """A record without an answer of a server."""
        record = self._writer.create_warc_record(
            "metadata://karang.test/log", kind, payload=io.BytesIO(words),
            length=len(words), warc_content_type="text/plain",
        )  # fmt: skip
        self._writer.write_record(record)

    def add_revisit(self, digest: str, url: str = URL) -> None:
        """What says that a page had not changed."""
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        self._writer.write_record(
            self._writer.create_revisit_record(url, digest, URL, "2026-03-04T00:00:00Z", headers)
        )

    @property
    def raw(self) -> bytes:
        """All of it."""
        return self.stream.getvalue()


def _found(raw: bytes, folder: Path, name: str = "a.warc") -> list[Document | Refused]:
    (folder / name).write_bytes(raw)
    return list(read([folder / name]))


def _one(raw: bytes, folder: Path, name: str = "a.warc") -> Document:
    return document_of(written(folder, raw, name))


def _refused(raw: bytes, folder: Path, name: str = "a.warc") -> Refused:
    return refused_of(written(folder, raw, name))


@pytest.mark.parametrize("is_gzip", [False, True])
def test_a_page_that_was_answered_with_is_an_article(tmp_path: Path, is_gzip: bool) -> None:
    archive = _Archive(is_gzip=is_gzip)
    archive.add_plain("warcinfo")
    record = archive.add()
    name = "a.warc.gz" if is_gzip else "a.warc"
    one = _one(archive.raw, tmp_path, name)
    assert one.text == f"Tambang ditolak\n\n{STORY}"
    assert (one.url, one.origin) == (URL, f"{name}:2")
    assert one.foreign_id == record.rec_headers.get_header("WARC-Record-ID").strip("<>")
    assert one.extra["retrieved"] == record.rec_headers.get_header("WARC-Date")
    assert one.published == ""
    assert one.retrieved_how == "warc"


def test_only_answers_with_a_page_are_articles(tmp_path: Path) -> None:
    archive = _Archive()
    for kind in ("warcinfo", "metadata", "resource"):
        archive.add_plain(kind)
    archive.add(status="404 Not Found")
    archive.add(status="304 Not Modified", body=b"")
    archive.add(status="301 Moved Permanently")
    archive.add(b"\x89PNG", headers=[("Content-Type", "image/png")])
    archive.add(b"{}", headers=[("Content-Type", "application/json")])
    robots = "https://karang.test/robots.txt"
    archive.add(b"User-agent: *", headers=[("Content-Type", "text/plain")], url=robots)
    one = _refused(archive.raw, tmp_path)
    assert one.reason == "it holds no page, only other records (9)"
    archive.add(STORY.encode(), headers=[("Content-Type", "Text/Plain; charset=UTF-8")])
    archive.add(b"<!DOCTYPE html>" + PAGE.encode(), headers=[])
    assert [one.origin for one in _found(archive.raw, tmp_path)] == ["a.warc:10", "a.warc:11"]


def test_the_servers_charset_counts(tmp_path: Path) -> None:
    archive = _Archive()
    words = "Это не новость, сказал он. " * 10
    kind = [("Content-Type", 'text/html; charset="KOI8-R"')]
    archive.add(f"<html><body><p>{words}</p></body></html>".encode("koi8-r"), headers=kind)
    kind = [("Content-Type", "text/plain; charset=koi8-r")]
    archive.add(words.encode("koi8-r"), headers=kind)
    for one in _found(archive.raw, tmp_path):
        assert isinstance(one, Document)
        assert one.text.strip() == words.strip()


def _chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 50] for at in range(0, len(body), 50)]
    return b"".join(b"%X;a=b\r\n%s\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"


def _two_members(body: bytes) -> bytes:
    return gzip.compress(body[:60]) + gzip.compress(body[60:])


def _bare(body: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-15)
    return packing.compress(body) + packing.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("gzip", _two_members),
        ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
        ("deflate", zlib.compress),
        ("deflate", _bare),
        ("br", brotli.compress),
        ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
        ("gzip", bytes),
        ("identity", bytes),
    ],
)
@pytest.mark.parametrize("is_chunked", [False, True])
def test_what_was_packed_for_the_way_is_unpacked(
    tmp_path: Path, encoding: str, pack: Callable[[bytes], bytes], is_chunked: bool
) -> None:
    headers = [("Content-Type", "text/html"), ("Content-Encoding", encoding)]
    sent = pack(PAGE.encode())
    if is_chunked:
        headers.append(("Transfer-Encoding", "chunked"))
        sent = _chunked(sent)
    archive = _Archive()
    archive.add(sent, headers=headers)
    one = _one(archive.raw, tmp_path)
    assert one.text == f"Tambang ditolak\n\n{STORY}"


def test_chunks_that_the_archive_undid_are_no_chunks(tmp_path: Path) -> None:
    archive = _Archive()
    archive.add(headers=[("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")])
    assert STORY in _one(archive.raw, tmp_path).text


@pytest.mark.parametrize(
    ("encoding", "body", "reason"),
    [
        ("gzip", gzip.compress(PAGE.encode())[:-9], "its gzip is cut off"),
        ("gzip", _two_members(PAGE.encode())[:-9], "its gzip is cut off"),
        ("deflate", zlib.compress(PAGE.encode())[:-9], "its deflate is cut off"),
        ("br", brotli.compress(PAGE.encode())[:-9], "its br is cut off"),
        ("br", b"\xff" * 20, "its br is damaged"),
        ("gzip", b"\x1f\x8b" + b"\xff" * 20, "its compression is damaged"),
        ("zstd", b"x", "it is compressed with zstd, which is not read"),
    ],
)
def test_what_cannot_be_unpacked_is_refused_and_the_rest_goes_on(
    tmp_path: Path, encoding: str, body: bytes, reason: str
) -> None:
    archive = _Archive()
    headers = [("Content-Type", "text/html"), ("Content-Encoding", encoding)]
    record = archive.add(body, headers=headers)
    archive.add()
    first, second = _found(archive.raw, tmp_path)
    assert isinstance(first, Refused)
    assert (first.reason, first.origin) == (reason, "a.warc:1")
    assert first.next_step
    assert first.foreign_id == record.rec_headers.get_header("WARC-Record-ID").strip("<>")
    assert isinstance(second, Document)


def test_br_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(RefusedError) as refusal:
        undone(brotli.compress(b"Isi"), "br", 100)
    assert refusal.value.what == "reading what is compressed with br needs brotli"
    assert refusal.value.next_step == "Install it: pip install 'analyst-workbench[warc]'."


@pytest.mark.parametrize(
    ("name", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)],
)
def test_what_grows_beyond_the_limit_is_not_unpacked(
    name: str, pack: Callable[[bytes], bytes]
) -> None:
    packed = pack(b"a" * 3_000_000)
    assert len(undone(packed, name, 3_000_000)) == 3_000_000
    with pytest.raises(RefusedError, match="over the limit of 2,999,999 bytes"):
        undone(packed, name, 2_999_999)


def test_an_archive_that_grows_beyond_reason_is_refused() -> None:
    packing = zlib.compressobj(9, wbits=31)
    packed = b"".join(packing.compress(b"\0" * 1_000_000) for _ in range(150)) + packing.flush()
    stream = Gunzipped(io.BytesIO(packed))
    room = bytearray(1 << 20)
    given = 0
    with pytest.raises(RefusedError, match="grows to over 200 times its size"):  # noqa: PT012
        while taken := stream.readinto(room):
            given += taken
    assert given < 110_000_000


def test_a_record_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    archive = _Archive()
    archive.add(b"<html>" + b" " * 100_000)
    archive.add()
    (tmp_path / "a.warc").write_bytes(archive.raw)
    first, second = read([tmp_path / "a.warc"], limits=Limits(file_bytes=50_000))
    assert isinstance(first, Refused)
    assert first.reason == "100,006 bytes are over the limit of 50,000"
    assert isinstance(second, Document)


def test_a_page_that_had_not_changed_is_looked_for(tmp_path: Path) -> None:
    archive = _Archive()
    digest = archive.add().rec_headers.get_header("WARC-Payload-Digest")
    archive.add_revisit(digest)
    assert STORY in _one(archive.raw, tmp_path).text
    archive.add_revisit("sha1:ANOTHER", "https://karang.test/lain")
    _, two = _found(archive.raw, tmp_path)
    assert isinstance(two, Refused)
    assert two.reason.startswith("it only says that a page had not changed")
    assert two.next_step == f"Import the archive that holds it: {URL}"


def test_what_was_cut_off_when_it_was_archived_says_so(tmp_path: Path) -> None:
    archive = _Archive()
    archive.add(said={"WARC-Truncated": "length"})
    one = _one(archive.raw, tmp_path)
    assert one.notes == ("cut off when it was archived",)
    assert one.extra["truncated"] == "length"


@pytest.mark.parametrize("is_gzip", [False, True])
def test_an_archive_that_breaks_off_adds_nothing(tmp_path: Path, is_gzip: bool) -> None:
    archive = _Archive(is_gzip=is_gzip)
    for at in range(3):
        archive.add(url=f"{URL}/{at}")
    raw = archive.raw
    name = "a.warc.gz" if is_gzip else "a.warc"
    second = raw.find(b"\x1f\x8b\x08" if is_gzip else b"WARC/1.0", 100)
    for end in (second + 30, second + 300, len(raw) - 300, len(raw) - 10):
        one = _refused(raw[:end], tmp_path, name)
        assert "cut off" in one.reason or "breaks off in" in one.reason
        assert one.origin == name
    assert len(_found(raw, tmp_path, name)) == 3


@pytest.mark.parametrize("change", [-7, 7, 100_000])
def test_a_wrong_length_adds_nothing(tmp_path: Path, change: int) -> None:
    archive = _Archive()
    archive.add()
    length = archive.raw.partition(b"Content-Length: ")[2].partition(b"\r")[0]
    archive.add()
    wrong = str(int(length) + change).encode()
    raw = archive.raw.replace(b"Content-Length: " + length, b"Content-Length: " + wrong, 1)
    assert _refused(raw, tmp_path).reason in (
        "record 1 does not end where it says", "it breaks off in record 1",
    )  # fmt: skip
    for words in (b"-1", b"", b"9" * 30, b"\xc2\xb2"):
        raw = archive.raw.replace(b"Content-Length: " + length, b"Content-Length: " + words, 1)
        assert _refused(raw, tmp_path).reason == "record 1 does not say how long it is"


def test_an_archive_gzipped_as_a_whole_is_read(tmp_path: Path) -> None:
    archive = _Archive()
    for at in range(3):
        archive.add(url=f"{URL}/{at}")
    assert len(_found(gzip.compress(archive.raw), tmp_path, "a.warc.gz")) == 3
    assert len(_found(archive.raw, tmp_path, "a.warc.gz")) == 3, "whatever it is called"
    one = _refused(gzip.compress(archive.raw)[:-5], tmp_path, "a.warc.gz")
    assert one.reason == "its gzip is cut off"


def test_what_is_no_archive_says_so(tmp_path: Path) -> None:
    no = "it is no web archive: no record begins it"
    assert _refused(b"Isi berita", tmp_path).reason == no
    assert _refused(b"\r\n\r\n", tmp_path).reason.startswith("it holds no page")
    assert _refused(gzip.compress(b"x" * 10**6), tmp_path, "a.warc.gz").reason == no
    assert _refused(b"\x1f\x8b" + b"x" * 99, tmp_path, "a.warc.gz").reason == "its gzip is damaged"
    endless = b"WARC/1.0\r\n" + b"a: b\r\n" * 100_000
    assert _refused(endless, tmp_path).reason == "it breaks off in the head of record 1"


def test_one_record_is_in_memory_at_a_time() -> None:
    archive = _Archive()
    archive.add()
    record = archive.raw
    stream = io.BufferedReader(_Again(record, 3_000))
    assert sum(1 for _ in read_warc(Input(stream, "a.warc", "warc", Limits()))) == 3_000


class _Again(Pieces):
    """The same bytes again and again; its beginning may be looked at once."""

    def __init__(self, piece: bytes, times: int) -> None:
        super().__init__(piece for _ in range(times))

    def seekable(self) -> bool:
        return True

    def seek(self, to: int, whence: int = 0) -> int:
        return to


def _two_pages(*, is_gzip: bool) -> bytes:
    archive = _Archive(is_gzip=is_gzip)
    archive.add()
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    headers.append(("Transfer-Encoding", "chunked"))
    archive.add(_chunked(gzip.compress(PAGE.encode())), headers=headers)
    return archive.raw


_WHOLE = {is_gzip: _two_pages(is_gzip=is_gzip) for is_gzip in (False, True)}
_DAMAGE = st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=4))


@given(is_gzip=st.booleans(), damage=st.lists(_DAMAGE, min_size=1, max_size=4))
@settings(max_examples=200)
def test_any_damage_gives_documents_or_refusals(
    is_gzip: bool, damage: list[tuple[float, int, bytes]]
) -> None:
    raw = bytearray(_WHOLE[is_gzip])
    for share, length, other in damage:
        at = int(share * len(raw))
        raw[at : at + length] = other
    source = Input(io.BytesIO(bytes(raw)), "a.warc", "warc", Limits())
    with suppress(RefusedError):
        assert list(read_warc(source))


@pytest.mark.parametrize("size", [2_000, 300_000])
def test_an_answer_that_finds_no_room_leaves_the_archive_as_it_was(
    tmp_path: Path, size: int
) -> None:
    path, at = tmp_path / "a.warc.gz", "2026-03-10T08:00:00Z"
    content_type = (b"Content-Type", b"text/html")
    small = Sent("https://karang.test/1", at, "HTTP/1.1 200 OK", (content_type,), PAGE.encode())
    large = replace(small, body=random.Random(size).randbytes(size))
    with WebArchive(path, "workbench", at) as archive:
        archive.add(small)
    before, (soft, hard) = path.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    with WebArchive(path, "workbench", at) as archive:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 500, hard))
        try:
            with pytest.raises(OSError, match="large"):
                archive.add(large)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == before
    with WebArchive(path, "workbench", at) as archive:
        archive.add(small)
    assert len(list(read([path]))) == 2


RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Karang</title>'
    "<item><title>Satu</title><link>https://karang.test/1</link><guid>a1</guid>"
    f"<description>{STORY}</description></item><item><title>Dua</title>"
    "<link>https://karang.test/2</link><description>Isi kedua.</description></item></channel></rss>"
)


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/xml; charset=utf-8"])
def test_a_feed_that_was_answered_with_is_its_entries(tmp_path: Path, kind: str) -> None:
    archive = _Archive()
    archive.add(RSS.encode(), headers=[("Content-Type", kind)], url="https://karang.test/rss")
    archive.add(b"<?xml version='1.0'?><urlset/>", headers=[("Content-Type", "text/xml")])
    archive.add(b'{"a": 1}', headers=[("Content-Type", "application/json")])
    archive.add()
    one, two, page = _found(archive.raw, tmp_path)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.origin, one.url, one.foreign_id) == ("a.warc:1:1", "https://karang.test/1", "a1")
    assert (one.outlet, one.retrieved_how, two.title) == ("Karang", "warc", "Dua")
    assert "retrieved" in one.extra
    assert isinstance(page, Document)


def test_a_feed_that_breaks_off_in_an_archive_is_refused_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    archive = _Archive()
    rss = [("Content-Type", "application/rss+xml")]
    archive.add(b"<rss version='2.0'><channel><item><title>x</ti", headers=rss)
    archive.add()
    broken, page = _found(archive.raw, tmp_path)
    assert isinstance(broken, Refused)
    assert isinstance(page, Document)
