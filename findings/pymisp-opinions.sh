#!/usr/bin/env bash
# pymisp counts what is said of a relationship as said of the thing itself, and cannot read it back.
#
# Surprising: MISP lets one doubt that A comes from B (an opinion on the relationship) without
# doubting A. pymisp takes such an opinion out of the relationship and puts it among the opinions of
# A, when it is made and when an event is read; only its object_uuid still tells. A reply to a note
# likewise stands among the notes, before the note itself. The relationship cannot be asked: it has
# a property `opinions` that raises. Written, `created` has a zone; reading puts another one behind
# it, so that pymisp cannot read what it wrote; what comes from a server (no zone) it can. And
# whatever carries a note or opinion loses its timestamp by being read and written; what carries
# none keeps it.
# One would have expected: an opinion stays on what it is about, and load(dump(event)) is the event.
# Versions: pymisp 2.5.34.4. Seen on 29 November 2026.
# Matters: who said it is what analysts dispute, far more often than whether the words were said; a
# mean over attribute.opinions mixes the two. Group by object_uuid, keep the server's JSON, and set
# force_timestamp on each object before it is written.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with pymisp==2.5.34.4

"$python" - <<'PY'
import json

from pymisp import MISPEvent
from telling import tell


def uuid(number):
    return f"5f0c7a4e-000{number}-4111-8111-111111111111"


AT = {"created": "2026-11-01 10:00:00", "modified": "2026-11-01 10:00:00"}
OPINION = {"uuid": uuid(5), "object_uuid": uuid(4), "object_type": "Relationship", **AT}
RELATIONSHIP = {"uuid": uuid(4), "object_uuid": uuid(2), "object_type": "Attribute", **AT}
NOTE = {"uuid": uuid(6), "object_uuid": uuid(2), "object_type": "Attribute", **AT}
REPLY = {"uuid": uuid(7), "object_uuid": uuid(6), "object_type": "Note", **AT}
QUOTE = {"type": "text", "category": "Other", "to_ids": False, "timestamp": "1793527200"}
SERVER = {
    "uuid": uuid(1),
    "info": "Rapat",
    "date": "2026-11-01",
    "Attribute": [
        {
            **QUOTE,
            "uuid": uuid(2),
            "value": "tidak hadir",
            "Relationship": [
                {
                    **RELATIONSHIP,
                    "related_object_uuid": uuid(3),
                    "related_object_type": "Attribute",
                    "relationship_type": "said-by",
                    "Opinion": [{**OPINION, "opinion": "10", "comment": "bukan Rina"}],
                }
            ],
            "Note": [{**NOTE, "note": "from a call", "Note": [{**REPLY, "note": "which call?"}]}],
        },
        {**QUOTE, "uuid": uuid(3), "value": "Rina"},
    ],
}
event = MISPEvent()
event.from_dict(**SERVER)
said, speaker = event.attributes
[relationship] = said.relationships
written = json.loads(event.to_json())
try:
    MISPEvent().from_json(event.to_json())
    again = "reads it"
except ValueError as error:
    again = str(error)
tell(
    {
        "opinions of what was said": [(one.object_type, one.opinion) for one in said.opinions],
        "notes of what was said": [(one.object_type, one.note) for one in said.notes],
        "the relationship has opinions": hasattr(relationship, "opinions"),
        "written": [sorted(one) for one in written["Attribute"]],
        "written relationship": sorted(written["Attribute"][0]["Relationship"][0]),
        "reading what it wrote": again,
    },
    {
        "opinions of what was said": [("Relationship", 10)],
        "notes of what was said": [("Note", "which call?"), ("Attribute", "from a call")],
        "the relationship has opinions": False,
        "written": [
            [
                *("Note", "Opinion", "Relationship", "category", "disable_correlation"),
                *("to_ids", "type", "uuid", "value"),
            ],
            [
                *("category", "disable_correlation", "timestamp"),
                *("to_ids", "type", "uuid", "value"),
            ],
        ],
        "written relationship": [
            *("created", "modified", "object_type", "object_uuid", "related_object_type"),
            *("related_object_uuid", "relationship_type", "uuid"),
        ],
        "reading what it wrote": ("Invalid isoformat string: '2026-11-01T10:00:00+00:00+00:00'"),
    },
)
PY
