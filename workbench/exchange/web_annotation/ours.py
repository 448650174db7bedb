"""Our own annotations as the records that the published schemas describe, and so as our values."""

from __future__ import annotations

from typing import Any

from workbench.domain.article import Article, Basis
from workbench.domain.claim import Assessment, Claim, Link
from workbench.domain.note import Note, NoteSubject
from workbench.domain.source import Rating, Source
from workbench.domain.span import Span
from workbench.domain.tag import Tag
from workbench.errors import DataError
from workbench.exchange.records import article_from_record, claim_from_record, link_from_record
from workbench.exchange.schema import problem
from workbench.exchange.web_annotation.targets import flat, has_selector, span_of
from workbench.exchange.web_annotation.vocabulary import (
    FIELDS,
    Node,
    date_in,
    every,
    iri,
    nodes,
    uid_of,
)

Record = dict[str, Any]


def _checked(record: Record, schema: str) -> Record:
    """Raises DataError unless the record is what its schema says."""
    if wrong := problem(record, schema):
        raise DataError(wrong)
    return record


def _analyst(node: Node) -> str:
    name: str = node["creator"]["name"]
    return name


def _fields(node: Node) -> dict[str, str]:
    """Words of the bodies that are fields, by name."""
    return {one["field"]: one["value"] for one in nodes(node.get("body")) if "field" in one}


def source_in(node: Node) -> Source:
    """Of a source of the file's head."""
    record = {
        "uid": uid_of(node["id"], "source"),
        "name": node["name"],
        "kind": node["sourceKind"],
        "aliases": every(node.get("aliases")),
        "country": node.get("country", ""),
        "note": node.get("remark", ""),
        "provisional": node["provisional"],
        "same_as": uid_of(node["sameAs"], "source") if "sameAs" in node else None,
    }
    return Source.from_record(_checked(record, "source.json"), int(node.get("revision", 0)))


def article_in(node: Node) -> tuple[Article, str, str]:
    """The article with its text and the translation that came with it."""
    said, (body,) = node["article"], nodes(node["body"])
    text = body["value"]
    outlet = uid_of(said["outlet"], "source") if "outlet" in said else None
    words = {name: said.get(name, "") for name in ("title", "author", "editor", "lang", "url")}
    published = {
        "published_at": said.get("publishedAt"),
        "published_basis": said.get("publishedBasis", Basis.NONE.value),
    }
    metadata = words | published
    metadata |= {"outlet": outlet, "published_precision": said.get("publishedPrecision")}
    if "archive" in said:
        metadata["archive"] = said["archive"]
    given = {"given_start": said.get("givenStart", 0)}
    if "givenSha256" in said:
        given["given_sha256"] = said["givenSha256"]
    record: Record = {
        **words, **published, **given,
        "uid": uid_of(node["id"], "text"),
        "number": said["number"],
        "outlet": said.get("outletName", ""),
        "relays": [], "state": None, "fact_count": 0, "claim_count": 0, "question_count": 0,
        "sha256": said["sha256"],
        "raw_sha256": said["rawSha256"],
        "normaliser": said.get("normaliser", ""),
        "retrieved": {"at": said.get("retrievedAt", ""), "how": said.get("retrievedHow", "")},
        "foreign_id": said.get("foreignId", ""),
        "metadata": metadata,
        "text": text, "translation": said.get("translation", ""), "extra": {},
        "length": len(text),
    }  # fmt: skip
    article = article_from_record(_checked(record, "article.json"))
    return article, text, record["translation"]


def claim_in(node: Node, text: str) -> Claim:
    """A claim on that text."""
    fields = _fields(node)
    record: Record = {
        "uid": uid_of(node["id"], "claim"),
        "article": uid_of(node["inArticle"], "article"),
        "analyst": _analyst(node),
        **span_of(flat(node["target"]), text).to_record(),
        **{name: fields.get(name, "") for name in FIELDS if name != "verdict"},
        **({"verdict": fields["verdict"]} if fields.get("verdict") else {}),
        "state": node["claimState"],
        "version": node.get("revision", 0),
        "fact": node.get("fact"),
        "hops": [_hop_record(hop, text) for hop in nodes(node.get("hops"))],
        "origin": "", "assessments": [], "links": [],
    }  # fmt: skip
    return claim_from_record(_checked(record, "claim.json"))


def _hop_record(node: Node, text: str) -> Record:
    words: Record = {"start": None, "end": None, "exact": ""}
    if "words" in node:
        words = span_of(flat(node["words"]), text).to_record()
    return {
        "sources": [{"uid": uid_of(one, "source"), "name": ""} for one in every(node["saidBy"])],
        **words,
        "cue": node["cue"],
        "mode": node["mode"],
        "class": node["hopClass"],
        "factuality": node["factuality"],
        "assertion": node["assertion"],
    }


def assessment_in(node: Node) -> Assessment:
    """An assessment of a claim."""
    claim, analyst = uid_of(node["target"], "claim"), _analyst(node)
    record = {
        "uid": f"{claim}:{analyst}",
        "claim": claim,
        "analyst": analyst,
        "credibility": node["credibility"],
        "likelihood": node.get("likelihood"),
        "confidence": node.get("confidence"),
        "rationale": _fields(node).get("rationale", ""),
        "blind": node["blind"],
    }
    return Assessment.from_record(_checked(record, "claim.json#/$defs/assessment"))


def rating_in(node: Node) -> Rating:
    """A rating of a source."""
    record = {
        "uid": uid_of(node["id"], "rating"),
        "source": uid_of(node["target"], "source"),
        "analyst": _analyst(node),
        "reliability": node["reliability"],
        "rationale": _fields(node).get("rationale", ""),
        "at": date_in(node, "created"),
    }
    return Rating.from_record(_checked(record, "rating.json"))


def link_in(node: Node) -> Link:
    """A link between two claims."""
    record = {
        "uid": uid_of(node["id"], "link"),
        "analyst": _analyst(node),
        "kind": node["relation"],
        "claim": uid_of(node["from"], "claim"),
        "other": uid_of(node["to"], "claim"),
    }
    return link_from_record(_checked(record, "claim.json#/$defs/link"))


def tag_in(node: Node) -> Tag:
    """A tag on an article or a claim."""
    on, (body,) = node["target"], nodes(node["body"])
    where = node["inArticle"]
    tag = Tag(
        article=uid_of(where, "article"),
        claim=None if on == where else uid_of(on, "claim"),
        analyst=_analyst(node),
        name=body["value"],
        at=date_in(node, "created"),
    )
    _checked(tag.to_record(), "tag.json")
    return tag


def note_in(node: Node, text: str) -> Note:
    """A note; text: of the article that it is with."""
    subject = next((one for one in NoteSubject if _is_on(node["noteOn"], one)), None)
    if subject is None:
        raise DataError(f"{node['noteOn']!r} is nothing that a note is on")
    targets, (body,) = flat(node["target"]), nodes(node["body"])
    span: Span | None = span_of(targets, text) if any(map(has_selector, targets)) else None
    record = {
        "uid": uid_of(node["id"], "note"),
        "analyst": _analyst(node),
        "subject": subject.value,
        "subject_uid": uid_of(node["noteOn"], subject.value),
        "words": body["value"],
        "at": date_in(node, "created"),
        "span": span.to_record() if span else None,
    }
    return Note.from_record(_checked(record, "note.json"))


def _is_on(name: object, subject: NoteSubject) -> bool:
    return isinstance(name, str) and name.startswith(iri(subject.value, ""))
