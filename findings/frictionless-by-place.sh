#!/usr/bin/env bash
# Frictionless reads lines of JSON by the place of their keys, not by their names.
#
# Surprising: where a schema names its fields in another order than the keys of the first line, the
# values go to the fields by place: the speaker is the content and the content the speaker. A second
# line that has its keys in yet another order is sorted into the first line's, so all rows are wrong
# alike. read_rows says nothing; types agree as long as both are text, and rows count as valid.
# `validate` does complain, that a *label* is not what the field is called; with schema_sync, an
# option of the detector, names count.
# One would have expected: the order of keys means nothing in JSON, and a schema of named fields is
# applied by name.
# Versions: frictionless 5.21.0 with its extra json. Seen on 29 November 2026.
# Matters: a writer that sorts its keys, or puts one in front, turns every row that is read with the
# old schema. Write keys in the schema's order, and validate each resource before a row is read.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with "frictionless[json]==5.21.0"

"$python" - <<'PY'
from pathlib import Path

from frictionless import Detector, Resource, Schema
from telling import tell

Path("claims.jsonl").write_text(
    '{"speaker": "Rina", "content": "tidak hadir"}\n{"content": "hadir", "speaker": "Budi"}\n'
)
SCHEMA = {"fields": [{"name": "content", "type": "string"}, {"name": "speaker", "type": "string"}]}


def rows(**options):
    resource = Resource("claims.jsonl", schema=Schema.from_descriptor(SCHEMA), **options)
    with resource:
        found = list(resource.row_stream)
    return [row.to_dict() for row in found], [row.valid for row in found]


by_place, valid = rows()
by_name, _ = rows(detector=Detector(schema_sync=True))
report = Resource("claims.jsonl", schema=Schema.from_descriptor(SCHEMA)).validate()
tell(
    {
        "rows": by_place,
        "each valid": valid,
        "validate": [error.type for error in report.tasks[0].errors],
        "with schema_sync": by_name,
    },
    {
        "rows": [
            {"content": "Rina", "speaker": "tidak hadir"},
            {"content": "Budi", "speaker": "hadir"},
        ],
        "each valid": [True, True],
        "validate": ["incorrect-label", "incorrect-label"],
        "with schema_sync": [
            {"speaker": "Rina", "content": "tidak hadir"},
            {"speaker": "Budi", "content": "hadir"},
        ],
    },
)
PY
