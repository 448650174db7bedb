"""`workbench open-questions`: what you keep open, and what articles since say to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import (
    Arguments,
    VerbParser,
    Verbs,
    add_below,
    add_json,
    add_shared,
    at_work,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.domain.kept_open import Hearing
    from workbench.domain.open_question import OpenQuestion
    from workbench.services.workbench import Workbench

SOMETHING_NEW = 10
"""The exit code that says so, where it was asked for."""


def add(verbs: Verbs) -> None:
    """Add the verb and what stands below it."""
    parser = verbs.add_parser(
        "open-questions",
        help="what you keep open, and what new articles say to it",
        description="A claim, or a question in words, can be kept open: what articles that come "
        "later say to it is found when you ask, and listed with the reason until you "
        "saw it or dismissed it. Without WHAT: what is new, the newest articles first. For cron: "
        "workbench open-questions --seen --exit-code prints each once, and exits with 10 where "
        "there was any. Nobody else is told what you keep open.",
    )
    parser.set_defaults(run=run_list, json=False)
    add_shared(parser)
    add_json(parser, "question")
    parser.add_argument(
        "--all", action="store_true", help="what has nothing new, what was seen, and closed ones"
    )
    parser.add_argument("--seen", action="store_true", help="what is printed counts as seen")
    parser.add_argument(
        "--exit-code",
        action="store_true",
        help=f"exit with {SOMETHING_NEW} where something is new, with 0 where nothing is",
    )
    below = parser.add_subparsers(
        metavar="WHAT", title="what", description="what is new without it"
    )
    one = add_below(below, "keep", "keep a question in words open, or a claim", run_keep)
    one.add_argument("words", nargs="*", metavar="WORD", help="the question")
    one.add_argument("--claim", metavar="CLAIM", help="the beginning of a claim's uid")
    one.add_argument("--lang", default="", metavar="LANG", help="of the question; else guessed")
    one = _add(below, "close", "ask of one no more", run_close)
    one.add_argument("reason", nargs="+", metavar="REASON", help="what settled it")
    one = _add(below, "seen", "you saw what is new on one", run_seen)
    one.add_argument(
        "places", nargs="*", metavar="PLACE", help="as #12:345; all that is new without it"
    )
    one = _add(below, "link", "link a statement that you keep open as is proposed", run_link)
    one.add_argument("places", nargs="+", metavar="PLACE", help="as #12:345")
    one = _add(below, "dismiss", "never list this again: it is of something else", run_dismiss)
    one.add_argument("places", nargs="+", metavar="PLACE", help="as #12:345")


def _add(below: Verbs, name: str, words: str, run: object) -> VerbParser:
    one = add_below(below, name, words, run)
    one.add_argument("question", metavar="QUESTION", help="the beginning of what the list calls it")
    return one


def run_list(arguments: Arguments) -> int:
    """Print what is new."""
    from workbench.cli.output import print_json, print_line
    from workbench.domain.kept_open import Hearing
    from workbench.present.counterparts import apart_words
    from workbench.present.open_questions import plain_lines
    from workbench.services.open_questions import hear_all, news_of, open_questions

    with at_work(arguments) as bench:
        every = open_questions(bench, with_closed=arguments.all)
        told = every if arguments.all else news_of(every)
        for one in told:
            if arguments.json:
                print_json(one.to_record(apart_words))
                continue
            for line in plain_lines(one):
                print_line(line)
        if arguments.seen:
            hear_all(bench, told, Hearing.SEEN)
    is_new = any(one.new and one.kept.is_open for one in told)
    return SOMETHING_NEW if arguments.exit_code and is_new else 0


def run_keep(arguments: Arguments) -> int:
    """Keep a question or a claim open."""
    from workbench.cli.output import say
    from workbench.errors import UsageError
    from workbench.services.open_questions import keep_claim_open, keep_question_open

    if bool(arguments.words) == bool(arguments.claim):
        raise UsageError("a question in words is kept open, or a claim", "Name one of them.")
    with at_work(arguments) as bench:
        if arguments.claim:
            kept = keep_claim_open(bench, arguments.claim)
        else:
            kept = keep_question_open(bench, " ".join(arguments.words), lang=arguments.lang)
    say(f"kept open: {kept.words}")
    return 0


def run_close(arguments: Arguments) -> int:
    """Close one."""
    from workbench.cli.output import say
    from workbench.services.open_questions import close_question

    with at_work(arguments) as bench:
        one = _called(bench, arguments)
        close_question(bench, one.kept, " ".join(arguments.reason))
    say(f"closed: {one.kept.words}")
    return 0


def run_seen(arguments: Arguments) -> int:
    """Say that replies were seen."""
    from workbench.domain.kept_open import Hearing

    return _hear(arguments, Hearing.SEEN)


def run_link(arguments: Arguments) -> int:
    """Link what is kept open with replies, as is proposed of each."""
    from workbench.cli.output import say
    from workbench.services.open_questions import link_reply

    with at_work(arguments) as bench:
        one = _called(bench, arguments)
        for reply in _chosen(one, arguments.places).replies:
            entry = link_reply(bench, one, reply)
            say(f"linked: {entry.about}" if entry else "linked already")
    return 0


def run_dismiss(arguments: Arguments) -> int:
    """Send replies away for good."""
    from workbench.domain.kept_open import Hearing

    return _hear(arguments, Hearing.DISMISSED)


def _hear(arguments: Arguments, hearing: Hearing) -> int:
    from workbench.cli.output import say
    from workbench.present.counting import counted
    from workbench.services.open_questions import hear_all

    with at_work(arguments) as bench:
        one = _called(bench, arguments)
        chosen = _chosen(one, arguments.places) if arguments.places else one
        done = hear_all(bench, [chosen], hearing)
    say(f"{hearing.value}: {counted(done, 'statement')}")
    return 0


def _called(bench: Workbench, arguments: Arguments) -> OpenQuestion:
    """The one that is called so. Raises NotFoundError, UsageError."""
    from workbench.errors import NotFoundError
    from workbench.services.called import called
    from workbench.services.open_questions import open_questions

    every = open_questions(bench)
    missing = NotFoundError(
        f"you keep nothing open that is called {arguments.question!r}",
        "workbench open-questions --all lists what you do.",
    )
    return called(arguments.question, ((one.kept.uid, one) for one in every), missing)


def _chosen(question: OpenQuestion, places: Iterable[str]) -> OpenQuestion:
    """The question with the replies at these places alone. Raises NotFoundError."""
    from workbench.errors import NotFoundError
    from workbench.services.open_questions import only

    by_place = {one.place.removeprefix("#"): one for one in question.replies}
    found = []
    for place in places:
        if place.removeprefix("#") not in by_place:
            raise NotFoundError(
                f"nothing is said to it at {place!r}", "workbench open-questions --all has places."
            )
        found.append(by_place[place.removeprefix("#")])
    return only(question, *found)
