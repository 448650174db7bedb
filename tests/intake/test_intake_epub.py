"""EPUB: what is an article in a book, what is said of it, and books that are damaged or locked.

plain.epub was written by LibreOffice Writer 7.4.7 (`make_office_cases.py`), the others by pandoc
2.17.1.1 from Markdown (two.epub as EPUB 2); what is wrong here is made of them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.intake import Document, Limits, Refused, read
from workbench.intake.office.epub_section import closed, contents_of, read_section

CASES = Path(__file__).with_name("cases") / "epub"
ONE, BOOK, DATED, PLAIN = (CASES / f"{name}.epub" for name in ("one", "book", "dated", "plain"))
PACKAGE, FIRST = "EPUB/content.opf", "EPUB/text/ch001.xhtml"


def _documents(path: Path) -> list[Document]:
    found = list(read([path]))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def _reason(path: Path, limits: Limits | None = None) -> str:
    (found,) = read([path], limits=limits or Limits())
    assert isinstance(found, Refused), found
    assert found.next_step
    return found.reason


def _with(path: Path, case: Path, changes: Mapping[str, Callable[[bytes], bytes]]) -> Path:
    with zipfile.ZipFile(case) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {name: change(parts.get(name, b"")) for name, change in changes.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, raw in parts.items():
            made.writestr(name, raw, zipfile.ZIP_STORED if name == "mimetype" else None)
    return path


def test_each_chapter_is_an_article_and_the_title_page_is_none() -> None:
    first, second = _documents(BOOK)
    assert (first.title, second.title) == ("Nelayan menolak reklamasi", "Bupati menunda izin")
    assert (first.origin, second.origin) == ("book.epub[1]", "book.epub[2]")
    assert first.raw_sha256 != second.raw_sha256
    assert (first.author, first.published, first.outlet) == ("", "", "Harian Teluk")
    assert first.extra == {"book": "Berita pelabuhan", "book_author": "Sinta Marbun, Tomi Weku"}


def test_chapters_without_headings_are_called_as_in_the_table_of_contents() -> None:
    assert [one.title for one in _documents(PLAIN)] == [
        "Kapal feri kandas di Ambon",
        "Harbour reopens",
    ]


def test_what_a_program_says_of_a_book_by_itself_is_not_kept() -> None:
    for one in _documents(PLAIN):
        assert (one.author, one.lang, one.outlet, one.published) == ("", "", "", "")
        assert one.extra == {}


def test_a_date_in_words_is_read_from_the_title_page() -> None:
    (found,) = _documents(ONE)
    assert (found.published, found.published_basis) == ("12 Februari 2026", "page")
    assert (found.title, found.author) == ("Nelayan menolak reklamasi Teluk Kenari", "Sinta Marbun")
    assert "12 Februari" not in found.text


def test_the_books_own_date_is_its_publication() -> None:
    (found,) = _documents(DATED)
    assert (found.published, found.published_basis) == ("2026-02-12", "metadata")


def test_the_time_of_writing_is_no_publication(tmp_path: Path) -> None:
    def stamped(raw: bytes) -> bytes:
        modified = raw.partition(b'"dcterms:modified">')[2].partition(b"<")[0]
        assert modified
        return raw.replace(b"2026-02-12", modified)

    (found,) = _documents(_with(tmp_path / "a.epub", DATED, {PACKAGE: stamped}))
    assert (found.published, found.published_basis) == ("2026-02-12", "page"), "as it prints"


@pytest.mark.parametrize("name", ["one", "two"])
def test_notes_stand_at_the_end_and_their_marks_nowhere(name: str) -> None:
    (found,) = _documents(CASES / f"{name}.epub")
    assert "kata Markus Tuan.\n\n" in found.text
    assert found.text.endswith("\n\nSerikat itu berdiri pada 2011.")
    assert found.notes == ("1 paragraph of notes set at the end",)


def test_a_section_that_the_contents_do_not_name_goes_on_with_the_one_before(
    tmp_path: Path,
) -> None:
    def cut(raw: bytes) -> bytes:
        start = raw.index(b"<h1", raw.index(b"<body"))
        return raw[:start] + raw[raw.index(b"</h1>") + 5 :]

    def unnamed(raw: bytes) -> bytes:
        start = raw.index(b'<li id="toc-li-3">')
        return raw[:start] + raw[raw.index(b"</li>", start) + 5 :]

    changes = {"EPUB/text/ch002.xhtml": cut, "EPUB/nav.xhtml": unnamed}
    (found,) = _documents(_with(tmp_path / "a.epub", BOOK, changes))
    assert "Izin dicabut\n\nGanti rugi dibayar\n\nKENARI – Bupati" in found.text


def test_a_list_of_links_is_no_article(tmp_path: Path) -> None:
    links = b"".join(b'<p><a href="a%d.xhtml">Berita nomor %d</a></p>' % (n, n) for n in range(9))
    page = b"<html><body>" + links + b"</body></html>"
    found = _documents(_with(tmp_path / "a.epub", BOOK, {FIRST: lambda _: page}))
    assert [one.title for one in found] == ["Bupati menunda izin"]


def test_a_locked_book_is_refused_and_locked_fonts_lock_nothing(tmp_path: Path) -> None:
    def locked(part: str) -> Path:
        markup = (
            '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
            f'<e:CipherData><e:CipherReference URI="{part}"/></e:CipherData></e:EncryptedData>'
            "</encryption>"
        )
        changes = {"META-INF/encryption.xml": lambda _: markup.encode()}
        return _with(tmp_path / "a.epub", ONE, changes)

    assert _reason(locked(FIRST)) == "its text is encrypted (DRM)"
    (found,) = _documents(locked("EPUB/fonts/a.otf"))
    assert found.title == "Nelayan menolak reklamasi Teluk Kenari"


def test_a_book_that_breaks_off_adds_nothing(tmp_path: Path) -> None:
    raw = BOOK.read_bytes()
    for size in range(4, len(raw) - 1, len(raw) // 40):
        (tmp_path / "a.epub").write_bytes(raw[:size])
        assert _reason(tmp_path / "a.epub").startswith("it is cut off or damaged")
    at = raw.index(b"EPUB/text/ch002.xhtml") + 40
    (tmp_path / "a.epub").write_bytes(raw[:at] + b"\xff\xff\xff" + raw[at + 3 :])
    assert _reason(tmp_path / "a.epub").startswith("it is cut off or damaged")


def test_a_chapter_over_the_limit_is_refused_and_the_others_are_not(tmp_path: Path) -> None:
    long = b"<html><body><h1>Panjang</h1><p>" + b"kata " * 1_000 + b"</p></body></html>"
    path = _with(tmp_path / "a.epub", BOOK, {FIRST: lambda _: long})
    first, second = read([path], limits=Limits(code_points=2_000))
    assert isinstance(first, Refused)
    assert first.origin == "a.epub[1]"
    assert isinstance(second, Document)


def test_a_part_over_the_limit_of_a_file_refuses_the_book(tmp_path: Path) -> None:
    noise = b"".join(b"<p>%d</p>" % (number * number) for number in range(4_000))
    path = _with(tmp_path / "a.epub", BOOK, {FIRST: lambda _: noise})
    limits = Limits(file_bytes=path.stat().st_size)
    assert "one of its parts is over the limit" in _reason(path, limits)


def test_parts_outside_of_the_archive_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "luar.xhtml").write_text("<p>rahasia</p>")

    def outward(raw: bytes) -> bytes:
        return raw.replace(b"text/ch001.xhtml", b"../../luar.xhtml")

    assert _reason(_with(tmp_path / "a.epub", ONE, {PACKAGE: outward})) == "it holds no text"


def test_a_book_without_a_package_is_told_as_such(tmp_path: Path) -> None:
    path = _with(tmp_path / "a.epub", ONE, {"META-INF/container.xml": lambda _: b"<container/>"})
    assert _reason(path) == "it is a ZIP archive without an EPUB"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20_000), st.binary(min_size=1, max_size=4)), max_size=5))
def test_damaged_bytes_give_documents_or_refusals(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, bytes]]
) -> None:
    raw = bytearray(BOOK.read_bytes())
    for at, patch in damage:
        at %= len(raw)
        raw[at : at + len(patch)] = patch
    path = tmp_path_factory.mktemp("damaged") / "a.epub"
    path.write_bytes(raw)
    assert list(read([path]))


@given(st.text(alphabet="<>/ap=\"' #!-[]", max_size=80))
def test_any_markup_is_a_section(markup: str) -> None:
    read_section(f"x{markup}".encode())


def test_empty_elements_of_xml_do_not_swallow_what_follows() -> None:
    page = '<html><head><title/><script src="a"/></head><body><a id="x"/><p>Isi.</p><br/></body>'
    assert read_section(page.encode()).paragraphs == ["Isi."]
    assert closed('<br/><a id="x"/>') == '<br/><a id="x"></a>'


def test_both_forms_of_contents_are_read() -> None:
    nav = b'<nav><ol><li><a href="a.xhtml#x">Satu</a></li></ol></nav>'
    ncx = (
        b"<ncx><navMap><navPoint><navLabel><text>Satu</text></navLabel>"
        b'<content src="a.xhtml#x"/></navPoint></navMap></ncx>'
    )
    assert contents_of(nav) == contents_of(ncx) == {"a.xhtml#x": "Satu"}
