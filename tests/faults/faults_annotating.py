"""A process of its own that annotates through the services until it is killed, saying each act.

Run as a program: DATABASE ANALYST SEED [COUNT]. A line is printed only after the act was committed.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from workbench.domain.claim import Hop
from workbench.domain.decision import Verdict
from workbench.domain.span import Span
from workbench.errors import WorkbenchError
from workbench.services.annotate import new_claim
from workbench.services.history import redo, undo
from workbench.services.review import accept_fact, answer_fact
from workbench.services.sources import NameBook
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


def act(bench: Workbench, rng: random.Random, numbers: list[int]) -> None:
    """One act of any kind; what chance makes impossible is passed over."""
    view = view_article(bench, rng.choice(numbers))
    kind = rng.random()
    if kind < 0.4:
        accept_fact(bench, view, rng.choice(view.facts))
    elif kind < 0.6:
        answer_fact(bench, view, rng.choice(view.facts), Verdict.REJECTED)
    elif kind < 0.8:
        book = NameBook(bench)
        hops = (Hop((book.uid(f"Sumber {rng.randrange(99)}"),)),)
        new_claim(bench, view, Span.of(view.text, 0, 9), hops=hops, book=book)
    elif kind < 0.9:
        undo(bench)
    else:
        redo(bench)


def main(path: str, analyst: str, seed: str, count: str = "1000000") -> int:
    """Act after act; after each the journal's head, once it is on the disk. 3 when the database
    cannot be reached at all."""
    rng = random.Random(int(seed))
    try:
        with open_store(Path(path)) as store:
            bench = Workbench(store, analyst)
            numbers = store.articles.numbers(analyst=analyst)[:6]
            for _ in range(int(count)):
                try:
                    act(bench, rng, numbers)
                    print("done", *store.journal.head(), flush=True)
                except WorkbenchError as error:
                    print("refused", type(error).__name__, error, flush=True)
    except WorkbenchError as error:
        print("ended", type(error).__name__, error, flush=True)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
