"""When the articles appeared, what analysts dated, and when something was said, a day after the
other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from workbench.exchange.report.blocks import Block, Dim, Item, Items, Para, Said, Section
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.said_when import When
from workbench.exchange.report.sections.articles import title_of
from workbench.exchange.report.sections.telling import article_link, numbered, statement_link, told
from workbench.exchange.report.statements import Statement, unnumbered
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
    for day, item in _said(digest, words):
        days[day].append(item)
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


def _said(digest: Digest, words: Words) -> Iterator[tuple[str, Item]]:
    """Who said something on a day, as texts print it, with the statements."""
    found: defaultdict[tuple[When, str, str], list[Statement]] = defaultdict(list)
    by_place = digest.by_place
    for place in digest.places:
        if place.when and place.when.day:
            who = words.joined([*map(unnumbered, place.chain.steps[-1].names)])
            lang = place.within.article.metadata.lang
            found[place.when, who, lang].append(by_place[place.number])
    told = set[tuple[str, str, Statement]]()
    for (when, who, lang), statements in found.items():
        new = [one for one in statements if (when.day, who, one) not in told]
        told |= {(when.day, who, one) for one in new}
        if new:
            name = who or words("unattributed")
            printed = Said(when.printed, lang, is_quoted=False)
            line = (Dim(words("timeline_said")), f" {name}, ", printed, ": ", *numbered(new))
            yield when.day, Item(line)
