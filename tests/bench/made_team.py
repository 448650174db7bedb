"""A library that several analysts have judged, two to an article and a tenth by three, who mostly
say the same: for what is measured of a team."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from made_library import AT, Size, make_library

from workbench.domain.article import ArticleState, ReadingState
from workbench.domain.claim import Assessment, Claim, ClaimState, Hop
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Fact, Kind
from workbench.domain.journal import Change
from workbench.domain.ledger import append, make
from workbench.domain.span import Span
from workbench.store.connection import connect
from workbench.store.ledger import Tables
from workbench.stored.packed import unpack

TEAM = ("ana", "budi", "citra", "dewi", "eko")
ASKED = 8
"""Questions of an article that are answered."""
OFTEN = 0.85
"""How often one says what most say."""
SOURCES = 400
"""Of which claims have theirs."""


def make_team(path: Path, decisions: int) -> int:
    """A new database at path with at least so many decisions; how many it has."""
    articles = decisions // (2 * ASKED) + 1
    made = 0
    size = Size.of(articles)
    make_library(path, Size(articles, max(size.sources, 2 * SOURCES), 300))
    with closing(connect(path, writable=True)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        sources = [
            uid
            for (uid,) in connection.execute(
                "SELECT uid FROM source ORDER BY id LIMIT ?", (SOURCES,)
            )
        ]
        for number in range(1, articles + 1):
            made += _judge(connection, number, sources)
        connection.execute("COMMIT")
    return made


def _judge(connection: sqlite3.Connection, number: int, sources: list[str]) -> int:
    """Let two or three judge an article, each in one act; how many decisions that makes."""
    dice = random.Random(number)
    uid, document, extractor, text = connection.execute(
        "SELECT a.uid, e.document, e.extractor, t.text FROM article a "
        "JOIN extraction e ON e.article_id = a.id JOIN article_text t ON t.id = a.id "
        "WHERE a.id = ?",
        (number,),
    ).fetchone()
    facts = unpack(document, extractor, text)
    asked = list(islice((one for one in facts if one.is_question), ASKED))
    speakers = [dice.choice(sources) for _ in asked]
    made = 0
    for analyst in dice.sample(TEAM, 3 if number % 10 == 0 else 2):
        changes = [
            change
            for place, fact in enumerate(asked)
            for change in _answer(dice, uid, analyst, fact, speakers[place], sources)
        ]
        made += len(asked)
        changes.append(Change.between("state", None, ArticleState(uid, analyst, ReadingState.DONE)))
        make(Tables(connection), changes)
        append(Tables(connection), changes, analyst=analyst, at=AT, op="accept", about=f"#{number}")
    return made


def _answer(
    dice: random.Random,
    article: str,
    analyst: str,
    fact: Fact,
    speaker: str,
    sources: list[str],
) -> Iterator[Change]:
    """What one analyst makes of one question."""
    if dice.random() > OFTEN:
        verdict = dice.choice((Verdict.REJECTED, Verdict.UNSURE))
        yield Change.between("decision", None, _decided(fact, article, analyst, verdict, None))
        return
    if fact.kind is Kind.RELAY:
        yield Change.between(
            "decision", None, _decided(fact, article, analyst, Verdict.ACCEPTED, None)
        )
        return
    said = speaker if dice.random() < OFTEN else dice.choice(sources)
    hops = [Hop((said,), cue="kata")]
    if dice.random() > OFTEN:
        hops.insert(0, Hop((dice.choice(sources),), cue="lapor"))
    span = fact.span
    if dice.random() > OFTEN and len(span.exact) > 20:
        span = Span(span.start, span.end - 6, span.exact[:-6])
    claim = Claim(
        f"{article[:8]}-{fact.span.start}-{analyst}",
        article,
        analyst,
        span,
        topic=dice.choice(("banjir", "beras", "jalan", "")),
        state=ClaimState.DONE,
        fact=fact.id,
        hops=tuple(hops),
    )
    yield Change.between("claim", None, claim)
    if dice.random() < 0.2:
        assessed = Assessment(claim.uid, analyst, dice.choice((1, 2, 2, 2, 3, 6)))
        yield Change.between("assessment", None, assessed)
    verdict = Verdict.ACCEPTED if span is fact.span else Verdict.CORRECTED
    yield Change.between("decision", None, _decided(fact, article, analyst, verdict, claim.uid))


def _decided(
    fact: Fact, article: str, analyst: str, verdict: Verdict, claim: str | None
) -> Decision:
    return Decision.on(fact, article=article, analyst=analyst, verdict=verdict, claim=claim)
