"""What the tests of the annotation tools share: what must come back of what was written."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.domain.claim import Claim, Link
from workbench.domain.source import Source
from workbench.exchange import Format, read, write
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Unread


def articles(items: Iterable[Any]) -> dict[str, AnnotatedArticle]:
    return {item.article.uid: item for item in items if isinstance(item, AnnotatedArticle)}


def read_back(known: Format, bundle: Bundle, folder: Path) -> list[Any]:
    """What is read of what is written in a format; folder: an empty one, if it needs one."""
    options = {one.name: "rina" for one in known.options if one.required_to_read}
    target: Any = folder if known.is_folder else io.BytesIO()
    if known.is_folder:
        folder.mkdir(exist_ok=True)
    write(known.name, bundle, target)
    if not known.is_folder:
        target.seek(0)
    return list(read(known.name, target, options))


def losses(items: Iterable[Any]) -> dict[str, int]:
    unread = [item for item in items if isinstance(item, Unread)]
    return {loss.what: loss.count for item in unread for loss in item.lost}


def hop_sources(claims: Iterable[Claim]) -> set[str]:
    return {uid for claim in claims for hop in claim.hops for uid in hop.sources}


def check_came_back(bundle: Bundle, items: list[Any], *, across_analysts: bool = True) -> None:
    """Every claim with its hops, its analyst and its uid, the links between two of an article, and
    the sources by name; nothing new. across_analysts: whether a link may join two people's claims.
    """
    assert losses(items) == {}
    again = articles(items)
    names = bundle.names()
    given = {item.uid: item.name for item in items if isinstance(item, Source)}
    for item in bundle.articles:
        found = again[item.article.uid]
        assert (found.text, found.article.number) == (item.text, item.article.number)
        assert sorted(found.claims, key=by_uid) == sorted(item.claims, key=by_uid)
        assert found_links(found) == links_between(item, across_analysts=across_analysts)
        for uid in hop_sources(item.claims):
            assert given[uid] == (names[uid] or uid)
    assert len(again) == len({item.article.uid for item in bundle.articles})


def found_links(item: AnnotatedArticle) -> dict[str, Link]:
    return {link.uid: link for link in item.links}


def links_between(item: AnnotatedArticle, *, across_analysts: bool) -> dict[str, Link]:
    whose = {claim.uid: claim.analyst for claim in item.claims}
    return {
        link.uid: link
        for link in item.links
        if link.claim != link.other
        and {link.claim, link.other} <= whose.keys()
        and (across_analysts or whose[link.claim] == whose[link.other])
    }


def by_uid(claim: Claim) -> str:
    return claim.uid
