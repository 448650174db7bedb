"""Import: an outcome for every input, once each; hostile texts go all the way through."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from services_cases import SAMPLE, again, bench_on, imported, is_sound, quotes, view_of
from stores import Stores

from workbench.domain.article import Basis, Precision
from workbench.domain.fact import Fact
from workbench.domain.filter.parsing import parse_filter
from workbench.errors import FilterError, UsageError
from workbench.intake.document import Raw
from workbench.services import importing
from workbench.services.exporting import export
from workbench.services.importing import Became, Document, Given, import_documents, read
from workbench.services.metadata import set_metadata
from workbench.services.review import accept_facts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

NEWS = """Kapal Karam di Selat

SELAT, Antara - “Sembilan orang selamat dari kapal yang karam di selat itu kemarin malam,” kata
Dewi Lestari. Dua lainnya masih dicari oleh tim gabungan di sekitar pulau, dan ombak masih tinggi.
"""


def test_everything_in_the_sample_set_comes_in_once(bench: Workbench) -> None:
    count = len(bench.store.articles.numbers(analyst="ana"))
    head = bench.store.journal.head()
    outcomes = list(import_documents(bench, read([SAMPLE])))
    assert {outcome.became for outcome in outcomes} == {Became.DUPLICATE}
    assert len(outcomes) == count == len(bench.store.articles.numbers(analyst="ana"))
    assert all(outcome.reason == f"of #{outcome.number}" for outcome in outcomes)
    assert bench.store.journal.head() == head
    assert is_sound(bench)


def test_two_imports_at_once_make_an_outlet_once_and_an_article_once(
    empty: Workbench, tmp_path: Path
) -> None:
    """Budi's comes between what Ana's looked up and what it adds."""
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({"text": NEWS, "outlet": "Kabar Selat"}))
    budi = bench_on(empty.store, "budi", first=50_000)
    his: list[Became] = []

    def uid() -> str:
        if not his:
            his.append(Became.REFUSED)
            his[:] = [one.became for one in import_documents(budi, read([file]))]
        return empty.uid()

    ours = [one.became for one in import_documents(replace(empty, uid=uid), read([file]))]
    assert (his, ours) == ([Became.ADDED], [Became.DUPLICATE])
    assert [one.name for one in empty.store.sources.all()] == ["Kabar Selat"]
    assert is_sound(empty)


def test_long_articles_are_not_held_by_the_hundred(
    empty: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch ends at so many code points: what is read ahead of it does not pile up."""
    monkeypatch.setattr(importing, "BATCH_CHARACTERS", 1_000)
    taken = 0

    def documents() -> Iterator[Document]:
        nonlocal taken
        for taken in range(1, 21):
            words = f"{taken} kata " * 50
            yield Document(text=words, raw=Raw("0" * 64), retrieved_how="file", origin=f"{taken}")

    for told, outcome in enumerate(import_documents(empty, documents()), 1):
        assert outcome.origin == str(told)
        assert taken - told <= 8
    assert taken == 20


def test_each_input_has_an_outcome_in_its_order(empty: Workbench, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.jsonl").write_text('{"text": "Teks lain."}\nnot json\n{"title": "no text"}\n')
    (tmp_path / "d.txt").write_text(NEWS)
    (tmp_path / "e.txt").write_text(NEWS.replace("kemarin malam", "kemarin petang"))
    outcomes = list(import_documents(empty, read([tmp_path, tmp_path / "none.txt"])))
    became = [outcome.became.value for outcome in outcomes]
    assert became == [
        "added", "refused", "added", "refused", "refused", "duplicate", "near-duplicate", "refused",
    ]  # fmt: skip
    assert [outcome.number for outcome in outcomes] == [1, None, 2, None, None, 1, 3, None]
    assert all(outcome.reason for outcome in outcomes if outcome.became is not Became.ADDED)
    assert empty.store.articles.cluster(1) == [1, 3]
    assert all(json.dumps(outcome.to_record()) for outcome in outcomes)


def test_what_is_given_wins_over_what_is_printed(empty: Workbench, tmp_path: Path) -> None:
    (outcome,) = imported(
        empty, tmp_path, NEWS, outlet="Kapal Pos", published="2020-01-09T21:15+07:00", lang="id"
    )
    assert outcome.number
    article = empty.store.articles.get(outcome.number)
    assert (article.outlet, article.metadata.lang) == ("Kapal Pos", "id")
    publication = article.metadata.publication
    assert publication
    assert (publication.basis, publication.precision) == (Basis.ANALYST, Precision.MINUTE)
    assert publication.local_date == "2020-01-09"
    with pytest.raises(UsageError, match="no date"):
        list(import_documents(empty, [], Given(published="soon")))


def test_a_publication_date_that_is_not_understood_is_told(
    empty: Workbench, tmp_path: Path
) -> None:
    path = tmp_path / "news.jsonl"
    stated = ["12 Syawal 1441", 1578604500, ""]
    records = [{"text": f"Kapal {n} karam.", "published": at} for n, at in enumerate(stated)]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    outcomes = list(import_documents(empty, read([path])))
    assert [outcome.notes for outcome in outcomes] == [
        ("publication date not understood: '12 Syawal 1441'",), (), (),
    ]  # fmt: skip
    articles = [empty.store.articles.get(outcome.number or 0) for outcome in outcomes]
    publications = [article.metadata.publication for article in articles]
    assert [one.at if one else None for one in publications] == [
        None, "2020-01-09T21:15:00+00:00", None,
    ]  # fmt: skip


def test_a_publication_date_in_the_future_is_told(empty: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    today = date.fromisoformat(empty.now()[:10])
    stated = [(today + timedelta(days=days)).isoformat() for days in (0, 1, 2)]
    stated += [f"{today.year + 2}", "0000-00-00"]
    records = [{"text": f"Kapal {n} karam.", "published": at} for n, at in enumerate(stated)]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert [outcome.notes for outcome in import_documents(empty, read([path]))] == [
        (),
        (),
        (f"publication date in the future: '{stated[2]}'",),
        (f"publication date in the future: '{stated[3]}'",),
        ("publication date not understood: '0000-00-00'",),
    ]


def test_outlets_of_one_name_are_one_source(empty: Workbench, tmp_path: Path) -> None:
    lines = [
        {"text": f"Teks {n}.", "outlet": name} for n, name in enumerate(["Kapal  Pos", "KAPAL POS"])
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    list(import_documents(empty, read([tmp_path / "a.jsonl"])))
    imported(empty, tmp_path, NEWS, outlet="kapal-pos")
    assert [source.name for source in empty.store.sources.all()] == ["Kapal Pos"]


def test_an_import_that_was_killed_before_extraction_is_made_good_by_the_next(
    empty: Workbench, tmp_path: Path
) -> None:
    def killed(bench: Workbench, cores: object, numbers: object) -> list[object]:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.services.importing.start_runs", killed)
        with pytest.raises(KeyboardInterrupt):
            imported(empty, tmp_path, NEWS)
    assert view_article(empty, 1).facts == ()
    (outcome,) = imported(empty, tmp_path, NEWS)
    assert outcome.became is Became.DUPLICATE
    assert view_article(empty, 1).facts


def test_an_import_that_was_killed_before_comparing_is_made_good_by_the_next(
    empty: Workbench, tmp_path: Path
) -> None:
    def killed(bench: Workbench, added: object) -> dict[int, int]:
        raise KeyboardInterrupt

    texts = (NEWS, NEWS + "\nBaca juga: pelabuhan lain.\n", NEWS + "\nIklan.\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.services.importing.keep_likenesses", killed)
        with pytest.raises(KeyboardInterrupt):
            imported(empty, tmp_path, *texts)
    assert empty.store.articles.cluster(1) == [1]
    outcomes = imported(empty, tmp_path, *texts)
    assert {outcome.became for outcome in outcomes} == {Became.DUPLICATE}
    assert empty.store.articles.cluster(1) == [1, 2, 3]
    assert is_sound(empty)


def test_facts_that_a_killed_correction_left_behind_are_made_good_by_opening(
    bench: Workbench,
) -> None:
    view = view_of(bench, "sagara-kapal-01")

    def killed(bench: Workbench, number: int) -> object:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.services.metadata.extract_after", killed)
        with pytest.raises(KeyboardInterrupt):
            set_metadata(bench, view.number, {"published": "2001-02-03"})
    opened = again(bench, view)
    anchors = {
        fact.attributes.anchor for fact in opened.facts if hasattr(fact.attributes, "anchor")
    }
    assert anchors == {"2001-02-03"}
    assert opened.facts == again(bench, view).facts


def test_metadata_that_is_set_moves_the_anchor_and_keeps_decisions(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    accept_facts(bench, view, [fact for fact, _ in quotes(view)])
    accepted = again(bench, view)
    set_metadata(bench, view.number, {"published": "2001-02-03"})
    moved = again(bench, view)
    anchors = {fact.attributes.anchor for fact in moved.facts if hasattr(fact.attributes, "anchor")}
    assert anchors == {"2001-02-03"}
    assert moved.decisions == accepted.decisions
    assert moved.claims == accepted.claims
    assert set_metadata(bench, view.number, {"published": "2001-02-03"}) is None
    for wrong in ({"colour": "x"}, {"published": "soon"}, {"lang": "indonesia"}):
        with pytest.raises(UsageError):
            set_metadata(bench, view.number, wrong)
    assert again(bench, view) == moved


def hostile_texts() -> dict[str, str]:
    rng = random.Random(11)
    marks = "“”\"'‘’«»„‹›—,.:;()[]{}\n \t\u202e\u200b\ufeff\x1b[31m\x07\x9b\u2028\r"
    words = ["kata", "mengatakan", "said", "Dewi", "2020", "orang", "menurut", "🚢", "é", "中国"]
    return {
        "escapes": "\x1b]0;pwned\x07\x1b[2J“Kapal,” kata \u202eiweD\u202c.\x00 [bold]x[/bold]",
        "one line": "kata Dewi “" * 3_000,
        "quotes": "“" * 3_000 + "x" + "”" * 3_000,
        "marks": "".join(rng.choice(marks) if rng.random() < 0.6 else rng.choice(words) + " "
                         for _ in range(6_000)),
        "digits": "9" * 5_000 + " orang, 99/99/9999 31 Februari 0000 pukul 99.99",
        "combining": "a" + "\u0301" * 5_000 + " kata Dewi",
        "markup": "<script>alert(1)</script> &amp; '; DROP TABLE article; -- %s {0} ${x}",
        "astral": "🚢" * 4_000 + "“👩‍👩‍👧 selamat,” kata 𝔇𝔢𝔴𝔦.",
    }  # fmt: skip


@pytest.mark.parametrize("name", hostile_texts())
def test_a_hostile_text_goes_through_everything(
    empty: Workbench, stores: Stores, tmp_path: Path, name: str
) -> None:
    text = hostile_texts()[name]
    (outcome,) = imported(empty, tmp_path, text, outlet=text[:400])
    assert outcome.number == 1
    view = view_article(empty, 1)
    answered: list[Fact] = []
    for fact in view.facts:
        assert view.text[fact.span.start : fact.span.end] == fact.span.exact
        if len(answered) < 40:
            answered.append(fact)
    accept_facts(empty, view, answered)
    now = view_article(empty, 1)
    assert len(now.decisions) == len(answered)
    for claim in now.claims:
        assert now.origin(claim).words == now.chain_of(claim).steps[-1].words
    for words in (text[:50], text[-50:], "“", "kata"):
        empty.store.search.find(words)
        with contextlib.suppress(FilterError):  # words without a letter are refused
            sought = parse_filter('text:"{}"'.format(words.replace('"', '""')))
            empty.store.articles.numbers(sought, analyst="ana")
    out = tmp_path / "out.jsonl"
    export(empty, "jsonl", out)
    assert is_sound(empty)
    from workbench.services.annotation_import import import_annotations

    with stores.open("other") as store:
        other = bench_on(store, "budi", first=500)
        import_annotations(other, "jsonl", out)
        assert view_article(other, 1).claims == now.claims
        assert view_article(other, 1).facts == now.facts
        assert is_sound(other)


SPOKEN = {
    "id": "Kapal itu karam di selat pada malam hari dan sembilan orang yang selamat telah dibawa "
    "ke pulau oleh tim. Mereka tidak akan kembali karena ombak masih tinggi, kata kepala tim itu. ",
    "en": "The ship sank in the strait at night and nine of those who were on it have been brought "
    "to an island by the team. They will not go back, as the sea is still high, he said. ",
    "cs": "Loď se potopila v průlivu a devět lidí bylo zachráněno. Na ostrov je přivezl tým, který "
    "se nevrátí, protože moře je stále rozbouřené. Tak to řekl jeho vedoucí v pondělí večer. ",
}


@pytest.mark.parametrize(
    ("spoken", "declared", "lang"),
    [
        ("id", "en", "id"),
        ("en", "id", "en"),
        ("en", "de-DE", "en"),
        ("id", "id", "id"),
        ("id", "ms", "ms"),
        ("cs", "cs", "cs"),
    ],
)
def test_a_declared_language_is_believed_unless_the_text_clearly_speaks_another(
    empty: Workbench, spoken: str, declared: str, lang: str
) -> None:
    text = SPOKEN[spoken] * 3
    document = Document(
        text=text, lang=declared, raw=Raw("0" * 64), retrieved_how="html", origin="a.html"
    )
    outcome = next(iter(import_documents(empty, [document])))
    assert view_article(empty, outcome.number or 0).article.metadata.lang == lang
    note = f"language {lang}, as the text speaks: {declared[:2]} is declared"
    assert outcome.notes == (() if lang == declared[:2] else (note,))


def test_a_few_foreign_words_overrule_no_declared_language(empty: Workbench) -> None:
    text = SPOKEN["en"][:60] + SPOKEN["id"] * 3
    document = Document(
        text=text, lang="id", raw=Raw("0" * 64), retrieved_how="html", origin="a.html"
    )
    outcome = next(iter(import_documents(empty, [document])))
    assert outcome.notes == ()


def test_a_byline_that_a_page_prints_beside_its_text_wins_over_the_editor(
    empty: Workbench,
) -> None:
    document = Document(
        text=f"Kapal Karam\n\n{SPOKEN['id']}",
        title="Kapal Karam",
        lang="id",
        author="Bayu Anom",
        beside=("Penulis: Naya Lestari | Editor: Bayu Anom",),
        raw=Raw("0" * 64),
        retrieved_how="html",
        origin="a.html",
    )
    outcome = next(iter(import_documents(empty, [document])))
    metadata = view_article(empty, outcome.number or 0).article.metadata
    assert (metadata.author, metadata.editor) == ("Naya Lestari", "Bayu Anom")


@pytest.mark.parametrize("line", ["{} | {}", "{} \t|  {}", "{} | Harian Karang | {} 18:00 WIB"])
def test_a_byline_and_a_date_that_a_bar_parts_are_both_read(empty: Workbench, line: str) -> None:
    printed = line.format("Oleh Naya Lestari", "12/05/2026")
    document = Document(
        text=f"Beranda | Politik\n\nKapal Karam\n\n{printed}\n\n{SPOKEN['id']}",
        title="Kapal Karam",
        lang="id",
        raw=Raw("0" * 64),
        retrieved_how="pdf",
        origin="a.pdf",
    )
    outcome = next(iter(import_documents(empty, [document])))
    view = view_article(empty, outcome.number or 0)
    metadata = view.article.metadata
    assert metadata.author == "Naya Lestari"
    assert metadata.publication is not None
    assert metadata.publication.at[:10] == "2026-05-12"
    assert view.text == document.text


def test_the_date_of_an_update_beside_the_text_is_no_publication(
    empty: Workbench, tmp_path: Path
) -> None:
    words = SPOKEN["id"]
    page = tmp_path / "a.html"
    page.write_text(
        "<html lang=id><body><div>Kabar lain, 1 Maret 2026</div><article><h1>Kapal Karam</h1>"
        f"<div>Diperbarui: 05 Mar 2026, 10:00 WIB</div><p>{words}</p><p>{words}</p></article>"
    )
    outcome = next(iter(import_documents(empty, read([page]))))
    assert view_article(empty, outcome.number or 0).article.metadata.publication is None
