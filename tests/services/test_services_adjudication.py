"""Where analysts differ, what is decided there, and what they say to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from deciding_cases import (
    ARTICLE,
    OTHER,
    called,
    claimed,
    crediting,
    finish,
    kinds,
    letter_of,
    only_case,
    ruled,
)
from file_cases import SqliteFile
from services_cases import blind, imported, is_sound, records, view_of
from stores import Stores

from workbench.domain.article import ReadingState
from workbench.domain.claim import Assertion, ClaimState, Factuality, Hop, HopClass
from workbench.domain.deciding import Kind
from workbench.domain.decision import Verdict
from workbench.domain.fact import Credit
from workbench.domain.journal import Change
from workbench.domain.member import Member, Role
from workbench.domain.note import NoteSubject
from workbench.domain.relay import Reach
from workbench.domain.ruling import Answer, Cause, Choice
from workbench.domain.span import Span
from workbench.errors import ConflictError, NotFoundError, RoleError, UsageError
from workbench.services import roles
from workbench.services.adjudication import (
    case_of,
    cases_of,
    differing,
    rule,
    rule_with_third,
    taking,
    unit_called,
)
from workbench.services.adjudication_records import fields_of, former_words, record_of_case
from workbench.services.annotate import add_note, edit_claim, new_claim, remove_claim
from workbench.services.assigned import queue_of
from workbench.services.bulk_rulings import (
    Bounds,
    of_same_credit,
    rule_on_bounds,
    rule_on_credit,
)
from workbench.services.common_ground import ground_words
from workbench.services.credits import set_reach
from workbench.services.disputes import decided_otherwise, dispute, disputed, say_read, settle
from workbench.services.extraction import extract_article
from workbench.services.history import entries_where, undo
from workbench.services.layer import decided_layer
from workbench.services.listing import list_articles
from workbench.services.metadata import set_metadata
from workbench.services.records import told_claims
from workbench.services.review import accept_facts, answer_facts, set_state
from workbench.services.ruled import otherwise_called, record_of_ruled
from workbench.services.ruled import ruled as look_into
from workbench.services.sources import NameBook, add_source, merge_sources
from workbench.services.units import Compared, judged_articles
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import Access
from workbench.stored.packed import pack


def test_what_all_say_alike_is_no_difference_and_one_alone_neither(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    assert kinds(bench) == []
    claimed(bench, "budi", "Polisi")
    finish(bench, "ana", "budi")
    claimed(bench, "ana", "Hakim", on=OTHER)
    finish(bench, "ana", on=OTHER)
    assert kinds(bench) == []


def test_only_judgements_that_stand_count(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana")
    assert kinds(bench) == []
    finish(bench, "budi")
    assert kinds(bench) == [(Kind.SPEAKER,)]


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        ({}, {"factuality": Factuality.CERTAINLY_NOT}, (Kind.DENIAL,)),
        ({}, {"assertion": Assertion.CLAIMS}, (Kind.ASSERTION,)),
        ({}, {"factuality": Factuality.PROBABLE}, (Kind.ASSERTION,)),
        ({}, {"assertion": Assertion.NO_COMMENT}, (Kind.ASSERTION,)),
        ({}, {"hop_class": HopClass.ROLE}, (Kind.CHAIN,)),
        ({}, {"cue": "kata"}, ()),
    ],
)
def test_the_kind_of_a_difference(
    bench: Workbench, mine: dict[str, object], theirs: dict[str, object], found: tuple[Kind, ...]
) -> None:
    claimed(bench, "ana", "Polisi", **mine)  # type: ignore[arg-type]
    claimed(bench, "budi", "Polisi", **theirs)  # type: ignore[arg-type]
    finish(bench, "ana", "budi")
    assert kinds(bench) == ([found] if found else [])


def test_the_gravest_article_comes_first_and_its_gravest_difference(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi", on=OTHER)
    claimed(bench, "budi", "Hakim", on=OTHER)
    claimed(bench, "ana", "Polisi", at=40)
    claimed(bench, "ana", "Polisi", at=0, to=20)
    claimed(bench, "budi", "Polisi", at=0, to=18)
    first = finish(bench, "ana", "budi", on=OTHER)
    second = finish(bench, "ana", "budi")
    queue = differing(called(bench, "citra"))
    assert [row.number for row in queue.rows] == [first, second]
    assert kinds(bench) == [(Kind.SPEAKER,), (Kind.BOUNDS,), (Kind.EXTRA,)]
    assert queue.rows[1].kinds == {Kind.BOUNDS: 1, Kind.EXTRA: 1}


def test_merged_sources_are_one_and_notes_never_count(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    theirs = claimed(bench, "budi", "Kepolisian")
    finish(bench, "ana", "budi")
    assert kinds(bench) == [(Kind.SPEAKER,)]
    names = {one.name: one.uid for one in bench.store.sources.all()}
    merge_sources(bench, [names["Kepolisian"]], names["Polisi"])
    budi = called(bench, "budi")
    edit_claim(budi, view_of(budi, ARTICLE), replace(theirs, note="lihat lagi"))
    assert kinds(bench) == []


def reach_apart(bench: Workbench, *places: int) -> int:
    """Ana and budi have the same claims on these places of an article, and read its credit as far
    as all of it and as no further than a statement; the number of the article."""
    on = crediting(bench)
    for place in places:
        claimed(bench, "ana", "Polisi", at=place, on=on)
        claimed(bench, "budi", "Polisi", at=place, on=on)
    budi = called(bench, "budi")
    view = view_of(budi, on)
    relay = next(one for one in view.relays if one.is_credited and one.fact)
    set_reach(budi, view, relay, relay.reach.next.next)
    mine = view_of(bench, on)
    (relay,) = (one for one in mine.relays if one.fact == relay.fact)
    set_reach(bench, mine, relay, Reach.ARTICLE)
    return finish(bench, "ana", "budi", on=on)


def test_credits_that_reach_one_alone_are_another_reach(bench: Workbench) -> None:
    reach_apart(bench, 0)
    assert kinds(bench) == [(Kind.REACH,)]


def test_one_credit_is_ruled_on_once_for_all_claims_that_hang_on_it(bench: Workbench) -> None:
    number = reach_apart(bench, 0, 20, 40)
    citra = called(bench, "citra")
    claimed(bench, "ana", "Polisi", at=60, on=bench.store.articles.get(number).foreign_id)
    first, *_ = cases_of(citra, number)
    assert kinds(bench) == [(Kind.REACH,)] * 3 + [(Kind.EXTRA,)]
    more = of_same_credit(citra, first)
    assert len(more) == 2
    taken = taking(first, letter_of(first, "budi"))
    entry = rule_on_credit(citra, first, taken, more, cause=Cause.SLIP, why="satu kredit")
    assert entry is not None
    assert entry.about.endswith(f"of #{number}, and 2 more of the same credit")
    for ruling in bench.store.rulings.all():
        assert [side.analyst for side in ruling.sides if side.is_kept] == ["budi"]
        assert (ruling.cause, ruling.why) == (Cause.SLIP, "satu kredit")
    assert kinds(bench) == [(Kind.EXTRA,)]
    assert of_same_credit(citra, first) == []
    undo(citra)
    assert len(kinds(bench)) == 4
    assert is_sound(bench)


def test_names_are_hidden_and_letters_are_nobodys(bench: Workbench) -> None:
    for at in range(0, 160, 20):
        claimed(bench, "ana", "Polisi", at=at)
        claimed(bench, "budi", "Hakim", at=at)
    number = finish(bench, "ana", "budi")
    cases = list(cases_of(called(bench, "citra"), number))
    assert {letter_of(case, "ana") for case in cases} == {"A", "B"}
    assert [letter_of(case, "ana") for case in cases] == [
        letter_of(case, "ana") for case in cases_of(called(bench, "citra"), number)
    ]
    fields = fields_of(cases[0])
    assert [field.name for field in fields] == ["words", "from", "known", "does"]
    sides = (fields[1].ours, fields[1].theirs)
    assert {words.split(" ← ")[-1] for words in sides} == {"Polisi", "Hakim"}


def test_a_ruling_is_one_act_and_changes_nobodys_answer(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    before = records(bench.store)
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "budi"), cause=Cause.SLIP)
    assert kinds(bench) == []
    (ruling,) = bench.store.rulings.all()
    assert (ruling.choice, ruling.kind, ruling.cause) == (Choice.ONE, "other speaker", Cause.SLIP)
    assert {side.analyst: side.is_kept for side in ruling.sides} == {"ana": False, "budi": True}
    now = records(bench.store)
    assert list(now.pop("ruling")) == [ruling.uid]
    assert now == before
    assert is_sound(bench)
    undo(called(bench, "citra"))
    assert kinds(bench) == [(Kind.SPEAKER,)]


def test_neither_needs_a_word_of_why(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    case = only_case(bench)
    with pytest.raises(UsageError, match="needs a word of why"):
        ruled(bench, case, "neither")
    ruled(bench, case, "neither", why="keduanya salah dengar")
    assert kinds(bench) == []


def test_neither_leaves_what_all_agree_on(bench: Workbench) -> None:
    mine = claimed(bench, "ana", "Polisi", to=20)
    theirs = claimed(bench, "budi", "Polisi", at=2, to=22)
    number = finish(bench, "ana", "budi")
    for claim, verdict in ((mine, "benar"), (theirs, "salah")):
        whose = called(bench, claim.analyst)
        said = replace(claim, verdict=verdict, restatement="Kapal karam.", time=verdict)
        edit_claim(whose, view_article(whose, number), said)
    assert kinds(bench) == [(Kind.VERDICT, Kind.BOUNDS)]
    case = only_case(bench)
    assert ground_words(case.unit) == "no verdict, the words of all"
    before = {one.uid: one for one in bench.store.claims.of_article(number)}
    ruled(bench, case, "neither", why="tidak ada yang memeriksa")
    assert kinds(bench) == []
    (ruling,) = bench.store.rulings.all()
    (left,) = bench.store.claims.many([ruling.claim or ""])
    assert (ruling.choice, left.analyst, left.state) == (
        Choice.NEITHER, "citra", ClaimState.REVIEWED,
    )  # fmt: skip
    assert (left.span.start, left.span.end, left.verdict, left.time) == (2, 20, "", "")
    assert (left.restatement, left.hops) == ("Kapal karam.", mine.hops)
    assert [*decided_layer(bench).standings] == [left.uid]
    after = {one.uid: one for one in bench.store.claims.of_article(number)}
    assert {uid: one for uid, one in after.items() if uid != left.uid} == before
    assert [one.taken for one in decided_otherwise(bench)] == [(left,)]
    assert is_sound(bench)
    undo(called(bench, "citra"))
    assert {one.uid: one for one in bench.store.claims.of_article(number)} == before


def test_neither_leaves_nothing_where_nobody_is_right_about_who_says_it(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    case = only_case(bench)
    assert ground_words(case.unit) == "nothing stays"
    ruled(bench, case, "neither", why="keduanya salah dengar")
    (ruling,) = bench.store.rulings.all()
    assert ruling.claim is None
    assert decided_layer(bench).standings == {}


def through(bench: Workbench, name: str, *speakers: str, **last: object) -> None:
    """A claim of somebody's that came through these, the last of whom says it."""
    whose = called(bench, name)
    book = NameBook(whose)
    *before, speaker = ((book.uid(one),) for one in speakers)
    hops = (*map(Hop, before), Hop(speaker, **last))  # type: ignore[arg-type]
    view = view_of(whose, ARTICLE)
    new_claim(whose, view, Span.of(view.text, 0, 10), hops=hops, book=book)


@pytest.mark.parametrize(
    ("mine", "theirs", "kind", "left"),
    [
        (("Radio", "Polisi"), ("Koran", "Polisi"), Kind.CHAIN, ["Polisi"]),
        (("Radio", "Polisi"), ("Polisi",), Kind.CHAIN, ["Polisi"]),
        (("Radio", "Hakim", "Polisi"), ("Hakim", "Polisi"), Kind.CHAIN, ["Hakim", "Polisi"]),
    ],
)
def test_neither_chain_leaves_the_speaker_with_whom_all_have_before_him(
    bench: Workbench, mine: tuple[str, ...], theirs: tuple[str, ...], kind: Kind, left: list[str]
) -> None:
    through(bench, "ana", *mine)
    through(bench, "budi", *theirs)
    finish(bench, "ana", "budi")
    assert kinds(bench) == [(kind,)]
    case = only_case(bench)
    assert ground_words(case.unit) == "the speaker as all have him"
    ruled(bench, case, "neither", why="tidak lewat siapa pun")
    (ruling,) = bench.store.rulings.all()
    (claim,) = bench.store.claims.many([ruling.claim or ""])
    names = {one.uid: one.name for one in bench.store.sources.all()}
    assert [names[uid] for hop in claim.hops for uid in hop.sources] == left
    assert [*decided_layer(bench).standings] == [claim.uid]
    assert is_sound(bench)


@pytest.mark.parametrize(
    ("theirs", "kind"),
    [
        ({"hop_class": HopClass.ROLE}, Kind.CHAIN),
        ({"assertion": Assertion.CLAIMS}, Kind.ASSERTION),
        ({"factuality": Factuality.CERTAINLY_NOT}, Kind.DENIAL),
    ],
)
def test_neither_leaves_nothing_where_the_speaker_is_known_or_says_it_otherwise(
    bench: Workbench, theirs: dict[str, object], kind: Kind
) -> None:
    through(bench, "ana", "Polisi")
    through(bench, "budi", "Polisi", **theirs)
    finish(bench, "ana", "budi")
    assert kinds(bench) == [(kind,)]
    case = only_case(bench)
    assert ground_words(case.unit) == "nothing stays"
    assert case.ground is None


def test_nothing_stays_where_whoever_is_left_out_makes_less_of_the_words(bench: Workbench) -> None:
    """Without the one who only claims that police said so nobody would claim it any more."""
    whose = [called(bench, name) for name in ("ana", "budi")]
    for one, before in zip(whose, ("Radio", "Koran"), strict=True):
        book, view = NameBook(one), view_of(one, ARTICLE)
        hops = (Hop((book.uid(before),), assertion=Assertion.CLAIMS), Hop((book.uid("Polisi"),)))
        new_claim(one, view, Span.of(view.text, 0, 10), hops=hops, book=book)
    finish(bench, "ana", "budi")
    assert kinds(bench) == [(Kind.CHAIN,)]
    assert ground_words(only_case(bench).unit) == "nothing stays"


def test_what_is_put_in_the_place_of_others_keeps_the_credits_that_they_agree_on(
    bench: Workbench,
) -> None:
    on = crediting(bench)
    claimed(bench, "ana", "Polisi", on=on)
    claimed(bench, "budi", "Hakim", on=on)
    for name in ("ana", "budi"):
        whose = called(bench, name)
        view = view_of(whose, on)
        accept_facts(whose, view, [one for one in view.facts if isinstance(one.attributes, Credit)])
    number = finish(bench, "ana", "budi", on=on)
    case, citra = only_case(bench), called(bench, "citra")
    agreed = case.view.chain_of(case.claims[0]).relays
    assert agreed
    assert all(step.is_confirmed for step in agreed)
    third = rule_with_third(citra, case, 0)
    assert third.state is ClaimState.REVIEWED
    for whose in (citra, bench):
        view = view_article(whose, number)
        assert view.chain_of(third).relays == agreed
    (told,) = told_claims(citra, [third])
    assert told.chain.relays == agreed


def test_a_credit_of_which_neither_is_right_is_none(bench: Workbench) -> None:
    on = crediting(bench)
    for name in ("ana", "budi"):
        claimed(bench, name, "Polisi", on=on)
    mine = view_of(bench, on)
    credited = [one.fact for one in mine.relays if one.is_credited and one.reach is Reach.ARTICLE]
    facts = [one for one in mine.facts if one.id in credited]
    answer_facts(bench, mine, facts, Verdict.REJECTED)
    number = finish(bench, "ana", "budi", on=on)
    assert kinds(bench) == [(Kind.REACH,)]
    case = only_case(bench)
    assert ground_words(case.unit) == "no such credit"
    ruled(bench, case, "neither", why="bukan kantor berita itu")
    (ruling,) = bench.store.rulings.all()
    view = view_article(bench, number)
    left = view.claim(ruling.claim or "")
    assert left is not None
    both = [view.chain_of(one).relays for one in case.claims]
    assert sorted(map(len, both))[-1] > 0
    assert view.chain_of(left).relays == ()


def test_a_third_answer_has_the_verdict_that_is_given(bench: Workbench) -> None:
    mine = claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    number = finish(bench, "ana", "budi")
    edit_claim(bench, view_article(bench, number), replace(mine, verdict="benar"))
    case = only_case(bench)
    begin = next(at for at, one in enumerate(case.standpoints) if one.answer.analysts == ("budi",))
    assert rule_with_third(called(bench, "citra"), case, begin).verdict == "benar"


def test_nothing_may_be_the_answer_that_is_taken(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    finish(bench, "ana", "budi")
    case = only_case(bench)
    assert case.unit.kinds == (Kind.EXTRA,)
    with pytest.raises(UsageError, match="nothing"):
        taking(case, "both")
    with pytest.raises(UsageError, match="no answer c"):
        taking(case, "c")
    ruled(bench, case, letter_of(case, "budi"))
    (one,) = decided_otherwise(called(bench, "ana"))
    assert one.taken == ()
    assert decided_otherwise(called(bench, "budi")) == []


def test_a_ruling_is_of_what_was_said_then(bench: Workbench) -> None:
    mine = claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    number = finish(bench, "ana", "budi")
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "ana"))
    edited = replace(mine, note="catatan", topic="laut", state=ClaimState.REVIEWED)
    edit_claim(bench, view_article(bench, number), edited)
    assert kinds(bench) == []
    edit_claim(bench, view_article(bench, number), replace(edited, restatement="Kapal karam."))
    assert kinds(bench) == [(Kind.SPEAKER,)]
    case = only_case(bench)
    assert case.ruling is None
    assert case.before is not None
    ruled(bench, case, letter_of(case, "ana"))
    assert kinds(bench) == []
    assert len(bench.store.rulings.all()) == 1
    claimed(bench, "dewi", "Polisi")
    finish(bench, "dewi")
    assert kinds(bench) == [(Kind.SPEAKER,)]


def test_a_third_answer_is_the_adjudicators_and_no_side(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    number = finish(bench, "ana", "budi")
    citra, case = called(bench, "citra"), only_case(bench)
    third = rule_with_third(citra, case, 0, cause=Cause.EDGE)
    assert kinds(bench) == []
    edit_claim(citra, view_article(citra, number), replace(third, restatement="Lain lagi."))
    assert kinds(bench) == []
    assert not any(one.analyst == "citra" for one in view_article(citra, number).states)
    for name in ("ana", "budi"):
        (one,) = decided_otherwise(called(bench, name))
        assert one.own is not None
        assert (one.own.analyst, [taken.uid for taken in one.taken]) == (name, [third.uid])
    (found,) = cases_of(citra, number)
    assert found.third is not None
    assert is_sound(bench)
    withdrawn = replace(found.third, state=ClaimState.WITHDRAWN)
    edit_claim(citra, view_article(citra, number), withdrawn)
    (found,) = cases_of(citra, number)
    assert (kinds(bench), found.ruling) == ([(Kind.SPEAKER,)], None)  # the list and the case alike
    undo(citra)
    undo(citra)
    undo(citra)
    assert kinds(bench) == [(Kind.SPEAKER,)]
    assert bench.store.claims.many([third.uid]) == []


def test_two_who_rule_at_once_meet(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    case = only_case(bench)
    ruled(bench, case, "a")
    with pytest.raises(ConflictError, match="changed"):
        rule(called(bench, "dewi"), case, taking(case, "b"))


def test_bounds_alone_are_ruled_on_in_bulk_as_one_act(bench: Workbench) -> None:
    for at in (0, 40):
        claimed(bench, "ana", "Polisi", at=at, to=at + 20)
        claimed(bench, "budi", "Polisi", at=at, to=at + 18)
    claimed(bench, "ana", "Polisi", at=80, to=100)
    claimed(bench, "budi", "Hakim", at=80, to=98)
    finish(bench, "ana", "budi")
    citra = called(bench, "citra")
    entry = rule_on_bounds(citra, Bounds.LONGEST)
    assert entry is not None
    assert len(entry.changes) == 2
    for ruling in bench.store.rulings.all():
        assert [side.analyst for side in ruling.sides if side.is_kept] == ["ana"]
    assert kinds(bench) == [(Kind.SPEAKER, Kind.BOUNDS)]
    assert rule_on_bounds(citra, Bounds.SHORTEST) is None
    undo(citra)
    assert len(kinds(bench)) == 3


def test_notes_of_each_side_are_in_view(bench: Workbench) -> None:
    mine = claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    number = finish(bench, "ana", "budi")
    edit_claim(bench, view_article(bench, number), replace(mine, note="lihat paragraf dua"))
    case = only_case(bench)
    notes = {one.answer.analysts[0]: one.notes for one in case.standpoints}
    assert notes == {"ana": ("lihat paragraf dua",), "budi": ()}


def test_a_dispute_is_answered_or_decided_anew(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    case, citra, ana = only_case(bench), called(bench, "citra"), bench
    ruled(bench, case, letter_of(case, "budi"))
    (one,) = decided_otherwise(ana)
    assert one.is_new
    with pytest.raises(UsageError, match="needs words"):
        dispute(ana, one, " ")
    dispute(ana, one, "paragraf tiga menyebut polisi")
    (waits,) = disputed(citra)
    assert waits.dispute.words == "paragraf tiga menyebut polisi"
    settle(citra, waits, "itu ulasan")
    assert disputed(citra) == []
    (one,) = decided_otherwise(ana)
    assert one.is_new
    assert one.word is not None
    assert (one.word.words, one.word.reply) == ("paragraf tiga menyebut polisi", "itu ulasan")
    say_read(ana, [one])
    (one,) = decided_otherwise(ana)
    assert not one.is_new
    dispute(ana, one, "masih tidak")
    ruled(bench, unit_called(citra, case.unit.uid[:8]), letter_of(case, "ana"))
    assert disputed(citra) == []
    assert decided_otherwise(ana) == []
    assert [word.answer for word in bench.store.rulings.disputes()] == [Answer.SETTLED]
    assert is_sound(bench)


@pytest.mark.parametrize(
    ("mine", "theirs", "told"),
    [
        ({"hop_class": HopClass.ROLE}, {}, "← Polisi (role): "),
        ({"assertion": Assertion.CLAIMS}, {}, "Polisi claims: "),
        ({"factuality": Factuality.CERTAINLY_NOT}, {}, "Polisi denies: "),
    ],
)
def test_a_row_says_in_what_hers_differs(
    bench: Workbench, mine: dict[str, object], theirs: dict[str, object], told: str
) -> None:
    claimed(bench, "ana", "Polisi", **mine)  # type: ignore[arg-type]
    claimed(bench, "budi", "Polisi", **theirs)  # type: ignore[arg-type]
    finish(bench, "ana", "budi")
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "budi"))
    (one,) = decided_otherwise(bench)
    assert told in one.told[0]
    assert told not in one.told[1]


def test_a_row_says_the_verdicts(bench: Workbench) -> None:
    mine, theirs = claimed(bench, "ana", "Polisi"), claimed(bench, "budi", "Polisi")
    budi = called(bench, "budi")
    edit_claim(bench, view_of(bench, ARTICLE), replace(mine, verdict="benar"))
    edit_claim(budi, view_of(budi, ARTICLE), replace(theirs, verdict="salah"))
    finish(bench, "ana", "budi")
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "budi"))
    (one,) = decided_otherwise(bench)
    assert [words.split(":")[0] for words in one.told] == ["benar", "salah"]


def test_whoever_came_to_the_third_answer_by_herself_is_not_told_of_it(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    number = finish(bench, "ana", "budi")
    citra, case = called(bench, "citra"), only_case(bench)
    third = rule_with_third(citra, case, case.place(letter_of(case, "ana")))

    def waiting(name: str) -> tuple[int, int, int]:
        one = called(bench, name)
        listed = len(list(list_articles(one, "queue:back")))
        return len(decided_otherwise(one)), queue_of(one).back, listed

    assert (waiting("ana"), waiting("budi")) == ((0, 0, 0), (1, 1, 1))
    edit_claim(citra, view_article(citra, number), replace(third, restatement="Lain lagi."))
    assert (waiting("ana"), waiting("budi")) == ((1, 1, 1), (1, 1, 1))


def test_hers_and_what_was_decided_are_shown_to_her(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "budi"), cause=Cause.SLIP)
    shown = look_into(bench, otherwise_called(bench, case.unit.uid[:8]))
    yours, decided = shown.sides
    assert (yours.name, decided.name) == ("yours", "decided (budi)")
    assert yours.fields["from"].endswith("Polisi")
    assert decided.fields["from"].endswith("Hakim")
    assert record_of_ruled(shown).keys() == record_of_case(case).keys()
    set_state(bench, view_of(bench, ARTICLE), ReadingState.OPEN)
    assert look_into(blind(bench), shown.one).sides[1].name == "decided"
    with pytest.raises(NotFoundError):
        otherwise_called(called(bench, "budi"), case.unit.uid[:8])


def test_what_she_changed_since_does_not_wait_for_her_any_more(bench: Workbench) -> None:
    mine = claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    number = finish(bench, "ana", "budi")
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "budi"))

    def waiting() -> tuple[int, int, int]:
        listed = len(list(list_articles(bench, "queue:back")))
        return len(decided_otherwise(bench)), queue_of(bench).back, listed

    assert waiting() == (1, 1, 1)
    edit_claim(bench, view_article(bench, number), replace(mine, note="x"))
    assert waiting() == (1, 1, 1)  # a note says nothing else
    view = view_article(bench, number)
    edit_claim(bench, view, replace(mine, span=Span.of(view.text, 0, 12)))
    assert waiting() == (0, 0, 0)
    undo(bench)
    assert waiting() == (1, 1, 1)


def test_whoever_has_yet_to_judge_is_not_told_of_a_dispute(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    number = finish(bench, "ana", "budi")
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "budi"))
    (one,) = decided_otherwise(bench)
    dispute(bench, one, "paragraf tiga menyebut polisi")
    judged, unjudged = (blind(called(bench, name)) for name in ("budi", "dewi"))
    assert entries_where(judged, "", 1)[0].op == "dispute"
    assert "dispute" not in {entry.op for entry in entries_where(unjudged, "", 50)}
    view = view_article(called(bench, "dewi"), number)
    set_state(called(bench, "dewi"), view, ReadingState.DONE)
    assert "dispute" in {entry.op for entry in entries_where(unjudged, "", 50)}


def test_a_claim_that_was_ruled_for_and_is_taken_out_leaves_the_ruling_in_view(
    bench: Workbench,
) -> None:
    mine = claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    number = finish(bench, "ana", "budi")
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "ana"), cause=Cause.SLIP, why="salah dengar")
    remove_claim(bench, view_of(bench, ARTICLE), mine.uid)
    assert kinds(bench) == [(Kind.EXTRA,)]
    assert decided_layer(bench).standings == {}
    case = only_case(bench)
    assert before(bench) == {case.unit.uid}
    assert case.before is None
    assert case.former == bench.store.rulings.all()[0]
    gone = letter_of(case, "ana")
    assert former_words(case) == record_of_case(case)["former"]
    assert former_words(case) == (
        f"was decided: one answer taken by citra, {case.former.at[:10]}: slip; salah dengar; "
        f"then {gone} took a claim out that it was for"
    )
    claimed(bench, "ana", "Polisi")
    finish(bench, "ana")
    assert "came to have these words" in former_words(only_case(bench))
    assert before(bench) == {only_case(bench).unit.uid}
    ruled(bench, only_case(bench), "a")
    assert next(cases_of(called(bench, "citra"), number)).former is None


def before(bench: Workbench) -> frozenset[str]:
    """What the list says was decided before, of the one article in it."""
    (row,) = differing(called(bench, "citra")).rows
    return row.decided_before


def test_a_list_says_what_was_decided_before_a_claim_was_changed(bench: Workbench) -> None:
    mine = claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    claimed(bench, "ana", "Polisi", at=40)
    number = finish(bench, "ana", "budi")
    assert before(bench) == frozenset()
    cases = cases_of(called(bench, "citra"), number)
    case = next(one for one in cases if mine.uid in one.unit.claims)
    ruled(bench, case, "a")
    assert before(bench) == frozenset()
    edit_claim(bench, view_of(bench, ARTICLE), replace(mine, restatement="lain"))
    assert before(bench) == {case.unit.uid}


def test_what_was_decided_comes_back_no_more_once_somebody_else_claims_the_words(
    bench: Workbench,
) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    number = finish(bench, "ana", "budi")
    ruled(bench, only_case(bench), letter_of(only_case(bench), "budi"))
    assert [one.number for one in decided_otherwise(bench)] == [number]
    claimed(bench, "dewi", "Jaksa", at=40)
    finish(bench, "dewi")
    assert [one.number for one in decided_otherwise(bench)] == [number], "of other words"
    claimed(bench, "eko", "Jaksa")
    assert len(decided_otherwise(bench)) == 1, "whose judgement does not stand yet"
    finish(bench, "eko")
    assert decided_otherwise(bench) == []
    assert queue_of(bench).back == 0
    assert any(Kind.SPEAKER in one for one in kinds(bench)), "it is open again"


def test_an_answer_of_a_ruling_that_is_void_goes_with_the_next_one(bench: Workbench) -> None:
    mine = claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    third = rule_with_third(called(bench, "citra"), only_case(bench), 0)
    remove_claim(bench, view_of(bench, ARTICLE), mine.uid)
    ruled(bench, only_case(bench), "a")
    assert bench.store.claims.get(third.uid).state is ClaimState.WITHDRAWN
    assert is_sound(bench)


def test_a_difference_that_is_gone_is_told(bench: Workbench) -> None:
    mine = claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    number = finish(bench, "ana", "budi")
    case = only_case(bench)
    edit_claim(bench, view_article(bench, number), replace(mine, state=ClaimState.WITHDRAWN))
    assert kinds(bench) == [(Kind.EXTRA,)]
    with pytest.raises(NotFoundError, match="is gone"):
        case_of(called(bench, "citra"), number, case.unit.uid)
    with pytest.raises(NotFoundError):
        unit_called(called(bench, "citra"), "ffff")


def test_a_note_on_the_words_is_of_whoever_wrote_it(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    number = finish(bench, "ana", "budi")
    budi = called(bench, "budi")
    view = view_article(budi, number)
    span = Span.of(view.text, 2, 6)
    add_note(budi, NoteSubject.ARTICLE, view.article.uid, "ini ulasan", span=span)
    notes = {one.answer.analysts[0]: one.notes for one in only_case(bench).standpoints}
    assert notes == {"ana": (), "budi": ("ini ulasan",)}


def test_what_is_kept_up_to_date_is_what_is_found_anew(bench: Workbench) -> None:
    compared, budi, citra = Compared(), called(bench, "budi"), called(bench, "citra")

    def is_as_found_anew() -> bool:
        anew = [
            (one.number, one.analysts, tuple(unit.place for unit in one.units))
            for one in judged_articles(bench)
            if one.units
        ]
        for kept in (compared, Compared()):
            found = kept.articles(bench)
            assert [(one.number, one.analysts, one.places) for one in found] == anew
        return True

    assert is_as_found_anew()
    mine = claimed(bench, "ana", "Polisi")
    theirs = claimed(bench, "budi", "Kepolisian")
    assert is_as_found_anew()
    number = finish(bench, "ana", "budi")
    assert is_as_found_anew()
    edit_claim(bench, view_article(bench, number), replace(mine, span=mine.span, note="x"))
    names = {one.name: one.uid for one in bench.store.sources.all()}
    merge_sources(bench, [names["Kepolisian"]], names["Polisi"])
    assert is_as_found_anew()
    undo(bench)
    assert is_as_found_anew()
    case = only_case(bench)
    rule(citra, case, taking(case, "a"))
    remove_claim(budi, view_article(budi, number), theirs.uid)
    assert is_as_found_anew()
    set_state(budi, view_article(budi, number), ReadingState.OPEN)
    assert is_as_found_anew()


def test_facts_computed_anew_may_end_a_judgement_that_no_act_ended(bench: Workbench) -> None:
    """Nobody said that she is done; what was asked later is open for both."""
    view = view_of(bench, ARTICLE)
    empty = pack((), extractor="theirs/1", lang="id", anchor="")
    bench.store.facts.keep([(view.number, empty)], analyst="eko", at=bench.now())
    for name, source in (("ana", "Polisi"), ("budi", "Hakim")):
        claimed(bench, name, source)
        set_state(called(bench, name), view_of(called(bench, name), ARTICLE), ReadingState.OPEN)
    compared = Compared()
    assert len(compared.articles(bench)) == len(Compared().articles(bench)) == 1
    extract_article(bench, view.number)
    assert compared.articles(bench) == Compared().articles(bench) == []


def test_only_where_something_moved_it_is_compared_again(
    bench: Workbench, only_file: SqliteFile, tmp_path: Path
) -> None:
    for on in (ARTICLE, OTHER):
        claimed(bench, "ana", "Polisi", on=on)
        claimed(bench, "budi", "Hakim", on=on)
        number = finish(bench, "ana", "budi", on=on)
    assert len(Compared().articles(bench)) == 2
    with only_file.by_hand(bench.store.path) as connection:
        connection.execute("DELETE FROM compared WHERE article_id = ?", (number,))
    assert imported(bench, tmp_path, "Jakarta\n\nIni berita lain.\n")
    set_metadata(bench, view_of(bench, ARTICLE).number, {"author": "Dewi"})
    names = {one.name: one.uid for one in bench.store.sources.all()}
    merge_sources(bench, [add_source(bench, "Polda").uid], names["Polisi"])
    assert [one.number for one in Compared().articles(bench)] != [number]
    assert len(Compared().articles(bench)) == 1
    merge_sources(bench, [names["Polisi"]], names["Hakim"])
    assert Compared().articles(bench) == []
    undo(bench)
    assert len(Compared().articles(bench)) == 2


def test_what_could_not_be_kept_is_found_by_whoever_asks_next(
    bench: Workbench, only_file: SqliteFile
) -> None:
    """What somebody else was writing just then kept it out; what is kept later goes on from it."""
    claims = {
        (name, on): claimed(bench, name, source, on=on)
        for on in (ARTICLE, OTHER)
        for name, source in (("ana", "Polisi"), ("budi", "Hakim"))
    }
    first, second = (finish(bench, "ana", "budi", on=on) for on in (ARTICLE, OTHER))

    def take_out(on: str) -> None:
        for name in ("ana", "budi"):
            of = called(bench, name)
            remove_claim(of, view_of(of, on), claims[name, on].uid)

    def numbers(compared: Compared) -> list[int]:
        return [one.number for one in compared.articles(bench)]

    compared, late = Compared(), Compared()
    assert numbers(compared) == sorted((first, second))
    take_out(ARTICLE)
    with only_file.by_hand(bench.store.path) as other:
        other.execute("BEGIN IMMEDIATE")
        assert numbers(compared) == numbers(late) == [second]
    take_out(OTHER)
    assert [numbers(one) for one in (compared, late, Compared())] == [[], [], []]


def test_on_a_shared_store_nobody_rules_on_her_own_side(bench: Workbench, stores: Stores) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    assert len(differing(bench).rows) == 1
    stores.share()
    queue = differing(bench)
    assert (queue.rows, queue.own) == ((), 1)
    case = only_case(bench)
    with pytest.raises(UsageError, match="your own"):
        rule(bench, case, taking(case, "a"))
    ruled(bench, case, letter_of(case, "ana"))
    (one,) = decided_otherwise(called(bench, "budi"))
    dispute(called(bench, "budi"), one, "bukan")
    (waits,) = disputed(called(bench, "citra"))
    with pytest.raises(UsageError, match="your own"):
        settle(called(bench, "budi"), waits, "benar")


def test_whoever_is_no_adjudicator_of_a_shared_store_decides_nothing(
    bench: Workbench, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    case = only_case(bench)
    stores.share()
    monkeypatch.setattr(roles, "is_owner", lambda path: False)
    citra = called(bench, "citra")
    for refused in (lambda: differing(citra), lambda: rule(citra, case, taking(case, "a"))):
        with pytest.raises(RoleError, match="for adjudicators"):
            refused()
    assert decided_otherwise(citra) == []
    member = Member("citra", Role.ADJUDICATOR, "ana")
    monkeypatch.undo()
    bench.act("role", [Change("member", member.uid, None, member.to_record())])
    monkeypatch.setattr(roles, "is_owner", lambda path: False)
    rule(citra, case, taking(case, "a"))


def test_who_recorded_nothing_agrees_with_neither(bench: Workbench) -> None:
    claimed(bench, "ana", "Polisi")
    finish(bench, "ana", "budi")
    ruled(bench, only_case(bench), "neither", why="ulasan")
    assert len(decided_otherwise(bench)) == 1
    assert decided_otherwise(called(bench, "budi")) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE compared SET found = '['",
        "UPDATE compared SET found = '[1, 2]'",
        "UPDATE compared_at SET version = 'older'",
        "DELETE FROM compared_at",
    ],
)
def test_what_is_kept_by_another_version_or_broken_is_found_anew(
    bench: Workbench, only_file: SqliteFile, statement: str
) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    found = Compared().articles(bench)
    assert len(found) == 1
    with only_file.by_hand(bench.store.path) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM compared").fetchone()
        assert kept == 1
        connection.execute(statement)
    assert Compared().articles(bench) == found
    assert is_sound(bench)


def test_a_database_that_takes_no_changes_is_compared_all_the_same(
    bench: Workbench, stores: Stores
) -> None:
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    with stores.open(access=Access.READ) as store:
        assert len(differing(Workbench(store, "citra")).places) == 1
