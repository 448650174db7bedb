from __future__ import annotations

from workbench.domain.told import Told, ToldLater


def test_facts_are_counted_without_being_told_and_told_once() -> None:
    made: list[Told] = []

    def tell() -> list[Told]:
        made.append(Told("time-0-3", 0, 3, False, "{}"))
        return made

    later = ToldLater(1, tell)
    assert len(later) == 1
    assert not made
    assert [one.id for one in later] == ["time-0-3"]
    assert later[0] is later[-1]
    assert len(made) == 1


def test_what_cannot_be_told_after_all_is_not_counted() -> None:
    later = ToldLater(3, list)
    assert len(later) == 3
    assert list(later) == []
    assert len(later) == 0
