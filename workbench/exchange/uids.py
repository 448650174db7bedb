"""Uids of what comes from elsewhere and has none of ours."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5


def made_uid(realm: str, *words: str) -> str:
    """The same uid whenever the same thing is read again. realm: of the formats in whose files the
    same words mean the same thing."""
    return str(uuid5(NAMESPACE_URL, "\x1f".join(("workbench", realm, *words))))
