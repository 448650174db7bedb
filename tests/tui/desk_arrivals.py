"""The harbour's database after a colleague's set came in: a claim that both changed, words that
stand at one place and at two of ours, and a claim on an article that is not here.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path

from desk_harbour import SAID, TEXTS

from workbench.domain.arrival import Arrival, ArrivalKind
from workbench.domain.claim import Claim
from workbench.domain.journal import Change
from workbench.domain.past import first_past
from workbench.domain.span import Span
from workbench.services.annotate import edit_claim, new_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.exporting import export
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

OURS, THEIRS = "Pelabuhan buka lagi besok.", "Pelabuhan buka lagi lusa."
STRAY = "klaim dari artikel lain"
SET = "set.jsonl"


def arrived(path: Path) -> Path:
    """The database at path, once all of it waits."""
    there, file = path.with_name("there.db"), path.with_name(SET)
    with open_store(path) as store:
        bench = Workbench(store, "ratna")
        view, start = view_article(bench, 1), TEXTS[0].index("“Besok")
        claim = new_claim(bench, view, Span.of(view.text, start, start + 20))
    shutil.copy(path, there)
    for one, words in ((there, THEIRS), (path, OURS)):
        with open_store(one) as store:
            bench = Workbench(store, "ratna")
            edit_claim(bench, view_article(bench, 1), replace(claim, restatement=words))
            if one == there:
                export(bench, "jsonl", file)
    with open_store(path) as store:
        seconds = count()
        bench = Workbench(store, "ratna", now=lambda: f"2026-03-04T00:00:{next(seconds):02}Z")
        taken = import_annotations(bench, "jsonl", file)
        assert (taken.conflicts, taken.changes) == (1, 0)
        here, text = view_article(bench, 1).article.uid, view_article(bench, 1).text
        places = [at for at in range(len(text)) if text.startswith(SAID, at)]
        spans = [Span.of(text, at, at + len(SAID)) for at in places]
        arrive(bench, replace(claim, uid="satu", article=here, span=spans[0]), spans[:1])
        arrive(bench, replace(claim, uid="dua", article=here, span=spans[0]), spans)
        stray = replace(claim, uid="luar", article="bukan-di-sini", restatement=STRAY)
        arrive(bench, stray, (), ArrivalKind.UNMATCHED)
    return path


def arrive(
    bench: Workbench,
    claim: Claim,
    spans: list[Span] | tuple[()],
    kind: ArrivalKind = ArrivalKind.SHIFTED,
) -> None:
    """Let a claim wait for its place, as an import does that finds none."""
    past = first_past(("claim", claim.uid), claim.to_record())
    article = claim.article if kind is ArrivalKind.SHIFTED else ""
    arrival = Arrival(
        *(kind, "claim", claim.uid, article, claim.to_record(), past, SET, bench.now()),
        spans=tuple(spans),
    )
    bench.act("import", [Change("arrival", arrival.uid, None, arrival.to_record())])
