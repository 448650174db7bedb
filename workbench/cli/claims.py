"""`workbench claims`: what analysts recorded, each with its chain and origin."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_limit, add_shared, at_work

_SORTS = ("newest", "date", "topic", "source", "credibility", "origins")
"""The values of `domain.filter.ClaimSort`, which the help shall not have to load."""
_UNCUT = 100_000
"""Cells for a chain outside the desk: all of it."""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "claims",
        help="what analysts recorded",
        description="Claims of all analysts: what each says, then its chain and origin.",
    )
    parser.add_argument("--where", default="", metavar="FILTER", help="as 'topic:Libya source:LNA'")
    parser.add_argument(
        "--sort",
        choices=_SORTS,
        default=_SORTS[0],
        help="which come first; newest: recorded last",
    )
    add_limit(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object for each claim")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List claims."""
    from workbench.cli.output import print_json, print_line
    from workbench.domain.filter import ClaimSort
    from workbench.present.assertion import said
    from workbench.present.chain import chain_line, chain_links, origin_line
    from workbench.present.tags import tags_line
    from workbench.services.board import list_claims

    sort = ClaimSort(arguments.sort)
    with at_work(arguments) as bench:
        for row in list_claims(bench, arguments.where, sort=sort, limit=arguments.limit):
            told, claim, article = row.told, row.claim, row.told.article
            if arguments.json:
                print_json(told.to_record())
                continue
            tags = tags_line(told.tags, bench.analyst)
            topic = f"  [{claim.topic_name}]" if claim.topic else ""
            print_line(
                f"{claim.uid[:8]}  #{article.number}  {claim.analyst}  {claim.state.value}{topic}"
                f"{tags and '  '}{tags}  {said(claim)}"
            )
            behind = f"; independent origins: {row.count}" if row.links else ""
            through = chain_line(chain_links(told.chain), _UNCUT)
            print_line(f"  {through}; {origin_line(told.chain)}{behind}")
    return 0
