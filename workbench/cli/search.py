"""`workbench search`: words in all texts, with the words around each hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_limit, add_shared, at_work

if TYPE_CHECKING:
    from workbench.domain.excerpt import Excerpt


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "search",
        help="words in all texts",
        description="The newest articles that hold all the words, with the words around the first "
        "hit. Words are literal; a star ends a prefix.",
    )
    parser.add_argument("words", nargs="+", metavar="WORDS", help="all required; end* is a prefix")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--in-claims", action="store_true", help="in claims: quotes, restatements, glosses, notes"
    )
    where.add_argument(
        "--like",
        action="store_true",
        help="the words are a sentence: where it stands, as it is or with a few words changed",
    )
    add_limit(parser, 200)
    parser.add_argument("--json", action="store_true", help="one JSON object for each hit")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Search."""
    if arguments.in_claims:
        return _claims(arguments)
    if arguments.like:
        return _like(arguments)
    from workbench.cli.output import print_json, print_line, say
    from workbench.services.find import nothing_found, search_articles
    from workbench.services.records import record_of_hit

    sought = " ".join(arguments.words)
    with at_work(arguments) as bench:
        found = search_articles(bench, sought, limit=arguments.limit)
    if not found:
        say(nothing_found(sought))
    for one in found:
        if arguments.json:
            print_json(record_of_hit(one))
            continue
        outlet = f"{one.row.outlet}: " if one.row.outlet else ""
        date = f"{one.row.published[:10]}  " if one.row.published else ""
        print_line(f"#{one.hit.number}  {outlet}{one.row.title}  {date}{_around(one.hit)}")
    return 0


def _claims(arguments: Arguments) -> int:
    from workbench.cli.output import print_json, print_line, say
    from workbench.services.find import search_claims
    from workbench.services.records import record_of_claim_hit

    with at_work(arguments) as bench:
        found = search_claims(bench, " ".join(arguments.words), limit=arguments.limit)
    if not found:
        say("No claim holds all of these words; a star ends a prefix, as ban*")
    for one in found:
        if arguments.json:
            print_json(record_of_claim_hit(one))
            continue
        hit, row = one.hit, one.row
        parts = (f"#{row.number}", row.outlet, row.published[:10], hit.analyst, _around(hit.words))
        print_line("  ".join(filter(None, parts)))
    return 0


def _like(arguments: Arguments) -> int:
    from workbench.cli.output import print_json, print_line, say
    from workbench.services.records import record_of_repeat
    from workbench.services.repeats import repeats, when_words

    with at_work(arguments) as bench:
        found = repeats(bench, " ".join(arguments.words), limit=arguments.limit)
    if not found:
        say("No article says it, nor nearly.")
    for one in found:
        if arguments.json:
            print_json(record_of_repeat(one))
            continue
        row, near = one.row, one.differs or when_words(one)
        parts = (f"#{row.number}", row.published[:10], row.outlet, f"{one.score:g}", near)
        print_line("  ".join(filter(None, (*parts, _around(one.place)))))
    return 0


def _around(hit: Excerpt) -> str:
    """The words of a hit, in brackets, with what stands around them."""
    return " ".join(f"{hit.before}[{hit.exact}]{hit.after}".split())
