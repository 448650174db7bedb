"""An analyst works through one article: answers, claims, chains, sources, judgements, notes, undo.

The whole story runs on the seed article where there is one, and on its like of the sample set.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from desk_driver import SAMPLE, Desk, library, story

from workbench.domain.claim import Claim, Confidence, Factuality, HopClass, Likelihood, Mode
from workbench.domain.decision import Verdict
from workbench.domain.fact import Quote
from workbench.domain.note import NoteSubject
from workbench.services.exporting import export
from workbench.services.proof import verify
from workbench.services.workbench import Workbench, open_store
from workbench.tui.views.article import Item

SIZES = [(80, 24), (120, 40)]


@dataclass(frozen=True)
class Script:
    """What an article lets the story do."""

    title: str
    outlet: str
    relay: str
    joint: str
    """Words of a quote with two speakers."""
    speakers: tuple[str, str]
    doubtful: str
    """Words of a quote whose speaker is corrected."""
    bounds: str
    """A quote that is wanted without its last word."""
    dead: str
    """A statement of sources that nobody names."""
    sources: str
    place: str


SEED = Script(
    title="Haftar Tolak",
    outlet="KIBLAT.NET",
    relay="Daily Sabah",
    joint="Konflik itu merusak keamanan",
    speakers=("Recep Tayyip Erdogan", "Vladimir Putin"),
    doubtful="pihaknya menyambut seruan",
    bounds="partai-partai Libya",
    dead="sembilan orang mereka tewas dalam serangan pesawat tak berawak malam",
    sources="sumber-sumber LNA",
    place="al-Washka",
)
TRUCE = Script(
    title="Dua Pemerintah",
    outlet="KABAR LINTANG",
    relay="The Meridian Courier",
    joint="Kami menunggu satu kata",
    speakers=("Idris al-Karamani", "Nadia Salhoub"),
    doubtful="Serangan itu tidak dilakukan",
    bounds="Front Selatan mundur",
    dead="sebelas orang mereka tewas dalam serangan pesawat nirawak semalam",
    sources="sumber-sumber Front Selatan",
    place="Wadi Asma",
)


@pytest.fixture(params=["truce", "seed"])
def article(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Script]:
    """A database with an article, and what it lets one do."""
    if request.param == "truce":
        return request.getfixturevalue("truce"), TRUCE
    shared: Path = request.getfixturevalue("shared")
    return library(tmp_path / "desk.db", shared / "seed" / "kiblat-haftar.txt"), SEED


def last_op(desk: Desk) -> str:
    return desk.ops()[-1]


async def undone_and_done_again(desk: Desk, look: Callable[[], object]) -> None:
    """Undo takes the last act back in the database; redo brings back just what was there."""
    after = look()
    await desk.press("u")
    assert desk.status.startswith("undo"), desk.status
    assert look() != after
    await desk.press("ctrl+r")
    assert desk.status.startswith("redo"), desk.status
    assert look() == after


@pytest.mark.parametrize("size", SIZES)
@story
async def test_questions_are_answered_key_by_key(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        desk.shows(script.title, "? lists the keys")
        await desk.press("enter")
        desk.shows(script.outlet)
        open_questions = desk.questions()
        assert desk.fact == open_questions[0]
        desk.shows(f"?{len(open_questions)}")

        await desk.on_quote(script.joint)
        before = desk.pressed
        quote = desk.fact
        await desk.press("a")
        assert desk.pressed - before == 1, "accepting a right suggestion is one key"
        claim = desk.view.claim_of(quote.id)
        assert claim
        assert claim.span == quote.span
        assert desk.view.names(claim.hops[-1].sources) == list(script.speakers)
        assert desk.view.chain(claim.hops)[:2] == [script.outlet, script.relay]
        assert desk.status.startswith("accepted")
        assert desk.fact in desk.questions(), "it went on to the next open question"
        desk.shows(f"?{len(open_questions) - 1}")
        await undone_and_done_again(desk, lambda: desk.view.claim_of(quote.id))

        for key, verdict in (
            ("x", Verdict.REJECTED),
            ("s", Verdict.SKIPPED),
            ("m", Verdict.UNSURE),
        ):
            await desk.press("]u")
            fact = desk.fact
            await desk.press(key)
            decision = desk.view.decision(fact.id)
            assert decision
            assert decision.verdict is verdict
            assert desk.fact.id != fact.id
            await undone_and_done_again(
                desk,
                lambda wanted=fact.id: desk.view.decision(wanted),  # type: ignore[misc]
            )
        assert not list(verify(desk.bench.store))


@pytest.mark.parametrize("size", SIZES)
@story
async def test_a_speaker_is_corrected_by_typing_a_few_letters(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        await desk.press("enter")
        fact = await desk.on_quote(script.doubtful)
        await desk.press("es")
        await desk.type(script.sources)
        desk.shows("a new source")
        await desk.press("enter")
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert desk.view.names(claim.hops[-1].sources) == [script.sources]
        decision = desk.view.decision(fact.id)
        assert decision
        assert decision.verdict is Verdict.CORRECTED
        assert last_op(desk) == "correct"
        span = claim.hops[-1].span
        assert span
        assert span.exact == script.sources, "the words that name it are found in the text"
        await undone_and_done_again(desk, lambda: desk.view.claim_of(fact.id))

        other = await desk.on_quote(script.joint)
        await desk.press("es")
        await desk.type(script.sources[:11])
        desk.shows(script.sources)
        await desk.press("enter")
        again = desk.view.claim_of(other.id)
        assert again
        assert again.hops[-1].sources == claim.hops[-1].sources, "the source is there by now"


@pytest.mark.parametrize("size", SIZES)
@story
async def test_bounds_and_mode_are_corrected(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        await desk.press("enter")
        fact = await desk.on_quote(script.bounds)
        await desk.press("eb")
        assert desk.pane == "selection"
        await desk.press("bb", "e", "enter")
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert claim.span.start == fact.span.start
        assert claim.span.exact == fact.span.exact.rsplit(" ", 1)[0]
        assert desk.pane == "facts"
        await undone_and_done_again(desk, lambda: desk.view.claim_of(fact.id))

        other = await desk.on_quote(script.doubtful)
        await desk.press("em", "t")
        found = desk.view.claim_of(other.id)
        assert found
        assert found.hops[-1].mode is Mode.DOCUMENT

        third = await desk.on_quote(script.joint)
        decisions = desk.view.decisions
        await desk.press("eb", "escape")
        assert desk.pane == "facts"
        assert desk.view.decisions == decisions, "escape corrects nothing"
        assert desk.fact == third


@pytest.mark.parametrize("size", SIZES)
@story
async def test_a_claim_with_its_chain_from_scratch(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        await desk.press("enter")
        await desk.on_words(script.dead)
        before = desk.pressed
        await desk.press("c")
        await desk.type(script.sources)
        await desk.press("enter", "escape")
        assert desk.pressed - before == 3
        assert desk.claim.span.exact == script.dead
        assert desk.chain() == [script.outlet, script.relay, script.sources]
        desk.shows(f"{script.outlet} ← {script.relay} ← {script.sources}"[: size[0]])
        source = desk.view.sources[desk.claim.hops[0].sources[0]]
        assert source.provisional
        hop = desk.claim.hops[0]
        assert hop.hop_class is HopClass.ANONYMOUS
        assert hop.span
        assert hop.span.exact == script.sources
        assert desk.view.origin_name(desk.claim) == script.sources
        await undone_and_done_again(desk, lambda: [c.hops for c in desk.view.claims])


@story
async def test_a_new_chain_of_two_hops_takes_at_most_eight_keys(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter", "tab", "3", ")")
        before = desk.pressed
        await desk.press("V", "c")
        await desk.type("Radio Wadi")
        await desk.press("enter")
        await desk.type("seorang perawat")
        await desk.press("enter", "enter")
        assert desk.pressed - before <= 8
        assert desk.chain()[2:] == ["Radio Wadi", "seorang perawat"]
        sentence = desk.claim.span
        assert desk.view.text[sentence.end - 1] in ".”"


async def a_claim(desk: Desk, script: Script) -> Claim:
    """A claim with one hop, open on the screen."""
    await desk.press("enter")
    await desk.on_words(script.dead)
    await desk.press("c")
    await desk.type(script.sources)
    await desk.press("enter", "escape", "enter")
    assert desk.pane == "claim"
    return desk.claim


@pytest.mark.parametrize("size", SIZES)
@story
async def test_a_claims_fields_are_edited(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        await a_claim(desk, script)
        for keys, field, words in (
            ("er", "restatement", "Nine LNA men were killed near al-Washka."),
            ("eg", "gloss", "Sembilan orang LNA tewas."),
            ("et", "topic", "korban"),
            ("ew", "time", "2020-01-07"),
            ("ep", "place", script.place),
        ):
            await desk.press(keys)
            await desk.fill(words)
            assert getattr(desk.claim, field) == words
            desk.shows(words[:24])
            await undone_and_done_again(desk, lambda: desk.claim)
        await desk.press("ed", "o")
        assert desk.claim.state.value == "done"
        await desk.press("et", "escape")
        assert desk.status == ""
        assert desk.claim.topic == "korban"
        await desk.press("eb", "bb", "e", "enter")
        assert desk.claim.span.exact == script.dead.rsplit(" ", 1)[0]
        await undone_and_done_again(desk, lambda: desk.claim)
        assert not list(verify(desk.bench.store))


@pytest.mark.parametrize("size", SIZES)
@story
async def test_the_chain_is_edited_hop_by_hop(
    article: tuple[Path, Script], size: tuple[int, int]
) -> None:
    path, script = article
    async with Desk.open(path, size=size) as desk:
        await a_claim(desk, script)

        async def add(key: str, name: str) -> None:
            await desk.press(key)
            await desk.type(name)
            await desk.press("enter")

        await add("o", "Dokter rumah sakit")
        assert desk.chain()[2:] == [script.sources, "Dokter rumah sakit"]
        await add("O", "Koresponden")
        assert desk.chain()[2:] == [script.sources, "Koresponden", "Dokter rumah sakit"]
        await undone_and_done_again(desk, desk.chain)
        await desk.press("<")
        assert desk.chain()[2:] == ["Koresponden", script.sources, "Dokter rumah sakit"]
        await desk.press("<")
        assert "end of the chain" in desk.status
        await desk.press(">", ">")
        assert desk.chain()[2:] == [script.sources, "Dokter rumah sakit", "Koresponden"]
        await undone_and_done_again(desk, desk.chain)
        await desk.press("dd")
        assert desk.chain()[2:] == [script.sources, "Dokter rumah sakit"]
        await undone_and_done_again(desk, desk.chain)
        await add("&", "Perawat jaga")
        assert desk.chain()[2:] == [script.sources, "Dokter rumah sakit + Perawat jaga"]
        await undone_and_done_again(desk, desk.chain)
        await desk.press("ec")
        await desk.fill("mengatakan")
        await desk.press("em", "d")
        await desk.press("ef", "h")
        hop = desk.claim.hops[-1]
        assert (hop.cue, hop.mode, hop.factuality) == (
            "mengatakan", Mode.DIRECT, Factuality.PROBABLE,
        )  # fmt: skip
        desk.shows("hedges")
        await undone_and_done_again(desk, lambda: desk.claim.hops)
        await desk.press("eh", "w", "e", "enter")
        words = desk.claim.hops[-1].span
        assert words
        assert desk.view.text[words.start : words.end] == words.exact
        await undone_and_done_again(desk, lambda: desk.claim.hops)
        await add("es", "Kepala rumah sakit")
        assert desk.chain()[2:] == [script.sources, "Kepala rumah sakit"]
        await desk.press("ek", "u")
        assert desk.claim.hops[-1].hop_class is HopClass.UNATTRIBUTED
        assert not desk.claim.hops[-1].sources
        await desk.press("go")
        desk.shows("an unattributed claim counts as no origin", "independent origins")
        await desk.press("q")
        assert desk.pane == "claim"
        assert not list(verify(desk.bench.store))


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
        await desk.press("M")
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
        await desk.press("R", "3", "5", "m")
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
        await desk.press("gn")
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
        await desk.press("u")
        assert not desk.view.claims
        assert "nothing" not in desk.status
        await desk.press("u")
        assert desk.status == "nothing to undo"
        await desk.press("3", "ctrl+r")
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
        await desk.press("el")
        await desk.press("enter", "p")
        assert desk.status == "linked: supports"
        await desk.press("R", "1", "0", "0", "enter")
        assert desk.view.assessments[0].credibility == 1, desk.status
        await desk.press("go")
        desk.shows("independent origins over this claim and 1 linked ones: 2")


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
        await desk.press("L")
        desk.shows("colleagues are shown: bima")
        place = next(i for i, item in enumerate(desk.page.article.items) if item.fact is None)
        await desk.press(f"{place + 1}", "gg", "enter", "er")
        assert "that claim is bima's" in desk.status
        assert isinstance(desk.view.facts[0].attributes, object)
        assert any(isinstance(fact.attributes, Quote) for fact in desk.view.facts)
