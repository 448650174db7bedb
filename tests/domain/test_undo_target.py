"""What undo and redo take back, however many there were: against a pile of acts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.journal import REDO, UNDO, Before, Entry, redo_target, undo_target

Op = tuple[str, int | None]


def entry(seq: int, op: str, undoes: int | None = None) -> Entry:
    return Entry(seq, "2026-03-04T00:00:00Z", "ana", None, op, (), undoes, "")


def looking(entries: list[Entry], reads: list[int | None]) -> Before:
    def before(number: int | None) -> Entry | None:
        reads.append(number)
        return next((one for one in reversed(entries) if number is None or one.seq < number), None)

    return before


@given(st.lists(st.sampled_from(["act", "import", UNDO, REDO]), max_size=60))
def test_undo_and_redo_take_back_what_lies_on_top(ops: list[str]) -> None:
    entries: list[Entry] = []
    done: list[int] = []
    undone: list[tuple[int, int]] = []
    for op in ops:
        seq = len(entries) + 1
        if op == "act":
            done.append(seq)
            undone.clear()
        elif op == UNDO and done:
            undone.append((seq, done.pop()))
        elif op == REDO and undone:
            done.append(undone.pop()[1])
        elif op != "import":
            continue
        undo, redo = undo_target(looking(entries, [])), redo_target(looking(entries, []))
        undoes = {UNDO: undo, REDO: redo}.get(op)
        entries.append(entry(seq, op, undoes.seq if undoes else None))
        on_top = undo_target(looking(entries, []))
        assert (on_top.seq if on_top else None) == (done[-1] if done else None)
        to_redo = redo_target(looking(entries, []))
        assert (to_redo.seq if to_redo else None) == (undone[-1][0] if undone else None)


def test_the_last_of_many_undos_reads_no_more_than_the_first() -> None:
    entries = [entry(seq, "act") for seq in range(1, 1001)]
    for _ in range(1000):
        reads: list[int | None] = []
        target = undo_target(looking(entries, reads))
        assert target
        assert len(reads) <= 2
        entries.append(entry(len(entries) + 1, UNDO, target.seq))
    assert undo_target(looking(entries, [])) is None


def test_an_undo_that_names_nothing_ends() -> None:
    for op in (UNDO, REDO):
        for undoes in (None, 7):
            entries = [entry(1, "act"), entry(2, op, undoes)]
            assert undo_target(looking(entries, [])) in (entries[0], None)
            redo_target(looking(entries, []))
