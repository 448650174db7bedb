"""Articles that tell the same in other words: found with the facts, kept, answered, mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_cases import SqliteFile
from services_cases import bench_on, is_sound
from stores import Stores

from workbench.domain.relay import RelayKind, RelayStatus
from workbench.present.descent import descent_words
from workbench.services.annotate import new_claim
from workbench.services.descent import judge_likeness, related_articles, withdraw_judgement
from workbench.services.extraction import extract_articles, find_facts, stale_articles
from workbench.services.history import redo, undo
from workbench.services.importing import import_documents, read
from workbench.services.listing import list_articles
from workbench.services.mending import rebuild
from workbench.services.metadata import set_metadata
from workbench.services.proof import verify
from workbench.services.sources import add_source, merge_sources
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

WRECK = (
    "Kapal kayu Sinar Laut karam di Selat Buton pada Senin malam setelah dihantam ombak empat "
    "meter. Sebelas awak diselamatkan nelayan Wakorumba, kata kepala pos SAR Baubau, Hasan Tuwe. "
    "“Lambungnya pecah sebelum kami sempat menurunkan sekoci karet,” ujar Hasan Tuwe. Muatan 250 "
    "karung beras milik koperasi Wakorumba hilang."
)
RETOLD = (
    "Nelayan Wakorumba menolong sebelas awak kapal Sinar Laut yang karam di Selat Buton. Hasan "
    "Tuwe, kepala pos SAR Baubau, menuturkan ombak mencapai empat meter. “Lambungnya pecah sebelum "
    "kami sempat menurunkan sekoci karet,” tutur Hasan Tuwe. Koperasi Wakorumba kehilangan 250 "
    "karung beras."
)
FERRY = (
    "Feri cepat melayani lintasan Selat Buton lagi mulai Jumat. Tiket dijual Rp 45.000 di loket "
    "Baubau, kata kepala syahbandar Ratna Wulandari. “Dua kali sehari,” ujarnya."
)


def article(name: str, text: str, outlet: str, day: str, title: str) -> dict[str, str]:
    return {
        **{"id": name, "text": text, "outlet": outlet, "published": day, "title": title},
        "lang": "id",
    }


ARTICLES = (
    article("first", WRECK, "Kabar Selat", "2026-03-03", "Kapal Sinar Laut Karam di Selat Buton"),
    article("ferry", FERRY, "Harian Timur", "2026-03-03", "Feri Selat Buton Berlayar Lagi"),
    article("again", RETOLD, "Warta Buton", "2026-03-04", "Awak Sinar Laut Ditolong Nelayan"),
    article("own", RETOLD.replace("Nelayan", "Para nelayan") + " Pencarian diteruskan besok.",
            "Kabar Selat", "2026-03-04", "Awak Sinar Laut Selamat"),
    article("late", RETOLD + " Sidangnya dibuka.", "Pos Muna", "2026-03-19", "Awak Sinar Laut"),
)  # fmt: skip


def imported(folder: Path, *articles: dict[str, str]) -> None:
    lines = folder / "in.jsonl"
    lines.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")


@pytest.fixture
def told(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    """Ana's workbench over a story, the same told by another outlet, and what is not that."""
    imported(tmp_path, *ARTICLES[:3])
    with stores.open("told") as store:
        bench = bench_on(store)
        list(import_documents(bench, read([tmp_path / "in.jsonl"])))
        yield bench


def rewrites(bench: Workbench, number: int) -> list[tuple[str, RelayStatus]]:
    relays = view_article(bench, number).relays
    return [(one.article, one.status) for one in relays if one.kind is RelayKind.REWRITE]


def chain_words(bench: Workbench) -> list[str]:
    """The chain of the first claim on the article that tells it again."""
    view = view_article(bench, 3)
    return view.lineage.chain(view.my_claims()[0], {}).words


def test_the_same_told_by_another_outlet_is_kept_with_what_both_share(told: Workbench) -> None:
    first = view_article(told, 1).article.uid
    (relay,) = [one for one in view_article(told, 3).relays if one.article]
    assert (relay.kind, relay.article, relay.status) == (
        RelayKind.REWRITE, first, RelayStatus.SUGGESTED,
    )  # fmt: skip
    assert relay.score is not None
    assert 0.7 <= relay.score <= 1
    assert relay.shared is not None
    assert {"Sinar Laut", "Hasan Tuwe"} & set(relay.shared.names)
    assert relay.shared.numbers == ("250",)
    assert (relay.shared.quotations >= 4, relay.shared.days) == (True, 1)
    words = descent_words(3, 1, relay)
    assert words.startswith("#3 and #1 tell the same in other words (")
    assert all(part in words for part in ("Hasan Tuwe", "numbers: 250", "1 day apart", "nobody"))
    assert told.store.articles.cluster(1) == [1, 3]
    assert rewrites(told, 2) == []
    assert told.store.gists.waiting() == []
    assert is_sound(told)


def test_an_outlet_does_not_rewrite_itself_nor_what_is_old(stores: Stores, tmp_path: Path) -> None:
    imported(tmp_path, ARTICLES[0], *ARTICLES[3:])
    with stores.open("more") as store:
        bench = bench_on(store)
        list(import_documents(bench, read([tmp_path / "in.jsonl"])))
        assert [rewrites(bench, number) for number in (2, 3)] == [[], []]


def test_outlets_that_are_one_do_not_rewrite_each_other(told: Workbench) -> None:
    one, other = (told.store.sources.named(name)[0] for name in ("Kabar Selat", "Warta Buton"))
    last = add_source(told, "Kabar Buton")
    merge_sources(told, [one.uid], other.uid)
    merge_sources(told, [other.uid], last.uid)
    extract_articles(told, [1, 3])
    assert (rewrites(told, 3), told.store.articles.cluster(1)) == ([], [1])
    undo(told)
    undo(told)
    extract_articles(told, [3])
    assert len(rewrites(told, 3)) == 1
    assert is_sound(told)


@pytest.mark.parametrize("again", ["import", "extract"])
def test_what_was_ended_between_facts_and_comparing_is_compared_by_the_next_run(
    told: Workbench, tmp_path: Path, again: str
) -> None:
    told.store.gists.keep_rewrites({3: []})
    article, text = told.store.articles.get(3), told.store.articles.text(3)
    facts = find_facts(article.sha256, text, 0, article.metadata, article.outlet)
    told.store.facts.keep([(3, facts)], analyst="ana", at=told.now())  # and there it ends
    assert (rewrites(told, 3), told.store.gists.waiting()) == ([], [3])
    assert stale_articles(told) == []
    if again == "import":
        list(import_documents(told, read([tmp_path / "in.jsonl"])))
    else:
        extract_articles(told, stale_articles(told))
    assert (len(rewrites(told, 3)), told.store.gists.waiting()) == (1, [])
    assert is_sound(told)


def test_it_is_answered_by_each_analyst_and_never_enters_a_chain(told: Workbench) -> None:
    first = view_article(told, 1)
    new_claim(told, view_article(told, 3), view_article(told, 3).facts[0].span)
    before = chain_words(told)
    colleague = bench_on(told.store, "budi", first=50_000)
    for bench, status in ((told, RelayStatus.CONFIRMED), (colleague, RelayStatus.UNSURE)):
        entry = judge_likeness(bench, view_article(bench, 3), first.article.uid, status)
        assert entry
        assert entry.op in ("confirm rewrite", "unsure of rewrite")
        assert rewrites(bench, 3) == [(first.article.uid, status)]
    assert chain_words(told) == before
    assert [row.number for row in list_articles(told, "has:relay")] == []
    undo(told)
    assert rewrites(told, 3) == [(first.article.uid, RelayStatus.UNSURE)]  # the colleague's
    redo(told)
    assert rewrites(told, 3) == [(first.article.uid, RelayStatus.CONFIRMED)]
    (other,) = [one for one in related_articles(told, first) if one.row.number == 3]
    assert other.relay
    assert other.relay.status is RelayStatus.CONFIRMED
    (mine,) = [one for one in view_article(told, 3).judgements if one.analyst == "ana"]
    withdraw_judgement(told, view_article(told, 3), mine.uid)
    judge_likeness(told, view_article(told, 3), first.article.uid, RelayStatus.REJECTED)
    assert rewrites(told, 3) == [(first.article.uid, RelayStatus.REJECTED)]
    assert is_sound(told)


def test_another_date_makes_another_story_of_it_and_parts_the_cluster(told: Workbench) -> None:
    set_metadata(told, 3, {"published": "2026-05-04"})
    assert (rewrites(told, 3), told.store.articles.cluster(1)) == ([], [1])
    set_metadata(told, 3, {"published": "2026-03-02"})
    assert len(rewrites(told, 3)) == 1
    assert told.store.articles.cluster(1) == [3, 1]
    set_metadata(told, 3, {"published": ""})
    assert (rewrites(told, 3), told.store.articles.cluster(1)) == ([], [1])
    assert is_sound(told)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM gist_word WHERE article_id = 1",
        "UPDATE gist SET day = day + 1 WHERE article_id = 3",
        "DELETE FROM gist WHERE article_id = 3",
        "UPDATE likeness SET shared = ''",
        "UPDATE likeness SET score = 0.9123",
    ],
)
def test_damage_to_what_is_derived_is_found_and_mended(
    told: Workbench, only_file: SqliteFile, damage: str
) -> None:
    with only_file.by_hand(told.store.place.file) as connection:
        kept = connection.execute("SELECT * FROM likeness").fetchall()
        connection.execute(damage)
    problems = list(verify(told.store))
    assert problems
    assert all(one.rebuild for one in problems)
    rebuild(told, problems)
    assert is_sound(told)
    with only_file.by_hand(told.store.place.file) as connection:
        assert connection.execute("SELECT * FROM likeness").fetchall() == kept
