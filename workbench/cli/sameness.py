"""`workbench sources same` and `differ`: sources that may be one, and that they are not."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from workbench.cli.context import A_SOURCE, Arguments, at_work


def add(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """Add what stands below the verb. verb: makes one of a name, its help and what it runs."""
    one = verb("same", "those that may be one, with the reason", run_same)
    one.description = (
        "The pairs that may be one and that nobody answered: one name in two spellings, an acronym "
        "and its full name, an office and who holds it, a person's name and a longer one. `merge` "
        "says that they are one, `differ` that they are not: then they are never suggested again. "
        "Both can be undone."
    )
    one.add_argument("--json", action="store_true", help="one JSON object for each pair")
    one = verb("differ", "say that two are not the same", run_differ)
    one.add_argument("source", metavar="SOURCE", help=A_SOURCE)
    one.add_argument("other", metavar="OTHER", help=A_SOURCE)


def run_same(arguments: Arguments) -> int:
    """List the suggested merges."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.sameness import said_words, why_words
    from workbench.services.records import record_of_suggested
    from workbench.services.sameness import suggested_merges

    with at_work(arguments) as bench:
        found = suggested_merges(bench)
    if arguments.json:
        for one in found:
            print_json(record_of_suggested(one))
        return 0
    for one in found:
        reason = "; ".join(filter(None, (why_words(one), said_words(one))))
        uids = f"{one.source.uid[:8]}  {one.into.uid[:8]}"
        print_line(f"{uids}  {one.source.name} → {one.into.name}: {reason}")
    return 0


def run_differ(arguments: Arguments) -> int:
    """Say that two sources are not the same."""
    from workbench.cli.output import say
    from workbench.services.sameness import say_unalike
    from workbench.services.sources import resolve_source

    with at_work(arguments) as bench:
        one, other = (resolve_source(bench, name) for name in (arguments.source, arguments.other))
        entry = say_unalike(bench, one.uid, other.uid)
    say(f"not the same: {entry.about}" if entry else "that was said already")
    return 0
