"""workbench raw: what an article came as comes out as it went in, where a setting kept it."""

from __future__ import annotations

import json
import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from cli_cases import Cli
from cli_schemas import check

PAGE = (
    "<!doctype html><html><head><title>Gudang</title></head><body><article><h1>Gudang</h1>"
    "<p>Tujuh pekerja tewas dalam ledakan itu, kata juru bicara kepolisian Ratih Sondakh.</p>"
    "</article></body></html>\r\n"
).encode("utf-16")


@pytest.fixture
def keeping(empty: Cli, tmp_path: Path) -> Cli:
    folder = tmp_path / "places" / "workbench"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('keep_raw = "on"\n')
    return empty


def written(cli: Cli, number: int, out: Path) -> bytes:
    cli.good("raw", number, "--out", out)
    return out.read_bytes()


def test_a_page_comes_out_as_it_was(keeping: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    keeping.good("import", tmp_path / "a.html")
    assert written(keeping, 1, tmp_path / "out") == PAGE
    assert keeping.good("raw", 1, "--out", "-").raw == PAGE
    again = keeping("raw", 1, "--out", tmp_path / "out")
    assert (again.code, "is there already" in again.err) == (2, True)
    assert keeping("raw", 1).code == keeping("raw", "--out", tmp_path / "x").code == 2
    assert keeping.good("verify").err


def test_of_a_file_that_holds_several_each_has_its_own(keeping: Cli, tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "in.mbox")
    for words in ("satu", "dua"):
        message = EmailMessage()
        message["From"], message["Subject"] = "desk@desk.test", words
        message.set_content(f"Isi surat nomor {words}.\n")
        box.add(message)
    box.close()
    lines = [json.dumps({"text": f"Judul {n}\n\nIsi {n}.", "outlet": "X"}) for n in "ab"]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n")
    keeping.good("import", tmp_path / "in.mbox", tmp_path / "in.jsonl")
    letter = written(keeping, 2, tmp_path / "letter")
    assert b"Subject: dua" in letter
    assert b"satu" not in letter
    assert written(keeping, 3, tmp_path / "line").decode() == lines[0]


def test_how_much_is_kept_is_told_apart(keeping: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    keeping.good("import", tmp_path / "a.html")
    (tmp_path / "places" / "workbench" / "settings.toml").unlink()
    (tmp_path / "b.txt").write_text("Judul\n\nTanpa byte.\n")
    keeping.good("import", tmp_path / "b.txt")
    missing = keeping("raw", 2, "--out", tmp_path / "b")
    assert (missing.code, "keep_raw" in missing.err) == (4, True)
    assert not (tmp_path / "b").exists()
    (sizes,) = keeping.good("raw", "--json").records
    check([sizes], "raw")
    assert (sizes["articles"], sizes["all_articles"], sizes["size"]) == (1, 2, len(PAGE))
    assert keeping.good("raw").lines[0] == "kept of 1 of 2 articles"
