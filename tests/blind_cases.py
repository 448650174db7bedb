"""Two analysts on one database, and everything that one of them can make of an article which the
other has yet to judge, with a word in it that stands nowhere else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim, ClaimState, LinkKind
from workbench.domain.coverage import Cover
from workbench.domain.decision import Verdict
from workbench.domain.journal import Change
from workbench.domain.kept_open import Heard, Hearing
from workbench.domain.note import NoteSubject
from workbench.domain.relay import RelayStatus
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.services.annotate import (
    add_note,
    assess_claim,
    edit_claim,
    link_claims,
    new_claim,
)
from workbench.services.coverage import coverage_of, mark_nothing
from workbench.services.descent import judge_likeness
from workbench.services.flags import flag_claim
from workbench.services.importing import import_documents, read
from workbench.services.open_questions import (
    close_question,
    keep_claim_open,
    keep_question_open,
)
from workbench.services.review import accept_facts, answer_fact, set_state
from workbench.services.sources import add_source
from workbench.services.tags import Tagged, put_tags
from workbench.services.view import view_article
from workbench.services.workbench import Sight, Workbench
from workbench.store import open_store

ARTICLES = (
    {
        "id": "a",
        "title": "Gudang di Pelabuhan Meledak",
        "outlet": "Cakrawala Pos",
        "published": "2026-03-10T08:12+08:00",
        "lang": "id",
        "text": "Gudang di Pelabuhan Meledak\n\nTujuh pekerja tewas, kata juru bicara kepolisian "
        'Ratih Sondakh.\n\n"Titik ledakan ada di sisi timur," ujar Ratih kepada wartawan, '
        "Selasa (10/3/2026).\n",
    },
    {
        "id": "b",
        "title": "Jembatan Lama Ditutup",
        "outlet": "Harian Pantai",
        "published": "2026-03-11T09:00+08:00",
        "lang": "id",
        "text": "Jembatan Lama Ditutup\n\nJembatan lama ditutup mulai Kamis, kata Kepala Dinas "
        'Samrin Lahati.\n\n"Kami memeriksa tiang yang retak," ujar Samrin, Rabu (11/3/2026).\n\n'
        "Warga memakai jalan memutar sejauh dua kilometer. Tidak ada korban.\n",
    },
    {
        "id": "c",
        "title": "Pasar Dibuka Lagi",
        "outlet": "Kabar Siang",
        "published": "2026-03-12T07:00+08:00",
        "lang": "id",
        "text": "Pasar Dibuka Lagi\n\nPasar pagi dibuka lagi, kata pengelola Mira Santika.\n",
    },
)
JUDGED, UNJUDGED, OTHER = 1, 2, 3

MARK = "zq"
"""How every word begins that Budi wrote."""
WORDS = (
    "zqmaksud", "zqterjemah", "zqtopik", "zqwaktu", "zqtempat", "zqverdik", "zqcatatan",
    "zqnota", "zqnotaartikel", "zqnotahop", "zqnotamilikmu", "zqtag", "zqtagklaim",
    "zqalasan", "zqalasanmu", "zqdisisihkan", "zqbendera", "zqbenderamu",
)  # fmt: skip
NEVER = ("zqditanyakan", "zqterjawab")
"""What of it is never told, whatever she judges: what he keeps open, and why it is open no more."""


def base(path: Path) -> None:
    """Ana has judged the first article, has a claim on the second, and knows Budi's work on the
    first."""
    source = path.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(one) + "\n" for one in ARTICLES), "utf-8")
    with open_store(path) as store:
        ana, budi = Workbench(store, "ana"), Workbench(store, "budi")
        for outcome in import_documents(ana, read([source])):
            assert outcome.became.value == "added", outcome
        for bench in (ana, budi):
            view = view_article(bench, JUDGED)
            accept_facts(bench, view, view.open_questions())
            set_state(bench, view_article(bench, JUDGED), ReadingState.DONE)
        assert view_article(ana, UNJUDGED).open_questions()
        add_source(ana, "Samrin Lahati", kind=SourceKind.PERSON)
        said(ana, UNJUDGED, "Tidak ada korban", restatement="Tidak ada yang terluka.")


def plant(path: Path) -> Claim:
    """All that Budi can make of the article that Ana has yet to judge; a claim of his there."""
    with open_store(path) as store:
        budi = Workbench(store, "budi", sight=Sight.ALL)
        view = view_article(budi, UNJUDGED)
        mine = next(one for one in view.claims if one.analyst == "ana")
        judged = next(one for one in view_article(budi, JUDGED).claims if one.analyst == "ana")
        first, *rest = view.open_questions()
        accept_facts(budi, view, [first])
        for fact in rest:
            answer_fact(budi, view_article(budi, UNJUDGED), fact, Verdict.REJECTED)
        hops = next(one for one in view_article(budi, UNJUDGED).my_claims() if one.hops).hops
        claim = said(
            budi, UNJUDGED, "Warga memakai jalan memutar", hops=hops, restatement="zqmaksud",
            gloss="zqterjemah", topic="zqtopik", time="zqwaktu", place="zqtempat",
            verdict="zqverdik", note="zqcatatan", state=ClaimState.DONE,
        )  # fmt: skip
        add_note(budi, NoteSubject.CLAIM, claim.uid, "zqnota")
        add_note(budi, NoteSubject.HOP, f"{claim.uid}/0", "zqnotahop")
        add_note(budi, NoteSubject.CLAIM, mine.uid, "zqnotamilikmu")
        add_note(budi, NoteSubject.ARTICLE, claim.article, "zqnotaartikel", span=claim.span)
        put_tags(budi, ["zqtag"], Tagged([UNJUDGED]))
        put_tags(budi, ["zqtagklaim"], Tagged((), [claim.uid, mine.uid]))
        flag_claim(budi, claim, "zqbendera")
        flag_claim(budi, mine, "zqbenderamu")
        now = view_article(budi, UNJUDGED)
        assess_claim(budi, now, claim.uid, credibility=2, rationale="zqalasan")
        assess_claim(budi, now, mine.uid, credibility=5, rationale="zqalasanmu")
        link_claims(budi, LinkKind.SAME, claim.uid, judged.uid)
        link_claims(budi, LinkKind.CONTRADICTS, claim.uid, mine.uid)
        other = store.articles.get(OTHER)
        judge_likeness(budi, view_article(budi, UNJUDGED), other.uid, RelayStatus.CONFIRMED)
        now = view_article(budi, UNJUDGED)
        assert mark_nothing(budi, now, coverage_of(now).of(Cover.UNCOVERED)), "some are left"
        set_state(budi, view_article(budi, UNJUDGED), ReadingState.SET_ASIDE, "zqdisisihkan")
        keep_open(budi, claim, judged)
        return claim


def keep_open(bench: Workbench, *claims: Claim) -> None:
    """Keep a question open, and claims; close one, and answer a reply to it."""
    asked = keep_question_open(bench, "Siapa zqditanyakan di jembatan?")
    kept = [keep_claim_open(bench, one.uid) for one in claims]
    heard = Heard(asked.uid, kept[-1].article, 0, 9, bench.analyst, bench.now(), Hearing.SEEN)
    bench.act("seen", [Change.between("heard", None, heard)])
    close_question(bench, asked, "zqterjawab")


def said(bench: Workbench, number: int, words: str, **fields: object) -> Claim:
    """A claim on some words of an article."""
    view = view_article(bench, number)
    start = view.text.index(words)
    claim = new_claim(bench, view, Span.of(view.text, start, start + len(words)))
    edited = replace(claim, **fields)  # type: ignore[arg-type]
    edit_claim(bench, view_article(bench, number), edited)
    return edited


def judge(path: Path) -> None:
    """Ana says that she is done with the second article."""
    with open_store(path) as store:
        ana = Workbench(store, "ana")
        set_state(ana, view_article(ana, UNJUDGED), ReadingState.DONE)
