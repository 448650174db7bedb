"""How the people of a team work, key by key: what each of them presses, and what must be on the
screen before the next key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from accounts import Account
from desk_terminal import Terminal, terminal

OTHER_SPEAKER, EXTRA_SPEAKER = "Juru Bicara", "Penulis"


class Way(StrEnum):
    """How one article is judged."""

    ACCEPTED = "accepted"
    OTHER_SPEAKER = "other speaker"
    DENIED = "denial against assertion"
    SHORTER = "other bounds"
    ONE_MORE = "one claim more"
    REJECTED = "rejected"


@contextmanager
def desk_of(path: Path, account: Account) -> Iterator[Terminal]:
    """A desk of somebody's, once it takes keys."""
    with terminal(path, account=account) as desk:
        desk.until(lambda: account.name in _last_lines(desk), f"the desk of {account.name}")
        yield desk


def _last_lines(desk: Terminal) -> str:
    return "\n".join(desk.screen().splitlines()[-2:])


def at_article(desk: Terminal) -> int:
    """The number of the article, or of the difference, that the first line names; 0 for none."""
    found = re.match(r"#(\d+)[ :]", desk.screen())
    return int(found[1]) if found else 0


def comes_to(desk: Terminal, number: int) -> None:
    """Wait for an article, or a difference in one."""
    desk.until(lambda: at_article(desk) == number, f"#{number}")


def answers(desk: Terminal, prompt: str, words: str) -> None:
    """Give a few words to a question of one line, in the place of those that stand there. Many at
    once would count as pasted, and keys soon after them with them."""
    desk.shows(prompt)
    desk.press("\x05\x15")
    desk.press(words)
    desk.until(lambda: words[-20:] in desk.screen(), words)
    desk.press("\r")


def opens_queue(desk: Terminal) -> None:
    """From the list of articles to the first one that is to be judged."""
    desk.press("f")
    answers(desk, "filter", "queue:mine")
    desk.shows("filter: queue:mine")
    desk.press("\r")
    desk.until(lambda: at_article(desk) > 0, "an article of the queue")


def comes_back(desk: Terminal) -> None:
    """After a desk was killed: it opens where it was, in the same queue, of which the first is
    taken that is left."""
    desk.shows("the last session was interrupted; nothing is lost")
    desk.press("q")
    desk.shows("filter: queue:mine")
    desk.press("\r")
    desk.until(lambda: at_article(desk) > 0, "an article of the queue")


def works_through(desk: Terminal, ways: Iterable[tuple[int, Way]]) -> None:
    """Judge articles in the order of the list, each in its way."""
    for number, way in ways:
        comes_to(desk, number)
        judges(desk, way)
        desk.press("D")
        desk.shows(f"#{number} is done")


def judges(desk: Terminal, way: Way) -> None:
    """Answer all questions of the article that is open; the first in this way, the rest by yes."""
    desk.until(lambda: desk.left() > 0, "a question")
    match way:
        case Way.OTHER_SPEAKER:
            desk.press("es")
            answers(desk, "who says it:", OTHER_SPEAKER)
            desk.shows(f"corrected: {OTHER_SPEAKER}")
        case Way.DENIED:
            desk.press("ev")
            desk.shows("assertion:")
            desk.press("d")
            desk.shows("corrected: denies")
        case Way.SHORTER:
            desk.press("eb")
            desk.shows("select the words")
            desk.press("b\r")
            desk.shows("corrected: other words")
        case Way.REJECTED:
            desk.press("x")
            desk.shows("rejected")
        case _:
            accepts_all(desk)
    if way is Way.ONE_MORE:
        claims_title(desk)


def accepts_all(desk: Terminal) -> None:
    """The machine is right, everywhere in this article."""
    while (left := desk.left()) > 0:
        desk.press("a")
        desk.until(lambda: desk.left() < left, "an accepted fact")
    desk.shows("no question left")


def claims_title(desk: Terminal) -> None:
    """A claim by hand, of the title."""
    desk.press("\t")
    desk.press("gg")
    desk.press("c")
    answers(desk, "who says it:", EXTRA_SPEAKER)
    desk.shows(f"{EXTRA_SPEAKER} has it from:")
    desk.press("\r")
    desk.shows("recorded")
    desk.press("\t")


def rules(desk: Terminal, answer: str, cause: str) -> None:
    """Take an answer by its key, and say why they differed."""
    desk.press(answer)
    desk.shows("why they differ:")
    desk.press(cause)
