#!/usr/bin/env bash
# The STIX validator knows 232 languages, and takes those of hundreds of millions for an error.
#
# Surprising: `lang`, and the keys of language-content, must be RFC 5646 tags; the validator looks
# them up in a fixed list, by the look of it the locales of an old Windows. Not on it: Bengali,
# Javanese, Sundanese, Amharic, Burmese, Khmer, Lao, Nepali, Yoruba, and any tag with a script or a
# region that is not written out there (zh-Hant, en-IN, es-419, id-TL, ms-SG). These are errors, not
# warnings, and the message calls them no valid RFC 5646 code. On it are tags with no such region or
# language: en-CB, sr-SP, and ns for Northern Sotho.
# One would have expected: the shape of a tag is checked, or the registry's 8,000 languages are.
# Versions: stix2-validator 3.3.2. Seen on 29 November 2026.
# Matters: a note in Javanese or Bengali cannot be handed to who validates what comes in, unless its
# language is left out, or said wrong. Leave `lang` to what the list has; name it elsewhere.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with stix2-validator==3.3.2

"$python" - <<'PY'
from stix2validator import ValidationOptions, validate_instance
from telling import tell

NOTE = {
    "type": "note",
    "spec_version": "2.1",
    "id": "note--5f0c7a4e-1111-4111-8111-111111111111",
    "created": "2026-11-01T10:00:00.000Z",
    "modified": "2026-11-01T10:00:00.000Z",
    "content": "Rina ora teka.",
    "object_refs": ["identity--5f0c7a4e-1111-4111-8111-111111111111"],
}
OPTIONS = ValidationOptions(version="2.1")


def refused(languages):
    return [
        lang
        for lang in languages.split()
        if not validate_instance({**NOTE, "lang": lang}, OPTIONS).is_valid
    ]


VALID = "id en ms bn jv su am my km lo ne so yo zh-Hant en-IN es-419 id-TL ms-SG en-gb"
UNKNOWN = "en-CB sr-SP ns xx"
tell(
    {"valid, refused": refused(VALID), "not valid, refused": refused(UNKNOWN)},
    {"valid, refused": VALID.split()[3:], "not valid, refused": ["xx"]},
)
PY
