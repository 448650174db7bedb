"""Where hands from vim, lazygit and newsboat stumbled, each with what they may expect."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, library, story

from workbench.cli.main import build_parser
from workbench.cli.shells import commands_of
from workbench.domain.claim import ClaimState
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.span import Span
from workbench.services.annotate import new_claim
from workbench.services.proof import verify
from workbench.tui.actions.desk import SHELL_VERBS
from workbench.tui.catalogue import read_catalogue
from workbench.tui.pages.rechained import RechainedPage


def _filter(desk: Desk) -> str:
    return desk.screen_of.library.library.words


@story
async def test_what_is_typed_in_a_filter_replaces_the_old_one(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("f")
        await desk.type("lang:id")
        await desk.press("enter", "f")
        desk.shows("filter: lang:id")
        await desk.type("lang:en")
        await desk.press("enter")
        assert _filter(desk) == "lang:en"
        await desk.press("f", "end")
        await desk.type(" state:new")
        await desk.press("enter")
        assert _filter(desk) == "lang:en state:new", "a key that moves keeps it"
        await desk.press("f", "x", "up")
        desk.shows("filter: lang:en state:new")
        await desk.press("escape", "f", "enter")
        assert _filter(desk) == "lang:en state:new", "enter takes it as it stands"
        await desk.press("f", "backspace", "enter")
        assert _filter(desk) == ""


@story
async def test_fields_of_one_value_are_replaced_and_sentences_written_on(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "k")
        for key in ("et", "ew", "ep", "er", "eg"):
            for words in ("satu", "dua"):
                await desk.press(key)
                await desk.type(words)
                await desk.press("enter")
        (claim,) = desk.view.claims
        assert (claim.topic, claim.time, claim.place) == ("dua", "dua", "dua")
        assert (claim.restatement, claim.gloss) == ("satudua", "satudua")


@story
async def test_rejecting_what_was_accepted_says_that_the_claim_went(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        quote = await desk.on_quote()
        await desk.press("a")
        await desk.on_fact(lambda fact: fact.id == quote.id)
        await desk.press("x")
        assert desk.status.startswith("rejected; its claim is taken out, u brings it back")
        assert not desk.view.claims
        await desk.press("u")
        assert len(desk.view.claims) == 1


@pytest.mark.parametrize("key", ["x", "s", "m"])
@story
async def test_a_claim_that_was_worked_on_goes_only_where_that_is_agreed_to(
    truce: Path, key: str
) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        quote = await desk.on_quote()
        await desk.press("a")
        await desk.on_fact(lambda fact: fact.id == quote.id)
        await desk.press("er")
        await desk.type("Naskahnya ada.")
        await desk.press("enter", "i")
        await desk.type("periksa lagi")
        await desk.press("enter", key)
        desk.shows("yes: the claim goes, with its restatement, 1 note")
        await desk.press("n")
        assert desk.status == "nothing was changed"
        assert len(desk.view.claims) == 1
        await desk.press(key, "y")
        assert not desk.view.claims
        await desk.press("u")
        assert [one.restatement for one in desk.view.claims] == ["Naskahnya ada."]
        decision = desk.view.decision(quote.id)
        assert decision
        assert decision.verdict is Verdict.ACCEPTED


@story
async def test_a_corrected_speaker_is_work_that_is_asked_for(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        quote = await desk.on_quote()
        await desk.press("es")
        await desk.type("Kantor Berita Marhalia")
        await desk.press("enter")
        await desk.on_fact(lambda fact: fact.id == quote.id)
        await desk.press("x")
        desk.shows("yes: the claim goes, with its chain")
        await desk.press("escape")
        assert len(desk.view.claims) == 1


@pytest.mark.parametrize("words", [":wq", ":x", ":q!", ":qa"])
@story
async def test_what_quits_vim_quits(truce: Path, words: str) -> None:
    async with Desk.open(truce) as desk:
        await desk.press(":")
        await desk.type(words[1:])
        await desk.press("enter")
        assert not desk.app.is_running


@pytest.mark.parametrize("keys", ["ZZ", "ZQ"])
@story
async def test_two_capital_letters_quit(truce: Path, keys: str) -> None:
    async with Desk.open(truce) as desk:
        await desk.press(keys)
        assert not desk.app.is_running


@story
async def test_a_command_to_save_says_that_all_is(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        for words in ("w", "w!", "update"):
            await desk.press(":")
            await desk.type(words)
            await desk.press("enter")
            assert desk.status == "all is saved already, each act when it is made; Q quits"


@story
async def test_a_done_article_has_no_drafts(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "a")
        assert {one.state for one in desk.view.claims} == {ClaimState.DRAFT}
        await desk.press("D", "y")
        assert "is done with 2 claims" in desk.status
        assert {one.state for one in desk.view.claims} == {ClaimState.DONE}
        await desk.press("u")
        assert {one.state for one in desk.view.claims} == {ClaimState.DRAFT}
        assert list(verify(desk.bench.store)) == []


@story
async def test_marked_articles_are_done_with_their_drafts(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "gl", "*", "D", "y")
        assert {one.state for one in desk.bench.store.claims.of_article(1)} == {ClaimState.DONE}


@story
async def test_a_withdrawn_claim_stays_so_when_the_article_is_done(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        quote = await desk.on_quote()
        await desk.press("a")
        await desk.on_fact(lambda fact: fact.id == quote.id)
        await desk.press("ed", "w", "D", "y")
        assert {one.state for one in desk.view.claims} == {ClaimState.WITHDRAWN}


@story
async def test_the_headline_is_gone_to_like_any_sentence(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.press("tab", "gg", "X", "[x")
        assert desk.page.article.offset > 0
        await desk.press("u", "G", "]x")
        assert desk.page.article.offset == 0


CREDITED = """\
Pelabuhan Teluk Mara Ditutup Sementara

Pelabuhan Teluk Mara ditutup, seperti dilansir Reuters. "Kami menunggu cuaca membaik," kata Budi \
Santoso.

"Semua kapal tetap di dermaga," ujar Sari Lestari.

"Kami menunggu kabar dari pusat," kata Wahyu Nugroho.
"""


def _credited(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(CREDITED, encoding="utf-8")
    return library(tmp_path / "credited.db", tmp_path / "a.txt")


def _listed(desk: Desk) -> RechainedPage:
    page = desk.screen_of.page
    assert isinstance(page, RechainedPage)
    return page


def _chains(desk: Desk) -> dict[str, list[str]]:
    return {one.uid: desk.view.chain_of(one).words for one in desk.view.my_claims()}


async def _accept_all(desk: Desk) -> None:
    await desk.go_to("Pelabuhan Teluk Mara")
    while desk.questions():
        await desk.press("]u", "a")


@story
async def test_what_a_reach_does_to_claims_is_counted_and_listed_old_beside_new(
    tmp_path: Path,
) -> None:
    async with Desk.open(_credited(tmp_path)) as desk:
        await _accept_all(desk)
        before = _chains(desk)
        await desk.on_fact(lambda fact: fact.kind is Kind.RELAY)
        await desk.press("E")
        now = _chains(desk)
        changed = [uid for uid in before if before[uid] != now[uid]]
        assert len(changed) > 1
        assert f"{len(changed)} claims read otherwise: gE" in desk.status
        await desk.press("gE")
        page = _listed(desk)
        assert [one.claim.uid for one in page.found] == changed
        assert [(one.before.words, one.now.words) for one in page.found] == [
            (before[uid], now[uid]) for uid in changed
        ]
        desk.shows("- Reuters")
        desk.shows("was ")
        desk.shows("now ")
        await desk.press("j", "enter")
        assert desk.pane == "claim"
        await desk.press("q", "q")
        assert _listed(desk).cursor == 1, "back where it was"
        await desk.press("u")
        assert _listed(desk).found == (), "undo gives the chains back"


@story
async def test_from_an_article_that_a_list_opened_the_way_leads_back_to_the_list(
    sample: Path,
) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("g/")
        await desk.type("yang")
        await desk.press("enter", "j", "j", "enter")
        assert desk.pane == "text"
        await desk.press("q")
        desk.shows("articles hold 'yang'")
        assert desk.screen_of.page.cursor == 2


@pytest.mark.parametrize("verb", ["export", "import", "verify"])
@story
async def test_a_verb_of_the_shell_is_told_where_it_works(truce: Path, verb: str) -> None:
    async with Desk.open(truce) as desk:
        await desk.press(":")
        await desk.type(verb)
        await desk.press("enter")
        desk.shows(f"{verb} is for the shell: workbench {verb}")
        await desk.press("escape", ":")
        await desk.type("zzz")
        await desk.press("enter")
        desk.shows("no command 'zzz'")
        desk.shows_not("did you mean")


def test_every_verb_that_is_no_command_of_the_desk_is_known_to_it() -> None:
    catalogue = read_catalogue()
    commands = {name for one in catalogue for name in (one.id, one.command, *one.also)}
    verbs = {name for name, _ in commands_of(build_parser())[0].below}
    assert verbs - commands == SHELL_VERBS


@story
async def test_the_boards_heads_are_whole_and_empty_columns_are_not_there(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "gc")
        assert desk.screen().splitlines()[0].split() == [
            "origins", "origin", "says", "by", "newest", "1/1",
        ]  # fmt: skip
        await desk.press("et")
        await desk.type("gencatan")
        await desk.press("enter", "R", "3", "0", "0")
        await desk.type("satu sumber")
        await desk.press("enter")
        head = desk.screen().splitlines()[0].split()
        assert head[:5] == ["cred", "origins", "topic", "origin", "says"]


@story
async def test_a_number_beside_a_speaker_says_whose_it_is(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        named = await desk.on_fact(
            lambda fact: bool(fact.speaker and fact.speaker.name_score and fact.kind is Kind.QUOTE)
        )
        assert named.speaker
        sure = round(named.speaker.name_score * 100)
        desk.shows(f"speaker {sure} %, quote {round(named.score * 100)} % ")
        await desk.on_fact(
            lambda fact: bool(fact.speaker and not fact.speaker.name_score and fact.is_question)
        )
        desk.shows_not(" 0 %")


@story
async def test_enter_takes_the_row_that_is_marked_and_a_field_waits_for_its_value(
    sample: Path,
) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("f")
        await desk.type("stat")
        await desk.press("down", "enter")
        desk.shows("filter: state:", "aside")
        await desk.press("down", "down", "enter")
        assert _filter(desk) == "state:open"


@story
async def test_a_topic_that_was_chosen_is_the_one_that_is_set(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "k", "et")
        await desk.type("gencatan senjata")
        await desk.press("enter", "]u", "a", "k", "et")
        await desk.type("gen")
        await desk.press("down", "enter")
        assert [one.topic for one in desk.view.claims] == ["gencatan senjata"] * 2


@story
async def test_the_board_names_who_says_it_where_colleagues_do(truce: Path) -> None:
    for analyst in ("bima", "ratna"):
        async with Desk.open(truce, analyst=analyst) as desk:
            await desk.go_to("Dua Pemerintah")
            await desk.on_quote()
            await desk.press("a", "D", "y", "gc")
            if analyst == "bima":
                desk.shows_not("by       ")
    async with Desk.open(truce, analyst="ratna") as desk:
        await desk.press("gc")
        rows = [line.split()[:3] for line in desk.screen().splitlines()[:3]]
        assert rows[0][0] == "by"
        assert {row[1] for row in rows[1:]} | {row[2] for row in rows[1:]} >= {"bima", "ratna"}


@pytest.mark.parametrize(
    ("keys", "words", "offered"),
    [
        (("gs", "f"), "kind:", "person"),
        (("gs", "f"), "rating:", "none"),
        (("gl", "f"), "state:", "aside"),
        (("gl", "enter", "f", "f"), "answer:", "corrected"),
        (("gl", "enter", "f", "f"), "kind:qu", "quantity"),
    ],
)
@story
async def test_values_that_are_few_are_offered_in_every_filter(
    truce: Path, keys: tuple[str, ...], words: str, offered: str
) -> None:
    async with Desk.open(truce) as desk:
        await desk.press(*keys)
        await desk.type(words)
        desk.shows(f"{words.partition(':')[0]}:{offered}")


@story
async def test_a_colleagues_claim_that_may_be_linked_says_whose_it_is(truce: Path) -> None:
    for analyst in ("bima", "ratna"):
        async with Desk.open(truce, analyst=analyst) as desk:
            await desk.go_to("Dua Pemerintah")
            await desk.on_quote()
            await desk.press("a", "a", "D", "y", "k")
            if analyst == "ratna":
                await desk.on_quote()
                await desk.press("el")
                desk.shows("(bima) ")
                desk.shows_not("(ratna) ")


@story
async def test_escape_lets_the_hits_of_a_search_go_before_it_leaves(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.press("/")
        await desk.type("Selatan")
        await desk.press("enter")
        assert desk.status.endswith("n and N go through them, escape lets them go")
        assert desk.page.article.hits
        await desk.press("escape")
        assert desk.page.article.hits == ()
        await desk.press("escape")
        assert desk.status == "escape again leaves the article, q at once"


@story
async def test_rejecting_many_says_how_many_claims_were_worked_on(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "k", "er")
        await desk.type("Naskahnya ada.")
        await desk.press("enter", "*", "x")
        desk.shows("1 of them has an answer already, with 1 claim that you worked on")
        await desk.press("n")
        assert len(desk.view.claims) == 1


@story
async def test_back_from_the_text_the_next_question_is_the_one_below_the_row(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        article = desk.page.article
        questions = [
            at for at, item in enumerate(article.items) if item.fact in desk.view.open_questions()
        ]
        assert len(questions) > 2
        article.select(questions[0])
        await desk.press("tab")
        article.put_offset(len(article.text) - 1)
        assert article.cursor == questions[0], "nothing stands there that the list could go to"
        assert article.is_away
        await desk.press("tab", "]", "u")
        assert article.cursor == questions[1]


@story
async def test_escape_in_a_filtered_list_says_how_all_of_it_is_shown_again(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("f")
        await desk.fill("lang:id")
        await desk.press("escape")
        assert desk.status.startswith("F shows all again; ")
        await desk.press("F", "escape")
        assert "shows all" not in desk.status


@story
async def test_while_words_are_chosen_the_status_line_says_how(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("e", "b", "w")
        desk.shows("enter take  o other end")


@story
async def test_in_the_text_no_key_answers_a_row_whose_words_were_left_behind(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        fact = await desk.on_quote()
        await desk.press("tab")
        assert desk.page.fact is fact
        desk.page.article.put_offset(len(desk.page.article.text) - 1)
        assert desk.fact is fact, "the row stays the one under the list's cursor"
        await desk.press("x")
        assert desk.status == "no fact is under the cursor"
        assert desk.ops() == []


@story
async def test_who_is_the_chains_end_is_not_put_behind_it_again(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "k")
        claim = desk.page.claim
        assert claim
        assert claim.hops
        await desk.press("enter", "o")
        await desk.type(desk.view.sources[claim.hops[-1].sources[0]].name)
        await desk.press("enter")
        desk.shows("is in the chain there already")


@story
async def test_a_long_help_is_read_whole_and_a_menu_says_that_it_goes_on(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("?")
        desk.shows("first open question of another article, down the")
        desk.shows("list.")


@story
async def test_a_key_of_another_pane_is_found_in_the_help_and_does_nothing_from_here(
    truce: Path,
) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.press("?")
        await desk.type("add hop")
        desk.shows("o       ", "on a claim: ")
        await desk.press("enter")
        desk.shows("o works on a claim")
        assert desk.ops() == []


@story
async def test_accepting_words_that_a_claim_is_on_already_is_told(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        fact = await desk.on_quote()
        start = fact.span.start
        new_claim(desk.bench, desk.view, Span.of(desk.view.text, start + 2, start + 14))
        await desk.press("q", "enter")
        await desk.on_fact(lambda one: one.id == fact.id)
        await desk.press("a")
        assert "you have a claim on these words already" in desk.status
        assert len(desk.view.claims) == 2


@story
async def test_no_word_of_an_earlier_key_stands_while_a_field_is_open(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "k", "er")
        await desk.type("Naskahnya ada.")
        await desk.press("enter")
        desk.shows("saved")
        await desk.press("er")
        desk.shows_not("saved")


@story
async def test_confidence_is_given_by_a_digit_like_all_before_it(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote()
        await desk.press("a", "k", "R", "2", "3", "3", "enter")
        assert "high confidence" in desk.status


@story
async def test_a_page_is_found_by_its_name_as_the_status_line_has_it(sample: Path) -> None:
    async with Desk.open(sample, size=(80, 24)) as desk:
        for typed, pane in (
            ("arri", "arrivals"), ("arrivals", "arrivals"), ("board", "board"), ("jour", "journal"),
            ("sources", "sources"), ("sameness", "sameness"), ("selections", "selections"),
        ):  # fmt: skip
            await desk.press(":")
            await desk.type(typed)
            desk.shows(pane)
            await desk.press("enter")
            assert desk.pane == pane
            await desk.press("q")
        await desk.press(":")
        await desk.type("came")
        desk.shows("waiting  What came in with annotations")
