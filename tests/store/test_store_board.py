"""The claim board in the database: its orders, its pages by keyset, who sees what."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from store_cases import AT, TEXT, apply, keep_facts, making, new_article, source, uid

from workbench.domain.article import ArticleState, ReadingState
from workbench.domain.claim import Assessment, Claim, Hop, HopClass, Link, LinkKind, Mode
from workbench.domain.fact import Fact, Kind, Quote
from workbench.domain.filter import ClaimSort
from workbench.domain.filter.fields import CLAIM_FIELDS
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.relay import RelayJudgement, RelayKind, RelayStatus
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.verbs.claims import BOARD_PAGE, BoardKey, BoardQuery

if TYPE_CHECKING:
    from workbench.verbs.store import Store

PAPER = source("Antara", SourceKind.AGENCY)
PEOPLE = [source(name) for name in ("Zainab", "Budi", "Citra")]


def claim(
    name: str, article: str, *, analyst: str = "ana", topic: str = "", **hop: object
) -> Claim:
    hops = (Hop(**hop),) if hop else ()  # type: ignore[arg-type]
    span = Span.of(TEXT, 0, 5)
    return Claim(uid(name), uid(article), analyst, span, topic=topic, hops=hops)


MADE = [
    claim("a", "late", topic="Beras", sources=(PEOPLE[0].uid,)),
    claim("b", "early", topic="air", sources=(PEOPLE[1].uid, PEOPLE[2].uid)),
    claim("c", "late"),
    claim("d", "undated", hop_class=HopClass.UNATTRIBUTED),
    claim("e", "early", topic="air", sources=(PEOPLE[2].uid,), hop_class=HopClass.ANONYMOUS),
    claim("f", "undated"),
    claim("g", "early", analyst="budi", topic="Cuaca", sources=(PEOPLE[2].uid,)),
]
A, B, C, D, E, F, G = (one.uid for one in MADE)


@pytest.fixture
def filled(store: Store) -> Store:
    store.articles.add(
        [
            new_article("early", outlet=PAPER.uid, published="2020-01-09"),
            new_article("late", TEXT + ".", outlet=PAPER.uid, published="2021-05-01"),
            new_article("undated", TEXT + "!"),
        ],
        [PAPER],
        analyst="ana",
        at=AT,
    )
    for person in PEOPLE:
        apply(store, making("source", person))
    for one in MADE:
        apply(store, making("claim", one), analyst=one.analyst)
    for name, credibility in ((C, 6), (A, 4), (E, 2)):
        apply(store, making("assessment", Assessment(name, "ana", credibility)))
    apply(store, making("assessment", Assessment(B, "budi", 1)), analyst="budi")
    return store


def board(store: Store, words: str = "", analyst: str = "ana", **asked: object) -> list[str]:
    query = BoardQuery(analyst, parse_filter(words, CLAIM_FIELDS), **asked)  # type: ignore[arg-type]
    return [one.uid for one in store.claims.page(query, limit=100).claims]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (ClaimSort.NEWEST, [G, F, E, D, C, B, A]),
        (ClaimSort.DATE, [C, A, G, E, B, F, D]),
        (ClaimSort.TOPIC, [E, B, A, G, F, D, C]),
        (ClaimSort.SOURCE, [C, B, G, E, A, F, D]),
        (ClaimSort.CREDIBILITY, [E, A, C, G, F, D, B]),
        (ClaimSort.ORIGINS, [G, C, B, A, E, F, D]),
    ],
)
def test_claims_stand_in_the_order_that_is_asked_for(
    filled: Store, sort: ClaimSort, order: list[str]
) -> None:
    assert board(filled, sort=sort) == order


def test_linked_claims_weigh_by_what_stands_behind_them(filled: Store) -> None:
    weights = {D: 30, E: 21, "gone": 9}
    assert board(filled, sort=ClaimSort.ORIGINS, weights=weights)[-1] == D, "nothing links them"
    apply(filled, making("link", Link(uid("l"), "ana", LinkKind.SAME, D, E)))
    assert board(filled, sort=ClaimSort.ORIGINS, weights=weights)[:2] == [D, E]


@pytest.mark.parametrize("sort", list(ClaimSort))
def test_pages_by_keyset_are_the_whole_order_and_places_agree(
    filled: Store, sort: ClaimSort
) -> None:
    more = [
        replace(MADE[at % 7], uid=uid(f"more{at}"), topic=MADE[at % 5].topic) for at in range(150)
    ]
    apply(filled, *(making("claim", one) for one in more if one.analyst == "ana"))
    query = BoardQuery("ana", sort=sort)
    whole = board(filled, sort=sort)[:100]
    total = filled.claims.outline(query).total
    assert total > 2 * BOARD_PAGE
    walked: list[str] = []
    start: BoardKey | None = None
    for step in count():
        page = filled.claims.page(query, start=start, limit=BOARD_PAGE)
        outline = filled.claims.outline(query)
        walked += [one.uid for one in page.claims]
        if start is not None:
            assert outline.anchors[step] == start
        start = page.following
        if start is None:
            break
    assert len(walked) == len(set(walked)) == total
    assert walked[:100] == whole
    assert len(outline.anchors) == -(-total // BOARD_PAGE)
    for place in (0, 1, 63, 64, 100, total - 1):
        assert filled.claims.place(walked[place], query) == place
    assert filled.claims.place(uid("none"), query) is None


def test_an_empty_board_has_no_anchor(filled: Store) -> None:
    query = BoardQuery("ana", parse_filter("topic:xyz", CLAIM_FIELDS))
    assert filled.claims.outline(query).total == 0
    assert filled.claims.page(query, limit=5).claims == ()
    assert filled.claims.place(A, query) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("date:2020", {B, E, G}),
        ("date:>=2021", {A, C}),
        ("credibility:4", {A}),
        ("credibility:6", {C}),
        ("credibility:>=2", {A, E}),
        ("credibility:<=6", {A, E}),
        ("credibility:none", {B, D, F, G}),
        ("origin:citra", {B, E, G}),
        ("origin:antara", {C}),
        ("links:>=1", {A, B, C}),
        ("links:2", {A}),
        ("linked:same", {A, B}),
        ("linked:contradicts", {A, C}),
        ("-linked:contradicts topic:air", {B, E}),
        ("source:zainab date:2021", {A}),
    ],
)
def test_filters_reach_dates_origins_judgements_and_links(
    filled: Store, words: str, found: set[str]
) -> None:
    apply(filled, making("link", Link(uid("l1"), "ana", LinkKind.SAME, A, B)))
    apply(filled, making("link", Link(uid("l2"), "ana", LinkKind.CONTRADICTS, C, A)))
    assert set(board(filled, words)) == found


def test_an_outlet_that_credits_another_is_no_origin(filled: Store) -> None:
    assert set(board(filled, "origin:antara")) == {C}
    relay = RelayJudgement(
        uid("r"), uid("late"), "ana", RelayKind.RELAYS, RelayStatus.CONFIRMED, outlet="Pos"
    )
    apply(filled, making("relay", relay))
    assert board(filled, "origin:antara") == []


def test_colleagues_claims_are_left_out_until_ones_own_judgement_stands(filled: Store) -> None:
    quote = Fact(Kind.QUOTE, Span.of(TEXT, 0, 5), Quote(Mode.DIRECT), 0.5, "r", "w", "t 1")
    number = filled.articles.resolve(uid("early"))
    keep_facts(filled, [(number, "t 1", "id", "", [quote])])
    assert G not in board(filled, viewer="ana")
    assert G in board(filled)
    assert set(board(filled, analyst="budi", viewer="budi")) == {G, A, C, D, F}
    assert filled.judged.hidden_among([G, A, F], analyst="ana") == {G}
    for who in ("ana", "budi", "citra"):
        seen = set(board(filled, analyst=who, viewer=who))
        assert filled.judged.hidden_claims(who) == set(board(filled, analyst=who)) - seen
    state = ArticleState(uid("early"), "ana", ReadingState.SET_ASIDE, "lain kali")
    apply(filled, making("state", state))
    assert G in board(filled, viewer="ana")
    assert G not in board(filled, hides_colleagues=True)
    assert filled.judged.hidden_among([G], analyst="ana") == set()
    assert filled.judged.hidden_claims("ana") == set()
    assert filled.judged.hidden_claims("citra")
