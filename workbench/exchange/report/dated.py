"""Days that texts print, where the article's own day is not known or is of another year."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.domain.article import Article
from workbench.domain.fact import Fact, Time

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def printed_day(article: Article, facts: Iterable[Fact]) -> str:
    """The newest day that a text prints with its year, as YYYY-MM-DD, where it is of another year
    than the article or the article has none; else nothing."""
    printed = [
        day
        for fact in facts
        if isinstance(fact.attributes, Time)
        and (found := _DAY.match(fact.attributes.value or ""))
        and (day := found.group())[:4] in fact.span.exact
    ]
    newest = max(printed, default="")
    return newest if newest[:4] != article.metadata.day[:4] else ""
