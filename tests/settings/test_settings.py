from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.settings import (
    SHAPES,
    KeyOverride,
    Settings,
    line_of,
    load_settings,
    nearest,
)


def _written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_files_everything_is_as_shipped(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "nowhere") == (Settings(), ())


def test_every_setting_has_a_shape_that_its_default_fits() -> None:
    for name, shape in SHAPES.items():
        assert shape.mistake(getattr(Settings(), name)) is None
    assert SHAPES.keys() == set(Settings.__dataclass_fields__) - {"keys", "theme_files"}


def test_every_setting_stands_in_the_documentation() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "settings.md").read_text("utf-8")
    for name in SHAPES:
        default = getattr(Settings(), name)
        line = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        assert f"| {default} |" in line or f"| `{default}` |" in line


def test_what_is_documented_is_read_and_what_is_read_is_documented() -> None:
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs" / "settings.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `(\w+)` \|", page, re.M))
    files = {"keys": "`keys.toml`", "theme_files": "`themes/NAME.toml`"}
    assert all(name in page for name in files.values())
    modules = (root / "workbench").rglob("*.py")
    read = {name for path in modules if path.stem != "settings" for name in _settings_read(path)}
    assert read == documented | files.keys()


def _settings_read(path: Path) -> Iterator[str]:
    """Names of settings that a module takes from a value that it calls `settings`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            holder = getattr(node.value, "attr", getattr(node.value, "id", ""))
            if holder.lstrip("_") == "settings" and node.attr in Settings.__dataclass_fields__:
                yield node.attr


def test_settings_are_read_from_the_configuration_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "workbench").mkdir()
    _written(tmp_path / "workbench", settings='theme = "paper"\ntext_share = 70\n')
    settings, problems = load_settings()
    assert (settings.theme, settings.text_share, problems) == ("paper", 70, ())


def test_a_misspelt_setting_is_named_with_its_line_and_the_nearest_one(tmp_path: Path) -> None:
    _written(tmp_path, settings='# mine\ntheme = "paper"\nmuose = "off"\n')
    settings, (problem,) = load_settings(tmp_path)
    assert settings.theme == "paper"
    expected = f"{tmp_path / 'settings.toml'}:3: muose: is not a setting (did you mean 'mouse'?)"
    assert str(problem) == expected


def test_a_wrong_value_costs_only_itself(tmp_path: Path) -> None:
    _written(tmp_path, settings='mouse = "of"\nascii = true\ntext_share = 5\nesc_delay_ms = 90\n')
    settings, problems = load_settings(tmp_path)
    assert settings == Settings(esc_delay_ms=90)
    assert [(p.line, p.key, p.nearest) for p in problems] == [
        (1, "mouse", "off"),
        (2, "ascii", ""),
        (3, "text_share", ""),
    ]


@pytest.mark.parametrize("share", ["60.5", "true", '"60"', "19", "81", "[60]", "{a = 1}"])
def test_a_number_out_of_its_bounds_or_of_another_type_is_refused(
    tmp_path: Path, share: str
) -> None:
    settings, problems = load_settings(_written(tmp_path, settings=f"text_share = {share}\n"))
    assert settings == Settings()
    assert [p.key for p in problems] == ["text_share"]


def test_a_file_that_is_not_toml_is_named_with_its_line(tmp_path: Path) -> None:
    settings, (problem,) = load_settings(_written(tmp_path, settings='theme = "ink"\n\nmouse ==\n'))
    assert settings == Settings()
    assert problem.line == 3
    assert "is not TOML" in problem.what


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in load_settings(tmp_path)[1][0].what


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").mkdir()
    assert "cannot be read" in load_settings(tmp_path)[1][0].what


def test_keys_are_taken_dotted_or_in_tables_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    _written(tmp_path, keys='fact.accept = ["a", "enter"]\n\n[desk]\nsuspend = ""\nundo = 3\n')
    settings, (problem,) = load_settings(tmp_path)
    assert settings.keys == (
        KeyOverride("fact.accept", ("a", "enter"), file, 1),
        KeyOverride("desk.suspend", (), file, 4),
    )
    assert (problem.line, problem.key) == (5, "desk.undo")


def test_own_themes_are_found_by_file_name(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    _written(tmp_path / "themes", night="", dusk="")
    found = load_settings(tmp_path)[0].theme_files
    assert [file.name for file in found] == ["dusk.toml", "night.toml"]


@given(st.binary(max_size=200))
def test_no_bytes_keep_the_program_from_starting(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes
) -> None:
    folder = tmp_path_factory.mktemp("noise")
    for name in ("settings.toml", "keys.toml"):
        (folder / name).write_bytes(noise)
    settings, _ = load_settings(folder)
    assert settings.theme == "auto" or b"theme" in noise


def test_the_line_of_a_quoted_key_is_found() -> None:
    assert line_of('a = 1\n"desk.undo" = "u"\n', "desk.undo") == 2
    assert line_of("[desk]\nundo = 1\n[fact]\nundo = 2\n", "fact.undo") == 4
    assert line_of("a = 1\n", "b") is None


def test_nothing_near_is_nothing() -> None:
    assert nearest("zzzz", ("theme", "mouse")) == ""


@pytest.mark.parametrize(
    ("written", "is_right"),
    [('["benar", "menyesatkan"]', True), ("[]", True), ('"benar"', False), ("[1]", False),
     ('["benar", "benar"]', False), ('[""]', False), ('[" benar"]', False),
     (f'["{"a" * 61}"]', False), (str([str(number) for number in range(35)]), False)],
)  # fmt: skip
def test_verdicts_are_a_short_list_of_words(tmp_path: Path, written: str, is_right: bool) -> None:
    settings, problems = load_settings(_written(tmp_path, settings=f"verdicts = {written}\n"))
    assert bool(settings.verdicts) is (is_right and written != "[]")
    assert [problem.key for problem in problems] == ([] if is_right else ["verdicts"])
