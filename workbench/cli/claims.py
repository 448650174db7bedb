"""`workbench claims`: what analysts recorded, each with its chain and origin."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_limit, add_shared, at_work

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
    add_limit(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object for each claim")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List claims."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.chain import chain_line, claim_links, origin_line
    from workbench.services.find import list_claims
    from workbench.services.records import told_claims

    with at_work(arguments) as bench:
        for told in told_claims(bench, list_claims(bench, arguments.where, limit=arguments.limit)):
            if arguments.json:
                print_json(told.to_record())
                continue
            claim, article = told.claim, told.article
            words = claim.restatement or claim.span.exact
            print_line(
                f"{claim.uid[:8]}  #{article.number}  {claim.analyst}  {claim.state.value}  {words}"
            )
            links = claim_links(article.outlet, told.relays, claim.hops, told.names)
            print_line(f"  {chain_line(links, _UNCUT)}; {origin_line(told.origin, told.names)}")
    return 0
