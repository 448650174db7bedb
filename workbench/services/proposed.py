"""What the machine proposes of the claims of a report, and nobody has answered: read as the desk
reads it (`told_counterparts`), and handed over as values, since a report reads no store.

Of other articles the words stand alone, as they are in the text: a claim that the report does not
hold is told nowhere in it.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence

from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.found import Found
from workbench.domain.stated import Stated, ToldStatement
from workbench.errors import DataError
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Proposal, Unanswered, is_told
from workbench.services.told_counterparts import told_counterparts
from workbench.services.view import view_of
from workbench.services.workbench import Workbench


def proposals(
    bench: Workbench,
    articles: Sequence[AnnotatedArticle],
    whose: Collection[str],
    not_standing: Container[str],
    *,
    has_text: bool,
) -> list[Proposal]:
    """What is proposed of the claims of these articles, an article after the other. whose: the
    analysts whose claims are told, all of them where it is empty; not_standing: uids of claims that
    were decided otherwise; has_text: whether words that no analyst quoted may be told."""

    def is_of_report(claim: Claim) -> bool:
        is_asked = not whose or claim.analyst in whose
        return is_asked and is_told(claim) and claim.uid not in not_standing

    numbers = {one.article.number: one.article for one in articles}
    kept = bench.store.counterparts.of(numbers)
    there = {place.number for pair in kept for place in (pair.one, pair.other)} & numbers.keys()
    found = []
    for number in sorted(there):
        for statement in _told(bench, numbers[number]):
            ours = [one.uid for one in statement.ours.claims if is_of_report(one)]
            for each in statement.counterparts if ours else ():
                claims = [one.uid for one in each.said.claims if is_of_report(one)]
                is_hidden = bool(each.said.claims) and not claims
                if each.link or is_hidden or not (claims or has_text):
                    continue
                said = _unanswered(each.said, is_reviewed=bool(claims))
                found.append(
                    Proposal(
                        tuple(ours), tuple(claims), said, each.stance, each.is_ours, each.differs
                    )
                )
    return found


def _told(bench: Workbench, article: Article) -> Sequence[ToldStatement]:
    """The statements of an article; none where it cannot be read."""
    try:
        facts = Found(bench.store.facts.of_article(article.number))
        return told_counterparts(bench, view_of(bench, article, facts))
    except DataError:
        bench.store.leave_out(f"article #{article.number}")
        return ()


def _unanswered(said: Stated, *, is_reviewed: bool) -> Unanswered:
    article = said.article
    return Unanswered(
        said.span.words, article.number, article.outlet, said.traced.stance, is_reviewed
    )
