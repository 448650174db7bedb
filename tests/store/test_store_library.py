"""The library: pages, outline and places are those of a plain sorted list, under any filter."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from file_cases import SqliteFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_cases import AT, apply, keep_facts, making, new_article, source, uid

from workbench.domain.article import (
    ArticleRow,
    ArticleState,
    Basis,
    Precision,
    Publication,
    ReadingState,
    published_key,
)
from workbench.domain.claim import Claim
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Credit, Fact, Kind
from workbench.domain.filter import Order
from workbench.domain.filter.tree import (
    And,
    Near,
    Node,
    Not,
    Or,
    Term,
    both,
    either,
    every,
    negated,
)
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.errors import UsageError
from workbench.verbs.articles import PAGE

if TYPE_CHECKING:
    from workbench.verbs.store import Store

COUNT = 60
OUTLETS = [source(name, SourceKind.OUTLET) for name in ("Antara", "Daily Sabah", "100%_Fakta")]
DATES = ["", "2019", "2020-01", "2020-01-08", "2020-01-09", "2020-01-09T21:15+07:00", "2021-05-01"]
TITLES = ["Kapal karam", "Banjir 50% surut", "kapal selam", "Gencatan_senjata", "¿Qué pasa?"]
LANGS = ["id", "en", "th", ""]
STATES = [None, ReadingState.OPEN, ReadingState.DONE, ReadingState.SET_ASIDE]
WORD = "Sumber: Antara"
WORDS = [
    "laut",
    "DARAT",
    "antara",
    "perahu",
    "tentang laut",
    "laut tentang",
    "antara sumber",
    "da*",
]


def text_of(n: int) -> str:
    return f"Berita ke-{n} tentang {'laut' if n % 3 else 'darat'}. " + f"{WORD} " * (n % 4)


def credit(text: str, at: int) -> Fact:
    span = Span.of(text, at, at + len(WORD))
    return Fact(Kind.RELAY, span, Credit("Antara"), 0.9, "test", "because", "test 1")


def facts_of(n: int) -> list[Fact]:
    text = text_of(n)
    places = [at for at in range(len(text)) if text.startswith(WORD, at)]
    return [credit(text, at) for at in places]


@pytest.fixture
def filled(store: Store) -> Store:
    """Sixty articles, with facts, decisions, claims and states on some of them."""
    new = []
    for n in range(COUNT):
        outlet = OUTLETS[n % 4].uid if n % 4 < 3 else None
        one = new_article(f"a{n}", text_of(n), outlet=outlet)
        at = DATES[n * 5 % len(DATES)]
        publication = Publication(at, Precision.DAY, Basis.PAGE) if at else None
        metadata = replace(
            one.metadata,
            title=TITLES[n % len(TITLES)],
            lang=LANGS[n % len(LANGS)],
            author="Dewi" if n % 5 == 0 else "",
            publication=publication,
        )
        new.append(replace(one, metadata=metadata, sketch=()))
    store.articles.add(new, OUTLETS, analyst="ana", at=AT)
    keep_facts(store, [(n + 1, "test 1", "id", "", facts_of(n)) for n in range(0, COUNT, 2)])
    changes = []
    for n in range(COUNT):
        name = uid(f"a{n}")
        if state := STATES[n % len(STATES)]:
            changes.append(making("state", ArticleState(name, "ana", state)))
        if n % 7 == 0:
            changes.append(
                making("claim", Claim(uid(f"c{n}"), name, "ana", Span.of(text_of(n), 0, 6)))
            )
        if n % 4 == 0:
            for fact, verdict in zip(
                facts_of(n), (Verdict.ACCEPTED, Verdict.SKIPPED), strict=False
            ):
                decision = Decision.on(fact, article=name, analyst="ana", verdict=verdict)
                changes.append(making("decision", decision))
    apply(store, *changes)
    return store


def expected_rows() -> Iterator[ArticleRow]:
    """What the list must hold, worked out without the store."""
    for n in range(COUNT):
        facts = facts_of(n) if n % 2 == 0 else []
        closed = 1 if n % 4 == 0 and facts else 0
        yield ArticleRow(
            number=n + 1,
            uid=uid(f"a{n}"),
            published=DATES[n * 5 % len(DATES)],
            outlet=OUTLETS[n % 4].name if n % 4 < 3 else "",
            title=TITLES[n % len(TITLES)],
            lang=LANGS[n % len(LANGS)],
            state=STATES[n % len(STATES)] or ReadingState.NEW,
            facts=len(facts),
            questions=len(facts) - closed,
            claims=int(n % 7 == 0),
            relayed=bool(facts),
            cluster=1,
        )


EVERY = sorted(expected_rows(), key=lambda r: (published_key(r.published), r.number), reverse=True)
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip


def holds(row: ArticleRow, term: Node) -> bool:
    """Whether a term holds, as docs and tests say it: not as SQL says it."""
    if isinstance(term, Not):
        return not holds(row, term.part)
    if isinstance(term, And):
        return all(holds(row, part) for part in term.parts)
    if isinstance(term, Or):
        return any(holds(row, part) for part in term.parts)
    if isinstance(term, Near):
        return near(text_of(row.number - 1).lower().replace(".", "").split(), term)
    compare = COMPARE[term.comparison]
    value = term.value.lower().strip("*")
    if term.field in ("title", "outlet"):
        found = value in getattr(row, term.field).lower()
    elif term.field == "author":
        found = value in ("dewi" if (row.number - 1) % 5 == 0 else "")
    elif term.field == "lang":
        found = row.lang == value
    elif term.field == "state":
        found = row.state.value == {"aside": "set aside"}.get(value, value)
    elif term.field == "date":
        found = row.published != "" and compare(row.published[: len(value)], term.value)
    elif term.field == "text":
        words = text_of(row.number - 1).lower().replace(".", "").replace(":", "").split()
        found = f" {value}{'' if '*' in term.value else ' '}" in f" {' '.join(words)} "
    else:
        found = compare(getattr(row, term.field), int(value))
    return bool(found)


def near(words: list[str], term: Near) -> bool:
    """Whether two words stand near each other."""
    one, other = ([n for n, word in enumerate(words) if word == said] for said in term.words)
    return any(abs(a - b) - 1 <= term.within for a in one for b in other if a != b)


def terms() -> st.SearchStrategy[list[Node]]:
    """What must hold together: terms, and trees of them."""
    plain = st.one_of(
        st.tuples(
            st.just("title"),
            st.sampled_from(
                ["*kapal*", "*%*", "*_*", "*50%*", "*qué*", "*\\*", "*x'y*", "kapal", "BANJIR"]
            ),
        ),
        st.tuples(st.just("outlet"), st.sampled_from(["antara", "Sabah", "%_", "zzz", '"'])),
        st.tuples(st.just("author"), st.sampled_from(["dewi", "budi"])),
        st.tuples(st.just("lang"), st.sampled_from(["id", "th", "xx"])),
        st.tuples(st.just("state"), st.sampled_from(["new", "open", "done", "aside", "set aside"])),
        st.tuples(st.just("text"), st.sampled_from(WORDS)),
    ).map(lambda pair: (pair[0], "=", pair[1]))
    compared = st.tuples(
        st.sampled_from(["number", "questions", "claims"]),
        st.sampled_from(sorted(COMPARE)),
        st.sampled_from(["0", "1", "2", "30", "99999999999999999999999"]),
    )
    dated = st.tuples(
        st.just("date"),
        st.sampled_from(sorted(COMPARE)),
        st.sampled_from(["2019", "2020", "2020-01", "2020-01-09", "2020-01-09T21", "x"]),
    )
    words = st.lists(
        st.sampled_from(["laut", "darat", "antara", "perahu"]), min_size=2, max_size=2, unique=True
    )
    leaves = st.one_of(
        *(one.map(lambda term: Term(*term)) for one in (plain, compared, dated)),
        st.builds(lambda two, within: Near("text", tuple(two), within), words, st.integers(0, 3)),
    )

    def grown(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(parts, min_size=2, max_size=3)
        return st.one_of(parts.map(negated), several.map(both), several.map(either))

    return st.lists(st.recursive(leaves, grown, max_leaves=6), max_size=3).map(
        lambda parts: list(every(parts))
    )


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    terms(),
    st.integers(1, 25),
    st.integers(0, COUNT - 1),
    st.sampled_from([Order.NEWEST, Order.OLDEST]),
)
def test_pages_outline_and_places_are_those_of_a_sorted_list(
    filled: Store, chosen: list[Node], size: int, which: int, order: Order
) -> None:
    every = EVERY if order is Order.NEWEST else EVERY[::-1]
    expected = [row for row in every if all(holds(row, term) for term in chosen)]
    found: list[ArticleRow] = []
    start = None
    while True:
        page = filled.articles.rows(chosen, analyst="ana", start=start, limit=size + 1, order=order)
        found += page[:size]
        if len(page) <= size:
            break
        start = filled.articles.key(page[size].number)
    assert found == expected
    assert filled.articles.numbers(chosen, analyst="ana") == sorted(r.number for r in expected)
    outline = filled.articles.outline(chosen, analyst="ana", order=order)
    assert outline.total == len(expected)
    one = every[which]
    place = expected.index(one) if one in expected else None
    assert filled.articles.place(one.number, chosen, analyst="ana", order=order) == place
    assert filled.articles.row(one.number, analyst="ana") == one
    below = every[which + 1 :]
    waiting = [
        row.number
        for row in below
        if row in expected and row.questions and row.state.value in ("new", "open")
    ]
    after = filled.articles.with_open_questions(
        chosen, analyst="ana", after=one.number, order=order
    )
    assert after == (waiting[0] if waiting else None)
    numbers = [row.number for row in below if row in expected]
    assert filled.articles.first_with_open_questions(numbers, analyst="ana") == after


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(terms(), st.integers(1, COUNT + 5))
def test_what_a_list_comes_to_is_what_its_rows_add_up_to(
    filled: Store, chosen: list[Node], limit: int
) -> None:
    expected = [row for row in EVERY if all(holds(row, term) for term in chosen)]
    finished = [row for row in expected if row.state.value in ("done", "set aside")]
    progress = filled.articles.progress(chosen, analyst="ana")
    assert (progress.total, progress.done) == (len(expected), len(finished))
    assert progress.questions == sum(row.questions for row in expected if row not in finished)
    assert filled.articles.count(chosen, analyst="ana", after=20) == len(
        [row for row in expected if row.number > 20]
    )
    assert sorted(filled.articles.uids(chosen, analyst="ana")) == sorted(r.uid for r in expected)
    dated = Counter(published_key(row.published)[:10] for row in expected if row.published)
    assert filled.articles.days(chosen, analyst="ana") == sorted(dated.items())
    ranked, total = filled.articles.ranked(chosen, Order.QUESTIONS, analyst="ana", limit=limit)
    by_questions = sorted(expected, key=lambda row: -row.questions)  # stable: newest among equals
    assert ranked == [row.number for row in by_questions][:limit]
    assert total == len(expected)
    assert filled.articles.rows_of(ranked, analyst="ana") == by_questions[:limit]


def test_check_worthy_ones_come_first_by_their_events(filled: Store) -> None:
    """The credits of these articles are no events: only the newest first is left."""
    ranked, _ = filled.articles.ranked([], Order.CHECK, analyst="ana", limit=COUNT)
    assert ranked == [row.number for row in EVERY]


def test_the_days_of_all_articles_are_read_from_the_index_alone(
    filled: Store, only_file: SqliteFile
) -> None:
    (steps,) = traced(only_file, filled, lambda: filled.articles.days(analyst="ana"))
    assert steps[0].endswith("USING COVERING INDEX article_by_date"), steps


def test_an_outline_names_every_page(store: Store) -> None:
    total = 2 * PAGE + 2
    new = [replace(new_article(f"a{n}", f"Teks {n}."), sketch=()) for n in range(total)]
    store.articles.add(new, [], analyst="ana", at=AT)
    outline = store.articles.outline(analyst="ana")
    assert outline.total == total
    assert [number for _, number in outline.anchors] == [total, total - PAGE, 2]
    for number, anchor in enumerate(outline.anchors):
        page = store.articles.rows(analyst="ana", start=anchor, limit=PAGE)
        newest = total - number * PAGE
        assert [row.number for row in page] == list(range(newest, max(newest - PAGE, 0), -1))


def test_a_filter_that_wants_a_number_says_so(filled: Store) -> None:
    with pytest.raises(UsageError, match="whole number"):
        filled.articles.rows([Term("claims", ">", "many")], analyst="ana")


def plan(file: SqliteFile, store: Store, statement: str) -> list[str]:
    with file.by_hand(store.place.file) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        return [row[3] for row in rows]


def traced(file: SqliteFile, store: Store, ask: Callable[[], object]) -> list[list[str]]:
    """The plans of the statements that ask runs, values filled in."""
    seen: list[str] = []
    reader = file.reader(store)
    reader.set_trace_callback(seen.append)
    ask()
    reader.set_trace_callback(None)
    return [plan(file, store, statement) for statement in seen if statement.startswith("SELECT")]


def test_what_stands_far_down_is_found_by_an_index(filled: Store, only_file: SqliteFile) -> None:
    def way(term: Term) -> list[list[str]]:
        return traced(only_file, filled, lambda: filled.articles.rows([term], analyst="ana"))

    *_, lang = way(Term("lang", "=", "th"))
    assert any("article_by_lang (lang=?)" in step for step in lang), lang
    assert not any("ORDER BY" in step for step in lang), lang
    author = way(Term("author", "=", "nobody"))
    assert any("article_by_author" in step for steps in author for step in steps), author
    first, *_ = traced(
        only_file,
        filled,
        lambda: filled.articles.ranked([], Order.QUESTIONS, analyst="ana", limit=5),
    )
    assert any("article_by_questions (questions>?)" in step for step in first), first
    assert not any("ORDER BY" in step for step in first), first


def test_the_key_path_walks_indexes_and_never_sorts(filled: Store, only_file: SqliteFile) -> None:
    key = filled.articles.key(30)
    asks: dict[str, Callable[[], object]] = {
        "first page": lambda: filled.articles.rows(analyst="ana", limit=40),
        "next page": lambda: filled.articles.rows(analyst="ana", start=key, limit=40),
        "filtered page": lambda: filled.articles.rows(
            [Term("state", "=", "new"), Term("outlet", "=", "antara")], analyst="ana", limit=40
        ),
        "next open": lambda: filled.articles.with_open_questions(analyst="ana", after=30),
        "place": lambda: filled.articles.place(30, analyst="ana"),
        "outline": lambda: filled.articles.outline(analyst="ana"),
        "row": lambda: filled.articles.row(30, analyst="ana"),
    }
    for name, ask in asks.items():
        plans = traced(only_file, filled, ask)
        assert plans, name
        for steps in plans:
            whole = "\n".join([name, *steps])
            assert not [step for step in steps if "TEMP B-TREE" in step], whole
            articles = [step for step in steps if step.startswith("SCAN a")]
            assert all("INDEX" in step for step in articles), whole
            assert not [step for step in steps if step.startswith(("SCAN q", "SCAN d", "SCAN c"))]
