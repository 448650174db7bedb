"""What is kept of relays in chains is what the chains say, whatever was done; filters, cards and
the list of sources go by it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from file_cases import SqliteFile
from services_cases import bench_on
from stores import Stores

from workbench.domain.chain import Chain, StepKind
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.network import Passage, passages
from workbench.domain.relay import Reach, RelayStatus
from workbench.domain.source import Source
from workbench.domain.span import Span
from workbench.errors import WorkbenchError
from workbench.extract import EXTRACTOR
from workbench.services.annotate import new_claim, remove_claim
from workbench.services.board import list_claims
from workbench.services.chain import Named, claim_by, remove_hop
from workbench.services.credits import forget_habit, habits, set_outlet, set_reach
from workbench.services.descent import confirm_outlet, judge_likeness, withdraw_judgement
from workbench.services.extraction import extract_articles
from workbench.services.history import redo, undo
from workbench.services.importing import Given, import_documents, read
from workbench.services.mending import rebuild
from workbench.services.metadata import set_metadata
from workbench.services.passing import Tally, passes_of, roles_of, tallies, worked_out
from workbench.services.proof import verify
from workbench.services.records import told_claims
from workbench.services.relays import my_relays
from workbench.services.review import accept_fact, answer_fact
from workbench.services.sources import add_alias, add_source, edit_source, merge_sources
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store.entities import ENTITIES
from workbench.stored.packed import pack
from workbench.stored.passed import PARTS
from workbench.verbs import Access
from workbench.verbs.citations import Among
from workbench.verbs.passed import PassedStep, Trace

TEXTS = (
    "Bendungan Jebol\n\nWarga mengungsi sejak pagi. “Kami aman,” kata Budi Santoso, dikutip "
    "Reuters. Hujan turun deras di hulu.\n\n“Air surut,” ujar Rina Wijaya.\n",
    "Harga Naik\n\nHarga beras naik tajam, dikutip Antara, Jumat (29/5/2026). Warga mengeluh.\n\n"
    "“Stok cukup,” ujar Rina Wijaya.\n",
    "Gempa Susulan\n\nSeperti dilansir AFP, Jumat (29/5/2026), jalan ditutup. “Jalan dibuka,” kata "
    "Ratna Dewi kepada AFP. Hujan reda.\n",
    "Jalan Putus\n\n“Jalan dibuka,” kata Ratna Dewi, dikutip AFP. Hujan reda.\n",
    "Gempa Susulan Lagi\n\nSeperti dilansir AFP, Jumat (29/5/2026), jalan ditutup. “Jalan dibuka,” "
    "kata Ratna Dewi kepada AFP. Hujan reda sore tadi.\n",
)
NAMES = ("Reuters", "Antara", "AFP", "Kantor Berita AFP", "Rina Wijaya", "Kapal Pos", "Jaya FM")
_ANSWERS = (Verdict.REJECTED, Verdict.SKIPPED, Verdict.UNSURE)
NO_PART = {
    "rating", "belonging", "unalike", "unrelated", "state", "assessment", "link", "note", "nothing",
    "tag", "topic", "selection", "wanted", "subscription", "past", "arrival", "member",
    "inspection", "assignment", "guideline", "flag", "ruling", "dispute",
    "kept_open", "heard",
}  # fmt: skip
"""Kinds of things that no chain rests on."""


@pytest.fixture
def benches(stores: Stores, tmp_path: Path) -> Iterator[tuple[Workbench, Workbench]]:
    """Two analysts at one store with articles of two outlets."""
    with stores.open("two") as store:
        ana, budi = bench_on(store, "ana"), bench_on(store, "budi", first=5_000)
        for number, text in enumerate(TEXTS):
            _bring(ana, tmp_path, f"{number}", text, "Jaya FM" if number % 2 else "Kapal Pos")
        yield ana, budi


def _bring(bench: Workbench, folder: Path, name: str, text: str, outlet: str) -> None:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    list(import_documents(bench, read([path]), Given(outlet=outlet, lang="id")))


def of_chains(bench: Workbench) -> dict[str, Chain]:
    """The chain of every claim, worked out from nothing."""
    uids = [row.claim.uid for row in list_claims(bench)]
    return {one.claim.uid: one.chain for one in told_claims(bench, bench.store.claims.many(uids))}


def of_relays(chains: dict[str, Chain]) -> set[tuple[str, str, str, bool]]:
    """(claim, source, name, whether it is the last) of every relay in these chains."""
    return {
        (claim, source, name, step is chain.steps[-1])
        for claim, chain in chains.items()
        for step in chain.relays
        for source, name in zip(step.sources, step.names, strict=True)
    }


def kept_relays(bench: Workbench) -> set[tuple[str, str, str, bool]]:
    assert passes_of(bench) is bench.store.passed
    return {
        (claim, step.source, step.name, step.is_last)
        for step in bench.store.passed.steps()
        if step.is_relay
        for claim, _ in bench.store.passed.claims([step])
    }


def tallied(bench: Workbench, chains: dict[str, Chain]) -> dict[str, Tally]:
    final = bench.store.sources.merges()
    counts: dict[str, list[int]] = {}
    for chain in chains.values():
        *before, last = chain.steps
        ends = {final.get(uid, uid) for uid in last.sources}
        passed = {final.get(uid, uid) for step in before[1:] for uid in step.sources} - ends
        for uids, place in ((ends, 0), (passed, 1)):
            for uid in uids:
                counts.setdefault(uid, [0, 0])[place] += 1
    return {uid: Tally(*both) for uid, both in counts.items()}


def cited_in(bench: Workbench, chains: dict[str, Chain]) -> set[tuple[str, str, str, bool]]:
    """(claim, who cites, whom, whether all stand behind it) of these chains; nobody at their
    ends."""
    claims = {one.uid: one for one in bench.store.claims.many(chains)}
    final = bench.store.sources.merges()
    numbers = bench.store.articles.numbers(analyst=bench.analyst)
    nobody = {bench.store.articles.get(number).uid: "" for number in numbers}
    return {
        (uid, *one)
        for uid, chain in chains.items()
        for one in passages(chain, is_held=claims[uid].stance.supports, final=nobody | final)
    }


def kept_cited(bench: Workbench) -> set[tuple[str, str, str, bool]]:
    assert passes_of(bench) is bench.store.passed
    every = bench.store.citations.of_claims(Among(), [row.claim.uid for row in list_claims(bench)])
    return {(one.claim, one.citing, one.cited, one.is_held) for one in every}


def act_once(dice: random.Random, bench: Workbench, folder: Path) -> None:
    """Do something that may change a chain, or nothing where it makes no sense."""
    numbers = bench.store.articles.numbers(analyst=bench.analyst)
    view = view_article(bench, dice.choice(numbers))
    facts = [fact for fact in view.facts if fact.kind is Kind.RELAY]
    relays, mine, names = my_relays(view), view.my_claims(), NAMES
    sources = [one for one in bench.store.sources.all() if not one.same_as]
    start = dice.randrange(len(view.text) - 12)
    span = Span.of(view.text, start, start + 10)
    what = dice.randrange(20)
    if what in (0, 1):
        claim_by(bench, view, span, Named(dice.choice(names)))
    elif what in (2, 3):
        new_claim(bench, view, span)
    elif what == 4 and facts:
        fact, verdict = dice.choice(facts), dice.choice([*_ANSWERS, Verdict.ACCEPTED])
        if verdict is Verdict.ACCEPTED:
            accept_fact(bench, view, fact)
        else:
            answer_fact(bench, view, fact, verdict)
    elif what == 5 and relays:
        set_reach(bench, view, dice.choice(relays), dice.choice([*Reach]))
    elif what == 6 and relays:
        set_outlet(bench, view, dice.choice(relays), dice.choice(names))
    elif what == 7 and (known := habits(bench)):
        forget_habit(bench, dice.choice(known).habit.uid)
    elif what == 8:
        confirm_outlet(bench, view, dice.choice(names))
    elif what == 9:
        other = bench.store.articles.get(dice.choice(numbers))
        judge_likeness(bench, view, other.uid, dice.choice([*RelayStatus][1:]))
    elif what == 10 and view.judgements:
        withdraw_judgement(bench, view, dice.choice(view.judgements).uid)
    elif what == 11:
        add_source(bench, dice.choice(names), aliases=[dice.choice(names)])
    elif what == 12:
        add_alias(bench, dice.choice(sources).uid, dice.choice(names))
    elif what == 13:
        one, into = dice.choice(sources), dice.choice(sources)
        merge_sources(bench, [one.uid], into.uid)
    elif what == 14:
        one = dice.choice(sources)
        edit_source(bench, one, replace(one, name=dice.choice(names), aliases=()))
    elif what == 15:
        set_metadata(bench, view.number, {"outlet": dice.choice(("", *names))})
    elif what == 16:
        set_metadata(bench, view.number, {"lang": dice.choice(("id", "en", "de"))})
        extract_articles(bench, [view.number])
    elif what == 17 and mine:
        remove_claim(bench, view, dice.choice(mine).uid)
    elif what == 18 and (hopped := [claim for claim in mine if claim.hops]):
        remove_hop(bench, view, dice.choice(hopped), 0)
    elif what == 19:
        text = dice.choice(TEXTS).replace("Hujan", dice.choice(("Angin", "Salju", "Kabut")))
        _bring(bench, folder, "more", text, dice.choice(names))
    else:
        (redo if dice.random() < 0.4 else undo)(bench)


@pytest.mark.parametrize("seed", [1, 3])
def test_what_is_kept_is_what_the_chains_say(
    seed: int, benches: tuple[Workbench, Workbench], tmp_path: Path
) -> None:
    dice, seen = random.Random(seed), set[int]()
    for turn in range(120):
        bench = dice.choice(benches)
        with suppress(WorkbenchError):
            act_once(dice, bench, tmp_path)
        if turn % 4:
            continue
        chains = of_chains(bench)
        relays = of_relays(chains)
        assert kept_relays(bench) == relays, turn
        assert kept_cited(bench) == cited_in(bench, chains), turn
        assert tallies(bench) == tallied(bench, chains), turn
        for source in bench.store.sources.all():
            assert roles_of(bench, {source.uid}) == _roles(chains, source.uid), turn
        seen.add(len(relays))
    assert len(seen) > 5, "the acts changed next to nothing"
    assert list(verify(bench.store)) == []


@pytest.fixture
def kept(benches: tuple[Workbench, Workbench]) -> Workbench:
    """Ana's, who has claims that relays reach in every article; all of it is kept."""
    ana, _ = benches
    for number, words in enumerate(("Kami aman", "Harga", "jalan ditutup", "Jalan dibuka"), 1):
        view = view_article(ana, number)
        start = view.text.index(words)
        new_claim(ana, view, Span.of(view.text, start, start + len(words)))
    assert len(kept_relays(ana)) == 4
    return ana


def is_followed(bench: Workbench, before: set[tuple[str, str, str, bool]]) -> bool:
    """Whether what is kept is another one, and what the chains say."""
    now = kept_relays(bench)
    return now != before and now == of_relays(of_chains(bench))


def test_an_answer_is_followed(kept: Workbench) -> None:
    before = kept_relays(kept)
    view = view_article(kept, 3)
    (fact,) = [one for one in view.facts if one.kind is Kind.RELAY]
    answer_fact(kept, view, fact, Verdict.REJECTED)
    assert is_followed(kept, before)
    (claim,) = view_article(kept, 3).my_claims()
    assert claim.uid in {row.claim.uid for row in list_claims(kept, "origin:kapal")}
    set_metadata(kept, 3, {"outlet": "Harian Baru"})
    assert [row.claim.uid for row in list_claims(kept, "origin:baru")] == [claim.uid]
    assert undo(kept)
    assert undo(kept)
    assert kept_relays(kept) == before


def test_a_habit_is_followed_in_the_outlet_s_other_articles(kept: Workbench) -> None:
    set_metadata(kept, 4, {"outlet": "Kapal Pos"})
    view = view_article(kept, 4)
    start = view.text.index("Hujan")
    new_claim(kept, view, Span.of(view.text, start, start + 5))
    before = kept_relays(kept)
    first = view_article(kept, 1)
    (relay,) = my_relays(first)
    set_reach(kept, first, relay, Reach.ARTICLE)
    (learnt,) = habits(kept)
    assert is_followed(kept, before)
    by_afp = {one for one in before if one[1] == "AFP"}
    assert {one for one in kept_relays(kept) if one[1] == "AFP"} > by_afp
    forget_habit(kept, learnt.habit.uid)
    assert {one for one in kept_relays(kept) if one[1] == "AFP"} == by_afp


def test_who_is_shown_of_another_article_is_followed(kept: Workbench) -> None:
    other = kept.store.articles.get(2)
    judge_likeness(kept, view_article(kept, 1), other.uid, RelayStatus.CONFIRMED)
    view = view_article(kept, 1)
    claim_by(kept, view, Span.of(view.text, 18, 28), Named("Orang"))
    before = kept_relays(kept)
    edit_source(kept, *_renamed(kept, "Jaya FM", "Radio Jaya"))
    assert is_followed(kept, before)
    before = kept_relays(kept)
    edit_source(kept, *_renamed(kept, "Orang", "radio jaya"))
    assert is_followed(kept, before)
    before = kept_relays(kept)
    set_metadata(kept, 2, {"outlet": "Harian Baru"})
    assert is_followed(kept, before)


def test_a_merge_is_followed_and_its_undo(kept: Workbench) -> None:
    view = view_article(kept, 3)
    start = view.text.index("Hujan")
    afp = add_source(kept, "AFP")
    claim_by(kept, view, Span.of(view.text, start, start + 5), Named("Orang"))
    before = kept_relays(kept)
    (who,) = kept.store.sources.named("Orang")
    merge_sources(kept, [who.uid], afp.uid)
    assert is_followed(kept, before)
    assert undo(kept)
    assert kept_relays(kept) == before


def _renamed(bench: Workbench, name: str, to: str) -> tuple[Source, Source]:
    (source,) = bench.store.sources.named(name)
    return source, replace(source, name=to)


def test_facts_that_were_found_anew_are_followed(kept: Workbench) -> None:
    before = kept_relays(kept)
    found = pack((), extractor=EXTRACTOR, lang="id", anchor="2026-05-29")
    kept.store.facts.keep([(3, found)], analyst="ana", at=kept.now())
    assert is_followed(kept, before)
    extract_articles(kept, [3])
    assert kept_relays(kept) == before


def _roles(chains: dict[str, Chain], uid: str) -> dict[str, bool]:
    found = {}
    for claim, chain in chains.items():
        if uid in chain.steps[-1].sources:
            found[claim] = True
        elif any(uid in step.sources for step in chain.steps[1:-1]):
            found[claim] = False
    return found


def test_filters_find_by_relays_and_outlets_whether_they_are_kept_or_not(
    benches: tuple[Workbench, Workbench], stores: Stores
) -> None:
    ana, _ = benches
    dice = random.Random(7)
    for _ in range(40):
        view = view_article(ana, dice.randrange(1, len(TEXTS) + 1))
        start = dice.randrange(len(view.text) - 12)
        with suppress(WorkbenchError):
            claim_by(ana, view, Span.of(view.text, start, start + 10),
                     dice.choice([None, Named("Rina Wijaya")]))  # fmt: skip

    def found(bench: Workbench, words: str) -> set[str]:
        return {row.claim.uid for row in list_claims(bench, words)}

    def asked(bench: Workbench) -> list[set[str]]:
        return [
            found(bench, f'{field}:"{name}"')
            for field in ("source", "origin")
            for name in ("reuters", "afp", "kapal", "jaya", "rina", "nobody")
        ]

    with stores.open("two", Access.READ) as store:
        bench = bench_on(store)
        unkept = asked(bench)
        assert passes_of(bench) is not store.passed
    assert asked(ana) == unkept
    assert all((*unkept[:2], *unkept[6:11]))
    assert not unkept[11]
    with stores.open("two", Access.READ) as store:
        bench = bench_on(store)
        assert passes_of(bench) is store.passed
        assert asked(bench) == unkept
    afp = {
        uid for uid, chain in of_chains(ana).items()
        if chain.steps[-1].kind is StepKind.RELAY and chain.steps[-1].names == ("AFP",)
    }  # fmt: skip
    assert unkept[7] == afp


def test_damage_is_told_and_made_good(
    benches: tuple[Workbench, Workbench], only_file: SqliteFile
) -> None:
    ana, _ = benches
    view = view_article(ana, 3)
    new_claim(ana, view, Span.of(view.text, view.text.index("jalan"), view.text.index("jalan") + 5))
    kept = kept_relays(ana)
    assert kept
    for harm in (
        "UPDATE passed SET name = 'Nobody'", "DELETE FROM passed", "DELETE FROM passed_word",
        "UPDATE traced SET total = total + 1",
    ):  # fmt: skip
        with only_file.by_hand(ana.store.place.file) as connection:
            connection.execute(harm)
        problems = list(verify(ana.store))
        assert ["chains: what relays put" in one for one in problems] == [True], harm
        rebuild(ana, problems)
        assert list(verify(ana.store)) == []
        assert kept_relays(ana) == kept


def test_a_journal_that_was_put_back_makes_all_anew(
    benches: tuple[Workbench, Workbench], only_file: SqliteFile
) -> None:
    ana, _ = benches
    view = view_article(ana, 3)
    new_claim(ana, view, Span.of(view.text, view.text.index("jalan"), view.text.index("jalan") + 5))
    kept = kept_relays(ana)
    with only_file.by_hand(ana.store.place.file) as connection:
        connection.execute("UPDATE traced SET hash = ?", ("0" * 64,))
        connection.execute("DELETE FROM passed")
    assert kept_relays(ana) == kept


def test_an_entry_that_cannot_be_read_makes_all_anew(
    kept: Workbench, only_file: SqliteFile
) -> None:
    before = kept_relays(kept)
    add_source(kept, "Lain")
    with only_file.by_hand(kept.store.place.file) as connection:
        (guard,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'journal_no_update'"
        ).fetchone()
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute(
            "UPDATE journal SET body = '{}' WHERE seq = (SELECT max(seq) FROM journal)"
        )
        connection.execute(guard)
        connection.execute("DELETE FROM passed")
    assert kept_relays(kept) == before


def test_what_is_marked_again_meanwhile_is_not_kept(benches: tuple[Workbench, Workbench]) -> None:
    ana, _ = benches
    passes_of(ana)
    extract_articles(ana, [3])
    view = view_article(ana, 3)
    claim = new_claim(ana, view, Span.of(view.text, 20, 30))
    extract_articles(ana, [3])
    (before,) = ana.store.passed.untraced(9)
    extract_articles(ana, [3])
    wrong = PassedStep("nobody", "Nobody", is_relay=True, is_last=True)
    ana.store.passed.keep([Trace(before, {claim.uid: [wrong]}, {"nobody"}, {})])
    assert wrong not in ana.store.passed.steps()
    assert kept_relays(ana) == of_relays(of_chains(ana))
    assert wrong not in worked_out(ana).steps()


def test_a_claim_that_went_meanwhile_cites_nobody(benches: tuple[Workbench, Workbench]) -> None:
    ana, _ = benches
    view = view_article(ana, 3)
    claim = claim_by(ana, view, Span.of(view.text, 20, 30), Named("Orang"))
    passes_of(ana)
    extract_articles(ana, [3])
    (before,) = ana.store.passed.untraced(9)
    remove_claim(ana, view_article(ana, 3), claim.uid)
    found = {claim.uid: (Passage("Koran", "Orang"),)}
    ana.store.passed.keep([Trace(before, {}, (), found)])
    assert ana.store.citations.behind(Among()) == []
    assert kept_cited(ana) == set()
    assert list(verify(ana.store)) == []


def test_every_kind_of_thing_is_a_part_of_chains_or_none() -> None:
    assert PARTS.keys() | NO_PART == ENTITIES.keys()
    assert not PARTS.keys() & NO_PART
