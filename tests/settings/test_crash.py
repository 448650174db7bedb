from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from workbench import crash


def _failing(words: str) -> None:
    try:
        raise FileNotFoundError(2, words, words)
    except OSError as error:
        raise ValueError(words) from error


def test_a_crash_report_tells_types_places_and_numbers_but_no_words() -> None:
    try:
        _failing("kata saksi")
    except ValueError as error:
        report = crash.crash_report(error, at=datetime(2020, 1, 9, tzinfo=UTC))
    assert "FileNotFoundError (errno 2)" in report
    assert "which led to\nbuiltins.ValueError" in report
    assert "in _failing" in report
    assert "kata saksi" not in report


def test_a_group_of_errors_is_reported_with_its_members() -> None:
    group = ExceptionGroup("kata", [KeyError("saksi"), OSError(28, "kata")])
    report = crash.crash_report(group, at=datetime(2020, 1, 9, tzinfo=UTC))
    assert "KeyError" in report
    assert "(errno 28)" in report
    assert "kata" not in report


def test_a_deep_recursion_makes_a_short_report() -> None:
    def deep(n: int) -> int:
        return deep(n + 1) + 1

    try:
        deep(0)
    except RecursionError as error:
        report = crash.crash_report(error, at=datetime(2020, 1, 9, tzinfo=UTC))
    assert len(report.splitlines()) < crash.MAX_FRAMES + 10


def test_only_the_newest_crash_files_are_kept(tmp_path: Path) -> None:
    for number in range(crash.KEPT + 5):
        (tmp_path / f"crash-2020{number:04}.txt").write_text("")
    said = crash.write_crash(KeyError("x"), tmp_path)
    files = sorted(tmp_path.iterdir())
    assert len(files) == crash.KEPT
    assert str(files[-1]) in said


def test_without_a_place_the_crash_is_still_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = crash.write_crash(KeyError("kata"), tmp_path / "file")
    assert said == (
        "workbench: internal error (KeyError); what you recorded is saved. "
        "No crash file could be written."
    )
