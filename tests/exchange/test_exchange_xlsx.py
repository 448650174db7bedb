from __future__ import annotations

import io
import re
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from exchange_bundles import AHMAD, bundles, example
from hypothesis import HealthCheck, given, settings
from xlsxwriter.workbook import Workbook

from workbench.domain.choice import Choice
from workbench.domain.source import Rating
from workbench.errors import DataError, UsageError
from workbench.exchange import read, write
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses, Written
from workbench.exchange.rows import TABLES, Cell, Column, Known
from workbench.exchange.rows.table import WEB
from workbench.exchange.xlsx.cells import LONGEST, cut, is_address, shown
from workbench.exchange.xlsx.sheet import MOST_LINKS, MOST_ROWS, Looks, Sheet
from workbench.exchange.xlsx.writing import SHEETS

ALTERED = "cells with controls"
ENDS = "ends of overlong cells"


def written(bundle: Bundle) -> tuple[bytes, Written]:
    stream = io.BytesIO()
    told = write("xlsx", bundle, stream)
    return stream.getvalue(), told


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_given(bundle: Bundle) -> dict[str, list[list[Cell | None]]]:
    """What goes into each sheet, the head first; None where a cell stays empty."""
    known = Known(bundle)
    found: dict[str, list[list[Cell | None]]] = {}
    for name in SHEETS:
        rows = TABLES[name](known)
        names = [column.name for column in rows.columns]
        every = [*rows.before(), *(row for one in bundle.articles for row in rows.of(one))]
        every += rows.after()
        cells = [[row.get(column, "") for column in names] for row in every]
        found[name] = [[*names], *([None if one == "" else one for one in row] for row in cells)]
    return found


def rows_read(book: Any) -> dict[str, list[list[Cell | None]]]:
    return {
        name: [[cell.value for cell in row] for row in book[name].iter_rows()] for name in SHEETS
    }


def lost(told: Written, what: str) -> int:
    return sum(loss.count for loss in told.lost if loss.what == what)


def links(book: Any) -> Iterator[tuple[str, Any]]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell) for cell in row if cell.hyperlink)


def target_of(book: Any, location: str) -> tuple[str, Any]:
    """The sheet and the row that a link leads to."""
    found = re.fullmatch(r"'([a-z]+)'!A([0-9]+)", location)
    assert found, location
    sheet = book[found[1]]
    assert 2 <= int(found[2]) <= sheet.max_row, "a row below the head"
    heads = [cell.value for cell in sheet[1]]
    return found[1], dict(zip(heads, (c.value for c in sheet[int(found[2])]), strict=True))


def test_each_sheet_holds_its_rows_under_a_head_that_stays() -> None:
    data, told = written(example())
    book = opened(data)
    assert book.sheetnames == [*SHEETS, "about"]
    assert rows_read(book) == rows_given(example())
    assert (told.articles, told.claims) == (1, 3)
    for name in SHEETS:
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.b
        assert all(len(one) <= 31 for one in book.sheetnames)


def test_links_lead_to_the_rows_that_they_are_about() -> None:
    book = opened(written(example())[0])
    found = {
        (sheet, cell.row, book[sheet].cell(1, cell.column).value): cell.hyperlink.location
        for sheet, cell in links(book)
    }
    sheet, row = target_of(book, found["claims", 2, "article"])
    assert (sheet, row["article"]) == ("articles", 1287)
    sheet, row = target_of(book, found["claims", 2, "origin"])
    assert (sheet, row["source"]) == ("sources", "juru bicara LNA")
    sheet, row = target_of(book, found["claims", 3, "chain"])
    assert (sheet, row["claim uid"], row["step"]) == ("hops", book["claims"]["I3"].value, 1)
    sheet, row = target_of(book, found["sources", 5, "reliability"])
    assert (sheet, row["source"], row["reliability"]) == ("ratings", "Daily Sabah", "C")
    sheet, row = target_of(book, found["origins", 2, "claims"])
    assert sheet == "claims"


def test_what_is_left_out_is_told_in_the_book_too() -> None:
    data, told = written(example())
    losses = {loss.what: loss.count for loss in told.lost}
    assert losses["facts"] == 2
    assert losses["texts"] == 1
    assert not losses.keys() & {"ratings", "links", "states of articles", "notes on hops"}
    about = [tuple(cell.value for cell in row) for row in opened(data)["about"].iter_rows()]
    assert ("journal", "ab" * 32, None) in about
    assert ("not here: facts", 2, "no sheet is about them") in about


def test_the_book_tells_what_was_chosen() -> None:
    choice = Choice(where="lang:id", without_text=True)
    data, told = written(replace(example(), choice=choice, changed_at="2020-01-10T00:00:00Z"))
    book = opened(data)
    about = {row[0].value: row[1].value for row in book["about"].iter_rows()}
    assert about["chosen: where"] == "lang:id"
    assert about["as of"] == "2020-01-10T00:00:00Z"
    assert about["not here: texts"] == lost(told, "texts") == 1
    assert book["claims"].max_row == 4


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(bundles())
def test_every_cell_comes_back_as_it_was_given_but_for_told_losses(bundle: Bundle) -> None:
    data, told = written(bundle)
    book = opened(data)
    altered = 0
    for name, rows in rows_given(bundle).items():
        back = [[cell.value for cell in row] for row in book[name].iter_rows()]
        assert len(back) == len(rows)
        for given_row, row in zip(rows, back, strict=True):
            for cell, found in zip(given_row, row, strict=True):
                altered += cell != found
                assert cell == found or found == shown(str(cell))
    on_about = sum(one != shown(one) for one in (bundle.tool, bundle.head, bundle.publishers))
    assert altered + on_about == lost(told, ALTERED)
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    for _, cell in links(book):
        target_of(book, cell.hyperlink.location)


def noted(words: str) -> Bundle:
    """The example with some words as the note of its first claim."""
    bundle = example()
    (annotated,) = bundle.articles
    first, *others = annotated.claims
    changed = replace(annotated, claims=(replace(first, note=words), *others))
    return replace(bundle, articles=(changed,))


def note_in(data: bytes) -> Any:
    sheet = opened(data)["claims"]
    heads = [cell.value for cell in sheet[1]]
    return sheet.cell(2, heads.index("note") + 1)


@pytest.mark.parametrize(
    "words",
    [
        "=1+1", "{=1+1}", "@SUM(A1)", "-3 derajat", "+62 812", "'quoted", "007", "1e5",
        "2020-01-10", "<r>x</r>", "<r><t>a & b</t></r>", "<r></r>", "<r>_x0041_</r>", "_x0041_",
        "a_x000D_x005F_b", "_x005F_", "internal:'claims'!A1", "external:c:\\temp", "https://contoh.example",
        "TRUE", "#N/A", " a\n\tb ", "é\u0301\u200d😀", "<script>&amp;</script>", '"', "]]>",
    ],
)  # fmt: skip
def test_hostile_words_are_words(words: str) -> None:
    cell = note_in(written(noted(words))[0])
    assert cell.value == words
    assert cell.data_type in ("s", "inlineStr")
    assert cell.hyperlink is None


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x1b[31m\x00", "␛[31m␀"),
        ("a\u202eb\u2066c", "a·b·c"),
        ("\ufffe\uffff", "··"),
        ("\ud800", "�"),
    ],
)
def test_what_a_cell_cannot_hold_is_shown_and_told(words: str, seen: str) -> None:
    data, told = written(noted(words))
    assert note_in(data).value == seen
    assert lost(told, ALTERED) == lost(written(example())[1], ALTERED) + 1


def test_words_like_a_formula_stay_words_when_the_cell_is_edited() -> None:
    assert note_in(written(noted("=HYPERLINK(A1)"))[0]).quotePrefix
    assert not note_in(written(noted("sembilan tewas"))[0]).quotePrefix


@pytest.mark.parametrize("unit", ["a", "😀", "é\u0301"])
def test_an_overlong_cell_is_cut_and_told(unit: str) -> None:
    whole = unit * (LONGEST // (len(unit.encode("utf-16-le")) // 2))
    assert note_in(written(noted(whole))[0]).value == whole
    data, told = written(noted(whole * 2))
    note = note_in(data).value
    assert note.endswith("…")
    assert (whole + unit).startswith(note[:-1])
    assert LONGEST - 1 <= len(note.encode("utf-16-le")) // 2 <= LONGEST
    assert lost(told, ENDS) == 1


def test_no_character_is_cut_in_two() -> None:
    assert cut("a" + "😀" * LONGEST) == "a" + "😀" * 16_382 + "…"
    assert cut("😀" * LONGEST) == "😀" * 16_383 + "…"


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://contoh.example/berita?id=1&b=2#c", True),
        ("HTTP://contoh.example", True),
        ("https://contoh.example/" + "a" * 2_056, True),
        ("https://contoh.example/" + "a" * 2_057, False),
        ("javascript:alert(1)", False),
        ("internal:'claims'!A1", False),
        ("file:///etc/passwd", False),
        ("mailto:a@contoh.example", False),
        ("https://contoh.example/a b", False),
        ("https://contoh.example/\x1b", False),
        ("https://", False),
        ("", False),
    ],
)
def test_only_whole_web_addresses_are_links(address: str, is_one: bool) -> None:
    assert is_address(address) is is_one
    bundle = example()
    (annotated,) = bundle.articles
    metadata = replace(annotated.article.metadata, url=address)
    article = replace(annotated.article, metadata=metadata)
    data, _ = written(replace(bundle, articles=(replace(annotated, article=article),)))
    sheet = opened(data)["articles"]
    cell = next(one for one in sheet[2] if sheet.cell(1, one.column).value == "url")
    assert (cell.value or "") == shown(address)
    assert bool(cell.hyperlink) is is_one
    if is_one:
        there = cell.hyperlink.target + (
            f"#{cell.hyperlink.location}" if cell.hyperlink.location else ""
        )
        assert there == address


def one_sheet(columns: tuple[Column, ...], losses: Losses) -> tuple[Workbook, io.BytesIO, Sheet]:
    stream = io.BytesIO()
    book = Workbook(stream, {"constant_memory": True})
    return book, stream, Sheet(book.add_worksheet("articles"), columns, Looks(book), losses)


def test_past_the_most_links_of_a_sheet_text_stands_without_one() -> None:
    losses = Losses()
    book, stream, sheet = one_sheet((Column("url", leads_to=WEB),), losses)
    for at in range(MOST_LINKS + 2):
        sheet.add({"url": f"https://contoh.example/{at}"}, {})
    book.close()
    assert [(loss.what, loss.count) for loss in losses.told()] == [("links", 2)]
    # openpyxl would take minutes to look up as many.
    page = ZipFile(stream).read("xl/worksheets/sheet1.xml").decode()
    assert page.count("<hyperlink ") == MOST_LINKS
    assert f"<t>https://contoh.example/{MOST_LINKS + 1}</t>" in page


def test_rows_that_no_sheet_has_room_for_are_told() -> None:
    losses = Losses()
    book, stream, sheet = one_sheet((Column("a"),), losses)
    sheet.next_row = MOST_ROWS - 1
    for word in ("last", "beyond", "further"):
        sheet.add({"a": word}, {})
    sheet.close()
    book.close()
    assert [(loss.what, loss.count) for loss in losses.told()] == [("rows of articles", 2)]
    (read_back,) = openpyxl.load_workbook(stream, read_only=True)
    assert read_back.max_row == MOST_ROWS


def test_a_bundle_of_nothing_makes_empty_sheets() -> None:
    data, told = written(Bundle(head="", exported_at="", tool=""))
    book = opened(data)
    assert all(book[name].max_row == 1 for name in SHEETS)
    assert told == Written()


def test_the_same_state_gives_the_same_bytes() -> None:
    assert (
        written(example())[0] == written(replace(example(), exported_at="2026-11-29T00:00:00Z"))[0]
    )


def test_an_older_rating_is_there_too() -> None:
    rating = Rating("r9", AHMAD, "rina", "E", "", "2019-01-01T00:00:00Z")
    book = opened(written(replace(example(), ratings=(*example().ratings, rating)))[0])
    assert [cell.value for cell in book["ratings"]["C"]] == ["reliability", "C", "B", "F", "E"]


def test_an_export_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def articles() -> Iterator[AnnotatedArticle]:
        yield from example().articles
        raise DataError("a damaged article")

    stream = io.BytesIO()
    with pytest.raises(DataError, match="damaged"):
        write("xlsx", replace(example(), articles=articles()), stream)
    assert stream.getvalue() == b""
    assert not list(tmp_path.iterdir())


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """As on a disk that is full from there on."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("room", [0, 500, 3_000, 8_000, 20_000])
def test_without_room_it_says_so_and_leaves_nothing_behind(
    room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stream = io.BytesIO()
    with files_no_larger_than(room), pytest.raises(OSError, match="File too large"):
        write("xlsx", noted("kata " * 6_000), stream)
    assert stream.getvalue() == b""
    assert not list(tmp_path.iterdir())


def test_without_its_library_the_next_step_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.startswith("workbench.exchange.xlsx")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "xlsxwriter.workbook", None)
    with pytest.raises(UsageError, match=r"xlsx needs xlsxwriter.*analyst-workbench\[xlsx\]"):
        write("xlsx", example(), io.BytesIO())


def test_it_is_only_written() -> None:
    with pytest.raises(UsageError, match="only written"):
        read("xlsx", io.BytesIO())
