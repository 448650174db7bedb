"""Claims with their chains, what hangs on them, and the filters that choose among them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from file_cases import SqliteFile
from store_cases import (
    AT,
    TEXT,
    apply,
    changing,
    claim,
    keep_facts,
    making,
    new_article,
    source,
    take_back,
    uid,
)

from workbench.domain.claim import (
    Assessment,
    Claim,
    ClaimState,
    Confidence,
    Hop,
    HopClass,
    Likelihood,
    Link,
    LinkKind,
    Mode,
)
from workbench.domain.fact import Fact, Kind, Quote
from workbench.domain.filter import ClaimSort
from workbench.domain.filter.fields import CLAIM_FIELDS
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.journal import Change
from workbench.domain.note import Note, NoteSubject
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.errors import ConflictError, DataError, NotFoundError, UsageError
from workbench.verbs.claims import BoardQuery

if TYPE_CHECKING:
    from workbench.verbs.store import Store

OTHER = "Banjir di pasar.\nPolisi berkata, “Air sudah surut.”"
ANTARA = source("Antara", SourceKind.AGENCY)
DEWI = source("Dewi", aliases=("Bu Dewi",))
KANTOR = source("Kantor")


def words(text: str, exact: str) -> Span:
    return Span.of(text, text.index(exact), text.index(exact) + len(exact))


def board(
    store: Store,
    words: str = "",
    *,
    sort: ClaimSort = ClaimSort.NEWEST,
    limit: int = 100,
    **asked: Any,
) -> list[Claim]:
    """What the board has, in its order."""
    query = BoardQuery("ana", parse_filter(words, CLAIM_FIELDS), sort, **asked)
    return list(store.claims.page(query, limit=limit).claims)


@pytest.fixture
def filled(store: Store) -> Store:
    first = new_article("one", TEXT, outlet=ANTARA.uid)
    second = replace(
        new_article("two", OTHER), metadata=replace(new_article("two").metadata, lang="en")
    )
    store.articles.add([first, second], [ANTARA], analyst="ana", at=AT)
    apply(store, making("source", DEWI), making("source", KANTOR))
    for one in (MINE, THEIRS, FLOOD):
        apply(store, making("claim", one), analyst=one.analyst)
    return store


MINE = replace(
    claim("mine", hops=(Hop((KANTOR.uid,)), Hop((DEWI.uid,), words(TEXT, "Dewi"), "kata"))),
    topic="Kapal 100%",
    state=ClaimState.DONE,
)
THEIRS = replace(claim("theirs"), analyst="budi", restatement="", topic="cuaca")
FLOOD = Claim(
    uid("flood"), uid("two"), "ana", words(OTHER, "Air sudah surut"), restatement="Banjir surut."
)


def test_claims_are_read_one_by_one_together_and_by_article(filled: Store) -> None:
    assert filled.claims.get(MINE.uid) == MINE
    assert filled.claims.many([FLOOD.uid, uid("none"), MINE.uid]) == [FLOOD, MINE]
    assert filled.claims.many([]) == []
    assert sorted(filled.claims.of_article(1), key=lambda c: c.uid) == sorted(
        [MINE, THEIRS], key=lambda c: c.uid
    )
    assert filled.claims.of_article(99) == []
    with pytest.raises(NotFoundError):
        filled.claims.get(uid("none"))


def test_a_thousand_claims_are_read_in_the_order_asked_for(filled: Store) -> None:
    many = [replace(FLOOD, uid=uid(f"n{n}"), topic=str(n)) for n in range(1001)]
    apply(filled, *(making("claim", one) for one in many))
    assert filled.claims.many([one.uid for one in reversed(many)]) == many[::-1]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ("", [FLOOD, MINE, THEIRS]),
        ("article:1", [MINE, THEIRS]),
        ("article:#2", [FLOOD]),
        ("article:>=2", [FLOOD]),
        ("analyst:budi", [THEIRS]),
        ("-analyst:budi", [FLOOD, MINE]),
        ("topic:100%", [MINE]),
        ("topic:%", [MINE]),
        ("topic:*0%", [MINE]),
        ("topic:0*", []),
        ("state:done", [MINE]),
        ("state:draft lang:id", [THEIRS]),
        ("outlet:antara", [MINE, THEIRS]),
        ("-outlet:antara", [FLOOD]),
        ("lang:en", [FLOOD]),
        ("text:surut", [FLOOD]),
        ("banjir", [FLOOD]),
        ("text:kapal", [MINE]),
        ("source:dewi", [MINE]),
        ('source:"bu dewi"', [MINE]),
        ("source:kantor", [MINE]),
        ("-source:dewi", [FLOOD, THEIRS]),
        ("source:antara", []),
        ("origin:dewi", [MINE]),
        ("origin:kantor", []),
        ("origin:antara", [THEIRS]),
        ("date:>=2000", []),
        ("credibility:none", [FLOOD, MINE, THEIRS]),
        ("links:>=1", []),
        ("-linked:same", [FLOOD, MINE, THEIRS]),
        ("source:'", []),
    ],
)
def test_filters_choose_claims(filled: Store, chosen: str, found: list[Claim]) -> None:
    matching = board(filled, chosen)
    assert sorted(one.uid for one in matching) == sorted(one.uid for one in found)
    assert matching == [one for one in (FLOOD, THEIRS, MINE) if one in found], "recorded last first"
    assert board(filled, chosen, limit=1) == matching[:1]


def test_a_source_filter_follows_merges(filled: Store) -> None:
    sarah = source("Sarah")
    apply(filled, making("source", sarah))
    apply(filled, changing("source", DEWI, replace(DEWI, same_as=KANTOR.uid)))
    apply(filled, changing("source", KANTOR, replace(KANTOR, same_as=sarah.uid)))
    assert board(filled, "source:sarah") == [MINE]
    assert board(filled, "source:dewi") == [MINE]
    assert board(filled, "origin:sarah") == [MINE]


def test_an_unknown_field_or_number_is_refused(filled: Store) -> None:
    with pytest.raises(UsageError):
        board(filled, "article:x")
    with pytest.raises(UsageError):
        board(filled, "linked:somehow")
    with pytest.raises(UsageError):
        board(filled, "credibility:high")


@pytest.mark.parametrize(
    "wrong",
    [
        replace(MINE, uid=uid("w"), span=Span(0, 5, "Perah")),
        replace(MINE, uid=uid("w"), span=Span(len(TEXT), len(TEXT) + 2, "xx")),
        replace(MINE, uid=uid("w"), hops=(Hop((DEWI.uid,), Span(0, 4, "Dewi")),)),
        replace(MINE, uid=uid("w"), article=uid("none")),
    ],
)
def test_words_that_do_not_stand_there_are_refused(filled: Store, wrong: Claim) -> None:
    head = filled.journal.head()
    with pytest.raises(DataError):
        apply(filled, making("claim", wrong))
    assert filled.journal.head() == head


def test_a_hop_cannot_name_a_source_that_is_not_there(filled: Store) -> None:
    ghost = replace(MINE, uid=uid("ghost"), hops=(Hop((uid("nobody"),)),))
    with pytest.raises(ConflictError, match="not there any more"):
        apply(filled, making("claim", ghost))


def test_a_chain_is_shortened_lengthened_and_taken_back(filled: Store) -> None:
    shorter = replace(MINE, hops=(Hop((), None, "", Mode.OBSERVED, HopClass.ANONYMOUS),))
    longer = replace(MINE, hops=(*MINE.hops, Hop((DEWI.uid, KANTOR.uid)), *MINE.hops))
    apply(filled, changing("claim", MINE, shorter))
    apply(filled, changing("claim", shorter, longer))
    assert filled.claims.get(MINE.uid) == longer
    assert filled.claims.get(MINE.uid).version == 3
    for expected in (shorter, MINE):
        target = filled.journal.to_undo("ana")
        assert target
        take_back(filled, target, op="undo")
        assert filled.claims.get(MINE.uid) == expected
    assert list(filled.proof.problems()) == []


def test_assessments_belong_to_their_analysts(filled: Store) -> None:
    mine = Assessment(
        MINE.uid, "ana", 2, Likelihood.LIKELY, Confidence.HIGH, "dua saksi", blind=False
    )
    theirs = Assessment(MINE.uid, "budi: x", 6)
    apply(filled, making("assessment", theirs), making("assessment", mine))
    assert filled.claims.assessments([MINE.uid, THEIRS.uid]) == [mine, theirs]
    better = replace(mine, credibility=3, likelihood=None)
    apply(filled, changing("assessment", mine, better))
    assert filled.claims.assessments([MINE.uid]) == [better, theirs]
    with pytest.raises(ConflictError, match="used by something"):
        apply(filled, Change("claim", MINE.uid, MINE.to_record(), None))
    with pytest.raises(DataError):
        apply(filled, making("assessment", Assessment(THEIRS.uid, "ana", 7)))


def test_links_are_seen_from_both_ends(filled: Store) -> None:
    link = Link(uid("l"), "ana", LinkKind.SUPPORTS, MINE.uid, FLOOD.uid)
    apply(filled, making("link", link))
    assert filled.claims.links([MINE.uid]) == filled.claims.links([FLOOD.uid]) == [link]
    assert filled.claims.links([MINE.uid, FLOOD.uid]) == [link]
    assert filled.claims.links([THEIRS.uid]) == []
    with pytest.raises(DataError):
        apply(filled, making("link", replace(link, uid=uid("l2"), other=MINE.uid)))


def test_notes_stand_on_articles_spans_claims_hops_and_sources(filled: Store) -> None:
    def note(name: str, subject: NoteSubject, on: str, span: Span | None = None) -> Note:
        return Note(uid(name), "ana", subject, on, f"catatan {name}", AT, span)

    notes = [
        note("n1", NoteSubject.ARTICLE, uid("one")),
        note("n2", NoteSubject.ARTICLE, uid("one"), Span.of(TEXT, 0, 11, ((0, 5), (6, 11)))),
        note("n3", NoteSubject.CLAIM, MINE.uid),
        note("n4", NoteSubject.HOP, f"{MINE.uid}/1"),
        note("n5", NoteSubject.SOURCE, DEWI.uid),
    ]
    apply(filled, *(making("note", one) for one in notes))
    found = filled.notes.on([uid("one"), MINE.uid, f"{MINE.uid}/1", DEWI.uid])
    assert sorted(found, key=lambda n: n.uid) == sorted(notes, key=lambda n: n.uid)
    assert filled.notes.on([DEWI.uid]) == [notes[4]]
    edited = replace(notes[1], words="lain")
    apply(filled, changing("note", notes[1], edited))
    assert edited in filled.notes.on([uid("one")])
    wrong = note("n6", NoteSubject.ARTICLE, uid("one"), Span(0, 5, "Perah"))
    with pytest.raises(DataError):
        apply(filled, making("note", wrong))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kapal karam", [MINE]),
        ("kap*", [MINE]),
        ("SEMBILAN", [THEIRS, MINE]),
        ("surut banjir", [FLOOD]),
        ("tidakada", []),
        ("", []),
    ],
)
def test_words_in_claims_are_found_the_last_recorded_first(
    filled: Store, words: str, found: list[Claim]
) -> None:
    hits = filled.claim_search.find(words)
    assert [hit.uid for hit in hits] == [one.uid for one in found]
    for hit in hits:
        assert hit.words.exact in getattr(filled.claims.get(hit.uid), hit.part, TEXT + OTHER)


def test_the_index_of_claims_follows_them(filled: Store) -> None:
    edited = replace(MINE, restatement="Kitab Qurʾan di 北京市.", note="catatan")
    apply(filled, changing("claim", MINE, edited))
    for words in ("quran", "qur'an", "北京", "京市", "catatan"):
        assert [hit.uid for hit in filled.claim_search.find(words)] == [MINE.uid], words
    assert filled.claim_search.find("karam") == []
    apply(filled, Change("claim", edited.uid, edited.to_record(), None))
    assert filled.claim_search.find("catatan") == []
    assert not [one for one in filled.proof.problems() if "search" in one]


def test_the_index_of_claims_is_proved_and_made_anew(filled: Store, only_file: SqliteFile) -> None:
    only_file.damage(filled.place.file, "DELETE FROM claim_words_docsize")
    assert [one for one in filled.proof.problems() if "search does not know it" in one]
    filled.proof.rebuilding.search()
    assert not [one for one in filled.proof.problems() if "search" in one]
    assert [hit.uid for hit in filled.claim_search.find("surut")] == [FLOOD.uid]


def test_colleagues_claims_are_found_once_ones_own_judgement_stands(filled: Store) -> None:
    apply(filled, making("claim", replace(FLOOD, uid=uid("budis"), analyst="budi")), analyst="budi")
    seen = {hit.analyst for hit in filled.claim_search.find("banjir", viewer="ana")}
    assert seen == {"ana", "budi"}, "no question is open"
    run = Fact(Kind.QUOTE, Span.of(OTHER, 0, 6), Quote(Mode.DIRECT), 0.9, "r", "w", "x 1")
    keep_facts(filled, [(2, "x", "id", "", [run])])
    seen = {hit.analyst for hit in filled.claim_search.find("banjir", viewer="ana")}
    assert seen == {"ana"}
    assert len(filled.claim_search.find("banjir")) == 2


def test_claims_are_found_by_notes_on_them_as_far_as_those_may_be_seen(filled: Store) -> None:
    for name, analyst, subject in (
        ("a", "ana", (NoteSubject.CLAIM, MINE.uid)),
        ("b", "budi", (NoteSubject.CLAIM, FLOOD.uid)),
        ("c", "ana", (NoteSubject.HOP, f"{MINE.uid}/1")),
        ("d", "ana", (NoteSubject.SOURCE, DEWI.uid)),
    ):
        note = Note(uid(f"note {name}"), analyst, *subject, f"Catatan {name}: tanya Qurʾan.", AT)
        apply(filled, making("note", note), analyst=analyst)
    seen = {hit.uid for hit in filled.claim_search.find("quran tanya", viewer="ana")}
    assert seen == {MINE.uid, FLOOD.uid}, "no question is open"
    run = Fact(Kind.QUOTE, Span.of(OTHER, 0, 6), Quote(Mode.DIRECT), 0.9, "r", "w", "x 1")
    keep_facts(filled, [(2, "x", "id", "", [run])])
    assert [hit.uid for hit in filled.claim_search.find("quran tanya", viewer="ana")] == [MINE.uid]
    assert {hit.uid for hit in filled.claim_search.find("quran")} == {MINE.uid, FLOOD.uid}
    (hit,) = filled.claim_search.find("catatan b", limit=5)
    assert (hit.uid, hit.part, hit.words.exact) == (FLOOD.uid, "note", "Catatan")
    assert filled.claim_search.find("quran x") == []
