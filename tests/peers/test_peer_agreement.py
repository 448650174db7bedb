"""Alpha and kappa as krippendorff and nltk compute them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.measure.agreement.coefficients import Distance, Why, alpha, cells_of_units, kappa

Peer = Callable[[str], Any]
UNITS = st.integers(2, 4).flatmap(
    lambda many: st.lists(
        st.lists(st.none() | st.integers(1, 5), min_size=many, max_size=many),
        min_size=2,
        max_size=25,
    )
)
MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("distance", Distance)
@MANY
@given(units=UNITS)
def test_alpha_is_that_of_krippendorff(
    peer: Peer, distance: Distance, units: list[list[int | None]]
) -> None:
    theirs = peer("krippendorff")
    ours = alpha(cells_of_units(units), distance)
    if isinstance(ours, Why):
        given = {one for unit in units if sum(v is not None for v in unit) > 1 for one in unit}
        assert len(given - {None}) < 2
        return
    data = [
        [float("nan") if one is None else float(one) for one in row]
        for row in zip(*units, strict=True)
    ]
    assert ours == pytest.approx(theirs.alpha(data, level_of_measurement=distance.value))


@MANY
@given(units=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2))
def test_kappa_and_alpha_are_those_of_nltk(peer: Peer, units: list[tuple[str, str]]) -> None:
    agreement = peer("nltk.metrics.agreement")
    cells = cells_of_units(units)
    ours = kappa(cells)
    if isinstance(ours, Why):
        assert {one for unit in units for one in unit} == {units[0][0]}
        return
    task = agreement.AnnotationTask(
        data=[
            (who, at, label)
            for at, unit in enumerate(units)
            for who, label in zip("xy", unit, strict=True)
        ]
    )
    assert ours == pytest.approx(task.kappa())
    assert alpha(cells) == pytest.approx(task.alpha())
