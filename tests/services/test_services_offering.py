"""What is offered while a filter is typed: read once for all keys of a prompt."""

from __future__ import annotations

import pytest
from services_cases import blind, view_of
from stores import Stores

from workbench.domain.codebook import GuidelineKind
from workbench.services.guidelines import add_entry
from workbench.services.offering import Offering
from workbench.services.sources import add_source
from workbench.services.tags import Tagged, put_tags
from workbench.services.workbench import Workbench


@pytest.fixture
def bench(bench: Workbench) -> Workbench:
    """Ana's, who sees of colleagues what an analyst does."""
    return blind(bench)


def test_a_field_is_read_once_for_all_keys_of_one_prompt(bench: Workbench) -> None:
    on = Tagged([view_of(bench, "sagara-kapal-01").number])
    put_tags(bench, ["banjir"], on)
    offering = Offering(bench, ["benar"])
    first = offering.values("tag", "")
    assert [name for name, _ in first] == ["banjir"]
    put_tags(bench, ["rob"], on)
    assert offering.values("tag", "ro") is first
    later = Offering(bench)
    assert [name for name, _ in later.values("tag", "x")] == ["banjir", "rob"]
    assert offering.values("verdict", "") == [("benar", "")]
    assert offering.values("is", "") == ()


def test_on_a_shared_store_verdicts_are_those_of_the_codebook_and_of_claims(
    bench: Workbench, stores: Stores
) -> None:
    for word in ("salah", "benar"):
        add_entry(bench, GuidelineKind.VERDICT, word, "")
    own = ["menyesatkan", "Benar"]
    alone = ["menyesatkan", "Benar", "salah"]
    assert [word for word, _ in Offering(bench, own).values("verdict", "")] == alone
    stores.share()
    assert [word for word, _ in Offering(bench, own).values("verdict", "")] == ["benar", "salah"]


def test_sources_are_looked_up_by_what_was_typed(bench: Workbench) -> None:
    for name in ("Dinas Air", "Kantor Cuaca"):
        add_source(bench, name)
    offering = Offering(bench)
    for typed, name in (("dinas", "Dinas Air"), ("kantor", "Kantor Cuaca")):
        assert offering.values("source", typed)[0][0] == name
