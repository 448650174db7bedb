"""Chains as rows: one a step, the outlet first, then relays that reach the claim, then its hops."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.chain import Step
from workbench.domain.claim import Claim, Hop
from workbench.domain.note import NoteSubject
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.rows.table import Cell, Column, Row, Rows


class HopRows(Rows):
    """steps are counted from the outlet, which is 1; the last one is where the claim comes from.
    Words, cue and what follows are those of hops; reach is a relay's."""

    name = "hops"
    key = "claim uid"
    keeps = frozenset({"relays", "notes on hops"})
    columns = (
        Column("article", 8), Column("article uid"), Column("claim uid", 14, "claims", "first of"),
        Column("analyst"), Column("step", 6), Column("kind", 8),
        Column("who", 30, "sources", "first uid"), Column("source uids", 20), Column("class"),
        Column("confirmed", 10), Column("reach", 10), Column("start", 8), Column("end", 8),
        Column("words", 30), Column("cue"), Column("mode", 10), Column("factuality", 10),
        Column("assertion", 16), Column("note", 30),
    )  # fmt: skip

    def of(self, annotated: AnnotatedArticle) -> Iterator[Row]:
        """The steps of each claim."""
        for claim in annotated.claims:
            yield from self._steps(claim, annotated)

    def _steps(self, claim: Claim, annotated: AnnotatedArticle) -> Iterator[Row]:
        of_claim: dict[str, Cell] = {
            "article": annotated.article.number,
            "article uid": annotated.article.uid,
            "claim uid": claim.uid,
            "analyst": claim.analyst,
        }
        for at, (step, hop) in enumerate(self.known.chain(claim, annotated).placed()):
            row = of_claim | {"step": at + 1} | _step_cells(step)
            if not at:  # links are few
                row["first of"] = claim.uid
            if hop is not None:
                row |= _hop_cells(claim.hops[hop])
                row["note"] = _notes(annotated, f"{claim.uid}/{hop}")
            yield row


def _step_cells(step: Step) -> dict[str, Cell]:
    return {
        "kind": step.kind.value,
        "who": step.words,
        "source uids": " ".join(step.sources),
        "first uid": step.sources[0] if step.sources else "",
        "class": step.hop_class.value,
        "confirmed": "yes" if step.is_confirmed else "no",
        "reach": step.reach.value if step.reach else "",
    }


def _hop_cells(hop: Hop) -> dict[str, Cell]:
    words: dict[str, Cell] = {}
    if hop.span:
        words = {"start": hop.span.start, "end": hop.span.end, "words": hop.span.exact}
    return words | {
        "cue": hop.cue,
        "mode": hop.mode.value,
        "factuality": hop.factuality.value,
        "assertion": hop.assertion.value,
    }


def _notes(annotated: AnnotatedArticle, subject: str) -> str:
    notes = (
        note.words
        for note in annotated.notes
        if note.subject is NoteSubject.HOP and note.subject_uid == subject
    )
    return "\n".join(notes)
