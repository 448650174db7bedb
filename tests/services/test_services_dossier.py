"""The dossier of a story: groups by weight, with origins, what stands against each, and what is
open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from counterpart_cases import FLOOD, flooded, keep, place, quote, reviewed, withdrawn
from services_cases import bench_on, blind, imported
from stores import Stores

from workbench.domain.article import ReadingState
from workbench.domain.choice import Choice
from workbench.domain.claim import LinkKind
from workbench.domain.counterpart import Counterpart, Stance
from workbench.domain.decision import Verdict
from workbench.domain.dossier import ToldGroup
from workbench.domain.fact import Kind
from workbench.domain.span import Span
from workbench.domain.stated import Stated, ToldCounterpart
from workbench.errors import UsageError
from workbench.present.dossier import group_words
from workbench.services import dossier as service
from workbench.services.annotate import edit_claim, link_claims
from workbench.services.chain import Named, claim_by
from workbench.services.dossier import Dossier
from workbench.services.history import undo
from workbench.services.regrouping import join_groups, take_out
from workbench.services.relating import accept_counterpart, relate, say_unrelated
from workbench.services.review import accept_fact, answer_fact, set_state
from workbench.services.sources import add_alias
from workbench.services.story import story_chosen, story_of
from workbench.services.told_counterparts import told_counterparts
from workbench.services.unheard import Unheard, unheard
from workbench.services.view import view_article
from workbench.services.which import numbers_of, which_chosen
from workbench.services.workbench import Workbench


@pytest.fixture
def flood(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    with flooded(stores, tmp_path) as bench:
        yield bench


def told(bench: Workbench) -> list[ToldGroup]:
    story = story_chosen(bench, which_chosen(bench, Choice()))
    return Dossier(bench, story).told(story.groups)


def grouped(bench: Workbench) -> list[list[int]]:
    return [[place.number for place in one.group.places] for one in told(bench)]


def test_what_says_the_same_is_one_group_with_what_stands_against_it(flood: Workbench) -> None:
    assert grouped(flood)[0] == [1, 2]
    first, *others = told(flood)
    assert not first.is_reviewed
    assert str(first.count) == "1"  # both have it from one speaker
    (against,) = first.against
    assert against.other.said.article.number == 4
    assert [one.kind for one in against.other.differs] == ["denied"]
    (newer,) = first.changes
    assert newer.other.said.article.number == 3
    assert not newer.other.is_ours
    assert [(one.one, one.other) for one in newer.other.differs] == [("9", "11")]
    assert [len(one.said) for one in others] == [1, 1]
    assert [one.against[0].other.said.article.number for one in others if one.against] == [1]


def by_group(bench: Workbench) -> list[list[int]]:
    return sorted(grouped(bench))


def pair(bench: Workbench, one: int, other: int) -> tuple[Stated, ToldCounterpart]:
    """Two statements, as one stands beside the other."""
    (there,) = told_counterparts(bench, view_article(bench, one))
    return there.ours, next(
        each for each in there.counterparts if each.said.article.number == other
    )


def test_what_an_analyst_says_of_two_is_what_puts_them_together(flood: Workbench) -> None:
    relate(flood, *pair(flood, 1, 3), LinkKind.SAME, is_ours=True)
    assert by_group(flood) == [[1, 2, 3], [4]]
    assert undo(flood)
    assert by_group(flood) == [[1, 2], [3], [4]]


def test_what_is_unrelated_is_in_no_group_together_and_stands_beside_none(flood: Workbench) -> None:
    assert say_unrelated(flood, *pair(flood, 1, 2))
    assert say_unrelated(flood, *pair(flood, 1, 4))
    assert by_group(flood) == [[1], [2], [3], [4]]
    assert not any(one.against for one in told(flood))
    assert undo(flood)
    assert undo(flood)
    assert by_group(flood) == [[1, 2], [3], [4]]


def test_accepting_what_was_proposed_changes_no_group(flood: Workbench) -> None:
    before = by_group(flood)
    for other in (2, 3, 4):
        accept_counterpart(flood, *pair(flood, 1, other))
        assert by_group(flood) == before
    (against,) = told(flood)[0].against
    assert against.other.link
    assert all(one.is_reviewed for one in told(flood))


def test_a_statement_taken_out_stays_out_and_one_undo_puts_it_back(flood: Workbench) -> None:
    accept_counterpart(flood, *pair(flood, 1, 2))
    first = told(flood)[0]
    assert take_out(flood, first, first.said[1])
    assert by_group(flood) == [[1], [2], [3], [4]]
    assert not flood.store.claims.with_links([*LinkKind])  # her link said otherwise
    assert undo(flood)
    assert by_group(flood) == [[1, 2], [3], [4]]
    assert flood.store.claims.with_links([*LinkKind])
    alone = told(flood)[-1]
    assert take_out(flood, alone, alone.lead) is None


def linked_within(bench: Workbench, *kinds: LinkKind) -> tuple[Stated, Stated]:
    """What an article says in its title and below it, linked by the analyst."""
    view = view_article(bench, 1)
    if len(view.claims) < 2:
        reviewed(bench, 1)
        claim_by(bench, view, Span.of(view.text, 0, len("Banjir Bandang")), Named("Kapal Pos"))
    one, other = view_article(bench, 1).claims
    for kind in kinds:
        assert link_claims(bench, kind, one.uid, other.uid)
    first = told(bench)[0]
    title, quoted = sorted(
        (said for said in first.said if said.article.number == 1), key=lambda said: said.place
    )
    return title, quoted


@pytest.mark.parametrize("kinds", [[LinkKind.SAME], [LinkKind.SAME, LinkKind.SUPPORTS]])
def test_a_statement_is_taken_out_from_beside_another_of_its_article(
    flood: Workbench, kinds: list[LinkKind]
) -> None:
    title, quoted = linked_within(flood, *kinds)
    assert by_group(flood) == [[1, 1, 2], [3], [4]]
    assert take_out(flood, told(flood)[0], title)
    assert by_group(flood) == [[1], [1, 2], [3], [4]]
    assert undo(flood)
    assert by_group(flood) == [[1, 1, 2], [3], [4]]
    assert take_out(flood, told(flood)[0], quoted)
    assert by_group(flood) == [[1], [1], [2], [3], [4]]
    assert undo(flood)
    assert by_group(flood) == [[1, 1, 2], [3], [4]]


def test_what_a_colleague_linked_within_an_article_stays_one_until_she_links_it_otherwise(
    flood: Workbench,
) -> None:
    both = linked_within(flood, LinkKind.SAME)
    linked_within(bench_on(flood.store, "budi", first=5_000), LinkKind.SAME)
    for said in both:
        with pytest.raises(UsageError, match="budi linked it with another statement of #1"):
            take_out(flood, told(flood)[0], said)
    assert by_group(flood) == [[1, 1, 2], [3], [4]]
    one, other = view_article(flood, 1).claims
    link_claims(flood, LinkKind.UPDATES, one.uid, other.uid)
    assert by_group(flood) == [[1], [1, 2], [3], [4]]


def test_groups_are_joined_in_one_act_over_what_was_called_unrelated(flood: Workbench) -> None:
    first = told(flood)[0]
    take_out(flood, first, first.said[1])
    one, other = (next(each for each in told(flood) if n in each.group.articles) for n in (1, 2))
    assert join_groups(flood, one, other)
    assert by_group(flood) == [[1, 2], [3], [4]]
    assert undo(flood)
    assert by_group(flood) == [[1], [2], [3], [4]]


def test_what_she_linked_otherwise_is_not_joined(flood: Workbench) -> None:
    accept_counterpart(flood, *pair(flood, 1, 4))
    one, other = (next(each for each in told(flood) if n in each.group.articles) for n in (1, 4))
    with pytest.raises(UsageError, match="you linked #1 and #4 otherwise"):
        join_groups(flood, one, other)


def test_an_own_claim_stands_for_its_group_in_her_words(flood: Workbench) -> None:
    reviewed(flood, 2)
    view = view_article(flood, 2)
    (claim,) = view.claims
    edit_claim(flood, view, replace(claim, restatement="Sembilan tewas di Garut."))
    first = told(flood)[0]
    assert first.words == "Sembilan tewas di Garut."
    assert first.lead.article.number == 2
    assert first.is_reviewed


def test_a_group_of_more_than_are_read_is_joined_and_left_as_a_whole(
    flood: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(flood, *((one, other, Stance.SAME, ()) for one, other in ((2, 1), (3, 1), (3, 2))))
    first = told(flood)[0]
    take_out(flood, first, first.said[1])
    assert by_group(flood) == [[1, 3], [2], [4]]
    monkeypatch.setattr(service, "_MOST", 1)
    one, other = (next(each for each in told(flood) if n in each.group.articles) for n in (1, 2))
    assert (len(one.group.places), len(one.said)) == (2, 1)
    assert "2 articles, 1 of 2 statements read" in group_words(one)
    assert "read" not in group_words(other)
    assert join_groups(flood, one, other)
    assert by_group(flood) == [[1, 2, 3], [4]]
    whole = next(each for each in told(flood) if 1 in each.group.articles)
    assert take_out(flood, whole, whole.lead)
    assert [whole.lead.article.number] in by_group(flood)


def test_what_she_links_after_all_is_one_group(flood: Workbench) -> None:
    assert say_unrelated(flood, *pair(flood, 1, 2))
    reviewed(flood, 1, 2)
    (one,), (other,) = (view_article(flood, number).my_claims() for number in (1, 2))
    assert link_claims(flood, LinkKind.SAME, one.uid, other.uid)
    assert by_group(flood) == [[1, 2], [3], [4]]


def test_what_two_analysts_cut_otherwise_is_told_once(flood: Workbench) -> None:
    budi = bench_on(flood.store, "budi", first=5_000)
    text = view_article(flood, 1).text
    for bench, start in ((flood, 0), (budi, 1)):
        span = Span.of(text, start, len("Banjir Bandang"))
        claim_by(bench, view_article(bench, 1), span, Named("Kapal Pos"))
    (said,) = (one for one in told(flood) if one.words == "Banjir Bandang")
    assert [[claim.analyst for claim in one.claims] for one in said.said] == [["ana", "budi"]]


@pytest.mark.parametrize("fact", ["abc", "quote-1", "quote-a-b", "quote-1-2-3", "quote-17-100"])
def test_a_claim_of_a_fact_that_is_none_here_goes_by_its_words(flood: Workbench, fact: str) -> None:
    reviewed(flood, 1)
    view = view_article(flood, 1)
    (claim,) = view.my_claims()
    edit_claim(flood, view, replace(claim, fact=fact))
    assert by_group(flood) == [[1, 2], [3], [4]]
    (lead,) = (one.lead for one in told(flood) if one.lead.article.number == 1)
    assert [one.uid for one in lead.claims] == [claim.uid]
    (line,) = (one for one in told_counterparts(flood, view_article(flood, 1)))
    assert line.ours.claims == lead.claims, "the dossier and the article tell it alike"
    assert not view_article(flood, 1).fact(fact)


def test_what_was_withdrawn_takes_no_part_and_is_no_origin(flood: Workbench) -> None:
    keep(flood, (3, 1, Stance.SAME, ()))
    assert str(told(flood)[0].count) == "2"
    reviewed(flood, 3)
    withdrawn(flood, 3)
    assert by_group(flood) == [[1], [2], [4]]
    assert not any(one.is_reviewed for one in told(flood))


def test_of_what_nobody_reviewed_the_earliest_leads_and_never_what_has_no_day(
    flood: Workbench, tmp_path: Path
) -> None:
    imported(flood, tmp_path, "Lagi" + FLOOD[0], lang="id")
    flood.store.counterparts.keep(
        {5: [Counterpart(place(flood, 5), place(flood, 2), Stance.SAME, 80)]}
    )
    first = told(flood)[0]
    assert [one.article.number for one in first.said] == [1, 2, 5]
    assert not first.said[-1].article.metadata.day


def test_what_was_rejected_takes_no_part(flood: Workbench) -> None:
    view = view_article(flood, 4)
    answer_fact(flood, view, quote(flood, 4), Verdict.REJECTED)
    assert by_group(flood) == [[1, 2], [3]]
    assert not told(flood)[0].against


def test_a_colleagues_words_wait_until_the_article_is_judged(flood: Workbench) -> None:
    budi = bench_on(flood.store, "budi", first=5_000)
    reviewed(budi, 1, 3)
    relate(budi, *pair(budi, 1, 3), LinkKind.SAME, is_ours=True)
    ana = blind(flood)
    assert by_group(ana) == [[1, 2], [3], [4]]
    assert not any(one.is_reviewed for one in told(ana))
    set_state(ana, view_article(ana, 1), ReadingState.DONE)
    assert by_group(ana) == [[1, 2], [3], [4]]
    assert [one.is_reviewed for one in told(ana)].count(True) == 1
    set_state(ana, view_article(ana, 3), ReadingState.DONE)
    assert by_group(ana) == [[1, 2, 3], [4]]


def test_a_story_of_one_article_holds_those_that_its_statements_lead_to(flood: Workbench) -> None:
    uid = flood.store.articles.get(2).uid
    assert numbers_of(flood, which_chosen(flood, Choice(story=uid))) == [1, 2]
    assert numbers_of(flood, which_chosen(flood, Choice(where="number:3..4"))) == [3, 4]


def test_what_is_open_is_what_is_nobodys_claim(flood: Workbench) -> None:
    story = story_of(flood, [1, 2, 3, 4])
    assert len(story.open) == 3
    reviewed(flood, 2)
    story = story_of(flood, [1, 2, 3, 4])
    assert sorted(sorted(one.articles) for one in story.open) == [[3], [4]]


def test_a_credit_is_told_until_somebody_whom_she_may_see_confirmed_it(
    stores: Stores, tmp_path: Path
) -> None:
    with stores.open("credits") as store:
        ana, budi = bench_on(store), bench_on(store, "budi", first=5_000)
        text = "Gempa Lembata\n\n“Jalan dibuka,” kata Ratna Dewi, Senin.\n\nSumber: {}\n"
        names = ("Daily Sabah", "Al Jazeera")
        imported(ana, tmp_path, *map(text.format, names), outlet="Kapal Pos", lang="id")
        assert story_of(ana, [1, 2]).credits == {1: 1, 2: 1}
        for bench, number in ((ana, 1), (budi, 2)):
            view = view_article(bench, number)
            (credit,) = (one for one in view.found.questions if one.kind is Kind.RELAY)
            accept_fact(bench, view, credit)
        assert story_of(ana, [1, 2]).credits == {}
        assert story_of(blind(ana), [1, 2]).credits == {2: 1}
        assert undo(ana)
        assert story_of(ana, [1, 2]).credits == {1: 1}


def test_who_speaks_under_another_of_his_names_is_heard(stores: Stores, tmp_path: Path) -> None:
    with stores.open("alias") as store:
        bench = bench_on(store)
        text = "Suap\n\nUang itu diterima Hasan Basri, kata jaksa. Bupati Sleman membantah.\n"
        imported(bench, tmp_path, text, text + "Lagi.\n", lang="id", published="2026-03-04")
        assert "Hasan Basri" in [one.name for one in unheard(bench, story_of(bench, [1, 2]))]
        view = view_article(bench, 1)
        start = view.text.index("Bupati Sleman membantah")
        span = Span.of(view.text, start, start + len("Bupati Sleman membantah"))
        claim = claim_by(bench, view, span, Named("Bupati Sleman"))
        (uid,) = claim.hops[-1].sources
        add_alias(bench, uid, "Hasan Basri")
        assert "Hasan Basri" not in [one.name for one in unheard(bench, story_of(bench, [1, 2]))]


def test_who_is_named_and_says_nothing_is_not_heard(stores: Stores, tmp_path: Path) -> None:
    with stores.open("unheard") as store:
        bench = bench_on(store)
        imported(
            bench,
            tmp_path,
            "Suap\n\n“Uang itu diterima Bupati Hasan Basri,” kata Jaksa Rina Wijaya, Senin.\n",
            "Suap Lagi\n\n“Rina Wijaya keliru soal Hasan Basri,” kata Joko Susilo, Selasa.\n",
            lang="id",
            published="2026-03-04",
        )
        names = [one.name for one in unheard(bench, story_of(bench, [1, 2]))]
        assert "Hasan Basri" in names
        assert "Rina Wijaya" not in names


def test_a_body_and_its_short_name_are_one_of_whom_is_not_heard(
    stores: Stores, tmp_path: Path
) -> None:
    with stores.open("short") as store:
        bench = bench_on(store)
        imported(
            bench,
            tmp_path,
            "Bunga\n\n“Bank Indonesia (BI) menaikkan bunga acuan,” kata Rina Wijaya, Senin.\n",
            "Bunga Lagi\n\n“BI dan Bank Indonesia tidak salah soal bunga,” kata Joko Susilo.\n",
            lang="id",
            published="2026-03-04",
        )
        found = unheard(bench, story_of(bench, [1, 2]))
        assert [one for one in found if "BI" in one.name or "Bank" in one.name] == [
            Unheard("Bank Indonesia", (1, 2))
        ]
