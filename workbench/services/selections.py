"""Selections: saving a filter under a name, freezing it into a set, how far one is with it.

Whoever saved a selection changes and drops it; others save their own. Looking at a watch is a
reading position and stays outside the journal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from workbench.domain.filter import Order
from workbench.domain.filter.parsing import LANGUAGE
from workbench.domain.filter.tree import terms_in
from workbench.domain.journal import Change
from workbench.domain.member import Task
from workbench.domain.selection import NAME_LENGTH, Progress, Selection, fold_selection
from workbench.domain.text import safe
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services.asking import (
    find_selection,
    read_selection,
    seen_selections,
    terms_of,
    terms_of_selection,
)
from workbench.services.indexing import unindexed
from workbench.services.listing import Listing
from workbench.services.workbench import MOST_AT_ONCE, Workbench, clean_words

__all__ = [
    "Standing", "askers_of", "drop_selection", "find_selection", "freeze_selection",
    "list_selections", "look_at", "new_numbers", "progress_of", "record_of_standing",
    "save_selection", "usable_name",
]  # fmt: skip

MOST_FROZEN = MOST_AT_ONCE
"""Articles of a set: each stands in the journal, when it is frozen and when it is dropped."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A selection, and how far who works through it is."""

    selection: Selection
    progress: Progress | None
    """None where its filter cannot be asked any more: `problem` says why."""
    new: int = 0
    """Of a watch: articles that came since the analyst looked."""
    looked_at: str = ""
    """UTC; empty when the analyst never did."""
    seen: int = 0
    """The highest number that an article had then."""
    problem: str = ""


def check_name(bench: Workbench, name: str) -> tuple[str, Selection | None]:
    """A name as it is kept, and the analyst's own selection that has it. Raises UsageError on one
    that cannot be used, and when it is a colleague's or a set's."""
    wanted = usable_name(name)
    before = bench.store.selections.named(wanted)
    if before:
        _refuse_strangers(bench, before)
        if before.is_set:
            raise UsageError(f"{before.name!r} is a set", "Drop it first, or take another name.")
    return wanted, before


def save_selection(
    bench: Workbench,
    name: str,
    *,
    where: str = "",
    order: Order = Order.NEWEST,
    owner: str = "",
    is_watch: bool = False,
    language: int = LANGUAGE,
    seen: Selection | None = None,
    must_be_seen: bool = False,
) -> Selection:
    """Save a filter under a name; one of the analyst's own that has the name is changed. language:
    in which the filter is written, where it was kept before. seen: the one that has the name, as
    the analyst saw it, or none; must_be_seen: whether that counts.

    Raises UsageError on a name or filter that cannot be used, on one that would name itself, and
    when the name is a colleague's or a set's; ConflictError where the one that has it is another
    one by now.
    """
    wanted, before = check_name(bench, name)
    if must_be_seen and before:
        refuse_unseen(before, seen)
    after = Selection(
        uid=before.uid if before else bench.uid(),
        name=wanted,
        analyst=bench.analyst,
        where=clean_words(where),
        order=order,
        owner=" ".join(clean_words(owner).split()),
        is_watch=is_watch,
        language=language,
    )
    terms_of_selection(bench, after)
    _change(bench, "save selection", before, after)
    return after


def refuse_unseen(now: Selection, seen: Selection | None) -> None:
    """Raise ConflictError where a selection is not what the analyst saw: it was saved, frozen or
    divided otherwise at another desk."""
    if seen is None or replace(seen, articles=None) != replace(now, articles=None):
        theirs = {"filter": now.told, **_shape(now)}
        mine = {"filter": seen.told, **_shape(seen)} if seen else {"filter": ""}
        raise ConflictError(
            f"{now.title} was saved since at another desk",
            f"It asks for {now.told} now; do it again to change it.",
            mine=mine,
            theirs=theirs,
        )


def _shape(selection: Selection) -> dict[str, str]:
    kinds = " ".join(selection.kinds)
    return {"order": selection.order.value, "owner": selection.owner, "kind": kinds}


def freeze_selection(bench: Workbench, name: str, *, seen: Selection | None = None) -> Selection:
    """Make a selection a set: from now on it has the articles that it has now. seen: as the analyst
    saw it.

    Raises UsageError when it is a set already, a colleague's, empty or too large, and while search
    does not know all articles: those that it lacks would be missing for good. Raises ConflictError
    where it is another one than was seen.
    """
    before = find_selection(bench, name)
    _refuse_strangers(bench, before)
    if seen:
        refuse_unseen(before, seen)
    if lacks := unindexed(bench):
        raise UsageError(lacks, "Freeze it when that is done.")
    if before.is_set:
        raise UsageError(f"{before.name!r} is frozen already", "Save its filter under a new name.")
    uids = bench.store.articles.uids(terms_of_selection(bench, before), analyst=bench.analyst)
    if not uids:
        raise UsageError(f"no article is in {before.name!r}", "Change its filter.")
    if len(uids) > MOST_FROZEN:
        raise UsageError(
            f"{before.name!r} has {len(uids):,} articles; a set has at most {MOST_FROZEN:,}",
            "Narrow its filter.",
        )
    after = replace(before, articles=tuple(sorted(uids)))
    _change(bench, "freeze selection", before, after)
    return after


def drop_selection(bench: Workbench, name: str, *, seen: Selection | None = None) -> Selection:
    """Take a selection away, and with it what was given of it to whom; articles stay. seen: as the
    analyst saw it. Raises UsageError when it is a colleague's, ConflictError where it is another
    one than was seen, RoleError where it was divided and the analyst may not."""
    before = find_selection(bench, name)
    _refuse_strangers(bench, before)
    if seen:
        refuse_unseen(before, seen)
    if given := bench.store.assignments.of(before.uid):
        bench.require(Task.ASSIGN)
    changes = [Change.between("assignment", one, None) for one in given]
    dropped = Change.between("selection", before, None)
    bench.act("drop selection", [*changes, dropped], before.name)
    return before


def list_selections(bench: Workbench) -> list[Standing]:
    """Every selection with how far its owner is, or the analyst where it has none."""
    return [_standing(bench, selection) for selection in seen_selections(bench)]


def look_at(
    bench: Workbench,
    selection: Selection,
    *,
    seen: int | None = None,
) -> Standing:
    """How the selection stands; of a watch, what is there now is no longer new for the analyst.
    seen: the highest number up to which all that is new was shown; without it all was."""
    standing = _standing(bench, selection)
    if selection.is_watch and not bench.store.is_read_only:
        bench.store.selections.looked(bench.analyst, selection.uid, at=bench.now(), number=seen)
    return standing


def new_numbers(bench: Workbench, selection: Selection) -> list[int]:
    """The numbers of a watch's articles that are new for the analyst, the earliest first."""
    look = bench.store.selections.look(bench.analyst, selection.uid)
    since = f" number:>{look.number}" if look else ""
    terms = terms_of(bench, f"{selection.term}{since}")
    return bench.store.articles.numbers(terms, analyst=bench.analyst)


def askers_of(bench: Workbench, selection: Selection) -> list[str]:
    """Names of the other selections whose filters ask for this one."""
    return [
        one.name
        for one in seen_selections(bench)
        if one.uid != selection.uid and fold_selection(selection.name) in _asked_by(one)
    ]


def _asked_by(selection: Selection) -> set[str]:
    """The folded names that a selection's filter asks for; none where it cannot be read."""
    try:
        terms = terms_in(read_selection(selection))
        return {fold_selection(one.value) for one in terms if one.field == "in"}
    except UsageError:
        return set()


def progress_of(bench: Workbench, listing: Listing) -> Progress:
    """How far the analyst is with what a list shows."""
    return bench.store.articles.progress(listing.terms, analyst=bench.analyst)


def _standing(bench: Workbench, selection: Selection) -> Standing:
    look = bench.store.selections.look(bench.analyst, selection.uid)
    try:
        terms = terms_of(bench, selection.term)
    except (UsageError, NotFoundError) as error:
        return Standing(selection, None, problem=error.what)
    progress = bench.store.articles.progress(terms, analyst=selection.owner or bench.analyst)
    if not (look and selection.is_watch):
        return Standing(selection, progress, looked_at=look.at if look else "")
    new = bench.store.articles.count(terms, analyst=bench.analyst, after=look.number)
    return Standing(selection, progress, new, look.at, look.number)


def _change(bench: Workbench, op: str, before: Selection | None, after: Selection | None) -> None:
    one = after or before
    assert one
    bench.act(op, [Change.between("selection", before, after)], one.name)


def usable_name(name: str) -> str:
    """The name as it is kept. Raises UsageError on one that cannot be used."""
    wanted = " ".join(clean_words(name).split())
    if not wanted or len(wanted) > NAME_LENGTH:
        raise UsageError(
            f"a selection needs a name of at most {NAME_LENGTH} characters", "Give it one."
        )
    if '"' in wanted or safe(wanted) != wanted:
        raise UsageError(f"{wanted!r} cannot be a name", "Leave out quotation marks.")
    return wanted


def _refuse_strangers(bench: Workbench, selection: Selection) -> None:
    if selection.analyst != bench.analyst:
        raise UsageError(
            f"the selection {selection.name!r} is {selection.analyst}'s",
            "Save one of your own under another name.",
        )


def record_of_standing(standing: Standing) -> dict[str, Any]:
    """One selection, and how far who works through it is; counts are null where its filter cannot
    be asked any more, and new is null of what is no watch."""
    one, progress = standing.selection, standing.progress
    return {
        "uid": one.uid,
        "name": one.name,
        "analyst": one.analyst,
        "where": one.where,
        "language": one.language,
        "order": one.order.value,
        "owner": one.owner or None,
        "watch": one.is_watch,
        "frozen": one.is_set,
        "article_count": progress.total if progress else None,
        "done_count": progress.done if progress else None,
        "question_count": progress.questions if progress else None,
        "new_count": standing.new if one.is_watch else None,
        "looked_at": standing.looked_at or None,
    }
