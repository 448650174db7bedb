"""Answering the machine: accept, correct, reject, skip, unsure, and why it thinks so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from workbench.domain.claim import Assertion, Mode
from workbench.domain.decision import Verdict
from workbench.domain.fact import Credit, Quote
from workbench.domain.fact_filter import FACT_FIELDS
from workbench.domain.span import shorten
from workbench.present.labelled import Labelled, labelled_lines
from workbench.present.rows import speaker_words
from workbench.present.runs import Run, Runs, fill_runs
from workbench.services.annotate import correct_fact
from workbench.services.chain import (
    correct_assertion,
    correct_cue,
    correct_mode,
    correct_speaker,
)
from workbench.services.credits import set_outlet, set_words, taught_words
from workbench.services.relays import claims_through, relay_of_fact
from workbench.services.review import accept_fact, answer_fact
from workbench.tui.actions.elsewhere import hint
from workbench.tui.actions.here import OPENED, SHOWN
from workbench.tui.actions.jump import go_on
from workbench.tui.actions.losing import may_go
from workbench.tui.actions.need import again, does, on
from workbench.tui.actions.needs import CREDIT_OR_QUOTE, FACT, FACT_TO_ANSWER, QUOTE, FactHere
from workbench.tui.actions.rechained import otherwise
from workbench.tui.actions.repeat import by_action
from workbench.tui.actions.who import BODIES, ask_who
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.screens.prompts import Option
from workbench.tui.views.article import ListOrder
from workbench.tui.views.known import known_of
from workbench.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from workbench.domain.fact import Fact
    from workbench.domain.journal import Entry as JournalEntry
    from workbench.domain.relay import Relay
    from workbench.services.chain import Named
    from workbench.services.view import ArticleView
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

MODES = (
    Option("d", "direct: in the source's own words", "direct"),
    Option("i", "indirect: in the outlet's words", "indirect"),
    Option("m", "mixed: some of the words are the source's", "mixed"),
    Option("o", "observed: the outlet saw or heard it", "observed"),
    Option("t", "document: from something written", "document"),
)


_MOST_OF_NAME = 30
"""Letters of an outlet's name before what its correction does elsewhere."""
ASSERTIONS = (
    Option("a", "asserts: it is so", "asserts"),
    Option("c", "claims: the outlet keeps its distance", "claims"),
    Option("d", "denies: it is not so", "denies"),
    Option("n", "does not confirm", "does not confirm"),
    Option("o", "no comment", "no comment"),
    Option("r", "refuses to say", "refuses to say"),
    Option("h", "has not said", "has not said"),
)


async def accept(desk: Desk, here: FactHere) -> None:
    """Accept a fact and go on."""
    entry = await desk.call(accept_fact, desk.bench, here.view, here.fact)
    by_action(desk, "accept", "fact.accept")
    await desk.places.move_on()
    before = here.view.decision(here.fact.id)
    so = before.verdict.value if before else "accepted"
    done = f"accepted{_beside(here)}" if entry else f"it is {so} already"
    await go_on(desk, done)


def _beside(here: FactHere) -> str:
    """That a claim on the same words was there, so that one statement does not count twice unseen;
    empty where there was none."""
    if relay_of_fact(here.view, here.fact):
        return ""
    words = here.fact.span
    there = [one for one in here.view.my_claims() if one.span.overlaps(words.start, words.end)]
    return "; you have a claim on these words already: {desk.undo} undoes" if there else ""


def _answer(verdict: Verdict, verb: str) -> Callable[[Desk, FactHere], Awaitable[None]]:
    async def run(desk: Desk, here: FactHere) -> None:
        claim = here.view.claim_of(here.fact.id)
        if claim and not await may_go(desk, here.view, claim, f"{verb} it"):
            return
        await answer(desk, here, verdict, verb)

    return run


reject = _answer(Verdict.REJECTED, "reject")
"""Reject a fact and go on."""


async def answer(desk: Desk, here: FactHere, verdict: Verdict, verb: str) -> None:
    """Reject, skip or be unsure about a fact and go on; a claim that came of it is taken out."""
    had = here.view.claim_of(here.fact.id)
    entry = await desk.call(answer_fact, desk.bench, here.view, here.fact, verdict)
    by_action(desk, verb, f"fact.{verb}")
    await desk.places.move_on()
    also = "; its claim is taken out, {desk.undo} brings it back" if had else ""
    if isinstance(here.fact.attributes, Credit):
        also = await otherwise(desk, entry)
    await go_on(desk, verdict.value + also)


async def _corrected(desk: Desk, fact: Fact, words: str, entry: JournalEntry | None) -> None:
    """After a correction: what was done, where else the words stand, on to the next question."""
    if entry is None:
        desk.say(f"that is what it says already: {words}")
        return
    await desk.places.move_on()
    done = f"corrected: {words}" if entry.op != "accept" else "accepted as it stands"
    view = desk.opened.article.view if desk.opened else None
    elsewhere = await hint(desk, view, view.claim_of(fact.id)) if view else ""
    await go_on(desk, "; ".join(filter(None, (done, elsewhere))))


async def _correct(
    desk: Desk,
    here: FactHere,
    words: str,
    change: Callable[[ArticleView, Fact], JournalEntry | None],
) -> None:
    """Correct a fact by a service, and remember how, for the one under the cursor then."""

    async def correct(desk: Desk, here: FactHere) -> None:
        entry = await desk.call(change, here.view, here.fact)
        await _corrected(desk, here.fact, words, entry)

    await correct(desk, here)
    desk.last_act = again(words, QUOTE, correct)


async def _correct_who(desk: Desk, here: FactHere) -> None:
    """Whom the words name: who speaks, or which outlet is credited."""
    relay = relay_of_fact(here.view, here.fact)
    if relay is None:
        await _correct_speaker(desk, here)
    else:
        await correct_outlet(desk, here.view, relay, here.fact)


async def correct_outlet(
    desk: Desk, view: ArticleView, relay: Relay, fact: Fact | None = None
) -> None:
    """Say which outlet a credit names. fact: the one under the cursor, to go on from."""
    made: list[JournalEntry | None] = []

    async def name(outlet: Named) -> None:
        made.append(await desk.call(set_outlet, desk.bench, view, relay, outlet.name))

    claims, there = len(claims_through(view, relay)), [relay.outlet]
    label = "credits which outlet" + (f", in all {claims} claims" if claims > 1 else "")
    picked = await ask_who(desk, label, view, relay.span, but=there, kinds=BODIES, take=name)
    if picked is None or not picked.name:
        return
    taught = await desk.call(taught_words, desk.bench, view, relay, made[-1])
    named = shorten(picked.name, _MOST_OF_NAME)  # what follows is to be seen
    words = f"{named}{await otherwise(desk, made[-1])}{taught}"
    if fact:
        await _corrected(desk, fact, words, made[-1])
        return
    await desk.places.refresh()
    desk.say(f"corrected: {words}")


async def _correct_speaker(desk: Desk, here: FactHere) -> None:
    bench, now = desk.bench, here.view.claim_of(here.fact.id)
    hops = now.hops if now else ()
    there = here.view.names(hops[-1].sources) if hops else [speaker_words(here.fact)]
    named = await ask_who(desk, "who says it", here.view, here.fact.span, but=there)
    if named and named.name:
        await _correct(
            desk, here, named.name, lambda view, fact: correct_speaker(bench, view, fact, named)
        )


async def _correct_mode(desk: Desk, here: FactHere) -> None:
    bench, quote = desk.bench, here.fact.attributes
    now = quote.mode.value if isinstance(quote, Quote) else ""
    chosen = await desk.prompts.choice("mode", MODES, now)
    if chosen:
        mode = Mode(chosen)
        await _correct(desk, here, chosen, lambda view, fact: correct_mode(bench, view, fact, mode))


async def _correct_assertion(desk: Desk, here: FactHere) -> None:
    bench, speaker = desk.bench, here.fact.speaker
    now = speaker.stance.value if speaker else ""
    chosen = await desk.prompts.choice("assertion", ASSERTIONS, now)
    if chosen:
        said = Assertion(chosen)
        await _correct(
            desk, here, chosen, lambda view, fact: correct_assertion(bench, view, fact, said)
        )


async def _correct_cue(desk: Desk, here: FactHere) -> None:
    bench, quote = desk.bench, here.fact.attributes
    claim = here.view.claim_of(here.fact.id)
    found = quote.cue if isinstance(quote, Quote) else None
    now = claim.hops[-1].cue if claim and claim.hops else found.exact if found else ""
    cue = await desk.prompts.line("verb or phrase of saying", now, kind="cue", selected=True)
    if cue is not None:
        words = f"cue {cue.strip()}"
        await _correct(desk, here, words, lambda view, fact: correct_cue(bench, view, fact, cue))


def _correct_bounds(desk: Desk, here: FactHere) -> None:
    fact = here.fact
    span = (here.view.claim_of(fact.id) or fact).span

    async def take(page: TextPage) -> None:
        view, words = page.article.view, page.article.chosen_words()
        relay = relay_of_fact(view, fact)
        if relay:
            entry = await desk.call(set_words, desk.bench, view, relay, words)
        else:
            entry = await desk.call(correct_fact, desk.bench, view, fact, span=words)
        page.article.stop_selecting()
        await _corrected(desk, fact, "other words" if entry else "these words", entry)

    desk.word_choice.begin(span, take)


def choose_credit(desk: Desk, relay: Relay) -> None:
    """Say which words credit an outlet."""

    async def take(page: TextPage) -> None:
        view, words = page.article.view, page.article.chosen_words()
        entry = await desk.call(set_words, desk.bench, view, relay, words)
        page.article.stop_selecting()
        await desk.places.refresh()
        desk.say(f"these words credit {relay.outlet}{await otherwise(desk, entry)}")

    if relay.span:
        desk.word_choice.begin(relay.span, take)
    else:
        desk.warn("no words of this article credit it")


def _explain(desk: Desk, here: FactHere) -> None:
    rows = (Labelled(label, words) for label, words in known_of(here.view, here.fact))
    entries = [Entry(_fixed(line)) for line in labelled_lines(rows, desk.page.width - GUTTER - 1)]
    desk.screen.push(ListPage("Why the machine found it", entries))


def _fixed(line: Runs) -> Callable[[int], Runs]:
    """A row that is drawn already."""
    return lambda width: fill_runs(line, width)


def _overlapping(desk: Desk, page: TextPage) -> None:
    here = page.article.items_at(page.article.offset)
    if not here:
        desk.say("nothing was found at this place")
        return
    now = here.index(page.article.cursor) if page.article.cursor in here else -1
    page.article.cursor = here[(now + 1) % len(here)]
    desk.screen.show_text(page)
    desk.say(f"{(now + 1) % len(here) + 1} of {len(here)} at this place")


_LISTED = (
    Option("q", "questions, and what became a claim", "questions"),
    Option("o", "open questions", "open"),
    Option("l", "open questions, the likeliest right first", "likeliest"),
    Option("s", "open questions as sure as the one under the cursor, or surer", "sure"),
    Option("n", "names of people, organisations and places", "names"),
    Option("e", "everything that was found", "everything"),
    Option("f", "what a filter leaves, as kind:quote score:>=90", "filter"),
)
_FILTERS: dict[str, str | None] = {
    "questions": None, "open": "answer:open", "names": "kind:name", "everything": ""
}  # fmt: skip


async def _tell_learned(desk: Desk) -> None:
    from workbench.present.learned import learned_lines
    from workbench.services.learning import learned_from, orders

    setting = desk.settings.learned_order
    learned = await desk.call(learned_from, desk.bench)
    lines = learned_lines(learned, setting, is_used=orders(learned, setting))
    entries = [Entry(_fixed((Run(line, "text"),))) for line in lines]
    desk.screen.push(ListPage("What answers teach", entries))


async def _filter(desk: Desk, page: TextPage) -> None:
    article, order, learned = page.article, ListOrder.TEXT, None
    now = next((name for name, words in _FILTERS.items() if words == article.filter_words), "")
    if article.order is ListOrder.LIKELIEST:
        now = "likeliest"
    chosen = await desk.prompts.choice("list", _LISTED, now or "filter")
    if chosen is None:
        return
    if chosen == "filter":

        async def list_them(words: str, _: object) -> None:
            article.list_only(words)

        words = await desk.prompts.terms(
            "facts",
            article.filter_words or "",
            FACT_FIELDS,
            kind="facts",
            take=list_them,
        )
        if words is None:
            return
    elif chosen == "sure":
        fact = desk.page.subject.fact
        words = f"answer:open score:>={round(article.likelihood(fact) * 100) if fact else 90}"
    elif chosen == "likeliest":
        from workbench.services.learning import learned_order

        words, order = _FILTERS["open"], ListOrder.LIKELIEST
        learned = await desk.call(
            learned_order, desk.bench, article.view, desk.settings.learned_order
        )
    else:
        words = _FILTERS[chosen]
    article.list_only(words, order, learned)
    page.paint(desk.screen)
    title = next(option.title for option in _LISTED if option.value == chosen)
    listed = title if chosen == "likeliest" else words or title
    if learned:
        listed = "likeliest first, events as answers teach, {fact.learned} tells"
    desk.say(f"listed: {listed} ({len(article.items)})")


HANDLERS: dict[str, Handler[Desk]] = {
    "fact.skip": on(FACT_TO_ANSWER, _answer(Verdict.SKIPPED, "skip")),
    "fact.unsure": on(FACT_TO_ANSWER, _answer(Verdict.UNSURE, "unsure")),
    "fact.correct_speaker": on(CREDIT_OR_QUOTE, _correct_who),
    "fact.correct_bounds": on(CREDIT_OR_QUOTE, _correct_bounds),
    "fact.correct_cue": on(QUOTE, _correct_cue),
    "fact.correct_mode": on(QUOTE, _correct_mode),
    "fact.correct_assertion": on(QUOTE, _correct_assertion),
    "fact.explain": on(FACT, _explain),
    "fact.learned": does(_tell_learned),
    "fact.overlapping": on(SHOWN, _overlapping),
    "fact.filter": on(OPENED, _filter),
}
