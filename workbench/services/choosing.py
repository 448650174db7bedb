"""What of a database leaves: articles by a filter, a set or a story, and whose work on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from workbench.domain.choice import NOT_TOLD, Choice, WhichLayer
from workbench.domain.deciding import Layer
from workbench.domain.filter.tree import Filter
from workbench.errors import NotFoundError, UsageError
from workbench.exchange.bundle import AnnotatedArticle, Bundle
from workbench.exchange.whose import (
    Named,
    count_named,
    layer_of,
    sources_renamed,
    sources_work_of,
    work_of,
)
from workbench.services.asking import find_selection, terms_of
from workbench.services.layer import layer_chosen
from workbench.services.pseudonyms import called, holds_name, pseudonyms, telling_parts
from workbench.services.workbench import Workbench


def set_filter(bench: Workbench, name: str) -> str:
    """The filter that leaves the articles of a set. Raises NotFoundError, and UsageError where the
    selection is not frozen: it would hold others tomorrow."""
    selection = find_selection(bench, name)
    if not selection.is_set:
        raise UsageError(
            f"the selection {selection.name!r} is no set",
            f"Freeze it (workbench select freeze NAME), or use --where '{selection.term}'.",
        )
    return selection.term


def terms_chosen(bench: Workbench, choice: Choice) -> Filter:
    """The filter of a choice's articles. Raises UsageError, NotFoundError where a set or an article
    is not there."""
    if choice.set:
        return terms_of(bench, set_filter(bench, choice.set))
    if choice.story:
        article = bench.store.articles.by_uid(choice.story)
        if article is None:
            raise NotFoundError(f"no article {choice.story!r}")
        return terms_of(bench, f"cluster:{article.number}")
    return terms_of(bench, choice.where)


def check_analysts(bench: Workbench, choice: Choice) -> None:
    """Raises NotFoundError where one that the choice names has done nothing here."""
    here = set(bench.store.pseudonyms.analysts()) if choice.analysts else set()
    for name in choice.analysts:
        if name not in here:
            raise NotFoundError(f"nobody called {name!r} has worked here", "Is it written so?")


@dataclass(frozen=True, slots=True)
class Leaving:
    """Whose work leaves, and by which names."""

    choice: Choice
    named: Named | None
    """What analysts are called; None: as they are."""
    everybody: tuple[str, ...] = ()
    """Whose names are not to be told."""
    layer: Layer | None = None
    """What stands of several analysts' work; None where all of it leaves."""

    @classmethod
    def of(cls, bench: Workbench, choice: Choice) -> Leaving:
        """As a choice has it. Raises NotFoundError, and what writing raises where pseudonyms are
        wanted of a database that has none and takes no changes."""
        check_analysts(bench, choice)
        if choice.analysts and choice.layer is WhichLayer.DECIDED:
            raise UsageError(
                "what was decided is nobody's alone", "Leave out either --by or --layer decided."
            )
        layer = layer_chosen(bench, choice)
        if layer:
            choice = replace(choice, layer=WhichLayer.DECIDED)
        if not choice.pseudonyms:
            return cls(choice, None, layer=layer)
        everybody = tuple(bench.store.pseudonyms.analysts())
        return cls(choice, pseudonyms(bench), everybody, layer)

    def eyes(self, analyst: str) -> str:
        """As whose the articles' descent is told: the analyst's, where her work is in it."""
        whose = self.choice.analysts
        return analyst if not whose or analyst in whose else whose[0]

    def bundle(self, whole: Bundle) -> Bundle:
        """The bundle with what leaves of it."""
        if self.choice.analysts:
            whole = sources_work_of(whole, self.choice.analysts)
        if self.named:
            whole = sources_renamed(whole, self.named)
            told = chain(
                whole.sources, whole.topics, whole.ratings, whole.belongings, whole.notes,
                whole.guidelines,
            )  # fmt: skip
            count_named(told, holds_name(self.everybody), whole.aside)
        is_whole = not (self.choice.analysts or self.named or self.layer)
        return replace(
            whole,
            articles=whole.articles if is_whole else self._articles(whole),
            choice=self._told(),
            layer=self.layer,
            whose=self._whose(whole.whose),
        )

    def _whose(self, everybody: tuple[str, ...]) -> tuple[str, ...]:
        """Those whose work leaves, by the names that leave."""
        whose = [
            one for one in everybody if not self.choice.analysts or one in self.choice.analysts
        ]
        return tuple(sorted(map(self.named, whose))) if self.named else tuple(whose)

    def _articles(self, whole: Bundle) -> Iterator[AnnotatedArticle]:
        is_named = holds_name(self.everybody)
        for annotated in whole.articles:
            if self.choice.analysts:
                annotated = work_of(annotated, self.choice.analysts, whole.withheld)
            if self.layer:
                annotated = layer_of(annotated, self.layer, whole.withheld)
            if self.named:
                told = chain(
                    annotated.claims, annotated.assessments, annotated.notes, annotated.tags,
                    annotated.flags, annotated.rulings, annotated.disputes,
                )  # fmt: skip
                count_named(told, is_named, whole.aside)
                annotated = _article_renamed(annotated, self.named)
            yield annotated

    def _told(self) -> Choice:
        """The choice as the export tells it: under pseudonyms no filter's words name anybody."""
        if not self.named:
            return self.choice
        return replace(
            self.choice,
            where=_unless_named(self.choice.where, self.everybody),
            set=_unless_named(self.choice.set, self.everybody),
            analysts=tuple(map(self.named, self.choice.analysts)),
        )


def _article_renamed(annotated: AnnotatedArticle, named: Named) -> AnnotatedArticle:
    """The article with its analysts called otherwise, and without pasts, which name them too."""
    item = called(annotated, named)
    assert isinstance(item, AnnotatedArticle)
    return replace(item, pasts=())


def _unless_named(words: str, names: Iterable[str]) -> str:
    """The words, unless a name is in them, or a part of one that is long enough to tell whose."""
    folded = words.casefold()
    return NOT_TOLD if any(part in folded for part in telling_parts(names)) else words
