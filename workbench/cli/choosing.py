"""What leaves a database, as options: which articles, whose work, which names and texts."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments

if TYPE_CHECKING:
    from workbench.domain.choice import Choice
    from workbench.services.workbench import Workbench


def add_choice(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """The options; the group of those that say which articles, to which a verb may add its own."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--where", default="", metavar="FILTER", help="which articles; else all")
    which.add_argument("--set", metavar="NAME", help="the articles of a frozen selection")
    which.add_argument(
        "--story", metavar="ARTICLE", help="this article and those that are likely the same story"
    )
    parser.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="NAME",
        help="the work of this analyst alone; may be given several times",
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


def choice_of(bench: Workbench, arguments: Arguments) -> Choice:
    """What the arguments choose. Raises NotFoundError."""
    from workbench.domain.choice import Choice

    story = ""
    if arguments.story:
        articles = bench.store.articles
        story = articles.get(articles.resolve(arguments.story)).uid
    return Choice(
        where=arguments.where,
        set=arguments.set or "",
        story=story,
        analysts=tuple(dict.fromkeys(arguments.by)),
        pseudonyms=arguments.pseudonyms,
        without_text=arguments.without_text,
    )
