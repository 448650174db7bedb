"""The list of topics: what claims say stays, what it is called is looked up, all of it undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from services_cases import again, bench_on, blind, is_sound, seeing_all, view_of

from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim
from workbench.domain.span import Span
from workbench.errors import NotFoundError, UsageError
from workbench.services.annotate import edit_claim, new_claim
from workbench.services.bulk import set_topics
from workbench.services.history import redo, undo
from workbench.services.review import set_state
from workbench.services.topics import (
    add_topic,
    list_topics,
    merge_topics,
    offered_topics,
    rename_topic,
    retire_topic,
    topic_given,
)
from workbench.services.workbench import Workbench

ARTICLE, OTHER = "sagara-kapal-01", "meridian-truce-01"


@pytest.fixture
def bench(bench: Workbench) -> Workbench:
    """Ana's, who sees of colleagues what an analyst does."""
    return blind(bench)


def colleague(bench: Workbench) -> Workbench:
    return bench_on(bench.store, "budi", first=70_000)


def claimed(bench: Workbench, topic: str, *, at: int = 0, article: str = ARTICLE) -> Claim:
    view = view_of(bench, article)
    claim = new_claim(bench, view, Span.of(view.text, at, at + 10))
    edit_claim(bench, view_of(bench, article), replace(claim, topic=topic))
    return bench.store.claims.get(claim.uid)


def listed(bench: Workbench) -> list[tuple[str, int, bool]]:
    return [(one.name, one.claims, one.is_provisional) for one in list_topics(bench)]


def told(bench: Workbench, *claims: Claim) -> list[str]:
    return [one.topic_name for one in bench.store.claims.many(claim.uid for claim in claims)]


def test_a_topic_made_on_the_fly_is_provisional_until_it_is_put_on_the_list(
    bench: Workbench,
) -> None:
    claim = claimed(bench, "Banjir")
    assert claimed(bench, "banjir", at=20).topic == "Banjir"
    assert listed(bench) == [("Banjir", 2, True)]
    add_topic(bench, "banjir")
    assert listed(bench) == [("banjir", 2, False)]
    assert told(bench, claim) == ["banjir"]
    undo(bench)
    undo(bench)
    undo(bench)
    assert listed(bench) == [("Banjir", 1, True)]
    is_sound(bench)


def test_a_rename_reaches_every_claim_and_changes_none(bench: Workbench) -> None:
    claim, other = claimed(bench, "Banjir"), colleague(bench)
    theirs = claimed(other, "BANJIR", article=OTHER)
    view = view_of(bench, ARTICLE)
    rename_topic(bench, "banjir", "Banjir bandang")
    assert told(bench, claim, theirs) == ["Banjir bandang"] * 2
    assert again(bench, view).claims[0].told("topic") == "Banjir bandang"
    assert bench.store.claims.get(claim.uid).topic == "Banjir"
    assert claimed(bench, "banjir", at=30).topic == "Banjir bandang"
    undo(other)  # budi's last act is still his to take back
    undo(bench)
    undo(bench)
    undo(bench)
    assert told(bench, claim) == ["Banjir"]
    redo(bench)
    assert told(bench, claim) == ["Banjir bandang"]
    is_sound(bench)


def test_a_topic_can_be_called_as_it_was_before(bench: Workbench) -> None:
    claim = claimed(bench, "Banjir")
    for name in ("Rob", "Banjir", "BANJIR", "Rob"):
        rename_topic(bench, told(bench, claim)[0], name)
        assert told(bench, claim) == [name]
        is_sound(bench)
    (one,) = list_topics(bench)
    assert (one.name, one.also) == ("Rob", ("BANJIR",))


def test_merged_topics_are_one_whatever_claims_say(bench: Workbench) -> None:
    claims = [
        claimed(bench, words, at=at * 20) for at, words in enumerate(("Flod", "Flood", "Rob"))
    ]
    with pytest.raises(UsageError, match="Merge the two"):
        rename_topic(bench, "Flod", "flood")
    merge_topics(bench, ["flod"], "flood")
    merge_topics(bench, ["Flood"], "Rob")
    assert told(bench, *claims) == ["Rob"] * 3
    assert listed(bench) == [("Rob", 3, False)]
    assert list_topics(bench)[0].also == ("Flod", "Flood")
    with pytest.raises(UsageError, match="into itself"):
        merge_topics(bench, ["Flod"], "Rob")
    with pytest.raises(NotFoundError, match="Nearest: Rob"):
        merge_topics(bench, ["Robb"], "Rob")
    undo(bench)
    assert told(bench, *claims) == ["Flood", "Flood", "Rob"]
    undo(bench)
    assert listed(bench) == [("Flod", 1, True), ("Flood", 1, True), ("Rob", 1, True)]
    redo(bench)
    redo(bench)
    assert told(bench, *claims) == ["Rob"] * 3
    is_sound(bench)


def test_a_retired_topic_is_kept_and_not_given_again(bench: Workbench) -> None:
    claim = claimed(bench, "Banjir")
    retire_topic(bench, "Banjir")
    assert offered_topics("", list_topics(bench), limit=9) == []
    with pytest.raises(UsageError, match="retired"):
        set_topics(bench, [claimed(bench, "Rob", at=20).uid], "banjir")
    kept = bench.store.claims.get(claim.uid)
    edit_claim(bench, view_of(bench, ARTICLE), replace(kept, note="periksa"))
    assert bench.store.claims.get(claim.uid).topic == "Banjir"
    add_topic(bench, "banjir")
    assert offered_topics("", list_topics(bench), limit=9) == ["Banjir", "Rob"]


def test_an_edit_that_leaves_the_topic_as_it_is_shown_changes_nothing(bench: Workbench) -> None:
    claim = claimed(bench, "Banjir")
    rename_topic(bench, "Banjir", "Rob")
    shown = bench.store.claims.get(claim.uid)
    view = view_of(bench, ARTICLE)
    assert edit_claim(bench, view, replace(shown, topic=shown.topic_name)) is None


def test_a_topic_that_only_hidden_claims_have_is_as_if_it_were_not(bench: Workbench) -> None:
    claimed(colleague(bench), "RAGU", article=OTHER)
    claimed(bench, "Banjir")
    refused = []
    for name in ("ragu", "tiada"):
        acts: tuple[Callable[[], object], ...] = (
            partial(retire_topic, bench, name),
            partial(rename_topic, bench, name, "Rob"),
            partial(merge_topics, bench, [name], "Banjir"),
            partial(merge_topics, bench, ["Banjir"], name),
        )
        for act in acts:
            with pytest.raises(NotFoundError) as told:
                act()
            refused.append(str(told.value).replace(name, "X"))
    assert refused[:4] == refused[4:]
    assert claimed(bench, "ragu", at=20).topic == "ragu"
    rename_topic(bench, "Banjir", "Tiada")
    assert retire_topic(bench, "ragu")
    assert listed(seeing_all(bench))[0] == ("ragu", 2, False)
    is_sound(bench)


def test_words_are_as_one_s_own_claims_write_them_then_as_others_that_are_seen(
    bench: Workbench,
) -> None:
    theirs = colleague(bench)
    claimed(theirs, "BANJIR", article=OTHER)
    claimed(theirs, "BANJIR", at=20, article=OTHER)
    assert topic_given(bench, "banjir") == "banjir"
    assert retire_topic(seeing_all(bench), "banjir")  # who sees all may act on all
    undo(bench)
    set_state(bench, view_of(bench, OTHER), ReadingState.DONE)
    assert topic_given(bench, "banjir") == "BANJIR"
    set_state(bench, view_of(bench, OTHER), ReadingState.NEW)
    claimed(bench, "Banjir")
    set_state(bench, view_of(bench, OTHER), ReadingState.DONE)
    assert topic_given(bench, "banjir") == "Banjir"


def test_colleagues_topics_are_seen_where_one_s_own_judgement_stands(bench: Workbench) -> None:
    claimed(colleague(bench), "Ragu")
    assert listed(bench) == []
    assert listed(seeing_all(bench)) == [("Ragu", 1, True)]
