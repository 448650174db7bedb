"""Writes the lines of the canonical export."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from workbench.domain.article import Article, ArticleState, ReadingState
from workbench.domain.claim import Assessment, Link
from workbench.domain.note import NoteSubject
from workbench.domain.span import Span
from workbench.domain.told import Told
from workbench.errors import DataError
from workbench.exchange.bundle import (
    VERSION,
    AnnotatedArticle,
    Bundle,
    PastOf,
    Written,
)
from workbench.exchange.records import (
    article_record,
    claim_record,
    given_offsets,
    text_record,
)

Record = Mapping[str, Any]
HEADER = "workbench-export"
"""The type of the first line."""
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def write(bundle: Bundle, target: BinaryIO) -> Written:
    """Write the bundle. Raises DataError when an article is inconsistent."""
    for record in _opening(bundle):
        target.write(_line(record))
    names = bundle.names()
    articles = claims = 0
    for annotated in bundle.checked_articles():
        target.write(b"".join(_lines_of(annotated, names)))
        articles += 1
        claims += len(annotated.claims)
    target.write(_line({"type": "end", "articles": articles, "claims": claims}))
    return Written(articles, claims)


def _opening(bundle: Bundle) -> Iterator[Record]:
    yield {
        "type": HEADER,
        "version": VERSION,
        "tool": bundle.tool,
        "exported_at": bundle.exported_at,
        "head": bundle.head,
        "publishers": bundle.publishers,
        **({"codebook": bundle.codebook._asdict()} if bundle.codebook else {}),
        **({"choice": chosen} if (chosen := bundle.choice.to_record()) else {}),
        **({"whose": list(bundle.whose)} if bundle.whose else {}),
        **({"unjudged": bundle.unjudged} if bundle.unjudged else {}),
    }
    yield from map(_past_line, bundle.pasts)
    for source in bundle.sources:
        yield {"type": "source", **source.to_record(), "version": source.version}
    for rating in bundle.ratings:
        yield {"type": "rating", **rating.to_record()}
    for belonging in bundle.belongings:
        yield {"type": "belonging", **belonging.to_record()}
    for unalike in bundle.unalikes:
        yield {"type": "unalike", **unalike.to_record()}
    for habit in bundle.habits:
        yield {"type": "habit", **habit.to_record()}
    for topic in bundle.topics:
        yield {"type": "topic", **topic.to_record()}
    for guideline in bundle.guidelines:
        yield {"type": "guideline", **guideline.to_record()}
    for note in bundle.notes:
        if note.subject is not NoteSubject.SOURCE:
            raise DataError(f"note {note.uid} is on no source: it belongs to its article")
        yield {"type": "note", **note.to_record()}


def _past_line(one: PastOf) -> Record:
    entity, uid = one.key
    kind = "removed" if one.past.is_gone else "past"
    return {"type": kind, "entity": entity, "uid": uid, **one.past.told()}


def _lines_of(annotated: AnnotatedArticle, names: Mapping[str, str]) -> Iterator[bytes]:
    yield _line(_article_line(annotated))
    if annotated.told is None:
        yield from map(_line, _fact_lines(annotated))
    else:
        yield _told_lines(annotated.article, annotated.told)
    yield from map(_line, _work_lines(annotated, names))


def _article_line(annotated: AnnotatedArticle) -> Record:
    article = annotated.article
    closed = {decision.fact for decision in annotated.decisions if decision.verdict.is_answer}
    closed |= annotated.late
    questions = [fact for fact in annotated.found if fact.is_question and fact.id not in closed]
    return {
        "type": "article",
        **article_record(
            article,
            annotated.relays,
            state=_common_state(annotated.states),
            fact_count=len(annotated.found),
            claim_count=len(annotated.claims),
            question_count=len(questions),
        ),
        **text_record(
            article,
            annotated.text if annotated.has_text else None,
            translation=annotated.translation,
            extra=annotated.extra,
        ),
    }


def _fact_lines(annotated: AnnotatedArticle) -> Iterator[Record]:
    article = annotated.article
    for fact in annotated.facts:
        as_given = _as_given(article, fact.span)
        yield {"type": "fact", "article": article.uid, **fact.to_record(), **as_given}


def _told_lines(article: Article, told: Iterable[Told]) -> bytes:
    """The lines of facts that are JSON already."""
    before = _as_json({"type": "fact", "article": article.uid})[:-1]
    lines = []
    for fact in told:
        line = f"{before},{fact.record[1:]}"
        if as_given := given_offsets(article, fact.start, fact.end):
            line = f"{line[:-1]},{_as_json(as_given)[1:]}"
        lines.append(line)
    try:
        return "\n".join([*lines, ""]).encode()
    except UnicodeEncodeError:
        return b"".join(_line(json.loads(line)) for line in lines)


def _work_lines(annotated: AnnotatedArticle, names: Mapping[str, str]) -> Iterator[Record]:
    article = annotated.article
    for decision in annotated.decisions:
        as_given = _as_given(article, decision.span)
        yield {"type": "decision", **decision.to_record(), **as_given}
    for state in annotated.states:
        yield {"type": "state", **state.to_record()}
    for judgement in annotated.judgements:
        yield {"type": "relay", **judgement.to_record()}
    for mark in annotated.nothings:
        yield {"type": "nothing", **mark.to_record(), **_as_given(article, mark.span)}
    for record in claim_records(annotated, names):
        yield {"type": "claim", **record}
    for tag in annotated.tags:
        yield {"type": "tag", **tag.to_record()}
    for flag in annotated.flags:
        yield {"type": "flag", **flag.to_record()}
    for ruling in annotated.rulings:
        yield {"type": "ruling", **ruling.to_record()}
    for dispute in annotated.disputes:
        yield {"type": "dispute", **dispute.to_record()}
    for one in annotated.unrelated:
        yield {"type": "unrelated", **one.to_record()}
    for note in annotated.notes:
        yield {"type": "note", **note.to_record()}
    yield from map(_past_line, annotated.pasts)


def claim_records(
    annotated: AnnotatedArticle, names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """The claims of an article as they are told, each with its chain, assessments and links. names:
    of sources, by uid."""
    assessments: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in annotated.assessments:
        assessments[assessment.claim].append(assessment)
    here = {claim.uid for claim in annotated.claims}
    links: dict[str, list[Link]] = defaultdict(list)
    for link in annotated.links:
        links[link.claim if link.claim in here else link.other].append(link)
    for claim in annotated.claims:
        record = claim_record(
            claim,
            names,
            chain=annotated.chain_of(claim, names),
            assessments=assessments[claim.uid],
            links=links[claim.uid],
        )
        yield record | _as_given(annotated.article, claim.span)


def _common_state(states: tuple[ArticleState, ...]) -> ReadingState | None:
    found = {state.state for state in states} or {ReadingState.NEW}
    return found.pop() if len(found) == 1 else None


def _as_given(article: Article, span: Span) -> dict[str, int | None]:
    return given_offsets(article, span.start, span.end)


def _line(record: Record) -> bytes:
    try:
        return _as_json(record).encode() + b"\n"
    except UnicodeEncodeError:
        # Half a surrogate pair in somebody's words: only the escaped form can carry it.
        return json.dumps(record, separators=(",", ":"), allow_nan=False).encode() + b"\n"
    except ValueError as error:
        raise DataError(f"a {record['type']} holds a number that JSON has no word for") from error
