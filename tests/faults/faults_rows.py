"""What a row of the fault suite is, how it is run, and what is recorded of it.

A row is a kind of fault. It is either an attempt, run as often as asked for, each on fresh ground
with a seed of its own; or a suite: tests of the project whose every case is one fault. An attempt
raises AssertionError when something that was called done is not there, and counts what happened.
"""

from __future__ import annotations

import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from services_cases import sample_database

ROOT = Path(__file__).resolve().parents[2]
TOLD = 5
"""Failures of a row that are told at length."""


class SkippedError(Exception):
    """A row cannot be run here: why, in words."""


class Ground:
    """What attempts begin from, made once for all of them; never written to afterwards."""

    def __init__(self, folder: Path, *, is_long: bool = False) -> None:
        self.folder = folder
        self.is_long = is_long
        """Whether attempts may be as large as the row says."""
        self.kept: dict[str, object] = {}
        """What a row made of it for its own attempts."""

    @cached_property
    def sample(self) -> Path:
        """A database with the sample set."""
        return sample_database(self.folder).file

    def copy(self, folder: Path) -> Path:
        """A database of the sample set that may be broken."""
        return Path(shutil.copy(self.sample, folder / "bench.db"))


Attempt = Callable[[Ground, Path, int], Counter[str]]
"""Ground, an empty folder, and the attempt's number, which is its seed too; what it counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One kind of fault, tried many times."""

    name: str
    fault: str
    """What is done to the program."""
    checked: str
    """What must be so afterwards."""
    attempt: Attempt
    tries: int
    """Attempts of the long form."""
    short: int
    """Attempts of the suite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """One kind of fault whose cases are tests of their own, which the test suite runs anyway."""

    name: str
    fault: str
    checked: str
    tests: tuple[str, ...]
    """What pytest is given: files, or cases by their names."""
    environ: dict[str, str] = field(default_factory=dict)
    """Variables that ask for the long form of these tests."""


@dataclass(slots=True)
class Outcome:
    """What came of a row."""

    tried: int = 0
    lost: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    skipped: str = ""


def run_row(ground: Ground, row: Row, tries: int, say: Callable[[str], None]) -> Outcome:
    """Every attempt of a row, on fresh ground each; what fails is told, and the rest go on."""
    outcome = Outcome()
    for seed in range(tries):
        with tempfile.TemporaryDirectory(prefix="workbench-fault-") as folder:
            try:
                outcome.counted += row.attempt(ground, Path(folder), seed)
            except SkippedError as error:
                return Outcome(skipped=str(error))
            except Exception as error:
                outcome.lost += 1
                if outcome.lost <= TOLD:
                    say(f"{row.name} {seed}: {error}\n{traceback.format_exc()}")
        outcome.tried += 1
        if outcome.tried % max(1, tries // 20) == 0:
            say(f"{row.name}: {outcome.tried} of {tries}, {outcome.lost} lost")
    return outcome


def run_suite(suite: Suite, environ: dict[str, str], say: Callable[[str], None]) -> Outcome:
    """Every test of a suite in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="workbench-fault-") as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *suite.tests, f"--junitxml={report}",
             "-o", "junit_family=xunit1"],
            cwd=ROOT, env={**environ, **suite.environ}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{suite.name}: pytest ended with {done.returncode}\n{done.stdout}")
        if done.returncode:
            say(f"{suite.name}:\n{done.stdout}")
        return _outcome_of(report)


def _outcome_of(report: Path) -> Outcome:
    outcome, reasons = Outcome(), []
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        parts = {part.tag: part for part in case}
        if "skipped" in parts:
            reasons.append(parts["skipped"].get("message", ""))
            continue
        # A test may try many: record_property("tried", COUNT).
        told = case.find("./properties/property[@name='tried']")
        outcome.tried += 1 if told is None else int(told.get("value", "1"))
        outcome.lost += bool(parts.keys() & {"failure", "error"})
    outcome.counted["cases that cannot be tried here"] = len(reasons)
    if not outcome.tried:
        outcome.skipped = reasons[0] if reasons else "no test"
    return outcome


def record(row: Row | Suite, outcome: Outcome, began: float) -> dict[str, object]:
    """What is kept of a run: plain JSON values."""
    return {
        "name": row.name,
        "fault": row.fault,
        "checked": row.checked,
        "tried": outcome.tried,
        "survived": outcome.tried - outcome.lost,
        "lost": outcome.lost,
        "counted": {what: count for what, count in sorted(outcome.counted.items()) if count},
        "skipped": outcome.skipped,
        "seconds": round(time.monotonic() - began),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
    }
