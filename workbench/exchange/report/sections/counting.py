"""How many independent origins a statement has and why, and the marks that say it at a glance."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.domain.claim import Assertion
from workbench.domain.origin import OriginCount, Standing
from workbench.exchange.report.blocks import Badge, Inlines
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.same import is_one_origin
from workbench.exchange.report.sections.telling import is_doubtful, named, spaced
from workbench.exchange.report.statements import Behind, Statement, unnumbered
from workbench.exchange.report.unnamed import Unnamed
from workbench.exchange.report.words import Words

_OUTLETS = 2
"""Outlets that a mark names."""


def origin_words(behind: Behind, words: Words) -> str:
    """Who an origin is."""
    if not behind.name.strip("?"):
        return words("unattributed" if behind.standing is Standing.NONE else "unnamed")
    return unnumbered(behind.name)


def count_words(count: OriginCount, words: Words) -> str:
    """How many independent origins there are."""
    if count.unconfirmed and not count.confirmed:
        return words.count("origins_perhaps", count.unconfirmed)
    if count.unconfirmed:
        most = words.number(count.confirmed + count.unconfirmed)
        return words.count("origins_up_to", count.confirmed, most=most)
    return words.count("origins", count.confirmed) if count.confirmed else words("origins_none")


def badges(
    digest: Digest,
    statement: Statement,
    words: Words,
    pair: Unnamed | None = None,
    near: Iterable[Statement] = (),
) -> Inlines:
    """The marks of a statement, the count of its origins first, with which others it may be the
    same as where all together have no more origins than one of them. near: those with almost the
    same words."""
    count = statement.count
    look = "firm" if count.confirmed > 1 else "plain" if count.confirmed else "open"
    sign = "✓ " if count.confirmed > 1 else "" if count.confirmed else "○ "
    told = count_words(count, words)
    same = [one for one in near if is_one_origin(digest, statement, one)]
    if pair:
        same.append(pair.beside(statement))
    if same:
        is_one = all(each.count.confirmed <= 1 for each in (statement, *same))
        key = "origins_one_of" if is_one else "origins_perhaps_of"
        numbers = sorted({one.number for one in same})
        told = words(key, count=told, number=words.joined([*map(str, numbers)]))
    marks = [Badge(look, sign + told)]
    if not statement.stance.supports:
        marks.append(Badge("against", words("badge_stance", stance=words.term(statement.stance))))
    if statement.against:
        marks.append(Badge("against", words("badge_against")))
    marks += _correcting(digest, statement, words)
    if grades := sorted({each.credibility for one in statement.places for each in one.assessments}):
        span = "–".join(map(str, dict.fromkeys((grades[0], grades[-1]))))
        marks.append(Badge("plain", words("badge_credibility", grades=span)))
    if verdict := statement.told.claim.verdict:
        marks.append(Badge("plain", words("badge_verdict", verdict=verdict)))
    doubtful = dict.fromkeys(
        named(step, words)
        for place in statement.places
        for step in place.chain.steps
        if is_doubtful(step)
    )
    if doubtful:
        outlets = words.joined([*doubtful][:_OUTLETS])
        marks.append(Badge("open", words("badge_unanswered", outlet=outlets)))
    return spaced(marks)


def _correcting(digest: Digest, statement: Statement, words: Words) -> Iterable[Badge]:
    """That there is a correction of an article which says so, or that a correction does."""
    if numbers := digest.corrected_by(statement):
        which = words.joined([f"#{number}" for number in numbers])
        yield Badge("against", words("badge_corrected", which=which))
    there = [one for one in digest.corrections if one.article.number in statement.articles]
    if there:
        which = words.joined([f"#{one.article.number}" for one in there])
        yield Badge("open", words("badge_correction", which=which))


def why_counted(digest: Digest, statement: Statement, words: Words) -> Inlines:
    """How many independent origins a statement has, and why: those that count, then those that do
    not, each with its reason."""
    counted = [one for one in statement.backing.origins if one.standing is Standing.COUNTED]
    line = [words("origins_line", count=count_words(statement.count, words))]
    if counted:
        line.append("; ".join(_counted(digest, statement, one, words) for one in counted) + ".")
    for key, reasons in _not_counted(statement, words).items():
        line += [words(key, what="; ".join(reasons))] if key else reasons
    for house, names in statement.backing.houses.items():
        line.append(words("houses", house=house, names=words.joined(list(names))))
    return (" ".join(line),)


def _counted(digest: Digest, statement: Statement, behind: Behind, words: Words) -> str:
    who = origin_words(behind, words)
    if behind.owners:
        return words("why_owner", who=who, owner=words.joined(list(behind.owners)))
    articles = sorted({place.within.article.number for place in statement.places_of(behind)})
    where = words.joined([f"#{number}" for number in articles])
    if not articles:
        others = [str(number) for number in digest.numbers_of(behind.claims)]
        if not others:
            return words("why_outside", who=who)
        return words("why_supports", who=who, statement=words.joined(others))
    return words("why_repeat" if len(articles) > 1 else "why_one", who=who, articles=where)


def _not_counted(statement: Statement, words: Words) -> dict[str, list[str]]:
    """The origins that are one at most, those that are none, and those that do not say so, each by
    what stands before them; those that do not count for the same reason together."""
    found: dict[tuple[Standing, str], list[str]] = {}
    for behind in statement.backing.origins:
        if behind.standing is Standing.COUNTED or statement.stance is Assertion.HAS_NOT_SAID:
            continue  # of what somebody has not said all is told with that
        there = statement.places_of(behind)
        stance = there[0].claim.stance if there else Assertion.DOES_NOT_CONFIRM
        said_so = words.term(stance) if behind.standing is Standing.UNSAID else ""
        found.setdefault((behind.standing, said_so), []).append(origin_words(behind, words))
    reasons: dict[str, list[str]] = {}
    for (standing, does), who in found.items():
        together = words.joined(list(dict.fromkeys(who)))
        reason = words(f"standing_{standing.name.lower()}", who=together, stance=does)
        reasons.setdefault(_BEFORE.get(standing, "not_counted"), []).append(reason)
    return reasons


_BEFORE = {Standing.ANONYMOUS: "uncertain", Standing.SIMILAR: "uncertain", Standing.UNSAID: ""}
"""What stands before the origins that do not count for sure; before the others that they do not."""
