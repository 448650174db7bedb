"""Articles and claims for the store's tests: real values, built in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol
from uuid import NAMESPACE_URL, uuid5

from workbench.domain.article import Basis, Metadata, Precision, Publication
from workbench.domain.claim import Claim, Hop
from workbench.domain.fact import Fact
from workbench.domain.journal import Change, Entry
from workbench.domain.source import Source, SourceKind
from workbench.domain.span import Span
from workbench.stored.packed import pack
from workbench.verbs.articles import NewArticle

if TYPE_CHECKING:
    from workbench.verbs.store import Store

AT = "2026-03-04T10:00:00Z"
TEXT = "Kapal karam 🚢 di selat.\n\n“Sembilan orang selamat,” kata Dewi. Dua lainnya hilang."


def uid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def new_article(
    name: str = "one", text: str = TEXT, *, outlet: str | None = None, published: str = ""
) -> NewArticle:
    publication = None
    if published:
        publication = Publication(published, Precision.DAY, Basis.METADATA)
    return NewArticle(
        uid=uid(name),
        text=text,
        metadata=Metadata(title=name, outlet=outlet, lang="id", publication=publication),
        sha256=sha256(text.encode()).hexdigest(),
        raw_sha256=sha256(text.encode()).hexdigest(),
        normaliser="test",
        retrieved_at=AT,
        retrieved_how="file",
        foreign_id="",
        extra={},
        translation="",
        sketch=tuple(range(1, 9)),
    )


def source(name: str, kind: SourceKind = SourceKind.PERSON, **fields: object) -> Source:
    return Source(uid(name), name, kind, **fields)  # type: ignore[arg-type]


def claim(name: str = "claim", *, hops: tuple[Hop, ...] = (), text: str = TEXT) -> Claim:
    start = text.index("Sembilan")
    return Claim(
        uid(name),
        uid("one"),
        "ana",
        Span.of(text, start, start + len("Sembilan orang selamat")),
        restatement="Sembilan orang selamat dari kapal karam.",
        hops=hops,
    )


class Kept(Protocol):
    """What the journal can name."""

    @property
    def uid(self) -> str: ...

    def to_record(self) -> dict[str, Any]: ...


def making(entity: str, thing: Kept) -> Change:
    return Change(entity, thing.uid, None, thing.to_record())


def changing(entity: str, before: Kept, after: Kept) -> Change:
    return Change(entity, before.uid, before.to_record(), after.to_record())


def take_back(store: Store, target: Entry, *, op: str, analyst: str = "ana") -> None:
    """Record the inverse of an entry."""
    store.journal.apply(target.inverse(), analyst=analyst, at=AT, op=op, undoes=target.seq)


def apply(store: Store, *changes: Change, op: str = "test", analyst: str = "ana") -> None:
    store.journal.apply(changes, analyst=analyst, at=AT, op=op)


LOAD_ALL = """
import importlib, pkgutil, urllib.parse, workbench
for found in pkgutil.walk_packages(workbench.__path__, "workbench."):
    if not found.name.startswith(("workbench.tui", "workbench.__main__")):
        importlib.import_module(found.name)
workbench.stored.packed._dictionary()
"""
"""For programs that become another user, who may not be allowed to read the checkout, or where the
interpreter is: Path.as_uri loads urllib.parse when it is called."""


def keep_facts(store: Store, runs: Iterable[tuple[int, str, str, str, Sequence[Fact]]]) -> None:
    """Keep the facts of (article number, extractor, language, anchor, facts)."""
    store.facts.keep(
        (
            (number, pack(facts, extractor=extractor, lang=lang, anchor=anchor))
            for number, extractor, lang, anchor, facts in runs
        ),
        analyst="ana",
        at=AT,
    )
