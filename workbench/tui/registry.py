"""Actions and their registry: the one list behind keys, help, which-key, the command line and docs.

An Action is a description and can be read without textual; a Handler is what the desk does for it.
The registry joins the two and refuses what does not fit. It must never read a key.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

FILE = Path(__file__).with_name("actions.toml")
"""Where the actions and their keys are written."""
C = TypeVar("C")
"""What handlers work on: the desk."""


class Pane(StrEnum):
    """Where the cursor is: what a key means depends on it."""

    ANYWHERE = "anywhere"
    LIBRARY = "library"
    """The list of articles."""
    DESK = "desk"
    """An open article, whichever of its panes has the cursor."""
    TEXT = "text"
    SELECTION = "selection"
    """The text, while words are being selected."""
    FACTS = "facts"
    """Facts and claims beside the text."""
    CLAIM = "claim"
    """One claim with its fields and its chain."""
    SOURCES = "sources"
    """Sources: the list, and the card of one."""
    SAMENESS = "sameness"
    """Pairs of sources that may be one."""
    NETWORK = "network"
    """Who cites whom."""
    DOSSIER = "dossier"
    """What is said in a story, in groups."""
    GROUP = "group"
    """One group of statements that say the same, and what stands against it."""
    COUNTERPARTS = "counterparts"
    """What other articles say beside one statement."""
    TIMELINE = "timeline"
    """What is said along the line of time, and numbers over time."""
    OPEN = "open"
    """What the analyst keeps open, and what is said to it."""
    SUGGESTIONS = "suggestions"
    """Places where a claim's words stand too."""
    SELECTIONS = "selections"
    """Queues, sets and watches."""
    TOPICS = "topics"
    """What claims are about."""
    RELATED = "related"
    """Articles that are likely the same story, and credited outlets."""
    CARRY = "carry"
    """Claims that can be carried over from one article to another."""
    BOARD = "board"
    """The claim board: all claims over all articles."""
    COMPARE = "compare"
    """Two articles side by side."""
    JOURNAL = "journal"
    """What was changed, newest first."""
    ARRIVALS = "arrivals"
    """What came in from elsewhere and waits."""
    TEAM = "team"
    """What each analyst did, and what waits."""
    CODEBOOK = "codebook"
    """What counts as a claim and what words mean, alone or beside an article; flagged claims."""
    DIFFERENCES = "differences"
    """Articles in which analysts differ."""
    CASE = "case"
    """One place where analysts differ, to be decided."""
    OTHERWISE = "otherwise"
    """What was decided otherwise than the analyst has it."""
    RULED = "ruled"
    """One place that was decided otherwise than the analyst has it."""
    AGREEMENT = "agreement"
    """How far analysts agree."""


FALLBACK: Mapping[Pane, Pane] = {
    Pane.LIBRARY: Pane.ANYWHERE,
    Pane.DESK: Pane.ANYWHERE,
    Pane.TEXT: Pane.DESK,
    Pane.SELECTION: Pane.TEXT,
    Pane.FACTS: Pane.DESK,
    Pane.CLAIM: Pane.DESK,
    Pane.SOURCES: Pane.ANYWHERE,
    Pane.SAMENESS: Pane.ANYWHERE,
    Pane.NETWORK: Pane.ANYWHERE,
    Pane.DOSSIER: Pane.ANYWHERE,
    Pane.GROUP: Pane.ANYWHERE,
    Pane.COUNTERPARTS: Pane.ANYWHERE,
    Pane.TIMELINE: Pane.ANYWHERE,
    Pane.OPEN: Pane.ANYWHERE,
    Pane.SUGGESTIONS: Pane.ANYWHERE,
    Pane.SELECTIONS: Pane.ANYWHERE,
    Pane.TOPICS: Pane.ANYWHERE,
    Pane.RELATED: Pane.ANYWHERE,
    Pane.CARRY: Pane.ANYWHERE,
    Pane.BOARD: Pane.ANYWHERE,
    Pane.COMPARE: Pane.ANYWHERE,
    Pane.JOURNAL: Pane.ANYWHERE,
    Pane.ARRIVALS: Pane.ANYWHERE,
    Pane.TEAM: Pane.ANYWHERE,
    Pane.CODEBOOK: Pane.ANYWHERE,
    Pane.DIFFERENCES: Pane.ANYWHERE,
    Pane.CASE: Pane.ANYWHERE,
    Pane.OTHERWISE: Pane.ANYWHERE,
    Pane.RULED: Pane.ANYWHERE,
    Pane.AGREEMENT: Pane.ANYWHERE,
}
"""Where a key is looked up next when a pane has no use for it."""


def lineage(pane: Pane) -> tuple[Pane, ...]:
    """The pane and those it falls back to, nearest first: selection, text, desk, anywhere."""
    chain = [pane]
    while (up := FALLBACK.get(chain[-1])) is not None:
        chain.append(up)
    return tuple(chain)


class Group(StrEnum):
    """The headings of the help, in its order."""

    MOVE = "Move"
    JUMP = "Jump"
    PANES = "Panes"
    MARKS = "Mark rows and act on many"
    ARTICLES = "Articles"
    FACTS = "Facts: answer questions"
    SELECT = "Select words"
    CLAIMS = "Claims"
    CHAIN = "The chain of a claim"
    BOARD = "The claim board"
    SOURCES = "Sources"
    FIND = "Find"
    DESK = "The desk"


class Action(NamedTuple):
    """One thing that can be done, in the analyst's words."""

    id: str
    """noun.verb, stable: settings, scripts and the journal of a session name it."""
    title: str
    help: str
    """One sentence."""
    panes: tuple[Pane, ...]
    """Where it works, with everything that falls back there."""
    group: Group
    keys: tuple[str, ...] = ()
    """The keys it has by default, as an analyst would write them."""
    command: str = ""
    """A short name on the command line, beside the id."""
    also: tuple[str, ...] = ()
    """Further names there, as hands bring them along from elsewhere."""
    counts: bool = False
    """Whether a number before the key means something."""
    repeats: bool = False
    """Whether it is a jump that `;` repeats."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called on the command line beside its id, the usual name first."""
        return tuple(filter(None, (self.command, *self.also)))

    def works_in(self, pane: Pane) -> bool:
        """Whether it can be reached with the cursor in this pane."""
        return any(place in self.panes for place in lineage(pane))


def always(context: object) -> str | None:
    """The reason why not: none."""
    return None


class Handler(NamedTuple, Generic[C]):
    """What the desk does for an action, and when it cannot."""

    run: Callable[[C, int | None], Awaitable[None] | None]
    """Called with the desk and the count that was typed, None when there was none."""
    enabled: Callable[[C], str | None] = always
    """Why it cannot be done now, in words for the analyst; None when it can."""


KeyOf = Callable[[str], str]
"""From an action's id to the key that does it now, as shown."""
_ACTION = re.compile(r"\{([a-z]+\.[a-z_]+)\}")


def as_command(action_id: str) -> str:
    """An action by its name on the command line: where its keys are not known."""
    return f":{action_id}"


def keyed(words: str, key_of: KeyOf) -> str:
    """Words for the analyst, in which {claim.new} is the key that makes one."""
    return _ACTION.sub(lambda found: key_of(found[1]), words)


OverMarks = Callable[[str], Mapping[str, Handler[C]]]
"""From what the rows of a list are to what actions do to marked ones, by their ids."""


def _nothing(rows_are: str) -> Mapping[str, Handler[C]]:
    """No action works on marked rows."""
    return {}


class Registry(NamedTuple, Generic[C]):
    """Every action with its handler."""

    actions: Mapping[str, Action]
    handlers: Mapping[str, Handler[C]]
    many: OverMarks[C] = _nothing

    @classmethod
    def of(
        cls,
        actions: Iterable[Action],
        *tables: Mapping[str, Handler[C]],
        many: OverMarks[C] = _nothing,
    ) -> Registry[C]:
        """The registry of these actions and tables of handlers.

        Raises ValueError unless each action has exactly one handler and each handler an action.
        """
        catalogue = {action.id: action for action in actions}
        handlers: dict[str, Handler[C]] = {}
        for table in tables:
            if twice := handlers.keys() & table.keys():
                raise ValueError(f"handled twice: {', '.join(sorted(twice))}")
            handlers.update(table)
        if unknown := handlers.keys() - catalogue.keys():
            raise ValueError(f"handlers without an action: {', '.join(sorted(unknown))}")
        if missing := catalogue.keys() - handlers.keys():
            raise ValueError(f"actions without a handler: {', '.join(sorted(missing))}")
        return cls(catalogue, handlers, many)

    def why_not(self, action_id: str, context: C) -> str | None:
        """Why an action cannot be done now; None when it can."""
        return self.handlers[action_id].enabled(context)

    def run(
        self, action_id: str, context: C, *, count: int | None = None
    ) -> Awaitable[None] | None:
        """Do it, whether or not it is enabled: ask `why_not` first."""
        return self.handlers[action_id].run(context, count)

    def named(self, word: str) -> Action | None:
        """The action of an id or a command-line name."""
        if word in self.actions:
            return self.actions[word]
        named = (a for a in self.actions.values() if word in a.names)
        return next(named, None) if word else None
