"""A whole report as blocks: its title, its chapters in their order, its foot."""

from __future__ import annotations

from workbench.exchange.report.blocks import Document
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sections.articles import articles
from workbench.exchange.report.sections.claims import claims
from workbench.exchange.report.sections.method import method
from workbench.exchange.report.sections.people import sources, who_said_what
from workbench.exchange.report.sections.summary import summary
from workbench.exchange.report.sections.timeline import timeline
from workbench.exchange.report.words import Words

CHAPTERS = (summary, claims, articles, who_said_what, timeline, sources, method)


def document(digest: Digest, words: Words) -> Document:
    """The report in the words of a language."""
    return Document(
        words.lang,
        digest.scope.title or words(f"report_{digest.scope.kind}", name=digest.scope.name),
        (_lead(digest, words),),
        tuple(chapter(digest, words) for chapter in CHAPTERS),
        (
            words("foot", tool=digest.bundle.tool, as_of=digest.scope.as_of,
                  head=digest.bundle.head[:12]),
        ),
        words("contents"),
        words("skip"),
    )  # fmt: skip


def _lead(digest: Digest, words: Words) -> str:
    days = sorted(filter(None, (told.annotated.article.metadata.day for told in digest.articles)))
    outlets = {told.annotated.article.outlet for told in digest.articles} - {""}
    values = {
        "articles": words.count("articles", len(digest.articles)),
        "outlets": words.count("outlets", len(outlets)),
        "analysts": words.joined(digest.analysts),
    }
    if not digest.analysts:
        return words("lead_empty", **values)
    if not days:
        return words("lead_undated", **values)
    key = "one_day" if days[0] == days[-1] else "span"
    span = words(key, first=words.day(days[0]), last=words.day(days[-1]))
    return words("lead", span=span, **values)
