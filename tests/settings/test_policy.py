from __future__ import annotations

from workbench.policy import OPEN, RESTRICTED, Deed, chosen_policy


def test_the_environment_chooses_and_open_is_the_default() -> None:
    assert chosen_policy({}) is OPEN
    assert chosen_policy({"WORKBENCH_RESTRICTED": ""}) is OPEN
    assert chosen_policy({"WORKBENCH_RESTRICTED": "0"}) is OPEN
    chosen = chosen_policy({"WORKBENCH_RESTRICTED": "1"})
    assert chosen is RESTRICTED
    assert not chosen.may_suspend
    assert not chosen.may(Deed.START_PROGRAMS)
