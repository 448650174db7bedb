"""The JSON shapes of articles and claims that scripts rely on, and the way back.

They are the contract of the command line (docs/cli.md, schemas/article.json, schemas/claim.json):
`claims --json` and the export print the same. Shapes that a domain value has already are used as
they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.domain.article import Article, Basis, Metadata, ReadingState
from workbench.domain.chain import Chain, Step
from workbench.domain.claim import Assessment, Claim, Hop, Link, LinkKind
from workbench.domain.habit import Habit
from workbench.domain.origin import Origin
from workbench.domain.relay import Around, Reach, Relay, RelayBasis, RelayKind, RelayStatus, Shared
from workbench.domain.span import Span

Record = Mapping[str, Any]


def article_record(
    article: Article,
    relays: Iterable[Relay],
    *,
    state: ReadingState | None,
    fact_count: int,
    claim_count: int,
    question_count: int,
) -> dict[str, Any]:
    """The article shape of the contract, without its text."""
    metadata = article.metadata
    publication = metadata.publication
    return {
        "uid": article.uid,
        "number": article.number,
        "title": metadata.title,
        "outlet": article.outlet,
        "published_at": publication.at if publication else None,
        "published_basis": (publication.basis if publication else Basis.NONE).value,
        "lang": metadata.lang,
        "author": metadata.author,
        "editor": metadata.editor,
        "relays": [relay_record(relay) for relay in relays],
        "url": metadata.url,
        "archive": metadata.archive,
        "sha256": article.sha256,
        "given_start": article.given_start,
        "given_sha256": article.sha256_as_given,
        "state": state.value if state else None,
        "fact_count": fact_count,
        "claim_count": claim_count,
        "question_count": question_count,
    }


def text_record(
    article: Article, text: str | None, *, translation: str, extra: Mapping[str, Any]
) -> dict[str, Any]:
    """What an export adds to the article shape: the text (None where that is not handed on), what
    came with it, and where from."""
    return {
        "text": text,
        "translation": translation,
        "extra": dict(extra),
        "length": article.length,
        "foreign_id": article.foreign_id,
        "raw_sha256": article.raw_sha256,
        "normaliser": article.normaliser,
        "retrieved": {"at": article.retrieved_at, "how": article.retrieved_how},
        "metadata": article.metadata.to_record(),
    }


def article_from_record(record: Record) -> Article:
    """The article of an exported record."""
    return Article(
        uid=record["uid"],
        number=record["number"],
        metadata=Metadata.from_record(record["metadata"]),
        outlet=record["outlet"],
        sha256=record["sha256"],
        raw_sha256=record["raw_sha256"],
        normaliser=record["normaliser"],
        retrieved_at=record["retrieved"]["at"],
        retrieved_how=record["retrieved"]["how"],
        foreign_id=record["foreign_id"],
        length=record["length"],
        **_given(record),
    )


def _given(record: Record) -> dict[str, Any]:
    """What an export says of the text as given; one that is older than that has texts as given."""
    start = record.get("given_start", 0)
    return {"given_start": start, "given_sha256": record["given_sha256"]} if start else {}


def given_offsets(article: Article, start: int, end: int) -> dict[str, int | None]:
    """Where a span from start to end lies in the text as given, beside its own offsets: null for
    what begins in the headline; nothing where the text is stored as it was given."""
    if not article.given_start:
        return {}
    first, last = article.as_given(start, end) or (None, None)
    return {"given_start": first, "given_end": last}


def provenance_record(article: Article) -> dict[str, Any]:
    """Which article it is and where from, for formats that hold no text."""
    return {
        "uid": article.uid,
        "number": article.number,
        "outlet_name": article.outlet,
        "sha256": article.sha256,
        "raw_sha256": article.raw_sha256,
        "length": article.length,
        "foreign_id": article.foreign_id,
        "retrieved_at": article.retrieved_at,
        "retrieved_how": article.retrieved_how,
        **article.metadata.to_record(),
    }


def relay_record(relay: Relay) -> dict[str, Any]:
    """The relay shape of the contract, with its score where similarity is the basis."""
    record = relay.to_record()
    if relay.outlet:
        record["outlet"] = relay.outlet
    if relay.score is not None:
        record["score"] = relay.score
    if relay.shared:
        record["shared"] = relay.shared.to_record()
    return record


def relay_from_record(record: Record) -> Relay:
    """The relay of a record."""
    return Relay(
        RelayKind(record["kind"]),
        RelayBasis(record["basis"]),
        RelayStatus(record["status"]),
        record.get("outlet", ""),
        record.get("article", ""),
        Span.from_record(record["span"]) if record["span"] else None,
        record.get("score"),
        Reach(record.get("reach", Reach.ARTICLE)),
        Around.from_record(record),
        record.get("joint", False),
        record.get("fact") or "",
        Shared.from_record(record["shared"]) if record.get("shared") else None,
    )


def claim_record(
    claim: Claim,
    names: Mapping[str, str],
    *,
    chain: Chain,
    assessments: Iterable[Assessment] = (),
    links: Iterable[Link] = (),
) -> dict[str, Any]:
    """The claim shape of the contract. names: of sources, by uid."""
    record = claim.to_record()
    del record["fact"]
    return record | {
        "topic": claim.topic_name,
        "version": claim.version,
        "fact": claim.fact,
        "hops": [_hop_record(hop, names) for hop in claim.hops],
        "chain": [step.to_record() for step in chain.steps],
        "carried": chain.is_carried,
        **({"habits": [one.to_record() for one in chain.habits]} if chain.habits else {}),
        "origin": counted_origin(chain.origin),
        "origin_basis": chain.origin.basis.value,
        "assessments": [assessment.to_record() for assessment in assessments],
        "links": [link_record(link) for link in links],
    }


def placed_claim(
    claim: Claim, article: Article, names: Mapping[str, str], chain: Chain
) -> dict[str, Any]:
    """The claim shape for formats that hold no text: with whose words its offsets are, and without
    what is said of it, which is written by itself there."""
    record = claim_record(claim, names, chain=chain)
    del record["assessments"], record["links"]
    return record | {
        **given_offsets(article, claim.span.start, claim.span.end),
        "offsets": "code points",
        "article_sha256": article.sha256,
    }


def claim_from_record(record: Record) -> Claim:
    """The claim of a contract record, without its assessments and links."""
    hops = [
        hop | {"sources": [source["uid"] for source in hop["sources"]]} for hop in record["hops"]
    ]
    return Claim.from_record({**record, "hops": hops}, record["version"])


def link_record(link: Link) -> dict[str, Any]:
    """The link as a record."""
    return {
        "uid": link.uid,
        "analyst": link.analyst,
        "kind": link.kind.value,
        "claim": link.claim,
        "other": link.other,
    }


def link_from_record(record: Record) -> Link:
    """The link of a record."""
    return Link(
        record["uid"],
        record["analyst"],
        LinkKind(record["kind"]),
        record["claim"],
        record["other"],
    )


def chain_from_record(record: Record) -> Chain | None:
    """The chain of a claim's record; None of one that is older than chains."""
    if not record.get("chain"):
        return None
    steps = tuple(Step.from_record(step) for step in record["chain"])
    habits = tuple(Habit.from_record(habit) for habit in record.get("habits", ()))
    return Chain(steps, record["carried"], habits)


def counted_origin(origin: Origin) -> str:
    """The origin's names, several joined by " + "; empty when it counts as none."""
    return origin.words if origin.counts else ""


def _hop_record(hop: Hop, names: Mapping[str, str]) -> dict[str, Any]:
    record = hop.to_record() | {"assertion": hop.assertion.value}
    record["sources"] = [{"uid": uid, "name": names.get(uid, "")} for uid in hop.sources]
    if hop.span and hop.span.parts:
        record["parts"] = [list(part) for part in hop.span.parts]
    return record
