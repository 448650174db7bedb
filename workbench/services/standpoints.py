"""The answers of a difference as whoever rules on it is shown them: by letters, without names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workbench.domain.claim import Claim
from workbench.domain.deciding import Answer, Unit
from workbench.services.claim_words import claim_words
from workbench.services.view import ArticleView

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Standpoint(NamedTuple):
    """One answer of a case as it is shown."""

    letter: str
    answer: Answer
    claim: Claim | None
    """The one that it is shown by; None of an answer that there is nothing to record."""
    fields: Mapping[str, str]
    """What it says, in words; empty of that."""
    notes: tuple[str, ...] = ()
    """What was noted on claims that say so, and by those who say so on the words."""
    why: tuple[str, ...] = ()
    """Why whoever has nothing there set the article aside."""


def standpoints(view: ArticleView, unit: Unit) -> tuple[Standpoint, ...]:
    """The answers of a unit, by their letters."""
    return tuple(
        Standpoint(
            letter,
            answer,
            claim,
            claim_words(view, claim) if claim else {},
            tuple(_notes(view, unit, answer)),
            tuple(
                state.reason
                for state in view.states
                if not answer.claims and state.analyst in answer.analysts and state.reason
            ),
        )
        for letter, answer in zip(_LETTERS, unit.answers, strict=False)
        for claim in (view.claim(answer.claims[0]) if answer.claims else None,)
    )


def _notes(view: ArticleView, unit: Unit, answer: Answer) -> Iterator[str]:
    """What was noted on its claims; and on the words, by those whose answer it is."""
    for uid in answer.claims:
        claim = view.claim(uid)
        if claim and claim.note:
            yield claim.note
    spans = [claim.span for uid in unit.claims if (claim := view.claim(uid))]
    for note in view.notes:
        on = note.subject_uid.partition("/")[0]
        is_near = note.span and any(note.span.overlaps(one.start, one.end) for one in spans)
        if on in answer.claims or (is_near and note.analyst in answer.analysts):
            yield note.words
