"""What actions do to marked rows: the count is asked for first, one journal entry, one undo.

MANY says, for what the rows of a list are, which actions work on many; the others go on working
on the row under the cursor. No rule of its own: each calls one service.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from workbench.domain.article import ReadingState
from workbench.domain.claim import ClaimState
from workbench.domain.decision import Verdict
from workbench.domain.source import SourceKind
from workbench.present.counting import counted
from workbench.services import bulk
from workbench.services.metadata import FIELDS
from workbench.services.review import accept_facts, answer_facts
from workbench.services.sources import merge_sources
from workbench.tui.actions.articles import FIELD_KEYS
from workbench.tui.actions.claims import STATES
from workbench.tui.actions.conditions import needs_writing, open_article
from workbench.tui.actions.elsewhere import record
from workbench.tui.actions.marks import end_range, show_marks
from workbench.tui.actions.repeat import by_action
from workbench.tui.actions.sources import KIND_OPTIONS
from workbench.tui.pages.suggestions import SuggestionsPage
from workbench.tui.registry import Handler
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.domain.fact import Fact
    from workbench.domain.journal import Entry
    from workbench.tui.screens.desk import Desk

Run = Callable[["Desk", int | None], Awaitable[None]]


async def agreed(desk: Desk, question: str, note: str = "") -> bool:
    """Whether the analyst says yes to a short question with its count; says so when not. note:
    what else to know before."""
    page = desk.page
    listed = set(await page.all_keys(desk))
    out = sum(key not in listed for key in page.marks.keys)
    unseen = f"{out} of them {'is' if out == 1 else 'are'} not in the list as it is now"
    note = ", ".join(filter(None, (note, unseen if out else "")))
    options = (
        Option("y", f"yes{': ' if note else ''}{note}", "yes"),
        Option("n", "no, nothing is changed", "no"),
    )
    answer = await desk.prompts.choice(f"{question}? y/n", options)
    if answer != "yes":
        desk.say("nothing was changed; the marks stay")
        return False
    return True


async def done(desk: Desk, entry: Entry | None, words: str) -> None:
    """After an act on marked rows: nothing is marked, everything is shown anew."""
    if entry is None:
        desk.say("nothing to change: they are so already; the marks stay")
        return
    desk.page.marks.clear()
    await desk.refresh_page()
    show_marks(desk)
    desk.say(f"{words}; u takes it all back, gv marks them again")


# Facts -----------------------------------------------------------------------------------------


def _marked_facts(desk: Desk) -> list[Fact]:
    marks = desk.page.marks
    return [fact for fact in open_article(desk).view.facts if fact.id in marks]


def _needs_facts(desk: Desk) -> str | None:
    reason = needs_writing(desk)
    return reason or (None if _marked_facts(desk) else "no marked row is a fact; g space unmarks")


def _answered(desk: Desk, facts: list[Fact]) -> str:
    """How many of the facts have an answer already, in words."""
    verdicts = open_article(desk).verdicts()
    many = sum(fact.id in verdicts and verdicts[fact.id].is_answer for fact in facts)
    if not many:
        return ""
    return f"{many} of them {'has' if many == 1 else 'have'} an answer already"


async def _accept(desk: Desk, count: int | None) -> None:
    facts = _marked_facts(desk)
    noun = counted(len(facts), "fact")
    if await agreed(desk, f"accept {noun}", _answered(desk, facts)):
        entry = await desk.call(accept_facts, desk.bench, open_article(desk).view, facts)
        by_action(desk, "accept", "fact.accept")
        await done(desk, entry, f"{noun} accepted")


def _answer(verdict: Verdict, verb: str) -> Run:
    async def run(desk: Desk, count: int | None) -> None:
        facts = _marked_facts(desk)
        noun = counted(len(facts), "fact")
        if await agreed(desk, f"{verb} {noun}", _answered(desk, facts)):
            view = open_article(desk).view
            entry = await desk.call(answer_facts, desk.bench, view, facts, verdict)
            by_action(desk, verb, f"fact.{verb}")
            await done(desk, entry, f"{noun} {verdict.value}")

    return run


# Articles --------------------------------------------------------------------------------------


def _numbers(desk: Desk) -> list[int]:
    return sorted(int(key) for key in desk.page.marks.keys)


def _state(state: ReadingState, question: str) -> Run:
    async def run(desk: Desk, count: int | None) -> None:
        numbers = _numbers(desk)
        reach = await desk.call(bulk.state_reach, desk.bench, numbers, state)
        noun = counted(len(numbers), "article")
        same = reach.rows - reach.changes
        already = f"{same} of them {'is' if same == 1 else 'are'} already" if same else ""
        if await agreed(desk, question.format(noun), already):
            entry = await desk.call(bulk.set_states, desk.bench, numbers, state)
            changed = counted(reach.changes, "article")
            await done(desk, entry, f"{changed} {'is' if reach.changes == 1 else 'are'} {state}")

    return run


async def _set_aside(desk: Desk, count: int | None) -> None:
    numbers = _numbers(desk)
    noun = counted(len(numbers), "article")
    reason = await desk.prompts.line(f"why {noun} aside", kind="aside")
    if reason is None or not reason.strip():
        desk.say("a reason is needed; nothing was changed, the marks stay")
        return
    state = ReadingState.SET_ASIDE
    entry = await desk.call(bulk.set_states, desk.bench, numbers, state, reason)
    await done(desk, entry, f"{noun} set aside")


async def _metadata(desk: Desk, count: int | None) -> None:
    numbers = _numbers(desk)
    noun = counted(len(numbers), "article")
    options = [Option(FIELD_KEYS[name], name, name) for name in FIELDS]
    field = await desk.prompts.choice(f"which field of {noun}", options)
    words = await desk.prompts.line(f"{field} of {noun}") if field else None
    if field is None or words is None:
        return
    if await agreed(desk, f"{'set' if words.strip() else 'clear'} the {field} of {noun}"):
        values = {field: words}
        entry = await desk.call(bulk.set_metadata_of_all, desk.bench, numbers, values)
        await done(desk, entry, f"{field} of {noun} is set; their facts are new")


# Claims ----------------------------------------------------------------------------------------


def _claims(desk: Desk) -> list[str]:
    """Uids of the marked claims; of marked facts those that came of them."""
    marks = desk.page.marks
    if desk.page.rows_are == "claims":
        return list(marks.keys)
    items = open_article(desk).items
    return [item.claim.uid for item in items if item.claim and item.key in marks]


def _needs_claims(desk: Desk) -> str | None:
    reason = needs_writing(desk)
    return reason or (None if _claims(desk) else "no marked row is a claim; g space unmarks")


async def _mine(desk: Desk, question: str) -> list[str]:
    """The marked claims after the analyst agreed to an act on them; none when not."""
    uids = _claims(desk)
    reach = await desk.call(bulk.claims_reach, desk.bench, uids)
    if not reach.changes:
        desk.warn("the marked claims are colleagues'; c makes one of your own")
        return []
    kept = f"{reach.kept} more are colleagues' and stay" if reach.kept else ""
    noun = counted(reach.changes, "claim")
    return uids if await agreed(desk, question.format(noun), kept) else []


async def _withdraw(desk: Desk, count: int | None) -> None:
    if uids := await _mine(desk, "take {} out"):
        entry = await desk.call(bulk.remove_claims, desk.bench, uids)
        await done(desk, entry, "the claims are taken out")


async def _claim_state(desk: Desk, count: int | None) -> None:
    chosen = await desk.prompts.choice("state", STATES)
    if chosen and (uids := await _mine(desk, f"set {{}} to {chosen}")):
        state = ClaimState(chosen)
        entry = await desk.call(bulk.set_claim_states, desk.bench, uids, state)
        await done(desk, entry, f"the claims are {chosen}")


async def _topic(desk: Desk, count: int | None) -> None:
    topic = await desk.prompts.line("topic", kind="topic")
    if topic is not None and (uids := await _mine(desk, "set the topic of {}")):
        entry = await desk.call(bulk.set_topics, desk.bench, uids, topic)
        await done(desk, entry, f"their topic is {topic.strip() or 'empty'}")


# Sources ---------------------------------------------------------------------------------------


async def _accept_sources(desk: Desk, count: int | None) -> None:
    uids = list(desk.page.marks.keys)
    noun = counted(len(uids), "source")
    if await agreed(desk, f"{noun}: reviewed"):
        entry = await desk.call(bulk.accept_sources, desk.bench, uids)
        await done(desk, entry, f"{noun} reviewed")


async def _source_kind(desk: Desk, count: int | None) -> None:
    uids = list(desk.page.marks.keys)
    noun = counted(len(uids), "source")
    chosen = await desk.prompts.choice(f"kind of {noun}", KIND_OPTIONS)
    if chosen and await agreed(desk, f"{noun}: {chosen}"):
        entry = await desk.call(bulk.set_source_kinds, desk.bench, uids, SourceKind(chosen))
        await done(desk, entry, f"{noun}: {chosen}")


async def _merge(desk: Desk, count: int | None) -> None:
    uids = list(desk.page.marks.keys)
    noun = counted(len(uids), "source")
    picked = await desk.prompts.source(f"{noun} are the same as")
    if picked is None or not picked.uid:
        return
    others = [uid for uid in uids if uid != picked.uid]
    noun = counted(len(others), "source")
    if others and await agreed(desk, f"merge {noun}", f"into {picked.name}"):
        entry = await desk.call(merge_sources, desk.bench, others, picked.uid)
        await done(desk, entry, f"{noun} merged into {picked.name}")


# The same words elsewhere -----------------------------------------------------------------------


async def _record(desk: Desk, count: int | None) -> None:
    page = desk.page
    assert isinstance(page, SuggestionsPage)
    keys = [place.key for place in page.places if place.key in page.marks]
    noun = counted(len(keys), "place")
    if keys and await agreed(desk, f"record the claim at {noun}"):
        await record(desk, page, keys)
        page.marks.clear()
        await desk.refresh_page()
        desk.say(f"recorded at {noun}; u takes all of it back")


async def _leave(desk: Desk, count: int | None) -> None:
    page = desk.page
    assert isinstance(page, SuggestionsPage)
    keys = list(page.marks.keys)
    page.leave(keys)
    page.marks.clear()
    await desk.refresh_page()
    desk.say(f"{counted(len(keys), 'place')} left as they are")


_CLAIMS: dict[str, Handler[Desk]] = {
    "claim.withdraw": Handler(_withdraw, _needs_claims),
    "claim.set_state": Handler(_claim_state, _needs_claims),
    "claim.set_topic": Handler(_topic, _needs_claims),
}
MANY: Mapping[str, Mapping[str, Handler[Desk]]] = {
    "facts": _CLAIMS
    | {
        "fact.accept": Handler(_accept, _needs_facts),
        "fact.reject": Handler(_answer(Verdict.REJECTED, "reject"), _needs_facts),
        "fact.skip": Handler(_answer(Verdict.SKIPPED, "skip"), _needs_facts),
        "fact.unsure": Handler(_answer(Verdict.UNSURE, "unsure"), _needs_facts),
    },
    "claims": _CLAIMS,
    "articles": {
        "article.done": Handler(_state(ReadingState.DONE, "mark {} done"), needs_writing),
        "article.reopen": Handler(_state(ReadingState.OPEN, "open {} again"), needs_writing),
        "article.set_aside": Handler(_set_aside, needs_writing),
        "article.correct": Handler(_metadata, needs_writing),
    },
    "suggestions": {
        "suggestion.accept": Handler(_record, needs_writing),
        "suggestion.skip": Handler(_leave),
    },
    "sources": {
        "source.accept": Handler(_accept_sources, needs_writing),
        "source.set_kind": Handler(_source_kind, needs_writing),
        "source.merge": Handler(_merge, needs_writing),
    },
}
"""What the rows of a list are -> action -> what it does to the marked ones."""


async def over_marks(desk: Desk, action_id: str) -> Handler[Desk] | None:
    """What an action does to the marked rows; None where it works on one, or none is marked. A
    range that was begun is marked by it."""
    over = MANY.get(desk.page.rows_are, {}).get(action_id)
    if over and desk.page.marks.anchor is not None:
        await end_range(desk)
    return over if desk.page.marks else None
