#!/usr/bin/env bash
# In Textual and Rich a text is not as long as the string that it was made of.
#
# Surprising: Text(string) and Content(string) leave out BEL, BS, VT, FF and CR, in silence; other
# control characters and zero-width ones stay. Spans that are put on afterwards stand one letter
# too far right behind each. TextArea, in turn, ends a line at VT, FF, U+001C to U+001E, U+0085,
# U+2028 and U+2029, and what one reads back from it has a line feed there; where the first line
# ends in CR LF it is two letters, so that the text has grown.
# One would have expected: a text holds what it is given, and only painting leaves things out.
# Versions: textual 8.2.8, rich 15.0.0. Seen on 28 November 2026.
# Matters: form feeds and line separators are in texts from PDF and word processors, and offsets
# are counted in the stored text. Paint from offsets of one's own string, never from Content's, and
# do not save what a TextArea gives back as if it were what it was given.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with textual==8.2.8 rich==15.0.0

"$python" - <<'PY'
from rich.text import Text
from telling import tell
from textual.content import Content
from textual.widgets.text_area import Document

SIGNS = [*map(chr, range(0x20)), "\x7f", "\x85", "\xad", "\u200b", "\u2028", "\u2029", "\ufeff"]
STORED = "Page one\fSurya says"
START = STORED.index("Surya")


def signs(differs):
    return " ".join(f"{ord(sign):04X}" for sign in SIGNS if differs(sign))


marked = Content(STORED).stylize("bold", START, START + 5)
[span] = marked.spans
tell(
    {
        "Text leaves out": signs(lambda sign: Text(f"a{sign}b").plain != f"a{sign}b"),
        "Content leaves out": signs(lambda sign: Content(f"a{sign}b").plain != f"a{sign}b"),
        "bold": marked.plain[span.start : span.end],
        "Document changes": signs(lambda sign: Document(f"a{sign}b").text != f"a{sign}b"),
        "Document gives back": Document("one\r\ntwo\u2028three").text,
    },
    {
        "Text leaves out": "0007 0008 000B 000C 000D",
        "Content leaves out": "0007 0008 000B 000C 000D",
        "bold": "urya ",
        "Document changes": "000B 000C 001C 001D 001E 0085 2028 2029",
        "Document gives back": "one\r\ntwo\r\nthree",
    },
)
PY
