"""The completion script of fish, with a word on each verb and option."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.cli.shells.commands import Command, Option, value_options

_HEAD = """\
# Completion of workbench for fish, made by: workbench completion fish
function __workbench_at
    set -l at
    set -l skip
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if set -q skip[1]
            set skip
            continue
        end
        switch $word
            case {valued}
                set skip 1
            case '*'
                switch (string join ' ' $at $word)
                    case {paths}
                        set -a at $word
                end
        end
    end
    test "$at" = "$argv"
end
complete -c workbench -f
"""


def fish_script(commands: tuple[Command, ...]) -> str:
    """The whole script."""
    paths = " ".join(_quoted(one.name) for one in commands if one.path)
    lines = [_HEAD.format(valued=" ".join(value_options(commands)), paths=paths)]
    for command in commands:
        lines += [f"{line}\n" for line in _lines(command)]
    return "".join(lines)


def _lines(command: Command) -> Iterator[str]:
    here = f"complete -c workbench -n {_quoted(f'__workbench_at {command.name}'.strip())}"
    for name, words in command.below:
        yield f"{here} -a {name} -d {_quoted(words)}"
    if command.places.words:
        yield f"{here} -a {_quoted(' '.join(command.places.words))}"
    if command.places.files:
        yield f"{here} -F"
    for option in command.options:
        yield f"{here} {_option(option)} -d {_quoted(option.help)}"


def _option(option: Option) -> str:
    names = " ".join(
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
    )
    if option.takes is None:
        return names
    if option.takes.files:
        return f"{names} -r -F"
    if option.takes.words:
        return f"{names} -x -a {_quoted(' '.join(option.takes.words))}"
    return f"{names} -x"


def _quoted(words: str) -> str:
    return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'"
