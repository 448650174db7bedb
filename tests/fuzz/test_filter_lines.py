"""Lines that may be filters, read or refused and asked; some of them.

The long form: `python tests/fuzz/fuzz_filters.py 100000`.
"""

from __future__ import annotations

from pathlib import Path

from filter_lines import asked_bench, run


def test_every_line_is_refused_in_words_or_can_be_asked(tmp_path: Path) -> None:
    with asked_bench(tmp_path) as bench:
        taken = run(bench, 80, 20_241_129, lambda done: None)
    assert 20 < taken < 75
