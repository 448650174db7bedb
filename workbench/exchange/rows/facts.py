"""Facts as rows: what the machine found, by which rule, and what people answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from json import dumps, loads

from workbench.domain.claim import JOINT
from workbench.domain.fact import Credit, Fact, Kind, Name, Quantity, Quote, Time
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.rows.articles import ARTICLE
from workbench.exchange.rows.table import Cell, Column, Row, Rows


class FactRows(Rows):
    """value to counts are what the machine makes of the words: a number, a date, a name; score is
    the shipped precision of the rule; answers are decisions, each with whose it is; attributes are
    the contract's, as JSON."""

    name = "facts"
    keeps = frozenset({"facts", "decisions on facts"})
    columns = (
        ARTICLE, Column("article uid"), Column("fact", 20), Column("kind"), Column("start", 8),
        Column("end", 8), Column("exact", 50), Column("value", 20), Column("to"), Column("unit"),
        Column("counts", 20), Column("speaker", 24), Column("speaker words", 24),
        Column("speaker class"), Column("cue"), Column("mode", 10), Column("factuality", 10),
        Column("assertion"), Column("answers", 24), Column("score", 8), Column("rule", 24),
        Column("reason", 40), Column("extractor"), Column("attributes", 40),
    )  # fmt: skip

    def of(self, annotated: AnnotatedArticle) -> Iterator[Row]:
        """One row a fact."""
        answers: defaultdict[str, list[str]] = defaultdict(list)
        for decision in annotated.decisions:
            answers[decision.fact].append(f"{decision.verdict.value} ({decision.analyst})")
        of_article: dict[str, Cell] = {
            "article": annotated.article.number,
            "article uid": annotated.article.uid,
        }
        for fact in facts_in(annotated):
            said: dict[str, Cell] = {"answers": "; ".join(answers[fact.id])}
            yield of_article | _own_cells(fact) | value_cells(fact) | speaker_cells(fact) | said


def facts_in(annotated: AnnotatedArticle, kind: Kind | None = None) -> Iterator[Fact]:
    """The facts of an article, or those of one kind, whether or not they are told."""
    if annotated.told is None:
        yield from (one for one in annotated.facts if kind in (None, one.kind))
        return
    start = f"{kind}-" if kind else ""
    for told in annotated.told:
        if told.id.startswith(start):  # what is not asked for need not be read
            yield Fact.from_record(loads(told.record))


def _own_cells(fact: Fact) -> dict[str, Cell]:
    return {
        "fact": fact.id,
        "kind": fact.kind.value,
        "start": fact.span.start,
        "end": fact.span.end,
        "exact": fact.span.exact,
        "score": fact.score,
        "rule": fact.rule,
        "reason": fact.reason,
        "extractor": fact.extractor,
        "attributes": dumps(fact.to_record()["attributes"], ensure_ascii=False, sort_keys=True),
    }


def value_cells(fact: Fact) -> dict[str, Cell]:
    """What the machine makes of the words of a time, a quantity, a name or a credit."""
    found: dict[str, Cell | None] = {}
    match fact.attributes:
        case Time(value=value, end=end):
            found = {"value": value, "to": end}
        case Quantity(value=number, max=most, unit=unit, counts=counts):
            found = {"value": number, "to": most, "unit": unit, "counts": counts}
        case Name(name=name):
            found = {"value": name}
        case Credit(outlet=outlet):
            found = {"value": outlet}
    return {name: cell for name, cell in found.items() if cell is not None}


def speaker_cells(fact: Fact) -> dict[str, Cell]:
    """Who is said to say it, and how: of quotes, and of events that somebody asserts."""
    quote = fact.attributes if isinstance(fact.attributes, Quote) else None
    said: dict[str, Cell] = {}
    if quote:
        said = {"mode": quote.mode.value, "cue": quote.cue.exact if quote.cue else ""}
    if not (speaker := fact.speaker):
        return said
    return said | {
        "speaker": JOINT.join(speaker.names) or speaker.name or speaker.span.exact,
        "speaker words": speaker.span.exact,
        "speaker class": speaker.speaker_class.value,
        "factuality": speaker.factuality.value,
        "assertion": speaker.assertion.value,
    }
