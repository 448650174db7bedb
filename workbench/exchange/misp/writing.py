"""Writing events, one after the other, as MISP's own export has them."""

from __future__ import annotations

from typing import BinaryIO

from workbench.exchange.bundle import Bundle, Written
from workbench.exchange.misp.desk import Desk
from workbench.exchange.misp.event import EventOf
from workbench.exchange.misp.parts import as_json, bare


def write(bundle: Bundle, target: BinaryIO, *, organisation: str = "") -> Written:
    """Write an event for each article. Raises DataError when an article is inconsistent."""
    desk = Desk(bundle, bare(organisation) or "workbench")
    target.write(b'{"response":[')
    articles = 0
    claims: set[str] = set()
    count = 0
    for annotated in bundle.checked_articles():
        made = EventOf(annotated, desk).made()
        target.write((b",\n" if articles else b"\n") + as_json(made).encode())
        articles += 1
        count += len(annotated.claims)
        claims.update(one.uid for one in annotated.claims)
    target.write(b"\n]}\n")
    desk.close(claims)
    return Written(articles, count, desk.losses.told())
