"""In whatever order claims are changed and ruled on, taken back and done again: a ruling stands for
what the claims said, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest
from deciding_cases import ARTICLE, called, claimed, finish, letter_of, only_case, ruled
from services_cases import is_sound, view_of

from workbench.domain.claim import Claim, ClaimState
from workbench.domain.deciding import stands, states_of
from workbench.errors import WorkbenchError
from workbench.services.adjudication import Case, cases_of, differing, rule, rule_with_third, taking
from workbench.services.annotate import edit_claim, remove_claim
from workbench.services.history import redo, undo
from workbench.services.layer import decided_layer
from workbench.services.units import Compared, StandingRulings
from workbench.services.workbench import Workbench

ANALYSTS, ADJUDICATORS = ("ana", "budi"), ("citra", "dewi")


def standing(bench: Workbench) -> set[str]:
    """Uids of the rulings that stand, as they are found."""
    rulings = StandingRulings(bench)
    return {one.uid for one in rulings.all if rulings.of(one.uid)}


def standing_one_by_one(bench: Workbench) -> set[str]:
    """The same, by looking at every claim."""
    states = states_of(view_of(bench.seeing_all(), ARTICLE).claims)
    return {one.uid for one in bench.store.rulings.all() if stands(one, states)}


class Team:
    """Four people who do anything, in any order."""

    def __init__(self, bench: Workbench, seed: int) -> None:
        self.bench, self.dice = bench, Random(seed)
        for at in (0, 40):
            claimed(bench, "ana", "Polisi", at=at)
            claimed(bench, "budi", "Hakim", at=at)
        self.number = finish(bench, "ana", "budi")
        self.begun, _ = bench.store.journal.head()
        self.open: list[Case] = []
        """Cases that are on somebody's screen, and may be older than the claims."""
        self.look()

    def acts(self) -> list[Callable[[], object]]:
        """What can be done."""
        return [
            self.edit, self.edit, self.state, self.remove, self.look, self.rule, self.rule,
            self.third, self.undo, self.undo, self.undo, self.redo, self.redo,
        ]  # fmt: skip

    def act(self) -> None:
        """Do one of it; what is refused changes nothing."""
        with suppress(WorkbenchError):
            self.dice.choice(self.acts())()

    def _claim(self) -> tuple[Workbench, Claim]:
        claims = view_of(self.bench.seeing_all(), ARTICLE).claims
        one = self.dice.choice([one for one in claims if one.analyst in ANALYSTS])
        return called(self.bench, one.analyst), one

    def edit(self) -> None:
        bench, claim = self._claim()
        said = self.dice.choice(["", "Kapal karam.", "Kapal hilang."])
        edit_claim(bench, view_of(bench, ARTICLE), replace(claim, restatement=said))

    def state(self) -> None:
        bench, claim = self._claim()
        state = self.dice.choice([*ClaimState])
        edit_claim(bench, view_of(bench, ARTICLE), replace(claim, state=state))

    def remove(self) -> None:
        bench, claim = self._claim()
        if self.dice.random() < 0.1:
            remove_claim(bench, view_of(bench, ARTICLE), claim.uid)

    def look(self) -> None:
        self.open += list(cases_of(called(self.bench, "citra"), self.number))

    def _case(self) -> tuple[Workbench, Case]:
        """One as it is now, or as it was shown before."""
        bench = called(self.bench, self.dice.choice(ADJUDICATORS))
        now = list(cases_of(bench, self.number)) if self.dice.random() < 0.7 else []
        return bench, self.dice.choice(now or self.open)

    def rule(self) -> None:
        bench, case = self._case()
        rule(bench, case, taking(case, self.dice.choice(["a", "b", "both", "neither"])), why="x")

    def third(self) -> None:
        bench, case = self._case()
        rule_with_third(bench, case, self.dice.randrange(len(case.standpoints)))

    def undo(self) -> None:
        name = self.dice.choice(ANALYSTS + ADJUDICATORS)
        last = self.bench.store.journal.to_undo(name)
        if last and last.seq > self.begun:
            undo(called(self.bench, name))

    def redo(self) -> None:
        redo(called(self.bench, self.dice.choice(ANALYSTS + ADJUDICATORS)))


@pytest.mark.parametrize("seed", range(4))
def test_a_ruling_stands_for_what_the_claims_say_in_every_order_of_acts(
    bench: Workbench, seed: int
) -> None:
    team, compared = Team(bench, seed), Compared()
    ever = 0
    for _ in range(100):
        team.act()
        found = standing(bench)
        assert found == standing_one_by_one(bench)
        for one in compared.articles(bench):
            assert one.decided == {place.uid for place in one.places} & found
        ever = max(ever, len(found))
    assert ever
    assert is_sound(bench)


def test_the_undo_of_a_second_ruling_brings_back_none_over_a_claim_changed_since(
    bench: Workbench,
) -> None:
    claimed(bench, "ana", "Polisi")
    theirs = claimed(bench, "budi", "Kapolres")
    number = finish(bench, "ana", "budi")
    case, citra = only_case(bench), called(bench, "citra")
    ruled(bench, case, letter_of(case, "budi"))
    budi = called(bench, "budi")
    edit_claim(budi, view_of(budi, ARTICLE), replace(theirs, restatement="Lain."))
    assert [one.number for one in differing(citra).rows] == [number]
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "ana"))
    undo(citra)
    assert [one.number for one in differing(citra).rows] == [number]
    assert not decided_layer(bench).standings
    redo(citra)
    assert differing(citra).rows == ()


def test_what_somebody_changed_while_a_case_was_shown_is_not_ruled_on(bench: Workbench) -> None:
    mine = claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    case = only_case(bench)
    edit_claim(bench, view_of(bench, ARTICLE), replace(mine, restatement="Lain."))
    with pytest.raises(WorkbenchError, match="changed meanwhile"):
        ruled(bench, case, "a")
    assert not bench.store.rulings.are_there
    ruled(bench, only_case(bench), "a")
    assert differing(called(bench, "citra")).rows == ()
