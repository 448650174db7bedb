"""A ruling is withdrawn: the difference is open again, as if nobody had ruled on it."""

from __future__ import annotations

import pytest
from deciding_cases import called, claimed, finish, kinds, letter_of, only_case, ruled
from services_cases import is_sound, records
from stores import Stores

from workbench.domain.claim import ClaimState
from workbench.domain.deciding import Kind
from workbench.domain.ruling import Answer
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services.adjudication import Case, case_of, rule_with_third
from workbench.services.annotate import assess_claim
from workbench.services.disputes import decided_otherwise, dispute, disputed
from workbench.services.history import undo
from workbench.services.view import view_article
from workbench.services.withdrawing import ruling_called, withdraw
from workbench.services.workbench import Workbench


@pytest.fixture
def case(bench: Workbench) -> Case:
    """Ana and Budi differ in who says it."""
    claimed(bench, "ana", "Polisi")
    claimed(bench, "budi", "Hakim")
    finish(bench, "ana", "budi")
    return only_case(bench)


def test_what_is_withdrawn_is_open_again_and_its_dispute_is_answered(
    bench: Workbench, case: Case
) -> None:
    before = records(bench.store)
    ruled(bench, case, letter_of(case, "ana"))
    (one,) = decided_otherwise(called(bench, "budi"))
    dispute(called(bench, "budi"), one, "bukan polisi")
    citra = called(bench, "citra")
    done = withdraw(citra, ruling_called(citra, case.unit.uid[:8]))
    assert str(done).endswith("is open again; 1 dispute answered")
    assert kinds(bench) == [(Kind.SPEAKER,)]
    assert (disputed(citra), decided_otherwise(called(bench, "budi"))) == ([], [])
    now = records(bench.store)
    assert now.keys() - before.keys() <= {"ruling", "dispute"}
    assert before.items() <= now.items(), "nobody's own answer changed"
    (said,) = bench.store.rulings.disputes()
    assert (said.answer, said.reply) == (Answer.SETTLED, "the ruling was withdrawn")
    undo(citra)
    assert (kinds(bench), len(disputed(citra))) == ([], 1)
    assert is_sound(bench)


def test_an_answer_that_stood_for_the_others_is_withdrawn_with_its_ruling(
    bench: Workbench, case: Case
) -> None:
    citra = called(bench, "citra")
    third = rule_with_third(citra, case, 0)
    assess_claim(bench, view_article(bench, case.number), third.uid, credibility=2)
    done = withdraw(citra, ruling_called(citra, case.unit.uid))
    (gone,) = bench.store.claims.many([third.uid])
    assert (done.is_third, gone.state) == (True, ClaimState.WITHDRAWN)
    assert kinds(bench) == [(Kind.SPEAKER,)]
    undo(citra)
    assert bench.store.claims.many([third.uid]) == [third]
    assert kinds(bench) == []
    assert is_sound(bench)


def test_who_decides_anew_withdraws_the_answer_that_stood_before(
    bench: Workbench, case: Case
) -> None:
    citra = called(bench, "citra")
    first = rule_with_third(citra, case, 0)
    ruled(bench, _again(citra, case), "a")
    second = rule_with_third(citra, _again(citra, case), 1)
    states = {one.uid: one.state for one in bench.store.claims.many([first.uid, second.uid])}
    assert states == {first.uid: ClaimState.WITHDRAWN, second.uid: ClaimState.REVIEWED}
    assert kinds(bench) == []
    assert is_sound(bench)


def _again(bench: Workbench, case: Case) -> Case:
    return case_of(bench, case.number, case.unit.uid)


def test_what_was_withdrawn_or_decided_anew_is_withdrawn_once(bench: Workbench, case: Case) -> None:
    citra = called(bench, "citra")
    with pytest.raises(NotFoundError, match="no ruling"):
        ruling_called(citra, case.unit.uid)
    ruled(bench, case, "a")
    ruling = ruling_called(citra, case.unit.uid)
    withdraw(citra, ruling)
    with pytest.raises(ConflictError, match="decided it anew, or withdrew it"):
        withdraw(citra, ruling)


def test_on_a_shared_store_nobody_withdraws_what_she_is_a_side_of(
    bench: Workbench, stores: Stores, case: Case
) -> None:
    ruled(bench, case, "a")
    stores.share()
    with pytest.raises(UsageError, match="your own"):
        withdraw(bench, ruling_called(bench, case.unit.uid))
    withdraw(called(bench, "citra"), ruling_called(bench, case.unit.uid))
