#!/usr/bin/env bash
# PyLD reads another text from N-Quads than stands there, even where it wrote them itself.
#
# Surprising: escapes are undone one kind after the other, so a backslash before n, t or r (a path,
# a formula) comes back as a backslash and a line break or a tab. \u00E9 and \U0001F600, which say
# "é" and an emoji, stay as the six and ten letters that they are written with. And lines are cut
# wherever Python's splitlines does: a form feed, U+0085 or U+2028 in a text, which need no escape
# and get none, make the whole set unreadable, its canonical form (what gets hashed) too. rdflib
# reads all of them right, from what PyLD wrote.
# One would have expected: what a library writes of valid JSON-LD comes back from it the same, and
# \u is decoded, which old N-Triples needed for every letter that is not ASCII.
# Versions: PyLD 3.3.0, rdflib 7.6.0. Seen on 29 November 2026.
# Matters: an annotation's exact words are no longer those of the text, and get longer or shorter;
# the offsets beside them are untouched. Read N-Quads with rdflib, and leave PyLD the JSON.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with PyLD==3.3.0 rdflib==7.6.0

"$python" - <<'PY'
from pyld import jsonld
from rdflib import Dataset, Literal
from telling import tell

EXACT = "http://www.w3.org/ns/oa#exact"
SIGNS = [*map(chr, range(1, 0x20)), "\x7f", "\x85", "\xa0", "\u2028", "\u2029", "\ufeff"]
TEXTS = {f"{ord(sign):04X}": f"Rina{sign}Kartika" for sign in SIGNS}
PATH = r"C:\berita\rapat\nomor-5"
QUADS = {"format": "application/n-quads"}
ESCAPED = rf'<urn:example:1> <{EXACT}> "Jos\u00E9 \U0001F600" .' + "\n"


def canonical(text):
    document = {"@id": "urn:example:1", EXACT: text}
    return jsonld.normalize(document, {"algorithm": "URDNA2015", **QUADS})


def pyld(quads):
    try:
        return jsonld.from_rdf(quads)[0][EXACT][0]["@value"]
    except jsonld.JsonLdError:
        return None


def rdflib(quads):
    [quad] = Dataset().parse(data=quads, format="nquads").quads()
    return quad[2]


tell(
    {
        "a path, written and read by PyLD": pyld(canonical(PATH)),
        "written by PyLD, read by rdflib": rdflib(canonical(PATH)) == Literal(PATH),
        "escapes, PyLD": pyld(ESCAPED),
        "escapes, rdflib": str(rdflib(ESCAPED)),
        "PyLD cannot read": [sign for sign, text in TEXTS.items() if pyld(canonical(text)) is None],
        "rdflib reads all": all(
            rdflib(canonical(text)) == Literal(text) for text in TEXTS.values()
        ),
    },
    {
        "a path, written and read by PyLD": "C:\\berita\\\rapat\\\nomor-5",
        "written by PyLD, read by rdflib": True,
        "escapes, PyLD": r"Jos\u00E9 \U0001F600",
        "escapes, rdflib": "José \U0001f600",
        "PyLD cannot read": ["000B", "000C", "001C", "001D", "001E", "0085", "2028", "2029"],
        "rdflib reads all": True,
    },
)
PY
