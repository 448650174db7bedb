"""The completion script of zsh, with a word on each verb and option."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.cli.shells.commands import Command, Takes, value_options, values_of

_HEAD = """\
#compdef workbench
# Completion of workbench for zsh, made by: workbench completion zsh
_workbench() {{
    local word at="" skip="" i prev=${{words[CURRENT - 1]}}
    local -a offered
    for ((i = 2; i < CURRENT; i++)); do
        word=${{words[i]}}
        if [[ -n $skip ]]; then
            skip=""
            continue
        fi
        case $word in
        {valued}) skip=1 ;;
        *)
            case "$at $word" in
            {paths}) at="$at $word" ;;
            esac
            ;;
        esac
    done
    if [[ $PREFIX == --*=* ]]; then
        prev=${{PREFIX%%=*}}
        compset -P "*="
    fi
    case "$at:$prev" in
"""

_MIDDLE = """\
    esac
    if [[ $PREFIX == -* ]]; then
        case $at in
"""

_PLACES = """\
        esac
    else
        case $at in
"""

_TAIL = """\
        esac
    fi
    (( $#offered )) && _describe workbench offered
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _workbench "$@"
else
    compdef _workbench workbench
fi
"""


def zsh_script(commands: tuple[Command, ...]) -> str:
    """The whole script."""
    paths = "|".join(f'" {one.name}"' for one in commands if one.path)
    parts = [_HEAD.format(valued="|".join(value_options(commands)), paths=paths)]
    parts += [
        f"    {pattern}) {_offer(takes)}; return ;;\n" for pattern, takes in values_of(commands)
    ]
    parts.append(_MIDDLE)
    for one in commands:
        described = [(name, o.help) for o in one.options for name in o.names]
        parts.append(f'        "{_place(one)}") offered=({_described(described)}) ;;\n')
    return "".join([*parts, _PLACES, *_places(commands), _TAIL])


def _place(command: Command) -> str:
    return f" {command.name}" if command.path else ""


def _places(commands: tuple[Command, ...]) -> Iterator[str]:
    for command in commands:
        if command.below:
            yield f'        "{_place(command)}") offered=({_described(command.below)}) ;;\n'
        elif command.places.is_known:
            yield f'        "{_place(command)}") {_offer(command.places)} ;;\n'


def _offer(takes: Takes) -> str:
    if takes.files:
        return "_files"
    return f"compadd -- {' '.join(takes.words)}" if takes.words else ":"


def _described(named: Iterable[tuple[str, str]]) -> str:
    """The words of `_describe`: name and help, a colon between."""
    return " ".join(_quoted(f"{name}:{help_}".strip(":")) for name, help_ in named)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "'\\''") + "'"
