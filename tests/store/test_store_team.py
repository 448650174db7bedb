"""What several analysts on one store need beside their own work, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from store_cases import AT, TEXT, Kept, apply, changing, making, new_article

from workbench.domain.assignment import Assignment
from workbench.domain.codebook import Example, Flag, Guideline, GuidelineKind
from workbench.domain.journal import Change
from workbench.domain.member import Inspection, Member, Role
from workbench.domain.ruling import Answer, Cause, Choice, Dispute, Ruling, Side
from workbench.domain.span import Span

if TYPE_CHECKING:
    from workbench.verbs.store import Store


@pytest.fixture
def article(store: Store) -> str:
    (added,) = store.articles.add([new_article()], [], analyst="ana", at=AT)
    return added.uid


def things(article: str) -> dict[str, Kept]:
    example = Example(article, Span.of(TEXT, 0, 8), is_for=False, words="hanya angka")
    return {
        "member": Member("budi", Role.ADJUDICATOR, "ana", is_active=False),
        "inspection": Inspection("i", "ana", AT, "team"),
        "assignment": Assignment(
            "x", "s", "bu:di", (article,), "ana", AT, "2026-12-01", is_known=True
        ),
        "guideline": Guideline(GuidelineKind.TOPIC, "laut", "kapal", "ana", AT, "", (example,)),
        "flag": Flag("c", "ana", "tak jelas", AT),
        "ruling": Ruling(
            "r", article, Choice.THIRD, (Side("ana", "c", "9f", is_kept=True), Side("budi", None)),
            "other speaker", "citra", AT, "d", Cause.EDGE, "keduanya keliru",
        ),
        "dispute": Dispute("r", "ana", Answer.DISPUTED, "tidak", AT, "tetap"),
    }  # fmt: skip


def read(store: Store, article: str) -> dict[str, list[Kept]]:
    return {
        "member": [*store.members.all()],
        "inspection": [*store.members.looks()],
        "assignment": [*store.assignments.all()],
        "guideline": [*store.codebook.all()],
        "flag": [*store.codebook.flags()],
        "ruling": [*store.rulings.all()],
        "dispute": [*store.rulings.disputes()],
    }


def test_what_is_kept_reads_back_and_is_proved(store: Store, article: str) -> None:
    kept = things(article)
    for entity, thing in kept.items():
        apply(store, making(entity, thing))
    assert read(store, article) == {entity: [thing] for entity, thing in kept.items()}
    assert store.assignments.to("bu:di") == store.assignments.of("s") == [kept["assignment"]]
    assert store.rulings.on(article) == [kept["ruling"]]
    assert store.members.called("budi") == kept["member"]
    assert store.members.called("ana") is None
    assert not [*store.proof.problems()]


def test_each_is_changed_and_taken_out(store: Store, article: str) -> None:
    kept = things(article)
    for entity, thing in kept.items():
        apply(store, making(entity, thing))
    later = Member("budi", Role.READER, "ana")
    apply(store, changing("member", kept["member"], later))
    assert store.members.all() == [later]
    for entity, thing in {**kept, "member": later}.items():
        apply(store, Change(entity, thing.uid, thing.to_record(), None))
    assert not any(read(store, article).values())
    assert not [*store.proof.problems()]


def test_looks_of_one_second_stand_as_they_were_made(store: Store) -> None:
    for uid in ("b", "a", "c"):
        apply(store, making("inspection", Inspection(uid, "ana", AT, f"look {uid}")))
    assert [one.what for one in store.members.looks()] == ["look c", "look a", "look b"]


def test_a_role_may_what_those_before_it_may() -> None:
    assert Role.SUPERVISOR.reaches(Role.ADJUDICATOR)
    assert Role.ANALYST.reaches(Role.ANALYST)
    assert not Role.READER.reaches(Role.ANALYST)
