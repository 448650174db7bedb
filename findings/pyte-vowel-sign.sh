#!/usr/bin/env bash
# A terminal emulator for tests loses all that is drawn behind a vowel sign, to the next escape.
#
# Surprising: pyte asks wcwidth how wide a character is. One of no width goes to the letter before
# it if Unicode gives it a combining class; if not, pyte takes it for one that cannot be printed and
# leaves the rest of that piece of text out, letters and all. The spacing vowel signs of Devanagari
# or Bengali have no width in wcwidth by now and combining class 0, and so has the sign ZERO WIDTH
# NON-JOINER. A word of Hindi ends the line; the same word with an escape sequence behind its sign
# goes on, so that what is lost depends on how a program cuts its output.
# One would have expected: a sign is dropped or put on its letter, and the next letter is drawn.
# Versions: pyte 0.8.2, wcwidth 0.9.4. Seen on 29 November 2026.
# Matters: whoever proves with pyte that a terminal program shows names or quotations in such scripts
# sees short lines where terminals show whole ones, and may mend the program. Give the emulator's
# wcwidth another table for such tests, or put its `draw` right.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with pyte==0.8.2 wcwidth==0.9.4

"$python" - <<'PY'
import unicodedata

import pyte
from telling import tell
from wcwidth import wcwidth

SIGN = "\N{DEVANAGARI VOWEL SIGN AA}"
WORDS = f"कथन \N{DEVANAGARI LETTER MA}{SIGN}न kata Rina"


def shown(sent):
    screen = pyte.Screen(40, 1)
    pyte.Stream(screen).feed(sent)
    return screen.display[0].rstrip()


tell(
    {
        "width and combining class of the sign": (wcwidth(SIGN), unicodedata.combining(SIGN)),
        "shown of one piece": shown(WORDS),
        "shown with a colour behind the sign": shown(WORDS.replace(SIGN, f"{SIGN}\x1b[1m")),
        "shown where a sign has a class": shown("क़लम kata Rina"),
    },
    {
        "width and combining class of the sign": (0, 0),
        "shown of one piece": "कथन म",
        "shown with a colour behind the sign": "कथन मन kata Rina",
        "shown where a sign has a class": "क़लम kata Rina",
    },
)
PY
