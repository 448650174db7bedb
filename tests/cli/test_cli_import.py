from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_cases import ARTICLES, ROOT, Cli, jsonl
from cli_schemas import check

from workbench.intake.document import FILE_SETTING, TEXT_SETTING
from workbench.services.readers import LIMITING, Limits, limits_of, list_readers, listed_readers
from workbench.settings import SHAPES, Settings

SAMPLE = ROOT / "sample_data" / "articles"

ONE = 'Kapal Tenggelam\n\n"Semua selamat," kata Dewi Anggara kepada wartawan di pelabuhan.\n'


def test_every_input_has_its_line_and_a_second_time_adds_nothing(
    empty: Cli, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ONE)
    (tmp_path / "in" / "b.jsonl").write_bytes(jsonl(*ARTICLES[:2]))
    first = empty.good("import", tmp_path / "in")
    assert [line.split(":")[0] for line in first.lines] == ["added"] * 3
    assert "in/a.txt #1 Kapal Tenggelam" in first.lines[0]
    assert first.err == "3 added\n"
    again = empty.good("import", tmp_path / "in")
    assert [line.split(":")[0] for line in again.lines] == [
        f"duplicate of #{number}" for number in (1, 2, 3)
    ]
    assert len(empty.good("list").lines) == 3


def test_json_outcomes_follow_the_schema(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    (tmp_path / "nothing.txt").write_bytes(b"")
    done = empty(
        "import", "--json", *(tmp_path / n for n in ("a.txt", "nothing.txt", "no.txt", "a.txt"))
    )
    assert done.code == 1
    check(done.records, "import")
    assert [r["became"] for r in done.records] == ["added", "refused", "refused", "duplicate"]
    assert done.records[1]["reason"]
    assert done.records[1]["number"] is None
    uid = empty.good("show", 1, "--json").records[0]["uid"]
    assert done.records[0]["uid"] == done.records[3]["uid"] == uid


def test_one_refused_input_does_not_stop_the_others(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ONE)
    done = empty("import", tmp_path / "missing.txt", tmp_path / "good.txt")
    assert done.code == 1
    assert done.lines[0].startswith("refused: ")
    assert "no such file" in done.lines[0]
    assert done.lines[1].startswith("added: good.txt")
    assert done.err == "1 refused, 1 added\n"


def test_a_dash_is_standard_input_in_its_place(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    bad = b'{"title": "no text"}\n'
    done = empty("import", "-", tmp_path / "a.txt", stdin=jsonl(ARTICLES[0]) + bad)
    assert done.code == 1
    assert [line.split(":")[0] for line in done.lines] == ["added", "refused", "added"]
    assert "stdin:2" in done.lines[1]
    assert "a.txt #2" in done.lines[2]


def test_an_empty_folder_says_so(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    done = empty.good("import", tmp_path / "void")
    assert done.raw == b""
    assert "void: nothing in it that can be imported" in done.err
    assert "standard input: nothing" in empty.good("import", "-").err


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [("--published", "someday", "date"), ("--published", "2026-13-01", "date"),
     ("--lang", "indonesian", "language"), ("--lang", "1d", "language")],
)  # fmt: skip
def test_metadata_that_cannot_be_read_stops_before_anything_is_opened(
    empty: Cli, tmp_path: Path, option: str, value: str, word: str
) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    done = empty("import", tmp_path / "a.txt", option, value)
    assert done.code == 2
    assert word in done.err
    assert done.raw == b""
    assert not empty.db.exists()


def test_given_metadata_goes_before_what_the_container_says(empty: Cli) -> None:
    given = ("--outlet", "Kabar Lintang", "--published", "2026-01-02", "--lang", "EN")
    empty.good("import", "-", *given, stdin=jsonl(ARTICLES[0]))
    record = empty.good("list", "--json").records[0]
    assert (record["outlet"], record["lang"]) == ("Kabar Lintang", "en")
    assert (record["published_at"], record["published_basis"]) == ("2026-01-02", "analyst")


def test_a_file_name_of_escapes_is_printed_safely(empty: Cli, tmp_path: Path) -> None:
    name = tmp_path / "a\x1b[2J\u202e.txt"
    name.write_text(ONE)
    done = empty.good("import", name)
    assert all(line.isprintable() for line in done.lines)
    raw = empty.good("import", "--json", name).raw
    assert raw.decode().rstrip("\n").isprintable()
    assert json.loads(raw)["became"] == "duplicate"


def test_no_path_is_a_usage_error(empty: Cli) -> None:
    assert empty("import").code == 2


def test_a_text_that_is_nearly_another_says_which(empty: Cli) -> None:
    text = "\n\n".join(f"Kalimat nomor {at} tentang kapal yang tenggelam." for at in range(40))
    near = {"id": "n", "outlet": "Lain", "text": text + "\n\nSatu kalimat lagi."}
    done = empty.good("import", "--json", "-", stdin=jsonl({"id": "o", "text": text}, near))
    check(done.records, "import")
    assert [(r["became"], r["reason"]) for r in done.records] == [
        ("added", ""),
        ("near-duplicate", "of #1"),
    ]
    assert empty.good("list", "--json", "--limit", "1").records[0]["relays"][0]["article"]


@pytest.mark.parametrize(
    ("first", "second", "became"),
    [
        ({"url": "https://a.test/1"}, {"url": "https://a.test/1"}, "revision"),
        ({"url": "https://a.test/1"}, {"url": "http://www.a.test/1/?utm_source=x"}, "revision"),
        ({"id": "7"}, {"id": "7"}, "revision"),
        ({"id": "7", "url": "https://a.test/1"}, {"id": "7"}, "revision"),
        ({"id": "7", "url": "https://a.test/1"}, {"id": "7", "url": "https://a.test/2"}, "near"),
        ({"id": "7"}, {"id": "8"}, "near"),
        ({"id": "7"}, {"id": "7", "outlet": "Lain"}, "near"),
        ({}, {}, "near"),
    ],
)
def test_an_update_at_the_same_address_or_id_of_its_outlet_is_a_revision(
    empty: Cli, first: dict[str, str], second: dict[str, str], became: str
) -> None:
    text = "\n\n".join(f"Kalimat nomor {at} tentang kapal yang tenggelam." for at in range(40))
    given = {"outlet": "Kapal Pos", "title": "Kapal tenggelam"}
    one = {**given, **first, "text": text}
    two = {**given, **second, "text": text + "\n\nDiperbarui: satu kalimat lagi."}
    done = empty.good("import", "--json", "-", stdin=jsonl(one, two))
    check(done.records, "import")
    assert [record["reason"] for record in done.records] == ["", "of #1"]
    assert done.records[1]["became"].startswith(became)
    (relay,) = empty.good("list", "--json", "--limit", "1").records[0]["relays"]
    assert relay["kind"] == ("revision_of" if became == "revision" else "near_duplicate")


def test_what_a_folder_holds_beside_articles_is_passed_over_in_words(
    empty: Cli, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.txt").write_text("Judul\n\nIsi berita.\n", encoding="utf-8")
    (folder / "b.png").write_bytes(b"\x89PNG\r\n")
    (folder / "c").write_bytes(b"x")
    done = empty.good("import", folder)
    names = [reader["name"] for reader in list_readers()]
    no_such = f"no {', '.join(names[:-1])} or {names[-1]}"
    assert f"passed over, being {no_such}: 2 (.png, no ending)" in done.err
    assert "1 added" in done.err


def _settings(tmp_path: Path, words: str) -> None:
    """The settings of the analyst whom these tests stand for."""
    folder = tmp_path / "places" / "workbench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.toml").write_text(words, "utf-8")


def test_the_settings_say_how_large_an_article_may_be(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("kata " * 300)
    _settings(tmp_path, "article_characters = 1000\n")
    done = empty("import", tmp_path / "a.txt")
    assert done.code == 1
    assert "1,500 code points are over the limit of 1,000" in done.lines[0]
    assert "raise article_characters in settings.toml" in done.lines[0]
    _settings(tmp_path, "article_characters = 2000\n")
    assert empty.good("import", tmp_path / "a.txt").err == "1 added\n"


def test_the_settings_say_how_large_a_file_may_be_and_a_line(empty: Cli, tmp_path: Path) -> None:
    _settings(tmp_path, "file_megabytes = 1\n")
    (tmp_path / "a.txt").write_text("kata " * 200_001)
    lines = jsonl(ARTICLES[0], {"text": "kata " * 200_001}, ARTICLES[1])
    (tmp_path / "b.jsonl").write_bytes(lines)
    done = empty("import", tmp_path / "a.txt", tmp_path / "b.jsonl", "-", stdin=lines)
    assert done.code == 1
    assert [line.split(":")[0] for line in done.lines] == [
        "refused", "added", "refused", "added", "duplicate of #1", "refused", "duplicate of #2",
    ]  # fmt: skip
    for line in (done.lines[0], done.lines[2], done.lines[5]):
        assert "over the limit of 1,000,000" in line
        assert "raise file_megabytes in settings.toml" in line


def test_as_shipped_the_limits_are_those_of_intake() -> None:
    assert limits_of(Settings()) == Limits()
    assert set(LIMITING) <= SHAPES.keys()
    for setting, hint in zip(LIMITING, (FILE_SETTING, TEXT_SETTING), strict=True):
        assert hint == f"raise {setting} in settings.toml"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("file_megabytes = 0\n", "settings.toml:1: file_megabytes: must be a whole number"),
        ("\nfile_megabyte = 5\n", "settings.toml:2: file_megabyte: is not a setting"),
        ("file_megabytes ==\n", "settings.toml:1: is not TOML"),
        ('mouse = "of"\n', ""),
    ],
)
def test_a_mistake_in_a_limit_is_told_where_it_matters(
    empty: Cli, tmp_path: Path, words: str, told: str
) -> None:
    _settings(tmp_path, words)
    (tmp_path / "a.txt").write_text(ONE)
    for done in (
        empty.good("import", tmp_path / "a.txt"),
        empty.good("facts", "--jsonl", stdin=jsonl(ARTICLES[0])),
    ):
        assert told in done.err
        assert told or "settings.toml" not in done.err


def test_the_help_names_every_file_that_can_be_read(empty: Cli) -> None:
    for verb in ("import", "open"):
        words = " ".join(empty.good(verb, "--help").out.split())
        assert f"Files that can be read: {listed_readers()}." in words


def test_a_page_by_another_name_says_how_it_was_read(empty: Cli, tmp_path: Path) -> None:
    page = (SAMPLE / "port-blast.html").read_bytes()
    (tmp_path / "page.txt").write_bytes(page)
    (line,) = empty.good("import", tmp_path / "page.txt").lines
    assert line.endswith("(read as html: it begins as such a file)")
    (again,) = empty.good("import", SAMPLE / "port-blast.html").lines
    assert again.startswith("duplicate of #1")


def test_what_no_reader_takes_is_refused_with_all_that_can_be_read(
    empty: Cli, tmp_path: Path
) -> None:
    (tmp_path / "a.rtf").write_text("Isi\n")
    done = empty("import", tmp_path / "a.rtf")
    assert done.code == 1
    assert done.lines == [
        "refused: a.rtf: it is rich text (RTF), which is not read. "
        f"Save it as one of these: {listed_readers()}."
    ]


def test_columns_of_a_table_are_named_on_the_command_line(empty: Cli, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("isi;judul\nKapal tiba.;Pelabuhan\n")
    done = empty("import", table)
    assert done.code == 1
    assert "none of its columns is called text; it has isi, judul" in done.lines[0]
    (line,) = empty.good("import", "--columns", "text=isi, title=judul", table).lines
    assert line == "added: a.csv:2 #1 Pelabuhan"
    wrong = empty("import", "--columns", "teks=isi", table)
    assert wrong.code == 2
    assert "'teks=isi' is no column of a field" in wrong.err
    assert empty("import", "--separator", "ab", table).code == 2
