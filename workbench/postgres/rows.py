"""Small pieces that several parts of the store share: numbers of articles, words at offsets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ARTICLE = "(SELECT id FROM article WHERE uid = %(article)s)"
"""The number of the article that a record names; none where it is not there, which no table
takes."""
REQUIRE_WORDS = "SELECT require_words((SELECT id FROM article WHERE uid = %s), %s, %s, %s)"
"""Refuses words that do not stand at their offsets: no row is fetched."""
MADE_AT = """substr(j.body, strpos(j.body, '"at":"') + 6, 20)"""
"""When entry j was made. Keys are sorted, and within words a quotation mark has a backslash before
it: so it stands near the begin, and the changes behind it, of which there may be a hundred
thousand, are not taken apart; nor could they be where one word of them holds a NUL."""
ABOUT = r"""((substring(j.body from
    '^\{"about":("([^"\\\u0001-\u001f]|\\["\\bfnrt]|\\u00(0[1-9a-f]|1[0-9a-f]))*")'
    )::json #>> '{}') COLLATE "C")"""
"""What entry j is about: nothing where that cannot be read. Keys are sorted, so that it stands
first."""


def words_required(article: str, span: Mapping[str, Any]) -> tuple[str, int, int, str]:
    """What `REQUIRE_WORDS` binds for a span of an article with this uid."""
    return article, span["start"], span["end"], span["exact"]
