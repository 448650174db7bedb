"""Which sources of another database are ones of ours, and what becomes of the rest.

A source that is called as exactly one of ours, and of its kind, is that one, as it is when a
suggestion is accepted: two analysts meet on one text. Where both are called so themselves they stay
one, whatever either is called later: the database remembers by which uid theirs goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from workbench.domain.journal import Change
from workbench.domain.naming import fold_name
from workbench.domain.past import PAST, Key, Past, first_past, past_uid
from workbench.domain.source import Source, SourceKind
from workbench.services.merging import Incoming, Merge
from workbench.services.stayed import SAME_NAME, Stay
from workbench.services.workbench import Workbench


class SameSources:
    """The sources of one input."""

    def __init__(self, bench: Workbench, merge: Merge) -> None:
        self._bench = bench
        self._merge = merge
        self.aliases: list[Change] = []
        """What is remembered of those."""
        self._ours: dict[str, str] = {}
        self._called: defaultdict[tuple[str, SourceKind], list[Source]] = defaultdict(list)

    def our(self, uid: str) -> str:
        """Uid of the source here that theirs is; its own where it is none of ours."""
        return self._ours.get(uid, uid)

    @property
    def are_any(self) -> bool:
        """Whether any source of theirs goes by another uid here."""
        return bool(self._ours)

    def theirs(self, uid: str) -> str:
        """Uid of the source there that is this one here: the first, of several."""
        return next((theirs for theirs, ours in self._ours.items() if ours == uid), uid)

    def is_ours(self, uid: str) -> bool:
        """Whether a source of theirs is one that goes by another uid here."""
        return uid in self._ours

    def is_met(self, uid: str) -> bool:
        """Whether a source here is one of theirs by another uid, or the other way round."""
        return uid in self._ours or uid in self._ours.values()

    def take(self, sources: Sequence[Source], told: dict[Key, Past], *, is_telling: bool) -> None:
        """Bring them, by our uids. told: what the input tells of their pasts; is_telling: whether
        one of which it tells nothing was never changed there."""
        if not sources:
            return
        if is_telling:
            for source in sources:
                key = "source", source.uid
                told.setdefault(key, first_past(key, source.to_record()))
        for source in self._bench.store.sources.all():
            self._called[fold_name(source.name), source.kind].append(source)
        known = self._bench.store.sources.many([source.uid for source in sources])
        there = [
            source
            for source in sources
            if not self._is_named(source, known, told)
            and self._find(source, source.uid in known, told)
        ]
        for source in there:
            self._bring(source, told)

    def _is_named(self, source: Source, known: Mapping[str, Source], told: Container[Key]) -> bool:
        """Whether a tool, which knows no more of a source than its name, names one of ours."""
        ours = known.get(source.uid)
        is_bare = source == Source(source.uid, source.name)
        is_bare = is_bare and ("source", source.uid) not in told
        return is_bare and ours is not None and source.name in (ours.name, *ours.aliases)

    def _find(self, source: Source, is_here: bool, told: dict[Key, Past]) -> bool:
        """Find out which one it is; whether it is to be brought."""
        if ours := self._remembered(source.uid):
            self._ours[source.uid] = ours
            return True
        if is_here:
            return True
        called = self._called[fold_name(source.name), source.kind]
        if len(called) == 1 and called[0].uid not in self._ours.values():
            self._keep(source, called[0])
            return ("source", source.uid) in told and self._meet(source, called[0], told)
        named = self._bench.store.sources.named(source.name)
        same = [one for one in named if one.kind is source.kind]
        if len(same) == 1:
            self._keep(source, same[0])
        return len(same) != 1

    def _keep(self, theirs: Source, ours: Source) -> None:
        self._ours[theirs.uid] = ours.uid
        stay = Stay("source", ours.uid, "", ours.to_record(), theirs.to_record(), SAME_NAME)
        self._merge.kept.add(stay)

    def _remembered(self, uid: str) -> str:
        past = self._bench.store.pasts.kept(("source", uid))
        is_other = past is not None and not past.is_gone and past.about != uid
        ours = past.about if past and is_other else ""
        return ours if ours and self._bench.store.sources.many([ours]) else ""

    def _meet(self, theirs: Source, ours: Source, told: dict[Key, Past]) -> bool:
        """Let theirs be ours from now on: what either database makes of it is made of one. Whether
        theirs is to be brought: it was changed since it was made."""
        key, here = ("source", theirs.uid), ("source", ours.uid)
        pasts = self._bench.store.pasts
        past, kept = told[key], pasts.kept(key)
        alias = replace(past, about=ours.uid, is_gone=False)
        before = kept.to_record(key) if kept else None
        self.aliases.append(Change(PAST, past_uid(key), before, alias.to_record(key)))
        ours_past = pasts.kept(here) or first_past(here, ours.to_record())
        if past.ancestors and not ours_past.ancestors:
            told[key] = past.behind(ours_past)
        elif not past.ancestors:
            self._merge.join(here, past)
            return False
        return True

    def _bring(self, source: Source, told: dict[Key, Past]) -> None:
        uid = self.our(source.uid)
        same_as = self.our(source.same_as) if source.same_as else None
        if same_as == uid:
            return  # what it was merged into is the same one here
        past = told.get(("source", source.uid))
        if past:
            past = replace(past, about=uid, is_gone=False)
        record = replace(source, uid=uid, same_as=same_as).to_record()
        self._merge.bring(Incoming("source", uid, record, past))
