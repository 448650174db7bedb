#!/usr/bin/env bash
# stix2 cannot read an object whose marking is on a zero, a repetition, or words of a reference.
#
# Surprising: a granular marking says of one property that it is not to be handed on, or is in
# another language. stix2 looks for what the selector names, and takes it for absent where the value
# is 0 or false: a note with confidence 50 is read, the same note with confidence 0 is refused, "not
# valid". Places in a list it counts by value: of authors Rina, Budi, Rina there is no third. And it
# looks into lists of plain dictionaries only, and its own external references are none:
# external_references.[0] is found, external_references.[0].description is not, though inside an
# extension the like is. The validator of the same makers takes every one of them.
# One would have expected: what the validator passes, the library reads; a zero is a value.
# Versions: stix2 3.0.2, stix2-validator 3.3.2. Seen on 29 November 2026.
# Matters: the words of a reference name people, and a chain of sources may name one twice: just
# what is marked. One such note, and the whole bundle is refused. Mark the list or reference as a
# whole.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with stix2==3.0.2 stix2-validator==3.3.2

"$python" - <<'PY'
import json

import stix2
from stix2.exceptions import InvalidSelectorError
from stix2validator import ValidationOptions, validate_string
from telling import tell

EXTENSION = "extension-definition--5f0c7a4e-3333-4111-8111-111111111111"
NOTE = {
    "type": "note",
    "spec_version": "2.1",
    "id": "note--5f0c7a4e-1111-4111-8111-111111111111",
    "created": "2026-11-01T10:00:00.000Z",
    "modified": "2026-11-01T10:00:00.000Z",
    "content": "Rina tidak hadir.",
    "object_refs": ["identity--5f0c7a4e-2222-4111-8111-111111111111"],
    "authors": ["Rina", "Budi", "Rina"],
    "external_references": [{"source_name": "Berita", "description": "dari Budi"}],
    "extensions": {EXTENSION: {"extension_type": "property-extension", "hops": [{"who": "Rina"}]}},
}


def verdicts(selector, **given):
    marking = {"marking_ref": stix2.TLP_RED.id, "selectors": [selector]}
    text = json.dumps({**NOTE, **given, "granular_markings": [marking]})
    try:
        read = bool(stix2.parse(text))
    except InvalidSelectorError:
        read = False
    return read, validate_string(text, ValidationOptions(version="2.1")).is_valid


tell(
    {
        "confidence 50": verdicts("confidence", confidence=50),
        "confidence 0": verdicts("confidence", confidence=0),
        "revoked true": verdicts("revoked", revoked=True),
        "revoked false": verdicts("revoked", revoked=False),
        "second author": verdicts("authors.[1]"),
        "third author": verdicts("authors.[2]"),
        "a reference": verdicts("external_references.[0]"),
        "words of a reference": verdicts("external_references.[0].description"),
        "words of an extension": verdicts(f"extensions.{EXTENSION}.hops.[0].who"),
    },
    {
        "confidence 50": (True, True),
        "confidence 0": (False, True),
        "revoked true": (True, True),
        "revoked false": (False, True),
        "second author": (True, True),
        "third author": (False, True),
        "a reference": (True, True),
        "words of a reference": (False, True),
        "words of an extension": (True, True),
    },
)
PY
