"""`workbench sources network`: who cites whom, how often, what came of it, and what leads round."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, add_json, at_work

if TYPE_CHECKING:
    from workbench.present.runs import Runs
    from workbench.services.network import Network

_WIDTH = 80
"""Cells of a line of the table: it is read at a terminal, and by programs with --json."""


def add(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """Add what stands below the verb. verb: makes one of a name, its help and what it runs."""
    one = verb("network", "who cites whom in the chains of claims, and circles", run_network)
    one.description = (
        "Who has it from whom, by the chains of claims as each one's analyst has answered them: in "
        "how many claims, how many of them a claim of an independent origin is linked to as the "
        "same or in support, how many one contradicts, and from which day to which. Circles come "
        "first, with the claims and articles that lead round: what is shown is how things were "
        "told, not who is wrong."
    )
    one.add_argument(
        "--where", default="", metavar="FILTER", help="of claims, as 'topic:banjir date:>=2026-05'"
    )
    one.add_argument(
        "--questions",
        action="store_true",
        help="count apart what the machine asks and nobody answered; reads each article's facts",
    )
    add_json(one, "edge, circle and source")


def run_network(arguments: Arguments) -> int:
    """Print it."""
    from workbench.cli.output import print_json, print_line
    from workbench.services.network import network
    from workbench.services.network_records import records_of_network

    with at_work(arguments) as bench:
        found = network(bench, arguments.where, is_asking=arguments.questions)
    if arguments.json:
        for record in records_of_network(found):
            print_json(record)
        return 0
    for line in _lines(found):
        print_line(line)
    return 0


def _lines(found: Network) -> Iterator[str]:
    from workbench.present.network import circle_words, edge_heading, edge_row, step_words

    for circle in found.circles:
        yield circle_words(circle, found.name)
        told = (step_words(step, found.name, kind=circle.kind) for step in circle.steps)
        yield from (f"  {words}" for words in told)
    if found.edges:
        yield _words(edge_heading(_WIDTH))
    for edge in found.edges:
        asked = f"  {edge.asked} open" if edge.asked else ""
        yield _words(edge_row(edge, found.name, _WIDTH)) + asked


def _words(runs: Runs) -> str:
    return "".join(run.text for run in runs).rstrip()
