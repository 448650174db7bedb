"""The codebook: entries, versions that follow from the journal, its text, flags, touched claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from services_cases import bench_on, blind, is_sound, view_of

from workbench.domain.claim import Assertion, Claim, Hop, HopClass, Mode
from workbench.domain.codebook import Guideline, GuidelineKind
from workbench.domain.filter.fields import ASSERTIONS, HOP_CLASSES, HOP_MODES
from workbench.domain.span import Span
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services.annotate import edit_claim, new_claim
from workbench.services.board import list_claims
from workbench.services.codebook import (
    all_touched,
    entries_at,
    find_entry,
    list_versions,
    news_since,
    read_codebook,
    versions_of,
)
from workbench.services.codebook_text import difference, take_text, text_at
from workbench.services.flags import flag_claim, let_stand, list_flags, settle_flags
from workbench.services.guidelines import (
    add_entry,
    add_example,
    edit_entry,
    remove_entry,
    remove_example,
    rename_entry,
)
from workbench.services.history import redo, undo
from workbench.services.topics import rename_topic
from workbench.services.workbench import Workbench

ARTICLE = "sagara-kapal-01"
TOPIC, RULE = GuidelineKind.TOPIC, GuidelineKind.RULE


def colleague(bench: Workbench) -> Workbench:
    return bench_on(bench.store, "budi", first=70_000)


def claimed(bench: Workbench, topic: str = "", *, at: int = 0) -> Claim:
    view = view_of(bench, ARTICLE)
    claim = new_claim(bench, view, Span.of(view.text, at, at + 10))
    if topic:
        edit_claim(bench, view_of(bench, ARTICLE), replace(claim, topic=topic))
    return bench.store.claims.get(claim.uid)


def left(bench: Workbench, where: str) -> list[str]:
    return sorted(row.claim.uid for row in list_claims(bench, where))


def uids(*claims: Claim) -> list[str]:
    return sorted(claim.uid for claim in claims)


def said(entries: Iterable[Guideline]) -> list[str]:
    return [f"{one.uid}={one.words}" for one in entries]


def test_entries_are_written_renamed_and_taken_out_as_acts_that_are_undone(
    bench: Workbench,
) -> None:
    add_entry(bench, TOPIC, "Banjir", "Air di darat.\n\nTidak: rob.")
    with pytest.raises(UsageError, match="has topic BANJIR already"):
        add_entry(bench, TOPIC, "BANJIR", "lain")
    edit_entry(bench, find_entry(bench, "banjir"), words="Air di darat.")
    assert edit_entry(bench, find_entry(bench, "banjir"), words=" Air di darat. ") is None
    rename_entry(bench, find_entry(bench, "topic:banjir"), "Rob")
    assert said(read_codebook(bench).entries) == ["topic:rob=Air di darat."]
    remove_entry(bench, find_entry(bench, "rob"))
    with pytest.raises(NotFoundError):
        find_entry(bench, "rob")
    for expected in ("topic:rob=Air di darat.", "topic:banjir=Air di darat."):
        undo(bench)
        assert said(read_codebook(bench).entries) == [expected]
    is_sound(bench)
    versions = list_versions(bench)
    assert [one.number for one in versions] == [1, 2, 3, 4, 5, 6]
    assert [change.what for one in versions for change in one.changes] == [
        "added", "changed", "removed", "added", "removed", "added", "removed", "added",
    ]  # fmt: skip
    assert said(entries_at(bench, 3)) == ["topic:rob=Air di darat."]
    assert entries_at(bench, 0) == entries_at(bench, 4) == []


def test_an_entry_that_somebody_changed_meanwhile_is_not_overwritten(bench: Workbench) -> None:
    add_entry(bench, RULE, "denials", "Siapa membantah adalah sumber.", "assertion:denies")
    seen = find_entry(bench, "denials")
    edit_entry(colleague(bench), seen, words="Lain.")
    with pytest.raises(ConflictError):
        edit_entry(bench, seen, words="Lain lagi.")
    with pytest.raises(ConflictError):
        remove_entry(bench, seen)
    assert said(read_codebook(bench).entries) == ["rule:denials=Lain."]


def test_a_rule_names_its_claims_as_a_filter_and_nothing_else(bench: Workbench) -> None:
    with pytest.raises(UsageError, match="assertions"):
        add_entry(bench, RULE, "denials", "kata", "assertions:denies")
    with pytest.raises(UsageError, match="by itself"):
        add_entry(bench, TOPIC, "banjir", "kata", "by:me")


def test_an_example_is_words_of_an_article_with_their_place(bench: Workbench) -> None:
    add_entry(bench, TOPIC, "kapal", "")
    view = view_of(bench, ARTICLE)
    span = Span.of(view.text, 3, 20, [(3, 7), (9, 20)])
    add_example(bench, find_entry(bench, "kapal"), view.number, span, is_for=True, why=" a\n b ")
    entry = find_entry(bench, "kapal")
    (example,) = entry.examples
    assert (example.article, example.span, example.words) == (view.article.uid, span, "a b")
    with pytest.raises(UsageError, match="already"):
        add_example(bench, entry, view.number, span, is_for=False, why="")
    take_text(bench, text_at(bench).replace(" a b", " c"))
    (changed,) = find_entry(bench, "kapal").examples
    assert changed == replace(example, words="c")
    remove_example(bench, find_entry(bench, "kapal"), 0)
    assert find_entry(bench, "kapal").examples == ()
    is_sound(bench)


def test_claims_know_the_version_that_they_were_judged_under(bench: Workbench) -> None:
    before = claimed(bench, "banjir")
    add_entry(bench, TOPIC, "banjir", "satu")
    between = claimed(bench, "banjir", at=20)
    edit_entry(bench, find_entry(bench, "banjir"), words="dua")
    after = claimed(bench, "banjir", at=40)
    every = (before, between, after)
    assert [versions_of(bench, "claim")[one.uid] for one in every] == [0, 1, 2]
    assert versions_of(bench, "claim", [between.uid]) == {between.uid: 1}
    for where, expected in {
        "codebook:0": [before], "codebook:1": [between], "codebook:2": [after], "codebook:3": [],
        "codebook:<1": [before], "codebook:<=1": [before, between], "codebook:<9": every,
        "codebook:>1": [after], "codebook:>=1": [between, after], "codebook:>=0": every,
        "codebook:>2": [], "codebook:0..1": [before, between],
    }.items():  # fmt: skip
        assert left(bench, where) == uids(*expected), where
    assert left(bench, all_touched(bench) or "") == uids(before, between)
    edit_claim(bench, view_of(bench, ARTICLE), replace(before, note="diperiksa"))
    assert left(bench, "codebook:<2") == uids(between)
    undo(bench)
    assert left(bench, "codebook:<2") == uids(before, between)
    redo(bench)
    assert left(bench, "codebook:<2") == uids(between)
    undo(bench)
    undo(colleague(bench))
    assert versions_of(bench, "claim")[before.uid] == 0


def test_a_claim_that_is_right_as_it_is_leaves_the_list(bench: Workbench) -> None:
    claims = [claimed(bench, "banjir"), claimed(bench, at=20)]
    theirs = claimed(colleague(bench), "banjir", at=40)
    assert let_stand(bench, claims) is None
    add_entry(bench, TOPIC, "banjir", "satu")
    where = read_codebook(bench).touched_by(find_entry(bench, "banjir"))
    assert left(bench, where) == uids(claims[0], theirs)
    let_stand(bench, [claims[0], theirs])
    assert left(bench, where) == uids(theirs)
    assert versions_of(bench, "claim")[claims[0].uid] == 1
    undo(bench)
    assert left(bench, where) == uids(claims[0], theirs)
    is_sound(bench)


def test_what_a_change_touches_follows_topics_that_were_renamed_and_entries_taken_out(
    bench: Workbench,
) -> None:
    flood, other = claimed(bench, "Banjir"), claimed(bench, "Panen", at=20)
    add_entry(bench, TOPIC, "Banjir", "satu")
    rename_topic(bench, "Banjir", "Rob")
    codebook = read_codebook(bench)
    entry = codebook.on(TOPIC, "rob")
    assert entry
    assert entry.subject == "Banjir"
    assert left(bench, codebook.touched_by(entry)) == uids(flood)
    add_entry(bench, RULE, "batas", "Kalimat utuh.", "topic:panen or topic:gempa")
    assert left(bench, all_touched(bench, [find_entry(bench, "batas")]) or "") == uids(other)
    assert left(bench, all_touched(bench) or "") == uids(flood, other)
    assert left(bench, all_touched(bench, since=1) or "") == uids(other)
    assert all_touched(bench, since=2) is None
    remove_entry(bench, entry)
    assert left(bench, all_touched(bench, since=2) or "") == uids(flood)


def test_the_text_comes_back_beside_what_others_changed_meanwhile(bench: Workbench) -> None:
    other = colleague(bench)
    for name in ("banjir", "panen", "gempa"):
        add_entry(bench, TOPIC, name, f"{name} satu")
    text = text_at(bench)
    assert take_text(bench, text).entry is None
    edit_entry(other, find_entry(bench, "panen"), words="panen dua")
    add_entry(other, TOPIC, "kapal", "kapal satu")
    mine = text.replace("banjir satu", "banjir dua").replace("## Topic: gempa\n\ngempa satu\n", "")
    taken = take_text(bench, mine)
    assert [(one.entry.subject, one.what) for one in taken.changes] == [
        ("banjir", "changed"), ("gempa", "removed"),
    ]  # fmt: skip
    assert said(read_codebook(bench).entries) == [
        "topic:banjir=banjir dua", "topic:kapal=kapal satu", "topic:panen=panen dua",
    ]  # fmt: skip
    with pytest.raises(ConflictError, match="topic panen was changed by budi"):
        take_text(bench, text.replace("panen satu", "panen tiga"))
    undo(bench)
    assert said(read_codebook(bench).entries)[1] == "topic:gempa=gempa satu"
    assert any(line == "+kapal satu" for line in difference(bench, 3, 5))
    is_sound(bench)


def test_a_text_of_elsewhere_adds_and_changes_and_removes_nothing_unless_asked(
    bench: Workbench,
) -> None:
    add_entry(bench, TOPIC, "banjir", "satu")
    text = (
        "<!-- version 1 at 000000000000 -->\n## Topic: panen\n\nPadi.\n\nExamples:\n\n"
        "- for #99999 3-7: “padi” jelas\n- not: “kebun”\n"
    )
    taken = take_text(bench, text)
    assert (taken.kept, taken.unplaced) == (1, ("padi",))
    assert said(read_codebook(bench).entries) == ["topic:banjir=satu", "topic:panen=Padi."]
    examples = find_entry(bench, "panen").examples
    assert [(one.article, one.span.exact, one.is_for) for one in examples] == [
        (None, "padi", True), (None, "kebun", False),
    ]  # fmt: skip
    again = text_at(bench)
    assert take_text(bench, again).entry is None
    take_text(bench, text, whole=True)
    assert said(read_codebook(bench).entries) == ["topic:panen=Padi."]


def test_rules_are_about_claims_by_what_hops_do(bench: Workbench) -> None:
    assert (*Assertion,) == ASSERTIONS
    assert (*Mode,) == HOP_MODES
    assert (*HopClass,) == HOP_CLASSES
    claim = claimed(bench)
    hop = Hop(
        (), None, mode=Mode.INDIRECT, hop_class=HopClass.ANONYMOUS, assertion=Assertion.DENIES
    )
    edit_claim(bench, view_of(bench, ARTICLE), replace(claim, hops=(hop,)))
    for where in ("assertion:denies", "mode:indirect", "class:anonymous"):
        assert left(bench, where) == uids(claim)
    for where in ('assertion:"no comment"', "assertion:asserts", "mode:direct", "class:named"):
        assert left(bench, where) == []


def test_an_example_written_by_hand_finds_its_place(bench: Workbench) -> None:
    view = view_of(bench, ARTICLE)
    words = view.text[5:40]
    take_text(bench, f"## Topic: kapal\n\nExamples:\n- for #{view.number}: “{words}”\n")
    (example,) = find_entry(bench, "kapal").examples
    assert example.span == Span.of(view.text, 5, 40)


def test_flags_are_seen_by_those_who_may_see_the_claim(bench: Workbench) -> None:
    claim, other = claimed(bench), colleague(bench)
    with pytest.raises(UsageError, match="why"):
        flag_claim(bench, claim, "  ")
    flag_claim(bench, claim, "kiasan?")
    flag_claim(bench, claim, "kiasan atau bukan?")
    assert left(bench, "has:flag") == uids(claim)
    (told,) = list_flags(blind(bench))
    assert (told.flag.words, told.number) == ("kiasan atau bukan?", view_of(bench, ARTICLE).number)
    assert list_flags(blind(other)) == []
    assert len(list_flags(other)) == 1
    settle_flags(other, [told.flag])
    assert list_flags(bench) == []
    undo(other)
    flag_claim(bench, claim, "")
    assert list_flags(bench) == []
    flag_claim(other, claim, "judul?")
    assert left(bench, "has:flag") == uids(claim)
    assert left(blind(bench), "has:flag") == []  # that budi has judged the article would show
    is_sound(bench)


def test_what_others_changed_is_news_and_ones_own_is_not(bench: Workbench) -> None:
    other = colleague(bench)
    add_entry(bench, TOPIC, "banjir", "satu")
    assert (news_since(bench, 0), len(news_since(other, 0))) == ([], 1)
    add_entry(other, TOPIC, "panen", "satu")
    edit_entry(other, find_entry(bench, "panen"), words="dua")
    edit_entry(other, find_entry(bench, "banjir"), words="dua")
    assert [one.entry.subject for one in news_since(bench, 1)] == ["banjir", "panen"]
    assert news_since(bench, 4) == []
