"""The headline is read with its text, whatever format it came in, and the text as given is known.

schema_7.db.gz was made by a version that stored every text as it was given.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from file_cases import SqliteFile
from services_cases import SAMPLE, bench_on, is_sound, of_schema
from stores import Stores

from workbench.domain.article import Article
from workbench.domain.coverage import Cover
from workbench.domain.fact import Kind
from workbench.domain.span import Span
from workbench.errors import DataError
from workbench.extract import extract
from workbench.services.annotate import new_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.coverage import coverage_of, mark_nothing
from workbench.services.exporting import export
from workbench.services.extraction import extract_article
from workbench.services.importing import Became, Outcome, import_documents, read
from workbench.services.metadata import set_metadata
from workbench.services.proof import verify
from workbench.services.review import accept_facts
from workbench.services.salvage import salvage
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.verbs.store import Place

HERE = Path(__file__).parent
TITLE = "Kapal Karam di Selat: “Sembilan Selamat”"
BODY = (
    "SELAT, Antara - “Sembilan orang selamat dari kapal yang karam di selat itu kemarin malam,” "
    "kata Dewi Lestari.\n\nDua lainnya masih dicari oleh tim gabungan di sekitar pulau."
)
PAGE = f"<html><head><title>{TITLE} - Pos Selat</title></head><body><article><h1>{TITLE}</h1>{{}}"
RECORD = {"title": TITLE, "text": BODY, "lang": "id"}


def took(bench: Workbench, folder: Path, name: str, content: str) -> Outcome:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    (outcome,) = import_documents(bench, read([path]))
    assert outcome.became is not Became.REFUSED, outcome.reason
    return outcome


def article_of(bench: Workbench, outcome: Outcome) -> tuple[Article, str]:
    number = outcome.number or 0
    return bench.store.articles.get(number), bench.store.articles.text(number)


def check(article: Article, text: str) -> None:
    """What is kept of the text as given is true of it."""
    assert sha256(text.encode()).hexdigest() == article.sha256
    as_given = text[article.given_start :]
    assert sha256(as_given.encode()).hexdigest() == article.sha256_as_given
    assert bool(article.given_start) is bool(article.given_sha256)


def paragraphs(text: str) -> str:
    return "".join(f"<p>{one}</p>" for one in text.split("\n\n"))


FORMATS = {
    "record.jsonl": json.dumps(RECORD),
    "record.json": json.dumps(RECORD),
    "printed.jsonl": json.dumps({**RECORD, "text": f"{TITLE.upper()}\n{BODY}"}),
    "text.txt": f"{TITLE}\n\n{BODY}",
    "page.html": PAGE.format(paragraphs(BODY)),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_headline_in_the_text_once(
    name: str, empty: Workbench, tmp_path: Path
) -> None:
    article, text = article_of(empty, took(empty, tmp_path, name, FORMATS[name]))
    check(article, text)
    first, *rest = text.split("\n")
    assert first.casefold() == TITLE.casefold()
    assert "sembilan selamat" not in "\n".join(rest).casefold()
    assert (article.given_start > 0) is (name in ("record.jsonl", "record.json"))
    titles = [one for one in view_article(empty, 1).facts if one.kind is Kind.TITLE]
    assert [one.span.exact.casefold() for one in titles] == [TITLE.casefold()]
    assert is_sound(empty)


def test_a_record_without_a_title_is_stored_as_given(empty: Workbench, tmp_path: Path) -> None:
    article, text = article_of(
        empty, took(empty, tmp_path, "a.jsonl", json.dumps({"text": BODY, "lang": "id"}))
    )
    check(article, text)
    assert (text, article.given_start) == (BODY, 0)


def test_what_a_text_says_of_itself_is_read_in_it_as_given(
    empty: Workbench, tmp_path: Path
) -> None:
    english = {"title": "The ferry sank in the strait and nine of those on board were saved",
               "text": BODY}  # fmt: skip
    article, _ = article_of(empty, took(empty, tmp_path, "a.jsonl", json.dumps(english)))
    assert (article.metadata.lang, article.outlet) == ("id", "Antara")
    assert article.metadata.title == english["title"]


def test_a_headline_asks_nothing_and_moves_nothing(empty: Workbench, tmp_path: Path) -> None:
    article, _ = article_of(empty, took(empty, tmp_path, "a.jsonl", json.dumps(RECORD)))
    as_given = [one for one in extract(BODY, lang="id", title=TITLE) if one.is_question]
    assert as_given
    assert [
        (one.kind, one.span.start + article.given_start, one.span.exact) for one in as_given
    ] == [
        (one.kind, one.span.start, one.span.exact)
        for one in view_article(empty, 1).facts
        if one.is_question
    ]


def test_a_title_that_is_set_later_leaves_text_and_facts(empty: Workbench, tmp_path: Path) -> None:
    record = {**RECORD, "title": "Kapal karam, sembilan selamat."}  # reads like a sentence
    article, text = article_of(empty, took(empty, tmp_path, "a.jsonl", json.dumps(record)))
    facts = view_article(empty, 1).facts
    set_metadata(empty, 1, {"title": "Judul Baru"})
    extract_article(empty, 1)
    assert empty.store.articles.text(1) == text
    assert empty.store.articles.get(1).given_start == article.given_start
    assert view_article(empty, 1).facts == facts


@pytest.mark.parametrize(
    "title",
    [
        "\x1b[2J\x1b]0;x\x07 Kapal",
        "\u202eKapal\u202c",
        "[red]Kapal[/]",
        "Kapal\r\nKaram\x00\x85\u2028di",
        "K" * 5_000,
    ],
)
def test_a_hostile_title_is_one_line_of_the_text(
    title: str, empty: Workbench, tmp_path: Path
) -> None:
    record = json.dumps({**RECORD, "title": title})
    article, text = article_of(empty, took(empty, tmp_path, "a.jsonl", record))
    check(article, text)
    assert text.splitlines()[0] == article.metadata.title
    assert text[article.given_start :] == BODY
    assert 0 < article.given_start <= 1_002
    assert took(empty, tmp_path, "again.jsonl", record).became is Became.DUPLICATE
    assert is_sound(empty)


# The same record, again ------------------------------------------------------------------------

SAME = {
    "record": json.dumps(RECORD),
    "untitled": json.dumps({"text": BODY, "lang": "id"}),
    "printed": json.dumps({"text": f"{TITLE}\n\n{BODY}", "lang": "id"}),
}


@pytest.mark.parametrize("names", list(permutations(SAME)))
def test_the_same_record_adds_nothing_in_any_order(
    names: tuple[str, ...], empty: Workbench, tmp_path: Path
) -> None:
    """With and without its title a record has one text as given; with the title printed it has the
    stored one of the record with a title. Alone those two have nothing in common."""
    for name in [*names, *names]:
        took(empty, tmp_path, f"{name}.jsonl", SAME[name])
    count = len(empty.store.articles.numbers(analyst="ana"))
    assert count == (1 if names[0] == "record" else 2)
    head = empty.store.journal.head()
    for name in names:
        assert took(empty, tmp_path, f"{name}.jsonl", SAME[name]).became is Became.DUPLICATE
    assert empty.store.journal.head() == head
    assert is_sound(empty)


def test_another_outlet_s_record_of_the_same_text_is_another_article(
    empty: Workbench, tmp_path: Path
) -> None:
    for outlet in ("Pos Selat", "Kabar Selat"):
        record = json.dumps({**RECORD, "outlet": outlet})
        assert took(empty, tmp_path, "a.jsonl", record).became is not Became.DUPLICATE
        assert took(empty, tmp_path, "a.jsonl", record).became is Became.DUPLICATE


@pytest.fixture
def old(only_file: SqliteFile, tmp_path: Path) -> Iterator[Workbench]:
    yield from of_schema(only_file, 7, tmp_path)


def test_stored_articles_stay_as_they_are(
    old: Workbench, only_file: SqliteFile, tmp_path: Path
) -> None:
    numbers = old.store.articles.numbers(analyst="ana")
    path = tmp_path / "before.db"
    path.write_bytes(gzip.decompress((HERE / "schema_7.db.gz").read_bytes()))
    with only_file.by_hand(path) as before:
        texts = dict(before.execute("SELECT id, text FROM article_text").fetchall())
    assert old.store.articles.texts(numbers) == texts
    articles = [old.store.articles.get(number) for number in numbers]
    assert {(one.given_start, one.given_sha256) for one in articles} == {(0, "")}
    assert all(one.sha256_as_given == one.sha256 for one in articles)
    assert is_sound(old)


def test_what_was_imported_before_is_a_duplicate_after(old: Workbench, tmp_path: Path) -> None:
    head = old.store.journal.head()
    articles = old.store.articles
    for number in articles.numbers(analyst="ana"):
        article, text = articles.get(number), articles.text(number)
        record = {"title": "Sebuah judul lain", "text": text, "outlet": article.outlet}
        outcome = took(old, tmp_path, "again.jsonl", json.dumps(record))
        assert (outcome.became, outcome.number) == (Became.DUPLICATE, number)
    assert old.store.journal.head() == head


# Proof and salvage -----------------------------------------------------------------------------


def wrong(file: SqliteFile, path: Path, change: str) -> None:
    """Change what never changes, past its guard."""
    with file.by_hand(path) as connection:
        (guard,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'article_fixed'"
        ).fetchone()
        connection.execute("DROP TRIGGER article_fixed")
        connection.execute(f"UPDATE article SET {change} WHERE id = 1")
        connection.execute(guard)


@pytest.mark.parametrize(
    "change",
    ["given_start = given_start + 1", "given_start = 0", "given_sha256 = replace(given_sha256, "
     "substr(given_sha256, 1, 1), 'x')", "given_start = 0, given_sha256 = ''"],
)  # fmt: skip
def test_a_wrong_beginning_is_found_and_salvaged(
    change: str, only_file: SqliteFile, stores: Stores, tmp_path: Path
) -> None:
    with stores.open("a") as store:
        bench = bench_on(store)
        took(bench, tmp_path, "a.jsonl", json.dumps(RECORD))
        started = store.articles.get(1).given_start
    wrong(only_file, stores.place("a").file, change)
    with stores.open("a") as store:
        assert [one.article for one in verify(store)] == [1]
    salvaged = salvage(stores.place("a").file, stores.place("new").file, analyst="ana")
    assert any("article #1" in problem for problem in salvaged.problems)
    with stores.open("new") as store:
        article, text = store.articles.get(1), store.articles.text(1)
        check(article, text)
        assert article.given_start == (started if "sha256" not in change else 0)
        assert is_sound(bench_on(store))


@pytest.mark.usefixtures("only_file")
def test_a_sound_database_is_salvaged_whole(
    bench: Workbench, stores: Stores, template: Place
) -> None:
    salvage(template.file, stores.place("new").file, analyst="ana")
    with stores.open("new") as store:
        for number in bench.store.articles.numbers(analyst="ana"):
            assert store.articles.get(number) == bench.store.articles.get(number)


def test_the_sample_set_has_texts_of_both_kinds(bench: Workbench) -> None:
    articles = [bench.store.articles.get(n) for n in bench.store.articles.numbers(analyst="ana")]
    for article in articles:
        check(article, bench.store.articles.text(article.number))
    records = (SAMPLE / "wire.jsonl").read_text("utf-8").splitlines()
    assert sum(one.given_start > 0 for one in articles) >= len(records) - 2
    assert any(one.given_start == 0 for one in articles)


# What exports say -----------------------------------------------------------------------------


def lines_of(bench: Workbench, path: Path) -> list[dict[str, Any]]:
    export(bench, "jsonl", path)
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def annotated(bench: Workbench, folder: Path) -> ArticleView:
    """An article with a claim in its headline, one in its body, an answer and a mark."""
    took(bench, folder, "a.jsonl", json.dumps(RECORD))
    view = view_article(bench, 1)
    new_claim(bench, view, Span.of(view.text, 0, 11))
    quote = next(fact for fact in view.facts if fact.kind is Kind.QUOTE)
    accept_facts(bench, view_article(bench, 1), [quote])
    mark_nothing(bench, view_article(bench, 1), coverage_of(view).of(Cover.UNCOVERED)[-1:])
    return view_article(bench, 1)


def test_exports_say_where_words_lie_in_the_text_as_given(empty: Workbench, tmp_path: Path) -> None:
    view = annotated(empty, tmp_path)
    records = lines_of(empty, tmp_path / "out.jsonl")
    (article,) = (one for one in records if one["type"] == "article")
    assert article["text"][article["given_start"] :] == BODY
    assert article["given_sha256"] == sha256(BODY.encode()).hexdigest()
    spans = [one for one in records if one["type"] in ("fact", "claim", "decision", "nothing")]
    assert {one["type"] for one in spans} == {"fact", "claim", "decision", "nothing"}
    for one in spans:
        if one["start"] < view.article.given_start:
            assert (one["given_start"], one["given_end"]) == (None, None)
        else:
            assert BODY[one["given_start"] : one["given_end"]] == one["exact"]
    claims = [one for one in spans if one["type"] == "claim"]
    assert sorted(one["given_start"] is None for one in claims) == [False, True]

    export(empty, "csv", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["given start"], row["given end"]) for row in rows] == [
        (str(one["given_start"] or ""), str(one["given_end"] or "")) for one in claims
    ]


def test_of_a_text_that_is_stored_as_given_nothing_more_is_said(
    empty: Workbench, tmp_path: Path
) -> None:
    took(empty, tmp_path, "a.txt", f"{TITLE}\n\n{BODY}")
    records = lines_of(empty, tmp_path / "out.jsonl")
    assert {one["type"] for one in records if "given_start" in one} == {"article"}
    (article,) = (one for one in records if one["type"] == "article")
    assert (article["given_start"], article["given_sha256"]) == (0, article["sha256"])


def test_annotations_bring_the_text_as_given_along(
    empty: Workbench, stores: Stores, tmp_path: Path
) -> None:
    view = annotated(empty, tmp_path)
    lines_of(empty, tmp_path / "out.jsonl")
    export(empty, "brat", tmp_path / "marks")
    with stores.open("other") as store:
        other = bench_on(store, "budi", first=200_000)
        import_annotations(other, "jsonl", tmp_path / "out.jsonl")
        article, text = store.articles.get(1), store.articles.text(1)
        check(article, text)
        assert (text, article.given_start) == (view.text, view.article.given_start)
        assert took(other, tmp_path, "a.jsonl", json.dumps(RECORD)).became is Became.DUPLICATE
        import_annotations(other, "brat", tmp_path / "marks")
        assert store.articles.numbers(analyst="budi") == [1]
        assert is_sound(other)


def test_annotations_of_another_stored_text_are_never_put_into_this_one(
    empty: Workbench, stores: Stores, tmp_path: Path
) -> None:
    """Offsets belong to a stored text: with a headline and without one they are two articles."""
    annotated(empty, tmp_path)
    lines_of(empty, tmp_path / "out.jsonl")
    with stores.open("other") as store:
        other = bench_on(store, "budi", first=200_000)
        took(other, tmp_path, "b.jsonl", json.dumps({"text": BODY, "lang": "id"}))
        import_annotations(other, "jsonl", tmp_path / "out.jsonl")
        assert store.articles.text(2).endswith(store.articles.text(1))
        assert len(view_article(other, 2).claims) == 2
        assert not view_article(other, 1).claims
        assert is_sound(other)


@pytest.mark.parametrize("wrong", [{"given_start": 3}, {"given_sha256": "0" * 64}])
def test_an_export_that_is_wrong_about_the_text_as_given_is_refused(
    wrong: dict[str, Any], empty: Workbench, stores: Stores, tmp_path: Path
) -> None:
    annotated(empty, tmp_path)
    records = lines_of(empty, tmp_path / "out.jsonl")
    changed = [one | wrong if one["type"] == "article" else one for one in records]
    (tmp_path / "wrong.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in changed))
    with stores.open("other") as store:
        with pytest.raises(DataError, match="as given"):
            import_annotations(bench_on(store, "budi"), "jsonl", tmp_path / "wrong.jsonl")
        assert store.articles.numbers(analyst="budi") == []


def test_an_export_from_before_there_were_headlines_comes_in(
    empty: Workbench, stores: Stores, tmp_path: Path
) -> None:
    took(empty, tmp_path, "a.txt", f"{TITLE}\n\n{BODY}")
    records = lines_of(empty, tmp_path / "out.jsonl")
    for one in records:
        one.pop("given_start", None)
        one.pop("given_sha256", None)
    (tmp_path / "old.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records))
    with stores.open("other") as store:
        import_annotations(bench_on(store, "budi"), "jsonl", tmp_path / "old.jsonl")
        assert store.articles.get(1).given_start == 0
        check(store.articles.get(1), store.articles.text(1))
