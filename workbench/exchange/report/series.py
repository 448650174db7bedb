"""Who stands by which number of those that articles count otherwise: `domain.series` says it."""

from __future__ import annotations

from workbench.domain.series import Number
from workbench.domain.series import Stand as Course
from workbench.domain.series import stands as courses
from workbench.domain.timex import extent_of
from workbench.exchange.report.differing import Counted, Difference

Stand = Course[Counted]


def stands(difference: Difference) -> list[Stand]:
    """Who stands by which number: those who changed their own first, then by days; of others who
    say a number that is told already none."""
    return courses(_number(one) for side in difference.sides for one in side)


def _number(one: Counted) -> Number[Counted]:
    return Number(
        one, one.number.low, one.number.high, one.keys, one.article.uid, extent_of(one.day or None),
        one.distance, one.number.is_right, one.is_wrong,
    )  # fmt: skip
