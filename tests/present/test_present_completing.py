"""What the end of a filter may become, and where a mistake in it is shown."""

from __future__ import annotations

import pytest

from workbench.domain.filter.fields import ARTICLE_FIELDS, CLAIM_FIELDS
from workbench.present.cells import width_of
from workbench.present.completing import completions, typed_last
from workbench.present.mistake import mistake_lines

OUTLETS = [("Daily Sabah", "5 articles"), ("Tempo", ""), ("Sabah Post", "")]


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("sta", ["state:"]),
        ("lang:id -sta", ["lang:id -state:"]),
        ("(sta", ["(state:"]),
        ("kapal or (rob -sta", ["kapal or (rob -state:"]),
        ("state:d", ["state:done"]),
        ("state:done", []),
        ("has:cl", ["has:claims"]),
        ("-outlet:sab", ['-outlet:"Daily Sabah"', '-outlet:"Sabah Post"']),
        ('outlet:"Daily S', ['outlet:"Daily Sabah"']),
        (
            "outlet:(Tempo or sab",
            ['outlet:(Tempo or "Daily Sabah"', 'outlet:(Tempo or "Sabah Post"'],
        ),
        ('outlet:"Daily Sabah" sta', ['outlet:"Daily Sabah" state:']),
        ("date:>=", ["date:>=yesterday", "date:>=7d", "date:>=2w", "date:>=3m"]),
        ("date:t", ["date:today"]),
        ('"banjir sta', []),
        ("(lang:id)", []),
        ("zzz", []),
    ],
)
def test_the_end_of_a_line_becomes_a_field_or_a_value(line: str, becomes: list[str]) -> None:
    known = OUTLETS if "outlet:" in line else ()
    assert [whole for whole, _ in completions(line, ARTICLE_FIELDS, known)] == becomes


def test_a_field_by_an_older_name_is_asked_for_by_its_own() -> None:
    typed = typed_last("analyst:bu", CLAIM_FIELDS)
    assert typed
    assert (typed.field, typed.words) == ("by", "bu")
    assert completions("analyst:bu", CLAIM_FIELDS, [("budi", "")]) == [("by:budi", "")]


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "wrong"),
    [
        ("lang:id outlt:x", 8, 13, "lang:id outlt:x", "outlt"),
        ("東京 outlt:x", 3, 8, "東京 outlt:x", "outlt"),
        ("kapal or", 8, 9, "kapal or", "^"),
        (f"{'a ' * 400}outlt:x {'b ' * 400}", 800, 805, "…", "outlt"),
        (f"{'東' * 100} outlt:x {'京' * 60}", 101, 106, "…東", "outlt"),
        ("x" * 10_001, 10_000, 10_001, "…", "x"),
        ("\x1b[31m\n outlt:x", 7, 12, "␛[31m␤ outlt:x", "outlt"),
    ],
)
def test_carets_stand_under_what_is_wrong(
    line: str, start: int, end: int, shown: str, wrong: str
) -> None:
    above, below = mistake_lines(line, start, end)
    assert above.startswith(shown)
    assert above.isprintable()
    assert width_of(above) <= 80
    at = len(below) - len(below.lstrip())
    carets = below.strip()
    assert set(carets) == {"^"}
    if wrong == "^":
        assert (at, carets) == (width_of(above), "^")
    else:
        before = next(n for n in range(len(above)) if width_of(above[:n]) == at)
        assert above[before : before + len(wrong)] == wrong
        assert len(carets) == width_of(wrong)


def test_a_day_that_is_due_is_offered_as_what_is_still_to_come() -> None:
    offered = dict(completions("queue:mine due:", ARTICLE_FIELDS))
    assert offered["queue:mine due:<today"] == "late"
    assert "queue:mine due:tomorrow" in offered
    assert not any("7d" in line for line in offered)
    assert "date:>=7d" in dict(completions("date:", ARTICLE_FIELDS))
