"""What was learned from answers, told: whether it orders anything, why, and what each feature
weighs. The desk and the command line show the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workbench.present.counting import counted

if TYPE_CHECKING:
    from workbench.domain.learned import Figures, Learned, Order

WHYS: Mapping[str, str] = {
    "setting": "the settings say so",
    "few": "too few answers to tell whether it is the better order",
    "noise": "what it gains here is no more than chance gives",
    "gain": "what it gains here is more than chance gives",
}
"""Why events come in the order that they do."""


def why(learned: Learned, setting: str) -> str:
    """Which of WHYS it is. setting: `learned_order`."""
    if setting != "auto":
        return "setting"
    if learned.figures is None:
        return "few"
    return "gain" if learned.helps else "noise"


def learned_lines(learned: Learned, setting: str, *, is_used: bool) -> Iterator[str]:
    """All of it, for people."""
    order = "as the answers here teach" if is_used else "as their rules are trusted"
    wrong = learned.answers - learned.accepted
    yield f"Events come, likeliest first, {order}:"
    yield f"{WHYS[why(learned, setting)]}."
    yield "It is an order and nothing else: what is asked stays asked."
    yield ""
    yield f"Learned from {counted(learned.answers, 'answer')}: {learned.accepted} accepted as they"
    yield f"stood, {wrong} corrected or rejected."
    if learned.figures:
        yield from _figure_lines(learned.figures)
    else:
        more = counted(learned.lacking, "more answer") if learned.lacking else "more articles"
        yield f"It is measured once {more} of both sorts are there."
    if learned.ranker.weights:
        yield ""
        yield "weight  seen  feature"
    for name, weight, seen in weighed(learned):
        yield f"{weight:+6.2f}  {seen:4}  {name}"


def _figure_lines(figures: Figures) -> Iterator[str]:
    yield ""
    yield "Within articles whose answers it did not learn from:"
    yield "order      AUC  first of an article accepted as it stood"
    for name, order in (("learned", figures.learned), ("trust", figures.now)):
        yield f"{name:7}  {order.auc:.3f}  {100 * order.first:.0f} %"
    yield f"A gain of {figures.gain:+.3f} in AUC, with a standard error of {figures.error:.3f};"
    yield f"{counted(figures.articles, 'article')} with answers of both sorts."


def weighed(learned: Learned) -> list[tuple[str, float, int]]:
    """Each feature with its weight and how many answers had it, what speaks for an event first."""
    weights = learned.ranker.weights
    ordered = sorted(weights, key=lambda name: (-round(weights[name], 4), name))
    return [(name, round(weights[name], 4), learned.seen[name]) for name in ordered]


def record_of_learned(learned: Learned, setting: str, *, is_used: bool) -> dict[str, Any]:
    """All of it, for programs."""
    return {
        "type": "learned",
        "kind": "event",
        "is_used": is_used,
        "why": why(learned, setting),
        "answers": learned.answers,
        "accepted": learned.accepted,
        "figures": _figures_record(learned.figures) if learned.figures else None,
        "features": [
            {"name": name, "weight": weight, "seen": seen}
            for name, weight, seen in weighed(learned)
        ],
    }


def _figures_record(figures: Figures) -> dict[str, Any]:
    return {
        "learned": _order_record(figures.learned),
        "trust": _order_record(figures.now),
        "gain": round(figures.gain, 4),
        "error": round(figures.error, 4),
        "articles": figures.articles,
    }


def _order_record(order: Order) -> dict[str, float]:
    return {"auc": round(order.auc, 4), "first": round(order.first, 4)}
