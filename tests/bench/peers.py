"""Terminal programs that show a list of texts, on the same articles as the desk: what to beat.

Each is given the articles in its own form and brought to its list of them. One that is not
installed is named as absent, never left out silently.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from made_articles import articles
from terminal_meter import Terminal, plain_environment


@dataclass(frozen=True, slots=True)
class Peer:
    """One program."""

    name: str
    prepare: Callable[[Path, int], list[str]]
    """Writes so many articles into a folder; the command that shows them."""
    ready: str
    """What its first screen shows."""
    opening: Sequence[str] = ()
    """Keys from there to the list of articles, if it does not begin with that."""
    listed: str = ""
    """What the list shows, where keys are needed to come there."""
    leaving: Sequence[str] = ("q",)

    @property
    def is_installed(self) -> bool:
        """Whether it can be measured here."""
        return shutil.which(self.name) is not None

    def start(self, command: list[str], folder: Path) -> tuple[Terminal, float]:
        """The program with its list on the screen, and the milliseconds until then."""
        terminal = Terminal(
            command, environment=plain_environment(folder), folder=folder, owns_terminal=True
        )
        reached = terminal.wait(self.ready)
        if self.opening:
            terminal.press(*self.opening, quiet=0.02)
            reached = terminal.wait(self.listed)
        terminal.settle()
        return terminal, reached


def _for_newsboat(folder: Path, count: int) -> list[str]:
    feed, cache = folder / "feed.xml", folder / "cache.db"
    feed.write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Articles</title>'
        "<link>https://made.example/</link><description>made</description></channel></rss>",
        encoding="utf-8",
    )
    url = f"file://{feed}"
    (folder / "urls").write_text(f"{url}\n", encoding="utf-8")
    (folder / "config").write_text("auto-reload no\nmax-items 0\n", encoding="utf-8")
    command = [
        "newsboat",
        "-u",
        str(folder / "urls"),
        "-c",
        str(cache),
        "-C",
        str(folder / "config"),
    ]
    subprocess.run(
        [*command, "-x", "reload"],
        check=True, capture_output=True, env=plain_environment(folder), cwd=folder,
    )  # fmt: skip
    with sqlite3.connect(cache) as database:
        database.execute(
            "INSERT OR IGNORE INTO rss_feed(rssurl, url, title) VALUES (?, ?, ?)",
            (url, "https://made.example/", "Articles"),
        )
        database.executemany(
            "INSERT INTO rss_item(guid, title, author, url, feedurl, pubDate, content, unread) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
            (
                (one["id"], one["title"], one["outlet"], f"https://made.example/{one['id']}", url,
                 _seconds(one), f"<p>{one['text']}</p>")
                for one in articles(count)
            ),
        )  # fmt: skip
    return command


def _for_neomutt(folder: Path, count: int) -> list[str]:
    box = folder / "articles.mbox"
    with box.open("w", encoding="utf-8") as letters:
        for one in articles(count):
            day = datetime.fromisoformat(one["published"])
            letters.write(
                f"From desk@made.example {day:%a %b %d %H:%M:%S %Y}\nFrom: {one['outlet']} "
                f"<desk@made.example>\nSubject: {one['title']}\n"
                f"Date: {day:%a, %d %b %Y %H:%M:%S %z}\nMessage-ID: <{one['id']}@made.example>\n"
                "Content-Type: text/plain; charset=utf-8"
                f"\n\n{one['text']}\n\n"
            )
    settings = folder / "muttrc"
    settings.write_text(f'set folder="{folder}"\nset quit=yes\nset move=no\n', encoding="utf-8")
    return ["neomutt", "-n", "-F", str(settings), "-R", "-f", str(box)]


def _for_tig(folder: Path, count: int) -> list[str]:
    repository = folder / "git"
    subprocess.run(["git", "init", "-q", str(repository)], check=True)

    def commits() -> Iterator[bytes]:
        for one in articles(count):
            words = f"{one['title']}\n\n{one['text']}\n".encode()
            yield (
                f"commit refs/heads/main\ncommitter {one['outlet']} <desk@made.example> "
                f"{_seconds(one)} +0000\ndata {len(words)}\n"
            ).encode() + words + b"\n"  # fmt: skip

    git = ["git", "-C", str(repository)]
    subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(commits()), check=True)
    subprocess.run([*git, "symbolic-ref", "HEAD", "refs/heads/main"], check=True)
    return ["tig", "-C", str(repository)]


def _seconds(article: dict[str, Any]) -> int:
    return int(datetime.fromisoformat(article["published"]).timestamp())


PEERS = (
    Peer("newsboat", _for_newsboat, "Articles", ("enter",), r"di [A-Z]", ("q", "q")),
    Peer("neomutt", _for_neomutt, r"di [A-Z]"),
    Peer("tig", _for_tig, r"di [A-Z]"),
)
