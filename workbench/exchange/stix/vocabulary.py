"""The words and numbers that STIX and OpenCTI have for ours."""

from __future__ import annotations

import re
from uuid import UUID, uuid5

from workbench.domain.claim import Confidence, LinkKind
from workbench.domain.family import Tie
from workbench.domain.relay import RelayKind, RelayStatus
from workbench.domain.source import RELIABILITY

NAMESPACE = UUID("08e294eb-086f-4647-b5ee-89df4572aec1")
"""Of all ids that are made here, so that one thing has one id in every export."""

DEFINED = "2026-11-29T00:00:00.000Z"
"""The day of the extension's definition: `created` of what has no day of its own."""

EXTENSION = f"extension-definition--{uuid5(NAMESPACE, 'extension-definition')}"
VERSION = "1.0.0"

CONFIDENCE = {Confidence.LOW: 15, Confidence.MODERATE: 50, Confidence.HIGH: 85}
"""STIX 2.1, appendix A: the middle of each band of Low, Med, High. Credibility is on none of its
scales here: a number would lose what it is of."""

CATALOGUES = ("cve", "capec")
"""Names of sources that STIX keeps for itself: a reference to one has its number."""

OPENCTI_RELIABILITY = {
    letter: f"{letter} - {words[:1].upper()}{words[1:]}" for letter, words in RELIABILITY.items()
}
"""The keys of OpenCTI's vocabulary reliability_ov; F is one of its words and no number."""

ADMIRALTY_RELIABILITY = "Admiralty scale: reliability of the source"
ADMIRALTY_CREDIBILITY = "Admiralty scale: credibility of the information"
ICD_LIKELIHOOD = "ICD 203: likelihood"
ICD_CONFIDENCE = "ICD 203: confidence in the judgement"

HAS_IT_FROM = "has-it-from"
DUPLICATE = "duplicate-of"
TIES = {Tie.OWNED: "owned-by", Tie.PART: "part-of"}
LINKS = {
    LinkKind.SAME: "says-the-same-as",
    LinkKind.SUPPORTS: "supports",
    LinkKind.CONTRADICTS: "contradicts",
    LinkKind.UPDATES: "updates",
}
DESCENT = {
    RelayKind.RELAYS: "relays",
    RelayKind.NEAR_DUPLICATE: "near-duplicate-of",
    RelayKind.REVISION: "revision-of",
    RelayKind.REWRITE: "rewrite-of",
}
RELATED = "related-to"
"""What OpenCTI takes between any two objects; it refuses words that it does not know."""

AGREEMENT = {RelayStatus.CONFIRMED: "agree", RelayStatus.REJECTED: "disagree"}
"""An answer to what an article is said to derive from, as an opinion on that relationship."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")

ABOUT_EXTENSION = """\
What a news desk knows of an object and STIX has no property for. Scales are kept apart and as \
their own words: none of them is a number of another one."""
SCHEMA = """\
On a note, "claim" is what one analyst recorded: start and end are offsets in code points, end \
exclusive, of the text whose SHA-256 is article_sha256, and exact are the words there; chain has \
the steps through which the words came, outermost first, each with identity_refs; hops say cue, \
mode, class, assertion (what the source does with the words) and factuality (FactBank's eight \
values). "assessment" is one analyst's judgement of the claim: credibility, likelihood and \
confidence, each with its scale, value and label. "note" is an analyst's note. On an identity, \
"source" is the source as the desk knows it, "ratings" the history of its reliability, \
"belongings" of what it belongs to. On a report or grouping, "article" is where the text comes \
from and which one it is. On a relationship, "relation" is its kind; "claim_ref" and "position" \
say which step of which chain it is, "confirmed" whether anybody answered a relay, "assertion" \
what the one who is named does with the words. "relay" is how an article derives from another; on \
an opinion, "judgement" is the answer to that. "export" says which state of the desk this is."""
