#!/usr/bin/env bash
# "3-5 million people" reaches to 51 million.
#
# Surprising: quantulum3 finds quantities with value, uncertainty and span. Before it looks, it
# writes number words as digits into the text: behind a dash "5 million" becomes "51000000.0", so
# that the range runs from 3 to 51,000,000 and its middle is 25.5 million, with a span that ends
# inside the word. "3 to 5 million" runs from 3, not 3 million, to 5 million. For "Between 2 and 3
# million dollars" the span begins at -1, so that text[start:end] is the last letter. "5 million"
# alone is right.
# One would have expected: 3,000,000 to 5,000,000; and a span that holds the words.
# Versions: quantulum3 0.10.0. Seen on 28 November 2026.
# Matters: how many dead, how much money: newspapers print ranges just where it counts. The value
# ten times too large is valid and has its span, and -1 is a place in Python.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with quantulum3==0.10.0

"$python" - <<'PY'
from quantulum3 import parser
from telling import tell


def read(text):
    [found] = parser.parse(text)
    doubt = found.uncertainty or 0.0
    return (found.value - doubt, found.value + doubt, found.span, text[slice(*found.span)])


TEXTS = (
    "3-5 million people",
    "3 to 5 million people",
    "Between 2 and 3 million dollars",
    "5 million people",
)
tell(
    {text: read(text) for text in TEXTS},
    {
        "3-5 million people": (3.0, 51000000.0, (0, 9), "3-5 milli"),
        "3 to 5 million people": (3.0, 5000000.0, (0, 14), "3 to 5 million"),
        "Between 2 and 3 million dollars": (2.0, 3000000.0, (-1, 31), "s"),
        "5 million people": (5000000.0, 5000000.0, (0, 9), "5 million"),
    },
)
PY
