"""DOCX and ODT: what stands in the text, what does not, and archives that are damaged or forged.

The cases were written by LibreOffice Writer 7.4.7 (`make_office_cases.py`), note.docx by pandoc
2.17.1.1; what is wrong here is made of them.
"""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cpu_work import assert_costs
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import document_of

from workbench.intake import Document, Limits, Refused, read
from workbench.intake.office.said import said_authors, said_title
from workbench.intake.readers import choose_reader

CASES = Path(__file__).with_name("cases")
CHANGED = [
    CASES / "docx" / "changed.docx",
    CASES / "odt" / "changed.odt",
    CASES / "odt" / "changed.fodt",
]
PACKED = CHANGED[:2]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _refusal(path: Path, limits: Limits | None = None) -> Refused:
    (found,) = read([path], limits=limits or Limits())
    assert isinstance(found, Refused), found
    assert found.next_step
    return found


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return path


def _with(path: Path, case: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    parts = _parts(case)
    return _packed(path, {**parts, part: change(parts.get(part, b""))})


def _body(tmp_path: Path, words: str) -> str:
    """The text of a document of Word's with this body."""
    markup = f'<w:document xmlns:w="{W}"><w:body>{words}</w:body></w:document>'
    path = tmp_path / "a.docx"
    _with(path, CHANGED[0], "word/document.xml", lambda _: markup.encode())
    return document_of(path).text


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.suffix)
def test_all_three_forms_of_one_document_read_the_same(path: Path) -> None:
    assert document_of(path).text == document_of(CHANGED[0]).text


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.suffix)
def test_a_tracked_insertion_is_text_and_a_deletion_is_not(path: Path) -> None:
    found = document_of(path)
    assert "Ia tidak hadir di ruang sidang" in found.text
    assert "Ambon pagi,\nkata seorang petugas." in found.text
    assert "tadi" not in found.text
    assert found.notes[0] == "2 tracked insertions taken in, 2 deletions left out"


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.suffix)
def test_a_deleted_paragraph_mark_makes_one_paragraph_of_two(path: Path) -> None:
    assert "Sidang dibuka kembali, ujar ketua pengadilan." in document_of(path).text.split("\n\n")


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.suffix)
def test_notes_comments_readings_and_hidden_words_do_not_break_a_sentence(path: Path) -> None:
    text = document_of(path).text
    assert "menunda sidang suap pelabuhan sampai Rabu." in text
    assert text.endswith("\n\nPerkara nomor 17 tahun 2026.")
    for words in ("kota", "disembunyikan", "Periksa lagi"):
        assert words not in text


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.suffix)
def test_a_text_box_stands_once_and_behind_its_paragraph(path: Path) -> None:
    paragraphs = document_of(path).text.split("\n\n")
    assert paragraphs.count("Tiga saksi belum diperiksa.") == 1
    at = paragraphs.index("Tiga saksi belum diperiksa.")
    assert paragraphs[at - 1] == "Pengacara menolak berkomentar soal putusan itu."


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.suffix)
def test_properties_give_title_and_author_and_never_a_publication(path: Path) -> None:
    found = document_of(path)
    assert (found.title, found.author) == ("Hakim menunda sidang pelabuhan", "Rina Wulandari")
    assert (found.published, found.published_basis, found.lang) == ("", "", "")
    assert set(found.extra) == {"keywords", "subject"}


@pytest.mark.parametrize(
    "words",
    [
        "Word Document", "Untitled 1", "Document3", "Microsoft Word - naskah.doc", "draf 2.docx",
        "unknown title", "Tanpa Judul", "https://berita.test/1", "17",
    ],
)  # fmt: skip
def test_what_a_program_calls_a_document_is_no_title(words: str) -> None:
    assert said_title(words) == ""


def test_what_somebody_calls_a_document_is_its_title() -> None:
    for words in ("Dokumen bocor: menteri tahu", "Document leak at the port", "User baru naik 3 %"):
        assert said_title(words) == words


@pytest.mark.parametrize(
    "name", ["User", "Windows User", "python-docx", "ASUS", "user-pc", "acer 1", "a@b.test", "-"]
)
def test_what_a_program_calls_an_analyst_is_no_author(name: str) -> None:
    assert said_authors([name]) == ""


def test_authors_are_named_once_each() -> None:
    names = ["Sinta Marbun; Tomi Weku", "User", "Sinta Marbun"]
    assert said_authors(names) == "Sinta Marbun, Tomi Weku"


def test_controls_tags_fields_and_links_are_text_wherever_they_are_nested(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    words = (
        f"<w:sdt><w:sdtContent><w:p>{run('Satu ')}<w:smartTag>{run('dua ')}</w:smartTag>"
        f"<w:ins><w:hyperlink>{run('tiga ')}</w:hyperlink></w:ins><w:fldSimple>{run('empat')}"
        "</w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>{run('Ketik')}</w:p>"
        f"</w:sdtContent></w:sdt><w:p><w:moveFrom>{run('pindah')}</w:moveFrom>"
        f"<w:moveTo>{run('pindah')}</w:moveTo></w:p>"
    )
    assert _body(tmp_path, words) == "Satu dua tiga empat\n\npindah"


def test_what_is_no_letter_of_its_own_is_read_as_what_it_shows(tmp_path: Path) -> None:
    words = (
        '<w:p><w:r><w:t>semi</w:t><w:noBreakHyphen/><w:t>final</w:t><w:sym w:char="0394"/>'
        '<w:sym w:char="F0B7"/><w:sym w:char="x"/></w:r></w:p>'
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Daftar isi</w:t></w:r></w:p>"
        '</w:sdtContent></w:sdt><w:altChunk r:id="a"/>'
    )
    assert _body(tmp_path, words) == "semi-final\u0394"


def test_a_row_that_was_deleted_is_left_out(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>".format
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('lama')}{cell('lima')}</w:tr>"
    row = f"<w:tr>{cell('baru')}{cell('enam')}</w:tr>"
    assert _body(tmp_path, f"<w:tbl>{gone}{row}</w:tbl>") == "baru enam"


def test_old_formatting_hides_nothing(tmp_path: Path) -> None:
    changed = "<w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>"
    off = '<w:rPr><w:vanish w:val="0"/></w:rPr>'
    words = f"<w:p><w:r>{changed}<w:t>Ada, </w:t></w:r><w:r>{off}<w:t>semua.</w:t></w:r></w:p>"
    assert _body(tmp_path, words) == "Ada, semua."


def test_an_initial_in_a_frame_is_put_back_to_its_word(tmp_path: Path) -> None:
    frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>'
    words = f"<w:p>{frame}<w:r><w:t>K</w:t></w:r></w:p><w:p><w:r><w:t>apolres</w:t></w:r></w:p>"
    assert _body(tmp_path, words) == "Kapolres"


def test_a_prefix_that_is_never_declared_costs_nothing(tmp_path: Path) -> None:
    path = _with(
        tmp_path / "a.odt",
        CHANGED[1],
        "styles.xml",
        lambda raw: raw.replace(b"<office:styles>", b'<office:styles><a:b c:d="e"/>'),
    )
    assert document_of(path).text == document_of(CHANGED[1]).text


def test_namespaces_are_what_is_declared_whatever_they_are_called(tmp_path: Path) -> None:
    parts = _parts(CHANGED[0])
    parts["word/document.xml"] = (
        f'<document xmlns="{W}" xmlns:q="{W}"><body><p><r><t>Satu</t></r><q:r><q:tab/>'
        f'<x:t xmlns:x="{W}">dua</x:t><t xmlns="urn:lain">tiga</t></q:r></p></body></document>'
    ).encode()
    assert document_of(_packed(tmp_path / "a.docx", parts)).text == "Satu dua"


def test_words_that_a_style_hides_are_left_out(tmp_path: Path) -> None:
    style = (
        '<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    parts = _parts(CHANGED[0])
    parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{style}</w:styles>'.encode()
    hidden = '<w:r><w:rPr><w:rStyle w:val="B"/></w:rPr><w:t>rahasia </w:t></w:r>'
    words = f"<w:p>{hidden}<w:r><w:t>terbuka</w:t></w:r></w:p>"
    parts["word/document.xml"] = (
        f'<w:document xmlns:w="{W}"><w:body>{words}</w:body></w:document>'.encode()
    )
    found = document_of(_packed(tmp_path / "a.docx", parts))
    assert (found.text, found.notes) == ("terbuka", ("1 piece of hidden text left out",))


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.suffix)
def test_a_document_is_known_by_how_it_begins(tmp_path: Path, path: Path) -> None:
    (tmp_path / "lampiran").write_bytes(path.read_bytes())
    found = document_of(tmp_path / "lampiran")
    assert found.text == document_of(path).text
    assert found.notes[0] == f"read as {found.retrieved_how}: it begins as such a file"


@pytest.mark.parametrize("path", PACKED, ids=lambda path: path.suffix)
def test_a_document_that_is_cut_off_anywhere_is_refused_in_one_line(
    tmp_path: Path, path: Path
) -> None:
    raw = path.read_bytes()
    for size in range(4, len(raw) - 1, len(raw) // 40):
        (tmp_path / path.name).write_bytes(raw[:size])
        found = _refusal(tmp_path / path.name)
        assert found.reason == "it is cut off or damaged: its ZIP archive cannot be read"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(PACKED),
    st.lists(st.tuples(st.integers(0, 100_000), st.binary(min_size=1, max_size=4)), max_size=5),
)
def test_damaged_bytes_give_a_document_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, case: Path, damage: list[tuple[int, bytes]]
) -> None:
    raw = bytearray(case.read_bytes())
    for at, patch in damage:
        at %= len(raw)
        raw[at : at + len(patch)] = patch
    path = tmp_path_factory.mktemp("damaged") / case.name
    path.write_bytes(raw)
    (found,) = read([path])
    assert isinstance(found, Document | Refused)


def test_an_encrypted_part_is_told_as_such(tmp_path: Path) -> None:
    raw = bytearray(CHANGED[0].read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + flags] |= 1
            at = raw.find(mark, at + 4)
    (tmp_path / "a.docx").write_bytes(raw)
    assert _refusal(tmp_path / "a.docx").reason == "it is encrypted"


def test_a_document_of_old_or_encrypted_form_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert _refusal(tmp_path / "a.docx").reason == "it is encrypted, or of a program before 2007"


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_what_is_no_archive_says_what_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Judul\n\nIsi berita.")
    assert _refusal(tmp_path / name).reason == f"it is not {name[2:].upper()}: no ZIP archive"
    (tmp_path / name).write_bytes(b"%PDF-1.7\n")
    assert _refusal(tmp_path / name).reason == "it is a PDF, not text"


def test_a_document_under_the_ending_of_another_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(CHANGED[0].read_bytes())
    assert _refusal(tmp_path / "a.odt").reason == "it is a ZIP archive without an ODT text"
    (tmp_path / "a.docx").write_bytes(CHANGED[1].read_bytes())
    assert "without a document of Word" in _refusal(tmp_path / "a.docx").reason


def test_a_spreadsheet_is_told_as_one(tmp_path: Path) -> None:
    path = _with(
        tmp_path / "a.bin",
        CHANGED[0],
        "_rels/.rels",
        lambda raw: raw.replace(b"word/document.xml", b"xl/workbook.xml"),
    )
    assert _refusal(path).reason == "it is a spreadsheet, which is not read"


def test_an_archive_of_too_many_entries_is_refused_unopened(tmp_path: Path) -> None:
    parts = {**_parts(CHANGED[0]), **{f"{number}": b"" for number in range(10_000)}}
    found = _refusal(_packed(tmp_path / "a.docx", parts))
    assert found.reason == "its ZIP archive has 10,011 entries, over the limit of 10,000"


def test_what_says_itself_that_it_unpacks_to_too_much_is_not_read(tmp_path: Path) -> None:
    end = b"</w:body>"
    more = b"<w:p/>" * 1_000_000 + end
    path = tmp_path / "a.docx"
    _with(path, CHANGED[0], "word/document.xml", lambda raw: raw.replace(end, more))
    assert_costs(lambda: _refusal(path), lambda: document_of(CHANGED[0]), at_most=5)


def test_what_unpacks_to_much_more_than_it_is_is_refused(tmp_path: Path) -> None:
    blank = b" " * 3_000_000
    path = _with(tmp_path / "a.docx", CHANGED[0], "word/document.xml", lambda raw: raw + blank)
    assert _refusal(path).reason == "its archive unpacks to more than 500 times its size"


def test_what_unpacks_to_too_much_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    filled = b"".join(b"<w:r>%d</w:r>" % (number * number) * 12 for number in range(50_000))
    path = _with(
        tmp_path / "a.docx",
        CHANGED[0],
        "word/document.xml",
        lambda raw: raw.replace(b"</w:body>", filled + b"</w:body>"),
    )
    tracemalloc.start()
    try:
        found = _refusal(path, Limits(file_bytes=path.stat().st_size))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "over the limit when it is unpacked" in found.reason
    assert peak < 0.8 * len(filled)


@pytest.mark.parametrize("path", PACKED, ids=lambda path: path.suffix)
def test_entities_of_a_part_are_refused(tmp_path: Path, path: Path) -> None:
    part = "word/document.xml" if path.suffix == ".docx" else "content.xml"
    doctype = b'?><!DOCTYPE a [<!ENTITY kata "satu">]>'
    forged = _with(tmp_path / path.name, path, part, lambda raw: raw.replace(b"?>", doctype, 1))
    assert _refusal(forged).reason == "it declares entities of its own, which are not read"


@pytest.mark.parametrize("path", PACKED, ids=lambda path: path.suffix)
def test_markup_nested_without_end_is_refused(tmp_path: Path, path: Path) -> None:
    part = "word/document.xml" if path.suffix == ".docx" else "content.xml"
    deep = b"<a>" * 100_000
    forged = _with(tmp_path / path.name, path, part, lambda raw: raw[: raw.find(b"?>") + 2] + deep)
    assert _refusal(forged).reason == "its XML is nested too deeply"


@pytest.mark.parametrize("path", PACKED, ids=lambda path: path.suffix)
def test_broken_markup_is_told_with_its_place(tmp_path: Path, path: Path) -> None:
    part = "word/document.xml" if path.suffix == ".docx" else "content.xml"
    forged = _with(tmp_path / path.name, path, part, lambda raw: raw[:-20])
    assert _refusal(forged).reason.startswith("its XML is broken: ")


def test_names_in_an_archive_are_never_paths(tmp_path: Path) -> None:
    (tmp_path / "luar.txt").write_text("rahasia")
    parts = {**_parts(CHANGED[0]), "../luar.txt": b"x", "/luar.txt": b"y"}
    found = document_of(_packed(tmp_path / "a.docx", parts))
    assert found.text == document_of(CHANGED[0]).text
    assert (tmp_path / "luar.txt").read_text() == "rahasia"
    assert {path.name for path in tmp_path.iterdir()} == {"a.docx", "luar.txt"}


def test_an_archive_of_anything_else_stays_what_it_is() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("foto.jpg", b"x")
    assert choose_reader("a.zip", made.getvalue())[0].name == "text"
