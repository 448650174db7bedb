"""Whatever is typed, the answer is a documented exit code and clean output."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from cli_cases import NoDesk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.cli.main import main

READING = ["list", "show", "search", "facts", "claims", "sources", "session", "log", "formats"]
WORDS = st.one_of(
    st.sampled_from(["--json", "--where", "--limit", "3", "#1", "--width", "--", "-1", "99", "*"]),
    st.sampled_from(['text:"a', "date:>=2020", "-lang:id", 'outlet:"', "questions:x", "a:b:c"]),
    st.text(st.characters(exclude_characters="\0"), max_size=12).filter(
        lambda word: not word.startswith(("--a", "--d"))
    ),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(verb=st.sampled_from(READING), words=st.lists(WORDS, max_size=4))
def test_any_words_are_answered(
    seed: dict[str, Path], monkeypatch: pytest.MonkeyPatch, verb: str, words: list[str]
) -> None:
    out, err = io.BytesIO(), io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), "utf-8"))
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8"))
        patch.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8", errors="backslashreplace"))
        code = main(["--db", str(seed["annotated"]), "--analyst", "ana", verb, *words], NoDesk())
        sys.stdout.flush()
        sys.stderr.flush()
        printed, told = out.getvalue().decode("utf-8"), err.getvalue()
    assert code in (0, 2, 4), told
    assert code == 0 or (not printed and told)
    assert all(line.isprintable() for line in printed.replace("\u00a0", " ").split("\n"))
