"""The report in a browser: axe, widths, paper, and a policy that blocks.

axe runs by Runtime.evaluate, under the report's own policy: no bypass, with which inline scripts
would run. It never fails text in diagrams or in overlapping marks, and looks at the scheme in force
and at open details alone: so all is opened, both schemes are run, and what it leaves open is
measured here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, running
from reported import reported

PHONE, DESK = 360, 1280
LANGUAGES = ("en", "id")
VIEWS = [(lang, scheme, width) for lang, scheme, width in (
    ("en", "light", DESK), ("en", "dark", PHONE), ("id", "light", PHONE), ("id", "dark", DESK),
)]  # fmt: skip
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"

CONTRAST = """
(element) => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const style = getComputedStyle(element);
  const ink = element instanceof SVGElement ? style.fill : style.color;
  let behind = element, paper = 'rgba(0, 0, 0, 0)';
  while (behind && (parts(paper)[3] ?? 1) === 0) {
    paper = getComputedStyle(behind).backgroundColor;
    behind = behind.parentElement;
  }
  if ((parts(paper)[3] ?? 1) !== 1 || (parts(ink)[3] ?? 1) !== 1) return 0;
  const [dark, bright] = [light(ink), light(paper)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}
"""
"""How far the ink of an element stands out from what is behind it (WCAG 2.2); 0 where that cannot
be told, as of anything that shines through."""


# Before any fixture of the module, which would look for a browser that only .ci/peers installs.
pytestmark = pytest.mark.skipif(
    "WORKBENCH_PEERS" not in os.environ, reason="peers are run by .ci/peers"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return reported(tmp_path_factory.mktemp("reports"), LANGUAGES)


@pytest.fixture
def asked(node_modules: Path) -> Path:
    """The folder of what was taken from npm."""
    return node_modules


def audit(browser: Browser, modules: Path) -> dict[str, Any]:
    """What axe says of the page that is open, every detail of it opened."""
    browser.value(OPEN)
    browser.value((modules / "axe-core" / "axe.min.js").read_text("utf-8") + "; true")
    found: dict[str, Any] = browser.value(
        """axe.run(document).then((all) => ({
          violations: all.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]),
          incomplete: all.incomplete.map((one) => [one.id, one.nodes.map((node) => node.target)]),
          passes: all.passes.length,
        }))"""
    )
    return found


@pytest.mark.parametrize(("lang", "scheme", "width"), VIEWS)
def test_axe_finds_nothing_and_what_it_leaves_open_is_read_well(
    browser: Browser, reports: dict[str, Path], asked: Path, lang: str, scheme: str, width: int
) -> None:
    browser.open(reports[lang])
    browser.look(width, scheme=scheme)
    found = audit(browser, asked)
    assert found["passes"] > 40
    assert found["violations"] == []
    left = dict(found["incomplete"])
    assert left.keys() == {"color-contrast"}
    seen = browser.value(
        f"{left['color-contrast']!r}.map(([one]) => document.querySelector(one))"
        f".map((one) => [one.localName, one.className.baseVal ?? one.className, ({CONTRAST})(one)])"
    )
    assert {name for name, _, _ in seen} <= {"text", "mark", "a", "span", "p"}
    assert "text" in {name for name, _, _ in seen}
    assert [one for one in seen if one[2] < 4.5] == []


def test_axe_finds_what_is_put_in(
    browser: Browser, reports: dict[str, Path], asked: Path, tmp_path: Path
) -> None:
    faults = "<img src='x.png'><h5>Deep</h5><font color='#cccccc'>pale</font>"
    text = reports["en"].read_text("utf-8").replace("</summary>", f"</summary>{faults}", 1)
    broken = tmp_path / "broken.html"
    broken.write_text(text, "utf-8")
    browser.open(broken)
    browser.look(DESK)
    names = {name for name, _ in audit(browser, asked)["violations"]}
    assert {"image-alt", "heading-order", "color-contrast"} <= names


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_said_by_colour_alone(
    browser: Browser, reports: dict[str, Path], scheme: str
) -> None:
    browser.open(reports["en"])
    browser.look(DESK, scheme=scheme)
    marks = browser.value(
        """[...document.querySelectorAll('mark')].map((one) => {
          const style = getComputedStyle(one);
          return [one.className, style.textDecorationLine, style.textDecorationStyle];
        })"""
    )
    assert {tuple(one) for one in marks} == {
        ("", "underline", "solid"), ("over", "underline", "double"),
    }  # fmt: skip
    badges = browser.value(
        """[...document.querySelectorAll('.badge')].map((one) => [
          one.className, one.textContent.trim(), getComputedStyle(one).borderTopStyle])"""
    )
    assert all(words for _, words, _ in badges)
    looks = {(name, border) for name, _, border in badges}
    assert len({border for _, border in looks}) >= 3
    links = browser.value(
        """[...document.querySelectorAll('main a')].filter((one) => {
          const style = getComputedStyle(one);
          return style.textDecorationLine === 'none' && style.borderTopStyle === 'none';
        }).length"""
    )
    assert links == 0
    signs = browser.value(
        "[...document.querySelectorAll('.tree > :is(circle, .relay, .outlet)')]"
        ".map((one) => [one.localName, one.getAttribute('class')])"
    )
    shapes = {(name, kind.removesuffix(" dashed")) for name, kind in signs}
    assert {kind for _, kind in shapes} == {"origin", "uncounted", "hop", "relay", "outlet"}


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_page_is_never_wider_than_the_screen(
    browser: Browser, reports: dict[str, Path], width: int
) -> None:
    browser.open(reports["id"])
    browser.look(width)
    browser.value(OPEN)
    assert browser.value("document.documentElement.scrollWidth") == width
    beyond = browser.value(
        f"""[...document.querySelectorAll('main *')].filter((one) => {{
          const box = one.getBoundingClientRect();
          return box.width > 1 && (box.right > {width} + 0.5 || box.left < -0.5);
        }}).map((one) => one.outerHTML.slice(0, 200))"""
    )
    assert beyond == []


def test_a_report_loads_nothing_runs_nothing_and_complains_of_nothing(
    browser: Browser, reports: dict[str, Path]
) -> None:
    for report in reports.values():
        browser.open(report)
        browser.value(OPEN)
        asked_for = [one["request"]["url"] for one in browser.told("Network.requestWillBeSent")]
        assert asked_for == [report.as_uri()]
        assert browser.told("Log.entryAdded") == []
        assert browser.told("Runtime.exceptionThrown") == []
        assert browser.told("Page.javascriptDialogOpening") == []
        assert browser.value("document.scripts.length") == 0


INJECTED = {
    "script": "<script>document.title = 'ran'</script>",
    "handler": "<svg onload=\"document.title = 'ran'\"></svg>",
    "style": "<style>body { border-left: 77px solid }</style>",
    "attribute": "<p id='styled' style='border-left: 77px solid'>x</p>",
    "picture": "<img id='picture' src='data:image/gif;base64,"
    "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'>",
    "frame": "<iframe srcdoc='<script>parent.document.title=1</script>'></iframe>",
    "base": "<base href='https://elsewhere.example/'>",
}
STATE = """({
  ran: document.title === 'ran',
  styled: getComputedStyle(document.body).borderLeftWidth === '77px'
    || getComputedStyle(document.getElementById('styled')).borderLeftWidth === '77px',
  seen: document.getElementById('picture').naturalWidth > 0,
  based: document.baseURI.startsWith('https:'),
})"""


def test_the_policy_blocks_what_would_get_into_a_report(
    browser: Browser, reports: dict[str, Path], tmp_path: Path
) -> None:
    text = reports["en"].read_text("utf-8")
    injected = text.replace("<main ", f"{''.join(INJECTED.values())}<main ")
    assert injected != text
    kept, bare = tmp_path / "kept.html", tmp_path / "bare.html"
    kept.write_text(injected, "utf-8")
    browser.open(kept)
    state = browser.value(STATE)
    assert state == {"ran": False, "styled": False, "seen": False, "based": False}
    blocked = " ".join(one["entry"]["text"] for one in browser.told("Log.entryAdded"))
    for directive in ("script-src", "style-src", "img-src", "base-uri"):
        assert directive in blocked, blocked
    without = re.sub("<meta http-equiv=[^>]+>", "", injected)
    bare.write_text(without, "utf-8")
    browser.open(bare)
    assert browser.value(STATE) == dict.fromkeys(state, True), "else nothing was proved"


def test_paper_has_what_details_hold_and_begins_with_the_first_page(
    browser: Browser, reports: dict[str, Path]
) -> None:
    from pypdf import PdfReader

    browser.open(reports["en"])
    assert browser.value("document.querySelectorAll('details[open]').length") == 0
    pages = [page.extract_text() for page in PdfReader(BytesIO(browser.paper())).pages]
    assert "In a minute" in pages[0]
    assert "What is stated, and by whom" in pages[0]
    words = _plain(" ".join(pages))
    inside = browser.value(
        "[...document.querySelectorAll('details dt')].map((one) => one.nextSibling.textContent)"
    )
    assert len(inside) > 50
    missing = [one for one in inside if one.isascii() and _plain(one) not in words]
    assert missing == []


def _plain(words: str) -> str:
    """Words without the blanks and hyphens that lines on paper put in or leave out."""
    return re.sub(r"[\s-]+", "", words)


def test_a_link_leads_into_closed_details(browser: Browser, reports: dict[str, Path]) -> None:
    browser.open(reports["en"])
    at = browser.value("document.querySelector('details li[id]').id")
    browser.value(f"location.hash = '#{at}'")
    state = browser.value(
        f"""new Promise((done) => requestAnimationFrame(() => setTimeout(() => {{
          const one = document.getElementById('{at}'), box = one.getBoundingClientRect();
          done([one.closest('details').open, box.top >= -1 && box.top < innerHeight]);
        }})))"""
    )
    assert state == [True, True]


def test_a_screen_reader_is_told_each_diagram_in_words(
    browser: Browser, reports: dict[str, Path]
) -> None:
    browser.open(reports["en"])
    tree = browser.send("Accessibility.getFullAXTree")["nodes"]
    images = [one for one in tree if _role(one) == "image"]
    drawn = browser.value("document.querySelectorAll('svg.tree').length")
    assert len(images) == drawn > 5
    for one in images:
        assert one["name"]["value"].startswith("Where statement ")
        assert "#" in one["description"]["value"]
    times = [one for one in tree if _role(one) == "group" and one.get("description")]
    assert len(times) == browser.value("document.querySelectorAll('svg.times').length") > 0
    for one in times:
        assert one["name"]["value"].startswith("What is said to have happened when")
        assert one["description"]["value"]
    landmarks = {_role(one) for one in tree}
    assert {"banner", "navigation", "main", "contentinfo", "region", "article"} <= landmarks


def _role(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))
