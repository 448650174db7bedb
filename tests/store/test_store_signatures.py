"""Signatures of statements in the store: as they are packed, and which of them are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_cases import bench_on, imported
from stores import Stores

from workbench.domain.signature import Act, Amount, Bound, Extent, Mood, Named, Signature
from workbench.services.mending import rebuild
from workbench.stored import signatures
from workbench.stored.signatures import Keys, pack, unpack
from workbench.verbs.signatures import PackedSignatures

words = st.text(max_size=6)
sets = st.frozensets(words, max_size=3)
values = st.floats(allow_nan=False) | st.integers(-999, 10**12)
acts = st.builds(Act, sets, st.booleans(), st.sampled_from(Mood), sets, sets)
amounts = st.builds(Amount, values, values, words, sets, st.sampled_from(Bound), sets)
names = st.lists(st.builds(Named, words, sets, words, sets), max_size=2).map(tuple)
said = st.builds(
    Signature, words, st.lists(acts, max_size=2).map(tuple), st.lists(sets, max_size=2).map(tuple),
    sets, sets, sets, sets, names, names, names, st.lists(amounts, max_size=2).map(tuple),
    st.lists(st.builds(Extent, st.integers(), st.integers()), max_size=2).map(tuple),
    st.integers(0, 800_000), st.none(),
)  # fmt: skip
keys = st.frozensets(words | values, max_size=4)


@given(said, st.lists(st.tuples(st.integers(), st.integers(), keys, said), max_size=3))
def test_signatures_come_back_as_they_were(
    around: Signature, told: list[tuple[int, int, Keys, Signature]]
) -> None:
    signed = [(start, end, by, one._replace(around=around)) for start, end, by, one in told]
    found = unpack(pack("7", signed), "7")
    assert found is not None
    back = [(one.start, one.end, one.keys, one.signature()) for one in found]
    assert back == signed
    assert repr(back[:1]).count("frozenset") == repr(signed[:1]).count("frozenset")
    assert unpack(pack("7", signed), "8") is None


@given(st.binary(max_size=60))
def test_what_is_no_document_is_read_as_nothing(document: bytes) -> None:
    assert unpack(document, "1") is None


def test_what_was_kept_longest_ago_goes(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stores.open() as store:
        imported(bench_on(store), tmp_path, *(f"Hujan {n} hari." for n in range(4)), lang="id")
        runs = {n: store.facts.standing(n)[0] for n in range(1, 5)}
        signed = {n: PackedSignatures(run[3], b"%d" % n) for n, run in runs.items() if run}
        for module in (signatures, *_modules()):
            monkeypatch.setattr(module, "MOST", 3)
        for number in (1, 2, 3, 1, 4):
            store.signatures.keep({number: signed[number]})
        assert store.signatures.of([1, 2, 3, 4]) == {1: b"1", 3: b"3", 4: b"4"}
        store.signatures.keep({number: signed[number] for number in (2, 4, 1)})
        assert store.signatures.of([1, 2, 3, 4]) == {1: b"1", 2: b"2", 4: b"4"}


def _modules() -> list[object]:
    """Where either kind of store has it from."""
    from workbench.store import signatures as of_file

    found: list[object] = [of_file]
    try:
        from workbench.postgres import signatures as of_server
    except ImportError:
        return found
    return [*found, of_server]


def test_signatures_of_other_facts_are_not_kept(stores: Stores, tmp_path: Path) -> None:
    with stores.open() as store:
        imported(bench_on(store), tmp_path, "Hujan turun.", lang="id")
        run = store.facts.standing(1)[0]
        assert run
        store.signatures.keep({1: PackedSignatures(run[3] + 1, b"1")})
        assert store.signatures.of([1]) == {}


def test_signatures_that_are_damaged_are_told_and_made_anew(stores: Stores, tmp_path: Path) -> None:
    with stores.open() as store:
        bench = bench_on(store)
        imported(bench, tmp_path, "Hujan turun.", lang="id")
        run = store.facts.standing(1)[0]
        assert run
        store.signatures.keep({1: PackedSignatures(run[3], b"no document")})
        assert [str(one) for one in store.proof.problems()] == [
            "article #1: what its statements say is not what was kept"
        ]
        rebuild(bench, [*store.proof.problems()])
        assert [*store.proof.problems()] == []
