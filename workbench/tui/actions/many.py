"""What actions do to marked rows: a table of noun, question and service, one for what the rows of a
list are; other actions go on working on the row under the cursor.

How each of them runs stands in `bulk`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from workbench.domain.article import Metadata, ReadingState
from workbench.domain.claim import ClaimState
from workbench.domain.decision import Verdict
from workbench.domain.source import SourceKind
from workbench.present.counting import counted
from workbench.present.family import since_words
from workbench.services import bulk
from workbench.services.added import added_to
from workbench.services.belonging import set_owner, take_proposals
from workbench.services.disputes import say_read
from workbench.services.elsewhere import claim_there
from workbench.services.families import proposed_of
from workbench.services.flags import let_stand
from workbench.services.metadata import FIELDS, with_fields
from workbench.services.review import accept_facts, answer_facts
from workbench.services.sources import NameBook, merge_sources
from workbench.services.tags import Tagged, put_tags
from workbench.services.topics import merge_topics
from workbench.tui.actions.arrivals_marked import ARRIVALS
from workbench.tui.actions.articles import FIELD_KEYS, needs_reason
from workbench.tui.actions.bulk import Given, Many, Reach, nothing, over
from workbench.tui.actions.claims import STATES
from workbench.tui.actions.families import ask_grounds, ask_owner
from workbench.tui.actions.here import to_change
from workbench.tui.actions.need import Lack, Need, need, on
from workbench.tui.actions.needs import SUGGESTIONS
from workbench.tui.actions.sources import KIND_OPTIONS
from workbench.tui.actions.tags import ask_tags
from workbench.tui.actions.topics import ask_other, ask_topic, require_seen
from workbench.tui.actions.who import ask_who
from workbench.tui.pages.lists import SourcesPage
from workbench.tui.pages.otherwise import OtherwisePage
from workbench.tui.pages.topics import TopicsPage
from workbench.tui.screens.prompts import Option
from workbench.tui.views.conflict import changed_since

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from workbench.domain.article import ArticleRow
    from workbench.domain.claim import Claim
    from workbench.domain.excerpt import Excerpt
    from workbench.domain.fact import Fact
    from workbench.domain.journal import Entry
    from workbench.services.chain import Named
    from workbench.services.disputes import Otherwise
    from workbench.services.view import ArticleView
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.suggestions import SuggestionsPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

A = TypeVar("A")
"""What is asked for before."""

# Facts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facts:
    """Marked facts of the open article."""

    view: ArticleView
    facts: tuple[Fact, ...]

    def __len__(self) -> int:
        return len(self.facts)


def _marked_facts(desk: Desk) -> Facts | None:
    if desk.opened is None:
        return None
    view, marks = desk.opened.article.view, desk.page.marks
    facts = tuple(fact for fact in view.facts if fact.id in marks)
    return Facts(view, facts) if facts else None


FACTS = to_change(need(_marked_facts, "no marked row is a fact; {mark.clear} unmarks"))


_STANDS = (Verdict.ACCEPTED, Verdict.CORRECTED)
"""Answers that accepting leaves as they are."""


def _answered(verdict: Verdict) -> Callable[[Desk, Facts, Given[A]], Awaitable[Reach]]:
    async def reach(desk: Desk, marked: Facts, given: Given[A]) -> Reach:
        """How many of the facts a verdict changes; how many have an answer already, in words."""
        view = marked.view
        mine = (one for one in view.decisions if one.analyst == view.analyst)
        said = {one.fact: one.verdict for one in mine}
        had = [said[fact.id] for fact in marked.facts if fact.id in said]
        many = sum(one.is_answer for one in had)
        same = _STANDS if verdict is Verdict.ACCEPTED else (verdict,)
        have = "has" if many == 1 else "have"
        note = f"{many} of them {have} an answer already" if many else ""
        if verdict is not Verdict.ACCEPTED and (worked := await _worked_on(desk, marked)):
            note += f", with {counted(worked, 'claim')} that you worked on"
        return Reach(len(marked) - sum(one in same for one in had), note)

    return reach


async def _worked_on(desk: Desk, marked: Facts) -> int:
    """How many claims of these facts hold more than accepting gave them."""
    claims = filter(None, (marked.view.claim_of(fact.id) for fact in marked.facts))
    added = [await desk.call(added_to, desk.bench, marked.view, claim) for claim in claims]
    return sum(map(bool, added))


def _answer(verb: str, verdict: Verdict) -> Handler[Desk]:
    def service(bench: Workbench, marked: Facts, given: None) -> Entry | None:
        if verdict is Verdict.ACCEPTED:
            return accept_facts(bench, marked.view, marked.facts)
        return answer_facts(bench, marked.view, marked.facts, verdict)

    done = f"{{changed}} {verdict.value}"
    act = Many("fact", FACTS, f"{verb} {{rows}}", service, done, nothing, _answered(verdict))
    return over(replace(act, repeats=f"fact.{verb}"))


# Articles --------------------------------------------------------------------------------------

ARTICLES = to_change(Need(lambda desk: sorted(int(key) for key in desk.page.marks.keys)))
"""Numbers of the marked articles."""


def _state(state: ReadingState, question: str) -> Handler[Desk]:
    async def reach(desk: Desk, numbers: Sequence[int], given: Given[None]) -> Reach:
        found = await desk.call(bulk.state_reach, desk.bench, numbers, state)
        same = found.rows - found.changes
        note = f"{same} of them {'is' if same == 1 else 'are'} already" if same else ""
        return Reach(found.changes, note)

    def service(bench: Workbench, numbers: Sequence[int], given: None) -> Entry | None:
        return bulk.set_states(bench, numbers, state)

    done = f"{{changed}} {{are}} {state}"
    return over(Many("article", ARTICLES, question, service, done, nothing, reach))


async def _reason(desk: Desk, rows: str) -> Given[str] | None:
    reason = await desk.prompts.line(f"why {rows} aside", kind="aside", take=needs_reason)
    return None if reason is None else Given(reason)


async def _field(desk: Desk, rows: str) -> Given[dict[str, str]] | None:
    options = [Option(FIELD_KEYS[name], name, name) for name in FIELDS]
    field = await desk.prompts.choice(f"which field of {rows}", options)
    if field is None:
        return None

    async def check(words: str, _: object) -> None:
        with_fields(Metadata(), {field: words}, NameBook(desk.bench))

    words = await desk.prompts.line(f"{field} of {rows}", take=check)
    if words is None:
        return None
    return Given({field: words}, field, verb="set" if words.strip() else "clear")


async def _tags(desk: Desk, rows: str) -> Given[list[str]] | None:
    """Those that are put beside what each has already."""
    names = await ask_tags(desk, f"tag {rows}")
    return Given(names, ", ".join(names)) if names else None


async def _articles_as_listed(
    desk: Desk, numbers: Sequence[int], given: Given[dict[str, str]]
) -> Reach:
    """All of them. Raises ConflictError where one is not as the list shows it."""
    rows = partial(desk.bench.store.articles.rows_of, analyst=desk.bench.analyst)
    now = {row.number: _listed(row) for row in await desk.call(rows, numbers)}
    for row in desk.screen.library.library.loaded(numbers):
        if _listed(row) != now.get(row.number):
            raise changed_since(f"#{row.number}")
    return Reach(len(numbers))


def _listed(row: ArticleRow) -> tuple[str, ...]:
    """What a row shows of an article's metadata."""
    return row.title, row.outlet, row.lang, row.published


# Claims ----------------------------------------------------------------------------------------


def _marked_claims(desk: Desk) -> list[str] | None:
    """Uids of the marked claims; of marked facts those that came of them."""
    marks = desk.page.marks
    if desk.page.rows_are == "claims":
        return list(marks.keys) or None
    items = desk.opened.article.items if desk.opened else ()
    return [item.claim.uid for item in items if item.claim and item.key in marks] or None


CLAIMS = to_change(need(_marked_claims, "no marked row is a claim; {mark.clear} unmarks"))


async def _mine(desk: Desk, uids: Sequence[str], given: Given[A]) -> Reach | None:
    found = await desk.call(bulk.claims_reach, desk.bench, uids)
    if not found.changes:
        desk.warn("the marked claims are colleagues'; {claim.new} makes one of your own")
        return None
    kept = f"{found.kept} more are colleagues' and stay" if found.kept else ""
    return Reach(found.changes, kept)


async def _claim_state(desk: Desk, rows: str) -> Given[ClaimState] | None:
    chosen = await desk.prompts.choice("state", STATES)
    return Given(ClaimState(chosen), chosen) if chosen else None


async def _topic(desk: Desk, rows: str) -> Given[str] | None:
    topic = await ask_topic(desk)
    return None if topic is None else Given(topic, topic.strip() or "empty")


# Sources ---------------------------------------------------------------------------------------

SOURCES = to_change(Need(lambda desk: list(desk.page.marks.keys)))
"""Uids of the marked sources."""


async def _sources_as_listed(desk: Desk, uids: Sequence[str], given: Given[A]) -> Reach:
    """All of them. Raises ConflictError where one is not as the list shows it."""
    page = desk.page
    shown = page.sources if isinstance(page, SourcesPage) else ()
    now = await desk.call(desk.bench.store.sources.many, uids)
    for source in shown:
        if source.uid in page.marks and source != now.get(source.uid):
            raise changed_since(source.name)
    return Reach(len(uids))


async def _kind(desk: Desk, rows: str) -> Given[SourceKind] | None:
    chosen = await desk.prompts.choice(f"kind of {rows}", KIND_OPTIONS)
    return Given(SourceKind(chosen), chosen) if chosen else None


async def _target(desk: Desk, rows: str) -> Given[str] | None:
    label = f"{rows} {_verb(rows, 'is', 'are')} the same as"
    picked = await ask_who(desk, label, may_be_new=False)
    return Given(picked.uid, picked.name) if picked and picked.uid else None


async def _others(desk: Desk, uids: Sequence[str], into: Given[str]) -> Reach | None:
    await _sources_as_listed(desk, uids, into)
    others = sum(uid != into.value for uid in uids)
    return Reach(others, f"into {into.words}") if others else None


def _merge(bench: Workbench, uids: Sequence[str], into: str) -> Entry | None:
    return merge_sources(bench, [uid for uid in uids if uid != into], into)


async def _owner(desk: Desk, rows: str) -> Given[tuple[Named, str, str]] | None:
    verb = _verb(rows, "belongs", "belong")
    owner = await ask_owner(desk, f"{rows} {verb}")
    if owner is None or (grounds := await ask_grounds(desk)) is None:
        return None
    since, rationale = grounds
    return Given((owner, since, rationale), owner.name + since_words(since), verb)


def _verb(rows: str, one: str, many: str) -> str:
    """The form that goes with so many rows."""
    return one if rows.startswith("1 ") else many


def _set_owner(
    bench: Workbench, uids: Sequence[str], given: tuple[Named, str, str]
) -> Entry | None:
    owner, since, rationale = given
    return set_owner(bench, uids, owner, since=since, rationale=rationale)


async def _proposed(desk: Desk, uids: Sequence[str], given: Given[None]) -> Reach | None:
    found = await desk.call(proposed_of, desk.bench, uids)
    if not found:
        desk.say("the table of publishers proposes nothing for them; the marks stay")
        return None
    return Reach(len(found))


# Topics ----------------------------------------------------------------------------------------

TOPICS = to_change(Need(lambda desk: list(desk.page.marks.keys)))
"""Uids of the marked topics."""


async def _other_topic(desk: Desk, rows: str) -> Given[str] | None:
    label = f"{rows} {_verb(rows, 'is', 'are')} the same as"
    into = await ask_other(desk, label)
    return Given(into.uid, into.name) if into else None


async def _other_topics(desk: Desk, uids: Sequence[str], into: Given[str]) -> Reach | None:
    if isinstance(desk.page, TopicsPage):
        for topic in desk.page.topics:
            if topic.uid in uids:
                await require_seen(desk, topic)
    return await _others(desk, uids, into)


def _merge_topics(bench: Workbench, uids: Sequence[str], into: str) -> Entry | None:
    return merge_topics(bench, [uid for uid in uids if uid != into], into)


# Rulings ---------------------------------------------------------------------------------------


def _marked_rulings(desk: Desk) -> list[Otherwise] | None:
    page = desk.page
    return page.named(page.marks.keys) if isinstance(page, OtherwisePage) else None


RULINGS = to_change(need(_marked_rulings, "no ruling is marked"))


# The same words elsewhere ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Places:
    """Marked places, and the claim that is made there."""

    model: Claim
    places: tuple[Excerpt, ...]

    def __len__(self) -> int:
        return len(self.places)


def _marked_places(desk: Desk, page: SuggestionsPage) -> Places | Lack:
    places = tuple(place for place in page.places if place.key in page.marks)
    model = page.model or page.bare_claim(desk.bench.analyst)
    return Places(model, places) if places else Lack("no place is marked")


async def _leave(desk: Desk, page: SuggestionsPage) -> None:
    keys = list(page.marks.keys)
    page.leave(keys)
    page.marks.clear()
    await desk.places.refresh()
    desk.say(f"{counted(len(keys), 'place')} left as they are")


# The table -------------------------------------------------------------------------------------

_CLAIMS: dict[str, Handler[Desk]] = {
    "tag.set": over(Many(
        "claim", CLAIMS, "",
        lambda bench, uids, names: put_tags(bench, names, Tagged(claims=uids)),
        "{given} on {rows}", _tags,
    )),
    "claim.withdraw": over(Many(
        "claim", CLAIMS, "take {changed} out",
        lambda bench, uids, _: bulk.remove_claims(bench, uids),
        "the claims are taken out", nothing, _mine,
    )),
    "claim.set_state": over(Many(
        "claim", CLAIMS, "set {changed} to {given}", bulk.set_claim_states,
        "the claims are {given}", _claim_state, _mine,
    )),
    "claim.keep": over(Many(
        "claim", CLAIMS, "keep {changed} under today's codebook",
        lambda bench, uids, _: let_stand(bench, bench.store.claims.many(uids)),
        "kept as they are", nothing, _mine,
    )),
    "claim.set_topic": over(Many(
        "claim", CLAIMS, "set the topic of {changed}", bulk.set_topics,
        "their topic is {given}", _topic, _mine,
    )),
}  # fmt: skip
MANY: Mapping[str, Mapping[str, Handler[Desk]]] = {
    "facts": _CLAIMS | {
        "fact.accept": _answer("accept", Verdict.ACCEPTED),
        "fact.reject": _answer("reject", Verdict.REJECTED),
        "fact.skip": _answer("skip", Verdict.SKIPPED),
        "fact.unsure": _answer("unsure", Verdict.UNSURE),
    },
    "claims": _CLAIMS,
    "articles": {
        "tag.set": over(Many(
            "article", ARTICLES, "",
            lambda bench, rows, names: put_tags(bench, names, Tagged(rows)),
            "{given} on {rows}", _tags,
        )),
        "article.done": _state(ReadingState.DONE, "mark {rows} done"),
        "article.reopen": _state(ReadingState.OPEN, "open {rows} again"),
        "article.set_aside": over(Many(
            "article", ARTICLES, "",
            lambda bench, rows, why: bulk.set_states(bench, rows, ReadingState.SET_ASIDE, why),
            "{rows} set aside", _reason,
        )),
        "article.correct": over(Many(
            "article", ARTICLES, "{verb} the {given} of {rows}", bulk.set_metadata_of_all,
            "{given} of {rows} is set; their facts are new", _field, _articles_as_listed,
        )),
    },
    "suggestions": {
        "suggestion.accept": over(Many(
            "place", SUGGESTIONS.then(_marked_places), "record the claim at {rows}",
            lambda bench, marked, _: claim_there(bench, marked.model, marked.places),
            "recorded at {rows}", nothing, after="{desk.undo} takes all of it back",
        )),
        "suggestion.skip": on(SUGGESTIONS, _leave),
    },
    "arrivals": ARRIVALS,
    "rulings": {
        "otherwise.read": over(Many(
            "ruling", RULINGS, "", lambda bench, marked, _: say_read(bench, marked),
            "{rows} read", nothing,
        )),
    },
    "topics": {
        "topic.merge": over(Many(
            "topic", TOPICS, "merge {changed}", _merge_topics, "{changed} merged into {given}",
            _other_topic, _other_topics,
        )),
    },
    "sources": {
        "source.accept": over(Many(
            "source", SOURCES, "{rows}: reviewed",
            lambda bench, uids, _: bulk.accept_sources(bench, uids), "{rows} reviewed", nothing,
            _sources_as_listed,
        )),
        "source.set_kind": over(Many(
            "source", SOURCES, "{rows}: {given}", bulk.set_source_kinds, "{rows}: {given}", _kind,
            _sources_as_listed,
        )),
        "source.set_owner": over(Many(
            "source", SOURCES, "{rows} {verb} to {given}", _set_owner, "{rows} {verb} to {given}",
            _owner,
        )),
        "source.take_owner": over(Many(
            "source", SOURCES, "{changed}: as the table of publishers proposes",
            lambda bench, uids, _: take_proposals(bench, proposed_of(bench, uids)),
            "{changed}: as proposed", nothing, _proposed,
        )),
        "source.merge": over(Many(
            "source", SOURCES, "merge {changed}", _merge, "{changed} merged into {given}",
            _target, _others,
        )),
    },
}  # fmt: skip
"""What the rows of a list are -> action -> what it does to the marked ones."""
