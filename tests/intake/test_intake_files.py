from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import RefusedError
from workbench.intake import Document, Input, Limits, Refused, plain, read, read_stream

ARTICLE = "Haftar Tolak Seruan\n\nTRIPOLI – Jenderal itu menolak “seruan” tersebut.\n"


def only(paths: list[Path], **limits: Any) -> Document | Refused:
    (found,) = read(paths, limits=Limits(**limits))
    return found


def document(path: Path) -> Document:
    found = only([path])
    assert isinstance(found, Document), found
    return found


def refusal(path: Path, **limits: int) -> Refused:
    found = only([path], **limits)
    assert isinstance(found, Refused), found
    assert found.next_step.endswith((".", "8"))
    return found


def test_a_text_file_keeps_its_headline_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "satu.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    found = document(path)
    assert found.text == ARTICLE.rstrip("\n")
    assert found.title == "Haftar Tolak Seruan"
    assert found.raw_sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert (found.origin, found.retrieved_how, found.notes) == ("satu.txt", "file", ())
    assert (found.published, found.published_basis) == ("", "")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Judul\nIsi langsung", ""),
        ("Hanya satu baris", ""),
        ("\n\nJudul\n\nIsi", "Judul"),
        ("# Judul\n\nIsi", "Judul"),
        ("J" * 301 + "\n\nIsi", ""),
        ("Judul\r\n\r\nIsi", "Judul"),
    ],
)
def test_a_headline_is_a_short_first_line_before_a_blank_one(
    tmp_path: Path, text: str, title: str
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(text.encode())
    assert document(path).title == title


def test_gold_offsets_hold_on_the_text_as_read() -> None:
    root = Path(os.environ.get("WORKBENCH_SHARED", Path(__file__).parents[2].parent / "shared"))
    gold_file = root / "seed" / "gold.json"
    if not gold_file.exists():
        pytest.skip("the shared material is not here")
    gold = json.loads(gold_file.read_text("utf-8"))
    found = document(gold_file.with_name(gold["doc"]["path_name"]))
    assert len(found.text) == gold["doc"]["chars"]
    for line in gold["lines"]:
        start, end = line["span"]
        assert found.text[start:end].startswith(line["text"].rstrip("…"))


def test_folders_are_walked_sorted_without_hidden_or_unknown_files(tmp_path: Path) -> None:
    box = tmp_path / "kotak"
    (box / "b").mkdir(parents=True)
    (box / ".rahasia").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", ".x.txt", ".rahasia/e.txt", "foto.jpg"):
        (box / name).write_text(f"Isi {name}")
    (box / "b" / "lingkar").symlink_to(box, target_is_directory=True)
    found = list(read([box]))
    assert [item.origin for item in found] == ["kotak/a.txt", "kotak/b/d.txt", "kotak/c.txt"]


def test_a_named_file_of_unknown_ending_is_text(tmp_path: Path) -> None:
    path = tmp_path / "berita.log"
    path.write_text(ARTICLE)
    assert document(path).title == "Haftar Tolak Seruan"


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0" * 500)
    (tmp_path / "b.txt").write_text("Isi")
    found = list(read([tmp_path / "tiada.txt", tmp_path]))
    assert [type(item) for item in found] == [Refused, Refused, Document]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.txt", "a.rss", "a.ris"])
def test_a_file_of_blanks_is_refused_and_not_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\n \n")
    (one,) = read([tmp_path / name])
    assert isinstance(one, Refused)
    assert one.next_step


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "it is empty"),
        (b" \n\t\r\n", "holds no text"),
        (b"%PDF-1.7 halo", "a PDF"),
        (b"ab\0\0" * 100, "binary"),
        (bytes(range(32)) * 10, "binary"),
        (random.Random(7).randbytes(3_000), "binary"),
        ("“Kata” ‘dia’ – itu".encode("cp1252") * 10 + b"\x81" * 20, "not UTF-8"),
        (bytes(range(128, 256)), "not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(tmp_path: Path, raw: bytes, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    assert words in refusal(path).reason


@pytest.mark.parametrize(
    ("words", "charset"),
    [
        ("Pesisir\n\nKata dia “baik” sekali… kata dia – hari ini.", "windows-1252"),
        ("Kapal Jum’at", "windows-1252"),
        ("Москва сегодня встречает гостей", "koi8-r"),
        ("北京今天宣布新的政策", "gb18030"),
        ("今日は雨が降っています", "cp932"),
    ],
)
def test_text_without_a_declared_charset_is_read_with_a_note(
    tmp_path: Path, words: str, charset: str
) -> None:
    if charset != "windows-1252":
        pytest.importorskip("chardet")
    path = tmp_path / "a.txt"
    path.write_bytes(words.encode(charset))
    found = document(path)
    assert (found.text, found.notes) == (
        words, (f"read as {charset}, no usable charset declared",)
    )  # fmt: skip


def test_an_unread_charset_is_refused_with_the_line_that_installs_a_detector(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "chardet", None)
    path = tmp_path / "a.txt"
    path.write_bytes("Москва сегодня встречает гостей".encode("koi8-r"))
    assert "pip install 'analyst-workbench[charset]'" in refusal(path).next_step


def test_a_few_odd_bytes_are_repaired_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfJudul\r\n\r\nIsi yang \xff cukup\0 panjang untuk dibaca orang.")
    found = document(path)
    assert found.text == "Judul\n\nIsi yang \ufffd cukup panjang untuk dibaca orang."
    assert found.notes == (
        "1 byte not UTF-8 replaced",
        "1 NUL removed",
        "BOM removed",
        "CRLF line ends made LF",
    )


@pytest.mark.parametrize("charset", ["utf-16", "utf-32"])
def test_marked_wide_text_is_read(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ARTICLE.encode(charset))
    found = document(path)
    assert found.text == ARTICLE.rstrip("\n")
    assert found.notes == (f"read as {charset}",)


def test_control_characters_in_prose_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x1b[31mJudul\x07\x1b[0m\n\nIsi")
    assert document(path).text == "\x1b[31mJudul\x07\x1b[0m\n\nIsi"


def test_sizes_are_limited(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("kata " * 100)
    assert "bytes are over the limit of 100" in refusal(path, file_bytes=100).reason
    assert "code points are over the limit of 100" in refusal(path, code_points=100).reason


def test_pipes_devices_and_missing_files_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.txt")
    assert refusal(tmp_path / "pipa.txt").reason == "it is not a regular file"
    assert refusal(Path(os.devnull)).reason == "it is not a regular file"
    assert refusal(tmp_path / "tiada").reason == "there is no such file"
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert "loop" in refusal(tmp_path / "loop.txt").reason
    assert [item.origin for item in read([tmp_path])] == [
        f"{tmp_path.name}/loop.txt",
        f"{tmp_path.name}/pipa.txt",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Isi")
    path.chmod(0)
    assert refusal(path).reason == "it may not be read"


def test_a_file_name_is_shown_without_escapes(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\n.txt"
    path.write_text("Isi")
    assert document(path).origin.isprintable()


def test_lines_on_a_stream_come_in_one_by_one() -> None:
    stream = io.BytesIO(b'{"text":"satu"}\n\n{"text":2}\n')
    first, second = read_stream(stream)
    assert isinstance(first, Document)
    assert (first.origin, first.retrieved_how) == ("stdin:1", "stdin")
    assert isinstance(second, Refused)
    assert second.origin == "stdin:3"


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_refusal(raw: bytes) -> None:
    with contextlib.suppress(RefusedError):
        (found,) = plain.read(Input(io.BytesIO(raw), "x", "file", Limits()))
        assert isinstance(found, Document)
        found.text.encode("utf-8")
        assert found.text.strip()


def test_importing_intake_loads_no_parser() -> None:
    heavy = "selectolax", "sqlite3", "rapidfuzz", "rich", "textual", "json", "email"
    code = f"import workbench.intake, sys; print([m for m in {heavy!r} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    box, out = tmp_path / "box", tmp_path / "out"
    (out / "deep").mkdir(parents=True)
    box.mkdir()
    for place in (out / "secret.txt", out / "deep" / "more.txt", box / "own.txt"):
        place.write_text(f"Kapal karam di {place.name}.", "utf-8")
    (box / "file.txt").symlink_to(out / "secret.txt")
    (box / "folder").symlink_to(out)
    (box / "up").symlink_to("..")
    (box / "again.txt").symlink_to("own.txt")
    (box / "gone.txt").symlink_to(out / "none.txt")
    found = list(read([box]))
    assert {one.origin: one.reason for one in found if isinstance(one, Refused)} == {
        f"box/{name}": "it is a link out of the folder"
        for name in ("file.txt", "folder", "up", "gone.txt")
    }
    assert [one.origin for one in found if isinstance(one, Document)] == [
        "box/again.txt",
        "box/own.txt",
    ]
    (named,) = read([box / "file.txt"])
    assert isinstance(named, Document)
    assert "secret" in named.text
