"""What a comparison of several analysts' work rests on is marked where it moves."""

from __future__ import annotations

from workbench.store.entities import ENTITIES
from workbench.stored.moved import BEYOND, IN_ARTICLE

LOOKED_AT = {"assignment", "source"}
"""Some changes of these move something."""
ELSEWHERE = {
    "rating", "belonging", "unalike", "assessment", "link", "note", "nothing", "tag", "topic",
    "selection", "wanted", "subscription", "past", "arrival", "member", "inspection", "guideline",
    "flag", "dispute", "unrelated", "kept_open", "heard",
}  # fmt: skip
"""What makes no difference between claims, nor decides one."""


def test_of_each_kind_of_thing_it_is_known_whether_it_moves_anything() -> None:
    assert ENTITIES.keys() == IN_ARTICLE | BEYOND | LOOKED_AT | ELSEWHERE
