"""`workbench select divide` and what stands beside it: who is to judge which articles."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.cli.context import (
    Arguments,
    VerbParser,
    Verbs,
    add_below,
    at_work,
    pairs,
    whole_number,
)

if TYPE_CHECKING:
    from workbench.services.dividing import Division, Rule
    from workbench.services.workbench import Workbench

_STORIES = ("any", "together", "apart")
"""The values of `domain.dividing.Stories`, which the help shall not have to load."""
_A_DAY = "by when: 2026-12-01, tomorrow, or +3d, +2w from now"


def add_dividing(below: Verbs) -> None:
    """The verbs below `select` that divide."""
    _add_divide(below)
    one = add_below(below, "assign", "give articles of it to an analyst", run_assign)
    _add_whom(one, "+")
    one.add_argument("--due", default="", metavar="DAY", help=_A_DAY)
    one = add_below(below, "unassign", "take articles of it back from an analyst", run_unassign)
    _add_whom(one, "*")
    one = add_below(below, "move", "give what an analyst has not finished to others", run_move)
    one.add_argument("whom", metavar="ANALYST", help="whose it was")
    one.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="only these, of one selection; else all"
    )
    _add_to(one)
    one.add_argument("--of", default="", metavar="NAME", help="of this selection; else of all")
    one = add_below(below, "parts", "who has how much of it, and how far they are", run_parts)
    one.add_argument("name", nargs="?", default="", metavar="NAME", help="the selection; else all")
    one.add_argument("--json", action="store_true", help="one JSON object for each part")


def _add_divide(below: Verbs) -> None:
    parser = below.add_parser(
        "divide",
        help="give its articles to analysts, evenly",
        description="Give the articles of a selection to analysts: as many for each as its length "
        "and its questions make even, the same whenever the same is asked. What somebody has "
        "stays; so dividing again only gives what is new. One undo takes it back.",
    )
    parser.add_argument("name", metavar="NAME", help="the selection's name")
    _add_to(parser)
    parser.add_argument(
        "--each", type=whole_number, default=1, metavar="N", help="how many judge each article"
    )
    parser.add_argument(
        "--some",
        type=_share,
        default=(0, 0),
        metavar="PERCENT:N",
        help="and how many judge some of them: 10:3 is a tenth by three",
    )
    parser.add_argument(
        "--number", type=whole_number, metavar="N", help="new articles for each analyst at most"
    )
    parser.add_argument(
        "--reads",
        action="append",
        default=[],
        metavar="ANALYST=LANG",
        help="who reads only some languages, as budi=id,en; may be given several times",
    )
    parser.add_argument(
        "--stories",
        choices=_STORIES,
        default=_STORIES[0],
        help="articles of one story: to the same analysts, who see who repeats whom; to different "
        "ones, so that no opinion counts twice; or to anybody",
    )
    parser.add_argument("--due", default="", metavar="DAY", help=_A_DAY)
    _add_known(parser)
    parser.add_argument("--dry-run", action="store_true", help="only say who would get what")
    parser.add_argument("--json", action="store_true", help="the division as one JSON object")
    parser.set_defaults(run=run_divide, asks=True)


def _add_known(parser: VerbParser) -> None:
    known = parser.add_mutually_exclusive_group()
    known.add_argument(
        "--known",
        default="",
        metavar="SET",
        help="a set of articles whose answers are known: some come up among the new ones",
    )
    known.add_argument(
        "--known-where",
        default="",
        metavar="FILTER",
        help="the same of the articles that a filter leaves: no set says which before they are "
        "given",
    )
    parser.add_argument(
        "--every",
        type=whole_number,
        default=20,
        metavar="N",
        help="one with a known answer to so many new ones (20 without it)",
    )


def _add_to(parser: VerbParser) -> None:
    parser.add_argument(
        "--to",
        action="append",
        required=True,
        metavar="ANALYST",
        help="who gets them, several with commas between",
    )


def _add_whom(parser: VerbParser, many: str) -> None:
    parser.add_argument("name", metavar="NAME", help="the selection's name")
    parser.add_argument("whom", metavar="ANALYST", help="whose they are to be, or were")
    every = "; without one all that is not finished" if many == "*" else ""
    parser.add_argument(
        "articles", nargs=many, metavar="ARTICLE", help=f"number, or the start of a uid{every}"
    )


def _share(words: str) -> tuple[int, int]:
    """PERCENT:N, for argparse."""
    percent, colon, many = words.partition(":")
    if not (colon and percent.isdecimal() and many.isdecimal() and 0 < int(percent[:4]) <= 100):
        raise argparse.ArgumentTypeError(f"{words!r} is no share, as 10:3")
    return int(percent), int(many[:4])


def run_divide(arguments: Arguments) -> int:
    """Divide a selection, or say how."""
    from workbench.cli.output import columns, print_json, print_line, say
    from workbench.present.dividing import division_words
    from workbench.services.dividing import divide_selection, planned, record_of_division

    with at_work(arguments) as bench:
        do = planned if arguments.dry_run else divide_selection
        division = do(bench, arguments.name, _rule(bench, arguments))
    if arguments.json:
        print_json(record_of_division(division, is_made=not arguments.dry_run))
        return 0
    for line in columns(_part_rows(division)):
        print_line(line)
    say(
        division_words(
            division.selection.title,
            articles=division.articles,
            given=division.given,
            left=len(division.left),
            due=division.rule.due,
            is_made=not arguments.dry_run,
        )
    )
    return 0


def _rule(bench: Workbench, arguments: Arguments) -> Rule:
    from workbench.domain.dividing import Stories
    from workbench.services.dividing import Rule, due_day

    percent, some = arguments.some
    reads = pairs(arguments.reads, "ANALYST=LANG").items()
    return Rule(
        to=_names(arguments.to),
        each=arguments.each,
        some=some,
        percent=percent,
        reads={name: [*filter(None, langs.lower().split(","))] for name, langs in reads},
        stories=Stories(arguments.stories),
        most=arguments.number,
        due=due_day(bench, arguments.due),
        known=arguments.known,
        known_where=arguments.known_where,
        every=arguments.every,
    )


def _names(given: Sequence[str]) -> list[str]:
    return [name for words in given for name in words.split(",")]


def _part_rows(division: Division) -> list[tuple[str, ...]]:
    from workbench.domain.dividing import A_MINUTE
    from workbench.present.counting import counted

    return [
        (
            part.analyst,
            counted(len(part.numbers), "new article"),
            f"{len(part.known)} known" if part.known else "",
            f"about {counted(-(-part.weight // A_MINUTE), 'minute')} in all",
        )
        for part in division.parts
    ]


def run_assign(arguments: Arguments) -> int:
    """Give some."""
    from workbench.cli.output import say
    from workbench.present.counting import counted
    from workbench.services.dividing import assign, due_day

    with at_work(arguments) as bench:
        due = due_day(bench, arguments.due)
        numbers = _numbers(bench, arguments.articles)
        new, had = assign(bench, arguments.name, arguments.whom, numbers, due)
    words = f"{counted(len(new), 'article')} given to {arguments.whom}"
    say(
        words
        + (f"; {len(had)} were there already{', now due ' + due if due else ''}" if had else "")
    )
    return 0


def run_unassign(arguments: Arguments) -> int:
    """Take some back."""
    from workbench.cli.output import say
    from workbench.present.counting import counted
    from workbench.services.dividing import unassign

    with at_work(arguments) as bench:
        numbers = _numbers(bench, arguments.articles)
        taken = unassign(bench, arguments.name, arguments.whom, numbers)
    say(f"{counted(len(taken), 'article')} taken back from {arguments.whom}")
    return 0


def run_move(arguments: Arguments) -> int:
    """Move them."""
    from workbench.cli.output import say
    from workbench.present.counting import counted
    from workbench.services.dividing import move

    with at_work(arguments) as bench:
        moves = move(
            bench,
            arguments.whom,
            _names(arguments.to),
            name=arguments.of,
            numbers=_numbers(bench, arguments.articles),
        )
    if not moves:
        say(f"{arguments.whom} has nothing that is not finished")
    for one in moves:
        told = [f"{len(given)} to {name}" for name, given in one.given.items() if given]
        if one.left:
            told.append(f"{counted(len(one.left), 'article')} stay: all of them have these")
        say(f"{one.selection.title}: {', '.join(told)}")
    return 0


def _numbers(bench: Workbench, references: Sequence[str]) -> list[int]:
    return [bench.store.articles.resolve(one) for one in references]


def run_parts(arguments: Arguments) -> int:
    """List who has what."""
    from workbench.cli.output import columns, print_json, print_line
    from workbench.services.assigned import PartStanding, parts_of, record_of_part

    def row(part: PartStanding) -> tuple[str, ...]:
        share = part.share
        return (
            part.selection.name,
            share.analyst,
            f"{share.done} of {share.total} done",
            f"{share.late} late" if share.late else "",
            f"{share.known} known" if share.known else "",
            f"due {share.due}" if share.due else "",
        )

    with at_work(arguments) as bench:
        parts = parts_of(bench, arguments.name)
    if arguments.json:
        for part in parts:
            print_json(record_of_part(part))
    elif parts:
        for line in columns([row(part) for part in parts]):
            print_line(line)
    return 0
