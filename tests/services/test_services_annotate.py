"""Claims by hand, where they come from, and what analysts make of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from services_cases import Clock, again, is_sound, of_kind, view_of

from workbench.domain.claim import Claim, Confidence, Hop, HopClass, Likelihood, LinkKind
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.family import Families
from workbench.domain.journal import Entry
from workbench.domain.note import NoteSubject
from workbench.domain.origin import OriginBasis, OriginCount, Traced, weigh_origins
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.errors import NotFoundError, SpanError, UsageError
from workbench.services.annotate import (
    add_note,
    assess_claim,
    edit_claim,
    edit_note,
    independent_origins,
    link_claims,
    new_claim,
    remove_claim,
)
from workbench.services.metadata import set_metadata
from workbench.services.review import answer_fact
from workbench.services.sources import (
    NameBook,
    add_source,
    find_sources,
    last_rationale,
    merge_sources,
    rate_source,
    resolve_source,
    source_card,
)
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Sight, Workbench

ARTICLE, OTHER = "sagara-kapal-01", "meridian-truce-01"


def claimed(bench: Workbench, foreign_id: str, *sources: str, **hop: object) -> Claim:
    """A claim by hand on the first words of an article; sources by name, one hop."""
    view = view_of(bench, foreign_id)
    book = NameBook(bench)
    hops = (Hop(tuple(book.uid(name) for name in sources), **hop),) if sources or hop else ()  # type: ignore[arg-type]
    return new_claim(bench, view, Span.of(view.text, 0, 10), hops=hops, book=book)


def colleague(bench: Workbench) -> Workbench:
    clock = Clock(70_000)
    return Workbench(bench.store, "budi", sight=Sight.ALL, now=clock.now, uid=clock.uid)


def test_a_new_chain_makes_its_sources_in_the_same_act(bench: Workbench) -> None:
    view = view_of(bench, ARTICLE)
    book = NameBook(bench)
    hops = (
        Hop((book.uid("Kantor  Berita\0 Laut", SourceKind.AGENCY),)),
        Hop((book.uid("Dewi"), book.uid("dewi")), Span.of(view.text, 0, 5), "kata"),
    )
    head = bench.store.journal.head()[0]
    claim = new_claim(
        bench, view, Span.of(view.text, 3, 30), hops=hops, book=book, restatement=" x "
    )
    assert bench.store.journal.head()[0] == head + 1
    now = again(bench, view)
    assert now.claim(claim.uid) == claim
    assert claim.restatement == "x"
    assert now.chain_of(claim).words == [view.article.outlet, "Kantor Berita Laut", "Dewi + Dewi"]
    assert is_sound(bench)


@pytest.mark.parametrize("where", ["claim", "hop"])
def test_words_that_do_not_stand_in_the_text_are_refused(bench: Workbench, where: str) -> None:
    view = view_of(bench, ARTICLE)
    right, wrong = Span.of(view.text, 0, 5), Span(0, 5, "zzzzz")
    hops = (Hop((), wrong),) if where == "hop" else ()
    head = bench.store.journal.head()
    with pytest.raises(SpanError):
        new_claim(bench, view, wrong if where == "claim" else right, hops=hops)
    assert bench.store.journal.head() == head


def test_a_name_that_is_none_is_refused_and_an_endless_one_is_cut(bench: Workbench) -> None:
    book = NameBook(bench)
    with pytest.raises(UsageError, match="needs a name"):
        book.uid(" \0 ")
    uid = book.uid("x" * 200_000)
    (change,) = book.changes()
    assert change.uid == uid
    assert len(change.after["name"]) == 300  # type: ignore[index]


def test_a_colleagues_claim_is_read_but_not_changed(bench: Workbench) -> None:
    claim = claimed(bench, ARTICLE, "Dewi")
    other = colleague(bench)
    view = view_of(other, ARTICLE)
    changes: tuple[Callable[[], Entry | None], ...] = (
        lambda: edit_claim(other, view, replace(claim, topic="x")),
        lambda: remove_claim(other, view, claim.uid),
    )
    for change in changes:
        with pytest.raises(UsageError, match="ana's"):
            change()
    assess_claim(other, view, claim.uid, credibility=6)
    assert again(other, view).assessments[0].analyst == "budi"


def test_the_origin_is_the_last_hop_else_the_credit_else_the_outlet(bench: Workbench) -> None:
    by_hop = claimed(bench, ARTICLE, "Dewi")
    plain = claimed(bench, ARTICLE)
    view = view_of(bench, ARTICLE)
    assert view.origin(by_hop).basis is OriginBasis.HOP
    assert view.origin(by_hop).words == "Dewi"
    assert view.relays == ()
    assert view.origin(plain).basis is OriginBasis.OUTLET
    assert view.origin(plain).words == view.article.outlet
    set_metadata(bench, view.number, {"outlet": ""})
    assert again(bench, view).origin(plain).basis is OriginBasis.UNKNOWN


def credited(bench: Workbench) -> ArticleView:
    """An article that credits another outlet in print."""
    for number in bench.store.articles.numbers(analyst="ana"):
        view = view_article(bench, number)
        if any(relay.is_credited and relay.outlet for relay in view.relays):
            return view
    raise AssertionError("no credit in the sample set")


def test_a_printed_credit_is_the_origin_until_it_is_rejected(bench: Workbench) -> None:
    view = credited(bench)
    claim = new_claim(bench, view, Span.of(view.text, 0, 10))
    credit = [relay for relay in view.relays if relay.is_credited][-1]
    now = again(bench, view)
    assert now.origin(claim).basis is OriginBasis.RELAY
    assert now.origin(claim).words == credit.outlet
    for fact in of_kind(view, Kind.RELAY):
        answer_fact(bench, again(bench, view), fact, Verdict.REJECTED)
    assert again(bench, view).origin(claim).basis is not OriginBasis.RELAY


def test_a_credited_outlet_and_its_own_article_count_once(bench: Workbench) -> None:
    view = credited(bench)
    credit = [relay for relay in view.relays if relay.is_credited][-1]
    relayed = new_claim(bench, view, Span.of(view.text, 0, 10))
    set_metadata(bench, view_of(bench, "bakery-court").number, {"outlet": credit.outlet})
    printed = claimed(bench, "bakery-court")
    link_claims(bench, LinkKind.SAME, relayed.uid, printed.uid)
    assert independent_origins(bench, relayed.uid) == 1


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ((("Dewi",), {}), (("Kantor",), {}), 2),
        ((("Dewi",), {}), (("DEWI",), {}), 1),
        ((("Dewi", "Kantor"), {}), (("Kantor",), {}), 1),
        ((("Dewi", "Kantor"), {}), (("Polisi",), {}), 2),
        ((("Dewi",), {}), ((), {"hop_class": HopClass.UNATTRIBUTED}), 1),
        ((("Dewi",), {}), (("sumber",), {"hop_class": HopClass.ANONYMOUS}), 1),
        (
            (("sumber a",), {"hop_class": HopClass.ANONYMOUS}),
            (("sumber b",), {"hop_class": HopClass.ANONYMOUS}),
            0,
        ),
        (((), {}), ((), {}), 2),
        ((("Dewi",), {}), ((), {}), 2),
    ],
)
def test_independent_origins_are_counted_over_linked_claims(
    bench: Workbench,
    first: tuple[tuple[str, ...], dict[str, object]],
    second: tuple[tuple[str, ...], dict[str, object]],
    count: int,
) -> None:
    one = claimed(bench, ARTICLE, *first[0], **first[1])
    other = claimed(bench, OTHER, *second[0], **second[1])
    link_claims(bench, LinkKind.CONTRADICTS, one.uid, other.uid)
    view = view_of(bench, ARTICLE)
    alone = OriginCount.of(weigh_origins([Traced(view.origin(one))], Families())).confirmed
    assert independent_origins(bench, one.uid) == alone
    link_claims(bench, LinkKind.SUPPORTS, other.uid, one.uid)
    assert independent_origins(bench, one.uid) == count


def test_merged_sources_are_one_origin(bench: Workbench) -> None:
    one, other = claimed(bench, ARTICLE, "Dewi"), claimed(bench, OTHER, "D. Lestari")
    link_claims(bench, LinkKind.SAME, one.uid, other.uid)
    assert independent_origins(bench, one.uid) == 2
    final = one.hops[0].sources[0]
    merge_sources(bench, other.hops[0].sources, final)
    assert independent_origins(bench, one.uid) == 1
    card = source_card(bench, other.hops[0].sources[0])
    assert card.source.uid == final
    assert {claim.uid for claim in card.as_origin} == {one.uid, other.uid}
    assert [source.name for source in card.merged] == ["D. Lestari"]


def test_credibility_one_needs_two_independent_origins(bench: Workbench) -> None:
    one, other = claimed(bench, ARTICLE, "Dewi"), claimed(bench, OTHER, "Kantor")
    view = view_of(bench, ARTICLE)
    with pytest.raises(UsageError, match="this claim has 1"):
        assess_claim(bench, view, one.uid, credibility=1)
    link_claims(bench, LinkKind.SAME, one.uid, other.uid)
    assess_claim(
        bench, again(bench, view), one.uid, credibility=1, likelihood=Likelihood.LIKELY,
        confidence=Confidence.LOW, rationale=" dua\0 ", blind=False,
    )  # fmt: skip
    (found,) = again(bench, view).assessments
    assert (found.credibility, found.rationale, found.blind) == (1, "dua", False)
    assess_claim(bench, again(bench, view), one.uid, credibility=4)
    (found,) = again(bench, view).assessments
    assert (found.credibility, found.likelihood) == (4, None)
    with pytest.raises(UsageError, match="no credibility"):
        assess_claim(bench, view, one.uid, credibility=7)
    with pytest.raises(UsageError, match="not of this article"):
        assess_claim(bench, view, other.uid, credibility=2)


def test_links_need_two_claims_that_are_there(bench: Workbench) -> None:
    one = claimed(bench, ARTICLE)
    with pytest.raises(UsageError):
        link_claims(bench, LinkKind.SAME, one.uid, one.uid)
    with pytest.raises(NotFoundError):
        link_claims(bench, LinkKind.SAME, one.uid, "nobody")


def test_a_claim_goes_with_what_hangs_on_it_and_comes_back_with_it(bench: Workbench) -> None:
    from workbench.services.history import undo

    one, other = claimed(bench, ARTICLE, "Dewi"), claimed(bench, OTHER, "Kantor")
    link_claims(bench, LinkKind.SAME, other.uid, one.uid)
    view = view_of(bench, ARTICLE)
    assess_claim(bench, view, one.uid, credibility=2)
    for subject, uid in ((NoteSubject.CLAIM, one.uid), (NoteSubject.HOP, f"{one.uid}/0")):
        add_note(bench, subject, uid, "siapa?")
    full = again(bench, view)
    assert (len(full.links), len(full.assessments), len(full.notes)) == (1, 1, 2)
    remove_claim(bench, full, one.uid)
    bare = again(bench, view)
    assert (bare.claims, bare.links, bare.assessments, bare.notes) == ((), (), (), ())
    undo(bench)
    assert again(bench, view) == full
    assert is_sound(bench)


def test_notes_are_written_changed_and_taken_out(bench: Workbench) -> None:
    view = view_of(bench, ARTICLE)
    span = Span.of(view.text, 2, 9)
    note = add_note(bench, NoteSubject.ARTICLE, view.article.uid, " cek\0 ", span=span)
    assert again(bench, view).notes == (note,)
    assert (note.words, note.span) == ("cek", span)
    edit_note(bench, note, "sudah")
    (edited,) = again(bench, view).notes
    assert edited.words == "sudah"
    edit_note(bench, edited, "  ")
    assert again(bench, view).notes == ()
    with pytest.raises(UsageError):
        add_note(bench, NoteSubject.ARTICLE, view.article.uid, " \n ")


def test_sources_are_found_named_rated_and_merged_with_care(bench: Workbench) -> None:
    dewi = add_source(bench, "Dewi Lestari", aliases=["Bu Dewi"], country="id")
    with pytest.raises(UsageError, match="there already"):
        add_source(bench, "bu  dewi")
    assert resolve_source(bench, "DEWI LESTARI").uid == dewi.uid
    assert resolve_source(bench, dewi.uid[:35]).uid == dewi.uid
    with pytest.raises(NotFoundError, match="Nearest: Dewi Lestari"):
        resolve_source(bench, "Dewi Lestary")
    assert find_sources(bench, "lestari")[0].source.uid == dewi.uid
    rate_source(bench, dewi.uid, " b ", "dikenal")
    assert last_rationale(bench, dewi.uid) == "dikenal"
    with pytest.raises(UsageError):
        rate_source(bench, dewi.uid, "G", "")
    other = add_source(bench, "Dewi L.")
    for uids, into in (([dewi.uid], dewi.uid),):
        with pytest.raises(UsageError, match="into itself"):
            merge_sources(bench, uids, into)
    merge_sources(bench, [other.uid], dewi.uid)
    with pytest.raises(UsageError, match="itself merged"):
        merge_sources(bench, [dewi.uid], other.uid)
    assert find_sources(bench, "Dewi L.")[0].source.uid == dewi.uid
