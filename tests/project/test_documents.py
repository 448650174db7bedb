"""What is written for people: no link is dead, everything can be found, pictures stand alone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench import __version__

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    page
    for page in ROOT.rglob("*.md")
    if not any(
        part.startswith((".", "dist", "build", "tests")) for part in page.relative_to(ROOT).parts
    )
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
PLACE = re.compile(r"`((?:workbench|tests|docs|findings|sample_data)/[\w./-]+)`")
TOUR_BYTES = 300_000


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """The files that a page links to, with the heading meant; an empty one for all of it."""
    for target in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if not target.startswith(("https://", "http://")):
            place, _, heading = target.partition("#")
            yield (page.parent / place).resolve() if place else page, heading


def anchors(page: Path) -> set[str]:
    """The names under which a page's headings can be linked to."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_link_leads_nowhere(page: Path) -> None:
    for place, heading in links(page):
        assert place.exists(), place
        assert not heading or heading in anchors(place), f"{place}#{heading}"


def test_every_page_is_reached_from_the_index() -> None:
    reached, ahead = set[Path](), [ROOT / "docs" / "index.md"]
    while ahead:
        page = ahead.pop()
        if page not in reached:
            reached.add(page)
            if page.suffix == ".md":
                ahead += [place for place, _ in links(page)]
    documents = {file for file in (ROOT / "docs").iterdir() if file.is_file()}
    assert {file.relative_to(ROOT) for file in {*documents, *PAGES} - reached} == set()


def test_the_guides_name_what_exists() -> None:
    places = PLACE.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    missing = [place for place in places if not (ROOT / place).exists()]
    assert [place for place in missing if "NAME" not in place] == []
    assert len(places) > 20


def test_the_changelog_knows_this_version() -> None:
    words = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert words.index("\n## [Unreleased]") < words.index(f"\n## [{__version__}]")


@pytest.mark.parametrize("name", ["desk.svg", "tour.svg"])
def test_pictures_stand_alone(name: str) -> None:
    words = (ROOT / "docs" / name).read_text("utf-8")
    root = ElementTree.fromstring(words)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [part for part in root.iter() if part.tag.endswith(("script", "image"))]
    assert "href=" not in words.replace('href="#', "")
    assert "@import" not in words
    assert "url(http" not in words
    assert len(words.encode()) < TOUR_BYTES
