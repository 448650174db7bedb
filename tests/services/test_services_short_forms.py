"""A name and its short form in brackets: one source, however an article calls it."""

from __future__ import annotations

import pytest
from services_cases import view_of

from workbench.domain.claim import Hop
from workbench.domain.naming import bracketed_forms
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.services.annotate import new_claim
from workbench.services.sources import NameBook
from workbench.services.workbench import Workbench

ARTICLE = "sagara-kapal-01"
LONG = "Badan Pelabuhan Utara (BPU)"


def said_by(bench: Workbench, *names: str) -> list[str]:
    """The sources' uids once a claim by each name is recorded, one act for each."""
    uids = []
    for place, name in enumerate(names):
        view, book = view_of(bench, ARTICLE), NameBook(bench)
        uids.append(book.uid(name, SourceKind.ORGANISATION))
        span = Span.of(view.text, place, place + 10)
        new_claim(bench, view, span, hops=(Hop((uids[-1],)),), book=book)
    return uids


@pytest.mark.parametrize(
    "names",
    [(LONG, "BPU", "Badan Pelabuhan Utara"), ("BPU", LONG), ("Badan Pelabuhan Utara", LONG)],
)
def test_either_form_is_the_same_source(bench: Workbench, names: tuple[str, ...]) -> None:
    assert len(set(said_by(bench, *names))) == 1


def test_two_long_names_never_become_one_by_their_short_form(bench: Workbench) -> None:
    assert len(set(said_by(bench, LONG, "Balai Pustaka Umum (BPU)"))) == 2


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (LONG, ("Badan Pelabuhan Utara", "BPU")),
        ("Badan Pelabuhan Utara", ()),
        ("Rina (38 tahun)", ()),
        ("(BPU)", ()),
        ("a" * 200_000 + " (BPU)", ()),
    ],
)
def test_reads_a_short_form_in_brackets(name: str, forms: tuple[str, ...]) -> None:
    assert bracketed_forms(name) == forms
