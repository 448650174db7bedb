"""Tables as Python's own writer of CSV makes them; broken ones are cut or changed afterwards."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import RefusedError, UsageError
from workbench.intake import Document, Input, Limits, Refused, read
from workbench.intake.document import UNTOLD, Table
from workbench.intake.tables.table import read as read_table
from workbench.services.readers import table_of

HEAD = ["title", "text", "url"]
ROWS = [
    ["Jalan", 'Ia berkata: "Jalan ditutup; sungguh, | benar."', "https://radar.test/1"],
    ["Pasar", "Pasar dibuka.\n\nRamai.", ""],
]


def csv_of(*rows: list[str], mark: str = ",", charset: str = "utf-8") -> bytes:
    words = io.StringIO()
    csv.writer(words, delimiter=mark).writerows(rows)
    return words.getvalue().encode(charset)


def found(raw: bytes, folder: Path, table: Table = UNTOLD) -> list[Document | Refused]:
    (folder / "a.csv").write_bytes(raw)
    return list(read([folder / "a.csv"], table=table))


def refused(raw: bytes, folder: Path, table: Table = UNTOLD) -> Refused:
    (one,) = found(raw, folder, table)
    assert isinstance(one, Refused), one
    return one


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_what_parts_the_cells_is_found(tmp_path: Path, mark: str) -> None:
    one, two = found(csv_of(HEAD, *ROWS, mark=mark), tmp_path)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.title, one.text, one.url) == tuple(ROWS[0])
    assert (two.title, two.text, two.origin) == ("Pasar", "Pasar dibuka.\n\nRamai.", "a.csv:3")


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_belongs_to_no_column(tmp_path: Path, charset: str) -> None:
    raw = csv_of(["text", "title"], ["Isi", "Judul"], charset=charset)
    (one,) = found(raw, tmp_path)
    assert isinstance(one, Document)
    assert (one.text, one.title) == ("Isi", "Judul")


def test_cells_keep_their_letters(tmp_path: Path) -> None:
    raw = csv_of(["text", "nomor", "telepon", "id"], ["Isi", "007", "+62", "1_000"])
    (one,) = found(raw, tmp_path)
    assert isinstance(one, Document)
    assert one.extra == {"nomor": "007", "telepon": "+62"}
    assert one.foreign_id == "1_000"


def test_columns_are_known_by_the_contracts_names_in_any_case(tmp_path: Path) -> None:
    raw = csv_of(["Title", "BODY", "Source", "Date"], ["Judul", "Isi", "Radar", "2024-08-05"])
    (one,) = found(raw, tmp_path)
    assert isinstance(one, Document)
    assert (one.title, one.text) == ("Judul", "Isi")
    assert (one.outlet, one.published) == ("Radar", "2024-08-05")


def test_columns_are_what_whoever_imports_says(tmp_path: Path) -> None:
    raw = csv_of(["isi", "judul", "text", "Judul, panjang"], ["Isi", "Judul", "lain", "Panjang"])
    (one,) = found(raw, tmp_path, table_of(["text=isi", '"title=Judul, panjang"'], ""))
    assert isinstance(one, Document)
    assert one.text == "Isi"
    assert one.extra == {"judul": "Judul", "text (3)": "lain"}
    (two,) = found(raw, tmp_path, table_of(["text=isi,title=judul"], ""))
    assert isinstance(two, Document)
    assert two.title == "Judul"


def test_a_table_without_a_text_names_its_columns(tmp_path: Path) -> None:
    one = refused(csv_of(["isi", "judul"], ["Isi", "Judul"]), tmp_path)
    assert one.reason == "none of its columns is called text; it has isi, judul"
    assert one.next_step.endswith("workbench import --columns text=NAME,title=NAME.")
    one = refused(csv_of(["isi", "b"], ["Isi", "2"]), tmp_path, table_of(["text=teks"], ""))
    assert one.reason == "it has no column 'teks'; it has isi, b"


@pytest.mark.parametrize("told", ["isi", "teks=isi", "text=", "=isi"])
def test_a_column_of_no_field_is_a_mistake_of_the_command(told: str) -> None:
    with pytest.raises(UsageError, match="is no column of a field"):
        table_of([told], "")


@pytest.mark.parametrize("told", [";;", '"', "\n"])
def test_only_one_character_parts_cells(told: str) -> None:
    with pytest.raises(UsageError, match="parts no cells"):
        table_of([], told)
    assert table_of([], "tab").separator == "\t"


def test_an_uneven_table_adds_nothing_and_names_its_line(tmp_path: Path) -> None:
    raw = csv_of(HEAD, ROWS[0], ["Pasar", "Isi"], ROWS[1])
    one = refused(raw, tmp_path)
    assert one.reason == "line 3 has 2 cells and the header 3, a comma between them"
    three = found(raw, tmp_path, table_of([], ","))
    assert [isinstance(one, Refused) for one in three] == [False, True, False]


def test_a_table_that_breaks_off_adds_nothing(tmp_path: Path) -> None:
    raw = csv_of(HEAD, *ROWS)
    whole = raw.index(b"Pasar dibuka") + 4
    one = refused(raw[:whole], tmp_path)
    assert one.next_step == "Save the table anew."
    assert "breaks off" in one.reason


def test_marks_in_every_row_of_a_text_part_no_cells(tmp_path: Path) -> None:
    raw = b"text,title;lang\nSatu, dua;id\nTiga, empat;en\n"
    one, two = found(raw.replace(b"text,title", b"text"), tmp_path)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.text, two.lang) == ("Satu, dua", "en")


def test_where_two_marks_may_part_the_cells_it_asks(tmp_path: Path) -> None:
    raw = b"a,b;text\n1,2;3\n"
    one, *_ = found(raw, tmp_path, table_of([], ";"))
    assert isinstance(one, Document)
    assert one.text == "3"
    both = b"text;a,text\n1;2,3\n"
    one = refused(both.replace(b"text;a,text", b"x;y,z"), tmp_path)
    assert one.reason == "comma or semicolon may stand between its cells"
    assert one.next_step == 'Say which: workbench import --separator ";".'


def test_one_column_is_no_table_until_somebody_says_so(tmp_path: Path) -> None:
    raw = csv_of(["text"], ["Satu"], ["Dua"])
    assert refused(raw, tmp_path).reason.startswith("no comma, semicolon, tab or bar")
    assert len(found(raw, tmp_path, table_of([], ","))) == 2


def test_blank_rows_are_passed_over_and_unnamed_columns_kept(tmp_path: Path) -> None:
    raw = csv_of(["text", "", ""], ["Satu", "a", "b"], [], ["", "", ""], ["Dua", "", ""])
    one, two = found(raw, tmp_path)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert one.extra == {"column 2": "a", "column 3": "b"}
    assert two.extra == {}


def test_a_header_alone_is_no_article_and_says_so(tmp_path: Path) -> None:
    for rows in ([HEAD], [HEAD, ["", "", ""]]):
        assert refused(csv_of(*rows), tmp_path).reason == "no row follows its header"


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (one,) = found(csv_of(["text", "text", "b", "b"], ["1", "2", "3", "4"]), tmp_path)
    assert isinstance(one, Document)
    assert (one.text, one.extra) == ("1", {"text (2)": "2", "b": "3", "b (4)": "4"})


def test_a_row_without_a_text_names_its_page(tmp_path: Path) -> None:
    one = refused(csv_of(HEAD, ["Judul", "", "https://radar.test/1"]), tmp_path)
    assert one.next_step == "Import the page that it leads to: https://radar.test/1"


def test_a_long_cell_is_a_text_like_any(tmp_path: Path) -> None:
    text = "kata " * 60_000
    (one,) = found(csv_of(["text", "b"], [text, "1"]), tmp_path)
    assert isinstance(one, Document)
    assert one.text == text


def test_a_quotation_mark_that_is_never_closed_ends_within_bounds(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'text,b\n"' + b"kata\n" * 1_000)
    (one,) = read([tmp_path / "a.csv"], limits=Limits(file_bytes=100))
    assert isinstance(one, Refused)
    assert "over the limit of 100 bytes" in one.reason


def test_a_table_of_any_size_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [[f"Isi {number}", "b"] for number in range(2_000)]
    (tmp_path / "a.csv").write_bytes(csv_of(["text", "c"], *rows))
    documents = list(read([tmp_path / "a.csv"], limits=Limits(file_bytes=200)))
    assert len(documents) == 2_000
    assert all(isinstance(one, Document) for one in documents)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=80)
    | st.text('text,;|\t"\n\rab\0', max_size=60).map(lambda words: f"text,b\n{words}".encode())
)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    source = Input(io.BytesIO(raw), "a", "csv", Limits())
    with suppress(RefusedError):
        assert all(isinstance(one, Document | Refused) for one in read_table(source))


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12).map("a".__add__)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4),
    st.sampled_from(",;\t|"),
)
def test_what_was_written_is_what_is_read(rows: list[tuple[str, str]], mark: str) -> None:
    words = io.StringIO()
    csv.writer(words, delimiter=mark).writerows([["text", "b"], *rows])
    table = Table(separator=mark)
    source = Input(io.BytesIO(words.getvalue().encode()), "a", "csv", Limits(), table=table)
    assert len(list(read_table(source))) == len(rows)
