"""The sample set is what it says: counts, phenomena, and a truth that holds word for word.

It reads the files only, with none of the project's own readers, so that a fault there cannot
hide a fault here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
ARTICLES = SAMPLE / "articles"
MODES = {"direct", "indirect", "mixed"}
CLASSES = {
    "named", "organisation", "state", "role", "anonymous", "document", "outlet", "crowd", None,
}  # fmt: skip
KEYS = {
    "id", "title", "text", "outlet", "published", "url", "lang", "author", "translation",
}  # fmt: skip


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def visible_text(path: Path) -> str:
    article = LexborHTMLParser(path.read_text("utf-8")).css_first("article")
    assert article is not None
    return str(article.text())


WIRE = read_lines(ARTICLES / "wire.jsonl")
EXPECTED = read_lines(SAMPLE / "expected.jsonl")
TEXTS: dict[str, str] = {
    **{row["id"]: row["text"] for row in WIRE},
    **{path.name: path.read_text("utf-8") for path in ARTICLES.glob("*.txt")},
    **{path.name: visible_text(path) for path in ARTICLES.glob("*.html")},
}
BY_ID = {row["id"]: row for row in EXPECTED}
HOSTILE = next(row for row in WIRE if row["id"] == "hostile-01")
BENIGN = "\n\n".join(text for name, text in TEXTS.items() if name != "hostile-01")


def every_quote() -> Iterator[tuple[str, dict[str, Any]]]:
    for row in EXPECTED:
        for quote in row["quotes"]:
            yield row["id"], quote


def stated_spans(row: dict[str, Any]) -> Iterator[tuple[str, int | None]]:
    """Each exact string of an article's truth, with its offset where one is stated."""
    for quote in row["quotes"]:
        yield quote["exact"], quote.get("start")
        yield from ((part["exact"], part.get("start")) for part in quote.get("parts", ()))
        for role in ("cue", "speaker"):
            if quote[role] is not None:
                yield quote[role], quote.get(f"{role}_start")
        yield from ((hop, None) for hop in quote.get("hops", ()))
    for kind in ("times", "quantities"):
        yield from ((item["exact"], item.get("start")) for item in row[kind])
    for line in ("dateline", "byline", "editor"):
        if row[line] is not None:
            yield row[line], None
    for lines in ("boilerplate", "related", "captions"):
        yield from ((line, None) for line in row[lines])


def test_every_article_has_one_line_of_truth_and_no_id_twice() -> None:
    wire_ids = [row["id"] for row in WIRE]
    assert len(set(wire_ids)) == len(wire_ids)
    assert sorted(row["id"] for row in EXPECTED) == sorted(TEXTS)


def test_counts_by_language_and_format() -> None:
    languages = Counter(row["lang"] for row in EXPECTED)
    formats = Counter(row["format"] for row in EXPECTED)
    assert len(EXPECTED) >= 26
    assert languages["id"] >= 16
    assert languages["en"] >= 6
    assert languages["ar"] >= 1
    assert languages["ja"] >= 1
    assert formats == {"jsonl": len(WIRE), "txt": 7, "html": 2}


def test_wire_lines_use_the_intake_keys_and_leave_some_unknown() -> None:
    for row in WIRE:
        assert {"id", "title", "text"} <= row.keys() <= KEYS
        assert row["title"].strip()
        assert "published" not in row or re.fullmatch(
            r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?", row["published"]
        )
        assert "url" not in row or re.match(r"https://[a-z-]+\.example/", row["url"])
    for key in ("outlet", "published", "url"):
        assert any(key not in row for row in WIRE), f"{key} is always known"
    assert any(len(row.get("published", "")) == len("2026-03-11") for row in WIRE)


def test_articles_are_of_wire_length() -> None:
    for row in EXPECTED:
        if row["lang"] in ("id", "en") and not row.get("hostile"):
            assert 140 <= len(TEXTS[row["id"]].split()) <= 600, row["id"]


def test_text_files_are_headline_blank_line_paragraphs() -> None:
    for path in ARTICLES.glob("*.txt"):
        headline, blank, first, *_ = path.read_text("utf-8").split("\n")
        assert headline, path.name
        assert not blank, path.name
        assert first, path.name


def test_saved_pages_carry_metadata_and_clutter() -> None:
    languages = set()
    for path in ARTICLES.glob("*.html"):
        page = LexborHTMLParser(path.read_text("utf-8"))
        root = page.css_first("html")
        assert root is not None
        languages.add(root.attributes["lang"])
        for selector in (
            "title", "meta[property='og:title']", "meta[property='og:site_name']",
            "meta[property='article:published_time']", "meta[name=author]", "nav", ".ad-slot",
            ".related li", "form.newsletter", "article figcaption", "article p", "script",
        ):  # fmt: skip
            assert page.css_first(selector) is not None, f"{path.name}: {selector}"
    assert languages == {"id", "en"}


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["id"])
def test_every_expected_string_stands_where_stated(row: dict[str, Any]) -> None:
    text = TEXTS[row["id"]]
    for exact, start in stated_spans(row):
        assert exact
        assert exact in text, exact
        if row["format"] == "html":
            assert start is None
        elif start is not None:
            assert text[start : start + len(exact)] == exact


def test_offsets_are_stated_for_every_quote_outside_the_pages() -> None:
    for name, quote in every_quote():
        if BY_ID[name]["format"] != "html":
            assert quote["end"] - quote["start"] == len(quote["exact"])
            assert (quote["cue"] is None) == (quote["cue_start"] is None)
            assert (quote["speaker"] is None) == (quote["speaker_start"] is None)


def test_expected_lines_are_whole_lines() -> None:
    for row in EXPECTED:
        lines = {line.strip() for line in TEXTS[row["id"]].split("\n")}
        for name in ("byline", "editor"):
            assert row[name] is None or row[name] in lines
        for name in ("boilerplate", "related", "captions"):
            assert lines.issuperset(row[name]), row["id"]


def test_quotes_keep_to_the_vocabulary_and_are_trimmed() -> None:
    for _, quote in every_quote():
        assert quote["mode"] in MODES
        assert quote["class"] in CLASSES
        assert quote["exact"][-1] not in " ,."
        assert quote["exact"] == quote["exact"].strip()
        assert quote["name"] is None or quote["names"] == [quote["name"]]


def test_parts_of_a_split_quote_reach_its_ends() -> None:
    split = [quote for _, quote in every_quote() if "parts" in quote]
    assert len(split) >= 5
    for quote in split:
        assert quote["exact"].startswith(quote["parts"][0]["exact"])
        assert quote["exact"].endswith(quote["parts"][-1]["exact"])
        assert len(quote["parts"]) > 1


def test_direct_quotes_stand_between_quote_marks() -> None:
    for name, quote in every_quote():
        if quote["mode"] == "direct" and "start" in quote:
            assert TEXTS[name][quote["start"] - 1] in '“"「«', quote["exact"]


def test_exhaustive_articles_list_every_curly_quote_that_is_a_statement() -> None:
    """A curly quote of five words or more is a listed quote, or part of one, or a title."""
    for row in EXPECTED:
        if not row["exhaustive"] or row["lang"] != "id" or row.get("hostile"):
            continue
        listed = [quote["exact"] for quote in row["quotes"]]
        for match in re.finditer("“([^“”]+)”", TEXTS[row["id"]].partition("\n\n")[2]):
            words = match[1].rstrip(" ,.")
            if len(words.split()) >= 5 and "berjudul" not in match.string[: match.start()][-12:]:
                assert any(words in exact for exact in listed), words


def test_enough_articles_are_exhaustive_and_every_mode_and_class_occurs() -> None:
    assert sum(row["exhaustive"] for row in EXPECTED) >= 10
    assert {quote["mode"] for _, quote in every_quote()} == MODES
    seen = {quote["class"] for _, quote in every_quote()}
    assert seen == CLASSES
    for mode in MODES:
        assert sum(quote["mode"] == mode for _, quote in every_quote()) >= 12


@pytest.mark.parametrize(
    "pattern",
    [
        "“[^”]+,” kata [A-Z]", "\"[^\"]+,\" (kata|ujar|said) ", "”? kata [^“\n]+, “",
        "mengatakan bahwa",
        "Menurut [^,\n]+, ", ", kata [A-Z]?[a-z]", "(kata|ujar|tutur)nya", "Menurutnya", r"\bDia\b",
        r"\bIa\b", r"\bMereka\b", "pihaknya", " dan [^.]+ menyatakan ", "sumber-sumber",
        "enggan disebut namanya", "seorang pejabat militer", "[Jj]uru bicara",
        "tempat sumber-sumber [^.]+ mengatakan", "mengatakan [^.]+ dan mendesak", "dapat terdengar",
        "dilaporkan", "disebut terlalu besar oleh", "sebagaimana dilansir", "seperti dikutip dari",
        "Menurut laporan itu", "(?m)^Sumber: ", r"\(SAGARA\)", "Rabu malam|Selasa malam",
        "tadi malam",
        "pekan lalu", "hari Senin|Hari Minggu", "dua hari lalu", "[Ss]ejak April|sejak Oktober",
        "akhir 2016", r"\d+ Februari 2026", r"Rp 3,5 miliar", r"2\.400 meter", "[Ss]embilan orang",
        r"370 km \(230 mil\)", "20-30 persen", "[Ss]edikitnya 12", "[A-Z]+, [A-Z][a-z]+ –",
        "[A-Z]+, [A-Z ]+ —", r"[A-Z]+ \([A-Za-z]+\) -", "(?m)^Oleh: ", "(?m)^Penulis: ", "(?m)^By ",
        "(?m)^Editor: ", "(?m)^Redaktur: ", "(?m)^Baca juga: ", "SCROLL TO CONTINUE WITH CONTENT",
        "(?m)^Simak video: ", "(?m)^Foto: ", "berhenti berlangganan kapan saja",
    ],
)  # fmt: skip
def test_the_set_shows(pattern: str) -> None:
    assert re.search(pattern, BENIGN), pattern


def test_a_pronoun_cue_resolves_to_a_full_name() -> None:
    clitics = [quote for _, quote in every_quote() if quote["speaker"] == "nya"]
    assert len(clitics) >= 15
    assert sum(quote["name"] is not None for quote in clitics) >= 12
    assert any(
        quote["speaker"] == "Mereka" and len(quote["names"]) == 2 for _, quote in every_quote()
    )


@pytest.mark.parametrize("story", ["kapal", "gudang", "gencatan"])
def test_each_story_is_told_by_several_outlets_with_a_relay(story: str) -> None:
    told = [row for row in EXPECTED if row["story"] == story]
    assert len(told) >= 4
    assert {"id", "en"} <= {row["lang"] for row in told}
    assert any(row["relays"] for row in told)


@pytest.mark.parametrize(
    ("unit", "story", "figures"),
    [("person", "kapal", {9, 12, 15}), ("IDR", "gudang", {3.5e9, 3.5e10}),
     ("person", "gudang", {7, 9}), ("person", "gencatan", {3, 11, 14})],
)  # fmt: skip
def test_figures_contradict_each_other(unit: str, story: str, figures: set[float]) -> None:
    told = {
        quantity["value"]
        for row in EXPECTED
        if row["story"] == story
        for quantity in row["quantities"]
        if quantity["unit"] in (unit, None)
    }
    assert figures <= told


def test_relays_credit_an_outlet_that_the_text_prints() -> None:
    for row in EXPECTED:
        if row["lang"] in ("id", "en"):
            for outlet in row["relays"]:
                assert outlet in TEXTS[row["id"]], row["id"]


def test_a_correction_names_the_article_it_corrects() -> None:
    corrections = [row for row in EXPECTED if "corrects" in row]
    assert corrections
    titles = {row["id"]: row["title"] for row in WIRE}
    for row in corrections:
        assert titles[row["id"]].startswith("Ralat: ")
        assert titles[row["corrects"]] in TEXTS[row["id"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sagara-kapal-01", "lintang-kapal-01"),
        ("gudang-pelabuhan.html", "beranda-timur-gudang.txt"),
    ],
)
def test_near_duplicates_share_most_words_but_are_not_equal(one: str, other: str) -> None:
    words = [set(re.findall(r"\w+", TEXTS[name].lower())) for name in (one, other)]
    assert 0.6 < len(words[0] & words[1]) / len(words[0] | words[1]) < 1


@pytest.mark.parametrize(
    "payload",
    [
        "\x1b[2J", "\x1b]0;", "\x1b]52;c;", "\x9b31m", "\x9d0;", "\x85", "\x07", "[/]", "[b ",
        "[@click=app.quit]x[/]", "\u202e", "\u202a", "\u2066", "\u2067", "\u2069", "\u200b",
        "\u200d", "\u200e", "\u2060", "\u00ad", "\ufeff", "\u2028", "\n=HYPERLINK(", "\n+1",
        "\n@SUM(", "\U000e0100",
    ],
    ids=ascii,
)  # fmt: skip
def test_the_hostile_article_holds(payload: str) -> None:
    assert payload in HOSTILE["text"]


def test_the_hostile_article_is_extreme_but_decodable() -> None:
    text = HOSTILE["text"]
    assert "\x00" not in text + HOSTILE["title"]
    assert text.encode("utf-8").decode("utf-8") == text
    assert max(map(len, text.split("\n"))) >= 20_000
    marks = "".join("m" if unicodedata.category(character)[0] == "M" else " " for character in text)
    assert max(map(len, marks.split())) >= 40
    assert text.count("“") != text.count("”") or text.count('"') % 2
    assert not text.startswith("\ufeff")
    assert "\x1b[2J" in HOSTILE["title"]
    assert "\x1b]0;" in HOSTILE["title"]
    assert "\u202e" in HOSTILE["title"]
    named = [quote for quote in BY_ID["hostile-01"]["quotes"] if quote["name"]]
    assert len(named) == 2


@pytest.mark.parametrize(
    "path", sorted(path for path in SAMPLE.rglob("*") if path.is_file()), ids=lambda path: path.name
)
def test_no_file_holds_raw_control_bytes_or_hidden_marks(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    hidden = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - {"\n"}
    assert not hidden
    assert text.endswith("\n")
