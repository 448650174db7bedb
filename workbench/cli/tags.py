"""`workbench tags`: free words on articles and claims: listed, put, taken off, renamed, merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_below, add_json, add_shared, at_work

if TYPE_CHECKING:
    import argparse

    from workbench.services.tags import Tagged
    from workbench.services.workbench import Workbench

_A_TAG = "a tag of your own"


def add(verbs: Verbs) -> None:
    """Add the verb and what it does."""
    parser = verbs.add_parser(
        "tags",
        help="free words on articles and claims",
        description="A tag is its analyst's: two may put the same word, and what you rename, merge "
        "or take off is yours alone. Colleagues' tags are listed where your own judgement of the "
        "article stands. Each act is one undo.",
    )
    parser.set_defaults(run=run_list, json=False)
    add_shared(parser)
    add_json(parser, "tag")
    what = parser.add_subparsers(metavar="WHAT", title="what", description="list without it")
    add_json(add_below(what, "list", "all that you may see, the most used first", run_list), "tag")
    one = add_below(what, "add", "put tags on articles and claims", run_add)
    one.add_argument("names", nargs="+", metavar="TAG", help="a word, or several in quotes")
    _add_subjects(one)
    one = add_below(what, "remove", "take yours off what is named, else off everything", run_remove)
    one.add_argument("names", nargs="+", metavar="TAG", help=_A_TAG)
    _add_subjects(one)
    one = add_below(what, "rename", "call one otherwise, wherever it is", run_rename)
    one.add_argument("name", metavar="TAG", help=_A_TAG)
    one.add_argument("new", metavar="WORD", help="what to call it")
    one = add_below(what, "merge", "make these the last one, wherever they are", run_merge)
    one.add_argument("names", nargs="+", metavar="TAG", help=_A_TAG)
    one.add_argument("into", metavar="INTO", help="the one that stays")


def _add_subjects(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--article", action="append", default=[], metavar="ARTICLE", help="may be repeated"
    )
    parser.add_argument(
        "--claim", action="append", default=[], metavar="CLAIM", help="its uid; may be repeated"
    )
    parser.add_argument("--where", metavar="FILTER", help="all articles that it leaves")
    parser.add_argument("--claims", metavar="FILTER", help="all claims that it leaves")


def run_list(arguments: Arguments) -> int:
    """List tags."""
    from workbench.cli.output import columns, print_json, print_line
    from workbench.present.counting import counted
    from workbench.services.records import record_of_used
    from workbench.services.tags import list_tags

    with at_work(arguments) as bench:
        used = list_tags(bench)
    if arguments.json:
        for one in used:
            print_json(record_of_used(one))
        return 0
    rows = [
        (
            one.name,
            counted(one.articles, "article"),
            counted(one.claims, "claim"),
            ", ".join(one.analysts),
        )
        for one in used
    ]
    for line in columns(rows):
        print_line(line)
    return 0


def run_add(arguments: Arguments) -> int:
    """Put tags."""
    from workbench.errors import UsageError
    from workbench.services.tags import put_tags

    names = _names(arguments)
    with at_work(arguments) as bench:
        on = _subjects(bench, arguments)
        if on is None:
            raise UsageError("tags go on something", "Name it: --article, --claim, --where.")
        entry = put_tags(bench, names, on)
    _say(entry.about if entry else "", _none_fits(arguments, on) or "they are there already")
    return 0


def run_remove(arguments: Arguments) -> int:
    """Take tags off."""
    from workbench.services.tags import take_tags

    names = _names(arguments)
    with at_work(arguments) as bench:
        on = _subjects(bench, arguments)
        entry = take_tags(bench, names, on)
    none = _none_fits(arguments, on) if on else ""
    _say(f"taken off: {entry.about}" if entry else "", none or "they are not there")
    return 0


def run_rename(arguments: Arguments) -> int:
    """Rename a tag."""
    from workbench.services.tags import rename_tag

    with at_work(arguments) as bench:
        entry = rename_tag(bench, arguments.name, arguments.new)
    _say(entry.about if entry else "", "it is called so")
    return 0


def run_merge(arguments: Arguments) -> int:
    """Merge tags."""
    from workbench.services.tags import merge_tags

    with at_work(arguments) as bench:
        entry = merge_tags(bench, arguments.names, arguments.into)
    _say(entry.about if entry else "", "nothing changed")
    return 0


def _names(arguments: Arguments) -> list[str]:
    """The tags that were named; with commas several in one word, as at the desk."""
    from workbench.errors import UsageError
    from workbench.services.tags import tag_names

    names = tag_names(",".join(arguments.names))
    if not names:
        raise UsageError("no tag is named")
    return names


def _subjects(bench: Workbench, arguments: Arguments) -> Tagged | None:
    """What was named; None where nothing was."""
    from workbench.services.asking import terms_of
    from workbench.services.board import claims_named
    from workbench.services.tags import Tagged

    named = (arguments.article, arguments.claim, arguments.where, arguments.claims)
    if named == ([], [], None, None):
        return None
    articles = [bench.store.articles.resolve(one) for one in arguments.article]
    if arguments.where is not None:
        terms = terms_of(bench, arguments.where)
        articles += bench.store.articles.numbers(terms, analyst=bench.analyst)
    return Tagged(articles, claims_named(bench, arguments.claim, arguments.claims))


def _none_fits(arguments: Arguments, on: Tagged) -> str:
    """Which filters left nothing, where nothing was named; else empty."""
    asked = {"no article": arguments.where, "no claim": arguments.claims}
    none = " and ".join(words for words, filter_ in asked.items() if filter_ is not None)
    return "" if on.articles or on.claims else f"{none} fits"


def _say(done: str, else_: str) -> None:
    from workbench.cli.output import say

    say(done or f"nothing changed: {else_}")
