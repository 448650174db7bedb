from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.trust import (
    CORRECTED,
    PRIOR_STRENGTH,
    UNKNOWN_PRECISION,
    Answered,
    Answers,
    Trust,
    expected_precision,
)

RULE = "id.quote.indirect.cue_after"
COUNTS = st.builds(Answers, st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
SHARES = st.floats(0.0, 1.0)


def answered(answers: Answers, outlet: str = "o-1", lang: str = "id") -> Answered:
    return Answered(RULE, Kind.QUOTE, outlet, lang, answers)


def trust(*all_answered: Answered, shipped: float = 0.9) -> Trust:
    return Trust.over(all_answered, {RULE: shipped})


def test_without_answers_trust_is_the_shipped_precision_everywhere() -> None:
    for places in ((), ("o-1",), ("o-1", "id"), ("", "id")):
        assert trust().of(RULE, *places) == pytest.approx(0.9)
    assert trust().of("other.rule") == UNKNOWN_PRECISION
    assert trust().of("other.rule", shipped=0.7) == pytest.approx(0.7)


def test_as_many_answers_as_the_prior_weigh_as_much_as_it() -> None:
    rejected = answered(Answers(rejected=int(PRIOR_STRENGTH)))
    assert trust(rejected, shipped=0.8).of(RULE) == pytest.approx(0.4)


def test_skipped_and_unsure_are_no_answers() -> None:
    for verdict in (Verdict.SKIPPED, Verdict.UNSURE):
        assert Answers.of(verdict, 5).total == 0
    assert [Answers.of(one, 1).right for one in (Verdict.ACCEPTED, Verdict.REJECTED)] == [1, 0]
    assert Answers.of(Verdict.CORRECTED, 4).right == 4 * CORRECTED


def test_one_outlet_alone_is_trusted_as_the_rule_is() -> None:
    one = trust(answered(Answers(12, 1, 5)))
    assert (
        one.of(RULE) == one.of(RULE, "o-1") == one.of(RULE, "o-1", "id") == one.of(RULE, "", "id")
    )


def test_an_outlet_shrinks_towards_what_the_rule_earned_elsewhere() -> None:
    both = trust(answered(Answers(40, 0, 0), "good"), answered(Answers(2, 0, 6), "bad"))
    elsewhere, here, anywhere = (both.of(RULE, outlet) for outlet in ("new", "bad", ""))
    assert here < anywhere <= elsewhere < both.of(RULE, "good")
    assert elsewhere == pytest.approx(anywhere), (
        "of an outlet without answers nothing else is known"
    )
    assert here > 2 / 8, "eight answers do not outweigh what is known from elsewhere"


def test_an_outlet_is_judged_within_the_language() -> None:
    mixed = trust(
        answered(Answers(0, 0, 30), "o-1", "en"), answered(Answers(30, 0, 0), "o-1", "id")
    )
    assert mixed.of(RULE, "o-1", "id") > mixed.of(RULE, "o-1", "en")
    assert mixed.of(RULE, "o-2", "id") == pytest.approx(mixed.of(RULE, "", "id"))


def test_an_article_without_outlet_or_language_is_no_place_of_its_own() -> None:
    nowhere = trust(answered(Answers(0, 0, 9), "", ""), answered(Answers(9, 0, 0), "o-1", "id"))
    assert nowhere.of(RULE, "", "") == pytest.approx(trust(answered(Answers(9, 0, 9))).of(RULE))


def test_a_merged_outlet_is_the_one_it_was_merged_into() -> None:
    split = [answered(Answers(5, 0, 0), "old"), answered(Answers(0, 0, 3), "kept")]
    merged = Trust.over(split, {RULE: 0.9}, {"old": "kept"})
    assert merged.of(RULE, "old") == merged.of(RULE, "kept")
    assert merged.answers_for(RULE, "old") == Answers(5, 0, 3)
    assert merged.answers_for(RULE, "kept", "en") == Answers()


@given(SHARES, COUNTS)
def test_trust_lies_between_what_was_expected_and_what_was_answered(
    shipped: float, answers: Answers
) -> None:
    expected = expected_precision(shipped, answers)
    assert 0.0 <= expected <= 1.0
    if answers.total:
        seen = answers.right / answers.total
        assert min(shipped, seen) - 1e-9 <= expected <= max(shipped, seen) + 1e-9
    else:
        assert expected == pytest.approx(shipped)


@given(SHARES, st.lists(st.tuples(COUNTS, st.sampled_from("abc"), st.sampled_from("xy"))), COUNTS)
def test_another_accepted_fact_never_lowers_trust_and_a_rejected_one_never_raises_it(
    shipped: float, others: list[tuple[Answers, str, str]], answers: Answers
) -> None:
    rest = [answered(*one) for one in others]
    for place in ((), ("a",), ("a", "x")):
        now = trust(*rest, answered(answers, "a", "x"), shipped=shipped).of(RULE, *place)
        up, down = (
            trust(*rest, answered(answers + more, "a", "x"), shipped=shipped).of(RULE, *place)
            for more in (Answers(accepted=1), Answers(rejected=1))
        )
        assert down <= now + 1e-12
        assert up >= now - 1e-12
        assert 0.0 <= now <= 1.0
