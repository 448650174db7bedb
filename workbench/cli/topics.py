"""`workbench topics`: the list of subjects that claims name: added to, renamed, merged, retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_below, add_json, add_shared, at_work

if TYPE_CHECKING:
    from workbench.domain.journal import Entry
    from workbench.services.topics import Listed

_A_TOPIC = "any name that it has or had"


def add(verbs: Verbs) -> None:
    """Add the verb and what it does."""
    parser = verbs.add_parser(
        "topics",
        help="the list of subjects that claims name",
        description="What claims name and the list does not have is provisional. Claims keep their "
        "words: what these are called today is looked up, so that no act on the list touches a "
        "claim, and each is one undo.",
    )
    parser.set_defaults(run=run_list, json=False)
    add_shared(parser)
    add_json(parser, "topic")
    what = parser.add_subparsers(metavar="WHAT", title="what", description="list without it")
    add_json(add_below(what, "list", "all, the most used first", run_list), "topic")
    one = add_below(what, "add", "put one on the list, or a retired one back", run_add)
    one.add_argument("name", metavar="NAME", help="as it is to be written")
    one = add_below(what, "rename", "call one otherwise, wherever it is shown", run_rename)
    one.add_argument("name", metavar="TOPIC", help=_A_TOPIC)
    one.add_argument("new", metavar="TITLE", help="what to call it")
    one = add_below(what, "merge", "say that these are the same as the last one", run_merge)
    one.add_argument("names", nargs="+", metavar="TOPIC", help=_A_TOPIC)
    one.add_argument("into", metavar="INTO", help="the one that stays")
    one = add_below(what, "retire", "give one to no further claim", run_retire)
    one.add_argument("name", metavar="TOPIC", help=_A_TOPIC)


def run_list(arguments: Arguments) -> int:
    """List topics."""
    from workbench.cli.output import columns, print_json, print_line
    from workbench.services.records import record_of_listed
    from workbench.services.topics import list_topics

    with at_work(arguments) as bench:
        listed = list_topics(bench)
    if arguments.json:
        for one in listed:
            print_json(record_of_listed(one))
        return 0
    for line in columns([_row(one) for one in listed]):
        print_line(line)
    return 0


def _row(topic: Listed) -> tuple[str, ...]:
    from workbench.present.counting import counted

    also = f" (also {', '.join(topic.also)})" if topic.also else ""
    return topic.name + also, counted(topic.claims, "claim"), topic.standing


def run_add(arguments: Arguments) -> int:
    """Put a topic on the list."""
    from workbench.services.topics import add_topic

    with at_work(arguments) as bench:
        entry = add_topic(bench, arguments.name)
    return _said(entry)


def run_rename(arguments: Arguments) -> int:
    """Rename a topic."""
    from workbench.services.topics import rename_topic

    with at_work(arguments) as bench:
        entry = rename_topic(bench, arguments.name, arguments.new)
    return _said(entry)


def run_merge(arguments: Arguments) -> int:
    """Merge topics."""
    from workbench.services.topics import merge_topics

    with at_work(arguments) as bench:
        entry = merge_topics(bench, arguments.names, arguments.into)
    return _said(entry)


def run_retire(arguments: Arguments) -> int:
    """Retire a topic."""
    from workbench.services.topics import retire_topic

    with at_work(arguments) as bench:
        entry = retire_topic(bench, arguments.name)
    return _said(entry)


def _said(entry: Entry | None) -> int:
    from workbench.cli.output import say

    say(f"{entry.op}: {entry.about}" if entry else "nothing changed: it is so already")
    return 0
