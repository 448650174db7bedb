"""From Rich's styles to pens, as the terminal's colours allow: the only place here that knows both.

Works out of the environment how many colours there are by the rules of Rich's own console, so that
what is drawn before there is a console comes out in the same colours.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import ColorSystem
from rich.style import Style

from workbench.tui.frame.pens import PLAIN, Pen, read_pen

_MARKS = (
    ("bold", "1"), ("dim", "2"), ("italic", "3"), ("underline", "4"), ("blink", "5"),
    ("blink2", "6"), ("reverse", "7"), ("conceal", "8"), ("strike", "9"), ("underline2", "21"),
    ("frame", "51"), ("encircle", "52"), ("overline", "53"),
)  # fmt: skip
"""Rich's attributes and their codes."""


def pen_of(style: Style | None, system: ColorSystem) -> Pen:
    """The pen that a style is drawn with.

    Raises:
        ValueError: A pen cannot draw it, as a link.
    """
    if style is None:
        return PLAIN
    if style.link:
        raise ValueError("a link is no matter of the pen")
    codes = [code for name, code in _MARKS if getattr(style, name)]
    if style.color is not None:
        codes += style.color.downgrade(system).get_ansi_codes()
    if style.bgcolor is not None:
        codes += style.bgcolor.downgrade(system).get_ansi_codes(foreground=False)
    return read_pen(";".join(codes))


def colour_system(environ: Mapping[str, str]) -> ColorSystem:
    """How many colours a terminal of this environment takes, as Rich's console finds it."""
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ColorSystem.TRUECOLOR
    kind = environ.get("TERM", "").strip().lower().rpartition("-")[2]
    return ColorSystem.EIGHT_BIT if kind in ("256color", "kitty") else ColorSystem.STANDARD
