"""Who is in which article now, on a store that several accounts share.

Of colleagues' work nothing is told but that: which article is open at their desks. A desk that was
killed leaves its session as if it went on, so the system is asked whose processes have the database
open; where it does not tell, a session counts for a while after it was last written to.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from workbench.services.workbench import Workbench

STALE = timedelta(minutes=15)
"""How far from now a session was last written to that nothing else tells of. Its clock may be
another one, or have been set: neither long ago nor long ahead counts."""


def company_of(bench: Workbench) -> Mapping[int, tuple[str, ...]]:
    """Article number -> the colleagues who have it open now, by name."""
    if not bench.is_shared:
        return {}
    sittings = [one for one in bench.store.sessions.running() if one.analyst != bench.analyst]
    open_now = [one for one in sittings if one.page == "article" and one.article is not None]
    if not open_now:
        return {}
    # Who wrote a known answer gives it away by looking at it.
    untold = bench.store.judged.untold(bench.viewer) if bench.viewer else set()
    open_now = [one for one in open_now if one.article not in untold]
    here = bench.store.sharing.at_work()
    found: dict[int, tuple[str, ...]] = {}
    for one in sorted(open_now):
        is_there = _is_recent(one.seen_at, bench.now()) if here is None else one.analyst in here
        if is_there and one.article is not None:
            found[one.article] = (*found.get(one.article, ()), one.analyst)
    return found


def _is_recent(seen_at: str, now: str) -> bool:
    try:
        return abs(datetime.fromisoformat(now) - datetime.fromisoformat(seen_at)) < STALE
    except (ValueError, TypeError):
        return False
