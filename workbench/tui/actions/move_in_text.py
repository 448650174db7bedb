"""Moving the cursor in the text by what a language is made of: characters, words, sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.motion import Motion, extended, move
from workbench.tui.actions.here import TEXT
from workbench.tui.actions.need import times

if TYPE_CHECKING:
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


def _by_motion(motion: Motion) -> Handler[Desk]:
    def run(desk: Desk, page: TextPage, count: int | None) -> None:
        article = page.article
        text, at, words = article.text, article.offset, article.words
        if article.anchor is None:
            article.put_offset(move(text, at, motion, count or 1, words=words))
        else:
            both = extended(text, article.anchor, at, motion, count or 1, words=words)
            article.anchor, there = both
            article.put_offset(there)
        page.point(desk.screen)

    return times(TEXT, run)


HANDLERS: dict[str, Handler[Desk]] = {
    "move.next_word": _by_motion(Motion.NEXT_WORD),
    "move.previous_word": _by_motion(Motion.PREVIOUS_WORD),
    "move.next_sentence": _by_motion(Motion.NEXT_SENTENCE),
    "move.previous_sentence": _by_motion(Motion.PREVIOUS_SENTENCE),
    "move.next_paragraph": _by_motion(Motion.NEXT_PARAGRAPH),
    "move.previous_paragraph": _by_motion(Motion.PREVIOUS_PARAGRAPH),
    "move.next_quotation": _by_motion(Motion.NEXT_QUOTE),
    "move.previous_quotation": _by_motion(Motion.PREVIOUS_QUOTE),
    "move.word_end": _by_motion(Motion.WORD_END),
    "move.next_clause": _by_motion(Motion.NEXT_CLAUSE),
    "move.previous_clause": _by_motion(Motion.PREVIOUS_CLAUSE),
    "move.right": _by_motion(Motion.NEXT_CHARACTER),
    "move.left": _by_motion(Motion.PREVIOUS_CHARACTER),
}
