"""The list of topics: what claims name, adding, renaming, merging, retiring.

A claim keeps the words that its analyst gave; what they are called today is looked up in the list.
So no act on the list touches a claim, and each is undone by itself. A topic that claims name and
the list does not have is provisional: it is there as long as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.journal import Change, Entry
from workbench.domain.naming import fold_name
from workbench.domain.source import final_uids
from workbench.domain.tag import LONGEST
from workbench.domain.topic import Topic
from workbench.errors import NotFoundError, UsageError
from workbench.services.workbench import Workbench, clean_words


@dataclass(frozen=True, slots=True)
class Listed:
    """A topic, as the list of them shows it."""

    uid: str
    name: str
    claims: int
    """Those of it that may be seen."""
    mine: int
    is_provisional: bool = False
    is_retired: bool = False
    also: tuple[str, ...] = ()
    """What it was called before, and what was merged into it."""

    @property
    def standing(self) -> str:
        """How it stands to the list, in a word; nothing for one that is on it."""
        return "provisional" if self.is_provisional else "retired" if self.is_retired else ""


def list_topics(bench: Workbench) -> list[Listed]:
    """Every topic of the list or of claims that may be seen, the most used first."""
    listed = bench.store.topics.all()
    called: dict[str, str] = {one.uid: one.name for one in listed if one.same_as is None}
    claims: dict[str, int] = {}
    mine: dict[str, int] = {}
    named = bench.store.topics.named(bench.viewer)
    for uid, words, analyst, count in named:
        called.setdefault(uid, words)  # of several ways to write it the most used
        claims[uid] = claims.get(uid, 0) + count
        mine[uid] = mine.get(uid, 0) + (count if analyst == bench.analyst else 0)
    known = {one.uid: one for one in listed}
    also = _also(listed)
    found = [
        Listed(
            uid,
            name,
            claims.get(uid, 0),
            mine.get(uid, 0),
            uid not in known,
            uid in known and known[uid].is_retired,
            tuple(also.get(uid, ())),
        )
        for uid, name in called.items()
    ]
    return sorted(found, key=lambda one: (-one.claims, one.name.casefold()))


def _also(listed: Sequence[Topic]) -> dict[str, list[str]]:
    """Uid of a topic -> the names that lead to it."""
    finals = final_uids({one.uid: one.same_as for one in listed if one.same_as})
    also: dict[str, list[str]] = {}
    for one in listed:
        if one.uid in finals:
            also.setdefault(finals[one.uid], []).append(one.name)
    return also


def offered_topics(words: str, listed: Sequence[Listed], *, limit: int) -> list[str]:
    """Names of the topics that may be meant by some words, the likeliest first; without words the
    most used, one's own before others."""
    offered = [one for one in listed if not one.is_retired]
    if not words.strip():
        first = sorted(offered, key=lambda one: (-one.mine, -one.claims))
        return [one.name for one in first[:limit]]
    return fitting(words, {one.name: (one.name, *one.also) for one in offered}, limit=limit)


def fitting(words: str, names: Mapping[str, tuple[str, ...]], *, limit: int) -> list[str]:
    """Those of some names, each with what else it is called, that words may mean: those that hold
    them as they stand first, in the order given, then those that are nearly so."""
    folded = fold_name(words)
    begins, holds = [], []
    for name, forms in names.items():
        found = [fold_name(form) for form in forms]
        if any(form.startswith(folded) for form in found):
            begins.append(name)
        elif any(folded in form for form in found):
            holds.append(name)
    exact = [*begins, *holds]
    if len(exact) < limit:
        from workbench.match.names import rank_names

        keyed = [(name, form) for name, forms in names.items() for form in forms]
        exact += [one.key for one in rank_names(words, keyed, limit=limit)]
    return list(dict.fromkeys(exact))[:limit]


def clean_topic(words: str) -> str:
    """A topic's words on one line, as they are kept. Raises UsageError where there are none left,
    or too many."""
    name = " ".join(clean_words(words).split())
    if not fold_name(name):
        raise UsageError("a topic needs a name")
    if len(name) > LONGEST:
        raise UsageError(f"a topic is {LONGEST} letters at most", "Put the rest into a note.")
    return name


def topic_given(bench: Workbench, words: str) -> str:
    """What a claim is given for a topic that was typed: the name of the list, else as claims write
    it already, one's own before those that may be seen, else the words; nothing for none. Raises
    UsageError where the topic is retired."""
    if not clean_words(words):
        return ""
    name = clean_topic(words)
    listed = bench.store.topics.called(name)
    if listed is None:
        return _wording(bench, name) or name
    if listed.is_retired:
        raise UsageError(
            f"the topic {listed.name!r} is retired", "workbench topics add takes it up again."
        )
    return listed.name


def add_topic(bench: Workbench, words: str) -> Entry | None:
    """Put a topic on the list, or a retired one back; None where it stands there."""
    name = clean_topic(words)
    before = bench.store.topics.get(fold_name(name))
    if before is None:
        after = Topic(name)
    elif before.same_as:
        listed = bench.store.topics.called(name)
        into = listed.name if listed else before.same_as
        raise UsageError(f"{before.name!r} is {into!r} now", "Undo that, or rename the topic.")
    else:
        after = replace(before, is_retired=False)
    return bench.act("add topic", _changed(before, after), name)


def retire_topic(bench: Workbench, words: str) -> Entry | None:
    """Say that no further claim is to get a topic; those that have it keep it."""
    before = _there(bench, words)
    after = replace(before, is_retired=True)
    return bench.act("retire topic", _changed(_listed(bench, before), after), after.name)


def rename_topic(bench: Workbench, words: str, new: str) -> Entry | None:
    """Call a topic otherwise, wherever it is shown. Raises UsageError where another one that may be
    seen is called so: those are merged."""
    before = _there(bench, words)
    name = clean_topic(new)
    after = replace(before, name=name)
    listed = _listed(bench, before)
    if after.uid == before.uid:  # written otherwise
        return bench.act("rename topic", _changed(listed, after), f"{before.name} to {name}")
    other = bench.store.topics.called(name)
    if other and other.uid != before.uid:
        raise UsageError(f"there is a topic {other.name!r}", "Merge the two instead.")
    once = bench.store.topics.get(after.uid)
    if once is None and _wording(bench, name):
        raise UsageError(f"there is a topic {name!r}", "Merge the two instead.")
    # What it is to be called points nowhere before its old name points there.
    changes = [
        *_changed(once, after),
        *_changed(listed, replace(before, is_retired=False, same_as=after.uid)),
    ]
    return bench.act("rename topic", changes, f"{before.name} to {name}")


def merge_topics(bench: Workbench, names: Iterable[str], into: str) -> Entry | None:
    """Say that topics are the same as another one: pointers, undone like anything else."""
    target = _there(bench, into)
    changes = [] if _listed(bench, target) else _changed(None, target)
    merged = []
    for topic in {one.uid: one for one in (_there(bench, name) for name in names)}.values():
        if topic.uid == target.uid:
            raise UsageError(f"{topic.name!r} cannot be merged into itself")
        after = replace(topic, is_retired=False, same_as=target.uid)
        changes += _changed(_listed(bench, topic), after)
        merged.append(topic.name)
    return bench.act("merge topics", changes, f"{', '.join(merged)} into {target.name}")


def _there(bench: Workbench, words: str) -> Topic:
    """The topic that words mean today, of the list or of claims that may be seen. Raises
    NotFoundError, also of one that only others have: it must not tell that they do."""
    name = clean_topic(words)
    if listed := bench.store.topics.called(name):
        return listed
    if wording := _wording(bench, name):
        return Topic(wording)
    known = list_topics(bench)
    near = ", ".join(offered_topics(name, known, limit=3))
    raise NotFoundError(
        f"no topic {name!r}", f"Nearest: {near}." if near else "workbench topics add makes one."
    )


def _wording(bench: Workbench, name: str) -> str | None:
    """How claims that may be seen write a topic that the list does not have."""
    return bench.store.topics.wording(fold_name(name), bench.analyst, viewer=bench.viewer)


def _listed(bench: Workbench, topic: Topic) -> Topic | None:
    """The topic as the list has it; None of a provisional one."""
    return bench.store.topics.get(topic.uid)


def _changed(before: Topic | None, after: Topic) -> list[Change]:
    return [] if before == after else [Change.between("topic", before, after)]
