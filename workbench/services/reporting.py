"""Reports: what a filter, a set, a story or a sitting comes to, for whoever has no terminal.

Gathers articles and claims as an export does, asks how many independent origins stand behind each
claim as the board does, and hands both to `exchange.report`, which says it. A report's stamp is
that of the journal's last entry, so that the same records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from workbench.domain.choice import Choice
from workbench.domain.claim import Claim
from workbench.errors import BusyError, NotFoundError
from workbench.exchange.bundle import AnnotatedArticle, Loss
from workbench.exchange.report import (
    Backing,
    Behind,
    Digest,
    Outside,
    Scope,
    digest,
    is_told,
    losses,
    write_report,
)
from workbench.policy import Deed
from workbench.services.choosing import set_filter
from workbench.services.corroboration import Corroboration, corroborations
from workbench.services.exporting import gather
from workbench.services.placing import into_file
from workbench.services.records import told_claims
from workbench.services.sitting import session_named
from workbench.services.workbench import Workbench


class Reported(NamedTuple):
    """What a report tells."""

    articles: int
    claims: int
    statements: int
    lost: tuple[Loss, ...]


def report(
    bench: Workbench,
    out: Path,
    scope: Scope,
    *,
    where: str = "",
    format_name: str = "html",
    lang: str = "en",
) -> Reported:
    """Write a report on what the filter leaves. Raises UsageError, or BusyError when the disk is
    full; the old file stays then."""
    bench.policy.require(Deed.WRITE_FILES)
    told = read_report(bench, scope, where)
    try:
        into_file(
            out, lambda stream: write_report(told, stream, format_name=format_name, lang=lang)
        )
    except OSError as error:
        raise BusyError(
            f"cannot write {out} ({error.strerror or error})",
            "Make room or name another place; what was there is unchanged.",
        ) from error
    return _reported(told)


def print_report(
    bench: Workbench,
    out: BinaryIO,
    scope: Scope,
    *,
    where: str = "",
    format_name: str = "html",
    lang: str = "en",
) -> Reported:
    """Write a report to an open stream: no file is touched."""
    told = read_report(bench, scope, where)
    write_report(told, out, format_name=format_name, lang=lang)
    return _reported(told)


def scope_of(
    bench: Workbench,
    *,
    where: str = "",
    name: str = "",
    story: str = "",
    sitting: str | None = None,
) -> tuple[Scope, str]:
    """What a report is of, and the filter that leaves its articles; of one of a filter, a set's
    name, an article of a story, and a sitting. Raises UsageError, NotFoundError."""
    if name:
        return Scope(name, "set"), set_filter(bench, name)
    if story:
        number = bench.store.articles.resolve(story)
        return Scope(f"#{number}", "story"), f"cluster:{number}"
    if sitting is not None:
        session = session_named(bench, sitting or None)
        shown = f"{session.uid[:8]} ({session.analyst}, {session.started_at[:10]})"
        return Scope(shown, "sitting"), _read_in(bench, session.uid)
    return Scope(where, "filter" if where else "all"), where


def _read_in(bench: Workbench, session: str) -> str:
    """The filter that leaves what was read in a sitting."""
    numbers = sorted(number for number, _ in bench.store.sessions.times(session))
    if not numbers:
        raise NotFoundError(f"nothing was read in the sitting {session[:8]}", "Name another one.")
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number, number])
    return " or ".join(f"number:{first}..{last}" for first, last in runs)


def read_report(bench: Workbench, scope: Scope, where: str = "") -> Digest:
    """What a report on the articles that a filter leaves says. Raises UsageError."""
    bundle = gather(bench, Choice(where=where))
    articles = tuple(bundle.articles)
    bundle = replace(bundle, articles=articles)
    claims = [claim for one in articles for claim in one.claims if is_told(claim)]
    backings = list(_backings(bench, claims))
    outside = _outside(bench, articles, claims)
    return digest(bundle, backings, scope._replace(as_of=_as_of(bench)), outside)


def _as_of(bench: Workbench) -> str:
    """When the journal's last entry was made; empty where there is none."""
    newest = bench.store.journal.recent(1)
    return newest[0].at if newest else ""


def _backings(bench: Workbench, claims: Iterable[Claim]) -> Iterator[Backing]:
    """What stands behind the claims; those on the very same words of an article are one."""
    together: dict[tuple[object, ...], list[str]] = {}
    for claim in claims:
        span = claim.span
        together.setdefault((claim.article, span.start, span.end, span.parts), []).append(claim.uid)
    for uids, behind in corroborations(bench, together.values()):
        yield Backing(uids, _origins(behind), behind.count, behind.houses())


def _origins(behind: Corroboration) -> tuple[Behind, ...]:
    return tuple(
        Behind(
            behind.names_of(origin),
            origin.standing,
            tuple(behind.told[place].claim.uid for place in origin.places),
            behind.owners_of(origin),
        )
        for origin in behind.origins
    )


def _outside(
    bench: Workbench, articles: Iterable[AnnotatedArticle], claims: Iterable[Claim]
) -> Mapping[str, Outside]:
    """The claims elsewhere that links of these lead to."""
    inside = {claim.uid for claim in claims}
    links = [link for one in articles for link in one.links]
    ends = {end for link in links for end in (link.claim, link.other)} - inside
    return {
        told.claim.uid: Outside(
            told.claim.restatement or told.claim.span.words,
            told.article.number,
            told.article.outlet,
            told.claim.stance,
        )
        for told in told_claims(bench, bench.store.claims.many(sorted(ends)))
        if is_told(told.claim)
    }


def _reported(told: Digest) -> Reported:
    return Reported(len(told.articles), len(told.places), len(told.statements), losses(told))
