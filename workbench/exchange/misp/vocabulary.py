"""The words that MISP has for ours: its templates, taxonomies and relationships."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from workbench.domain.claim import Confidence, Likelihood, LinkKind
from workbench.domain.family import Tie
from workbench.domain.relay import RelayKind, RelayStatus

NAMESPACE = UUID("5b20816b-3eec-4298-ac61-cdadb916257e")
"""Of all uuids that are made here, so that one thing has one in every export."""


class Template(NamedTuple):
    """One of MISP's object templates."""

    name: str
    uuid: str
    version: str
    types: dict[str, tuple[str, str]]
    """What is used of it: relation -> type and category."""


_TEXT = ("text", "Other")
_LINK = ("link", "External analysis")

NEWS = Template(
    "news-media", "691463c5-5302-4847-9bec-4c56ccfec677", "3",
    {"source": _TEXT, "title": _TEXT, "link": _LINK, "archive": _LINK},
)  # fmt: skip
IDENTITY = Template(
    "identity", "ae85b960-b507-4de2-a32c-9cfb8f25f990", "1",
    {"name": _TEXT, "identity_class": _TEXT, "description": _TEXT},
)  # fmt: skip
ANNOTATION = Template(
    "annotation", "5d8dc046-15a1-4ca3-a09f-ed4ede7c4487", "3",
    {"text": _TEXT, "type": _TEXT, "format": _TEXT},
)  # fmt: skip

PUBLISHER = "published-by"
FROM_ARTICLE = "extracted-from"
FROM_SOURCE = "attributed-to"
ABOUT = "annotates"
DERIVED = "derived-from"
SAME = "same-as"
TIES = {Tie.OWNED: "owned-by", Tie.PART: "part-of"}
LINKS = {
    LinkKind.SAME: "same-as",
    LinkKind.SUPPORTS: "supports",
    LinkKind.CONTRADICTS: "contradicts",
    LinkKind.UPDATES: "supersedes",
}
BACKWARDS = {
    LinkKind.SAME: "same-as",
    LinkKind.SUPPORTS: "supported-by",
    LinkKind.CONTRADICTS: "contradicted-by",
    LinkKind.UPDATES: "superseded-by",
}
"""Of the claim that a link leads to, where it stands with that one."""
DESCENT = {
    RelayKind.RELAYS: "relays",
    RelayKind.NEAR_DUPLICATE: "is a near-duplicate of",
    RelayKind.REVISION: "is a revision of",
    RelayKind.REWRITE: "tells in other words the same as",
}

OPINIONS = {RelayStatus.CONFIRMED: 75, RelayStatus.REJECTED: 25}
"""An answer to what an article derives from: agree and disagree, the middles of MISP's bands; it
has no yes and no. No judgement of a claim ever becomes an opinion's number."""

UNDEFINED_THREAT = "4"
OWN_ORGANISATION = "0"
"""Distribution: who may see more is decided by whoever takes it in."""
INHERITED = "5"


def reliability_tag(letter: str) -> str:
    """Of a source."""
    return f'admiralty-scale:source-reliability="{letter.lower()}"'


def credibility_tag(number: int) -> str:
    """Of a claim."""
    return f'admiralty-scale:information-credibility="{number}"'


def likelihood_tag(likelihood: Likelihood) -> str:
    """Of a claim."""
    return f'estimative-language:likelihood-probability="{likelihood.value.replace(" ", "-")}"'


def confidence_tag(confidence: Confidence) -> str:
    """Of the judgement of a claim."""
    return f'estimative-language:confidence-in-analytic-judgment="{confidence.value}"'


def own_tag(words: str) -> str:
    """A free word, in a namespace of ours: it may not pass for one of a taxonomy."""
    return 'workbench:tag="{}"'.format(words.replace('"', "'"))
