"""What leaves a database: which articles, whose work, which names and texts, as options; and what
came of it, in words or as a record."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.cli.context import Arguments

if TYPE_CHECKING:
    from workbench.domain.choice import Choice
    from workbench.services.workbench import Workbench


def add_which(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """The options that say which articles, as a group to which a verb may add its own."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--where", default="", metavar="FILTER", help="which articles; else all")
    which.add_argument("--set", metavar="NAME", help="the articles of a frozen selection")
    which.add_argument(
        "--story", metavar="ARTICLE", help="this article and those that are likely the same story"
    )
    return which


def add_choice(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """The options; the group of those that say which articles."""
    which = add_which(parser)
    parser.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="NAME",
        help="the work of this analyst alone; may be given several times",
    )
    parser.add_argument(
        "--layer",
        choices=("decided", "all"),
        help="of several analysts' work what stands (unanimous, ruled on, or one analyst's alone), "
        "or all of it; what stands where anybody has ruled, or a group shares the database",
    )
    parser.add_argument(
        "--pseudonyms",
        action="store_true",
        help="call analysts otherwise, always alike in this database; words they wrote stay",
    )
    parser.add_argument(
        "--without-text",
        action="store_true",
        help="leave the articles' texts out, but for what analysts quoted",
    )
    return which


def choice_of_which(bench: Workbench, arguments: Arguments) -> Choice:
    """Which articles the arguments choose. Raises NotFoundError."""
    from workbench.domain.choice import Choice

    story = ""
    if arguments.story:
        articles = bench.store.articles
        story = articles.get(articles.resolve(arguments.story)).uid
    return Choice(where=arguments.where, set=arguments.set or "", story=story)


def choice_of(bench: Workbench, arguments: Arguments) -> Choice:
    """What the arguments choose. Raises NotFoundError."""
    from workbench.domain.choice import WhichLayer

    return replace(
        choice_of_which(bench, arguments),
        analysts=tuple(dict.fromkeys(arguments.by)),
        layer=WhichLayer(arguments.layer) if arguments.layer else None,
        pseudonyms=arguments.pseudonyms,
        without_text=arguments.without_text,
    )


def is_printed(arguments: Arguments) -> bool:
    """Whether what leaves goes to standard output. Raises UsageError where --json would too."""
    from workbench.errors import UsageError

    if str(arguments.out) != "-":
        return False
    if arguments.json:
        raise UsageError("--json would stand within what --out - prints", "Name a file.")
    return True


def say_if_nothing_fits(bench: Workbench, choice: Choice, articles: int) -> None:
    """Say whose states and claims a filter asks for that leaves nothing."""
    from workbench.cli.output import say

    if choice.where and not articles:
        whose = f"{bench.analyst}'s, --analyst NAME says whose else"
        say(f"nothing fits; states and claims are {whose}")


def tell_written(record: Mapping[str, Any], *, is_json: bool, lost: str = "not kept") -> None:
    """Print a loss report, or say it: how much left, what became of a folder that is kept, and what
    had no place. lost: how that is called."""
    from workbench.cli.output import print_json, say
    from workbench.domain.deciding import Left
    from workbench.present.counting import counted

    if is_json:
        print_json(record)
        return
    articles, claims = counted(record["articles"], "article"), counted(record["claims"], "claim")
    say(f"{record['out']}: {articles}, {claims}")
    for one in record["became"]:
        say(f"{one['count']} {one['what']} ({one['why']})")
    for loss in record["lost"]:
        say(f"{lost}: {loss['count']} {loss['what']} ({loss['why']})")
    if any(loss["why"] == Left.UNRESOLVED for loss in record["lost"]):
        say("workbench adjudicate decides where analysts differ; --layer all has all of it")
