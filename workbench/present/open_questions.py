"""What is kept open in words: one line for each, two for what an article says to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.domain.counterpart import Stance
from workbench.domain.text import safe_line
from workbench.present.counterparts import NOT_REVIEWED, differs_words, from_words, stance_words
from workbench.present.counting import counted

if TYPE_CHECKING:
    from workbench.domain.kept_open import KeptOpen
    from workbench.domain.open_question import OpenQuestion, ToldReply

SHOWN = 8
"""Letters of what one is called."""
_ANSWERS = {Stance.CONTRADICTS: "says otherwise"}
_SPEAKS = "speaks of it"
"""What a statement does with a question in words, which asserts nothing."""


def reply_words(kept: KeptOpen, reply: ToldReply) -> str:
    """What a statement is to what is kept open, in a word or two."""
    if kept.is_question:
        return _ANSWERS.get(reply.one.stance, _SPEAKS)
    return stance_words(reply.one)


def why_words(reply: ToldReply) -> str:
    """In what it goes apart, whether anybody reviewed it, and where it comes from."""
    said = reply.one.said
    apart = differs_words(reply.one)
    unreviewed = "" if said.is_reviewed else NOT_REVIEWED
    return "; ".join(filter(None, (apart, unreviewed, from_words(said))))


def status_words(question: OpenQuestion) -> str:
    """How one stands: "2 new", "nothing new", "closed: denied by all"."""
    if question.kept.closed:
        return safe_line(f"closed: {question.kept.closed}")
    return f"{question.new} new" if question.new else "nothing new"


def question_words(question: OpenQuestion) -> str:
    """What is kept open, and where it stands."""
    where = f"#{question.number}: " if question.number else ""
    return safe_line(f"{where}{question.kept.words}")


def news_words(questions: int) -> str:
    """That something new was said, for whoever comes to the desk; empty where nothing was."""
    return f"something new on {counted(questions, 'open question')}" if questions else ""


def plain_lines(question: OpenQuestion) -> Iterator[str]:
    """One with what articles say to it, line by line: for paper, pipes and screen readers."""
    yield f"{question.kept.uid[:SHOWN]}  {status_words(question)}  {question_words(question)}"
    for one in question.replies:
        article = one.one.said.article
        about = f"{one.place} {safe_line(article.outlet)} {article.metadata.day}".rstrip()
        mark = "?" if one.is_new else "-"
        yield f"  {mark} {reply_words(question.kept, one)}: {about}; {why_words(one)}"
        yield f"      {safe_line(one.one.said.span.exact)}"
    if left := question.new - sum(one.is_new for one in question.replies):
        yield f"  {left:,} more are not told here"
