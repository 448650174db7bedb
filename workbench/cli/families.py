"""`workbench sources owner|end|families|proposals|take`: what sources belong to."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.cli.context import A_SOURCE, Arguments, at_work

if TYPE_CHECKING:
    from workbench.domain.source import Source
    from workbench.services.families import Proposed

_SINCE = "a year, month or day: 2019, 2019-05, 2019-05-14"
_RATIONALE = "how that is known"


def add(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """Add what stands below the verb. verb: makes one of a name, its help and what it runs."""
    one = verb("owner", "say what it belongs to, from a day on", run_owner)
    one.add_argument("source", metavar="SOURCE", help=A_SOURCE)
    one.add_argument("owner", metavar="OWNER", help=f"what it belongs to: {A_SOURCE}")
    one.add_argument("--since", default="", metavar="DAY", help=f"{_SINCE}; else always")
    one.add_argument(
        "--as",
        dest="tie",
        choices=("owned", "part"),
        help="owned: outlets of one owner are one origin; part: of a body, an origin of its own; "
        "else owned for outlets and agencies, part for all others",
    )
    one.add_argument("--rationale", default="", metavar="WORDS", help=_RATIONALE)
    one = verb("end", "say that it belongs to nothing any more, from a day on", run_end)
    one.add_argument("source", metavar="SOURCE", help=A_SOURCE)
    one.add_argument("--since", default="", metavar="DAY", help=f"{_SINCE}; else today")
    one.add_argument("--rationale", default="", metavar="WORDS", help=_RATIONALE)
    one = verb("families", "what belongs to what now, by house", run_families)
    _add_json(one, "one JSON object for each entry")
    one = verb("proposals", "what the table of publishers says of sources here", run_proposals)
    _add_json(one, "one JSON object for each source")
    one = verb("take", "say what the table of publishers proposes, as one act", run_take)
    one.add_argument("sources", nargs="*", metavar="SOURCE", help=A_SOURCE)
    one.add_argument("--all", action="store_true", help="of all that it has a proposal for")


def _add_json(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--json", action="store_true", help=words)


def run_owner(arguments: Arguments) -> int:
    """Say what a source belongs to."""
    from workbench.cli.output import say
    from workbench.domain.family import Tie
    from workbench.services.belonging import set_owner
    from workbench.services.chain import Named
    from workbench.services.sources import resolve_source

    with at_work(arguments) as bench:
        source = resolve_source(bench, arguments.source)
        owner = resolve_source(bench, arguments.owner)
        entry = set_owner(
            bench,
            [source.uid],
            Named(owner.name, owner.uid),
            since=arguments.since,
            tie=Tie(arguments.tie) if arguments.tie else None,
            rationale=arguments.rationale,
        )
    say(entry.about if entry else "nothing to change")
    return 0


def run_end(arguments: Arguments) -> int:
    """Say that a source belongs to nothing any more."""
    from workbench.cli.output import say
    from workbench.services.belonging import end_belonging
    from workbench.services.sources import resolve_source

    with at_work(arguments) as bench:
        source = resolve_source(bench, arguments.source)
        entry = end_belonging(
            bench, source.uid, since=arguments.since, rationale=arguments.rationale
        )
    say(entry.about if entry else "nothing to change")
    return 0


def run_families(arguments: Arguments) -> int:
    """List what belongs to what."""
    from workbench.cli.output import columns, print_json, print_line
    from workbench.present.family import TIES, reason_words, since_words
    from workbench.services.families import kin

    with at_work(arguments) as bench:
        found = kin(bench)
    if arguments.json:
        for one in found:
            print_json(one.entry.to_record())
        return 0
    rows = [
        (
            one.house,
            one.name,
            f"{TIES[one.entry.tie]} {one.owner}{since_words(one.entry.since)}",
            reason_words(one.entry),
        )
        for one in found
    ]
    for line in columns(rows):
        print_line(line)
    return 0


def run_proposals(arguments: Arguments) -> int:
    """List what the table of publishers proposes."""
    from workbench.cli.output import columns, print_json, print_line
    from workbench.present.family import proposal_words
    from workbench.services.families import proposals

    with at_work(arguments) as bench:
        found = proposals(bench)
    if arguments.json:
        for one in found:
            print_json(_record(one))
        return 0
    rows = [
        (one.source.uid[:8], one.source.name, proposal_words(one.proposal), one.proposal.page)
        for one in found
    ]
    for line in columns(rows):
        print_line(line)
    return 0


def _record(one: Proposed) -> dict[str, object]:
    return {
        "source": one.source.uid,
        "name": one.source.name,
        "owners": list(one.proposal.owners),
        "since": one.proposal.since,
        "page": one.proposal.page,
        "version": one.proposal.version,
    }


def run_take(arguments: Arguments) -> int:
    """Say what the table of publishers proposes."""
    from workbench.cli.output import say
    from workbench.errors import UsageError
    from workbench.services.belonging import take_proposals
    from workbench.services.families import proposals
    from workbench.services.sources import resolve_source

    if bool(arguments.sources) == arguments.all:
        raise UsageError(
            "name the sources, or say --all", "workbench sources proposals lists them."
        )
    with at_work(arguments) as bench:
        chosen: list[Source] = [resolve_source(bench, name) for name in arguments.sources]
        if arguments.all:
            chosen = [one.source for one in proposals(bench)]
        entry = take_proposals(bench, chosen)
    say(entry.about if entry else "nothing to take")
    return 0
