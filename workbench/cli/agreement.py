"""`workbench agreement`: how far analysts agree, by pair, analyst, outlet, topic or week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_json, add_shared, at_work, offset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.services.agreement import Agreed, Figure, Spread

_BY = ("pair", "analyst", "outlet", "topic", "week")
"""Values of `measure.agreement.tallies.By`, which the help shall not have to load."""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "agreement",
        help="how far analysts agree, on articles that two or more judged",
        description="Claims are matched one to one; what is said of those on the same words is "
        "compared, and so are answers, credits and credibility. Each figure says how much it is "
        "of, and where there is none, why. What each measure compares is printed below the "
        "figures. Of articles that you have yet to judge nothing is told.",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--where", default="", metavar="FILTER", help="which articles; else all")
    which.add_argument("--set", metavar="NAME", help="the articles of a frozen selection")
    parser.add_argument("--by", choices=_BY, default="pair", help="what figures are told apart by")
    parser.add_argument(
        "--unfinished",
        action="store_true",
        help="count those, too, who have begun with an article and not finished it",
    )
    parser.add_argument(
        "--bootstrap",
        type=offset,
        metavar="SEED",
        help="intervals of a thousand draws of articles; else by leaving one out at a time",
    )
    add_json(parser, "figure")
    add_shared(parser)
    parser.set_defaults(run=run, json=False)


def run(arguments: Arguments) -> int:
    """Print the figures."""
    from workbench.cli.output import print_json, say
    from workbench.domain.choice import Choice
    from workbench.present.agreement import of_words
    from workbench.services.agreement import By, Spread, look_at_agreement, measure_agreement

    with at_work(arguments) as bench:
        look_at_agreement(bench)
        found = measure_agreement(
            bench,
            By(arguments.by),
            choice=Choice(where=arguments.where, set=arguments.set or ""),
            with_unfinished=arguments.unfinished,
        )
    spread = Spread(arguments.bootstrap)
    if arguments.json:
        for group in found.groups if found.articles else ():
            for figure in found.figures(group, spread):
                print_json({"by": arguments.by, **figure.to_record()})
    elif found.articles:
        _print(found, spread)
    say(of_words(found.articles, len(found.analysts)))
    return 0


def _print(found: Agreed, spread: Spread) -> None:
    from workbench.cli.output import print_line
    from workbench.measure.agreement.coefficients import Distance
    from workbench.measure.agreement.counting import MEASURES
    from workbench.services.agreement import TOGETHER

    shown = {group: found.figures(group, spread) for group in found.groups}
    if len(shown) == 2:  # the one group is all there is
        del shown[TOGETHER]
    for group, figures in shown.items():
        _print_group(group, figures)
    told = {figure.measure for figures in shown.values() for figure in figures}
    for name, rule in MEASURES.items():
        if name in told:
            print_line(f"{name}: {rule}")
    weights = {figure.distance for figures in shown.values() for figure in figures}
    for distance in Distance:
        if distance.value in weights:
            print_line(f"alpha, {distance.value}: a pair weighs {distance.rule}")


def _print_group(group: str, figures: Sequence[Figure]) -> None:
    from workbench.cli.output import columns, print_line
    from workbench.measure.agreement.coefficients import Why
    from workbench.present.agreement import HEADINGS, also_words, figure_row, group_name

    print_line(group_name(group))
    rows: list[tuple[str, ...]] = [HEADINGS]
    for figure in figures:
        if figure.value is Why.OF_TWO:
            continue  # a coefficient that has no place here
        *cells, why = figure_row(figure)
        also = "; ".join(filter(None, (why, also_words(figure))))
        rows.append((*cells[:-1], f"{cells[-1]}  {also}"))
    for line in columns(rows):
        print_line(f"  {line}")
    print_line("")
