#!/usr/bin/env bash
# In a query to stix2, "not" and "contains" do not mean of a list what they mean of a word.
#
# Surprising: a filter on a list holds if it holds for any one member. So labels != "withdrawn" lets
# a withdrawn note through as soon as it has a second label. It also keeps out every note that has
# no label at all, though those are certainly not withdrawn: an absent property fulfils no filter,
# not even "!=". And authors contains "Ali" finds Alina: it looks inside the words of the list.
# One would have expected: "=" and "!=" together give each object once, as in any query language
# without nulls; "contains" of a list asks for a member.
# Versions: stix2 3.0.2. Seen on 29 November 2026.
# Matters: people leave out what was withdrawn, or one source's notes, and hand the rest on: it has
# what was left out, and lacks what has no such field. Query for the type, and select in Python.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with stix2==3.0.2

"$python" - <<'PY'
import stix2
from stix2 import Filter
from telling import tell

ABOUT = ["identity--5f0c7a4e-1111-4111-8111-111111111111"]
notes = [
    stix2.v21.Note(content="one label", labels=["withdrawn"], object_refs=ABOUT),
    stix2.v21.Note(content="two labels", labels=["withdrawn", "desk"], object_refs=ABOUT),
    stix2.v21.Note(content="another", labels=["desk"], authors=["Alina"], object_refs=ABOUT),
    stix2.v21.Note(content="none", object_refs=ABOUT),
]
store = stix2.MemoryStore(notes)


def query(*filters):
    return sorted(note.content for note in store.query([Filter(*one) for one in filters]))


is_so, is_not = ("labels", "=", "withdrawn"), ("labels", "!=", "withdrawn")
tell(
    {
        "= withdrawn": query(is_so),
        "!= withdrawn": query(is_not),
        "both at once": query(is_so, is_not),
        "authors contains Ali": query(("authors", "contains", "Ali")),
    },
    {
        "= withdrawn": ["one label", "two labels"],
        "!= withdrawn": ["another", "two labels"],
        "both at once": ["two labels"],
        "authors contains Ali": ["another"],
    },
)
PY
