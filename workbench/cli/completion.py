"""`workbench completion`: a script that makes a shell complete verbs, options and choices."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "completion",
        help="completion for your shell",
        description="Prints a script that completes verbs, options, choices and files. For bash: "
        '`eval "$(workbench completion bash)"` in ~/.bashrc; for zsh: put it as _workbench into a '
        "folder of $fpath; for fish: into ~/.config/fish/completions/workbench.fish.",
    )
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print the script."""
    import sys

    from workbench.cli.main import build_parser
    from workbench.cli.shells import SCRIPTS, commands_of

    sys.stdout.write(SCRIPTS[arguments.shell](commands_of(build_parser())))
    return 0
