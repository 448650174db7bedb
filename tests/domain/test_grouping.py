"""Statements that say the same are one group, and what is set apart is never in one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.counterpart import Place, Stance
from workbench.domain.grouping import Group, Tie, Word, grouped

PLACES = [Place(number, 0, 10) for number in range(1, 9)]
A, B, C, D = PLACES[:4]
SAME, CONTRADICTS, UPDATES, SPECIFIES = Stance

ties = st.builds(
    Tie,
    st.sampled_from(PLACES),
    st.sampled_from(PLACES),
    st.sampled_from([None, *Stance]),
    st.sampled_from(list(Word)),
    st.integers(1, 100),
)


def of(*given: Tie) -> list[list[int]]:
    """The groups by the numbers of their articles, those of one left out."""
    groups = grouped(PLACES, given)
    return [[place.number for place in one.places] for one in groups if len(one.places) > 1]


def together(groups: list[Group], tie: Tie) -> bool:
    """Whether both ends are in one group."""
    return any({*tie.ends} <= {*one.places} for one in groups)


def test_what_says_the_same_is_one_however_far_it_leads() -> None:
    assert of(Tie(A, B, SAME), Tie(C, B, SPECIFIES), Tie(C, D, UPDATES)) == [[1, 2, 3]]


def test_what_is_set_apart_is_not_joined_by_way_of_a_third() -> None:
    assert of(Tie(A, B, SAME, score=90), Tie(B, C, SAME, score=80), Tie(A, C, None, Word.OWN)) == [
        [1, 2]
    ]


def test_the_machines_likeliest_pair_is_joined_where_not_all_can_be() -> None:
    found = of(Tie(A, B, SAME, score=70), Tie(B, C, SAME, score=95), Tie(A, C, CONTRADICTS))
    assert found == [[2, 3]]


def test_an_own_word_stands_before_a_colleagues_and_that_before_the_machines() -> None:
    assert of(Tie(A, B, SAME, Word.OWN), Tie(A, B, CONTRADICTS, Word.COLLEAGUES)) == [[1, 2]]
    assert of(Tie(A, B, CONTRADICTS, Word.OWN), Tie(A, B, SAME, Word.COLLEAGUES)) == []
    assert of(Tie(A, B, SAME, Word.COLLEAGUES), Tie(B, A, CONTRADICTS)) == [[1, 2]]


def test_what_stands_against_a_group_is_told_from_both_sides() -> None:
    one, other = grouped([A, B, C], [Tie(A, B, SAME), Tie(C, B, CONTRADICTS)])
    assert one.is_disputed
    assert one.beside == other.beside == (Tie(C, B, CONTRADICTS),)
    assert one.within == (Tie(A, B, SAME),)
    assert one.articles == {1, 2}


def test_a_tie_with_what_is_no_part_of_the_story_is_left_out() -> None:
    assert grouped([A], [Tie(A, B, SAME)]) == [Group((A,))]


@given(
    st.lists(ties, max_size=30).flatmap(lambda one: st.tuples(st.just(one), st.permutations(one)))
)
def test_the_order_of_what_comes_in_says_nothing(both: tuple[list[Tie], list[Tie]]) -> None:
    one, other = both
    assert grouped(PLACES, one) == grouped(reversed(PLACES), other)


@given(st.lists(ties, max_size=40))
def test_each_statement_is_in_one_group(given: list[Tie]) -> None:
    found = [place for one in grouped(PLACES, given) for place in one.places]
    assert sorted(found) == PLACES


@given(st.lists(ties, max_size=40))
def test_nothing_set_apart_is_ever_together_but_by_a_weightier_word(given: list[Tie]) -> None:
    groups = grouped(PLACES, given)
    for tie in given:
        if tie.one == tie.other or tie.joins:
            continue
        assert tie.word is not Word.OWN or not together(groups, tie)
        weightier = [each for each in given if each.word > tie.word and each.joins]
        assert not together(groups, tie) or together(grouped(PLACES, weightier), tie)


@given(st.lists(ties, max_size=40))
def test_what_is_the_same_is_together_unless_something_sets_it_apart(given: list[Tie]) -> None:
    groups = grouped(PLACES, [each for each in given if each.joins])
    assert all(together(groups, tie) for tie in given if tie.joins and tie.one != tie.other)


@given(st.lists(ties, max_size=40))
def test_what_leads_out_of_a_group_is_never_the_same(given: list[Tie]) -> None:
    for one in grouped(PLACES, given):
        for tie in one.beside:
            assert tie.stance in (CONTRADICTS, UPDATES)
            assert len({*tie.ends} & {*one.places}) == 1
