"""An article with its translation in the place of facts and claims, which follows the cursor.

The text stays the original: everything that can be done in it works as ever. The translation is
only read; it reaches the screen through the same door as any text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.present.cells import painted
from workbench.present.glyphs import Glyphs
from workbench.present.layout import line_of, shown, wrap
from workbench.present.runs import Run, Runs, fill_runs
from workbench.present.translation import Facing
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.page import Rows, title_runs
from workbench.tui.registry import Pane
from workbench.tui.views.article import OpenArticle

if TYPE_CHECKING:
    from workbench.tui.pages.host import Canvas


class TranslationPage(ArticlePage):
    """One open article, its translation beside it."""

    list_pane = Pane.DESK
    rows_are = ""
    text_share = 50
    is_facing = True

    def __init__(self, article: OpenArticle, glyphs: Glyphs) -> None:
        super().__init__(article, glyphs)
        self.on_text = True
        self.facing = Facing.of(article.view.text, article.view.translation)
        self.lines: list[tuple[int, int]] = [(0, 0)]
        self.paragraph = (0, 0)
        """The paragraph of the translation that faces the cursor."""

    @property
    def under_cursor(self) -> str:
        """Words, on either side."""
        return self.pane.value

    @property
    def heading(self) -> Runs:
        """Which article it is, and how the translation stands to it."""
        how = "" if self.facing.is_aligned else " (paragraphs do not agree: about here)"
        return (
            *title_runs((f"Translation{how}", "header")),
            Run(" ", "header"),
            *super().heading,
        )

    def paint(self, canvas: Canvas) -> None:
        """Fill text and translation."""
        super().paint(canvas)
        self.lines = wrap(self.article.view.translation, max(8, self.list_width - 3))
        self._point_translation(canvas)

    def point_beside(self, canvas: Canvas) -> None:
        """Show the selection, and the paragraph that faces the cursor."""
        item = self.article.item
        canvas.text.set_active((item.span.start, item.span.end) if item else None)
        span = self.article.selection()
        canvas.text.set_selection(span.pieces if span else ())
        self._point_translation(canvas)

    def _point_translation(self, canvas: Canvas) -> None:
        at = self.facing.in_translation(self.article.offset)
        self.paragraph = self.facing.paragraph(at)
        self.cursor = line_of(self.lines, at)
        canvas.side.show(Rows(self.lines, self._line), self.cursor)

    def _line(self, index: int, width: int) -> Runs:
        """A line of the translation; those of the facing paragraph stand out."""
        start, end = self.lines[index]
        low, high = self.paragraph
        style = "text" if low <= start < high else "dim"
        words = painted(shown(self.article.view.translation, (start, end)))
        return fill_runs((Run(words, style),), width)

    def moved(self, index: int) -> None:
        """The cursor moved in the translation: the text's goes to what it faces."""
        self.cursor = index
        start, _ = self.lines[min(index, len(self.lines) - 1)]
        self.article.put_offset(self.facing.in_original(start))
        self.paragraph = self.facing.paragraph(start)

    def follow(self, canvas: Canvas) -> None:
        """Show in the text what faces the translation's cursor."""
        canvas.text.set_cursor(self.article.offset)
        canvas.side.grew()

    def resized(self, canvas: Canvas) -> None:
        """Break the lines anew."""
        self.paint(canvas)
