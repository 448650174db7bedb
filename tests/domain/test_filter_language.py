"""The language of filters: what a line means, how it is written down, where it goes wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.filter import joint_hint
from workbench.domain.filter.days import around, day_of
from workbench.domain.filter.fields import ARTICLE_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS, Sort
from workbench.domain.filter.first import parse_first
from workbench.domain.filter.parsing import DEEPEST, LONGEST, MOST_TERMS, parse_filter
from workbench.domain.filter.tree import (
    And,
    Near,
    Node,
    Term,
    both,
    either,
    every,
    negated,
)
from workbench.domain.filter.writing import written
from workbench.errors import FilterError

MEANT = {
    "banjir semarang": "banjir semarang",
    "#17": "number:17",
    "banjir (#17 or -#3)": "banjir (number:17 or -number:3)",
    '"#17" #17a': '"#17" #17a',
    "banjir and semarang": "banjir semarang",
    "banjir or semarang rob": "(banjir or semarang rob)",
    "(banjir OR semarang) rob": "(banjir or semarang) rob",
    "not banjir": "-banjir",
    "NOT (banjir or -rob)": "-(banjir or -rob)",
    "-outlet:(Kompas or Tempo)": "-(outlet:Kompas or outlet:Tempo)",
    'outlet:(-"Daily Sabah" Pos)': '-outlet:"Daily Sabah" outlet:Pos',
    "date:2024-01..2024-03": "date:>=2024-01 date:<=2024-03",
    "date:7d": "date:>=7d",
    "date:=7d": "date:=7d",
    "-date:(2w or today)": "-(date:>=2w or date:today)",
    "-questions:..3": "-questions:<=3",
    "number:(1 or 5..7)": "(number:1 or number:>=5 number:<=7)",
    "title:near(banjir “kota lama”, 3)": 'title:near(banjir "kota lama", 3)',
    "NEAR(banjir rob)": "near(banjir rob, 10)",
    '"banjir rob"': '"banjir rob"',
    '"banjir ro"*': '"banjir ro*"',
    'outlet:"He said ""yes"""': 'outlet:"He said ""yes"""',
    "al-Washka KIBLAT.NET 21:15 ban*": "al-Washka KIBLAT.NET 21:15 ban*",
    "--x": '-"-x"',
    '"or" title:or': '"or" title:"or"',
    "STATE:Done has:note": "state:done has:notes",
    "article:12 analyst:ana": "number:12 by:ana",
    "near banjir": "near banjir",
    '"outlet=detik" "date>=2026"': '"outlet=detik" "date>=2026"',
}


@pytest.mark.parametrize("line", MEANT)
def test_a_line_means_one_tree_and_is_written_in_one_way(line: str) -> None:
    tree = parse_filter(line)
    assert written(tree) == MEANT[line]
    assert parse_filter(MEANT[line]) == tree


WRONG = {
    "lang:id outlt:Reuters": (8, "outlt", "Did you mean outlet?"),
    "state:dnoe": (6, "dnoe", "Did you mean done?"),
    "has:clams": (4, "clams", "Did you mean claims?"),
    "date:2026-13": (5, "2026-13", "As 2026"),
    "date:2026..26x": (11, "26x", "As 2026"),
    "lang:>id": (5, ">", "In double quotes"),
    "claims:many": (7, "many", "claims:>=2"),
    "(banjir rob": (0, "(", "closes with"),
    "banjir) rob": (6, ")", "closes one"),
    "banjir ()": (7, "(", "Say what"),
    "banjir or": (9, "", "Say what"),
    "or banjir": (0, "o", '"or"'),
    "banjir - rob": (7, "-", "As -lang"),
    'a "banjir rob': (2, '"', "Daily Sabah"),
    '"banjir"rob': (8, "r", "leave out"),
    "banjir(rob": (6, "(", "double quotes"),
    "outlet:(Pos lang:id)": (12, "lang:", "double quotes"),
    "near(banjir)": (0, "near(banjir)", "As near"),
    "near(banjir rob": (0, "n", "As near"),
    f"near(a b, {'0' * 5_000}5)": (10, "0", "at most 1,000"),
    "outlet:near(a b)": (0, "outlet:near", "text:near"),
    "near(kapal perahu 5)": (18, "5", "As near(kapal perahu, 5)"),
    "outlet=detik": (0, "outlet=", "As outlet:detik."),
    "lang:id date>=2026": (8, "date>=", "As date:>=2026."),
    "banjir NEAR/5 rob": (7, "NEAR/5", "As near"),
    "banjir & rob": (7, "&", "Leave it out"),
    "*jir": (0, "*jir", "title:*kap*"),
    "outlet:": (0, "outlet:", "without a space"),
    "http://kompas.id": (0, "http", "double quotes"),
    "cluster:banjir": (8, "banjir", "cluster:12"),
}


def test_a_number_is_a_word_near_others_in_quotes_or_with_one_other() -> None:
    assert parse_filter('near(pasal ayat "5")') == parse_filter('near(pasal ayat "5", 10)')
    assert parse_filter("near(pasal 5)") == parse_filter("near(pasal 5, 10)")


def test_a_word_for_or_that_is_none_is_told_of() -> None:
    assert joint_hint("kapal Atau perahu").endswith("the language has 'or'")
    assert joint_hint('kapal "atau perahu" or rob') == ""


def test_claims_have_no_near_and_are_told_so_as_it_was_typed() -> None:
    with pytest.raises(FilterError, match="there is no near here") as refused:
        parse_filter("near(a b, 5)", CLAIM_FIELDS)
    assert "each word" in refused.value.next_step


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("outlt:detik", "no field 'outlt'. Did you mean outlet?"),
        ("date:29/05/2026", "'29/05/2026' is no date and no start of one. As 2026-01-31,"),
        ("state:dnoe", "no state 'dnoe'. Did you mean done?"),
        ("outlet=detik", "a field takes a colon. As outlet:detik."),
    ],
)
def test_what_to_type_stands_within_the_first_cells_of_a_mistake(line: str, shown: str) -> None:
    with pytest.raises(FilterError) as refused:
        parse_filter(line)
    assert refused.value.brief[:76].startswith(shown)


@pytest.mark.parametrize("line", WRONG)
def test_a_mistake_says_where_it_is_and_what_was_expected(line: str) -> None:
    start, words, hint = WRONG[line]
    with pytest.raises(FilterError) as refused:
        parse_filter(line)
    error = refused.value
    assert (error.start, line[error.start : error.end]) == (start, words)
    assert f"column {start + 1}" in error.what
    assert hint in error.next_step


@pytest.mark.parametrize(
    "line",
    [
        "(" * 100_000, "-" * 9_000, "not " * 2_000, "-(" * 4_000, "outlet:(" * 1_000, "a" * 10**6,
        "a or " * 2_000, "(a" * 3_000 + ")" * 3_000, '"' * 9_999, "near(" * 1_900, "a:" * 5_000,
        "date:1..2 " * 400,
    ],
    ids=lambda line: line[:8],
)  # fmt: skip
def test_what_is_long_or_deep_is_refused_in_words(line: str) -> None:
    with pytest.raises(FilterError) as refused:
        parse_filter(line)
    assert len(str(refused.value)) < 500


def test_what_is_allowed_is_taken_to_its_end() -> None:
    deep = "(a or b " * DEEPEST + ")" * DEEPEST
    assert parse_filter(deep) == parse_filter(written(parse_filter(deep)))
    assert len(parse_filter("a " * MOST_TERMS)) == MOST_TERMS
    assert parse_filter("a" * LONGEST)


def test_the_first_language_is_read_as_it_was_meant() -> None:
    line = 'kapal or -"laut jawa" text:"satu dua*" state:"set aside" article:>=4 lang:>id added:7d'
    assert written(parse_first(line)) == (
        'title:*kapal* title:*or* -title:"*laut jawa*" satu dua* state:aside number:>=4 lang:id '
        "added:=7d"
    )


def test_words_for_days_go_by_the_calendar() -> None:
    today = date(2024, 3, 31)
    meant = {"2w": "2024-03-17", "1m": "2024-02-29", "1y": "2023-03-31", "13M": "2023-02-28",
             "today": "2024-03-31", "9999y": "0001-01-01"}  # fmt: skip
    assert {word: str(day_of(word, today)) for word in meant} == meant
    assert day_of("2024-01", today) is None


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.sampled_from([4, 7, 10]))
def test_the_days_around_a_date_hold_all_that_it_begins(day: date, length: int) -> None:
    low, high = around(str(day)[:length])
    assert low <= str(day - timedelta(days=1))
    assert f"{day + timedelta(days=1)}T23:59" < high  # late in the west is the next day in UTC


def test_a_name_means_one_thing_wherever_it_is_asked() -> None:
    """Fields of one name take values of one sort; what is counted is said by each list itself."""
    for fields in (CLAIM_FIELDS, SOURCE_FIELDS):
        for name in fields.keys() & ARTICLE_FIELDS.keys():
            if fields is SOURCE_FIELDS and name == "text":
                continue  # parts of what sources are called stand in no index
            assert fields[name].sort is ARTICLE_FIELDS[name].sort, name


_VALUES = {
    Sort.NUMBER: st.integers(0, 99).map(str),
    Sort.ARTICLE: st.integers(0, 99).map(str),
    Sort.DAY: st.sampled_from(["2024", "2024-02", "2024-02-29", "7d", "today"]),
    Sort.LANGUAGE: st.sampled_from(["id", "EN"]),
}
_ODD = st.text(st.sampled_from('ab "“”()-:*.,=<>or\u00e9\u4e2d\t'), min_size=1, max_size=12)


@st.composite
def leaves(draw: st.DrawFn) -> Node:
    name = draw(st.sampled_from(sorted(ARTICLE_FIELDS)))
    field = ARTICLE_FIELDS[name]
    if field.can_be_near and draw(st.booleans()):
        words = draw(st.lists(_ODD.filter(_has_letter), min_size=2, max_size=4))
        return Near(name, tuple(words), draw(st.integers(0, 50)))
    if field.values:
        return Term(name, "=", draw(st.sampled_from(field.values)))
    value = draw(_VALUES.get(field.sort, _ODD.filter(_has_letter)))
    if field.sort is Sort.WORDS:
        value = value.lstrip("*")
    compared = st.sampled_from(["=", ">=", "<=", ">", "<"])
    return Term(name, draw(compared) if field.sort.is_compared else "=", value)


def _has_letter(words: str) -> bool:
    return any(map(str.isalnum, words))


def trees() -> st.SearchStrategy[Node]:
    def grown(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(parts, min_size=2, max_size=4)
        return st.one_of(parts.map(negated), several.map(both), several.map(either))

    return st.recursive(leaves(), grown, max_leaves=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(trees(), max_size=3))
def test_what_is_written_is_read_as_the_same(parts: list[Node]) -> None:
    tree = every(parts)
    assert parse_filter(written(tree)) == tree


_PIECES = [
    *"()-*,5ab", " ", " ", '"', "or", "and", "not", "near(", "lang:", "id", "date:", "..", ">=",
    "outlet:",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
def test_any_line_is_read_or_refused_within_it(line: str) -> None:
    error = None
    try:
        tree = parse_filter(line)
    except FilterError as refused:
        error = refused
    if error:
        assert 0 <= error.start <= len(line)
        assert error.next_step
    else:
        assert parse_filter(written(tree)) == tree
        assert not any(isinstance(node, And) for node in tree)
