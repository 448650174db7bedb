"""What belongs together across the bounds of sentences: a quotation and its cue, “A,” S said. “B.”

A question mark ends a sentence inside a quotation too, and a quotation goes on behind its cue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from workbench.domain.claim import Mode
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.cues import CueTable
from workbench.extract.quotes.scores import CONTINUED

_CLOSING = frozenset("”\"’'»")
"""A quotation that ends without one of these goes on in the next paragraph."""
_INNER = "”\"’'"
"""Marks at the end of a quotation and of one inside it."""
_SUBJECT_AND_CUE = 120
"""Code points of a subject and its cue behind a quotation."""
_ASKED_GAP, _ANNOUNCED_GAP = 2, 4
"""Code points between two sentences of one paragraph, and of two paragraphs."""


class Closing:
    """Knows short sentences that are the cue of a quotation before them: "Reed asked."."""

    def __init__(self, lex: Lexicon, table: CueTable) -> None:
        behind = alternation(lex.words("complements", "behind_closing_cue"))
        days = alternation(day.title() for day in lex.numbers("times", "weekdays"))
        self._pattern = compiled(
            rf"(?:[\w.()&’'-]+,?\s){{1,8}}?{table.after}(?=[.,]|\s{behind}\s|\s{days}[\s.,])"
        )

    def closes(self, text: str, start: int, end: int) -> bool:
        """Whether a sentence is a few words and the cue of what stands before."""
        short = min(end, start + _SUBJECT_AND_CUE)
        return self._pattern.match(text, start, short) is not None


def with_their_cues(
    text: str,
    sentences: Sequence[tuple[int, int]],
    pairs: Sequence[tuple[int, int]],
    closing: Closing,
) -> list[tuple[int, int]]:
    """The sentences, “Why?” joined with "Reed asked." and "Reed said:" with its quotation."""
    ending = {b: a for a, b in pairs if text[max(0, b - 3) : b].rstrip(_INNER)[-1:] in ("?", "!")}
    opening = {a for a, _ in pairs}
    joined: list[tuple[int, int]] = []
    for start, end in sentences:
        begun, ended = joined[-1] if joined else (start, start)
        asked = (
            ending.get(ended) == begun and start - ended <= _ASKED_GAP and text[start].isupper()
            and closing.closes(text, start, end)
        )  # fmt: skip
        announced = (
            text[ended - 1 : ended] == ":" and start in opening and start - ended <= _ANNOUNCED_GAP
        )
        if joined and (asked or announced):
            joined[-1] = (begun, end)
        else:
            joined.append((start, end))
    return joined


def join_continued(
    found: Sequence[Attribution], text: str, prefix: str, announced: Sequence[int]
) -> list[Attribution]:
    """“A,” S said. “B.”: one attribution of two parts, where both stand in one paragraph and nobody
    else is announced between them; `announced` is where each who is so begins, in order.

    A quotation that goes on with the speaker before it has no cue of its own (PARC 3.0: content
    may be discontinuous, an attribution has one cue).
    """
    joined: list[Attribution] = []
    for one in found:
        last = joined[-1] if joined else None
        if (
            last is not None and one.same_as_previous and last.cue is not None
            and last.end <= one.start
            and last.mode is not Mode.INDIRECT and last.cue[0] >= last.start
            and (last.cue[0] >= last.end or last.parts)
            and bisect_left(announced, max(last.cue[1], (last.speaker or last.cue)[1]))
            == bisect_left(announced, one.start)
            and ("\n" not in text[last.end : one.start] or text[last.end - 1] not in _CLOSING)
        ):  # fmt: skip
            parts = (*last.pieces, (one.start, one.end))
            joined[-1] = last._replace(
                end=one.end, parts=parts, rule=f"{prefix}.quote.direct.continued",
                reason="“…”, its cue and speaker, and “…” behind them", score=CONTINUED,
            )  # fmt: skip
        else:
            joined.append(one)
    return joined
