"""What became of a package: whether it is whole, and which of its claims are otherwise here by now.

A claim is compared with what an export would tell of it today, field by field; its number of
changes counts for nothing, since an undo leaves it as it was. What is new is asked for as the
package was: by its filter, set or story, and of its analysts. At another desk than the package's
own, articles and sources may go by other uids: they are known there as an import knows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from workbench.domain.choice import NOT_TOLD, Choice, WhichLayer
from workbench.domain.claim import Claim
from workbench.domain.deciding import Layer
from workbench.domain.source import Source
from workbench.domain.span import shorten
from workbench.errors import DataError, NotFoundError, UsageError
from workbench.exchange.bundle import AnnotatedArticle, Header, Losses
from workbench.exchange.jsonl import claim_records
from workbench.exchange.package import SET, Part, Standing, is_whole, prove, read
from workbench.exchange.whose import layer_of, renamed, work_of
from workbench.policy import Deed
from workbench.present.assertion import said
from workbench.services.choosing import terms_chosen
from workbench.services.exporting import annotated
from workbench.services.layer import decided_layer, seeing_layer
from workbench.services.merging import Merge
from workbench.services.pseudonyms import own_names
from workbench.services.same_sources import SameSources
from workbench.services.seen import SeenWork, hidden_articles, where_deciding, why_kept_back
from workbench.services.unpacking import unpacked
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

__all__ = [
    "Checked", "ClaimSince", "Part", "Since", "Standing", "check_package", "checked_records",
]  # fmt: skip

Record = Mapping[str, Any]
_NO_CONTENT = frozenset(("version", "article"))
"""What of a claim's record says nothing of what it says."""
_WIDTH = 80
"""Code points of what is told of a claim."""


class Since(StrEnum):
    """What became of a claim since."""

    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ClaimSince:
    """A claim that is not as the package has it."""

    uid: str
    article: str
    """Uid of its article."""
    number: int | None
    """Of its article here; None where that is not here."""
    words: str
    """What it says, or said where it is gone."""
    since: Since
    fields: tuple[str, ...] = ()
    """Of a changed one: what is otherwise, as an export calls it."""


@dataclass(slots=True)
class Checked:
    """What became of a package."""

    parts: list[Part]
    header: Header | None = None
    """None where what it holds cannot be relied on."""
    claims: int = 0
    """How many it holds."""
    since: list[ClaimSince] = field(default_factory=list)
    why_not_new: str = ""
    """Why what is new cannot be told; empty where it is told."""
    unjudged: int = 0
    """Articles of which others' claims were not compared."""
    why_not: str = ""
    """Why they were not."""

    @property
    def is_whole(self) -> bool:
        """Whether every file is as it was made, and no other beside it."""
        return is_whole(self.parts)

    def count(self, since: Since) -> int | None:
        """How many claims are so; None where that cannot be told."""
        if since is Since.NEW and self.why_not_new:
            return None
        return sum(one.since is since for one in self.since)


def checked_records(checked: Checked) -> Iterator[dict[str, Any]]:
    """What `export --check --json` prints."""
    for part in checked.parts:
        yield {"type": "file", "path": part.path, "standing": part.standing.value}
    for one in checked.since:
        fields = {"fields": list(one.fields)} if one.fields else {}
        yield {
            "type": "claim", "uid": one.uid, "article": one.article, "number": one.number,
            "words": one.words, "since": one.since.value, **fields,
        }  # fmt: skip
    header = checked.header
    yield {
        "type": "package",
        "whole": checked.is_whole,
        "head": header.head if header else "",
        "exported_at": header.exported_at if header else "",
        "choice": header.choice.to_record() if header else {},
        "claims": checked.claims,
        "unjudged": checked.unjudged,
        **{since.value: checked.count(since) for since in Since},
    }


def check_package(bench: Workbench, path: Path) -> Checked:
    """Check the package at path, a folder or an archive. Raises NotFoundError, DataError where it
    is none."""
    bench.policy.require(Deed.READ_FILES)
    if not path.exists():
        raise NotFoundError(f"{path} does not exist", "Name a package: a folder or a .zip file.")
    with unpacked(path) as folder:
        if not folder.is_dir():
            raise DataError(f"{path} is no package", "It is a folder, or a .zip file.")
        checked = Checked(prove(folder))
        if Part(SET, Standing.WHOLE) in checked.parts:
            _Comparing(bench, checked).compare(folder)
    return checked


class _Comparing:
    """Goes through a package, an article at a time."""

    def __init__(self, bench: Workbench, checked: Checked) -> None:
        self._bench = bench
        self._checked = checked
        self._names = own_names(bench)
        self._choice = Choice()
        self._same = SameSources(bench, Merge(bench))
        self._sources: list[Source] = []
        """Of the package, until the first article."""
        self._seen: set[int] = set()
        """Numbers of the articles that the package has."""

    def compare(self, folder: Path) -> None:
        for item in read(folder):
            if isinstance(item, Header):
                self._checked.header = item
                self._choice = self._as_asked(item.choice)
            elif isinstance(item, Source):
                self._sources.append(item)
            elif isinstance(item, AnnotatedArticle):
                self._same.take(self._sources, {}, is_telling=False)
                self._sources = []
                self._compare(self._renamed(item))
        try:
            self._find_new()
        except (NotFoundError, UsageError) as error:
            self._checked.why_not_new = error.what

    def _as_asked(self, told: Choice) -> Choice:
        return replace(told, analysts=tuple(map(self._named, told.analysts)))

    def _named(self, name: str) -> str:
        return self._names.get(name, name)

    def _renamed(self, item: AnnotatedArticle) -> AnnotatedArticle:
        """With its analysts by their own names."""
        if not self._choice.pseudonyms:
            return item
        found = renamed(item, self._named)
        assert isinstance(found, AnnotatedArticle)
        return found

    def _compare(self, packed: AnnotatedArticle) -> None:
        self._checked.claims += len(packed.claims)
        number = self._number_of(packed)
        packed = self._as_seen(packed, number)
        before = {uid: self._by_ours(record) for uid, record in _told(packed).items()}
        found = self._found_in(number) if number else None
        after = _told(found) if found else {}
        uid = packed.article.uid
        if number:
            self._seen.add(number)
            if uid == self._choice.story:
                ours = self._bench.store.articles.get(number).uid
                self._choice = replace(self._choice, story=ours)
        for claim in packed.claims:
            if claim.uid not in after:
                self._add(claim, number, Since.GONE, article=uid)
            elif changed := _changed(before[claim.uid], after[claim.uid]):
                self._add(claim, number, Since.CHANGED, changed, article=uid)
        for claim in found.claims if found else ():
            if claim.uid not in before:
                self._add(claim, number, Since.NEW, article=uid)

    def _as_seen(self, packed: AnnotatedArticle, number: int) -> AnnotatedArticle:
        """Without what others made of an article where that is out of sight: what became of it here
        is not told."""
        bench = where_deciding(self._bench, number)
        if number not in hidden_articles(bench, [number]):
            return packed
        own = work_of(packed, [bench.viewer], Losses())
        is_unjudged = bool(bench.store.judged.unjudged([number], analyst=bench.viewer))
        self._checked.why_not = why_kept_back(bench)
        self._checked.unjudged += is_unjudged and len(own.claims) < len(packed.claims)
        return own

    def _number_of(self, packed: AnnotatedArticle) -> int:
        """Number of the article here, which may have another uid where it was here already; 0 where
        it is not."""
        articles, claims = self._bench.store.articles, self._bench.store.claims
        if ours := articles.by_uid(packed.article.uid):
            return ours.number
        for uid in claims.articles_of([one.uid for one in packed.claims]).values():
            if ours := articles.by_uid(uid):
                return ours.number
        sha256 = packed.article.sha256
        alike = articles.with_texts([sha256]).get(sha256, {})
        return next(iter(alike)) if len(alike) == 1 else 0

    def _by_ours(self, record: Record) -> Record:
        """A claim's record with the sources here that it names."""
        our = self._same.our
        hops = [
            {**hop, "sources": [{**one, "uid": our(one["uid"])} for one in hop["sources"]]}
            for hop in record["hops"]
        ]
        chain = [{**step, "sources": [*map(our, step["sources"])]} for step in record["chain"]]
        return {**record, "hops": hops, "chain": chain}

    def _found_in(self, number: int) -> AnnotatedArticle:
        """An article as an export like this one would tell it now."""
        bench = where_deciding(self._bench, number)
        found = annotated(view_article(bench, number), {}, bench.analyst)
        if self._layer:
            found = layer_of(found, self._layer, Losses())
        return work_of(found, self._choice.analysts, Losses()) if self._choice.analysts else found

    @cached_property
    def _layer(self) -> Layer | None:
        """What stands of several analysts' work now, where the package was made of that."""
        is_decided = self._choice.layer is WhichLayer.DECIDED
        seeing = seeing_layer(self._bench, self._choice)
        return decided_layer(seeing) if is_decided else None

    def _find_new(self) -> None:
        """The claims of articles that the package would have by now."""
        bench = self._bench
        if self._choice.set:
            return  # what is in a set stays so: the package has all of its articles
        if self._choice.where == NOT_TOLD:
            raise UsageError("what it was asked for is not told, since that names somebody")
        whose = self._choice.analysts
        terms = terms_chosen(bench, self._choice)
        for number in bench.store.articles.numbers(terms, analyst=bench.analyst):
            if number not in self._seen:
                left_out = self._layer.left_out if self._layer else {}
                for claim in SeenWork(where_deciding(bench, number), number)(
                    bench.store.claims.of_article(number)
                ):
                    if claim.uid not in left_out and (not whose or claim.analyst in whose):
                        self._add(claim, number, Since.NEW)

    def _add(
        self,
        claim: Claim,
        number: int,
        since: Since,
        fields: tuple[str, ...] = (),
        *,
        article: str = "",
    ) -> None:
        """Tell of a claim. article: uid of its article in the package, where it is there."""
        words, uid = shorten(said(claim), _WIDTH), article or claim.article
        one = ClaimSince(claim.uid, uid, number or None, words, since, fields)
        self._checked.since.append(one)


def _told(annotated: AnnotatedArticle) -> dict[str, Record]:
    """Uid -> what an export tells of a claim, but for names that only repeat what uids say."""
    return {record["uid"]: record for record in claim_records(annotated, {})}


def _changed(before: Record, after: Record) -> tuple[str, ...]:
    """The fields that are otherwise."""
    keys = dict.fromkeys((*before, *after))
    return tuple(
        key
        for key in keys
        if key not in _NO_CONTENT and _sorted(before.get(key)) != _sorted(after.get(key))
    )


def _sorted(value: Any) -> Any:
    """A list of records of which none is the first, in one order."""
    if isinstance(value, list) and value and isinstance(value[0], dict) and "analyst" in value[0]:
        return sorted(value, key=repr)
    return value
