"""Some broken files of each kind through every reader, and what came out of such files once.

The long form: `python tests/fuzz/fuzz_readers.py 100000`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from broken_readers import Round, problems_of
from whole_files import whole_files

from workbench.intake import Document, Refused
from workbench.intake.document import Raw

FEW = 6
"""Files of each kind: a PDF is read in a process of its own, which takes its time."""


def test_whatever_happens_to_a_file_is_an_article_or_a_refusal_in_words(tmp_path: Path) -> None:
    trial = Round(5, tmp_path)
    trial.go(FEW * len(whole_files()))
    assert not trial.found, "\n".join(trial.found)
    for kind in whole_files():
        assert trial.counts[kind, "files"] == FEW
    assert trial.counts["all", "kept"]


_GOOD = Document(text="Dua kapal batal.", raw=Raw("a" * 64), retrieved_how="file", origin="a.eml")
_BAD: dict[str, Document | Refused] = {
    "no text": replace(_GOOD, text=" "),
    "not normalised": replace(_GOOD, text="kapal\0"),
    "no line": replace(_GOOD, title="Dua\u2028kapal"),
    "no hash": replace(_GOOD, raw=Raw("")),
    "no language": replace(_GOOD, lang="min"),
    "other bytes": replace(_GOOD, raw=Raw("a" * 64, b"kapal")),
    "no value": replace(_GOOD, extra={"a": ["b"]}),  # type: ignore[dict-item]
    "without words": Refused("a.eml:1", "it holds no text", ""),
    "not alone": Refused("a.eml", "it breaks off", "Get it again."),
}


@pytest.mark.parametrize("what", _BAD)
def test_the_rules_find_what_breaks_them(what: str) -> None:
    path = Path("a.eml")
    assert list(problems_of("mail", path, [_GOOD])) == []
    assert what in " ".join(problems_of("mail", path, [_GOOD, _BAD[what]]))


def test_a_file_that_gives_nothing_is_found() -> None:
    assert list(problems_of("mail", Path("a.eml"), []))
