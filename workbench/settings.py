"""The analyst's settings: TOML files read into one frozen value.

Every mistake is named with its file, line and the nearest valid name, and costs only itself: a
wrong file never keeps the program from starting. Nothing is read on import, and nothing here
knows what an action or a colour is: `workbench.tui` checks those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from workbench.paths import config_folder

AUTO, ON, OFF = "auto", "on", "off"


class Problem(NamedTuple):
    """One mistake in a file of the analyst's, in words that lead to it."""

    file: Path
    line: int | None
    key: str
    what: str
    nearest: str = ""
    """The valid name that was likely meant."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        key = f"{self.key}: " if self.key else ""
        hint = f" (did you mean {self.nearest!r}?)" if self.nearest else ""
        return f"{place}: {key}{self.what}{hint}"


class KeyOverride(NamedTuple):
    """The keys that the analyst gives an action; none at all unbinds it."""

    action: str
    keys: tuple[str, ...]
    file: Path
    line: int | None


@dataclass(frozen=True, slots=True)
class Settings:
    """How the analyst wants the desk."""

    theme: str = AUTO
    """A theme's name; auto picks by what the terminal can do."""
    mouse: str = AUTO
    """auto, on or off; auto is off over SSH, where a split mouse report can look like keys."""
    ascii: str = AUTO
    """auto, on or off: draw with ASCII alone."""
    text_share: int = 60
    """How much of the width (or height) the text gets beside (or above) facts and claims, in
    percent."""
    single_pane_below: int = 80
    """Under this many columns one pane is shown at a time."""
    stack_below: int = 100
    """Under this many columns the list stands under the text instead of beside it."""
    hints: str = ON
    """on, or off: the keys that matter now stand in the status line where it says nothing else."""
    esc_delay_ms: int = 0
    """How long a lone escape byte waits for more; 0: 100 ms, and 500 ms over SSH."""
    file_megabytes: int = 16
    """Larger files, or records where a format streams, are refused."""
    article_characters: int = 2_000_000
    """Longer articles are refused."""
    keep_raw: str = OFF
    """on, or off: the bytes that articles come as are kept, compressed, beside their texts."""
    fetch_seconds: int = 30
    """A feed or page that takes longer is given up."""
    fetch_pause_ms: int = 1_000
    """Between two answers of one host."""
    private_hosts: tuple[str, ...] = ()
    """Hosts of one's own network that may be asked."""
    blind: str = ON
    """on: colleagues' claims and decisions on an article stay hidden until one's own judgement of
    it stands; off, for who leads: they may be shown at any time."""
    learned_order: str = AUTO
    """auto, on or off: events are listed, likeliest first, as the answers here teach; auto does so
    where that was measured to be the better order."""
    verdicts: tuple[str, ...] = ()
    """What may be held of a claim's truth, in one's own words; on a shared database the codebook
    says."""
    copy_characters: int = 50_000
    """Longer copies go to a file, not to the terminal's clipboard."""
    keys: tuple[KeyOverride, ...] = ()
    """From keys.toml, unchecked: `workbench.tui.keymap` knows the actions."""
    theme_files: tuple[Path, ...] = ()
    """The analyst's own themes, by file name."""


class Choice(NamedTuple):
    """A setting that is one of some words; `others` allows any further word."""

    words: tuple[str, ...]
    others: bool = False

    def mistake(self, value: object) -> tuple[str, str] | None:
        """What is wrong and the nearest word, or None."""
        words = ", ".join(self.words)
        if not isinstance(value, str):
            return f"must be one of {words}", ""
        if value in self.words or (self.others and value):
            return None
        return f"{value!r} is not one of {words}", nearest(value, self.words)


class Whole(NamedTuple):
    """A setting that is a whole number within bounds, both included."""

    low: int
    high: int

    def mistake(self, value: object) -> tuple[str, str] | None:
        """What is wrong, or None."""
        if type(value) is int and self.low <= value <= self.high:
            return None
        return f"must be a whole number from {self.low} to {self.high}", ""


class Words(NamedTuple):
    """A setting that is a list of short words, none of them twice."""

    most: int
    longest: int

    def mistake(self, value: object) -> tuple[str, str] | None:
        """What is wrong, or None."""
        what = f"must be a list of at most {self.most} words of at most {self.longest} characters"
        if not isinstance(value, list | tuple) or len(value) > self.most:
            return what, ""
        if not all(isinstance(word, str) and self._is_short(word) for word in value):
            return what, ""
        return ("has one of its words twice", "") if len({*value}) < len(value) else None

    def _is_short(self, word: str) -> bool:
        return 0 < len(word) <= self.longest and word.isprintable() and word == word.strip()


SHAPES: Mapping[str, Choice | Whole | Words] = {
    "theme": Choice((AUTO, "ink", "paper", "terminal", "plain"), others=True),
    "mouse": Choice((AUTO, ON, OFF)),
    "ascii": Choice((AUTO, ON, OFF)),
    "text_share": Whole(20, 80),
    "single_pane_below": Whole(40, 400),
    "stack_below": Whole(40, 400),
    "esc_delay_ms": Whole(0, 5_000),
    "file_megabytes": Whole(1, 100_000),
    "article_characters": Whole(1_000, 100_000_000),
    "keep_raw": Choice((ON, OFF)),
    "fetch_seconds": Whole(1, 3_600),
    "fetch_pause_ms": Whole(0, 600_000),
    "private_hosts": Words(100, 253),
    "blind": Choice((ON, OFF)),
    "hints": Choice((ON, OFF)),
    "learned_order": Choice((AUTO, ON, OFF)),
    "verdicts": Words(34, 60),
    "copy_characters": Whole(0, 1_000_000),
}
"""What settings.toml may hold, and the shape of each value."""


def load_settings(folder: Path | None = None) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings in folder (default: the XDG configuration folder), and what is wrong there."""
    folder = folder or config_folder()
    problems: list[Problem] = []
    settings = replace(
        _settings_of(folder / "settings.toml", problems),
        keys=tuple(_overrides_of(folder / "keys.toml", problems)),
        theme_files=_files_in(folder / "themes"),
    )
    return settings, tuple(problems)


def read_toml(file: Path, problems: list[Problem]) -> tuple[Mapping[str, object], str]:
    """The table of a TOML file and its text; empty, with a problem noted, when it cannot be read.

    A file that is not there is no problem.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
        import tomllib  # slow to import, and mostly there is no such file

        return tomllib.loads(text.replace("\r\n", "\n")), text
    except (FileNotFoundError, NotADirectoryError):
        pass
    except UnicodeDecodeError:
        problems.append(Problem(file, None, "", "is not UTF-8 text"))
    except OSError as error:
        problems.append(Problem(file, None, "", f"cannot be read ({error.strerror})"))
    except RecursionError:
        problems.append(Problem(file, None, "", "is nested too deeply"))
    except ValueError as error:  # tomllib.TOMLDecodeError
        what, line = _decode_error(str(error))
        problems.append(Problem(file, line, "", f"is not TOML: {what}"))
    return {}, ""


def flattened(table: Mapping[str, object], prefix: str = "") -> Iterable[tuple[str, object]]:
    """The values of nested tables by dotted name: `{"a": {"b": 1}}` gives `("a.b", 1)`."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def line_of(text: str, key: str) -> int | None:
    """The line, from 1, on which a TOML text sets a dotted key; None when it is not found."""
    prefix = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            prefix = _bare(header[1]) + "."
            if prefix == key + ".":
                return number
        elif (setting := _SETTING.match(line)) and prefix + _bare(setting[1]) == key:
            return number
    return None


def nearest(word: str, words: Iterable[str]) -> str:
    """The closest of some words, or nothing when none is close."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:80], list(words), n=1, cutoff=0.6)), "")


_HEADER = re.compile(r"\s*\[\s*([^\[\]]{1,200}?)\s*\]")
_SETTING = re.compile(r"\s*([A-Za-z0-9_.\"'-]{1,200})\s*=")


def _bare(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


def _decode_error(message: str) -> tuple[str, int | None]:
    """What tomllib says, apart from the line it says it of."""
    found = re.search(r" \(at line (\d+), column \d+\)", message)
    if not found:
        return message, None
    return message[: found.start()].lower(), int(found[1])


def _settings_of(file: Path, problems: list[Problem]) -> Settings:
    table, text = read_toml(file, problems)
    settings = Settings()
    for key, value in table.items():
        shape = SHAPES.get(key)
        if shape is None:
            mistake: tuple[str, str] | None = ("is not a setting", nearest(key, SHAPES))
        else:
            mistake = shape.mistake(value)
        if mistake:
            problems.append(Problem(file, line_of(text, key), key, *mistake))
        else:
            value = tuple(value) if isinstance(value, list) else value
            settings = replace(settings, **{key: value})  # type: ignore[arg-type]
    return settings


def _overrides_of(file: Path, problems: list[Problem]) -> Iterable[KeyOverride]:
    table, text = read_toml(file, problems)
    for action, value in flattened(table):
        line = line_of(text, action)
        keys = [value] if isinstance(value, str) else value
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            yield KeyOverride(action, tuple(key for key in keys if key.strip()), file, line)
        else:
            what = 'must be a key, a list of keys, or "" for none'
            problems.append(Problem(file, line, action, what))


def _files_in(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(sorted(folder.glob("*.toml")))
    except OSError:
        return ()
