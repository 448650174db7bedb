"""`workbench wanted`: addresses that were asked for and that no article is from yet."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "wanted",
        help="addresses whose articles are not there yet",
        description="The addresses that a list of them asked for (workbench import LIST.txt) and "
        "that no article is from yet, the earliest first. Nothing is fetched: one is crossed off "
        "by importing its page from any file, archive or feed, however the address is written.",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="those whose article is there, too")
    which.add_argument(
        "--drop", nargs="+", metavar="ADDRESS", default=[], help="ask for these no more"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for each address")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List them, or take some off the list."""
    from workbench.cli.output import columns, print_json, print_line, say
    from workbench.present.counting import counted
    from workbench.services.wanted import list_wanted, want_no_more

    with at_work(arguments) as bench:
        if arguments.drop:
            dropped = want_no_more(bench, arguments.drop)
            say(f"{counted(dropped, 'address', 'addresses')} wanted no more")
            return 0
        asked = list_wanted(bench, is_all=arguments.all)
    if arguments.json:
        for one in asked:
            print_json(one.to_record())
        return 0
    rows = [
        (
            f"#{one.number}" if one.number else "-",
            one.wanted.at[:10],
            one.wanted.analyst,
            f"{one.wanted.address} {one.wanted.note}".rstrip(),
        )
        for one in asked
    ]
    for line in columns(rows):
        print_line(line)
    return 0
