#!/usr/bin/env bash
# A translation of a STIX object, made with stix2, points to a version that does not exist.
#
# Surprising: stix2 stamps every object to the millionth of a second, and keeps six digits that it
# reads. Only in language-content, object_modified is cut to three, on making and on parsing alike.
# The standard asks that it be exactly the `modified` of the object that is translated; handing over
# that very value gives another one, and reading and writing a right bundle makes it wrong. The
# validator compares the two for no object and is content.
# One would have expected: object_modified=one.modified is equal to one.modified.
# Versions: stix2 3.0.2, stix2-validator 3.3.2. Seen on 29 November 2026.
# Matters: who keeps to the standard finds no object for the translation, so a note is shown in one
# language only; with objects that stix2 stamped itself it goes wrong 999 times in 1,000. Stamp
# whatever is to be translated to whole milliseconds, and check the two strings.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with stix2==3.0.2 stix2-validator==3.3.2

"$python" - <<'PY'
import json

import stix2
from stix2validator import ValidationOptions, validate_string
from telling import tell

WHEN = "2026-11-01T10:00:00.123456Z"
source = stix2.v21.Identity(name="Rina", created=WHEN, modified=WHEN)
made = stix2.v21.LanguageContent(
    object_ref=source.id,
    object_modified=source.modified,
    contents={"id": {"name": "Ibu Rina"}},
)
right = {**json.loads(made.serialize()), "object_modified": WHEN}
read = stix2.parse(json.dumps(right))
bundle = stix2.v21.Bundle(source, made).serialize()
tell(
    {
        "modified of the object": json.loads(source.serialize())["modified"],
        "object_modified, made": json.loads(made.serialize())["object_modified"],
        "equal in memory": made.object_modified == source.modified,
        "object_modified, read and written": json.loads(read.serialize())["object_modified"],
        "modified, read and written": json.loads(stix2.parse(bundle).objects[0].serialize())[
            "modified"
        ],
        "validator": validate_string(bundle, ValidationOptions(version="2.1")).is_valid,
    },
    {
        "modified of the object": WHEN,
        "object_modified, made": "2026-11-01T10:00:00.123Z",
        "equal in memory": False,
        "object_modified, read and written": "2026-11-01T10:00:00.123Z",
        "modified, read and written": WHEN,
        "validator": True,
    },
)
PY
