"""export, formats and annotations import, and the story that leads through all of them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from cli_cases import ARTICLES, Cli, accept_everything, jsonl, lead
from cli_schemas import check

from workbench.services.readers import list_readers

MADE = ("claim", "decision", "source", "rating", "state", "note")


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def _annotations(path: Path) -> list[str]:
    """What people made, as an export has it, without what counts changes."""
    return sorted(
        json.dumps({k: v for k, v in line.items() if k != "version"}, sort_keys=True)
        for line in _lines(path)
        if line["type"] in MADE
    )


def test_the_whole_way_from_texts_to_another_database(
    empty: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.good("import", "-", stdin=jsonl(*ARTICLES))
    assert any(f["kind"] == "quote" for f in empty.good("facts", 1, "--json").records)
    accept_everything(empty.db)
    empty.good("sources", "rate", "Ratih Sondakh", "B", "--rationale", "on the record")
    assert "Cakrawala Pos ← Harbour Wire? ← Ratih Sondakh" in empty.good("show", 1).out
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    done = empty.good("export", "--format", "jsonl", "--out", first)
    assert "3 articles" in done.err
    check(_lines(first), "export")
    other = Cli(monkeypatch, tmp_path / "other.db", analyst="budi")
    done = other.good("annotations", "import", "--format", "jsonl", first)
    assert "3 articles added" in done.err
    assert "others' work on 2 articles shows once you have judged them" in done.err
    assert other.good("claims").raw == b""
    lead(other)
    other.good("export", "--format", "jsonl", "--out", second)
    assert _annotations(second) == _annotations(first)
    assert other.good("claims", "--json").records == [
        {**record, "version": 1} for record in empty.good("claims", "--json").records
    ]
    assert other.good("verify").raw == b""
    again = other.good("annotations", "import", "--format", "jsonl", first)
    assert "0 articles added, 3 known; 0 annotations" in again.err
    (told,) = other.good("annotations", "import", first, "--json").records
    check([told], "taken")
    assert (told["format"], told["path"]) == ("jsonl", str(first))
    assert (told["articles"], told["known_articles"], told["changes"]) == (0, 3, 0)
    assert "undo: import annotations: first.jsonl" in other.good("undo").err
    assert other.good("claims").raw == b""


def test_an_import_names_what_it_leaves_as_it_is_and_makes_the_set(
    annotated: Cli, tmp_path: Path
) -> None:
    annotated.good("select", "save", "siang")
    annotated.good("select", "freeze", "siang")
    for number in range(7):
        annotated.good("tags", "add", f"kata{number}", "--article", 1)
    out = tmp_path / "siang.jsonl"
    annotated.good("export", "--format", "jsonl", "--set", "siang", "--out", out)
    for number in range(7):
        annotated.good("tags", "remove", f"kata{number}")
    annotated.good("select", "drop", "siang")
    words = ("annotations", "import", out)
    told = annotated.good(*words).err.splitlines()
    assert "7 newer here" in told[0]
    assert told[1] == "newer here: tag of #1: kata0; removed here"
    assert told[6].startswith("newer here: 2 more")
    assert told[7].startswith("the set 'siang' was made")
    annotated.good("undo")
    (record,) = annotated.good(*words, "--json").records
    check([record], "taken")
    assert (record["newer"], len(record["stayed"])) == (7, 7)
    assert record["set"] == {"name": "siang", "articles": 3, "made": True, "why_not": ""}
    again = annotated.good("export", "--format", "jsonl", "--set", "siang", "--out", "-")
    assert [line["number"] for line in again.records if line["type"] == "article"] == [1, 2, 3]


def test_sources_that_both_have_are_named_on_one_line(
    annotated: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotated.good("export", "--format", "jsonl", "--out", tmp_path / "all.jsonl")
    other = Cli(monkeypatch, tmp_path / "other.db", analyst="budi")
    other.good("import", "-", stdin=jsonl(*ARTICLES))
    told = other.good("annotations", "import", tmp_path / "all.jsonl").err.splitlines()
    assert "left as they are here" in told[0]
    line, unseen = told[1:]
    assert unseen == "others' work on 2 articles shows once you have judged them"
    assert line.startswith("left as it is here: sources that both have: ")
    assert "Cakrawala Pos" in line


@pytest.mark.parametrize(
    ("name", "format_name"),
    [("a.csv", "csv"), ("a.XLSX", "xlsx"), ("a.jsonld", "web-annotation")],
)
def test_an_ending_that_one_format_alone_has_says_the_format(
    annotated: Cli, tmp_path: Path, name: str, format_name: str
) -> None:
    (record,) = annotated.good("export", "--out", tmp_path / name, "--json").records
    assert record["format"] == format_name
    assert (tmp_path / name).stat().st_size > 0


def test_a_folder_that_is_kept_tells_what_became_of_it(annotated: Cli, tmp_path: Path) -> None:
    out = tmp_path / "vault"
    words = ("export", "--format", "vault", "--out", out)
    assert "notes (new)" in annotated.good(*words).err
    mine = out / "mine.md"
    mine.write_text("mine\n")
    note = next((out / "articles").glob("1 *.md"))
    note.write_text(note.read_text() + "my words\n")
    annotated.good("set", 1, "title=Judul Baru")
    (record,) = annotated.good(*words, "--json").records
    check([record], "written")
    told = {one["why"]: one["count"] for one in record["became"]}
    assert told["changed"] >= 1
    assert told["as they were"] >= 1
    assert mine.read_text() == "mine\n"
    assert "Judul Baru" in note.read_text()
    assert note.read_text().endswith("my words\n")
    (tmp_path / "file").write_text("old")
    assert annotated(*words[:-1], tmp_path / "file").code == 2
    assert annotated(*words[:-1], tmp_path / "no" / "vault").code == 3
    assert annotated(*words[:-1], "-").code == 2
    assert annotated(*words[:-1], tmp_path / "other", "--where", "no:x").code == 2
    assert not (tmp_path / "other").exists()


def test_a_workbook_holds_the_claims_and_the_same_state_gives_the_same_one(
    annotated: Cli, tmp_path: Path
) -> None:
    claims = annotated.good("claims", "--json").records
    for name in ("first.xlsx", "second.xlsx"):
        words = ("export", "--format", "xlsx", "--out", tmp_path / name, "--json")
        (record,) = annotated.good(*words).records
        check([record], "written")
        assert record["claims"] == len(claims)
        assert "facts" in {loss["what"] for loss in record["lost"]}
    assert (tmp_path / "first.xlsx").read_bytes() == (tmp_path / "second.xlsx").read_bytes()
    rows = list(openpyxl.load_workbook(tmp_path / "first.xlsx")["claims"].values)
    words_in = sorted(row[rows[0].index("exact")] for row in rows[1:])
    assert words_in == sorted(one["exact"] for one in claims)


@pytest.mark.parametrize("table", ["hops", "facts", "kwic"])
def test_other_tables_than_claims_are_printed(annotated: Cli, table: str) -> None:
    words = ("export", "--format", "csv", "--option", f"table={table}", "--out", "-")
    rows = list(csv.DictReader(io.StringIO(annotated.good(*words).raw.decode(), newline="")))
    assert {row["article"] for row in rows} >= {"1"}
    found = {row["kind"] if table == "facts" else row.get("mode", "") for row in rows}
    assert ("quote" if table == "facts" else "direct") in found


def test_a_filter_chooses_what_is_exported(annotated: Cli, tmp_path: Path) -> None:
    out = tmp_path / "en.jsonl"
    annotated.good("export", "--format", "jsonl", "--where", "lang:en", "--out", out)
    assert [line["number"] for line in _lines(out) if line["type"] == "article"] == [2]


def test_a_story_and_one_analysts_work_are_chosen(annotated: Cli, tmp_path: Path) -> None:
    out = tmp_path / "story.jsonl"
    first = ("export", "--format", "jsonl", "--out", out)
    annotated.good(*first, "--story", "#1", "--by", "ana", "--without-text", "--pseudonyms")
    header, *rest = _lines(out)
    check([header, *rest], "export")
    assert isinstance(header["choice"], dict)
    assert header["choice"].keys() == {"story", "analysts", "without_text", "pseudonyms"}
    claims = [line for line in rest if line["type"] == "claim"]
    assert claims
    assert {line["analyst"] for line in claims} == set(header["choice"]["analysts"])
    assert "nobody called 'rina'" in annotated(*first, "--by", "rina").err
    assert annotated(*first, "--by", "rina").code == 4
    assert annotated(*first, "--story", "99").code == 4
    assert annotated(*first, "--story", "1", "--where", "lang:id").code == 2
    done = annotated("export", "--format", "brat", "--out", tmp_path / "b", "--without-text")
    assert done.code == 2
    assert "brat is made of the articles' text" in done.err


def test_a_package_is_written_checked_and_taken_in(
    annotated: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ("--option", "title=Pelabuhan", "--option", "licence=CC-BY-4.0")
    for name in ("set", "set.zip"):
        out = tmp_path / name
        report = annotated.good("export", "--format", "package", "--out", out, "--json", *said)
        check(report.records, "written")
        done = annotated.good("export", "--check", out)
        assert done.raw == b""
        assert "it is whole" in done.err
        assert "0 changed, 0 gone, 0 new" in done.err
        other = Cli(monkeypatch, tmp_path / f"{name}.db", analyst="budi")
        assert "3 articles added" in other.good("annotations", "import", out).err
        assert other.good("export", "--check", out).code == 0
    descriptor = json.loads((tmp_path / "set" / "datapackage.json").read_bytes())
    assert (descriptor["title"], descriptor["licenses"]) == ("Pelabuhan", [{"name": "CC-BY-4.0"}])


def test_what_became_of_a_package_is_said(annotated: Cli, tmp_path: Path) -> None:
    out = tmp_path / "set"
    annotated.good("export", "--format", "package", "--out", out)
    annotated.good("undo")
    (out / "claims.csv").unlink()
    (out / "x\x1b[2J").write_text("")
    done = annotated("export", "--check", out)
    assert done.code == 1
    assert "missing: claims.csv\n" in done.out
    assert "\x1b" not in done.out
    assert re.search(r"^changed: claim \S+ of #\d+ “.+”: links$", done.out, re.MULTILINE)
    assert "it is not whole" in done.err
    records = annotated("export", "--check", out, "--json").records
    check(records, "checked")
    assert records[-1]["type"] == "package"
    assert records[-1]["whole"] is False
    assert records[-1]["changed"] == sum(one.get("since") == "changed" for one in records) > 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--check", "none"), 4, "none does not exist"),
        (("--check", "set", "--out", "x"), 2, "--check writes nothing"),
        (("--check", "set", "--by", "ana"), 2, "--check writes nothing"),
        (("--check", "set", "--layer", "all"), 2, "--check writes nothing"),
        (("--format", "package"), 2, "needs --format and --out"),
        (("--out", "x"), 2, "needs --format and --out"),
        (("--out", "x.jsonl"), 2, ".jsonl is that of jsonl and doccano: say which"),
        (("--out", "x.md"), 2, "needs --format and --out"),
        (("--format", "package", "--out", "-"), 2, "is a folder of files"),
    ],
)
def test_what_no_package_comes_of_is_said(
    annotated: Cli, words: tuple[str, ...], code: int, told: str
) -> None:
    done = annotated("export", *words)
    assert (done.code, done.raw) == (code, b"")
    assert told in done.err


def test_an_export_of_nothing_says_whose_states_were_asked(annotated: Cli, tmp_path: Path) -> None:
    where = ("export", "--format", "csv", "--where", "state:aside", "--out", tmp_path / "none.csv")
    done = annotated.good(*where)
    assert "nothing fits; states and claims are ana's" in done.err
    assert "0 articles, 0 claims" in done.err
    done = annotated.good("export", "--format", "csv", "--out", tmp_path / "all.csv")
    assert "nothing fits" not in done.err


def test_options_are_the_formats_own(annotated: Cli, tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    annotated.good("export", "--format", "csv", "--out", out, "--option", "bom=yes")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    for option in ("bom=perhaps", "colour=red", "bom", "=yes"):
        done = annotated("export", "--format", "csv", "--out", out, "--option", option)
        assert done.code == 2, option


def test_what_cannot_be_exported_leaves_the_old_file(annotated: Cli, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    assert annotated("export", "--format", "xml", "--out", out).code == 2
    assert annotated("export", "--format", "jsonl", "--where", "no:x", "--out", out).code == 2
    assert annotated("export", "--format", "jsonl", "--out", tmp_path).code == 2
    assert annotated("export", "--format", "jsonl", "--out", tmp_path / "no" / "x").code == 3
    assert annotated("export", "--format", "jsonl").code == 2
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] == ".") == []


def test_a_damaged_export_is_refused_by_line_and_nothing_is_taken(
    annotated: Cli, empty: Cli, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    annotated.good("export", "--format", "jsonl", "--out", out)
    lines = out.read_bytes().splitlines()
    out.write_bytes(b"\n".join([*lines[:5], b"{", *lines[5:]]))
    done = empty("annotations", "import", "--format", "jsonl", out)
    assert done.code == 1
    assert "6" in done.err
    assert empty.good("list").raw == b""


def test_what_annotations_cannot_come_from(empty: Cli, tmp_path: Path) -> None:
    missing = empty("annotations", "import", "--format", "jsonl", tmp_path / "no.jsonl")
    assert missing.code == 4
    assert not empty.db.exists()
    assert empty("annotations").code == 2
    assert empty("annotations", "import", tmp_path).code == 2
    (tmp_path / "claims.csv").write_text("uid\n")
    assert empty("annotations", "import", "--format", "csv", tmp_path / "claims.csv").code == 2
    assert empty("annotations", "import", "--format", "xml", tmp_path / "claims.csv").code == 2


def test_the_format_of_annotations_is_found_by_what_is_there(
    annotated: Cli, empty: Cli, tmp_path: Path
) -> None:
    for name in ("jsonl", "brat", "csv"):
        annotated.good("export", "--format", name, "--out", tmp_path / name)
    (tmp_path / "marked").write_bytes(b"\xef\xbb\xbf" + (tmp_path / "jsonl").read_bytes())
    one_file = next((tmp_path / "brat").glob("*.txt"))
    for path, told in (
        (tmp_path / "csv", "in no format that annotations are read from"),
        (one_file, "one file of a brat folder"),
        (one_file.with_suffix(".ann"), "one file of a brat folder"),
        (tmp_path / "none", "does not exist"),
    ):
        done = empty("annotations", "import", path)
        assert (done.code, told in done.err) == (4 if path.name == "none" else 2, True), done.err
    assert not empty.db.exists()
    assert "articles added" in empty.good("annotations", "import", tmp_path / "brat").err
    assert "0 articles added" in empty.good("annotations", "import", tmp_path / "jsonl").err
    assert "0 articles added" in empty.good("annotations", "import", tmp_path / "marked").err
    (record,) = empty.good("annotations", "import", tmp_path / "brat", "--json").records
    check([record], "taken")
    assert record["format"] == "brat"
    assert [one["why"] for one in record["unread"]]


def test_formats_follow_the_schema_and_say_what_is_lost(empty: Cli) -> None:
    records = empty.good("formats", "--json").records
    check(records, "format")
    assert {"jsonl", "csv", "brat"} <= {record["name"] for record in records}
    lines = empty.good("formats").lines
    assert len(lines) == len(records)
    assert any(line.startswith("csv: ") and "(write)" in line for line in lines)
    assert not empty.db.exists()


def test_formats_of_articles_follow_the_schema_and_are_all_that_import_reads(empty: Cli) -> None:
    records = empty.good("formats", "--articles", "--json").records
    check(records, "reader")
    assert records == list_readers()
    lines = empty.good("formats", "--articles").lines
    for record, line in zip(records, lines, strict=True):
        assert line.startswith(f"{record['name']}: {record['title']} (")
        assert all(ending in line for ending in record["extensions"])
        assert line.endswith(f"; loses {record['lost']}")
        assert (f"needs {record['needs']};" in line) == bool(record["needs"])
    assert not empty.db.exists()


def test_an_unknown_format_makes_no_database(empty: Cli, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(b"{}\n")
    done = empty("annotations", "import", "--format", "jsnl", file)
    assert done.code == 2
    assert "'jsonl'" in done.err
    assert not empty.db.exists()
