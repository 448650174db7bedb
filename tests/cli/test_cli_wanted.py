"""Addresses are wanted until an article is from there; none is fetched, none becomes an article."""

from __future__ import annotations

from pathlib import Path

from cli_cases import Cli, jsonl
from cli_schemas import check

LIST = """\
# minggu ini
https://www.cakrawala.test/berita/gudang?utm_source=surat  gudang di pelabuhan
<http://northgate.test/train>

https://northgate.test/a https://northgate.test/b
https://www.northgate.test/train/
"""


def wanted(cli: Cli, *words: object) -> list[str]:
    return [one["address"] for one in cli.good("wanted", "--json", *words).records]


def test_a_list_of_addresses_is_wanted_and_crossed_off(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LIST)
    done = empty.good("import", tmp_path / "list.txt")
    assert done.err == "5 wanted\n"
    assert done.lines[0] == (
        "wanted: list.txt:2: https://www.cakrawala.test/berita/gudang?utm_source=surat"
    )
    assert len(wanted(empty)) == 4
    assert empty.good("list").lines == []
    article = {"text": "Gudang\n\nIsi berita.", "url": "http://cakrawala.test/berita/gudang/#kom"}
    (tmp_path / "a.jsonl").write_bytes(jsonl(article))
    assert "its address was wanted" in empty.good("import", tmp_path / "a.jsonl").lines[0]
    assert len(wanted(empty)) == 3
    every = empty.good("wanted", "--all", "--json").records
    check(every, "wanted")
    (first,) = (one for one in every if one["article"])
    assert (first["article"], first["note"], first["analyst"]) == (1, "gudang di pelabuhan", "ana")
    assert sum(line.startswith("#1 ") for line in empty.good("wanted", "--all").lines) == 1


def test_what_is_there_is_not_wanted_and_nothing_is_wanted_twice(
    empty: Cli, tmp_path: Path
) -> None:
    empty.good("import", "-", stdin=jsonl({"text": "Isi.", "url": "https://northgate.test/train"}))
    (tmp_path / "list.txt").write_text(LIST)
    first = empty.good("import", tmp_path / "list.txt")
    assert first.err == "3 wanted, 2 duplicate\n"
    assert "duplicate of #1: list.txt:3" in first.out
    entries = len(empty.good("log").lines)
    again = empty.good("import", tmp_path / "list.txt")
    assert again.err == first.err.replace("wanted", "known")
    check(empty.good("import", "--json", tmp_path / "list.txt").records, "import")
    assert len(empty.good("log").lines) == entries
    assert "3 addresses" in empty.good("undo").err + empty.good("log").out
    assert wanted(empty) == []
    assert empty.good("redo").code == empty.good("verify").code == 0
    assert len(wanted(empty)) == 3


def test_a_list_may_be_written_as_people_write(empty: Cli, tmp_path: Path) -> None:
    lines = (
        " # catatan", "https://detik.test/berita baca ini", "www.kompas.test/a", "- http://b.test/1",
        "tanya Ratih dulu",
    )  # fmt: skip
    (tmp_path / "list.txt").write_text("\n".join(lines))
    (tmp_path / "one.txt").write_text("https://detik.test/berita2 baca ini\n")
    done = empty("import", tmp_path / "list.txt", tmp_path / "one.txt")
    assert (done.code, done.err) == (1, "4 wanted, 1 refused\n")
    assert "list.txt:5: it is no address, in a list of them. Put # before a note." in done.out
    assert wanted(empty)[1:] == [
        "https://detik.test/berita", "https://detik.test/berita2", "https://www.kompas.test/a"
    ]  # fmt: skip
    assert empty.good("list").lines == []


def test_one_can_be_taken_off(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LIST)
    empty.good("import", tmp_path / "list.txt")
    empty.good("wanted", "--drop", "http://northgate.test/a#x")
    assert "https://northgate.test/a" not in wanted(empty)
    missing = empty("wanted", "--drop", "http://northgate.test/a")
    assert (missing.code, "is not wanted" in missing.err) == (4, True)


def test_a_text_that_begins_with_an_address_is_an_article(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://a.test/x\n\nIsi berita yang disalin.\n")
    (tmp_path / "b.txt").write_text("https://a.test/y " + "Kalimat panjang. " * 30)
    assert empty.good("import", tmp_path / "a.txt", tmp_path / "b.txt").err == "2 added\n"
    (tmp_path / "c.txt").write_text("https://a.test/z\nhttps:///tanpa-host\n")
    broken = empty("import", tmp_path / "c.txt")
    assert (broken.code, broken.err) == (1, "1 wanted, 1 refused\n")
