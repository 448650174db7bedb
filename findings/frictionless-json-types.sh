#!/usr/bin/env bash
# Frictionless reads numbers into the words of a JSON file, and drops words that are none.
#
# Surprising: JSON says itself that "007", "+62" and "1_000" are text. Without a schema,
# frictionless guesses each column's type from the letters inside the marks all the same, as it does
# for CSV: they become the integers 7, 62 and 1000. The guess is made from the first hundred rows; a
# word that comes after them, where digits came before, is read as nothing (null), and `write`
# passes that on. An empty text is nothing in any case, with a schema too.
# One would have expected: a string of JSON is a string; types are guessed where a file has none.
# Versions: frictionless 5.21.0 with its extra json. Seen on 29 November 2026.
# Matters: ids of articles and annotations are digits for long, until one is "12a" or "007": then
# rows no longer join, or lose their id, and counts stay right. Give a schema always, with
# missingValues [] where an empty text is an answer.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with "frictionless[json]==5.21.0"

"$python" - <<'PY'
import json
from pathlib import Path

from frictionless import Resource, Schema
from telling import tell


def read(name, rows, **options):
    Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    return [row.to_dict() for row in Resource(name, **options).read_rows()]


ids = [{"id": str(number), "content": "hadir"} for number in range(120)]
late = [*ids, {"id": "12a", "content": ""}]
text = Schema.from_descriptor(
    {"fields": [{"name": "id", "type": "string"}, {"name": "content", "type": "string"}]}
)
exact = Schema.from_descriptor({**text.to_descriptor(), "missingValues": []})
read("late.jsonl", late)
Resource("late.jsonl").write("again.jsonl")
tell(
    {
        "digits": read("digits.jsonl", [{"id": "007", "calls": "+62", "seats": "1_000"}]),
        "a word after 120 numbers": read("late.jsonl", late)[-1],
        "written again": json.loads(Path("again.jsonl").read_text().splitlines()[-1]),
        "with a schema": read("late.jsonl", late, schema=text)[-1],
        "and missingValues []": read("late.jsonl", late, schema=exact)[-1],
    },
    {
        "digits": [{"id": 7, "calls": 62, "seats": 1000}],
        "a word after 120 numbers": {"id": None, "content": None},
        "written again": [None, None],
        "with a schema": {"id": "12a", "content": None},
        "and missingValues []": {"id": "12a", "content": ""},
    },
)
PY
