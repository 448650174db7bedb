"""The published JSON Schemas (draft 2020-12), and a check of records against them.

The schemas say what the command line and the exports print; reading an export checks each line
against the same files, so that they cannot drift from the program. Only the keywords that they use
are understood, and an unknown one is refused: a test compares the verdicts with a full validator.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sized
from functools import cache
from importlib.resources import files
from typing import Any

Schema = Mapping[str, Any]
Problem = tuple[str, str]
"""Where in the value, as ".hops[0].cue", and what is wrong there."""
Check = Callable[[Any], Problem | None]

_WORDS = (
    "$schema", "$id", "$defs", "title", "description", "examples", "then", "additionalProperties",
)  # fmt: skip
"""Keywords that check nothing by themselves."""

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


@cache
def schemas() -> Mapping[str, Schema]:
    """Every published schema by file name, as "claim.json"."""
    folder = files("workbench") / "schemas"
    return {
        entry.name: json.loads(entry.read_text("utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".json")
    }


def problem(record: Any, name: str) -> str | None:
    """The first thing wrong with a record by the schema of that name; None when it is right."""
    found = _check_at(name)(record)
    if found is None:
        return None
    place, words = found
    return f"{place.lstrip('.') or 'the record'} {words}"


@cache
def line_schema(kind: str) -> str | None:
    """Where the schema of an export's line of this type stands; None for an unknown type."""
    for number, schema in enumerate(schemas()["export.json"]["oneOf"]):
        place = f"export.json#/oneOf/{number}"
        properties = _resolve(_absolute(schema["$ref"], "export.json"))["properties"]
        if properties["type"]["const"] == kind:
            return place
    return None


@cache
def _check_at(place: str) -> Check:
    return _compile(_resolve(place), place.partition("#")[0])


def _resolve(place: str) -> Schema:
    name, _, pointer = place.partition("#")
    schema: Any = schemas()[name]
    for step in pointer.split("/")[1:]:
        schema = schema[int(step)] if isinstance(schema, list) else schema[step]
    found: Schema = schema
    return found


def _absolute(reference: str, name: str) -> str:
    return name + reference if reference.startswith("#") else reference


def _compile(schema: Schema, name: str) -> Check:
    checks = [
        _KEYWORDS[keyword](value, schema, name)
        for keyword, value in schema.items()
        if keyword not in _WORDS
    ]
    return checks[0] if len(checks) == 1 else _each(checks)


def _each(checks: list[Check]) -> Check:
    def check(value: Any) -> Problem | None:
        for one in checks:
            if found := one(value):
                return found
        return None

    return check


def _when(right: Callable[[Any], bool], words: str) -> Check:
    problem = ("", words)
    return lambda value: None if right(value) else problem


def _type(wanted: Any, _schema: Schema, _name: str) -> Check:
    kinds = [wanted] if isinstance(wanted, str) else wanted
    types = tuple(kind for one in kinds for kind in _TYPES[one])
    # By exact type: in Python a bool is an int.
    return _when(lambda v: type(v) in types, f"is not {' or '.join(kinds)}")


def _enum(values: list[Any], _schema: Schema, _name: str) -> Check:
    words = ", ".join(json.dumps(value) for value in values)
    # By type too: in Python True == 1.
    allowed = {(type(value), value) for value in values}
    return _when(
        lambda v: v.__hash__ is not None and (type(v), v) in allowed, f"is not one of {words}"
    )


def _const(value: Any, schema: Schema, name: str) -> Check:
    return _enum([value], schema, name)


def _required(names: list[str], _schema: Schema, _name: str) -> Check:
    def check(value: Any) -> Problem | None:
        if isinstance(value, dict):
            for name in names:
                if name not in value:
                    return "", f"has no {name!r}"
        return None

    return check


def _properties(wanted: Schema, schema: Schema, name: str) -> Check:
    checks = {key: _compile(one, name) for key, one in wanted.items()}
    closed = schema.get("additionalProperties", True) is False

    def check(value: Any) -> Problem | None:
        if not isinstance(value, dict):
            return None
        for key, held in value.items():
            if key in checks:
                if found := checks[key](held):
                    return f".{key}{found[0]}", found[1]
            elif closed:
                return "", f"has an unknown {key!r}"
        return None

    return check


def _items(one: Schema, _schema: Schema, name: str) -> Check:
    item = _compile(one, name)

    def check(value: Any) -> Problem | None:
        if isinstance(value, list):
            for number, held in enumerate(value):
                if found := item(held):
                    return f"[{number}]{found[0]}", found[1]
        return None

    return check


def _at_least(limit: int, kind: type[Sized], words: str) -> Check:
    return _when(lambda v: not isinstance(v, kind) or len(v) >= limit, words)


def _at_most(limit: int, kind: type[Sized], words: str) -> Check:
    return _when(lambda v: not isinstance(v, kind) or len(v) <= limit, words)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)


def _pattern(pattern: str, _schema: Schema, _name: str) -> Check:
    # "$" in a JSON Schema is the very end; in Python it is also right before a last line feed.
    search = re.compile(re.sub(r"\$$", r"\\Z", pattern)).search
    return _when(
        lambda v: not isinstance(v, str) or search(v) is not None, f"does not look like {pattern}"
    )


def _reference(reference: str, _schema: Schema, name: str) -> Check:
    place = _absolute(reference, name)
    return lambda value: _check_at(place)(value)


def _any_of(options: list[Schema], _schema: Schema, name: str) -> Check:
    checks = [_compile(option, name) for option in options]

    def check(value: Any) -> Problem | None:
        found: Problem | None = None
        for one in checks:
            found = one(value)
            if found is None:
                return None
        # The last alternative is the one with a shape; before it stands null.
        return found

    return check


def _all_of(parts: list[Schema], _schema: Schema, name: str) -> Check:
    return _by_word(parts, name) or _each([_compile(part, name) for part in parts])


def _by_word(parts: list[Schema], name: str) -> Check | None:
    """Parts each of which holds for some words of one property, as one look-up; None for others."""
    checks: dict[str, Check] = {}
    keys = set()
    for part in parts:
        match part:
            case {"if": {"properties": properties, "required": [key]}, "then": then} if (
                properties == {key: {"enum": properties[key].get("enum")}}
                and not checks.keys() & properties[key]["enum"]
            ):
                keys.add(key)
                checks |= dict.fromkeys(properties[key]["enum"], _compile(then, name))
            case _:
                return None
    if len(keys) != 1:
        return None
    (key,) = keys

    def check(value: Any) -> Problem | None:
        word = value.get(key) if isinstance(value, dict) else None
        one = checks.get(word) if isinstance(word, str) else None
        return one(value) if one else None

    return check


def _if(condition: Schema, schema: Schema, name: str) -> Check:
    test, then = _compile(condition, name), _compile(schema["then"], name)
    return lambda value: then(value) if test(value) is None else None


_KEYWORDS: dict[str, Callable[[Any, Schema, str], Check]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "required": _required,
    "properties": _properties,
    "items": _items,
    "minItems": lambda n, _s, _n: _at_least(n, list, f"has fewer than {n}"),
    "maxItems": lambda n, _s, _n: _at_most(n, list, f"has more than {n}"),
    "minLength": lambda n, _s, _n: _at_least(n, str, "is empty"),
    "minimum": lambda n, _s, _n: _when(lambda v: not _is_number(v) or v >= n, f"is under {n}"),
    "maximum": lambda n, _s, _n: _when(lambda v: not _is_number(v) or v <= n, f"is over {n}"),
    "pattern": _pattern,
    "$ref": _reference,
    "anyOf": _any_of,
    "oneOf": _any_of,
    "allOf": _all_of,
    "if": _if,
}
