"""`workbench select`: named choices of articles: queues, sets and watches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import ORDERS, Arguments, Verbs, add_limit, add_shared, at_work
from workbench.cli.dividing import add_dividing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.domain.article import ArticleRow
    from workbench.services.workbench import Workbench


def add(verbs: Verbs) -> None:
    """Add the verb and what stands below it."""
    parser = verbs.add_parser(
        "select",
        help="named choices of articles: queues, sets, watches",
        description="A selection is a filter and an order under a name; `in:NAME` stands for it in "
        "every filter. A queue has an owner who works through it, a set keeps the articles that it "
        "had when it was frozen, a watch says what is new since you looked. Its articles can be "
        "divided among analysts. Saving, freezing, dividing and dropping can be undone.",
    )
    add_shared(parser)
    below = parser.add_subparsers(metavar="WHAT", required=True)
    _add_list(below)
    _add_save(below)
    freeze = "make it a set: it keeps the articles that it has now"
    _add_named(below, "freeze", freeze, run_freeze, asks=True)
    _add_named(below, "drop", "take it away; articles stay", run_drop)
    _add_show(below)
    add_dividing(below)


def _add_list(below: Verbs) -> None:
    parser = below.add_parser(
        "list", help="all, with how far their owners are", description="All, a line each."
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for each selection")
    add_shared(parser)
    parser.set_defaults(run=run_list, asks=True)


def _add_save(below: Verbs) -> None:
    parser = below.add_parser(
        "save",
        help="save a filter under a name",
        description="Save a filter under a name. One of your own that has the name is changed; "
        "leave out state: and questions: where what is finished shall stay.",
    )
    parser.add_argument("name", metavar="NAME", help="what to call it")
    parser.add_argument("--where", default="", metavar="FILTER", help="as 'lang:id'; else all")
    parser.add_argument(
        "--order",
        choices=ORDERS,
        default=ORDERS[0],
        help="what comes first; newest without it",
    )
    parser.add_argument("--owner", default="", metavar="ANALYST", help="makes it a queue")
    parser.add_argument("--watch", action="store_true", help="makes it a watch")
    add_shared(parser)
    parser.set_defaults(run=run_save)


def _add_named(below: Verbs, name: str, words: str, run: object, *, asks: bool = False) -> None:
    parser = below.add_parser(
        name, help=words, description=f"{words[:1].upper()}{words[1:]}. Only who saved it may."
    )
    parser.add_argument("name", metavar="NAME", help="the selection's name")
    add_shared(parser)
    parser.set_defaults(run=run, asks=asks)


def _add_show(below: Verbs) -> None:
    parser = below.add_parser(
        "show",
        help="its articles",
        description="Its articles, in its order. Of a watch, what is new counts as seen then, "
        "but for what --limit left out; --new --limit N takes those that came first.",
    )
    parser.add_argument("name", metavar="NAME", help="the selection's name")
    parser.add_argument(
        "--new", action="store_true", help="of a watch: only what came since you looked"
    )
    add_limit(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object for each article")
    add_shared(parser)
    parser.set_defaults(run=run_show, asks=True)


def run_list(arguments: Arguments) -> int:
    """List all selections."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.standing import selection_words
    from workbench.services.selections import list_selections, record_of_standing

    with at_work(arguments) as bench:
        for standing in list_selections(bench):
            if arguments.json:
                print_json(record_of_standing(standing))
            else:
                words = selection_words(
                    standing.selection, progress=standing.progress, new=standing.new
                )
                print_line(f"{words}  ({standing.problem})" if standing.problem else words)
    return 0


def run_save(arguments: Arguments) -> int:
    """Save one."""
    from workbench.cli.output import say
    from workbench.domain.filter import Order
    from workbench.present.counting import counted
    from workbench.services.asking import terms_of
    from workbench.services.selections import save_selection

    with at_work(arguments) as bench:
        saved = save_selection(
            bench,
            arguments.name,
            where=arguments.where,
            order=Order(arguments.order),
            owner=arguments.owner,
            is_watch=arguments.watch,
        )
        many = bench.store.articles.count(terms_of(bench, saved.where), analyst=bench.analyst)
    holds = counted(many, "article") if many else "no article fits it now"
    say(f"saved: {saved.title}, {holds}; {saved.term} stands for it")
    return 0


def run_freeze(arguments: Arguments) -> int:
    """Freeze one."""
    from workbench.cli.output import say
    from workbench.present.counting import counted
    from workbench.services.selections import freeze_selection

    with at_work(arguments) as bench:
        frozen = freeze_selection(bench, arguments.name)
    say(f"frozen: {frozen.title}, {counted(len(frozen.articles or ()), 'article')}")
    return 0


def run_drop(arguments: Arguments) -> int:
    """Drop one."""
    from workbench.cli.output import say
    from workbench.present.standing import askers_words
    from workbench.services.selections import askers_of, drop_selection

    with at_work(arguments) as bench:
        dropped = drop_selection(bench, arguments.name)
        asked = askers_words(askers_of(bench, dropped))
    say(f"dropped: {dropped.title}{asked}; workbench undo brings it back")
    return 0


def run_show(arguments: Arguments) -> int:
    """Print the articles of one."""
    from workbench.cli.list_ import print_articles
    from workbench.cli.output import say
    from workbench.errors import UsageError
    from workbench.present.counting import counted
    from workbench.services.listing import list_articles
    from workbench.services.selections import find_selection, look_at, new_numbers

    with at_work(arguments) as bench:
        selection, limit = find_selection(bench, arguments.name), arguments.limit
        if arguments.new and not selection.is_watch:
            raise UsageError(f"{selection.name!r} is no watch", "workbench select save --watch.")
        is_part = selection.is_watch and limit is not None
        new = new_numbers(bench, selection) if is_part else []
        words = selection.term
        if arguments.new:
            words += _since(bench, selection.uid)
            words += f" number:<={new[limit - 1]}" if len(new) > (limit or 0) > 0 else ""
        printed: list[int] = []
        rows = list_articles(bench, words, limit=limit)
        print_articles(bench, _noting(rows, printed), arguments.json)
        left = sorted({*new}.difference(printed))
        standing = look_at(bench, selection, seen=left[0] - 1 if left else None)
        if selection.is_watch and standing.looked_at:
            say(f"{counted(standing.new, 'article')} new since {standing.looked_at}")
        if left:
            say(f"{len(left):,} not printed: they stay new")
    return 0


def _noting(rows: Iterable[ArticleRow], numbers: list[int]) -> Iterator[ArticleRow]:
    """The rows, the numbers of those that were taken noted."""
    for row in rows:
        numbers.append(row.number)
        yield row


def _since(bench: Workbench, uid: str) -> str:
    look = bench.store.selections.look(bench.analyst, uid)
    return f" number:>{look.number}" if look else ""
