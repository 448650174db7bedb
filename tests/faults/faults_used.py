"""A database that three analysts used: a row of every table, most of them several, and an undo."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from faults_annotating import act
from faults_rows import Ground
from services_cases import bench_on

from workbench.domain.article import ReadingState
from workbench.domain.claim import LinkKind
from workbench.domain.journal import Change
from workbench.domain.note import NoteSubject
from workbench.domain.source import Unalike
from workbench.domain.span import Span
from workbench.errors import WorkbenchError
from workbench.services.annotate import add_note, assess_claim, edit_claim, link_claims
from workbench.services.belonging import end_belonging, set_owner
from workbench.services.chain import Named
from workbench.services.coverage import coverage_of, mark_nothing
from workbench.services.descent import credit_outlet, related_articles
from workbench.services.history import redo, undo
from workbench.services.metadata import set_metadata
from workbench.services.review import accept_facts, set_state
from workbench.services.selections import freeze_selection, look_at, save_selection
from workbench.services.sitting import (
    end_session,
    remember_place,
    remember_reading,
    start_session,
)
from workbench.services.sources import add_alias, add_source, merge_sources, rate_source
from workbench.services.tags import Tagged, put_tags
from workbench.services.topics import rename_topic
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.store.connection import connect

ANALYSTS = ("ana", "budi", "citra")


def used_database(ground: Ground) -> Path:
    """The database, made once."""
    path = ground.folder / "used.db"
    if "used" not in ground.kept:
        shutil.copy(ground.sample, path)
        with open_store(path) as store:
            for place, analyst in enumerate(ANALYSTS):
                use(bench_on(store, analyst, first=100_000 * (place + 1)), place)
        with closing(connect(path, writable=True)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        ground.kept["used"] = path
    return path


def use(bench: Workbench, place: int) -> None:
    """A sitting of one analyst."""
    start_session(bench, "lang:id")
    numbers = bench.store.articles.numbers(analyst=bench.analyst)
    rng = random.Random(place)
    for _ in range(30):
        try:
            act(bench, rng, numbers[: 8 + place])
        except WorkbenchError:
            continue
    judge(bench, numbers[place])
    know_sources(bench, place)
    choose(bench, place)
    set_metadata(bench, numbers[12 + place], {"author": "Redaksi", "outlet": "Harian Ombak"})
    state = ReadingState.SET_ASIDE if place else ReadingState.DONE
    set_state(bench, view_article(bench, numbers[place]), state, reason="di luar topik")
    undo(bench)
    redo(bench)
    remember_place(bench, {"page": "library", "cursor": numbers[place], "top": 0})
    remember_reading(bench, numbers[place], 120 + place, seconds=30)
    end_session(bench)


def judge(bench: Workbench, number: int) -> None:
    """Claims of every fact of an article, weighed, linked and noted on."""
    view = view_article(bench, number)
    accept_facts(bench, view, view.facts)
    view = view_article(bench, number)
    claims = view.my_claims()
    assert len(claims) > 1
    assess_claim(bench, view, claims[0].uid, credibility=3, rationale="satu sumber")
    link_claims(bench, LinkKind.SUPPORTS, claims[0].uid, claims[-1].uid)
    span = Span.of(view.text, 0, 12)
    add_note(bench, NoteSubject.ARTICLE, view.article.uid, "periksa lagi", span=span)
    add_note(bench, NoteSubject.CLAIM, claims[0].uid, "dari siaran pers")
    credit_outlet(bench, view, "Kantor Berita Teluk")
    mark_nothing(bench, view, coverage_of(view).sentences)
    put_tags(bench, ["dua sumber", f"periksa {number}"], Tagged([number], [claims[0].uid]))
    edit_claim(bench, view_article(bench, number), replace(claims[-1], topic=f"Banjir {number}"))
    rename_topic(bench, f"Banjir {number}", f"Banjir bandang {number}")
    for one in related_articles(bench, view):
        add_note(bench, NoteSubject.ARTICLE, one.row.uid, "mirip")


def know_sources(bench: Workbench, place: int) -> None:
    """Sources made, named otherwise, rated, merged, put into families and told apart."""
    one = add_source(bench, f"Dewi Laras {place}", aliases=(f"D. Laras {place}",))
    other = add_source(bench, f"Dewi L. {place}")
    add_alias(bench, one.uid, f"Laras {place}")
    rate_source(bench, one.uid, "B", "dua kali benar")
    merge_sources(bench, [other.uid], one.uid)
    office = Named(f"Kantor {place}")
    set_owner(bench, [one.uid], office, since="2019-05", rationale="laporan tahunan")
    end_belonging(bench, one.uid, since="2025")
    third = add_source(bench, f"Dewi M. {place}")
    answer = Unalike.between(one.uid, third.uid, bench.analyst, bench.now())
    bench.act("unalike", [Change("unalike", answer.uid, None, answer.to_record())])


def choose(bench: Workbench, place: int) -> None:
    """A selection, a set, and a watch that was looked at."""
    save_selection(bench, f"Semua {place}", where="lang:id")
    freeze_selection(bench, f"Semua {place}")
    watch = save_selection(bench, f"Pantau {place}", where="kapal", is_watch=True)
    look_at(bench, watch)
