"""A process of its own that sits down, annotates, rates a source and gets up, by whatever the clock
says. Run as a program: DATABASE SEED ACTS; prints what it did as one JSON object."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from faults_annotating import act

from workbench.errors import WorkbenchError
from workbench.services.sitting import end_session, list_sessions, start_session, summarise_session
from workbench.services.sources import add_source, rate_source
from workbench.services.workbench import Workbench
from workbench.store import open_store


def main(path: str, seed: str, count: str) -> None:
    """One sitting."""
    rng = random.Random(int(seed))
    with open_store(Path(path)) as store:
        bench = Workbench(store, "ana")
        first = store.journal.head()[0]
        resumed = start_session(bench)
        numbers = store.articles.numbers(analyst="ana")[:6]
        heads = []
        for _ in range(int(count)):
            try:
                act(bench, rng, numbers)
            except WorkbenchError:
                continue
            heads.append(store.journal.head())
        # Behind them all: what is made first, they may take back.
        source = add_source(bench, f"Sumber Waktu {seed}").uid
        letters = [rng.choice("ABCDEF") for _ in range(int(count) // 3)]
        for letter in letters:
            rate_source(bench, source, letter, "kadang benar")
            heads.append(store.journal.head())
        end_session(bench)
        session = list_sessions(bench, limit=1)[0]
        work = summarise_session(bench, session).work
        told = {
            "first": first,
            "heads": heads,
            "letters": letters,
            "source": source,
            "session": resumed.session,
            "newest": session.uid,
            "acts": sum(work.acts.values()),
        }
        print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
