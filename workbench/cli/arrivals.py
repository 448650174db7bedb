"""`workbench arrivals`: what came in with annotations and waits for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_below, add_json, add_shared, at_work

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from workbench.domain.arrival import Arrival, ArrivalKind
    from workbench.domain.journal import Entry
    from workbench.services.workbench import Workbench

    Answering = Callable[[Workbench, Iterable[Arrival]], Entry | None]


def add(verbs: Verbs) -> None:
    """Add the verb and what it does."""
    parser = verbs.add_parser(
        "arrivals",
        help="what came in with annotations and waits for an answer",
        description="What was changed here and there, words that stand elsewhere in your text, and "
        "what belongs to nothing that is here. Yours stays until somebody answers; an answer "
        "travels with the next export and holds there too. Each act is one undo.",
    )
    parser.set_defaults(run=run_list, json=False)
    add_shared(parser)
    add_json(parser, "thing")
    what = parser.add_subparsers(metavar="WHAT", title="what", description="list without it")
    one = add_below(what, "list", "all that waits, in the order in which it came in", run_list)
    add_json(one, "thing")
    one = add_below(what, "show", "one of them beside what is here; else the first", run_show)
    one.add_argument("arrival", nargs="?", metavar="ARRIVAL", help=_HOW)
    add_json(one)
    _add_named(add_below(what, "take", "let theirs stand", run_take))
    _add_named(add_below(what, "keep", "let yours stand", run_keep))
    _add_named(add_below(what, "drop", "do without what has no place here", run_drop))
    one = add_below(what, "place", "put a claim or note on words of your text", run_place)
    one.add_argument("arrival", metavar="ARRIVAL", help=_HOW)
    one.add_argument(
        "--at", metavar="START-END", help="offsets in code points; else the likeliest place"
    )


_HOW = "the beginning of its uid, as list has it"


def _add_named(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arrivals", nargs="*", metavar="ARRIVAL", help=_HOW)
    parser.add_argument("--file", metavar="NAME", help="all that wait of what this file brought")


def run_list(arguments: Arguments) -> int:
    """List what waits."""
    from workbench.cli.output import columns, print_json, print_line, say
    from workbench.present.arrivals import arrival_row
    from workbench.services.arrivals import record_of_waiting, waiting
    from workbench.services.beside import names_in

    with at_work(arguments) as bench:
        found = waiting(bench)
        names = names_in(bench, found)
    if arguments.json:
        for one in found:
            print_json(record_of_waiting(one))
        return 0
    rows = [arrival_row(one.arrival, one.ours, one.number, names) for one in found]
    for line in columns(rows):
        print_line(line)
    if not found:
        say("nothing waits")
    return 0


def run_show(arguments: Arguments) -> int:
    """Show one."""
    from workbench.cli.output import print_json, print_line
    from workbench.errors import NotFoundError
    from workbench.present.arrivals import arrival_lines
    from workbench.services.arrivals import find, record_of_waiting, waiting
    from workbench.services.beside import names_in

    with at_work(arguments) as bench:
        named = [find(bench, arguments.arrival)] if arguments.arrival else waiting(bench)[:1]
        names = names_in(bench, named)
    if not named:
        raise NotFoundError("nothing waits")
    (one,) = named
    if arguments.json:
        print_json(record_of_waiting(one))
        return 0
    for line in arrival_lines(one.arrival, one.ours, one.number, names):
        print_line(line)
    return 0


def run_take(arguments: Arguments) -> int:
    """Take theirs."""
    from workbench.domain.arrival import ArrivalKind
    from workbench.services.arrivals import take

    return _answer(arguments, take, ArrivalKind.CONFLICT, ArrivalKind.UNMATCHED)


def run_keep(arguments: Arguments) -> int:
    """Keep ours."""
    from workbench.domain.arrival import ArrivalKind
    from workbench.services.arrivals import keep

    return _answer(arguments, keep, ArrivalKind.CONFLICT)


def run_drop(arguments: Arguments) -> int:
    """Drop what has no place."""
    from workbench.domain.arrival import ArrivalKind
    from workbench.services.arrivals import drop

    return _answer(arguments, drop, ArrivalKind.SHIFTED, ArrivalKind.UNMATCHED)


def run_place(arguments: Arguments) -> int:
    """Put one on words of the text."""
    from workbench.cli.output import say
    from workbench.services.arrivals import find, place_at

    bounds = _bounds(arguments.at) if arguments.at else None
    with at_work(arguments) as bench:
        entry = place_at(bench, find(bench, arguments.arrival).arrival, bounds)
    say(f"placed: {entry.about}" if entry else "nothing changed")
    return 0


def _bounds(words: str) -> tuple[int, int]:
    from workbench.errors import UsageError

    start, dash, end = words.partition("-")
    if not (dash and start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise UsageError(f"{words!r} is not START-END")
    return int(start), int(end)


def _answer(arguments: Arguments, answer: Answering, *kinds: ArrivalKind) -> int:
    """Answer what was named; of a file what can be answered so."""
    from workbench.cli.output import say
    from workbench.errors import NotFoundError, UsageError
    from workbench.services.arrivals import find, waiting

    if bool(arguments.arrivals) == bool(arguments.file):
        raise UsageError("name what is answered", "Either some of them, or --file NAME.")
    with at_work(arguments) as bench:
        named = [find(bench, one).arrival for one in arguments.arrivals]
        if arguments.file:
            there = [one.arrival for one in waiting(bench) if one.arrival.file == arguments.file]
            named = [one for one in there if one.kind in kinds]
            if not there:
                raise NotFoundError(f"nothing waits of what {arguments.file} brought")
        entry = answer(bench, named)
    say(f"{entry.op}: {entry.about}" if entry else "nothing changed")
    return 0
