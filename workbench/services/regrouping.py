"""Putting a story's statements into other groups by hand: what two groups say is one, or one
statement is none of its group.

Nothing is kept for it but what it means: links, and that statements are unrelated. Each is one act.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from workbench.domain.claim import LinkKind
from workbench.domain.counterpart import SURE, Place, Stance, Unrelated
from workbench.domain.dossier import ToldGroup
from workbench.domain.grouping import Word
from workbench.domain.journal import Change, Entry
from workbench.domain.stated import Stated, ToldCounterpart
from workbench.errors import UsageError
from workbench.services.relating import linking
from workbench.services.review import distinct
from workbench.services.seen import seen_links
from workbench.services.story import story_of
from workbench.services.unrelated import Key, taking_back
from workbench.services.workbench import Workbench


def join_groups(bench: Workbench, one: ToldGroup, other: ToldGroup) -> Entry | None:
    """Say that two groups say the same: a link between the statements that stand for them, and no
    word of the analyst's that any two of theirs are unrelated. Raises UsageError where she linked
    two of them otherwise."""
    theirs = {*other.group.places}
    for tie in one.group.beside:
        if tie.word is Word.OWN and not theirs.isdisjoint(tie.ends):
            numbers = " and ".join(f"#{end.number}" for end in tie.ends)
            raise UsageError(f"you linked {numbers} otherwise", "Take that link back first.")
    beside = ToldCounterpart(other.lead, Stance.SAME, False, SURE, ())
    changes = linking(bench, one.lead, beside, LinkKind.SAME, is_ours=True)
    here, there = (_keys(bench, each.group.places).values() for each in (one, other))
    changes += taking_back(bench, [*product(here, there)])
    return bench.act("link", distinct(changes), f"same, {_numbers(one.lead, other.lead)}")


def _keys(bench: Workbench, places: Iterable[Place]) -> dict[Place, Key]:
    """Places, of statements that were not read too, as people's words name them."""
    every = [*places]
    uids = bench.store.articles.uids_of({place.number for place in every})
    return {place: (uids[place.number], place.start, place.end) for place in every}


def take_out(bench: Workbench, group: ToldGroup, said: Stated) -> Entry | None:
    """Say that a statement is none of its group: it is unrelated to each of another article that it
    was joined with, and the analyst's own links that say otherwise go. None where it is alone.
    Raises UsageError where a colleague linked it within its article."""
    keys = _keys(bench, group.group.places)
    changes = _unlinking(bench, group, said)
    for tie in group.group.within:
        if not tie.joins or said.place not in tie.ends:
            continue
        other = tie.other if tie.one == said.place else tie.one
        if other.number == said.place.number:
            continue
        if tie.link and tie.link.analyst == bench.analyst:
            changes.append(Change.between("link", tie.link, None))
        word = Unrelated.between(said.key, keys[other], bench.analyst, bench.now())
        changes.append(Change("unrelated", word.uid, None, word.to_record()))
    about = f"#{said.article.number} from what #{group.lead.article.number} says"
    return bench.act("unrelated", changes, about) if changes else None


def _unlinking(bench: Workbench, group: ToldGroup, said: Stated) -> list[Change]:
    """What takes back the analyst's links between a statement and others of its article in its
    group. Nothing is said to be unrelated within an article, so that a colleague's link would join
    them still: raises UsageError."""
    number = said.place.number
    claims = story_of(bench, [number]).claims
    beside = (one for one in group.group.places if one.number == number and one != said.place)
    ours = {one.uid for one in claims.get(said.place, ())}
    theirs = {one.uid for place in beside for one in claims.get(place, ())}
    changes = []
    for link in seen_links(bench, bench.store.claims.links(sorted(ours)) if theirs else ()):
        if theirs.isdisjoint((link.claim, link.other)) or not Stance.of(link.kind).joins:
            continue
        if link.analyst != bench.analyst:
            raise UsageError(
                f"{link.analyst} linked it with another statement of #{number}",
                "Within an article nothing is unrelated: link the two otherwise, and that stands.",
            )
        changes.append(Change.between("link", link, None))
    return changes


def _numbers(one: Stated, other: Stated) -> str:
    return f"#{one.article.number} and #{other.article.number}"
