"""`workbench counterparts`: what other articles say beside an article's statements, and what you
say of it: list, accept, correct, unrelated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, VerbParser, Verbs, add_below, add_json, at_work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.domain.stated import Stated, ToldCounterpart, ToldStatement
    from workbench.services.workbench import Workbench

_STANDS = ("same", "contradicts", "newer", "older", "more-exact", "less-exact")
"""How the other statement stands to the article's own, as `present.counterparts` tells it, which
the help shall not have to load."""
_PAIR = "the beginning of what list calls it"


def add(verbs: Verbs) -> None:
    """Add the verb and what stands below it."""
    parser = verbs.add_parser(
        "counterparts",
        help="what other articles say beside an article's statements",
        description="What is proposed is a question: an answer is a link between two claims, and "
        "what is no claim of yours yet is accepted in the same act; or it is that two statements "
        "are unrelated, after which you are not asked of them again. Each answer is one undo.",
    )
    below = parser.add_subparsers(metavar="WHAT", required=True)
    one = _add(below, "list", "each statement with its counterparts", run_list)
    one.description = (
        "For each statement that others may say too, contradict, update or say more exactly: the "
        "line that the desk shows, and below it each of these with its words, in what the two go "
        "apart, and whom it comes from. A question mark stands before what is proposed, a tick "
        "before what you linked; what you called unrelated is left out. Statements that are "
        "nobody's claim yet are not reviewed."
    )
    add_json(one, "statement")
    one = _add(below, "accept", "link two as it was proposed", run_accept)
    one.add_argument("pair", metavar="PAIR", help=_PAIR)
    one = _add(below, "correct", "link two otherwise; or change your link", run_correct)
    one.add_argument("pair", metavar="PAIR", help=_PAIR)
    one.add_argument("stands", choices=_STANDS, help="what the other one is to the article's own")
    one = _add(below, "unrelated", "say that two have nothing to do with each other", run_unrelated)
    one.add_argument(
        "pairs",
        nargs="+",
        metavar="PAIR",
        help=f"{_PAIR}; -: those of counterparts that list printed as JSON, a line each, on "
        "standard input",
    )


def _add(below: Verbs, name: str, words: str, run: object) -> VerbParser:
    one = add_below(below, name, words, run)
    one.add_argument("article", metavar="ARTICLE", help="a number, or the start of a uid")
    return one


def run_list(arguments: Arguments) -> int:
    """Print them."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.counterparts import apart_words, plain_lines

    with at_work(arguments) as bench:
        told = _told(bench, arguments)
    for one in told:
        if getattr(arguments, "json", False):
            print_json(one.to_record(apart_words))
            continue
        for line in plain_lines(one):
            print_line(line)
    return 0


def run_accept(arguments: Arguments) -> int:
    """Link two as it was proposed."""
    from workbench.cli.output import say
    from workbench.services.relating import accept_counterpart

    with at_work(arguments) as bench:
        ((ours, one),) = _called(bench, arguments, (arguments.pair,))
        entry = accept_counterpart(bench, ours, one)
    say(f"linked: {entry.about}" if entry else "you linked them so already")
    return 0


def run_correct(arguments: Arguments) -> int:
    """Link two otherwise."""
    from workbench.cli.output import say
    from workbench.present.counterparts import stance_called
    from workbench.services.relating import relate

    stance, is_ours = stance_called(arguments.stands)
    with at_work(arguments) as bench:
        ((ours, one),) = _called(bench, arguments, (arguments.pair,))
        leads = is_ours or not stance.has_direction
        entry = relate(bench, ours, one, stance.kind, is_ours=leads)
    say(f"linked: {entry.about}" if entry else "you linked them so already")
    return 0


def run_unrelated(arguments: Arguments) -> int:
    """Say that some have nothing to do with each other."""
    from workbench.cli.output import say
    from workbench.services.relating import say_unrelated

    with at_work(arguments) as bench:
        for ours, one in list(_called(bench, arguments, _named(arguments.pairs))):
            if entry := say_unrelated(bench, ours, one):
                say(f"unrelated: {entry.about}")
    return 0


def _told(bench: Workbench, arguments: Arguments) -> tuple[ToldStatement, ...]:
    from workbench.services.told_counterparts import told_counterparts
    from workbench.services.view import view_article

    number = bench.store.articles.resolve(arguments.article)
    return told_counterparts(bench, view_article(bench, number))


def _called(
    bench: Workbench, arguments: Arguments, names: Iterable[str]
) -> Iterator[tuple[Stated, ToldCounterpart]]:
    """The statements of an article, each with a counterpart that is called so. Raises
    NotFoundError."""
    from workbench.errors import NotFoundError
    from workbench.services.called import called

    told = _told(bench, arguments)
    every = [(uid, (one.ours, each)) for one in told for uid, each in one.pairs().items()]
    for name in names:
        missing = NotFoundError(
            f"no counterpart is called {name!r}",
            f"workbench counterparts list {arguments.article} has them.",
        )
        yield called(name, every, missing)


def _named(given: Iterable[str]) -> Iterator[str]:
    """What is named on the command line, and for - on standard input. Raises DataError."""
    import json
    import sys

    from workbench.errors import DataError

    for name in given:
        if name != "-":
            yield name
            continue
        for place, line in enumerate(sys.stdin.buffer, 1):
            try:
                yield str(json.loads(line)["pair"])
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise DataError(
                    f"line {place} of standard input is no counterpart",
                    "It has to be an object with “pair”.",
                ) from error
