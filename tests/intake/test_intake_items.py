"""Records of agencies and libraries: ninjs, Zotero, CSL-JSON, Wallabag, by the keys that they have.

The files in `cases/json` have the keys of the formats' own schemas and our words; the one of
CSL-JSON was written by pandoc.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.intake import Document, Input, Limits, Refused, parse_published, read
from workbench.intake.objects.record import read_record

HTML = "<p>Dua kapal batal.</p><p>Angin kencang.</p>"
TWO = "Dua kapal batal.\n\nAngin kencang."


def found(record: object) -> Document | Refused:
    source = Input(io.BytesIO(), "a", "jsonl", Limits())
    return read_record(json.dumps(record).encode(), "a:1", source)


def document(record: object) -> Document:
    one = found(record)
    assert isinstance(one, Document), one
    return one


def refused(record: object) -> Refused:
    one = found(record)
    assert isinstance(one, Refused), one
    return one


def ninjs(**said: object) -> dict[str, object]:
    return {"uri": "urn:newsml:kbk.test:1", "pubstatus": "usable", **said}


def zotero(**said: object) -> dict[str, object]:
    return {"itemType": "newspaperArticle", "abstractNote": "Isi ringkas.", **said}


def csl(**said: object) -> dict[str, object]:
    return {"type": "article-newspaper", "abstract": "Isi ringkas.", "title": "Judul", **said}


def wallabag(**said: object) -> dict[str, object]:
    return {"url": "https://radar.test/1", "content": HTML, "is_archived": False, **said}


def test_a_record_with_a_text_is_the_contracts_own_whatever_else_it_has() -> None:
    for more in (ninjs(), zotero(), csl(), wallabag()):
        one = document({**more, "text": "Isi.", "title": "Judul"})
        assert (one.text, one.title) == ("Isi.", "Judul")
        assert not [note for note in one.notes if note.startswith("read as")]


def body(value: str, media: str = "", role: str = "", *, key: str = "contenttype") -> object:
    return {"value": value, "role": role, key: media}


@pytest.mark.parametrize(
    "bodies",
    [
        {"body_text": "Dua kapal. Angin.", "body_html": HTML},
        {"body_xhtml": HTML, "body_text": "Dua kapal. Angin."},
        {"bodies": [body("Dua kapal.", "text/plain"), body(HTML, "text/html")]},
        {"bodies": [body("Dua", "text/plain"), body(HTML, "text/html", key="contentType")]},
        {"bodies": [body("<p>Dua</p>", "text/html", "teaser"), body(HTML, "text/html", "main")]},
    ],
)
def test_several_bodies_are_one_text_and_html_is_read_before_text(bodies: dict[str, Any]) -> None:
    one = document(ninjs(**bodies))
    assert one.text == TWO
    assert one.notes[0] == "one of 2 forms of its text read, the html one"


def test_names_are_read_in_any_case_of_their_letters() -> None:
    day = "2024-08-05T10:00:00Z"
    first = ninjs(versioncreated=day, body_text="Isi", headline="Judul")
    third = {
        "uri": "urn:newsml:kbk.test:1",
        "pubStatus": "usable",
        "versionCreated": day,
        "bodies": [body("Isi", "text/plain", key="contentType")],
        "headlines": [{"value": "Judul"}],
    }
    for one in map(document, (first, third)):
        assert (one.text, one.title, one.published) == ("Isi", "Judul", day)


def test_a_plain_body_keeps_what_looks_like_markup() -> None:
    plain = "Laba < 5 &amp; <b>"
    assert document(ninjs(bodies=[body(plain, "text/plain")])).text == plain
    assert document(ninjs(bodies=[{"value": HTML}])).text == TWO


def test_descriptions_alone_are_a_summary_and_said_so() -> None:
    for said in ({"descriptions": [{"value": "Ringkas."}]}, {"description_text": "Ringkas."}):
        one = document(ninjs(**said))
        assert one.text == "Ringkas."
        assert one.notes[0] == "its description only, which is a summary"
    both = document(ninjs(body_text="Isi", description_text="Ringkas."))
    assert both.text == "Isi"
    assert not any("description" in note for note in both.notes)


@pytest.mark.parametrize("status", ["canceled", "withheld", "stat:withheld"])
def test_what_the_agency_took_back_is_no_article(status: str) -> None:
    one = refused(ninjs(pubstatus=status, body_text="Isi"))
    assert one.reason == f"the agency has it as {status}"
    assert one.foreign_id == "urn:newsml:kbk.test:1"


def test_the_first_day_is_that_of_publication_and_a_versions_own_stands_in_for_it() -> None:
    first, this = "2024-08-05T09:00:00+07:00", "2024-08-06T10:00:00+07:00"
    one = document(ninjs(body_text="Isi", firstcreated=first, versioncreated=this, version="2"))
    assert (one.published, one.extra["versioncreated"]) == (first, this)
    one = document(ninjs(body_text="Isi", versioncreated=this, version="2"))
    assert (one.published, one.extra["version"]) == (this, "2")
    assert one.notes[0] == "its day is that of this version, not of the first one"
    one = document(ninjs(body_text="Isi", versioncreated=this, version="1"))
    assert not any("version" in note for note in one.notes)


def test_versions_of_an_item_share_its_id_and_are_told_apart_beside_it() -> None:
    one, two = (
        document(ninjs(body_text="Isi", version=str(n), pubstatus="usable")) for n in (1, 2)
    )
    assert one.foreign_id == two.foreign_id == "urn:newsml:kbk.test:1"
    assert (one.extra["version"], two.extra["version"]) == ("1", "2")


def test_who_sends_is_the_outlet_and_is_not_merged_with_who_was_asked() -> None:
    two = [{"name": "Syahbandar"}, {"name": "Radar Pagi"}]
    one = document(ninjs(body_text="Isi", copyrightholder="KBK", infosources=two))
    assert (one.outlet, one.extra["infosource"]) == ("KBK", "Syahbandar, Radar Pagi")
    assert document(ninjs(body_text="Isi", infosource=two)).outlet == ""
    assert document(ninjs(body_text="Isi", infosource=two[:1])).outlet == "Syahbandar"
    assert document(ninjs(body_text="Isi", source="AAP", copyrightholder="KBK")).outlet == "AAP"


def test_an_id_is_an_address_only_where_it_leads_to_a_page() -> None:
    assert document(ninjs(body_text="Isi")).url == ""
    page = "https://kbk.test/berita/1"
    assert document(ninjs(uri=page, body_text="Isi")).url == page


@pytest.mark.parametrize(
    ("issued", "day", "precision"),
    [
        ({"date-parts": [["2022", 8, 27]]}, "2022-08-27", "day"),
        ({"date-parts": [["2022", "8", "27"]]}, "2022-08-27", "day"),
        ({"date-parts": [["2022", 8]]}, "2022-08", "month"),
        ({"date-parts": [["2022"]]}, "2022", "year"),
        ({"date-parts": [[2022, 8, 27], [2022, 8, 29]]}, "2022-08-27", "day"),
        ({"raw": "27 Agustus 2022"}, "27 Agustus 2022", "day"),
        ("2022-08-27", "2022-08-27", "day"),
    ],
)
def test_a_day_of_csl_is_as_precise_as_its_parts(issued: object, day: str, precision: str) -> None:
    one = document(csl(issued=issued))
    assert one.published == day
    parsed = parse_published(one.published)
    assert parsed is not None
    assert parsed[1] == precision


@pytest.mark.parametrize(
    "issued", [{}, {"date-parts": []}, {"date-parts": [[]]}, {"date-parts": [[None, {}]]}, 7, []]
)
def test_a_day_of_csl_that_is_none_stays_away(issued: object) -> None:
    assert document(csl(issued=issued, URL="https://a.test")).published == ""


@pytest.mark.parametrize(
    ("printed", "at"),
    [
        ("21. März 2011", "2011-03-21"),
        ("Mon Nov 14 21:16:28 UTC 2011", "2011-11-14T21:16:28+00:00"),
        ("1. Mai 2012", "2012-05-01"),
        ("3 Januar 2012", "2012-01-03"),
    ],
)
def test_zoteros_dates_are_free_text_in_any_language(printed: str, at: str) -> None:
    one = document(zotero(date=printed))
    assert one.published == printed
    parsed = parse_published(one.published)
    assert parsed is not None
    assert parsed[0] == at


def test_who_has_one_name_keeps_it() -> None:
    creators = [
        {"lastName": "Redaksi Radar", "creatorType": "author"},
        {"name": "Kantor Berita", "creatorType": "author"},
        {"firstName": "Rina", "lastName": "Astuti", "creatorType": "author"},
        {"firstName": "Sam", "lastName": "Hill", "creatorType": "editor"},
        {"firstName": "Ana", "lastName": "Putri", "creatorType": "translator"},
    ]
    one = document(zotero(creators=creators))
    assert (one.author, one.editor) == ("Redaksi Radar, Kantor Berita, Rina Astuti", "Sam Hill")


def test_the_outlet_is_where_it_was_published_and_never_where_it_was_found() -> None:
    for key in ("publicationTitle", "websiteTitle"):
        one = document(zotero(**{key: "Radar Pagi", "libraryCatalog": "Arsip"}))
        assert (one.outlet, one.extra["libraryCatalog"]) == ("Radar Pagi", "Arsip")
    assert document(zotero(libraryCatalog="Arsip")).outlet == ""


def test_an_abstract_is_no_article_and_without_one_the_page_is_named() -> None:
    assert document(zotero()).notes[0] == document(csl(issued={})).notes[0] == "its abstract only"
    for one in (
        refused(zotero(abstractNote="", url="https://radar.test/1")),
        refused(csl(abstract="", URL="https://radar.test/1")),
    ):
        assert one.next_step == "Import the page that it leads to: https://radar.test/1"


def test_zoteros_web_interface_and_its_programs_hold_the_same_items(tmp_path: Path) -> None:
    item = zotero(key="ABCD2345", title="Judul")
    holders: list[object] = [
        [item],
        {"items": [item]},
        {"config": {"id": "x"}, "collections": {}, "items": [item]},
        [{"key": "ABCD2345", "version": 1, "library": {}, "data": item}],
    ]
    for holder in holders:
        (tmp_path / "a.json").write_text(json.dumps(holder))
        (one,) = read([tmp_path / "a.json"])
        assert isinstance(one, Document)
        assert (one.title, one.foreign_id, one.origin) == ("Judul", "ABCD2345", "a.json[1]")


def test_what_belongs_to_an_item_of_zotero_is_no_article() -> None:
    for what in ("attachment", "note", "annotation"):
        assert refused(zotero(itemType=what)).reason == f"it is of type {what} and no article"


def test_wallabags_day_of_saving_is_no_day_of_publication() -> None:
    one = document(wallabag(created_at="2024-08-07T09:00:00+0200"))
    assert (one.text, one.published, one.outlet) == (TWO, "", "radar.test")
    assert one.extra["retrieved"] == "2024-08-07T09:00:00+0200"
    assert document(wallabag(published_at="2024-08-05")).published == "2024-08-05"


def test_an_embargo_is_told_on_one_line() -> None:
    one = document(ninjs(body_text="Isi", embargoed="besok\n\ud800 pagi"))
    assert "under embargo until besok \N{REPLACEMENT CHARACTER} pagi" in one.notes


def test_a_page_that_wallabag_could_not_get_is_named() -> None:
    excuse = "wallabag can't retrieve contents for this article. Please <a>troubleshoot</a>."
    for said in ({"content": excuse}, {"is_not_parsed": True}):
        one = refused(wallabag(**said))
        assert one.next_step == "Import the page itself: https://radar.test/1"


def test_what_version_1_says_a_second_time_under_numbers_is_not_kept() -> None:
    one = document(wallabag(**{"0": "3", "5": HTML, "is_read": "1"}))
    assert one.extra == {"is_archived": False, "is_read": "1"}


def test_tags_come_as_words_or_as_objects() -> None:
    for tags in (["laut", "kapal"], [{"label": "laut"}, {"label": "kapal"}]):
        assert document(wallabag(tags=tags)).extra["tags"] == "laut, kapal"


def test_lines_of_such_records_are_read_as_they_come(tmp_path: Path) -> None:
    records = [ninjs(body_text="Satu"), wallabag(), {"text": "Tiga"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    texts = [one.text for one in read([tmp_path / "a.jsonl"]) if isinstance(one, Document)]
    assert texts == ["Satu", TWO, "Tiga"]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_values_without_number_are_refused_before_they_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'{"items": [' + b"[]," * 500_001 + b"[]]}")
    (one,) = read([tmp_path / name])
    assert isinstance(one, Refused)
    assert one.reason == "it has over 500,000 objects and lists"


KEYS = (
    "uri", "pubstatus", "bodies", "headlines", "body_html", "description_text", "by", "infosources",
    "associations", "version", "embargoed", "itemType", "creators", "date", "abstractNote", "tags",
    "url", "data", "key", "type", "issued", "author", "title", "container-title", "content",
    "published_by", "annotations", "is_archived", "URL", "language", "abstract", "items", "value",
    "role", "contenttype", "date-parts", "family", "lastName", "creatorType",
)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.sampled_from(("<p>a</p>", "https://a.test/", "http://[", "note", "book", "\ud800")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8))
def test_odd_records_are_read_or_refused(record: dict[str, object]) -> None:
    one = found(record)
    assert isinstance(one, Document | Refused)
    if isinstance(one, Document):
        assert one.text.strip()
