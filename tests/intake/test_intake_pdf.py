"""PDF: lines that become paragraphs, what is told, and files that are damaged or too much.

plain.pdf and locked.pdf were written by LibreOffice Writer 7.4.7 (`make_office_cases.py`), the
others by Chromium 156 (`make_pdf_cases.py`); what is wrong here is made of them.
"""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import document_of, refused_of

from workbench.errors import RefusedError
from workbench.intake import Document, Refused, read
from workbench.intake.pdf.child import Bounds, Line, found_in, take_apart
from workbench.intake.pdf.layout import laid_out, scattered
from workbench.intake.pdf.lines import mended

pytest.importorskip("pypdf")

CASES = Path(__file__).with_name("cases") / "pdf"
COLUMNS, NARROW, ARABIC, PLAIN = (
    CASES / f"{name}.pdf" for name in ("columns", "narrow", "arabic", "plain")
)


def _reason(path: Path) -> str:
    found = refused_of(path)
    assert found.next_step
    return found.reason


def _page(*words: str, x: float = 50.0, size: float = 10.0) -> list[Line]:
    return [Line(one, x, 700.0 - 12 * at, size) for at, one in enumerate(words)]


def _text(*words: str) -> str:
    return "\n\n".join(laid_out([_page(*words)]).paragraphs)


def test_columns_come_one_after_the_other_and_lines_become_paragraphs() -> None:
    paragraphs = document_of(COLUMNS).text.split("\n\n")
    assert paragraphs[0] == "Kapolres membuka penyidikan kapal karam"
    assert len(paragraphs) == 10
    assert [words.split()[0] for words in paragraphs[5:]] == [
        "Saksi",
        "Kantor",
        "Syahbandar",
        "Juru",
        "Perawat",
    ]
    assert all(words.endswith((".", "Rahmat.")) for words in paragraphs[2:])


def test_an_initial_is_put_back_to_its_word() -> None:
    assert "\n\nKapolres Teluk Kenari Andi Rahmat membuka" in document_of(COLUMNS).text


def test_what_a_browser_prints_around_a_page_goes_and_gives_the_address() -> None:
    found = document_of(COLUMNS)
    assert found.url == "http://harian.test/columns.html"
    assert "harian.test" not in found.text
    assert "Harian Teluk" not in found.text
    assert "2 running lines left out" in found.notes


def test_the_time_of_printing_is_never_a_publication() -> None:
    for path in (COLUMNS, PLAIN):
        assert (document_of(path).published, document_of(path).published_basis) == ("", "")


def test_the_declared_language_is_a_hint_unless_a_program_wrote_it() -> None:
    assert (document_of(COLUMNS).lang, document_of(PLAIN).lang) == ("id", "")


def test_the_headline_of_the_page_is_the_title_without_the_site() -> None:
    assert document_of(COLUMNS).title == "Kapolres membuka penyidikan kapal karam"


def test_a_word_that_the_file_has_in_pieces_is_told_and_not_mended() -> None:
    found = document_of(COLUMNS)
    assert "Pertang gung jawab an nakhoda" in found.text
    assert "perhaps one word: Pertang gung jawab an" in found.notes


def test_ligatures_and_marks_from_other_fonts_are_letters() -> None:
    text = document_of(COLUMNS).text
    assert "efisiensi pompa" in text
    assert "tafsir Qurʾan yang" in text


def test_hyphens_at_line_ends_stay_where_the_word_has_one() -> None:
    text = document_of(NARROW).text
    for words in (
        "berlari-lari keluar",
        "anak-anaknya menangis",
        "tolong-menolong.",
        "semi-profesional itu",
        "mempertimbang kan",
        "sayur-mayur.",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    "halves",
    [
        "berlari- lari", "anak- anaknya", "masing- masing", "tolong- menolong", "sayur- mayur",
        "bolak- balik", "Covid- 19", "KPK- Polri", "eks- PKI", "semi- profesional", "non- aktif",
    ],
)  # fmt: skip
def test_a_hyphen_of_the_words_own_stays_even_where_the_file_breaks_words(halves: str) -> None:
    left, right = halves.split(" ")
    breaks = [f"Kalimat nomor {'xvi' * at} ini peme-" for at in range(1, 9)]
    lines = [line for one in breaks for line in (one, "rintah kota yang lama")]
    assert f"{left}{right} itu" in _text(*lines, f"kata {left}", f"{right} itu")
    assert "pemerintah kota" in _text(*lines)


def test_a_break_of_a_word_goes_where_the_file_has_the_word_whole() -> None:
    words = _text("Pemerintah menolak, dan pe-", "merintah kota diam saja", "selama ini")
    assert words == "Pemerintah menolak, dan pemerintah kota diam saja selama ini"
    layout = laid_out([_page("kata juru bica-", "ranya kepada kami semua", "di sini")])
    assert layout.paragraphs == ["kata juru bica-ranya kepada kami semua di sini"]
    assert layout.left == 1


def test_a_soft_hyphen_at_a_line_end_joins_and_within_a_line_goes() -> None:
    assert _text("peme\xad", "rin\xadtah kota") == "pemerintah kota"


def test_running_lines_go_before_pages_are_joined() -> None:
    pages = [
        [
            *_page(
                f"polisi menahan {who} di pelabuhan", f"kota itu, kata {who} lewat pengacara dan"
            ),
            Line("Harian Teluk", 50, 780, 8),
            Line(f"Halaman {number} dari 4", 50, 20, 8),
        ]
        for number, who in enumerate(("Andi", "Budi", "Citra", "Dewi"), 1)
    ]
    found = mended(pages)
    (only,) = laid_out(found.pages).paragraphs
    assert "lewat pengacara dan polisi menahan Budi" in only
    assert "Harian" not in only
    assert "Halaman" not in only
    assert found.running == 8


def test_a_title_that_runs_over_later_pages_stays_where_it_is_the_title() -> None:
    pages = [[*_page(f"isi {at}", f"lain {at}")] for at in "abcd"]
    pages[0].insert(0, Line("Laporan Teluk", 50, 740, 22))
    for page in pages[1:]:
        page.append(Line("Laporan Teluk", 50, 800, 8))
    kept = [line.words for page in mended(pages).pages for line in page]
    assert kept.count("Laporan Teluk") == 1


def test_a_banner_over_every_page_goes_from_the_middle_of_the_text() -> None:
    pages = [[*_page(*(f"isi {at} {word}" for word in "klmnopqr"))] for at in "abc"]
    for page in pages:
        page.append(Line("Berlangganan sekarang", 50, 658, 6))
    assert mended(pages).running == 3
    assert mended(pages[:2]).running == 0


def test_numbers_of_pages_go_wherever_they_stand() -> None:
    feet = [Line("- 1 -", 280, 20, 8), Line("2", 500, 800, 8), Line("3", 280, 30, 8)]
    pages = [
        [*_page(f"isi {at}", f"lain {at}"), foot] for at, foot in zip("abc", feet, strict=True)
    ]
    assert mended(pages).running == 3
    assert mended(pages[:1]).running == 1
    assert mended([[*_page("isi", "lain"), Line("17", 280, 20, 8)]]).running == 0


def test_a_line_that_recurs_within_the_text_stays() -> None:
    body = [f"baris {number}" for number in "abcdefgh"]
    pages = [_page(*body[:4], "kata dia.", *body[4:]) for _ in range(4)]
    kept = [line.words for page in mended(pages).pages for line in page]
    assert kept.count("kata dia.") == 4


def test_letters_that_the_file_does_not_name_are_counted() -> None:
    found = mended([_page("Ka\0polres mem(cid:0)buka penyidikan atas kapal itu")])
    assert found.counts["unknown"] == 2
    assert found.pages[0][0].words.startswith("Ka\ufffdpolres mem\ufffdbuka")


def test_a_page_of_unknown_letters_is_left_out() -> None:
    found = mended([_page("Judul yang terbaca"), _page("\0\0\0\0 \0\0\0 a")])
    assert found.unreadable == [2]
    assert len(found.pages) == 1


def test_a_page_of_arabic_shapes_is_left_out_and_said() -> None:
    found = document_of(ARABIC)
    assert found.notes[0] == "page 2 left out: letters that cannot be read"
    assert found.text == "Ia menutup pidatonya dengan salam.\n\nHadirin berdiri lalu menjawab."


def test_a_few_arabic_shapes_are_told() -> None:
    found = mended([_page("Ia mengucap \ufee3\ufed4\ufe98\ufeee\ufea1 lalu duduk di kursi depan")])
    assert (found.shaped, found.unreadable) == ([1], [])


def test_pages_without_text_are_told_and_a_file_without_any_is_refused() -> None:
    found = document_of(CASES / "half.pdf")
    assert found.notes == ("1 of 2 pages without text (pictures)",)
    assert _reason(CASES / "pictures.pdf") == "it has no text: 1 page is a picture"


def test_a_password_is_told() -> None:
    assert _reason(CASES / "locked.pdf") == "it is protected by a password"


def test_columns_that_the_file_goes_through_by_turns_are_told() -> None:
    lines = [
        Line(f"kolom {column} baris {row}", 50 + 200 * column, 700 - 12 * row, 10)
        for row in range(0, 12, 2)
        for column, row in ((0, row), (0, row + 1), (1, row), (1, row + 1))
    ]
    assert laid_out([lines]).doubtful == [1]


def test_pieces_of_a_known_word_are_named() -> None:
    texts = ["per tang gung ja wab an itu", "pertanggungjawaban lain", "di sini orang tua"]
    assert list(scattered(texts))[:1] == ["per tang gung ja wab an"]
    assert list(scattered(["kerja sama itu", "kerjasama"])) == []


def test_a_file_that_is_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    raw = PLAIN.read_bytes()
    for size in range(10, len(raw) - 6, len(raw) // 20):
        (tmp_path / "a.pdf").write_bytes(raw[:size])
        assert _reason(tmp_path / "a.pdf") == "it is cut off: the end of a PDF is missing"


def test_damaged_files_give_a_document_or_a_refusal(tmp_path: Path) -> None:
    raw = PLAIN.read_bytes()
    spoilt = {
        "table": raw.replace(b"startxref", b"startxxxx"),
        "root": raw.replace(b"/Root", b"/Rook"),
        "pages": raw.replace(b"/Pages", b"/Pagez"),
        "streams": raw.replace(b"FlateDecode", b"FlatxDecode"),
        "empty": b"%PDF-1.7\n%%EOF",
        "tail": raw + b"\0" * 4_000,
    }
    for name, damaged in spoilt.items():
        (tmp_path / f"{name}.pdf").write_bytes(damaged)
        (found,) = read([tmp_path / f"{name}.pdf"])
        assert isinstance(found, Document | Refused)
    assert _reason(tmp_path / "empty.pdf") == "it is a PDF that is cut off or damaged"


def test_what_is_no_pdf_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"Judul\n\nIsi berita.")
    assert _reason(tmp_path / "a.pdf") == "it is no PDF"
    (tmp_path / "a.pdf").write_bytes(b"PK\x03\x04isi")
    assert _reason(tmp_path / "a.pdf").endswith(", not text")


def test_a_pdf_is_known_by_how_it_begins(tmp_path: Path) -> None:
    (tmp_path / "lampiran").write_bytes(PLAIN.read_bytes())
    found = document_of(tmp_path / "lampiran")
    assert found.notes[0] == "read as pdf: it begins as such a file"


@pytest.mark.parametrize(
    ("bounds", "what"),
    [
        (Bounds(seconds=0.0), "reading it takes too long"),
        (Bounds(cpu_seconds=0), "reading it takes too long"),
        (Bounds(characters=20), "its text is over the limit of 20 code points"),
    ],
)
def test_the_process_ends_at_its_limits(bounds: Bounds, what: str) -> None:
    with pytest.raises(RefusedError) as refused:
        take_apart(COLUMNS.read_bytes(), bounds)
    assert refused.value.what == what
    assert refused.value.next_step


@pytest.mark.parametrize("path", [COLUMNS, PLAIN, CASES / "locked.pdf"], ids=lambda path: path.stem)
def test_the_process_hands_over_all_that_it_found(path: Path) -> None:
    raw = path.read_bytes()
    found = found_in(raw, Bounds())
    taken = None
    with suppress(RefusedError):
        taken = take_apart(raw, Bounds())
    assert (taken is None) == ("refused" in found)
    if taken:
        assert found == {"pages": taken.pages, "said": taken.said}


@pytest.mark.parametrize(
    ("bounds", "raw"),
    [(Bounds(characters=20), COLUMNS.read_bytes()), (Bounds(), b"%PDF-1.7\n%%EOF")],
)
def test_what_is_too_long_or_damaged_is_refused_where_it_is_found(
    bounds: Bounds, raw: bytes
) -> None:
    assert set(found_in(raw, bounds)) == {"refused"}


@pytest.mark.skipif(sys.platform == "darwin", reason="it does not hold programs to their memory")
def test_the_process_gets_no_more_memory_than_it_may_have() -> None:
    with pytest.raises(RefusedError, match=r"takes too much memory|reading it failed"):
        take_apart(COLUMNS.read_bytes(), replace(Bounds(), memory=60_000_000))


def test_the_process_ends_with_its_parent() -> None:
    program = (
        "import os, subprocess, sys\n"
        "from workbench.intake.pdf import child as pdf_child\n"
        "begun = subprocess.Popen\n"
        "def told(*args, **options):\n"
        "    child = begun(*args, **options)\n"
        "    print(child.pid, flush=True)\n"
        "    os._exit(0)\n"
        "subprocess.Popen = told\n"
        f"pdf_child.take_apart(open({str(COLUMNS)!r}, 'rb').read() * 200, pdf_child.Bounds())\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    child = Path(f"/proc/{int(done.stdout)}")
    for _ in range(600):
        if not child.exists() or b"pdf_child" not in (child / "cmdline").read_bytes():
            return
        time.sleep(0.05)
    raise AssertionError("it goes on without its parent")


_LINES = st.builds(
    Line,
    st.text(alphabet="aK -\xad\u2010.\0\ufb01\ufee3“", min_size=1, max_size=12),
    st.floats(-50, 900, width=16),
    st.floats(-50, 900, width=16),
    st.floats(0, 60, width=16),
)


@given(st.lists(st.lists(_LINES, max_size=12), max_size=5))
def test_any_lines_are_laid_out(pages: list[list[Line]]) -> None:
    found = mended(pages)
    layout = laid_out(found.pages)
    assert all(words.strip() for words in layout.paragraphs)
    list(scattered(layout.paragraphs))
