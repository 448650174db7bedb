"""`workbench credits`: how outlets credit others here, as analysts corrected it: list, remove."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, at_work

if TYPE_CHECKING:
    from workbench.services.credits import Learnt


def add(verbs: Verbs) -> None:
    """Add the verb and what stands below it."""
    parser = verbs.add_parser(
        "credits",
        help="how credits are read here",
        description="What analysts corrected in how an outlet credits others is remembered, and "
        "its other credits are read so, unless they are answered. When a habit is removed, its "
        "phrase is read as the machine reads it again; answers stay.",
    )
    add_shared(parser)
    parser.set_defaults(run=run_list, json=False)
    below = parser.add_subparsers(metavar="WHAT")
    one = below.add_parser(
        "list", help="all, those corrected last first", description="All, a line each."
    )
    one.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="one JSON object for each habit",
    )
    add_shared(one)
    one.set_defaults(run=run_list)
    one = below.add_parser(
        "remove", help="take one out", description="Take one out: its phrase is no longer read so."
    )
    one.add_argument("phrase", metavar="PHRASE", help="as it is listed, or the whole uid")
    one.add_argument("--outlet", metavar="NAME", help="whose phrase it is, where several have it")
    add_shared(one)
    one.set_defaults(run=run_remove)


def run_list(arguments: Arguments) -> int:
    """List the habits."""
    from workbench.cli.output import print_json, print_line, say
    from workbench.present.descent import habit_words
    from workbench.services.credits import habits

    with at_work(arguments) as bench:
        found = habits(bench)
    for one in found:
        if arguments.json:
            print_json(_record(one))
        else:
            print_line(habit_words(one))
    if not found:
        say("no habits yet: correcting a credit at the desk makes one")
    return 0


def _record(one: Learnt) -> dict[str, str]:
    return one.habit.to_record() | {"name": one.outlet}


def run_remove(arguments: Arguments) -> int:
    """Take one out."""
    from workbench.cli.output import say
    from workbench.present.descent import habit_words
    from workbench.services.credits import find_habit, forget_habit

    with at_work(arguments) as bench:
        one = find_habit(bench, arguments.phrase, arguments.outlet)
        forget_habit(bench, one.habit.uid)
    say(f"taken out: {habit_words(one)}; workbench undo brings it back")
    return 0
