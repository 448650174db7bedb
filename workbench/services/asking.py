"""What a filter asks for, here and today and for this analyst: names and words for days looked up.

What she may see of colleagues' work is decided here as well, once, for every field that asks for
what people made: a filter must not tell what a list would not show.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import date, datetime

from workbench.domain.filter.days import day_of
from workbench.domain.filter.fields import ARTICLE_FIELDS, DATED, MADE, Fields
from workbench.domain.filter.first import parse_first
from workbench.domain.filter.parsing import LANGUAGE, parse_filter
from workbench.domain.filter.tree import (
    Chosen,
    Filter,
    Term,
    changed,
    depth_of,
    has_part,
    size_of,
    terms_in,
)
from workbench.domain.member import Task
from workbench.domain.selection import Selection
from workbench.errors import NotFoundError, UsageError
from workbench.services.workbench import Workbench

_DEEPEST_SELECTION = 6
"""Selections that one may be in, one in the other: with each, what is asked for can double."""
_DEEPEST = 24
"""Brackets within each other, those of selections included: SQLite bounds them as well."""
_MOST = 600
"""Conditions of a filter, those of selections included."""


def find_selection(bench: Workbench, name: str, *, asker: str = "") -> Selection:
    """The selection with this name. asker: the one whose filter asks for it. Raises
    NotFoundError."""
    selection = bench.store.selections.named(name)
    if selection is None or selection.uid in hidden_sets(bench):
        whose = f", which {asker!r} asks for" if asker else ""
        raise NotFoundError(f"no selection {name!r}{whose}", "workbench select list shows all.")
    return selection


def seen_selections(bench: Workbench) -> list[Selection]:
    """Every selection that the analyst may see, by name."""
    hidden = hidden_sets(bench)
    return [one for one in bench.store.selections.all() if one.uid not in hidden]


def hidden_sets(bench: Workbench) -> Set[str]:
    """Uids of the sets whose answers are known: whoever may not divide could be measured by them,
    and one look at such a set would tell by which articles."""
    measuring = bench.store.measuring
    if not measuring.is_there or bench.may(Task.ASSIGN):
        return frozenset()
    return measuring.sets(bench.analyst)


def terms_of(bench: Workbench, words: str, fields: Fields = ARTICLE_FIELDS) -> Filter:
    """What a filter asks for. Raises UsageError, and NotFoundError when there is no selection that
    it names."""
    return _Asker(bench).looked_up(parse_filter(words, fields), ())


def terms_of_selection(bench: Workbench, selection: Selection) -> Filter:
    """What a selection asks for, by the language that it was written in. Raises as `terms_of`."""
    return _Asker(bench).looked_up(read_selection(selection), (selection,))


def read_selection(selection: Selection) -> Filter:
    """A selection's filter, by the language that it was written in. Raises UsageError, also where
    a newer program wrote it."""
    if selection.language > LANGUAGE:
        raise UsageError(
            f"the filter of {selection.name!r} was written by a newer version", "Update first."
        )
    read = parse_first if selection.language == 1 else parse_filter
    return read(selection.where)


class _Asker:
    """Looks up what one filter asks for."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    def looked_up(self, filter_: Filter, around: tuple[Selection, ...]) -> Filter:
        """The filter with what its names and words stand for. around: the selections that it is
        in, the innermost last."""
        found = changed(filter_, lambda term: self._looked_up(term, around))
        if any(term.field in ("source", "origin") for term in terms_in(found)):
            from workbench.services.passing import with_passed

            found = with_passed(self._bench, found)
        if depth_of(found) > _DEEPEST or size_of(found) > _MOST:
            raise UsageError(
                f"a filter of more than {_MOST} things, or brackets {_DEEPEST} deep",
                "Count those of selections that it names; ask for less.",
            )
        return found

    def _looked_up(self, term: Term, around: tuple[Selection, ...]) -> Term:
        if term.field == "in":
            return replace(term, chosen=self._chosen(term.value, around))
        if term.field in DATED:
            return _on_day(self._bench, term)
        if term.field in ("by", "assigned") and term.value.casefold() == "me":
            term = replace(term, value=self._bench.analyst)
        if term.field == "family":
            term = replace(term, uids=_family(self._bench, term.value))
        if term.field == "queue" and term.value == "back":
            from workbench.services.units import void_for

            term = replace(term, uids=tuple(sorted(void_for(self._bench))))
        if term.field in MADE:
            return replace(term, viewer=self._bench.viewer)
        return term

    def _chosen(self, name: str, around: tuple[Selection, ...]) -> Chosen:
        bench = self._bench
        selection = find_selection(bench, name, asker=around[-1].name if around else "")
        more = bench.store.measuring.among(selection.uid, bench.viewer) if bench.viewer else ()
        if selection.is_set:
            return Chosen(selection.uid, (), bench.analyst, more)
        if any(selection.uid == one.uid for one in around):
            raise UsageError(f"the selection {selection.name!r} is in itself", "Change its filter.")
        if len(around) >= _DEEPEST_SELECTION:
            raise UsageError(
                f"the selection {selection.name!r} is in {_DEEPEST_SELECTION} others, one in the "
                "other",
                "Write out what one of them asks for.",
            )
        terms = self.looked_up(read_selection(selection), (*around, selection))
        return Chosen("", terms, bench.analyst, more)


def _on_day(bench: Workbench, term: Term) -> Term:
    """A term with the day that its word means now and here: a filter that is kept says yesterday,
    whenever it is asked."""
    day = day_of(term.value, today(bench))
    return term if day is None else replace(term, value=str(day))


def _family(bench: Workbench, words: str) -> tuple[str, ...]:
    """Uids of the sources that are called so, and of all that belong to them now, those merged into
    one of them included."""
    from workbench.services.families import families_of

    called = {uid for uid, name in bench.store.sources.names() if has_part(words, name)}
    families = families_of(bench)
    found = called | {uid for uid in families.histories if called & {*families.above(uid)}}
    merged = {uid for uid, final in families.same_as.items() if final in found}
    return tuple(sorted(found | merged))


def today(bench: Workbench) -> date:
    """The day that it is here."""
    return datetime.fromisoformat(bench.now()).astimezone().date()
