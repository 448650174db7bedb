"""A ruling as whoever is a side of it may look into it: hers beside what was decided, read-only.

It shows what the ruling was of, and no more: an answer that was not taken is its analyst's and the
adjudicator's.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from workbench.domain.claim import Claim
from workbench.domain.ruling import Ruling
from workbench.errors import NotFoundError
from workbench.present.adjudication import Shown
from workbench.services.adjudication_records import record_of_ruling
from workbench.services.called import called
from workbench.services.claim_words import claim_words
from workbench.services.colleagues import why_hidden
from workbench.services.disputes import Otherwise, decided_otherwise
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench


class Ruled(NamedTuple):
    """What was decided otherwise than an analyst had it."""

    one: Otherwise
    view: ArticleView
    sides: tuple[Shown, ...]
    """Hers, then what was decided."""

    @property
    def ruling(self) -> Ruling:
        """What was decided."""
        return self.one.ruling

    @property
    def claims(self) -> list[Claim]:
        """Hers, where she had one, and what was decided."""
        return [*filter(None, (self.one.own,)), *self.one.taken]

    @property
    def bounds(self) -> tuple[int, int]:
        """Where the words of all of them begin, and where they end."""
        spans = [claim.span for claim in self.claims]
        return min(span.start for span in spans), max(span.end for span in spans)


def otherwise_called(bench: Workbench, beginning: str) -> Otherwise:
    """The ruling whose uid begins so, of those that went otherwise than the analyst has it. Raises
    NotFoundError, and UsageError where several do."""
    missing = NotFoundError(f"no ruling {beginning!r} went otherwise than by you")
    return called(beginning, ((one.ruling.uid, one) for one in decided_otherwise(bench)), missing)


def ruled(bench: Workbench, one: Otherwise) -> Ruled:
    """Hers beside what was decided. Whose that is shows where she may see colleagues' work."""
    view = view_article(bench.seeing_all(), one.number)
    is_hidden = why_hidden(bench, view_article(bench, one.number)) is not None
    hers = Shown("yours", claim_words(view, one.own) if one.own else {})
    decided = [
        Shown("decided", claim_words(view, claim), whose=() if is_hidden else (claim.analyst,))
        for claim in one.taken
    ]
    return Ruled(one, view, (hers, *(decided or [Shown("decided", {})])))


def record_of_ruled(one: Ruled) -> dict[str, Any]:
    """The same as a case is printed."""
    start, end = one.bounds
    return {
        "uid": one.ruling.uid,
        "article": one.ruling.article,
        "number": one.one.number,
        "kinds": [one.ruling.kind],
        "answers": [
            {
                "letter": side.letter,
                "fields": dict(side.fields) or None,
                "notes": [],
                "analysts": list(side.whose),
                "stands": side.letter == "decided",
            }
            for side in one.sides
        ],
        "words": one.view.text[start:end],
        "start": start,
        "end": end,
        "ruling": record_of_ruling(one.ruling),
        "former": "",
    }
