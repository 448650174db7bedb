"""A whole report as blocks: its title, its chapters in their order, its foot."""

from __future__ import annotations

from workbench.exchange.report.blocks import Document
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sections.articles import articles
from workbench.exchange.report.sections.claims import claims
from workbench.exchange.report.sections.method import method
from workbench.exchange.report.sections.network import network
from workbench.exchange.report.sections.people import sources, who_said_what
from workbench.exchange.report.sections.summary import summary
from workbench.exchange.report.sections.telling import shortened
from workbench.exchange.report.sections.timeline import timeline
from workbench.exchange.report.words import Words

CHAPTERS = (summary, claims, articles, who_said_what, timeline, sources, network, method)


def document(digest: Digest, words: Words) -> Document:
    """The report in the words of a language."""
    return Document(
        words.lang,
        digest.scope.title or _title(digest, words),
        (_lead(digest, words),),
        tuple(filter(None, (chapter(digest, words) for chapter in CHAPTERS))),
        (
            words("foot", tool=digest.bundle.tool, as_of=digest.scope.as_of,
                  head=digest.bundle.head[:12]),
        ),
        words("contents"),
        words("skip"),
    )  # fmt: skip


def _title(digest: Digest, words: Words) -> str:
    """What a report is called where nobody said: a story by the headline of its article."""
    scope = digest.scope
    if scope.kind == "story":
        for told in digest.articles:
            article = told.annotated.article
            if f"#{article.number}" == scope.name and article.metadata.title:
                title = shortened(article.metadata.title, _LONG)
                return words("report_story_titled", title=title, name=scope.name)
    return words(f"report_{scope.kind}", name=scope.name)


_LONG = 120
"""Characters of a headline in the report's own."""


def _lead(digest: Digest, words: Words) -> str:
    days = sorted(filter(None, (told.annotated.article.metadata.day for told in digest.articles)))
    values = {
        "articles": words.count("articles", len(digest.articles)),
        "outlets": _outlets(digest, words),
        "analysts": words.joined(digest.analysts),
    }
    if not digest.analysts:
        return words("lead_bare" if digest.is_bare else "lead_empty", **values)
    if not days:
        return words("lead_undated", **values)
    key = "one_day" if days[0] == days[-1] else "span"
    span = words(key, first=words.day(days[0]), last=words.day(days[-1]))
    if undated := len(digest.articles) - len(days):
        span = words("span_undated", span=span, undated=words.count("undated", undated))
    return words("lead", span=span, **values)


def _outlets(digest: Digest, words: Words) -> str:
    """How many names of outlets there are, and of how many nobody has recorded who owns them:
    several may be one."""
    articles = [told.annotated.article for told in digest.articles]
    outlets = {one.outlet: one.metadata.outlet or "" for one in articles if one.outlet}
    count = words.count("outlets", len(outlets))
    unknown = sum(not digest.families.belonging(uid) for uid in outlets.values())
    if len(outlets) < 2 or not unknown:
        return count
    return words("outlets_owned", outlets=count, unknown=words.count("owners_unknown", unknown))
