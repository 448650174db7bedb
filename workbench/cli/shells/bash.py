"""The completion script of bash. It asks nothing of the bash-completion package."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.cli.shells.commands import Command, Takes, value_options, values_of

_HEAD = """\
# Completion of workbench for bash, made by: workbench completion bash
_workbench() {{
    local cur prev word path="" skip="" i reply=""
    cur=${{COMP_WORDS[COMP_CWORD]}}
    prev=${{COMP_WORDS[COMP_CWORD - 1]}}
    # --option=value is three words: bash parts words at the sign.
    if [[ $cur == "=" ]]; then
        cur=""
    elif [[ $prev == "=" ]]; then
        prev=${{COMP_WORDS[COMP_CWORD - 2]}}
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${{COMP_WORDS[i]}}
        if [[ $word == "=" ]]; then
            skip=1
            continue
        elif [[ $skip ]]; then
            skip=""
            continue
        fi
        case $word in
        {valued}) skip=1 ;;
        *)
            case "$path $word" in
            {paths}) path="$path $word" ;;
            esac
            ;;
        esac
    done
    COMPREPLY=()
    case "$path:$prev" in
"""

_MIDDLE = """\
    esac
    if [[ $cur == -* ]]; then
        case $path in
"""

_PLACES = """\
        esac
    else
        case $path in
"""

_TAIL = """\
        esac
    fi
    [[ $reply ]] && mapfile -t COMPREPLY < <(compgen -W "$reply" -- "$cur")
}
complete -F _workbench workbench
"""
_FILES = 'compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")'


def bash_script(commands: tuple[Command, ...]) -> str:
    """The whole script."""
    paths = "|".join(f'" {one.name}"' for one in commands if one.path)
    head = _HEAD.format(valued="|".join(value_options(commands)), paths=paths)
    values = [
        f"    {pattern}) {_offer(takes)}; return ;;\n" for pattern, takes in values_of(commands)
    ]
    parts = [head, *values, _MIDDLE]
    parts += [
        f'        "{_place(one)}") reply="{" ".join(n for o in one.options for n in o.names)}" ;;\n'
        for one in commands
    ]
    return "".join([*parts, _PLACES, *_places(commands), _TAIL])


def _place(command: Command) -> str:
    return f" {command.name}" if command.path else ""


def _places(commands: tuple[Command, ...]) -> Iterator[str]:
    for command in commands:
        words = (*(name for name, _ in command.below), *command.places.words)
        takes = Takes(words, command.places.files)
        if takes.is_known:
            yield f'        "{_place(command)}") {_offer(takes)} ;;\n'


def _offer(takes: Takes) -> str:
    if takes.files:
        return _FILES
    if takes.words:
        return f"mapfile -t COMPREPLY < <(compgen -W '{' '.join(takes.words)}' -- \"$cur\")"
    return ":"
