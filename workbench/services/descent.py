"""An article's descent in an analyst's words: an outlet it relays without a printed credit, and
whether it derives from an article that it is like.

One judgement for each analyst and pair, changed in place; the machine's likenesses and printed
credits are never touched. Confirming one direction rejects what says the opposite, in the same act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.domain.article import Article, ArticleRow
from workbench.domain.decision import Verdict
from workbench.domain.descent import Descent
from workbench.domain.fact import Credit, Kind
from workbench.domain.journal import Change, Entry
from workbench.domain.naming import fold_name
from workbench.domain.relay import (
    Around,
    Reach,
    Relay,
    RelayBasis,
    RelayJudgement,
    RelayKind,
    RelayStatus,
)
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services.credits import correct_relay
from workbench.services.relays import around, judgement_uid, my_relays, uncarrying
from workbench.services.review import accept_fact, answer_fact
from workbench.services.seen import SeenWork
from workbench.services.sources import NameBook, clean_name
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench

_WEIGHT = {
    RelayStatus.CONFIRMED: 3,
    RelayStatus.UNSURE: 2,
    RelayStatus.SUGGESTED: 1,
    RelayStatus.REJECTED: 0,
}
_OPS = {
    RelayStatus.CONFIRMED: "confirm descent",
    RelayStatus.REJECTED: "reject descent",
    RelayStatus.UNSURE: "unsure of descent",
}
_REWRITE_OPS = {
    RelayStatus.CONFIRMED: "confirm rewrite",
    RelayStatus.REJECTED: "reject rewrite",
    RelayStatus.UNSURE: "unsure of rewrite",
}


@dataclass(frozen=True, slots=True)
class Related:
    """An article that is likely the same story, and which of the two derives from the other."""

    row: ArticleRow
    relay: Relay | None
    """None when only a third article joins the two."""
    is_derived: bool = False
    """Whether it is the row's article that derives from the viewed one."""
    analyst: str = ""
    """Whose judgement the relay's status is; empty where nobody said anything."""


def credit_outlet(
    bench: Workbench,
    view: ArticleView,
    name: str,
    reach: Reach = Reach.ARTICLE,
    at: Span | None = None,
) -> Entry | None:
    """Say that the article, or what stands around a place of it, relays an outlet although it
    prints no credit; the outlet's source is made on the spot when none has that name. Raises
    UsageError where the credit is in print."""
    return judge_credit(bench, view, name, RelayStatus.CONFIRMED, reach=reach, at=at)


def confirm_outlet(bench: Workbench, view: ArticleView, name: str) -> Entry | None:
    """Say that the article relays an outlet: confirm its credit where one is in print, else add
    one. Raises UsageError for the article's own outlet."""
    printed = credited_in_print(view, name)
    if printed:
        return correct_relay(bench, view, printed, printed)
    return credit_outlet(bench, view, name)


def credited_in_print(view: ArticleView, name: str) -> Relay | None:
    """The printed credit of an outlet, as the analyst has it; None where there is none."""
    folded = fold_name(name)
    printed = (one for one in my_relays(view) if one.fact and not one.article)
    return next((one for one in printed if fold_name(one.outlet) == folded), None)


def judge_credit(
    bench: Workbench,
    view: ArticleView,
    name: str,
    status: RelayStatus,
    *,
    reach: Reach = Reach.ARTICLE,
    at: Span | None = None,
) -> Entry | None:
    """Confirm or reject that an outlet is relayed that is not credited in print. at: the place that
    a reach of less than the article is about."""
    _refuse_suggesting(status)
    name = clean_name(name)
    folded = fold_name(name)
    if folded == fold_name(view.article.outlet):
        raise UsageError(f"{name} is the article's own outlet", "Name the one it has this from.")
    if any(folded == fold_name(credit.outlet) for credit in _printed(view)):
        raise UsageError(f"{name} is credited in print", "Accept or reject that credit instead.")
    known = [
        one
        for one in view.judgements
        if one.outlet and not one.fact and fold_name(one.outlet) == folded
    ]
    book = NameBook(bench)
    if status is RelayStatus.CONFIRMED:
        book.uid(name, SourceKind.OUTLET)
    before = _mine(bench, known)
    after = RelayJudgement(
        before.uid if before else judgement_uid(view.article.uid, bench.analyst, folded or name),
        view.article.uid,
        bench.analyst,
        RelayKind.RELAYS,
        status,
        outlet=known[0].outlet if known else name,
        reach=reach,
        span=at if reach is not Reach.ARTICLE else None,
        around=around(view, at) if at and reach is not Reach.ARTICLE else Around(),
    )
    change = _change(before, after)
    if change is None:
        return None
    opening = bench.opening(view.article.uid)
    changes = [*book.changes(), change, *uncarrying(view), opening]
    op = "credit outlet" if status is RelayStatus.CONFIRMED else "reject credit"
    return bench.act(op, changes, f"{name} for #{view.number}")


def answer_relay(
    bench: Workbench, view: ArticleView, relay: Relay, status: RelayStatus
) -> Entry | None:
    """Confirm or reject a relay: a printed credit is a fact, and answered as one; an article that
    this one derives from, and an outlet that somebody added, are judged."""
    if relay.article:
        return judge_likeness(bench, view, relay.article, status)
    if status is RelayStatus.UNSURE:
        raise UsageError("an outlet is credited or not", "Accept or reject the credit.")
    fact = next((f for f in view.facts if f.kind is Kind.RELAY and f.id == relay.fact), None)
    if fact is None:
        return judge_credit(bench, view, relay.outlet, status)
    if status is RelayStatus.CONFIRMED:
        return accept_fact(bench, view, fact)
    return answer_fact(bench, view, fact, Verdict.REJECTED)


def judge_likeness(
    bench: Workbench, view: ArticleView, other_uid: str, status: RelayStatus
) -> Entry | None:
    """Confirm or reject that the article derives from another one, or say that one cannot tell;
    of a rewrite, whether both tell the same. Confirming rejects that the other derives from this
    one, where anything says so. Raises NotFoundError, UsageError."""
    _refuse_suggesting(status)
    other = bench.store.articles.by_uid(other_uid)
    if other is None:
        raise NotFoundError(f"no article {other_uid}", "It may be in another database.")
    if other.uid == view.article.uid:
        raise UsageError("an article does not derive from itself")
    there = SeenWork(bench, other.number)(bench.store.relays.judgements(other.number))
    forward = _towards(view.relays, other.uid)
    backward = _towards(_relays(bench, other, there), view.article.uid)
    kind = (forward or backward or Relay(RelayKind.RELAYS, RelayBasis.ANALYST, status)).kind
    changes = [_judging(bench, view.judgements, view.article, other.uid, kind, status)]
    if status is RelayStatus.CONFIRMED and backward:
        changes.append(
            _judging(bench, there, other, view.article.uid, backward.kind, RelayStatus.REJECTED)
        )
    real = [change for change in changes if change]
    if not real:
        return None
    op = (_REWRITE_OPS if kind is RelayKind.REWRITE else _OPS)[status]
    about = f"#{view.number} from #{other.number}"
    opening = bench.opening(view.article.uid)
    return bench.act(op, [*real, *uncarrying(view), opening], about)


def withdraw_judgement(bench: Workbench, view: ArticleView, uid: str) -> Entry | None:
    """Take a judgement of one's own back: what the machine or a colleague says stands again."""
    judgement = next((one for one in view.judgements if one.uid == uid), None)
    if judgement is None:
        raise ConflictError("the judgement is gone", "Somebody, or undo, took it out.")
    if judgement.analyst != bench.analyst:
        raise UsageError(f"that judgement is {judgement.analyst}'s", "Make one of your own.")
    change = Change("relay", uid, judgement.to_record(), None)
    return bench.act("withdraw judgement", [change, *uncarrying(view)], f"on #{view.number}")


def judgement_of(
    judgements: Sequence[RelayJudgement], relay: Relay, *, analyst: str
) -> RelayJudgement | None:
    """The judgement behind a relay's status: the analyst's own, else a colleague's."""
    about = [one for one in judgements if _is_about(one, relay)]
    return next((one for one in about if one.analyst == analyst), about[-1] if about else None)


def _is_about(judgement: RelayJudgement, relay: Relay) -> bool:
    if judgement.fact or relay.fact:
        return judgement.fact == relay.fact
    outlet = "" if relay.article else relay.outlet
    return (judgement.other, judgement.outlet) == (relay.article, outlet)


def related_articles(bench: Workbench, view: ArticleView) -> list[Related]:
    """The articles of the cluster by date, this one among them, then those that only a judgement
    names; each with what is said of the two, the firmer direction where both are spoken of."""
    articles = bench.store.articles
    numbers = articles.cluster(view.number)
    for relay in view.relays:
        other = articles.by_uid(relay.article) if relay.article else None
        if other and other.number not in numbers:
            numbers.append(other.number)
    return [_related(bench, view, number) for number in numbers]


def _related(bench: Workbench, view: ArticleView, number: int) -> Related:
    row = bench.store.articles.row(number, analyst=bench.analyst)
    if number == view.number:
        return Related(row, None)
    there = SeenWork(bench, number)(bench.store.relays.judgements(number))
    forward = _towards(view.relays, row.uid)
    backward = _towards(_relays(bench, bench.store.articles.get(number), there), view.article.uid)
    is_derived = _weight(backward) > _weight(forward)
    relay = backward if is_derived else forward
    if relay is None:
        return Related(row, None)
    said = judgement_of(there if is_derived else view.judgements, relay, analyst=bench.analyst)
    return Related(row, relay, is_derived, said.analyst if said else "")


def _weight(relay: Relay | None) -> int:
    return _WEIGHT[relay.status] if relay else -1


def _printed(view: ArticleView) -> list[Credit]:
    return [fact.attributes for fact in view.facts if isinstance(fact.attributes, Credit)]


def _relays(
    bench: Workbench, article: Article, judgements: Sequence[RelayJudgement]
) -> tuple[Relay, ...]:
    """The article's relays to other articles."""
    likenesses = bench.store.relays.likenesses(article.number)
    return Descent((), (), likenesses, judgements).relays_seen_by(bench.analyst)


def _towards(relays: Sequence[Relay], uid: str) -> Relay | None:
    return next((relay for relay in relays if relay.article == uid), None)


def _judging(
    bench: Workbench,
    judgements: Sequence[RelayJudgement],
    article: Article,
    other: str,
    kind: RelayKind,
    status: RelayStatus,
) -> Change | None:
    before = _mine(bench, [one for one in judgements if one.other == other])
    uid = before.uid if before else judgement_uid(article.uid, bench.analyst, other)
    after = RelayJudgement(uid, article.uid, bench.analyst, kind, status, other=other)
    return _change(before, after)


def _mine(bench: Workbench, judgements: Sequence[RelayJudgement]) -> RelayJudgement | None:
    return next((one for one in judgements if one.analyst == bench.analyst), None)


def _change(before: RelayJudgement | None, after: RelayJudgement) -> Change | None:
    if before and after.outlet:
        after = replace(before, status=after.status, reach=after.reach, span=after.span,
                        around=after.around)  # fmt: skip
    elif before:
        after = replace(before, status=after.status)
    if before == after:
        return None
    return Change.between("relay", before, after)


def _refuse_suggesting(status: RelayStatus) -> None:
    if status is RelayStatus.SUGGESTED:
        raise UsageError("only the machine suggests", "Confirm, reject, or withdraw the judgement.")
