"""Tags and topics as SQL conditions and columns, over article a, and claim c of article a.

Whose tags may be seen is handed in: this module knows no rule about colleagues, and reads nothing.
"""

from __future__ import annotations

from workbench.domain.naming import fold_name
from workbench.postgres.words import Condition

TOPIC = """coalesce((SELECT tf.name FROM topic tt JOIN topic tf ON tf.uid = tt.final
    WHERE tt.uid = c.topic_folded), c.topic)"""
"""What the topic of claim c is called today."""


def final_topic(uid: str) -> str:
    """The uid of what the topic with a uid is today; the same where it points to none."""
    return f"coalesce((SELECT tt.final FROM topic tt WHERE tt.uid = {uid}), {uid})"


FINAL_TOPIC = final_topic("c.topic_folded")
"""That of claim c."""

_OF_ARTICLES = "a.id IN (SELECT t.article_id FROM tag t WHERE t.claim IS NULL"
_OF_CLAIMS = "c.uid IN (SELECT t.claim FROM tag t WHERE t.claim IS NOT NULL"


def article_tagged(word: str, name: str, *, viewer: str, stands: str) -> Condition:
    """That article a has a tag. name: what its bound value is called; viewer: SQL for whoever
    asks; stands: the condition under which colleagues' tags on a are seen."""
    tagged = f"{_OF_ARTICLES} AND t.folded = %({name})s"
    return _seen(tagged, viewer, stands), {name: fold_name(word)}


def claim_tagged(word: str, name: str, *, viewer: str, stands: str) -> Condition:
    """That claim c has a tag; as `article_tagged`."""
    tagged = f"{_OF_CLAIMS} AND t.folded = %({name})s"
    return _seen(tagged, viewer, stands), {name: fold_name(word)}


def article_has_tags(*, viewer: str, stands: str) -> str:
    """That article a has any tag of those that the viewer may see."""
    return _seen(_OF_ARTICLES, viewer, stands)


def claim_has_tags(*, viewer: str, stands: str) -> str:
    """That claim c has any tag of those that the viewer may see."""
    return _seen(_OF_CLAIMS, viewer, stands)


def _seen(tagged: str, viewer: str, stands: str) -> str:
    """The condition that begins so over own tags, or over colleagues' where those are seen."""
    own, others = f"{tagged} AND t.analyst = {viewer})", f"{tagged} AND t.analyst <> {viewer})"
    return f"({own} OR ({others} AND ({stands})))"
