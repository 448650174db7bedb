"""The SQL by which the server itself keeps analysts from colleagues' work on articles that they
have yet to judge, where it is wanted: whoever logs in as an analyst gets no more by any other tool.

Run once, by the owner of the schema, who may make roles; run again, it comes to the same. An
analyst's account is called as the analyst is. What may be seen is `filters.MAY_SEE`, asked of the
account that logged in. The search index of articles stands outside: a policy would switch it off,
and texts are nobody's secret. That of claims is under one, and read from end to end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbench.domain.journal import OF_ONE_ALONE
from workbench.postgres.filters import DECIDED_BY_ROLE, MAY_SEE
from workbench.postgres.schema import SCHEMA

READER, ANALYST, ADJUDICATOR, SUPERVISOR = (
    f"workbench_{role}" for role in ("reader", "analyst", "adjudicator", "supervisor")
)
"""Roles of the server that accounts are made members of; each may do what those before it may."""

_ME = 'session_user::text COLLATE "C"'
"""Who logged in, whatever role is set and whose function it is asked in."""
_MINE = f"analyst = {_ME}"
_NOBODYS = "analyst = ''"
_ALL = "(SELECT sees_all())"
_SEEN = MAY_SEE.replace("%(me)s", _ME)
_DECIDED = DECIDED_BY_ROLE.replace("%(me)s", _ME)

_ALONE = ", ".join(f"'{entity}'" for entity in OF_ONE_ALONE)

_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION sees_all() RETURNS boolean LANGUAGE sql STABLE
SET search_path = {SCHEMA}, pg_catalog AS $$
    SELECT pg_has_role(session_user, '{SUPERVISOR}', 'MEMBER')
$$;

CREATE OR REPLACE FUNCTION may_see(number bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = {SCHEMA}, pg_catalog AS $$
    SELECT sees_all() OR EXISTS(
        SELECT FROM article a WHERE a.id = number AND ({_SEEN} OR {_DECIDED}))
$$;

CREATE OR REPLACE FUNCTION seen_claims() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = {SCHEMA}, pg_catalog AS $$
    SELECT c.id FROM claim c WHERE c.{_MINE} OR sees_all() OR c.article_id IN (
        SELECT a.id FROM article a WHERE a.id IN (SELECT article_id FROM claim)
        AND ({_SEEN} OR {_DECIDED}))
$$;

CREATE OR REPLACE FUNCTION called_may_be_seen(article text) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = {SCHEMA}, pg_catalog AS $$
    SELECT EXISTS(SELECT FROM article a WHERE a.uid = article AND may_see(a.id))
$$;

CREATE OR REPLACE FUNCTION work_on_claim_may_be_seen(claim text) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = {SCHEMA}, pg_catalog AS $$
    SELECT EXISTS(SELECT FROM claim c WHERE c.uid = claim AND may_see(c.article_id))
$$;

CREATE OR REPLACE FUNCTION subject_may_be_seen(subject text, uid text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {SCHEMA}, pg_catalog AS $$
    SELECT CASE subject WHEN 'article' THEN called_may_be_seen(uid)
        WHEN 'source' THEN true ELSE work_on_claim_may_be_seen(split_part(uid, '/', 1)) END
$$;

-- What the journal names. What is not there any more was somebody's: it is not told.
CREATE OR REPLACE FUNCTION thing_may_be_seen(entity text, uid text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {SCHEMA}, pg_catalog AS $$
    SELECT CASE
        WHEN entity = 'claim' THEN EXISTS(SELECT FROM claim c WHERE c.uid = $2
            AND (c.{_MINE} OR may_see(c.article_id)))
        WHEN entity IN ('assessment', 'flag', 'carried')
            THEN work_on_claim_may_be_seen(split_part($2, ':', 1))
        WHEN entity IN ('decision', 'nothing', 'unrelated', 'state')
            THEN called_may_be_seen(split_part($2, ':', 1))
        WHEN entity = 'link' THEN EXISTS(SELECT FROM link l WHERE l.uid = $2
            AND work_on_claim_may_be_seen(l.claim) AND work_on_claim_may_be_seen(l.other))
        WHEN entity = 'relay'
            THEN EXISTS(SELECT FROM relay r WHERE r.uid = $2 AND called_may_be_seen(r.article))
        WHEN entity = 'ruling'
            THEN EXISTS(SELECT FROM ruling r WHERE r.uid = $2 AND called_may_be_seen(r.article))
        WHEN entity = 'dispute' THEN EXISTS(SELECT FROM ruling r
            WHERE r.uid = split_part($2, ':', 1) AND called_may_be_seen(r.article))
        WHEN entity = 'note' THEN EXISTS(SELECT FROM note n
            WHERE n.uid = $2 AND subject_may_be_seen(n.subject, n.subject_uid))
        WHEN entity = 'tag'
            THEN EXISTS(SELECT FROM tag t WHERE t.uid = $2 AND may_see(t.article_id))
        WHEN entity = 'past'
            THEN thing_may_be_seen(split_part($2, ':', 1), substr($2, strpos($2, ':') + 1))
        WHEN entity IN ({_ALONE}, 'arrival', 'assignment') THEN sees_all()
        ELSE true END
$$;

CREATE OR REPLACE FUNCTION is_own_entry(number bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = {SCHEMA}, pg_catalog AS $$
    SELECT EXISTS(SELECT FROM journal j WHERE j.seq = number AND j.{_MINE})
$$;

CREATE OR REPLACE FUNCTION entry_may_be_seen(number bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = {SCHEMA}, pg_catalog AS $$
    SELECT NOT EXISTS(SELECT FROM touched t
        WHERE t.seq = number AND NOT thing_may_be_seen(t.entity, t.uid))
$$;
"""

_OF_CLAIM = "EXISTS(SELECT FROM claim c WHERE c.id = claim_id)"
_CALLED_CLAIM = "EXISTS(SELECT FROM claim c WHERE c.uid = claim)"
_OWN_CLAIM = f"EXISTS(SELECT FROM claim c WHERE c.id = claim_id AND c.{_MINE})"
_OWN_CALLED_CLAIM = f"EXISTS(SELECT FROM claim c WHERE c.uid = claim AND c.{_MINE})"

_ON_ARTICLE = f"{_MINE} OR may_see(article_id)"

SEEN: Mapping[str, str] = {
    "article_state": "true",
    "rating": "true",
    **dict.fromkeys(("claim", "decision", "nothing_here", "tag"), _ON_ARTICLE),
    **dict.fromkeys(("assessment", "flag"), f"{_MINE} OR work_on_claim_may_be_seen(claim)"),
    "hop": _OF_CLAIM,
    "hop_source": _OF_CLAIM,
    "cited": _OF_CLAIM,
    "carried": _CALLED_CLAIM,
    "passed": _CALLED_CLAIM,
    "passed_word": "may_see(article_id)",
    "claim_words": "claim_id IN (SELECT seen_claims())",
    "link": f"{_MINE} OR (work_on_claim_may_be_seen(claim) AND work_on_claim_may_be_seen(other))",
    "note": f"{_MINE} OR subject_may_be_seen(subject, subject_uid)",
    "relay": f"{_MINE} OR called_may_be_seen(article)",
    "unrelated": f"{_MINE} OR (called_may_be_seen(article) AND called_may_be_seen(other))",
    "ruling": f"{_MINE} OR called_may_be_seen(article)",
    "dispute": f"{_MINE} OR EXISTS(SELECT FROM ruling r WHERE r.uid = ruling)",
    "journal": f"{_MINE} OR {_ALL} OR entry_may_be_seen(seq)",
    "touched": f"is_own_entry(seq) OR {_ALL} OR thing_may_be_seen(entity, uid)",
    "past": f"{_MINE} OR {_ALL} OR thing_may_be_seen(entity, uid)",
    "compared": f"{_ALL} OR may_see(article_id)",
    "assignment": f"{_MINE} OR known = 0 OR {_ALL}",
    **dict.fromkeys(
        (*OF_ONE_ALONE, "session", "position", "reading", "look"),
        f"{_MINE} OR {_ALL}",
    ),
    "arrival": f"{_MINE} OR {_NOBODYS} OR {_ALL}",
    "session_article": "EXISTS(SELECT FROM session s WHERE s.id = session_id)",
    "pseudonym_key": _ALL,
    **dict.fromkeys(("asked_open", "reply"), "EXISTS(SELECT FROM kept_open k WHERE k.uid = kept)"),
}
"""Table -> of which rows an analyst may know. All other tables are everybody's."""

_OWN: Mapping[str, str] = {
    "hop": _OWN_CLAIM,
    "hop_source": _OWN_CLAIM,
    "claim_words": _OWN_CLAIM,
    "carried": _OWN_CALLED_CLAIM,
    "touched": "is_own_entry(seq)",
    "arrival": f"({_MINE} OR {_NOBODYS})",
    "past": "true",
    "session_article": SEEN["session_article"],
    **dict.fromkeys(("asked_open", "reply"), SEEN["reply"]),
    **dict.fromkeys(
        ("compared", "passed", "passed_word", "cited", "assignment", "pseudonym_key"), _ALL
    ),
}
"""Table -> which rows an account may write, where that is no row in its own name."""

_OF_SUPERVISORS = (
    "assignment", "assigned", "compared", "compared_at", "passed", "passed_word", "cited",
    "cited_name", "traced", "pseudonym_key",
)  # fmt: skip
_OF_ADJUDICATORS = ("guideline", "ruling")
_OF_OWNERS = ("member", "about")


def policies() -> Iterator[str]:
    """What the schema has more than without: functions, and policies of tables."""
    yield _FUNCTIONS
    for table, seen in SEEN.items():
        own = f"({_OWN.get(table, _MINE)} OR {_ALL})"
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        for name, rule in (
            ("seen", f"FOR SELECT USING ({seen})"),
            ("made", f"FOR INSERT WITH CHECK {own}"),
            ("changed", f"FOR UPDATE USING {own} WITH CHECK {own}"),
            ("taken_out", f"FOR DELETE USING {own}"),
        ):
            yield f"DROP POLICY IF EXISTS {name} ON {table};"
            yield f"CREATE POLICY {name} ON {table} {rule};"


def _roles() -> Iterator[str]:
    for role in (READER, ANALYST, ADJUDICATOR, SUPERVISOR):
        yield (
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; "
            "EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
        )
    yield f"GRANT {READER} TO {ANALYST};"
    yield f"GRANT {ANALYST} TO {ADJUDICATOR};"
    yield f"GRANT {ADJUDICATOR} TO {SUPERVISOR};"
    yield f"REVOKE ALL ON SCHEMA {SCHEMA} FROM PUBLIC;"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM PUBLIC;"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER};"
    # TRUNCATE passes policies, and is granted to nobody.
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {READER};"
    yield f"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {SCHEMA} TO {ANALYST};"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO {ANALYST};"
    yield f"REVOKE INSERT, UPDATE, DELETE ON {', '.join(_OF_OWNERS)} FROM {ANALYST};"
    for role, tables in ((ADJUDICATOR, _OF_ADJUDICATORS), (SUPERVISOR, _OF_SUPERVISORS)):
        yield f"REVOKE INSERT, UPDATE, DELETE ON {', '.join(tables)} FROM {ANALYST};"
        yield f"GRANT INSERT, UPDATE, DELETE ON {', '.join(tables)} TO {role};"
    # Who proves a schema makes one beside it, and takes that back.
    yield (
        "DO $$ BEGIN EXECUTE format("
        f"'GRANT CREATE ON DATABASE %I TO {SUPERVISOR}', current_database()); END $$;"
    )


def script() -> str:
    """All of it, for whoever runs the server to read, and to run."""
    return (
        "\n".join(
            ("BEGIN;", f"SET LOCAL search_path = {SCHEMA}, pg_catalog;", *policies(), *_roles())
        )
        + "\nCOMMIT;\n"
    )
