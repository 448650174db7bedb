"""Values of JSON as they are kept beside a text."""

from __future__ import annotations

import json

from workbench.intake.normalise import normalise

Scalar = str | int | bool | None


def scalar(value: object) -> Scalar:
    """A value of JSON; lists, objects and fractions as JSON text."""
    if value is None or isinstance(value, bool | int):
        return value
    return normalise(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))[0]
