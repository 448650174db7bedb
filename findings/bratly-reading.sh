#!/usr/bin/env bash
# Reading a brat file with bratly removes relations whose end stands twice on the same words.
#
# Surprising: read_and_load_ann_file takes out "duplicates" unless told not to: of two entities of
# one type on the same span the later goes, and then everything that pointed to it goes as well:
# relations, attributes and notes, although the twin that stays is the same in all but its id. Brat
# itself allows such twins, and merging two people's files makes them. What stays is renumbered, so
# the ids do not tell. And what bratly writes, it cannot read: attributes are written before the
# events that they stand on, and on reading them again they are gone.
# One would have expected: reading changes nothing; where twins are merged, what pointed to one
# points to the other; a file that a library wrote comes back whole.
# Versions: bratly 0.1.4 with bratly-io-fs 0.1.4. Seen on 28 November 2026.
# Matters: the relation is the chain (who said it through whom) and the attribute how firmly; the
# entities, which are what people count, are all still there.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with bratly==0.1.4 bratly-io-fs==0.1.4

"$python" - <<'PY'
import contextlib
import io
from pathlib import Path

from bratly.io import read_and_load_ann_file, write_ann_file
from telling import tell

TEXT = "Menteri Surya menurut Rina tidak hadir, kata Surya.\n"
TWINS = """T1\tPerson 45 50\tSurya
T2\tPerson 45 50\tSurya
T3\tPerson 22 26\tRina
R1\tThrough Arg1:T3 Arg2:T2
A1\tFirmness T2 claims
#1\tAnnotatorNotes T2\tasks again
"""
EVENT = """T1\tCue 40 44\tkata
T2\tPerson 45 50\tSurya
E1\tSay:T1 Speaker:T2
A1\tDenied E1
"""
for name, ann in (("twins", TWINS), ("event", EVENT)):
    Path(f"{name}.txt").write_text(TEXT)
    Path(f"{name}.ann").write_text(ann)


def lines(name, **options):
    return [str(one) for one in read_and_load_ann_file(f"{name}.ann", **options).annotations]


once = lines("event")
write_ann_file(read_and_load_ann_file("event.ann"), "again.ann")
Path("again.txt").write_text(TEXT)
with contextlib.redirect_stdout(io.StringIO()):
    twice = lines("again")
tell(
    {
        "twins, as a rule": lines("twins"),
        "twins, no_duplicates=False": len(lines("twins", no_duplicates=False)),
        "event, read": once,
        "event, written and read": twice,
    },
    {
        "twins, as a rule": ["T1\tPerson 22 26\tRina", "T2\tPerson 45 50\tSurya"],
        "twins, no_duplicates=False": 6,
        "event, read": [
            "T1\tCue 40 44\tkata",
            "T2\tPerson 45 50\tSurya",
            "A1\tDenied E1",
            "E1\tSay:T1 Speaker:T2",
        ],
        "event, written and read": [
            "T1\tCue 40 44\tkata",
            "T2\tPerson 45 50\tSurya",
            "E1\tSay:T1 Speaker:T2",
        ],
    },
)
PY
