"""`workbench coverage`: what you have covered of an article, by sentences: list, mark, unmark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, VerbParser, Verbs, add_shared, at_work, offset

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.journal import Entry
    from workbench.domain.segment import Extent
    from workbench.services.view import ArticleView
    from workbench.services.workbench import Workbench


def add(verbs: Verbs) -> None:
    """Add the verb and what stands below it."""
    parser = verbs.add_parser(
        "coverage",
        help="which sentences of an article are covered",
        description="A sentence is covered by a claim of yours, by your answer to a question, or "
        "by your mark that nothing is in it. Headings, bylines and links need nothing.",
    )
    below = parser.add_subparsers(metavar="WHAT", required=True)
    one = below.add_parser(
        "list",
        help="sentences that nothing covers",
        description="A line for each sentence that nothing covers: the place where it begins, and "
        "its words.",
    )
    _add_article(one)
    one.add_argument("--all", action="store_true", help="every sentence, with what covers it")
    one.add_argument("--json", action="store_true", help="one JSON object for each sentence")
    one.set_defaults(run=run_list)
    one = below.add_parser(
        "mark",
        help="say that nothing is in some",
        description="Mark sentences as having nothing to record, as one act. What is covered "
        "otherwise stays as it is.",
    )
    _add_article(one)
    _add_places(one)
    one.set_defaults(run=run_mark)
    one = below.add_parser(
        "unmark",
        help="take such marks back",
        description="Take your marks on sentences back, as one act.",
    )
    _add_article(one)
    _add_places(one)
    one.set_defaults(run=run_unmark)


def _add_article(parser: VerbParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="a number, or the start of a uid")
    add_shared(parser)


def _add_places(parser: VerbParser) -> None:
    parser.add_argument(
        "places",
        nargs="+",
        type=offset,
        metavar="PLACE",
        help="where a sentence stands: the offset of any of its code points, as listed",
    )


def run_list(arguments: Arguments) -> int:
    """List the sentences."""
    from workbench.cli.output import print_json, print_line, say
    from workbench.domain.coverage import Cover
    from workbench.domain.text import safe_line
    from workbench.present.sheet import coverage_words
    from workbench.services.coverage import coverage_of

    with at_work(arguments) as bench:
        view = _view(bench, arguments)
    covered = coverage_of(view)
    for place, (start, end) in enumerate(covered.sentences):
        cover, words = covered.cover(place), view.text[start:end]
        if cover is not Cover.UNCOVERED and not arguments.all:
            continue
        if arguments.json:
            record = {"number": view.number, "start": start, "end": end, "exact": words}
            print_json(record | {"cover": cover.word})
        else:
            how = f"{cover.word:<9}  " if arguments.all else ""
            print_line(f"{start:>6}  {how}{safe_line(words)}")
    say(coverage_words(covered))
    return 0


def run_mark(arguments: Arguments) -> int:
    """Mark."""
    from workbench.services.coverage import mark_nothing

    entry = _change(arguments, mark_nothing)
    return _told(entry, "nothing here", "no uncovered sentence is there")


def run_unmark(arguments: Arguments) -> int:
    """Take marks back."""
    from workbench.services.coverage import unmark_nothing

    entry = _change(arguments, unmark_nothing)
    return _told(entry, "something here", "no mark of yours is there")


def _change(
    arguments: Arguments,
    service: Callable[[Workbench, ArticleView, list[Extent]], Entry | None],
) -> Entry | None:
    with at_work(arguments) as bench:
        view = _view(bench, arguments)
        return service(bench, view, _sentences(view, arguments.places))


def _told(entry: Entry | None, done: str, nothing: str) -> int:
    from workbench.cli.output import say

    say(f"{done}: {entry.about}" if entry else nothing)
    return 0


def _view(bench: Workbench, arguments: Arguments) -> ArticleView:
    from workbench.services.view import view_article

    return view_article(bench, bench.store.articles.resolve(arguments.article))


def _sentences(view: ArticleView, places: list[int]) -> list[Extent]:
    """The sentences at these offsets. Raises NotFoundError where none is."""
    from workbench.errors import NotFoundError
    from workbench.services.coverage import coverage_of

    sentences = coverage_of(view).sentences
    found = []
    for place in places:
        at = next(((start, end) for start, end in sentences if start <= place < end), None)
        if at is None:
            raise NotFoundError(f"no sentence of #{view.number} stands at {place}")
        found.append(at)
    return found
