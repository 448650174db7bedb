"""Feeds as files, as `made_feeds` writes them; broken ones are cut or changed afterwards.

Files that feed libraries wrote (feed 6.0.0 for JavaScript, feedgen 1.0.0) are in `cases/feed`.
"""

from __future__ import annotations

import io
import json
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_feeds import (
    ATOM,
    CONTENT,
    DC,
    ITUNES,
    MEDIA,
    XHTML,
    XML,
    Part,
    atom,
    document,
    found,
    json_feed,
    refused,
    rss,
)

from workbench.errors import RefusedError
from workbench.intake import Document, Input, Limits, Refused, parse_published, read
from workbench.intake.feeds.feed import read as read_feed
from workbench.intake.readers import choose_reader

STORY: Part = ("description", "Polisi menutup jalan.")


def test_a_feed_that_was_saved_as_a_page_is_a_feed(tmp_path: Path) -> None:
    raw = rss([("title", "Tambang"), ("description", "Warga menolak tambang pasir.")])
    one = document(raw, tmp_path, "index.html")
    assert one.title == "Tambang"
    assert one.notes[0] == "read as feed: it begins as such a file"


def test_the_story_is_the_content_whatever_stands_around_it(tmp_path: Path) -> None:
    parts: list[Part] = [
        (f"{{{MEDIA}}}description", "Foto polisi"),
        (f"{{{ITUNES}}}summary", "Siaran pagi"),
        STORY,
        (f"{{{CONTENT}}}encoded", "<p>Polisi menutup jalan.</p><p>Warga memutar.</p>"),
        (f"{{{MEDIA}}}text", "Teks foto"),
    ]
    for order in (parts, parts[::-1]):
        assert document(rss(order), tmp_path).text == "Polisi menutup jalan.\n\nWarga memutar."
    for order in (parts[:3], parts[:3][::-1]):
        one = document(rss(order), tmp_path)
        assert one.text == "Polisi menutup jalan."
        assert one.notes == ("its description only, which may be a summary",)


def test_the_printed_day_is_handed_on_as_it_is_printed(tmp_path: Path) -> None:
    for printed, at in (
        ("Sen, 05 Agu 2024 10:00:00 WIB", "2024-08-05T10:00:00+07:00"),
        ("1722826800", "2024-08-05T03:00:00+00:00"),
        ("05 Agustus 2024", "2024-08-05"),
    ):
        one = document(rss([STORY, ("pubDate", printed)]), tmp_path)
        assert one.published == printed
        parsed = parse_published(one.published)
        assert parsed is not None
        assert parsed[0] == at
    assert document(rss([STORY, ("pubDate", "0000-00-00")]), tmp_path).published == "0000-00-00"
    one = document(rss([STORY, (f"{{{DC}}}date", "2024-08-05")]), tmp_path)
    assert one.published == "2024-08-05"


def test_the_day_of_a_last_change_is_no_day_of_publication(tmp_path: Path) -> None:
    one = document(atom([("content", "Isi"), ("updated", "2024-08-05T10:00:00+07:00")]), tmp_path)
    assert (one.published, one.published_basis) == ("", "")
    assert one.extra["modified"] == "2024-08-05T10:00:00+07:00"
    assert one.notes == ("no day of publication, only of its last change",)


def test_the_publisher_behind_an_aggregator_is_the_outlet(tmp_path: Path) -> None:
    source: Part = ("source", "Radar Pagi", {"url": "https://radar.test/rss"})
    one = document(rss([STORY, ("title", "Jalan ditutup - Radar Pagi"), source]), tmp_path)
    assert (one.outlet, one.title) == ("Radar Pagi", "Jalan ditutup")
    assert one.extra["aggregator"] == "Harian Karang"
    without_name: Part = ("source", "", {"url": "https://www.radar.test/rss"})
    assert document(rss([STORY, without_name]), tmp_path).outlet == "radar.test"
    assert document(rss([STORY]), tmp_path).outlet == "Harian Karang"
    assert "aggregator" not in document(rss([STORY]), tmp_path).extra


def test_atoms_source_is_the_outlet_too(tmp_path: Path) -> None:
    top = Tree.fromstring(atom([("content", "Isi")]))
    source = Tree.SubElement(top[1], f"{{{ATOM}}}source")
    Tree.SubElement(source, f"{{{ATOM}}}title").text = "Radar Pagi"
    assert document(Tree.tostring(top), tmp_path).outlet == "Radar Pagi"


def test_all_authors_are_named(tmp_path: Path) -> None:
    two: list[Part] = [STORY, (f"{{{DC}}}creator", "Rina"), (f"{{{DC}}}creator", "Bayu")]
    assert document(rss(two), tmp_path).author == "Rina, Bayu"
    one: list[Part] = [STORY, ("author", "redaksi@karang.test (Rina Astuti)")]
    assert document(rss(one), tmp_path).author == "Rina Astuti"


def test_an_id_is_kept_as_written_and_is_no_address(tmp_path: Path) -> None:
    base = {f"{{{XML}}}base": "https://karang.test/berita/"}
    top = Tree.fromstring(atom([("content", "Isi"), ("id", "tag:karang.test,2024:1")]))
    top.attrib.update(base)
    one = document(Tree.tostring(top), tmp_path)
    assert (one.foreign_id, one.url) == ("tag:karang.test,2024:1", "")
    top = Tree.fromstring(atom([("content", "Isi"), ("id", "1"), ("link", "", {"href": "satu"})]))
    top.attrib.update(base)
    one = document(Tree.tostring(top), tmp_path)
    assert (one.foreign_id, one.url) == ("1", "https://karang.test/berita/satu")


def test_the_link_is_a_page_in_the_feeds_language(tmp_path: Path) -> None:
    page = {"type": "text/html"}
    links: list[Part] = [
        ("link", "", {"href": "https://karang.test/1.json", "type": "application/json"}),
        ("link", "", {"href": "https://karang.test/1", "hreflang": "id", **page}),
        ("link", "", {"href": "https://karang.test/en/1", "hreflang": "en", **page}),
        ("link", "", {"href": "https://karang.test/1/komentar", "rel": "replies", **page}),
    ]
    for order in (links, links[::-1]):
        raw = atom([("content", "Isi"), *order], lang="id-ID")
        assert document(raw, tmp_path).url == "https://karang.test/1"


def test_a_guid_is_an_address_where_it_says_so(tmp_path: Path) -> None:
    guid = "https://karang.test/?p=1"
    assert document(rss([STORY, ("guid", guid)]), tmp_path).url == guid
    no: Part = ("guid", guid, {"isPermaLink": "false"})
    one = document(rss([STORY, no]), tmp_path)
    assert (one.url, one.foreign_id) == ("", guid)


def test_titles_may_hold_markup_and_entities(tmp_path: Path) -> None:
    for title, words in (
        ("Harga <b>naik</b> &#8220;lagi&#8221;", "Harga naik “lagi”"),
        ("AT&amp;T", "AT&T"),
        ("Laba < 5 & > 3", "Laba < 5 & > 3"),
    ):
        assert document(rss([STORY, ("title", title)]), tmp_path).title == words
    html: list[Part] = [("content", "Isi"), ("title", "<i>Satu</i>", {"type": "html"})]
    text: list[Part] = [("content", "Isi"), ("title", "<i>Satu</i>", {"type": "text"})]
    assert document(atom(html), tmp_path).title == "Satu"
    assert document(atom(text), tmp_path).title == "<i>Satu</i>"


def test_plain_text_keeps_what_looks_like_markup(tmp_path: Path) -> None:
    words = "Nilai a < b dan c > d.\n\nSelesai."
    assert document(rss([("description", words)]), tmp_path).text == words
    plain: list[Part] = [("content", "Tanda <b> itu tebal.", {"type": "text"})]
    assert document(atom(plain), tmp_path).text == "Tanda <b> itu tebal."


def test_markup_that_stands_in_the_feed_itself_is_read(tmp_path: Path) -> None:
    top = Tree.fromstring(atom([("content", "", {"type": "xhtml"})]))
    content = next(top.iter(f"{{{ATOM}}}content"))
    div = Tree.SubElement(content, f"{{{XHTML}}}div")
    for words in ("Satu & dua < tiga.", "Empat."):
        Tree.SubElement(div, f"{{{XHTML}}}p").text = words
    Tree.SubElement(div, f"{{{XHTML}}}p", hidden="hidden").text = "Lima."
    assert document(Tree.tostring(top), tmp_path).text == "Satu & dua < tiga.\n\nEmpat."


def test_content_that_is_no_text_gives_way_to_the_summary(tmp_path: Path) -> None:
    parts: list[Part] = [("content", "iVBORw0KGgo=", {"type": "image/png"}), ("summary", "Isi")]
    one = document(atom(parts), tmp_path)
    assert (one.text, one.notes) == ("Isi", ("its summary only",))


def test_enclosures_are_named_once(tmp_path: Path) -> None:
    sound = {"url": "https://karang.test/a.mp3", "type": "audio/mpeg", "length": "12"}
    picture = {"url": "https://karang.test/a.jpg"}
    raw = rss(
        [
            STORY,
            ("enclosure", "", sound),
            (f"{{{MEDIA}}}content", "", picture),
            (f"{{{MEDIA}}}content", "", picture),
        ]
    )
    assert json.loads(str(document(raw, tmp_path).extra["enclosures"])) == [sound, picture]


def test_an_entry_that_only_leads_to_a_page_is_refused_with_its_address(tmp_path: Path) -> None:
    raw = rss([("title", "Judul"), ("link", "https://karang.test/1"), ("guid", "1")], [STORY])
    first, second = found(raw, tmp_path)
    assert isinstance(first, Refused)
    assert first.next_step == "Import the page that it leads to: https://karang.test/1"
    assert (first.origin, first.foreign_id) == ("a.rss:1", "1")
    assert isinstance(second, Document)
    assert second.origin == "a.rss:2"


def test_an_entry_has_the_same_hash_in_the_next_edition(tmp_path: Path) -> None:
    old = found(rss([STORY]), tmp_path)
    new = found(rss([("description", "Lain.")], [STORY]), tmp_path)
    hashes = [one.raw_sha256 for one in (*old, *new) if isinstance(one, Document)]
    assert hashes[0] == hashes[2] != hashes[1]


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "iso-8859-2", "koi8-r"])
def test_a_feed_is_read_in_its_own_charset(tmp_path: Path, encoding: str) -> None:
    words = "Это новость" if encoding == "koi8-r" else "Kafé Ä"
    raw = rss([("description", words)], encoding=encoding)
    assert document(raw, tmp_path).text == words


def test_wide_text_without_a_mark_is_known_by_how_it_begins(tmp_path: Path) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        raw = rss([STORY]).decode().replace("utf-8", "utf-16").encode(encoding)
        assert document(raw, tmp_path).text == STORY[1]


def test_a_prefix_may_be_any_or_undeclared(tmp_path: Path) -> None:
    raw = rss([(f"{{{DC}}}creator", "Rina"), (f"{{{CONTENT}}}encoded", "Isi")])
    own = raw.replace(b"ns0:", b"dc:").replace(b"ns1:", b"content:")
    undeclared = own.replace(b'xmlns:ns0="', b'x="').replace(b'xmlns:ns1="', b'y="')
    assert b"content:encoded" in undeclared
    for one in (document(raw, tmp_path), document(undeclared, tmp_path)):
        assert (one.author, one.text) == ("Rina", "Isi")


def test_what_is_only_loosely_xml_is_mended_and_counted(tmp_path: Path) -> None:
    raw = rss([("description", "SATU")])
    loose = raw.replace(b"SATU", b"a&nbsp;b & c&#146;s \x0c d &foo; <![CDATA[&lt;x]]>")
    one = document(b"\n " + loose + b"\n<script>x</script>", tmp_path)
    assert one.text == "a\xa0b & c’s   d &foo; <x"
    assert one.notes[1:] == (
        "1 control character made a blank",
        "2 bare & read as such",
        "1 entity of HTML read",
        "what follows the end of the XML left out",
    )


def test_a_feed_that_breaks_off_adds_nothing(tmp_path: Path) -> None:
    raw = rss(*[[STORY, ("title", f"Judul {at}")] for at in range(20)])
    for end in range(40, len(raw) - 1, 97):
        one = refused(raw[:end], tmp_path)
        assert "breaks off at line" in one.reason or "it is no feed" in one.reason
    crossed = raw.replace(b"</title><", b"</item><", 3)
    assert refused(crossed, tmp_path).reason == (
        "it is not well-formed XML: mismatched tag at line 1"
    )


def test_entities_are_neither_declared_nor_fetched(tmp_path: Path) -> None:
    for declared in (b'<!ENTITY a "satu">', b'<!ENTITY a SYSTEM "a.txt">', b'<!ENTITY % a "b">'):
        head, _, rest = rss([STORY]).partition(b"\n")
        raw = head + b"\n<!DOCTYPE rss [" + declared + b"]>" + rest.replace(b"Polisi", b"&a;")
        assert refused(raw, tmp_path).reason.startswith("it declares entities of its own")
    head, _, rest = rss([STORY]).partition(b"\n")
    raw = head + b'\n<!DOCTYPE rss SYSTEM "https://karang.test/rss.dtd">' + rest
    assert document(raw, tmp_path).text == STORY[1]


def test_what_is_no_feed_says_what_it_is(tmp_path: Path) -> None:
    assert refused(b"<html><body>404</body></html>", tmp_path).reason == (
        "it is no feed: it begins with <html>"
    )
    assert refused(b'{"version": 3}', tmp_path).reason == "it is JSON, but no JSON Feed"
    assert refused(b'{"version": ', tmp_path).reason.startswith("it is not JSON")
    assert refused(b'{"a":' * 100_000, tmp_path).reason.startswith("its JSON is nested")
    assert refused(rss(), tmp_path).reason == "the feed has no entries"
    assert refused(b"Not Found", tmp_path).reason == (
        "it is not well-formed XML: syntax error at line 1"
    )


def test_deep_and_endless_entries_are_bounded(tmp_path: Path) -> None:
    deep = rss([("description", "AWAL")]).replace(
        b"AWAL", b"<b>" * 50_000 + b"isi" + b"</b>" * 50_000
    )
    assert document(deep, tmp_path).text == "isi"
    outside = rss([STORY]).replace(b"<item>", b"<item>" + b"<x>" * 50_000 + b"</x>" * 50_000)
    assert document(outside, tmp_path).text == STORY[1]
    many = rss([STORY, *[("category", "x")] * 2_000])
    one = document(many, tmp_path)
    assert one.notes[-1] == "1,501 elements of overlong entries left out"
    assert refused(rss(*[[]] * 100_001), tmp_path).reason == "it has over 100,000 entries"


def test_a_json_feed_says_what_it_holds(tmp_path: Path) -> None:
    item: dict[str, object] = {
        "id": 7,
        "url": "https://karang.test/7",
        "external_url": "https://radar.test/7",
        "title": "Judul <b>",
        "content_html": "<p>Satu</p><p>Dua</p>",
        "content_text": "Satu",
        "date_published": "2024-08-05T10:00:00+07:00",
        "authors": [{"name": "Rina"}, {"name": "Bayu"}],
        "tags": ["a", 3, "b"],
        "attachments": [
            {"url": "https://karang.test/7.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}
        ],
    }
    one = document(json_feed(item, language="id"), tmp_path, "a.json")
    assert (one.text, one.title, one.author) == ("Satu\n\nDua", "Judul <b>", "Rina, Bayu")
    assert (one.foreign_id, one.url, one.lang) == ("7", "https://karang.test/7", "id")
    assert (one.extra["via"], one.extra["keywords"]) == ("https://radar.test/7", "a, b")
    assert "12" in str(one.extra["enclosures"])
    short = document(json_feed({"id": "1", "summary": "Isi"}), tmp_path, "a.json")
    assert (short.text, short.notes[1:]) == ("Isi", ("its summary only",))
    odd = found(json_feed({"id": [1], "content_text": 3}), tmp_path, "a.json")
    assert [type(one) for one in odd] == [Refused]
    assert [type(one) for one in found(json_feed(**{"items": [3]}), tmp_path, "a.json")] == [
        Refused
    ]


def test_other_json_stays_json() -> None:
    assert choose_reader("a.json", b'{"text": "x", "version": "1"}')[0].name == "json"
    assert choose_reader("a.jsonl", json_feed())[0].name == "jsonl"
    assert choose_reader("a.json", json_feed())[0].name == "feed"


def test_a_folder_gives_its_feeds_and_passes_over_other_xml(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss([STORY]))
    (tmp_path / "office.xml").write_bytes(b"<?xml version='1.0'?><office/>")
    (tmp_path / "none.XML").touch()
    passed: list[str] = []
    (one,) = read([tmp_path], pass_over=passed.append)
    assert one.origin == f"{tmp_path.name}/feed.xml:1"
    assert passed == [f"{tmp_path.name}/none.XML", f"{tmp_path.name}/office.xml"]


_PIECES = [
    b"<rss>", b"<channel>", b"<item>", b"</item>", b"</channel></rss>", b"<feed>", b"<entry>",
    b"</entry>", b"</feed>", b"<title>", b"</title>", b"<link href='x'/>",
    b"<content type='xhtml'>", b"</content>", b"<![CDATA[", b"]]>",
    b"<b>", b"</b>", b"&nbsp;", b"&#0;", b"&", b"<", b"\xff",
    b"<!DOCTYPE a [", b"]>", b"<?x ?>", b"<source>", b"</source>", b"Isi",
    b"{", b'"items":[', b"]}",
]  # fmt: skip


@given(pieces=st.lists(st.sampled_from(_PIECES), max_size=40), cut=st.integers(0, 3_000))
@settings(max_examples=300)
def test_any_pieces_give_documents_or_refusals(pieces: list[bytes], cut: int) -> None:
    whole = rss([STORY, ("title", "Satu"), ("link", "https://karang.test/1")] * 2)
    for raw in (b"".join(pieces), whole[: cut % len(whole)] + b"".join(pieces) + whole[cut:]):
        source = Input(io.BytesIO(raw), "a.rss", "feed", Limits())
        with suppress(RefusedError):
            list(read_feed(source))
