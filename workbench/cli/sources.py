"""`workbench sources`: list, show, add, alias, merge and rate sources; families stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.cli import families, network, sameness
from workbench.cli.context import (
    A_SOURCE,
    Arguments,
    Verbs,
    add_below,
    add_json,
    add_shared,
    at_new_work,
    at_work,
)

if TYPE_CHECKING:
    from workbench.domain.source import Source
    from workbench.services.sources import SourceCard
    from workbench.services.workbench import Workbench

_KINDS = ("outlet", "agency", "organisation", "person", "group", "document", "unknown")
_MOST = 1_000_000


def add(verbs: Verbs) -> None:
    """Add the verb and what it does."""
    parser = verbs.add_parser("sources", help="who can say something, and how reliable they are")
    parser.set_defaults(run=run_list, words=[], where="", json=False)
    add_shared(parser)
    add_json(parser, "source")
    what = parser.add_subparsers(metavar="WHAT", title="what", description="list without it")
    one = add_below(what, "list", "all, or those that fit the words", run_list)
    one.add_argument("words", nargs="*", default=[], metavar="WORDS", help="a name, or most of it")
    one.add_argument(
        "--where", default="", metavar="FILTER", help="as 'added:>=yesterday kind:person'"
    )
    add_json(one, "source")
    one = add_below(what, "show", "all that is known of one", run_show)
    one.add_argument("source", metavar="SOURCE", help=A_SOURCE)
    add_json(one, "source")
    one = add_below(what, "add", "make one; its uid is printed", run_add)
    one.add_argument("name", metavar="NAME", help="its full name")
    one.add_argument("--kind", choices=_KINDS, default="unknown", help="what it is")
    one.add_argument(
        "--alias", action="append", default=[], metavar="NAME", help="another name; may be repeated"
    )
    one.add_argument("--country", default="", metavar="CC", help="two letters, as LY")
    one = add_below(what, "alias", "give it one more name", run_alias)
    one.add_argument("source", metavar="SOURCE", help=A_SOURCE)
    one.add_argument("alias", metavar="NAME", help="the other name")
    one = add_below(what, "merge", "say that these are the same as the last one", run_merge)
    one.add_argument("sources", nargs="+", metavar="SOURCE", help=A_SOURCE)
    one.add_argument("into", metavar="INTO", help="the one that stays")
    one = add_below(what, "rate", "add a dated reliability rating", run_rate)
    one.add_argument("source", metavar="SOURCE", help=A_SOURCE)
    one.add_argument(
        "reliability", metavar="A-F", help="A is completely reliable, F cannot be judged"
    )
    one.add_argument("--rationale", default="", metavar="WORDS", help="why; else as last time")
    families.add(partial(add_below, what))
    sameness.add(partial(add_below, what))
    network.add(partial(add_below, what))


def run_list(arguments: Arguments) -> int:
    """List sources."""
    from workbench.cli.output import columns, print_json, print_line
    from workbench.services.families import owners_of
    from workbench.services.records import records_of_sources
    from workbench.services.roster import source_rows
    from workbench.services.sources import find_sources

    with at_work(arguments) as bench:
        words = " ".join(arguments.words)
        found = [one.source for one in find_sources(bench, words, limit=_MOST)]
        if arguments.where:
            fit = {row.source.uid for row in source_rows(bench, arguments.where)}
            found = [one for one in found if one.uid in fit]
        if arguments.json:
            for record in records_of_sources(bench, found):
                print_json(record)
            return 0
        latest = bench.store.sources.latest_ratings(source.uid for source in found)
        owners = owners_of(bench)
    rows = [_row(one, latest.get(one.uid, "-"), owners.get(one.uid, ())) for one in found]
    for line in columns(rows):
        print_line(line)
    return 0


def _row(source: Source, reliability: str, owners: Sequence[str]) -> tuple[str, ...]:
    aliases = f" ({', '.join(source.aliases)})" if source.aliases else ""
    above = f", of {', '.join(owners)}" if owners else ""
    mark = "?" if source.provisional else " "
    return source.uid[:8], reliability, f"{mark}{source.kind.value}", source.name + aliases + above


def run_show(arguments: Arguments) -> int:
    """Show a source's card."""
    from workbench.cli.output import print_json
    from workbench.services.records import records_of_sources
    from workbench.services.sources import resolve_source, source_card

    with at_work(arguments) as bench:
        card = source_card(bench, resolve_source(bench, arguments.source).uid)
        if arguments.json:
            for record in records_of_sources(bench, [card.source]):
                print_json(record)
            return 0
    _print_card(card)
    return 0


def _print_card(card: SourceCard) -> None:
    from workbench.cli.output import print_line
    from workbench.present.assertion import said
    from workbench.present.counting import counted
    from workbench.present.family import family_lines
    from workbench.present.network import record_words

    source = card.source
    print_line(f"{source.name} ({source.kind.value}{', provisional' * source.provisional})")
    for name in (*source.aliases, *(merged.name for merged in card.merged)):
        print_line(f"  also: {name}")
    for rating in card.ratings:
        print_line(f"  {rating.at[:10]} {rating.analyst}: {rating.reliability} {rating.rationale}")
    print_line(f"  record: {record_words(card.record)}")
    for line in family_lines(card.family):
        print_line(f"  {line}")
    for title, claims in (("as origin", card.as_origin), ("as relay", card.as_relay)):
        for claim in claims:
            print_line(f"  {title}: {said(claim)}")
    if card.articles:
        numbers = ", ".join(f"#{number}" for number in card.articles)
        print_line(f"  {counted(len(card.articles), 'article')}: {numbers}")


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
