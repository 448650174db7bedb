"""docs/workbench.1: the manual page, made from the same parser as docs/cli.md.

`python -m workbench.cli.manual` prints it. Only requests of man(7) that every viewer knows.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping

from workbench import __version__
from workbench.cli.context import VerbParser
from workbench.cli.main import EXIT_CODES, build_parser
from workbench.cli.reference import FILTERS, help_lines, usage_of, verbs_of
from workbench.domain.filter.fields import (
    ARTICLE_FIELDS,
    CLAIM_FIELDS,
    ENTRY_FIELDS,
    SOURCE_FIELDS,
)

_DESCRIPTION = """\
workbench stores news articles, shows each one beside the facts that a machine found in it, and lets
analysts record claims and who their source is, through whom. Without a verb the desk opens: a
screen worked by keys, where `?` lists those that work and `workbench tutor` shows the first steps.
Every verb reads or changes the same database without a screen. Standard output is data, standard
error is words; `--json` prints one JSON object a line.
"""

ENVIRONMENT: Mapping[str, str] = {
    "WORKBENCH_DB": "the database, where --db names none",
    "WORKBENCH_ANALYST": "who acts, where --analyst names nobody; on a shared database the "
    "account acts, and this may not name somebody else",
    "WORKBENCH_RESTRICTED": "1: a login for the desk alone; no other programs, no other files",
    "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME": "where data, settings and crash reports are; "
    "`workbench locate` prints the places",
    "XDG_CACHE_HOME": "where compiled patterns are kept, which may be deleted at any time",
    "NO_COLOR": "the desk draws without colour",
    "VISUAL, EDITOR": "what long notes are written in",
    "ESCDELAY": "milliseconds that a lone escape waits for the rest of a key",
}


def manual() -> str:
    """The whole page."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    parser = build_parser()
    yield '.\\" Made by python -m workbench.cli.manual; a test compares the two.'
    yield f'.TH WORKBENCH 1 "" "workbench {__version__}" "User Commands"'
    yield ".ad l"
    yield from (".SH NAME", "workbench \\- a text\\-based analyst workbench for news articles")
    yield from (
        ".SH SYNOPSIS",
        ".nh",
        ".B workbench",
        "[\\fIoption\\fR ...] [\\fIverb\\fR ...]",
        ".hy",
    )
    yield from (".SH DESCRIPTION", *_words(_DESCRIPTION))
    yield ".SH OPTIONS"
    for action in parser._actions:
        yield from _argument(action)
    yield ".SH VERBS"
    helps = help_lines(parser)
    for name, verb in verbs_of(parser).items():
        yield from _verb(name, verb, helps[name])
    yield from (".SH FILTERS", *_words(FILTERS))
    for title, fields in (
        ("Of articles", ARTICLE_FIELDS),
        ("Of claims", CLAIM_FIELDS),
        ("Of sources", SOURCE_FIELDS),
        ("Of the journal", ENTRY_FIELDS),
    ):
        yield f".SS {title}"
        yield from _terms({name: field.help for name, field in fields.items()})
    yield ".SH EXIT STATUS"
    yield from _terms(EXIT_CODES)
    yield ".SH ENVIRONMENT"
    yield from _terms(ENVIRONMENT)


def _verb(name: str, parser: argparse.ArgumentParser, help_line: str) -> Iterator[str]:
    yield f".SS {name}"
    yield from (".nh", f"\\fB{_plain(usage_of(parser))}\\fR", ".hy", ".PP")
    yield from _words(parser.description or f"{help_line[:1].upper()}{help_line[1:]}.")
    for action in parser._actions:
        if action.dest not in ("help", "db", "analyst"):
            yield from _argument(action)
    if isinstance(parser, VerbParser) and parser.closing:
        yield from (".PP", *_words(parser.closing()))


def _argument(action: argparse.Action) -> Iterator[str]:
    if isinstance(action, argparse._SubParsersAction):
        return
    names = ", ".join(f"\\fB{_plain(name)}\\fR" for name in action.option_strings)
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    if action.nargs != 0:
        choices = "|".join(map(str, action.choices or ()))
        names = f"{names} \\fI{_plain(metavar or choices or action.dest.upper())}\\fR".strip()
    yield from (".TP", names, *_words(action.help or ""))


def _terms(terms: Mapping[str, str]) -> Iterator[str]:
    for name, words in terms.items():
        yield from (".TP", f"\\fB{_plain(name)}\\fR", *_words(words))


def _words(text: str) -> list[str]:
    """Running words: what stands between backticks in bold, and no line that reads as a request."""
    lines = []
    for line in text.strip().splitlines():
        bold = re.sub("`([^`]*)`", r"\\fB\1\\fR", _plain(line))
        lines.append(f"\\&{bold}" if bold[:1] in (".", "'") else bold)
    return lines


def _plain(words: str) -> str:
    return (
        words.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha")
    )


if __name__ == "__main__":
    sys.stdout.write(manual())
