"""Themes: symbolic style names to colours and attributes, read from TOML.

No colour stands in code. A theme names every style of STYLE_NAMES; an analyst's own theme may
inherit from another and change a few. What is wrong in one is reported and costs only itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color, ColorParseError
from rich.errors import StyleSyntaxError
from rich.style import Style

from workbench.settings import AUTO, Problem, Settings, line_of, nearest, read_toml
from workbench.tui.terminal import is_over_ssh

if TYPE_CHECKING:
    from textual.theme import Theme as TextualTheme

STYLE_NAMES = (
    "text", "dim", "title", "cursor", "gutter", "selection", "hit", "active",
    "quote", "time", "quantity", "person", "organisation", "place", "event", "relay", "line",
    "claim", "cue", "accepted", "corrected", "rejected", "skipped", "unsure", "open",
    "chain", "source", "origin", "anonymous", "differs", "alone",
    "status", "status_key", "warning", "error", "prompt", "header", "border",
)  # fmt: skip
"""What the screens ask for by name."""

DESK_NAMES = (
    "foreground", "background", "surface", "panel", "primary", "secondary", "accent", "warning",
    "error", "success",
)  # fmt: skip
"""The colours that textual's own widgets take."""

BUILT_IN = ("ink", "paper", "terminal", "plain")

FOLDER = Path(__file__).with_name("themes")

_ATTRIBUTES = frozenset(
    ("bold", "dim", "italic", "underline", "underline2", "strike", "reverse", "on", "not")
)


class Theme(NamedTuple):
    """One look of the desk."""

    name: str
    dark: bool
    ansi: bool
    """Whether its colours are the terminal's own sixteen."""
    desk: Mapping[str, str]
    """Colours of DESK_NAMES, as textual takes them."""
    definitions: Mapping[str, str]
    """Styles of STYLE_NAMES, as rich takes them."""


def styles(theme: Theme) -> Mapping[str, Style]:
    """The rich style of every name in STYLE_NAMES."""
    return {name: Style.parse(words) for name, words in theme.definitions.items()}


def textual_theme(theme: Theme) -> TextualTheme:
    """What textual's own widgets need of a theme."""
    from textual.theme import BUILTIN_THEMES
    from textual.theme import Theme as TextualTheme

    # Without textual's own variables for the terminal's colours its style sheets do not resolve.
    variables = BUILTIN_THEMES["ansi-dark"].variables if theme.ansi else {}
    colours = theme.desk
    return TextualTheme(
        name=theme.name,
        dark=theme.dark,
        ansi=theme.ansi,
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        primary=colours["primary"],
        secondary=colours["secondary"],
        accent=colours["accent"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        variables=dict(variables),
    )


def choose_theme(
    settings: Settings, environ: Mapping[str, str]
) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme that the settings and the terminal ask for, and what is wrong with the analyst's.

    NO_COLOR (https://no-color.org) outranks the settings.
    """
    problems: list[Problem] = []
    name = settings.theme
    files = {file.stem: file for file in settings.theme_files}
    if environ.get("NO_COLOR"):
        name = "plain"
    elif name == AUTO:
        name = suited_theme(environ)
    if name in files:
        return load_theme(files[name], problems), tuple(problems)
    if name not in BUILT_IN:
        meant = nearest(name, (*BUILT_IN, *files))
        file = Path("settings.toml")
        problems.append(Problem(file, None, "theme", f"there is no theme {name!r}", meant))
        name = suited_theme(environ)
    return load_theme(FOLDER / f"{name}.toml", problems), tuple(problems)


def suited_theme(environ: Mapping[str, str]) -> str:
    """The built-in theme for a terminal: its own colours unless it is local and knows 256."""
    term = environ.get("TERM", "")
    if term.startswith(("vt", "dumb")) or not term:
        return "plain"
    rich_in_colour = "256" in term or environ.get("COLORTERM", "") in ("truecolor", "24bit")
    if not rich_in_colour or is_over_ssh(environ):
        return "terminal"
    return "paper" if _is_light(environ.get("COLORFGBG", "")) else "ink"


def load_theme(file: Path, problems: list[Problem]) -> Theme:
    """The theme of a file; what it lacks or gets wrong comes from the one it inherits, or ink."""
    table, text = read_toml(file, problems)
    base = _base(file, table, problems)
    palette = _strings(table.get("palette"))

    def checked(section: str, names: Iterable[str], inherited: Mapping[str, str]) -> dict[str, str]:
        found = dict(inherited)
        for name, words in _strings(table.get(section)).items():
            key = f"{section}.{name}"
            try:
                if name not in names:
                    raise _StyleError("is not a name here", nearest(name, names))
                one = _colour if section == "desk" else _style
                found[name] = one(words, palette)
            except _StyleError as mistake:
                line = line_of(text, key)
                problems.append(Problem(file, line, key, mistake.what, mistake.meant))
        return found

    return Theme(
        name=file.stem,
        dark=_flag(table.get("dark"), base.dark if base else True),
        ansi=_flag(table.get("ansi"), base.ansi if base else False),
        desk=checked("desk", DESK_NAMES, base.desk if base else {}),
        definitions=checked("styles", STYLE_NAMES, base.definitions if base else {}),
    )


class _StyleError(Exception):
    """A wrong entry, and what was likely meant."""

    def __init__(self, what: str, meant: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.meant = meant


def _base(file: Path, table: Mapping[str, object], problems: list[Problem]) -> Theme | None:
    """The built-in theme that another one builds on; a built-in one stands alone."""
    if file.parent == FOLDER:
        return None
    name = table.get("inherits", "ink")
    if name not in BUILT_IN:
        what = f"inherits from one of {', '.join(BUILT_IN)}"
        problems.append(Problem(file, None, "inherits", what, nearest(str(name), BUILT_IN)))
        name = "ink"
    return load_theme(FOLDER / f"{name}.toml", problems)


def _strings(table: object) -> dict[str, str]:
    if not isinstance(table, Mapping):
        return {}
    return {str(name): str(value) for name, value in table.items()}


def _flag(value: object, otherwise: bool) -> bool:
    return value if isinstance(value, bool) else otherwise


def _colour(words: str, palette: Mapping[str, str]) -> str:
    """A colour as textual takes it: hexadecimal, or the terminal's own as `ansi_red`."""
    return _textual_name(_known_colour(words, palette))


def _textual_name(colour: str) -> str:
    return colour if colour.startswith("#") else f"ansi_{colour}"


def _style(words: str, palette: Mapping[str, str]) -> str:
    """A style as rich takes it. Raises _StyleError for a word that is none."""
    known = [
        word if word in _ATTRIBUTES else _known_colour(word, palette)
        for word in words.lower().split()
    ]
    style = " ".join(known)
    try:
        Style.parse(style)
    except StyleSyntaxError as error:
        raise _StyleError(f"{words!r} is not a style") from error
    return style


def _known_colour(word: str, palette: Mapping[str, str]) -> str:
    colour = palette.get(word, word)
    try:
        Color.parse(colour)
    except ColorParseError:
        meant = nearest(word, (*palette, *_ATTRIBUTES))
        raise _StyleError(f"{word!r} is neither a colour nor an attribute", meant) from None
    return colour


def _is_light(colours: str) -> bool:
    """Whether `$COLORFGBG` ("0;15", "0;default;15") tells of a light ground."""
    ground = colours.rpartition(";")[2]
    return ground.isdecimal() and int(ground) in (7, *range(9, 16))
