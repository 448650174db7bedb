"""Measuring leaves out what nobody said, where the truth holds quotations only."""

from __future__ import annotations

import pytest

from workbench.measure.matching import Annotation
from workbench.measure.truth import GoldDocument
from workbench.services.measuring import evaluate_gold

TEXT = "Rina Wijaya mengatakan kapal itu tenggelam. Budi Santoso enggan menyebutkan jumlah korban."


@pytest.mark.parametrize(("words", "right"), [("kapal itu tenggelam", 1), ("jumlah korban", 0)])
def test_a_refusal_is_no_quotation(words: str, right: int) -> None:
    start = TEXT.index(words)
    truth = Annotation(kind="quote", pieces=((start, start + len(words)),))
    document = GoldDocument(id="g", text=TEXT, lang="id", annotations=(truth,))
    found = evaluate_gold([document])
    tally = next(
        one for key, one in found.tallies.items() if (key.kind, key.measure) == ("quote", "exact")
    )
    assert (tally.found, tally.right) == (1, right)
