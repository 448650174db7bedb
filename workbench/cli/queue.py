"""`workbench queue`: what an analyst is to judge, what waits for a colleague, what came back."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "queue",
        help="what I am to judge, what waits for a colleague, what came back",
        description="What selections that were divided gave to you: how much is to be judged and "
        "by when, how much you have judged that a colleague has not, and on how much it was "
        "decided otherwise; and what waits for you to decide. `workbench list --where queue:mine` "
        "lists the articles, as queue:waiting and queue:back do.",
    )
    parser.add_argument("--json", action="store_true", help="the queue as one JSON object")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Tell it."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.adjudication import waits_words
    from workbench.present.queue import queue_lines
    from workbench.services.assigned import queue_of, record_of_queue, today
    from workbench.services.to_decide import to_decide

    with at_work(arguments) as bench:
        counts, decides = queue_of(bench), to_decide(bench)
        if arguments.json:
            print_json(record_of_queue(bench, counts) | decides.to_record())
            return 0
        now = str(today(bench))
    for line in queue_lines(counts, now):
        print_line(line.plain)
    if words := waits_words(*decides):
        print_line(words)
    return 0
