"""`workbench learned`: what the answers here teach of events, and whether that orders them."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work, told_settings


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "learned",
        help="what the answers here teach of events, and whether it orders them",
        description="The desk can list events by what was accepted of those before: each feature "
        "with its weight and how many answers had it; and how well the learned order does beside "
        "the order by trust, within articles whose answers it did not learn from: how often what "
        "is accepted as it stands comes before what is not (AUC; 0.5 is chance), and how often "
        "what comes first is accepted. It is used where its gain is more than chance gives, or as "
        "the setting learned_order says, and changes an order alone. Learned from the 200 newest "
        "articles with answers, yours and those of colleagues that you may see.",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print it."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.learned import learned_lines, record_of_learned
    from workbench.services.learning import learned_from, orders

    setting = told_settings({"learned_order"}).learned_order
    with at_work(arguments) as bench:
        learned = learned_from(bench)
    is_used = orders(learned, setting)
    if arguments.json:
        print_json(record_of_learned(learned, setting, is_used=is_used))
        return 0
    for line in learned_lines(learned, setting, is_used=is_used):
        print_line(line)
    return 0
