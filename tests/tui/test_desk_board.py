"""The claim board: finding claims over all articles, judging, linking, and coming back to a row."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story
from desk_scripts import undone_and_done_again

from workbench.domain.claim import ClaimState, LinkKind
from workbench.domain.fact import Quote
from workbench.services.board import BoardRow
from workbench.services.review import accept_facts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.tui.pages.board import BoardPage
from workbench.tui.pages.claim import ClaimPage


def _accept(path: Path, numbers: tuple[int, ...], analyst: str = "ratna", most: int = 99) -> None:
    """Some quotes of some articles become claims, as on the desk."""
    with open_store(path) as store:
        bench = Workbench(store, analyst)
        for number in numbers:
            view = view_article(bench, number)
            quotes = [fact for fact in view.facts if isinstance(fact.attributes, Quote)]
            accept_facts(bench, view, quotes[:most])


@pytest.fixture
def claims(sample: Path) -> Path:
    """The sample set with claims on three of its articles."""
    _accept(sample, (1, 3, 7), most=4)
    return sample


def board(desk: Desk) -> BoardPage:
    page = desk.screen_of.page
    assert isinstance(page, BoardPage), page
    return page


def rows(desk: Desk) -> list[BoardRow]:
    """What the board lists, as far as it is read."""
    page = board(desk)
    return [row for place in range(len(page.board)) if (row := page.board.row(place))]


def says(desk: Desk) -> list[str]:
    """What the listed claims say."""
    return [row.claim.restatement or row.claim.span.exact for row in rows(desk)]


@story
async def test_a_claim_is_opened_beside_its_words(claims: Path) -> None:
    async with Desk.open(claims, size=(100, 12)) as desk:
        await desk.press("gc")
        uids = [row.claim.uid for row in rows(desk)]
        for place, uid in enumerate(uids):
            await desk.press("gg", *"j" * place, "enter")
            assert desk.claim.uid == uid
            opened = desk.screen_of.opened
            assert opened
            assert opened.article.offset == desk.claim.span.start
            desk.shows(desk.claim.span.exact.split()[0])
            await desk.press("q", "q")


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 10)])
@story
async def test_a_claim_is_found_opened_and_left_for_the_same_row(
    claims: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(claims, size=size) as desk:
        await desk.press("gc")
        assert desk.pane == "board"
        total = len(board(desk).board)
        assert total >= 9
        await desk.press("s", "s", "f")
        await desk.type("article:3")
        await desk.press("enter", "j", "j")
        there = board(desk).claim
        assert there
        assert (board(desk).board.sort.value, board(desk).cursor) == ("topic", 2)
        await desk.press("enter")
        assert desk.claim.uid == there.uid
        await desk.press("q", "q")
        assert board(desk).claim == there
        assert (board(desk).board.words, board(desk).cursor) == ("article:3", 2)
        if size[0] > 40:
            desk.shows("article:3  by topic  3/")
        await desk.press("F")
        assert len(board(desk).board) == total
        assert board(desk).claim == there, "the cursor stays on its claim"
        await desk.press("q")
        assert desk.pane == "library"


@story
async def test_the_filter_is_completed_and_a_wrong_one_is_told(claims: Path) -> None:
    async with Desk.open(claims) as desk:
        await desk.press("gc", "f")
        await desk.type("sta")
        desk.shows("state:", "draft, done, reviewed or withdrawn")
        await desk.press("tab")
        await desk.type("d")
        desk.shows("state:draft", "state:done")
        await desk.press("escape", "f")
        await desk.type("colour:red")
        await desk.press("enter")
        assert "no field 'colour'" in desk.status
        assert board(desk).board.words == ""
        await desk.press("escape", "f")
        await desk.type("topic:nothing-of-the-sort")
        await desk.press("enter")
        desk.shows("No claim fits the filter", "by newest  none")
        await desk.press("R", "et", "enter")
        assert desk.ops().count("accept") == len(desk.ops()), "no claim, no change"


@story
async def test_words_are_looked_for_among_what_one_or_the_other_leaves(claims: Path) -> None:
    async with Desk.open(claims) as desk:
        await desk.press("gc", "f")
        await desk.fill("source:sondakh or source:ruppa")
        among = len(board(desk).board)
        await desk.press("/")
        await desk.fill("pemutih")
        assert 0 < len(board(desk).board) < among
        assert board(desk).board.words == '(source:sondakh or source:ruppa) text:"pemutih"'


@story
async def test_words_are_looked_for_among_the_listed_claims(claims: Path) -> None:
    async with Desk.open(claims) as desk:
        await desk.press("gc", "f")
        await desk.type("article:<=3")
        await desk.press("enter", "/")
        await desk.type('"tewas')
        await desk.press("enter")
        assert board(desk).board.words == 'article:<=3 text:"tewas"'
        assert says(desk)
        assert all("tewas" in words for words in says(desk))


@story
async def test_claims_are_put_in_order_by_one_key(claims: Path) -> None:
    async with Desk.open(claims, size=(120, 40)) as desk:
        await desk.press("gc")
        seen = []
        for _ in range(6):
            desk.shows(f"by {board(desk).board.sort.value}")
            seen.append((board(desk).board.sort.value, says(desk)))
            await desk.press("s")
        assert [name for name, _ in seen] == [
            "newest", "date", "topic", "source", "credibility", "origins",
        ]  # fmt: skip
        assert len({tuple(sorted(listed)) for _, listed in seen}) == 1, "the same claims"
        assert board(desk).board.sort.value == "newest"
        await desk.press("4", "s")
        assert board(desk).board.sort.value == "source"
        names = [
            row.told.names[row.told.origin.sources[0]].casefold()
            for row in rows(desk)
            if row.claim.hops and row.told.origin.sources
        ]
        assert names == sorted(names)


@story
async def test_claims_are_judged_and_edited_without_opening_them(claims: Path) -> None:
    async with Desk.open(claims, size=(120, 40)) as desk:
        await desk.press("gc", "j", "et")
        await desk.type("ledakan")
        await desk.press("enter")
        claim = board(desk).claim
        assert claim
        stored = desk.bench.store.claims

        assert stored.get(claim.uid).topic == "ledakan"
        desk.shows("ledakan")
        await undone_and_done_again(desk, lambda: stored.get(claim.uid).topic)
        assert desk.pane == "board", "undoing stays on the board"
        await desk.press("ed", "r", "er")
        await desk.type("Ledakan terjadi.")
        await desk.press("enter")
        assert stored.get(claim.uid).state is ClaimState.REVIEWED
        desk.shows("Ledakan terjadi.")
        await desk.press("R", "2", "0", "h", "enter")
        (judged,) = stored.assessments([claim.uid])
        assert (judged.credibility, judged.blind) == (2, True)
        row = board(desk).row
        assert row
        assert row.judged == judged
        await desk.press("S")
        assert desk.pane == "sources"
        await desk.press("q", "R")
        desk.shows("you saw the rating")
        await desk.press("3", "0", "0", "enter")
        assert not stored.assessments([claim.uid])[0].blind
        before = len(board(desk).board)
        await desk.press("dc")
        assert len(board(desk).board) == before - 1
        await desk.press("u")
        assert len(board(desk).board) == before


@story
async def test_marked_claims_get_a_topic_and_a_state_as_one_act(claims: Path) -> None:
    async with Desk.open(claims, size=(120, 40)) as desk:
        await desk.press("gc", "space", "j", "space")
        marked = list(board(desk).marks.keys)
        assert len(marked) == 2
        desk.shows("2 marked  by newest")
        await desk.press("et")
        await desk.type("pelabuhan")
        await desk.press("enter", "y")
        stored = desk.bench.store.claims
        assert [one.topic for one in stored.many(marked)] == ["pelabuhan"] * 2
        before = desk.ops()
        await desk.press("s", "s", "*", "ed", "o", "y")
        assert {one.claim.state for one in rows(desk)} == {ClaimState.DONE}
        assert len(desk.ops()) == len(before) + 1, "one act"
        await desk.press("u")
        assert {one.claim.state for one in rows(desk)} == {ClaimState.DRAFT}


@story
async def test_topics_that_are_used_are_offered(claims: Path) -> None:
    async with Desk.open(claims) as desk:
        await desk.press("gc", "et")
        await desk.type("gudang kimia")
        await desk.press("enter", "j", "et")
        await desk.type("kim")
        desk.shows("gudang kimia")
        await desk.press("tab", "enter")
        claim = board(desk).claim
        assert claim
        assert claim.topic == "gudang kimia"
        await desk.press("j", "et")
        await desk.type("kim")
        await desk.press("enter")
        claim = board(desk).claim
        assert claim
        assert claim.topic == "kim", "what was typed is taken as it is"


@story
async def test_claims_are_linked_from_the_board_and_the_origins_behind_them_told(
    claims: Path,
) -> None:
    async with Desk.open(claims, size=(120, 40)) as desk:
        await desk.press("gc")
        first, other = board(desk).claim, board(desk).board.row(5)
        assert first
        assert other
        await desk.press("el")
        await desk.type(other.claim.span.exact[:30])
        await desk.press("enter", "c")
        assert desk.status == "linked: contradicts"
        (link,) = desk.bench.store.claims.links([first.uid])
        assert {link.claim, link.other} == {first.uid, other.claim.uid}
        desk.shows("≠1")
        for at in (0, 5):
            await desk.press(f"{at + 1}", "gg")
            desk.shows("contradicted")
        await desk.press("1", "gg", "el")
        await desk.type(other.claim.span.exact[:30])
        await desk.press("enter", "s")
        await desk.press("o")
        desk.shows("independent origins over this claim and 1 linked to it", "✓ counts")
        await desk.press("q", "enter")
        assert isinstance(desk.page, ClaimPage)
        lines = desk.page.rows
        place = next(at for at, row in enumerate(lines) if row.link and row.label == "≠")
        desk.shows("contradicts #")
        await desk.press(f"{place + 1}", "gg", "enter")
        assert desk.claim.uid == other.claim.uid
        desk.shows("contradicted by #")
        lines = desk.page.rows
        same = next(at for at, row in enumerate(lines) if row.link and row.label == "link")
        await desk.press(f"{same + 1}", "gg", "dl")
        assert desk.status.startswith("no longer linked: same")
        kinds = [link.kind for link in desk.bench.store.claims.links([first.uid])]
        assert kinds == [LinkKind.CONTRADICTS]
        await desk.press("gg", "dl")
        assert desk.status == "no link is under the cursor"
        await desk.press("gc")
        assert board(desk).claim
        await desk.press("el")
        await desk.type("zzzzzz")
        await desk.press("enter")
        assert "nothing was linked" in desk.status


@story
async def test_the_board_is_where_it_was_after_a_restart(claims: Path) -> None:
    async with Desk.open(claims) as desk:
        await desk.press("gc", "4s", "f")
        await desk.type("article:<=3")
        await desk.press("enter", "3", "gg")
        claim = board(desk).claim
        await desk.press("Q")
    async with Desk.open(claims) as desk:
        assert desk.pane == "board"
        assert board(desk).claim == claim
        assert (board(desk).board.words, board(desk).board.sort.value) == ("article:<=3", "source")
        await desk.press("enter", "q")
        opened = desk.page.article.view.number
        await desk.press("Q")
    async with Desk.open(claims) as desk:
        assert desk.page.article.view.number == opened
        await desk.press("q")
        assert board(desk).claim == claim, "under the article the board is as it was"


@story
async def test_a_long_board_is_read_where_it_is_looked_at(claims: Path) -> None:
    with open_store(claims) as store:
        from workbench.domain.span import Span
        from workbench.services.annotate import new_claim

        bench = Workbench(store, "ratna")
        view = view_article(bench, 2)
        for at in range(200):
            new_claim(bench, view, Span.of(view.text, at, at + 5))
    async with Desk.open(claims) as desk:
        await desk.press("gc")
        total = len(board(desk).board)
        assert total > 200
        assert board(desk).board.row(total - 1) is None, "the end is not read yet"
        await desk.press("G")
        assert board(desk).cursor == total - 1
        assert board(desk).claim
        await desk.press("100", "gg", "pagedown", "pageup", "enter")
        assert desk.pane == "claim"


@story
async def test_an_empty_board_says_how_claims_are_made(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("gc")
        desk.shows("No claims yet")
        for key in ("enter", "el", "o", "S", "et", "j", "G", "L", "y"):
            await desk.press(key)
        assert desk.ops() == []


@story
async def test_a_claim_is_cited_with_all_that_leads_back_to_its_words(
    claims: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    async with Desk.open(claims) as desk:
        await desk.press(":")
        await desk.type("7")
        await desk.press("enter", "ea", "u")
        await desk.type("https://example.org/berita")
        await desk.press("enter", "gc", "f")
        await desk.type("article:7")
        await desk.press("enter", "y")
        row = board(desk).row
        assert row
        (file,) = (tmp_path / "state").rglob("clipboard.txt")
        on_board = file.read_text("utf-8")
        claim, article = row.claim, row.told.article
        for words in (
            article.outlet,
            article.metadata.title,
            article.metadata.publication.at if article.metadata.publication else "no date",
            claim.span.exact,
            f"#7 {claim.span.start}-{claim.span.end}",
            "https://example.org/berita",
            f"retrieved {article.retrieved_at[:10]}",
            article.uid,
        ):
            assert words
            assert words in on_board
        await desk.press("enter", "y")
        assert file.read_text("utf-8") == on_board, "the same from the claim's own page"
