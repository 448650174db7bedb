#!/usr/bin/env bash
# To nervaluate, two spans that share no letter agree completely, if they touch.
#
# Surprising: it takes spans "in the style of prodi.gy", a tool whose end is the first letter that
# is no longer in. Overlap is reckoned as if the end were still in. So [0, 20) and [20, 40) of one
# label overlap: counted by type that is a hit, precision and recall 1.0; counted by parts, half a
# hit. One letter further apart it is a miss and a false alarm: 0.0.
# One would have expected: 0.0 for both; half-open spans that touch have nothing in common.
# Versions: nervaluate 1.2.1. Seen on 28 November 2026.
# Matters: what a text says and who says it often touch, and so do two sentences of a quotation
# that was cut in the wrong place: a splitter that is off by a whole sentence is praised. Subtract
# one from each end before handing spans over, for this library alone.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with nervaluate==1.2.1

"$python" - <<'PY'
from nervaluate import Evaluator
from telling import tell


def scores(right, found):
    spans = [[[{"label": "CONTENT", "start": start, "end": end}]] for start, end in (right, found)]
    overall = Evaluator(*spans, tags=["CONTENT"]).evaluate()["overall"]
    return {way: (overall[way].precision, overall[way].recall) for way in ("ent_type", "partial")}


tell(
    {
        "touching": scores((0, 20), (20, 40)),
        "touching, the last letter meant": scores((0, 19), (20, 39)),
        "a letter apart": scores((0, 20), (21, 40)),
    },
    {
        "touching": {"ent_type": (1.0, 1.0), "partial": (0.5, 0.5)},
        "touching, the last letter meant": {"ent_type": (0.0, 0.0), "partial": (0.0, 0.0)},
        "a letter apart": {"ent_type": (0.0, 0.0), "partial": (0.0, 0.0)},
    },
)
PY
