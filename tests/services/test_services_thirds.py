"""What stands in the place of others' answers says the same to everybody, also where a decided set
alone was handed on: its credits are what those agree on, and they are hidden there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from deciding_cases import called, claimed, crediting, finish, only_case, ruled
from services_cases import blind
from stores import Stores

from workbench.domain.chain import Step
from workbench.domain.choice import Choice, WhichLayer
from workbench.domain.claim import Claim
from workbench.domain.decision import Verdict
from workbench.domain.fact import Credit
from workbench.services.adjudication import rule_with_third
from workbench.services.annotation_import import import_annotations
from workbench.services.exporting import export
from workbench.services.review import accept_facts, answer_facts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

DECIDED = Choice(layer=WhichLayer.DECIDED)


def answer(bench: Workbench, number: int, verdict: Verdict) -> None:
    """Answer all credits of the article."""
    view = view_article(bench, number)
    facts = [one for one in view.facts if isinstance(one.attributes, Credit)]
    if verdict is Verdict.ACCEPTED:
        accept_facts(bench, view, facts)
    else:
        answer_facts(bench, view, facts, verdict)


def put_in_place(bench: Workbench, answers: tuple[Verdict, Verdict]) -> tuple[Claim, int]:
    """What stands for ana's and budi's claims, who answered the credits so; and the article. Where
    they agree on those it is an answer of citra's own, else what is left of theirs."""
    on, is_agreed = crediting(bench), len({*answers}) == 1
    claimed(bench, "ana", "Polisi", on=on)
    claimed(bench, "budi", "Hakim" if is_agreed else "Polisi", on=on)
    number = finish(bench, "ana", "budi", on=on)
    for name, verdict in zip(("ana", "budi"), answers, strict=True):
        answer(called(bench, name), number, verdict)
    case = only_case(bench)
    if is_agreed:
        return rule_with_third(called(bench, "citra"), case, 0), number
    ruled(bench, case, "neither", why="bukan kantor berita itu")
    (ruling,) = bench.store.rulings.all()
    (left,) = bench.store.claims.many([ruling.claim or ""])
    return left, number


def credits_of(bench: Workbench, claim: Claim, number: int) -> list[Step]:
    view = view_article(bench, number)
    found = view.claim(claim.uid)
    assert found
    return [replace(step, sources=()) for step in view.chain_of(found).relays]


YES, NO = Verdict.ACCEPTED, Verdict.REJECTED


@pytest.mark.parametrize("format_name", ["jsonl", "package"])
@pytest.mark.parametrize("answers", [(YES, YES), (NO, NO), (NO, YES)])
def test_its_credits_are_the_same_to_everybody_and_go_with_a_decided_set(
    bench: Workbench,
    stores: Stores,
    tmp_path: Path,
    format_name: str,
    answers: tuple[Verdict, Verdict],
) -> None:
    third, number = put_in_place(bench, answers)
    citra = called(bench, "citra")
    told = credits_of(citra, third, number)
    assert [step.is_confirmed for step in told] == ([True] if answers == (YES, YES) else [])
    assert credits_of(blind(citra), third, number) == told
    assert view_article(blind(citra), number).decisions == (), "theirs are hidden from her"
    out = tmp_path / "decided"
    export(citra, format_name, out, choice=DECIDED)
    with stores.open("other") as store:
        other = Workbench(store, "citra")
        import_annotations(other, format_name, out)
        (there,) = (
            one
            for one in store.articles.numbers(analyst="citra")
            if store.articles.text(one) == bench.store.articles.text(number)
        )
        assert credits_of(other, third, there) == told
