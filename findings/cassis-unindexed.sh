#!/usr/bin/env bash
# dkpro-cassis writes one file with offsets in two units.
#
# Surprising: XMI counts UTF-16 units, Python code points, and cassis converts on the way out. It
# does so for annotations that were added to a view. One that is only reached through a feature
# (the speaker of a claim) is written too, but with its Python offsets, and without its text:
# behind the first emoji the claim is right and its speaker is shifted. Nothing is said on writing.
# One would have expected: what hangs on an annotation is counted like it. In UIMA's own Java an
# annotation knows its text from the moment it is made, so there the same program is right.
# Versions: dkpro-cassis 0.12.0. Seen on 28 November 2026.
# Matters: hops are just such things, reached from the claim. Add every annotation to the view, or
# make it with sofa=cas.get_sofa(), and let a test text hold an emoji before the first span.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with dkpro-cassis==0.12.0

"$python" - <<'PY'
import re

from cassis import Cas, TypeSystem
from telling import tell

TEXT = "\N{NEWSPAPER} Surya says the ships are ready"


def written(*, known):
    types = TypeSystem()
    hop = types.create_type("desk.Hop")
    claim = types.create_type("desk.Claim")
    types.create_feature(claim, "speaker", "desk.Hop")
    cas = Cas(types)
    cas.sofa_string = TEXT
    cas.sofa_mime = "text/plain"
    speaker = hop(begin=2, end=7)
    if known:
        speaker.sofa = cas.get_sofa()
    cas.add(claim(begin=13, end=32, speaker=speaker))
    xmi = cas.to_xmi()
    found = {}
    for name in ("Claim", "Hop"):
        line = re.search(f"<desk:{name} [^>]*>", xmi)[0]
        start, end = (int(re.search(f'{key}="([0-9]+)"', line)[1]) for key in ("begin", "end"))
        units = TEXT.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
        found[name] = (start, end, units, "sofa=" in line)
    return found


tell(
    {"only reached": written(known=False), "made with its text": written(known=True)},
    {
        "only reached": {
            "Claim": (14, 33, "the ships are ready", True),
            "Hop": (2, 7, " Sury", False),
        },
        "made with its text": {
            "Claim": (14, 33, "the ships are ready", True),
            "Hop": (3, 8, "Surya", True),
        },
    },
)
PY
