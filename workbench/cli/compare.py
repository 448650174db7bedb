"""`workbench compare`: how two statements stand to each other, of documents on standard input."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "compare",
        help="how two statements stand to each other",
        description="How two statements stand to each other: pairs on standard input, in order, "
        "without a database.",
    )
    parser.add_argument(
        "--jsonl", action="store_true", required=True, help="pairs from stdin, a JSON object a line"
    )
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print how the two of each pair stand to each other; 1 when some line could not be read."""
    from workbench.cli.facts import answer_stdin
    from workbench.services.compared import comparison_asked

    return answer_stdin(comparison_asked)
