"""The decided layer: of what several analysts made of the same articles, what stands.

What all say alike stands once, what was ruled on as it was decided, what one alone judged as it is;
where analysts differ and nobody ruled, nothing does, and neither does what somebody has not
finished where others have. Claims stay their analysts'.
"""

from __future__ import annotations

from workbench.domain.choice import Choice, WhichLayer
from workbench.domain.deciding import Layer, Left, Standing, decided, fullest
from workbench.domain.member import Role
from workbench.domain.ruling import Ruling
from workbench.services.seen import hidden_articles
from workbench.services.units import StandingRulings, judged_articles
from workbench.services.workbench import Workbench


def layer_chosen(bench: Workbench, choice: Choice) -> Layer | None:
    """The layer that leaves; None for all that analysts made. Where nobody said: what is decided,
    as soon as anybody ruled on anything, or on a store that several accounts share. Two desks that
    hand each other their work rule on nothing, and keep all of it."""
    if choice.layer is WhichLayer.ALL or (choice.analysts and not choice.layer):
        return None
    if choice.layer is WhichLayer.DECIDED:
        return decided_layer(bench)
    if bench.store.rulings.are_there or bench.is_shared:
        layer = decided_layer(bench)
        return layer if layer.judged or layer.left_out else None
    return None


def seeing_layer(bench: Workbench, choice: Choice) -> Workbench:
    """As whom the decided layer is gathered: an adjudicator of a shared store sees it whole, as she
    sees all sides of what she rules on. Supervisors look by their setting, which is journalled;
    elsewhere nobody was given the part, and what is hidden stays so."""
    if not bench.viewer or choice.layer is WhichLayer.ALL or choice.analysts:
        return bench
    member = bench.store.members.called(bench.analyst) if bench.is_shared else None
    is_adjudicator = member is not None and member.acts_as is Role.ADJUDICATOR
    return bench.seeing_all() if is_adjudicator else bench


def decided_layer(bench: Workbench) -> Layer:
    """What stands, of all articles that several judged and of which all may be seen."""
    standings: dict[str, Standing] = {}
    left_out: dict[str, Left] = {}
    unresolved: dict[str, int] = {}
    judged: dict[str, frozenset[str]] = {}
    rulings, weights = StandingRulings(bench), bench.store.units.weights()
    several, unfinished = list(judged_articles(bench)), bench.store.units.unfinished()
    numbers = {one.number for one in several} | {one.number for one in unfinished}
    hidden = hidden_articles(bench, numbers)
    unseen = {one.article for one in several if one.number in hidden}
    for one in several:
        if one.article in unseen:
            continue
        judged[one.article] = one.analysts
        for same in one.alike:
            kept = fullest(same, weights)
            standings[kept] = Standing.UNANIMOUS
            left_out |= {uid: Left.SAME for uid in same if uid != kept}
        for unit in one.units:
            ruling = rulings.of(unit.uid)
            became = decided(unit, ruling, weights)
            standings |= dict.fromkeys(became.kept, became.standing)
            rest = [uid for uid in unit.claims if uid not in became.kept]
            if became.standing is Standing.UNRESOLVED:
                unresolved[one.article] = unresolved.get(one.article, 0) + 1
                left_out |= dict.fromkeys(rest, Left.UNRESOLVED)
            else:
                kept_sides = _sides_kept(ruling)
                left_out |= {
                    uid: Left.SAME if uid in kept_sides else Left.OTHERWISE for uid in rest
                }
    gone = {one.analyst for one in bench.store.members.all() if not one.is_active}
    for begun in unfinished:
        if begun.number not in hidden and (begun.is_judged or begun.analyst in gone):
            left_out[begun.claim] = Left.UNFINISHED if begun.is_judged else Left.GONE
        else:
            standings[begun.claim] = Standing.BEGUN
    left_out |= dict.fromkeys(_known_answers(bench), Left.KNOWN)
    ours = [ruling for ruling in rulings.all if ruling.claim and ruling.article not in unseen]
    there = bench.store.claims.articles_of([uid for ruling in ours for uid in ruling.claims])
    for ruling in ours:
        # Of what was changed since. Where none of it is here it came in without: it stands alone.
        if ruling.claim not in standings and not there.keys().isdisjoint(ruling.claims):
            left_out[ruling.claim or ""] = Left.UNRESOLVED
    return Layer(standings, left_out, unresolved, judged)


def _known_answers(bench: Workbench) -> list[str]:
    """Uids of the claims that measure others, and that the analyst may see."""
    claims = bench.store.measuring.claims()
    hidden = hidden_articles(bench, {*claims.values()}) if claims else set()
    return [uid for uid, number in claims.items() if number not in hidden]


def _sides_kept(ruling: Ruling | None) -> set[str | None]:
    return {side.claim for side in ruling.sides if side.is_kept} if ruling else set()
