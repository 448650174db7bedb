"""`workbench numbers`: what several articles give a number of, over time and by source."""

from __future__ import annotations

from workbench.cli.choosing import add_which, choice_of_which
from workbench.cli.context import Arguments, Verbs, add_json, add_shared, at_work
from workbench.cli.timeline import add_as_of


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "numbers",
        help="one quantity over time by source: who says which number, and who changed it",
        description="What several articles give a number of, those first on which they differ. An "
        "arrow stands where one voice went on to another number of its own, or a correction took "
        "one back; what others say stands beside it. Numbers are taken together only where their "
        "statements are of one matter and each has the other alone that counts the same; ranges "
        "and what is only about so many stay what they are. Hours are by the clock of most of the "
        "articles. A question mark stands before what nobody reviewed.",
    )
    add_which(parser)
    add_as_of(parser)
    add_json(parser, "quantity")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print them."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.numbers import plain_lines
    from workbench.services.numbers import quantities
    from workbench.services.timeline import AsOf
    from workbench.services.which import numbers_of, which_chosen

    with at_work(arguments) as bench:
        as_of = AsOf.of(arguments.as_of, is_recorded=arguments.recorded)
        which = which_chosen(bench, choice_of_which(bench, arguments))
        numbers = numbers_of(bench, which)
        found = quantities(bench, numbers, as_of, is_story=which.is_story)
    if getattr(arguments, "json", False):
        for one in found:
            print_json(one.to_record())
    else:
        for line in plain_lines(found):
            print_line(line)
    return 0
