"""Facts that a cluster found, checked as if anybody could have sent them, and made anew.

Words are taken from the text here, so that a fact cannot state others; each fact is held to the
published schema; and what is kept beside the facts (questions, counts, gist) is worked out here. Of
the bytes that came nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.domain.fact import Credit, Fact, best_by_identity
from workbench.errors import WorkbenchError
from workbench.exchange.schema import problem
from workbench.extract import EXTRACTOR, Document
from workbench.services.cluster.batches import AnswerError
from workbench.services.finding import as_kept
from workbench.stored.packed import placed, unpacked_fact

if TYPE_CHECKING:
    from workbench.verbs.facts import PackedFacts

_NO_FACTS = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
    WorkbenchError,
)  # fmt: skip
"""What becomes of reading bytes that are none."""


def checked(document: Document, came: bytes) -> PackedFacts:
    """The facts of a text as they are kept, from what came for it. Raises AnswerError."""
    try:
        told = placed(json.loads(came))
        facts = [unpacked_fact(one, EXTRACTOR, document.text) for one in told]
        records = [fact.to_record() for fact in facts]
        _check(facts, records, document.text)
        return as_kept(document, facts, records)
    except _NO_FACTS as error:
        raise AnswerError(
            "the cluster sends facts that do not fit their article: nothing of them is kept",
            "What was kept before is sound. See who runs that cluster.",
        ) from error


def _check(facts: Sequence[Fact], records: Sequence[dict[str, Any]], text: str) -> None:
    if best_by_identity(facts) != facts:
        raise ValueError("out of order, or one twice")
    for fact, record in zip(facts, records, strict=True):
        if fact.extractor != EXTRACTOR:
            raise ValueError("found by another extractor")
        if wrong := problem(record, "fact.json"):
            raise ValueError(wrong)
        if isinstance(fact.attributes, Credit):
            for extent in (fact.attributes.paragraph, fact.attributes.statement):
                if extent and not 0 <= extent[0] <= extent[1] <= len(text):
                    raise ValueError("stands outside of the text")
