"""Reports: what a filter, a set, a story or a sitting comes to, for whoever has no terminal.

Gathers articles and claims as an export does, asks how many independent origins stand behind each
claim as the board does, and hands both to `exchange.report`, which says it. A report's stamp is
that of the journal's last entry, so that the same records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from workbench.domain.choice import EVERYTHING, Choice
from workbench.domain.claim import Claim, Link
from workbench.domain.timeline import Timed
from workbench.errors import NotFoundError
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses, Written
from workbench.exchange.report import (
    Backing,
    Behind,
    Digest,
    Outside,
    Scope,
    digest,
    is_told,
    losses_in,
    words_of,
    write_report,
)
from workbench.policy import Deed
from workbench.services.beyond import beyond
from workbench.services.corroboration import Corroboration, corroborations
from workbench.services.exporting import gathered
from workbench.services.families import families_of
from workbench.services.lacking import sought
from workbench.services.layer import seeing_layer
from workbench.services.placing import into_file, placed
from workbench.services.proposed import proposals
from workbench.services.readings import readings
from workbench.services.records import told_claims
from workbench.services.seen import seen_claims
from workbench.services.sitting import session_named
from workbench.services.timing import Timing
from workbench.services.workbench import Workbench


class Wanted(NamedTuple):
    """Which report is wanted."""

    scope: Scope
    choice: Choice = EVERYTHING
    format_name: str = "html"
    lang: str = "en"


def report(bench: Workbench, out: Path, wanted: Wanted) -> Written:
    """Write a report to a file. Raises UsageError, or BusyError when the disk is full; the old file
    stays then."""
    bench.policy.require(Deed.WRITE_FILES)
    told, aside = _read(bench, wanted.scope, wanted.choice)
    with placed(out):
        into_file(out, lambda stream: _write(told, stream, wanted))
    return _written(told, aside)


def print_report(bench: Workbench, out: BinaryIO, wanted: Wanted) -> Written:
    """Write a report to an open stream: no file is touched."""
    told, aside = _read(bench, wanted.scope, wanted.choice)
    _write(told, out, wanted)
    return _written(told, aside)


def _write(told: Digest, out: BinaryIO, wanted: Wanted) -> None:
    write_report(told, out, format_name=wanted.format_name, lang=wanted.lang)


def scope_of(bench: Workbench, choice: Choice, sitting: str | None = None) -> tuple[Scope, Choice]:
    """What a report is of, and what is to be gathered for it. sitting: the start of a session's
    uid, empty for the analyst's last one. Raises UsageError, NotFoundError."""
    if sitting is not None:
        session = session_named(bench, sitting or None)
        whose = "" if choice.pseudonyms else f"{session.analyst}, "
        shown = f"{session.uid[:8]} ({whose}{session.started_at[:10]})"
        return Scope(shown, "sitting"), replace(choice, where=_read_in(bench, session.uid))
    if choice.story and (article := bench.store.articles.by_uid(choice.story)):
        return Scope(f"#{article.number}", "story"), choice
    return Scope(), choice


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


def read_report(bench: Workbench, scope: Scope, choice: Choice = EVERYTHING) -> Digest:
    """What a report on what is chosen says. Raises UsageError, NotFoundError."""
    return _read(bench, scope, choice)[0]


def _read(bench: Workbench, scope: Scope, choice: Choice) -> tuple[Digest, Losses]:
    """The same, and what only whoever writes it is told."""
    with gathered(bench, choice) as bundle:
        bench = seeing_layer(bench, choice) if bundle.layer else bench
        articles = tuple(bundle.articles)
        claims = [claim for one in articles for claim in one.claims if is_told(claim)]
        backings = list(_backings(bench, claims, choice.analysts, _not_standing(bundle)))
        outside = _outside(bench, articles, claims, _not_standing(bundle))
        others = (
            beyond(bench, articles, bundle.sources, has_text=not choice.without_text)
            if choice.story
            else []
        )
        scope = _named(scope, bundle.choice)._replace(as_of=bundle.changed_at)
        there = sought(bench, bundle, articles)
        whole = replace(bundle, articles=articles)
        has_text = not choice.without_text
        found = proposals(
            bench, articles, choice.analysts, _not_standing(bundle), has_text=has_text
        )
        told = digest(whole, backings, scope, outside, others, there, found, _times(articles))
        return told, bundle.aside


def _times(articles: Iterable[AnnotatedArticle]) -> dict[str, Timed]:
    """When each claim is."""
    return {
        claim.uid: timing.of_claim(claim)
        for one in articles
        if (claims := [*filter(is_told, one.claims)])
        for timing in (
            Timing(one.article, one.text, one.facts if one.has_text else (), one.claims),
        )
        for claim in claims
    }


def _named(scope: Scope, told: Choice) -> Scope:
    """A scope that nothing names so far, by the set or filter as it may be told."""
    if scope.name:
        return scope
    if told.set:
        return scope._replace(name=told.set, kind="set")
    return scope._replace(name=told.where, kind="filter" if told.where else "all")


def _backings(
    bench: Workbench, claims: Sequence[Claim], whose: Collection[str], not_standing: Container[str]
) -> Iterator[Backing]:
    """What stands behind the claims; those on the very same words of an article are one, and so are
    those in which several analysts read the same words."""
    together: dict[tuple[object, ...], list[str]] = {}
    for claim in claims:
        span = claim.span
        together.setdefault((claim.article, span.start, span.end, span.parts), []).append(claim.uid)
    read = list(readings(claims, families_of(bench)))
    counts = partial(_counts, whose, not_standing)
    for uids, behind in corroborations(bench, [*together.values(), *read], counts):
        there = tuple(one for one in read if one[0] in uids)
        yield Backing(uids, _origins(behind), behind.count, behind.houses(), there)


def _not_standing(bundle: Bundle) -> Container[str]:
    """Uids of the claims that are not in the decided layer, where that is what is told."""
    return bundle.layer.left_out if bundle.layer else ()


def _counts(whose: Collection[str], not_standing: Container[str], one: Claim | Link) -> bool:
    """Whether a claim may stand behind others, or a link join some: its analyst is asked for, and
    still holds the claim, which stands."""
    if isinstance(one, Link):
        is_held = not any(end in not_standing for end in (one.claim, one.other))
    else:
        is_held = is_told(one) and one.uid not in not_standing
    return is_held and (not whose or one.analyst in whose)


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
    bench: Workbench,
    articles: Iterable[AnnotatedArticle],
    claims: Iterable[Claim],
    not_standing: Container[str],
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
        for told in told_claims(bench, seen_claims(bench, bench.store.claims.many(sorted(ends))))
        if is_told(told.claim) and told.claim.uid not in not_standing
    }


def _written(told: Digest, aside: Losses) -> Written:
    lost = losses_in(told, words_of("en"))
    return Written(len(told.articles), len(told.places), lost).before(aside)
