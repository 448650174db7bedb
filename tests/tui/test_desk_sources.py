"""Sources, judgements, notes, links; taking back, coming back, handing over what was made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk_driver import SAMPLE, Desk, story
from desk_scripts import TRUCE, Script, a_claim, undone_and_done_again

from workbench.domain.claim import Confidence, Likelihood
from workbench.domain.fact import Quote
from workbench.domain.note import NoteSubject
from workbench.services.exporting import export
from workbench.services.proof import verify
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.tui.views.article import Item

SIZES = [(80, 24), (120, 40)]


@story
async def test_a_source_is_rated_named_and_merged(truce: Path) -> None:
    async with Desk.open(truce, size=(120, 40)) as desk:
        claim = await a_claim(desk, TRUCE)
        uid = claim.hops[0].sources[0]
        sources = desk.bench.store.sources
        await desk.press("S")
        assert desk.pane == "sources"
        desk.shows(f"Source: {TRUCE.sources}", "provisional", "Not rated yet")
        await desk.press("r", "c")
        await desk.type("dekat dengan garis depan")
        await desk.press("enter")
        desk.shows("C  dekat dengan garis depan", "is rated C")
        await undone_and_done_again(desk, lambda: sources.ratings(uid))
        await desk.press("r", "b")
        desk.shows("because: dekat dengan garis depan")
        await desk.press("enter")
        ratings = sources.ratings(uid)
        assert [rating.reliability for rating in ratings] == ["C", "B"]
        assert ratings[1].rationale == ratings[0].rationale, "the last reason was offered"

        await desk.press("ea")
        await desk.type("sumber FS")
        await desk.press("enter")
        assert sources.get(uid).aliases == ("sumber FS",)
        await undone_and_done_again(desk, lambda: sources.get(uid).aliases)
        await desk.press("en")
        await desk.fill("Sumber Front Selatan")
        assert sources.get(uid).name == "Sumber Front Selatan"
        assert TRUCE.sources in sources.get(uid).aliases
        desk.shows("reviewed")
        await undone_and_done_again(desk, lambda: sources.get(uid).name)
        await desk.press("ek", "g")
        assert sources.get(uid).kind.value == "group"

        await desk.press("gs")
        desk.shows("Sources", "Sumber Front Selatan")
        found = [found.name for found in desk.screen_of.page.sources]  # type: ignore[attr-defined]
        await desk.press(f"{found.index('Sumber Front Selatan') + 1}", "gg", "M")
        await desk.type("Kabar Lintang")
        await desk.press("enter")
        assert sources.get(uid).same_as
        assert "Sumber Front Selatan" not in [
            source.name
            for source in desk.screen_of.page.sources  # type: ignore[attr-defined]
        ]
        await undone_and_done_again(desk, lambda: sources.get(uid).same_as)
        assert not list(verify(desk.bench.store))


@story
async def test_a_source_without_a_name_is_refused_in_words(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await a_claim(desk, TRUCE)
        await desk.press("S", "en")
        await desk.fill("")
        assert desk.status == "a source needs a name"
        await desk.press("escape", "M")
        await desk.type(TRUCE.sources)
        await desk.press("enter")
        assert "merged into itself" in desk.status


@pytest.mark.parametrize("size", SIZES)
@story
async def test_a_claim_is_judged_before_the_rating_is_seen(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        claim = await a_claim(desk, script)
        await desk.press("S", "r", "d")
        await desk.type("banyak salah")
        await desk.press("enter", "q", "q")
        desk.shows_not("banyak salah")
        await desk.press("enter")
        assert desk.claim == claim
        await desk.press("R", "1", "0", "0", "enter")
        assert "confirmed by independent sources" in desk.status
        assert not desk.view.assessments
        await desk.press("escape", "R", "3", "5", "m")
        desk.shows_not("rated D")
        await desk.type("satu sumber saja")
        await desk.press("enter")
        (judged,) = desk.view.assessments
        assert judged.blind
        assert (judged.credibility, judged.confidence) == (3, Confidence.MODERATE)
        assert judged.likelihood is list(Likelihood)[4]
        assert "is rated" in desk.status
        assert "D" in desk.status
        await undone_and_done_again(desk, lambda: desk.view.assessments)

        await desk.press("S", "q", "R")
        desk.shows("you saw the rating")
        await desk.press("4", "enter", "enter", "enter")
        (again,) = desk.view.assessments
        assert not again.blind
        assert (again.credibility, again.rationale) == (4, "satu sumber saja")
        assert again.likelihood is judged.likelihood, "what was said before is offered again"


@story
async def test_notes_stand_on_words_claim_hop_and_source(truce: Path) -> None:
    async with Desk.open(truce, size=(120, 40)) as desk:
        await desk.press("enter")
        await desk.on_words("jeda 72 jam")
        await desk.press("gN")
        await desk.type("bandingkan")
        await desk.press("enter")
        assert desk.status == "noted on the words"
        await desk.press("escape")
        assert desk.pane == "text"
        await desk.on_words(TRUCE.dead)
        await desk.press("c")
        await desk.type(TRUCE.sources)
        await desk.press("enter", "escape", "enter")
        claim = desk.claim
        await desk.press("gg", "i")
        await desk.type("angka lain?")
        await desk.press("enter")
        desk.shows("angka lain?")
        await undone_and_done_again(desk, lambda: len(desk.view.notes))
        rows = desk.page.rows  # type: ignore[attr-defined]
        await desk.press(f"{next(at for at, r in enumerate(rows) if r.hop == 0) + 1}", "gg", "i")
        await desk.type("siapa?")
        await desk.press("enter")
        subjects = {note.words: (note.subject, note.subject_uid) for note in desk.view.notes}
        assert subjects["bandingkan"][0] is NoteSubject.ARTICLE
        assert subjects["angka lain?"] == (NoteSubject.CLAIM, claim.uid)
        assert subjects["siapa?"] == (NoteSubject.HOP, f"{claim.uid}/0")
        (on_words,) = [note for note in desk.view.notes if note.words == "bandingkan"]
        assert on_words.span
        assert on_words.span.exact == "jeda 72 jam"
        await desk.press("gi")
        desk.shows("Notes on #1", "“jeda 72 jam”", "bandingkan", "angka lain?", "hop")
        notes = [note.words for note in desk.view.notes]
        await desk.press(f"{notes.index('siapa?') + 1}", "gg", "enter")
        assert desk.claim.uid == claim.uid
        await desk.press("gi", f"{notes.index('bandingkan') + 1}", "gg", "enter")
        assert desk.pane == "text"
        assert desk.page.article.view.text[desk.page.article.offset :].startswith("jeda 72 jam")
        await desk.press("tab")
        await desk.press(f"{desk.page.article.items.index(Item(None, claim)) + 1}", "gg", "enter")
        assert desk.claim.uid == claim.uid
        await desk.press("S", "i")
        await desk.type("kelompok bersenjata")
        await desk.press("enter")
        (note,) = desk.bench.store.notes.on(claim.hops[0].sources)
        assert note.words == "kelompok bersenjata"
        desk.shows("kelompok bersenjata")
        await undone_and_done_again(
            desk, lambda: len(desk.bench.store.notes.on(claim.hops[0].sources))
        )
        assert not list(verify(desk.bench.store))


@story
async def test_a_claim_taken_out_comes_back(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        claim = await a_claim(desk, TRUCE)
        await desk.press("R", "3", "0", "0", "enter")
        await desk.press("dc")
        assert desk.pane == "text", "it was opened from the text"
        assert desk.view.claim(claim.uid) is None
        assert not desk.view.assessments
        await desk.press("u")
        assert desk.view.claim(claim.uid)
        assert len(desk.view.assessments) == 1
        await desk.press("enter")
        await desk.press("u", "u")
        assert not desk.view.claims
        assert "nothing" not in desk.status
        await desk.press("u")
        assert desk.status == "nothing to undo"
        await desk.press("2", "ctrl+r")
        assert desk.view.claim(claim.uid)


@story
async def test_two_claims_are_linked_and_two_origins_allow_credibility_one(sample: Path) -> None:
    async with Desk.open(sample, size=(120, 40)) as desk:
        for title, speaker in (("9 Orang Tewas", "Radio Buton"), ("At Least 15", "Harbour master")):
            await desk.go_to(title)
            await desk.press("tab", "3", ")", "V", "c")
            await desk.type(speaker)
            await desk.press("enter", "escape")
        await desk.press("enter", "R", "1", "0", "0", "enter")
        assert "this claim has 1" in desk.status
        await desk.press("escape", "el")
        await desk.press("enter", "s")
        assert desk.status == "linked: same"
        await desk.press("R", "1", "0", "0", "enter")
        assert desk.view.assessments[0].credibility == 1, desk.status
        await desk.press("go")
        desk.shows("independent origins over this claim and 1 linked to it: 2")


@story
async def test_quitting_and_coming_back(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("f")
        await desk.fill("lang:id")
        await desk.go_to("Dua Pemerintah")
        await desk.press("]u", "a", "]u", "]u")
        fact, row = desk.fact, desk.row
        await desk.press("Q")
        assert not desk.app.is_running
    async with Desk.open(sample) as desk:
        assert desk.fact == fact
        assert desk.row == row
        assert "interrupted" not in desk.status
        await desk.press("q")
        desk.shows("filter: lang:id", "Dua Pemerintah")
        assert desk.bench.store.sessions.of()[1].ended_how == "ended"


@story
async def test_a_text_cursor_is_where_it_was(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.press("tab", "}}", "ww")
        offset = desk.page.article.offset
        assert offset > 200
    async with Desk.open(sample) as desk:
        assert "interrupted" in desk.status
        assert desk.pane == "text"
        assert desk.page.article.offset == offset


@story
async def test_what_was_made_is_exported_and_loads_again(truce: Path, tmp_path: Path) -> None:
    async with Desk.open(truce) as desk:
        await a_claim(desk, TRUCE)
        await desk.press("R", "3", "0", "0", "enter", "q", "tab")
        await desk.on_quote(TRUCE.joint)
        await desk.press("a")
        claims = desk.view.claims
        export(desk.bench, "jsonl", tmp_path / "out.jsonl")
        export(desk.bench, "brat", tmp_path / "brat")
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert len(records) > 3
    (annotations,) = (tmp_path / "brat").glob("*.ann")
    assert TRUCE.dead in annotations.read_text()
    with open_store(tmp_path / "other.db") as store:
        from workbench.services.annotation_import import import_annotations
        from workbench.services.importing import import_documents, read
        from workbench.services.view import view_article

        bench = Workbench(store, "ratna")
        list(import_documents(bench, read([SAMPLE / "kabar-lintang-gencatan.txt"])))
        import_annotations(bench, "jsonl", tmp_path / "out.jsonl")
        found = view_article(bench, 1).claims
    assert {claim.span for claim in found} == {claim.span for claim in claims}


@story
async def test_what_a_colleague_made_is_seen_but_not_changed(truce: Path) -> None:
    async with Desk.open(truce, analyst="bima") as desk:
        await a_claim(desk, TRUCE)
    async with Desk.open(truce) as desk:
        await desk.press("enter")
        assert not [item for item in desk.page.article.items if item.fact is None]
        await desk.press("D", "y", "L")
        desk.shows("colleagues are shown: bima")
        place = next(i for i, item in enumerate(desk.page.article.items) if item.fact is None)
        await desk.press(f"{place + 1}", "gg", "enter", "er")
        assert "that claim is bima's" in desk.status
        assert isinstance(desk.view.facts[0].attributes, object)
        assert any(isinstance(fact.attributes, Quote) for fact in desk.view.facts)


@story
async def test_a_note_is_changed_and_taken_out_where_it_is_listed(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.go_to("Kapal Motor")
        await desk.press("i")
        await desk.fill("ask the harbour")
        await desk.press("gi", "ei")
        await desk.type(" master")
        await desk.press("enter")
        desk.shows("ask the harbour master", "note changed")
        await desk.press("ei", "ctrl+u")
        await desk.press("enter")
        desk.shows("note taken out", "No notes yet")
        await desk.press("u")
        desk.shows("ask the harbour master")
