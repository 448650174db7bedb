"""Facts come back as they were found; decisions outlive what the machine says next."""

from __future__ import annotations

import json
import tracemalloc
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from file_cases import SqliteFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_cases import AT, TEXT, apply, changing, keep_facts, making, new_article, take_back, uid

from workbench.domain.claim import Assertion, Factuality, Mode
from workbench.domain.decision import Decision, Verdict
from workbench.domain.descent import Descent
from workbench.domain.fact import (
    Credit,
    Event,
    Fact,
    Kind,
    Name,
    Quantity,
    Quote,
    Speaker,
    SpeakerClass,
    Time,
)
from workbench.domain.relay import Relay, RelayBasis, RelayJudgement, RelayKind, RelayStatus
from workbench.domain.span import Span
from workbench.extract import EXTRACTOR, extract
from workbench.stored.packed import DICTIONARY, opened, pack, unpack

if TYPE_CHECKING:
    from workbench.verbs.store import Store

WIRE = Path(__file__).resolve().parents[2] / "sample_data" / "articles" / "wire.jsonl"
WORDS = "Sembilan orang selamat"


def quote(text: str = TEXT, words: str = WORDS, **fields: object) -> Fact:
    start = text.index(words)
    fact = Fact(
        Kind.QUOTE,
        Span.of(text, start, start + len(words)),
        Quote(Mode.DIRECT),
        0.5,
        "r",
        "w",
        "t 1",
    )
    return replace(fact, **fields)  # type: ignore[arg-type]


def answer(fact: Fact, verdict: Verdict, analyst: str = "ana") -> Decision:
    return Decision.on(fact, article=uid("one"), analyst=analyst, verdict=verdict)


def is_told_as_it_is_read(store: Store, number: int, found: list[Fact]) -> bool:
    """Whether facts are told as writing each of them gives it."""
    told = store.facts.told(number)
    assert told
    assert len(told.all) == len(found)
    read = [
        (one.id, one.span.start, one.span.end, one.is_question, compact(one.to_record()))
        for one in found
    ]
    credits = [one for one in found if one.kind is Kind.RELAY]
    return (list(map(tuple, told.all)), told.credits) == (read, credits)


def compact(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def test_what_the_extractor_finds_in_the_sample_set_comes_back(store: Store) -> None:
    documents = [json.loads(line) for line in WIRE.read_text("utf-8").splitlines()]
    new = [replace(new_article(d["id"], d["text"]), sketch=()) for d in documents]
    added = store.articles.add(new, [], analyst="ana", at=AT)
    runs = [
        (one.number, EXTRACTOR, d.get("lang", ""), "2020-01-09",
         extract(d["text"], lang=d.get("lang", ""), anchor="2020-01-09", anchor_basis="page"))
        for one, d in zip(added, documents, strict=True) if one.is_new
    ]  # fmt: skip
    keep_facts(store, runs)
    kinds = set()
    for number, _, _, _, facts in runs:
        assert store.facts.of_article(number) == facts
        assert is_told_as_it_is_read(store, number, facts)
        row = store.articles.row(number, analyst="ana")
        assert row.facts == len(facts)
        assert row.questions == len({fact.id for fact in facts if fact.is_question})
        assert row.relayed == any(fact.kind is Kind.RELAY for fact in facts)
        kinds |= {fact.kind for fact in facts}
    assert kinds >= {Kind.QUOTE, Kind.TIME, Kind.QUANTITY, Kind.PERSON, Kind.PLACE}


def spans() -> st.SearchStrategy[Span]:
    length = len(TEXT)
    whole = st.tuples(st.integers(0, length - 1), st.integers(1, length)).filter(
        lambda pair: pair[0] < pair[1]
    )
    return whole.map(lambda pair: Span.of(TEXT, *pair))


def facts() -> st.SearchStrategy[Fact]:
    word = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
    none = st.none()
    speaker = st.builds(
        Speaker, spans(), none | word, st.lists(word, max_size=2).map(tuple),
        st.sampled_from(SpeakerClass), st.sampled_from(Factuality), st.floats(0, 1),
        assertion=st.sampled_from(Assertion),
    )  # fmt: skip
    chosen: dict[Kind, st.SearchStrategy[object]] = {
        Kind.QUOTE: st.builds(
            Quote, st.sampled_from(Mode), none | spans(), none | speaker,
            st.lists(speaker, max_size=3).map(tuple),
        ),
        Kind.TIME: st.builds(Time, none | word, none | word, resolved=st.booleans()),
        Kind.QUANTITY: st.builds(
            Quantity, none | st.floats(allow_nan=False, allow_infinity=False),
            unit=none | word, pair=none | spans(),
        ),
        Kind.PLACE: st.builds(Name, word, country=none | word),
        Kind.EVENT: st.builds(
            Event, spans(), none | spans(), asserter=none | speaker, check=st.floats(0, 1)
        ),
        Kind.RELAY: st.builds(
            Credit, word, word, st.sampled_from(["article", "paragraph", "statement"]),
            none | st.tuples(st.integers(0, 99), st.integers(0, 99)), joint=st.booleans(),
        ),
    }  # fmt: skip
    return st.sampled_from(sorted(chosen)).flatmap(
        lambda kind: st.builds(
            Fact, st.just(kind), spans(), chosen[kind], st.floats(0, 1), word, word, word
        )
    )


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(facts(), max_size=5))
def test_any_facts_come_back(store: Store, found: list[Fact]) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    keep_facts(store, [(1, "test 1", "id", "", found)])
    assert store.facts.of_article(1) == found
    assert is_told_as_it_is_read(store, 1, found)


def test_a_zero_is_told_with_its_sign(store: Store) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    span = Span.of(TEXT, 0, 5)
    zeros = [
        Fact(Kind.QUANTITY, span, Quantity(value), 0.5, "r", "w", "test 1") for value in (0.0, -0.0)
    ]
    for found in (zeros, zeros[::-1]):
        keep_facts(store, [(1, "test 1", "id", "", found)])
        assert is_told_as_it_is_read(store, 1, found)


def test_a_span_in_pieces_comes_back(store: Store) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    pieces = quote(span=Span.of(TEXT, 0, 11, ((0, 5), (6, 11))))
    keep_facts(store, [(1, "test 1", "id", "", [pieces])])
    assert store.facts.of_article(1) == [pieces]
    assert is_told_as_it_is_read(store, 1, [pieces])


def test_the_dictionary_that_facts_were_written_with_stays() -> None:
    assert sha256(DICTIONARY.read_bytes()).hexdigest() == (
        "66041914080294212f51ce2a993de6e1720949318694f9d37fd50945ed73280f"
    )


def test_facts_that_were_kept_before_there_was_a_dictionary_are_read() -> None:
    kept = (
        '[{"kind":"quote","start":52,"end":21,"score":0.5,"rule":"r","reason":"w","attributes":'
        '{"mode":"direct","hops":[]}},{"kind":"person","start":69,"end":4,"score":0.5,"rule":"r",'
        '"reason":"w","attributes":{"name":"Tika"}}]'
    )
    text = f"{'.' * 52}Sembilan orang selamat"
    first, second = unpack(zlib.compress(kept.encode()), "t 1", text)
    assert (first.kind, first.span, first.extractor) == (
        Kind.QUOTE, Span(52, 73, "Sembilan orang selama"), "t 1",
    )  # fmt: skip
    assert (second.span.start, second.span.exact) == (69, "lama")
    assert second.attributes == Name("Tika")


def test_documents_of_facts_are_small_and_cannot_be_cut() -> None:
    text = "".join(json.loads(line)["text"] for line in WIRE.read_text("utf-8").splitlines())
    facts = extract(text, lang="id", anchor="2020-01-09", anchor_basis="page")
    document = pack(facts, extractor=EXTRACTOR, lang="id", anchor="2020-01-09").document
    assert unpack(document, EXTRACTOR, text) == facts
    assert len(document) < 0.45 * len(text.encode())
    with pytest.raises(zlib.error):
        opened(document[:-8], len(text))


def test_a_document_that_grows_beyond_what_a_text_holds_is_damage() -> None:
    packer = zlib.compressobj(9)
    overgrown = packer.compress(b"[" + b" " * 20_000_000 + b"]") + packer.flush()
    tracemalloc.start()
    try:
        with pytest.raises(zlib.error, match="overgrown"):
            opened(overgrown, 1_000)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert json.loads(opened(overgrown, 100_000)) == []


def test_the_stored_document_holds_no_words_of_the_text(
    store: Store, only_file: SqliteFile
) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    keep_facts(store, [(1, "test 1", "id", "", [quote()])])
    with only_file.by_hand(store.place.file) as connection:
        (document,) = connection.execute("SELECT document FROM extraction").fetchone()
    assert WORDS not in opened(document, len(TEXT)).decode()


def test_facts_of_what_was_never_extracted_are_none(store: Store) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    assert store.facts.of_article(1) == []
    assert store.facts.of_article(99) == []


def test_only_missing_and_outdated_facts_are_stale(store: Store) -> None:
    new = [replace(new_article(f"a{n}", f"Teks {n}."), sketch=()) for n in range(4)]
    store.articles.add(new, [], analyst="ana", at=AT)
    keep_facts(store, [(1, "now 2", "id", "", []), (2, "old 1", "id", "", [])])
    assert store.facts.stale("now 2", [1, 2, 3, 3, 99]) == [2, 3]
    assert store.facts.stale("now 2", []) == []


@pytest.mark.parametrize("verdict", Verdict)
def test_a_decision_closes_a_question_for_its_analyst_only(store: Store, verdict: Verdict) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    keep_facts(store, [(1, "test 1", "id", "", [quote()])])
    decision = answer(quote(), verdict)
    apply(store, making("decision", decision))
    assert store.decisions.of_article(1) == [decision]
    assert store.articles.row(1, analyst="ana").questions == int(not verdict.is_answer)
    assert store.articles.row(1, analyst="budi").questions == 1
    found = store.articles.with_open_questions(analyst="ana")
    assert found == (None if verdict.is_answer else 1)


def test_a_decision_outlives_another_extraction(store: Store) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    keep_facts(store, [(1, "test 1", "id", "", [quote(), quote(words="Dua lainnya")])])
    decision = answer(quote(), Verdict.REJECTED)
    apply(store, making("decision", decision))
    again = [quote(score=0.9, rule="better", extractor="test 2"), quote(words="hilang")]
    keep_facts(store, [(1, "test 2", "id", "", again)])
    assert store.facts.of_article(1) == again
    assert store.decisions.of_article(1) == [decision]
    assert store.articles.row(1, analyst="ana").questions == 1
    keep_facts(store, [(1, "test 3", "id", "", [])])
    assert store.decisions.of_article(1) == [decision]
    assert store.articles.row(1, analyst="ana").questions == 0
    keep_facts(store, [(1, "test 1", "id", "", [quote()])])
    assert store.articles.row(1, analyst="ana").questions == 0


def test_a_decision_is_changed_and_taken_back(store: Store) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    first, second = answer(quote(), Verdict.UNSURE), answer(quote(), Verdict.REJECTED)
    colleague = answer(quote(), Verdict.ACCEPTED, "budi: x")
    apply(store, making("decision", first), making("decision", colleague))
    apply(store, changing("decision", first, second))
    assert store.decisions.of_article(1) == [second, colleague]
    target = store.journal.to_undo("ana")
    assert target
    take_back(store, target, op="undo")
    assert store.decisions.of_article(1) == [first, colleague]
    assert list(store.proof.problems()) == []


CREDITED = Fact(
    Kind.RELAY, Span.of(TEXT, 0, 5), Credit("Antara", "implicit_reference"), 0.9, "r", "w", "t 1"
)
LIKE = Relay(
    RelayKind.NEAR_DUPLICATE, RelayBasis.SIMILARITY, RelayStatus.SUGGESTED, article="x", score=0.8
)


def judged(
    analyst: str, status: RelayStatus, *, outlet: str = "", other: str = ""
) -> RelayJudgement:
    return RelayJudgement(
        uid(f"{analyst}{other}{outlet}"),
        uid("one"),
        analyst,
        RelayKind.RELAYS,
        status,
        outlet,
        other,
    )


@pytest.mark.parametrize(
    ("verdicts", "status", "counts"),
    [
        ({}, RelayStatus.SUGGESTED, True),
        ({"ana": Verdict.ACCEPTED}, RelayStatus.CONFIRMED, True),
        ({"ana": Verdict.CORRECTED}, RelayStatus.CONFIRMED, True),
        ({"ana": Verdict.REJECTED}, RelayStatus.REJECTED, False),
        ({"ana": Verdict.SKIPPED}, RelayStatus.SUGGESTED, True),
        ({"budi": Verdict.ACCEPTED}, RelayStatus.CONFIRMED, True),
        ({"ana": Verdict.REJECTED, "budi": Verdict.ACCEPTED}, RelayStatus.REJECTED, False),
        ({"ana": Verdict.UNSURE, "budi": Verdict.ACCEPTED}, RelayStatus.CONFIRMED, True),
    ],
)
def test_a_printed_credit_stands_as_the_analyst_or_a_colleague_answered(
    verdicts: dict[str, Verdict], status: RelayStatus, counts: bool
) -> None:
    decisions = [answer(CREDITED, verdict, analyst) for analyst, verdict in verdicts.items()]
    for order in (decisions, decisions[::-1]):
        (relay,) = Descent([CREDITED, quote()], order).relays_seen_by("ana")
        assert (relay.outlet, relay.status, relay.is_credited) == ("Antara", status, counts)
        assert relay.span == CREDITED.span


def test_likenesses_and_judgements_come_after_what_is_printed(store: Store) -> None:
    mine = judged("ana", RelayStatus.REJECTED, other="x")
    theirs = judged("budi", RelayStatus.CONFIRMED, other="x")
    added = judged("ana", RelayStatus.CONFIRMED, outlet="Kapal Pos")
    (article,) = store.articles.add([new_article()], [], analyst="ana", at=AT)
    apply(store, *(making("relay", one) for one in (mine, theirs, added)))
    judgements = store.relays.judgements(article.number)
    assert sorted(judgements, key=lambda j: j.uid) == sorted(
        [mine, theirs, added], key=lambda j: j.uid
    )
    relays = Descent([CREDITED], [], [LIKE], judgements).relays_seen_by("ana")
    assert [(r.outlet or r.article, r.basis, r.status) for r in relays] == [
        ("Antara", RelayBasis.REFERENCE, RelayStatus.SUGGESTED),
        ("x", RelayBasis.SIMILARITY, RelayStatus.REJECTED),
        ("Kapal Pos", RelayBasis.ANALYST, RelayStatus.CONFIRMED),
    ]
    seen = Descent([], [], [LIKE], judgements).relays_seen_by("budi")
    assert seen[0].status is RelayStatus.CONFIRMED
    assert Descent([], [], [LIKE], []).relays_seen_by("ana") == (LIKE,)
