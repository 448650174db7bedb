"""What `has:` asks for: that there is something, whatever it is."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.domain.filter.tree import Term
from workbench.errors import UsageError
from workbench.postgres.filtering.attribution import Made, made, stands
from workbench.postgres.filters import HAS_OPEN_QUESTIONS
from workbench.postgres.tagging import article_has_tags, claim_has_tags
from workbench.postgres.words import Condition, Values

_OF_CLAIM = "SELECT c.article_id FROM note n JOIN claim c ON c.uid = "
_MADE: Mapping[str, tuple[Made, ...]] = {
    "claims": (("SELECT c.article_id FROM claim c WHERE true", "c.analyst"),),
    "answers": (("SELECT d.article_id FROM decision d WHERE d.verdict <> 'skipped'", "d.analyst"),),
    "notes": (
        (
            "SELECT na.id FROM note n JOIN article na ON na.uid = n.subject_uid "
            "WHERE n.subject = 'article'",
            "n.analyst",
        ),
        (f"{_OF_CLAIM} n.subject_uid WHERE n.subject = 'claim'", "n.analyst"),
        (f"{_OF_CLAIM} split_part(n.subject_uid, '/', 1) WHERE n.subject = 'hop'", "n.analyst"),
        ("SELECT c.article_id FROM claim c WHERE c.note <> ''", "c.analyst"),
    ),
    "relay": (
        (
            "SELECT ra.id FROM relay r JOIN article ra ON ra.uid = r.article "
            "WHERE r.status = 'confirmed' AND r.kind <> 'rewrite'",
            "r.analyst",
        ),
        ("SELECT e.article_id FROM extraction e WHERE e.relayed = 1", "%({name}_viewer)s::text"),
    ),
}
_TOLD: Mapping[str, str] = {
    "questions": HAS_OPEN_QUESTIONS,
    "duplicates": "EXISTS(SELECT FROM article x WHERE x.cluster = a.cluster AND x.id <> a.id)",
    "title": "a.title <> ''",
    "outlet": "a.outlet_id IS NOT NULL",
    "author": "a.author <> ''",
    "editor": "a.editor <> ''",
    "date": "a.published_key <> ''",
    "lang": "a.lang <> ''",
    "url": "a.url <> ''",
    "archive": "a.archive <> ''",
    "translation": "a.id IN (SELECT xt.id FROM article_text xt WHERE xt.translation <> '')",
}


def article_has(term: Term, name: str) -> Condition:
    """What an article has."""
    bound: Values = {f"{name}_viewer": term.viewer}
    if term.value in _MADE:
        selects = [(select, whose.replace("{name}", name)) for select, whose in _MADE[term.value]]
        return made(term, name, *selects)
    if term.value == "tags":
        viewer = f"%({name}_viewer)s"
        return article_has_tags(viewer=viewer, stands=stands(term, name)), bound
    if term.value in _TOLD:
        return _TOLD[term.value], bound
    raise UsageError(f"no has {term.value!r}")


def links(term: Term, name: str, more: str = "") -> str:
    """SELECTs of the links to and from claim c that may be seen, joined: each end by its own
    index. more: SQL over link l."""
    seen = ""
    if term.viewer:
        judged = f"""NOT EXISTS(SELECT FROM claim lc JOIN article a ON a.id = lc.article_id
            WHERE lc.uid IN (l.claim, l.other) AND NOT {stands(term, name)})"""
        seen = f" AND (l.analyst = %({name}_viewer)s OR {judged})"
    return " UNION ALL ".join(
        f"SELECT 1 FROM link l WHERE l.{end} = c.uid{more}{seen}" for end in ("claim", "other")
    )


def _seen(term: Term, name: str, made_: str) -> str:
    """That the viewer may see what is in a table, as more SQL."""
    if not term.viewer:
        return ""
    return f" AND ({made_}.analyst = %({name}_viewer)s OR {stands(term, name)})"


_HELD: Mapping[str, str] = {
    "source": "EXISTS(SELECT FROM hop_source hs WHERE hs.claim_id = c.id)",
    "credibility": (
        "EXISTS(SELECT FROM assessment s WHERE s.claim = c.uid AND s.analyst = %(me)s)"
    ),
    **{
        part: f"c.{part} <> ''"
        for part in ("topic", "verdict", "restatement", "gloss", "time", "place")
    },
}


def claim_has(term: Term, name: str) -> Condition:
    """What a claim has."""
    bound: Values = {f"{name}_viewer": term.viewer}
    if term.value in _HELD:
        return _HELD[term.value], bound
    if term.value == "tags":
        return claim_has_tags(viewer=f"%({name}_viewer)s", stands=stands(term, name)), bound
    if term.value == "links":
        return f"EXISTS({links(term, name)})", bound
    if term.value == "notes":
        seen = _seen(term, name, "n")
        on_claim = f"""EXISTS(SELECT FROM note n WHERE n.subject = 'claim'
            AND n.subject_uid = c.uid{seen})"""
        on_hop = f"""EXISTS(SELECT FROM note n WHERE n.subject = 'hop'
            AND n.subject_uid >= c.uid || '/' AND n.subject_uid < c.uid || '0'{seen})"""
        return f"c.note <> '' OR {on_claim} OR {on_hop}", bound
    if term.value == "flag":
        flagged = f"SELECT FROM flag f WHERE f.claim = c.uid{_seen(term, name, 'f')}"
        return f"EXISTS({flagged})", bound
    raise UsageError(f"no has {term.value!r}")
