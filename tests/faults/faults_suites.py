"""Rows whose cases are tests of their own: each fault happens once, in its own way."""

from __future__ import annotations

from faults_rows import Suite

LONG = {"FAULT_ROUNDS": "10"}

ROWS = (
    Suite(
        name="kill in a migration",
        fault="kill -9 at points spread over the opening of a database of each schema before; "
        "several programs that open it at once; no room for the copy or for the new schema",
        checked="the file has the old schema and every row of it, or the new one with the proved "
        "copy of the old beside it; the next opening is sound; nothing half is left",
        tests=("tests/faults/test_migrations.py",),
        environ=LONG,
    ),
    Suite(
        name="restore broken off",
        fault="kill -9 and interrupts at points spread over a restore; a restore across devices; "
        "logs without an index on a full disk",
        checked="what opens next is the old database or the restored one, whole; the old one is "
        "kept beside the restored one; whoever opens it is told",
        tests=("tests/faults/test_restore.py",),
        environ=LONG,
    ),
    Suite(
        name="file taken away or written over",
        fault="the file of an open desk is deleted, moved, replaced, cut, emptied, written over, "
        "loses its log, gets another schema, or its folder goes",
        checked="no act is called done that is not at the path; what was done is kept in a file "
        "that is named, and can be restored; another file at the path stays sound",
        tests=("tests/faults/test_lost_file.py",),
    ),
    Suite(
        name="lock held, disk full, rights gone",
        fault="a lock that is never let go, a disk that is full or fills up, rights that are taken "
        "away, damage, under running programs and desks",
        checked="acts are refused in words, with who holds the lock; one can read and leave; "
        "nothing is changed",
        tests=("tests/faults/test_leaving.py", "tests/faults/test_faults.py"),
    ),
    Suite(
        name="signals",
        fault="TERM, HUP, INT, QUIT, USR1, USR2, ALRM and XCPU at moments spread over a start, and "
        "while something is being typed, in every prompt",
        checked="the terminal is as it was, the exit code says which signal, what was being typed "
        "is kept and offered again",
        tests=("tests/tui/test_signals.py",),
        environ={"SIGNAL_POINTS": "100"},
    ),
)
