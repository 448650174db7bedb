"""Small pieces that several parts of the store share: numbers of articles, words at offsets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ARTICLE = "(SELECT id FROM article WHERE uid = %(article)s)"
"""The number of the article that a record names; none where it is not there, which no table
takes."""
REQUIRE_WORDS = "SELECT require_words((SELECT id FROM article WHERE uid = %s), %s, %s, %s)"
"""Refuses words that do not stand at their offsets: no row is fetched."""


def words_required(article: str, span: Mapping[str, Any]) -> tuple[str, int, int, str]:
    """What `REQUIRE_WORDS` binds for a span of an article with this uid."""
    return article, span["start"], span["end"], span["exact"]
