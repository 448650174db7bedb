"""Who is at work: the store, the analyst, the session, the clock. Every use case takes one."""

from __future__ import annotations

import getpass
import os
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from workbench.errors import RoleError, UsageError
from workbench.policy import OPEN, Deed, Policy, chosen_policy

if TYPE_CHECKING:
    from workbench.domain.following import Followed
    from workbench.domain.journal import Change, Entry
    from workbench.domain.member import Task
    from workbench.verbs.sharing import Sharing
    from workbench.verbs.store import Place, Store


__all__ = [
    "MOST_AT_ONCE", "Sight", "Workbench", "analyst_name", "clean_words", "new_uid", "utc_now",
]  # fmt: skip

MOST_AT_ONCE = 100_000
"""Things that one act is on: each stands in its entry in the journal."""


def utc_now() -> str:
    """The moment in UTC to the second, as everything of ours is stamped."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def new_uid() -> str:
    """A uid for something new."""
    return str(uuid.uuid4())


def analyst_name(
    place: Place, given: str | None = None, environment: Mapping[str, str] = os.environ
) -> str:
    """Who acts on the database at a place: the given name, else $WORKBENCH_ANALYST, else the
    login name; on a shared one the account, and nobody else. Raises UsageError."""
    named = environment.get("WORKBENCH_ANALYST")
    if place.is_shared:
        return _account(place.sharing, {"--analyst": given, "$WORKBENCH_ANALYST": named})
    if given and named and given != named:
        chosen_policy(environment).require(Deed.CHOOSE)
    name = clean_words(given or named or _login(environment))
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise UsageError("the analyst has no usable name", "Give one: --analyst NAME.")
    return name


def _account(sharing: Sharing, named: Mapping[str, str | None]) -> str:
    """The account that runs this. named: who is named otherwise, by what names them."""
    account = sharing.acts
    if not sharing.knows(account):
        raise UsageError(
            f"a shared database is for accounts, and {account} has none here",
            "Ask whoever looks after this host for one.",
        )
    for option, name in named.items():
        if name and name != account:
            raise UsageError(
                f"this database is shared: who acts is the account, {account}; {option} cannot "
                f"name {clean_words(name)[:80]!r}",
                "Leave it out." if option.startswith("-") else f"Take it away: unset {option[1:]}.",
            )
    return account


def _login(environment: Mapping[str, str]) -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return environment.get("USER", "")


def clean_words(words: str) -> str:
    """What an analyst typed, fit to be stored: no NUL, no lone surrogate, nothing around it."""
    return words.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()


class Sight(Enum):
    """What an analyst sees of colleagues' work."""

    BLIND = "blind"
    """Only where her own judgement stands."""
    READING = "reading"
    """Where nobody is still at work: she is there to read, and has no judgement of her own."""
    ALL = "all"

    @classmethod
    def by(cls, setting: str) -> Sight:
        """As the setting `blind` has it: whatever is not off is blind."""
        return cls.ALL if setting == "off" else cls.BLIND


@dataclass(slots=True)
class Workbench:
    """One analyst at one store."""

    store: Store
    analyst: str
    policy: Policy = OPEN
    """What may be done beside reading and annotating."""
    sight: Sight = Sight.BLIND
    """What is seen of colleagues' work, in every list and count: blind, unless somebody said
    otherwise, so that what forgets to ask shows too little."""
    session: str | None = None
    """Uid of the running session; None for single commands."""
    now: Callable[[], str] = field(default=utc_now, repr=False)
    uid: Callable[[], str] = field(default=new_uid, repr=False)
    tell_followed: Callable[[Followed], None] = field(default=lambda followed: None, repr=False)
    """Told what became of decisions when an article's facts were computed anew: wherever that
    happened, who sits there is to hear of it."""

    @property
    def viewer(self) -> str:
        """For whom colleagues' work counts only where her own judgement stands, as the store and
        filters take it; empty where all of it counts."""
        return "" if self.sight is Sight.ALL else self.analyst

    def seeing_all(self) -> Workbench:
        """The same for what has to be whole: what adjudicators rule on, and what is kept."""
        return replace(self, sight=Sight.ALL)

    def act(
        self,
        op: str,
        changes: Iterable[Change],
        about: str = "",
        *,
        last: int | None = None,
        given: Sequence[Change] = (),
    ) -> Entry | None:
        """Make the changes as one act of this analyst; None when there are none to make. last: the
        number of her last entry, where another one since makes it void. given: of what else they
        hold good, each as it was: it stays so.

        Committed when it returns. Raises ConflictError, and changes nothing, on a lost race.
        """
        real = [change for change in changes if change.before != change.after]
        if all(change.unless_there for change in real):
            return None
        self.require_to_record()
        return self.store.journal.apply(
            real,
            analyst=self.analyst,
            at=self.now(),
            op=op,
            about=about,
            session=self.session,
            last=last,
            given=given,
        )

    @property
    def is_shared(self) -> bool:
        """Whether several accounts may work on the store."""
        return self.store.place.is_shared

    def require(self, task: Task) -> None:
        """Raise RoleError where this analyst's role on a shared database does not allow something.
        Asked anew each time: the role may be another one by now."""
        if self.is_shared:
            from workbench.services.roles import require

            require(self.store, self.analyst, task)

    def may(self, task: Task) -> bool:
        """Whether this analyst's role allows something."""
        try:
            self.require(task)
        except RoleError:
            return False
        return True

    def require_to_record(self) -> None:
        """Raise RoleError where this analyst may change nothing."""
        if self.is_shared:
            from workbench.domain.member import Task

            self.require(Task.RECORD)

    def place(self) -> dict[str, Any]:
        """Where the analyst was when the last session ended; empty the first time."""
        return self.store.sessions.place(self.analyst)

    def opening(self, article: str) -> Change:
        """What makes a new article an open one: part of the first act on it, left out later."""
        from workbench.domain.article import ArticleState, ReadingState
        from workbench.domain.journal import Change

        state = ArticleState(article, self.analyst, ReadingState.OPEN)
        return Change("state", state.uid, None, state.to_record(), unless_there=True)
