"""Claims carried over to a revision, or to a wire story that another outlet brings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from services_cases import bench_on, imported, is_sound, records
from stores import Stores

from workbench.domain.claim import Hop, LinkKind
from workbench.domain.landing import Why
from workbench.domain.span import Span
from workbench.errors import UsageError
from workbench.match.alignment import align
from workbench.services.annotate import edit_claim, new_claim
from workbench.services.carry import Carriage, carriage, carried_by, carry_over
from workbench.services.history import redo, undo
from workbench.services.importing import import_documents, read
from workbench.services.landing import Texts, land
from workbench.services.saying import tongue_of
from workbench.services.sources import add_source
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

FIRST = """Kapal Karam di Selat

Sembilan orang tewas dalam kecelakaan itu, kata Dewi Lestari. Pencarian dilanjutkan sampai Selasa \
pagi, ujar Hasan Tuwe.

Kapal itu membawa sayuran dari pulau seberang. Bupati menjanjikan santunan bagi keluarga korban \
sebelum akhir pekan ini, kata Ratna Wulandari. Mesin kapal tidak rusak, menurut Yusuf Hadi.

Tim penyelamat menyisir perairan di sekitar mercusuar tua sejak tengah malam dengan perahu karet \
milik syahbandar setempat.
"""
Revised = Callable[..., tuple[Workbench, Carriage]]


@pytest.fixture
def revised(stores: Stores, tmp_path: Path) -> Iterator[Revised]:
    """Imports FIRST with ana's claims on some of its words, and a later text of it; what can be
    carried over. outlet: another one's, where it is no revision."""

    def made(later: str, *words: str, outlet: str = "Pos Selat") -> tuple[Workbench, Carriage]:
        address = "https://pos.example/kapal"
        first = {"text": FIRST, "outlet": "Pos Selat", "url": address, "published": "2026-03-01"}
        second = {"text": later, "outlet": outlet, "url": address, "published": "2026-03-02"}
        lines = tmp_path / "in.jsonl"
        lines.write_text(
            "".join(json.dumps(one | {"lang": "id"}) + "\n" for one in (first, second)), "utf-8"
        )
        bench = bench_on(opened.enter_context(stores.open("desk")))
        list(import_documents(bench, read([lines])))
        source = add_source(bench, "Dewi Lestari")
        for said in words:
            view = view_article(bench, 1)
            start = view.text.index(said)
            claim = new_claim(bench, view, Span.of(view.text, start, start + len(said)),
                              hops=(Hop((source.uid,)),))  # fmt: skip
            told = replace(claim, restatement=f"Katanya: {said}", topic="kapal")
            edit_claim(bench, view_article(bench, 1), told)
        return bench, carriage(bench, 2, 1)

    with ExitStack() as opened:
        yield made


def why_of(found: Carriage) -> list[Why | None]:
    return [one.why for one in found.landings]


DEAD, SEARCH = (
    "Sembilan orang tewas dalam kecelakaan itu",
    "Pencarian dilanjutkan sampai Selasa pagi",
)
CARGO, MONEY = "Kapal itu membawa sayuran", "Bupati menjanjikan santunan bagi keluarga korban"
ENGINE = "Mesin kapal tidak rusak"


def test_the_same_words_are_carried_over_as_one_act_and_the_old_claims_stay(
    revised: Revised,
) -> None:
    later = FIRST.replace("sebelum akhir pekan ini", "secepatnya") + "\nHujan reda sejak subuh.\n"
    bench, found = revised(later, DEAD, SEARCH, CARGO)
    assert why_of(found) == [None, None, None]
    assert found.kind is LinkKind.UPDATES
    before, old = records(bench.store), view_article(bench, 1).my_claims()
    entry = carry_over(bench, view_article(bench, 2), found, found.exact)
    assert entry
    assert (entry.op, entry.about) == ("carry over", "3 claims from #1 to #2")
    new = view_article(bench, 2).my_claims()
    assert [one.span.exact for one in new] == [DEAD, SEARCH, CARGO]
    assert [one.restatement for one in new] == [f"Katanya: {one.span.exact}" for one in new]
    assert [one.hops[0].sources for one in new] == [one.hops[0].sources for one in old]
    assert view_article(bench, 1).my_claims() == old
    links = bench.store.claims.links([one.uid for one in old])
    assert {(one.kind, one.claim, one.other) for one in links} == {
        (LinkKind.UPDATES, one.uid, other.uid) for one, other in zip(new, old, strict=True)
    }
    assert carriage(bench, 2, 1).landings == ()
    after = records(bench.store)
    undo(bench)
    assert records(bench.store) == before
    redo(bench)
    assert records(bench.store) == after
    assert is_sound(bench)


def test_what_another_desk_has_carried_over_meanwhile_is_not_carried_twice(
    revised: Revised,
) -> None:
    bench, found = revised(FIRST + "\nHujan reda sejak subuh.\n", DEAD, SEARCH, CARGO)
    (first, *_), view = found.exact, view_article(bench, 2)
    other = bench_on(bench.store, "ana", first=9000)
    assert carry_over(other, view, found, [first])
    ticks = iter((True, False))

    def meanwhile() -> str:
        """Another desk carries the next one over after this one has looked."""
        if next(ticks, False):
            assert carry_over(other, view_article(other, 2), found, [found.exact[1]])
        return other.now()

    bench.now = meanwhile
    entry = carry_over(bench, view, found, found.exact)
    assert carried_by(entry) == {found.exact[2].claim.uid}
    assert [one.span.exact for one in view_article(bench, 2).my_claims()] == [DEAD, SEARCH, CARGO]
    assert carry_over(bench, view_article(bench, 2), found, found.exact) is None
    assert is_sound(bench)


def test_of_two_claims_on_the_same_words_one_answers_the_question_there(revised: Revised) -> None:
    bench, found = revised(FIRST + "\nHujan reda sejak subuh.\n", DEAD, DEAD)
    there = view_article(bench, 2)
    (asked,) = [one for one in there.open_questions() if one.span.exact == DEAD]
    assert carry_over(bench, there, found, found.exact)
    there = view_article(bench, 2)
    decision = there.decision(asked.id)
    new = [one.uid for one in there.my_claims()]
    assert decision
    assert (len(new), decision.claim in new) == (2, True)
    assert is_sound(bench)


def test_a_wire_story_that_another_outlet_brings_is_annotated_once(revised: Revised) -> None:
    bench, found = revised(FIRST + "\nSumber: Pos Selat\n", DEAD, CARGO, outlet="Kabar Timur")
    assert (found.kind, why_of(found)) == (LinkKind.SAME, [None, None])
    carry_over(bench, view_article(bench, 2), found, found.exact)
    assert len(view_article(bench, 2).my_claims()) == 2


@pytest.mark.parametrize(
    ("words", "old", "new", "why"),
    [
        (DEAD, "Sembilan orang", "Sebelas orang", Why.NUMBER),
        (DEAD, "Sembilan orang", "9 orang", Why.NUMBER),
        (ENGINE, "Mesin kapal tidak rusak", "Mesin kapal rusak", Why.NEGATION),
        (CARGO, "Kapal itu membawa", "Tidak benar bahwa Kapal itu membawa", Why.NEGATION),
        (SEARCH, "ujar Hasan Tuwe", "ujar Yusuf Hadi", Why.SPEAKER),
        (DEAD, "kata Dewi Lestari", "bantah Dewi Lestari", Why.SPEAKER),
        (CARGO, "Kapal itu membawa sayuran dari pulau seberang. ", "", Why.GONE),
    ],
)
def test_another_number_speaker_or_a_denial_is_never_carried_over(
    revised: Revised, words: str, old: str, new: str, why: Why
) -> None:
    assert old in FIRST
    bench, found = revised(FIRST.replace(old, new), words)
    assert (why_of(found), found.exact, found.offered) == ([why], (), ())
    view = view_article(bench, 2)
    with pytest.raises(UsageError):
        carry_over(bench, view, found, found.landings)
    assert carry_over(bench, view, found, found.exact) is None
    assert view_article(bench, 2).my_claims() == []


@pytest.mark.parametrize(
    ("words", "old", "new", "why", "lands_on"),
    [
        (MONEY, "menjanjikan santunan", "menjanjikan uang santunan", Why.WORDS,
         "Bupati menjanjikan uang santunan bagi keluarga korban"),
        (MONEY, "Bupati menjanjikan", "Wali kota menjanjikan", Why.WORDS,
         "Wali kota menjanjikan santunan bagi keluarga korban"),
        (CARGO, "Tim penyelamat", "Kapal itu membawa sayuran. Tim penyelamat", Why.TWICE, CARGO),
        (CARGO, "dari pulau seberang.", "dari 2 pulau seberang.", Why.BESIDE, CARGO),
    ],
)  # fmt: skip
def test_what_is_slightly_otherwise_is_offered_for_a_look(
    revised: Revised, words: str, old: str, new: str, why: Why, lands_on: str
) -> None:
    bench, found = revised(FIRST.replace(old, new), words)
    assert (why_of(found), found.exact) == ([why], ())
    (landing,) = found.offered
    assert landing.span
    assert landing.span.exact == lands_on
    carry_over(bench, view_article(bench, 2), found, [landing])
    (claim,) = view_article(bench, 2).my_claims()
    is_same = lands_on == words
    assert (bool(claim.restatement), claim.topic) == (is_same, "kapal")
    assert is_sound(bench)


@pytest.mark.parametrize(("old", "new"), [("Rp1.200,5", "Rp 1.200,5"), ("Rp 1.200,5", "Rp1.200,5")])
def test_a_currency_that_is_parted_from_its_amount_moves_no_bound(old: str, new: str) -> None:
    left = f"Bupati menjanjikan {old} juta bagi keluarga korban sebelum akhir pekan ini."
    right = left.replace("Bupati", "Bupati kini").replace(old, new)
    tongue = tongue_of("id")
    texts = Texts(left, right, align(left, right), tongue, tongue)
    start, end = left.index("menjanjikan"), left.index(" sebelum")
    place, why = land(texts, (start, end))
    assert place
    assert (right[slice(*place)], why) == (
        f"menjanjikan {new} juta bagi keluarga korban", Why.WORDS,
    )  # fmt: skip


def test_words_that_stood_twice_in_the_old_text_are_offered_too(revised: Revised) -> None:
    _, found = revised(FIRST + "\nHujan reda.\n", "itu")
    assert why_of(found) == [Why.TWICE]


def test_a_colleagues_claims_are_not_carried_over(revised: Revised) -> None:
    bench, _ = revised(FIRST + "\nHujan reda.\n", DEAD)
    assert carriage(bench_on(bench.store, "budi", first=9000), 2, 1).landings == ()
    with pytest.raises(UsageError):
        carriage(bench, 1, 1)


UNLIKE = """Ular Sanca Masuk Dapur

Warga menangkap ular sanca di dapur rumah makan, kata petugas. Kapal itu milik desa tetangga. \
Anak-anak menonton dari jauh sambil tertawa, dan ular itu dilepas ke hutan lindung.
"""


def test_between_two_stories_nothing_is_carried(tmp_path: Path, empty: Workbench) -> None:
    imported(empty, tmp_path, FIRST, UNLIKE, lang="id")
    view = view_article(empty, 1)
    start = view.text.index(CARGO)
    new_claim(empty, view, Span.of(view.text, start, start + len(CARGO)))
    for pair in ((2, 1), (1, 2)):
        with pytest.raises(UsageError, match=f"#{pair[0]} is no revision of #{pair[1]}"):
            carriage(empty, *pair)


def test_a_sentence_of_other_words_is_none_that_was_changed(revised: Revised) -> None:
    later = FIRST.replace(
        "Bupati menjanjikan santunan bagi keluarga korban",
        "Bupati mengunjungi rumah sakit dan pasar",
    )
    _, found = revised(later, MONEY)
    assert why_of(found) == [Why.GONE]
    assert not found.offered
