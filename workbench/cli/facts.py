"""`workbench facts`: what the machine finds, in a stored article or in documents from stdin."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, at_work, told_limits

if TYPE_CHECKING:
    from workbench.services.answers import Asked


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "facts",
        help="what the machine finds",
        description="Facts of a stored article; or with --jsonl, of documents on standard input.",
    )
    parser.add_argument(
        "article", nargs="?", metavar="ARTICLE", help="a number, or the start of a uid"
    )
    parser.add_argument("--jsonl", action="store_true", help="documents from stdin, in order")
    parser.add_argument("--json", action="store_true", help="one JSON object for each fact")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print facts; with --jsonl 1 when some line could not be read."""
    from workbench.errors import UsageError

    if arguments.jsonl == (arguments.article is not None):
        raise UsageError("either name an ARTICLE or give --jsonl")
    return _from_stdin() if arguments.jsonl else _of_article(arguments)


def _of_article(arguments: Arguments) -> int:
    from workbench.cli.output import columns, print_json, print_line
    from workbench.services.extraction import facts_of
    from workbench.services.records import records_of_facts

    with at_work(arguments) as bench:
        number = bench.store.articles.resolve(arguments.article)
        if arguments.json:
            for record in records_of_facts(bench, number):
                print_json(record)
            return 0
        facts = facts_of(bench, number)
    if facts:
        rows = [
            (f.kind.value, f"{f.span.start}-{f.span.end}", f.span.exact, f.rule, f.reason)
            for f in facts
        ]
        for line in columns(rows):
            print_line(line)
    return 0


def _from_stdin() -> int:
    from workbench.services.answers import facts_asked

    return answer_stdin(facts_asked)


def answer_stdin(asked: Asked) -> int:
    """Answer the documents on standard input in order; 1 when some line could not be read."""
    import sys

    from workbench.cli.output import takes_unicode
    from workbench.services.answers import answers

    limits = told_limits()
    failed = False
    # Not sys.stdin: the interpreter cannot end while another thread waits inside it.
    stream = open(sys.stdin.fileno(), "rb", closefd=False)  # noqa: SIM115
    with _loading() as loaded:
        for answer in answers(stream, limits, ascii_only=not takes_unicode(), asked=asked):
            loaded()
            failed = failed or answer.refused
            sys.stdout.buffer.write(answer.line)
            # Whoever feeds the documents may wait for each answer.
            sys.stdout.buffer.flush()
    return 1 if failed else 0


@contextmanager
def _loading() -> Iterator[Callable[[], None]]:
    """While a first text loads what all of them need, nobody looks for garbage; what was loaded by
    then stays, and is left out of every later search, the one when the process ends too."""

    def loaded() -> None:
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    gc.disable()
    try:
        yield loaded
    finally:
        gc.enable()
