"""Words in context: each claim, and each quotation that the machine found and no claim was made of,
between what stands before it and what stands behind it.

The shape is that of a quotation report: sorted and read down the middle, it shows how a thing is
said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.domain.claim import Claim
from workbench.domain.fact import Fact, Kind
from workbench.domain.span import Span
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.rows.articles import ARTICLE, published_cells
from workbench.exchange.rows.facts import facts_in, speaker_cells
from workbench.exchange.rows.table import Cell, Column, Row, Rows

CONTEXT = 80
"""Code points on either side, at most; cut between words where there are any."""


class QuotationRows(Rows):
    """left, words and right are one line, their white space single; start and end are those of the
    words in the text. coder is the analyst, or the rule that found a quotation."""

    name = "kwic"
    keeps = frozenset({"claims"})
    columns = (
        ARTICLE, Column("article uid"), Column("outlet", 18), Column("published", 22),
        Column("published basis"), Column("title", 40), Column("what", 8), Column("left", 40),
        Column("words", 60), Column("right", 40), Column("start", 8), Column("end", 8),
        Column("who", 30), Column("cue"), Column("mode", 10), Column("factuality", 10),
        Column("assertion"), Column("topic", 18), Column("restatement", 40),
        Column("claim uid", 14, "claims", "claim uid"), Column("fact", 20), Column("coder", 20),
    )  # fmt: skip

    def of(self, annotated: AnnotatedArticle) -> Iterator[Row]:
        """Claims and quotations in the order of the text."""
        claimed = {claim.fact for claim in annotated.claims}
        found: list[Claim | Fact] = [*annotated.claims]
        found += (one for one in facts_in(annotated, Kind.QUOTE) if one.id not in claimed)
        of_article: dict[str, Cell] = {
            "article": annotated.article.number,
            "article uid": annotated.article.uid,
            "outlet": annotated.article.outlet,
            "title": annotated.article.metadata.title,
            **published_cells(annotated.article.metadata),
        }
        for one in sorted(found, key=lambda one: (one.span.start, one.span.end)):
            said = self._claim_cells(one) if isinstance(one, Claim) else _fact_cells(one)
            yield of_article | context_cells(annotated.text, one.span) | said

    def _claim_cells(self, claim: Claim) -> dict[str, Cell]:
        row: dict[str, Cell] = {
            "what": "claim",
            "topic": claim.topic_name,
            "restatement": claim.restatement,
            "claim uid": claim.uid,
            "fact": claim.fact or "",
            "coder": claim.analyst,
        }
        if claim.hops:
            last = claim.hops[-1]
            row["who"] = self.known.joined(last.sources) or (last.span.exact if last.span else "")
            row |= {"cue": last.cue, "mode": last.mode.value}
            row |= {"factuality": last.factuality.value, "assertion": last.assertion.value}
        return row


def _fact_cells(fact: Fact) -> dict[str, Cell]:
    said = speaker_cells(fact)
    return said | {
        "what": fact.kind.value,
        "who": said.get("speaker", ""),
        "fact": fact.id,
        "coder": fact.rule,
    }


def context_cells(text: str, span: Span) -> dict[str, Cell]:
    """The words of a span between their neighbours, each on one line."""
    return {
        "left": _before(text[max(0, span.start - CONTEXT - 1) : span.start]),
        "words": _line(span.words),
        "right": _behind(text[span.end : span.end + CONTEXT + 1]),
        "start": span.start,
        "end": span.end,
    }


_FIRST_WORD = re.compile(r"\A\S*\s+")
_LAST_WORD = re.compile(r"\s+\S*\Z")
_SPACE = re.compile(r"\s+")


def _before(words: str) -> str:
    return _line(_cut(_FIRST_WORD, words) or words[-CONTEXT:])


def _behind(words: str) -> str:
    return _line(_cut(_LAST_WORD, words) or words[:CONTEXT])


def _cut(edge: re.Pattern[str], words: str) -> str:
    """Without the word that the window may cut through; empty where nothing else is there."""
    if len(words) <= CONTEXT:
        return words
    return edge.sub("", words, count=1) if edge.search(words) else ""


def _line(words: str) -> str:
    return _SPACE.sub(" ", words).strip()
