"""`workbench report`: of everything, a filter, a set, a story, a sitting; and that it is safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_cases import ARTICLES, Cli, Done, accept_everything, jsonl, lead
from cli_schemas import check

from workbench.exchange.report import FORMATS, languages
from workbench.services.sitting import end_session, remember_reading, start_session
from workbench.services.workbench import Workbench
from workbench.store import open_store


def report(cli: Cli, folder: Path, *words: object) -> tuple[str, Done]:
    """A report, and what was said beside it."""
    out = folder / "report.html"
    done = cli.good("report", *words, "--out", out)
    return out.read_text("utf-8"), done


def test_a_report_is_one_file_that_is_the_same_twice(annotated: Cli, tmp_path: Path) -> None:
    first, done = report(annotated, tmp_path)
    assert done.raw == b""
    assert done.err.splitlines()[0] == f"{tmp_path / 'report.html'}: 3 articles, 4 claims"
    assert "not in it: 4 answers to the machine's questions (they are how the" in done.err
    told = annotated.good("report", "--out", tmp_path / "report.html", "--json")
    check(told.records, "written")
    assert told.records[0]["claims"] == 4
    assert {name: told.records[0]["lost"][1][name] for name in ("what", "count")} == {
        "what": "answers to the machine's questions",
        "count": 4,
    }
    assert annotated("report", "--out", "-", "--json").code == 2
    assert "Titik ledakan ada di sisi timur" in first
    assert report(annotated, tmp_path)[0] == first
    assert annotated.good("report", "--out", "-").out == first


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("lang", languages())
def test_every_format_and_language_tells_what_is_claimed(
    annotated: Cli, tmp_path: Path, format_name: str, lang: str
) -> None:
    text, _ = report(annotated, tmp_path, "--format", format_name, "--lang", lang)
    title = {"en": "Report on all articles", "id": "Laporan tentang semua artikel"}[lang]
    assert title in text
    assert "Ratih Sondakh" in text


def test_a_file_whose_name_says_markdown_is_markdown(annotated: Cli, tmp_path: Path) -> None:
    annotated.good("report", "--out", tmp_path / "laporan.md")
    assert (tmp_path / "laporan.md").read_text("utf-8").startswith("# Report on all articles")
    annotated.good("report", "--out", tmp_path / "laporan.md", "--format", "html")
    assert (tmp_path / "laporan.md").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_report_has_the_articles_that_a_filter_leaves_and_says_so(
    annotated: Cli, tmp_path: Path
) -> None:
    text, _ = report(annotated, tmp_path, "--where", "lang:en", "--title", "Kereta <malam>")
    assert "<h1>Kereta &lt;malam&gt;</h1>" in text
    assert "the articles that this filter leaves: lang:en" in text
    text, _ = report(annotated, tmp_path, "--where", "lang:en")
    assert "Report: lang:en" in text
    assert "Night Train" in text
    assert "Pelabuhan" not in text
    _, done = report(annotated, tmp_path, "--where", "lang:fr")
    assert "nothing fits; states and claims are ana's" in done.err


def test_a_report_of_a_set_asks_for_a_frozen_one(annotated: Cli, tmp_path: Path) -> None:
    annotated.good("select", "save", "pagi", "--where", "lang:id")
    refused = annotated("report", "--set", "pagi", "--out", tmp_path / "none.html")
    assert refused.code == 2
    annotated.good("select", "freeze", "pagi")
    text, _ = report(annotated, tmp_path, "--set", "pagi")
    assert "Report on the set pagi" in text
    assert "Night Train" not in text


def test_a_report_of_a_story_has_what_tells_the_same(annotated: Cli, tmp_path: Path) -> None:
    relayed = ARTICLES[0] | {"id": "d", "outlet": "Berita Lain", "published": "2026-03-11"}
    annotated.good("import", "-", stdin=jsonl(relayed))
    text, done = report(annotated, tmp_path, "--story", "1")
    assert "Report on the story “Gudang" in text
    assert "⚠ #1 Cakrawala Pos and #4 Berita Lain share most" in text
    assert ": 2 articles" in done.err
    assert annotated("report", "--story", "99", "--out", "-").code == 4


def test_a_report_of_a_sitting_has_what_was_read_in_it(annotated: Cli, tmp_path: Path) -> None:
    assert annotated("report", "--session", "--out", "-").code == 4
    with open_store(annotated.db) as store:
        bench = Workbench(store, "ana")
        uid = start_session(bench).session
        for number in (2, 3):
            remember_reading(bench, number, 0, seconds=5)
        end_session(bench)
        idle = start_session(bench).session
        end_session(bench)
    text, done = report(annotated, tmp_path, "--session", uid[:8])
    assert f"Report on the sitting {uid[:8]} (ana, " in text
    assert ": 2 articles" in done.err
    assert "Pelabuhan" not in text
    nothing = annotated("report", "--session", idle[:8], "--out", "-")
    assert (nothing.code, "nothing was read" in nothing.err) == (4, True)


def test_what_is_in_the_way_stays_and_is_told(annotated: Cli, tmp_path: Path) -> None:
    refused = annotated("report", "--out", tmp_path)
    assert refused.code == 2
    assert "is a folder" in refused.err
    missing = annotated("report", "--out", tmp_path / "none" / "report.html")
    assert missing.code == 3
    assert not (tmp_path / "none").exists()


def test_a_hostile_article_is_shown_and_does_nothing(annotated: Cli, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    annotated.good(
        "import", "-", stdin=jsonl({"id": "x", "title": evil, "text": f"{evil}\n\nIsi."})
    )
    for format_name in FORMATS:
        text, _ = report(annotated, tmp_path, "--format", format_name)
        assert "<script" not in text
        assert "<img" not in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "&lt;script&gt;" in text


def test_a_report_of_one_analysts_work_counts_no_others(annotated: Cli, tmp_path: Path) -> None:
    accept_everything(annotated.db, "budi")
    text, done = report(lead(annotated), tmp_path)
    assert "by ana, a draft" in text
    assert "by budi, a draft" in text
    assert ", 8 claims" in done.err
    text, done = report(annotated, tmp_path, "--by", "budi")
    assert "by ana" not in text
    assert "by budi, a draft" in text
    assert ", 4 claims" in done.err
    assert annotated("report", "--by", "nobody", "--out", "-").code == 4


def test_a_report_names_no_analyst_and_shows_no_text_where_that_is_asked(
    annotated: Cli, tmp_path: Path
) -> None:
    named, _ = report(annotated, tmp_path)
    assert "by ana," in named
    assert 'class="text"' in named
    text, _ = report(annotated, tmp_path, "--pseudonyms", "--without-text")
    assert not re.search(r"\bana\b", text)
    assert 'class="text"' not in text
    assert "3 texts of articles: they may not be handed on" in text


def test_the_help_offers_what_there_is(annotated: Cli) -> None:
    told = annotated.good("report", "--help").out
    assert f"{{{','.join(FORMATS)}}}" in told
    assert f"{{{','.join(languages())}}}" in told
