"""Records against the shipped schemas, by a full validator."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource


@cache
def shipped() -> dict[str, dict[str, Any]]:
    folder = files("workbench") / "schemas"
    return {
        entry.name.removesuffix(".json"): json.loads(entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".json")
    }


@cache
def _validator(name: str) -> Draft202012Validator:
    resources = [(f"{n}.json", Resource.from_contents(schema)) for n, schema in shipped().items()]
    registry: Any = Registry().with_resources(resources)
    return Draft202012Validator(shipped()[name], registry=registry)


def check(records: list[dict[str, Any]], name: str) -> None:
    """Every record follows the schema, and there is one at all."""
    assert records
    for record in records:
        assert [error.message for error in _validator(name).iter_errors(record)] == []
