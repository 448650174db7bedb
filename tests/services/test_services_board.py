"""The board's rows, what stands behind a claim, links, and what is seen of colleagues' work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from services_cases import again, blind, imported, is_sound, seeing_all, view_of

from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim, Hop, HopClass, LinkKind
from workbench.domain.decision import Verdict
from workbench.domain.filter import ClaimSort
from workbench.domain.origin import Standing
from workbench.domain.relay import RelayStatus
from workbench.domain.span import Span
from workbench.errors import NotFoundError, UsageError
from workbench.services.annotate import (
    assess_claim,
    edit_claim,
    link_claims,
    new_claim,
    remove_link,
)
from workbench.services.board import (
    board_query,
    candidates,
    list_claims,
    rank_candidates,
    read_rows,
)
from workbench.services.colleagues import agreement_of, why_hidden
from workbench.services.comparing import compare_articles
from workbench.services.corroboration import corroboration, weights
from workbench.services.descent import judge_likeness
from workbench.services.review import accept_fact, answer_fact, set_state
from workbench.services.seen import seen_claims
from workbench.services.sources import NameBook, merge_sources
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

ARTICLE, OTHER, THIRD = "sagara-kapal-01", "meridian-truce-01", "bakery-court"


@pytest.fixture
def bench(bench: Workbench) -> Workbench:
    """Ana's, who sees of colleagues what an analyst does."""
    return blind(bench)


def claimed(
    bench: Workbench, foreign_id: str, *sources: str, at: int = 0, says: str = "", **hop: object
) -> Claim:
    view = view_of(bench, foreign_id)
    book = NameBook(bench)
    hops = (Hop(tuple(book.uid(name) for name in sources), **hop),) if sources or hop else ()  # type: ignore[arg-type]
    span = Span.of(view.text, at, at + 10)
    return new_claim(bench, view, span, hops=hops, book=book, restatement=says)


def colleague(bench: Workbench) -> Workbench:
    return replace(bench, analyst="budi")


def standings(bench: Workbench, claim: Claim) -> list[tuple[str, Standing]]:
    behind = corroboration(bench, claim.uid)
    return [(behind.names_of(one), one.standing) for one in behind.origins]


def test_what_is_the_same_by_way_of_others_stands_behind_a_claim(bench: Workbench) -> None:
    one = claimed(bench, ARTICLE, "Dewi")
    two = claimed(bench, OTHER, "Kantor")
    three = claimed(bench, THIRD, "Polisi")
    other = claimed(bench, THIRD, "Walikota", at=20)
    link_claims(bench, LinkKind.SAME, two.uid, one.uid)
    link_claims(bench, LinkKind.SAME, two.uid, three.uid)
    link_claims(bench, LinkKind.UPDATES, other.uid, one.uid)
    assert str(corroboration(bench, one.uid).count) == "3"
    assert corroboration(bench, one.uid).told[0].claim.uid == one.uid
    assert weights(seeing_all(bench)) == {one.uid: 30, two.uid: 30, three.uid: 30}
    link_claims(bench, LinkKind.SUPPORTS, other.uid, three.uid)
    assert str(corroboration(bench, one.uid).count) == "4", "what supports one of them"
    assert str(corroboration(bench, other.uid).count) == "1", "is not supported in return"
    assert weights(seeing_all(bench))[other.uid] == 10
    with pytest.raises(NotFoundError):
        corroboration(bench, "none")


def test_anonymous_origins_and_unattributed_ones_are_told_apart(bench: Workbench) -> None:
    one = claimed(bench, ARTICLE, "Dewi")
    for at, hop in enumerate(
        (
            {"hop_class": HopClass.ANONYMOUS},
            {"hop_class": HopClass.ANONYMOUS},
            {"hop_class": HopClass.UNATTRIBUTED},
        )
    ):
        names = (f"sumber {at}",) if at < 2 else ()
        other = claimed(bench, OTHER, *names, at=at * 12, **hop)
        link_claims(bench, LinkKind.SAME, one.uid, other.uid)
    assert str(corroboration(bench, one.uid).count) == "up to 2, 1 unconfirmed"
    assert standings(bench, one) == [
        ("Dewi", Standing.COUNTED),
        ("sumber 0", Standing.ANONYMOUS),
        ("sumber 1", Standing.ANONYMOUS),
        ("?", Standing.NONE),
    ]


def test_an_origin_is_named_after_a_merge_and_where_it_is_no_source_yet(
    empty: Workbench, tmp_path: Path
) -> None:
    text = "Hujan turun di Bandar Sagara sejak pagi.\n\nSumber: Daily Sabah\n"
    imported(empty, tmp_path, text, outlet="KIBLAT.NET", lang="id")
    view = view_article(empty, 1)
    new_claim(empty, view, Span.of(view.text, 0, 5))
    (credited,) = view_article(empty, 1).my_claims()
    assert not empty.store.sources.named("Daily Sabah")
    assert standings(empty, credited) == [("Daily Sabah", Standing.COUNTED)]
    book = NameBook(empty)
    short, full = book.uid("BMKG"), book.uid("Badan Meteorologi")
    said = new_claim(empty, view, Span.of(view.text, 6, 11), hops=(Hop((short,)),), book=book)
    merge_sources(empty, [short], full)
    assert standings(empty, said) == [("Badan Meteorologi", Standing.COUNTED)]


BRIDGE = (
    "Jembatan Lama Ditutup\n\nJembatan lama di Teluk Kencana ditutup mulai Kamis karena dua "
    "tiangnya retak. Warga memakai jalan memutar sejauh dua kilometer melewati pasar ikan. Petugas "
    "memasang pagar di kedua ujung jembatan sejak {since}. Perbaikan diperkirakan makan waktu tiga "
    "pekan dan dibayar dari kas daerah.\n"
)


def test_an_article_that_is_only_similar_confirms_nothing_until_somebody_says(
    empty: Workbench, tmp_path: Path
) -> None:
    bench = empty
    for outlet, day, since in (("Pos", "2026-03-10", "pagi"), ("Warta", "2026-03-11", "subuh")):
        imported(
            bench, tmp_path, BRIDGE.format(since=since), outlet=outlet, published=day, lang="id"
        )
    earlier, later = view_article(bench, 1), view_article(bench, 2)
    claims = [new_claim(bench, view, Span.of(view.text, 0, 10)) for view in (later, earlier)]
    link_claims(bench, LinkKind.SAME, claims[0].uid, claims[1].uid)
    assert str(corroboration(bench, claims[0].uid).count) == "up to 2, 1 unconfirmed"
    assert Standing.SIMILAR in dict(standings(bench, claims[0])).values()
    with pytest.raises(UsageError, match="this claim has 1"):
        assess_claim(bench, again(bench, later), claims[0].uid, credibility=1)
    judge_likeness(bench, later, earlier.article.uid, RelayStatus.CONFIRMED)
    assert str(corroboration(bench, claims[0].uid).count) == "1"
    judge_likeness(bench, again(bench, later), earlier.article.uid, RelayStatus.REJECTED)
    assert str(corroboration(bench, claims[1].uid).count) == "2"


def test_links_are_made_once_and_taken_back_by_who_made_them(bench: Workbench) -> None:
    one, other = claimed(bench, ARTICLE, "Dewi"), claimed(bench, OTHER, "Kantor")
    assert link_claims(bench, LinkKind.SAME, one.uid, other.uid)
    assert link_claims(bench, LinkKind.SAME, other.uid, one.uid) is None
    assert link_claims(bench, LinkKind.SUPPORTS, one.uid, other.uid)
    assert link_claims(bench, LinkKind.SUPPORTS, one.uid, other.uid) is None
    assert link_claims(bench, LinkKind.SUPPORTS, other.uid, one.uid), "the other way is another"
    assert link_claims(colleague(bench), LinkKind.SAME, one.uid, other.uid)
    links = bench.store.claims.links([one.uid])
    assert len(links) == 4
    for link in links:
        if link.analyst == "budi":
            with pytest.raises(UsageError, match="budi's"):
                remove_link(bench, link)
        else:
            assert remove_link(bench, link)
    assert [link.analyst for link in bench.store.claims.links([other.uid])] == ["budi"]
    assert is_sound(bench)


def test_rows_tell_origin_judgement_links_and_dispute(bench: Workbench) -> None:
    bench = seeing_all(bench)
    one = claimed(bench, ARTICLE, "Dewi", says="Kapal karam.")
    other = claimed(bench, OTHER, "Kantor")
    link_claims(bench, LinkKind.CONTRADICTS, other.uid, one.uid)
    assess_claim(bench, view_of(bench, ARTICLE), one.uid, credibility=3)
    assess_claim(colleague(bench), view_of(colleague(bench), ARTICLE), one.uid, credibility=5)
    rows = {row.claim.uid: row for row in list_claims(bench, sort=ClaimSort.CREDIBILITY)}
    assert list(rows) == [one.uid, other.uid]
    row = rows[one.uid]
    assert row.judged
    assert row.judged.credibility == 3
    assert row.is_disputed
    assert rows[other.uid].is_disputed, "shown on both"
    assert str(row.count) == "1", "what contradicts it does not stand behind it"
    assert len(list(list_claims(bench, limit=1))) == 1
    with pytest.raises(UsageError):
        list(list_claims(bench, "title:x"))


def test_more_claims_than_a_page_come_one_page_after_the_other(bench: Workbench) -> None:
    view = view_of(bench, ARTICLE)
    made = [new_claim(bench, view, Span.of(view.text, at, at + 3)).uid for at in range(0, 140, 2)]
    assert [row.claim.uid for row in list_claims(bench)] == made[::-1]
    rows, following = read_rows(bench, board_query(bench))
    assert [row.claim.uid for row in rows] == made[:-65:-1]
    assert following
    again_rows, last = read_rows(bench, board_query(bench), start=following)
    assert [row.claim.uid for row in again_rows] == made[-65::-1]
    assert last is None


def test_the_claim_to_link_to_is_found_by_what_it_says(bench: Workbench) -> None:
    one = claimed(bench, ARTICLE, says="Sembilan orang tewas saat kapal karam di selat.")
    like = claimed(bench, OTHER, says="Kapal karam di selat: sembilan tewas.")
    claimed(bench, THIRD, says="Harga roti naik.")
    far = claimed(bench, THIRD, at=30, says="Toko itu tutup lebih awal.")
    bench = seeing_all(bench)
    known = candidates(bench, one)
    assert one.uid not in dict(known)
    best = rank_candidates(bench, one, "", known)
    assert best[0].told.claim.uid == like.uid
    typed = rank_candidates(bench, one, 'tutup "lebih', known)
    assert typed[0].told.claim.uid == far.uid
    assert rank_candidates(bench, one, "tutup", [])[0].told.claim.uid == far.uid
    assert rank_candidates(bench, one, "zzzz", known) == []


def test_colleagues_work_is_hidden_until_ones_own_stands(bench: Workbench) -> None:
    budi = colleague(bench)
    theirs = claimed(budi, ARTICLE, "Dewi")
    mine = claimed(bench, ARTICLE, "Kantor")
    link_claims(budi, LinkKind.SAME, theirs.uid, mine.uid)
    view = view_of(bench, ARTICLE)
    assert view.open_questions()
    assert why_hidden(bench, view)
    assert why_hidden(seeing_all(bench), view) is None
    assert seen_claims(bench, [theirs, mine]) == [mine]
    blind = board_query(bench)
    (row,) = read_rows(bench, blind)[0]
    assert (row.claim.uid, row.links, str(row.count)) == (mine.uid, (), "1")
    assert theirs.uid not in dict(candidates(bench, mine))
    assert str(corroboration(bench, mine.uid).count) == "1"
    set_state(bench, view, ReadingState.DONE)
    assert why_hidden(bench, again(bench, view)) is None
    assert seen_claims(bench, [theirs, mine]) == [theirs, mine]
    rows, _ = read_rows(bench, board_query(bench))
    assert [len(one.links) for one in rows] == [1, 1]
    behind = corroboration(bench, mine.uid)
    assert (len(behind.told), str(behind.count)) == (2, "1")  # of the same words


def test_disagreement_is_told_with_who_and_what(bench: Workbench) -> None:
    bench = seeing_all(bench)
    view = view_of(bench, ARTICLE)
    questions = view.open_questions()[:3]
    budi = colleague(bench)
    for at, fact in enumerate(questions):
        accept_fact(bench, again(bench, view), fact)
        if at == 1:
            answer_fact(budi, again(budi, view), fact, Verdict.REJECTED)
        else:
            accept_fact(budi, again(budi, view), fact)
    found = agreement_of(again(bench, view))
    assert str(found) == "2 same, 1 different"
    (one,) = found.differences
    assert (one.key, one.analyst, one.what) == (
        questions[1].id, "budi", "rejected, you: accepted"
    )  # fmt: skip
    theirs = next(one for one in again(budi, view).my_claims() if one.hops and one.fact)
    assert theirs.fact
    edit_claim(budi, again(budi, view), replace(theirs, hops=()))
    (other,) = agreement_of(again(bench, view)).on(theirs.fact)
    assert other.what.startswith("from the article, you: from ")
    assert agreement_of(again(budi, view)).on(questions[1].id)[0].what == "accepted, you: rejected"


def test_two_articles_are_compared_with_what_they_share(bench: Workbench, tmp_path: Path) -> None:
    text = "Judul satu\n\nKapal karam di selat itu. Sembilan orang tewas, kata Dewi.\n"

    numbers = [
        outcome.number
        for outcome in imported(bench, tmp_path, text, text.replace("Sembilan", "Sebelas"))
    ]
    left, right = (number for number in numbers if number)
    found = compare_articles(bench, left, right)
    assert (found.left.number, found.right.number) == (left, right)
    assert len(found.comparison.differences) == 1
    assert found.comparison.left_share > 0.8
    with pytest.raises(UsageError):
        compare_articles(bench, left, left)
    with pytest.raises(NotFoundError):
        compare_articles(bench, left, 99_999)


@pytest.mark.parametrize("sort", ClaimSort)
def test_a_blind_board_is_counted_under_brackets_within_brackets(
    bench: Workbench, sort: ClaimSort
) -> None:
    first, second = claimed(bench, ARTICLE), claimed(bench, OTHER)
    link_claims(bench, LinkKind.SAME, first.uid, second.uid)
    third = claimed(bench, THIRD)
    query = board_query(
        bench, "not (linked:same or (number:0 or (has:links has:notes)))", sort=sort
    )
    assert bench.store.claims.outline(query).total == 1
    assert [one.uid for one in bench.store.claims.page(query, limit=9).claims] == [third.uid]
