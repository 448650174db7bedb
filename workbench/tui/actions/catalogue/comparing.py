"""Looking across articles: the claim board, two texts side by side, a translation."""

from __future__ import annotations

from workbench.tui.registry import Action, Group, Pane

_BOARD = (Pane.BOARD,)
_COMPARE = (Pane.COMPARE,)
_DIFFERENCES = (Pane.COMPARE, Pane.DESK)


BOARD = (
    Action(
        "claim.list", "Claims", "The board of all claims.", (Pane.ANYWHERE,), Group.BOARD, "claims"
    ),
    Action(
        "board.filter",
        "Filter",
        "Show only claims that match, as topic:flood state:draft.",
        _BOARD,
        Group.BOARD,
    ),
    Action("board.clear_filter", "Clear", "Show all claims again.", _BOARD, Group.BOARD),
    Action(
        "board.sort",
        "Order",
        "The next order: newest, date, topic, source, credibility, origins.",
        _BOARD,
        Group.BOARD,
        counts=True,
    ),
)

COMPARING = (
    Action(
        "compare.open",
        "Side by side",
        "The two articles beside each other, what differs marked.",
        (Pane.RELATED,),
        Group.ARTICLES,
        "compare",
    ),
    Action(
        "compare.other_side",
        "Other side",
        "Mean the other article; show it where there is room for one.",
        _COMPARE,
        Group.ARTICLES,
    ),
    Action(
        "article.translation",
        "Translation",
        "The translation beside the text, and back.",
        (Pane.DESK,),
        Group.ARTICLES,
        "translation",
    ),
)

DIFFERENCES = (
    Action(
        "jump.next_difference",
        "Next difference",
        "To where two texts, or a colleague and you, differ next.",
        _DIFFERENCES,
        Group.JUMP,
        counts=True,
        repeats=True,
    ),
    Action(
        "jump.previous_difference",
        "Previous difference",
        "To the difference before.",
        _DIFFERENCES,
        Group.JUMP,
        counts=True,
        repeats=True,
    ),
)
