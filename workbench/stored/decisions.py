"""Records of decisions, of the rows in which either kind of store keeps them."""

from __future__ import annotations

from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Kind
from workbench.domain.trust import Answered, Answers
from workbench.stored.rows import Loaded, Row, has_clean_parts, span_record

COLUMNS = (
    'a.uid, d.kind, d.analyst, d.start, d."end", d.exact, d.parts, d.verdict, d.rule, d.extractor, '
    "d.claim"
)
"""Columns of a decision d in an article a."""


def decision_uid(row: Row) -> str:
    """What a row of COLUMNS is named by."""
    article, kind, analyst, start, end = row[:5]
    return f"{article}:{kind}-{start}-{end}:{analyst}"


def key_of_decision(uid: str) -> tuple[str, str, int, int, str]:
    """Article, kind, start, end and analyst of a decision's uid."""
    article, fact, analyst = uid.split(":", 2)
    kind, start, end = fact.rsplit("-", 2)
    return article, kind, int(start), int(end), analyst


def decision_record(row: Row) -> Loaded:
    """The journal's record of a row of COLUMNS."""
    article, kind, analyst, *span, verdict, rule, extractor, claim = row
    return {
        "uid": decision_uid(row),
        "article": article,
        "analyst": analyst,
        "kind": kind,
        **span_record(*span),
        "verdict": verdict,
        "rule": rule,
        "extractor": extractor,
        "claim": claim,
    }


def standing_decision(row: Row) -> tuple[str, Loaded | None]:
    """Uid and record of a row of COLUMNS; none where saving would have written it otherwise."""
    uid = decision_uid(row)
    try:
        record = decision_record(row)
    except (ValueError, TypeError, AttributeError):  # parts that are no offsets
        return uid, None
    return uid, record if has_clean_parts(record, row[6]) else None


def decision_of_row(row: Row) -> Decision:
    """The decision of a row of COLUMNS."""
    return Decision.from_record(decision_record(row))


def answered_of_row(row: Row) -> Answered:
    """What was answered, of rule, kind, outlet, language, verdict and how often."""
    rule, kind, outlet, lang, verdict, count = row
    return Answered(rule, Kind(kind), outlet, lang, Answers.of(Verdict(verdict), count))
