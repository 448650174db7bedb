"""`workbench claims`: what analysts recorded, each with its chain and origin."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("claims", help="what analysts recorded")
    parser.add_argument("--where", default="", metavar="FILTER", help="as topic:Libya source:LNA")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many")
    parser.add_argument("--json", action="store_true", help="one JSON object for each claim")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List claims."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.chain import ARROW
    from workbench.services.find import list_claims
    from workbench.services.records import records_of_claims
    from workbench.services.view import view_article

    with at_work(arguments) as bench:
        claims = list_claims(bench, arguments.where, limit=arguments.limit)
        if arguments.json:
            for record in records_of_claims(bench, claims):
                print_json(record)
            return 0
        for claim in claims:
            article = bench.store.articles.by_uid(claim.article)
            if article is None:
                continue
            view = view_article(bench, article.number)
            words = claim.restatement or claim.span.exact
            chain = ARROW.join(view.chain(claim.hops))
            print_line(f"{claim.uid[:8]} #{article.number} {claim.state}: {words}")
            print_line(f"  {chain}; origin: {view.origin_name(claim) or 'unknown'}")
    return 0
