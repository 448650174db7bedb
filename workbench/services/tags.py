"""Tags: putting them on articles and claims, taking them off, renaming, merging, listing.

An analyst changes her own tags only, so what is renamed or merged is hers; colleagues' stay as they
are. Theirs are seen as their claims are: once one's own judgement of the article stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.domain.journal import Change, Entry
from workbench.domain.naming import fold_name
from workbench.domain.span import shorten
from workbench.domain.tag import LONGEST, Tag
from workbench.errors import NotFoundError, UsageError
from workbench.present.counting import counted
from workbench.services.topics import fitting
from workbench.services.view import ArticleView
from workbench.services.workbench import MOST_AT_ONCE, Workbench, clean_words


@dataclass(frozen=True, slots=True)
class Used:
    """A tag, and where it is, of what may be seen."""

    name: str
    articles: int
    """How often it is on one, each analyst's counted."""
    claims: int
    mine: int
    """Of both, the analyst's own."""
    analysts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What tags are put on: articles by number, claims by uid."""

    articles: Sequence[int] = ()
    claims: Sequence[str] = ()


def list_tags(bench: Workbench) -> list[Used]:
    """Every tag that may be seen, the most used first."""
    found: dict[str, Used] = {}
    for use in bench.store.tags.uses(bench.viewer):
        is_mine = use.analyst == bench.analyst
        before = found.get(use.folded, Used(use.name, 0, 0, 0, ()))
        found[use.folded] = Used(
            use.name if is_mine else before.name,
            before.articles + use.articles,
            before.claims + use.claims,
            before.mine + (use.articles + use.claims if is_mine else 0),
            (*before.analysts, use.analyst),
        )
    return sorted(found.values(), key=lambda one: (-one.articles - one.claims, one.name))


def offered_tags(words: str, used: Sequence[Used], *, limit: int) -> list[str]:
    """Names of the tags that may be meant by some words, the likeliest first; without words the
    most used, one's own before others."""
    if not words.strip():
        first = sorted(used, key=lambda one: (-one.mine, -one.articles - one.claims))
        return [one.name for one in first[:limit]]
    return fitting(words, {one.name: (one.name,) for one in used}, limit=limit)


def own_first(view: ArticleView, tags: Iterable[Tag]) -> list[Tag]:
    """Tags of an article, those of the view's analyst first."""
    return sorted(tags, key=lambda tag: tag.analyst != view.analyst)


def tag_names(words: str) -> list[str]:
    """The tags that were typed, with commas between them. Raises UsageError on one that is none."""
    names = [" ".join(clean_words(one).split()) for one in words.split(",")]
    for name in filter(None, names):
        if not fold_name(name):
            raise UsageError(f"{name!r} is no tag", "A tag has letters or digits.")
        if len(name) > LONGEST:
            raise UsageError(f"a tag is {LONGEST} letters at most", "Put the rest into a note.")
    distinct: dict[str, str] = {}
    for name in filter(None, names):
        distinct.setdefault(fold_name(name), name)
    return list(distinct.values())


def put_tags(bench: Workbench, names: Sequence[str], on: Tagged) -> Entry | None:
    """Put tags on articles and claims; None where all of them have them. Raises UsageError where
    these are too many for one act."""
    subjects = _subjects(bench, on, len(names))
    changes = []
    for name in names:
        there = {tag.uid for tag in bench.store.tags.called(name, bench.analyst)}
        made = [_tag(bench, article, claim, name) for article, claim in subjects]
        changes += [Change.between("tag", None, tag) for tag in made if tag.uid not in there]
    return bench.act("tag", changes, f"{', '.join(names)} on {_on(on)}")


def take_tags(bench: Workbench, names: Sequence[str], on: Tagged | None = None) -> Entry | None:
    """Take one's own tags off articles and claims, or off everything. Raises NotFoundError where
    one of them is nowhere, UsageError where those are too many for one act."""
    subjects = None
    if on is not None:
        subjects = {claim or uid for uid, claim in _subjects(bench, on, len(names))}
    changes = []
    for name in names:
        there = _called(bench, name)
        changes += [
            Change.between("tag", tag, None)
            for tag in there
            if subjects is None or tag.subject in subjects
        ]
    return bench.act("untag", changes, f"{', '.join(names)} on {_on(on)}")


def own_tags(bench: Workbench, on: Tagged) -> list[Tag]:
    """The analyst's own tags on one thing."""
    ((uid, claim),) = _subjects(bench, on)
    article = bench.store.articles.by_uid(uid)
    tags = bench.store.tags.of_article(article.number) if article else []
    return [tag for tag in tags if tag.analyst == bench.analyst and tag.claim == claim]


def set_tags(
    bench: Workbench, on: Tagged, names: Sequence[str], *, before: Iterable[Tag]
) -> Entry | None:
    """Make these one's own tags on one thing; None where they are. before: those that the analyst
    saw; a lost race raises ConflictError."""
    ((article, claim),) = _subjects(bench, on)
    mine = {tag.folded: tag for tag in before}
    wanted = {fold_name(name): name for name in names}
    added = [_tag(bench, article, claim, wanted[one]) for one in wanted if one not in mine]
    changes = [
        *(Change.between("tag", tag, None) for key, tag in mine.items() if key not in wanted),
        *(Change.between("tag", None, tag) for tag in added),
    ]
    return bench.act("tag", changes, f"{', '.join(names) or 'nothing'} on {_on(on)}")


def rename_tag(bench: Workbench, name: str, new: str) -> Entry | None:
    """Call a tag of one's own otherwise, wherever it is. Raises UsageError where another one is
    called so: those are merged."""
    names = tag_names(new)
    if len(names) != 1:
        raise UsageError("a tag is called by one name" if names else "a tag needs a name")
    named = names[0]
    tags = _called(bench, name)
    if fold_name(named) != fold_name(name) and bench.store.tags.called(named, bench.analyst):
        raise UsageError(f"you have a tag {named!r}", "Merge the two instead.")
    return bench.act("rename tag", _becoming(bench, tags, named), f"{tags[0].name} to {named}")


def merge_tags(bench: Workbench, names: Iterable[str], into: str) -> Entry | None:
    """Make one tag of several of one's own, wherever they are."""
    target = _called(bench, into)[0]
    merged = {fold_name(name): _called(bench, name) for name in names}
    if target.folded in merged:
        raise UsageError(f"{target.name!r} cannot be merged into itself")
    tags = [tag for called in merged.values() for tag in called]
    about = f"{', '.join(called[0].name for called in merged.values())} into {target.name}"
    return bench.act("merge tags", _becoming(bench, tags, target.name), about)


def _becoming(bench: Workbench, tags: Iterable[Tag], name: str) -> Iterator[Change]:
    """The changes that call tags otherwise; what has a tag of that name keeps that one."""
    there = {tag.uid for tag in bench.store.tags.called(name, bench.analyst)}
    for tag in tags:
        after = replace(tag, name=name)
        if after.uid == tag.uid:  # written otherwise
            if after != tag:
                yield Change.between("tag", tag, after)
            continue
        yield Change.between("tag", tag, None)
        if after.uid not in there:
            there.add(after.uid)
            yield Change.between("tag", None, after)


def _called(bench: Workbench, name: str) -> list[Tag]:
    """One's own tags of a name. Raises NotFoundError where there is none."""
    tags = bench.store.tags.called(name, bench.analyst)
    if not tags:
        used = bench.store.tags.uses(bench.analyst)
        mine = {one.name: (one.name,) for one in used if one.analyst == bench.analyst}
        near = ", ".join(fitting(name, mine, limit=3)) if name.strip() else ""
        raise NotFoundError(
            f"you have no tag {shorten(name, 40)!r}",
            f"Nearest: {near}." if near else "workbench tags list shows all.",
        )
    return tags


def _subjects(bench: Workbench, on: Tagged, each: int = 1) -> list[tuple[str, str | None]]:
    """Uid of the article, and of the claim where it is one. each: tags on each of them. Raises
    NotFoundError, UsageError."""
    numbers, uids = dict.fromkeys(on.articles), dict.fromkeys(on.claims)
    many = (len(numbers) + len(uids)) * each
    if many > MOST_AT_ONCE:
        raise UsageError(
            f"these are {many:,} tags; one act is on at most {MOST_AT_ONCE:,}", "Narrow the filter."
        )
    articles = bench.store.articles.uids_of(numbers)
    claims = bench.store.claims.articles_of(uids)
    gone = next((one for one in numbers if one not in articles), None)
    if gone is not None:
        raise NotFoundError(f"no article #{gone}", "workbench list shows all.")
    if missing := next((one for one in uids if one not in claims), None):
        raise NotFoundError(f"no claim {missing}", "workbench claims lists all.")
    return [*((articles[one], None) for one in numbers), *((claims[one], one) for one in uids)]


def _tag(bench: Workbench, article: str, claim: str | None, name: str) -> Tag:
    return Tag(article, claim, bench.analyst, name, bench.now())


def _on(on: Tagged | None) -> str:
    """What tags are put on, in words."""
    if on is None:
        return "everything"
    if len(on.articles) == 1 and not on.claims:
        return f"#{on.articles[0]}"
    parts = [
        counted(len(things), word)
        for things, word in ((on.articles, "article"), (on.claims, "claim"))
        if things
    ]
    return " and ".join(parts) or "nothing"
