"""doccano's import and export of marks, written down apart from our code.

After its source (backend/data_import/pipeline and backend/data_export of January 2026): what it
takes in, drops and gives back, with numbers of its own. It cannot be installed here.
"""

from __future__ import annotations

import json
from itertools import count
from typing import Any


def through_doccano(
    data: bytes, *, has_relations: bool = True, allows_overlap: bool = True, comments: Any = ()
) -> bytes:
    """What it exports of what it was given to import."""
    data.decode("ascii")  # it guesses any other encoding
    numbers = count(101)
    rows = []
    for line in data.split(b"\n"):
        if line.strip():
            row = json.loads(line)
            rows.append(_example(row, numbers, has_relations, allows_overlap, list(comments)))
    columns = list(dict.fromkeys(key for row in rows for key in row))
    # The table in between gives every line every column.
    whole = [{key: row.get(key) for key in columns} for row in rows]
    text = "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in whole
    )
    return text.replace("/", "\\/").encode("utf-8", "surrogatepass")


def _example(
    row: dict[str, Any],
    numbers: Any,
    has_relations: bool,
    allows_overlap: bool,
    comments: list[str],
) -> dict[str, Any]:
    assert isinstance(row["text"], str), "a line without text is an error"
    assert row["text"], "so is an empty text"
    assert not {"id", "upload_name", "filename", "#line_number"} & row.keys()
    mine = {"entities", "relations"} if has_relations else {"label"}
    assert mine <= row.keys(), "a column that it looks for is missing"
    meta = {key: value for key, value in row.items() if key not in {"text", *mine}}
    marks = [_mark(one) for one in row["entities" if has_relations else "label"]]
    kept = marks if allows_overlap else _apart(marks)
    ids = {mark["id"]: next(numbers) for mark in kept} if has_relations else {}
    assert not has_relations or len(ids) == len(kept)
    example = {"id": next(numbers), "text": row["text"], **meta}
    if not has_relations:
        triples = [[one["start_offset"], one["end_offset"], one["label"]] for one in kept]
        return {**example, "label": sorted(triples), "Comments": sorted(comments)}
    relations = []
    for one in row["relations"]:
        assert isinstance(one["type"], str)
        assert one["type"]
        # An end that is not there ends the whole import there.
        first, second = ids[one["from_id"]], ids[one["to_id"]]
        relations.append(
            {"id": next(numbers), "from_id": first, "to_id": second, "type": one["type"]}
        )
    entities = [
        {
            "id": ids[one["id"]],
            "label": one["label"],
            "start_offset": one["start_offset"],
            "end_offset": one["end_offset"],
        }
        for one in kept
    ]
    told = [{"id": next(numbers), "comment": words} for words in comments]
    return {**example, "entities": entities, "relations": relations, "Comments": told}


def _mark(one: Any) -> dict[str, Any]:
    if isinstance(one, list):
        one = {"start_offset": one[0], "end_offset": one[1], "label": one[2]}
    assert isinstance(one["label"], str)
    assert one["label"]
    assert type(one["start_offset"]) is type(one["end_offset"]) is int
    assert 0 <= one["start_offset"] < one["end_offset"], "a mark that it drops without a word"
    assert type(one.get("id", 0)) is int
    return dict(one)


def _apart(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without those that begin within another one."""
    kept, end = [], -1
    for mark in sorted(marks, key=lambda one: one["start_offset"]):
        if mark["start_offset"] >= end:
            end = mark["end_offset"]
            kept.append(mark)
    return kept
