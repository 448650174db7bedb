"""NewsML-G2 as `made_newsml` writes it; the file in `cases/newsml` was written by newsmlg2 1.1."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_newsml import NAR, STORY, TEXT, item, nitf, plain, written, xhtml

from workbench.errors import RefusedError
from workbench.intake import Document, Input, Limits, Refused, read
from workbench.intake.agency.newsml import read as read_newsml


def found(raw: bytes, folder: Path, name: str = "a.xml") -> list[Document | Refused]:
    (folder / name).write_bytes(raw)
    return list(read([folder / name]))


def document(top: Tree.Element, folder: Path) -> Document:
    (one,) = found(written(top), folder)
    assert isinstance(one, Document), one
    return one


def refused(top: Tree.Element, folder: Path) -> Refused:
    (one,) = found(written(top), folder)
    assert isinstance(one, Refused), one
    return one


def test_it_is_known_by_how_it_begins_in_a_folder_too(tmp_path: Path) -> None:
    for encoding in ("utf-8", "iso-8859-1"):
        raw = written(item(xhtml()), encoding=encoding)
        (one,) = found(raw, tmp_path, "a.txt")
        assert isinstance(one, Document)
        assert one.notes[0] == "read as newsml: it begins as such a file"
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.xml").write_bytes(raw)
    (two,) = read([tmp_path])
    assert isinstance(two, Document)


@pytest.mark.parametrize(
    "contents",
    [
        (xhtml(),),
        (nitf(),),
        (plain("Dua kapal."), nitf()),
        (plain("Dua kapal."), plain(STORY, "text/html")),
        (plain(TEXT),),
    ],
)
def test_several_contents_are_one_text_and_markup_is_read_before_plain_words(
    tmp_path: Path, contents: tuple[str, ...]
) -> None:
    one = document(item(*contents), tmp_path)
    assert one.text == TEXT
    told = "one of 2 forms of its text read, the html one"
    assert (told in one.notes) == (len(contents) == 2)


def test_lines_that_are_wrapped_are_one_even_inside_a_score(tmp_path: Path) -> None:
    story = "<p>Laga berakhir 1-\n      3 di\n      kandang lawan, 2024-\n25.</p>"
    text = "Laga berakhir 1-3 di kandang lawan, 2024-25."
    assert document(item(nitf(story)), tmp_path).text == text


def test_what_a_page_says_around_its_story_stays_out(tmp_path: Path) -> None:
    page = (
        "<head><title>Judul</title></head><body><header><h1>Judul</h1><time>05.08.</time></header>"
        f"<section>{STORY}</section><footer>KBK</footer></body>"
    )
    one = document(item(xhtml(page), content="<headline>Judul</headline>"), tmp_path)
    assert (one.title, one.text) == ("Judul", TEXT)


def test_captions_are_no_part_of_the_story(tmp_path: Path) -> None:
    media = "<media media-type='image'><media-caption>Kapal.</media-caption></media>"
    one = document(item(nitf(f"<p>Dua kapal batal.</p>{media}<p>Angin kencang.</p>")), tmp_path)
    assert one.text == TEXT
    assert "1 picture with captions left out" in one.notes


def test_who_sends_who_made_and_who_told_are_three(tmp_path: Path) -> None:
    one = document(
        item(
            xhtml(),
            meta="<provider qcode='nprov:KBK'><name>Kantor Berita Karang</name></provider>",
            content="<creator><name>Radar Pagi</name></creator>"
            "<infoSource><name>Syahbandar</name></infoSource>",
        ),
        tmp_path,
    )
    assert (one.outlet, one.author) == ("Kantor Berita Karang", "Radar Pagi")
    assert (one.extra["creator"], one.extra["infosource"]) == ("Radar Pagi", "Syahbandar")


@pytest.mark.parametrize(
    ("provider", "name"),
    [
        ("<provider qcode='nprov:REUTERS'/>", "REUTERS"),
        ("<provider literal='KBK'/>", "KBK"),
        ("<provider uri='https://kbk.test'/>", "https://kbk.test"),
        ("<provider qcode='web:www.kbk.test'/>", "www.kbk.test"),
        ("", ""),
    ],
)
def test_a_provider_without_a_name_has_a_code(tmp_path: Path, provider: str, name: str) -> None:
    assert document(item(xhtml(), meta=provider), tmp_path).outlet == name


def test_who_sent_the_message_stands_in_for_a_provider(tmp_path: Path) -> None:
    raw = written(item(xhtml()), item(xhtml(), meta="<provider literal='AP'/>"), sender="kbk.test")
    one, two = found(raw, tmp_path)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.outlet, two.outlet) == ("kbk.test", "AP")
    assert (one.origin, two.origin) == ("a.xml:1", "a.xml:2")
    assert one.raw_sha256 != two.raw_sha256


def test_a_printed_byline_is_the_author_before_who_made_it(tmp_path: Path) -> None:
    content = "<creator><name>radar.pagi</name></creator><by>Oleh Rina Astuti</by>"
    assert document(item(xhtml(), content=content), tmp_path).author == "Rina Astuti"


def test_the_hands_that_it_went_through_are_kept_in_their_order(tmp_path: Path) -> None:
    hops = (
        "<hopHistory><hop seq='2' timestamp='2024-08-05T03:20:00Z'><party qcode='comp:KBK'/>"
        "<action qcode='hopaction:transformed' target='hatarget:content'/></hop>"
        "<hop seq='1'><party><name>Radar Pagi</name></party>"
        "<action qcode='hopaction:created' target='hatarget:content'/></hop></hopHistory>"
    )
    one = document(item(xhtml(), more=hops), tmp_path)
    kept = json.loads(str(one.extra["hop_history"]))
    assert [(hop["party"], hop["actions"]) for hop in kept] == [
        ("Radar Pagi", ["created content"]),
        ("KBK", ["transformed content"]),
    ]
    assert kept[1]["at"] == "2024-08-05T03:20:00Z"
    assert "2 hands that it went through kept beside the text" in one.notes


def test_the_first_day_is_that_of_publication_and_a_versions_own_stands_in_for_it(
    tmp_path: Path,
) -> None:
    this = "<versionCreated>2024-08-06T10:00:00+07:00\n</versionCreated>"
    first = "<firstCreated>2024-08-05T09:00:00+07:00</firstCreated>"
    one = document(item(xhtml(), meta=this + first, version="2"), tmp_path)
    assert one.published == "2024-08-05T09:00:00+07:00"
    assert one.extra["versioncreated"] == "2024-08-06T10:00:00+07:00"
    one = document(item(xhtml(), meta=this, version="2"), tmp_path)
    assert (one.published, one.extra["version"]) == ("2024-08-06T10:00:00+07:00", "2")
    assert one.notes[-1] == "its day is that of this version, not of the first one"


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_the_agency_took_back_is_no_article(tmp_path: Path, status: str) -> None:
    one = refused(item(xhtml(), meta=f"<pubStatus qcode='stat:{status}'/>"), tmp_path)
    assert one.reason == f"the agency has it as {status}"
    assert one.foreign_id == "urn:newsml:kbk.test:1"


def test_an_embargo_is_told(tmp_path: Path) -> None:
    meta = "<embargoed>2024-08-05T12:00:00Z</embargoed>"
    one = document(item(xhtml(), meta=meta), tmp_path)
    assert "under embargo until 2024-08-05T12:00:00Z" in one.notes


def test_a_description_alone_is_a_summary_and_said_so(tmp_path: Path) -> None:
    one = document(item(content="<description>Dua\n   kapal.</description>"), tmp_path)
    assert one.text == "Dua kapal."
    assert "its description only, which is a summary" in one.notes


def test_what_holds_no_story_says_what_it_is(tmp_path: Path) -> None:
    picture = item(content="<description>Kapal.</description>")
    picture[0][0].attrib["qcode"] = "ninat:picture"
    assert refused(picture, tmp_path).reason == "it is of type picture and holds no text"
    sports = "<inlineXML><sports-content><score/></sports-content></inlineXML>"
    why = "its text is in <sports-content>, which is not read"
    assert refused(item(sports), tmp_path).reason == why
    away = "<remoteContent href='https://kbk.test/1.xml'/>"
    assert refused(item(away), tmp_path).next_step == "Import it: https://kbk.test/1.xml"
    package = Tree.Element(f"{{{NAR}}}packageItem")
    assert refused(package, tmp_path).reason == "it holds packageItem and no news item"


def test_one_bad_item_of_a_message_leaves_the_others(tmp_path: Path) -> None:
    one, two = found(written(item(), item(xhtml())), tmp_path)
    assert isinstance(one, Refused)
    assert isinstance(two, Document)


def test_a_message_that_breaks_off_adds_nothing(tmp_path: Path) -> None:
    raw = written(item(xhtml()), item(xhtml()))
    (one,) = found(raw[: raw.rindex(b"</ns0:itemSet>")], tmp_path)
    assert isinstance(one, Refused)
    assert "breaks off" in one.reason


def test_elements_within_each_other_have_an_end(tmp_path: Path) -> None:
    deep = "<div>" * 5_000 + "</div>" * 5_000
    raw = written(item(xhtml())).replace(b"Dua kapal batal.", deep.encode())
    (one,) = found(raw, tmp_path)
    assert isinstance(one, Refused)
    assert one.reason == "its XML is nested too deeply"


def test_other_xml_is_none(tmp_path: Path) -> None:
    (one,) = found(b"<a><newsItem/></a>", tmp_path, "a.newsml")
    assert isinstance(one, Refused)
    assert one.reason == "it is no NewsML-G2: it begins with <a>"


RAW = written(item(xhtml(), nitf(), meta="<provider/>"), item(plain("a")), sender="k")


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, len(RAW)), st.integers(0, 30), st.binary(max_size=12) | st.sampled_from(
        (b"<", b">", b"&#0;", b"<![CDATA[", b"</p>", b"<hop seq='x'/>", b"<name>", b"\xff")
    )
)  # fmt: skip
def test_a_file_that_was_changed_is_read_or_refused(at: int, gone: int, new: bytes) -> None:
    raw = RAW[:at] + new + RAW[at + gone :]
    with suppress(RefusedError):
        assert list(read_newsml(Input(io.BytesIO(raw), "a", "newsml", Limits())))
