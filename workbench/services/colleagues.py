"""What an analyst may see of colleagues' work, and where they differ.

Judgements made after seeing another's are not independent: a colleague's claims, decisions and
links on an article stay out of sight until one's own judgement of it stands. How many there are is
part of what is not told.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from workbench.domain.agreement import Agreement, agreement, judgement_stands
from workbench.domain.claim import Claim, Link
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench


class Sight(Enum):
    """What is seen of colleagues' work."""

    BLIND = "blind"
    """Only where one's own judgement stands."""
    WORK = "work"
    """All but their tags, which are seen as by BLIND: what the command line lists."""
    ALL = "all"


def why_hidden(view: ArticleView, sight: Sight) -> str | None:
    """Why colleagues' work on an article is out of sight; None when it may be seen."""
    if sight is not Sight.BLIND or judgement_stands(view.state, len(view.open_questions())):
        return None
    return "colleagues stay hidden until no question is open, or the article is done"


def agreement_of(view: ArticleView) -> Agreement:
    """The analyst's work on an article beside everybody else's."""
    names = {uid: source.name for uid, source in view.sources.items()}
    return agreement(view.analyst, view.decisions, view.claims, names, view.nothings)


def seen_claims(bench: Workbench, claims: Iterable[Claim], sight: Sight) -> list[Claim]:
    """Those of the claims that the analyst may see, in their order."""
    every = list(claims)
    foreign = [claim.uid for claim in every if claim.analyst != bench.analyst]
    if sight is not Sight.BLIND or not foreign:
        return every
    hidden = bench.store.claims.on_unjudged(foreign, analyst=bench.analyst)
    return [one for one in every if one.analyst == bench.analyst or one.uid not in hidden]


def hidden_claims(bench: Workbench, sight: Sight) -> set[str]:
    """Uids of all claims that the analyst may not see."""
    return set() if sight is not Sight.BLIND else bench.store.claims.hidden_from(bench.analyst)


def seen_links(bench: Workbench, links: Iterable[Link], sight: Sight) -> list[Link]:
    """Those of the links that the analyst may see: own ones, and a colleague's where the analyst
    has judged both ends' articles."""
    every = list(links)
    foreign = [link for link in every if link.analyst != bench.analyst]
    if sight is not Sight.BLIND or not foreign:
        return every
    ends = {uid for link in foreign for uid in (link.claim, link.other)}
    hidden = bench.store.claims.on_unjudged(sorted(ends), analyst=bench.analyst)
    return [
        link
        for link in every
        if link.analyst == bench.analyst or not {link.claim, link.other} & hidden
    ]
