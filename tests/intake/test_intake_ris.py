"""References as rispy 0.10.0 wrote the one in `cases/ris`; others are made of its lines."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import RefusedError
from workbench.intake import Document, Input, Limits, Refused, parse_published, read
from workbench.intake.tables.ris import read as read_ris

CASE = Path(__file__).with_name("cases") / "ris" / "pers.ris"


def reference(*lines: str) -> str:
    return "\r\n".join(("TY  - NEWS", "AB  - Isi ringkas.", *lines, "ER  - ", ""))


def found(words: str | bytes, folder: Path, name: str = "a.ris") -> list[Document | Refused]:
    raw = words if isinstance(words, bytes) else words.encode()
    (folder / name).write_bytes(raw)
    return list(read([folder / name]))


def document(words: str, folder: Path) -> Document:
    (one,) = found(words, folder)
    assert isinstance(one, Document), one
    return one


def test_a_byte_order_mark_costs_no_reference(tmp_path: Path) -> None:
    raw = reference().encode() + reference().encode()
    for mark in (b"", b"\xef\xbb\xbf"):
        assert len(found(mark + raw, tmp_path)) == raw.count(b"TY  - ") == 2


def test_references_are_known_by_how_they_begin(tmp_path: Path) -> None:
    for before in ("", "1.\n", "\ufeff"):
        (one,) = found(before + reference(), tmp_path, "a.txt")
        assert isinstance(one, Document)
        assert one.notes[0] == "read as ris: it begins as such a file"


@pytest.mark.parametrize(
    ("printed", "at"),
    [
        ("DA  - 2024/08/05/", "2024-08-05"),
        ("Y1  - 1990/2/27//", "1990-02-27"),
        ("PY  - 2022", "2022"),
        ("PY  - 2022/08//", "2022-08"),
        ("DA  - 5 Agustus 2024", "2024-08-05"),
        ("DA  - 2024/08/05/pagi", "2024-08-05"),
    ],
)
def test_a_day_goes_as_far_as_it_is_printed(tmp_path: Path, printed: str, at: str) -> None:
    parsed = parse_published(document(reference(printed), tmp_path).published)
    assert parsed is not None
    assert parsed[0] == at


def test_names_are_turned_and_bodies_are_not(tmp_path: Path) -> None:
    one = document(reference("AU  - Astuti, Rina", "A1  - Radar Pagi", "ED  - Hill, Sam"), tmp_path)
    assert (one.author, one.editor) == ("Rina Astuti, Radar Pagi", "Sam Hill")


def test_an_address_that_goes_on_is_told_on_one_line(tmp_path: Path) -> None:
    words = "TY  - NEWS\nUR  - https://radar.test/1\nDua\nER  - \n"
    (one,) = found(words, tmp_path)
    assert isinstance(one, Refused)
    assert one.next_step == "Import the page that it leads to: https://radar.test/1 Dua"


def test_a_line_without_a_tag_goes_on_with_the_one_before(tmp_path: Path) -> None:
    words = "TY  - NEWS\nAB  - Satu.\nDua.\n\nT2  - Radar\nPagi\nDP  - Arsip\nER  -\n"
    one = document(words, tmp_path)
    assert (one.text, one.outlet, one.extra["found_in"]) == ("Satu.\nDua.", "Radar Pagi", "Arsip")


def test_references_that_break_off_add_nothing(tmp_path: Path) -> None:
    raw = CASE.read_bytes()
    for cut in (raw.index(b"UR  - https://pelabuhan"), raw.rindex(b"ER")):
        (one,) = found(raw[:cut], tmp_path)
        assert isinstance(one, Refused)
        assert one.reason == "it breaks off in the reference of line 18"


def test_a_reference_that_another_one_ends_is_told(tmp_path: Path) -> None:
    one, _ = found(reference().replace("ER  - ", "") + reference(), tmp_path)
    assert isinstance(one, Document)
    assert "no line says that it ends" in one.notes


def test_a_reference_without_a_text_names_its_page(tmp_path: Path) -> None:
    words = reference("UR  - https://radar.test/1").replace("AB  - Isi ringkas.\r\n", "")
    (one,) = found(words, tmp_path)
    assert isinstance(one, Refused)
    assert one.next_step == "Import the page that it leads to: https://radar.test/1"


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=60)
    | st.lists(
        st.sampled_from(("TY  - A\n", "ER  - \n", "AB  - b\n", "x\n", "AU  -\n", "ID - 1\n"))
    )
    .map("".join)
    .map(str.encode)
)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(RefusedError):
        assert list(read_ris(Input(io.BytesIO(raw), "a", "ris", Limits())))
