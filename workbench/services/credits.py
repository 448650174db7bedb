"""Correcting credits: which outlet, which words, how far it reaches; and what is learnt from it.

A correction of a printed credit is an answer to it: the decision says that it was corrected, a
judgement what it says instead, and a habit how this outlet's phrase is read from then on, all in
one act. Facts are never touched. A habit is data of this database: listed, and taken out by hand.
It changes what everybody is asked: on a shared store only those teach one who decide there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.chain import through
from workbench.domain.decision import Verdict
from workbench.domain.descent import ANSWERS
from workbench.domain.fact import Credit, Fact
from workbench.domain.habit import Habit, HabitKind, Habits, Spread, phrase_of, plain
from workbench.domain.journal import Change, Entry
from workbench.domain.member import Task
from workbench.domain.naming import fold_name
from workbench.domain.relay import Around, Reach, Relay, RelayJudgement, RelayStatus
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.present.descent import ALONE, spread_words
from workbench.services.extraction import facts_of
from workbench.services.relays import around, correction, my_relays, uncarrying
from workbench.services.review import deciding
from workbench.services.sources import NameBook, clean_name
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench


def relay_behind(view: ArticleView, span: Span) -> Relay | None:
    """The credit that the words of a span came through; where none reaches them, the nearest
    before them, else the first."""
    relays = [one for one in my_relays(view) if not one.article and one.is_credited]
    if groups := through(relays, span):
        return groups[-1][-1]
    before = [one for one in relays if one.span and one.span.start <= span.start]
    return next(iter(before[-1:] or relays[:1]), None)


def set_reach(
    bench: Workbench, view: ArticleView, relay: Relay, reach: Reach, at: Span | None = None
) -> Entry | None:
    """Say how far a credit reaches; it counts as confirmed by that. at: the place that is meant
    where no words of the article credit the outlet."""
    corrected = replace(relay, reach=reach)
    if not relay.fact:
        at = None if reach is Reach.ARTICLE else relay.span or at
        corrected = replace(corrected, span=at, around=around(view, at) if at else Around())
    return correct_relay(bench, view, relay, corrected)


def set_outlet(bench: Workbench, view: ArticleView, relay: Relay, name: str) -> Entry | None:
    """Say which outlet a credit names."""
    name = clean_name(name)
    if fold_name(name) == fold_name(view.article.outlet):
        raise UsageError(f"{name} is the article's own outlet", "Reject the credit instead.")
    return correct_relay(bench, view, relay, replace(relay, outlet=name))


def set_words(bench: Workbench, view: ArticleView, relay: Relay, span: Span) -> Entry | None:
    """Say which words credit, and so around what a narrow reach goes."""
    span.check(view.text)
    return correct_relay(bench, view, relay, replace(relay, span=span, around=around(view, span)))


def correct_relay(
    bench: Workbench, view: ArticleView, relay: Relay, corrected: Relay
) -> Entry | None:
    """Make a relay of the analyst's say something else, as one act; None where it says so."""
    if relay.article:
        raise UsageError("an article that this one derives from reaches all of it")
    if corrected == relay and relay.status is RelayStatus.CONFIRMED:
        return None
    book = NameBook(bench)
    book.uid(corrected.outlet, SourceKind.OUTLET)
    changes = (
        _of_fact(bench, view, relay, corrected)
        if relay.fact
        else [_of_judgement(bench, view, relay, corrected)]
    )
    changes += [*uncarrying(view), bench.opening(view.article.uid)]
    about = f"{corrected.outlet} in #{view.number}: {corrected.reach.value}"
    return bench.act("correct credit", [*book.changes(), *changes], about)


def _of_fact(bench: Workbench, view: ArticleView, relay: Relay, corrected: Relay) -> list[Change]:
    fact = view.fact(relay.fact)
    if fact is None or not isinstance(fact.attributes, Credit):
        raise ConflictError("the credit is gone", "Its facts were computed anew.")
    credit = fact.attributes
    is_as_found = (corrected.outlet, corrected.reach.value, corrected.span) == (
        credit.outlet, credit.reach, fact.span,
    )  # fmt: skip
    # how far it reaches is another question than whether the words credit that outlet
    is_credited = (corrected.outlet, corrected.span) == (credit.outlet, fact.span)
    verdict = Verdict.ACCEPTED if is_credited else Verdict.CORRECTED
    changes = [deciding(bench, view, fact, verdict, view.decision(fact.id))]
    before = _judgement(view, fact.id)
    after = None if is_as_found else correction(view, corrected, fact)
    if before and after:
        after = replace(after, uid=before.uid)
    if before or after:
        changes.append(Change.between("relay", before, after))
    if bench.may(Task.DECIDE):  # a habit is everybody's, and so no single analyst's to make
        changes += _learning(bench, view, fact, credit, relay, corrected)
    return changes


def _of_judgement(bench: Workbench, view: ArticleView, relay: Relay, corrected: Relay) -> Change:
    """The change of a relay that the analyst added herself."""
    mine = next(
        (
            one
            for one in view.judgements
            if one.analyst == bench.analyst and not one.fact and one.outlet == relay.outlet
        ),
        None,
    )
    if mine is None:
        raise ConflictError("the credit is gone", "Somebody, or undo, took it out.")
    if corrected.reach is not Reach.ARTICLE and not corrected.span:
        raise UsageError(
            "no words of this article credit it, so it has no place",
            "Open the article, and say it where the cursor is in the text.",
        )
    after = replace(
        mine, outlet=corrected.outlet, reach=corrected.reach, span=corrected.span,
        around=corrected.around, status=RelayStatus.CONFIRMED,
    )  # fmt: skip
    return Change("relay", mine.uid, mine.to_record(), after.to_record())


def _judgement(view: ArticleView, fact: str) -> RelayJudgement | None:
    return next(
        (one for one in view.judgements if one.analyst == view.analyst and one.fact == fact), None
    )


# What is learnt ---------------------------------------------------------------------------------


def _learning(
    bench: Workbench,
    view: ArticleView,
    fact: Fact,
    credit: Credit,
    relay: Relay,
    corrected: Relay,
) -> list[Change]:
    """How the outlet's phrase is read from now on, in what was corrected; as the machine reads it,
    nothing is kept. relay: the credit as it was read before."""
    outlet = view.article.metadata.outlet or ""
    there = {one.uid: one for one in bench.store.relays.habits(outlet)}
    at, found = bench.now(), Reach(credit.reach)
    phrase, name = phrase_of(fact.span.exact, credit.outlet), plain(credit.outlet)
    reads = corrected.reach.value
    reach = Habit(outlet, HabitKind.REACH, phrase, reads, bench.analyst, at, found)
    named = Habit(outlet, HabitKind.NAME, name, corrected.outlet, bench.analyst, at)
    wanted: list[tuple[Habit, Habit | None]] = []
    if corrected.reach is not relay.reach:
        wanted.append((reach, None if corrected.reach is found else reach))
        of_any = replace(reach, found=None)  # what is older than found reaches gives way
        wanted.append((of_any, None))
    if corrected.outlet != relay.outlet:
        wanted.append((named, None if corrected.outlet == credit.outlet else named))
    return [
        Change.between("habit", before, after)
        for habit, after in wanted
        if ((before := there.get(habit.uid)) or after)
        and not (before and after and before.reads == after.reads)
    ]


MOST_COUNTED = 300
"""In how many of an outlet's newest articles credits are counted: a key press waits for it."""


def taught_words(bench: Workbench, view: ArticleView, relay: Relay, entry: Entry | None) -> str:
    """What a correction does beside the credit that it was made on, to follow what was done; to
    whoever teaches nobody by it, that it is of that one alone."""
    if words := spread_words(spread_of(bench, view, relay, entry)):
        return words
    changes = entry.changes if entry else ()
    corrects = any(one.entity == "relay" and one.after and one.after["fact"] for one in changes)
    return ALONE if corrects and not bench.may(Task.DECIDE) else ""


def spread_of(
    bench: Workbench, view: ArticleView, relay: Relay, entry: Entry | None
) -> list[Spread]:
    """What a correction of a credit taught. Reads the facts of the outlet's articles that credit
    others, but for those of the largest outlets."""
    changed = [one for one in entry.changes if one.entity == "habit"] if entry else []
    if not changed:
        return []
    outlet = view.article.metadata.outlet or ""
    numbers = bench.store.relays.crediting(outlet, MOST_COUNTED + 1)
    credits = list(_open_credits(bench, numbers[:MOST_COUNTED], (view.number, relay.fact)))
    is_whole = len(numbers) <= MOST_COUNTED
    taught = []
    for change in changed:
        habit = Habit.from_record(change.after or change.before or {})
        is_kept = change.after is not None
        taught.append(Spread(habit, is_kept, _read_by(habit, credits), is_whole))
    return taught


def _open_credits(
    bench: Workbench, numbers: Iterable[int], but: tuple[int, str]
) -> Iterator[tuple[Fact, Credit]]:
    """The credits of articles that the analyst has not answered; but: an article's number and the
    fact in it that is none of them."""
    for number in numbers:
        answered = {
            one.fact
            for one in bench.store.decisions.of_article(number)
            if one.analyst == bench.analyst and one.verdict in ANSWERS
        }
        for fact in facts_of(bench, number):
            is_open = fact.id not in answered and (number, fact.id) != but
            if is_open and isinstance(fact.attributes, Credit):
                yield fact, fact.attributes


def _read_by(habit: Habit, credits: Iterable[tuple[Fact, Credit]]) -> int:
    alone = Habits.of([habit])
    return sum(
        bool(alone.of_credit(fact.span.exact, credit.outlet, Reach(credit.reach)))
        for fact, credit in credits
    )


class Learnt(NamedTuple):
    """A habit with the name of the outlet whose it is."""

    habit: Habit
    outlet: str


def habits(bench: Workbench) -> list[Learnt]:
    """How outlets' phrases are read in this database, those corrected last first."""
    found = bench.store.relays.habits()
    names = bench.store.sources.many({one.outlet for one in found if one.outlet})
    return [Learnt(one, names[one.outlet].name if one.outlet in names else "") for one in found]


def find_habit(bench: Workbench, phrase: str, outlet: str | None = None) -> Learnt:
    """The habit that is listed with this phrase, or has this uid; outlet: the name of whose it is.
    Raises NotFoundError, or UsageError where there are several."""
    wanted = plain(phrase)
    found = [
        one
        for one in habits(bench)
        if one.habit.uid == phrase or (one.habit.phrase == wanted and _is_of(one, outlet))
    ]
    if not found:
        raise NotFoundError(f"no habit {phrase!r}", "workbench credits list shows all.")
    if len(found) > 1:
        whose = ", ".join(dict.fromkeys(one.outlet or "no outlet" for one in found))
        raise UsageError(
            f"{phrase!r} is read in several ways: {whose}",
            "Say whose: --outlet, or its uid: workbench credits list --json.",
        )
    return found[0]


def _is_of(one: Learnt, outlet: str | None) -> bool:
    return outlet is None or fold_name(outlet) == fold_name(one.outlet)


def forget_habit(bench: Workbench, uid: str) -> Entry | None:
    """Take a habit out: the phrase is read as the machine reads it again. Answers that were given
    stay. Raises NotFoundError, and RoleError where it is not the analyst's to decide."""
    bench.require(Task.DECIDE)
    habit = next((one for one in bench.store.relays.habits() if one.uid == uid), None)
    if habit is None:
        raise NotFoundError("no such habit", "workbench credits list shows all.")
    return bench.act("forget habit", [Change("habit", uid, habit.to_record(), None)], habit.phrase)
