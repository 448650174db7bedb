"""Agreement over plain values: coefficients, matching, intervals, and why there is no value."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, count, pairwise, permutations, starmap
from operator import and_

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.measure.agreement.coefficients import (
    Cells,
    Distance,
    Shared,
    Why,
    alpha,
    cells_of_units,
    f1,
    kappa,
)
from workbench.measure.agreement.comparing import compared
from workbench.measure.agreement.figures import JACKKNIFE, Figure, Spread, figures
from workbench.measure.agreement.intervals import bootstrap, jackknife
from workbench.measure.agreement.matching import exact_pairs, overlap_pairs, united
from workbench.measure.agreement.runs import covered, runs_of
from workbench.measure.agreement.tallies import By, Text, tallied
from workbench.measure.agreement.totals import OfAlpha, OfKappa, OfShared
from workbench.measure.agreement.values import Chain, Claimed, Given, Judged, Layer, Link

KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Four observers, twelve units (Krippendorff 2011, section C)."""


IDS = count(1)
CHAINS: dict[tuple[str, ...], Chain] = {}


def claim(start: int, end: int, *chain: str, topic: str = "") -> Claimed:
    links = (Link(who, "named", "asserts") for who in chain)
    return Claimed(next(IDS), (start, end), CHAINS.setdefault(chain, Chain(*links)), topic=topic)


def found(
    texts: list[Judged], by: By = By.PAIR, spread: Spread | None = None
) -> dict[tuple[str, str, str], Figure]:
    return {
        (one.group, one.measure, one.statistic): one
        for group in tallied(texts, by).values()
        for one in figures(group, spread)
    }


def two(
    mine: list[Claimed], theirs: list[Claimed], *, length: int = 400, article: int = 1
) -> Judged:
    return Judged(article, length, (Layer("ana", tuple(mine)), Layer("budi", tuple(theirs))))


@pytest.mark.parametrize(
    ("distance", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_krippendorffs_own_example(distance: str, value: float) -> None:
    cells = cells_of_units(zip(*KRIPPENDORFF, strict=True))
    assert alpha(cells, Distance(distance)) == pytest.approx(value, abs=0.0005)


def test_kappa_of_a_worked_example() -> None:
    """Two readers of fifty proposals: .7 the same, .5 by chance."""
    cells: Cells = {
        ("yes", "yes"): 20.0,
        ("yes", "no"): 5.0,
        ("no", "yes"): 10.0,
        ("no", "no"): 15.0,
    }
    assert kappa(cells) == pytest.approx(0.4)


@pytest.mark.parametrize("coefficient", [alpha, kappa])
def test_total_disagreement_reads_as_one(coefficient: Callable[[Cells], float]) -> None:
    turned = coefficient({("a", "b"): 10.0, ("b", "a"): 10.0})
    assert turned == pytest.approx(-1, abs=0.06)
    constant = coefficient({("a", "b"): 20.0})
    assert constant <= 0


@pytest.mark.parametrize("coefficient", [alpha, kappa])
def test_where_one_value_never_varies_there_is_a_reason_and_no_number(
    coefficient: Callable[[Cells], object],
) -> None:
    assert coefficient({("a", "a"): 30.0}) is Why.ONE_VALUE
    assert coefficient({}) is Why.NO_UNIT


def test_f1_of_nothing_is_a_reason() -> None:
    assert f1(Shared()) is Why.NO_CLAIM
    assert f1(Shared(0, 3, 4)) == 0
    assert f1(Shared(3, 3, 3)) == 1


VALUES = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("abc")),
    st.integers(1, 9).map(float),
    max_size=5,
)


@given(st.lists(VALUES, min_size=2, max_size=8))
def test_without_each_text_is_what_the_others_come_to(
    parts: list[Cells],
) -> None:
    for measured in (OfAlpha(), OfKappa()):
        others = [measured.of([*parts[:at], *parts[at + 1 :]]) for at in range(len(parts))]
        for one, other in zip(measured.without_each(parts), others, strict=True):
            assert one is other if isinstance(other, Why) else one == pytest.approx(other)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(5, 9), st.integers(5, 9)), min_size=2))
def test_f1_without_each_text_too(counts: list[tuple[int, int, int]]) -> None:
    parts = [Shared(*one) for one in counts]
    others = [OfShared().of([*parts[:at], *parts[at + 1 :]]) for at in range(len(parts))]
    assert OfShared().without_each(parts) == pytest.approx(others)


def test_the_jackknife_of_a_share_is_that_of_a_mean() -> None:
    """Of equally many claims each, F1 is a mean, whose jackknife error is the standard error."""
    shares = [2, 4, 5, 7, 8]
    interval = jackknife(OfShared(), [Shared(one, 10, 10) for one in shares], 0.52)
    mean = sum(shares) / 50
    error = (sum((one / 10 - mean) ** 2 for one in shares) / 4 / 5) ** 0.5
    assert interval == pytest.approx((mean - 2.776 * error, mean + 2.776 * error))


def test_an_interval_needs_more_than_one_article() -> None:
    part: Cells = {("a", "a"): 3.0, ("b", "b"): 2.0}
    only: list[Cells] = [{("a", "a"): 3.0}, {("b", "b"): 1.0}]
    assert jackknife(OfAlpha(), [part], 1.0) is Why.ONE_ARTICLE
    assert bootstrap(OfAlpha(), [part], 1) is Why.ONE_ARTICLE
    assert jackknife(OfAlpha(), only, 1.0) is Why.RESTS_ON_ONE


def test_a_bootstrap_is_the_same_of_the_same_seed() -> None:
    parts: list[Cells] = [
        {("a", "a"): 3.0, ("a", "b"): n % 3.0, ("b", "b"): 2.0} for n in range(12)
    ]
    value = OfAlpha().of(parts)
    assert not isinstance(value, Why)
    one, again, other = (bootstrap(OfAlpha(), parts, seed) for seed in (1, 1, 2))
    assert one == again != other
    assert not isinstance(one, Why)
    assert one.low <= value <= one.high


SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 10)).map(
        lambda one: claim(one[0], one[0] + one[1])
    ),
    max_size=5,
).map(lambda claims: sorted(claims, key=lambda one: one.span))


def common(one: Claimed, other: Claimed) -> int:
    (a, b), (c, d) = one.span, other.span
    return max(0, min(b, d) - max(a, c))


def best(first: list[Claimed], second: list[Claimed]) -> tuple[int, int]:
    """Most pairs, and of so many the most in common: by trying all."""
    if len(first) > len(second):
        first, second = second, first
    ways = [
        [
            common(one, other)
            for one, other in zip(first, others, strict=True)
            if 2 * common(one, other) > max(one.length, other.length)
        ]
        for others in permutations(second, len(first))
    ]
    return max((len(way), sum(way)) for way in ways)


@given(SPANS, SPANS)
def test_there_are_as_many_pairs_as_there_can_be_with_the_most_in_common(
    first: list[Claimed], second: list[Claimed]
) -> None:
    pairs = overlap_pairs(first, second)
    assert len({one.id for one, _ in pairs}) == len({one.id for _, one in pairs}) == len(pairs)
    assert (len(pairs), sum(starmap(common, pairs))) == best(first, second)
    assert len(united([first, second])) == len(first) + len(second) - len(pairs)


APART = st.lists(st.integers(1, 9), max_size=12).map(
    lambda ends: [claim(*one) for one in pairwise(accumulate([0, *ends]))][::2]
)


@given(APART, APART)
def test_claims_that_are_apart_come_to_the_same_by_a_shorter_way(
    first: list[Claimed], second: list[Claimed]
) -> None:
    found = compared(first, second)
    assert sorted(found.pairs) == sorted(overlap_pairs(first, second))
    assert found.exact == exact_pairs(first, second)
    assert found.covered == covered(first, second)


def test_greed_would_lose_a_pair() -> None:
    mine = [claim(0, 10), claim(4, 14)]
    theirs = [claim(1, 11), claim(0, 7)]
    theirs.sort(key=lambda one: one.span)
    assert len(overlap_pairs(mine, theirs)) == 2


def test_a_claim_in_parts_may_begin_far_before_its_words_in_common() -> None:
    parts = Claimed(next(IDS), (0, 1010), Chain(), ((0, 1), (1000, 1010)))
    assert overlap_pairs([claim(1000, 1010)], [parts])
    assert overlap_pairs([parts], [claim(1000, 1010)])


def test_a_large_knot_has_as_many_pairs_too() -> None:
    mine = [claim(at, at + 300) for at in range(120)]
    theirs = [claim(at + 100, at + 400) for at in range(120)]
    assert len(overlap_pairs(mine, theirs)) == 120
    assert len(overlap_pairs(mine[:90], theirs)) == 90


def test_a_unit_has_no_analyst_twice() -> None:
    layers = [
        Layer("ana", [claim(0, 10)]),
        Layer("budi", [claim(0, 9), claim(2, 11)]),
        Layer("citra", [claim(1, 10)]),
    ]
    units = Text(Judged(1, 20, layers), 0).units(layers)
    assert sorted(sum(one is not None for one in unit) for unit in units) == [1, 3]


@given(SPANS, SPANS)
def test_what_is_covered_is_what_each_code_point_says(
    first: list[Claimed], second: list[Claimed]
) -> None:
    def each(claims: list[Claimed]) -> list[bool]:
        return [any(start <= at < end for _, (start, end), *_ in claims) for at in range(30)]

    mine, theirs = each(first), each(second)
    found = covered(first, second)
    assert sum(found.common.values()) == sum(map(and_, mine, theirs))
    assert sum(found.first.values()) == sum(mine)
    assert sum(found.second.values()) == sum(theirs)


def test_claims_over_each_other_are_a_value_of_their_own() -> None:
    nested = [
        Claimed(1, (0, 20), Chain(Link("x", "named"))),
        Claimed(2, (5, 18), Chain(Link("y", "role")), ((5, 10), (15, 18))),
    ]
    assert [(*run,) for run in runs_of(nested)] == [
        (0, 5, "named"),
        (5, 10, "named + role"),
        (10, 15, "named"),
        (15, 18, "named + role"),
        (18, 20, "named"),
    ]


def test_planted_disagreement_on_every_claim_reads_as_one() -> None:
    """The same words, always another speaker: a peer compared keys and called that unanimous."""
    texts = [
        two(
            [claim(0, 40, "x"), claim(50, 90, "y")],
            [claim(0, 40, "y"), claim(50, 90, "x")],
            article=number,
        )
        for number in range(1, 9)
    ]
    got = found(texts)
    assert got["ana & budi", "overlap", "f1"].value == 1
    assert got["ana & budi", "speaker", "kappa"].value == pytest.approx(-1)
    value = got["ana & budi", "speaker", "alpha"].value
    assert not isinstance(value, Why)
    assert value < -0.9
    assert got["ana & budi", "speaker", "alpha"].same == 0


def test_claims_elsewhere_are_no_agreement_on_who_speaks() -> None:
    texts = [two([claim(0, 40, "x")], [claim(200, 240, "x")], article=n) for n in (1, 2, 3)]
    got = found(texts)
    assert got["", "overlap", "f1"].value == 0
    assert got["", "words", "alpha"].value < 0  # type: ignore[operator]
    speaker = got["", "speaker", "alpha"]
    assert speaker.value is Why.NO_UNIT
    assert (speaker.units, speaker.alone, speaker.articles) == (0, 6, 3)
    assert speaker.to_record()["value"] is None
    assert speaker.to_record()["why"] == "nothing that two of them judged"


def test_hop_by_hop_counts_from_the_speaker() -> None:
    texts = [
        two(
            [claim(0, 40, "agency", "x"), claim(50, 90, "y"), claim(100, 140)],
            [claim(0, 40, "x"), claim(50, 90, "y"), claim(100, 140)],
        )
    ]
    got = found(texts)
    assert (got["", "hops", "alpha"].units, got["", "hops", "alpha"].same) == (3, 2 / 3)
    assert (got["", "chain", "alpha"].units, got["", "chain", "alpha"].same) == (3, 2 / 3)
    assert got["", "speaker", "alpha"].same == 1
    assert got["", "assertion", "alpha"].value is Why.ONE_VALUE


def test_ratings_of_six_are_left_out_and_counted() -> None:
    mine = [claim(at * 50, at * 50 + 40) for at in range(6)]
    theirs = [claim(at * 50, at * 50 + 40) for at in range(6)]
    ana = Layer("ana", mine, {one.id: at + 1 for at, one in enumerate(mine)})
    rated = {one.id: at + 1 for at, one in enumerate(theirs[:5])}
    budi = Layer("budi", theirs, rated | {mine[5].id: 2})
    figure = found([Judged(1, 400, (ana, budi))])["", "credibility", "alpha"]
    assert (figure.value, figure.units, figure.left_out, figure.distance) == (1, 5, 1, "ordinal")


def three(article: int, group: str = "") -> Judged:
    layers = [
        Layer(name, [claim(0, 40, who, topic=topic)])
        for name, who, topic in (
            ("ana", "x", "rain"),
            ("budi", "x", "rice"),
            ("citra", "y", ""),
        )
    ]
    answers = [
        Given({"ana": "held", "budi": "held", "citra": "rejected"}),
        Given({"ana": "held", "budi": "held", "citra": "held"}),
    ]
    return Judged(article, 100, layers, answers, group=group)


def test_groups_are_pairs_analysts_topics_and_what_texts_stand_under() -> None:
    texts = [three(1, "Kabar"), three(2, "Suara"), three(3, "Suara")]
    groups = {by: {*tallied(texts, by)} for by in By}
    assert groups[By.PAIR] == {"", "ana & budi", "ana & citra", "budi & citra"}
    assert groups[By.ANALYST] == {"", "ana", "budi", "citra"}
    assert groups[By.TOPIC] == {"", "rain", "rice"}
    assert groups[By.OUTLET] == groups[By.WEEK] == {"", "Kabar", "Suara"}
    got = found(texts, By.OUTLET)
    assert got["Suara", "speaker", "alpha"].units == 2
    assert got["Suara", "speaker", "kappa"].value is Why.OF_TWO
    assert found(texts)["ana & budi", "answers", "kappa"].value is Why.ONE_VALUE
    assert ("rain", "words", "alpha") not in found(texts, By.TOPIC)


def test_alpha_of_three_is_not_a_mean_of_pairs() -> None:
    cells = cells_of_units([("x", "x", "y")] * 3)
    got = found([three(1), three(2), three(3)])
    assert got["", "speaker", "alpha"].value == alpha(cells)
    assert got["", "answers", "alpha"].value == alpha(
        cells_of_units([("h", "h", "r"), ("h", "h", "h")] * 3)
    )


def test_precision_and_recall_are_those_of_the_two() -> None:
    texts = [two([claim(0, 40), claim(50, 90)], [claim(0, 39)])]
    figure = found(texts, spread=JACKKNIFE)["ana & budi", "overlap", "f1"]
    assert (figure.precision, figure.recall) == (1, 0.5)
    assert figure.value == pytest.approx(2 / 3)
    assert figure.interval is Why.ONE_ARTICLE
    exact = found(texts)["ana & budi", "exact", "f1"]
    assert (exact.value, exact.alone) == (0, 3)


def test_many_texts_take_the_same_parts() -> None:
    texts = [two([claim(0, 40, "x")], [claim(0, 40, "xy"[n % 2])], article=n) for n in range(450)]
    figure = found(texts, spread=JACKKNIFE)["", "speaker", "alpha"]
    assert figure.articles == 450
    assert figure.bounds
    assert not isinstance(figure.value, Why)
    assert figure.bounds.low < figure.value < figure.bounds.high
