"""What every verb needs: the options that all share, and the workbench they name."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeAlias

from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.domain.following import Followed
    from workbench.policy import Policy
    from workbench.services.places import Place
    from workbench.services.readers import Limits
    from workbench.services.workbench import Workbench
    from workbench.settings import Settings

Arguments = argparse.Namespace
_ASKING = ("words", "where", "claims", "asks")
"""What of the arguments may look for words; asks: a verb does so by filters that are kept."""
Verbs: TypeAlias = "argparse._SubParsersAction[VerbParser]"

A_SOURCE = "a name, an alias, or the start of a uid"
"""How a source is told."""
_MOST = 2**31

ORDERS = ("newest", "oldest", "questions", "check")
"""The values of `domain.filter.Order`, which the help shall not have to load."""


class VerbParser(argparse.ArgumentParser):
    """A verb's parser. What it says last may be worked out when help is asked for, from a registry
    that the way to the desk shall not load."""

    closing: Callable[[], str] | None = None

    def format_help(self) -> str:
        """The help, with the closing words where there are some."""
        if self.closing:
            self.epilog = self.closing()
        return super().format_help()


class Desk(Protocol):
    """What the command line needs to know of the desk, which it never imports."""

    def check(self) -> None:
        """Refuse a terminal that cannot show it. Raises UsageError."""

    def open(
        self,
        place: Place,
        analyst: str,
        at_end: Callable[[], None] | None = None,
        lessons: str = "",
        at: tuple[str, int] | None = None,
    ) -> int:
        """Run it on a database; the exit code. at_end is called when a signal ends the process:
        then nothing after this call runs. lessons: "offer" the tutorial or "begin" it. at: an
        article, as it is told, and a code point of its text, where the cursor shall be."""


def add_shared(parser: argparse.ArgumentParser) -> None:
    """The options that every verb takes, before or after its name."""
    parser.add_argument(
        "--db",
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="the database; else $WORKBENCH_DB, else the XDG data folder",
    )
    parser.add_argument(
        "--analyst",
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="who acts; else $WORKBENCH_ANALYST, else the login name; on a shared database the "
        "account, and nothing else",
    )


def add_on(parser: argparse.ArgumentParser) -> None:
    """Where facts are looked for."""
    parser.add_argument(
        "--on",
        default="",
        metavar="ADDRESS",
        help="look for facts on a Dask cluster: its scheduler, as tls://HOST:PORT",
    )


def checked_on(arguments: Arguments) -> str:
    """The address of the cluster that is asked for, before anything is opened; empty for none.
    Raises UsageError."""
    if not arguments.on:
        return ""
    from workbench.policy import Deed
    from workbench.services.cluster.address import checked_address

    policy().require(Deed.NETWORK)
    return checked_address(arguments.on)


def add_json(parser: argparse.ArgumentParser, what: str = "") -> None:
    """Whether JSON is printed, for a verb and for the list below it alike. what: an object's."""
    words = f"one JSON object for each {what}".rstrip()
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=words)


def add_below(what: Verbs, name: str, help_line: str, run: object) -> VerbParser:
    """A verb below another one, and what it runs."""
    parser = what.add_parser(name, help=help_line)
    add_shared(parser)
    parser.set_defaults(run=run)
    return parser


def add_limit(parser: argparse.ArgumentParser, default: int | None = None) -> None:
    """How many to print at most."""
    words = f"at most so many ({default} without it)" if default else "at most so many"
    parser.add_argument("--limit", type=whole_number, default=default, metavar="N", help=words)


def whole_number(words: str) -> int:
    """A whole number over 0, for argparse."""
    if not (words.isascii() and words.isdigit() and words.strip("0")):
        raise argparse.ArgumentTypeError(f"{words!r} is no whole number over 0")
    return int(words) if len(words) < 10 else _MOST


def offset(words: str) -> int:
    """An offset in a text, for argparse."""
    if not (words.isascii() and words.isdigit()):
        raise argparse.ArgumentTypeError(f"{words!r} is no offset")
    return int(words) if len(words) < 10 else _MOST


def pairs(given: Iterable[str], shape: str) -> dict[str, str]:
    """NAME=VALUE words as a mapping. shape: what they are called. Raises UsageError."""
    values: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise UsageError(f"{pair!r} is not {shape}")
        if name in values:
            raise UsageError(f"{name!r} is given twice")
        values[name] = value
    return values


def database(arguments: Arguments) -> Place:
    """The place of the database that the options name."""
    from workbench.paths import default_database
    from workbench.services.places import place_of

    named: str | None = getattr(arguments, "db", None)
    if named is None:
        return place_of(default_database())
    if os.environ.get("WORKBENCH_DB", named) not in ("", named):
        from workbench.policy import Deed

        policy().require(Deed.CHOOSE)
    return place_of(named)


def policy() -> Policy:
    """What this login may do."""
    from workbench.policy import chosen_policy

    return chosen_policy(os.environ)


def existing_database(arguments: Arguments) -> Place:
    """As `database`. Raises NotFoundError when none is there, DataError for one that was cut to
    nothing."""
    place = database(arguments)
    place.require()
    return place


def told_limits() -> Limits:
    """What the settings allow to be read; a mistake in these settings is told."""
    from workbench.services.readers import READING, limits_of

    return limits_of(told_settings(READING))


def told_settings(names: Collection[str]) -> Settings:
    """The settings; a mistake in those of these names is told."""
    from workbench.cli.output import say
    from workbench.settings import Settings, load_settings

    try:
        settings, problems = load_settings()
    except UsageError:  # no home folder, and so no settings
        return Settings()
    for problem in problems:
        is_whole = problem.file.name == "settings.toml" and not problem.key
        if is_whole or problem.key in names or problem.nearest in names:
            say(f"workbench: {problem}")
    return settings


@contextmanager
def at_work(arguments: Arguments) -> Iterator[Workbench]:
    """The workbench on the database that is there. Raises NotFoundError when none is."""
    with _opened(arguments, must_exist=True) as bench:
        yield bench


@contextmanager
def at_new_work(arguments: Arguments) -> Iterator[Workbench]:
    """As `at_work`; a database that is not there is made."""
    with _opened(arguments, must_exist=False) as bench:
        yield bench


@contextmanager
def _opened(arguments: Arguments, *, must_exist: bool) -> Iterator[Workbench]:
    from workbench.services.damage import blaming_damage
    from workbench.services.entering import enter
    from workbench.services.workbench import Workbench, analyst_name

    place = existing_database(arguments) if must_exist else database(arguments)
    analyst = analyst_name(place, getattr(arguments, "analyst", None))
    with blaming_damage(place), place.open() as store:
        for words in store.news:
            _say(words)
        bench = Workbench(store, analyst, policy(), tell_followed=_say_followed)
        doing = f"workbench {getattr(arguments, 'verb', None) or ''}".rstrip()
        # Whoever takes back what she did looks at nothing: no look is to stand beside an undo.
        is_looking = getattr(arguments, "verb", None) not in ("undo", "redo")
        enter(bench, told_settings({"blind"}).blind if is_looking else "on", doing)
        if any(getattr(arguments, name, None) for name in _ASKING):
            _index(bench)
        try:
            yield bench
        finally:
            for words in store.take_damage():
                _say(words)
            if not store.acts[1]:  # what was recorded did not fail
                arguments.trouble = store.is_read_in_part


def _index(bench: Workbench) -> None:
    """Where words are looked for the index is made whole first; else it is said what it lacks."""
    from workbench.services.indexing import finish_index

    finish_index(bench, _say)


def _say(words: str) -> None:
    from workbench.cli.output import say

    say(f"workbench: {words}")


def _say_followed(followed: Followed) -> None:
    """What became of decisions where facts were computed anew on the way."""
    if followed.touches_answers:
        from workbench.cli.output import say
        from workbench.present.followed import followed_words

        say(f"facts were computed anew: {followed_words(followed)}")
