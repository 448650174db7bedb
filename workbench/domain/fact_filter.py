"""Which facts of an article are listed: the language of filters, over facts in memory.

`kind:quote answer:open score:>=90`: a word without a field looks for it in the fact's words. It
hides rows and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workbench.domain.decision import Verdict
from workbench.domain.fact import LINE_KINDS, NAME_KINDS, Fact, Kind
from workbench.domain.filter.fields import Field, Fields, Sort
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.filter.tree import Filter, Term, has_part, holds

_GROUPS: dict[str, Callable[[Fact], bool]] = {
    "question": lambda fact: fact.is_question,
    "name": lambda fact: fact.kind in NAME_KINDS,
    "line": lambda fact: fact.kind in LINE_KINDS,
}
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda score, value: score == value,
    ">=": lambda score, value: score >= value,
    "<=": lambda score, value: score <= value,
    ">": lambda score, value: score > value,
    "<": lambda score, value: score < value,
}
OPEN = "open"
_KINDS = (*_GROUPS, *(kind.value for kind in Kind))
_ANSWERS = (OPEN, *(verdict.value for verdict in Verdict))

FACT_FIELDS: Fields = {
    "text": Field(Sort.PART, "words in the fact's words, as without a field"),
    "kind": Field(
        Sort.CHOICE,
        "quote, event, relay, time, quantity, person, ...; question, name or line",
        _KINDS,
    ),
    "answer": Field(
        Sort.CHOICE, "open, accepted, corrected, rejected, skipped or unsure", _ANSWERS
    ),
    "score": Field(Sort.PERCENT, "how likely it is right, in percent; >=, <=, > and < compare"),
    "speaker": Field(Sort.PART, "words in the speaker's name"),
    "rule": Field(Sort.PART, "words in the rule's id"),
}


def parse_fact_filter(words: str) -> Filter:
    """What a line asks for. Raises UsageError on a field or value that there is not."""
    return parse_filter(words, FACT_FIELDS)


def fits(
    fact: Fact, verdict: Verdict | None, terms: Filter, *, likelihood: float | None = None
) -> bool:
    """Whether a filter holds for a fact with this analyst's answer to it. likelihood: that it is
    right, 0 to 1, where more is known than the rule's shipped precision."""
    score = round((fact.score if likelihood is None else likelihood) * 100)
    return holds(terms, partial(_holds, fact, verdict, score))


def _holds(fact: Fact, verdict: Verdict | None, score: int, term: Term) -> bool:
    if term.field == "kind":
        group = _GROUPS.get(term.value)
        return group(fact) if group else fact.kind.value == term.value
    if term.field == "answer":
        if term.value == OPEN:
            return fact.is_question and (verdict is None or not verdict.is_answer)
        return verdict is not None and verdict.value == term.value
    if term.field == "score":
        return _COMPARISONS[term.comparison](score, float(term.value.rstrip("%")))
    if term.field == "speaker":
        return has_part(term.value, _speaker(fact))
    return has_part(term.value, fact.rule if term.field == "rule" else fact.span.exact)


def _speaker(fact: Fact) -> str:
    speaker = fact.speaker
    return " ".join((*speaker.names, speaker.span.exact)) if speaker else ""
