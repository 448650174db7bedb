"""Addresses: which are of the web, what opens them, and that nothing else is ever started."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story
from desk_terminal import terminal
from hypothesis import given
from hypothesis import strategies as st

from workbench.services.metadata import set_metadata
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.tui.browser import browser_for, web_address

ADDRESS = "https://contoh.example/berita?id=7&b=a"


@pytest.mark.parametrize(
    "words",
    ["file:///etc/passwd", "javascript:alert(1)", "--help", "contoh.example", "https://",
     "https://a b", "https://a\nb", "https://a\u202eb", "https://a\x1b[2J", "ftp://a.example", "",
     "https://a\"b", "https://" + "a" * 5000],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_handed_to_nobody(words: str) -> None:
    assert web_address(words) is None


@given(st.text(max_size=40))
def test_an_address_is_one_word_that_begins_with_its_scheme(words: str) -> None:
    found = web_address(f"https://{words}")
    assert found is None or (found.isprintable() and not found.split()[1:])


@pytest.mark.parametrize(
    ("environ", "platform", "command"),
    [
        ({"BROWSER": "w3m -M"}, "linux", ("w3m", "-M", ADDRESS)),
        ({"BROWSER": "one %s --new:two"}, "linux", ("one", ADDRESS, "--new")),
        ({"DISPLAY": ":0"}, "linux", ("xdg-open", ADDRESS)),
        ({"WAYLAND_DISPLAY": "w"}, "linux", ("xdg-open", ADDRESS)),
        ({}, "darwin", ("open", ADDRESS)),
    ],
)
def test_the_analyst_s_browser_goes_before_the_desktop_s(
    environ: dict[str, str], platform: str, command: tuple[str, ...]
) -> None:
    found = browser_for(ADDRESS, environ, platform)
    assert found is not None
    assert found.command == command
    assert found.takes_terminal is ("BROWSER" in environ)


def test_without_either_there_is_none() -> None:
    assert browser_for(ADDRESS, {}, "linux") is None


@story
async def test_an_address_is_opened_or_it_is_said_why_not(
    port: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with Desk.open(port) as desk:
        await desk.press("gx")
        desk.shows("has no address")
        number = desk.screen_of.page.subject.article or 0
        set_metadata(desk.bench, number, {"url": ADDRESS})
        await desk.press("gx")
        desk.shows("no browser here", "Y copies the address")
        monkeypatch.setenv("BROWSER", "false")
        await desk.press("Y")
        desk.shows(f"{len(ADDRESS)} characters")
        set_metadata(desk.bench, number, {"url": "file:///etc/passwd"})
        await desk.press("gx")
        desk.shows("no address of the web")


def test_a_browser_gets_the_address_and_the_desk_comes_back(sample: Path, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{opened}"\n')
    browser.chmod(0o700)
    with open_store(sample) as store:
        bench = Workbench(store, "ratna")
        for number in store.articles.numbers(analyst="ratna"):
            set_metadata(bench, number, {"url": ADDRESS})
    with terminal(sample, BROWSER=str(browser)) as desk:
        desk.shows("? keys")
        desk.press("gx")
        desk.shows("opened: https")
        assert opened.read_text() == ADDRESS
        desk.press("Q")
        assert desk.exit_code() == 0
