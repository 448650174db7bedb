"""`workbench feeds`: subscriptions, and asking them for what is new."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.cli.context import (
    Arguments,
    Verbs,
    add_below,
    add_shared,
    at_new_work,
    at_work,
    told_limits,
    told_settings,
)

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.services.fetching import Updated
    from workbench.services.subscriptions import Listed, Subscribed
    from workbench.services.workbench import Workbench

A_FEED = "its name, its address, or the start of its uid"
"""How a subscription is told."""
_SETTINGS = ("fetch_seconds", "fetch_pause_ms", "private_hosts")
_WEB = ("http://", "https://", "feed:")


def add(verbs: Verbs) -> None:
    """Add the verb and what stands below it."""
    parser = verbs.add_parser(
        "feeds",
        help="subscriptions to feeds",
        description="Subscriptions to RSS, Atom and JSON feeds. Only `feeds update` asks the "
        "network for anything. Subscribing, renaming, moving and removing can be undone.",
    )
    add_shared(parser)
    below = parser.add_subparsers(metavar="WHAT", required=True)
    _add_add(below)
    _add_list(below)
    _add_update(below)
    _add_changes(below)
    _add_export(below)


def _verb(
    below: Verbs, name: str, words: str, run: object, more: str = ""
) -> argparse.ArgumentParser:
    parser = add_below(below, name, words, run)
    parser.description = f"{words[:1].upper()}{words[1:]}.{more}"
    return parser


def _add_add(below: Verbs) -> None:
    parser = _verb(
        below,
        "add",
        "subscribe to a feed, or to those of an OPML file or of newsboat's urls file",
        run_add,
        " Nothing is asked yet. Folders and tags are kept; newsboat's query:, exec: and filter: "
        "lines are kept to be written back, and never run.",
    )
    parser.add_argument("what", nargs="+", metavar="ADDRESS|FILE", help="https://..., or a file")
    parser.add_argument("--name", default="", metavar="NAME", help="what to call it; one address")


def _add_list(below: Verbs) -> None:
    parser = _verb(below, "list", "all, with how they answered", run_list)
    parser.add_argument("--json", action="store_true", help="one JSON object for each subscription")


def _add_update(below: Verbs) -> None:
    parser = _verb(
        below,
        "update",
        "ask feeds for what is new and import it",
        run_update,
        " All that are due, or those that are named; says what is new and what failed, else "
        "nothing. One that fails is asked again after half an hour, then after twice as long each "
        "time up to a week, one that is gone only by name.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=A_FEED)
    parser.add_argument(
        "--pages",
        action="store_true",
        help="also ask for the pages of entries that hold no text or a summary only, as far as "
        "robots.txt lets us",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help="a host that may be at a private address",
    )
    parser.add_argument(
        "--keep-warc", metavar="FILE", help="add what comes to this web archive (.warc.gz)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for each feed asked")
    parser.set_defaults(stopped="what was added is there; the next update goes on")


def _add_changes(below: Verbs) -> None:
    parser = _verb(below, "rename", "call one otherwise", run_rename)
    parser.add_argument("feed", metavar="NAME", help=A_FEED)
    parser.add_argument("name", metavar="TITLE", help='its new name; "" for the feed\'s own title')
    parser = _verb(below, "move", "ask one at another address from now on", run_move)
    parser.add_argument("feed", metavar="NAME", help=A_FEED)
    parser.add_argument(
        "address", nargs="?", default="", metavar="ADDRESS", help="else where it has moved to"
    )
    parser = _verb(below, "remove", "unsubscribe; articles stay", run_remove)
    parser.add_argument("names", nargs="+", metavar="NAME", help=A_FEED)


def _add_export(below: Verbs) -> None:
    parser = _verb(
        below,
        "export",
        "print all of them for other programs",
        run_export,
        " As OPML without passwords in addresses, or as newsboat's urls file.",
    )
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--opml", dest="form", action="store_const", const="opml", help="OPML 2.0")
    form.add_argument(
        "--urls", dest="form", action="store_const", const="urls", help="newsboat's urls file"
    )


def run_add(arguments: Arguments) -> int:
    """Subscribe; 1 when one was refused."""
    from workbench.cli.output import print_line, say
    from workbench.errors import UsageError
    from workbench.services.subscriptions import subscribe

    if arguments.name and (len(arguments.what) > 1 or not _is_address(arguments.what[0])):
        raise UsageError("--name is for one address", "Lists name their feeds themselves.")
    with at_new_work(arguments) as bench:
        listed = [one for words in arguments.what for one in _listed(bench, words, arguments.name)]
        done = subscribe(bench, listed)
    for line in done.refused:
        print_line(f"refused: {line}")
    known = f", {done.known} known" if done.known else ""
    say(f"{len(done.added)} added{known}; workbench feeds update asks for what is new")
    return 1 if done.refused else 0


def _is_address(words: str) -> bool:
    return words.lower().startswith(_WEB)


def _listed(bench: Workbench, words: str, name: str) -> list[Listed]:
    from pathlib import Path

    from workbench.services.subscriptions import Listed, read_list

    if _is_address(words):
        return [Listed(words, name)]
    return read_list(bench, Path(words), told_limits())


def run_list(arguments: Arguments) -> int:
    """List all subscriptions."""
    from workbench.cli.output import columns, print_json, print_line
    from workbench.services.subscriptions import list_subscriptions

    with at_work(arguments) as bench:
        found = list_subscriptions(bench)
    if arguments.json:
        for one in found:
            print_json(one.to_record())
        return 0
    rows = [(one.name, _standing(one), ", ".join(_tags(one)), one.address) for one in found]
    for line in columns(rows):
        print_line(line)
    return 0


def _tags(one: Subscribed) -> Iterable[str]:
    return (tag for tag in one.subscription.tags if tag != "!")


def _standing(one: Subscribed) -> str:
    """How it answered, in words."""
    from workbench.domain.subscription import Standing

    asked = one.asked
    if not one.subscription.is_asked:
        return "kept for newsboat"
    if asked.standing is Standing.MOVED:
        return f"moved to {one.moved_to}"
    if not asked.said:
        since = f", {asked.succeeded_at[:16].replace('T', ' ')}" if asked.succeeded_at else ""
        return f"{asked.standing}{since}"
    return f"{asked.standing}: {asked.said}{_waits(one)}"


def _waits(one: Subscribed) -> str:
    from workbench.domain.subscription import Standing

    if one.asked.standing is Standing.GONE:
        return "; asked no more"
    return f"; asked again after {one.asked.due_at[:16].replace('T', ' ')}"


def run_update(arguments: Arguments) -> int:
    """Ask feeds; 1 when one failed or an entry was refused, 3 when that may pass by itself."""
    from workbench.cli.output import print_json, say
    from workbench.errors import DataError
    from workbench.services.fetching import asking_of, due_feeds, update_feeds
    from workbench.services.subscriptions import find_subscription, list_subscriptions

    codes = {0}
    with at_work(arguments) as bench:
        named = [find_subscription(bench, words) for words in arguments.names]
        feeds = due_feeds(bench, named, with_refused=bool(arguments.allow_host))
        for one in named:
            if one not in feeds:
                say(f"{one.name}: {_why_not(one)}")
        if not feeds:
            if not (named or list_subscriptions(bench)):
                say("no subscriptions yet: workbench feeds add ADDRESS")
            return 0
        asking = asking_of(
            told_settings(_SETTINGS),
            told_limits(),
            allowed=arguments.allow_host,
            with_pages=arguments.pages,
            keep=_path(arguments.keep_warc),
        )
        try:
            for updated in update_feeds(bench, feeds, asking):
                codes.add(_code(updated))
                if arguments.json:
                    print_json(updated.to_record())
                else:
                    _tell(updated)
        except BrokenPipeError as error:
            raise DataError(
                "the update stopped when its reader went away", "Run it again: it goes on."
            ) from error
    return min(codes - {0}, default=0)


def _path(words: str | None) -> Path | None:
    from pathlib import Path

    return Path(words).expanduser() if words else None


def _why_not(one: Subscribed) -> str:
    if not one.subscription.is_asked:
        return "it is kept for newsboat, and never asked"
    return f"it wants to be left alone until {one.asked.due_at}"


def _code(updated: Updated) -> int:
    from workbench.services.importing import Became

    if updated.failed:
        return 3 if updated.feed.asked.standing.may_pass else 1
    return int(any(one.became is Became.REFUSED for one in updated.outcomes))


def _tell(updated: Updated) -> None:
    """What is new on standard output, what is to be known of the feed beside it."""
    import sys

    from workbench.cli.import_ import outcome_words
    from workbench.cli.output import print_line, say
    from workbench.present.counting import counted

    for outcome in updated.outcomes:
        print_line(outcome_words(outcome))
    sys.stdout.flush()
    feed = updated.feed
    if updated.failed:
        say(f"{feed.name}: {_standing(feed)}")
    elif updated.is_news_of_place:
        say(f"{feed.name}: it has {_standing(feed)}; workbench feeds move takes that over")
    if updated.without_text:
        entries = counted(updated.without_text, "entry", "entries")
        say(f"{feed.name}: {entries} without text; update --pages asks for the pages")
    if updated.left:
        say(f"{feed.name}: {counted(updated.left, 'page')} left for the next update --pages")


def run_rename(arguments: Arguments) -> int:
    """Rename one."""
    from workbench.cli.output import say
    from workbench.services.subscriptions import find_subscription, rename_subscription

    with at_work(arguments) as bench:
        before = find_subscription(bench, arguments.feed)
        entry = rename_subscription(bench, before, arguments.name)
    say(f"renamed: {entry.about}" if entry else "nothing changed: it is called so")
    return 0


def run_move(arguments: Arguments) -> int:
    """Move one."""
    from workbench.cli.output import say
    from workbench.services.subscriptions import find_subscription, move_subscription

    with at_work(arguments) as bench:
        before = find_subscription(bench, arguments.feed)
        move_subscription(bench, before, arguments.address)
    say(f"moved: {before.name}; workbench undo takes it back")
    return 0


def run_remove(arguments: Arguments) -> int:
    """Remove some."""
    from workbench.cli.output import say
    from workbench.services.subscriptions import find_subscription, unsubscribe

    with at_work(arguments) as bench:
        these = [find_subscription(bench, words) for words in arguments.names]
        unsubscribe(bench, these)
    say(f"removed: {', '.join(one.name for one in these)}; workbench undo brings it back")
    return 0


def run_export(arguments: Arguments) -> int:
    """Print all of them."""
    import sys

    from workbench.services.subscriptions import exported

    with at_work(arguments) as bench:
        words = exported(bench, arguments.form)
    sys.stdout.buffer.write(words)
    return 0
