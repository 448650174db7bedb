"""Two articles side by side: their texts aligned by sentence, what differs marked.

Both sides are rows of one list, so that they scroll together; where there is no room for two, one
is shown and tab changes to the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.comparison import Pairing
from workbench.domain.text import safe_line
from workbench.present.facing import (
    FacingRow,
    facing_heading,
    facing_line,
    facing_rows,
    share_words,
    single_line,
    single_rows,
)
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs
from workbench.tui.pages.page import Page, Rows
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.article import Article
    from workbench.services.comparing import Compared
    from workbench.tui.pages.host import Canvas, Host

_SAID = {
    Pairing.SAME: "the same words in both",
    Pairing.CHANGED: "~ other words on each side",
    Pairing.LEFT: "- only on the left",
    Pairing.RIGHT: "+ only on the right",
}
_WAYS = "{jump.next_difference} goes to the next difference, {row.open}"


class ComparePage(Page):
    """Two texts beside each other."""

    list_pane = Pane.COMPARE

    def __init__(self, compared: Compared, glyphs: Glyphs) -> None:
        self.compared = compared
        self.glyphs = glyphs
        self.on_right = False
        """Which side is meant by enter, and shown where there is room for one."""
        self.rows: list[FacingRow] = []
        self._made_for: tuple[int, bool, bool] | None = None

    @property
    def row(self) -> FacingRow | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def _room(self) -> int:
        return max(20, self.width - 2)

    @property
    def heading(self) -> Runs:
        """Which article each side is."""
        left, right = _named(self.compared.left), _named(self.compared.right)
        if self.is_alone:
            return (Run(f"  {right if self.on_right else left}", "header"),)
        return (Run("  ", "header"), *facing_heading(left, right, self._room, self.glyphs))

    @property
    def tally(self) -> str:
        """How many sentences differ, each counted by itself."""
        return "" if self.row is None else f"{self.compared.comparison.changes} differ"

    @property
    def details(self) -> tuple[Runs, Runs]:
        """What the row under the cursor is, and how much the two have in common."""
        comparison = self.compared.comparison
        kind = comparison.pairs[self.row.pair].kind if self.row else Pairing.SAME
        side = self.compared.right if self.on_right else self.compared.left
        left, right = self.compared.left.number, self.compared.right.number
        words = f"left #{left}, right #{right}; {share_words(comparison)}"
        said = f"{_SAID[kind]}   {self.keyed(_WAYS)} opens #{side.number}"
        return (Run(said, "text"),), (Run(words, "origin"),)

    def paint(self, canvas: Canvas) -> None:
        """Fill the list; the cursor stays on its sentence when the width is another."""
        made_for = (self._room, self.is_alone, self.on_right)
        if made_for != self._made_for:
            pair = self.row.pair if self.row else 0
            self._lay_out()
            self._made_for = made_for
            self.go_to_pair(pair)
        rows = self.rows
        canvas.list.show(Rows(rows, lambda at, width: self._line(rows[at], width)), self.cursor)

    def _lay_out(self) -> None:
        compared = self.compared
        if self.is_alone:
            text = compared.right_text if self.on_right else compared.left_text
            self.rows = single_rows(compared.comparison, text, self._room, is_right=self.on_right)
        else:
            self.rows = facing_rows(
                compared.comparison, compared.left_text, compared.right_text, self._room
            )

    def _line(self, row: FacingRow, width: int) -> Runs:
        compared = self.compared
        if self.is_alone:
            text = compared.right_text if self.on_right else compared.left_text
            key, on_right = self.key_of("compare.other_side"), self.on_right
            return single_line(row, compared.comparison, text, width, is_right=on_right, key=key)
        texts = (compared.left_text, compared.right_text)
        return facing_line(row, compared.comparison, texts, width, self.glyphs)

    def resized(self, canvas: Canvas) -> None:
        """Break the lines anew."""
        self.paint(canvas)

    def go_to_pair(self, pair: int) -> None:
        """Put the cursor on the first line of a pair of sentences."""
        there = [at for at, row in enumerate(self.rows) if row.pair <= pair]
        last = self.rows[there[-1]].pair if there else 0
        lines = [at for at in there if self.rows[at].pair == last]
        worded = (at for at in lines if self.rows[at].left or self.rows[at].right)
        self.cursor = next(worded, lines[0] if lines else 0)

    def next_difference(self, *, forward: bool) -> bool:
        """Go to where the texts begin to differ next; False when they do not any more."""
        here = self.row.pair if self.row else 0
        places = self.compared.comparison.differences
        further = [at for at in places if (at > here if forward else at < here)]
        if not further:
            return False
        self.go_to_pair(further[0] if forward else further[-1])
        return True

    def other_side(self, canvas: Canvas) -> None:
        """Mean the other side, and show it where there is room for one."""
        self.on_right = not self.on_right
        self.paint(canvas)

    async def open_row(self, host: Host) -> None:
        """Open the article of the side that is meant, at the sentence under the cursor."""
        compared, row = self.compared, self.row
        pair = compared.comparison.pairs[row.pair] if row else None
        extent = (pair.right if self.on_right else pair.left) if pair else None
        article = compared.right if self.on_right else compared.left
        if extent:
            await host.places.open_at(article.number, extent[0])
        else:
            await host.places.open_article(article.number)


def _named(article: Article) -> str:
    publication = article.metadata.publication
    date = publication.at[:10] if publication else "no date"
    return f"#{article.number} {safe_line(article.outlet) or 'no outlet'} {date}"
