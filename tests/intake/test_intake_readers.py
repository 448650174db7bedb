"""Every row of the registry against what its module does, and the cases that each reader must have.

A case is a file in `cases/NAME/`, where NAME is the reader's, with what is to be read from it in a
file of the same name and `.expected.json`: a list of documents, of which fields that are empty are
left out, and of refusals.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from dataclasses import asdict
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from workbench.intake import Document, Limits, Refused, read
from workbench.intake.document import Address
from workbench.intake.readers import (
    PACKAGE,
    TEXT,
    Reader,
    choose_reader,
    listed_readers,
    load_reader,
    reader_of,
    readers,
)

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).with_name("cases")
FILES = sorted(path for path in CASES.rglob("*") if path.is_file())
INPUTS = [path for path in FILES if not path.name.endswith(".expected.json")]


def _name(value: object) -> str:
    return value.name if isinstance(value, Reader | Path) else ""


def _record(found: Document | Refused) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(found).items() if value}
    fields.pop("raw", None)
    record: dict[str, Any] = json.loads(json.dumps(fields))
    return record


def _read_by(path: Path) -> Reader:
    with path.open("rb") as stream:
        return choose_reader(path.name, stream.read(4096))[0]


@pytest.mark.parametrize("reader", readers(), ids=_name)
def test_every_reader_has_a_case(reader: Reader) -> None:
    cases = [path for path in INPUTS if path.parent.name == reader.name]
    assert cases, f"put a file that {reader.name} reads into {CASES.name}/{reader.name}/"
    assert {_read_by(path) for path in cases} == {reader}


@pytest.mark.parametrize("path", INPUTS, ids=_name)
def test_a_case_is_read_as_expected(path: Path) -> None:
    found = [_record(one) for one in read([path])]
    expected = path.with_name(f"{path.name}.expected.json")
    assert expected.exists(), f"write it, if it is right: {json.dumps(found, indent=2)}"
    assert found == json.loads(expected.read_text("utf-8"))


def test_no_case_is_lost() -> None:
    names = {reader.name for reader in readers()}
    assert {path.relative_to(CASES).parts[0] for path in FILES} == names
    assert len(FILES) == 2 * len(INPUTS)


@pytest.mark.parametrize("reader", readers(), ids=_name)
def test_a_row_says_all_of_its_reader(reader: Reader) -> None:
    assert reader.title
    assert reader.lost
    assert reader.how
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", reader.media_type)
    assert callable(load_reader(reader))
    assert reader.endings
    for ending in reader.endings:
        assert re.fullmatch(r"[a-z]*(\.[a-z0-9]+){1,2}", ending)
        assert reader_of(ending.upper()) is reader, "an ending belongs to one reader"
    assert all(start == start.lower() for start in reader.begins)


def test_no_two_readers_share_a_name_a_module_or_a_beginning() -> None:
    for values in (
        [reader.name for reader in readers()],
        [reader.module for reader in readers()],
        [start for reader in readers() for start in reader.begins],
    ):
        assert len(values) == len(set(values))


def _read_apart(reader: Reader, before: str, after: str) -> str:
    """What a process prints that reads a case of the reader between two lines of program."""
    case = next(path for path in INPUTS if path.parent.name == reader.name)
    program = (
        "import sys; from pathlib import Path; from workbench.intake import read\n"
        f"{before}\nfound = list(read([Path({str(case)!r})]))\n{after}"
    )
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


_OF_OTHERS = {"cryptography", "_cffi_backend", "cffi"}
"""What a library takes where something else brought it."""


@pytest.mark.parametrize("reader", readers(), ids=_name)
def test_a_reader_needs_the_library_that_its_row_names(reader: Reader) -> None:
    loaded = _read_apart(
        reader,
        "names = lambda: {name.partition('.')[0] for name in sys.modules}; before = names()",
        "print(*names() - before)",
    )
    libraries = set(loaded.split()) & set(packages_distributions()) - _OF_OTHERS
    assert libraries == ({reader.needs} if reader.needs else set())


@pytest.mark.parametrize("reader", [one for one in readers() if one.needs], ids=_name)
def test_a_library_that_is_not_there_refuses_the_file_and_says_what_to_install(
    reader: Reader,
) -> None:
    words = _read_apart(
        reader,
        f"sys.modules[{reader.needs!r}] = None",
        "(one,) = found; print(one.reason, one.next_step, sep='. ')",
    )
    name = reader.needs
    what = f"'{PACKAGE}[{reader.extra}]'" if reader.extra else name
    assert words == f"reading {reader.name} needs {name}. Install it: pip install {what}.\n"


def test_an_extra_installs_the_library_that_its_reader_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == PACKAGE
    for reader in readers():
        if reader.extra:
            wanted = {
                re.split(r"[<>=~!;\[ ]", one)[0]
                for one in project["optional-dependencies"][reader.extra]
            }
            assert wanted & set(packages_distributions()[reader.needs])


def test_naming_the_readers_loads_none_of_them() -> None:
    modules = [reader.module for reader in readers()]
    program = (
        "import sys; from workbench.intake.readers import listed_readers; listed_readers(); "
        f"print(*(name for name in {modules!r} if name in sys.modules))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


@pytest.mark.parametrize("reader", readers(), ids=_name)
def test_every_reader_stands_in_the_readme(reader: Reader) -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    missing = [ending for ending in reader.endings if f"`{ending}`" not in page]
    assert not missing, f"name {missing} in README.md, where it says what can be imported"


PAGE = (
    b"<html><body><article><h1>Judul</h1><p>Isi berita yang cukup panjang untuk sebuah artikel, "
    b"dengan beberapa kata lagi supaya tidak dianggap menu.</p></article></body></html>"
)


@pytest.mark.parametrize("name", ["a.txt", "a", "a.bak"])
@pytest.mark.parametrize(
    "before", [b"", b"\xef\xbb\xbf", b"\r\n ", b"<?xml version='1.0'?>\n", b"<!-- saved -->\n"]
)
def test_a_page_that_is_called_text_is_read_as_a_page(
    tmp_path: Path, name: str, before: bytes
) -> None:
    (tmp_path / name).write_bytes(before + PAGE)
    (found,) = read([tmp_path / name])
    assert isinstance(found, Document)
    assert found.text.startswith("Judul\n\nIsi berita")
    assert found.retrieved_how == "html"
    assert found.notes[0] == "read as html: it begins as such a file"


def test_addresses_alone_are_no_article(tmp_path: Path) -> None:
    for words in ("https://a.test/1\nHTTP://b.test/2\tkata\n", "  https://a.test/1"):
        (tmp_path / "a.txt").write_text(words)
        for found, line in zip(read([tmp_path / "a.txt"]), words.splitlines(), strict=True):
            assert isinstance(found, Address)
            assert line.strip() == "\t".join(filter(None, (found.address, found.note)))
            assert found.next_step == "Save its page and import that; none is fetched."
    (tmp_path / "a.txt").write_text("https://a.test/1 adalah alamat.\n")
    (found,) = read([tmp_path / "a.txt"])
    assert isinstance(found, Document)


def test_words_about_markup_stay_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Judul\n\n<html> adalah sebuah tanda.\n")
    (found,) = read([tmp_path / "a.txt"])
    assert isinstance(found, Document)
    assert (found.text, found.notes) == ("Judul\n\n<html> adalah sebuah tanda.", ())


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.html"])
def test_the_ending_of_what_is_no_text_is_believed(tmp_path: Path, name: str) -> None:
    assert choose_reader(Path(name).suffix, PAGE) == (reader_of(Path(name).suffix), "")


@pytest.mark.parametrize(
    ("name", "raw", "what"),
    [
        ("a.msg", b"anything", "a message of Outlook"),
        ("a.xml", b"<?xml version='1.0'?>\n<office/>", "XML"),
        ("a.doc", b"{\\rtf1 Isi}", "rich text (RTF)"),
        ("a.bib", b"% Zotero\n", "BibTeX"),
        ("a", b"@article{ana2024,\n  title = {Isi}\n}", "BibTeX"),
    ],
)
def test_what_no_reader_takes_is_refused_with_all_that_can_be_read(
    tmp_path: Path, name: str, raw: bytes, what: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    (found,) = read([tmp_path / name])
    assert isinstance(found, Refused)
    assert found.reason == f"it is {what}, which is not read"
    assert found.next_step == f"Save it as one of these: {listed_readers()}."


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        *((name, b"%PDF-1.7\nisi") for name in ("a.docx", "a.html", "a.jsonl", "a.json")),
        *((name, b"PK\x03\x04isi") for name in ("a.txt", "a.pdf", "a.html", "a.json", "a")),
    ],
)
def test_a_binary_file_is_refused_with_all_that_can_be_read(
    tmp_path: Path, name: str, raw: bytes
) -> None:
    (tmp_path / name).write_bytes(raw)
    (found,) = read([tmp_path / name])
    assert isinstance(found, Refused)
    assert found.reason.endswith(", not text")
    assert found.next_step == f"Save it as one of these: {listed_readers()}."


@pytest.mark.parametrize("raw", [b"From here on\n\nIsi.", b"From: meja\nCatatan", b"Isi <?xml?>"])
@pytest.mark.parametrize("name", ["a.log", "a", "a.txt"])
def test_prose_is_text_whatever_it_is_called(tmp_path: Path, name: str, raw: bytes) -> None:
    assert choose_reader(Path(name).suffix, raw) == (TEXT, "")


@pytest.mark.parametrize("reader", readers(), ids=_name)
def test_an_empty_file_is_refused_by_any_ending(tmp_path: Path, reader: Reader) -> None:
    for ending in reader.endings:
        (tmp_path / f"a{ending}").touch()
    assert {one.reason for one in read([tmp_path]) if isinstance(one, Refused)} == {"it is empty"}
    assert len(list(read([tmp_path]))) == len(reader.endings)


@pytest.mark.parametrize("reader", readers(), ids=_name)
def test_a_folder_is_walked_whatever_it_is_called(tmp_path: Path, reader: Reader) -> None:
    folder = tmp_path / f"a{reader.endings[0]}"
    folder.mkdir()
    assert list(read([folder])) == []
    (folder / "b.txt").write_text("Isi")
    (found,) = read([folder])
    assert found.origin == f"{folder.name}/b.txt"


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_byte_order_mark_costs_no_record(tmp_path: Path, name: str, mark: bytes) -> None:
    (tmp_path / name).write_bytes(mark + b'{"text": "satu"}\n{"text": "dua"}\n')
    found = list(read([tmp_path / name]))
    assert [one.text for one in found if isinstance(one, Document)] == ["satu", "dua"]


@pytest.mark.parametrize("reader", readers(), ids=_name)
def test_what_is_too_large_names_the_setting_to_change(tmp_path: Path, reader: Reader) -> None:
    case = next(path for path in INPUTS if path.parent.name == reader.name)
    for limits, setting in (
        (Limits(file_bytes=8), "raise file_megabytes in settings.toml."),
        (Limits(code_points=3), "raise article_characters in settings.toml."),
    ):
        refused = [one for one in read([case], limits=limits) if isinstance(one, Refused)]
        over = [one for one in refused if "over the limit" in one.reason]
        assert over
        assert all(one.next_step.endswith(setting) for one in over)
