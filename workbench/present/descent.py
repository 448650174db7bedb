"""How an article's descent reads: rows of related articles and credited outlets, and sentences.

Which of two articles derives from the other is said in the row's words; the mark before them is
what people said of it. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from workbench.domain.article import ArticleRow
from workbench.domain.habit import Habit, HabitKind, Spread
from workbench.domain.relay import Reach, Relay, RelayBasis, RelayKind, RelayStatus
from workbench.domain.text import safe_line
from workbench.present.cells import fit
from workbench.present.counting import counted
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run, Runs, fill_runs
from workbench.present.shelf import article_line

WORDS_WIDTH = 20
"""Cells for what an article is to the viewed one."""
STATUS_FROM = 100
"""Cells of a row from which on its status stands there in words, beside its mark."""

_FORWARD: Mapping[RelayKind, str] = {
    RelayKind.RELAYS: "relayed here",
    RelayKind.NEAR_DUPLICATE: "copied here",
    RelayKind.REVISION: "revised here",
    RelayKind.REWRITE: "other words",
}
_BACKWARD: Mapping[RelayKind, str] = {
    RelayKind.RELAYS: "relays this",
    RelayKind.NEAR_DUPLICATE: "copies this",
    RelayKind.REVISION: "revises this",
    RelayKind.REWRITE: "other words",
}
_HEADED: Mapping[RelayKind, str] = {
    RelayKind.RELAYS: "relays another",
    RelayKind.NEAR_DUPLICATE: "copies another",
    RelayKind.REVISION: "revision",
    RelayKind.REWRITE: "in other words",
}
_KIND: Mapping[RelayKind, str] = {
    RelayKind.RELAYS: "a relay",
    RelayKind.NEAR_DUPLICATE: "a near-duplicate",
    RelayKind.REVISION: "a revision",
    RelayKind.REWRITE: "a rewrite",
}
REACH_WORDS: Mapping[Reach, str] = {
    Reach.ARTICLE: "all of the article",
    Reach.PARAGRAPH: "its paragraph",
    Reach.STATEMENT: "its statement",
}
_BASIS: Mapping[RelayBasis, str] = {
    RelayBasis.CREDIT: "credited in print",
    RelayBasis.URL: "linked in print",
    RelayBasis.REFERENCE: "referred to",
    RelayBasis.SIMILARITY: "alike",
    RelayBasis.ANALYST: "credited by hand",
}
_VERDICT: Mapping[RelayStatus, str | None] = {
    RelayStatus.SUGGESTED: None,
    RelayStatus.CONFIRMED: "accepted",
    RelayStatus.REJECTED: "rejected",
    RelayStatus.UNSURE: "unsure",
}


class Learnt(Protocol):
    """A habit with the name of the outlet whose it is."""

    @property
    def habit(self) -> Habit:
        """The habit."""

    @property
    def outlet(self) -> str:
        """The outlet's name."""


def related_line(
    row: ArticleRow,
    relay: Relay | None,
    width: int,
    *,
    is_viewed: bool = False,
    is_derived: bool = False,
    glyphs: Glyphs = UNICODE,
) -> Runs:
    """A related article in exactly `width` cells: mark, what it is to the viewed one, its row.

    is_derived: the row's article derives from the viewed one, not the other way round.
    """
    if relay:
        said = (_BACKWARD if is_derived else _FORWARD)[relay.kind]
        said = ("shares passages" if relay.is_partial else said) + _share(relay)
        runs = [*_mark(relay, width, glyphs), Run(fit(said, WORDS_WIDTH), "relay")]
    else:
        said = "this article" if is_viewed else "through others"
        runs = [*_no_mark(width), Run(fit(said, WORDS_WIDTH), "dim")]
    room = max(1, width - WORDS_WIDTH - (2 if width < STATUS_FROM else 12))
    return fill_runs([*runs, *article_line(row, room, glyphs)], width)


def credit_line(relay: Relay, width: int, *, glyphs: Glyphs = UNICODE) -> Runs:
    """An outlet that the article relays, in exactly `width` cells."""
    return fill_runs(
        [
            *_mark(relay, width, glyphs),
            Run(fit(_BASIS[relay.basis], WORDS_WIDTH), "relay"),
            Run(safe_line(relay.outlet), "source"),
            Run(f"  {relay.reach.value}", "dim"),
        ],
        width,
    )


def habit_words(learnt: Learnt) -> str:
    """What is read otherwise than the machine reads it, whose phrase it is, and who said so."""
    habit = learnt.habit
    if habit.kind is HabitKind.REACH:
        said = f"“{habit.phrase}” reaches {REACH_WORDS[Reach(habit.reads)]}"
    else:
        said = f"“{habit.phrase}” is {habit.reads}"
    found = f"read as {REACH_WORDS[habit.found]}" if habit.found else ""
    who = ", ".join(filter(None, (found, habit.analyst, habit.at[:10])))
    return safe_line(f"{learnt.outlet or 'no outlet'}: {said} ({who})")


def reading_words(relay: Relay, habits: Iterable[Habit]) -> list[tuple[str, str]]:
    """How a printed credit is read here, as labels and words, beside what the machine found: by an
    answer, or by habits."""
    read = safe_line(f"{relay.outlet} reaches {REACH_WORDS[relay.reach]}")
    if relay.status is not RelayStatus.SUGGESTED:
        return [("answered", f"{relay.status.value}: {read}")]
    by = [f"“{one.phrase}” is read so since {one.analyst} corrected it" for one in habits]
    return [("read here", safe_line("; ".join((read, *by, ":credits lists them"))))] if by else []


ALONE = "; this one alone: an adjudicator corrects all like it"
"""Of a correction by somebody who teaches nobody by it."""


def spread_words(spread: Iterable[Spread]) -> str:
    """What a correction does beside the credit that it was made on, to follow what was done; empty
    where it does nothing."""
    said = ""
    for one in spread:
        at_least = "" if one.is_whole else "at least "
        many = f"{at_least}{one.others:,} more like it"
        if one.is_kept:
            said += f"; {many if one.others else 'later ones like it'} too: :credits"
        else:
            said += "; its habit is taken out" + (f", for {many} too" if one.others else "")
    return safe_line(said)


def descent_words(
    number: int, other: int, relay: Relay, *, is_derived: bool = False, analyst: str = ""
) -> str:
    """What is said of article number and the other one, as a sentence; who said it at its end."""
    derived, origin = (other, number) if is_derived else (number, other)
    if relay.kind is RelayKind.REWRITE:
        what = f"#{number} and #{other} tell the same in other words"
        return f"{what} ({shared_words(relay)}): {_status(relay, analyst)}"
    what = f"#{derived} is {_KIND[relay.kind]} of #{origin}"
    if relay.is_partial:
        what = f"#{derived} shares passages with #{origin}"
    if relay.score is not None:
        whose = "the shorter one's" if relay.kind is RelayKind.RELAYS else "the"
        what += f" ({_percent(relay)} of {whose} word runs)"
    return f"{what}: {_status(relay, analyst)}"


def likeness_words(relays: Iterable[Relay]) -> str:
    """What an article's text is most like, in two words and with its score: a revision before all
    else, then as they are given; empty where nothing is, or all was rejected."""
    alike = [one for one in relays if one.article and one.status is not RelayStatus.REJECTED]
    alike.sort(key=lambda one: one.kind is not RelayKind.REVISION)
    if not alike:
        return ""
    said = "shares passages" if alike[0].is_partial else _HEADED[alike[0].kind]
    return said + _share(alike[0])


def shared_words(relay: Relay) -> str:
    """Why two articles are thought to tell the same: "83 % likely; names: Dewi Lestari; numbers:
    25; 2 runs of quoted words; 14 words of the heads; a day apart"."""
    said = [f"{_percent(relay)} likely"] if relay.score is not None else []
    if shared := relay.shared:
        said += [f"names: {', '.join(shared.names)}"] if shared.names else []
        said += [f"numbers: {', '.join(shared.numbers)}"] if shared.numbers else []
        if shared.quotations:
            said.append(counted(shared.quotations, "run of quoted words", "runs of quoted words"))
        said.append(f"{counted(shared.words, 'word')} of the heads")
        said.append("the same day" if not shared.days else f"{counted(shared.days, 'day')} apart")
    return safe_line("; ".join(said))


def credit_words(number: int, relay: Relay, *, analyst: str = "") -> str:
    """What is said of an outlet that article number relays."""
    how = f"{_BASIS[relay.basis]}, {relay.reach.value}"
    return f"#{number} relays {relay.outlet}, {how}: {_status(relay, analyst)}"


def _status(relay: Relay, analyst: str) -> str:
    if relay.status is RelayStatus.SUGGESTED:
        return "suggested, nobody has said yet"
    return relay.status.value + (f" by {analyst}" if analyst else "")


def _mark(relay: Relay, width: int, glyphs: Glyphs) -> list[Run]:
    verdict = _VERDICT[relay.status]
    style = verdict or "open"
    words = "" if width < STATUS_FROM else fit(relay.status.value, 10)
    return [Run(f"{glyphs.verdict[verdict]} {words}", style)]


def _no_mark(width: int) -> list[Run]:
    return [Run(" " * (2 if width < STATUS_FROM else 12), "dim")]


def _share(relay: Relay) -> str:
    return "" if relay.score is None else f" {_percent(relay)}"


def _percent(relay: Relay) -> str:
    return f"{round((relay.score or 0) * 100)}%"
