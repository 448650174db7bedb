#!/usr/bin/env bash
# tmux types "literally", but for a semicolon at the end.
#
# Surprising: `send-keys -l` is there to type a text as it is, whatever keys it names. If the text
# ends in a semicolon, that is taken for the end of the command, also when no shell is between (an
# argument of exec), and never typed; a lone ";" types nothing at all. set-buffer, for pasting,
# loses it as well. In the middle it stays, and of two at the end one does. Only a backslash before
# the last one helps, and only there: before one in the middle it would be typed. load-buffer from
# standard input keeps all.
# One would have expected: one argument, literal, arrives whole.
# Versions: tmux 3.3a (Debian 12). The tmux at hand is tried. Seen on 28 November 2026.
# Matters: who tests a terminal program through tmux types prose, and prose has semicolons; a test
# that types piece by piece loses one wherever a piece ends in one. Use load-buffer and
# paste-buffer.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
command -v tmux >tmux.log || not_tried "no tmux"
command -v python3 >python.log || not_tried "no python3"
tmux -V

PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1 python3 - <<'PY'
import subprocess
from itertools import count

from telling import tell

sockets = (f"socket{number}" for number in count())


def typed(send):
    """What a program in the terminal is given, up to the end of its line."""
    socket = next(sockets)

    def tmux(*words, said=None):
        run = ["tmux", "-S", socket, "-f", "/dev/null", *words]
        subprocess.run(run, input=said, text=True, check=True, timeout=20)

    program = f"head -n 1 >line; tmux -S {socket} wait-for -S read; cat"
    tmux("new-session", "-d", "-x", "80", "-y", "24", program)
    try:
        send(tmux)
        tmux("send-keys", "Enter")
        tmux("wait-for", "read")
    finally:
        tmux("kill-server")
    with open("line", encoding="utf-8") as line:
        return line.read().removesuffix("\n")


def keys(words):
    return typed(lambda tmux: tmux("send-keys", "-l", words))


def pasted(words, *, loaded):
    def paste(tmux):
        if loaded:
            tmux("load-buffer", "-", said=words)
        else:
            tmux("set-buffer", words)
        tmux("paste-buffer")

    return typed(paste)


tell(
    {
        "at the end": keys("he spoke;"),
        "in the middle": keys("he spoke; she left"),
        "two at the end": keys("he spoke;;"),
        "alone": keys(";"),
        "backslash at the end": keys("he spoke\\;"),
        "backslash in the middle": keys("he spoke\\; she left"),
        "set-buffer": pasted("he spoke;", loaded=False),
        "load-buffer": pasted("he spoke;", loaded=True),
    },
    {
        "at the end": "he spoke",
        "in the middle": "he spoke; she left",
        "two at the end": "he spoke;",
        "alone": "",
        "backslash at the end": "he spoke;",
        "backslash in the middle": "he spoke\\; she left",
        "set-buffer": "he spoke",
        "load-buffer": "he spoke;",
    },
)
PY
