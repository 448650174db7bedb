"""Two analysts who judge the same articles, and an adjudicator: claims on few letters, rulings."""

from __future__ import annotations

from dataclasses import replace

from services_cases import view_of

from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim, Hop
from workbench.domain.deciding import Kind
from workbench.domain.span import Span
from workbench.services.adjudication import Case, case_of, differing, rule, taking
from workbench.services.annotate import new_claim
from workbench.services.review import set_state
from workbench.services.sources import NameBook
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

ARTICLE, OTHER = "sagara-kapal-01", "bakery-court"


def called(bench: Workbench, name: str) -> Workbench:
    return replace(bench, analyst=name)


def claimed(
    bench: Workbench, name: str, *sources: str, at: int = 0, to: int = 0, on: str = ARTICLE,
    **hop: object,
) -> Claim:  # fmt: skip
    """A claim of somebody's on ten letters, or as many as are said, from these sources."""
    view = view_of(called(bench, name), on)
    book = NameBook(called(bench, name))
    hops = (Hop(tuple(book.uid(one) for one in sources), **hop),) if sources or hop else ()  # type: ignore[arg-type]
    span = Span.of(view.text, at, to or at + 10)
    return new_claim(called(bench, name), view, span, hops=hops, book=book)


def crediting(bench: Workbench) -> str:
    """The first article with a credit that reaches all of it, by its foreign id."""
    number = next(
        number
        for number in bench.store.articles.numbers(analyst="ana")
        if any(
            relay.is_credited and relay.fact and relay.reach == "article"
            for relay in view_article(bench, number).relays
        )
    )
    return bench.store.articles.get(number).foreign_id


def finish(bench: Workbench, *names: str, on: str = ARTICLE) -> int:
    for name in names:
        view = view_of(called(bench, name), on)
        set_state(called(bench, name), view, ReadingState.DONE)
    return view.number


def kinds(bench: Workbench) -> list[tuple[Kind, ...]]:
    return [place.kinds for _, place in differing(called(bench, "citra")).places]


def only_case(bench: Workbench) -> Case:
    ((row, place),) = differing(called(bench, "citra")).places
    return case_of(called(bench, "citra"), row.number, place.uid)


def letter_of(case: Case, name: str) -> str:
    return next(one.letter for one in case.standpoints if name in one.answer.analysts)


def ruled(bench: Workbench, case: Case, taken: str, **more: object) -> None:
    rule(called(bench, "citra"), case, taking(case, taken), **more)  # type: ignore[arg-type]
