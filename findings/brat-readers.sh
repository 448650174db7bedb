#!/usr/bin/env bash
# Two readers of brat files each drop a kind of line that the other keeps, and one drops the roles.
#
# Surprising: a valid .ann file says who speaks (roles of an event), that it is denied (an
# attribute) and who that is in a database (a reference). pybrat has a class for an argument with
# its role, and hands out bare entities instead: speaker and addressee cannot be told apart. It
# keeps references and passes over every attribute, so a denial reads as a statement. bioc keeps
# roles and attributes, and passes over every reference: written back, the file has lost who the
# speaker is. Neither says a word. bioc's own validator then calls the words of a split span wrong,
# as it joins the pieces with nothing between them where brat writes a blank.
# One would have expected: what a reader does not know, it keeps, refuses or mentions.
# Versions: pybrat 0.1.7, bioc 2.1. Seen on 28 November 2026.
# Matters: whoever checks a brat export by loading it with one reader proves half of it. Load it
# with both, and count lines by kind before and after.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with pybrat==0.1.7 bioc==2.1

"$python" - <<'PY'
from pathlib import Path

from bioc import brat
from bioc.brat.validator import validate
from pybrat.parser import BratParser
from telling import tell

TEXT = "Menteri Surya tidak hadir, kata Rina kepada Budi.\n"
ANN = """T1\tCue 27 31\tkata
T2\tPerson 32 36\tRina
T3\tPerson 44 48\tBudi
T4\tContent 0 7;14 25\tMenteri tidak hadir
E1\tSay:T1 Speaker:T2 Addressee:T3 Content:T4
A1\tDenied E1
N1\tReference T2 Register:17\tRina Kartika
"""
Path("folder").mkdir()
Path("folder/a.txt").write_text(TEXT)
Path("folder/a.ann").write_text(ANN)


def kinds(lines):
    return "".join(sorted(line[0] for line in lines.splitlines()))


event = BratParser().parse("folder")[0].events[0]
document = brat.loads(TEXT, ANN)
complaints = []
validate(document, onerror=complaints.append)
tell(
    {
        "lines of the file": kinds(ANN),
        "bioc writes back": kinds(brat.dumps_ann(document)),
        "bioc says of a split span": len(complaints),
        "pybrat's event has": sorted(vars(event)),
        "pybrat's arguments are": [(type(a).__name__, a.mention) for a in event.arguments],
        "pybrat's speaker is in": [reference.rid for reference in event.arguments[0].references],
    },
    {
        "lines of the file": "AENTTTT",
        "bioc writes back": "AETTTT",
        "bioc says of a split span": 1,
        "pybrat's event has": ["arguments", "id", "trigger", "type"],
        "pybrat's arguments are": [
            ("Entity", "Rina"),
            ("Entity", "Budi"),
            ("Entity", "Menteri tidak hadir"),
        ],
        "pybrat's speaker is in": ["Register"],
    },
)
PY
