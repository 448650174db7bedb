from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style

from workbench.present.layers import KIND_NAMES
from workbench.present.look import CURSOR, STACK
from workbench.settings import Settings
from workbench.tui.theme import (
    BUILT_IN,
    DESK_NAMES,
    FOLDER,
    STYLE_NAMES,
    Theme,
    choose_theme,
    load_theme,
    styles,
    suited_theme,
    textual_theme,
)


def _theme(name: str) -> Theme:
    problems: list[object] = []
    theme = load_theme(FOLDER / f"{name}.toml", problems)  # type: ignore[arg-type]
    assert problems == []
    return theme


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_theme_has_every_style_and_no_mistake(name: str) -> None:
    theme = _theme(name)
    assert theme.name == name
    assert tuple(styles(theme)) == STYLE_NAMES
    assert set(theme.desk) == set(DESK_NAMES)
    assert textual_theme(theme).ansi == theme.ansi


def test_every_name_that_is_laid_over_text_has_a_style() -> None:
    assert set(STYLE_NAMES) >= {*STACK, CURSOR, *KIND_NAMES.values()}


@pytest.mark.parametrize("name", ["ink", "paper"])
def test_words_can_be_read_on_every_ground(name: str) -> None:
    """Contrast of 4.5 and more: WCAG 2.2, 1.4.3."""
    by_name = styles(_theme(name))
    grounds = [by_name[ground].bgcolor for ground in ("text", "claim", "active", "cursor")]
    for style in (by_name[name] for name in STACK if by_name[name].color):
        for ground in [style.bgcolor] if style.bgcolor else grounds:
            assert _contrast(style.color, ground) >= 4.5, style
    for style in by_name.values():
        ground = style.bgcolor or by_name["text"].bgcolor
        assert _contrast(style.color or by_name["text"].color, ground) >= 4.5, style


def _contrast(one: Color | None, other: Color | None) -> float:
    assert one is not None
    assert other is not None
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    linear = [
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour.get_truecolor()
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


IN_THE_TEXT = ("text", "quote", "claim", "cue", "active", "hit", "selection")
VERDICTS = ("accepted", "corrected", "rejected", "skipped", "unsure", "open")


@pytest.mark.parametrize("together", [IN_THE_TEXT, VERDICTS, ("text", "cursor")])
@pytest.mark.parametrize("name", BUILT_IN)
def test_what_must_not_be_mixed_up_differs_by_more_than_colour(
    name: str, together: tuple[str, ...]
) -> None:
    by_name = styles(_theme(name))
    usual = by_name["text"].bgcolor
    for one, other in combinations(together, 2):
        assert _marks(by_name[one], usual) != _marks(by_name[other], usual), (one, other)


def _marks(style: Style, usual: Color | None) -> tuple[bool, ...]:
    """What is left of a style without colours; a ground of its own counts as one mark."""
    marks = (style.bold, style.dim, style.italic, style.underline, style.strike, style.reverse)
    return (*(bool(mark) for mark in marks), style.bgcolor not in (None, usual))


def test_the_plain_theme_has_no_colour() -> None:
    for style in styles(_theme("plain")).values():
        assert style.color is None or style.color.is_default
        assert style.bgcolor is None or style.bgcolor.is_default


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"TERM": "xterm-256color"}, "ink"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "paper"),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;default;0"}, "ink"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "ink"),
        ({"TERM": "tmux-256color", "SSH_CONNECTION": "1 2 3 4"}, "terminal"),
        ({"TERM": "linux"}, "terminal"),
        ({"TERM": "vt220"}, "plain"),
        ({}, "plain"),
    ],
)
def test_auto_suits_the_terminal(environ: dict[str, str], name: str) -> None:
    assert suited_theme(environ) == name


def test_no_color_outranks_the_settings() -> None:
    environ = {"TERM": "xterm-256color", "NO_COLOR": "1"}
    assert choose_theme(Settings(theme="paper"), environ)[0].name == "plain"
    assert choose_theme(Settings(theme="paper"), environ | {"NO_COLOR": ""})[0].name == "paper"


def _own(folder: Path, text: str, name: str = "mine") -> Settings:
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return Settings(theme="mine", theme_files=(file,))


def test_an_own_theme_changes_only_what_it_names(tmp_path: Path) -> None:
    text = 'inherits = "paper"\n[palette]\nsea = "#003366"\n[styles]\nquote = "bold sea"\n'
    theme, problems = choose_theme(_own(tmp_path, text), {})
    assert problems == ()
    assert theme.definitions["quote"] == "bold #003366"
    assert theme.definitions["claim"] == _theme("paper").definitions["claim"]
    assert not theme.dark


def test_mistakes_in_an_own_theme_are_reported_and_cost_only_themselves(tmp_path: Path) -> None:
    text = '[styles]\nqoute = "bold"\ncue = "blod"\nclaim = "italic"\n[desk]\nprimary = "sky"\n'
    theme, problems = choose_theme(_own(tmp_path, text), {})
    assert [(p.line, p.key, p.nearest) for p in problems] == [
        (6, "desk.primary", ""),
        (2, "styles.qoute", "quote"),
        (3, "styles.cue", "bold"),
    ]
    assert theme.definitions["claim"] == "italic"
    assert theme.definitions["cue"] == _theme("ink").definitions["cue"]


def test_a_theme_that_is_not_there_is_reported_with_the_nearest(tmp_path: Path) -> None:
    settings = _own(tmp_path, "", name="night")
    theme, (problem,) = choose_theme(settings, {"TERM": "linux"})
    assert theme.name == "terminal"
    assert "'mine'" in problem.what


@pytest.mark.parametrize("words", ["on", "bold on", "#12", "red green", "link https://x", ""])
def test_no_style_breaks_the_theme(tmp_path: Path, words: str) -> None:
    theme, _ = choose_theme(_own(tmp_path, f'[styles]\nquote = "{words}"\n'), {})
    assert styles(theme)["quote"] is not None
