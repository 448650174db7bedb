"""The styles of a theme, composed: what a name looks like on the ground of another.

The theme is a plain mapping of names to Rich styles; a name that it lacks is drawn as plain text.
Holds no colour of its own, and needs no textual: the first page is drawn before there is one.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style

from workbench.present.look import Look

_UNDERLINED = Style(underline=True)


class Styles:
    """The styles of one theme, composed once each."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._text = styles.get("text", Style.null())
        self._looks: dict[Look, Style] = {}
        self._based: dict[tuple[str, str], Style] = {}

    def style(self, name: str, base: str = "text") -> Style:
        """The style of a name on the ground of another."""
        key = (name, base)
        found = self._based.get(key)
        if found is None:
            found = self._based[key] = self._compose(name, base)
        return found

    def _compose(self, name: str, base: str) -> Style:
        ground = self._text + self._styles.get(base, Style.null())
        if name in (base, "text"):
            return ground
        style = ground + self._styles.get(name, Style.null())
        return style if base == "text" else style + Style(bgcolor=ground.bgcolor)

    def of(self, look: Look) -> Style:
        """The style of a place in a text: its names laid over each other from the bottom up."""
        found = self._looks.get(look)
        if found is None:
            found = self._text
            for name in look.names:
                found += self._styles.get(name, Style.null())
            if look.underlined:
                found += _UNDERLINED
            if look.under_cursor:
                found += Style(reverse=not found.reverse, bold=True)
            self._looks[look] = found
        return found
