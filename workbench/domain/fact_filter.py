"""Which facts of an article are listed: the filter's `field:value` terms, over facts in memory.

`kind:quote answer:open score:>=90`: all terms must hold, a leading minus negates one, a word
without a field looks for it in the fact's words. It hides rows and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.domain.decision import Verdict
from workbench.domain.fact import LINE_KINDS, NAME_KINDS, Fact, Kind
from workbench.domain.filter import Term, parse_filter
from workbench.errors import UsageError

FACT_FIELDS = {
    "kind": "quote, event, relay, time, quantity, person, ...; question, name or line",
    "answer": "open, accepted, corrected, rejected, skipped or unsure",
    "score": "how likely it is right, in percent; >=, <=, > and < compare",
    "speaker": "words in the speaker's name",
    "rule": "words in the rule's id",
    "text": "words in the fact's words",
}

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


def parse_fact_filter(words: str) -> tuple[Term, ...]:
    """The terms of a filter line. Raises UsageError on a field or value that there is not."""
    terms = parse_filter(words, FACT_FIELDS)
    for term in terms:
        known = FACT_VALUES.get(term.field)
        if known and term.value not in known:
            raise UsageError(f"no {term.field} {term.value!r}", f"One of: {', '.join(known)}.")
        if term.field == "score":
            _percent(term)
    return terms


FACT_VALUES = {
    "kind": (*_GROUPS, *(kind.value for kind in Kind)),
    "answer": (OPEN, *(verdict.value for verdict in Verdict)),
}
"""What the fields may be whose values are a few."""


def fits(
    fact: Fact, verdict: Verdict | None, terms: Sequence[Term], *, likelihood: float | None = None
) -> bool:
    """Whether all terms hold for a fact with this analyst's answer to it. likelihood: that it is
    right, 0 to 1, where more is known than the rule's shipped precision."""
    score = round((fact.score if likelihood is None else likelihood) * 100)
    return all(_holds(fact, verdict, score, term) is not term.negated for term in terms)


def _holds(fact: Fact, verdict: Verdict | None, score: int, term: Term) -> bool:
    if term.field == "kind":
        group = _GROUPS.get(term.value)
        return group(fact) if group else fact.kind.value == term.value
    if term.field == "answer":
        if term.value == OPEN:
            return fact.is_question and (verdict is None or not verdict.is_answer)
        return verdict is not None and verdict.value == term.value
    if term.field == "score":
        return _COMPARISONS[term.comparison](score, _percent(term))
    if term.field == "speaker":
        return term.value.casefold() in _speaker(fact).casefold()
    words = fact.rule if term.field == "rule" else fact.span.exact
    return term.value.casefold() in words.casefold()


def _percent(term: Term) -> float:
    try:
        return float(term.value.rstrip("%"))
    except ValueError:
        raise UsageError(f"score: needs a number, not {term.value!r}", "As score:>=90.") from None


def _speaker(fact: Fact) -> str:
    speaker = fact.speaker
    return " ".join((*speaker.names, speaker.span.exact)) if speaker else ""
