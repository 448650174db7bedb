"""Claims: making one, its fields, its judgement. How it stands to others is in links.py."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, repeat
from typing import TYPE_CHECKING

from workbench.domain.claim import (
    CREDIBILITY,
    Claim,
    ClaimState,
    Confidence,
    Likelihood,
)
from workbench.domain.motion import Unit
from workbench.domain.span import shorten
from workbench.errors import ConflictError
from workbench.services.annotate import assess_claim, edit_claim, remove_claim
from workbench.services.chain import add_hop, claim_by
from workbench.services.verdicts import verdicts_of
from workbench.services.view import view_article
from workbench.tui.actions.elsewhere import claiming_again, hint
from workbench.tui.actions.facts import choose_credit
from workbench.tui.actions.here import OPENED_TO_CHANGE
from workbench.tui.actions.need import again, on
from workbench.tui.actions.needs import CLAIM_TO_JUDGE, MY_CLAIM
from workbench.tui.actions.topics import ask_topic
from workbench.tui.actions.who import ask_who
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.services.view import ArticleView
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk
    from workbench.tui.views.act import Act

STATES = (
    Option("d", "draft: still to be worked on", "draft"),
    Option("o", "done: as I mean it", "done"),
    Option("r", "reviewed: looked at again", "reviewed"),
    Option("w", "withdrawn: no longer held, but kept", "withdrawn"),
)
_CREDIBILITIES = [Option(str(number), title, str(number)) for number, title in CREDIBILITY.items()]
_LIKELIHOODS = (
    Option("0", "no judgement of likelihood", ""),
    *(Option(str(at), one.value, one.value) for at, one in enumerate(Likelihood, 1)),
)
_CONFIDENCES = (
    Option("0", "no word on confidence", ""),
    *(Option(one.value[0], one.value, one.value, str(at)) for at, one in enumerate(Confidence, 1)),
)


async def _new(desk: Desk, page: TextPage) -> None:
    """Ask who says the words, then record them with the answer: escape leaves nothing behind."""
    article = page.article
    span, unit = article.chosen_words(), article.unit or Unit.SENTENCE
    is_chosen = article.is_selecting
    if not is_chosen:
        article.begin_selection(span)
    page.point(desk.screen)
    label = f"“{shorten(span.words, 24)}”: who says it"
    named = await ask_who(desk, label, article.view, span, leave=_NOBODY)
    if not is_chosen or named:
        article.stop_selecting()
    if named is None:
        page.point(desk.screen)
        desk.say("nothing was recorded")
        return
    twice = any(one.span == span for one in article.view.my_claims())
    who = named if named.name else None
    claim = await desk.call(claim_by, desk.bench, article.view, span, who)
    await desk.places.refresh()
    article.select_key(claim.uid)
    page.paint(desk.screen)
    desk.screen.tell()  # of this claim, also while a further hop is asked for
    if who:
        await _ask_further(desk, page, claim.uid)
    desk.last_act = claiming_again(claim.uid, unit)
    elsewhere = await hint(desk, article.view, article.view.claim(claim.uid))
    twice_words = "; another claim of yours has these words" if twice else ""
    desk.say(f"recorded{twice_words}; {elsewhere or _OPENS}")


_NOBODY = "nobody else: the outlet says it itself"
_NO_FURTHER = "nobody further: this is the origin"
_OPENS = "{row.open} opens it, {desk.undo} takes it back"


async def _ask_further(desk: Desk, page: TextPage, uid: str) -> None:
    """Ask whom the last hop has it from, until nobody or escape; each answer is committed."""
    while claim := page.article.view.claim(uid):
        view = page.article.view
        there = [name for hop in claim.hops for name in view.names(hop.sources)]
        label = f"{shorten(there[-1], 24)} has it from" if there else "who says it"
        named = await ask_who(desk, label, view, claim.span, leave=_NO_FURTHER, but=there)
        if named is None or not named.name:
            return
        await desk.call(add_hop, desk.bench, view, claim, named, place=len(claim.hops))
        await desk.places.refresh()


def _field(name: str, label: str, *, selected: bool = False) -> Handler[Desk]:
    async def run(desk: Desk, claim: Claim) -> None:
        now = getattr(claim, name)
        words = await desk.prompts.line(label, now, kind=name, selected=selected)
        if words is not None:
            await _save_words(desk, claim, name, words)

    return on(MY_CLAIM, run)


async def _topic(desk: Desk, claim: Claim) -> None:
    """Topics that are there already are offered: claims stand together on the board by them."""
    words = await ask_topic(desk, claim.topic_name)
    if words is not None:
        await _save_words(desk, claim, "topic", words)


async def _view(desk: Desk, claim: Claim) -> ArticleView:
    """The claim's article: the open one, or, as on the board, read for it."""
    if desk.opened and desk.opened.article.view.article.uid == claim.article:
        return desk.opened.article.view
    article = await desk.call(desk.bench.store.articles.by_uid, claim.article)
    if article is None:
        raise ConflictError("the claim's article is gone", "The board may be of another database.")
    return await desk.places.read_article(article.number)


async def _save(desk: Desk, claim: Claim) -> None:
    entry = await desk.call(edit_claim, desk.bench, await _view(desk, claim), claim)
    await desk.places.refresh()
    desk.say("saved" if entry else "nothing changed")


async def _save_words(desk: Desk, claim: Claim, name: str, words: str) -> None:
    await _save(desk, claim.with_words(name, words))
    said = f"{name}: {words.strip()}"
    desk.last_act = _saving(said, lambda one: one.with_words(name, words))


def _saving(words: str, edit: Callable[[Claim], Claim]) -> Act[Desk]:
    """An act that edits the claim under the cursor then in the same way."""
    return again(words, MY_CLAIM, lambda desk, claim: _save(desk, edit(claim)))


async def _state(desk: Desk, claim: Claim) -> None:
    chosen = await desk.prompts.choice("state", STATES, claim.state.value)
    if chosen:
        state = ClaimState(chosen)
        await _save(desk, replace(claim, state=state))
        desk.last_act = _saving(f"state {chosen}", lambda one: replace(one, state=state))


async def _verdict(desk: Desk, claim: Claim) -> None:
    """One of the desk's list, or none; another word that it has is offered as well."""
    words = await desk.call(verdicts_of, desk.bench, desk.settings.verdicts)
    if claim.verdict and claim.verdict not in words:
        words = (*words, claim.verdict)
    if not words:
        desk.warn(_NO_TEAM_VERDICTS if desk.bench.is_shared else _NO_VERDICTS)
        return
    keys = chain(_KEYS, repeat(""))
    options = [Option(key, word, word) for key, word in zip(keys, words, strict=False)]
    none = Option("0", "no verdict", "")
    chosen = await desk.prompts.choice("verdict", (none, *options), claim.verdict)
    if chosen is None:
        return
    await _save(desk, replace(claim, verdict=chosen))
    desk.last_act = _saving(f"verdict {chosen}", lambda one: replace(one, verdict=chosen))


_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""Of the words of a list, in its order; one more than settings may have. What a codebook has beyond
is chosen with the arrows."""
_NO_VERDICTS = 'your settings have no verdicts yet, as verdicts = ["true", "misleading"]'
_NO_TEAM_VERDICTS = (
    "the codebook has no verdicts yet: {codebook.show} shows it, {codebook.add} adds one"
)


def _bounds(desk: Desk, claim: Claim) -> None:
    if relay := desk.page.subject.relay:
        choose_credit(desk, relay)
        return

    async def take(page: TextPage) -> None:
        await _save(desk, replace(claim, span=page.article.chosen_words()))

    desk.word_choice.begin(claim.span, take)


async def _withdraw(desk: Desk, claim: Claim) -> None:
    await desk.call(remove_claim, desk.bench, await _view(desk, claim), claim.uid)
    await desk.places.move_on()
    desk.say("the claim is taken out; {desk.undo} brings it back")


async def _assess(desk: Desk, claim: Claim) -> None:
    blind = not desk.page.subject.has_rating
    view = await _view(desk, claim)
    before = next(
        (
            one
            for one in view.assessments
            if (one.claim, one.analyst) == (claim.uid, desk.bench.analyst)
        ),
        None,
    )
    credibility = await desk.prompts.choice(
        "credibility" if blind else "credibility (you saw the rating)",
        _CREDIBILITIES,
        str(before.credibility) if before else "",
    )
    if credibility is None:
        return
    likelihood = await desk.prompts.choice(
        "likelihood", _LIKELIHOODS, before.likelihood or "" if before else ""
    )
    if likelihood is None:
        return
    confidence = await desk.prompts.choice(
        "confidence in that", _CONFIDENCES, before.confidence or "" if before else ""
    )
    if confidence is None:
        return

    async def judge(rationale: str, _: object) -> None:
        await desk.call(
            assess_claim,
            desk.bench,
            view,
            claim.uid,
            credibility=int(credibility),
            likelihood=Likelihood(likelihood) if likelihood else None,
            confidence=Confidence(confidence) if confidence else None,
            rationale=rationale,
            blind=blind,
        )

    why = before.rationale if before else ""
    if await desk.prompts.line("because", why, take=judge) is None:
        return
    await desk.places.refresh()
    judged = (credibility, likelihood or "no likelihood", f"{confidence or 'no'} confidence")
    await _tell_rating(desk, claim, ", ".join(judged))


async def _tell_rating(desk: Desk, claim: Claim, what: str) -> None:
    """What was judged; after the judgement the source's rating may be seen."""

    def ratings(bench: Workbench) -> list[str]:
        article = bench.store.articles.by_uid(claim.article)
        if article is None:
            return []
        view = view_article(bench, article.number)
        uids = view.origin(claim).sources
        latest = bench.store.sources.latest_ratings(uids)
        return [f"{view.names([uid])[0]} {letter}" for uid, letter in latest.items()]

    found = await desk.call(ratings, desk.bench)
    if found:
        desk.page.saw_rating()
    rated = f"; its origin is rated {', '.join(found)}" if found else ""
    desk.say(f"judged {what}{rated}")


HANDLERS: dict[str, Handler[Desk]] = {
    "claim.new": on(OPENED_TO_CHANGE, _new),
    "claim.restate": _field("restatement", "in a sentence of its own"),
    "claim.gloss": _field("gloss", "in another language"),
    "claim.set_topic": on(MY_CLAIM, _topic),
    "claim.set_time": _field("time", "when", selected=True),
    "claim.set_place": _field("place", "where", selected=True),
    "claim.set_state": on(MY_CLAIM, _state),
    "claim.set_verdict": on(MY_CLAIM, _verdict),
    "claim.correct_bounds": on(MY_CLAIM, _bounds),
    "claim.assess": on(CLAIM_TO_JUDGE, _assess),
    "claim.withdraw": on(MY_CLAIM, _withdraw),
}
