"""Pages saved as MHTML. Chromium 156.0.8078.108 wrote the cases (Page.captureSnapshot of a page on
loopback): `gudang.mhtml` is in windows-1252, with a closed shadow tree, a frame by srcdoc and a
frame in a frame; `kapal.mhtml` is in UTF-16. What is tried here is these files, or parts of them.
"""

from __future__ import annotations

import re
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from cpu_work import assert_grows
from hypothesis import given
from hypothesis import strategies as st
from reading import document_of, one_of, refused_of, written

from workbench.intake import Document, Refused
from workbench.intake.readers import choose_reader

CASES = Path(__file__).with_name("cases") / "mhtml"
PAGE = (CASES / "gudang.mhtml").read_bytes()
WIDE = (CASES / "kapal.mhtml").read_bytes()


def _found(folder: Path, raw: bytes) -> Document | Refused:
    return one_of(written(folder, raw, "a.mhtml"))


def _document(folder: Path, raw: bytes) -> Document:
    return document_of(written(folder, raw, "a.mhtml"))


def _refused(folder: Path, raw: bytes) -> Refused:
    return refused_of(written(folder, raw, "a.mhtml"))


def test_a_frame_stands_where_the_page_shows_it_in_its_own_charset(tmp_path: Path) -> None:
    paragraphs = _document(tmp_path, PAGE).text.split("\n\n")
    at = next(at for at, words in enumerate(paragraphs) if words.startswith("Kicauan “asli”"))
    assert paragraphs[at].endswith("sejak kemarin. ✓")
    assert paragraphs[at - 1].startswith("Warga sekitar – é –")
    assert paragraphs[at + 1].startswith("Polisi menutup")
    assert paragraphs[-2:] == [
        "Peta gudang, dimuat dalam bingkai kedua.", "Bingkai di dalam bingkai.",
    ]  # fmt: skip


def test_the_text_of_a_closed_shadow_tree_is_text(tmp_path: Path) -> None:
    assert "dalam pohon bayangan yang tertutup" in _document(tmp_path, PAGE).text


def test_the_day_of_saving_is_never_that_of_publication(tmp_path: Path) -> None:
    found = _document(tmp_path, WIDE)
    assert (found.published, found.published_basis) == ("", "")
    assert found.extra["saved"] == "Sun, 29 Nov 2026 09:20:51 GMT"


@pytest.mark.parametrize(
    ("said", "url"),
    [
        (b"http://harian.test/gudang-1252.html#bagian", "http://harian.test/gudang-1252.html"),
        (b"https://harian.test/#!/gudang", "https://harian.test/#!/gudang"),
        (b"https://harian.test/#/gudang", "https://harian.test/#/gudang"),
        (b"file:///berita/gudang.html", ""),
    ],
)
def test_the_address_is_the_pages_without_the_place_in_it(
    tmp_path: Path, said: bytes, url: str
) -> None:
    raw = PAGE.replace(b"http://harian.test/gudang-1252.html#bagian", said)
    assert _document(tmp_path, raw).url == url


def test_a_page_in_utf_16_keeps_its_lines(tmp_path: Path) -> None:
    found = _document(tmp_path, WIDE)
    assert "Kapal “Nusantara” tiba di pelabuhan pada Senin pagi, kata juru bicara" in found.text
    assert found.title == "Kapal tiba"
    assert "\ufffd" not in found.text


@pytest.mark.parametrize("name", ["a", "a.txt", "a.MHT", "a.mhtml"])
def test_it_is_known_by_its_name_or_its_first_words(name: str) -> None:
    assert choose_reader(name, PAGE[:4096])[0].name == "mhtml"


def test_it_is_known_whatever_else_wrote_it(tmp_path: Path) -> None:
    whole = MIMEMultipart("related", type="text/html")
    whole.attach(MIMEText("<p>Bukan halaman.</p>", "html", "utf-8"))
    root = MIMEText("<p>Isi “berita” di halaman.</p>", "html", "utf-8")
    root.add_header("Content-ID", "<akar@harian.test>")
    root.add_header("Content-Location", "https://harian.test/1")
    whole.attach(root)
    whole.set_param("start", "<akar@harian.test>")
    found = _document(tmp_path, whole.as_bytes())
    assert (found.text, found.url) == ("Isi “berita” di halaman.", "https://harian.test/1")


def test_a_page_that_is_the_whole_file_is_read(tmp_path: Path) -> None:
    raw = MIMEText("<h1>Judul</h1><p>Isi berita.</p>", "html", "utf-8").as_bytes()
    assert _document(tmp_path, raw).text == "Judul\n\nIsi berita."


def test_a_frame_that_shows_itself_stands_once(tmp_path: Path) -> None:
    frame = re.findall(rb"frame-[0-9A-F]{32}", PAGE)[2]
    itself = b'Lagi: <iframe src=3D"cid:%s@mhtml.blink"></iframe>' % frame
    text = _document(tmp_path, PAGE.replace(b"Kicauan", itself + b" Kicauan")).text
    assert text.count("Lagi:") == text.count("asli") == 1


def test_frames_in_frames_have_an_end(tmp_path: Path) -> None:
    whole = MIMEMultipart("related")
    for level in range(200):
        words = f'<p>Bingkai {level}.</p><iframe src="cid:{level + 1}@x"></iframe>'
        part = MIMEText(words, "html", "utf-8")
        part.add_header("Content-ID", f"<{level}@x>")
        whole.attach(part)
    found = _document(tmp_path, whole.as_bytes())
    assert found.text.split("\n\n") == [f"Bingkai {level}." for level in range(6)]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"isi", "it holds no page"),
        (PAGE[:1200], "it breaks off in the middle of the page"),
        (PAGE.replace(b"text/html", b"image/png"), "it holds no page"),
        (MIMEMultipart("related").as_bytes(), "it holds no page"),
    ],
)
def test_what_is_no_page_is_one_clear_line(tmp_path: Path, raw: bytes, reason: str) -> None:
    found = _refused(tmp_path, raw)
    assert found.reason == reason
    assert found.next_step


def test_a_file_that_breaks_off_behind_the_page_says_so(tmp_path: Path) -> None:
    found = _document(tmp_path, PAGE[: PAGE.index(b"Kicauan")])
    assert "Polisi menutup penyelidikan" in found.text
    assert "Kicauan" not in found.text
    assert "its last boundary is missing: frames may be too" in found.notes


def test_work_grows_with_the_frames_and_no_faster(tmp_path: Path) -> None:
    def raw(size: int, piece: str) -> bytes:
        return MIMEText(f"<p>Isi berita.</p>{piece * size}", "html", "utf-8").as_bytes()

    for piece in ("<iframe ", "<iframe src=a ", "<iframe src=a></iframe>", " src=a"):
        assert_grows(
            lambda one: _found(tmp_path, one),
            small=raw(2_000, piece),
            large=raw(16_000, piece),
            at_most=16,
        )


_LINES = PAGE.split(b"\r\n")


@given(st.lists(st.one_of(st.sampled_from(_LINES), st.binary(max_size=30)), max_size=60))
def test_lines_in_any_order_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    head = b"\r\n".join(_LINES[:11])
    _found(tmp_path_factory.mktemp("halaman"), head + b"\r\n".join(lines))
