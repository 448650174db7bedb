"""Small pieces that several parts of the store share: numbers of articles, words at offsets."""

from __future__ import annotations

ARTICLE = "(SELECT id FROM article WHERE uid = %(article)s)"
"""The number of the article that a record names; none where it is not there, which no table
takes."""
