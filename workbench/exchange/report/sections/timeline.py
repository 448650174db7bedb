"""When the articles appeared, and what analysts dated, a day after the other."""

from __future__ import annotations

import re
from collections import defaultdict

from workbench.exchange.report.blocks import Block, Dim, Item, Items, Para, Section
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sections.articles import title_of
from workbench.exchange.report.sections.telling import article_link, statement_link, told
from workbench.exchange.report.words import Words

_DATED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(?=$|T| )")
"""What begins as an ISO date."""
_SHORT = 110


def timeline(digest: Digest, words: Words) -> Section:
    """Days in their order; what has none comes last."""
    days: defaultdict[str, list[Item]] = defaultdict(list)
    for statement in digest.statements:
        for time in dict.fromkeys(place.claim.time for place in statement.places):
            if dated := _DATED.match(time):
                number, said = statement_link(statement), told(statement, words, _SHORT)
                happened = Dim(words("timeline_happened"))
                days[dated.group()].append(Item((happened, " ", number, " ", *said)))
    for one in digest.articles:
        article = one.annotated.article
        number = article_link(article.number)
        outlet = article.outlet or words("unknown_outlet")
        title = title_of(article, words)
        days[article.metadata.day].append(Item((number, " ", Dim(f"{outlet}:"), " ", title)))
    items = tuple(
        Item((words.day(day) if day else words("timeline_undated"),), (Items(tuple(days[day])),))
        for day in sorted(days, key=lambda day: day or "9999")
    )
    below: tuple[Block, ...] = (Para((words("timeline_lead"),), "small"), Items(items, "days"))
    return Section("timeline", (words("timeline"),), below, "timeline")
