"""`workbench sources`: list, show, add, alias, merge and rate sources."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, at_new_work, at_work

if TYPE_CHECKING:
    from workbench.domain.source import Source
    from workbench.services.sources import SourceCard
    from workbench.services.workbench import Workbench

_KINDS = ("outlet", "agency", "organisation", "person", "group", "document", "unknown")


def add(verbs: Verbs) -> None:
    """Add the verb and what it does."""
    parser = verbs.add_parser("sources", help="who can say something, and how reliable they are")
    parser.set_defaults(run=run_list, words="", json=False)
    add_shared(parser)
    what = parser.add_subparsers(metavar="WHAT")
    one = _verb(what, "list", "all, or those that fit the words", run_list)
    one.add_argument("words", nargs="?", default="", metavar="WORDS")
    one.add_argument("--json", action="store_true", help="one JSON object for each source")
    one = _verb(what, "show", "all that is known of one", run_show)
    one.add_argument("source", metavar="SOURCE", help="a name, alias or start of a uid")
    one.add_argument("--json", action="store_true", help="one JSON object")
    one = _verb(what, "add", "make one", run_add)
    one.add_argument("name", metavar="NAME")
    one.add_argument("--kind", choices=_KINDS, default="unknown")
    one.add_argument("--alias", action="append", default=[], metavar="NAME")
    one.add_argument("--country", default="", metavar="CC", help="two letters, as LY")
    one = _verb(what, "alias", "one more name", run_alias)
    one.add_argument("source", metavar="SOURCE")
    one.add_argument("alias", metavar="NAME")
    one = _verb(what, "merge", "say that these are the same as the last one", run_merge)
    one.add_argument("sources", nargs="+", metavar="SOURCE")
    one.add_argument("into", metavar="INTO")
    one = _verb(what, "rate", "add a dated reliability rating", run_rate)
    one.add_argument("source", metavar="SOURCE")
    one.add_argument("reliability", metavar="A-F")
    one.add_argument("--rationale", default="", metavar="WORDS", help="else the last one's")


def _verb(what: Verbs, name: str, help_line: str, run: object) -> argparse.ArgumentParser:
    parser = what.add_parser(name, help=help_line)
    add_shared(parser)
    parser.set_defaults(run=run)
    return parser


def run_list(arguments: Arguments) -> int:
    """List sources."""
    from workbench.cli.output import columns, print_json, print_line
    from workbench.services.records import record_of_source
    from workbench.services.sources import find_sources

    with at_work(arguments) as bench:
        found = [one.source for one in find_sources(bench, arguments.words, limit=1_000_000)]
        if arguments.json:
            for source in found:
                print_json(record_of_source(bench, source))
        elif found:
            latest = bench.store.sources.latest_ratings(source.uid for source in found)
            rows = [_row(source, latest.get(source.uid, "-")) for source in found]
            for line in columns(rows):
                print_line(line)
    return 0


def _row(source: Source, reliability: str) -> tuple[str, ...]:
    aliases = f" ({', '.join(source.aliases)})" if source.aliases else ""
    mark = "?" if source.provisional else " "
    return source.uid[:8], reliability, f"{mark}{source.kind.value}", source.name + aliases


def run_show(arguments: Arguments) -> int:
    """Show a source's card."""
    from workbench.cli.output import print_json
    from workbench.services.records import record_of_source
    from workbench.services.sources import resolve_source, source_card

    with at_work(arguments) as bench:
        source = resolve_source(bench, arguments.source)
        if arguments.json:
            print_json(record_of_source(bench, source))
        else:
            _print_card(source_card(bench, source.uid))
    return 0


def _print_card(card: SourceCard) -> None:
    from workbench.cli.output import print_line

    source = card.source
    print_line(f"{source.name} ({source.kind.value}{', provisional' * source.provisional})")
    for name in (*source.aliases, *(merged.name for merged in card.merged)):
        print_line(f"  also: {name}")
    for rating in card.ratings:
        print_line(f"  {rating.at[:10]} {rating.analyst}: {rating.reliability} {rating.rationale}")
    for title, claims in (("as origin", card.as_origin), ("as relay", card.as_relay)):
        for claim in claims:
            print_line(f"  {title}: {claim.restatement or claim.span.exact}")
    if card.articles:
        print_line(f"  {len(card.articles)} articles: #{', #'.join(map(str, card.articles))}")


def run_add(arguments: Arguments) -> int:
    """Make a source."""
    from workbench.cli.output import print_line
    from workbench.domain.source import SourceKind
    from workbench.services.sources import add_source

    with at_new_work(arguments) as bench:
        source = add_source(
            bench,
            arguments.name,
            kind=SourceKind(arguments.kind),
            aliases=arguments.alias,
            country=arguments.country,
        )
    print_line(source.uid)
    return 0


def run_alias(arguments: Arguments) -> int:
    """Give a source one more name."""
    from workbench.cli.output import say
    from workbench.services.sources import add_alias

    with at_work(arguments) as bench:
        entry = add_alias(bench, _uid(bench, arguments.source), arguments.alias)
    say("added" if entry else "it has that name already")
    return 0


def run_merge(arguments: Arguments) -> int:
    """Merge sources into the last one."""
    from workbench.cli.output import say
    from workbench.services.sources import merge_sources

    with at_work(arguments) as bench:
        uids = [_uid(bench, name) for name in arguments.sources]
        entry = merge_sources(bench, uids, _uid(bench, arguments.into))
    say(f"merged: {entry.about}" if entry else "nothing to merge")
    return 0


def run_rate(arguments: Arguments) -> int:
    """Rate a source."""
    from workbench.cli.output import say
    from workbench.services.sources import last_rationale, rate_source

    with at_work(arguments) as bench:
        uid = _uid(bench, arguments.source)
        rationale = arguments.rationale or last_rationale(bench, uid)
        rating = rate_source(bench, uid, arguments.reliability, rationale)
    say(f"{arguments.source}: {rating.reliability} {rating.rationale}")
    return 0


def _uid(bench: Workbench, name: str) -> str:
    from workbench.services.sources import resolve_source

    return resolve_source(bench, name).uid
