"""Answers to counterparts: how two statements stand to each other, or that they do not.

A link stands between claims: what is none of the analyst's yet is accepted in the same act, with
its attribution, so that one undo takes all of it back. That they are unrelated goes with it.
"""

from __future__ import annotations

from workbench.domain.claim import Claim, Link, LinkKind
from workbench.domain.counterpart import Unrelated
from workbench.domain.decision import Verdict
from workbench.domain.journal import Change, Entry
from workbench.domain.stated import Stated, ToldCounterpart
from workbench.errors import ConflictError, UsageError
from workbench.services.elsewhere import like
from workbench.services.review import deciding, proposed_claim
from workbench.services.sources import NameBook
from workbench.services.told_counterparts import Statements
from workbench.services.unrelated import taking_back
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench


def accept_counterpart(bench: Workbench, ours: Stated, one: ToldCounterpart) -> Entry | None:
    """Link the two as it was proposed."""
    is_ours = one.is_ours or not one.stance.has_direction
    return relate(bench, ours, one, one.stance.kind, is_ours=is_ours)


def relate(
    bench: Workbench, ours: Stated, one: ToldCounterpart, kind: LinkKind, *, is_ours: bool
) -> Entry | None:
    """Say how two statements stand to each other; None where the analyst said so already. is_ours:
    whether the link leads from ours to the other one. Raises ConflictError where one of them is
    gone."""
    changes = linking(bench, ours, one, kind, is_ours=is_ours)
    return bench.act("link", changes, f"{kind.value}, {_pair(ours, one)}") if changes else None


def linking(
    bench: Workbench, ours: Stated, one: ToldCounterpart, kind: LinkKind, *, is_ours: bool
) -> list[Change]:
    """What says so; nothing where the analyst said so already. Raises as `relate`."""
    book = NameBook(bench)
    ends, made = [], []
    for said in (ours, one.said):
        claim, changes = _claimed(bench, said, book)
        ends.append(claim.uid)
        made += changes
    if not is_ours:
        ends.reverse()
    mine = [] if made else _own_links(bench, ends)
    if any((each.kind, [each.claim, each.other]) == (kind, ends) for each in mine):
        return []
    before = next(iter(mine), None)
    link = Link(before.uid if before else bench.uid(), bench.analyst, kind, *ends)
    changes = [*book.changes(), *made, Change.between("link", before, link)]
    return changes + taking_back(bench, [(ours.key, one.said.key)])


def _own_links(bench: Workbench, ends: list[str]) -> list[Link]:
    """The analyst's links between two claims, whichever way they lead."""
    found = bench.store.claims.links(ends)
    return [
        one for one in found if one.analyst == bench.analyst and {one.claim, one.other} == {*ends}
    ]


def say_unrelated(bench: Workbench, ours: Stated, one: ToldCounterpart) -> Entry | None:
    """Say that two statements have nothing to do with each other: the analyst is never asked of
    them again; None where she said so already. Raises UsageError where she linked them."""
    if one.link and one.link.analyst == bench.analyst:
        raise UsageError("you linked these two", "Take the link back first.")
    said = Unrelated.between(ours.key, one.said.key, bench.analyst, bench.now())
    known = bench.store.counterparts.unrelated(ours.article.uid, bench.analyst)
    if any(each.uid == said.uid for each in known):
        return None
    change = Change("unrelated", said.uid, None, said.to_record())
    return bench.act("unrelated", [change], _pair(ours, one))


def _pair(ours: Stated, one: ToldCounterpart) -> str:
    return f"#{ours.article.number} and #{one.said.article.number}"


def _claimed(bench: Workbench, said: Stated, book: NameBook) -> tuple[Claim, list[Change]]:
    """The analyst's claim of a statement as it is now, and what makes it where there is none."""
    view = view_article(bench, said.article.number)
    now = Statements(bench, view, book).at(said.place)
    if now is None:
        raise ConflictError(
            f"the statement in #{view.number} is gone", "Look at its article: others may be there."
        )
    if now.claim and now.claim.analyst == bench.analyst:
        return now.claim, []
    claim = _new_claim(bench, view, now, book)
    changes = [Change("claim", claim.uid, None, claim.to_record())]
    if now.fact:
        before = view.decision(now.fact.id)
        changes.append(deciding(bench, view, now.fact, Verdict.ACCEPTED, before, claim=claim.uid))
    return claim, [*changes, bench.opening(view.article.uid)]


def _new_claim(bench: Workbench, view: ArticleView, said: Stated, book: NameBook) -> Claim:
    """Of the fact there; else on the words of a colleague's, with the attribution of that."""
    claim = proposed_claim(bench, view, said.fact, book) if said.fact else None
    if claim is None:
        assert said.claim
        claim = like(bench, view, said.claim, said.claim.span)
    return claim
