"""Why colleagues' work on an article is out of sight, and where analysts differ.

What may be seen of it is decided in `services/seen.py`.
"""

from __future__ import annotations

from workbench.domain.agreement import Agreement, agreement, judgement_stands
from workbench.services.view import ArticleView
from workbench.services.workbench import Sight, Workbench

_AT_WORK = "colleagues stay hidden until all who began the article are done"


def why_hidden(bench: Workbench, view: ArticleView) -> str | None:
    """Why colleagues' work on an article is out of sight; None when it may be seen."""
    if not bench.viewer or judgement_stands(view.state, len(view.open_questions())):
        return None
    if bench.sight is Sight.READING:
        return _AT_WORK if view.is_blind else None
    return "colleagues stay hidden until no question is open, or the article is done"


def agreement_of(view: ArticleView) -> Agreement:
    """The analyst's work on an article beside everybody else's."""
    names = {uid: source.name for uid, source in view.sources.items()}
    return agreement(view.analyst, view.decisions, view.claims, names, view.nothings)
